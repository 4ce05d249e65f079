"""CBOR (RFC 8949), as far as Pagefind's index is made of it: numbers, texts, lists."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from ..core.remembered import Remembered

_UNSIGNED, _TEXT, _LIST = 0, 3, 4
"""What an item is: the first three bits."""
NOTHING, THREE = b"\x80", b"\x83"
"""An empty list, and the beginning of one of three items."""
_SIZES = ((24, 1), (25, 2), (26, 4))
"""The last five bits of the first byte where the number follows, in so many bytes."""


def _head(kind: int, value: int) -> bytes:
    """The beginning of an item: what it is, and a number, in as few bytes as it takes. Raises OverflowError."""
    if value < 24:
        return bytes([kind << 5 | value])
    for extra, size in _SIZES:
        if value < 1 << 8 * size:
            return bytes([kind << 5 | extra]) + value.to_bytes(size, "big")
    raise OverflowError(f"{value} is too great for an index")


numbers = Remembered(partial(_head, _UNSIGNED))
lists = Remembered(partial(_head, _LIST))
"""Numbers, and beginnings of lists of so many items."""


def text(value: str) -> bytes:
    """A text."""
    content = value.encode()
    return _head(_TEXT, len(content)) + content


def list_of(items: Sequence[bytes]) -> bytes:
    """A list of items."""
    return lists[len(items)] + b"".join(items)


_AFTER = [1 + dict(_SIZES).get(byte & 0x1F, 0) for byte in range(256)]
"""Bytes of the beginning of an item, by the first of them."""


def read_head(content: bytes, at: int) -> tuple[int, int]:
    """(the number that an item begins with, where that ends)."""
    end = at + _AFTER[content[at]]
    return (int.from_bytes(content[at + 1 : end], "big") if end > at + 1 else content[at] & 0x1F), end


def after_numbers(content: bytes, at: int) -> int:
    """Where a list of numbers ends."""
    count, at = read_head(content, at)
    for _ in range(count):
        at += _AFTER[content[at]]
    return at
