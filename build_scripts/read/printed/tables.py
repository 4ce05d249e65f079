"""Tables: rows of a page between drawn lines, or rows whose cells stand below one another, become rows of cells.

Where each cell has a line around it, the lines say all (grids.py). Else, where a table begins and ends, its drawn lines
say; without them, three rows or more with three cells or more that stand below one another, or fields in two columns
that both take several lines. Where a column ends, the
white space says that (nearly) all rows leave there; and where a row of the table ends, a drawn line, a wider step, or a
new first cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ...core.model import Page, Rule
from ...core.signs import BULLETS
from ..endings import has_leaders, is_closed
from .grids import grids
from .measured_rows import Row, Usual
from .row_cells import FIGURES, Cell, Pieces, row_cells

_WIDE = 150.0  # Points: the lines of a table are longer.
_SAME = 12.0  # Points that the ends of its lines may differ.
_PIECES = 6.0  # Points between two pieces of one line.
_APART = 4.0  # Points of white space between two columns;
_APART_FIGURES = 2.0  # between columns of figures.
_CROSSING = 0.12  # Of the rows may cross the space between two columns: heads over several of them.
_ALIGNED = 3  # Rows of a table without lines, and cells of each.
_HEAD = 8.0  # Points: the heads of columns are smaller, or slanted.
_TEXT_BELOW_HEAD = 1.35  # Times the size of a table's head, at least, is the size of text.
_FULL = 0.85  # Of a table's width: a longer row below its head is text.
_LEAST_SHARE = 0.45  # Of the rows of a lined table has more than one cell.
_LEAST_SHARE_SMALL = 0.15  # Of those below a head, in the small letters of tables.
_SAME_SIZE = 1.3  # Points that the letters between two lines may differ.
_LINE_BELOW = 2.0  # Times its size, at most, below a head over several columns stands its line.
_RULED = 0.6  # Of the wide steps in a table have a line in them where lines part its rows.
_COLUMN = 2.0  # Points that cells of one column may differ where they begin.
_STEP = 1.38  # Of the size: a wider step parts rows of a table,
_WIDER = 1.1  # or one as much wider than the leading, where the script asks for much.
_THIN = 3.0  # Points: an upright line is thinner.
_TALL = 0.7  # Of the height between two lines across is an upright one between them.
_INNER = 3  # Lines across in a table with upright ones part its rows.
# The label of a paragraph or item alone in a cell: `12.`, `(a)`, `iv)`, `•`; not `12`.
_LABEL = re.compile(rf"\(?(?:\d{{1,3}}(?:\.\d{{1,3}})*[.)]|[a-zA-Z]{{1,4}}[.)])|[{BULLETS}]")


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a page that are a table, and its cells: for each of its rows, for each column."""

    rows: tuple[Row, ...]
    cells: tuple[tuple[Pieces, ...], ...]
    columns: tuple[tuple[float, float], ...]
    """Left and right end of each."""


def tables(rows: Sequence[Row], page: Page, usual: Usual) -> Iterator[tuple[int, int, Table]]:
    """The tables among the rows of a page, each with the indexes of its first row and of the row after its last."""
    regions: list[tuple[int, int]] = []
    taken: set[int] = set()
    drawn: dict[int, Table] = {}
    for grid in grids(rows, page):
        regions.append((grid.start, grid.end))
        taken |= set(range(grid.start, grid.end))
        drawn[grid.start] = Table(tuple(rows[grid.start : grid.end]), grid.cells, grid.columns)
    pairs = dict(_paired(rows))
    for region in (*_lined(rows, page), *_aligned(rows), *pairs.items()):
        if taken.isdisjoint(range(*region)):
            regions.append(region)
            taken |= set(range(*region))
    for start, end in sorted(regions):
        if start in drawn:
            yield start, end, drawn[start]
            continue
        columns = _columns(rows[start:end])
        if len(columns) > 1:
            own = pairs.get(start) == end
            wide = _WIDER * _least_step(rows[start:end]) if own else _wide_step(rows[start:end], usual)
            cells = _cells(rows[start:end], page, columns, wide)
            yield start, end, Table(tuple(rows[start:end]), cells, tuple(columns))


