"""Pages as they are printed: a PDF whose characters have places.

rows without line numbers ─ head, foot and notes (zones.py) ─ blocks and notes (blocks.py) ─ chunks
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ...core.diagnostics import Diagnostic
from ...core.model import Chunk, Chunkform, Emphasis, Furniture, Layout, Mark, Source, Text
from ...core.text import with_marks
from ..gathering import SOFT_HYPHEN, gather, join_lines, position_at
from ..layout import controls, layout_of
from .blocks import blocks, margins, notes
from .heading_style import is_heading, prominence
from .line_numbers import without_line_numbers
from .masthead_columns import in_columns
from .measured_rows import Row, rows_of, usual
from .tables import Table
from .zones import zoned


def read(source: Source) -> tuple[Layout, list[Diagnostic]]:
    """Chunks and furniture of printed pages."""
    rows, numbers = without_line_numbers(rows_of(source))
    usually = usual(rows)
    rows = in_columns(rows, source.pages)
    zones = zoned(source, rows, usually)
    furniture = controls(source)
    furniture += [Furniture(row.start, row.end, "line-number") for row in numbers]
    furniture += [Furniture(row.start, row.end, reason) for row, reason in zones.furniture]
    edges = margins(zones.body, usually)
    chunks = [_table_chunk(source, table) for table in zones.tables]
    for group in blocks(zones.body, usually, edges, zones.after_tables):
        edge = edges[group[0].place]
        lefts = [row.left - edges[row.place].left for row in group]
        apart = is_heading(group, source.pages, usually, (edge.left, edge.right))
        chunk = _chunk(source, group, Chunkform.HEADING if apart else Chunkform.TEXT)
        chunk = replace(chunk, edges=(lefts[0], min(lefts[1:], default=lefts[0])))
        chunks.append(replace(chunk, prominence=prominence(group)) if apart else chunk)
    chunks += [_chunk(source, group, Chunkform.NOTE) for group in notes(zones.notes)]
    return replace(layout_of("printed", chunks, furniture), shaped=True), []


def _table_chunk(source: Source, table: Table) -> Chunk:
    """The chunk of a table; each of its rows has a cell in each column, even if it is empty."""
    rows = tuple(tuple(_cell(source, table, pieces) for pieces in row) for row in table.cells)
    return Chunk(Chunkform.TABLE, _nothing(table), rows=rows)


def _cell(source: Source, table: Table, pieces: Sequence[tuple[Row, int, int]]) -> Text:
    texts = [
        with_marks(text, _marks(text, row, Chunkform.TABLE))
        for row, start, end in pieces
        if (text := gather(source, start, end)).string
    ]
    return join_lines(texts) if texts else _nothing(table)


def _nothing(table: Table) -> Text:
    return Text("", ((0, table.rows[0].start),))


def _chunk(source: Source, group: Sequence[Row], form: Chunkform) -> Chunk:
    """The chunk that rows make together."""
    # A row of control characters, signs that the file's font doesn't have, shows no text.
    shown = [(row, text) for row in group if (text := _text(source, row, form)).string]
    texts = [text for _, text in shown]
    soft = [i for i, (row, _) in enumerate(shown) if row.string.endswith(SOFT_HYPHEN)]
    text = join_lines(texts, soft)
    starts = {place: position for position, place in text.places}
    breaks = tuple(starts[line.places[0][1]] for line in texts[1:])
    return Chunk(form, text, breaks=breaks)


def _text(source: Source, row: Row, form: Chunkform) -> Text:
    text = gather(source, row.start, row.end)
    return with_marks(text, _marks(text, row, form))


def _marks(text: Text, row: Row, form: Chunkform) -> Iterator[Mark]:
    """Raised, slanted and bold signs of a row; a heading is bold as a whole."""
    for span in row.prints:
        start, end = position_at(text, span.start), position_at(text, span.end)
        words = text.string[start:end]
        start += len(words) - len(words.lstrip())
        end -= len(words) - len(words.rstrip())
        if end <= start:
            continue
        if span.raised:
            yield Emphasis(start, end, "sup")
        elif span.italic:
            yield Emphasis(start, end, "em")
        elif span.bold and form is not Chunkform.HEADING:
            yield Emphasis(start, end, "strong")
