"""What a new file has in common with old ones: which of its bytes can be copied from where, and which are new.

Files are cut where their content says so (after a separator, if the checksum of the bytes before it fits), so that a
change moves only the cuts beside it and all other pieces are found again: content-defined chunking, as in casync and
restic. Matches are then extended byte by byte. A regular expression finds the separators and pieces are compared whole,
so that no single byte costs a step of the interpreter.
"""

from __future__ import annotations

import mmap
import re
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from .copy_settings import settings

Content = bytes | mmap.mmap

# Where a file may be cut: after `>`, `,`, `;` or `\n`; not inside `word`.
_SEPARATOR = re.compile(rb"[\n>,;]")
_SPACING = 25
"""Approximate number of bytes from one separator to the next in pages, tables and JSON."""
_WINDOW = 48
"""Bytes before a separator whose checksum decides whether to cut there."""
_SPREAD = 4
"""Pieces are at most this many times smaller or larger than intended."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Bytes of the new file, copied from an old one or new."""

    length: int
    old: str = ""
    """Name of the old file; empty for new bytes."""
    start: int = 0
    """Offset of the first byte in the old file."""

    @property
    def end(self) -> int:
        """Offset behind the last byte in the old file."""
        return self.start + self.length


@contextmanager
def content_of(file: Path) -> Iterator[Content]:
    """The content of a file; only the parts that are read take up memory."""
    with file.open("rb") as stream:
        if not file.stat().st_size:  # an empty file can't be mapped
            yield b""
            return
        with mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as content:
            yield content


def stretches(new: Content, olds: Mapping[str, Content]) -> list[Stretch]:
    """The new file, stretch by stretch. Where several old files have the same bytes, they are copied from the first."""
    if not olds:
        return [Stretch(len(new))] if new else []
    size = _piece_bytes(len(new))
    old_pieces: dict[int, tuple[str, int, int]] = {}
    for name, old in olds.items():
        for start, end in pieces(old, size):
            old_pieces.setdefault(hash(old[start:end]), (name, start, end))
    result: list[Stretch] = []
    for start, end in pieces(new, size):
        piece = new[start:end]
        name, old_start, old_end = old_pieces.get(hash(piece), ("", 0, 0))
        same = name and olds[name][old_start:old_end] == piece
        _append(result, Stretch(end - start, name, old_start) if same else Stretch(end - start))
    return _with_neighbouring_bytes(result, new, olds)


def _append(sequence: list[Stretch], stretch: Stretch) -> None:
    """Add a stretch; if it continues the last one, lengthen that instead."""
    last = sequence[-1] if sequence else None
    if last and last.old == stretch.old and (not stretch.old or last.end == stretch.start):
        sequence[-1] = replace(last, length=last.length + stretch.length)
    else:
        sequence.append(stretch)


def _with_neighbouring_bytes(sequence: list[Stretch], new: Content, olds: Mapping[str, Content]) -> list[Stretch]:
    """The same stretches, with new bytes copied too where the old file has them beside the copied ones; a new file that
    begins or ends with new bytes is compared with the beginning or the end of the old one."""
    result: list[Stretch] = []
    start = 0
    for index, stretch in enumerate(sequence):
        end = start + stretch.length
        if stretch.old:
            _append(result, stretch)
        else:
            before = sequence[index - 1] if index else None
            after = sequence[index + 1] if index + 1 < len(sequence) else None
            for part in _parted(new[start:end], before, after, olds):
                _append(result, part)
        start = end
    return result


def _parted(
    content: bytes, before: Stretch | None, after: Stretch | None, olds: Mapping[str, Content]
) -> Iterator[Stretch]:
    """New bytes in up to three parts: what the old file has behind the stretch before, what is new, and what it has
    ahead of the stretch after."""
    if beside := before or after:
        at = before.end if before else 0
        head = _common_prefix(content, olds[beside.old][at : at + len(content)])
        if head:
            yield Stretch(head, beside.old, at)
        content = content[head:]
    beside = after or before
    until = after.start if after else len(olds[beside.old]) if beside else 0
    old = olds[beside.old][max(0, until - len(content)) : until] if beside else b""
    tail = _common_prefix(content[::-1], old[::-1])
    if len(content) > tail:
        yield Stretch(len(content) - tail)
    if beside and tail:
        yield Stretch(tail, beside.old, until - tail)


def _common_prefix(left: bytes, right: bytes) -> int:
    """How many bytes are the same at the beginning."""
    return next((i for i, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), min(len(left), len(right)))


def _piece_bytes(length: int) -> int:
    """Approximate bytes per piece: √(4 × length), so that size and number of the pieces share a file's growth."""
    bounds = settings().updates
    return min(max(1 << (4 * length).bit_length() // 2, bounds.smallest), bounds.largest)


def pieces(content: Content, size: int) -> Iterator[tuple[int, int]]:
    """Start and end of each piece of about `size` bytes."""
    least, most = size // _SPREAD, size * _SPREAD
    one_in = max(1, (size - least) // _SPACING)
    start = 0
    while start < len(content):
        end = min(len(content), start + most)
        for separator in _SEPARATOR.finditer(content, start + least, end):
            if zlib.crc32(content[separator.end() - _WINDOW : separator.end()]) % one_in == 0:
                end = separator.end()
                break
        yield start, end
        start = end
