"""Words and typography of the interface: data/languages/*/interface.toml."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

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
    first: str
    """The first day of a month, as an ordinal."""
    beyond: str
    """Another ordinal in figures; `{}` stands for its number."""
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
        number = self.first if day.day == 1 else str(day.day)
        return f"{number} {self.months[day.month - 1]} {day.year}"

    def documents(self, number: int) -> str:
        """« 1 document », « 1 200 documents »."""
        return self.say("counts.documents", count=number)

    def ordinal(self, number: int) -> str:
        """« 1er », « 2e »."""
        return self.first if number == 1 else self.beyond.format(number)


@cache
def interface(code: str) -> Interface:
    """The words and typography of a language; the words of the archive's own, with no typography, where it has none.

    Raises DataError.
    """
    path = FOLDER / code / "interface.toml"
    typography = read_data(path).table if path.is_file() else {}
    own = code if typography else archive().language
    file = read_data(FOLDER / own / path.name)
    words, sentences = file.table, dict(flat(file.table))
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
        first=words["dates"]["first"],
        beyond=language_words.beyond,
        spaces=_spaces(typography),
        preambular=_opening(typography, "preambular"),
        operative=_opening(typography, "operative"),
    )


def _words(table: dict[str, Any]) -> dict[str, str]:
    """What a table says, without the sentences that count."""
    return {key: words for key, words in table.items() if isinstance(words, str)}


def _check(file: DataFile, sentences: dict[str, Sentence], numbers: Numbers, code: str) -> None:
    """Raises DataError where a sentence lacks a form that the language's plurals need, or has other places than that of
    the archive's own language."""
    known = sentences
    if code != archive().language:
        known = dict(flat(read_data(FOLDER / archive().language / "interface.toml").table))
    for key, sentence in sentences.items():
        expected, counts = named(known[key]), COUNT in named(known[key]) or not isinstance(known[key], str)
        if not isinstance(sentence, str) and (set(sentence) != {*numbers.plurals, OTHER} or not counts):
            forms = ", ".join((*numbers.plurals, OTHER)) if counts else "none, for it doesn't count"
            raise file.fault(key, f"expected the forms {forms}")
        if named(sentence) - {COUNT} != expected - {COUNT}:
            raise file.fault(key, f"expected the places {', '.join(sorted(expected)) or 'none'}: {sentence!r}")


def _spaces(table: dict[str, dict[str, str]]) -> re.Pattern[str] | None:
    if "spacing" not in table:
        return None
    before, after = re.escape(table["spacing"]["before"]), re.escape(table["spacing"]["after"])
    return re.compile(f" (?:(?=[{before}])|(?<=[{after}] ))")


def _opening(table: dict[str, dict[str, list[str]]], kind: str) -> re.Pattern[str] | None:
    if "opening" not in table:
        return None
    first, after = ("|".join(sorted(table["opening"][key], key=len, reverse=True)) for key in (kind, "after"))
    return re.compile(f"(?:{first})(?: (?:{after}))*(?=[ ,])".replace("’", "[’']"))
