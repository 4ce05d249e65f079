"""References are resolved as the documents' own citations are, and places are read with what belongs to them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from build_scripts.answers import referring
from build_scripts.answers.becoming import KINDS, course
from build_scripts.answers.place_reading import Resolved, read, resolve
from build_scripts.answers.referring import LONGEST
from build_scripts.answers.site_answering import NoAnswer, Site

from .conftest import FIRST, SYMBOL, TITLE, UNTITLED

SHARED = json.loads((Path(__file__).parents[1] / "references/references.json").read_text(encoding="utf-8"))
"""What the reader in the browser reads of texts: what each reference may be, its place, the last of a range."""


def only(site: Site, text: str, language: str = "") -> Resolved:
    """The one reference of a text."""
    [reference] = resolve(site, text, language).references
    return reference


@pytest.mark.parametrize(
    ("words", "code", "anchor"),
    [
        (f"{SYMBOL}, par. 1", "fr", "par-1"),
        (f"{SYMBOL}, para. 1", "en", "par-1"),
        (f"{SYMBOL}, párr. 1", "es", "par-1"),
        (f"{SYMBOL}, п. 1", "ru", "par-1"),
        (f"{SYMBOL}، الفقرة 1", "ar", "par-1"),
        (f"{SYMBOL}，第1段", "zh", "par-1"),
        (f"{SYMBOL}, par. 2 a)", "fr", "par-2.a"),
        (f"paragraph 2 (b) of {SYMBOL}", "en", "par-2.b"),
        (f"en/{SYMBOL}/#par-1", "en", "par-1"),
        (f"https://cote.example/zh/{SYMBOL}/#par-1", "zh", "par-1"),
        (f"http://localhost:8000/zh/{SYMBOL}/par-1/", "zh", "par-1"),
        (f"https://docs.un.org/ru/{SYMBOL}", "ru", ""),
        (f"https://docs.un.org/{SYMBOL}", "fr", ""),
        (f"(voir {SYMBOL})", "fr", ""),
    ],
)
def test_a_place_that_is_held(site: Site, words: str, code: str, anchor: str) -> None:
    found = only(site, words, code)
    assert (found.status, found.symbol) == ("held", SYMBOL)
    assert found.permalink == f"https://cote.example/{code}/{SYMBOL}/" + (f"#{anchor}" if anchor else "")
    assert found.official == f"https://docs.un.org/{code}/{SYMBOL}"


@pytest.mark.parametrize(
    ("words", "last"),
    [
        (f"{SYMBOL}, par. 1 à 3", "par-3"),
        (f"{SYMBOL}, paras. 1-3", "par-3"),
        (f"fr/{SYMBOL}#par-1--par-3", "par-3"),
    ],
)
def test_a_range(site: Site, words: str, last: str) -> None:
    found = only(site, words)
    assert found.permalink == f"https://cote.example/fr/{SYMBOL}/#par-1--{last}"
    assert found.citation.replace("\N{NO-BREAK SPACE}", " ") == f"{SYMBOL}, par. 1 à 3"


def test_a_document_without_symbol_by_its_title(site: Site) -> None:
    row = site.documents[f"fr/{UNTITLED}"]
    assert TITLE in row["reference"]
    assert only(site, row["reference"]).permalink == row["url"]
    assert only(site, f"{row['reference']}, par. 2").permalink == f"{row['url']}#par-2"
    assert only(site, f"{row['reference']}, par. 1 à 2").permalink == f"{row['url']}#par-1--par-2"
    assert only(site, f"{row['reference']}, par. 22").permalink == row["url"]


def test_every_citation_of_the_archive_leads_to_its_place(site: Site) -> None:
    for path, row in site.documents.items():
        for block in site.report(path):
            found = only(site, block["citation"], row["language"])
            assert (found.status, found.permalink, found.citation) == ("held", block["url"], block["citation"])


def test_what_is_not_there(site: Site) -> None:
    found = only(site, f"{SYMBOL}, par. 9")
    assert (found.status, found.pinpoint, found.permalink) == (
        "no such place",
        "par. 9",
        f"https://cote.example/fr/{SYMBOL}/",
    )
    found = only(site, f"{SYMBOL}, par. 2 d)")
    assert (found.status, found.permalink) == ("no such place", f"https://cote.example/fr/{SYMBOL}/#par-2")
    assert only(site, f"fr/{SYMBOL}#par-1--par-9").status == "no such place"


def test_what_is_not_held(site: Site) -> None:
    found = only(site, "résolution 77/237 de l’Assemblée générale, par. 3", "fr")
    assert (found.status, found.symbol, found.permalink) == ("not held", "A/RES/77/237", "")
    assert found.official == "https://docs.un.org/fr/A/RES/77/237"
    assert found.page == "https://cote.example/cotes/A/RES/77/237/"
    assert only(site, "E/2030/99").page == ""
    assert only(site, "https://docs.un.org/en/E/2030/99", "en").official == "https://docs.un.org/en/E/2030/99"


def test_nothing_is_guessed(site: Site) -> None:
    found = resolve(site, "résolution 44/4", "")
    assert found.references == []
    assert "A/HRC/RES/44/4, A/RES/44/4" in found.unread[0]
    assert resolve(site, "bonjour", "").references == []
    assert "series that is missing" in resolve(site, "document ZZ/9/L.4", "").unread[0]


def test_all_references_of_a_text_in_its_order(site: Site) -> None:
    text = f"Voir {SYMBOL}, par. 1, puis fr/{UNTITLED}#par-2 et la résolution 1373 (2001)."
    found = resolve(site, text, "").references
    assert [one.status for one in found] == ["held", "held", "not held"]
    assert [text.index(one.words) for one in found] == sorted(text.index(one.words) for one in found)


def _spaceless(keys: str | Sequence[str]) -> list[str]:
    return [key.replace(" ", "") for key in ([keys] if isinstance(keys, str) else keys)]


def test_what_the_browser_reads_too(site: Site) -> None:
    """Nothing is read otherwise than there; most is read alike. File names and slips are the browser's alone."""
    alike, otherwise = 0, set()
    for text, expected in SHARED.items():
        answers, _ = referring.answers(site, text)
        read_here = [
            (_spaceless(one.reference.key or one.reference.candidates), one.reference.fragment) for one in answers
        ]
        read_there = [(_spaceless(keys), anchor) for keys, anchor, *_ in expected]
        alike += read_here == read_there
        for keys, anchor in read_here:
            meant = [other for may_be, other in read_there if set(keys) & set(may_be)]
            if not meant or (anchor and anchor not in meant):
                otherwise.add(text)
    assert otherwise == set()
    assert alike >= 100


