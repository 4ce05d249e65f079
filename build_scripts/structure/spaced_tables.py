"""Tables of a plain text whose columns are set apart by spaces, as `pdftotext -layout` writes them.

A table is proved by three rows or more, one below the other, whose cells, figures or three columns of words, stand
between the same gutters. All else stays lines of text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from ..core.model import Chunk, Chunkform, Source, Text
from ..core.text import offset, piece, trim
from ..read.endings import has_leaders
from ..read.gathering import join_lines
from . import labels
from .tabbed_tables import FIGURES

# Two spaces inside a line: `Total   12`; not `Total 12`, `   Total`.
_GAP = re.compile(r"\S {2,}\S")
_ROWS = 3
_WORDS = 2  # Cells of words behind the first.
_NAMES = 2  # Lines in the first column alone between two rows, at most.
_GUTTER = 2  # Columns that no row has a sign in, at least.


_Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Cell:
    """A stretch of a line between two gaps, and the columns that it fills on the page."""

    text: Text
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a chunk."""

    chunk: int
    """Index of the chunk."""
    number: int
    """Which of its lines."""
    apart: bool
    """A blank line stands above it."""
    cells: Sequence[_Cell]

    @property
    def has_figures(self) -> bool:
        """Behind its first cell stand figures."""
        return any(FIGURES.fullmatch(cell.text.string) for cell in self.cells[1:])

    @property
    def is_name(self) -> bool:
        """It is one cell, close below what stands above."""
        return len(self.cells) == 1 and not self.apart

    @property
    def is_row(self) -> bool:
        """The same, or two cells of words."""
        return self.has_figures or len(self.cells) > _WORDS


def spaced_tables(chunks: Sequence[Chunk], source: Source) -> list[Chunk]:
    """The chunks, rows of cells that gutters of spaces part as tables, what stands above and below them apart."""
    if not _GAP.search(source.string):
        return list(chunks)
    result: list[Chunk] = []
    for plain, run in groupby(enumerate(chunks), lambda each: each[1].form in (Chunkform.TEXT, Chunkform.HEADING)):
        held = [chunk for _, chunk in run]
        result += _with_tables(held, source) if plain else held
    return result


def _with_tables(chunks: Sequence[Chunk], source: Source) -> Iterator[Chunk]:
    lines = [line for index, chunk in enumerate(chunks) for line in _lines(index, chunk, source)]
    done = 0
    for first, end, columns in _tables(lines):
        yield from _texts(chunks, lines[done:first])
        rows = _whole([(line, list(_row(line, columns))) for line in lines[first:end]])
        places = lines[first].cells[0].text.places[:1]
        yield Chunk(Chunkform.TABLE, Text("", places), rows=rows, gap=chunks[lines[first].chunk].gap)
        done = end
    yield from _texts(chunks, lines[done:])


def _tables(lines: Sequence[_Line]) -> Iterator[tuple[int, int, Sequence[_Span]]]:
    """Where tables begin and end, and where their columns are."""
    at = reached = 0
    while at < len(lines):
        first, end = at, _run(lines, at)
        at = max(end, first + 1)
        rows = [line for line in lines[first:end] if line.is_row]
        figures = [row for row in rows if row.has_figures]
        most = max((len(row.cells) for row in figures), default=0)
        figures = [row for row in figures if len(row.cells) == most]
        proof = figures if len(figures) >= _ROWS else rows
        columns = _columns(proof) if len(proof) >= _ROWS else []
        if not columns or any(_is_labelled(row.cells[0].text.string) for row in proof):
            continue
        first = next(index for index in range(first, end) if lines[index] is proof[0])
        while first > reached and len(lines[first - 1].cells) > 1 and _fits(lines[first - 1], columns):
            first -= 1
        at = reached = _end(lines, first, columns)
        yield first, at, columns


def _run(lines: Sequence[_Line], first: int) -> int:
    """Where the rows end that begin at a line; a few lines of one cell may stand between."""
    end = at = first
    while at < len(lines) and at - end <= _NAMES and (lines[at].is_row or (end > first and lines[at].is_name)):
        if at > first and lines[at].apart and not lines[at].has_figures:
            break
        at += 1
        end = at if lines[at - 1].is_row else end
    return end


def _end(lines: Sequence[_Line], first: int, columns: Sequence[_Span]) -> int:
    """Where the rows end that fit the columns; between them, in the first one, names of what they are about."""
    end = at = first
    while at < len(lines) and at - end <= _NAMES:
        line = lines[at]
        named = line.is_name and _over(line.cells[0], columns) == [0]
        if not _fits(line, columns) or not (named or len(line.cells) > 1):
            break
        at += 1
        end = at if len(line.cells) > 1 else end
    return end


