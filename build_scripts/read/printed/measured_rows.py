"""The rows of a printed page with their geometry, and what is usual in a document."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile

from ...core.model import Print, Region, Source
from ..endings import is_closed

_HIGHER = 2.0  # Of the size: a row that stands higher than the one before begins a column.
# A line of the string, everything up to the end of a row or a page: `12. The Committee`; not `\n`, `\f`.
_LINE = re.compile(r"[^\n\f]+")

_MOSTLY = 0.6  # Of a document's signs.
_CELLS = 2  # Wide gaps in a row that is one of a table.
_FULL = 48.0  # Points that a row which the width has broken ends before the right edge, at most.
_WIDEST = 1.4  # Of the size: a leading of which no row shows that it is one.
_OFTEN = 0.3  # Of the times that the commonest step stands between rows: the leading does too.


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a page. Lengths are points from the page's lower left corner."""

    start: int
    end: int
    """Offsets in `Source.string`."""
    string: str
    page: int
    """From 0."""
    left: float
    right: float
    baseline: float
    size: float
    """Of most of its characters."""
    prints: tuple[Print, ...]
    bold: bool
    """All of it, raised signs apart."""
    vertical: bool
    column: int = 0
    """Of the page's columns, from 0: a row that stands higher than the one before it begins another."""

    @property
    def place(self) -> tuple[int, int]:
        """Page and column."""
        return self.page, self.column

    @property
    def cells(self) -> list[str]:
        return self.string.split("\t")

    def part(self, first: int, end: int) -> Row:
        """A row of some of its stretches."""
        prints = self.prints[first:end]
        start = prints[0].start
        stop = self.prints[end].start if end < len(self.prints) else self.end
        string = self.string[start - self.start : stop - self.start].rstrip("\t")
        stop = start + len(string)
        size, bold = _style(prints, lambda span: string[span.start - start : span.end - start])
        return replace(
            self,
            start=start,
            end=stop,
            string=string,
            left=prints[0].left,
            right=max(span.right for span in prints),
            baseline=prints[0].baseline,
            size=size,
            prints=prints,
            bold=bold,
        )

    @property
    def raised_label(self) -> str:
        """The raised signs that it begins with: a note's number; Arabic sets it in brackets."""
        raised = list(takewhile(lambda span: span.raised, self.prints))  # Brackets may be pieces of their own.
        return self.string[: raised[-1].end - self.start].strip(" ()\t") if raised else ""


@dataclass(frozen=True, slots=True)
class Usual:
    """What most rows of a document's text are like."""

    size: float
    leading: float
    """From one baseline to the next."""


def rows_of(source: Source) -> list[Row]:
    """Every row of a source in order."""
    starts = [page.start for page in source.pages]
    vertical = {span.start for span in source.spans if isinstance(span, Region)}
    prints = [span for span in source.spans if isinstance(span, Print)]
    result: list[Row] = []
    at = page = 0
    for line in _LINE.finditer(source.string):
        while page + 1 < len(starts) and starts[page + 1] <= line.start():
            page += 1
        first = at
        while at < len(prints) and prints[at].start < line.end():
            at += 1
        if first < at:
            row = _row(source, line.start(), line.end(), page, prints[first:at], line.start() in vertical)
            result.append(replace(row, column=_column(row, result[-1] if result else None)))
    return _without_usual_boldness(result)


def _without_usual_boldness(rows: list[Row]) -> list[Row]:
    """The rows; where most of a text is bold, boldness sets nothing apart."""
    bold = sum(len(row.string) for row in rows if row.bold)
    usual = bold > _MOSTLY * sum(len(row.string) for row in rows)
    return [replace(row, bold=False) for row in rows] if usual else rows


def _column(row: Row, before: Row | None) -> int:
    if before is None or before.page != row.page or row.vertical:
        return 0
    return before.column + (row.baseline > before.baseline + _HIGHER * row.size)


def _row(source: Source, start: int, end: int, page: int, prints: Sequence[Print], vertical: bool) -> Row:
    size, bold = _style(prints, lambda span: source.string[span.start : span.end])
    return Row(
        start,
        end,
        source.string[start:end],
        page,
        prints[0].left,
        max(span.right for span in prints),
        prints[0].baseline,
        size,
        tuple(prints),
        bold,
        vertical,
    )


def _style(prints: Sequence[Print], words: Callable[[Print], str]) -> tuple[float, bool]:
    """The size of most signs, and whether all are bold."""
    sizes: Counter[float] = Counter()
    for span in prints:
        sizes[span.size] += span.end - span.start
    main = [span for span in prints if not span.raised] or prints
    bold = all(span.bold for span in main if words(span).strip())
    return max(sizes, key=lambda size: (sizes[size], size)), bold


def usual(rows: Sequence[Row]) -> Usual:
    """The size of most characters, those in rows of several cells apart, and the least step that is common between
    rows of it; a wide one only where rows show that it stands inside a paragraph."""
    sizes: Counter[float] = Counter()
    for row in [row for row in rows if row.string.count("\t") < _CELLS] or rows:
        sizes[round(row.size, 1)] += len(row.string)
    size = max(sizes, key=lambda s: (sizes[s], s), default=10.0)
    edge = _edge([row for row in rows if _near(row, size)])
    steps: Counter[float] = Counter()
    inside: Counter[float] = Counter()
    for above, below in pairwise(rows):
        step = round(above.baseline - below.baseline, 1)
        if above.page == below.page and size <= step < 2 * size and _near(above, size) and _near(below, size):
            steps[step] += 1
            inside[step] += _goes_on(above, below, edge)
    # Between short paragraphs most steps are wider ones, and where each is one row, all are.
    leading = _least(steps)
    if leading is None or leading > _WIDEST * size:
        leading = _least(+inside) or 1.2 * size
    return Usual(size, leading)


def _least(steps: Counter[float]) -> float | None:
    """The least of the steps that are common."""
    often = _OFTEN * max(steps.values(), default=0)
    return min((step for step, times in steps.items() if times >= often), default=None)


def _edge(rows: Sequence[Row]) -> float:
    """Where full rows end: the furthest place at which many do. What stands in a masthead's corner ends beyond."""
    ends = Counter(round(row.right) for row in rows)
    often = _OFTEN * max(ends.values(), default=0)
    return max((end for end, times in ends.items() if times >= often), default=0)


def _goes_on(above: Row, below: Row, edge: float) -> bool:
    """A row surely goes on with the sentence of a full one above it; `edge`: where full rows end."""
    first = below.string[0]
    return (
        above.right > edge - _FULL
        and not is_closed(above.string, comma=True)
        and first.isalpha()
        and not first.isupper()
    )


def _near(row: Row, size: float) -> bool:
    return abs(row.size - size) < 0.3


def by_page(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """The rows of each page that has any."""
    page: list[Row] = []
    for row in rows:
        if page and row.page != page[0].page:
            yield page
            page = []
        page.append(row)
    if page:
        yield page
