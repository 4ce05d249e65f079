"""Resolution, index and changes across an archive."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from build_scripts.citations.changes import compare, dump, links, loaded
from build_scripts.citations.citation_index import CitationIndex, index
from build_scripts.citations.find import find
from build_scripts.citations.knowledge import load
from build_scripts.citations.lead import Lead, lead
from build_scripts.citations.resolve import resolve
from build_scripts.core.model import Citation, Report
from tests.citations.cases import report

DATA = load()


def _report(path: str, lines: list[str], day: date | None = None, **facts: object) -> Report:
    bare = report(lines, "fr", path)
    return find(replace(bare, document=replace(bare.document, date=day, **facts)), DATA)[0]  # type: ignore[arg-type]


@pytest.fixture
def archive() -> tuple[Report, ...]:
    held = _report("fr/A/78/80", ["{par-1} Texte.", "{par-2} Texte."], date(2023, 5, 1), symbol="A/78/80-E/2023/64")
    citing = _report(
        "fr/A/78/99",
        ["{par-1} Voir E/2023/64, par. 2 a), et A/78/80-E/2023/64, par. 99.", "{par-2} Résolution 77/237 et A/78/80."],
        date(2023, 7, 1),
    )
    older = _report(
        "fr/A/77/1", ["{par-1} Voir A/78/80 et la résolution 77/237."], date(2022, 1, 1), aliases=("sans-cote/x",)
    )
    undated = _report("fr/sans-cote/z", ["{par-1} Voir A/78/80, par. 1."])
    return held, citing, older, undated


def _citations(reports: tuple[Report, ...], path: str) -> list[Citation]:
    citing = next(citing for citing in reports if citing.document.path == path)
    return [mark for block in citing.blocks for mark in block.text.marks if isinstance(mark, Citation)]


def test_a_pinpoint_leads_as_near_as_the_document_held_has_it(archive: tuple[Report, ...]) -> None:
    resolved, diagnostics = resolve(archive)
    assert [(c.key, c.fragment) for c in _citations(resolved, "fr/A/78/99")] == [
        ("E/2023/64", "par-2"),
        ("A/78/80-E/2023/64", ""),
        ("A/RES/77/237", ""),
        ("A/78/80", ""),
    ]
    assert [d.code for d in diagnostics] == ["C008"]
    assert "#par-99" in diagnostics[0].message
    assert resolved[0] is archive[0]


def _index(archive: tuple[Report, ...]) -> CitationIndex:
    return index(resolve(archive)[0])


def test_places_of_a_key_are_newest_first_and_undated_last(archive: tuple[Report, ...]) -> None:
    citations = _index(archive)
    assert [place.document for place in citations.by_key["A/78/80"]] == ["fr/A/78/99", "fr/A/77/1", "fr/sans-cote/z"]
    cited = citations.by_key["A/RES/77/237"]
    assert [citations.words(place)[place.start : place.end] for place in cited] == ["77/237", "77/237"]
    assert list(citations.by_key) == sorted(citations.by_key)
    assert citations.by_document["fr/A/78/99"]["A/78/80"] == 1


def test_either_half_and_every_alias_leads_to_the_document_held(archive: tuple[Report, ...]) -> None:
    citations = _index(archive)
    for key in ("A/78/80", "E/2023/64", "A/78/80-E/2023/64"):
        assert citations.held(key, "fr") == "fr/A/78/80"
        assert citations.held(key, "en") == "fr/A/78/80"
    assert citations.holders["sans-cote/x"] == {"fr": "fr/A/77/1"}
    assert citations.held("A/RES/77/237", "fr") == ""
    assert citations.held("no symbol", "fr") == ""


def test_cited_by(archive: tuple[Report, ...]) -> None:
    citations = _index(archive)
    assert len(citations.cited["fr/A/78/80"]) == 5
    assert {place.document for place in citations.cited_at("fr/A/78/80")["par-2"]} == {"fr/A/78/99"}
    assert set(citations.cited_at("fr/A/78/80")) == {"par-1", "par-2"}
    assert citations.cited_at("fr/A/77/1") == {}


def test_a_document_does_not_cite_itself() -> None:
    own_symbol = _report("fr/A/78/80", ["{par-1} Le présent rapport (A/78/80)."], symbol="A/78/80")
    assert _index((own_symbol,)).cited == {}


def test_languages_of_one_document() -> None:
    french = _report("fr/A/78/80", ["{par-1} Texte."], symbol="A/78/80")
    english = replace(french, document=replace(french.document, path="en/A/78/80", language="en"))
    citations = _index((french, english))
    assert citations.held("A/78/80", "fr") == "fr/A/78/80"
    assert citations.held("A/78/80", "en") == "en/A/78/80"
    assert citations.held("A/78/80", "ru") == "en/A/78/80"


def test_where_citations_lead(archive: tuple[Report, ...]) -> None:
    citations = _index(archive)
    assert lead(Citation(0, 1, "E/2023/64", "par. 2", "par-2"), "fr", citations, DATA) == Lead("fr/A/78/80", "par-2")
    assert lead(Citation(0, 1, "A/RES/77/237"), "fr", citations, DATA) == Lead(
        official="https://docs.un.org/fr/A/RES/77/237"
    )
    assert lead(Citation(0, 1, "CND/RES/62/9"), "fr", citations, DATA) == Lead()


def test_changes_between_two_states(archive: tuple[Report, ...]) -> None:
    before = loaded(dump(archive))
    assert before == tuple(links(archive))
    after = loaded(dump((*resolve(archive)[0][:2], archive[2])))
    changes = compare(before, after)
    assert [str(link) for link in changes.lost] == ["fr/sans-cote/z#par-1 “A/78/80, par. 1” → A/78/80#par-1"]
    assert [(old.fragment, new.fragment) for old, new in changes.changed] == [("par-2.a", "par-2"), ("par-99", "")]
    assert compare(after, before).gained == changes.lost
    assert str(changes).splitlines()[0] == "links: 0 gained, 1 lost, 2 changed"
    assert str(compare(before, before)) == "links: 0 gained, 0 lost, 0 changed"


def test_what_is_not_a_dump_of_links_is_refused() -> None:
    with pytest.raises(ValueError, match="isn't a dump of links"):
        loaded('[{"a": 1}]')


def test_the_index_of_many_keys_is_quick() -> None:
    lines = [f"{{par-{n}}} Voir A/{n % 60 + 31}/{n}, par. 3." for n in range(1, 1501)]
    citations = _index(tuple(_report(f"fr/A/90/{n}", lines, symbol=f"A/90/{n}") for n in range(4)))
    assert len(citations.by_key) == 1500
    assert all(len(places) == 4 for places in citations.by_key.values())
