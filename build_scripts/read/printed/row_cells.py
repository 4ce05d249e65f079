"""The cells of a printed row: what stands between wide gaps."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ...core.model import Print
from .measured_rows import Row

_CLOSE = 0.8  # Of the size: what stands closer is of one cell;
_CLOSE_FIGURES = 0.34  # of two figures: between thousands stands less.
_ENDS_FIGURE = frozenset("0123456789)%–—")
# A cell of figures: `1 234`, `(12.5)`, `–`, `12,3 %`, `$`; not `12 mars`.
FIGURES = re.compile(r"^(?:[\s$€%+±–—\-−.,()\d/*…xX]+|n/?a)$")

Pieces = tuple[tuple[Row, int, int], ...]
"""What a cell holds: of each row of the page, where in the source it starts and ends."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands between two wide gaps of a row."""

    start: int
    end: int
    left: float
    right: float


def _are_figures(row: Row, cell: Cell, span: Print) -> bool:
    before = row.string[cell.start - row.start : cell.end - row.start].rstrip()
    after = row.string[span.start - row.start : span.end - row.start]
    return before[-1:] in _ENDS_FIGURE and bool(FIGURES.match(after)) and not after[:1].isspace()


def row_cells(row: Row) -> list[Cell]:
    """The cells of a row: pieces with a wide gap or a line between them."""
    cells: list[Cell] = []
    for span in row.prints:
        last = cells[-1] if cells else None
        close = _CLOSE_FIGURES if last and _are_figures(row, last, span) else _CLOSE
        tabbed = last is not None and "\t" in row.string[last.end - row.start : span.start - row.start]
        if last and not tabbed and span.left - last.right < close * row.size:
            cells[-1] = Cell(last.start, span.end, last.left, max(last.right, span.right))
        else:
            cells.append(Cell(span.start, span.end, span.left, span.right))
    return cells
