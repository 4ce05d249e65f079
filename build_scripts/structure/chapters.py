"""Parts, chapters and sections of a report: headings whose number stands with a word, « Première partie »,
« Chapter II », « 第三节 ».

The words stand in data/languages/*/structure.toml. As the editorial manual ranks them, a part holds chapters, and a
chapter sections; each stands above I and A.
"""

from __future__ import annotations

import re

from ..core import numbers
from . import labels
from .labels import Ordinal, Rank
from .structure_words import Vocabulary, number_in

_RANKS = {"part": Rank.PART, "chapter": Rank.CHAPTER, "section": Rank.SECTION}
# The digits of an ordinal: `2` of `2e`, `3` of `3-я`.
_DIGITS = re.compile(r"\d+")


def division(string: str, words: Vocabulary) -> re.Match[str] | None:
    """The label of a division that begins a line; what follows the match is its title."""
    return next((label for _, pattern in words.divisions if (label := pattern.match(string))), None)


def division_named(string: str, words: Vocabulary) -> str:
    """`part`, `chapter` or `section`, by the word of the label that begins a line; empty where there is none."""
    return next((name for name, pattern in words.divisions if pattern.match(string)), "")


def heading_readings(printed: str, words: Vocabulary) -> tuple[Ordinal, ...]:
    """What the label of a heading can mean, « Part C » as « III. »: the third part or the hundredth."""
    for name, pattern in words.divisions:
        if label := pattern.fullmatch(printed):
            return _readings(number_in(label), _RANKS[name], words)
    return labels.heading_readings(printed)


def _readings(number: str, rank: Rank, words: Vocabulary) -> tuple[Ordinal, ...]:
    digits = _DIGITS.match(number)
    if value := int(digits[0]) if digits else numbers.value_of(number, words.language):
        return (Ordinal(rank, value),)
    return tuple(
        Ordinal(rank, reading.value, lettered=reading.rank is Rank.CAPITAL)
        for reading in labels.heading_readings(number)
    )
