"""One spelling for signs that texts write in several ways, character for character, so that positions stay."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from ..core.data_files import DataFile, read_data
from ..core.signs import plain_in_place

_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


# Alef, waw and ya with hamza or madda: `أ`, `ؤ`, `ئ`; not `ا`.
_MARKED = re.compile("[\u0622-\u0626]")


def fold(string: str) -> str:
    """The string with one kind of apostrophe, space, dash and slash, and Arabic letters without hamza and madda, which
    texts write or leave out: « أمن », « امن »; as long as it was."""
    plain = plain_in_place(string)
    # `translate` looks up every sign, and most texts have none of these letters.
    return plain.translate(_bare_letters()) if _MARKED.search(plain) else plain


def folded_letters(value: Any) -> Any:
    """Words and patterns of a data file with the letters that `fold` leaves, whatever lists and tables they are in."""
    if isinstance(value, str):
        return value.translate(_bare_letters())
    if isinstance(value, dict):
        return {folded_letters(key): folded_letters(entry) for key, entry in value.items()}
    return [folded_letters(entry) for entry in value] if isinstance(value, list) else value


def citing_file(folder: Path, language: str) -> DataFile:
    """The `citations.toml` of a language of the folder, its letters folded as those of texts are. Raises DataError."""
    file = read_data(folder / language / "citations.toml")
    return replace(file, table=folded_letters(file.table))


@cache
def _bare_letters() -> dict[int, str]:
    """Alef, waw and ya by their forms with hamza or madda: a letter and a mark, as Unicode has them."""
    return {code: unicodedata.normalize("NFD", chr(code))[0] for code in range(0x0622, 0x0627)}


# A pair of brackets the wrong way round, as old files have them in Arabic, which store what is seen: ` )1993(`, around
# another pair ` )القرار 217 (د-3)(`; not `أ) انظر (ب)`.
_MIRRORED = re.compile(r"(?:(?<=\s)|^)\)(?=\S)((?:[^()]|\([^()]{0,60}\)){1,200}?)(?<=\S)\((?!\w)")
# A year in such brackets glued to its number, or before it, as it is seen: `1267)1999(`, `)2001(1373`; not `)2001(`.
_MIRRORED_YEAR = re.compile(
    r"(?<=\d)\)(?P<year>(?:19|20)\d\d)\((?!\w)|(?<!\S)\)(?P<before>(?:19|20)\d\d)\((?P<number>\d{1,4})(?!\d)"
)
# A letter that is written from right to left: `أ`; not `a`, `7`.
_LEFTWARD = re.compile("[\u0590-\u08ff]")


def unmirrored(string: str) -> str:
    """A text that is written from right to left with its brackets the right way round, those within others first; as
    long as it was."""
    if ")" not in string or not _LEFTWARD.search(string):
        return string
    plain = _MIRRORED_YEAR.sub(lambda m: f"{m['number'] or ''}({m['year'] or m['before']})", string)
    return _unmirrored(_unmirrored(plain))


def _unmirrored(string: str) -> str:
    pieces: list[str] = []
    reached = 0
    is_open = False
    for match in _MIRRORED.finditer(string):
        between = string[reached : match.start()]
        opened, closed = between.rfind("("), between.rfind(")")
        is_open = opened > closed or (is_open and opened == closed)
        pieces += [between, match[0] if is_open else f"({match[1]})"]
        reached = match.end()
    return "".join((*pieces, string[reached:]))


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
