"""Line numbers in the margin of drafts: `5`, `10`, `15` beside every fifth row, or `1`, `2`, `3` beside each.

They stand outside the text, at one height with its rows, and count them. The first column of a table doesn't: rows of
cells aren't counted, and its numbers stand at the margin.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from .measured_rows import Row, by_page

_FEWEST = 4  # Numbers on a page.
_STEPS = (1, 5)  # From one number to the next, in rows and in value.
_OUTSIDE = 4.0  # Points from a number to the text, at least.
_ALIGNED = 2.0  # Points that the ends of the numbers differ at most.
_MOST = 0.5  # Of the rows of the page stands beside the numbers, and has no other cells.
_MANY = 0.4  # Of them reach the right margin,
_FULL = 24.0  # to within these points.


_Parted = dict[int, tuple[Row, Row | None]]
"""Index of a row of a page → the number that begins it, and what stands beside it."""


def without_line_numbers(rows: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """The rows without the line numbers beside them, and these."""
    kept: list[Row] = []
    numbers: list[Row] = []
    for page in by_page(rows):
        found = _numbers(page)
        for index, row in enumerate(page):
            if index not in found:
                kept.append(row)
                continue
            number, rest = found[index]
            numbers.append(number)
            kept += [rest] if rest else []
    return kept, numbers


def _numbers(page: Sequence[Row]) -> _Parted:
    """The rows of a page that have a line number."""
    parted = {index: parts for index, row in enumerate(page) if (parts := _parted(row))}
    found = max((_aligned(parted, edge) for edge in ("left", "right")), key=len)
    if len(found) < _FEWEST or not _counts(page, found):
        return {}
    edge = max(number.right for number, _ in found.values()) + _OUTSIDE
    between = range(min(found), max(found) + 1)
    text = [found[i][1] if i in found else page[i] for i in between]
    return found if _is_running([row for row in text if row], edge, page) else {}


def _is_running(text: Sequence[Row], edge: float, page: Sequence[Row]) -> bool:
    """What the numbers stand beside is text, outside of it, and most of the page: not notes, no table."""
    right = max(row.right for row in text) - _FULL
    return (
        all(row.left > edge for row in text)
        and len(text) > _MOST * len(page)
        and sum("\t" not in row.string for row in text) > _MOST * len(text)
        and sum(row.right > right for row in text) > _MANY * len(text)
    )


def _aligned(parted: _Parted, edge: str) -> _Parted:
    """Those of the numbers whose left or right ends stand below one another."""
    ends = {index: round(getattr(number, edge) / _ALIGNED) for index, (number, _) in parted.items()}
    counts = Counter(ends.values())
    usual = max(counts, key=lambda end: counts[end], default=0)
    return {index: parted[index] for index, end in ends.items() if abs(end - usual) <= 1}


def _counts(page: Sequence[Row], found: _Parted) -> bool:
    """The numbers count the rows of the page that hold text."""
    places: list[tuple[int, int]] = []
    counted = 0
    for index in range(min(found), max(found) + 1):
        number, rest = found.get(index, (None, page[index]))
        counted += rest is not None
        if number:
            places.append((int(number.string), counted))
    steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(places)]
    return any(all(value == step for value, _ in steps) and _mostly(step, steps) for step in _STEPS)


def _mostly(step: int, steps: Sequence[tuple[int, int]]) -> bool:
    """Headings, whose rows aren't always counted, may stand between."""
    return sum(rows == step for _, rows in steps) > 0.6 * len(steps)


def _parted(row: Row) -> tuple[Row, Row | None] | None:
    """The number that begins a row, and the rest; None where none does."""
    number, tab, _ = row.string.partition("\t")
    if not number.strip().isdecimal() or len(number.strip()) > 4 or row.vertical or row.prints[0].raised:
        return None
    count = sum(span.start < row.start + len(number) for span in row.prints)
    if not tab:
        return row, None
    return row.part(0, count), row.part(count, len(row.prints))
