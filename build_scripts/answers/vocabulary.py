"""The vocabulary of a built site, as its pages search by it: every form that stands in the archive, and which are one
word (search/word_forms.py writes it, and overrides/assets/javascripts/search/terms.js reads it in the same way)."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from ..core.signs import either
from ..search.bundle import FOLDER
from ..search.families import MARK
from ..search.kin import LONG_ENDING, SHORTEST
from ..search.kin import kin as kin_of
from ..search.word_folding import closed, unaccented
from .site_answering import NoAnswer

EXACT, SPELLED, KIN = 0, 1, 2
"""How far a form is from what was asked for: the very form; other accents or hyphens; another form of the word."""


@dataclass(frozen=True, slots=True)
class Form:
    """A form that stands in the archive."""

    name: str
    kin: tuple[str, ...]
    """Other forms of the word, or names of its families."""


@dataclass(frozen=True, slots=True)
class Entry:
    """The forms that differ only by accents."""

    forms: tuple[Form, ...]
    members: tuple[str, ...]
    """Of a family: its groups of forms; of a word, compounds with it."""
    alike: tuple[str, ...]
    """Other spellings, without accents."""


class Vocabulary:
    """Looks words up. Raises NoAnswer where the site has no search."""

    def __init__(self, site: Path) -> None:
        self._folder = site / FOLDER
        manifest = self._piece("manifest")
        self._firsts = [_order(first) for first in manifest["vocabulary"]]
        self.stop_words: Mapping[str, list[str]] = manifest["stop_words"]
        """Words that a query does without, by language, without accents."""
        self._stopped = frozenset(word for words in self.stop_words.values() for word in words)
        self._words = lru_cache(256)(self._piece)

    def names(self, typed: str, *, kin: bool = True) -> dict[str, int]:
        """The forms that will do for a word, in lower case with its accents, each with how far it is; none for a word
        that stands nowhere. « traité » is never « traite »; « traite » may be « traité »."""
        forms = self._written(typed)
        if kin and not forms:
            return dict.fromkeys(self._inflected(typed), KIN)
        names = {form.name: EXACT if form.name == typed else SPELLED for form in forms}
        for form in forms if kin else ():
            same, others = self._kin(form)
            for name in same if names[form.name] == EXACT else ():
                names.setdefault(name, SPELLED)
            for name in others:
                names.setdefault(name, KIN)
        return names

    def _inflected(self, typed: str) -> list[str]:
        """Forms of a word that stands in none of its own, in the first language that has any."""
        start = unaccented(typed)[: max(SHORTEST, len(typed) - LONG_ENDING)]
        first, last = (max(0, bisect_right(self._firsts, _order(word)) - 1) for word in (start, f"{start}\uffff"))
        words = [word for number in range(first, last + 1) for word in self._words(f"words/{number}")]
        near = [word for word in words if word.startswith(start) and MARK not in word]
        forms = [form.name for word in near if (entry := self._entry(word)) for form in entry.forms]
        related = (kin_of([typed, *forms], language).get(typed) for language in self.stop_words if forms)
        return sorted(next(filter(None, related), ()))

    def _written(self, typed: str) -> list[Form]:
        """The forms that are what was typed, but for accents that it lacks, and hyphens."""
        letters, plain = _same_letters(typed), unaccented(typed)
        forms = [form for entry in self._spellings(plain) for form in entry.forms]
        if letters == plain:
            return forms
        return [form for form in forms if _same_letters(closed(form.name)) == _same_letters(closed(typed))]

    def _spellings(self, word: str) -> Iterable[Entry]:
        """The entries of a word in all its spellings, closed and with hyphens or points; « U.N. » is not « un »."""
        whole = word if closed(word) in self._stopped else closed(word)
        own, group = self._entry(word), self._entry(whole)
        others = group.alike if group else ()
        found = {word: own, whole: group} | {other: self._entry(other) for other in others}
        return [entry for entry in found.values() if entry]

    def _kin(self, form: Form) -> tuple[list[str], list[str]]:
        """Forms that differ from one by words before them that search goes without, and its kin."""
        same: list[str] = []
        kin = [name for name in form.kin if MARK not in name]
        for family in (name for name in form.kin if MARK in name):
            entry = self._entry(family)
            for group in entry.members if entry else ():
                members = group.split(" ")[1:]
                (same if form.name in members else kin).extend(members)
        return same, kin

    def _entry(self, word: str) -> Entry | None:
        """What the vocabulary has under a word without accents, or the name of a family."""
        if not self._firsts:
            return None
        number = max(0, bisect_right(self._firsts, _order(word)) - 1)
        row = self._words(f"words/{number}").get(word)
        if row is None:
            return None
        shown, _, members, alike, *_ = _padded(row, [], 0, [], [])
        listed = shown if isinstance(shown, list) else [[shown]]
        # Of a form that stands nowhere, as a spelling that others are listed under, there is no count.
        forms = (
            Form(packed[1] or word, tuple(packed[2]))
            for packed in (_padded(one, 0, 0, []) for one in listed)
            if packed[0]
        )
        return Entry(tuple(forms), tuple(members), tuple(alike))

    def _piece(self, name: str) -> dict[str, Any]:
        """A file of the search: a script that hands over a value in JSON."""
        file = self._folder / f"{name}.js"
        try:
            text = file.read_text(encoding="utf-8", errors="surrogatepass")
            value: dict[str, Any] = json.loads(text[text.index(",") + 1 : text.rindex(")")])
        except (OSError, ValueError) as error:
            raise NoAnswer(f"{file} can't be read ({error}); make the site again with: cote site") from None
        return value


def _padded(packed: list[Any], *empty: Any) -> list[Any]:
    """With the empty values that are left out at the end."""
    return [*packed, *empty[len(packed) :]]


def _order(word: str) -> bytes:
    """By what browsers sort: UTF-16."""
    return word.encode("utf-16-be", "surrogatepass")


def _same_letters(form: str) -> str:
    """With one of letters that readers type for one another."""
    return form.translate({ord(letter): other for letter, other in either().items()})
