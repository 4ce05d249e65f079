"""The masthead of a cover, above its drawn lines: the organ at the left, symbol and distribution at the right.

What stands beside each other there isn't one line: « International Covenant on » and « Civil and Political Rights », on
two rows at the left, are one name; « Distr.: General » beside the first of them is another thing.
"""

from __future__ import annotations

from collections.abc import Sequence

from ...core.model import Page
from ..endings import has_leaders
from .measured_rows import Row

_WIDE_RULE = 0.6  # Of the page's width: the lines of the masthead.
_LOWEST = 0.55  # Of the page's height: where they can be.
_RIGHT = 0.5  # Of the page's width: what begins beyond it stands at the right.
_LEFT = 0.4  # Of the page's width: a row of text begins before,
_ACROSS = 0.68  # and ends beyond.
_MOST_ROWS = 14
_SAME = 3.0  # Points between two places that are one.


def in_columns(rows: Sequence[Row], pages: Sequence[Page]) -> list[Row]:
    """The rows, those of the masthead in two columns, the left one first."""
    page = pages[0] if pages else None
    count = _masthead_rows(rows, page) if page else 0
    left: list[Row] = []
    right: list[Row] = []
    for row in rows[:count]:
        before, after = _parts(row, _RIGHT * page.width if page else 0.0)
        left += before
        right += after
    return [*left, *right, *rows[count:]]


def _masthead_rows(rows: Sequence[Row], page: Page) -> int:
    """How many rows stand above the lowest line of a masthead."""
    lines = [
        rule.bottom
        for rule in page.rules
        if rule.bottom > _LOWEST * page.height and rule.right - rule.left > _WIDE_RULE * page.width
    ]
    cover = [row for row in rows if not row.page and not row.vertical]
    text = next((i for i, row in enumerate(cover) if _is_text(row, page)), _MOST_ROWS)
    counts = (sum(row.baseline > line for row in cover) for line in lines)
    return max(_aligned_rows(cover[:text], page), *(count for count in counts if count <= text), 0)


def _aligned_rows(rows: Sequence[Row], page: Page) -> int:
    """How many rows there are down to the last whose part at the right stands below another, where no line is drawn;
    a list of members, with leaders, isn't of the masthead."""
    rights: list[tuple[int, float]] = []
    for index, row in enumerate(rows):
        if has_leaders(row.string):
            break
        if right := _parts(row, _RIGHT * page.width)[1]:
            rights.append((index, right[0].left))
    aligned = [i for i, left in rights if any(abs(left - other) < _SAME and j != i for j, other in rights)]
    return max(aligned, default=-1) + 1


def _is_text(row: Row, page: Page) -> bool:
    """It goes across the page, as nothing in a masthead does."""
    across = row.left < _LEFT * page.width and row.right > _ACROSS * page.width
    return across and "\t" not in row.string


def _parts(row: Row, middle: float) -> tuple[list[Row], list[Row]]:
    """What of a row stands at the left, and at the right."""
    first = next(
        (i for i, span in enumerate(row.prints) if span.left > middle and _is_behind_tab(row, i)), len(row.prints)
    )
    left = [row.part(0, first)] if first else []
    return left, [row.part(first, len(row.prints))] if first < len(row.prints) else []


def _is_behind_tab(row: Row, index: int) -> bool:
    start = row.prints[index].start - row.start
    return not index or row.string[start - 1 : start] == "\t"