def _is_labelled(string: str) -> bool:
    """« I. », « (a) », « • »: a list or a table of contents, whose labels stand apart."""
    return any(label.match(f"{string} x") for label in (labels.PARAGRAPH, labels.ITEM, labels.BULLET)) or bool(
        labels.heading(f"{string} X")
    )


def _columns(rows: Sequence[_Line]) -> list[_Span]:
    """The columns that gutters part, in which no row has a sign, where each row has a cell in every column."""
    columns: list[_Span] = []
    for start, end in sorted((cell.start, cell.end) for row in rows for cell in row.cells):
        if columns and start - columns[-1][1] < _GUTTER:
            columns[-1] = (columns[-1][0], max(columns[-1][1], end))
        else:
            columns.append((start, end))
    return columns if len(columns) > 1 and all(len(row.cells) == len(columns) for row in rows) else []


def _fits(line: _Line, columns: Sequence[_Span]) -> bool:
    """Each cell of a head stands over one column, and over another one than the others."""
    over = [_over(cell, columns) for cell in line.cells]
    return all(len(each) == 1 for each in over) and len({each[0] for each in over}) == len(over)


def _over(cell: _Cell, columns: Sequence[_Span]) -> list[int]:
    """The columns that a cell stands over."""
    return [index for index, (start, end) in enumerate(columns) if cell.start < end and start < cell.end]


def _row(line: _Line, columns: Sequence[_Span]) -> Iterator[Text]:
    held = {_over(cell, columns)[0]: cell.text for cell in line.cells}
    return (held.get(column, Text("", ())) for column in range(len(columns)))


def _whole(rows: Sequence[tuple[_Line, list[Text]]]) -> tuple[tuple[Text, ...], ...]:
    """The rows; a line of words in lower case goes on with the row above it."""
    whole: list[list[Text]] = []
    for line, row in rows:
        goes_on = not line.apart and all(cell.text.string[0].islower() for cell in line.cells)
        if whole and goes_on:
            whole[-1] = [join_lines([*filter(_holds, (a, b))]) for a, b in zip(whole[-1], row, strict=True)]
        else:
            whole.append(row)
    return tuple(map(tuple, whole))


def _holds(text: Text) -> bool:
    return bool(text.string)


def _lines(index: int, chunk: Chunk, source: Source) -> Iterator[_Line]:
    edges = [0, *chunk.breaks, len(chunk.text.string)]
    for number, (start, end) in enumerate(pairwise(edges)):
        yield _Line(index, number, number == 0 and chunk.gap > 0, _cells(trim(piece(chunk.text, start, end)), source))


def _cells(line: Text, source: Source) -> list[_Cell]:
    """The cells of a line; a line with leaders is one."""
    if not line.string or has_leaders(line.string):
        return [_Cell(line, 0, 0)]
    begin = source.string.rfind("\n", 0, offset(line, 0)) + 1
    ends = [at for at, sign in enumerate(line.string) if sign == " " and _is_gap(line, at)]
    cells = []
    for start, end in pairwise([-1, *ends, len(line.string)]):
        place = offset(line, start + 1)
        column = _width(source.string[begin:place])
        cells.append(_Cell(piece(line, start + 1, end), column, column + _width(line.string[start + 1 : end])))
    return cells


def _is_gap(line: Text, at: int) -> bool:
    """More than one space of the source stands at a space of a line."""
    return offset(line, at + 1) - offset(line, at - 1) > _GUTTER


def _width(string: str) -> int:
    """Columns of a string; an ideograph fills two."""
    return len(string) + sum(unicodedata.east_asian_width(sign) in "WF" for sign in string)


def _texts(chunks: Sequence[Chunk], lines: Sequence[_Line]) -> Iterator[Chunk]:
    """What of the chunks is no table."""
    for index, run in groupby(lines, lambda line: line.chunk):
        numbers = [line.number for line in run]
        chunk = chunks[index]
        edges = [0, *chunk.breaks, len(chunk.text.string)]
        first, end = numbers[0], numbers[-1] + 1
        if end - first == len(edges) - 1:
            yield chunk
        else:
            breaks = tuple(at - edges[first] for at in edges[first + 1 : end])
            yield replace(chunk, text=trim(piece(chunk.text, edges[first], edges[end])), breaks=breaks)
