"""Printed labels at the start of a line, and the numbers that a text has reached as its lines are read: of paragraphs,
of headings I, A, 1, and of notes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from string import ascii_uppercase

from ..core.anchor_names import INSERTION
from ..core.signs import NOTE_SIGNS, RAISED_DIGITS

# The label of a paragraph, an item or a heading, or a bullet: `12. Le`, `35.1. Le`, `4 bis. Le`, `a) le`, `(iv) le`,
# `III. Titre`, `B. Titre`, `– le`; not `12 Le`, `1994.`, `Le`, `Fin.`.
LABEL = re.compile(
    rf"(?:(\d{{1,3}})(?:\.\d{{1,3}}){{0,6}}(?: (?:{INSERTION}))?\."
    r"|(\(?[a-z]{1,4}\))|([IVXLC]+|[A-Z])\.|[•–—-])\s+(?=\S)"
)
# The label of a note, under a rule: `12 Voir`, `¹² Voir`, `** Voir`, `† Voir`, `3`; not `Voir`, `a) le`.
NOTE_LABEL = re.compile(rf"(\d{{1,3}}(?![.,]?\d)|[{RAISED_DIGITS}]{{1,3}}|{NOTE_SIGNS})(?:\s*(?=\S)|$)")

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
        return bool(printed) and any(printed in (self.expected.get(style), first) for style, first in _FIRST.items())

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


# The first line of a note, where nothing but words tells it from text: `3 Voir`, `3/ Voir`, `12 « Le`, `1 https://un.org`;
# not `3. Voir`, `3 voir`, `3`.
_NOTE_START = re.compile(r"(\d{1,3})/?\s+(?=[^\W\d_a-z]|[«“\"(]|https?:|www\.)")
# A note's call, likewise, with the sign before it: `s1`, `)2 et`, ` 3 ,`, ` 3/ et`; not `s12/`, ` 76/181`.
_CALL = re.compile(
    r"(?:[^\W\d_]|[»”\"’).,;:!?%\]…])\d{1,3}(?![\d/]|[.,:]\d|[^\W\d_])"
    r"|\s\d{1,3}(?=/?\s?[.,;:)»](?!\d)|/\s)"
)
# A run of digits, the end of which may be a call: `L.212`; not `L.`.
_DIGITS = re.compile(r"\d\d*")
_MOST_DIGITS = 60  # Numbers before a note among which its call is looked for, beside those since the last note.


@dataclass(slots=True)
class NoteNumbers:
    """Which note comes next, in a text where no rule and no mark tells notes from text."""

    last: int = 0
    called: set[int] = field(default_factory=set)
    digits: list[str] = field(default_factory=list)

    def begins(self, string: str, *, apart: bool) -> bool:
        """True where a line begins a note: it has the number that comes next, or 1 again, and the text since the note
        before calls it. Where the call can't be told from other digits, the line must stand `apart`."""
        label = _NOTE_START.match(string)
        number = int(label[1]) if label else 0
        loosely = self.last and number == self.last + 1 and apart
        if not (
            (number in self.called and number in (1, self.last + 1))
            or (loosely and any(run.endswith(str(number)) for run in self.digits))
        ):
            return False
        self.called.discard(number)
        self.last, self.digits = number, self.digits[-_MOST_DIGITS:]
        return True

    def read(self, string: str) -> None:
        """Takes the calls in a line of text."""
        for run in _DIGITS.finditer(string):
            self.digits.append(run[0])
            if run.start() and _CALL.match(string, run.start() - 1):
                self.called.add(int(run[0]))
