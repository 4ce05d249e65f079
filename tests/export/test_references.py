"""Formats of reference managers, read back by readers of others."""

from __future__ import annotations

import json
import warnings
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import LatexDecodingMiddleware
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, Locator, formatter
from citeproc.source.json import CiteProcJSON
from hypothesis import given
from hypothesis import strategies as st

from build_scripts.export import references
from build_scripts.export.description import Record, record
from tests.write.reports import report

from .reports import by_path, real

STYLE = Path(__file__).parent / "style.csl"
RECORDS = [record(one) for one in real()]
HOSTILE = r"50 % de #1 & $2 _a_ {b} \cite{c} ~d ^e «f» : <g>"


def hostile(title: str = HOSTILE) -> Record:
    """A record whose title is full of signs that formats read."""
    return record(report("paragraph par-1\n1. Texte", title=title, symbol="A/99/1", date=date(2044, 2, 1)))


@pytest.mark.parametrize("one", RECORDS, ids=lambda one: one.path)
def test_ris(one: Record) -> None:
    (entry,) = rispy.loads(references.ris(one))
    assert entry["type_of_reference"] == "RPRT"
    assert entry["title"] == one.title
    assert entry.get("issn", "") == one.symbol
    assert entry["urls"] == [one.url]
    assert entry["authors"] == [one.author]
    assert entry.get("date") == (one.date.strftime("%Y/%m/%d") if one.date else None)


@pytest.mark.parametrize("one", RECORDS, ids=lambda one: one.path)
def test_ris_has_a_locator_for_each_paragraph(one: Record) -> None:
    entries = rispy.loads(references.ris_paragraphs(one))
    rows = references.numbered(one)
    assert [entry["start_page"] for entry in entries] == [row.locator for row in rows]
    assert [entry["urls"] for entry in entries] == [[row.url] for row in rows]


@pytest.mark.parametrize("one", RECORDS, ids=lambda one: one.path)
def test_bibtex(one: Record) -> None:
    library = parse_string(references.bibtex(one))
    assert not library.failed_blocks
    (entry,) = library.entries
    assert entry.entry_type == "techreport"
    assert entry.key == one.name
    assert entry["title"].strip("{}") == one.title
    assert entry.fields_dict["url"].value == one.url
    assert ("number" in entry.fields_dict) == bool(one.symbol)
    paragraphs = parse_string(references.bibtex_paragraphs(one))
    assert not paragraphs.failed_blocks
    assert [entry["pages"] for entry in paragraphs.entries] == [row.locator for row in references.numbered(one)]


def test_bibtex_keeps_signs_that_latex_reads() -> None:
    library = parse_string(references.bibtex(hostile()), append_middleware=[LatexDecodingMiddleware()])
    assert not library.failed_blocks
    # That reader takes LaTeX's circumflex for U+02C6.
    assert library.entries[0]["title"].strip("{}").replace("ˆ", "^") == HOSTILE


@given(st.text(alphabet=st.characters(blacklist_categories=["Cs", "Cc"]), min_size=1).filter(str.strip))
def test_ris_is_one_line_a_field(title: str) -> None:
    one = hostile(title)
    (entry,) = rispy.loads(references.ris(replace(one)))
    assert entry["title"] == " ".join(title.split())


@pytest.mark.parametrize("one", RECORDS, ids=lambda one: one.path)
def test_csl_is_formatted_by_citeproc_with_a_locator(one: Record) -> None:
    (item,) = json.loads(references.csl(one))
    locators = item["custom"]["locators"]
    assert [entry["URL"] for entry in locators] == [row.url for row in references.numbered(one)]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        source = CiteProcJSON([item])
        bibliography = CitationStylesBibliography(
            CitationStylesStyle(str(STYLE), validate=False), source, formatter.plain
        )
        cited = Citation(
            [CitationItem(item["id"].lower(), locator=Locator(locators[0]["label"], locators[0]["locator"]))]
        )
        bibliography.register(cited)
        assert str(bibliography.cite(cited, pytest.fail)).endswith("paragr. 1")
        assert one.title.split(":")[0][:40] in str(bibliography.bibliography()[0])


def test_a_document_without_symbol_has_no_number() -> None:
    one = record(by_path("fr/sans-cote/execution-des-mandats-2023"))
    assert "SN  -" not in references.ris(one)
    assert "number" not in json.loads(references.csl(one))[0]
