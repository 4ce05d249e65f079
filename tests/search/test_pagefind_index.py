"""The index that is put together from documents is the one that Pagefind makes of them."""

from __future__ import annotations

import random
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence

import pytest

from build_scripts.search import pagefind_index as module
from build_scripts.search.index_words import Record, merged, packed, record_of, replaced, unpacked
from build_scripts.search.pagefind import CHUNK, Pagefind, PagefindError
from build_scripts.search.pagefind_index import _chunks, _ranges, differing, index_of, prove
from build_scripts.search.word_folding import GAP, citation_key, damaged_key, key


def differences(documents: Mapping[str, Sequence[str]]) -> list[str]:
    """Paths at which the index of documents, keys by URL, isn't Pagefind's."""
    with Pagefind() as pagefind:
        for url, keys in documents.items():
            pagefind.add(url, " ".join(keys))
        files = pagefind.files()
    records = [unpacked(packed(record_of(url, keys))) for url, keys in documents.items()]
    return differing(index_of(merged(records)), files)


LETTERS = "aàâæbcçdeéèêëfghiîïjkłlmnñoôœøpqrsßtuûùüvwxyÿzжйёзабجاةئ国大会０٣ﬁⅷ-/.'’:(),_²%€😀ʻ"


@pytest.mark.parametrize("seed", range(6))
def test_random_documents(seed: int) -> None:
    chance = random.Random(seed)
    words = ["".join(chance.choices(LETTERS, k=chance.randint(1, 12))) for _ in range(chance.choice([30, 3_000]))]
    makers: list[Callable[[str], str]] = [key, key, key, citation_key, damaged_key, lambda word: GAP]
    keys = [chance.choice(makers)(word) for word in words if word != GAP]  # which is no word, so that none is damaged
    documents = {
        f"/fr/été “{number}” \\ \n/": [key("titre"), *chance.choices(keys, k=chance.choice([3, 300, 20_000]))]
        for number in range(chance.choice([1, 5, 30]))
    }
    assert differences(documents) == []


@pytest.mark.parametrize(
    "words",
    [
        ["abc", "abd", "abda", "b", "bcd", "zzy"],
        ["aab", "bcd", "c1"],
        ["xaab", "xaabz", "xaabzz", "xaac"],
        ["aab", "b1", "b2", "cq", "cqqz", "cr"],
    ],
)
def test_the_ranges_of_files_are_as_short_as_they_may_be(words: list[str]) -> None:
    """Each of these words fills a file."""
    assert differences({"/fr/A/1/": [word for word in words for _ in range(CHUNK)]}) == []
    index = index_of(merged([record_of("/fr/A/1/", [word for word in words for _ in range(CHUNK)])]))
    assert len(index.files) == len(words)


@pytest.mark.parametrize("seed", range(20))
def test_documents_that_change_are_put_in_the_place_of_those_before(seed: int) -> None:
    """Random documents of few words and of long ones: words come and go, and numbers of one, two and three bytes."""
    chance = random.Random(seed)
    words = [key(f"mot{number}") for number in range(chance.choice([2, 40]))]

    def document() -> Record:
        gaps = [GAP] * chance.choice([0, 30, 3_000])
        return record_of("/a/", chance.choices([*words, *gaps], k=chance.choice([0, 1, 50, 2_000])))

    records = [document() for _ in range(chance.choice([1, 2, 40]))]
    documents = merged(records)
    for _ in range(5):
        changed = {number: (records[number], document()) for number in chance.choices(range(len(records)), k=2)}
        for number, (_, after) in changed.items():
            records[number] = after
        documents = replaced(documents, changed)
        expected = merged(records)
        assert documents == expected
        assert list(documents.words) == list(expected.words)


@pytest.mark.parametrize("seed", range(6))
def test_a_word_is_in_the_last_file_that_begins_before_it(seed: int) -> None:
    """So search/pagefind.js asks for it before Pagefind itself has started."""
    chance = random.Random(seed)
    keys = {key("".join(chance.choices("abcé-字", k=chance.randint(1, 6)))) for _ in range(3_000)}
    repeated = [word for word in keys for _ in range(chance.choice([1, 40]))]
    chunks = list(_chunks(merged([record_of("/a/", repeated)]).words))
    starts = [start for start, *_ in _ranges(chunks)]
    assert len(starts) > 1
    for number, chunk in enumerate(chunks):
        assert {bisect_right(starts, word) - 1 for word, _ in chunk} == {number}


@pytest.mark.parametrize("seed", range(6))
def test_keys_are_what_pagefind_would_look_for(seed: int) -> None:
    """Its own script takes marks and punctuation off a query and puts it in lower case; search/pagefind.js doesn't."""
    chance = random.Random(seed)
    for _ in range(500):
        made = key("".join(chance.choices(LETTERS, k=chance.randint(2, 12))))
        assert made == unicodedata.normalize("NFD", made).lower()
        assert not {char for char in made if unicodedata.category(char)[0] in "MPZ"}


def test_a_difference_is_seen() -> None:
    with Pagefind() as pagefind:
        pagefind.add("/a/", "unჰ deuxჰ")
        files = pagefind.files()
    [name] = index_of(merged([record_of("/a/", ["unჰ", "deuxჰ"])])).names
    assert f"fragment/{name}.pf_fragment" in files
    assert differing(index_of(merged([record_of("/a/", ["deuxჰ", "unჰ"])])), files) != []
    assert differing(index_of(merged([record_of("/a/", ["unჰ"])])), files) != []


def test_another_pagefind_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with Pagefind() as pagefind:
        assert "pagefind.js" in prove(pagefind)
    monkeypatch.setattr(module, "version", lambda name: "0.1")
    with Pagefind() as pagefind, pytest.raises(PagefindError, match="use the locked version of pagefind-bin"):
        prove(pagefind)


def test_documents_whose_hashes_begin_alike_have_names_of_their_own() -> None:
    taken: set[str] = set()
    names = [module._name(full, taken) for full in ("0123456789", "0123456abc", "0123456789")]
    assert names == ["unknown_0123456", "unknown_0123456a", "unknown_01234567"]
