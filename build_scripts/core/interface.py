"""Words and typography of the interface: data/languages/*/interface.toml."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from babel import Locale, UnknownLocaleError

from .compiled_patterns import compiled
from .data_files import DataFile, read_data
from .interface_sentences import COUNT, OTHER, Numbers, Sentence, Value, fill, flat, named
from .language import FOLDER, language
from .settings import archive

NARROW = "\u202f"
"""Narrow no-break space, U+202F."""

PAGES, SCRIPTS, COPIES = "pages", "scripts", "copies"
"""Tables of sentences: of templates, of the pages' scripts, of copies to carry."""


@dataclass(frozen=True, slots=True)
class Interface:
    """What one language says and how it is set."""

    language: str
    """Code of the language of the words, ISO 639-1."""
    sentences: dict[str, Sentence]
    """Every sentence by its path, `pages.site.skip`."""
    numbers: Numbers
    labels: dict[str, str]
    units: dict[str, str]
    """What a permalink leads to, by kind of unit; `{}` stands for its number."""
    repairs: dict[str, str]
    """Why a word was repaired, by the kind of damage."""
    offline: dict[str, str]
    """Words of offline copies."""
    languages: dict[str, str]
    """Names of languages by ISO 639-1 code."""
    lists: dict[str, dict[str, str]]
    """By `organ`, `year`, `type`: folder and titles of the lists."""
    counts: dict[str, str]
    cited: dict[str, str]
    """Words of the pages of cited documents."""
    files: dict[str, str]
    """Kinds of files, and their sizes."""
    quality: dict[str, str]
    """Words of the pages on how sure a document's text is."""
    months: tuple[str, ...]
    """None in a language that writes them in figures."""
    dates: dict[str, str]
    """`day`, a date; `first`, the first day of a month."""
    ordinals: dict[str, str]
    """In figures, by category; `{}` stands for the number."""
    reviewed: bool
    """Whether somebody who speaks the language has read the words."""
    spaces: re.Pattern[str] | None
    """An ordinary space that is shown as a narrow no-break one; None where the language has none."""
    preambular: re.Pattern[str] | None
    operative: re.Pattern[str] | None
    """The words that open a paragraph of a resolution; None where the language's aren't known."""

    def say(self, key: str, /, **values: Value) -> str:
        """A sentence with its values: `say("cited.time", count=3)`, « 3 fois ». Raises KeyError."""
        return fill(self.sentences[key], values, self.numbers)

    def spaced(self, string: str) -> str:
        """The words with the language's narrow no-break spaces in place of ordinary ones."""
        return self.spaces.sub(NARROW, string) if self.spaces and " " in string else string

    def day(self, day: date) -> str:
        """A date in words, « 1er juillet 2020 »."""
        number = self.dates["first"] if day.day == 1 else str(day.day)
        month = self.months[day.month - 1] if self.months else str(day.month)
        return self.dates["day"].format(day=number, month=month, year=day.year)

    def documents(self, number: int) -> str:
        """« 1 document », « 1 200 documents »."""
        return self.say("counts.documents", count=number)

    def ordinal(self, number: int) -> str:
        """« 1er », « 2e »."""
        return self.ordinals[self.numbers.ordinal_category(number)].format(number)


@cache
def interface(code: str) -> Interface:
    """The words and typography of a language; the words of the archive's own, with no typography, where it has none.

    Raises DataError.
    """
    path = FOLDER / code / "interface.toml"
    typography = read_data(path).table if path.is_file() else {}
    own = code if typography else archive().language
    file = read_data(FOLDER / own / path.name)
    words, sentences = file.table, _sentences(file)
    numbers = Numbers(**words["numbers"])
    _check(file, sentences, numbers, own)
    language_words = language(own)
    return Interface(
        language=own,
        sentences=sentences,
        numbers=numbers,
        labels=words["labels"],
        units=words["units"],
        repairs=words["repairs"],
        offline=words["offline"],
        languages=dict(language_words.names),
        lists=words["lists"],
        counts=_words(words["counts"]),
        cited=_words(words["cited"]),
        files=words["files"],
        quality=words["quality"],
        months=language_words.months,
        dates=words["dates"],
        ordinals=words["ordinals"],
        reviewed=words["reviewed"],
        spaces=_spaces(typography),
        preambular=_opening(typography, "preambular", code),
        operative=_opening(typography, "operative", code),
    )


