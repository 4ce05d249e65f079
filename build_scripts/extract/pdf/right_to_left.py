"""Pages that are read from right to left: their signs in the order in which they are read, not in that of the page.

Such a page is looked at in a mirror: its right edge is the left one, so that all that is known of margins, indents and
columns holds for it, and signs from left to right are in reading order. Only numbers and words of other scripts are the
wrong way round then, and are turned back (Unicode Bidirectional Algorithm, UAX #9, read backwards). A glyph of several
letters (لا) stays one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from ...core.model import Rule
from ..reading_order import MIRRORED, Stretch, is_leftward, is_rightward, runs_leftward, shown_as_seen, stretches
from .glyphs import Drawn, Stroke
from .rows import Row, Sign, is_raised_in

_ALEFS = "اأإآ"
# A word between brackets that are turned outwards: `)A(`, `)2017(`; not `2010) and (see`.
_MIRRORED_WORD = re.compile(r"\)[^\s()]{1,12}\(")
_A_TRIFLE = 0.001  # Points behind the edge of a letter, where its mark is put.
_Glyph = tuple[Stroke, float, float, str]
"""Its stroke, left and right edge, and letters."""


def is_right_to_left(page: Drawn) -> bool:
    """Most letters of the page are of a script that is written so."""
    right = left = 0
    for stroke in page.strokes:
        for _, _, characters in stroke.glyphs:
            right += is_leftward(characters)
            left += is_rightward(characters)
    return right > left


def mirrored(page: Drawn) -> Drawn:
    """The page with left and right changed about; turned text stays."""
    width = page.width
    strokes = [
        _mirrored(stroke, width) if stroke.turned == 0 else stroke for stroke in _with_marks_on_letters(page.strokes)
    ]
    rules = [Rule(width - rule.right, rule.bottom, width - rule.left, rule.top) for rule in page.rules]
    links = [((width - box[2], box[1], width - box[0], box[3]), href) for box, href in page.links]
    return replace(page, strokes=strokes, rules=rules, links=links)


def _with_marks_on_letters(strokes: Sequence[Stroke]) -> list[Stroke]:
    """Vowel marks that take no room, each put at the letter it belongs to. Where such a mark stands says little, as a
    font draws it beside its place; but the file names it next to its letter: before it where letters follow from left
    to right, behind it where they follow as they are read. So has the alef of a glyph لا whose letters are named apart:
    it takes no room, and ends the lam's."""
    glyphs = [(stroke, *glyph) for stroke in strokes if stroke.turned == 0 for glyph in stroke.glyphs]
    places: dict[tuple[int, float, str], float] = {}
    for at, (stroke, left, right, sign) in enumerate(glyphs):
        if right > left:
            continue
        if sign in _ALEFS and (lam := _lam(glyphs[max(at - 1, 0) : at + 2], stroke, left)):
            places[id(stroke), left, sign] = lam[1] + _A_TRIFLE
        if not _is_mark(sign):
            continue
        before = next((glyph for glyph in glyphs[max(at - 2, 0) : at][::-1] if not _is_mark(glyph[3])), None)
        after = next((glyph for glyph in glyphs[at + 1 : at + 3] if not _is_mark(glyph[3])), None)
        base = after if before is None or (after is not None and after[1] > before[1]) else before
        near = base is not None and base[1] - stroke.size < left < base[2] + stroke.size
        if base is not None and near and is_leftward(base[3]) and _same_line(stroke, base[0]):
            places[id(stroke), left, sign] = base[2] - _A_TRIFLE
    return [_with_marks(stroke, places) for stroke in strokes] if places else list(strokes)


def _lam(near: Sequence[_Glyph], stroke: Stroke, left: float) -> _Glyph | None:
    """The lam among glyphs named one after the other that begins or ends where an alef without room stands."""
    return next(
        (
            glyph
            for glyph in near
            if unicodedata.normalize("NFKC", glyph[3]) == "ل"
            and _same_line(stroke, glyph[0])
            and glyph[1] - _A_TRIFLE < left < glyph[2] + _A_TRIFLE
        ),
        None,
    )


def _same_line(stroke: Stroke, other: Stroke) -> bool:
    return abs(stroke.baseline - other.baseline) < stroke.size


