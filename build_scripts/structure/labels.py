"""Printed labels and the order they stand in: `12.`, `a)`, `iv)`, `III.`, `35.1`, `4 bis.`"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import IntEnum
from functools import cache

from ..core import list_letters, numbers
from ..core.anchor_names import INSERTION, insertion
from ..core.data_files import either
from ..core.language import language, languages
from ..core.signs import BULLETS, RAISED_DIGITS

# A roman numeral of either case, where it is the whole: `XIV`, `iv`, `MCM`; not `A`.
ROMAN = re.compile(r"(?=[MDCLXVI])M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})", re.I | re.A)
_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}

_INSERTED = rf"{INSERTION}?"
_NAMES = {name: chr(65 + place) for code in languages() for place, name in enumerate(language(code).letter_names)}
"""Capitals by their names, with which Arabic writes them: « ألف » is A."""
_CHINESE = r"[\u4e00-\u9fff]"
_CHINESE_NUMERAL = "[一二三四五六七八九十]{1,3}"
_STEMS = "[甲乙丙丁戊己庚辛壬癸]"
_TITLE_CASE = r"(?!\d)[^\W_a-zа-яё][a-zà-ÿа-яё]"  # `Le`, `Ко`; not `A/`, `le`.
# The label of a paragraph: `12. Le`, in Arabic `12 - و`, in Chinese `12.大会`, `1.2011年`, `4 bis. Le`, `35.1. Le`,
# `35.1 Le`, `4.2.2.1.1. Le`, `29A.1 Le`, `IS1.1 Le`, `4-бис. О`, `4之二. 大`, in Arabic `2-26 و`, `29 ألف-1 و`, and
# where its tab is lost, `12.Le`; not `12 Le`, `35.1 le`, `12.`, `a) le`, `1.A/1`.
PARAGRAPH = re.compile(
    rf"(\d{{1,3}}(?:\.\d{{1,3}}){{0,6}}{_INSERTED}) ?"
    rf"(?:\.\s+(?=\S)|\.(?={_TITLE_CASE})|[.．、]\s*(?=[《“]?{_CHINESE}|\d{{4}} ?年)"
    rf"|[-–—]\s+(?=[\"“”«(]?[\u0600-\u06ff]))"
    rf"|((?:[A-Z]{{2}}\d|\d{{1,2}}[A-Z]|\d{{1,3}})(?:\.\d{{1,3}}){{1,6}}{_INSERTED})\s+(?=[^\W\da-z])"
    rf"|(\d{{1,3}}(?: ?{either(_NAMES)})?(?:-\d{{1,3}}){{1,3}})\s+(?=[\u0621-\u064a])"
)
# What ends the number of an inserted paragraph: ` bis`, `-бис`, `之二`; not `a`.
_INSERTION = re.compile(INSERTION)
# A capital by its name behind a number: ` ألف`, `باء`; not ` A`.
_NAME = re.compile(rf" ?({either(_NAMES)})")


def paragraph_number(label: re.Match[str]) -> str:
    """The number that a label of `PARAGRAPH` prints, as Latin scripts write it: « 4之二 » is 4 bis. Arabic parts with a
    hyphen what other languages part with a full stop: « 2-26 » is 2.26, « 29 ألف-1 » 29A.1."""
    if label[3]:
        return _NAME.sub(lambda name: _NAMES[name[1]], label[3]).replace("-", ".")
    return _INSERTION.sub(lambda behind: f" {insertion(behind[0])}", label[1] or label[2])


# The quotation marks in which Arabic sets the numbers of its second rank: `'1'`, `‘2’`, `"3"`; not `1`.
_QUOTED = r"['‘’\"“”«»]"
# The label of an item: `a) le`, `(iv) le`, `2) le`, `iv. le`, `(أ) تقرر`, `‘1’ تقرر`, `б) принять`, `(一)审议`,
# `㈠ 审议`; not `a. le`, `a)le`, `A) le`, `‘1’ le`.
ITEM = re.compile(
    rf"(?:[(（]|{_QUOTED}(?=\d{{1,2}}{_QUOTED}\s+[\u0600-\u06ff]))?"
    rf"((?:[a-z]{{1,5}}|[^\W\d_A-Za-z]ـ?|{_CHINESE_NUMERAL}|\d{{1,2}})(?=[)）])"
    rf"|[ivx]{{1,5}}(?=\.)|[㈠-㈩]|(?<={_QUOTED})\d{{1,2}}(?={_QUOTED}\s+[\u0600-\u06ff]))[).）'‘’\"“”«»]?"
    rf"(?:\s+(?=\S)|(?<=[)）㈠-㈩])(?=[《“]?{_CHINESE}))"
)
# The label of an item with a letter and a full stop, or in Arabic a stroke, which only an item of a list has, or one of
# the third rank: `a. le`, `bb. le`, `а. закон`, `أ - القانون`; not `M. le`, `art. 5`, `А. Иванов`.
IN_LIST = re.compile(r"^([a-z]{1,2}|[а-яα-ω]|[\u0621-\u064a]ـ?)(?:\.\s+|\s?[-–]\s+(?=[\u0600-\u06ff]))(?=\S)")
# A bullet: `• le`, `– le`; not `•le`.
BULLET = re.compile(rf"[*{BULLETS}]\s+(?=\S)")


# The label of a heading whose tab is lost: `A.Введение`, `II.Title`; not `A. Title`, `A.B.`.
GLUED = re.compile(rf"(?P<printed>[IVXLC]+|[A-Z]|[А-ЯІ])\.(?={_TITLE_CASE}|{_CHINESE})")


def heading(string: str) -> re.Match[str] | None:
    """The label of a heading that begins a line, in group `printed`: `III. Titre`, `B. Titre`, `1. Titre`, `a) titre`,
    `ii) titre`, `II – Titre`, `أولا - مقدمة`, `أولاً- مقدمة`, `ألف - مقدمة`, `一、导言`; not `III Titre`, `12 – Le`."""
    return _heading().match(string)


# The label of a heading that stands in brackets, as several languages have their fourth and fifth rank: `(a) Title`,
# `(ii) Title`, `(б) Заголовок`, `(أ) عنوان`, `（一）标题`; not `a) Titre`, `(1) Title`, `(A) Title`.
IN_BRACKETS = re.compile(
    rf"[(（]?(?P<printed>(?<=[(（])(?:[a-zа-я]|[ivx]{{2,5}}|[\u0621-\u064a]\u0640?)(?=[)）])|[(（]{_CHINESE_NUMERAL}[)）])[)）]?"
    rf"(?:\s+|(?={_CHINESE}))(?=\S)"
)


@cache
def _heading() -> re.Pattern[str]:
    """Where headings are numbered with words, those of the data."""
    words = [
        f"{numbers.pattern(code)}|{either(language(code).letter_names)}"
        for code in languages()
        if language(code).letter_names
    ]
    arabic = "|".join(words) or "(?!)"
    return re.compile(
        rf"(?P<printed>[IVXLC]+|[A-Z]|[А-ЯІ]|\d{{1,3}}|[a-z]|(?:[а-я]|[ivx]{{2,5}})(?=\))|(?:{_CHINESE_NUMERAL}|{_STEMS})(?=\s?[.．、])"
        rf"|[IVXLC]+(?=\s+[-–—]\s)|(?:{arabic})(?=\s?[-–—]\s)|\d{{1,3}}(?=\s?[-–—]\s+[\u0600-\u06ff]))"
        rf"(?:\s?[.)．]\s+|\s?[.．、]\s*(?=[《“]?{_CHINESE})|(?<=[\u0600-\u06ff])\s?[-–—]\s+"
        rf"|(?<=\d)\s?[-–—]\s+(?=[\u0600-\u06ff])|(?<=[IVXLC])\s+[-–—]\s+)(?=\S)"
    )


# A letter of Arabic: `أ`, `هـ`; not `a`, `٢`.
_ARABIC_LETTER = re.compile("[\u0621-\u064a]")
_LETTERS_FIRST = ("C", "D", "L", "M")
_PLAIN = str.maketrans(RAISED_DIGITS, "0123456789")


class Rank(IntEnum):
    """How deep a kind of heading number stands, by the editorial manual: parts, chapters and sections (see
    `chapters`), then I, A, 1, (a), (i)."""

    PART = 0
    CHAPTER = 1
    SECTION = 2
    ROMAN = 3
    CAPITAL = 4
    ARABIC = 5
    SMALL = 6
    SMALL_ROMAN = 7


@dataclass(frozen=True, slots=True)
class Ordinal:
    """A reading of a label: « C » is the third letter, or a hundred in roman numerals."""

    rank: Rank
    value: int
    lettered: bool = False
    """The number of a part or chapter that is a letter, « Part A »."""


def digits(printed: str) -> str:
    """Raised digits (« ³ ») as plain ones."""
    return printed.translate(_PLAIN)


def roman(label: str) -> int:
    """The value of a roman numeral of either case; 0 of anything else."""
    if not label or not ROMAN.fullmatch(label):
        return 0
    values = [_VALUES[c] for c in label.upper()]
    return sum(-v if v < after else v for v, after in zip(values, [*values[1:], 0], strict=True))


def letter(label: str) -> int:
    """The place of a letter, a = 1; doubled letters go on, aa = 27; 0 of anything else."""
    if label and label.isalpha() and label.isascii() and len(set(label.lower())) == 1:
        return ord(label[0].lower()) - 96 + 26 * (len(label) - 1)
    return 0


def heading_readings(label: str) -> tuple[Ordinal, ...]:
    """What a heading's label without a word can mean (see `chapters` for « Chapitre II »)."""
    if label.isdecimal():
        return (Ordinal(Rank.ARABIC, int(label)),)
    if in_words := _in_words(label):
        return in_words
    # Arabic writes capitals as words, « ألف ».
    if label.islower() or _ARABIC_LETTER.match(label):
        places = (letter(label),) if label.isascii() else list_letters.places().get(label, (1,))
        numeral = roman(label)
        small = [Ordinal(Rank.SMALL, place) for place in places if place]
        return (*small, *([Ordinal(Rank.SMALL_ROMAN, numeral)] if numeral else []))
    if not label.isascii():
        readings = [Ordinal(Rank.CAPITAL, place) for place in list_letters.places().get(label.lower(), ())]
        alike = [latin for place in readings if (latin := roman(chr(64 + place.value)))]
        return (*readings, *(Ordinal(Rank.ROMAN, value) for value in alike)) or (Ordinal(Rank.CAPITAL, 1),)
    readings = []
    if value := roman(label):
        readings.append(Ordinal(Rank.ROMAN, value))
    if len(label) == 1:
        readings.append(Ordinal(Rank.CAPITAL, letter(label)))
    # No document has fifty sections: C, D, L and M are letters first.
    return tuple(readings[::-1] if label in _LETTERS_FIRST else readings)


