"""Pages that are read from right to left: their signs in the order in which they are read, not in that of the page.

Such a page is looked at in a mirror: its right edge is the left one, so that all that is known of margins, indents and
columns holds for it, and signs from left to right are in reading order. Only numbers and words of other scripts are the
wrong way round then, and are turned back (Unicode Bidirectional Algorithm, UAX #9, read backwards). A glyph of several
letters (لا) stays one.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from ...core.model import Rule
from .glyphs import Drawn, Stroke
from .rows import Row, Sign

_RIGHT, _LEFT, _NUMBER, _JOINS, _OTHER = "R", "L", "N", "J", "O"
_CLASSES = {"R": _RIGHT, "AL": _RIGHT, "L": _LEFT, "EN": _NUMBER, "AN": _NUMBER, "CS": _JOINS}
_OPENING, _CLOSING = "([{«‹“", ")]}»›”"
_MIRRORED = str.maketrans(_OPENING + _CLOSING, _CLOSING + _OPENING)
_ALEFS = "اأإآ"


def is_right_to_left(page: Drawn) -> bool:
    """Most letters of the page are of a script that is written so."""
    right = left = 0
    for stroke in page.strokes:
        for _, _, characters in stroke.glyphs:
            kind = _class(characters)
            right += kind == _RIGHT
            left += kind == _LEFT
    return right > left


def mirrored(page: Drawn) -> Drawn:
    """The page with left and right changed about; turned text stays."""
    width = page.width
    strokes = [_mirrored(stroke, width) if stroke.turned == 0 else stroke for stroke in page.strokes]
    rules = [Rule(width - rule.right, rule.bottom, width - rule.left, rule.top) for rule in page.rules]
    links = [((width - box[2], box[1], width - box[0], box[3]), href) for box, href in page.links]
    return replace(page, strokes=strokes, rules=rules, links=links)


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
        leftward = any(_class(sign.characters) == _RIGHT for sign in row.signs)
        signs: list[Sign] = []
        for tabbed, group in groupby(_marks_behind(row.signs), key=lambda sign: sign.characters == "\t"):
            segment = list(group)
            if not tabbed:
                segment, kept = _segment(segment) if leftward else (_turned(segment), [])
                outside.append(kept)
            signs += segment
        row.signs = signs
    if _shown_as_seen(outside):
        for sign in (sign for kept in outside for sign in kept):
            sign.characters = sign.characters.translate(_MIRRORED)


def _segment(signs: list[Sign]) -> tuple[list[Sign], list[Sign]]:
    """Signs between tabs in reading order, and those of them that stand outside what was turned back."""
    ordered: list[Sign] = []
    outside: list[Sign] = []
    for right, group in groupby(signs, key=lambda sign: _class(sign.characters) == _RIGHT):
        run = list(group)
        if right:
            ordered += run
            continue
        for turns, piece in _runs(run):
            ordered += _turned(piece) if turns else piece
            outside += [] if turns else piece
    return ordered, outside


def _runs(signs: Sequence[Sign]) -> Iterator[tuple[bool, list[Sign]]]:
    """Stretches of signs between letters that are written to the left: those that are written to the right, and the
    blanks and punctuation around them."""
    kinds = [_class(sign.characters) for sign in signs]
    strong = [i for i, kind in enumerate(kinds) if kind in (_LEFT, _NUMBER)]
    if not strong:
        yield False, list(signs)
        return
    if _LEFT in kinds:
        first, last = _with_bracket(signs, strong[0], strong[-1])
        yield False, list(signs[:first])
        yield True, list(signs[first : last + 1])
        yield False, list(signs[last + 1 :])
        return
    at = 0
    for first, last in _numbers(kinds):
        yield False, list(signs[at:first])
        yield True, list(signs[first : last + 1])
        at = last + 1
    yield False, list(signs[at:])


def _numbers(kinds: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where numbers begin and end, one separator between two of them being theirs: « 76/181 », « 1,5 »."""
    first = -1
    for index, kind in enumerate(kinds):
        if kind == _NUMBER and first < 0:
            first = index
        within = kind == _NUMBER or (kind == _JOINS and kinds[index + 1 : index + 2] == [_NUMBER])
        if first >= 0 and not within:
            yield first, index - 1
            first = -1
    if first >= 0:
        yield first, len(kinds) - 1


def _with_bracket(signs: Sequence[Sign], first: int, last: int) -> tuple[int, int]:
    """The ends of a run with the bracket that closes one opened in it: « S/RES/2370 (2017) »."""
    inside = "".join(sign.characters for sign in signs[first : last + 1])
    if first and signs[first - 1].characters in _CLOSING and inside.count("(") > inside.count(")"):
        first -= 1
    return first, last


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
        is_mark = bool(sign.characters) and all(unicodedata.category(c) == "Mn" for c in sign.characters)
        middle = (sign.left + sign.right) / 2
        over = after.left - 0.1 <= middle <= after.right + 0.1
        if is_mark and over and (index == 0 or middle > ordered[index - 1].right):
            ordered[index], ordered[index + 1] = after, sign
    return ordered


def _shown_as_seen(groups: Sequence[Sequence[Sign]]) -> bool:
    """The file names brackets by how they look, « ) » where one opens: more pairs close before they open."""
    forward = backward = 0
    for signs in groups:
        brackets = "".join(c for sign in signs for c in sign.characters if c in _OPENING + _CLOSING)
        for first in brackets[:1]:
            forward += first in _OPENING
            backward += first in _CLOSING
    return backward > forward


def _class(characters: str) -> str:
    """How a sign is written: by its first character that says it."""
    for character in characters:
        kind = _CLASSES.get(unicodedata.bidirectional(character), _OTHER)
        if kind != _OTHER:
            return kind
    return _OTHER
