"""A document as linked data: a work of schema.org (data/types.toml) with its parts, as JSON-LD.

The whole is a file of its own, which the page links to: in the page it would be as long as the text of a short report.
The page has the work alone, without paragraphs and citations, as a data block (`data_block`).

In the file, parts are named as seen from the report (`#par-12`): `@base` is the report's address, which would otherwise
be a third of the file. Whoever reads JSON-LD puts the two together (JSON-LD 1.1, 4.1.3). The page's block has whole
addresses, for those who read it as plain JSON.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ..core.interface import NARROW
from ..core.model import Kind, Part
from ..core.organs import addressed
from ..core.settings import archive, corrected, linked_type
from ..write.catalogue import organ_name, type_name
from ..write.inner_works import DRAFTS, InnerWork
from .description import Record, Row, official_address, permalink
from .export_words import words
from .json_report import compact
from .linked_citations import Cited

Node = dict[str, Any]

CONTEXT = "https://schema.org"


@dataclass(frozen=True, slots=True)
class Translation:
    """The document in another language."""

    language: str
    path: str
    lacks: frozenset[str] = frozenset()
    """Anchors of the works inside this one that it lacks, others among them."""


@dataclass(frozen=True, slots=True)
class Work:
    """What linked data say of a document as a whole, in the page and in the file."""

    path: str
    title: str
    symbol: str
    aliases: tuple[str, ...]
    type: str
    """Key of data/types.toml; empty where not known."""
    genre: str
    """In words: « Report, corrigendum »."""
    language: str
    issued: str
    supplied: bool
    """Whether the date is an editor's, who knows a year or a month."""
    authors: tuple[str, ...]
    organs: tuple[str, ...]
    original: str
    translations: tuple[Translation, ...]
    works: tuple[InnerWork, ...]


def to_json_ld(record: Record) -> str:
    """The report, its parts and their numbered paragraphs, and what it cites."""
    work, cited = work_of(record), Cited(record)
    described = _described(work, "")
    inner = {node["@id"]: node for node in described.pop("hasPart")}
    node = described | {
        "@context": [CONTEXT, {"@base": record.url}],
        "abstract": record.abstract,
        "citation": cited.documents(),
        "hasPart": _parts(record, cited, inner),
    }
    return f"{compact(_known(node))}\n"


def work_of(record: Record) -> Work:
    """The work that a record describes."""
    lacking = record.others.lacking
    return Work(
        path=record.path,
        title=record.title,
        symbol=record.symbol,
        aliases=record.report.document.aliases,
        type=record.report.document.type,
        genre=record.genre,
        language=record.language,
        issued=record.date.isoformat() if record.date else record.report.document.supplied_date,
        supplied=not record.date and bool(record.report.document.supplied_date),
        authors=record.authors,
        organs=record.organs,
        original=record.original,
        translations=tuple(
            Translation(version.language, version.path, frozenset(lacking.get(version.path, ())))
            for version in record.versions
        ),
        works=record.works,
    )


def work_of_page(meta: Mapping[str, Any]) -> Work:
    """The same work, by the front matter of its page."""
    path, language = meta["path"], meta["lang"]
    versions = [version for version in meta.get("versions", ()) if version["path"] != path]
    works = (InnerWork(**{name: _typed(value) for name, value in work.items()}) for work in meta.get("works", ()))
    return Work(
        path=path,
        title=_typed(meta["title"]),
        symbol=meta.get("symbol", ""),
        aliases=tuple(meta.get("aliases", ())),
        type=meta.get("type", ""),
        genre=meta.get("genre", ""),
        language=language,
        issued=meta.get("date", "") or meta.get("supplied_date", ""),
        supplied=bool(meta.get("supplied_date")) and not meta.get("date"),
        authors=tuple(meta.get("authors", ())),
        organs=tuple(organ_name(key, language) for key in addressed(meta.get("organ_key", ""), meta.get("symbol", ""))),
        original=meta.get("written_in" if versions else "original_language_key", ""),
        translations=tuple(
            Translation(version["lang"], version["path"], frozenset(version.get("lacks", "").split()))
            for version in versions
        ),
        works=tuple(works),
    )