def test_what_became_of_a_document_or_of_a_part(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    says = {"url": "https://cote.example/fr/A/80/900/#res-1", "citation": "A/80/900, projet de résolution I"}
    held = {"kind": "adopted", "document": "fr/A/RES/80/1", "reference": "A/RES/80/1", "anchor": "", "part": "par-2"}
    other = {**held, "kind": "draft", "document": "", "reference": "A/C.3/80/L.2", "part": "par-1"}
    steps = [{**held, "url": "https://cote.example/fr/A/RES/80/1/", "says": None}, {**other, "url": "", "says": says}]
    monkeypatch.setitem(site.courses, f"fr/{SYMBOL}", steps)
    whole = course(site, SYMBOL, "fr")
    assert [(step.kind, step.held, step.said_by) for step in whole.steps] == [
        ("adopted", True, ""),
        ("draft", False, says["citation"]),
    ]
    assert whole.steps[0].part == f"https://cote.example/fr/{SYMBOL}/#par-2"
    assert [step.kind for step in course(site, f"{SYMBOL}, par. 2 a)", "fr").steps] == ["adopted"]
    assert course(site, f"{SYMBOL}, par. 3", "fr").steps == []
    assert {step["kind"] for row in site.courses.values() for step in row} <= set(KINDS)


def test_a_paragraph_with_its_items_and_neighbours(site: Site) -> None:
    found = read(site, f"{SYMBOL}, par. 2", 1, "fr")
    assert [passage.anchor for passage in found.passages] == ["par-2", "par-2.a", "par-2.b"]
    assert [passage.anchor for passage in found.before] == ["par-1"]
    assert [passage.anchor for passage in found.after] == ["par-3"]
    assert found.permalink == f"https://cote.example/fr/{SYMBOL}/#par-2"


def test_a_range_and_a_whole_document(site: Site) -> None:
    assert [one.anchor for one in read(site, f"fr/{SYMBOL}#par-1--par-2", 0, "").passages] == [
        "par-1",
        "par-2",
        "par-2.a",
        "par-2.b",
    ]
    whole = read(site, SYMBOL, 0, "ru")
    assert [one.anchor for one in whole.passages] == ["par-1", "par-2", "par-2.a", "par-2.b", "par-3"]
    assert whole.passages[0].text == f"1. {FIRST['ru']}"
    assert (whole.rest, whole.citation) == ("", SYMBOL)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("", "give one reference"),
        ("x" * 3000, "give one reference"),
        ("bonjour", "no reference is read"),
        ("résolution 44/4", "candidates"),
        (f"{SYMBOL} et E/CN.15/2031/2", "2 references"),
        (f"{SYMBOL}, par. 9", "no par. 9 in it"),
        (f"{SYMBOL}, par. 2 d)", "nearest: https://cote.example/fr/A/80/900/#par-2"),
        ("A/75/1", "doesn't have A/75/1; the official document: https://docs.un.org/fr/A/75/1"),
        ("fr/../../etc/passwd", "no reference is read"),
    ],
)
def test_what_cannot_be_read(site: Site, words: str, message: str) -> None:
    with pytest.raises(NoAnswer, match=message):
        read(site, words, 0, "")


@pytest.mark.parametrize(("text", "message"), [("", "nothing to resolve"), ("x" * (LONGEST + 1), "give it in parts")])
def test_what_cannot_be_resolved(site: Site, text: str, message: str) -> None:
    with pytest.raises(NoAnswer, match=message):
        resolve(site, text, "")
