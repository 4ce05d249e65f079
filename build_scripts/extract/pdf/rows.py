"""The rows of a page: glyphs on one line, from left to right, with the spaces that gaps stand for."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ...core.model import Rule
from ..reading_order import is_leftward
from .glyphs import Stroke

_SAME_ROW = 0.45  # Of the size: how far signs of a row stand from its baseline;
_RAISED_ROW = 0.7  # smaller ones above it, and
_BESIDE = 0.5  # beside its signs; the number of a note
_HANGING = 4.0  # hangs before its first row,
_LABEL = 4  # and has fewer signs.
_SPACE = 0.18  # Of the size: a wider gap between two signs is a space, also where the file has none.
_SPACE_IN_TIGHT = 0.13  # The same on a row without spaces most of whose
_TOUCHING, _MOSTLY = 0.05, 0.6  # signs touch, or nearly do; TeX sets words 0.167 apart, at least.
_SPACE_IN_ARABIC = 0.45  # The same between letters that are written to the left, on a row that has spaces;
_SPACE_AMID_HAN = 0.45  # between others on a row of Chinese that has spaces, which full rows are stretched with;
_SPACE_BESIDE_HAN = 0.6  # beside a Chinese sign, from which programs set figures and Latin words a quarter em apart.
_BRACKETS, _DASHES = frozenset("()"), frozenset("-–")
_TAB = 2.0  # Of the size: a wider gap parts columns,
_TAB_OF_LARGE = 24.0  # and where letters are large, one of so many points.
_WIDE = 0.8  # Of the size: behind a wider gap, signs have a place of their own.
_WIDE_FIGURES = 0.34  # Between two figures, which narrow columns set close; a space between thousands is 0.25.
_ENDS_FIGURE, _BEGINS_FIGURE = frozenset("0123456789)%–—"), frozenset("0123456789(–—")
_THIN, _TALL = 3.0, 5.0  # Points: an upright line is thinner, and longer;
_OVER = 1.0  # a sign stands over one by less.
_OVERPRINT = 0.12  # Of the size: the same sign again within this distance is set twice for boldness.
_SMALLER = 0.8  # Of the row's size: a raised sign is smaller than this,
_RAISED = 0.15  # and higher than this.


@dataclass(slots=True)
class Sign:
    """A glyph on its row."""

    left: float
    right: float
    characters: str
    stroke: Stroke
    blank: bool
    """Nothing but white space."""


@dataclass(slots=True)
class Row:
    """Signs on one line of a page."""

    baseline: float
    size: float
    """Of most of its signs."""
    turned: int
    signs: list[Sign] = field(default_factory=list)

    @property
    def left(self) -> float:
        return self.signs[0].left


def rows(strokes: Iterable[Stroke]) -> list[Row]:
    """The rows of a page from top to bottom, signs that are set twice for boldness being there once."""
    by_turn: dict[int, list[Stroke]] = {}
    for stroke in strokes:
        by_turn.setdefault(stroke.turned, []).append(stroke)
    result: list[Row] = []
    for turned in sorted(by_turn, key=lambda turned: (turned != 0, turned)):
        for row in _clustered(by_turn[turned], turned):
            _order(row)
            result.append(row)
    return result


def _clustered(strokes: Sequence[Stroke], turned: int) -> list[Row]:
    """Strokes by baseline: the largest make the rows, and smaller ones join the row that they are raised from."""
    baselines: list[float] = []
    found: list[Row] = []
    blank = [stroke for stroke in strokes if not any(c.strip() for _, _, c in stroke.glyphs)]
    inked = [stroke for stroke in strokes if any(c.strip() for _, _, c in stroke.glyphs)]
    for stroke in sorted(inked, key=lambda stroke: -stroke.size):
        row = _nearest(found, baselines, stroke, _SAME_ROW) or _raised_from(found, baselines, stroke)
        if row is None:
            row = Row(stroke.baseline, stroke.size, turned)
            at = bisect_left(baselines, stroke.baseline)
            baselines.insert(at, stroke.baseline)
            found.insert(at, row)
        row.signs += _signs(stroke)
    for stroke in blank:
        if row := _nearest(found, baselines, stroke, 0.1):
            row.signs += _signs(stroke)
    return found[::-1]


def _nearest(found: Sequence[Row], baselines: Sequence[float], stroke: Stroke, share: float) -> Row | None:
    at = bisect_left(baselines, stroke.baseline)
    best: Row | None = None
    least = 0.0
    for row in found[max(at - 3, 0) : at + 3]:
        distance = abs(row.baseline - stroke.baseline)
        near = distance <= share * max(row.size, stroke.size) and (best is None or distance < least)
        apart = distance > _RAISED * stroke.size or stroke.size < _SMALLER * row.size
        if near and distance > 0.1 * stroke.size and _stands_beside_large(row, stroke):
            continue
        if near and not (apart and _over(row, stroke)):
            best, least = row, distance
    return best


def _stands_beside_large(row: Row, stroke: Stroke) -> bool:
    """Small signs at some distance from a row of large ones, on a line of their own: « Distr.: General » beside the
    name of an organ."""
    if stroke.size >= _SMALLER * row.size:
        return False
    left, right = stroke.glyphs[0][0], stroke.glyphs[-1][1]
    apart = min(_TAB * row.size, _TAB_OF_LARGE)
    return all(sign.left - right > apart or left - sign.right > apart for sign in row.signs)


def _over(row: Row, stroke: Stroke) -> bool:
    """Signs stand above or below those of a row that is near because another sign of it is large: « UNITED NATIONS » on
    two lines beside a large « A »."""
    left, right = stroke.glyphs[0][0], stroke.glyphs[-1][1]
    slack = 0.2 * stroke.size
    return any(
        sign.left < right - slack and sign.right > left + slack
        for sign in row.signs
        if not sign.blank and abs(sign.stroke.baseline - stroke.baseline) > _RAISED * stroke.size
    )


def _raised_from(found: Sequence[Row], baselines: Sequence[float], stroke: Stroke) -> Row | None:
    """The row that small signs stand high above, directly beside one of its own, « 1^er », or as the label of a note
    before its first."""
    at = bisect_left(baselines, stroke.baseline)
    for row in found[max(at - 2, 0) : at]:
        high = stroke.baseline - row.baseline
        if stroke.size < _SMALLER * row.size and high <= _RAISED_ROW * row.size:
            left, right = stroke.glyphs[0][0], stroke.glyphs[-1][1]
            near = _BESIDE * row.size
            beside = any(abs(sign.right - left) < near or abs(sign.left - right) < near for sign in row.signs)
            if (beside or _hangs_before(row, stroke)) and not _over(row, stroke):
                return row
    return None


def _hangs_before(row: Row, stroke: Stroke) -> bool:
    """A raised number or sign stands where a note's label does, with a tab before the words: « ^12    See »."""
    label = "".join(characters for _, _, characters in stroke.glyphs).strip(" ()")
    distance = min(sign.left for sign in row.signs if not sign.blank) - stroke.glyphs[-1][1]
    return 0 <= distance < _HANGING * row.size and (label.isdecimal() or not label.strip("*")) and len(label) < _LABEL


