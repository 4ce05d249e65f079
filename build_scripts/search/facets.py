"""What a search can be narrowed by: countries and themes that a paragraph names (data/countries.toml and themes.toml,
with the words of each language)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from ..core.data_files import DATA, DataFile, read_data
from ..core.language import FOLDER, languages
from ..core.settings import archive
from .word_folding import forms, unaccented, words

_STEM = 3
"""Letters that a word must have before a `*`."""

_KNOWN = 1 << 16
"""Words that are remembered, with what they begin."""

_Expression = tuple[tuple[str, ...], str]
"""Words of an expression, and the key of its facet; an empty key for what doesn't count."""


@dataclass(frozen=True, slots=True)
class Facet:
    """One country or one theme."""

    key: str
    label: dict[str, str]
    """What the reader sees, by language."""
    group: str
    """`crime` or `question` for a theme; empty for a country."""
    expressions: dict[str, tuple[str, ...]]
    """By language; a word may end in `*`."""
    unless: dict[str, tuple[str, ...]]
    """Expressions that contain one of `expressions` and don't count, by language."""


@cache
def countries() -> tuple[Facet, ...]:
    """Of data/countries.toml, with the names that languages have for them. Raises DataError."""
    codes = read_data(DATA / "countries.toml").table["countries"]
    files = _files("countries")
    names = {language: _words(file, "names", codes) for language, file in files.items()}
    unless = {language: _words(file, "unless", codes) for language, file in files.items()}
    return tuple(
        Facet(
            code,
            {language: words[code][0] for language, words in names.items() if code in words},
            "",
            {language: tuple(words[code]) for language, words in names.items() if code in words},
            {language: tuple(words[code]) for language, words in unless.items() if code in words},
        )
        for code in codes
    )


@cache
def themes() -> tuple[Facet, ...]:
    """Of data/themes.toml, in its order, with the words that languages have for them. Raises DataError."""
    groups = read_data(DATA / "themes.toml").table
    words = {language: _words(file, "", groups) for language, file in _files("themes").items()}
    return tuple(
        Facet(
            key,
            {language: entries[key]["label"] for language, entries in words.items() if key in entries},
            group,
            {language: tuple(entries[key]["terms"]) for language, entries in words.items() if key in entries},
            {language: tuple(entries.get(key, {}).get("unless", ())) for language, entries in words.items()},
        )
        for key, group in groups.items()
    )


def _files(name: str) -> dict[str, DataFile]:
    """The file of that name, by the languages that have one; the archive's own has."""
    paths = {code: FOLDER / code / f"{name}.toml" for code in languages()}
    return {code: read_data(path) for code, path in paths.items() if path.is_file() or code == archive().language}


def _words(file: DataFile, section: str, known: Collection[str]) -> Mapping[str, Any]:
    """What a language says, by key. Raises DataError for a key that isn't known, for an expression that nothing can
    match, and where the archive's own language lacks a name."""
    entries: Mapping[str, Any] = file.table.get(section, {}) if section else file.table
    for key, entry in entries.items():
        place = f"{section}.{key}" if section else key
        if key not in known:
            raise file.fault(place, f"data/{Path(file.name).name} has no such key: add it there, or mend it here")
        if isinstance(entry, dict):
            _check_expressions(file, f"{place}.terms", entry["terms"])
            _check_expressions(file, f"{place}.unless", entry.get("unless", ()))
        else:
            _check_expressions(file, place, entry)
    missing = [key for key in known if key not in entries]
    if missing and section != "unless" and Path(file.name).parent.name == archive().language:
        raise file.fault(section, f"expected words for {', '.join(missing)} too, for readers of the archive")
    return entries


def _check_expressions(file: DataFile, place: str, expressions: Iterable[str]) -> None:
    for number, expression in enumerate(expressions):
        starred = [words(token) for token in expression.split() if token.endswith("*")]
        if not words(expression) or any(not folded or len(folded[0]) < _STEM for folded in starred):
            message = f"{expression!r}: expected words, with at least {_STEM} letters before a *"
            raise file.fault(f"{place}.{number}", message)


