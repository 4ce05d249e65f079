"""Words are the same in the index and in the reader's browser."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_scripts.export.site import BODIES, SIGNS, WORDS, write_words
from build_scripts.search.fold import LONGEST, citation_key, damaged_key, fold, forms, key, spelling, words
from tests.browser.drivers import Browser

from .conftest import SCRIPTS

HERE = Path(__file__).parent
READER = ("fold", "places", "symbols", "links", "acts", "references")
VECTORS = json.loads((HERE / "fold.json").read_text(encoding="utf-8"))
QUERIES = json.loads((HERE / "queries.json").read_text(encoding="utf-8"))
LABELS = json.loads((HERE / "labels.json").read_text(encoding="utf-8"))
KEYS = [
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


@pytest.fixture
def scripts(chromium: Browser, tmp_path: Path) -> Browser:
    """A page with the scripts that need no index."""
    write_words(tmp_path)
    own = [SCRIPTS / f"{name}.js" for name in ("fold", "references", "query", "labels")]
    chromium.open("about:blank")
    chromium.run("void (globalThis.cote = {})")
    citing = SCRIPTS.parent / "citing"
    reader = [citing / f"{name}.js" for name in READER]
    for file in (tmp_path / SIGNS, citing / "anchor.js", tmp_path / WORDS, tmp_path / BODIES, *reader, *own):
        chromium.run(file.read_text(encoding="utf-8").rstrip().rstrip(";"))
    return chromium


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["text"][:20])
def test_words(vector: dict[str, Any]) -> None:
    assert words(vector["text"]) == vector["words"]


@pytest.mark.browser
def test_words_in_the_browser(scripts: Browser) -> None:
    texts = [vector["text"] for vector in VECTORS]
    assert scripts.run(f"{json.dumps(texts)}.map(coteSearch.words)") == [vector["words"] for vector in VECTORS]


@pytest.mark.browser
def test_a_browser_marks_the_words_and_nothing_around_them(scripts: Browser) -> None:
    text = "« L’asile », (E/CN.15/2020/8) l’ONUDC… d’«élève»"
    found = scripts.run(f"coteSearch.places({json.dumps(text)}).map((p) => {json.dumps(text)}.slice(p.start, p.end))")
    assert found == ["asile", "E/CN.15/2020/8", "ONUDC", "élève"]


@pytest.mark.browser
def test_keys_in_the_browser(scripts: Browser) -> None:
    for name, function in (("key", key), ("citationKey", citation_key), ("damagedKey", damaged_key)):
        assert scripts.run(f"{json.dumps(KEYS)}.map(coteSearch.{name})") == [function(form) for form in KEYS]


@pytest.mark.browser
@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query["typed"][:40])
def test_queries_in_the_browser(scripts: Browser, query: dict[str, Any]) -> None:
    found = scripts.run(f"coteSearch.parse({json.dumps(query['typed'])})")
    if "terms" in query:
        assert [[term["kind"], " ".join(term["forms"])] for term in found["terms"]] == query["terms"]
    if "symbol" in query:
        assert (found["symbol"] or {}).get("symbol") == query["symbol"]
    if "unit" in query:
        pin = found["symbol"]["pin"]
        wanted = {"unit": query["unit"], "scopes": [], "operative": False, "last": ""}
        assert {name: pin[name] for name in wanted} == wanted | {name: query[name] for name in wanted if name in query}


@pytest.mark.browser
def test_labels_in_the_browser(scripts: Browser) -> None:
    assert scripts.run(f"{json.dumps(list(LABELS))}.map(coteSearch.label)") == list(LABELS.values())


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet=st.characters(codec="utf-8", categories=("L", "N", "P", "M")), min_size=1, max_size=30))
def test_a_word_is_found_by_itself(token: str) -> None:
    for form in forms(token):
        assert words(form) == [form] or "'" in form  # l'l'asile: one article goes at a time
        assert 0 < len(form) <= LONGEST


@given(st.lists(st.sampled_from([*KEYS, "asi", "asiles"]), min_size=2, max_size=2, unique=True))
def test_no_key_begins_another(pair: list[str]) -> None:
    first, second = map(key, pair)
    assert not second.startswith(first)
    assert second.isalpha() or second.isalnum()


def test_a_stemmer_gets_the_accents() -> None:
    assert [spelling(token) for token in ("L’Élève,", "«ADOPTÉE»", "nœud")] == ["élève", "adoptée", "noeud"]
