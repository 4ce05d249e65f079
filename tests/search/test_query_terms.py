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
from build_scripts.search.shared_files import inflections, languages_read
from build_scripts.search.word_folding import GAP, forms
from build_scripts.search.word_forms import Vocabulary
from tests.javascript import KNOWLEDGE, reader_scripts, run_javascript

FRENCH = """traite traites traités traité traitée traiter arrêté arrêtés arrêt marché marche génération générations
généreuse équipe équipes équipement socio-économique socioéconomiques cyber-criminalité cybercriminalité cyber COVID-19
covid 19 O.N.U. ONU Côte d’Ivoire mandat d’arrêt c’est-à-dire aujourd’hui parce par ce État Etat ETATS VIH/sida
contrepartie contre partie asile l’Assemblée organisation drogues U.N. un une"""
ARABIC = """القرارات والقرارات وقرار بالقرار قراراتها للقرار البحث بحث حث بحوث وبحوث كتابه الكتب دورة الدورات دوره
الأدوار تقرير للتقارير اللجنة لجانها للأمم الأمم المتحدة اتحاد على علي وفد المنظمة منظم"""
CHINESE = "联合国大会第七十六届会议，大国"
SPANISH = "resolución resoluciones los las de derechos niño caso casos casa"
TEXTS = {"fr": FRENCH, "ar": ARABIC, "es": SPANISH, "zh": CHINESE}
SPELLED, KIN = 1, 2

Resolve = Callable[..., list[dict[str, Any]]]


@pytest.fixture(scope="module")
def resolve(tmp_path_factory: pytest.TempPathFactory) -> Resolve:
    """The terms of a query: of each, its readings as lists of {form: distance}."""
    folder = tmp_path_factory.mktemp("terms")
    write_words(folder)
    vocabulary = Vocabulary()
    for language, text in TEXTS.items():
        found = (form for token in text.split() for form in forms(with_accents(token, language)) if form != GAP)
        vocabulary.add(Counter(found), language, 0)
    pieces = list(vocabulary.pieces(1))
    held = ["A/76/463", 0, [0], "", "fr/A/76/463/", "Titre", 0, 0]
    files: dict[str, Any] = {f"words/{number}": piece for number, (_, piece) in enumerate(pieces)}
    files["symbols/0"] = [held, ["A/RES/76/181", 2, [0], ""]]
    files["manifest"] = {
        "vocabulary": [first for first, _ in pieces],
        "symbols": 1,
        "shards": [["a", 1]],
        **languages_read(list(TEXTS)),
    }
    files |= {f"inflections/{language}": inflections(language) for language in TEXTS}
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
    modules += [
        f"search/{name}.js" for name in ("fold", "families", "vocabulary", "references", "query", "symbols", "terms")
    ]
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
        ("U.N.", {"u.n": 0}),  # « un » is a stop word
        ("un", {"un": 0}),
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
        (
            "قرار",
            {"وقرار": SPELLED} | dict.fromkeys(["القرارات", "والقرارات", "بالقرار", "قراراتها", "للقرار"], KIN),
        ),
        (
            "القرارات",
            {"القرارات": 0, "والقرارات": SPELLED} | dict.fromkeys(["وقرار", "بالقرار", "قراراتها", "للقرار"], KIN),
        ),
        (  # stands nowhere itself
            "وبالقرارات",
            {"القرارات": SPELLED, "والقرارات": SPELLED}
            | dict.fromkeys(["وقرار", "بالقرار", "قراراتها", "للقرار"], KIN),
        ),
        ("بحث", {"بحث": 0, "البحث": KIN, "بحوث": KIN, "وبحوث": KIN}),  # not « حث » with « ب »
        ("حث", {"حث": 0}),
        ("الكتاب", {"كتابه": KIN, "الكتب": KIN}),
        ("كتاب", {"كتابه": KIN, "الكتب": KIN}),
        ("دورة", {"دورة": 0, "دوره": SPELLED, "الدورات": KIN, "الادوار": 3}),
        ("دور", {"دوره": KIN, "الادوار": KIN}),
        ("تقارير", {"للتقارير": KIN, "تقرير": KIN}),
        ("لجنه", {"اللجنة": KIN, "لجانها": KIN}),
        ("الأمم", {"الامم": 0, "للامم": SPELLED}),
        ("على", {"على": 0, "علي": SPELLED}),
        ("منظم", {"منظم": 0}),
        ("resolucion", {"resolución": SPELLED, "resoluciones": 3}),
        ("caso", {"caso": 0, "casos": KIN}),
        ("nino", {"niño": SPELLED}),
    ],
)
def test_a_word_of_another_language(resolve: Resolve, query: str, forms: dict[str, int]) -> None:
    [term] = resolve(query)
    assert (term["readings"][0][0] if term["readings"] else {}) == forms


@pytest.mark.parametrize(
    ("query", "readings"),
    [
        ("联合国大会", [["联", "合", "国", "大", "会"]]),
        ("« 大会 »", [["大", "会"]]),
        ("大会，大国", [["大", "会"], ["大", "国"]]),
        ("联合国 大会", [["联", "合", "国"], ["大", "会"]]),
        ("« للأمم المتحدة »", [["للامم", "المتحدة"]]),
        ("« وبالأمم المتحدة »", [["الامم", "المتحدة"]]),
    ],
)
def test_expressions_of_other_languages(resolve: Resolve, query: str, readings: list[list[str]]) -> None:
    assert [[next(iter(slot)) for slot in term["readings"][0]] for term in resolve(query)] == readings


def test_stop_words_are_those_of_the_language_of_the_query(resolve: Resolve) -> None:
    assert [term["text"] for term in resolve("los derechos de las resoluciones")] == ["derechos", "resoluciones"]
    assert [term["text"] for term in resolve("traité sur la drogue para")] == ["traité", "drogue", "para"]
    assert [term["text"] for term in resolve("قرار من على اللجنة")] == ["قرار", "اللجنة"]


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
