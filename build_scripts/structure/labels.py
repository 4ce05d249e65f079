"""Printed labels and the order they stand in: `12.`, `a)`, `iv)`, `III.`, `35.1`, `4 bis.`"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum

from ..core.anchor_names import INSERTION
from ..core.signs import RAISED_DIGITS

# A roman numeral of either case, where it is the whole: `XIV`, `iv`, `MCM`; not `A`.
ROMAN = re.compile(r"(?=[MDCLXVI])M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})", re.I | re.A)
_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}

_INSERTED = rf"(?: (?:{INSERTION}))?"
# The label of a paragraph: `12. Le`, in Arabic `12 - و`, `4 bis. Le`, `35.1. Le`, `35.1 Le`, `29A.1 Le`, `IS1.1 Le`;
# not `12 Le`, `35.1 le`, `12.`, `a) le`.
PARAGRAPH = re.compile(
    rf"(\d{{1,3}}(?:\.\d{{1,3}}){{0,2}}{_INSERTED}) ?(?:\.\s+(?=\S)|[-–]\s+(?=[\u0600-\u06ff]))"
    rf"|((?:[A-Z]{{2}}\d|\d{{1,2}}[A-Z]|\d{{1,3}})(?:\.\d{{1,3}}){{1,2}}{_INSERTED})\s+(?=[^\W\da-z])"
)
# The label of an item: `a) le`, `(iv) le`, `2) le`, `iv. le`; not `a. le`, `a)le`, `A) le`.
ITEM = re.compile(r"\(?([a-z]{1,5}(?=\))|\d{1,2}(?=\))|[ivx]{1,5}(?=\.))[).]\s+(?=\S)")
# A bullet: `• le`, `– le`; not `•le`.
BULLET = re.compile(r"[•●○◦▪■□‣⁃·*–—-]\s+(?=\S)")
# The label of a heading: `III. Titre`, `B. Titre`, `1. Titre`, `a) titre`, `II – Titre`; not `III Titre`, `12 – Le`.
HEADING = re.compile(r"([IVXLC]+|[A-Z]|\d{1,3}|[a-z])\s?[.)]\s+(?=\S)|([IVXLC]+)\s+[-–—]\s+(?=\S)")


_LETTERS_FIRST = ("C", "D", "L", "M")
_PLAIN = str.maketrans(RAISED_DIGITS, "0123456789")


class Rank(IntEnum):
    """How deep a kind of heading number stands, by the editorial manual: chapters, then I, then A, then 1, then a."""

    CHAPTER = 0
    ROMAN = 1
    CAPITAL = 2
    ARABIC = 3
    SMALL = 4


@dataclass(frozen=True, slots=True)
class Ordinal:
    """A reading of a label: « C » is the third letter, or a hundred in roman numerals."""

    rank: Rank
    value: int


def digits(printed: str) -> str:
    """Raised digits (« ³ ») as plain ones."""
    return printed.translate(_PLAIN)


def roman(label: str) -> int:
    """The value of a roman numeral of either case; 0 of anything else."""
    if not label or not ROMAN.fullmatch(label):
        return 0
    values = [_VALUES[c] for c in label.upper()]
    return sum(-v if v < after else v for v, after in zip(values, [*values[1:], 0], strict=True))


def letter(label: str) -> int:
    """The place of a letter, a = 1; doubled letters go on, aa = 27; 0 of anything else."""
    if label and label.isalpha() and label.isascii() and len(set(label.lower())) == 1:
        return ord(label[0].lower()) - 96 + 26 * (len(label) - 1)
    return 0


def heading_readings(label: str) -> tuple[Ordinal, ...]:
    """What a heading's label can mean; that of a chapter has its word, « Chapitre II »."""
    if " " in label:
        number = label.rsplit(" ", 1)[1]
        return (Ordinal(Rank.CHAPTER, int(number) if number.isdecimal() else roman(number) or 1),)
    if label.isdecimal():
        return (Ordinal(Rank.ARABIC, int(label)),)
    if label.islower():
        return (Ordinal(Rank.SMALL, letter(label)),)
    readings = []
    if value := roman(label):
        readings.append(Ordinal(Rank.ROMAN, value))
    if len(label) == 1:
        readings.append(Ordinal(Rank.CAPITAL, letter(label)))
    # No document has fifty sections: C, D, L and M are letters first.
    return tuple(readings[::-1] if label in _LETTERS_FIRST else readings)


def item_readings(label: str) -> tuple[tuple[str, int], ...]:
    """What an item's label can mean: (style, value), style `letter`, `roman` or `arabic`."""
    if label.isdecimal():
        return (("arabic", int(label)),)
    readings = [("letter", letter(label))] if letter(label) else []
    if value := roman(label):
        readings.append(("roman", value))
    return tuple(readings)