def joined(upper: Table, lower: Table) -> tuple[Table, int] | None:
    """A table that goes on at the top of the next page, and how many of its rows there are its head again; None where
    the columns aren't the same."""
    if len(upper.columns) != len(lower.columns):
        return None
    pairs = zip(upper.columns, lower.columns, strict=True)
    if not all(min(a[1], b[1]) > max(a[0], b[0]) for a, b in pairs):
        return None
    repeated = 0
    while repeated < min(len(upper.cells), len(lower.cells)) and _words(upper.cells[repeated]) == _words(
        lower.cells[repeated]
    ):
        repeated += 1
    first, rest = upper.cells, lower.cells[repeated:]
    if rest and all(row[0] for row in first) and _goes_on(first[-1], rest[0]):
        whole = tuple((*above, *below) for above, below in zip(first[-1], rest[0], strict=True))
        first, rest = (*first[:-1], whole), rest[1:]
    return replace(upper, rows=upper.rows + lower.rows, cells=first + rest), repeated


def _goes_on(above: Sequence[Pieces], below: Sequence[Pieces]) -> bool:
    """The first row of a page is the rest of the last one of the page before, in a table whose rows all have a first
    cell: it has none, and each of its cells goes on with words that haven't ended."""
    goes_on = [
        bool(upper) and not is_closed(last := " ".join(_words([upper])[0])) and not FIGURES.match(last)
        for upper, lower in zip(above, below, strict=True)
        if lower
    ]
    return not below[0] and bool(goes_on) and all(goes_on)


def _words(cells: Sequence[Pieces]) -> list[list[str]]:
    return [[row.string[start - row.start : end - row.start].strip() for row, start, end in cell] for cell in cells]


# --- where they are ---------------------------------------------------------------------------


def _lined(rows: Sequence[Row], page: Page) -> Iterator[tuple[int, int]]:
    """Rows between drawn lines that belong together, as far as what stands between each two of them is tabular; and
    the rows of cells below the last line, where the page ends before the table does."""
    for group in _groups(_lines(page)):
        start = end = -1
        for upper, lower in pairwise(group):
            between = [i for i, row in enumerate(rows) if lower.bottom - 1 < row.baseline < upper.top]
            above = rows[start:end] if 0 <= start < end else []
            inner = _has_upright(page, upper, lower)
            if between and not _is_tabular([rows[i] for i in between], upper, lower, above, inner=inner):
                if end > start:
                    yield start, end
                start = end = -1
                continue
            if between:
                start = between[0] if start < 0 or between[0] != end else start
                end = between[-1] + 1
        if end > start:
            head = all(row.size < _HEAD or all(span.italic for span in row.prints) for row in rows[start:end])
            yield start, _below_head(rows, start, end, group[-1]) if head else _extended(rows, start, end)


def _below_head(rows: Sequence[Row], start: int, end: int, line: Rule) -> int:
    """Index after the rows below a head that has no line under its table on this page: down to a paragraph."""
    left, right = line.left, line.right
    at = end
    while at < len(rows) and rows[at].place == rows[start].place:
        row = rows[at]
        full = len(row_cells(row)) == 1 and row.right - row.left > _FULL * (right - left)
        labelled = row.left < left + _SAME and _is_labelled(row)
        # A table is set in smaller letters than text.
        small = row.size < _TEXT_BELOW_HEAD * rows[start].size
        if row.left < left - _SAME or row.right > right + _SAME or (not small and (full or labelled)):
            break
        at += 1
    return at if any(len(row_cells(row)) > 1 for row in rows[end:at]) else end


def _has_upright(page: Page, upper: Rule, lower: Rule) -> bool:
    """An upright line stands between two lines across, and not at their ends, where a frame has one."""
    left, right = upper.left + _SAME, upper.right - _SAME
    height = _TALL * (upper.bottom - lower.top)
    return any(
        rule.right - rule.left < _THIN
        and left < rule.left < right
        and min(rule.top, upper.top) - max(rule.bottom, lower.bottom) > height
        for rule in page.rules
    )


def _is_tabular(rows: Sequence[Row], upper: Rule, lower: Rule, head: Sequence[Row], *, inner: bool) -> bool:
    """What stands between two lines is of a table: within its width, and in cells, most of it where no head stands
    above or the letters are those of text, and no upright line is drawn."""
    left, right = upper.left, max(upper.right, lower.right)
    if not all(left - _SAME < row.left and row.right < right + _SAME for row in rows) or _is_contents(rows):
        return False
    if max(row.size for row in rows) - min(row.size for row in rows) > _SAME_SIZE:
        return False
    if inner and any(len(row_cells(row)) > 1 for row in rows):
        return True
    several = sum(len(row_cells(row)) > 1 and (not _is_labelled(row) or _has_figures(row)) for row in rows)
    short = len(rows) == 1 and rows[0].right - rows[0].left < 0.6 * (right - left)
    small = bool(head) and max(row.size for row in rows) < _TEXT_BELOW_HEAD * head[0].size
    return several >= (_LEAST_SHARE_SMALL if small else _LEAST_SHARE) * len(rows) or short


