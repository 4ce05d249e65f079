"""The search's scripts that touch no page, run by Node: symbols, spelling, excerpts, marks, facets, queries."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from build_scripts.export.browser_tables import spelling
from tests.javascript import KNOWLEDGE, run_javascript

Run = Callable[[str, Any], Any]

SYMBOLS = [
    ["A/76/463", 3, [0], "", "fr/A/76/463/", "Criminalité", 0, 0],
    ["A/C.3/76/L.10", 1, [0], ""],
    ["E/CN.15/2020/8", 2, [0], "", "fr/E/CN.15/2020/8/", "Activités", 0, 1],
    ["E/CN.15/2020/8/Add.1", 1, [0], "cotes/E/CN.15/2020/8/Add.1/"],
    ["S/55/67", 1, [0], ""],
]


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Value of an expression after the scripts, with a few symbols; it finds what it is given as `value`."""
    before = tmp_path_factory.mktemp("scripts") / "before.js"
    before.write_text(
        f"globalThis.window = globalThis; globalThis.cote = {json.dumps(spelling())};"
        f"const files = {json.dumps({'symbols/0': SYMBOLS, 'manifest': {'symbols': 1}})};"
        "globalThis.coteSearch = { load: async (name) => files[name], manifest: async () => files.manifest };",
        encoding="utf-8",
    )
    names = ("fold", "families", "vocabulary", "query", "symbols", "facets", "match", "excerpt")
    modules: list[str | Path] = [before, KNOWLEDGE, "text.js", "distance.js", *(f"search/{name}.js" for name in names)]
    return lambda expression, value: run_javascript(modules, expression, value)


# --- symbols


def test_parts_of_a_symbol(run: Run) -> None:
    parts = run("value.map(coteSearch.symbols.parts)", ["E/CN.15/2020/08", "a_76_463", "A/RES/2370 (2017)", "—"])
    assert parts == [["e", "cn", "15", "2020", "8"], ["a", "76", "463"], ["a", "res", "2370", "2017"], []]


@pytest.mark.parametrize(
    ("typed", "symbols", "exact"),
    [
        ("A/76/463", ["A/76/463"], True),
        ("a 76 0463", ["A/76/463"], True),
        ("76/463", ["A/76/463"], True),
        ("CN.15/2020/8", ["E/CN.15/2020/8"], True),
        ("2020/8/Add", ["E/CN.15/2020/8/Add.1"], True),
        ("76/L.10", ["A/C.3/76/L.10"], True),
        ("A/76/464", ["A/76/463"], False),  # a digit that differs
        ("A/67/463", ["A/76/463"], False),  # two that are exchanged
        ("A/77/464", [], False),
        ("S/55/25", [], False),
        ("463", ["A/76/463"], False),  # too little to be sure
    ],
)
def test_documents_that_a_symbol_may_mean(run: Run, typed: str, symbols: list[str], exact: bool) -> None:
    answer = run("coteSearch.symbols.find(value, true)", typed)
    assert [document["symbol"] for document in answer["found"]] == symbols
    assert answer["exact"] == exact


def test_no_slip_is_supposed_where_it_may_be_words(run: Run) -> None:
    assert run("coteSearch.symbols.find(value, false)", "A/76/464") == {"exact": True, "found": []}


# --- spelling

DISTANCES = [
    ("traite", "traite", 2, 0),
    ("traite", "traites", 2, 1),
    ("traite", "trait", 2, 1),
    ("traite", "trahte", 2, 1),
    ("traite", "triate", 2, 1),  # exchanged
    ("traite", "retraite", 2, 2),
    ("traite", "retraites", 2, 3),  # more than the limit counts as one more
    ("traite", "xyz", 1, 2),
    ("", "", 1, 0),
    ("", "ab", 2, 2),
]


@pytest.mark.parametrize(("word", "other", "limit", "edits"), DISTANCES)
def test_edits_between_words(run: Run, word: str, other: str, limit: int, edits: int) -> None:
    both_ways = "[cote.distance(...value), cote.distance(value[1], value[0], value[2])]"
    assert run(both_ways, [word, other, limit]) == [edits, edits]


