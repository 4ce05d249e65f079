"""Numbers in few letters, as the tables of blocks have them; the browser reads them in search/numbers.js."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from operator import sub

_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"


@lru_cache(maxsize=1 << 12)
def number(value: int) -> str:
    """A number of at least 0 in digits of 5 bits, the last first, as in source maps but without a sign: 5 → `F`,
    40 → `oB`."""
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
