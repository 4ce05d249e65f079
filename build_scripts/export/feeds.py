"""Atom feeds (RFC 4287): the newest documents, and those of each organ."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from lxml import etree

from ..core.organs import addressed
from ..core.settings import archive
from ..core.value import value
from ..write.catalogue import organ_name, type_name
from ..write.lists import Facet, list_path
from .akn_nodes import xml
from .description import permalink
from .export_settings import settings

ATOM = "http://www.w3.org/2005/Atom"
FOLDER = "flux"
_NEVER = date(1970, 1, 1)
"""When a feed changed of which nothing is on record: Atom requires a moment, and programs that count from this one
can't read an earlier."""


@value(frozen=True, slots=True)
class News:
    """A document as a feed shows it."""

    path: str
    reference: str
    symbol: str
    title: str
    organ: str
    """Key."""
    type: str
    language: str
    summary: str
    dated: date | None
    """Of the document."""
    added: date | None
    """When the archive first published it."""
    changed: date | None = None
    """When the archive last changed it."""

    @property
    def organs(self) -> tuple[str, ...]:
        """Keys of all organs that it is addressed to; one, empty, where none is established."""
        return addressed(self.organ, self.symbol) or ("",)

    @property
    def moment(self) -> date | None:
        """That of its addition or of its last correction, as it is on record."""
        return self.changed or self.added

    @property
    def order(self) -> tuple[date, date, str]:
        """Newest last."""
        return self.added or self.dated or date.min, self.dated or date.min, self.path


def feeds(documents: Sequence[News]) -> dict[str, bytes]:
    """Every feed by its path in the site's folder: `flux/documents.xml`, `flux/organes/A-C.3.xml`.

    Atom requires the moment of each entry's last change. A document that isn't on record yet has none, and appears once
    it is; neither its own date nor the day of the build says anything about it.
    """
    newest = sorted(documents, key=lambda document: document.order, reverse=True)
    by_organ: dict[str, list[News]] = defaultdict(list)
    for document in newest:
        for organ in document.organs:
            by_organ[organ].append(document)
    name = archive().name
    whole = f"{FOLDER}/documents.xml"
    by_path = {whole: _feed(whole, f"{name} – nouveaux documents", "", newest)}
    for organ, of_organ in sorted(by_organ.items()):
        listed = list_path(Facet.ORGAN, organ)
        path = f"{FOLDER}/{listed}.xml"
        by_path[path] = _feed(path, f"{name} – {organ_name(organ)}", f"{listed}/", of_organ)
    return by_path


def _feed(path: str, title: str, page: str, documents: Sequence[News]) -> bytes:
    dated = [(document, moment) for document in documents if (moment := document.moment)]
    shown = dated[: settings().entries_per_feed]
    root = etree.Element(f"{{{ATOM}}}feed", nsmap={None: ATOM})
    _element(root, "id", archive().site_url + path)
    _element(root, "title", title)
    _element(root, "updated", _instant(max((moment for _, moment in shown), default=_NEVER)))
    _link(root, "self", archive().site_url + path, "application/atom+xml")
    _link(root, "alternate", archive().site_url + page, "text/html")
    _element(etree.SubElement(root, f"{{{ATOM}}}author"), "name", archive().name)
    for document, moment in shown:
        _entry(etree.SubElement(root, f"{{{ATOM}}}entry"), document, moment)
    etree.indent(root, " ")
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8")) + b"\n"


def _entry(node: etree._Element, document: News, moment: date) -> None:
    _element(node, "id", permalink(document.path))
    _element(node, "title", f"{document.symbol} – {document.title}" if document.symbol else document.title)
    _element(node, "updated", _instant(moment))
    if document.added:
        _element(node, "published", _instant(document.added))
    _link(node, "alternate", permalink(document.path), "text/html")
    for scheme, term, label in (
        *(("organ", organ, organ_name(organ)) for organ in document.organs),
        ("type", document.type, type_name(document.type)),
    ):
        if term:
            etree.SubElement(node, f"{{{ATOM}}}category", term=term, scheme=f"urn:cote:{scheme}", label=label)
    summary = _element(node, "summary", document.summary)
    summary.set("{http://www.w3.org/XML/1998/namespace}lang", document.language)


def _instant(day: date) -> str:
    """The beginning of a day as Atom has it, `2026-11-20T00:00:00Z`."""
    return f"{day.isoformat()}T00:00:00Z"


def _element(parent: etree._Element, tag: str, text: str) -> etree._Element:
    node = etree.SubElement(parent, f"{{{ATOM}}}{tag}")
    node.text = xml(text)
    return node


def _link(parent: etree._Element, rel: str, href: str, kind: str) -> None:
    etree.SubElement(parent, f"{{{ATOM}}}link", rel=rel, href=href, type=kind)
