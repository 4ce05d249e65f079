"""What a new file has in common with old ones: which of its bytes can be copied from where, and which are new.

Files are cut where their content says (behind a separator before which stands a checksum of one kind), so that a change
moves no cut but those beside it and all other pieces are found again: content-defined chunking, as casync and restic
have it. What is found is made longer byte by byte. Separators are sought by a regular expression and pieces compared
whole, so that no byte costs a step of the interpreter.
"""

from __future__ import annotations

import mmap
import re
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from .settings import settings

Content = bytes | mmap.mmap

# Where a file may be cut: after `>`, `,`, `;` or `\n`; not inside `word`.
_SEPARATOR = re.compile(rb"[\n>,;]")
_SPACING = 25
"""Bytes from one separator to the next, about, in pages, tables and JSON."""
_WINDOW = 48
"""Bytes before a cut that decide on it."""
_SPREAD = 4
"""Pieces are so many times smaller or larger than wanted, at most."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Bytes of the new file, copied from an old one or new."""

    length: int
    old: str = ""
    """Which old file; empty for new bytes."""
    start: int = 0
    """Of the first byte in the old file."""

    @property
    def end(self) -> int:
        """In the old file."""
        return self.start + self.length


@contextmanager
def content_of(file: Path) -> Iterator[Content]:
    """The content of a file, of which only what is looked at takes memory."""
    with file.open("rb") as stream:
        if not file.stat().st_size:  # what is empty cannot be mapped
            yield b""
            return
        with mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as content:
            yield content


def stretches(new: Content, olds: Mapping[str, Content]) -> list[Stretch]:
    """The new file, stretch by stretch. Of old files that have the same bytes, the first is copied from."""
    if not olds:
        return [Stretch(len(new))] if new else []
    size = _piece_bytes(len(new))
    known: dict[int, tuple[str, int, int]] = {}
    for name, old in olds.items():
        for start, end in pieces(old, size):
            known.setdefault(hash(old[start:end]), (name, start, end))
    found: list[Stretch] = []
    for start, end in pieces(new, size):
        piece = new[start:end]
        name, at, until = known.get(hash(piece), ("", 0, 0))
        same = name and olds[name][at:until] == piece
        _append(found, Stretch(end - start, name, at) if same else Stretch(end - start))
    return _extended(found, new, olds)


def _append(found: list[Stretch], one: Stretch) -> None:
    """Add a stretch to others; one that goes on where the last ends makes that longer."""
    last = found[-1] if found else None
    if last and last.old == one.old and (not one.old or last.end == one.start):
        found[-1] = replace(last, length=last.length + one.length)
    else:
        found.append(one)


def _extended(found: list[Stretch], new: Content, olds: Mapping[str, Content]) -> list[Stretch]:
    """The same with new bytes that stand beside copied ones in the old file, too, copied with them."""
    made: list[Stretch] = []
    start = 0
    for number, one in enumerate(found):
        end = start + one.length
        after = found[number + 1] if number + 1 < len(found) else None
        if not one.old:
            before = made[-1] if made else None
            head = _alike(new[start:end], olds[before.old][before.end : before.end + one.length]) if before else 0
            rest = one.length - head
            old = olds[after.old][max(0, after.start - rest) : after.start] if after else b""
            tail = _alike(new[start + head : end][::-1], old[::-1])
            if before and head:
                made[-1] = replace(before, length=before.length + head)
            if rest > tail:
                made.append(Stretch(rest - tail))
            if after and tail:
                found[number + 1] = replace(after, length=after.length + tail, start=after.start - tail)
                end -= tail
        else:
            _append(made, one)
        start = end
    return made


def _alike(one: bytes, other: bytes) -> int:
    """How many bytes at the beginning are the same."""
    return next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _piece_bytes(length: int) -> int:
    """Bytes in a piece, about: √(4 × length), so that neither pieces nor their number grow with the file alone."""
    bounds = settings().updates
    return min(max(1 << (4 * length).bit_length() // 2, bounds.smallest), bounds.largest)


def pieces(content: Content, size: int) -> Iterator[tuple[int, int]]:
    """Start and end of pieces of about `size` bytes."""
    least, most = size // _SPREAD, size * _SPREAD
    one_in = max(1, (size - least) // _SPACING)
    start = 0
    while start < len(content):
        end = min(len(content), start + most)
        for found in _SEPARATOR.finditer(content, start + least, end):
            if zlib.crc32(content[found.end() - _WINDOW : found.end()]) % one_in == 0:
                end = found.end()
                break
        yield start, end
        start = end
