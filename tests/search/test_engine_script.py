"""How paragraphs are found (search/engine.js), run by Node: Pagefind's answers and the tables of blocks are given."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from build_scripts.search.digits import ascending, numbers
from tests.javascript import KNOWLEDGE, run_javascript

Run = Callable[..., Any]
VERY, SPELLED, KIN = 0, 1, 2


def table(path: str, keys: list[int], date: str, parts: str, **other: object) -> dict[str, Any]:
    """The table of a document, as search/stored_document.py writes it; `keys` are the words of each block."""
    data = {"date": date}
    return {
        "path": path, "id": path, "language": "fr", "data": data, "keys": numbers(keys), "parts": parts,
        "pieces": [0], **other,
    }  # fmt: skip


# Shard `old` has two documents, `new` one. Places count through a document's blocks.
FILES: dict[str, Any] = {
    "manifest": {
        "version": "1", "documents": 3, "words": 30, "shards": [["old", 2, 2], ["new", 1, 1]], "at_once": 1,
        "stop_words": {},
    },
    "old/shard": {"meta": "a b", "documents": [
        table("fr/A/1/", [2, 4, 4], "2020-01-01", "200"),
        table("fr/A/2/", [2, 3], "2021-01-01", "20"),
    ]},
    "new/shard": {"meta": "c", "documents": [table("fr/A/3/", [2, 5], "2022-01-01", "20", pieces=[0, 1])]},
    "old/facets": [{"countries": {}, "themes": {"drogues": ascending([1])}}, {"countries": {}, "themes": {}}],
    "new/facets": [{"countries": {}, "themes": {}}],
    "text/fr/A/3//0": [["", "A/3 Titre"]],
    "text/fr/A/3//1": [["par-1", "la lutte contre la drogue", {"places": [1, 2]}]],
}  # fmt: skip
PLACES: dict[str, dict[str, list[int]]] = {
    "lutte": {"a": [2, 9], "b": [2], "c": [3]},
    "contre": {"a": [3], "c": [4]},
    "drogue": {"a": [4], "b": [4], "c": [6]},
    "drogues": {"a": [6]},
    "titre": {"c": [1]},
    "@A/3": {"a": [8], "c": [0]},
}

BEFORE = """
globalThis.window = globalThis;
globalThis.asked = [];
const FILES = %s; const PLACES = %s;
let failing = 0;
class Index {
  constructor(shard, meta) { Object.assign(this, { shard, names: meta.split(' ') }); }
  ahead(key) { asked.push(`${this.shard}:${key}`); }
  async places(key) {
    asked.push(`${this.shard}:${key}`);
    if (failing-- > 0) throw new Error('lost');
    const having = Object.entries(PLACES[key] ?? {}).filter(([id]) => this.names.includes(id));
    const rarity = Math.log(1 + (this.names.length - having.length + 0.5) / (having.length + 0.5));
    return having.map(([id, places]) => ({ document: this.names.indexOf(id), places, score: places.length * rarity }));
  }
}
globalThis.failOnce = () => { failing = 1; };
globalThis.coteSearch = {
  load: async (name) => { asked.push(name); return FILES[name]; },
  shard: (name) => coteSearch.load(`${name}/shard`), facetsIn: (name) => coteSearch.load(`${name}/facets`), Index,
  manifest: async () => FILES.manifest, newest: () => coteSearch.load('newest'), commonWords: async () => new Set(),
  resolve: async (terms) => terms, tiers: { VERY: 0, SPELLED: 1, KIN: 2, KIN_OF_SPELLED: 3 },
  key: (name) => name, citationKey: (symbol) => `@${symbol}`, damagedKey: (word) => `~${word}`,
};
const term = (term) => ({ shards: null, unknown: false, ...term, shards: term.shards ? new Set(term.shards) : null,
  alternatives: term.alternatives.map((slots) => slots.map((slot) => ({ ...slot, names: new Map(slot.names) }))) });
globalThis.find = async ({ terms, ...options }) => {
  const answer = await coteSearch.search(Object.assign(terms.map(term), { terms: [] }), options);
  await answer.count();
  return { hits: answer.hits, left: answer.left, found: answer.groups.map(({ document, hits }) => [
    document.path, hits.map(({ block, spans, tier }) => [block, spans, tier])]),
    others: answer.groups.map(({ others }) => others.map(({ document }) => document.path)),
    facets: Object.fromEntries(answer.counter.list().map(({ name, values }) => [
      name, Object.fromEntries(values.map(({ value, count }) => [value, count]))])) };
};
"""


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    before = tmp_path_factory.mktemp("engine") / "before.js"
    before.write_text(BEFORE % (json.dumps(FILES), json.dumps(PLACES)), encoding="utf-8")
    modules: list[str | Path] = [
        before,
        KNOWLEDGE,
        "text.js",
        "search/numbers.js",
        "search/facets.js",
        "search/engine.js",
    ]
    return lambda expression, value=None: run_javascript(modules, expression, value)


def word(*names: str, kin: tuple[str, ...] = ()) -> dict[str, Any]:
    return {"names": [*((name, VERY) for name in names), *((name, KIN) for name in kin)]}


def one(*slots: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A term with one alternative."""
    return {"alternatives": [list(slots)], **more}


