"""Which words are forms of the same word, differing only by inflection (plural, feminine, conjugation).

In a language with a word list, its dictionary decides (`spelling.kin` in its folder, made by make_kin.py): a common
stem proves nothing, as « génération » and « généreuse » have one. For words that the dictionary lacks, and for
languages without one, two forms are kin if they differ by an ending listed in search.toml.
"""

from __future__ import annotations

import json
import zlib
from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from functools import cache, lru_cache
from itertools import combinations
from sys import byteorder
from typing import Any

from ..core.data_files import read_data
from ..core.folded import accented
from ..core.language import FOLDER, languages
from ..core.signs import letters_of_two
from ..mend.entries import entries_of, unusable
from ..mend.lexicon import load_words
from .families import families, has_families
from .word_folding import closed, unaccented
from .word_folding import forms as forms_of

Paradigm = tuple[str, str]
"""(`n` noun or any other word, `p` participle, `v` verb; the word under which dictionaries list it)."""

_ROOT = 4
"""The least letters that two forms of a word share if their folded stems differ."""
_ENDING = 3
"""The most letters that such forms have beyond those they share."""
LONG_ENDING = 4
"""The same, where endings have three letters, and a vowel may go before them: « беженец », « беженцами »."""
SHORTEST = 3
"""The least letters before an ending."""


@cache
def search_rules() -> dict[str, dict[str, Any]]:
    """What search knows about each language: data/languages/*/search.toml. Raises DataError."""
    return {code: read_data(FOLDER / code / "search.toml").table for code in languages()}


def stop_words(language: str) -> list[str]:
    """Words of a language that a query does without, as they are typed without accents."""
    return sorted({form for word in search_rules()[language]["stop_words"] for form in map(unaccented, forms_of(word))})


@cache
def all_stop_words() -> frozenset[str]:
    """Those of all languages."""
    return frozenset(word for language in search_rules() for word in stop_words(language))


def kin(forms: Iterable[str], language: str) -> dict[str, set[str]]:
    """For each form, the other forms of the same word among the given ones (lower case, with their accents).

    Hyphenated and closed spellings count as the same form and aren't kin of each other.
    """
    if has_families(language):
        return _of_families(forms, language)
    groups: dict[Any, list[str]] = defaultdict(list)
    unknown: list[str] = []
    distinct = sorted(set(forms))
    for form in distinct:
        paradigms = _paradigms(form, language)
        for paradigm in paradigms or ():
            groups[paradigm].append(form)
        if paradigms is None:
            unknown.append(form)
    relatives: dict[str, set[str]] = defaultdict(set)
    for members in groups.values():
        _relate(members, relatives, language)
    for members in _by_ending(distinct, unknown, language):
        _relate(members, relatives, language)
    for members in _irregular(set(distinct), language):
        for form in members:
            relatives[form].update(other for other in members if other != form)
    return relatives


def _irregular(forms: Set[str], language: str) -> Iterable[list[str]]:
    for listed in search_rules().get(language, {}).get("irregular", ()):
        if len(members := [form for form in map(accented, listed.split()) if form in forms]) > 1:
            yield members


def _of_families(forms: Iterable[str], language: str) -> dict[str, set[str]]:
    relatives: dict[str, set[str]] = defaultdict(set)
    for members in families(forms, language).values():
        for form in members:
            relatives[form] |= members.keys() - {form}
    return relatives


def _relate(members: list[str], relatives: dict[str, set[str]], language: str) -> None:
    for form, other in combinations(members, 2):
        if other not in relatives.get(form, ()) and _inflected(_plain(form), _plain(other), language):
            relatives[form].add(other)
            relatives[other].add(form)


@lru_cache(maxsize=1 << 12)
def _plain(form: str) -> str:
    """The form, closed, its Latin letters without accents: й isn't и to a stemmer."""
    return closed("".join(bare if (bare := unaccented(char)).isascii() else char for char in form))


def _inflected(a: str, b: str, language: str) -> bool:
    """Whether forms, closed and without accents, differ by inflection: by more than accents and signs, and not as
    irregular verbs do (« peut », « pouvons »)."""
    if a == b:
        return False
    if _alike_but_for_endings(a, b, LONG_ENDING if entries_of(language, _apart(language)) else _ENDING):
        return True
    stem = _stemmer(language)
    return stem is not None and stem(a) == stem(b)


