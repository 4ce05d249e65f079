"""Files packed from pieces that were compressed apart: a table of the whole archive is put together again without
compressing again what hasn't changed.

DEFLATE (RFC 1951) is a row of blocks, and a full flush ends a piece at a byte: pieces one after the other and an empty
last block are the whole, compressed. gzip (RFC 1952) and ZIP (APPNOTE 6.3) want its checksum, too: a CRC of bytes one
after the other follows from theirs.
"""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterable
from dataclasses import field
from typing import Protocol

from ..core.value import value

MOST = 1 << 31
"""Bytes that a packed file may have, packed and unpacked: beyond four times as much, gzip and ZIP count otherwise."""
_LEVEL = 5
_RAW = -zlib.MAX_WBITS
_END = zlib.compressobj(_LEVEL, zlib.DEFLATED, _RAW).flush()
"""An empty last block."""
_DEFLATED = 8
_VERSION = 20
"""Of ZIP's format: what files that are deflated need."""
_FIRST_DAY = 1 << 5 | 1
"""1 January 1980 as ZIP has it: no file bears the day of a build."""
_UNIX = 3
_READABLE = 0o100644 << 16


def deflated(content: bytes) -> bytes:
    """The content compressed, to stand before and after other pieces."""
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, _RAW)
    return packer.compress(content) + packer.flush(zlib.Z_FULL_FLUSH)


# --- checksums --------------------------------------------------------------------------------

_POLYNOMIAL = 0xEDB88320
"""CRC-32's, its lowest power highest, as the CRC has its bits."""
_ONE, _X = 1 << 31, 1 << 30


def _product(a: int, b: int) -> int:
    """The product of two polynomials over GF(2), modulo that of the CRC."""
    product, bit = 0, _ONE
    while a:
        if a & bit:
            product ^= b
            a ^= bit
        bit >>= 1
        b = b >> 1 ^ _POLYNOMIAL if b & 1 else b >> 1
    return product


def _shift(length: int) -> int:
    """What bytes that follow do to a CRC: x to the power of their bits."""
    power, square, bits = _ONE, _X, 8 * length
    while bits:
        if bits & 1:
            power = _product(power, square)
        square = _product(square, square)
        bits >>= 1
    return power


@value(frozen=True, slots=True)
class Sum:
    """Length and CRC-32 of bytes; of bytes one after the other, the sum of theirs."""

    length: int = 0
    crc: int = 0
    shift: int = field(default=_ONE, repr=False)

    @classmethod
    def of(cls, content: bytes) -> Sum:
        """That of bytes."""
        return cls(len(content), zlib.crc32(content), _shift(len(content)))

    def __add__(self, other: Sum) -> Sum:
        crc = _product(other.shift, self.crc) ^ other.crc
        return Sum(self.length + other.length, crc, _product(self.shift, other.shift))


# --- files ------------------------------------------------------------------------------------


class Stream(Protocol):
    """What bytes are written to."""

    def write(self, content: bytes, /) -> object:
        """More bytes."""


def gzip(stream: Stream, pieces: Iterable[bytes], whole: Sum) -> None:
    """Write a gzip file of one member. `whole` is the sum of the pieces' contents."""
    # Deflated, without name and date, of no system in particular.
    stream.write(struct.pack("<HBBIBB", 0x8B1F, _DEFLATED, 0, 0, 0, 255))
    _body(stream, pieces)
    stream.write(struct.pack("<II", whole.crc, whole.length))


def gzipped(content: bytes) -> bytes:
    """A gzip file of one piece."""
    stream = io.BytesIO()
    gzip(stream, [deflated(content)], Sum.of(content))
    return stream.getvalue()


def zip_(stream: Stream, name: str, length: int, pieces: Iterable[bytes], whole: Sum) -> None:
    """Write a ZIP file that holds one file. `length` is that of the pieces, compressed, and `whole` the sum of their
    contents."""
    packed = length + len(_END)
    known = (_VERSION, 0, _DEFLATED, 0, _FIRST_DAY, whole.crc, packed, whole.length, len(name), 0)
    head = struct.pack("<IHHHHHIIIHH", 0x04034B50, *known) + name.encode("ascii")
    stream.write(head)
    _body(stream, pieces)
    entry = struct.pack("<IH", 0x02014B50, _UNIX << 8 | _VERSION) + struct.pack("<HHHHHIIIHH", *known)
    entry += struct.pack("<HHHII", 0, 0, 0, _READABLE, 0) + name.encode("ascii")
    stream.write(entry)
    stream.write(struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, 1, 1, len(entry), len(head) + packed, 0))


def _body(stream: Stream, pieces: Iterable[bytes]) -> None:
    for piece in pieces:
        stream.write(piece)
    stream.write(_END)
