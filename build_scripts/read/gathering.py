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
# A symbol up to one of its strokes, with letters of Cyrillic that look Latin: `see CEDAW/C/`, `(A/C.3/76/`; not
# `and/`, `A/RES/76/181, 2/`, `www.un.org/en/`.
_SYMBOL_BEGUN = re.compile(r"(?<![A-Za-z\d/.@-])[A-ZА-Я][A-ZА-Я\d.()-]{0,20}/(?:[A-Za-zА-Я\d.()-]{1,20}/){0,6}$")
# A symbol that may go on with a stroke: `A/C.3/76`, `S/2024`; not `and`, `2024`.
_SYMBOL = re.compile(r"(?<![A-Za-z\d/.@-])[A-ZА-Я][A-ZА-Я\d.()-]{0,20}(?:/[A-Za-zА-Я\d.()-]{1,20}){1,6}$")
# What goes on with it: `SR.1737`, `76/181`, `Add.1`, `(02)`; not `Report of`, `and`.
_SYMBOL_GOES_ON = re.compile(r"\d|\(\d|[A-ZА-Я]{1,8}(?=[./\d-])|[A-Z][a-z]{2,5}\.\d")
# An address up to a stroke, or to any place where it may go on: `https://www.un.org/en/`, `www.un.org`; not `un.org`.
_ADDRESS_BEGUN = re.compile(r"(?<![A-Za-z\d/.@-])(?:https?://|www\.)[^\s<>«»“”]{3,200}$")
# What goes on with an address behind its stroke and is no word of a sentence: `docs/2024/index`, `index.html`,
# `view?id=3`, `media_centre`; not `and/or`, `documents`, `2024.`.
_ADDRESS_GOES_ON = re.compile(
    r"[\w%~-]+(?:/[\w.%~-]+){2}|[\w%~./-]*(?:\w\.(?:html?|s?html|pdf|aspx?|php|docx?|xlsx?)\b|[=&?_](?=\w))"
)
_LOOKED_AT = 240
"""Characters before a line's end in which an address or a symbol begins."""

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
    before, after = string[max(start - _LOOKED_AT, 0) : start], string[end : end + _LOOKED_AT]
    return "\n" not in irregular[0] or not is_closed_up(before, after)


def is_closed_up(before: str, after: str) -> bool:
    """No space stands for the end of the line between two texts: Chinese has none between its words, and programs break
    its lines between the figures of a number, too; a symbol or an address is broken beside its strokes."""
    if _CHINESE.match(before[-1:]) or _CHINESE.match(after[:1]):
        return True
    if _FIGURES_AFTER.match(after) and _FIGURES_BEFORE.search(before[-_LONGEST_NUMBER:]):
        return True
    return _is_broken_at_stroke(before, after)


def _is_broken_at_stroke(before: str, after: str) -> bool:
    """« CEDAW/C/⏎SR.1737 », « A/C.3/76⏎/L.10 », « https://www.un.org/en/⏎docs/2024/list »; not « A/76/463/⏎Report »."""
    before = before[-_LOOKED_AT:]
    if before.endswith("/"):
        begun = _SYMBOL_BEGUN.search(before)
        if begun and _SYMBOL_GOES_ON.match(after):
            return any(map(str.isdigit, begun[0] + after.split(maxsplit=1)[0]))
        return bool(_ADDRESS_GOES_ON.match(after) and _ADDRESS_BEGUN.search(before))
    if after[:1] != "/" or not after[1:2].isalnum():
        return False
    return bool(_SYMBOL.search(before) or _ADDRESS_BEGUN.search(before))


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