def _extended(rows: Sequence[Row], start: int, end: int) -> int:
    """Index after the rows of cells that go on below a table's last line, in its columns."""
    size = rows[end - 1].size
    columns = _columns(rows[start:end])
    at = end
    while at < len(rows):
        step = rows[at - 1].baseline - rows[at].baseline
        same = abs(rows[at].size - size) < 0.3 and 0 < step < 3 * size and rows[at].place == rows[start].place
        if not same or (_is_labelled(rows[at]) and not _has_figures(rows[at])):
            break
        if rows[at].raised_label.isdecimal() or not _fits(rows[at], columns):
            break  # A note, or another table.
        at += 1
        if len(row_cells(rows[at - 1])) > 1:
            end = at
        elif rows[at - 1].right - rows[at - 1].left > 0.6 * (rows[start].right - rows[start].left):
            break
        elif at == len(rows):
            end = at  # The page ends inside a cell.
    return end


def _fits(row: Row, columns: Sequence[tuple[float, float]]) -> bool:
    """Each cell of a row stands in one of the columns; a row of one cell may stand across several."""
    cells = row_cells(row)
    return len(cells) == 1 or all(
        sum(min(cell.right, right) - max(cell.left, left) > _APART for left, right in columns) < 2 for cell in cells
    )


def _has_figures(row: Row) -> bool:
    """Figures stand behind a label and its words."""
    cells = row_cells(row)[2:]
    return any(FIGURES.match(row.string[cell.start - row.start : cell.end - row.start]) for cell in cells)


def _is_labelled(row: Row) -> bool:
    """A paragraph's label stands in its first cell."""
    first = row_cells(row)[0]
    return bool(_LABEL.fullmatch(row.string[: first.end - row.start].strip()))


def _lines(page: Page) -> list[Rule]:
    """The long lines across a page from top to bottom; one drawn in pieces, a piece for each cell, is one."""
    lines: list[Rule] = []
    for rule in page.rules:
        if rule.top - rule.bottom > 4 or rule.right - rule.left < 2:
            continue
        last = lines[-1] if lines else None
        if last and abs(last.bottom - rule.bottom) < 2 and -2 < rule.left - last.right < _PIECES:
            lines[-1] = Rule(last.left, min(last.bottom, rule.bottom), rule.right, max(last.top, rule.top))
        else:
            lines.append(rule)
    return [line for line in lines if line.right - line.left > _WIDE]


def _groups(lines: Sequence[Rule]) -> list[list[Rule]]:
    """Lines that are as long as one another and stand below one another, those of most lines first."""
    groups: list[list[Rule]] = []
    for line in lines:
        for group in groups:
            if abs(group[0].left - line.left) < _SAME and abs(group[0].right - line.right) < _SAME:
                group.append(line)
                break
        else:
            groups.append([line])
    return sorted(groups, key=lambda group: -len(group))


def _aligned(rows: Sequence[Row]) -> Iterator[tuple[int, int]]:
    """Rows of several cells each, figures most of them, that stand below one another; a first cell may take two."""
    start = 0
    for index in range(len(rows) + 1):
        above = rows[index - 1] if index > start else None
        if index < len(rows) and (_is_aligned(rows[index], above) or _is_first_line(rows, index, above)):
            continue
        count = sum(len(row_cells(row)) >= _ALIGNED for row in rows[start:index])
        if count >= _ALIGNED and not _is_contents(rows[start:index]):
            yield start, index
        start = index + 1


def _is_first_line(rows: Sequence[Row], index: int, above: Row | None) -> bool:
    """A row of one cell between two of several: a first cell that has two lines."""
    row = rows[index]
    if above is None or index + 1 == len(rows) or len(row_cells(row)) > 1 or _is_labelled(row):
        return False
    return (
        abs(row.left - above.left) < _SAME
        and abs(row.size - above.size) < 0.3
        and row.right - row.left < 0.6 * (above.right - above.left)
        and _is_aligned(rows[index + 1], row)
    )


def _is_aligned(row: Row, before: Row | None) -> bool:
    cells = row_cells(row)
    if before is not None and (row.place != before.place or before.baseline - row.baseline > 3 * row.size):
        return False
    if _is_labelled(row):
        return False
    return len(cells) >= _ALIGNED and any(
        FIGURES.match(row.string[cell.start - row.start : cell.end - row.start]) for cell in cells[1:]
    )


