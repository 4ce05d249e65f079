"""Which words are forms of one word: what inflection alone tells apart (plural, feminine, conjugation).

For a language with a word list its dictionary says so (`spelling.kin` in its folder, made by make_kin.py): a stem in
common proves nothing, as « génération » and « généreuse » have one. For words that the dictionary lacks, and for
languages without one, two forms are kin where they differ by an ending that search.toml gives.
"""

from __future__ import annotations

import json
import zlib
from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from sys import byteorder
from typing import Any

import snowballstemmer

from ..core.data_files import read_data
from ..core.language import FOLDER, languages
from ..mend.lexicon import load_words
from .word_folding import closed, unaccented

Paradigm = tuple[str, str]
"""(`n` a noun or any other word, `p` a participle, `v` a verb; the word under which dictionaries have it)."""

_ROOT = 4
"""Letters that two forms of one word share at least where their folded stems differ."""
_ENDING = 3
"""Letters beyond what they share that such forms have at most."""
_SHORTEST = 3
"""Letters before an ending, at least."""


@cache
def search_rules() -> dict[str, dict[str, Any]]:
    """What search knows of each language: data/languages/*/search.toml. Raises DataError."""
    return {code: read_data(FOLDER / code / "search.toml").table for code in languages()}


def kin(forms: Iterable[str], language: str) -> dict[str, set[str]]:
    """The other forms of the same word, by form, among the given forms (lower case, with their accents).

    Hyphenated and closed spellings of a form count as one here, and aren't kin of each other.
    """
    groups: dict[Any, list[str]] = defaultdict(list)
    unknown: list[str] = []
    own = sorted(set(forms))
    for form in own:
        paradigms = _paradigms(form, language)
        for paradigm in paradigms or ():
            groups[paradigm].append(form)
        if paradigms is None:
            unknown.append(form)
    found: dict[str, set[str]] = defaultdict(set)
    for members in groups.values():
        _relate(members, found, language)
    for members in _by_ending(own, unknown, language):
        _relate(members, found, language)
    return found


def _relate(members: list[str], found: dict[str, set[str]], language: str) -> None:
    for form in members:
        found[form].update(other for other in members if _inflected(form, other, language))


def _inflected(form: str, other: str, language: str) -> bool:
    """Forms that differ by more than accents, signs and an irregular conjugation (« peut », « pouvons »)."""
    a, b = closed(unaccented(form)), closed(unaccented(other))
    if a == b:
        return False
    stem = _stemmer(language)
    return (stem is not None and stem(a) == stem(b)) or _alike_but_for_endings(a, b)


def _alike_but_for_endings(a: str, b: str) -> bool:
    common = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    return common >= _ROOT and max(len(a), len(b)) - common <= _ENDING


def _by_ending(forms: list[str], unknown: list[str], language: str) -> Iterable[list[str]]:
    """Groups of two forms that differ by an ending; the dictionary lacks at least one of them."""
    spelled: dict[str, list[str]] = defaultdict(list)
    for form in forms:
        spelled[closed(form)].append(form)
    own = search_rules().get(language, {})
    if own.get("by_stem"):
        return _by_stem(unknown, language)
    return [
        [form, other]
        for form in unknown
        for word in _with_other_endings(closed(form), own.get("endings", ()))
        for other in spelled.get(word, ())
    ]


def _with_other_endings(word: str, groups: Iterable[list[str]]) -> set[str]:
    return {
        word[: len(word) - len(ending)] + other
        for group in groups
        for ending in group
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST
        for other in group
        if other != ending
    }


def _by_stem(forms: list[str], language: str) -> Iterable[list[str]]:
    """Of a language whose endings only its stemmer knows."""
    groups: dict[str, list[str]] = defaultdict(list)
    if stem := _stemmer(language):
        for form in forms:
            groups[stem(form)].append(form)
    return groups.values()


# --- the dictionary


def packed(trie: Any, found: Mapping[str, Iterable[Paradigm]]) -> bytes:
    """The content of a `.kin` file: for each word of the list the number of its set of paradigms.

    A paradigm is written as what is cut off the word and added to it: `["n", 1, ""]` for a plural in -s.
    """
    sets: dict[str, int] = {"[]": 0}
    numbers = array("H", bytes(2 * len(trie)))
    for word, number in trie.items():
        rules = sorted((kind, *_rule(word, lemma)) for kind, lemma in found.get(word, ()))
        text = json.dumps(rules, ensure_ascii=False, separators=(",", ":"))
        numbers[number] = sets.setdefault(text, len(sets))
    if byteorder == "big":
        numbers.byteswap()
    return zlib.compress(f"[{','.join(sets)}]\n".encode() + numbers.tobytes(), 9)


def _rule(word: str, lemma: str) -> tuple[int, str]:
    common = next((i for i, (x, y) in enumerate(zip(word, lemma, strict=False)) if x != y), min(len(word), len(lemma)))
    return len(word) - common, lemma[common:]


@cache
def _dictionary(language: str) -> tuple[list[list[tuple[str, int, str]]], array[int]] | None:
    """(sets of rules, number of the set of each word of the list). Raises ValueError for a file of another list."""
    file = FOLDER / language / "spelling.kin"
    if not file.is_file():
        return None
    sets, numbers = _unpacked(file.read_bytes())
    if len(numbers) != len(load_words(language).trie):
        raise ValueError(f"{file} was made from another word list; make it again with build_scripts.search.make_kin")
    return sets, numbers


def _unpacked(packed_file: bytes) -> tuple[list[list[tuple[str, int, str]]], array[int]]:
    table, _, content = zlib.decompress(packed_file).partition(b"\n")
    numbers = array("H", content)
    if byteorder == "big":
        numbers.byteswap()
    return json.loads(table), numbers


def _paradigms(form: str, language: str) -> list[Paradigm] | None:
    """The paradigms of a form; None where the dictionary has none for it."""
    dictionary = _dictionary(language)
    if dictionary is None:
        return None
    trie = load_words(language).trie
    for word in (form, form.replace("oe", "œ"), form.replace("ae", "æ"), form.title()):
        number = trie.get(word)
        if number is not None:
            sets, numbers = dictionary
            if not (rules := sets[numbers[number]]):
                return None
            return [(kind, word[: len(word) - cut] + added) for kind, cut, added in rules]
    return None


@cache
def _stemmer(language: str) -> Any:
    """The function that gives a word's stem; None where the language has none."""
    algorithm = search_rules().get(language, {}).get("stemmer")
    return snowballstemmer.stemmer(algorithm).stemWord if algorithm else None