def paths(answer: dict[str, Any]) -> list[str]:
    return [path for path, _ in answer["found"]]


def test_a_paragraph_has_all_words(run: Run) -> None:
    answer = run("find(value)", {"terms": [one(word("lutte")), one(word("drogue"))]})
    hit = [1, [[[0, 1, VERY]], [[2, 1, VERY]]], VERY]
    assert answer["found"] == [
        ["fr/A/1/", [hit]],  # its second « lutte », in another paragraph than « drogue », counts for the document
        ["fr/A/3/", [[1, [[[1, 1, VERY]], [[4, 1, VERY]]], VERY]]],
        ["fr/A/2/", [hit]],
    ]
    assert answer["hits"] == 3


def test_any_of_the_words_on_demand(run: Run) -> None:
    answer = run("find(value)", {"terms": [one(word("contre")), one(word("titre"))], "some": True})
    assert sorted(paths(answer)) == ["fr/A/1/", "fr/A/3/"]
    assert run("find(value)", {"terms": [one(word("contre")), one(word("titre"))]})["found"] == []


def test_words_that_follow_each_other_in_one_paragraph(run: Run) -> None:
    phrase = one(word("lutte"), word("contre"))
    assert sorted(paths(run("find(value)", {"terms": [phrase]}))) == ["fr/A/1/", "fr/A/3/"]
    # A word so common that it isn't asked for may be any.
    skipped = one(word("lutte"), {**word("contre"), "skipped": True}, word("drogue"))
    assert sorted(paths(run("find(value)", {"terms": [skipped]}))) == ["fr/A/1/", "fr/A/2/"]
    # « drogues » ends a paragraph and « contre » would begin the next.
    across = one(word("titre"), {**word("la"), "skipped": True}, word("lutte"))
    assert run("find(value)", {"terms": [across]})["found"] == []


def test_the_very_form_comes_before_its_kin(run: Run) -> None:
    answer = run("find(value)", {"terms": [one(word("drogues", kin=("drogue",)))]})
    assert paths(answer)[0] == "fr/A/1/"
    assert [tier for _, hits in answer["found"] for *_, tier in hits] == sorted([VERY, KIN, KIN, KIN])


def test_the_newest_first_on_demand(run: Run) -> None:
    answer = run("find(value)", {"terms": [one(word("drogue"))], "sort": "date"})
    assert paths(answer) == ["fr/A/3/", "fr/A/2/", "fr/A/1/"]


def test_a_symbol_narrows_to_its_document(run: Run) -> None:
    symbol = {"alternatives": [], "narrows": True, "documents": [{"symbol": "A/3", "held": []}]}
    answer = run("find(value)", {"terms": [one(word("lutte")), symbol]})
    assert paths(answer) == ["fr/A/3/"]  # its masthead has the symbol; another document only cites it


def test_filters_count_and_refuse(run: Run) -> None:
    answer = run("find(value)", {"terms": [one(word("drogue"))], "filters": {"theme": ["drogues"]}})
    assert paths(answer) == ["fr/A/1/"]
    assert paths(run("find(value)", {"terms": [], "filters": {"annee": ["2022"]}})) == ["fr/A/3/"]
    assert run("find(value)", {"terms": []})["found"] == []


VERSIONS = """(() => {
  const data = { address: 'A/1', date: '2022-01-01' };
  Object.assign(FILES['old/shard'].documents[0], { language: 'en', path: 'en/A/1/', data });
  Object.assign(FILES['new/shard'].documents[0], { path: 'fr/A/1/', data });
  return find(value);
})()"""
"""`en/A/1/` in the older shard and `fr/A/1/` in the newer are one document."""


@pytest.mark.parametrize(
    ("query", "shown", "others", "languages"),
    [
        ({"languages": ["fr"]}, "fr/A/1/", ["en/A/1/"], {"en": 1, "fr": 2}),
        ({"languages": ["en", "fr"]}, "en/A/1/", ["fr/A/1/"], {"en": 1, "fr": 2}),
        ({"languages": []}, "en/A/1/", ["fr/A/1/"], {"en": 1, "fr": 2}),
        ({"languages": ["fr"], "filters": {"langue": ["en"]}}, "en/A/1/", [], {"en": 1, "fr": 2}),
        # What a facet's value counts is what it would show: a theme that the English version alone has.
        ({"languages": ["fr"], "filters": {"theme": ["drogues"]}}, "en/A/1/", [], {"en": 1}),
    ],
)
def test_versions_are_one_document_in_the_language_of_the_reader(
    run: Run, query: dict[str, Any], shown: str, others: list[str], languages: dict[str, int]
) -> None:
    answer = run(VERSIONS, {"terms": [one(word("drogue"), shards=[0, 1])], **query})
    one_document = next(place for place, path in enumerate(paths(answer)) if path.endswith("/A/1/"))
    assert paths(answer)[one_document] == shown
    assert answer["others"][one_document] == others
    assert answer["facets"]["langue"] == languages
    chosen = query.get("filters", {})
    assert answer["hits"] == sum(len(hits) for _, hits in answer["found"]) == (1 if chosen else 2)
    parts = answer["facets"]["partie"]
    assert sum(parts.values()) == answer["hits"]