@cache
def _in_words(label: str) -> tuple[Ordinal, ...]:
    """The readings of a heading's number in words: « ثالثا », « باء », 三, and below that （三）; none of another."""
    if label.startswith(("(", "（")):
        return tuple(Ordinal(Rank.SMALL_ROMAN, reading.value) for reading in _in_words(label[1:-1]))
    for code in languages():
        spoken = language(code)
        if label in spoken.letter_names:
            return (Ordinal(Rank.CAPITAL, spoken.letter_names.index(label) + 1),)
        worded = (spoken.letter_names or not spoken.words_apart) and not label.isascii()
        if worded and (value := numbers.value_of(label, code)):
            return (Ordinal(Rank.ROMAN, value),)
    return ()


def item_readings(label: str) -> tuple[tuple[str, int], ...]:
    """What an item's label can mean: (style, value), style `letter`, `roman` or `arabic`. What Chinese numbers stands
    where other languages have roman numerals."""
    if label.isdecimal():
        return (("arabic", int(label)),)
    if not label.isascii():
        plain = unicodedata.normalize("NFKC", label).strip("()")
        value = max(numbers.value_of(plain, code) for code in languages() if not language(code).words_apart)
        return (
            (("roman", value),) if value else tuple(("letter", place) for place in list_letters.places().get(label, ()))
        )
    readings = [("letter", letter(label))] if letter(label) else []
    if value := roman(label):
        readings.append(("roman", value))
    return tuple(readings)


DOTTED = "dotted letter"
"""The style of the third rank: « a. » below « (i) » below « (a) »."""


def latin(style: str, value: int) -> str:
    """An item's label as anchors have it, of the n-th letter or numeral of any alphabet: « b », « ii », « 2 »."""
    if style in ("letter", DOTTED):
        return chr(96 + (value - 1) % 26 + 1) * ((value - 1) // 26 + 1)
    return numbers.roman_numeral(value).lower() if style == "roman" else str(value)
