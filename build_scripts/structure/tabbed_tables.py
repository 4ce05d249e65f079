"""Tables of a plain text whose cells are parted by tabs, as a word processor or a spreadsheet saves them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from ..core.model import Chunk, Chunkform, Source, Text
from ..core.signs import COLONS
from ..core.text import offset, piece, trim

# A cell of figures: `1 204,5`, `(50.0)`, `-3%`, `–`, `45.5a`, `...`; not `2024 год`.
FIGURES = re.compile(r"^(?:[(\-−–]?\d[\d .,\u00a0\u202f٫٬]*\)?%?\s?[a-z*]?|[-–—]|\.{2,3}|…)$")
_COLUMNS = 2  # Cells of a row, at least.
_ROWS = 2


def tabbed_tables(chunks: Sequence[Chunk], source: Source) -> list[Chunk]:
    """The chunks, lines below one another that are rows of cells parted by tabs as tables, what stands above and below
    them apart. Rows of words alone are none, as lists of members are, nor are those with a colon in their first cell.
    """
    if "\t" not in source.string:
        return list(chunks)
    return [part for chunk in chunks for part in _parted(chunk, source)]


def _parted(chunk: Chunk, source: Source) -> Iterator[Chunk]:
    """A chunk, or the lines above its table, the table and the lines below."""
    edges = [0, *chunk.breaks, len(chunk.text.string)]
    lines = [trim(piece(chunk.text, start, end)) for start, end in pairwise(edges)]
    rows = [_cells(line, source) for line in lines] if chunk.form is Chunkform.TEXT and len(lines) >= _ROWS else []
    tabbed = [index for index, row in enumerate(rows) if len(row) >= _COLUMNS]
    first, end = (tabbed[0], tabbed[-1] + 1) if tabbed else (0, 0)
    if end - first != len(tabbed) or not _is_table(rows[first:end]):
        yield chunk
        return
    if first:
        yield _part(chunk, edges, 0, first)
    yield Chunk(Chunkform.TABLE, Text("", lines[first].places[:1]), rows=_filled(rows[first:end]))
    if end < len(lines):
        yield _part(chunk, edges, end, len(lines))


def _part(chunk: Chunk, edges: Sequence[int], first: int, end: int) -> Chunk:
    """Lines of a chunk."""
    breaks = tuple(at - edges[first] for at in edges[first + 1 : end])
    return replace(chunk, text=trim(piece(chunk.text, edges[first], edges[end])), breaks=breaks)


def _is_table(rows: Sequence[Sequence[Text]]) -> bool:
    numbers = sum(any(FIGURES.fullmatch(cell.string) for cell in row[1:]) for row in rows)
    named = any(row[0].string.endswith(COLONS) for row in rows)
    return len(rows) >= _ROWS and not named and 2 * numbers >= len(rows)


def _filled(rows: Sequence[Sequence[Text]]) -> tuple[tuple[Text, ...], ...]:
    """The rows, of as many cells each."""
    width = max(map(len, rows))
    return tuple((*row, *(Text("", ()) for _ in range(width - len(row)))) for row in rows)


def _cells(line: Text, source: Source) -> list[Text]:
    """The cells of a line; a tab that begins it, or two in a row, leave one empty."""
    first = offset(line, 0)
    before = source.string[source.string.rfind("\n", 0, first) + 1 : first]
    cells = [Text("", ()) for _ in range(before.count("\t"))]
    start = 0
    for at, sign in enumerate(line.string):
        tabs = source.string[offset(line, at - 1) + 1 : offset(line, at + 1)].count("\t") if sign == " " else 0
        if tabs:
            cells += [piece(line, start, at), *(Text("", ()) for _ in range(tabs - 1))]
            start = at + 1
    return [*cells, piece(line, start, len(line.string))]
