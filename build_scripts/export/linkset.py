"""Signposting: where a document's address, files, description and rights are, as links that programs follow without
reading the page (https://signposting.org/FAIR/).

The same links stand in the head of the page (overrides/partials/document-head.html), in a file of each document
(RFC 9264, `application/linkset+json`) and in a list by which a server sends them itself (`link_header`). There is no
`author`: neither organs nor offices of the United Nations have addresses that stand for them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from ..core.received import MEDIA_TYPES
from ..core.settings import archive, linked_type
from ..core.symbol_path import file_name, original_name
from ..core.value import value
from .description import Record, permalink
from .json_report import compact

SCHEMA_ORG = "https://schema.org/"
MEDIA_TYPE = "application/linkset+json"
ENDING = "linkset.json"
ITEM, METADATA = "item", "describedby"
BACK = {ITEM: "collection", METADATA: "describes"}
"""How a file of a document says where its page is (RFC 6573, RFC 6892)."""


@value(frozen=True, slots=True)
class File:
    """A file of a document."""

    relation: str
    """`item` or `describedby`."""
    name: str
    media_type: str


def types(kind: str, symbol: str) -> tuple[str, str]:
    """What the page is: one about a document, and the document. `kind`: key of data/types.toml, or empty."""
    return f"{SCHEMA_ORG}AboutPage", f"{SCHEMA_ORG}{linked_type(kind, symbol)}"


def licence() -> str:
    """Address of the page that says under which conditions the texts are."""
    return f"{archive().site_url}droits/"


def to_linkset(record: Record, formats: Iterable[File]) -> str:
    """The links of a document, and of each of its files. `formats`: named by their endings."""
    page = record.url
    files = [File(one.relation, f"{record.name}.{one.name}", one.media_type) for one in formats]
    files += _as_received(record)
    links: dict[str, object] = {
        "anchor": page,
        "cite-as": [{"href": page}],
        "type": [{"href": kind} for kind in types(record.report.document.type, record.symbol)],
        "license": [{"href": licence()}],
    }
    for relation in BACK:
        links[relation] = [
            {"href": f"{page}{file.name}", "type": file.media_type} for file in files if file.relation == relation
        ]
    back = [
        {"anchor": f"{page}{file.name}", BACK[file.relation]: [{"href": page, "type": "text/html"}]} for file in files
    ]
    return f"{compact({'linkset': [links, *back]})}\n"


def _as_received(record: Record) -> Iterator[File]:
    """The file as received, where the site offers it."""
    source = record.report.source.path
    if kind := MEDIA_TYPES.get(Path(source).suffix):
        yield File(ITEM, original_name(record.path, source), kind)


def link_header(path: str, kind: str, symbol: str) -> str:
    """The value of the header `Link` of a document's page (RFC 8288), by its path with language, type and symbol."""
    page = permalink(path)
    links = [
        f'<{page}>; rel="cite-as"',
        f'<{page}{file_name(path)}.{ENDING}>; rel="linkset"; type="{MEDIA_TYPE}"',
        *(f'<{one}>; rel="type"' for one in types(kind, symbol)),
        f'<{licence()}>; rel="license"',
    ]
    return ", ".join(links)
