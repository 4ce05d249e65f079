"""The layout that a reader returns: chunks and furniture in order, and nothing lost on the way.

What a parser drops, what neither a chunk nor furniture holds, becomes one of them. `structure/completeness.py` proves
in the end that the report holds every character.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from ..core.model import Chunk, Chunkform, Furniture, Layout, Source, Text
from ..core.text import stretches
from .gathering import gather
from .lines import CONTROL, Line

# A letter or digit, so that a stretch is words: `a`, `7`; not `*`, `| --`.
_WORD = re.compile(r"\w")
# A run of characters that nothing holds yet, in an array with one byte for each: `\x00\x00`; not `\x01`.
_UNCOVERED = re.compile(rb"\x00+")


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
    set_aside = [*heads, *furniture]
    for item in set_aside:
        covered[item.start : item.end] = b"\1" * (item.end - item.start)
    rest: list[Chunk] = []
    for line in lines:
        for start, end in _holes(source.string, covered, line):
            if _WORD.search(source.string, start, end):
                rest.append(Chunk(Chunkform.TEXT, gather(source, start, end)))
            else:
                set_aside.append(Furniture(start, end, "markup"))
    return [*chunks, *rest], set_aside


def controls(source: Source) -> list[Furniture]:
    """The control characters of a source, which no text shows."""
    return [Furniture(match.start(), match.end(), "control") for match in CONTROL.finditer(source.string)]


def layout_of(reader: str, chunks: Iterable[Chunk], furniture: Iterable[Furniture]) -> Layout:
    """What a reader returns: chunks that hold something, and furniture, in the order of the source."""
    full = [chunk for chunk in chunks if chunk.text.places]
    return Layout(reader, tuple(sorted(full, key=lambda chunk: chunk.text.places[0][1])), _disjoint(furniture))


def _disjoint(furniture: Iterable[Furniture]) -> tuple[Furniture, ...]:
    """Furniture in order, each character in one stretch only: a control character inside a running head, say."""
    disjoint: list[Furniture] = []
    reached = 0
    for item in sorted(furniture, key=lambda item: (item.start, -item.end)):
        if item.end > max(item.start, reached):
            disjoint.append(item if item.start >= reached else replace(item, start=reached))
            reached = item.end
    return tuple(disjoint)


def _texts(chunks: Sequence[Chunk]) -> Iterator[Text]:
    for chunk in chunks:
        yield chunk.text
        for row in chunk.rows:
            yield from row


def _holes(string: str, covered: bytearray, line: Line) -> Iterator[tuple[int, int]]:
    """Stretches of a line that nothing holds, without the white space at their ends."""
    for hole in _UNCOVERED.finditer(covered, line.start, line.end):
        words = string[hole.start() : hole.end()]
        if words.strip():
            start = hole.start() + len(words) - len(words.lstrip())
            yield start, start + len(words.strip())
