"""What a search can be narrowed by: countries and themes that a paragraph names (data/countries.toml and themes.toml,
with the words of each language)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, compress
from operator import attrgetter
from pathlib import Path
from typing import Any, NamedTuple

from ..core.data_files import DATA, DataFile, read_data
from ..core.language import FOLDER, Language, languages
from ..core.language import language as spoken
from ..core.remembered import Remembered
from ..core.settings import archive
from .word_folding import forms, unaccented, words

_STEM = 3
"""Letters that a word must have before a `*`."""

_Expression = tuple[tuple[str, ...], str]
"""Words of an expression, and the key of its facet; an empty key for what doesn't count."""


class _Beginning(NamedTuple):
    """What begins with a word."""

    expressions: tuple[_Expression, ...]
    """The longest first."""
    second: frozenset[str] | None
    """Their second words, one of which has to come next; None where one has no second word, or the start of one. Most
    words that begin something are « la » and « en »."""


class Word(NamedTuple):
    """A folded word of a text, and what begins with it."""

    form: str
    capital: bool
    """Whether it has one, as names do."""
    countries: _Beginning | None
    themes: _Beginning | None


_COUNTRIES, _THEMES = attrgetter("countries"), attrgetter("themes")
_NOTHING = _Beginning((), frozenset())


@dataclass(frozen=True, slots=True)
class Facet:
    """One country or one theme."""

    key: str
    label: dict[str, str]
    """What the reader sees, by language."""
    group: str
    """`crime` or `question` for a theme; for a country its region (data/regions.toml)."""
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
    region = _regions(codes)
    return tuple(
        Facet(
            code,
            {language: words[code][0] for language, words in names.items() if code in words},
            region[code],
            {language: tuple(words[code]) for language, words in names.items() if code in words},
            {language: tuple(words[code]) for language, words in unless.items() if code in words},
        )
        for code in codes
    )


def _regions(codes: Iterable[str]) -> dict[str, str]:
    """The region of each country. Raises DataError for one that is in none, or in two."""
    file = read_data(DATA / "regions.toml")
    found = [(code, region) for region, members in file.table.items() for code in members]
    counts = Counter(code for code, _ in found)
    if wrong := sorted({*codes} ^ counts.keys()) + sorted(code for code, count in counts.items() if count > 1):
        raise file.fault("", f"expected each country of data/countries.toml in one region: {', '.join(wrong)}")
    return dict(found)


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
        if "*" not in expression and expression[:1].isalpha():
            continue  # Any letter makes a word: so are most, and folding them all took a tenth of a second a start.
        starred = [words(token) for token in expression.split() if token.endswith("*")]
        if not words(expression) or any(not folded or len(folded[0]) < _STEM for folded in starred):
            message = f"{expression!r}: expected words, with at least {_STEM} letters before a *"
            raise file.fault(f"{place}.{number}", message)


