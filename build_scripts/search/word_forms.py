"""The vocabulary of the collection: its forms, which of them belong to the same word, and where they occur.

The reader's browser looks up a word of the query here, without its accents, and asks Pagefind for each form with its
accents. Pagefind itself would strip accents before stemming: « traité » would become « traite ».
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ..core.remembered import Remembered
from .families import has_families, named_families
from .kin import all_stop_words, kin
from .word_folding import closed, unaccented

PIECE = 6_000
"""Approximate characters of JSON in one piece of the vocabulary."""

_COMPOUNDS = 8
"""The most compounds that are shown for a word, the most frequent first."""

KinOf = Callable[[list[str], str], Mapping[str, Collection[str]]]
"""Tells the kin of words of a language, as `kin` does."""
Families = dict[str, list[str]]
"""Forms by the name of their family, as `named_families` writes them."""
FamiliesOf = Callable[[list[str], str], Families]
"""Tells the families of words of a language, as `named_families` does."""

# Signs that join the parts of a compound: `guinée-bissau`, `aujourd'hui`, `et/ou`; not `asile`.
_PARTS = re.compile(r"[-/']")
_PART = 3
"""The least letters of a part by which compounds are found."""


@dataclass(slots=True)
class _Form:
    form: str
    count: int = 0
    languages: tuple[str, ...] = ()
    """Languages in which it is a word, not a number or a symbol."""


@dataclass(slots=True)
class _Entry:
    """The forms that differ only by their accents, which are few."""

    forms: list[_Form] = field(default_factory=list)
    shards: int = 0
    """A bit for each shard, the lowest for the first: a set of them, in each of many entries, would be large."""
    damaged: bool = False
    """Whether it is, somewhere, a piece of a word that the source has split."""

    @property
    def count(self) -> int:
        return sum(form.count for form in self.forms)

    def form(self, word: str) -> _Form:
        """The form that is written so."""
        for known in self.forms:
            if known.form == word:
                return known
        self.forms.append(_Form(word))
        return self.forms[-1]

    def ordered(self) -> list[_Form]:
        """The forms, the most frequent first."""
        return sorted(self.forms, key=lambda form: (-form.count, form.form))

    def numbers(self) -> list[int]:
        """The numbers of its shards."""
        numbers: list[int] = []
        left = self.shards
        while left:
            numbers.append((left & -left).bit_length() - 1)
            left &= left - 1
        return numbers


class Vocabulary:
    """Collects the forms of all documents, shard by shard."""

    def __init__(self) -> None:
        self._entries: dict[str, _Entry] = {}
        self._words = Remembered(unaccented)

    def add(self, counts: Mapping[str, int], language: str, shard: int) -> None:
        """Count forms of a language in a shard, each with the number of its occurrences."""
        alone, bit = (language,), 1 << shard
        for form, count in counts.items():
            entry = self._entry(self._words[form])
            entry.shards |= bit
            known = entry.form(form)
            known.count += count
            if form[0].isalpha() and language not in known.languages:
                known.languages = (*known.languages, language) if known.languages else alone

    def add_damaged(self, forms: Iterable[str], shard: int) -> None:
        """Add pieces of split words (without accents), which are neither words of the collection nor forms of one."""
        for form in forms:
            entry = self._entry(form)
            entry.damaged = True
            entry.shards |= 1 << shard

    def _entry(self, word: str) -> _Entry:
        return self._entries.get(word) or self._entries.setdefault(word, _Entry())

    def pieces(
        self, shards: int, kin_of: KinOf = kin, families_of: FamiliesOf = named_families
    ) -> Iterator[tuple[str, dict[str, list[Any]]]]:
        """(first word, entries) of each piece, in UTF-16 order, as browsers sort.

        An entry, by the word without accents: [forms, shards (0: all), compounds with the word, other spellings that
        differ by a hyphen, an apostrophe or full stops (without accents), whether it is a piece of a damaged word];
        empty values at the end are left out. A form: [occurrences, form (0: without accents), its kin]; a single form
        without accents and kin is written as its occurrences alone.

        Where a language has families, the kin of a form are names of families. These are entries too, with how often
        their forms occur, and the forms in place of compounds: a word may have a hundred forms with prefixes, and each
        would list them all.
        """
        words = self._words_by_language()
        families = self._families(words, families_of)
        related = self._kin(words, kin_of)
        for family, members in families.items():
            forms = _members(members)
            for form in forms if len(forms) > 1 else ():
                related[form] = [*related.get(form, ()), family]
        compounds, alike = self._compounds() | families, self._alike()
        piece: dict[str, list[Any]] = {}
        size = 0
        for word in sorted(
            {*self._entries, *compounds, *alike}, key=lambda form: form.encode("utf-16-be", "surrogatepass")
        ):
            group = self._entries.get(word) or self._sum(families.get(word, ()))
            entry: list[Any] = [
                _packed_forms(word, group, related),
                0 if group.shards.bit_count() == shards else group.numbers(),
                compounds.get(word, []),
                alike.get(word, []),
                int(group.damaged),
            ]
            while len(entry) > 1 and entry[-1] in (0, []):
                entry.pop()
            cost = len(word) + len(str(entry)) - 2 * len(entry) + 4  # Brackets and what parts its values aside.
            if piece and size + cost > PIECE:
                yield next(iter(piece)), piece
                piece, size = {}, 0
            piece[word] = entry
            size += cost
        if piece:
            yield next(iter(piece)), piece

    def _words_by_language(self) -> dict[str, list[str]]:
        words: dict[str, list[str]] = defaultdict(list)
        for entry in self._entries.values():
            for form in entry.forms:
                for language in form.languages:
                    words[language].append(form.form)
        return words

    def _kin(self, words: Mapping[str, list[str]], kin_of: KinOf) -> dict[str, Collection[str]]:
        """Other forms of the same word, by form."""
        relatives: dict[str, Collection[str]] = {}
        for language, own_words in words.items():
            for word, others in ({} if has_families(language) else kin_of(own_words, language)).items():
                relatives[word] = {*relatives[word], *others} if word in relatives else others
        return relatives

    def _families(self, words: Mapping[str, list[str]], families_of: FamiliesOf) -> Families:
        result: Families = {}
        for language, own_words in words.items():
            if has_families(language):
                result |= families_of(own_words, language)
        return result

    def _sum(self, members: Iterable[str]) -> _Entry:
        """The entry of a family: how often its forms occur together, and where."""
        total = _Entry()
        for form in _members(members):
            entry = self._entries[self._words[form]]
            total.shards |= entry.shards
            total.form("").count += entry.form(form).count
        return total

    def _compounds(self) -> dict[str, list[str]]:
        """Compounds by each word that they are made of: `bissau` → `guinée-bissau`."""
        compounds: dict[str, list[str]] = defaultdict(list)
        for word, entry in self._entries.items():
            if entry.count and word[0].isalpha() and _PARTS.search(word):
                for part in {part for part in _PARTS.split(word) if len(part) >= _PART and part.isalpha()}:
                    compounds[part].append(word)
        return {
            part: [
                self._entries[word].ordered()[0].form
                for word in sorted(members, key=lambda word: (-self._entries[word].count, word))[:_COMPOUNDS]
            ]
            for part, members in compounds.items()
        }

    def _alike(self) -> dict[str, list[str]]:
        """Words that differ from their closed spelling, by that: `socioeconomique` → `socio-economique`; « U.N. » is
        not « un », « W.H.O. » not « who »."""
        alike: dict[str, list[str]] = defaultdict(list)
        for word, entry in self._entries.items():
            if entry.count and (closed_form := closed(word)) != word and closed_form not in all_stop_words():
                alike[closed_form].append(word)
        return {closed_form: sorted(words) for closed_form, words in alike.items()}


def _members(family: Iterable[str]) -> list[str]:
    return [form for group in family for form in group.split(" ")[1:]]


def _packed_forms(word: str, entry: _Entry, related: Mapping[str, Collection[str]]) -> list[list[Any]] | int:
    """The forms of an entry as they are written in pieces."""
    packed: list[list[Any]] = []
    for form in entry.ordered():
        item: list[Any] = [form.count, 0 if form.form in ("", word) else form.form, sorted(related.get(form.form, ()))]
        while len(item) > 1 and item[-1] in (0, []):
            item.pop()
        packed.append(item)
    return packed[0][0] if len(packed) == 1 and len(packed[0]) == 1 else packed