def _with_marks(stroke: Stroke, places: Mapping[tuple[int, float, str], float]) -> Stroke:
    moved = [(places.get((id(stroke), left, sign), left), left, right, sign) for left, right, sign in stroke.glyphs]
    glyphs = [(place, place if place != left else right, sign) for place, left, right, sign in moved]
    return replace(stroke, glyphs=glyphs)


def _is_mark(characters: str) -> bool:
    return bool(characters) and all(unicodedata.category(c) == "Mn" for c in characters)


def _mirrored(stroke: Stroke, width: float) -> Stroke:
    glyphs = [(width - right, width - left, _in_order(characters)) for left, right, characters in stroke.glyphs]
    return replace(stroke, glyphs=glyphs[::-1])


def _in_order(characters: str) -> str:
    """The letters of a ligature: alef behind lam, as no alef joins what follows it."""
    wrong = len(characters) == 2 and characters[0] in _ALEFS and characters[1] == "ل"
    return characters[::-1] if wrong else characters


def turn_back(rows: Sequence[Row]) -> None:
    """Puts the signs of a mirrored page's rows in reading order: numbers and words of other scripts are turned back.
    Some programs name a bracket by what it means, others by how it looks: there it is named by what it means."""
    outside: list[list[Sign]] = []
    for row in rows:
        if row.turned:
            continue
        leftward = runs_leftward([sign.characters for sign in row.signs])
        signs: list[Sign] = []
        for segment in _segments(row):
            if segment[0].characters == "\t":
                signs += segment
                continue
            ordered, kept = _segment(segment) if leftward else (_unmirrored(_turned(segment)), [])
            outside.append(kept)
            signs += ordered
        row.signs = signs
    if shown_as_seen(["".join(sign.characters for sign in kept) for kept in outside]):
        for sign in (sign for kept in outside for sign in kept):
            sign.characters = sign.characters.translate(MIRRORED)


def _segments(row: Row) -> Iterator[list[Sign]]:
    """The signs of a row between tabs, a call apart from the number before it: « ^10.1974 » is « 1974.^10 »."""
    segment: list[Sign] = []
    for sign in _marks_behind(row.signs):
        last = segment[-1] if segment else None
        tabbed = last is not None and "\t" in (sign.characters, last.characters)
        called = last is not None and is_raised_in(row, sign) and not is_raised_in(row, last)
        if tabbed or called:
            yield segment
            segment = []
        segment.append(sign)
    yield segment


def _segment(signs: list[Sign]) -> tuple[list[Sign], list[Sign]]:
    """Signs between tabs in reading order, and those of them that stand outside what was turned back."""
    ordered: list[Sign] = []
    outside: list[Sign] = []
    for stretch, start, end in stretches([sign.characters for sign in signs]):
        run = signs[start:end]
        ordered += _turned(run) if stretch is Stretch.TURNED else run
        outside += run if stretch is Stretch.OUTSIDE else []
    return ordered, outside


def _unmirrored(signs: list[Sign]) -> list[Sign]:
    """Signs that are written to the right, brackets around a word by what they mean: « )A( » is « (A) »."""
    string = "".join(sign.characters[:1] or " " for sign in signs)
    for word in _MIRRORED_WORD.finditer(string):
        for at in (word.start(), word.end() - 1):
            signs[at] = replace(signs[at], characters=signs[at].characters.translate(MIRRORED))
    return signs


def _turned(signs: list[Sign]) -> list[Sign]:
    """Signs in the other order, each where it stands in that."""
    if not signs:
        return []
    ends = min(sign.left for sign in signs) + max(sign.right for sign in signs)
    return [replace(sign, left=ends - sign.right, right=ends - sign.left) for sign in reversed(signs)]


def _marks_behind(signs: Sequence[Sign]) -> list[Sign]:
    """The signs, a vowel's mark behind the letter that it stands over."""
    ordered = list(signs)
    for index in range(len(ordered) - 1):
        sign, after = ordered[index], ordered[index + 1]
        middle = (sign.left + sign.right) / 2
        over = after.left - 0.1 <= middle <= after.right + 0.1
        if _is_mark(sign.characters) and over and (index == 0 or middle > ordered[index - 1].right):
            ordered[index], ordered[index + 1] = after, sign
    return ordered