# --- queries where the reader of references isn't loaded, as in a document's own box


@pytest.mark.parametrize(
    ("typed", "terms"),
    [
        ("traite des personnes", [("word", "traite"), ("word", "des"), ("word", "personnes")]),
        ("« traite des personnes » crime", [("phrase", "traite des personnes"), ("word", "crime")]),
        ("cyber*", [("start", "cyber")]),
        ("mandat d arrêt", [("word", "mandat"), ("word", "arret")]),
        ("A/76/463", [("word", "a/76/463")]),
        ("  \u00a0 ", []),
        ("« traite", [("phrase", "traite")]),
    ],
)
def test_terms_of_a_query(run: Run, typed: str, terms: list[tuple[str, str]]) -> None:
    query = run("coteSearch.parse(value)", typed)
    assert query["symbol"] is None
    assert [(term["kind"], " ".join(term["forms"])) for term in query["terms"]] == terms


# --- what is marked

RANGES = (
    "coteSearch.match.rangesIn(value.text, coteSearch.match.termsOf(value.terms), (key) => value.cited[key] ?? [],"
    " value.some).map(({ start, end }) => value.text.slice(start, end))"
)


@pytest.mark.parametrize(
    ("text", "terms", "some", "marked"),
    [
        ("La traite, les traites", "traite|traites", False, ["traite", "traites"]),
        ("La traite des personnes", "drogue traite", False, []),
        ("La traite des personnes", "drogue traite", True, ["traite"]),
        ("La traite des personnes", '"traite des personnes" traite', False, ["traite des personnes"]),
        ("La traite, des personnes", '"des traite"', False, []),
        ("VIH/sida et l’État", "sida état", False, ["sida", "État"]),
        ("Voir la note, A/76/463", "@A/76/463", False, ["la note"]),
        ("Voir la note", "@A/1/2", False, []),
        ("Voir", "@", False, []),
    ],
)
def test_ranges_that_are_marked(run: Run, text: str, terms: str, some: bool, marked: list[str]) -> None:
    cited = {"A/76/463": [{"start": 5, "end": 12}]}
    assert run(RANGES, {"text": text, "terms": terms, "some": some, "cited": cited}) == marked


# --- what is shown of a hit


def matched(run: Run, text: str, spans: list[list[list[int]]], places: list[int] | None = None) -> list[str]:
    block = {"anchor": "par-1", "text": text, "places": places}
    expression = "coteSearch.matches({ spans: value.spans }, value.block).map(({ start, end }) => [start, end])"
    return [text[start:end] for start, end in run(expression, {"spans": spans, "block": block})]


def test_words_that_match(run: Run) -> None:
    text = "la traite des personnes et le crime"
    assert matched(run, text, [[[6, 1, 0]], [[1, 1, 0]]]) == ["traite", "crime"]
    assert matched(run, text, [[[1, 3, 0]], [[3, 1, 0]]]) == ["traite des personnes"]
    # The eighth word of the index stands for the second and third of the text: a reading of the source.
    assert matched(run, text, [[[7, 1, 0]]], [1, 2]) == ["traite des"]
    assert matched(run, text, [[[7, 1, 0]]]) == []


def test_stretch_of_a_paragraph(run: Run) -> None:
    short = "mot " * 20
    long = "mot " * 500
    ranges = [{"start": 1200, "end": 1203}, {"start": 1240, "end": 1243}]
    stretch = "coteSearch.stretch(value.text, value.ranges)"
    assert run(stretch, {"text": short, "ranges": []}) == [0, len(short)]
    assert run(stretch, {"text": long, "ranges": []}) == [0, 420]
    start, end = run(stretch, {"text": long, "ranges": [{"start": 0, "end": 3}, *ranges]})
    assert start <= 1200 < 1243 <= end
    assert end - start <= 420
    assert {long[start - 1], long[end]} == {" "}  # at words


