"""What is known of a language's words: a spelling list with frequencies, and rules of spelling as data.

The list is a trie (`data/languages/*/spelling.trie`, opened by memory map, so that loading costs nothing and processes
share it) and one byte of frequency for each word. `make_words.py` makes both.
"""

from __future__ import annotations

import math
import mmap
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

import marisa_trie  # type: ignore[import-not-found, unused-ignore]

from ..core.data_files import DataError, file_name, read_data
from ..core.diagnostics import Diagnostic
from ..core.language import FOLDER
from ..core.language import language as language_words
from ..core.remembered import Remembered

# Costs are -log10 of a word's share of running text: 2 for « de », 4 for « travail », 7 once in ten million words.
_STEPS = 25
UNKNOWN = 255
_COMMON = 5.5
# Words of up to three letters count as words of prose only where they are common: the rest are symbols and rarities of
# the list, and likely fragments.
_SHORT, _SHORT_COST = 3, 5.2
_MOST = 1 << 16
"""How much is remembered of what isn't a word."""
RAREST = 9.0
"""Cost of a word of the list of which no frequency is known."""

# Letters of the scripts that set spaces between words (Latin, Greek, Cyrillic), with combining marks.
LETTER = "A-Za-zÀ-ÖØ-öø-ʯ\u0300-\u036f\u0370-\u03ff\u0400-\u052f\u1e00-\u1fff\ufb00-\ufb06"
HYPHEN = "-\u2010\u2011"
APOSTROPHE = "'’ʼ"
# A word, with the parts that hyphens tie to it: `celle-ci`, `Été`; not `12`, `-`.
WORD = re.compile(rf"[{LETTER}]+(?:[{HYPHEN}][{LETTER}]+)*")


def cost_byte(frequency: float) -> int:
    """The byte in which a frequency (share of all words) is kept."""
    return min(round(-math.log10(frequency) * _STEPS), UNKNOWN - 1) if frequency > 0 else UNKNOWN


@dataclass(frozen=True, slots=True)
class Raised:
    """Letters that are raised after what stands before them."""

    before: re.Pattern[str]
    letters: frozenset[str]
    after: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Rules:
    """Rules of spelling: data/languages/*/spelling.toml, `elided` and `suspended` of language.toml; the files say what
    each is."""

    letters: frozenset[str] = frozenset()
    accented: str = ""
    elided: frozenset[str] = frozenset()
    halves: frozenset[str] = frozenset()
    contracted: frozenset[str] = frozenset()
    enclitics: frozenset[str] = frozenset()
    hyphenated: frozenset[str] = frozenset()
    suspended: frozenset[str] = frozenset()
    fragments: frozenset[str] = frozenset()
    followers: frozenset[str] = frozenset()
    prefixes: frozenset[str] = frozenset()
    labels: frozenset[str] = frozenset()
    apart: frozenset[tuple[str, str]] = frozenset()
    superscripts: tuple[Raised, ...] = ()
    variants: tuple[tuple[str, str], ...] = ()
    compounding: bool = False


