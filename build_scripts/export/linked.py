"""A report as linked data: schema.org's Report with its parts, as JSON-LD.

It is a file of its own that the page links to. In the page it would be as long as the text of a short report, and the
page's contract (docs/developers/html.md) allows no script element without an address.

Parts are named as seen from the report (`#par-12`): `@base` is the report's address, which would otherwise be a third
of the file. Whoever reads JSON-LD puts the two together (JSON-LD 1.1, 4.1.3).
"""

from __future__ import annotations

from typing import Any

from ..core.model import Kind, Part
from ..core.settings import archive
from .description import Record, Row, permalink
from .export_words import words
from .json_report import compact

Node = dict[str, Any]


def to_json_ld(record: Record) -> str:
    """The report, its parts and their numbered paragraphs."""
    document = record.report.document
    sentences = words(record.language)
    node: Node = {
        "@context": ["https://schema.org", {"@base": record.url}],
        "@type": "Report",
        "@id": record.url,
        "url": record.url,
        "name": record.title,
        "reportNumber": record.symbol,
        "alternateName": list(document.aliases),
        "genre": record.type,
        "inLanguage": record.language,
        **_translations(record),
        "datePublished": record.date.isoformat() if record.date else document.supplied_date,
        "author": [{"@type": "Organization", "name": author} for author in record.authors],
        "audience": {"@type": "Audience", "name": record.organ} if record.organ else None,
        "publisher": {"@type": "Organization", "name": sentences.publisher, "url": "https://www.un.org/"},
        "copyrightHolder": {"@type": "Organization", "name": sentences.publisher},
        "usageInfo": f"{archive().site_url}droits/",
        "creditText": sentences.rights,
        "abstract": record.abstract,
        "isBasedOn": record.official,
        "isPartOf": {"@type": "Collection", "name": archive().name, "url": archive().site_url},
        "citation": sorted({key for row in record.rows for key in row.cites}),
        "hasPart": _parts(record),
    }
    return f"{compact(_known(node))}\n"


def _translations(record: Record) -> Node:
    """What the document is a translation of, or its translations: only where it is known which version is which."""
    known = {version.language: permalink(version.path) for version in record.versions}
    versions = {code: {"@type": "Report", "@id": url, "inLanguage": code} for code, url in known.items()}
    if not record.original:
        return {}
    if record.original == record.language:
        return {"workTranslation": list(versions.values())}
    # The archive may not have it.
    unheld = {"@type": "CreativeWork", "inLanguage": record.original}
    return {"translationOfWork": versions.get(record.original, unheld)}


def _known(node: Node) -> Node:
    return {name: value for name, value in node.items() if value not in ("", [], None)}


def _parts(record: Record) -> list[Node]:
    """Numbered paragraphs, and parts with theirs, in the document's order."""
    top: list[Node] = []
    inside: dict[Part, list[Node]] = {}
    for row in record.rows:
        if row.block.kind is Kind.PART_TITLE:
            node = _node(row, row.words or row.text)
            holder = inside.get(row.block.part.parent) if row.block.part.parent else None
            (top if holder is None else holder).append(node)
            inside[row.block.part] = node.setdefault("hasPart", [])
        elif row.block.kind is Kind.PARAGRAPH:
            inside.get(row.block.part, top).append(_node(row) | {"position": row.block.number})
    for node in top:
        _without_empty(node)
    return top


def _without_empty(node: Node) -> None:
    for part in node.get("hasPart", []):
        _without_empty(part)
    if node.get("hasPart") == []:
        del node["hasPart"]


def _node(row: Row, title: str = "") -> Node:
    here = f"#{row.anchor}"
    node: Node = {"@type": "CreativeWork", "@id": here, "url": here, "name": title or row.citation}
    return (
        node | ({"alternateName": row.citation} if title else {}) | ({"citation": list(row.cites)} if row.cites else {})
    )
