"""Which forms are one word in a language that writes others to them: Arabic « والقرارات » is « and the decisions ».

Rules of a language: `[families]` in its search.toml. A form is read in every way that they allow, each of which gives a
family: a class (masculine or feminine noun, verb) and a stem. Forms of one family are kin. What a form begins with may
be its own first letter (« بحث » isn't « ب » and « حث »): it is, if the article ever stands before it (« البحث »), for
the article comes after those words. Nor is a form with the article one of a verb.

The browser reads a word that stands nowhere in the same ways (search/families.js; tests/search/families.json).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from ..core.data_files import read_data
from ..core.folded import accented
from ..core.language import FOLDER

Family = tuple[str, str]
"""(key of a class, stem)."""
Rest = tuple[str, str]
"""(what is left of a form without what is written before it, what search doesn't go without of that)."""

MARK = "~"
"""Stands between stem and class in the vocabulary's name of a family; no word has it."""

_SHORTEST = 2
"""The least letters of a noun's stem where it has the ending of dictionaries."""


@dataclass(frozen=True, slots=True)
class _Prefixes:
    """Words that are written to the next."""

    written: tuple[str, ...]
    least: int
    """Letters that the next has at least."""
    before: re.Pattern[str]
    """How it begins."""
    left: str
    """What stays of them: the article, a mark of tense. The others are what search goes without."""


@dataclass(frozen=True, slots=True)
class _Class:
    """Words that take the same endings."""

    key: str
    noun: bool
    starts: re.Pattern[str]
    """What its forms have before the stem."""
    endings: Mapping[str, str]
    """What may stand behind the stem, pronouns too, each with what the stem ends with in their place."""
    first: str
    """The ending in dictionaries."""


@dataclass(frozen=True, slots=True)
class _Rules:
    prefixes: tuple[_Prefixes, ...]
    classes: tuple[_Class, ...]
    least: int
    """Letters of a stem to which something is written behind."""
    plurals: frozenset[str]
    """Endings of feminine nouns that others take too, where there is no such feminine noun."""
    agrees: re.Pattern[str]
    """Stems of adjectives, whose feminine is the same word."""
    irregular: Mapping[Family, Family]
    """The family of a word with another stem in the plural."""


@cache
def has_families(language: str) -> bool:
    """Whether a language writes words to others. Raises DataError."""
    return _table(language) is not None


@cache
def name(family: Family) -> str:
    """A family's name in the vocabulary."""
    kind, stem = family
    return f"{stem}{MARK}{kind}"


def for_browser(language: str) -> dict[str, Any]:
    """The rules for search/families.js; `classes` with all that may stand behind a stem."""
    own = _rules(language)
    return {
        "prefixes": [
            [prefixes.written, prefixes.least, prefixes.before.pattern, prefixes.left] for prefixes in own.prefixes
        ],
        "classes": [[kind.key, kind.starts.pattern, dict(kind.endings), kind.first] for kind in own.classes],
        "least": [_SHORTEST, own.least],
        "agrees": own.agrees.pattern,
        "irregular": {name(other): name(first) for other, first in own.irregular.items()},
    }


def candidates(form: str, language: str) -> set[Family]:
    """Every family that a form may be of, whatever else stands in the archive."""
    own = _rules(language)
    rests = ((form, ""), *_stripped(form, language))
    return {own.irregular.get(family, family) for rest, _ in rests for family in _families(rest, language)}


def families(forms: Iterable[str], language: str) -> dict[Family, dict[str, str]]:
    """The families of the archive's forms, each with its forms; of each form, what it is without the words before it
    that search goes without: « القرار » of « والقرار » and of « للقرار »."""
    irregular = _rules(language).irregular
    words = sorted(set(forms))
    attested = _Attested(words, language)
    result: dict[Family, dict[str, str]] = defaultdict(dict)
    for form in words:
        for rest, left in attested.read(form):
            for family in _families(rest, language):
                if attested.may_be(rest, family):
                    result[irregular.get(family, family)].setdefault(form, left + rest)
    return result


def named_families(forms: Iterable[str], language: str) -> dict[str, list[str]]:
    """The families of the archive's forms, by the names that the vocabulary has for them: what forms are without the
    words that search goes without, a space before each of these forms.

    A family whose forms are all of another one is left out, and so is one of a single form that has nothing written to
    it: the form itself leads there.
    """
    found = families(forms, language)
    names: dict[frozenset[str], list[Family]] = defaultdict(list)
    for family, members in found.items():
        names[frozenset(members)].append(family)
    groups_of: dict[str, list[frozenset[str]]] = defaultdict(list)
    for group in names:
        for form in group:
            groups_of[form].append(group)
    result: dict[str, list[str]] = {}
    for group, families_of in names.items():
        family = min(families_of, key=lambda family: (len(family[1]), family[0] != "m", family))
        within = any(group < other for other in groups_of[min(group)])
        if not within and group != {family[1]}:
            result[name(family)] = _grouped(found[family])
    return result


def _grouped(members: Mapping[str, str]) -> list[str]:
    groups: dict[str, list[str]] = defaultdict(list)
    for form, core in members.items():
        groups[core].append(form)
    return [" ".join((core, *sorted(groups[core]))) for core in sorted(groups)]


class _Attested:
    """What the forms of an archive prove of each other."""

    def __init__(self, forms: Iterable[str], language: str) -> None:
        self._language = language
        self._plurals = tuple(_rules(language).plurals)
        self._named: set[Family] = set()
        """Nouns before which the article stands."""
        self._feminine: set[Family] = set()
        """Feminine nouns by forms that no other noun has."""
        article = _rules(language).prefixes[0].left
        for form in forms:
            stripped = list(_stripped(form, language))
            for rest, left in stripped:
                self._named.update(_nouns(rest, language) if left == article else ())
            for rest in (form, *(rest for rest, _ in stripped)):
                if not rest.endswith(self._plurals):
                    self._feminine.update(family for family in _families(rest, language) if family[0] == "f")

    def read(self, form: str) -> Iterator[Rest]:
        """The form, and what is left of it without words that are written to it."""
        yield form, ""
        own_letter = self._is_named(form)
        yield from (rest for rest in _stripped(form, self._language) if rest[1] or not own_letter)

    def may_be(self, rest: str, family: Family) -> bool:
        """Whether a form without what is written before it may be of a family."""
        kind, stem = family
        if kind == "v":
            return not self._is_named(rest)
        return kind == "f" or not rest.endswith(self._plurals) or ("f", stem) not in self._feminine

    def _is_named(self, rest: str) -> bool:
        return not self._named.isdisjoint(_nouns(rest, self._language))


@lru_cache(maxsize=1 << 17)
def _nouns(rest: str, language: str) -> frozenset[Family]:
    return frozenset(family for family in _families(rest, language) if family[0] != "v")


@lru_cache(maxsize=1 << 17)
def _stripped(form: str, language: str) -> tuple[Rest, ...]:
    """What is left of a form without words that are written to it."""
    return tuple(
        (rest, prefixes.left)
        for prefixes in _rules(language).prefixes
        for prefix in prefixes.written
        if form.startswith(prefix)
        for rest in (form[len(prefix) :],)
        if len(rest) >= prefixes.least and prefixes.before.match(rest)
    )


@lru_cache(maxsize=1 << 17)
def _families(rest: str, language: str) -> frozenset[Family]:
    """The families of a form without what is written before it."""
    own = _rules(language)
    found: set[Family] = set()
    for kind in own.classes:
        start = kind.starts.match(rest)
        word = rest[start.end() :] if start else ""
        for length in range(len(word)):
            stem, ending = word[: len(word) - length], word[len(word) - length :]
            least = _SHORTEST if kind.noun and ending == kind.first else own.least
            if ending in kind.endings and len(stem) >= least:
                found.add(_family(kind.key, stem + kind.endings[ending], own))
    return frozenset(found)


def _family(kind: str, stem: str, own: _Rules) -> Family:
    return ("m", stem) if kind == "f" and own.agrees.fullmatch(stem) else (kind, stem)


# --- the data


def _table(language: str) -> dict[str, Any] | None:
    file = FOLDER / language / "search.toml"
    table: dict[str, Any] | None = read_data(file).table.get("families") if file.is_file() else None
    return table


@cache
def _rules(language: str) -> _Rules:
    table = _table(language) or {}
    pronouns = table["pronouns"]
    classes = tuple(
        _Class(
            entry["key"],
            entry["key"] != "v",
            re.compile(entry.get("starts", "")),
            _endings(entry, pronouns),
            entry["endings"][0],
        )
        for entry in table["classes"]
    )
    own = _Rules(
        tuple(
            _Prefixes(
                tuple(entry["written"]),
                entry["least"],
                re.compile(entry.get("before", "")),
                entry.get("left", ""),
            )
            for entry in table["prefixes"]
        ),
        classes,
        table["least"],
        frozenset(table["plural"] + pronoun for pronoun in ("", *pronouns)),
        re.compile(table["agrees"]),
        {},
    )
    irregular: dict[Family, Family] = {}
    for words in table["irregular"]:
        first, *others = (_listed(accented(word), table, own) for word in words.split())
        irregular.update((other, irregular.get(first, first)) for other in others)
    return _Rules(own.prefixes, own.classes, own.least, own.plurals, own.agrees, irregular)


def _endings(entry: Mapping[str, Any], pronouns: Iterable[str]) -> dict[str, str]:
    return {
        **{before + pronoun: "" for before in entry["before_pronouns"] for pronoun in pronouns},
        **{seat + pronoun: letters for seat, letters in entry.get("seats", {}).items() for pronoun in pronouns},
        **dict.fromkeys(entry["endings"], ""),
    }


def _listed(word: str, table: Mapping[str, Any], own: _Rules) -> Family:
    """The family of a word as dictionaries list it: with the first ending of its class."""
    for entry in table["classes"]:
        if (ending := entry["endings"][0]) and word.endswith(ending):
            return _family(entry["key"], word.removesuffix(ending), own)
    return _family("m", word, own)
