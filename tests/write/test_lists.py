"""Lists that lead to every document and stay small."""

from __future__ import annotations

import posixpath
import re
from datetime import date

import pytest

from build_scripts.core.model import Document
from build_scripts.write import lists
from build_scripts.write.catalogue import catalogue, organ_name, type_name

FIRST = ("organes/index", "annees/index", "types/index")


def document(number: int, **values: object) -> Document:
    """One of many documents: three organs, twenty years, two types."""
    defaults: dict[str, object] = {
        "path": f"fr/X/{number}",
        "file": "",
        "language": "fr",
        "title": f"Document {number}",
        "symbol": f"X/{number}",
        "type": ("report", "note")[number % 2],
        "organ": ("A", "A/C.3", "E/CN.15")[number % 3],
        "date": date(2000 + number % 20, 1 + number % 12, 1 + number % 28),
    }
    return Document(**(defaults | values))  # type: ignore[arg-type]


def links(path: str, text: str) -> list[str]:
    """What a page links to, from docs/ and without `.md`."""
    folder = posixpath.dirname(path)
    targets = re.findall(r"\]\(([^)]+)\.md\)", text)
    return [posixpath.normpath(posixpath.join(folder, link)) for link in targets]


def reached(pages: dict[str, str], start: str) -> tuple[set[str], set[str]]:
    """The pages that can be reached from one of them, and the documents that they list."""
    visited, documents, waiting = {start}, set(), [start]
    while waiting:
        for link in links(path := waiting.pop(), pages[f"{path}.md"]):
            if link.startswith("fr/"):
                documents.add(link)
            elif link not in visited:
                visited.add(link)
                waiting.append(link)
    return visited, documents


@pytest.mark.parametrize("count", [1, 7, 100, 101, 3_000, 20_000])
def test_every_document_is_reached_and_no_page_is_long(count: int) -> None:
    documents = [document(number) for number in range(count)]
    pages = lists.pages(catalogue(documents))
    paths = {entry.path for entry in documents}
    assert {f"{path}.md" for start in FIRST for path in reached(pages, start)[0]} == set(pages)
    for start in FIRST:
        assert reached(pages, start)[1] == paths
    assert max(text.count("\n- ") for text in pages.values()) <= lists.PAGE
    assert max(map(len, pages.values())) < 60_000


def test_many_documents_of_one_organ_and_year_are_cut_into_pages() -> None:
    pages = lists.pages(catalogue(document(n, organ="A", date=date(2020, 1, 1)) for n in range(250)))
    last = pages["organes/A/2020/3.md"]
    assert last.count("\n- ") == 50
    assert "[Page précédente](2.md)" in last
    assert "[Première page](../2020.md)" in last
    assert "Page suivante" not in last
    assert 'title: "Assemblée générale, 2020 (page 3 sur 3)"' in last


def test_a_joint_document_is_on_the_list_of_each_of_its_organs() -> None:
    joint = document(1, organ="A", symbol="A/99/1-S/2020/1", date=date(2020, 1, 1))
    pages = lists.pages(catalogue([joint, document(2, organ="A", date=date(2020, 1, 1))]))
    listed = {path for path, text in pages.items() if f"{joint.path}.md" in text}
    assert {"organes/A.md", "organes/S.md"} <= listed
    assert pages["annees/2020.md"].count(f"{joint.path}.md") == 2
    assert "documents: 2" in pages["organes/index.md"]
    assert "Assemblée générale\u202f· Conseil de sécurité" in pages["organes/S.md"]


def test_an_empty_archive() -> None:
    pages = lists.pages(catalogue([]))
    assert sorted(pages) == ["annees/index.md", "organes/index.md", "types/index.md"]
    for text in pages.values():
        assert "L’archive ne contient encore aucun document." in text
        assert "documents: 0\n" in text


def test_what_is_not_known_is_said() -> None:
    pages = lists.pages(catalogue([document(1, organ="", date=None, type="")]))
    assert "[Organe non établi](sans.md)" in pages["organes/index.md"]
    assert "[Sans date](sans.md)" in pages["annees/index.md"]
    assert "[Type non établi](sans.md)" in pages["types/index.md"]


def test_newest_first_and_french_counts() -> None:
    pages = lists.pages(catalogue(document(n) for n in range(2_400)))
    assert links("annees/index", pages["annees/index.md"])[0] == "annees/2019"
    assert "1\u202f200 documents" in pages["types/index.md"]
    newest = 'facts: "Note\u202f· Commission pour la prévention du crime et la justice pénale\u202f· 28 décembre 2019"'
    assert newest in pages["annees/index.md"]


def test_neighbours_are_of_one_organ_type_and_language() -> None:
    documents = [
        document(1, organ="A", type="report", date=date(2020, 1, 1)),
        document(2, organ="A", type="note", date=date(2021, 1, 1)),
        document(3, organ="A", type="report", date=date(2022, 1, 1)),
        document(4, organ="A", type="report", date=date(2021, 1, 1), path="en/X/4"),
        document(5, organ="A", type="report", date=None),
    ]
    around = catalogue(documents).neighbours
    before, after = around["fr/X/1"]
    assert before is None
    assert after is not None
    assert after.path == "fr/X/3"
    assert around["fr/X/2"] == around["en/X/4"] == (None, None)
    assert "fr/X/5" not in around


def test_names_come_from_data() -> None:
    assert organ_name("A/C.3") == "Troisième Commission"
    assert organ_name("X/Y") == "X/Y"
    assert type_name("note", many=True) == "Notes"
    assert type_name("inconnu") == "inconnu"


def test_two_groups_never_share_a_page() -> None:
    keys = ("A/C.3", "A-C.3", "", "sans", "a/c.3", "A/C/3", "../../etc", "A/..", "Commission des stupéfiants", "é", "/")
    paths = [lists.list_path(lists.Facet.ORGAN, key) for key in keys]
    assert len({path.casefold() for path in paths}) == len(paths)
    assert all(re.fullmatch(r"organes/[A-Za-z0-9][A-Za-z0-9.-]*[A-Za-z0-9]", path) for path in paths)
