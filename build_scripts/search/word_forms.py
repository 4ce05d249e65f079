"""The vocabulary of the collection: which forms there are, which of them are one word, and where they occur.

The reader's browser looks a word of the query up here, without its accents, and asks Pagefind for each form, with
them, by its own name. Pagefind takes accents off and stems after that: « traité » would be « traite ».
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from .capitals import restored
from .kin import kin
from .word_folding import closed, forms, unaccented

PIECE = 6_000
"""Characters of JSON in one piece of the vocabulary, about."""

_COMPOUNDS = 8
"""Compounds that are shown for a word at most: the most frequent ones."""

# What joins the parts of a compound: `guinée-bissau`, `aujourd'hui`, `et/ou`; not `asile`.
_PARTS = re.compile(r"[-/']")
_PART = 3
"""Letters of a part that compounds are found by, at least."""


@dataclass(slots=True)
class _Form:
    count: int = 0
    languages: set[str] = field(default_factory=set)
    """In which it is a word, not a number or a symbol."""


@dataclass(slots=True)
class _Entry:
    """The forms that are alike but for their accents."""

    forms: dict[str, _Form] = field(default_factory=dict)
    shards: set[int] = field(default_factory=set)
    damaged: bool = False
    """It stands, somewhere, for a piece of a word that the source has in pieces."""

    @property
    def count(self) -> int:
        return sum(form.count for form in self.forms.values())

    def ordered(self) -> list[str]:
        """The forms, the most frequent first."""
        return sorted(self.forms, key=lambda form: (-self.forms[form].count, form))


class Vocabulary:
    """Collects the forms of all documents, shard by shard."""

    def __init__(self) -> None:
        self._entries: dict[str, _Entry] = {}

    def add(self, tokens: Iterable[tuple[str, int]], language: str, shard: int) -> None:
        """Count the tokens (as printed, without blanks) of a document, with their number."""
        for token, count in tokens:
            for form in forms(restored(token, language)):
                entry = self._entries.setdefault(unaccented(form), _Entry())
                entry.shards.add(shard)
                own = entry.forms.setdefault(form, _Form())
                own.count += count
                if form[0].isalpha():
                    own.languages.add(language)

    def add_damaged(self, tokens: Iterable[str], shard: int) -> None:
        """Note pieces of words, which are neither words of the collection nor forms of any."""
        for token in tokens:
            for form in forms(token):
                entry = self._entries.setdefault(unaccented(form), _Entry())
                entry.damaged = True
                entry.shards.add(shard)

    def pieces(self, shards: int) -> Iterator[tuple[str, dict[str, list[Any]]]]:
        """(first word, entries) of each piece, in the order of UTF-16, which is that of a browser.

        An entry, by the word without accents: [forms, shards (0: all), compounds with the word, other spellings that
        a hyphen, an apostrophe or points tell apart (without accents), whether it is a piece of a damaged word]; what
        is empty at the end is left out. A form: [occurrences, form (0: without accents), its kin]; of one form without
        accents and kin, the occurrences alone stand in place of all forms.
        """
        related, compounds, alike = self._kin(), self._compounds(), self._alike()
        piece: dict[str, list[Any]] = {}
        size = 0
        for word in sorted({*self._entries, *compounds, *alike}, key=lambda f: f.encode("utf-16-be", "surrogatepass")):
            found = self._entries.get(word) or _Entry()
            entry: list[Any] = [
                _shown(word, found, related),
                0 if len(found.shards) == shards else sorted(found.shards),
                compounds.get(word, []),
                alike.get(word, []),
                int(found.damaged),
            ]
            while len(entry) > 1 and entry[-1] in (0, []):
                entry.pop()
            cost = len(word) + sum(len(str(part)) for part in entry) + 4
            if piece and size + cost > PIECE:
                yield next(iter(piece)), piece
                piece, size = {}, 0
            piece[word] = entry
            size += cost
        if piece:
            yield next(iter(piece)), piece

    def _kin(self) -> dict[str, set[str]]:
        """Other forms of the same word, by form."""
        words: dict[str, list[str]] = defaultdict(list)
        for entry in self._entries.values():
            for form, own in entry.forms.items():
                for language in own.languages:
                    words[language].append(form)
        found: dict[str, set[str]] = defaultdict(set)
        for language, own_words in words.items():
            for form, others in kin(own_words, language).items():
                found[form] |= others
        return found

    def _compounds(self) -> dict[str, list[str]]:
        """Compounds by the words they are made of: `bissau` → `guinée-bissau`."""
        compounds: dict[str, list[str]] = defaultdict(list)
        for word, entry in self._entries.items():
            if entry.count and word[0].isalpha() and _PARTS.search(word):
                for part in {part for part in _PARTS.split(word) if len(part) >= _PART and part.isalpha()}:
                    compounds[part].append(word)
        return {
            part: [
                self._entries[word].ordered()[0]
                for word in sorted(whole, key=lambda word: (-self._entries[word].count, word))[:_COMPOUNDS]
            ]
            for part, whole in compounds.items()
        }

    def _alike(self) -> dict[str, list[str]]:
        """Words that differ from their closed spelling, by it: `socioeconomique` → `socio-economique`."""
        alike: dict[str, list[str]] = defaultdict(list)
        for word, entry in self._entries.items():
            if entry.count and (one := closed(word)) != word:
                alike[one].append(word)
        return {one: sorted(words) for one, words in alike.items()}


def _shown(word: str, entry: _Entry, related: dict[str, set[str]]) -> list[list[Any]] | int:
    """The forms of an entry as pieces have them."""
    shown: list[list[Any]] = []
    for form in entry.ordered():
        item: list[Any] = [entry.forms[form].count, 0 if form == word else form, sorted(related.get(form, ()))]
        while len(item) > 1 and item[-1] in (0, []):
            item.pop()
        shown.append(item)
    return shown[0][0] if len(shown) == 1 and len(shown[0]) == 1 else shown
