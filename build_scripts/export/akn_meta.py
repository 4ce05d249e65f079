"""The metadata of an Akoma Ntoso document: identification (FRBR), classification and references."""

from __future__ import annotations

import re
from datetime import date

from lxml import etree

from ..core.language import language as language_of
from ..core.settings import archive
from .akn_ids import expression, work
from .description import Record
from .export_words import words

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
COTE = "urn:cote:anchor"
"""Namespace of what the archive adds: `cote:anchor`, the permanent anchor, and `cote:key`, the key of a citation."""


# What XML cannot hold: `\x0b`, `\ufffe`; not `\t`.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SUBTYPES = {
    "draft-resolution": "resolutionDraft",
    "draft-decision": "decisionDraft",
    "resolution": "resolution",
    "decision": "decision",
}
"""Subtype by type of document, where they differ."""


def subtype_of(record: Record) -> str:
    """What the profile calls the document."""
    kind = record.report.document.type
    return _SUBTYPES.get(kind, kind or "report")


def xml(string: str) -> str:
    """The string without the characters that XML cannot hold."""
    return string if string.isprintable() else _NOT_XML.sub("", string)


def element(parent: etree._Element, tag: str, **attributes: str) -> etree._Element:
    """A new last child."""
    name = f"{{{NAMESPACE}}}{tag}"
    if not attributes:
        return etree.SubElement(parent, name)
    return etree.SubElement(parent, name, {key: xml(value) for key, value in attributes.items() if value})


def meta(node: etree._Element, record: Record, subtype: str, component: str) -> etree._Element:
    """The metadata of a document, or of the component of it that has this id."""
    holder = element(node, "meta")
    identification = element(holder, "identification", source="#cote")
    base, realised = work(record, subtype_of(record)), expression(record, subtype_of(record))
    part = f"!{component or 'main'}"
    _work(element(identification, "FRBRWork"), record, base, part, subtype)
    _expression(element(identification, "FRBRExpression"), record, realised, part)
    _manifestation(element(identification, "FRBRManifestation"), record, realised, part)
    if not component:
        _references(element(holder, "references", source="#cote"), record)
    return holder


def _work(node: etree._Element, record: Record, address: str, part: str, subtype: str) -> None:
    element(node, "FRBRthis", value=f"{address}/{part}")
    element(node, "FRBRuri", value=address)
    if record.symbol:
        element(node, "FRBRalias", value=record.symbol, name="symbol")
    element(node, "FRBRalias", value=record.url, name="permalink")
    _date(node, record)
    element(node, "FRBRauthor", href="#organ" if record.organ else "#un")
    element(node, "FRBRcountry", value="un")
    element(node, "FRBRsubtype", value=subtype)
    element(node, "FRBRnumber", value=re.sub(r"\s", "", record.symbol) or record.name)
    element(node, "FRBRname", value=record.title)
    element(node, "FRBRauthoritative", value="false")


def _date(node: etree._Element, record: Record) -> None:
    """The document's date; if unknown, that of this file, as `name` says."""
    if record.date:
        element(node, "FRBRdate", date=record.date.isoformat(), name="publication")
    else:
        _generated(node, record)


def _generated(node: etree._Element, record: Record) -> None:
    """The day of this file: that of the last change on record. The format requires a date even where none is known."""
    if record.changed:
        element(node, "FRBRdate", date=record.changed, name="generation")
    else:
        element(node, "FRBRdate", date=date.min.isoformat(), name="unknown")


def _expression(node: etree._Element, record: Record, address: str, part: str) -> None:
    element(node, "FRBRthis", value=f"{address}/{part}")
    element(node, "FRBRuri", value=address)
    _date(node, record)
    element(node, "FRBRauthor", href="#un")
    element(node, "FRBRlanguage", language=language_of(record.language).code3)
    if record.original not in ("", record.language):
        source = expression(record, subtype_of(record), record.original)
        element(node, "FRBRtranslation", href=source, fromLanguage=language_of(record.original).code3, by="#un")


def _manifestation(node: etree._Element, record: Record, address: str, part: str) -> None:
    element(node, "FRBRthis", value=f"{address}/{part}.xml")
    element(node, "FRBRuri", value=f"{address}.xml")
    _generated(node, record)
    element(node, "FRBRauthor", href="#cote")
    element(node, "FRBRformat", value="application/akn+xml")


def _references(node: etree._Element, record: Record) -> None:
    sentences = words(record.language)
    element(node, "TLCOrganization", eId="un", href="/akn/ontology/organization/un", showAs=sentences.publisher)
    if record.organ:
        key = re.sub(r"[^a-z0-9]+", "-", record.report.document.organ.lower())
        element(node, "TLCOrganization", eId="organ", href=f"/akn/ontology/organization/un-{key}", showAs=record.organ)
    element(node, "TLCOrganization", eId="cote", href=archive().site_url, showAs=archive().name)
