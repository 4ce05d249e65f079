"""The record that Zotero's button takes is that of RIS: on pages of reports and of paragraphs, in every kind of record.

Zotero's translators aren't in any package; they run where ZOTERO_TRANSLATION_SERVER names a checkout of
zotero/translation-server.
"""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import urljoin

import pytest
import rispy
from lxml import etree, html

from build_scripts.export import bibliography, paragraph_pages, zotero
from build_scripts.export.description import Record, record
from tests.write.reports import report

from .reports import real
from .zotero import all_differences, made

RECORDS = [*map(record, real()), *made()]
SPACES = {
    "bib": "http://purl.org/net/biblio#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "link": "http://purl.org/rss/1.0/modules/link/",
    "prism": "http://prismstandard.org/namespaces/1.2/basic/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
}
SAME = {
    "title": "dc:title",
    "issn": "prism:number",
    "type_of_work": "dc:type",
    "language": "dc:language",
    "abstract": "dcterms:abstract",
    "publisher": "dc:publisher/*/foaf:name",
    "file_attachments2": "link:link/*/@rdf:about",
}
"""Where Zotero's RDF says what RIS says, by rispy's names of RIS' tags."""


@pytest.mark.parametrize("exported", RECORDS, ids=lambda exported: exported.path)
def test_rdf_says_what_ris_says(exported: Record) -> None:
    (report,) = etree.fromstring(zotero.rdf(exported).encode()).findall("bib:Report", SPACES)
    (entry,) = rispy.loads(bibliography.ris(exported))

    def said(path: str) -> list[str]:
        found = report.xpath(path, namespaces=SPACES)
        return [one if isinstance(one, str) else one.text for one in found]

    for tag, path in SAME.items():
        assert said(path) == ([entry[tag]] if tag in entry else []), tag
    assert said("bib:authors/rdf:Seq/rdf:li/*/foaf:surname") == list(exported.authors)
    assert [name.replace("‚", ",") for name in entry["authors"]] == list(exported.authors)
    assert said("dc:identifier//rdf:value") == entry["urls"]
    assert said("dc:date") == ([entry["date"].replace("/", "-")] if "date" in entry else [])
    (note,) = said("dcterms:isReferencedBy//rdf:value")
    assert html.fromstring(note).text_content() == entry["notes"][0]


def test_an_author_has_no_first_name() -> None:
    """Zotero takes a surname alone for the name of a body."""
    assert all("givenName" not in zotero.rdf(exported) for exported in RECORDS)
    assert any("," in author for exported in RECORDS for author in exported.authors)
    assert max(len(exported.authors) for exported in RECORDS) == 3


def check_offer(page: str, path: str) -> str:
    """What a page offers, at its path in the site; the path of the record that a reader of unAPI would take."""
    tree = html.fromstring(page)
    (server,) = tree.xpath("//link[@rel='unapi-server']/@href")
    (document,) = tree.xpath("//abbr[@class='unapi-id']/@title")
    assert path.startswith(document)
    # Zotero makes persons of names in these.
    assert not tree.xpath("//meta[@name='citation_author' or @name='DC.creator' or @name='author']")
    assert not tree.xpath("//meta[@property='article:author'] | //*[contains(@class, 'byline')]")
    return urljoin(path, str(server))


def test_pages_of_reports_offer_their_record(site: Path) -> None:
    for exported in RECORDS[: len(real())]:
        page = (site / exported.path / "index.html").read_text(encoding="utf-8")
        offered = check_offer(page, f"{exported.path}/")
        assert (site / offered).read_text(encoding="utf-8") == zotero.rdf(exported)


def test_pages_of_paragraphs_offer_the_record_of_their_document() -> None:
    for exported in RECORDS:
        for path, page in paragraph_pages.pages(exported, picture=False):
            assert check_offer(page, path) == f"{exported.path}/{exported.name}.rdf"


@pytest.mark.parametrize("exported", RECORDS, ids=lambda exported: exported.path)
def test_the_file_answers_both_questions_of_unapi(exported: Record) -> None:
    """A server of files gives it for the list of formats, too: an element `format` that is no statement of RDF."""
    tree = etree.fromstring(zotero.rdf(exported).encode())
    (offered,) = tree.iter("format")
    assert (offered.get("name"), offered.get("type")) == ("rdf_zotero", "application/rdf+xml")
    holder = offered.getparent().getparent()
    assert holder.get(f"{{{SPACES['rdf']}}}parseType") == "Literal"


@pytest.mark.skipif("ZOTERO_TRANSLATION_SERVER" not in os.environ, reason="needs a checkout of Zotero's translators")
def test_zotero_takes_the_same_record_from_page_and_files(site: Path) -> None:
    count, found = all_differences(Path(os.environ["ZOTERO_TRANSLATION_SERVER"]), site)
    assert found == []
    assert count > len(real())


def test_what_xml_cannot_hold_is_left_out() -> None:
    exported = record(report("paragraph par-1\n1. Texte", title="A\x01B\ufffeC & <d>"))
    assert etree.fromstring(zotero.rdf(exported).encode()).findtext(".//{*}Report/{*}title") == "ABC & <d>"
