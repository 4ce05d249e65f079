"""Volumes of treaty series: « Nations Unies, Recueil des Traités, vol. 2225, 2237 et 2241, no 39574 »,
« vol. 999, no 14668, et vol. 1577, no 27531 »."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .citing_words import Vocabulary
from .findings import CitationSpan, Words
from .folding import roman
from .series import Series

# The number of a volume: `2225`, `XIV`; not `12A`.
_VOLUME = re.compile(r"(?:\d{1,4}|[IVXLC]{1,8})(?![A-Za-z0-9])")
# The number of a treaty, or of a page: `39574`, `I-39574`; not `39574B`.
_NUMBER = re.compile(r"(?:[IA]-)?(\d{1,6})(?![A-Za-z0-9])")
# Between the name of a series and the word for its volume: `, vol. 2225`, `. vol. 2225`.
_LEAD = re.compile(r"\.?[,،，]? ?")
_OWNER = re.compile(r"(?:^|[.;:(\[«“\"] ?|(?<![\w-])[a-zà-ÿа-яё']+[ '])$")
"""What may stand before a name that doesn't say whose series it is: `dans le `, `(`, `: `; not `Conseil de l'Europe, `,
`European `, whose series are others."""
_LONGEST_GAP = 8


@dataclass(frozen=True, slots=True)
class _Numeral:
    start: int
    end: int
    value: str


@dataclass(frozen=True, slots=True)
class _Entry:
    """Volumes with the numbers, or the page, of what they hold."""

    volumes: tuple[_Numeral, ...]
    """The first begins with its word « vol. »."""
    numbers: tuple[_Numeral, ...]
    end: int


def find_treaties(
    words: Words, series: Series, vocabulary: Vocabulary, repeated: str
) -> tuple[list[CitationSpan], str]:
    """One citation for each volume, in order, and the series that was last named.

    `repeated` is the series that « Ibid., vol. … » stands for at the beginning; empty for none. The words are taken,
    those of « Ibid. », too.
    """
    if not repeated and not any(map(words.string.__contains__, series.treaty_signs)):
        return [], ""
    citations: list[CitationSpan] = []
    named = [
        (match, series.treaty_of[match[0]])
        for match in series.treaty_words.finditer(words.string)
        if match[0] not in series.treaty_bare or _unowned(words.string, match.start(), vocabulary)
    ]
    if not named and not repeated:
        return [], ""
    again = [(match, "") for match in vocabulary.ibid.finditer(words.string)]
    current = repeated
    for match, key in sorted((*named, *again), key=lambda pair: pair[0].start()):
        current = key or current
        lead = _LEAD.match(words.string, match.end())
        assert lead is not None
        entries = list(_entries(words.string, lead.end(), vocabulary)) if current else []
        if entries and words.free(match.start(), entries[-1].end):
            for entry in entries:
                citations += _cited(current, entry)
            words.take(match.start(), entries[-1].end)
    return citations, current if citations else ""


def _unowned(string: str, start: int, vocabulary: Vocabulary) -> bool:
    before = string[max(0, start - 60) : start]
    return bool(_OWNER.search(before) or vocabulary.see.search(before))


def _entries(string: str, position: int, vocabulary: Vocabulary) -> Iterator[_Entry]:
    word = vocabulary.volume.match(string, position)
    while word:
        volumes = tuple(_list(string, word, _VOLUME, vocabulary))
        if not volumes:
            return
        volumes = (_Numeral(word.start(), volumes[0].end, volumes[0].value), *volumes[1:])
        end = volumes[-1].end
        lead = vocabulary.treaty_number.match(string, end)
        numbers = tuple(_list(string, lead, _NUMBER, vocabulary)) if lead else ()
        end = numbers[-1].end if numbers else end
        page = vocabulary.treaty_page.match(string, end)
        pages = tuple(_list(string, page, _NUMBER, vocabulary)) if page else ()
        if pages and not numbers:
            numbers = (_Numeral(pages[0].start, pages[0].end, f"p.{pages[0].value}"),)
        end = pages[-1].end if pages else end
        yield _Entry(volumes, numbers, end)
        word = _joined(string, end, vocabulary.volume, vocabulary)


def _list(string: str, lead: re.Match[str], numeral: re.Pattern[str], vocabulary: Vocabulary) -> Iterator[_Numeral]:
    """The numbers behind a word, joined or as a range."""
    match = numeral.match(string, lead.end())
    while match and not _is_volume(string, match, numeral, vocabulary):
        value = match[match.lastindex or 0]
        yield _Numeral(match.start(), match.end(), value if value.isdecimal() else str(roman(value)))
        match = _joined(string, match.end(), numeral, vocabulary)


def _is_volume(string: str, match: re.Match[str], numeral: re.Pattern[str], vocabulary: Vocabulary) -> bool:
    """Whether a number in a list of others is the next volume, which the word behind it says: 第1577卷."""
    behind = vocabulary.treaty_behind_volume.match(string, match.end())
    return numeral is _NUMBER and bool(behind and behind[0])


def _joined(string: str, position: int, item: re.Pattern[str], vocabulary: Vocabulary) -> re.Match[str] | None:
    """An item behind words that join it to what ends here, or make the two a range."""
    behind = vocabulary.treaty_behind_number.match(string, position)
    start = behind.end() if behind else position
    for length in range(1, min(_LONGEST_GAP, len(string) - start) + 1):
        gap = string[start : start + length].replace("；", "，").replace(" ;", ";")
        further = gap[1:] if gap[0] in ",，" else gap  # « 第14668号，和第1577卷 »
        if any(
            join.fullmatch(words) for join in (vocabulary.joins, vocabulary.ranges) for words in (gap, further)
        ) and (match := item.match(string, start + length)):
            return match
    return None


def _cited(key: str, entry: _Entry) -> Iterator[CitationSpan]:
    """A number belongs to every volume, of several numbers of one volume each to it; of as many numbers as volumes
    each to its own, « vol. 999 et 1577, nos 14668 et 27531 », and with fewer or more it can't be told to which."""
    several = len(entry.volumes) > 1
    shared = [number.value for number in entry.numbers]
    paired = several and len(shared) == len(entry.volumes)
    sure = paired or not several or len(shared) == 1
    for index, volume in enumerate(entry.volumes):
        tail = f"/{shared[index if paired else 0]}" if shared and sure else ""
        end = entry.numbers[0].end if entry.numbers and not several else volume.end
        after = entry.end if not index else end
        yield CitationSpan(volume.start, end, f"{key}/{volume.value}{tail}", after, volume.start)
    for number in () if several else entry.numbers[1:]:
        yield CitationSpan(
            number.start, number.end, f"{key}/{entry.volumes[0].value}/{number.value}", number.end, number.start
        )
