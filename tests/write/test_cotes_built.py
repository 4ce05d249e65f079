"""An archive whose documents cite one another: where its citations lead, and what its pages say about them."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from build_scripts.__main__ import main

from .conftest import CITED, CITING


def soup(archive: Path, page: str) -> BeautifulSoup:
    return BeautifulSoup((archive / "site" / page / "index.html").read_text(encoding="utf-8"), "html.parser")


def links(element: BeautifulSoup | Tag, selector: str) -> dict[str, str]:
    return {link.get_text(" ", strip=True): str(link["href"]) for link in element.select(selector)}


def test_citations_lead_to_the_document_held_at_the_pinpoint_else_to_the_official_one_else_to_the_page_of_the_key(
    archive: Path,
) -> None:
    assert [(a["data-cite"], a["href"]) for a in soup(archive, CITING).select("a[data-cite]")] == [
        ("A/77/1", "../1/#par-2"),
        ("E/2022/5", "../1/"),
        ("A/77/1", "../1/#par-2"),
        ("A/RES/77/237", "https://docs.un.org/fr/A/RES/77/237"),
        ("A/RES/77/237", "https://docs.un.org/fr/A/RES/77/237"),
        ("CND/RES/62/9", "../../../../cotes/CND/RES/62/9/"),
        ("A/77/2", "#par-1"),
    ]


def test_a_paragraph_that_is_cited_says_so_and_leads_to_who_cites_it(archive: Path) -> None:
    page = soup(archive, CITED)
    control = page.select_one("#par-2 > a.cited-by")
    assert control is not None
    assert control.get_text() == "Cité par 2"
    assert control.has_attr("data-chrome")
    assert page.select_one("#par-1 > a.cited-by") is None
    entry = page.select_one(str(control["href"]))
    assert entry is not None
    assert links(entry, "a") == {
        "par. 2": "#par-2",
        "A/77/3, par. 1": "../3/#par-1",
        "A/77/2, par. 1": "../2/#par-1",
    }


def test_a_document_says_who_cites_it_by_any_of_its_symbols(archive: Path) -> None:
    section = soup(archive, CITED).select_one(".citations section")
    assert section is not None
    assert "Cité 4 fois dans 2 documents" in section.get_text()
    assert not soup(archive, "fr/A/77/3").select("#qui-cite")


def test_a_document_lists_what_it_cites_most_cited_first_but_not_itself(archive: Path) -> None:
    entries = soup(archive, CITING).select(".cites > li")
    assert [entry["data-keys"] for entry in entries] == ["A/77/1 E/2022/5", "A/RES/77/237", "CND/RES/62/9"]
    first, second, third = (entry.get_text(" ", strip=True) for entry in entries)
    assert "3\xa0renvois ici" in entries[0].get_text()
    assert "Dans l’archive" in first
    assert "Cité 3 fois dans 2 documents" in second
    assert "Version officielle (site de l’ONU)" in second
    assert "site de l’ONU" not in third
    assert links(entries[0], "a")["Dans l’archive"] == "../1/"


def test_the_page_of_a_project_key_says_that_no_symbol_has_that_form(archive: Path) -> None:
    page = soup(archive, "cotes/CND/RES/62/9")
    assert "Aucune cote officielle n’a cette forme" in page.get_text()
    assert "docs.un.org" not in str(page.select_one("main"))


def test_both_symbols_of_a_joint_document_have_one_page(archive: Path) -> None:
    assert not (archive / "docs/cotes/E/2022/5.md").exists()
    page = soup(archive, "cotes/A/77/1")
    assert "Cité 4 fois dans 2 documents" in page.get_text()
    assert [mark.get_text() for mark in page.select(".citing mark")] == ["A/77/1", "A/77/1", "E/2022/5", "A/77/1"]


def test_search_does_not_index_these_pages(archive: Path) -> None:
    pages = list((archive / "site/cotes").rglob("index.html"))
    assert len(pages) > 5
    assert not any("data-pagefind-body" in page.read_text(encoding="utf-8") for page in pages)


def test_the_graph_is_drawn_and_is_a_table(archive: Path) -> None:
    page = soup(archive, "reseau")
    svg = page.select_one("svg.network")
    assert svg is not None
    assert len(svg.select("line")) == 5
    assert all(link.title is not None and link["href"] for link in svg.select("a"))
    assert not svg.find_all(style=True)
    rows = [[cell.get_text(" ", strip=True) for cell in row.select("th, td")] for row in page.select("tbody tr")]
    assert rows[0] == ["Document A/77/1", "4", "A/77/2 (3), A/77/3 (1)"]
    assert [row[0] for row in rows[1:]] == [
        "Résolution 77/237 de l’Assemblée générale",
        "Résolution 62/9 de la Commission des stupéfiants",
    ]


def test_links_and_their_changes_as_commands(archive: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(archive), "links"]) == 0
    before = tmp_path / "before.json"
    before.write_text(capsys.readouterr().out, encoding="utf-8")
    assert main(["--root", str(archive), "changes", str(before)]) == 0
    assert capsys.readouterr().out == "links: 0 gained, 0 lost, 0 changed\n"
    after = tmp_path / "after.json"
    after.write_text(before.read_text(encoding="utf-8").replace("CND/RES/62/9", "CND/RES/62/8"), encoding="utf-8")
    assert main(["--root", str(archive), "changes", str(before), str(after)]) == 1
    assert "~ fr/A/77/2#par-3 “62/9” → CND/RES/62/9  now  CND/RES/62/8" in capsys.readouterr().out
    assert main(["--root", str(archive), "changes", str(tmp_path / "none")]) == 2
