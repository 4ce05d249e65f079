"""Tables with a drawn line around each cell: the lines alone say which cells there are.

A cell that reaches over several columns or rows, as no line crosses it, stands in the first of them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...core.model import Page, Rule
from .measured_rows import Row
from .row_cells import Cell, Pieces, row_cells

_THIN = 3.0  # Points: a line is thinner,
_LONG = 5.0  # and longer.
_NEAR = 3.0  # Points between two lines that are one, or that meet.
_SIDE = 0.7  # Of a grid's height are its left and right sides, at least.
_ACROSS = 0.9  # Of its width are its first and last lines.
_COLUMNS, _ROWS = 2, 2  # At least; a frame around text has one of each.


@dataclass(frozen=True, slots=True)
class Grid:
    """The rows of a page that stand in a grid, what its cells hold, and its columns."""

    start: int
    end: int
    """Indexes of its first row, and of the row after its last."""
    cells: tuple[tuple[Pieces, ...], ...]
    columns: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class _Lines:
    """The lines of a grid: places of the upright ones from left to right, of the level ones from top to bottom, and
    which stretches of each are drawn."""

    xs: list[float]
    ys: list[float]
    upright: list[list[tuple[float, float]]]
    level: list[list[tuple[float, float]]]


def grids(rows: Sequence[Row], page: Page) -> Iterator[Grid]:
    """The grids of a page that hold text, and nothing beside it at their height."""
    upright = [rule for rule in page.rules if rule.right - rule.left < _THIN and rule.top - rule.bottom > _LONG]
    level = [rule for rule in page.rules if rule.top - rule.bottom < _THIN and rule.right - rule.left > _LONG]
    for bottom, top in _merged([(rule.bottom, rule.top) for rule in upright]):
        lines = _lines(upright, level, bottom, top)
        if len(lines.xs) <= _COLUMNS or len(lines.ys) <= _ROWS or not _is_closed(lines, bottom, top):
            continue
        inside = [i for i, row in enumerate(rows) if bottom < row.baseline < top]
        if not inside or not all(_is_between(rows[i], lines) for i in inside):
            continue
        start, end = inside[0], inside[-1] + 1
        if end - start == len(inside):
            columns = tuple(zip(lines.xs, lines.xs[1:], strict=False))
            yield Grid(start, end, _cells(rows[start:end], lines), columns)


def _merged(stretches: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Stretches that touch as one, in their order."""
    merged: list[tuple[float, float]] = []
    for low, high in sorted(stretches):
        if merged and low <= merged[-1][1] + _NEAR:
            merged[-1] = (merged[-1][0], max(merged[-1][1], high))
        else:
            merged.append((low, high))
    return merged


def _lines(upright: Sequence[Rule], level: Sequence[Rule], bottom: float, top: float) -> _Lines:
    """The lines between two heights."""
    sides = [((r.left + r.right) / 2, (r.bottom, r.top)) for r in upright if bottom - _NEAR < r.bottom < top]
    across = [
        ((r.bottom + r.top) / 2, (r.left, r.right)) for r in level if bottom - _NEAR < r.bottom and r.top < top + _NEAR
    ]
    xs, upright_stretches = _at_places(sides)
    ys, level_stretches = _at_places(across)
    return _Lines(xs, ys[::-1], upright_stretches, level_stretches[::-1])


def _at_places(
    lines: Sequence[tuple[float, tuple[float, float]]],
) -> tuple[list[float], list[list[tuple[float, float]]]]:
    """The places of lines in order, those that are near one another as one, and the stretches drawn at each."""
    places: list[float] = []
    drawn: list[list[tuple[float, float]]] = []
    for place, stretch in sorted(lines):
        if not places or place - places[-1] > _NEAR:
            places.append(place)
            drawn.append([])
        drawn[-1].append(stretch)
    return places, [_merged(stretches) for stretches in drawn]


def _is_closed(lines: _Lines, bottom: float, top: float) -> bool:
    """Lines run along all four sides."""
    height, width = top - bottom, lines.xs[-1] - lines.xs[0]
    sides = (lines.upright[0], lines.upright[-1])
    ends = (lines.level[0], lines.level[-1])
    return all(_length(side) > _SIDE * height for side in sides) and all(_length(end) > _ACROSS * width for end in ends)


def _length(stretches: Sequence[tuple[float, float]]) -> float:
    return sum(high - low for low, high in stretches)


def _is_between(row: Row, lines: _Lines) -> bool:
    return not row.vertical and row.left > lines.xs[0] - _NEAR and row.right < lines.xs[-1] + _NEAR


def _cells(rows: Sequence[Row], lines: _Lines) -> tuple[tuple[Pieces, ...], ...]:
    """What each cell holds; rows of the grid in which nothing stands are left out."""
    cells: list[list[list[tuple[Row, int, int]]]] = [[[] for _ in lines.xs[1:]] for _ in lines.ys[1:]]
    for row in rows:
        for cell in row_cells(row):
            band, column = _place(row, cell, lines)
            cells[band][column].append((row, cell.start, cell.end))
    return tuple(tuple(tuple(cell) for cell in band) for band in cells if any(band))


def _place(row: Row, cell: Cell, lines: _Lines) -> tuple[int, int]:
    """The row and the column of the grid in which a cell begins."""
    middle = row.baseline + 0.3 * row.size
    band = min(max(bisect_right([-y for y in lines.ys], -middle) - 1, 0), len(lines.ys) - 2)
    column = min(max(bisect_right(lines.xs, (cell.left + cell.right) / 2) - 1, 0), len(lines.xs) - 2)
    while column and not _is_drawn(lines.upright[column], (lines.ys[band] + lines.ys[band + 1]) / 2):
        column -= 1
    while band and not _is_drawn(lines.level[band], (lines.xs[column] + lines.xs[column + 1]) / 2):
        band -= 1
    return band, column


def _is_drawn(stretches: Sequence[tuple[float, float]], place: float) -> bool:
    at = bisect_right(stretches, (place, float("inf"))) - 1
    return at >= 0 and stretches[at][1] >= place
