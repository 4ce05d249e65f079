"""Nothing a parser drops is lost: what neither a chunk nor furniture holds becomes one of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from ..core.model import Chunk, Chunkform, Furniture, Source, Text
from ..core.text import stretches
from .lines import Line, gather

_WORD = re.compile(r"\w")
_REST = re.compile(rb"\x00+")


def complete(
    source: Source,
    lines: Sequence[Line],
    chunks: Sequence[Chunk],
    furniture: Sequence[Furniture],
    skipped: Mapping[int, str],
) -> tuple[list[Chunk], list[Furniture]]:
    """Chunks and furniture that together hold every visible character of the lines.

    `skipped`: offset of the first character of each line of page furniture → reason; it is recorded as such unless
    a chunk holds it after all (the row of a table). Of the rest, words become chunks and signs markup.
    """
    covered = bytearray(len(source.string))
    for text in _texts(chunks):
        for _, place, length in stretches(text):
            covered[place : place + length] = b"\1" * length
    heads = [
        Furniture(line.start, line.end, skipped[line.start])
        for line in lines
        if line.start in skipped and not any(covered[line.start : line.end])
    ]
    found = [*heads, *furniture]
    for f in found:
        covered[f.start : f.end] = b"\1" * (f.end - f.start)
    more: list[Chunk] = []
    for line in lines:
        for start, end in _holes(source.string, covered, line):
            if _WORD.search(source.string, start, end):
                more.append(Chunk(Chunkform.TEXT, gather(source, start, end)))
            else:
                found.append(Furniture(start, end, "markup"))
    return [*chunks, *more], found


def _texts(chunks: Sequence[Chunk]) -> Iterator[Text]:
    for chunk in chunks:
        yield chunk.text
        for row in chunk.rows:
            yield from row


def _holes(string: str, covered: bytearray, line: Line) -> Iterator[tuple[int, int]]:
    """Stretches of a line that nothing holds, without the blanks at their ends."""
    for rest in _REST.finditer(covered, line.start, line.end):
        words = string[rest.start() : rest.end()]
        if words.strip():
            start = rest.start() + len(words) - len(words.lstrip())
            yield start, start + len(words.strip())
