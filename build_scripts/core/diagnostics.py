"""Messages of the form `file:line: CODE message`.

Doubtful text is kept as it stands and reported; nothing is dropped and nothing guessed.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Diagnostic:
    """Something that a person should look at. Sorts by place."""

    file: str
    """From the repository's root, with `/`."""
    line: int
    """From 1; 0 where the whole file is meant."""
    code: str
    """Letter of the pass and three digits, `N002`; documented in data/diagnostics.toml."""
    message: str
    """One line, in English: what is wrong, with the words concerned, and what to do about it."""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.code} {self.message}"
