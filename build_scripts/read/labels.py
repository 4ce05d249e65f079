"""The numbers that a text has reached as its lines are read: of paragraphs, and of headings I, A, 1."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from string import ascii_uppercase

_TENS = ("", "X", "XX", "XXX")
_UNITS = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
_ROMANS = [ten + unit for ten in _TENS for unit in _UNITS][1:]
_NEXT = {"roman": dict(pairwise(_ROMANS)), "letter": dict(pairwise(ascii_uppercase))}
_FIRST = {"roman": "I", "letter": "A"}


@dataclass(slots=True)
class Numbering:
    """Which printed number may come next."""

    paragraph: int = 0
    """Of the last numbered paragraph."""
    other: int = 0
    """Of the last number of another series: a heading's, or a paragraph's of an annex."""
    expected: dict[str, str] = field(default_factory=lambda: dict(_FIRST))
    """The next label of headings in roman numerals, and in letters."""

    def follows(self, printed: str) -> bool:
        """True where a number or label is the next of a series that is open, or the first of one."""
        if printed.isdecimal():
            return int(printed) - 1 in (self.paragraph, self.other, 0)
        return any(printed in (self.expected.get(style), first) for style, first in _FIRST.items())

    def add(self, printed: str) -> None:
        """Takes a number or label that the text has reached."""
        if not printed.isdecimal():
            for style, after in _NEXT.items():
                if printed in after:
                    self.expected[style] = after[printed]
            return
        value = int(printed)
        if value - 1 == self.paragraph or (value > self.paragraph and value - 1 != self.other):
            self.paragraph = value
        else:
            self.other = value
