"""Words are the same in the index and in the reader's browser."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_scripts.export.archive_files import BODIES, SIGNS, WORDS, write_words
from build_scripts.search.capitals import with_accents
from build_scripts.search.word_folding import GAP, LONGEST, citation_key, closed, damaged_key, fold, forms, key, words
from tests.javascript import KNOWLEDGE, reader_scripts, run_javascript

HERE = Path(__file__).parent
VECTORS = json.loads((HERE / "fold.json").read_text(encoding="utf-8"))
QUERIES = json.loads((HERE / "queries.json").read_text(encoding="utf-8"))
SPELLINGS = json.loads((HERE / "spellings.json").read_text(encoding="utf-8"))
LABELS = json.loads((HERE / "labels.json").read_text(encoding="utf-8"))
KEYS = [
    "traité",
    "cañón",
    "мой",
    "asile",
    "guinee-bissau",
    "a/res/77/237",
    "2370",
    "россия",
    "联",
    "0,5",
    "est-a-dire",
    "aujourd'hui",
    "a&b",
    "a_b",
]


Run = Callable[[str, Any], Any]


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Value of an expression after the scripts that need no index; it finds what it is given as `value`."""
    folder = tmp_path_factory.mktemp("words")
    write_words(folder)
    modules: list[str | Path] = [
        folder / SIGNS,
        "citing/anchor.js",
        folder / WORDS,
        folder / BODIES,
        *reader_scripts(),
        *(f"search/{name}.js" for name in ("fold", "references", "query", "labels")),
    ]
    before = tmp_path_factory.mktemp("before") / "before.js"
    before.write_text("globalThis.window = globalThis; globalThis.cote ??= {};", encoding="utf-8")
    return lambda expression, value: run_javascript([before, KNOWLEDGE, "text.js", *modules], expression, value)


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["text"][:20])
def test_words(vector: dict[str, Any]) -> None:
    assert words(vector["text"]) == vector["words"]


@pytest.mark.parametrize("vector", SPELLINGS, ids=lambda vector: vector["text"][:20])
def test_forms_and_what_their_spellings_have_in_common(vector: dict[str, Any]) -> None:
    forms_of_text = [form for token in vector["text"].split() for form in forms(token)]
    assert forms_of_text == vector["forms"]
    assert list(map(closed, forms_of_text)) == vector["closed"]


def test_words_in_the_browser(run: Run) -> None:
    texts = [vector["text"] for vector in VECTORS]
    assert run("value.map(coteSearch.words)", texts) == [vector["words"] for vector in VECTORS]


def test_forms_in_the_browser(run: Run) -> None:
    texts = [vector["text"] for vector in SPELLINGS]
    shown = "value.map((text) => coteSearch.places(text).map(({ accented }) => accented))"
    assert run(shown, texts) == [vector["forms"] for vector in SPELLINGS]
    both = "value.map((text) => coteSearch.places(text).map(({ accented }) => coteSearch.closed(accented)))"
    assert run(both, texts) == [vector["closed"] for vector in SPELLINGS]


def test_both_sides_read_any_text_alike(run: Run) -> None:
    """Signs, accents and scripts thrown together."""
    chance = random.Random(11)
    signs = "aeioulLdDcCsÉéèêçñ'’‘-–—.,/／⁄()«»\"0129 œŒйиёأآ联国º²½İßz_:;\u0301\u0300\u0327\u064e &|وبلةىـ，。、大"
    texts = ["".join(chance.choice(signs) for _ in range(chance.randint(1, 16))) for _ in range(4_000)]
    expected = [[form for token in text.split() for form in forms(token) if form != GAP] for text in texts]
    assert run("value.map(coteSearch.accentedWords)", texts) == expected
    distinct = sorted({form for forms_of_text in expected for form in forms_of_text})
    assert run("value.map(coteSearch.closed)", distinct) == list(map(closed, distinct))
    assert run("value.map(coteSearch.key)", distinct) == list(map(key, distinct))


def test_a_browser_marks_the_words_and_nothing_around_them(run: Run) -> None:
    text = "« L’asile », (E/CN.15/2020/8) l’ONUDC… d’«élève» VIH/sida"
    marked = run("coteSearch.places(value).map((p) => value.slice(p.start, p.end))", text)
    assert marked == ["asile", "E/CN.15/2020/8", "ONUDC", "élève", "VIH", "sida"]


def test_keys_in_the_browser(run: Run) -> None:
    for name, function in (("key", key), ("citationKey", citation_key), ("damagedKey", damaged_key)):
        assert run(f"value.map(coteSearch.{name})", KEYS) == [function(form) for form in KEYS]


def test_queries_in_the_browser(run: Run) -> None:
    parsed = run("value.map(coteSearch.parse)", [query["typed"] for query in QUERIES])
    for query, query_read in zip(QUERIES, parsed, strict=True):
        if "terms" in query:
            assert [[term["kind"], " ".join(term["forms"])] for term in query_read["terms"]] == query["terms"], query
        if "symbol" in query:
            assert (query_read["symbol"] or {}).get("symbol") == query["symbol"], query
        if "unit" in query:
            named_document = query_read["symbol"] or next(
                term for term in query_read["terms"] if term["kind"] == "symbol"
            )
            defaults = {"unit": query["unit"], "scopes": [], "operative": False, "last": ""}
            expected = defaults | {name: query[name] for name in defaults if name in query}
            assert {name: named_document["pin"][name] for name in defaults} == expected, query


def test_labels_in_the_browser(run: Run) -> None:
    assert run("value.map(coteSearch.label)", list(LABELS)) == list(LABELS.values())


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet=st.characters(codec="utf-8", categories=("L", "N", "P", "M")), min_size=1, max_size=30))
def test_a_word_is_found_by_itself(token: str) -> None:
    for form in set(forms(token)) - {GAP}:
        assert forms(form) == (form,) or "'" in form  # l'l'asile: one article goes at a time
        assert 0 < len(form) <= LONGEST


@given(st.lists(st.sampled_from([*KEYS, "asi", "asiles"]), min_size=2, max_size=2, unique=True))
def test_no_key_begins_another(pair: list[str]) -> None:
    first, second = map(key, pair)
    assert not second.startswith(first)
    assert second.isalpha() or second.isalnum()


@pytest.mark.parametrize(
    ("printed", "word"),
    [
        ("Etat", "État"),
        ("L’ETAT", "L’ÉTAT"),
        ("RESOLUTION", "RÉSOLUTION"),
        ("Egypte", "Égypte"),
        ("Etats-Unis", "États-Unis"),
        ("MARCHE", "MARCHE"),  # « marché » as well
        ("ELEVE", "ELEVE"),
        ("Rome", "Rome"),
        ("etat", "etat"),
    ],
)
def test_capitals_without_their_accents(printed: str, word: str) -> None:
    assert with_accents(printed, "fr") == word
    assert with_accents(printed, "ru") == printed
