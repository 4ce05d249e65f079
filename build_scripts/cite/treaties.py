"""Volumes of treaty series: « Nations Unies, Recueil des Traités, vol. 2225, 2237 et 2241, no 39574 »."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .fold import roman
from .found import Found, Words
from .series import Series
from .vocabulary import Vocabulary

_VOLUME = re.compile(r"(?:\d{1,4}|[IVXLC]{1,8})(?!\w)")
_NUMBER = re.compile(r"(?:[IA]-)?(\d{1,6})(?!\w)")
_LEAD = re.compile(r"\.?,? ?")


def find_treaties(words: Words, series: Series, vocabulary: Vocabulary, repeated: str) -> tuple[list[Found], str]:
    """One citation for each volume, in order, and the series that was last named.

    `repeated` is the series that « Ibid., vol. … » stands for at the beginning; empty for none. The words are taken,
    those of « Ibid. », too.
    """
    found: list[Found] = []
    named = [(match, series.treaty_of[match[0]]) for match in series.treaty_words.finditer(words.string)]
    again = [(match, "") for match in vocabulary.ibid.finditer(words.string)]
    current = repeated
    for match, key in sorted((*named, *again), key=lambda pair: pair[0].start()):
        current = key or current
        lead = _LEAD.match(words.string, match.end())
        assert lead is not None
        volumes = list(_volumes(words.string, lead.end(), vocabulary)) if current else []
        if volumes and words.free(match.start(), volumes[-1][1]):
            found += _cited(words.string, current, volumes, vocabulary)
            words.take(match.start(), found[-1].after)
    return found, current if found else ""


def _volumes(string: str, position: int, vocabulary: Vocabulary) -> Iterator[tuple[int, int, str]]:
    """Start, end and number of each volume; the first with its word « vol. »."""
    word = vocabulary.volume.match(string, position)
    start = position
    while word and (number := _VOLUME.match(string, word.end())):
        yield start, number.end(), number[0] if number[0].isdecimal() else str(roman(number[0]))
        word = _join(string, number.end(), vocabulary)
        start = word.end() if word else 0


def _join(string: str, position: int, vocabulary: Vocabulary) -> re.Match[str] | None:
    for length in range(1, 8):
        gap = string[position : position + length]
        if string[position + length : position + length + 1].isdigit() and vocabulary.joins.fullmatch(gap):
            return re.compile(re.escape(gap)).match(string, position)
    return None


def _cited(string: str, key: str, volumes: list[tuple[int, int, str]], vocabulary: Vocabulary) -> list[Found]:
    end = volumes[-1][1]
    numbers: list[tuple[int, int, str]] = []
    position = end
    lead = vocabulary.treaty_number.match(string, position)
    while lead and (number := _NUMBER.match(string, lead.end())):
        numbers.append((number.start(), number.end(), number[1]))
        position = number.end()
        lead = vocabulary.ranges.match(string, position) or _join(string, position, vocabulary)
    if (
        not numbers
        and (lead := vocabulary.treaty_page.match(string, end))
        and (page := _NUMBER.match(string, lead.end()))
    ):
        numbers.append((page.start(), page.end(), f"p.{page[1]}"))
        position = page.end()
    tail = f"/{numbers[0][2]}" if numbers else ""
    start, stop, volume = volumes[0]
    if len(volumes) == 1:
        stop = numbers[0][1] if numbers else stop
    found = [Found(start, stop, f"{key}/{volume}{tail}", position, start)]
    found += [Found(start, stop, f"{key}/{volume}{tail}", position, start) for start, stop, volume in volumes[1:]]
    if len(volumes) == 1:
        found += [
            Found(start, stop, f"{key}/{volume}/{number}", position, start) for start, stop, number in numbers[1:]
        ]
    return found
