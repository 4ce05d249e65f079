"""Columns of running text: strokes of a page in the order in which they are read.

Text stands in two columns where a strip in the middle of the page stays empty over several rows, with full rows on
both sides of it and no drawn rule across it or below it: a table has rules, and its columns aren't full, or have a wide
step after each row.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, groupby, pairwise

from ...core.model import Rule
from ..reading_order import is_leftward
from .glyphs import Stroke

_GUTTER = 9.0  # Points that two columns stand apart, at least.
_MIDDLE = (0.35, 0.65)  # Of the page's width: where a gutter can be.
_FEWEST = 6  # Rows of either column.
_FULL = 0.7  # Of the column's width: the middle one of its rows by length.
_CLOSE = 1.6  # Of the size: rows of a paragraph follow one another within this distance;
_CLOSE_ARABIC = 2.0  # the same of Arabic, whose letters reach further up and down;
_CLOSELY = 0.5  # of a column's rows, at least, do.
_NOTICE = 150.0  # Points from the page's foot: lines drawn across below are around what is told of the document.
_STEP = 3.0  # Of the size: further apart than this, the first and last rows of a run aren't of the columns.


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stroke, or what a wide gap leaves of it."""

    left: float
    right: float
    stroke: Stroke

    @property
    def baseline(self) -> float:
        return self.stroke.baseline


@dataclass(frozen=True, slots=True)
class _Run:
    """Pieces below one another that leave a strip empty."""

    pieces: Sequence[_Piece]
    gutter: float


def bands(strokes: Sequence[Stroke], rules: Sequence[Rule], width: float) -> Iterator[list[Stroke]]:
    """The strokes of a page in groups that are read one after the other: what stands above columns, the left one, the
    right one, what stands below them."""
    level = [stroke for stroke in strokes if stroke.turned == 0]
    others = [stroke for stroke in strokes if stroke.turned != 0]
    pieces = sorted(chain.from_iterable(map(_pieces, level)), key=lambda piece: (-piece.baseline, piece.left))
    if not (runs := _runs(pieces, rules, width)):
        yield list(strokes)
        return
    taken = {id(piece) for run in runs for piece in run.pieces}
    loose = [piece for piece in pieces if id(piece) not in taken]
    for run in runs:
        top = run.pieces[0].baseline
        yield [piece.stroke for piece in loose if piece.baseline > top]
        loose = [piece for piece in loose if piece.baseline <= top]
        yield [piece.stroke for piece in run.pieces if piece.right <= run.gutter]
        yield [piece.stroke for piece in run.pieces if piece.right > run.gutter]
    yield [piece.stroke for piece in loose]
    yield others


def _pieces(stroke: Stroke) -> Iterator[_Piece]:
    """A stroke cut at its wide gaps; spaces stay with the sign before them."""
    start, reached = 0, None
    left = 0.0
    for index, (begin, end, characters) in enumerate(stroke.glyphs):
        if not characters.strip():
            continue
        if reached is not None and begin - reached > _GUTTER:
            yield _Piece(left, reached, replace(stroke, glyphs=stroke.glyphs[start:index]))
            start, reached = index, None
        if reached is None:
            left = begin
        reached = end
    if reached is not None:
        yield _Piece(left, reached, replace(stroke, glyphs=stroke.glyphs[start:]))
    elif start < len(stroke.glyphs):
        yield _Piece(stroke.glyphs[start][0], stroke.glyphs[-1][1], replace(stroke, glyphs=stroke.glyphs[start:]))


def _runs(pieces: Sequence[_Piece], rules: Sequence[Rule], width: float) -> list[_Run]:
    """The columns of a page from top to bottom."""
    lefts = Counter(round(piece.left) for piece in pieces if _MIDDLE[0] * width < piece.left < _MIDDLE[1] * width)
    for left, count in lefts.most_common(3):
        if count < _FEWEST:
            break
        gutter = left - _GUTTER / 2
        across = [rule for rule in rules if rule.left < gutter < rule.right]
        if runs := [run for run in _empty(pieces, gutter, across) if _is_columns(run)]:
            return runs
    return []


def _empty(pieces: Sequence[_Piece], gutter: float, across: Sequence[Rule]) -> Iterator[_Run]:
    """Runs of pieces that leave a gutter empty."""
    for crossing, run in groupby(pieces, key=lambda piece: piece.left < gutter + 2 and piece.right > gutter - 2):
        if not crossing:
            yield _Run(_close(_between_lines(list(run), across)), gutter)


def _between_lines(run: Sequence[_Piece], across: Sequence[Rule]) -> Sequence[_Piece]:
    """The run below the last line that is drawn across its gutter: what stands above such a line is a masthead or a
    table. Those at the page's foot are around a notice, which isn't of the run."""
    bottom, top = run[-1].baseline, run[0].baseline
    heights = [rule.bottom for rule in across if bottom < rule.bottom < top]
    last = min((height for height in heights if height > _NOTICE), default=top + 1)
    notice = max((height for height in heights if height <= _NOTICE), default=bottom - 1)
    return [piece for piece in run if notice < piece.baseline < last]


def _close(run: Sequence[_Piece]) -> Sequence[_Piece]:
    """The run without a running head and foot, which stand further off."""
    start, end = 0, len(run)
    middle = len(run) // 2
    for index in range(1, len(run)):
        size = max(run[index].stroke.size, 8.0)
        if run[index - 1].baseline - run[index].baseline > _STEP * size:
            if index <= middle:
                start = index
            elif end == len(run):
                end = index
    return run[start:end]


def _is_columns(run: _Run) -> bool:
    left = [piece for piece in run.pieces if piece.right <= run.gutter]
    sides = left, [piece for piece in run.pieces if piece.right > run.gutter]
    if not all(sides):
        return False
    lines = [_lines(side) for side in sides]
    widths = [max(right for _, right in rows) - min(left for left, _ in rows) for rows in lines]
    return (
        all(len(rows) >= _FEWEST for rows in lines)
        and all(map(_is_running, sides))
        and min(widths) > 0.6 * max(widths)
        and all(_middle(rows) > _FULL * width for rows, width in zip(lines, widths, strict=True))
    )


def _is_running(side: Sequence[_Piece]) -> bool:
    """Half the rows of a column follow the one above closely, as those of paragraphs do."""
    size = max(piece.stroke.size for piece in side)
    baselines = sorted({round(piece.baseline) for piece in side}, reverse=True)
    steps = [above - below for above, below in pairwise(baselines) if above - below > 0.45 * size]
    signs = [characters for piece in side for _, _, characters in piece.stroke.glyphs]
    close = _CLOSE_ARABIC if 2 * sum(map(is_leftward, signs)) > len(signs) else _CLOSE
    return sum(step < close * size for step in steps) >= _CLOSELY * len(steps)


def _lines(side: Sequence[_Piece]) -> list[tuple[float, float]]:
    """(left, right) of each row of a column."""
    baselines: list[float] = []
    ends: list[tuple[float, float]] = []
    for piece in sorted(side, key=lambda piece: piece.baseline):
        at = bisect_left(baselines, piece.baseline - 0.45 * piece.stroke.size)
        if at < len(baselines):
            ends[at] = (min(ends[at][0], piece.left), max(ends[at][1], piece.right))
        else:
            baselines.append(piece.baseline)
            ends.append((piece.left, piece.right))
    return ends


def _middle(rows: Sequence[tuple[float, float]]) -> float:
    """The median width of rows."""
    return sorted(right - left for left, right in rows)[len(rows) // 2]
