"""Where citations lead and who cites whom, across joint symbols, aliases and languages; counts stay bounded."""

from __future__ import annotations

import pytest

from build_scripts.citations.citation_index import CitationIndex, index
from build_scripts.citations.knowledge import load
from build_scripts.core.model import Block, Citation, Kind, Report, Text
from build_scripts.write.citation_matter import citations, cited_at, often
from build_scripts.write.cotes import cotes
from build_scripts.write.links import Links
from tests.write.reports import BODY, of_blocks, report


def citing(path: str, *cited: tuple[str, str], symbol: str = "", aliases: tuple[str, ...] = ()) -> Report:
    """A report with a paragraph for each (key, anchor) that it cites."""
    blocks = []
    for number, (key, fragment) in enumerate(cited, 1):
        words = f"{number}. Voir {key}."
        mark = Citation(words.index(key), len(words) - 1, key, "", fragment)
        blocks.append(
            Block(Kind.PARAGRAPH, Text(words, ((0, 0),), (mark,)), BODY, str(number), 3, anchor=f"par-{number}")
        )
    return of_blocks(blocks, path=path, language=path[:2], symbol=symbol or path[3:], aliases=aliases)


@pytest.fixture
def archive() -> CitationIndex:
    return index(
        [
            citing("fr/A/78/80", ("A/78/80", ""), symbol="A/78/80-E/2023/64", aliases=("A/78/ancien",)),
            citing("en/A/78/80", symbol="A/78/80-E/2023/64"),
            citing("en/A/78/90"),
            citing(
                "fr/A/78/91", ("E/2023/64", "par-1"), ("A/78/80-E/2023/64", ""), ("A/78/90", ""), ("A/78/ancien", "")
            ),
            citing("en/A/78/92", ("A/78/80", "par-1"), ("A/RES/77/237", ""), ("E/1/2-E/3/4", "")),
        ]
    )


@pytest.mark.parametrize(
    ("page", "key", "fragment", "address"),
    [
        ("fr/A/78/91", "A/78/80", "par-1", "../80/#par-1"),
        ("fr/A/78/91", "E/2023/64", "", "../80/"),
        ("fr/A/78/91", "A/78/80-E/2023/64", "", "../80/"),
        ("fr/A/78/91", "A/78/ancien", "", "../80/"),
        ("fr/A/78/91", "A/78/90", "", "../../../../en/A/78/90/"),
        ("en/A/78/92", "A/78/80", "", "../80/"),
        ("en/A/78/92", "A/78/ancien", "", "../80/"),
        ("en/A/78/92", "A/RES/77/237", "", "https://docs.un.org/en/A/RES/77/237"),
        ("fr/A/78/91", "A/RES/77/237", "", "https://docs.un.org/fr/A/RES/77/237"),
        ("fr/A/78/91", "CND/DEC/63/14", "", "../../../../cotes/CND/DEC/63/14/"),
    ],
)
def test_held_in_the_pages_language_else_in_another_else_official_else_the_keys_page(
    archive: CitationIndex, page: str, key: str, fragment: str, address: str
) -> None:
    assert Links(archive.documents[page], archive)(Citation(0, 1, key, "", fragment)) == address


def test_all_keys_of_a_document_have_one_page(archive: CitationIndex) -> None:
    same = {"A/78/80", "E/2023/64", "A/78/80-E/2023/64", "A/78/ancien"}
    assert {archive.leading[key] for key in same} == {"A/78/80-E/2023/64"}
    assert len(archive.by_leading["A/78/80-E/2023/64"]) == 5
    paths = [cote.path for cote in cotes(archive, load())]
    assert len(paths) == len(set(paths)) == 4


def test_every_language_of_a_document_is_cited_and_none_by_itself(archive: CitationIndex) -> None:
    for path in ("fr/A/78/80", "en/A/78/80"):
        assert [place.document for place in archive.cited[path]] == ["en/A/78/92", *3 * ["fr/A/78/91"]]
        assert cited_at(archive.documents[path], archive) == {"par-1": 2}


def test_a_document_does_not_list_itself(archive: CitationIndex) -> None:
    cited_links = citations(citing("fr/A/78/80", symbol="A/78/80-E/2023/64"), archive, load())
    assert cited_links["cites"] is None
    assert cited_links["cited_by"] is not None


def test_words_of_a_citation_are_found_in_the_passage_as_repaired_and_without_calls() -> None:
    citing_report = report(
        "paragraph par-1 number=1 label=3\n1. {repair Résolution}Réso lution{/repair} "
        "{cite A/RES/77/237}{repair 77/237}77/2 37{/repair}{/cite}{call 1 note-1 ref-1}1{/call} adoptée."
    )
    citations = index([citing_report])
    (place,) = citations.by_key["A/RES/77/237"]
    assert citations.words(place) == "Résolution 77/237 adoptée."
    assert citations.words(place)[place.start : place.end] == "77/237"
    assert place.passage.label == "par. 1"


@pytest.mark.parametrize(
    ("times", "said"),
    [
        (1, "Cité 1 fois dans 1 document"),
        (10, "Cité 10 fois dans 1 document"),
        (11, "Cité plus de 10 fois dans l’archive"),
        (20, "Cité plus de 10 fois dans l’archive"),
        (21, "Cité plus de 20 fois dans l’archive"),
        (101, "Cité plus de 100 fois dans l’archive"),
    ],
)
def test_often(times: int, said: str) -> None:
    citation_index = index([citing("fr/A/1/1", *times * [("A/RES/77/237", "")])])
    assert often(citation_index.by_key["A/RES/77/237"]) == said
