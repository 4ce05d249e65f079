"""Printed labels at the start of a line, and the numbers that a text has reached as its lines are read: of paragraphs,
of headings I, A, 1, and of notes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from string import ascii_uppercase

from ..core import list_letters, numbers
from ..core.anchor_names import INSERTION
from ..core.data_files import either
from ..core.language import language, languages
from ..core.signs import NOTE_SIGNS, RAISED_DIGITS

_IDEOGRAPH = r"[\u4e00-\u9fff]"
_CHINESE_NUMERAL = "[一二三四五六七八九十]{1,3}"
_RANKS_IN_WORDS = "|".join(
    f"{numbers.pattern(code)}|{either(language(code).letter_names)}"
    for code in languages()
    if language(code).letter_names
)
_MONTHS = {month for code in languages() for month in language(code).months}
# What Arabic writes for the letter of a section: ` باء`.
_LETTERED = rf"(?: ?{either(name for code in languages() for name in language(code).letter_names)})?"
# A number within a section that spaces set out, with no full stop behind it: `8.1    Le`, in Arabic `8-1    و`.
_SET_OUT = (
    rf"\d{{1,2}}[A-Z]?\.\d{{1,3}}(?=\s{{2,}}[^\W\da-z])|\d{{1,3}}{_LETTERED}-\d{{1,3}}(?=\s{{2,}}[\u0621-\u064a])"
)
# The label of a paragraph, an item or a heading, or a bullet: `12. Le`, `35.1. Le`, `4 bis. Le`, `a) le`, `(iv) le`,
# `III. Titre`, `B. Titre`, `– le`, and in other scripts `١ - و`, `12.大会`, `(أ) و`, `’1‘ و`, `б) в`, `（一）审`,
# `㈠审`, `أولا - م`, `باء - م`, `一、导`, `8.1    Le`; not `12 Le`, `8.1 Le`, `1994.`, `Le`, `Fin.`.
LABEL = re.compile(
    rf"(?:(\d{{1,3}})(?:\.\d{{1,3}}){{0,6}}{INSERTION}?(?:\.|[．、]|\s?[-–—](?=\s+[\u0600-\u06ff]))"
    rf"|([(（]?(?:[a-z]{{1,4}}|[^\W\d_A-Za-z]ـ?|{_CHINESE_NUMERAL}|(?<=[(（])\d{{1,2}})[)）]|[㈠-㈩]"
    r"|['‘’]\d{1,2}['‘’](?=\s+[\u0600-\u06ff]))"
    rf"|((?:[IVXLC]+|[A-Z]|[А-ЯІ])(?=\.)|{_CHINESE_NUMERAL}(?=[.．、])|(?:{_RANKS_IN_WORDS or '(?!)'})(?=\s?[-–—]\s))"
    rf"(?:[.．、]|\s?[-–—])|[•–—-]"
    rf"|(?P<set_out>{_SET_OUT}))"
    rf"(?:\s+(?=\S)|(?<=[.．、)）㈠-㈩])(?=[《“]?{_IDEOGRAPH}))"
)
# A number within a section, as text that nothing sets out begins with it: `3.2 The`, `29A.1 Les`, `3-2 و`,
# `29 باء-1 و`; not `3.2 per cent`, `3.2. The`, `3.2    The`.
WITHIN_SECTION = re.compile(
    rf"(\d{{1,2}}[A-Z]?\.\d{{1,3}}(?= [^\W\da-z])|\d{{1,3}}{_LETTERED}-\d{{1,3}}(?= [\u0621-\u064a])) "
)
# The label of a note, under a rule: `12 Voir`, `¹² Voir`, `** Voir`, `† Voir`, `3`, in Arabic `(1) انظر`;
# not `Voir`, `a) le`.
NOTE_LABEL = re.compile(
    rf"(?:\((?=\d{{1,3}}\)\s+(?:[\u0600-\u06ff]|[A-Z]+/)))?"
    rf"(\d{{1,3}}(?![.,]?\d)|[{RAISED_DIGITS}]{{1,3}}|{NOTE_SIGNS})(?:(?<=\d)\)(?=\s))?(?:\s*(?=\S)|$)"
)

_ROMAN, _LETTER = "roman", "letter"
_MOST_SECTIONS = 39


@cache
def _ranks() -> Mapping[str, tuple[tuple[str, int], ...]]:
    """What the printed number of a heading can mean, (style, value): « I » is one, or the ninth letter."""
    printed = [(numbers.roman_numeral(value), (_ROMAN, value)) for value in range(1, _MOST_SECTIONS + 1)]
    printed += [(letter, (_LETTER, value)) for value, letter in enumerate(ascii_uppercase, 1)]
    printed += [
        (letter.upper(), (_LETTER, place)) for letter, places in list_letters.places().items() for place in places
    ]
    for code in languages():
        printed += [(name, (_LETTER, value)) for value, name in enumerate(language(code).letter_names, 1)]
    ranks: dict[str, list[tuple[str, int]]] = {}
    for label, reading in printed:
        ranks.setdefault(label, []).append(reading)
    return {label: tuple(dict.fromkeys(readings)) for label, readings in ranks.items()}


@cache
def _readings(printed: str) -> tuple[tuple[str, int], ...]:
    """The same of any label; a number in words stands where other languages have a Roman numeral."""
    if printed in _ranks() or printed.isascii():
        return _ranks().get(printed, ())
    values = (numbers.value_of(printed, code) for code in languages())
    return tuple((_ROMAN, value) for value in values if value)[:1]


def _within_section(printed: str) -> tuple[str, int]:
    """The section and the number of a paragraph that has both: « 8.12 », in Arabic « 8-12 »."""
    section, _, value = printed.replace("-", ".").partition(".")
    return section, int(value)


@dataclass(slots=True)
class Numbering:
    """Which printed number may come next."""

    paragraph: int = 0
    """Of the last numbered paragraph."""
    other: int = 0
    """Of the last number of another series: a heading's, or a paragraph's of an annex."""
    expected: dict[str, int] = field(default_factory=dict)
    """The next number of headings in roman numerals, and in letters, and of paragraphs within a section: of « 8 » in
    « 8.1 »."""

    def follows(self, printed: str) -> bool:
        """True where a number or label is the next of a series that is open, or the first of one."""
        if printed.isdecimal():
            return int(printed) - 1 in (self.paragraph, self.other, 0)
        if printed[:1].isdecimal():
            section, value = _within_section(printed)
            return value in (self.expected.get(section), 1)
        return any(value in (self.expected.get(style), 1) for style, value in _readings(printed))

    def add(self, printed: str) -> None:
        """Takes a number or label that the text has reached."""
        if printed[:1].isdecimal() and not printed.isdecimal():
            section, value = _within_section(printed)
            self.expected[section] = value + 1
            return
        if not printed.isdecimal():
            self.expected |= {style: value + 1 for style, value in _readings(printed)}
            return
        value = int(printed)
        if value - 1 == self.paragraph or (value > self.paragraph and value - 1 != self.other):
            self.paragraph = value
        else:
            self.other = value


# The first line of a note, where nothing but words tells it from text: `3 Voir`, `3/ Voir`, `12 « Le`, `1 https://un.org`;
# `(3) انظر`; not `3. Voir`, `3 voir`, `3`, `(3) Voir`, `1 November 2024`.
_NOTE_START = re.compile(
    rf"(?:(\d{{1,3}})/?\s+(?!(?i:{either(_MONTHS)})\W{{1,4}}\d{{4}})(?=[^\W\d_a-z]|[«“\"(]|https?:|www\.)|\((\d{{1,3}})\)\s+(?=[\u0600-\u06ff]|[A-Z]+/))"
)
# A note's call, likewise, with the sign before it: `s1`, `)2 et`, ` 3 ,`, ` 3/ et`, `ة(1)`; not `s12/`, ` 76/181`,
# ` (1)`.
_CALL = re.compile(
    r"""
    (?:[^\W\d_]|[»”"’).,;:!?%\]…。，；：》])\d{1,3}(?![\d/]|[.,:]\d|[^\W\d_])    # glued to a word or a sign
    | [\u0621-\u064a\d»”").،؛]\(\d{1,3}\)                                          # in Arabic in brackets
    | \s\d{1,3}(?=/?\s?[.,;:)»](?!\d)|/\s)                                     # before a sign
    """,
    re.VERBOSE,
)
# A run of digits, the end of which may be a call: `L.212`; not `L.`.
_DIGITS = re.compile(r"\d\d*")
# Raised digits, a call behind all but units: `fin¹²`; not `12`, `km²`. It begins with what is seldom.
_RAISED = re.compile(rf"[{RAISED_DIGITS}](?<!\bm.)(?<!\b[ckd]m.)[{RAISED_DIGITS}]{{0,2}}")
PLAIN = str.maketrans(RAISED_DIGITS, "0123456789")
"""Raised digits as others."""
_MOST_DIGITS = 60  # Numbers before a note among which its call is looked for, beside those since the last note.


@dataclass(slots=True)
class NoteNumbers:
    """Which note comes next, in a text where no rule and no mark tells notes from text."""

    last: int = 0
    called: set[int] = field(default_factory=set)
    digits: list[str] = field(default_factory=list)

    def begins(self, string: str, *, apart: bool) -> bool:
        """True where a line begins a note: it has the number that comes next, or 1 again, and the text since the note
        before calls it. Where the call can't be told from other digits, the line must stand `apart`."""
        label = _NOTE_START.match(string)
        number = int(label[1] or label[2]) if label else 0
        loosely = self.last and number == self.last + 1 and apart
        if not (
            (number in self.called and number in (1, self.last + 1))
            or (loosely and any(run.endswith(str(number)) for run in self.digits))
        ):
            return False
        self.called.discard(number)
        self.last, self.digits = number, self.digits[-_MOST_DIGITS:]
        return True

    def read(self, string: str) -> None:
        """Takes the calls in a line of text."""
        self.called.update(int(run[0].translate(PLAIN)) for run in _RAISED.finditer(string) if run.start())
        for run in _DIGITS.finditer(string):
            self.digits.append(run[0])
            before = max(run.start() - 2, 0) if string[run.start() - 1 : run.start()] == "(" else run.start() - 1
            if run.start() and _CALL.match(string, before):
                self.called.add(int(run[0]))
