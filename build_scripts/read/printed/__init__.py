"""Pages as they are printed: a PDF whose characters have places.

rows ─ head, foot and notes (zones.py) ─ blocks and notes (blocks.py) ─ chunks
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ...core.diagnostics import Diagnostic
from ...core.model import Chunk, Chunkform, Emphasis, Furniture, Layout, Mark, Source, Text
from ...core.text import with_marks
from ..gathering import SOFT_HYPHEN, gather, join_lines, position_at
from ..layout import controls, layout_of
from .blocks import blocks, notes
from .rows import Row, Usual, rows_of, usual
from .zones import zoned

_LARGER = 1.08  # Of the usual size: a heading.
_LONGEST_HEADING = 400


def read(source: Source) -> tuple[Layout, list[Diagnostic]]:
    """Chunks and furniture of printed pages."""
    rows = rows_of(source)
    usually = usual(rows)
    zones = zoned(source, rows, usually)
    furniture = controls(source)
    furniture += [Furniture(row.start, row.end, reason) for row, reason in zones.furniture]
    chunks = [_chunk(source, group, _form(group, usually)) for group in blocks(zones.body, usually)]
    chunks += [_chunk(source, group, Chunkform.NOTE) for group in notes(zones.notes)]
    return replace(layout_of("printed", chunks, furniture), shaped=True), []


def _form(group: Sequence[Row], usually: Usual) -> Chunkform:
    length = sum(len(row.string) for row in group)
    apart = all(row.bold or row.size > _LARGER * usually.size for row in group)
    return Chunkform.HEADING if apart and length <= _LONGEST_HEADING else Chunkform.TEXT


def _chunk(source: Source, group: Sequence[Row], form: Chunkform) -> Chunk:
    """The chunk that rows make together."""
    texts = [_text(source, row, form) for row in group]
    soft = [i for i, row in enumerate(group) if row.string.endswith(SOFT_HYPHEN)]
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