@dataclass(frozen=True, slots=True)
class WordList:
    """The words of one language. Without a list (`listed` false) it knows none."""

    language: str
    listed: bool
    rules: Rules
    names: frozenset[str]
    """Words of proper names, as written: countries."""
    trie: marisa_trie.Trie = field(repr=False, compare=False)
    costs: bytes | mmap.mmap = field(repr=False, compare=False)
    others: tuple[WordList, ...] = ()
    """Lists of the other languages, by which quoted titles are known."""
    unlisted: set[str] = field(default_factory=set, init=False, repr=False, compare=False)
    """What the list was asked for and hasn't."""
    prose: Mapping[str, float | None] = field(init=False, repr=False, compare=False)
    """The cost of each word as one of prose; None for what is likelier a fragment."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "prose", Remembered(self._prose))

    def common(self, word: str) -> bool:
        """A word that any text of the language may have."""
        cost = self.cost(word)
        return cost is not None and cost < _COMMON

    def among(self, words: Iterable[str]) -> set[str]:
        """Those of many words of two letters or more that the list has, as `cost` tells of one. What isn't a word is
        remembered: pairs of words, of which this is asked, are the same in text after text."""
        asked = set(words).difference(self.unlisted)
        found = {
            word
            for word, number in zip(asked, map(self.trie.get, asked), strict=True)
            if number is not None or (not (word.islower() and "-" not in word) and self.cost(word) is not None)
        }
        if len(self.unlisted) >= _MOST:
            self.unlisted.clear()
        self.unlisted.update(asked.difference(found))
        return found

    def number(self, word: str) -> int | None:
        """The number of a word in the list, as written or as it stands at the start of a sentence or in capitals."""
        number: int | None = self.trie.get(word)
        if number is None and word[:1].isupper():
            number = self.trie.get(word.lower())
            if number is None and word.isupper():
                number = self.trie.get(word.title())
        return number

    def cost(self, word: str) -> float | None:
        """The cost of a word; None where it isn't a word. A compound that isn't in the list is one of words."""
        if len(word) == 1:
            return self._cost(self.number(word)) if word.lower() in self.rules.letters else None
        number = self.number(word)
        if number is not None:
            return self._cost(number)
        if word in self.names:
            return RAREST
        if "-" in word:
            parts = [self.cost(part) for part in word.split("-")]
            return min(sum(cost for cost in parts if cost is not None), RAREST) if None not in parts else None
        return None

    def _prose(self, word: str) -> float | None:
        cost = None if word.lower() in self.rules.fragments else self.cost(word)
        return None if cost is not None and len(word) <= _SHORT and cost > _SHORT_COST and word.islower() else cost

    def _cost(self, number: int | None) -> float:
        return RAREST if number is None or self.costs[number] == UNKNOWN else self.costs[number] / _STEPS


@cache
def load_words(language: str) -> WordList:
    """The word list of a language (ISO 639-1); one that knows no words where the archive has none for it."""
    listed = sorted(file.parent.name for file in FOLDER.glob("*/spelling.trie"))
    foreign = tuple(read_words(FOLDER, other) for other in listed if other != language)
    return replace(read_words(FOLDER, language, _country_words(language)), others=foreign)


def read_words(folder: Path, language: str, names: frozenset[str] = frozenset()) -> WordList:
    """The word list in a folder of languages. Raises DataError where its files can't be read, or don't belong
    together (D003)."""
    home = folder / language
    rules = home / "spelling.toml"
    trie = marisa_trie.Trie()
    if not (home / "spelling.trie").is_file():
        return WordList(language, False, _rules(rules), names, trie, b"")
    cure = f"make both again with `python -m build_scripts.mend.make_words {language}`"
    try:
        trie.mmap(str(home / "spelling.trie"))
        with (home / "spelling.costs").open("rb") as opened:
            costs = mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ)
    except (OSError, RuntimeError, ValueError) as error:
        message = f"can't be read with spelling.costs ({error}): {cure}"
        raise DataError(Diagnostic(file_name(home / "spelling.trie"), 0, "D003", message)) from error
    if len(costs) != len(trie):
        message = f"has {len(costs)} bytes for the {len(trie)} words of spelling.trie: {cure}"
        raise DataError(Diagnostic(file_name(home / "spelling.costs"), 0, "D003", message))
    return WordList(language, True, _rules(rules), names, trie, costs)


def _rules(file: Path) -> Rules:
    if not file.is_file():
        return Rules()
    table = dict(read_data(file).table)
    apart = frozenset((first, second) for first, second in (pair.split(" ") for pair in table.pop("apart")))
    superscripts = tuple(
        Raised(re.compile(rf"(?:{raised['before']})\Z"), frozenset(raised["letters"]), re.compile(raised["after"]))
        for raised in table.pop("superscripts")
    )
    variants = tuple((written, listed) for written, listed in table.pop("variants", []))
    compounding, accented = bool(table.pop("compounding")), str(table.pop("accented"))
    sets = {key: frozenset(words) for key, words in table.items()}
    spoken = language_words(file.parent.name)
    return Rules(
        accented=accented,
        elided=frozenset(spoken.elided),
        suspended=spoken.suspended,
        apart=apart,
        superscripts=superscripts,
        variants=variants,
        compounding=compounding,
        **sets,
    )


def _country_words(language: str) -> frozenset[str]:
    """Words of the names of countries, whole compounds and their parts."""
    path = FOLDER / language / "countries.toml"
    names = [name for written in read_data(path).table["names"].values() for name in written] if path.is_file() else []
    return frozenset(word for name in names for word in WORD.findall(name) if word[0].isupper())