class Finder:
    """Finds the facets whose expressions are in a text of one language, by whole folded words.

    Every word is looked up once, whatever the number of expressions: they are known by their first word.
    """

    def __init__(self, facets: Iterable[Facet], language: str, *, names: bool) -> None:
        """`names`: expressions are names. They count only with a capital, and if two overlap, the longer one counts."""
        self._names = names
        self._spoken = spoken(language)
        self._starting: dict[str, list[_Expression]] = {}
        for facet in facets:
            for expression in facet.expressions.get(language, ()):
                self._add(expression, facet.key)
            for expression in facet.unless.get(language, ()):
                self._add(expression, "")

    def among(self, words: Sequence[Word], beginnings: Sequence[_Beginning | None]) -> list[str]:
        """Keys of the facets that a text names, sorted, by its words and by what begins at each of them."""
        facets: set[str] = set()
        free = 0
        last = len(words) - 1
        # Of a hundred words some ten begin something: compressing passes over the others without a step of the loop.
        for index in compress(range(len(words)), beginnings):
            expressions, second = beginnings[index] or _NOTHING
            if index < free or (second is not None and (index == last or words[index + 1].form not in second)):
                continue
            found = [entry for entry in expressions if _matches(entry[0], words, index)]
            length = len(found[0][0]) if found else 0
            keys = {key for sequence, key in found if not self._names or len(sequence) == length}
            capital = any(word.capital for word in words[index : index + length])
            if not found or (self._names and not capital and "" not in keys):
                continue
            facets |= keys if "" not in keys else set()
            if self._names or "" in keys:
                free = index + length
        return sorted(facets)

    def _add(self, expression: str, key: str) -> None:
        """An expression as the data have it, and with what may be written to its beginning."""
        for written in (expression, *self._spoken.begun(expression)):
            self._add_written(written, key)

    def _add_written(self, expression: str, key: str) -> None:
        sequence: list[str] = []
        for token in expression.split():
            folded = [_bare(word, self._spoken) for word in words(token)]
            if token.endswith("*"):
                folded[-1] += "*"
            sequence += folded
        first = sequence[0]
        start = first[:_STEM] + "*" if first.endswith("*") else first
        self._starting.setdefault(start, []).append((tuple(sequence), key))

    def beginning(self, first: str) -> _Beginning | None:
        """What begins with a word; None where nothing does."""
        starts = [start for start in (first, first[:_STEM] + "*") if start in self._starting]
        if not starts:  # Most words.
            return None
        sequences = (
            expression for start in starts for expression in self._starting[start] if _is(expression[0][0], first)
        )
        expressions = tuple(sorted(sequences, key=lambda expression: -len(expression[0])))
        if not expressions:
            return None
        seconds = [sequence[1] if len(sequence) > 1 else "*" for sequence, _ in expressions]
        return _Beginning(expressions, None if any(word[-1] == "*" for word in seconds) else frozenset(seconds))


def _matches(sequence: tuple[str, ...], words: Sequence[Word], index: int) -> bool:
    """Whether the words of an expression, whose first is at `index`, stand in the text one after another."""
    end = index + len(sequence)
    if end > len(words):
        return False
    for further in range(index + 1, end):  # noqa: SIM110  (a generator costs twice as much; most end at once)
        if not _is(sequence[further - index], words[further].form):
            return False
    return True


def _is(word: str, form: str) -> bool:
    return form.startswith(word[:-1]) if word[-1] == "*" else form == word


@dataclass(frozen=True, slots=True)
class Named:
    """What a text names, by key, sorted."""

    countries: list[str]
    themes: list[str]


class Reader:
    """Reads texts of a language: what is printed between two spaces is folded, and what begins with it looked up, once
    for all texts and for countries and themes together."""

    def __init__(self, language: str) -> None:
        self._spoken = spoken(language)
        self._countries = Finder(countries(), language, names=True)
        self._themes = Finder(themes(), language, names=False)
        self.read = Remembered(self._read)
        """The words of what is printed between two spaces."""

    def named(self, words: Sequence[Word]) -> Named:
        """The countries and themes that the words of a text name."""
        countries, themes = list(map(_COUNTRIES, words)), list(map(_THEMES, words))
        return Named(self._countries.among(words, countries), self._themes.among(words, themes))

    def _read(self, printed: str) -> tuple[Word, ...]:
        capital = not printed.islower()
        folded = [_bare(unaccented(form), self._spoken) for form in forms(printed)]
        return tuple(
            Word(form, capital, self._countries.beginning(form), self._themes.beginning(form)) for form in folded
        )


def _bare(form: str, spoken: Language) -> str:
    """A word without what is written behind names: « Croatia’s »."""
    for possessive in spoken.possessives:
        form = form.removesuffix(possessive)
    return form


@cache
def reader(language: str) -> Reader:
    """The reader of texts of a language. Raises DataError."""
    return Reader(language)


def named(text: str, language: str) -> Named:
    """The countries and themes that a text of a language names. Raises DataError."""
    own = reader(language)
    return own.named(list(chain.from_iterable(map(own.read.__getitem__, text.split()))))