def test_a_document_in_the_other_language_alone_is_found(run: Run) -> None:
    answer = run(VERSIONS, {"terms": [one(word("drogues"))], "languages": ["fr"]})
    assert (paths(answer), answer["others"]) == (["en/A/1/"], [[]])


def test_only_shards_that_have_the_words_are_asked(run: Run) -> None:
    asked = run("find(value).then(() => asked)", {"terms": [one(word("drogue"), shards=[1])]})
    assert [name for name in asked if ":" in name] == ["new:drogue"]
    asked = run("find(value).then(() => asked)", {"terms": [one(word("zzz"), unknown=True)]})
    assert [name for name in asked if ":" in name] == []


def test_what_a_query_needs_of_the_newest_is_asked_for_before_the_vocabulary_answers(run: Run) -> None:
    terms = "{ terms: [{ forms: ['drogue'], accented: ['drogue'] }] }"
    asking = f"coteSearch.search({terms}, {{}}).catch(() => {{}});"  # nothing is resolved
    turns = "for (let turn = 0; turn < 50; turn += 1) await new Promise((end) => setTimeout(end));"
    asked = run(f"(async () => {{ {asking} {turns} return asked; }})()")
    assert sorted(asked) == ["new/shard", "new:drogue", "newest"]


def test_older_documents_wait_where_there_is_enough(run: Run) -> None:
    lengths = numbers([2, *[1] * 2500])
    more = f"(() => {{ const [changed] = FILES['new/shard'].documents; changed.keys = '{lengths}';"
    more += " changed.parts = '2' + '0'.repeat(2500);"
    more += " PLACES.drogue.c = Array.from({ length: 2500 }, (_, i) => i + 2); return find(value); })()"
    answer = run(more, {"terms": [one(word("drogue"))]})
    assert (answer["hits"], answer["left"]) == (2500, 2)
    answer = run(more, {"terms": [one(word("drogue"))], "all": True})
    assert (answer["hits"], answer["left"]) == (2502, 0)


def first_screen(kin: tuple[str, ...] = (), kind: str = "word", **options: object) -> tuple[str, dict[str, Any]]:
    """An expression in which the newest shard has four documents with « drogue », and its value: what is shown before
    older ones are asked, whether these are, the whole answer."""
    documents = [table(f"fr/A/3{name}/", [2, 5], "2022-01-01", "20") for name in "cdef"]
    head = json.dumps({"meta": "c d e f", "documents": documents})
    expression = f"""(async () => {{
      Object.assign(FILES, {{ 'new/shard': {head}, 'new/facets': Array(4).fill({{ countries: {{}}, themes: {{}} }}) }});
      FILES.manifest.shards[1] = ['new', 4, 4];
      Object.assign(PLACES.drogue, {{ c: [2, 3, 4, 5], d: [2, 3, 4], e: [2, 3], f: [2] }});
      const shown = [];
      const begin = async (answer) => shown.push(answer.groups.map(({{ document }}) => document.path), answer.left,
        asked.some((name) => name.startsWith('old')));
      const whole = await find({{ ...value, begin }});
      return {{ shown, paths: whole.found.map(([path]) => path), hits: whole.hits, left: whole.left }};
    }})()"""
    return expression, {"terms": [one(word("drogues" if kin else "drogue", kin=kin), kind=kind)], **options}


def test_the_newest_are_shown_before_the_older_are_asked(run: Run) -> None:
    answer = run(*first_screen())
    newest = [f"fr/A/3{name}/" for name in "cdef"]
    assert answer["shown"] == [newest, 0, False]
    assert answer["paths"] == [*newest, "fr/A/2/", "fr/A/1/"]
    assert (answer["hits"], answer["left"]) == (6, 0)


@pytest.mark.parametrize(
    "options", [{"kin": ("drogue",)}, {"kind": "phrase"}, {"all": True}, {"filters": {"annee": ["2021"]}}]
)
def test_what_an_older_document_may_surpass_is_not_shown_before(run: Run, options: dict[str, Any]) -> None:
    """Kin of the word; an expression, which may be a title; where all is to be shown; where the newest have too few."""
    assert run(*first_screen(**options))["shown"] == []


def test_a_file_that_fails_is_asked_for_again(run: Run) -> None:
    twice = (
        "(() => { failOnce(); return find(value).then(() => 'found', () => find(value).then(({ hits }) => hits)); })()"
    )
    assert run(twice, {"terms": [one(word("contre"))]}) == 2


def test_the_text_of_a_paragraph_is_in_its_piece(run: Run) -> None:
    held = "coteSearch.heldDocument({ shard: 1, document: 0 })"
    block, anchors = run(f"{held}.then(async (held) => [await held.text(1), await held.anchors()])")
    assert block == {"anchor": "par-1", "text": "la lutte contre la drogue", "places": [1, 2]}
    assert anchors == ["", "par-1"]