@cache
def interfaces() -> tuple[str, ...]:
    """The languages that have an interface, the archive's own first."""
    codes = (path.parent.name for path in FOLDER.glob("*/interface.toml"))
    return tuple(sorted(codes, key=lambda code: (code != archive().language, code)))


def _words(table: dict[str, Any]) -> dict[str, str]:
    """What a table says, without the sentences that count."""
    return {key: words for key, words in table.items() if isinstance(words, str)}


def _sentences(file: DataFile) -> dict[str, Sentence]:
    """All but what tells forms apart, which each language has of its own."""
    return dict(
        flat({key: table for key, table in file.table.items() if key not in ("spacing", "numbers", "ordinals")})
    )


def _check(file: DataFile, sentences: dict[str, Sentence], numbers: Numbers, code: str) -> None:
    """Raises DataError where the rules of numbers aren't CLDR's, and where a sentence lacks a form that they need, or
    has other places than that of the archive's own language."""
    _check_rules(file, numbers, code)
    _check_forms(file, "ordinals", set(file.table["ordinals"]), numbers.ordinals)
    known = sentences
    if code != archive().language:
        known = _sentences(read_data(FOLDER / archive().language / "interface.toml"))
    for key, sentence in sentences.items():
        expected, counts = named(known[key]), COUNT in named(known[key]) or not isinstance(known[key], str)
        if not isinstance(sentence, str):
            if not counts:
                raise file.fault(key, "expected no forms, for it doesn't count")
            _check_forms(file, key, set(sentence), numbers.plurals)
        if named(sentence) - {COUNT} != expected - {COUNT}:
            raise file.fault(key, f"expected the places {', '.join(sorted(expected)) or 'none'}: {sentence!r}")


def _check_forms(file: DataFile, key: str, forms: set[str], rules: Mapping[str, str]) -> None:
    if forms != {*rules, OTHER}:
        raise file.fault(key, f"expected the forms {', '.join((*rules, OTHER))}")


_TRIED = (*range(121), *(thousands + few for thousands in (1_000, 1_000_000, 2_000_000) for few in range(13)))
"""Numbers of each category of every language: the rules of CLDR for whole numbers go by their last two digits, and by
whole millions."""


def _check_rules(file: DataFile, numbers: Numbers, code: str) -> None:
    """Raises DataError for a number that CLDR, from which browsers have their `Intl.PluralRules`, counts otherwise. A
    language that CLDR doesn't have has the rules that it says."""
    try:
        cldr = Locale(code)
    except UnknownLocaleError:
        return
    for key, category, rule in (
        ("numbers.plurals", numbers.category, cldr.plural_form),
        ("numbers.ordinals", numbers.ordinal_category, cldr.ordinal_form),
    ):
        for number in _TRIED:
            if category(number) != rule(number):
                raise file.fault(key, f"{number} is {category(number)!r}, but {rule(number)!r} in CLDR")


def _spaces(table: dict[str, dict[str, str]]) -> re.Pattern[str] | None:
    if "spacing" not in table:
        return None
    before, after = re.escape(table["spacing"]["before"]), re.escape(table["spacing"]["after"])
    return re.compile(f" (?:(?=[{before}])|(?<=[{after}] ))")


def _opening(table: dict[str, dict[str, list[str]]], kind: str, code: str) -> re.Pattern[str] | None:
    if "opening" not in table:
        return None
    before, first, after = (_either(table["opening"].get(key, [])) for key in ("before", kind, "after"))
    between, end = (" ", "(?=[ ,،])") if language(code).words_apart else ("", "")
    opening = f"(?:{first}|(?:{before}){between}(?i:{first}))(?:{between}(?:{after}))*{end}"
    return compiled(opening.replace("’", "[’']"))


def _either(patterns: list[str]) -> str:
    """One of them, the longest first; nothing matches none."""
    return "|".join(sorted(patterns, key=len, reverse=True)) or "(?!)"
