"""The numbers and bullets that Word makes itself: numbering.xml, counted paragraph by paragraph."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from lxml import etree

from .symbol_fonts import as_unicode
from .xml_names import W, is_on, value, whole

_LEVELS = 9
# The place of a number in the text of a level: `%1.`, `(%2)`.
_PLACE = re.compile(r"%([1-9])")
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"))
_ROMAN_ONES = ((9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_SUFFIXES = {"space": " ", "nothing": "", "tab": "\t"}
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщыэюя"
_ARABIC = "أبتثجحخدذرزسشصضطظعغفقكلمنهوي"
_ABJAD = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"
_CHINESE = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"  # Numerals of contracts, with 拾 and 佰.
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_HEBREW = "אבגדהוזחטיכלמנסעפצקרשת"
_HEBREW_VALUES = (400, 300, 200, 100, 90, 80, 70, 60, 50, 40, 30, 20, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1)


@dataclass(slots=True)
class _Level:
    """One level of a list."""

    text: str = ""
    form: str = "decimal"
    start: int = 1
    suffix: str = "\t"
    plain: bool = False
    """All its numbers are written in digits."""
    restart: int | None = None
    """The level after which it begins again; 0: after none."""
    font: str = ""
    style: str = ""
    """The style of paragraphs at this level."""


@dataclass(slots=True)
class _List:
    """A list: its levels, and the one whose counts it shares with others."""

    counts: str
    levels: dict[int, _Level]
    starts: dict[int, int]
    """Levels that begin with another number where the list is first used."""
    begun: bool = False


@dataclass(slots=True)
class Numbering:
    """The lists of a document, and how far each has counted."""

    lists: dict[str, _List] = field(default_factory=dict)
    counts: dict[str, list[int | None]] = field(default_factory=dict)

    @classmethod
    def of(cls, root: etree._Element | None) -> Numbering:
        """The lists that numbering.xml describes."""
        numbering = cls()
        if root is None:
            return numbering
        shapes = {element.get(f"{W}abstractNumId", ""): element for element in root.iter(f"{W}abstractNum")}
        named = {value(element, "styleLink"): key for key, element in shapes.items()}
        for element in root.iter(f"{W}num"):
            key = value(element, "abstractNumId")
            link = value(shapes.get(key), "numStyleLink")
            key = named.get(link, key) if link else key
            levels = _levels(shapes.get(key))
            starts: dict[int, int] = {}
            for override in element.iter(f"{W}lvlOverride"):
                level = whole(override.get(f"{W}ilvl"))
                if value(override, "startOverride"):
                    starts[level] = whole(value(override, "startOverride"))
                levels |= _levels(override)
            for level, start in starts.items():
                levels[level] = replace(levels.get(level, _Level()), start=start)
            numbering.lists[element.get(f"{W}numId", "")] = _List(key, levels, starts)
        return numbering

    def label(self, number: tuple[str, int] | None, style: str = "") -> tuple[str, str]:
        """The next label of a list at a level, and what stands between it and the words; nothing for no list. A level
        that isn't said is that of the paragraph's style (ECMA-376, part 1, 17.9.23)."""
        listed = self.lists.get(number[0]) if number else None
        if listed is None or number is None or number[1] >= _LEVELS:
            return "", ""
        depth = number[1]
        if depth < 0:
            depth = next((at for at, level in listed.levels.items() if style and level.style == style), 0)
        level = listed.levels.get(depth, _Level())
        counts = self.counts.setdefault(listed.counts, [None] * _LEVELS)
        if not listed.begun:
            listed.begun = True
            for at, start in listed.starts.items():
                counts[at] = start - 1
        self._count(listed, counts, depth)
        if level.form == "none" or not level.text:
            return "", ""
        if level.form == "bullet":
            return as_unicode(level.text, level.font), level.suffix
        label = _PLACE.sub(lambda place: _shown(listed, counts, int(place[1]) - 1, level), level.text)
        return label, level.suffix if label else ""

    @staticmethod
    def _count(listed: _List, counts: list[int | None], depth: int) -> None:
        """Counts a paragraph at a level; deeper levels begin again, levels above that were never used begin."""
        for above in range(depth):
            if counts[above] is None:
                counts[above] = listed.levels.get(above, _Level()).start
        before = counts[depth]
        counts[depth] = listed.levels.get(depth, _Level()).start if before is None else before + 1
        for below in range(depth + 1, _LEVELS):
            restart = listed.levels.get(below, _Level()).restart
            if restart is None or (restart and depth < restart):
                counts[below] = None


def _levels(element: etree._Element | None) -> dict[int, _Level]:
    levels: dict[int, _Level] = {}
    for child in element.iter(f"{W}lvl") if element is not None else ():
        fonts = child.find(f"{W}rPr/{W}rFonts")
        restart = child.find(f"{W}lvlRestart")
        levels[whole(child.get(f"{W}ilvl"))] = _Level(
            value(child, "lvlText"),
            _form(child),
            whole(value(child, "start"), 1),
            _SUFFIXES.get(value(child, "suff"), "\t"),
            bool(is_on(child, "isLgl")),
            None if restart is None else whole(restart.get(f"{W}val")),
            fonts.get(f"{W}ascii", "") if fonts is not None else "",
            value(child, "pStyle"),
        )
    return levels


def _form(level: etree._Element) -> str:
    """The form of a level's numbers. One that only newer versions of Word know is described by its first numbers,
    « 001, 002, 003, ... », beside the nearest one that all know: the first number stands for it."""
    forms = list(level.iter(f"{W}numFmt"))
    custom = next((form.get(f"{W}format", "") for form in forms if form.get(f"{W}val") == "custom"), "")
    known = next((form.get(f"{W}val", "") for form in forms if form.get(f"{W}val") != "custom"), "")
    first = custom.split(",")[0].strip()
    return first if first.isdecimal() else known or "decimal"


def _shown(listed: _List, counts: list[int | None], depth: int, holder: _Level) -> str:
    level = listed.levels.get(depth, _Level())
    count = counts[depth]
    return written(level.start if count is None else count, "decimal" if holder.plain else level.form)


def written(number: int, form: str) -> str:
    """A number in one of the forms that Word knows (ECMA-376, part 1, 17.18.59); in digits where it is another.
    `001` is one with as many digits at least."""
    if form.isdecimal():
        return str(number).zfill(len(form))
    return _FORMS.get(form, str)(number) if number > 0 or form in ("decimal", "decimalZero") else str(number)


def _roman(number: int) -> str:
    parts: list[str] = []
    for size, sign in (*_ROMAN, *_ROMAN_ONES):
        parts += [sign] * (number // size) if number < 10_000 else []
        number %= size
    return "".join(parts)


def _letters(alphabet: str) -> Callable[[int], str]:
    """a … z, then aa, bb."""

    def letters(number: int) -> str:
        return alphabet[(number - 1) % len(alphabet)] * min((number - 1) // len(alphabet) + 1, 30)

    return letters


def _chinese(number: int, signs: str = _CHINESE, units: str = "十百千") -> str:
    """12 → « 十二 », 105 → « 一百〇五 »."""
    if number > 9_999:
        return "".join(signs[int(digit)] for digit in str(number))
    written = ""
    for place in (3, 2, 1, 0):
        digit = number // 10**place % 10
        if digit:
            written += signs[digit] + (units[place - 1] if place else "")
        elif written and number % 10**place and not written.endswith(signs[0]):
            written += signs[0]
    # « 十二 », not « 一十二 », which only contracts write.
    return written[1:] if 10 <= number < 20 and signs is _CHINESE else written


def _hebrew(number: int) -> str:
    """The letters add up, the largest first; 15 and 16 are written 9 + 6 and 9 + 7."""
    written, rest = "", number
    for worth, letter in zip(_HEBREW_VALUES, reversed(_HEBREW), strict=True):
        written += letter * (rest // worth)
        rest %= worth
    return written.replace("יה", "טו").replace("יו", "טז")


def _digits(zero: str) -> Callable[[int], str]:
    """Numbers in the digits of another script, which follow one another from its zero."""
    return lambda number: str(number).translate({ord("0") + digit: ord(zero) + digit for digit in range(10)})


def _circled(number: int) -> str:
    return chr(ord("①") + number - 1) if number <= 20 else str(number)


def _ordinal(number: int) -> str:
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


_LATIN = "abcdefghijklmnopqrstuvwxyz"
_SYMBOLS = "*†‡§"
_FORMS: dict[str, Callable[[int], str]] = {
    "decimalZero": lambda number: f"{number:02}",
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerLetter": _letters(_LATIN),
    "upperLetter": _letters(_LATIN.upper()),
    "russianLower": _letters(_RUSSIAN),
    "russianUpper": _letters(_RUSSIAN.upper()),
    "arabicAlpha": _letters(_ARABIC),
    "arabicAbjad": _letters(_ABJAD),
    "hindiNumbers": _digits("०"),
    "thaiNumbers": _digits("๐"),
    "decimalFullWidth": _digits("０"),
    "decimalFullWidth2": _digits("０"),
    "hebrew1": _hebrew,
    "hebrew2": _letters(_HEBREW),
    "chicago": _letters(_SYMBOLS),
    "ordinal": _ordinal,
    "chineseCounting": _chinese,
    "chineseCountingThousand": _chinese,
    "taiwaneseCounting": _chinese,
    "taiwaneseCountingThousand": _chinese,
    "japaneseCounting": _chinese,
    "ideographDigital": lambda number: "".join(_CHINESE[int(digit)] for digit in str(number)),
    "ideographTraditional": _letters(_STEMS),
    "ideographZodiac": _letters(_BRANCHES),
    "chineseLegalSimplified": lambda number: _chinese(number, _LEGAL, "拾佰仟"),
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedParen": lambda number: f"({number})",
    "decimalEnclosedFullstop": lambda number: f"{number}.",
    "numberInDash": lambda number: f"- {number} -",
}
