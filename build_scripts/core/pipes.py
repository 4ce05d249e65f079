"""Messages between two processes, through a pipe: bytes with their length before them."""

from __future__ import annotations

import struct
from typing import IO

_LENGTH = struct.Struct(">Q")


def send(pipe: IO[bytes], data: bytes) -> None:
    """Writes bytes with their length before them."""
    pipe.write(_LENGTH.pack(len(data)))
    pipe.write(data)
    pipe.flush()


def receive(pipe: IO[bytes], most: int) -> bytes:
    """Reads bytes with their length before them. Raises EOFError, or ValueError for more than `most`."""
    length = _LENGTH.unpack(_read(pipe, _LENGTH.size))[0]
    if length > most:
        raise ValueError(f"{length:,} bytes, more than {most:,}")
    return _read(pipe, length)


def _read(pipe: IO[bytes], length: int) -> bytes:
    data = pipe.read(length)
    if len(data) < length:
        raise EOFError("the other side has ended")
    return data
