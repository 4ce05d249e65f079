"""Printed pages by hand: rows of words at their places, as the extractor gives them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from build_scripts.core.model import Page, Print, Rule, Source

WIDTH, HEIGHT = 612.0, 792.0
LEFT, INDENT, RIGHT = 123.4, 147.1, 488.0
_TAB = 3  # Of the size.
_EM = 0.5  # Of the size: the mean width of a sign.
# Words set otherwise: `{^12}` raised, `{*gras}` bold, `{/italique}` slanted.
_STYLED = re.compile(r"\{([\^*/])([^}]*)\}|([^{]+)")


@dataclass(frozen=True, slots=True)
class _Row:
    words: str
    left: float
    baseline: float
    size: float
    bold: bool
    full: bool
    """It reaches the right margin."""

    @property
    def em(self) -> float:
        """The mean width of a sign, of the size."""
        words = _STYLED.sub(r"\2\3", self.words)
        tabs = words.count("\t")
        return (RIGHT - self.left - _TAB * tabs * self.size) / (len(words) - tabs) / self.size if self.full else _EM


@dataclass(slots=True)
class PageMaker:
    """A page that rows are set on from top to bottom."""

    rows: list[_Row] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    baseline: float = 0.0

    def row(
        self,
        words: str,
        *,
        left: float = LEFT,
        at: float = 0.0,
        size: float = 10.0,
        bold: bool = False,
        full: bool = False,
        step: float = 12.0,
    ) -> PageMaker:
        """A row, `step` below the one before or at a height."""
        self.baseline = at or self.baseline - step
        self.rows.append(_Row(words, left, self.baseline, size, bold, full))
        return self

    def paragraph(self, words: str, *, left: float = INDENT, size: float = 10.0, per_row: int = 70) -> PageMaker:
        """A paragraph, its first row set in, each other row full."""
        rows = _wrapped(words, per_row)
        for index, words_of_row in enumerate(rows):
            first, full = not index, index < len(rows) - 1
            self.row(words_of_row, left=left if first else LEFT, step=18.0 if first else 12.0, size=size, full=full)
        return self

    def foot(self, words: str, *, left: float = 60.0) -> PageMaker:
        """The page's foot."""
        return self.row(words, left=left, at=38.2, size=7.0)

    def notes(self, *notes: str, rule: bool = True) -> PageMaker:
        """Notes above the foot, below a rule that is text."""
        at = 60.0 + 10.5 * (len(notes) - 1)
        if rule:
            self.row("__________________", left=99.4, at=at + 14, size=8.0, bold=True)
        for note in notes:
            self.row(note, left=117.0, at=at, size=8.5)
            at -= 10.5
        return self


def _wrapped(words: str, per_row: int) -> list[str]:
    rows: list[str] = [""]
    for word in words.split(" "):
        if rows[-1] and len(_STYLED.sub(r"\2\3", f"{rows[-1]} {word}")) > per_row:
            rows.append(word)
        else:
            rows[-1] = f"{rows[-1]} {word}".strip()
    return rows


def source(*pages: PageMaker) -> Source:
    """The pages as they come out of a PDF."""
    string = ""
    spans: list[Print] = []
    made: list[Page] = []
    for number, page in enumerate(pages):
        string += "\f" if number else ""
        made.append(Page(len(string), WIDTH, HEIGHT, tuple(page.rules)))
        for row in sorted(page.rows, key=lambda row: -row.baseline):
            string = _set(string, spans, row)
    starts = [0, *(i + 1 for i, c in enumerate(string) if c in "\n")]
    return Source("made.pdf", string, tuple(starts), "", "pdf", tuple(spans), tuple(made))


def _set(string: str, spans: list[Print], row: _Row) -> str:
    left = row.left
    for number, cell in enumerate(row.words.split("\t")):
        if number:
            string += "\t"
            left += _TAB * row.size
        for styled in _STYLED.finditer(cell):
            style, words = styled[1] or "", styled[2] or styled[3]
            raised, bold = style == "^", row.bold or style == "*"
            size = round(0.65 * row.size, 2) if raised else row.size
            right = left + len(words) * row.size * row.em
            end = len(string) + len(words)
            spans.append(Print(len(string), end, left, right, row.baseline, size, "Times", raised, bold, style == "/"))
            string += words
            left = right
    return string + "\n"
