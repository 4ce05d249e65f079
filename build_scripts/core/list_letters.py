"""The letters that lists are marked with in other alphabets than the Latin one (data/list-letters.toml)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from .data_files import DATA, read_data


@cache
def places() -> Mapping[str, tuple[int, ...]]:
    """The places that a letter has in the alphabets of lists, from 1: as the Latin letter it looks like, too.

    Raises DataError.
    """
    table = read_data(DATA / "list-letters.toml").table
    found: dict[str, list[int]] = {}
    for alphabet in table["alphabets"]:
        for place, letter in enumerate(alphabet, 1):
            for written in {letter, letter.rstrip("ـ")}:
                found.setdefault(written, []).append(place)
    for letter, latin in table["alike"].items():
        found.setdefault(letter, []).append(ord(latin) - ord("a") + 1)
    return {letter: tuple(dict.fromkeys(each)) for letter, each in found.items()}


@cache
def letters(latin: str) -> tuple[str, ...]:
    """Every letter that lists have at the place of a Latin one, longest first: `e` → `هـ`, `ه`, `д` …"""
    place = ord(latin) - ord("a") + 1
    return tuple(sorted((letter for letter, found in places().items() if place in found), key=len, reverse=True))


@cache
def sure() -> Mapping[str, str]:
    """The Latin letter of each letter that has one place only, wherever it stands."""
    return {letter: chr(ord("a") - 1 + each[0]) for letter, each in places().items() if len(each) == 1}