def _paired(rows: Sequence[Row]) -> Iterator[tuple[int, int]]:
    """Rows in two columns without lines, both of which go on below themselves, « Date of the⇥Adopted by the⏎decision:⇥
    Committee », where wider steps part the fields. Where only the second goes on, nothing is read out of order."""
    at = 0
    while at < len(rows):
        first = row_cells(rows[at])
        end = at + 1
        if len(first) == 2 and not _is_labelled(rows[at]):
            left, right = first[0].left, first[1].left
            while end < len(rows) and _is_of_pair(rows[end], rows[end - 1], left, right):
                end += 1
            if _both_go_on(rows[at:end]):
                yield at, end
        at = end


def _is_of_pair(row: Row, before: Row, left: float, right: float) -> bool:
    """Its cells begin where the two columns do."""
    cells = row_cells(row)
    near = 0 < before.baseline - row.baseline < 3 * row.size and row.place == before.place
    if not near or abs(row.size - before.size) > 0.3 or len(cells) > 2 or _is_labelled(row):
        return False
    if len(cells) == 2:
        return abs(cells[0].left - left) < _COLUMN and abs(cells[1].left - right) < _COLUMN
    alone = cells[0]
    return abs(alone.left - right) < _COLUMN or (abs(alone.left - left) < _COLUMN and alone.right < right - _APART)


def _both_go_on(rows: Sequence[Row]) -> bool:
    wide = _WIDER * _least_step(rows)
    steps = [_is_apart(above, below, wide) for above, below in pairwise(rows)]
    pairs = [len(row_cells(row)) == 2 for row in rows]
    closely = sum(above and below and not step for above, below, step in zip(pairs, pairs[1:], steps, strict=False))
    fields = 1 + sum(steps)
    return closely > 0 and 1 < fields <= sum(pairs) - closely


def _is_contents(rows: Sequence[Row]) -> bool:
    return sum(has_leaders(row.string) for row in rows) * 3 > len(rows)


# --- their cells ------------------------------------------------------------------------------


def _cells(
    rows: Sequence[Row], page: Page, columns: Sequence[tuple[float, float]], wide: float
) -> tuple[tuple[Pieces, ...], ...]:
    result = []
    for group in _parted(rows, page, columns, wide):
        cells: list[list[tuple[Row, int, int]]] = [[] for _ in columns]
        for row in group:
            for cell in row_cells(row):
                column = _column(cell, columns)
                cells[_first_below(row, cell, page, columns, column)].append((row, cell.start, cell.end))
        result.append(tuple(tuple(pieces) for pieces in cells))
    return tuple(result)


def _columns(rows: Sequence[Row]) -> list[tuple[float, float]]:
    """Left and right end of each column: of the cells between two white strips."""
    edges = _edges(rows)
    if edges and _is_label_column(rows, edges[0]):
        del edges[0]
    ends: list[list[float]] = [[] for _ in range(len(edges) + 1)]
    for row in rows:
        for cell in row_cells(row):
            if not any(cell.left < edge < cell.right for edge in edges):
                ends[sum(cell.left > edge for edge in edges)] += [cell.left, cell.right]
    return [(min(points), max(points)) for points in ends if points]


def _is_label_column(rows: Sequence[Row], edge: float) -> bool:
    """Nothing but labels stands left of an edge: they belong to the words behind them."""
    left = [(row, cell) for row in rows for cell in row_cells(row) if cell.right < edge]
    return all(
        _LABEL.fullmatch(row.string[cell.start - row.start : cell.end - row.start].strip()) for row, cell in left
    )


def _edges(rows: Sequence[Row]) -> list[float]:
    """Where one column ends and the next begins: the middle of each strip that nearly all rows leave white."""
    spans = [(cell.left, cell.right) for row in rows for cell in row_cells(row)]
    left, right = min(a for a, _ in spans), max(b for _, b in spans)
    several = [row for row in rows if len(row_cells(row)) > 1]
    covered = [0] * (int(right - left) + 2)
    for row in several:
        for cell in row_cells(row):
            for point in range(int(cell.left - left), min(int(cell.right - left) + 1, len(covered))):
                covered[point] += 1
    most = int(_CROSSING * len(several))
    edges: list[float] = []
    start = -1
    for point, count in enumerate(covered):
        if count <= most:
            start = point if start < 0 else start
            continue
        apart = _APART_FIGURES if _between_figures(several, left + start, left + point) else _APART
        if start > 0 and point - start >= apart:
            edges.append(left + (start + point) / 2)
        start = -1
    return edges


