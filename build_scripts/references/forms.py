"""Words of citations by language: data/languages/*/references.toml, checked and typed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from ..core import list_letters, signs
from ..core.data_files import read_data
from ..core.language import FOLDER, language, languages
from ..core.numbers import roman_numeral
from ..core.settings import archive


@dataclass(frozen=True, slots=True)
class Form:
    """How one kind of place is cited."""

    one: str
    """`{}` is the number: « par. {} »."""
    range: str
    """`{}` twice: « par. {} à {} »."""


@dataclass(frozen=True, slots=True)
class Full:
    """A full reference as the UN writes it; `{}` is what each is called after."""

    subtitle: str
    """The title, and what the document says that it is: « {} : {} »."""
    title: str
    italics: bool
    """Whether the title is set in italics."""
    date: str
    """Behind what stands before it: « ({}) »."""
    address: str
    """The end of the reference."""


@dataclass(frozen=True, slots=True)
class Forms:
    """How places are cited in one language."""

    language: str
    join: str
    dated: str
    """A document without symbol: `{title}`, `{date}`."""
    undated: str
    quoted: str
    item: str
    item_apart: str
    between: str
    """Two places that share no form."""
    parts: Mapping[str, str]
    """By `PartKind`; `adopted_resolution` and `adopted_decision` of those that a session has numbered."""
    of_parts: Mapping[str, str]
    """The same behind a number of theirs, « du projet de résolution {} »; and `join`, between two of them."""
    part_numbers: tuple[str, ...]
    """Numbers of parts from 1; empty: roman numerals."""
    kinds: Mapping[str, Form]
    """By the first letters of an anchor's unit; `txt_alone` where no paragraph is numbered."""
    full: Full

    def part_number(self, number: int) -> str:
        """« VI »; empty for 0."""
        if 1 <= number <= len(self.part_numbers):
            return self.part_numbers[number - 1]
        return roman_numeral(number)


def fold(string: str) -> str:
    """Lower case, without accents, with one kind of apostrophe, dash and space: how readers' words are compared.

    overrides/assets/javascripts/citing/fold.js does the same.
    """
    plain = signs.plain(unicodedata.normalize("NFKD", signs.plain(string, quotes=False)), quotes=False).lower()
    bare = "".join(sign for sign in plain if not unicodedata.category(sign).startswith("M"))
    return re.sub(r"\s+", " ", bare).strip()


@cache
def forms(language: str) -> Forms:
    """The forms of a language. Raises KeyError for one that the data don't know, DataError."""
    table = _tables()[language]
    return Forms(
        language=language,
        join=table["join"],
        dated=table["untitled"]["dated"],
        undated=table["untitled"]["undated"],
        quoted=table["quoted"],
        item=table["item"],
        item_apart=table["item_apart"],
        between=table["between"],
        parts={kind: words for kind, words in table["parts"].items() if kind != "numbers"},
        of_parts=table["of_parts"],
        part_numbers=tuple(table["parts"].get("numbers", ())),
        kinds={kind: Form(**entry) for kind, entry in table["forms"].items()},
        full=Full(**table["full"]),
    )


@cache
def reading_tables() -> Mapping[str, Any]:
    """What reading a citation needs, of all languages at once, as JSON can hold it (also for the browser).

    `phrases`: kind by folded phrase; `numbers`: value by folded word (ordinals, and numbers of parts that are words);
    `letters`: Latin letter of an item by the folded letter of another alphabet.
    """
    phrases: dict[str, str] = {}
    numbers: dict[str, int] = {}
    letters = {fold(letter): latin for letter, latin in list_letters.sure().items()}
    for code, table in _tables().items():
        for kind, written in table["read"].items():
            for phrase in written:
                phrases.setdefault(fold(phrase), kind)
        for words in (language(code).ordinals, table["parts"].get("numbers", ())):
            for value, word in enumerate(words, 1):
                numbers.setdefault(fold(word), value)
    return {"phrases": phrases, "numbers": numbers, "letters": letters}


@cache
def _tables() -> dict[str, dict[str, Any]]:
    """The references.toml of each language, the archive's own first: where two share a phrase, its meaning holds."""
    codes = sorted(languages(), key=lambda code: (code != archive().language, code))
    return {code: read_data(FOLDER / code / "references.toml").table for code in codes}