def _alike_but_for_endings(a: str, b: str, longest: int) -> bool:
    common = next((i for i, (left, right) in enumerate(zip(a, b, strict=False)) if left != right), min(len(a), len(b)))
    return common >= _ROOT and max(len(a), len(b)) - common <= longest


def _by_ending(forms: list[str], unknown: list[str], language: str) -> Iterable[list[str]]:
    """Pairs of forms that differ by an ending; the dictionary lacks at least one form of each."""
    spelled: dict[str, list[str]] = defaultdict(list)
    for form in forms:
        spelled[closed(form)].append(form)
    rules = search_rules().get(language, {})
    return [
        [form, variant]
        for form in unknown
        for word in _with_other_endings(closed(form), rules.get("endings", ()))
        for variant in spelled.get(word, ())
    ]


def _with_other_endings(word: str, groups: Iterable[list[str]]) -> set[str]:
    return {
        word[: len(word) - len(ending)] + replacement
        for group in groups
        for ending in group
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST
        for replacement in group
        if replacement != ending
    }


# --- the dictionary


def packed(trie: Any, paradigms: Mapping[str, Iterable[Paradigm]]) -> bytes:
    """The content of a `.kin` file: for each word of the list, the number of its set of paradigms.

    A paradigm is written as what to cut off the word and what to add to it: `["n", 1, ""]` for a plural in -s.
    """
    sets: dict[str, int] = {"[]": 0}
    numbers = array("H", bytes(2 * len(trie)))
    for word, number in trie.items():
        rules = sorted((kind, *_rule(word, lemma)) for kind, lemma in paradigms.get(word, ()))
        text = json.dumps(rules, ensure_ascii=False, separators=(",", ":"))
        numbers[number] = sets.setdefault(text, len(sets))
    if byteorder == "big":
        numbers.byteswap()
    return zlib.compress(f"[{','.join(sets)}]\n".encode() + numbers.tobytes(), 9)


def _rule(word: str, lemma: str) -> tuple[int, str]:
    common = next(
        (i for i, (left, right) in enumerate(zip(word, lemma, strict=False)) if left != right),
        min(len(word), len(lemma)),
    )
    return len(word) - common, lemma[common:]


@cache
def _dictionary(language: str) -> tuple[list[list[tuple[str, int, str]]], array[int]] | None:
    """(sets of rules, the number of its set for each word of the list), None where the language has no dictionary.
    Raises DataError (D003) where the file can't be read or belongs to another word list."""
    file = FOLDER / language / "spelling.kin"
    if not file.is_file():
        return None
    words = len(load_words(language).trie)
    try:
        sets, numbers = _unpacked(file.read_bytes())
    except (OSError, ValueError, zlib.error) as error:
        raise unusable(file, f"can't be read ({error})") from error
    if len(numbers) != words:
        raise unusable(file, f"is for {len(numbers)} words, but spelling.trie has {words}")
    if max(numbers, default=0) >= len(sets):
        raise unusable(file, "names sets of rules that it doesn't have")
    return sets, numbers


def _unpacked(packed_file: bytes) -> tuple[list[list[tuple[str, int, str]]], array[int]]:
    table, _, content = zlib.decompress(packed_file).partition(b"\n")
    numbers = array("H", content)
    if byteorder == "big":
        numbers.byteswap()
    return json.loads(table), numbers


def _paradigms(form: str, language: str) -> list[Paradigm] | None:
    """The paradigms of a form; None if the dictionary lacks it."""
    if own := entries_of(language, _apart(language)):
        return own.paradigms(form) or None
    dictionary = _dictionary(language)
    if dictionary is None:
        return None
    trie = load_words(language).trie
    with_ligatures = [form.replace(letters, sign) for sign, letters in letters_of_two().items() if letters in form]
    for word in (form, *with_ligatures, form.title()):
        number = trie.get(word)
        if number is not None:
            sets, numbers = dictionary
            if not (rules := sets[numbers[number]]):
                return None
            return [(kind, word[: len(word) - cut] + added) for kind, cut, added in rules]
    return None


def _apart(language: str) -> tuple[str, ...]:
    return tuple(search_rules().get(language, {}).get("apart", ()))


@cache
def _stemmer(language: str) -> Any:
    """The function that stems a word; None if the language has no stemmer."""
    algorithm = search_rules().get(language, {}).get("stemmer")
    import snowballstemmer  # Only here: it imports the stemmers of all languages.

    return lru_cache(maxsize=1 << 16)(snowballstemmer.stemmer(algorithm).stemWord) if algorithm else None
