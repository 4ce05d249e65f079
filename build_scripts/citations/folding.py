"""One spelling for signs that texts write in several ways, character for character, so that positions stay."""

from __future__ import annotations

import re

from ..core.signs import plain_in_place

_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def fold(string: str) -> str:
    """The string with one kind of apostrophe, space, dash and slash; as long as it was."""
    return plain_in_place(string)


def roman(numeral: str) -> int:
    """The value of a roman numeral; 0 where it isn't one: `XIV` → 14, `IIX` → 0."""
    if not re.fullmatch(r"C{0,3}(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})", numeral):
        return 0
    total = 0
    for sign, after in zip(numeral, [*numeral[1:], ""], strict=True):
        value = _ROMAN[sign]
        total += -value if after and _ROMAN[after] > value else value
    return total


def as_roman(value: int) -> str:
    """A number under 100 as a roman numeral: 14 → `XIV`."""
    tens = ("", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX", "XC")
    ones = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
    return tens[value // 10] + ones[value % 10]
