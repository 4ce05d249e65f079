"""Texts gathered from stretches of the source, and lines joined to the text of a paragraph."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection
from functools import cache

from ..core.data_files import either
from ..core.language import language, languages
from ..core.model import Source, Text
from ..core.text import EMPTY, join
from .lines import CONTROL

SOFT_HYPHEN = "\u00ad"
# What a text doesn't take over as it stands, more than one space, another white space, a control character: `a  b`,
# `a\nb`, `a\u200bb`; not `a b`.
_IRREGULAR = re.compile(rf"\s{{2,}}|[^\S ]|{CONTROL.pattern}")


# A character of Chinese or of its punctuation, beside which no line's end is a space: `议`, `，`, `（`; not `a`, `«`.
_CHINESE = re.compile("[\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uff65]")

# Where the end of a line breaks a number amid Chinese, the end of what stands before it: `9月2`, `占1,2`; not `月`.
_FIGURES_BEFORE = re.compile(r"[\u3400-\u9fff][\d.,]*\d\Z")
# And the start of what stands behind it: `9日地震`, `23段`; not `日`, `9 the`.
_FIGURES_AFTER = re.compile(r"\d[\d.,]*[\u3400-\u9fff]")
_LONGEST_NUMBER = 16


def gather(source: Source, start: int, end: int) -> Text:
    """The text of a stretch of the source: white space collapsed, control characters left out (`layout.controls`). No
    space stands for the end of a line beside Chinese."""
    string = source.string
    while start < end and string[start].isspace():
        start += 1
    while end > start and string[end - 1].isspace():
        end -= 1
    stretch = string[start:end]
    if stretch.isprintable() and "  " not in stretch:
        return Text(stretch, ((0, start),)) if stretch else EMPTY
    pieces: list[str] = []
    places: list[tuple[int, int]] = []
    length, at = 0, start
    for irregular in [*_IRREGULAR.finditer(string, start, end), None]:
        stop = irregular.start() if irregular else end
        if stop > at:
            places.append((length, at))
            pieces.append(string[at:stop])
            length += stop - at
        if irregular:
            if _is_space(irregular) and (not pieces or pieces[-1][-1] != " "):
                pieces.append(" ")
                length += 1
            at = irregular.end()
    return Text("".join(pieces), tuple(places)) if places else EMPTY


def _is_space(irregular: re.Match[str]) -> bool:
    """White space that the text shows."""
    if not irregular[0].isspace():
        return False
    string, (start, end) = irregular.string, irregular.span()
    return "\n" not in irregular[0] or not is_closed_up(
        string[max(start - _LONGEST_NUMBER, 0) : start], string[end : end + _LONGEST_NUMBER]
    )


def is_closed_up(before: str, after: str) -> bool:
    """No space stands for the end of the line between two texts: Chinese has none between its words, and programs break
    its lines between the figures of a number, too."""
    if _CHINESE.match(before[-1:]) or _CHINESE.match(after[:1]):
        return True
    return bool(_FIGURES_AFTER.match(after) and _FIGURES_BEFORE.search(before[-_LONGEST_NUMBER:]))


def position_at(text: Text, place: int) -> int:
    """The position in a text of the first character at or behind an offset of the source."""
    index = bisect_right(text.places, place, key=lambda pair: pair[1]) - 1
    if index < 0:
        return 0
    position, start = text.places[index]
    following = text.places[index + 1][0] if index + 1 < len(text.places) else len(text.string)
    return min(position + place - start, following)


@cache
def _suspended() -> re.Pattern[str]:
    """A hyphen ends a line where a compound was broken; « inter- et intrarégionale » keeps its space, in any language:
    names and titles stand in all."""
    return re.compile(rf"{either(word for code in languages() for word in language(code).suspended)}\b")


def join_lines(texts: list[Text], soft: Collection[int] = ()) -> Text:
    """The lines of a paragraph as one text; a compound broken at its hyphen (« Pays-/Bas », « COVID-/19 ») is closed
    up, and so are a range broken at its dash (« 2024–/2034 ») and a word after whose lines (`soft`, by index) a soft
    hyphen stands."""
    groups: list[list[Text]] = []
    for index, text in enumerate(texts):
        before = groups[-1][-1].string if groups else ""
        broken = (
            len(before) > 1
            and before[-1] in "-‐\u2011–"
            and before[-2].isalnum()
            and text.string[:1].isalnum()
            and not _suspended().match(text.string)
        )
        # The number of a note alone on its line stays apart from its text.
        numbered = before.isdecimal() and index == 1
        if broken or (groups and not numbered and (index - 1 in soft or is_closed_up(before, text.string))):
            groups[-1].append(text)
        else:
            groups.append([text])
    return join(join(group, "") if len(group) > 1 else group[0] for group in groups)
