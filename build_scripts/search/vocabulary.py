"""The vocabulary of the collection: which forms there are, which of them are one word, and where they occur.

The reader's browser looks a word of the query up here and asks Pagefind for each form by its own name. Stemming inside
Pagefind would also bring words that only begin alike, and would miss « adoptée » for « adopté », as it takes accents
off first.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import snowballstemmer

from ..settings import DATA
from .fold import forms, spelling

PIECE = 6_000
"""Characters of JSON in one piece of the vocabulary, about."""

_COMPOUNDS = 8
"""Compounds that are shown for a word at most: the most frequent ones."""

_PARTS = re.compile(r"[-/']")
_ROOT = 4
"""Letters that two forms of one word share at least where their folded stems differ."""
_ENDING = 3
"""Letters beyond what they share that such forms have at most."""


@cache
def languages() -> dict[str, dict[str, Any]]:
    """What search knows of each language: data/search.toml."""
    return tomllib.loads((DATA / "search.toml").read_text(encoding="utf-8"))


@dataclass(slots=True)
class _Form:
    count: int = 0
    shards: set[int] = field(default_factory=set)
    spellings: dict[tuple[str, str], int] = field(default_factory=dict)
    """Number by (language, word in lower case with its accents)."""
    damaged: bool = False
    """It stands, somewhere, for a piece of a word that the source has in pieces."""

    def usual(self, form: str) -> str:
        """The most frequent spelling; of equals, the first in order."""
        return min(self.spellings, key=lambda spelled: (-self.spellings[spelled], spelled), default=("", form))[1]


class Vocabulary:
    """Collects the forms of all documents, shard by shard."""

    def __init__(self) -> None:
        self._forms: dict[str, _Form] = {}

    def add(self, tokens: Iterable[tuple[str, int]], language: str, shard: int) -> None:
        """Count the tokens (as printed, without blanks) of a document, with their number."""
        for token, count in tokens:
            found = forms(token)
            for form in found:
                entry = self._forms.get(form)
                if entry is None:
                    entry = self._forms[form] = _Form()
                entry.count += count
                entry.shards.add(shard)
                if len(found) == 1 and form[0].isalpha():
                    spelled = language, spelling(token)
                    entry.spellings[spelled] = entry.spellings.get(spelled, 0) + count

    def add_damaged(self, tokens: Iterable[str], shard: int) -> None:
        """Note pieces of words. They are no words of the collection, and no forms of any."""
        for token in tokens:
            for form in forms(token):
                entry = self._forms.setdefault(form, _Form())
                entry.damaged = True
                entry.shards.add(shard)

    def pieces(self, shards: int) -> Iterator[tuple[str, dict[str, list[Any]]]]:
        """(first form, entries) of each piece, in the order of UTF-16, which is that of a browser.

        An entry: [occurrences, usual spelling (0: the form), shards (0: all), other forms of the word, compounds with
        it as they are spelled, whether it is a piece of a damaged word]; what is empty at the end is left out.
        """
        kin, compounds = self._kin(), self._compounds()
        piece: dict[str, list[Any]] = {}
        size = 0
        for form in sorted({*self._forms, *compounds}, key=lambda f: f.encode("utf-16-be", "surrogatepass")):
            found = self._forms.get(form) or _Form()
            entry: list[Any] = [
                found.count,
                0 if (usual := found.usual(form)) == form else usual,
                0 if len(found.shards) == shards else sorted(found.shards),
                kin.get(form, []),
                compounds.get(form, []),
                int(found.damaged),
            ]
            while len(entry) > 1 and entry[-1] in (0, []):
                entry.pop()
            cost = len(form) + sum(len(str(part)) for part in entry) + 4
            if piece and size + cost > PIECE:
                yield next(iter(piece)), piece
                piece, size = {}, 0
            piece[form] = entry
            size += cost
        if piece:
            yield next(iter(piece)), piece

    def _kin(self) -> dict[str, list[str]]:
        """Other forms of the same word, by form."""
        groups: dict[tuple[str, str], list[str]] = defaultdict(list)
        folded: dict[tuple[str, str], str] = {}
        for form, entry in self._forms.items():
            for language, spelled in entry.spellings if form.isalpha() else ():
                if stem := _stemmer(language):
                    folded[language, form] = stem(form)
                    groups[language, stem(_without_plural(spelled, language))].append(form)
        kin: dict[str, set[str]] = defaultdict(set)
        for (language, _), members in groups.items():
            for form in members:
                kin[form].update(
                    other
                    for other in members
                    if other != form
                    and (folded[language, form] == folded[language, other] or _alike_but_for_endings(form, other))
                )
        return {form: sorted(others) for form, others in kin.items() if others}

    def _compounds(self) -> dict[str, list[str]]:
        """Compounds by the words they are made of: `bissau` → `guinee-bissau`."""
        compounds: dict[str, list[str]] = defaultdict(list)
        for form, entry in self._forms.items():
            if entry.count and form[0].isalpha() and _PARTS.search(form):
                for part in {part for part in _PARTS.split(form) if len(part) >= _ENDING and part.isalpha()}:
                    compounds[part].append(form)
        return {
            part: [
                self._forms[form].usual(form)
                for form in sorted(whole, key=lambda form: (-self._forms[form].count, form))[:_COMPOUNDS]
            ]
            for part, whole in compounds.items()
        }


def _alike_but_for_endings(a: str, b: str) -> bool:
    """True for `activite` and `activites`, not for `activement`, whose stem is the same with accents."""
    common = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    return common >= _ROOT and max(len(a), len(b)) - common <= _ENDING


def _without_plural(word: str, language: str) -> str:
    """The word without an ending that the stemmer would leave."""
    pattern = languages()[language].get("unstemmed")
    return re.sub(pattern, "", word) if pattern else word


@cache
def _stemmer(language: str) -> Any:
    """The function that gives a word's stem; None where the language has none."""
    algorithm = languages().get(language, {}).get("stemmer")
    return snowballstemmer.stemmer(algorithm).stemWord if algorithm else None
