"""What pages at unknown addresses know about the archive's documents (citing/documents.js), run by Node."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from build_scripts.core import signs
from tests.javascript import run_javascript

Run = Callable[[str, Any], Any]

PARTS: dict[str, Any] = {
    "index": ["a/76", "e/cn.15", "sans-cote"],
    "a__76": {
        "a/76/463": [
            ["A/76/463", "fr", "A/76/463", "Criminalité", "2021"],
            ["A/76/463", "en", "A/76/463", "Crime", "2021"],
        ],
        "a/76/181": [["A/RES/76/181", 2, "cotes/A/76/181"]],
    },
    "e__cn.15": {"e/cn.15/2020/8": [["E/CN.15/2020/8", "fr", "E/CN.15/2020/8", "Activités", "2020"]]},
    "sans-cote": {"sans-cote/mandats": [["sans-cote/mandats", "fr", "", "Exécution des mandats", "2023"]]},
}


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Value of an expression on a page of the archive whose table has a few documents."""
    before = tmp_path_factory.mktemp("documents") / "before.js"
    address = "https://cote.example/assets/javascripts/citing/documents.js"
    before.write_text(
        f"globalThis.window = globalThis; globalThis.cote = {{ signs: {json.dumps(signs.table())} }};"
        f"const parts = {json.dumps(PARTS)}; globalThis.location = {{ pathname: '/aller/' }};"
        f"globalThis.document = {{ currentScript: {{ src: '{address}' }}, querySelector: () => null,"
        " documentElement: { dataset: {}, lang: 'fr' }, createElement: () => ({}), head: { append: ({ src }) => {"
        " const name = decodeURI(src).replace(/^.*\\/|\\.js$/g, '');"
        " cote.received(name === 'index' ? '' : name.replaceAll('__', '/'), parts[name]); } } };",
        encoding="utf-8",
    )
    modules: list[str | Path] = [before, "distance.js", "citing/fold.js", "citing/documents.js"]
    return lambda expression, value: run_javascript(modules, expression, value)


def test_the_address_of_a_symbol(run: Run) -> None:
    symbols = ["A/76/463", "S/RES/2370 (2017)", "A/80/6 (Sect. 35)", "E/CN.15/2020/8/Add.1", "/A//76/", "—"]
    addresses = ["a/76/463", "s/res/2370-2017", "a/80/6-sect.35", "e/cn.15/2020/8/add.1", "a/76", ""]
    assert run("value.map(cote.documents.addressOf)", symbols) == addresses


def test_documents_held_and_cited(run: Run) -> None:
    find = "cote.documents.find(value)"
    held = run(find, "A/76/463")
    assert [(entry["language"], entry["title"]) for entry in held["held"]] == [("fr", "Criminalité"), ("en", "Crime")]
    assert held["cited"] is None
    assert run(find, "a/76/181") == {
        "held": [],
        "cited": {"key": "A/RES/76/181", "places": 2, "page": "cotes/A/76/181"},
    }
    assert run(find, "A/1/1") == {"held": [], "cited": None}
    # Either half of a joint symbol will do.
    assert run(find, "A/75/1-E/CN.15/2020/8")["held"][0]["path"] == "E/CN.15/2020/8"


@pytest.mark.parametrize(
    ("symbol", "paths"),
    [
        ("A/76/464", ["A/76/463"]),
        ("A/76/643", ["A/76/463"]),
        ("E/CN.15/2020/9", ["E/CN.15/2020/8"]),
        ("E/CN.16/2020/8", ["E/CN.15/2020/8"]),
        ("A/75/888", []),
        ("A/76/99999", []),
        ("", []),
    ],
)
def test_documents_whose_address_is_near(run: Run, symbol: str, paths: list[str]) -> None:
    assert [entry["path"] for entry in run("cote.documents.near(value)", symbol)] == paths


def test_addresses_of_pages(run: Run) -> None:
    assert run("cote.documents.page('fr/A/76/463', value)", "par-12") == "https://cote.example/fr/A/76/463/#par-12"
    assert run("cote.documents.page(value)", "recherche") == "https://cote.example/recherche/"


def test_documents_by_title(run: Run) -> None:
    find = "(cote.citations = { fold: cote.reading.fold }, cote.documents.byTitle(value))"
    assert [entry["path"] for entry in run(find, "EXECUTION des")] == ["sans-cote/mandats"]
    assert run(find, "Mandats") == []
