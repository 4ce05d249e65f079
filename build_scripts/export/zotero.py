"""A report for Zotero: its own RDF, which its button takes from a document's page and from the pages of its paragraphs.

Of a page's metadata, Zotero cuts names of bodies into first name and surname, whatever tag they are in. What it reads
whole is a file that an unAPI server hands out (unapi.info, 2006): the page names the server (`link rel="unapi-server"`)
and the document (`abbr class="unapi-id"`), and the server is asked twice, for the formats that it has and for the
document in one of them. A server of files gives the same file both times; so the RDF itself says which format it is, as
an XML literal that no reader of RDF minds. The record is that of RIS, field by field.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from .akn_nodes import xml
from .bibliography import issued, remarks
from .description import Record
from .export_words import words

_NAMESPACES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "z": "http://www.zotero.org/namespaces/export#",
    "bib": "http://purl.org/net/biblio#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "link": "http://purl.org/rss/1.0/modules/link/",
    "prism": "http://prismstandard.org/namespaces/1.2/basic/",
}
_LINKED = "3"
"""Zotero's mode of an attachment that is an address and isn't fetched."""
_FORMATS = '<formats><format name="rdf_zotero" type="application/rdf+xml"/></formats>'
"""What unAPI asks for first."""


def rdf(record: Record) -> str:
    """The report as RDF/XML, with the names that Zotero's own exports use."""
    spaces = "".join(f'\n    xmlns:{prefix}="{address}"' for prefix, address in _NAMESPACES.items())
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f"<rdf:RDF{spaces}>",
        f"  <bib:Report rdf:about={quoteattr(record.url)}>",
        *(f"    {property_}" for property_ in _properties(record)),
        "  </bib:Report>",
        '  <rdf:Description rdf:about="">',
        f'    <dcterms:hasFormat rdf:parseType="Literal">{_FORMATS}</dcterms:hasFormat>',
        "  </rdf:Description>",
        "</rdf:RDF>",
    ]
    return "\n".join(lines) + "\n"


def _properties(record: Record) -> Iterator[str]:
    sentences = words(record.language)
    yield _said("z:itemType", "report")
    yield f"<bib:authors><rdf:Seq>{''.join(map(_body, record.authors))}</rdf:Seq></bib:authors>"
    yield _said("dc:title", record.title)
    publisher = _said("foaf:name", sentences.publisher)
    yield f"<dc:publisher><foaf:Organization>{publisher}</foaf:Organization></dc:publisher>"
    for name, value in (
        ("prism:number", record.symbol),
        ("dc:type", record.genre),
        ("dc:date", issued(record)),
        ("dc:language", record.language),
        ("dcterms:abstract", record.abstract),
    ):
        if value:
            yield _said(name, value)
    yield _address(record.url)
    note = _said("rdf:value", f"<p>{escape('; '.join(remarks(record)))}</p>")
    yield f"<dcterms:isReferencedBy><bib:Memo>{note}</bib:Memo></dcterms:isReferencedBy>"
    if record.official:
        yield f"<link:link>{_attachment(record.official, sentences.official_version)}</link:link>"


def _said(name: str, value: str) -> str:
    return f"<{name}>{escape(xml(' '.join(value.split())))}</{name}>"


def _body(name: str) -> str:
    """An author that is no person: a surname alone is to Zotero the whole name."""
    return f"<rdf:li><foaf:Agent>{_said('foaf:name', name)}{_said('foaf:surname', name)}</foaf:Agent></rdf:li>"


def _address(address: str) -> str:
    value = _said("rdf:value", address)
    return f"<dc:identifier><dcterms:URI>{value}</dcterms:URI></dc:identifier>"


def _attachment(address: str, title: str) -> str:
    said = (("z:itemType", "attachment"), ("dc:title", title.rstrip(" :：")), ("link:type", "text/html"))
    inside = "".join(_said(name, value) for name, value in (*said, ("z:linkMode", _LINKED)))
    return f"<z:Attachment rdf:about={quoteattr(address)}>{inside}{_address(address)}</z:Attachment>"