def _between_figures(rows: Sequence[Row], left: float, right: float) -> bool:
    """In most of the rows that have a cell on both sides of a strip, the one behind it is a figure."""
    figures = others = 0
    for row in rows:
        cells = row_cells(row)
        behind = next((cell for cell in cells if cell.left >= right - 1), None)
        if behind and any(cell.right <= left + 1 for cell in cells):
            words = row.string[behind.start - row.start : behind.end - row.start]
            figures, others = (figures + 1, others) if FIGURES.match(words) else (figures, others + 1)
    return figures > others


def _column(cell: Cell, columns: Sequence[tuple[float, float]]) -> int:
    """The column that a cell stands in; a head over several columns is the first one's."""
    shares = [
        (min(cell.right, right) - max(cell.left, left)) / max(min(cell.right - cell.left, right - left), 1.0)
        for left, right in columns
    ]
    return next((index for index, share in enumerate(shares) if share > 0.6), shares.index(max(shares)))


def _first_below(row: Row, cell: Cell, page: Page, columns: Sequence[tuple[float, float]], column: int) -> int:
    """The column of a cell, or the first of those that a head above several has under a line of its own."""
    for rule in page.rules:
        under = 0 < row.baseline - rule.bottom < _LINE_BELOW * row.size and rule.top - rule.bottom < 4
        if under and rule.left - 2 < cell.left and cell.right < rule.right + 2:
            below = [
                at for at, (left, right) in enumerate(columns) if rule.left - 2 < (left + right) / 2 < rule.right + 2
            ]
            return below[0] if 1 < len(below) < len(columns) else column
    return column


def _parted(
    rows: Sequence[Row], page: Page, columns: Sequence[tuple[float, float]], wide: float
) -> Iterator[list[Row]]:
    """The rows of the page that make one row of the table each; `wide`, of the size: the step between such."""
    lines = _lines(page)
    ruled = [any(b.baseline + 0.3 * b.size < line.bottom < a.baseline for line in lines) for a, b in pairwise(rows)]
    steps = [_is_apart(above, below, wide) for above, below in pairwise(rows)]
    gridded = sum(ruled) >= _INNER and _is_upright_between(rows, page)
    group = list(rows[:1])
    for (above, row), line, apart in zip(pairwise(rows), ruled, steps, strict=True):
        # Where a line stands below (nearly) every row, lines part rows, and wide steps above a first cell.
        first = _column(row_cells(row)[0], columns) == 0
        fresh = apart and (first or sum(ruled) < _RULED * sum(steps)) if any(steps) else _begins(row, above, columns)
        if line or (fresh and not gridded) or _has_figures_twice(group, row, columns):
            yield group
            group = []
        group.append(row)
    if group:
        yield group


def _is_upright_between(rows: Sequence[Row], page: Page) -> bool:
    """An upright line stands between columns, beside half of the rows at least."""
    left, right = min(row.left for row in rows), max(row.right for row in rows)
    beside = [
        sum(rule.bottom < row.baseline < rule.top for row in rows)
        for rule in page.rules
        if rule.right - rule.left < _THIN and left < rule.left < right
    ]
    return 2 * max(beside, default=0) >= len(rows)


def _wide_step(rows: Sequence[Row], usual: Usual) -> float:
    """Of the size: a wider step from one row to the next than from one line of a cell to the next."""
    return max(_STEP, _WIDER * min(_least_step(rows), usual.leading / usual.size))


def _least_step(rows: Sequence[Row]) -> float:
    """Of the size: from one line of a cell to the next."""
    return min((step for above, below in pairwise(rows) if (step := _step(above, below)) > 0), default=0.0)


def _step(above: Row, below: Row) -> float:
    """Of the size."""
    return (above.baseline - below.baseline) / max(above.size, below.size)


def _is_apart(above: Row, below: Row, wide: float) -> bool:
    return not 0 < _step(above, below) < wide


def _has_figures_twice(group: Sequence[Row], row: Row, columns: Sequence[tuple[float, float]]) -> bool:
    """A column would have figures twice in one row of the table."""
    above = {column for other in group for column in _figures(other, columns)}
    return not above.isdisjoint(_figures(row, columns))


def _figures(row: Row, columns: Sequence[tuple[float, float]]) -> set[int]:
    cells = row_cells(row)
    return {
        column
        for cell in cells
        if (column := _column(cell, columns))
        and FIGURES.match(row.string[cell.start - row.start : cell.end - row.start])
    }


def _begins(row: Row, above: Row, columns: Sequence[tuple[float, float]]) -> bool:
    """A row of the page begins one of the table: it has a first cell, and the row above was whole."""
    filled = {_column(cell, columns) for cell in row_cells(row)}
    before = {_column(cell, columns) for cell in row_cells(above)}
    return 0 in filled and (len(before) > 1 or not row.string[:1].islower())
