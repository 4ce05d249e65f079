"""The order in which a line of Arabic is read, told from that in which it stands on the page.

Numbers and words of other scripts are turned about in such a line (Unicode Bidirectional Algorithm, UAX #9, read
backwards).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from enum import Enum
from itertools import groupby

_RIGHT, _LEFT, _NUMBER, _JOINS, _OTHER = "R", "L", "N", "J", "O"
_CLASSES = {"R": _RIGHT, "AL": _RIGHT, "L": _LEFT, "EN": _NUMBER, "AN": _NUMBER, "CS": _JOINS}
_OPENING, _CLOSING = "([{«‹“", ")]}»›”"
MIRRORED = str.maketrans(_OPENING + _CLOSING, _CLOSING + _OPENING)
"""A bracket by what it means, from how it looks, and the other way round."""
_STOPS = ".,:;،؛"
# The label of a note before what is written to the right, at the right of the line: `* `, `(1) `, `1- `; not `(2017) `.
_LABEL = re.compile(r"(?:\*{1,4}|[()]\d{1,3}[()]|\d{1,3} ?[-–.])\s")
# The day of a date that stands behind the year on a line from right to left, which is told from the right:
# `51 4202 yluJ`; not `4202 yluJ 51`.
_DAY = re.compile(r"\d{1,2}\s(?=\d{4}\s[^\W\d_]{3,}$)")


def runs_leftward(signs: Sequence[str]) -> bool:
    """A line, told from right to left, is also read so: it has letters that are, or its full stop stands at the left,
    « .A/79/150 * », or the day of its date at the right, « July 2024 15 »."""
    kinds = [_class(sign) for sign in signs]
    words = "".join(signs).rstrip()
    stopped = len(words) > 1 and words[-1] in _STOPS and words[-2].isalnum()
    return _RIGHT in kinds or (_LEFT in kinds and (stopped or _DAY.match(words) is not None))


def is_leftward(characters: str) -> bool:
    """A sign is a letter that is written to the left."""
    return _class(characters) == _RIGHT


def is_rightward(characters: str) -> bool:
    """A sign is a letter that is written to the right."""
    return _class(characters) == _LEFT


class Stretch(Enum):
    """What signs of a line of Arabic are, told from right to left."""

    RIGHT = "letters that are written to the left"
    TURNED = "a number or words that are written to the right, and stand the other way round"
    OUTSIDE = "blanks and punctuation around those"


def stretches(signs: Sequence[str]) -> Iterator[tuple[Stretch, int, int]]:
    """The signs of a line, as they stand on the page from right to left, in stretches: what each is, its start and end.

    What is turned about in itself is then in the order in which it is read.
    """
    at = 0
    for right, group in groupby(signs, key=lambda sign: _class(sign) == _RIGHT):
        run = list(group)
        if right:
            yield Stretch.RIGHT, at, at + len(run)
        else:
            for turns, first, last in _runs(run, labelled=at == 0):
                if last > first:
                    yield Stretch.TURNED if turns else Stretch.OUTSIDE, at + first, at + last
        at += len(run)


def _runs(signs: Sequence[str], *, labelled: bool) -> Iterator[tuple[bool, int, int]]:
    """Stretches of signs between letters that are written to the left: those that are written to the right, and the
    blanks and punctuation around them. A line may begin with the label of a note or the day of a date, which aren't one
    with what follows."""
    told = "".join(sign[:1] for sign in signs)
    label = (_LABEL.match(told) or _DAY.match(told)) if labelled else None
    begun = label.end() if label else 0
    at = 0
    for first, last in (*_written_right(signs[:begun], 0), *_written_right(signs[begun:], begun)):
        yield False, at, first
        yield True, first, last
        at = last
    yield False, at, len(signs)


def _written_right(signs: Sequence[str], offset: int) -> Iterator[tuple[int, int]]:
    kinds = [_class(sign) for sign in signs]
    if _LEFT in kinds:
        strong = [i for i, kind in enumerate(kinds) if kind in (_LEFT, _NUMBER)]
        first, last = _with_bracket(signs, strong[0], strong[-1])
        yield offset + first, offset + last + 1
    else:
        for first, last in _numbers(kinds):
            yield offset + first, offset + last + 1


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


def _with_bracket(signs: Sequence[str], first: int, last: int) -> tuple[int, int]:
    """The ends of a run with the bracket that closes one opened in it: « S/RES/2370 (2017) »."""
    inside = "".join(signs[first : last + 1])
    if first and signs[first - 1] in _CLOSING and inside.count("(") > inside.count(")"):
        first -= 1
    return first, last


def shown_as_seen(groups: Sequence[str]) -> bool:
    """A text names brackets by how they look, « ) » where one opens: more pairs close before they open."""
    forward = backward = 0
    for signs in groups:
        for first in [sign for sign in signs if sign in _OPENING + _CLOSING][:1]:
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