def _signs(stroke: Stroke) -> Iterator[Sign]:
    for left, right, characters in stroke.glyphs:
        yield Sign(left, right, characters, stroke, not characters or characters.isspace())


def _order(row: Row) -> None:
    """Puts the signs of a row in order, gaps as white space between them, those set twice left out."""
    row.signs.sort(key=lambda sign: sign.left)
    inked = [sign for sign in row.signs if not sign.blank]
    sizes = Counter(sign.stroke.size for sign in inked)
    row.size = max(sizes, key=lambda size: (sizes[size], size))
    row.baseline = max((s.stroke for s in inked if s.stroke.size == row.size), key=lambda s: len(s.glyphs)).baseline
    has_spaces = any(sign.blank for sign in row.signs)
    space = _SPACE if has_spaces or not _is_tight(inked) else _SPACE_IN_TIGHT
    if has_spaces and any(map(_is_han, inked)):
        space = _SPACE_AMID_HAN
    spaced: list[Sign] = []
    last: Sign | None = None
    for sign in row.signs:
        if sign.blank:
            if last is not None and not spaced[-1].blank:
                spaced.append(sign)
            continue
        if last is not None:
            if sign.left - last.left <= _OVERPRINT * sign.stroke.size and _is_overprint(sign, spaced):
                continue
            if gap := _gap(last, sign, spaced[-1].blank, space, has_spaces=has_spaces):
                if spaced[-1].blank:
                    spaced.pop()
                spaced.append(Sign(last.right, sign.left, gap, last.stroke, True))
        spaced.append(sign)
        # A vowel mark on a letter takes no room: the gap is behind the letter.
        last = sign if last is None or sign.right >= last.right else last
    while spaced[-1].blank:
        spaced.pop()
    row.signs = list(_with_labels_apart(spaced))


def _with_labels_apart(signs: Sequence[Sign]) -> Iterator[Sign]:
    """The signs of a row, Arabic words apart from the label before them, which nearly fills the room up to their tab:
    « (ج) وهي », « ثانيا - الممثل ».
    """
    for index, sign in enumerate(signs):
        last = signs[index - 1] if index else None
        if last is not None and last.stroke is not sign.stroke and is_leftward(sign.characters):
            item = index == 3 and last.characters in _BRACKETS and signs[0].characters in _BRACKETS
            heading = index > 1 and last.characters in _DASHES and signs[index - 2].blank
            if (item or heading) and sign.left - last.right > _TOUCHING * sign.stroke.size:
                yield Sign(last.right, sign.left, " ", last.stroke, True)
        yield sign


