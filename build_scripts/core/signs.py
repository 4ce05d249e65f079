"""One spelling for the signs that texts write in several ways (data/signs.toml).

`plain` serves all who compare words; the browser does the same with what `table` gives (`signs.js` of the built site).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from .data_files import DATA, read_data

FILE = DATA / "signs.toml"

QUOTE = '"'
"""What all marks of quotations are read as."""
RAISED_DIGITS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
"""From 0 to 9."""
NOTE_SIGNS = r"\*{1,4}|[†‡§]"
"""What a note has in place of a number, as a pattern."""
COMMAS = (",", "،", "，")
"""Of the scripts of the six languages; the Chinese mark of enumerations, « 、 », is none."""
SEMICOLONS = (";", "؛", "；")
COLONS = (":", "：")
NOT_BEHIND_CALL = r"[^\W\u3400-\u9fff]"
"""What doesn't follow a note's call directly: a letter or digit, except of a script without spaces."""
BULLETS = "•●○◦▪■□‣⁃·–—-"
"""Signs before the items of a list; the hyphen is last, so that they can stand in a class of a pattern."""


def plain(string: str, *, quotes: bool = True) -> str:
    """The string with one kind of apostrophe, space, hyphen, slash, bracket, quotation mark, digit and letter, and
    without the signs that have no width. Without `quotes`, marks of quotations stay as they are."""
    return string if string.isascii() and "`" not in string else _any(quotes=quotes).sub(_plain_sign, string)


def plain_in_place(string: str) -> str:
    """The same sign for sign, so that places stay: signs without width are left, and so are quotation marks."""
    return string if string.isascii() and "`" not in string else _placed().sub(_plain_sign, string)


def unread(string: str) -> Iterator[tuple[int, int]]:
    """Stretches of signs that count as nothing, for who needs the places of all others."""
    if _without_width().search(string):
        for match in _nothing().finditer(string):
            yield match.span()


@cache
def table() -> Mapping[str, str]:
    """The plain sign by each other one; empty for those that count as nothing."""
    return {**_table()[0], **_table()[1]}


@cache
def ligatures() -> Mapping[str, str]:
    """The letters that each ligature stands for, in small letters, capitals too; and the letter of each other sign
    for one."""
    table = read_data(FILE).table
    small: dict[str, str] = table["ligatures"]
    capitals = {sign.upper(): letters for sign, letters in small.items() if len(sign.upper()) == 1}
    return {**small, **capitals, **table["letters"]}


@cache
def either() -> Mapping[str, str]:
    """Letters that readers type for one another, each with the one that both are compared as."""
    letters: Mapping[str, str] = read_data(FILE).table["either"]
    return letters


@cache
def stops() -> str:
    """Signs that part what stands around them in a text without spaces."""
    return "".join(read_data(FILE).table["stops"])


@cache
def letters_of_two() -> Mapping[str, str]:
    """Those ligatures that are letters of a language, in small letters, « œ »; not « ﬁ », which is how type is set."""
    return {
        sign: letters
        for sign, letters in ligatures().items()
        if sign.islower() and unicodedata.normalize("NFKC", sign) == sign
    }


def spelled_out(string: str) -> Iterator[tuple[int, int, str]]:
    """The ligatures of typesetters, each with its place and the letters that it stands for: « ﬁ », « ﻻ »."""
    if not string.isascii():
        for match in _typeset().finditer(string):
            yield *match.span(), ligatures()[match[0]]


def _plain_sign(match: re.Match[str]) -> str:
    return table()[match[0]]


@cache
def _any(*, quotes: bool) -> re.Pattern[str]:
    return re.compile(f"[{''.join(sign for sign, plain in table().items() if quotes or plain != QUOTE)}]")


@cache
def _typeset() -> re.Pattern[str]:
    typeset = [sign for sign in ligatures() if unicodedata.normalize("NFKC", sign) != sign]
    return re.compile(f"[{''.join(typeset)}]")


@cache
def _placed() -> re.Pattern[str]:
    return re.compile(f"[{''.join(_table()[0])}]")


@cache
def _without_width() -> re.Pattern[str]:
    entries = read_data(FILE).table
    return re.compile(f"[{''.join((*entries['nothing'], *entries['inner']))}]")


@cache
def _nothing() -> re.Pattern[str]:
    entries = read_data(FILE).table
    return re.compile(rf"(?:[{''.join(entries['nothing'])}]|(?<=\w)[{''.join(entries['inner'])}]+(?=\w))+")


@cache
def _table(path: Path = FILE) -> tuple[dict[str, str], dict[str, str]]:
    """(signs that keep their places, the others). Raises DataError for a file with faults, or where a sign stands for
    two."""
    file = read_data(path)
    entries = file.table
    placed: list[tuple[str, str]] = []
    unplaced = [(sign, "") for sign in (*entries["nothing"], *entries["inner"])]
    placed += _shapes()
    for run in entries["runs"]:
        placed += [(chr(ord(run["first"]) + i), chr(ord(run["plain"]) + i)) for i in range(run["count"])]
    for entry in entries["sign"]:
        (unplaced if entry.get("quotes") else placed).extend((sign, entry["plain"]) for sign in entry["written"])
    every = [sign for sign, _ in (*placed, *unplaced)]
    if len(set(every)) != len(every):
        raise file.fault(
            "", f"{sorted(sign for sign in set(every) if every.count(sign) > 1)} stand for two signs: keep one of each"
        )
    return dict(placed), dict(unplaced)


def _shapes() -> list[tuple[str, str]]:
    """Arabic letters in the shape that their neighbours give them, as old files have them, and each letter (Unicode,
    Arabic Presentation Forms-B; ligatures of two letters aside)."""
    written = map(chr, range(0xFE80, 0xFEF5))
    return [(sign, unicodedata.normalize("NFKC", sign)) for sign in written]
