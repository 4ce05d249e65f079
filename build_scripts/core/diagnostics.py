"""Messages of the form `file:line: CODE message`; for a PDF, `file, p. 7, line 12: CODE message`; for a file as a
whole, `file: CODE message`.

Doubtful text is kept as it stands and reported; nothing is dropped and nothing guessed.
"""

from __future__ import annotations

from typing import NamedTuple


class Diagnostic(NamedTuple):
    """Something that a person should look at. Sorts by place; as a tuple does, since an archive has many."""

    file: str
    """From the repository's root, with `/`."""
    line: int
    """From 1; 0 where the whole file is meant. Of a PDF, the line of its extracted text: see `page`."""
    code: str
    """Letter of the pass and three digits, `N002`; documented in data/diagnostics.toml."""
    message: str
    """One line, in English: what is wrong, with the words concerned, and what to do about it."""
    page: int = 0
    """Of a file with pages, from 1 (`core.text.located`)."""
    page_line: int = 0
    """Which of the page's lines it is."""

    @property
    def place(self) -> str:
        """Where it is: `a.txt:12`; `a.pdf, p. 7, line 12`; `a.txt` where the whole file is meant."""
        if self.page:
            return f"{self.file}, p. {self.page}, line {self.page_line}"
        return f"{self.file}:{self.line}" if self.line else self.file

    def __str__(self) -> str:
        return f"{self.place}: {self.code} {self.message}"


def counted(number: int, noun: str, plural: str = "") -> str:
    """« 1 notice », « 1,024 notices »; a noun with another plural than in -s has it given."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"