def _is_overprint(sign: Sign, before: Sequence[Sign]) -> bool:
    for other in reversed(before[-3:]):
        if sign.left - other.left > _OVERPRINT * sign.stroke.size:
            return False
        if other.characters == sign.characters and other.stroke.size == sign.stroke.size:
            return True
    return False


def _is_tight(inked: Sequence[Sign]) -> bool:
    """Most signs of a row touch the next one, so that what stands a little apart is another word."""
    gaps = [(after.left - before.right) / before.stroke.size for before, after in pairwise(inked)]
    return sum(gap < _TOUCHING for gap in gaps) > _MOSTLY * len(gaps)


def _gap(last: Sign, sign: Sign, blank: bool, space: float, *, has_spaces: bool) -> str:
    """The white space that a gap stands for where the file has none, and a tab where it parts columns."""
    distance = sign.left - last.right
    # Beside the name of an organ in large letters stand small ones.
    size = max(last.stroke.size, sign.stroke.size)
    if distance > min(_TAB * size, _TAB_OF_LARGE):
        return "\t"
    if blank:
        return ""
    return "" if distance <= _space(last, sign, space, has_spaces=has_spaces) * size else " "


def _space(last: Sign, sign: Sign, usual: float, *, has_spaces: bool) -> float:
    """The widest gap between two signs that isn't a space, of the size; `usual`: between most signs of the row."""
    if unicodedata.category(sign.characters[0]) == "Mn":
        return _TAB  # A vowel's mark, wherever a font draws it.
    if _is_han(last) or _is_han(sign):
        return _SPACE_BESIDE_HAN
    # Where a row has its spaces, a gap between letters of Arabic is how their shapes stand.
    arabic = has_spaces and is_leftward(last.characters) and is_leftward(sign.characters)
    return _SPACE_IN_ARABIC if arabic else usual


def _is_han(sign: Sign) -> bool:
    """A Chinese character, or punctuation as wide as one."""
    return unicodedata.east_asian_width(sign.characters[0]) in "WF"


def part_at_lines(page_rows: Iterable[Row], rules: Iterable[Rule]) -> None:
    """Puts a tab where an upright line is drawn between two signs of a row: between two cells of a table."""
    upright = [rule for rule in rules if rule.right - rule.left < _THIN < _TALL < rule.top - rule.bottom]
    for row in page_rows:
        middle = row.baseline + 0.3 * row.size
        places = [(rule.left + rule.right) / 2 for rule in upright if rule.bottom < middle < rule.top]
        if places and not row.turned:
            row.signs = list(_parted(row.signs, sorted(places)))


def _parted(signs: Sequence[Sign], places: Sequence[float]) -> Iterator[Sign]:
    last: Sign | None = None
    blank: Sign | None = None
    for sign in signs:
        if sign.blank:
            blank = sign
            continue
        if last is not None and any(last.right - _OVER < place < sign.left + _OVER for place in places):
            yield Sign(last.right, sign.left, "\t", last.stroke, True)
        elif blank is not None:
            yield blank
        yield sign
        last, blank = sign, None


@dataclass(frozen=True, slots=True)
class Stretch:
    """Neighbouring signs of a row in one style."""

    string: str
    signs: tuple[Sign, ...]
    raised: bool


def stretches(row: Row) -> Iterator[Stretch]:
    """A row in stretches of one style; a tab parts stretches and belongs to none."""
    current: list[Sign] = []
    inked: Sign | None = None
    raised = False
    wide, figures = _WIDE * row.size, _WIDE_FIGURES * row.size
    for sign in row.signs:
        if sign.characters == "\t":
            if current:
                yield _stretch(current, raised)
            current = []
            yield Stretch("\t", (), False)
            continue
        if sign.blank and current:
            current.append(sign)
            continue
        apart = inked is not None and sign.left - inked.right > (figures if _figures(inked, sign) else wide)
        if current and (apart or _other_style(row, current[0], sign)):
            yield _stretch(current, raised)
            current = []
        if not current:
            raised = is_raised_in(row, sign)
        current.append(sign)
        inked = inked if sign.blank else sign
    if current:
        yield _stretch(current, raised)


def _figures(before: Sign, after: Sign) -> bool:
    """Two figures, or dashes in their place, stand beside one another."""
    return before.characters[-1:] in _ENDS_FIGURE and after.characters[:1] in _BEGINS_FIGURE


def _stretch(signs: Sequence[Sign], raised: bool) -> Stretch:
    return Stretch("".join(sign.characters for sign in signs), tuple(signs), raised)


def _other_style(row: Row, first: Sign, sign: Sign) -> bool:
    if first.stroke is sign.stroke:
        return False
    apart = first.stroke.face.name != sign.stroke.face.name or first.stroke.size != sign.stroke.size
    return apart or is_raised_in(row, first) != is_raised_in(row, sign)


def is_raised_in(row: Row, sign: Sign) -> bool:
    """A sign smaller than its row and above the baseline."""
    stroke = sign.stroke
    return stroke.size < _SMALLER * row.size and stroke.baseline - row.baseline > _RAISED * row.size