class Finder:
    """Finds the facets whose expressions are in a text of one language, by whole folded words.

    Every word is looked up once, whatever the number of expressions: they are known by their first word.
    """

    def __init__(self, facets: Iterable[Facet], language: str, *, names: bool) -> None:
        """`names`: expressions are names. They count only with an initial capital, and if two overlap, the longer one
        counts.
        """
        self._names = names
        self._starting: dict[str, list[_Expression]] = {}
        for facet in facets:
            for expression in facet.expressions.get(language, ()):
                self._add(expression, facet.key)
            for expression in facet.unless.get(language, ()):
                self._add(expression, "")
        self._candidates = lru_cache(maxsize=_KNOWN)(self._beginning)

    def find(self, text: str) -> list[str]:
        """Keys of the facets that the text names, sorted."""
        return self.among(*folded(text))

    def among(self, tokens: Sequence[str], capital: Sequence[bool]) -> list[str]:
        """The same, of a text that was folded before (`folded`)."""
        facets: set[str] = set()
        free = 0
        for index, candidates in enumerate(map(self._candidates, tokens)):
            if not candidates or index < free:
                continue
            length, keys = self._at(candidates, tokens, index)
            if self._names and not capital[index] and "" not in keys:
                continue
            facets |= keys if "" not in keys else set()
            if self._names or "" in keys:
                free = index + length
        return sorted(facets)

    def _add(self, expression: str, key: str) -> None:
        sequence: list[str] = []
        for token in expression.split():
            folded = words(token)
            if token.endswith("*"):
                folded[-1] += "*"
            sequence += folded
        first = sequence[0]
        start = first[:_STEM] + "*" if first.endswith("*") else first
        self._starting.setdefault(start, []).append((tuple(sequence), key))

    def _beginning(self, first: str) -> tuple[_Expression, ...]:
        """The expressions whose first word is this one, the longest first."""
        sequences = (
            expression
            for start in (first, first[:_STEM] + "*")
            for expression in self._starting.get(start, ())
            if _is(expression[0][0], first)
        )
        return tuple(sorted(sequences, key=lambda expression: -len(expression[0])))

    def _at(self, candidates: tuple[_Expression, ...], tokens: Sequence[str], index: int) -> tuple[int, set[str]]:
        """(number of words, keys) of the expressions that begin at a word; for names, only of the longest."""
        longest, keys = 0, set()
        for sequence, key in candidates:
            if self._names and len(sequence) < longest:
                break
            if _matches(sequence, tokens, index):
                longest = max(longest, len(sequence))
                keys.add(key)
        return longest, keys


def _matches(sequence: tuple[str, ...], tokens: Sequence[str], index: int) -> bool:
    """Whether the words of an expression, whose first is at `index`, stand in the text one after another."""
    if index + len(sequence) > len(tokens):
        return False
    for further in range(1, len(sequence)):  # noqa: SIM110  (a generator costs twice as much; most end at once)
        if not _is(sequence[further], tokens[index + further]):
            return False
    return True


def _is(word: str, token: str) -> bool:
    return token.startswith(word[:-1]) if word[-1] == "*" else token == word


def folded(text: str) -> tuple[list[str], list[bool]]:
    """The folded words of a text, and for each whether it has a capital, as names do."""
    tokens: list[str] = []
    capital: list[bool] = []
    for token_words, capitals in map(_folded, text.split()):
        tokens += token_words
        capital += capitals
    return tokens, capital


@lru_cache(maxsize=_KNOWN)
def _folded(token: str) -> tuple[tuple[str, ...], tuple[bool, ...]]:
    token_words = tuple(map(unaccented, forms(token)))
    return token_words, (not token.islower(),) * len(token_words)


@cache
def finder(kind: str, language: str) -> Finder:
    """The finder of `countries` or `themes` in texts of a language. Raises DataError."""
    return Finder(countries() if kind == "countries" else themes(), language, names=kind == "countries")
