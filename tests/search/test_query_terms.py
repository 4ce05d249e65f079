"""What a query looks for, in a vocabulary of a few lines: the site's own scripts, run by Node."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from build_scripts.export.archive_files import BODIES, SIGNS, WORDS, write_words
from build_scripts.search.capitals import with_accents
from build_scripts.search.shared_files import names
from build_scripts.search.word_folding import forms
from build_scripts.search.word_forms import Vocabulary
from tests.javascript import KNOWLEDGE, reader_scripts, run_javascript

TEXT = """traite traites traités traité traitée traiter arrêté arrêtés arrêt marché marche génération générations
généreuse équipe équipes équipement socio-économique socioéconomiques cyber-criminalité cybercriminalité cyber COVID-19
covid 19 O.N.U. ONU Côte d’Ivoire mandat d’arrêt c’est-à-dire aujourd’hui parce par ce État Etat ETATS VIH/sida
contrepartie contre partie asile l’Assemblée organisation drogues"""
SPELLED, KIN = 1, 2

Resolve = Callable[..., list[dict[str, Any]]]


@pytest.fixture(scope="module")
def resolve(tmp_path_factory: pytest.TempPathFactory) -> Resolve:
    """The terms of a query: of each, its readings as lists of {form: distance}."""
    folder = tmp_path_factory.mktemp("terms")
    write_words(folder)
    vocabulary = Vocabulary()
    vocabulary.add(Counter(form for token in TEXT.split() for form in forms(with_accents(token, "fr"))), "fr", 0)
    pieces = list(vocabulary.pieces(1))
    held = ["A/76/463", 0, [0], "", "fr/A/76/463/", "Titre", 0, 0]
    files: dict[str, Any] = {f"words/{number}": piece for number, (_, piece) in enumerate(pieces)}
    files["symbols/0"] = [held, ["A/RES/76/181", 2, [0], ""]]
    files["manifest"] = {
        "vocabulary": [first for first, _ in pieces],
        "symbols": 1,
        "shards": [["a", 1]],
        **names(),
    }
    (folder / "load.js").write_text(
        f"globalThis.window = globalThis; globalThis.cote ??= {{}}; const files = {json.dumps(files)};"
        "globalThis.coteSearch = { load: async (name) => files[name], manifest: async () => files.manifest };",
        encoding="utf-8",
    )
    modules: list[str | Path] = [
        folder / "load.js",
        folder / SIGNS,
        KNOWLEDGE,
        "citing/anchor.js",
        folder / WORDS,
        folder / BODIES,
        *reader_scripts(),
    ]
    modules += ["distance.js"]
    modules += [f"search/{name}.js" for name in ("fold", "vocabulary", "references", "query", "symbols", "terms")]
    shown = (
        "(terms) => terms.map(({ alternatives, ...term }) => ({ ...term, shards: null, readings:"
        " alternatives.map((slots) => slots.map(({ names, cited }) => (cited ? { [cited]: 0 }"
        " : Object.fromEntries(names)))) }))"
    )

    def terms(query: str, *, kin: bool = True) -> list[dict[str, Any]]:
        expression = f"coteSearch.resolve(coteSearch.parse(value), {{ kin: {json.dumps(kin)} }}).then({shown})"
        results: list[dict[str, Any]] = run_javascript(modules, expression, query)
        return results

    return terms


@pytest.mark.parametrize(
    ("query", "forms"),
    [
        ("traité", {"traité": 0, "traités": KIN, "traitée": KIN}),
        ("traite", {"traite": 0, "traité": SPELLED, "traites": KIN, "traités": 3, "traitée": 3}),
        ("TRAITÉ", {"traité": 0, "traités": KIN, "traitée": KIN}),
        ("traitè", {}),
        ("arrêt", {"arrêt": 0}),
        ("arrêté", {"arrêté": 0, "arrêtés": KIN}),
        ("arrêts", {"arrêt": KIN}),  # stands nowhere itself
        ("marché", {"marché": 0}),
        ("génération", {"génération": 0, "générations": KIN}),
        ("generation", {"génération": SPELLED, "générations": 3}),
        ("équipe", {"équipe": 0, "équipes": KIN}),
        ("asiles", {"asile": KIN}),
        ("asie", {}),
        ("état", {"état": 0, "états": KIN}),
        ("lassemblée", {"assemblée": 0}),
        ("dasile", {"asile": 0}),
        ("aujourdhui", {"aujourd'hui": SPELLED}),
        ("onu", {"onu": 0, "o.n.u": SPELLED}),
        ("O.N.U.", {"o.n.u": 0, "onu": SPELLED}),
        ("covid19", {"covid-19": SPELLED}),
        ("cybercriminalité", {"cybercriminalité": 0, "cyber-criminalité": SPELLED}),
        ("cyber‑criminalité", {"cyber-criminalité": 0, "cybercriminalité": SPELLED}),
        ("cybercriminalite", {"cybercriminalité": SPELLED, "cyber-criminalité": SPELLED}),
    ],
)
def test_a_word(resolve: Resolve, query: str, forms: dict[str, int]) -> None:
    [term] = resolve(query)
    assert (term["readings"][0][0] if term["readings"] else {}) == forms
    assert term["unknown"] == (not forms)


@pytest.mark.parametrize(
    ("query", "forms"),
    [
        ("traité", {"traité": 0}),
        ("traite", {"traite": 0, "traité": SPELLED}),
        ("socioéconomiques", {"socioéconomiques": 0}),
        ("asiles", {}),
        ("covid19", {"covid-19": SPELLED}),
    ],
)
def test_quotation_marks_and_a_choice_both_take_the_very_word(
    resolve: Resolve, query: str, forms: dict[str, int]
) -> None:
    [term] = resolve(f"« {query} »")
    assert (term["readings"][0][0] if term["readings"] else {}) == forms
    if forms:
        [term] = resolve(query, kin=False)
        assert term["readings"][0][0] == forms


@pytest.mark.parametrize(
    ("query", "readings"),
    [
        ("COVID-19", [["covid-19"], ["covid", "19"]]),
        ('"COVID-19"', [["covid-19"], ["covid", "19"]]),
        ('"covid 19"', [["covid", "19"], ["covid-19"]]),
        ('"cyber criminalité"', [["cybercriminalité"]]),
        ('"par ce"', [["par", "ce"]]),
        ('"mandat d arrêt"', [["mandat", "arrêt"]]),
        ('"mandat d\'arrêt"', [["mandat", "arrêt"]]),
        ('"c est à dire"', [["est-à-dire"]]),
        ("VIH/sida", [["vih", "sida"]]),
        ('"VIH sida"', [["vih", "sida"]]),
    ],
)
def test_words_in_one_and_apart(resolve: Resolve, query: str, readings: list[list[str]]) -> None:
    [term] = resolve(query)
    assert sorted([next(iter(slot)) for slot in slots] for slots in term["readings"]) == sorted(readings)


@pytest.mark.parametrize(
    ("query", "whole"),
    [
        ("cyber criminalité", {"cyber-criminalité", "cybercriminalité"}),
        ("covid 19", {"covid-19"}),
        ("contre partie", {"contrepartie"}),
        ("est à dire", {"est-à-dire"}),
    ],
)
def test_neighbours_may_be_one_word(resolve: Resolve, query: str, whole: set[str]) -> None:
    for term in resolve(query):
        assert set(term["readings"][-1][0]) == whole


@pytest.mark.parametrize("query", ["par ce", "20 19", "asile drogues"])
def test_neighbours_that_are_two(resolve: Resolve, query: str) -> None:
    for term in resolve(query):
        assert len(term["readings"]) <= 1


def test_a_symbol_among_words_narrows_to_its_document(resolve: Resolve) -> None:
    for query in ('"traite" A/76/463', "traite A/76/463, par. 12", "A/76/463 traite"):
        words, symbol = resolve(query)
        assert symbol["narrows"], query
        assert not words.get("narrows")
        assert "traite" in words["readings"][0][0]
    assert "narrows" not in resolve("A/76/463")[0]


def test_a_document_that_is_only_cited_is_a_word_like_others(resolve: Resolve) -> None:
    for query in ("A/RES/76/181 drogues", "drogues résolution 76/181"):
        _, symbol = resolve(query)
        assert not symbol["narrows"]
        assert symbol["readings"] == [[{"A/RES/76/181": 0}]]


def test_a_slip_narrows_nothing(resolve: Resolve) -> None:
    _, symbol = resolve("traite A/76/464")
    assert not symbol["narrows"]
    assert symbol["unknown"]
    assert [document["symbol"] for document in symbol["documents"]] == ["A/76/463"]


def test_a_link_says_what_to_mark(resolve: Resolve, tmp_path: Path) -> None:
    write_words(tmp_path)
    modules: list[str | Path] = [tmp_path / SIGNS, "search/fold.js", "search/match.js"]
    slot = "({ names: new Map(value.map((name, i) => [name, i])) })"
    text = f"coteSearch.match.termText({{ alternatives: [[{slot}], [{slot}, {slot}]] }}, [['terror', 'isme']])"
    link = run_javascript(modules, text, ["traité", "traités"])
    assert link == '"terror isme";traité|traités;"traité|traités traité|traités"'
    shown = "cited ?? slots.map((forms) => [...forms])"
    expression = f"coteSearch.match.termsOf(value).map((all) => all.map(({{ cited, slots }}) => {shown}))"
    assert run_javascript(modules, expression, f"{link} @A/RES/1/2 asile") == [
        [[["terror"], ["isme"]], [["traité", "traités"]], [["traité", "traités"], ["traité", "traités"]]],
        ["A/RES/1/2"],
        [[["asile"]]],
    ]
    first = "coteSearch.match.standsAt(coteSearch.places(text), 0, text, [new Set([form])])"
    stands = f"value.map(([text, form]) => {first})"
    pairs = [["Etat", "état"], ["ÉTAT", "état"], ["Marche", "marché"], ["marche", "~marche"], ["marché", "~marche"]]
    assert run_javascript(modules, stands, pairs) == [True, True, False, True, True]
