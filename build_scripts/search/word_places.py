"""Where each key of a shard stands, in files that a browser can ask for a word.

The keys are sorted without their accents, so that forms of a word are mostly in one file. A file begins with a key
whose hash says so: one more key, or one more place, changes its own file and not where all others begin.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from operator import sub

from .word_folding import unaccented

_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"

LEAST, MOST = 8_000, 20_000
"""Characters of a file: from how many on it ends before a key whose hash says so, and about how many it has at most."""

_ENDS = 16
"""Of so many keys, one begins a file."""


@lru_cache(maxsize=1 << 16)
def number(value: int) -> str:
    """A number of at least 0 in digits of 5 bits, the last first, as in source maps but without a sign: 5 → `F`,
    40 → `oB`. The browser reads it in search/numbers.js."""
    digits = ""
    while value > 31:
        digits += _DIGITS[32 | value & 31]
        value >>= 5
    return digits + _DIGITS[value]


def numbers(values: Iterable[int]) -> str:
    """Numbers one after another."""
    return "".join(map(number, values))


def ascending(values: Sequence[int]) -> str:
    """Numbers in ascending order: the first, then by how much each is greater than the one before."""
    return numbers(map(sub, values, [0, *values]))


def in_order(words: Iterable[str]) -> list[str]:
    """Words in the order of browsers."""
    return sorted(words, key=_in_browsers)


def _in_browsers(word: str) -> bytes:
    return word.encode("utf-16-be", "surrogatepass")


def in_files(keys: Mapping[str, str]) -> Iterator[tuple[str, dict[str, str]]]:
    """(first key without accents, places by key) of each file."""
    content: dict[str, str] = {}
    size, first = 0, ""
    ordered = sorted((_in_browsers(unaccented(key)), _in_browsers(key), key) for key in keys)
    for _, group in groupby(ordered, key=lambda entry: entry[0]):
        alike = {key: keys[key] for *_, key in group}
        plain = unaccented(next(iter(alike)))
        cost = sum(len(key) + len(places) + 6 for key, places in alike.items())
        if content and (size + cost > MOST or (size >= LEAST and begins(plain))):
            yield first, content
            content, size = {}, 0
        if not content:
            first = plain
        content |= alike
        size += cost
    if content:
        yield first, content


def begins(word: str) -> bool:
    """Whether a word may begin a file: one of `_ENDS`, always the same ones."""
    return zlib.crc32(word.encode("utf-8", "surrogatepass")) % _ENDS == 0