def data_block(meta: Mapping[str, Any]) -> str:
    """The content of the page's `<script type="application/ld+json">`, by its front matter.

    No sign of it can end the element or begin a comment (https://html.spec.whatwg.org, « Restrictions for contents of
    script elements »).
    """
    work = work_of_page(meta)
    node = {"@context": CONTEXT} | _described(work, permalink(work.path))
    return compact(_known(node)).translate({ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"})


def _typed(words: str) -> str:
    """Words as a document has them, by what its page shows: without a typesetter's spaces."""
    return words.replace(NARROW, " ")


def _described(work: Work, home: str) -> Node:
    """The work, and those inside it, whose addresses are seen from `home`."""
    sentences, url, kind = words(work.language), permalink(work.path), linked_type(work.type, work.symbol)
    return {
        "@context": CONTEXT,
        "@type": kind,
        "@id": url,
        "url": url,
        "name": _typed(work.title),
        "identifier": work.symbol,
        "reportNumber": work.symbol if kind == "Report" else "",
        "alternateName": list(work.aliases),
        "genre": work.genre,
        "inLanguage": work.language,
        **_translations(work, kind),
        "datePublished": work.issued,
        "disambiguatingDescription": sentences.supplied_date if work.supplied else "",
        "author": [{"@type": "Organization", "name": author} for author in work.authors],
        "audience": [{"@type": "Audience", "name": organ} for organ in work.organs],
        "publisher": {"@type": "Organization", "name": sentences.publisher, "url": "https://www.un.org/"},
        "copyrightHolder": {"@type": "Organization", "name": sentences.publisher},
        "usageInfo": f"{archive().site_url}droits/",
        "creditText": sentences.rights,
        "isBasedOn": official_address(work.symbol, work.language) if work.symbol else "",
        "@reverse": _correction(work),
        "isPartOf": {"@type": "Collection", "name": archive().name, "url": archive().site_url},
        "hasPart": [_inner(inner, work, home) for inner in work.works],
    }


def _correction(work: Work) -> Node | None:
    """Of what a corrigendum is the correction: schema.org has the property of the document that is corrected."""
    if not (symbol := corrected(work.symbol)):
        return None
    node = {"@type": "CreativeWork", "@id": official_address(symbol, work.language), "identifier": symbol}
    return {"correction": _known(node)}


def _inner(inner: InnerWork, work: Work, home: str) -> Node:
    """A resolution or decision inside the document: a work of its own, at the address of its part."""
    here, kind = f"{home}#{inner.anchor}", linked_type(inner.type)
    node = {
        "@type": kind,
        "@id": here,
        "url": here,
        "name": _typed(inner.title or inner.citation),
        "alternateName": _typed(inner.citation) if inner.title else "",
        "identifier": inner.number,
        "genre": type_name(inner.type, work.language),
        "creativeWorkStatus": "Draft" if inner.type in DRAFTS else "",
        "inLanguage": work.language,
        "isBasedOn": _tabled(inner.tabled, work.language),
        **_translations(work, kind, inner.anchor),
    }
    return _known(node)


def _tabled(symbol: str, language: str) -> Node | None:
    """The document in which a draft was tabled: what a report recommends may have been amended since."""
    if not symbol:
        return None
    return _known({"@type": "CreativeWork", "@id": official_address(symbol, language), "identifier": symbol})


def _translations(work: Work, kind: str, anchor: str = "") -> Node:
    """What a work is a translation of, or its translations, each at the same place: only where it is known which
    version is which. Of a work inside the document, those that have it."""
    if not work.original:
        return {}
    versions = {
        version.language: {"@type": kind, "@id": permalink(version.path, anchor), "inLanguage": version.language}
        for version in work.translations
        if anchor not in version.lacks
    }
    if work.original == work.language:
        return {"workTranslation": list(versions.values())}
    # The archive may not have it.
    unheld = {"@type": "CreativeWork", "inLanguage": work.original}
    return {"translationOfWork": versions.get(work.original, unheld)}


def _known(node: Node) -> Node:
    return {name: value for name, value in node.items() if value not in ("", [], None)}


def _parts(record: Record, cited: Cited, works: Mapping[str, Node]) -> list[Node]:
    """Numbered paragraphs, and parts with theirs, in the document's order. `works`: what is known of the parts that are
    works of their own, by their names."""
    top: list[Node] = []
    inside: dict[Part, list[Node]] = {}
    for row in record.rows:
        if row.block.kind is Kind.PART_TITLE:
            node = _node(row, cited, row.words or row.text)
            node |= works.get(node["@id"], {})
            holder = inside.get(row.block.part.parent) if row.block.part.parent else None
            (top if holder is None else holder).append(node)
            inside[row.block.part] = node.setdefault("hasPart", [])
        elif row.block.kind is Kind.PARAGRAPH:
            inside.get(row.block.part, top).append(_node(row, cited) | {"position": row.block.number})
    _without_empty(top)
    return top


def _without_empty(nodes: Iterable[Node]) -> None:
    for node in nodes:
        _without_empty(node.get("hasPart", []))
        if node.get("hasPart") == []:
            del node["hasPart"]


def _node(row: Row, cited: Cited, title: str = "") -> Node:
    here = f"#{row.anchor}"
    node: Node = {"@type": "CreativeWork", "@id": here, "url": here, "name": title or row.citation}
    return _known(node | {"alternateName": row.citation if title else "", "citation": cited.places(row)})