def test_a_stretch_of_a_text_without_spaces_has_its_match(run: Run) -> None:
    text = "安" * 900 + "联合国" + "安" * 900
    start, end = run(
        "coteSearch.stretch(value.text, value.ranges)", {"text": text, "ranges": [{"start": 900, "end": 903}]}
    )
    assert start < 900 < 903 < end <= start + 420


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("联合国大会", ["联合国", "大会"]),
        ("中国", ["中国"]),
        ("国家的主权", ["国家", "主权"]),
        ("2030年议程", ["2030", "年", "议程"]),
    ],
)
def test_words_that_a_browser_tells_in_chinese(run: Run, typed: str, words: list[str]) -> None:
    assert run("coteSearch.wordsApart(value, ['的'])", typed) == words


def test_an_excerpt_shows_the_stretch_with_its_words_marked(run: Run) -> None:
    long = f"{'mot ' * 300}drogue et crime{' mot' * 300}"
    start = long.index("drogue")
    ranges = [{"start": 0, "end": 3}, {"start": start, "end": start + 6}, {"start": start + 10, "end": start + 15}]
    program = (
        "(() => { globalThis.document = { createElement: (name) => ({ name, textContent: '' }) };"
        " return coteSearch.excerpt(value.text, value.ranges)"
        ".map((node) => (typeof node === 'string' ? node : `<${node.name}>${node.textContent}</${node.name}>`)); })()"
    )
    nodes = run(program, {"text": long, "ranges": ranges})
    assert [node for node in nodes if node.startswith("<")] == ["<mark>drogue</mark>", "<mark>crime</mark>"]
    assert (nodes[0], nodes[3], nodes[-1]) == ("… ", " et ", " …")
    shown = "".join(nodes[1:-1]).replace("<mark>", "").replace("</mark>", "")
    assert shown in long
    whole = run(program, {"text": "la drogue", "ranges": [{"start": 3, "end": 9}]})
    assert whole == ["la ", "<mark>drogue</mark>", ""]


def test_a_link_marks_the_reading_of_the_source(run: Run) -> None:
    slot = "{ names: new Map([['terrorisme', 0]]) }"
    block = {"anchor": "par-1", "text": "le terror isme", "places": [1, 2]}
    expression = f"coteSearch.toMark([{{ alternatives: [[{slot}]] }}], {{ spans: [[[3, 1, 0]]] }}, value, false)"
    assert run(expression, block) == '"terror isme";terrorisme'


# --- facets

DOCUMENT = """({ language: 'fr', data: { organ: 'A', session: '76', date: '2021-11-01' }, parts: '012',
    themesOf: (block) => (block === 0 ? ['drogues'] : []), countriesOf: () => ['BF'] })"""
COUNTS = "counter.list().map(({ name, values }) => [name, values.map(({ value, count }) => [value, count])])"


def counts(run: Run, chosen: dict[str, list[str]], act: str) -> dict[str, list[list[str | int]]]:
    program = f"(() => {{ const counter = new coteSearch.facets.Counter(value); const document = {DOCUMENT};"
    return dict(run(f"{program} {act}; return {COUNTS}; }})()", chosen))


def test_facets_count_paragraphs(run: Run) -> None:
    every = "for (const block of [0, 1, 2]) counter.add(document, block)"
    values = counts(run, {}, every)
    assert values["partie"] == [["texte", 1], ["notes", 1], ["titres", 1]]
    assert values["pays"] == [["BF", 3]]
    assert values["annee"] == [["2021", 3]]
    assert values["type"] == []
    assert counts(run, {}, f"{every}; counter.remove(document, 0)")["theme"] == []


def test_a_facet_counts_what_the_others_let_through(run: Run) -> None:
    every = "for (const block of [0, 1, 2]) counter.add(document, block)"
    values = counts(run, {"partie": ["notes"]}, every)
    assert values["partie"] == [["notes", 1], ["texte", 1], ["titres", 1]]
    assert values["pays"] == [["BF", 1]]
    values = counts(run, {"partie": ["notes"], "theme": ["drogues"]}, every)
    assert values["theme"] == [["drogues", 0]]
    assert values["partie"] == [["notes", 0], ["texte", 1]]
    assert values["pays"] == []
