"""The vocabulary as the reader's browser has it (search/vocabulary.js), run by Node on a few lines."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from build_scripts.export.browser_tables import spelling
from build_scripts.search.families import MARK
from build_scripts.search.kin import LONG_ENDING, SHORTEST
from tests.javascript import KNOWLEDGE, run_javascript

Run = Callable[[str, Any], Any]

# Each word without accents, with [forms, shards, compounds, alike, damaged]; a form is [count, name, kin].
PIECES: dict[str, dict[str, list[Any]]] = {
    "arrete": {
        "arrete": [[[4, "arrêté", ["arrêtés"]], [1, "arrête"]]],
        "arretes": [[[2, "arrêtés", ["arrêté"]]], [0]],
    },
    "drogue": {"drogue": [9, 0, [], ["drogues"]], "drogues": [3], "droguerie": [0]},
    "marche": {
        "marche": [[[5, "marché"]], 0, ["supermarche"]],
        "marchandise": [7],
        "marches": [[[6, "marchés"]]],
        "terrorismal": [1],
    },
    "terrorisme": {"terrorisme": [8, 0, [], [], 1], "toxicomanie": [2]},
}


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """The value of an expression; `loaded` has the names of the files that it asked for."""
    before = tmp_path_factory.mktemp("vocabulary") / "before.js"
    files = {f"words/{number}": piece for number, piece in enumerate(PIECES.values())}
    before.write_text(
        f"globalThis.window = globalThis; globalThis.cote = {json.dumps(spelling())};"
        f"const files = {json.dumps(files)}; globalThis.loaded = new Set();"
        f"const manifest = {json.dumps({'vocabulary': list(PIECES)})};"
        "globalThis.coteSearch = { manifest: async () => manifest,"
        " load: async (name) => { loaded.add(name); return files[name]; } };"
        "globalThis.emptied = async (act) => { manifest.vocabulary = []; return act(); };",
        encoding="utf-8",
    )
    modules: list[str | Path] = [
        before,
        KNOWLEDGE,
        "distance.js",
        "search/fold.js",
        "search/families.js",
        "search/vocabulary.js",
    ]
    return lambda expression, value: run_javascript(modules, expression, value)


def test_a_word_with_all_that_is_known_of_it(run: Run) -> None:
    arrete, drogue, damaged = run(
        "Promise.all(value.map(coteSearch.vocabulary.lookup))", ["arrete", "drogue", "terrorisme"]
    )
    assert arrete["forms"] == [
        {"name": "arrêté", "count": 4, "kin": ["arrêtés"]},
        {"name": "arrête", "count": 1, "kin": []},
    ]
    assert (arrete["count"], arrete["shards"], arrete["damaged"]) == (5, None, False)
    assert drogue["forms"] == [{"name": "drogue", "count": 9, "kin": []}]
    assert (drogue["compounds"], drogue["alike"]) == ([], ["drogues"])
    assert damaged["damaged"] is True
    assert run("coteSearch.vocabulary.lookup(value)", "arretes")["shards"] == [0]


@pytest.mark.parametrize(
    ("word", "piece"),
    [("aaa", 0), ("arrete", 0), ("drogu", 0), ("drogue", 1), ("marchd", 1), ("marche", 2), ("zzz", 3)],
)
def test_only_the_piece_with_the_word_is_loaded(run: Run, word: str, piece: int) -> None:
    loaded = run("coteSearch.vocabulary.lookup(value).then(() => [...loaded])", word)
    assert loaded == [f"words/{piece}"]


def test_what_is_not_there(run: Run) -> None:
    assert (
        run("Promise.all(value.map(coteSearch.vocabulary.lookup))", ["absent", "constructor", "__proto__"])
        == [None] * 3
    )
    everything = "['lookup', 'beginning', 'near'].map((act) => coteSearch.vocabulary[act](value))"
    assert run(f"emptied(() => Promise.all({everything}))", "drogue") == [None, [], []]


def test_words_that_begin_so_the_most_frequent_first(run: Run) -> None:
    beginning = "coteSearch.vocabulary.beginning(value).then((entries) => entries.map(({ word }) => word))"
    assert run(beginning, "march") == ["marchandise", "marches", "marche"]
    assert run(beginning, "drog") == ["drogue", "drogues"]  # not the form that has no place of its own
    assert run(beginning, "xyz") == []


@pytest.mark.parametrize(
    ("typed", "forms"),
    [
        ("drogues", ["drogue", "drogues"]),
        ("marchee", ["marché", "marchés"]),
        ("arrêtée", ["arrêté", "arrêtés"]),  # with its accents: « arrête » isn't one of « arrêtée »
        ("mar", []),
        ("terroriste", []),
    ],
)
def test_forms_that_differ_by_an_ending(run: Run, typed: str, forms: list[str]) -> None:
    inflected = (
        "coteSearch.vocabulary.inflected(value, { endings: [['', 's', 'e', 'es']], shortest: 3, longest: 4 })"
        ".then((entries) => entries.flatMap(({ forms }) => forms.map(({ name }) => name)))"
    )
    assert sorted(run(inflected, typed)) == forms


def test_an_ending_is_as_long_as_that_of_any_language(run: Run) -> None:
    """The other form may stand in the piece before: what is looked for is without the whole ending."""
    rules = {"endings": [["al", "eaux"]], "shortest": SHORTEST, "longest": LONG_ENDING}
    found = "coteSearch.vocabulary.inflected(...value).then((entries) => entries.map(({ word }) => word))"
    assert run(found, ["terrorismeaux", rules]) == ["terrorismal"]


def test_names_of_families_have_the_same_sign_here(run: Run) -> None:
    assert run("value.map(coteSearch.vocabulary.isFamily)", [f"كتب{MARK}n", "كتب"]) == [True, False]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("drogeu", ["drogue", "drogues"]),  # two letters that changed places
        ("marchandize", ["marchandise"]),
        ("terorisme", ["terrorisme"]),
        ("arrêtè", ["arrêté", "arrête", "arrêtés"]),  # other accents come first
        ("rdogue", ["drogue", "drogues"]),  # also those of its first two letters
        ("toxico", ["toxicomanie"]),  # the beginning of a word
        ("zzzzzz", []),
    ],
)
def test_what_may_have_been_meant(run: Run, typed: str, words: list[str]) -> None:
    assert run("coteSearch.vocabulary.near(value)", typed) == words
