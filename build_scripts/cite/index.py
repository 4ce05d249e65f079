"""Who cites what: the index that pages of cited documents, « cité par » and the graph are made from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from ..model import Citation, Document, Report, Text
from ..symbols import halves, symbol_path


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the archive that cites a document."""

    document: str
    """Path of the citing document, `fr/A/76/463`."""
    anchor: str
    """Of the citing block; empty in a masthead."""
    key: str
    words: str
    """The words that cite, as the source has them."""
    pin: str = ""
    fragment: str = ""


@dataclass(frozen=True, slots=True)
class CitationIndex:
    """All citations of an archive; made once, by `index`."""

    documents: Mapping[str, Document]
    """Every report, by its path."""
    by_key: Mapping[str, tuple[Place, ...]]
    """Every cited key, with the places that cite it: newest document first, undated ones last; inside a document
    in its order. Keys in order of their letters."""
    by_document: Mapping[str, Counter[str]]
    """How often each report cites which key."""
    holders: Mapping[str, Mapping[str, str]]
    """Path of the document held, by symbol path (anchors.md) and then by language."""
    cited: Mapping[str, tuple[Place, ...]]
    """The places in other reports that cite a report, by its path."""

    def held(self, key: str, language: str) -> str:
        """Path of the document that a key leads to, in the language if the archive has it so; empty where not held.

        A joint symbol leads to the document that has either half; an alias leads where its document is.
        """
        for path in paths(key):
            versions = self.holders.get(path, {})
            if versions:
                return versions.get(language) or versions[min(versions)]
        return ""

    def cited_at(self, path: str) -> dict[str, tuple[Place, ...]]:
        """The places that cite a report at a pinpoint, by its anchors."""
        pinned: dict[str, list[Place]] = {}
        for place in self.cited.get(path, ()):
            if place.fragment:
                pinned.setdefault(place.fragment, []).append(place)
        return {fragment: tuple(places) for fragment, places in pinned.items()}


def paths(key: str) -> Iterator[str]:
    """The symbol paths that a key may be held under; none where it has none."""
    for symbol in halves(key):
        try:
            yield symbol_path(symbol)
        except ValueError:
            continue


def places(report: Report) -> Iterator[Place]:
    """All citations of a report, in its order."""
    for block in report.blocks:
        for text in (block.text, *(cell for row in block.rows for cell in row)):
            yield from _of(report, block.anchor, text)


def _of(report: Report, anchor: str, text: Text) -> Iterator[Place]:
    for mark in text.marks:
        if isinstance(mark, Citation):
            words = text.string[mark.start : mark.end]
            yield Place(report.document.path, anchor, mark.key, words, mark.pin, mark.fragment)


def holders(documents: Iterable[Document]) -> dict[str, dict[str, str]]:
    """Path of each document by the symbol paths that lead to it, and by language; the first of two keeps one."""
    held: dict[str, dict[str, str]] = {}
    for document in documents:
        symbols = tuple(paths(document.symbol)) if document.symbol else ()
        for path in (document.path.partition("/")[2], *symbols, *document.aliases):
            held.setdefault(path, {}).setdefault(document.language, document.path)
    return held


def index(reports: Iterable[Report]) -> CitationIndex:
    """The index of all reports, whose citations are resolved. Linear in the number of citations."""
    # Only citations are kept: the reports themselves may be more than memory holds.
    ordered = sorted(((r.document, tuple(places(r))) for r in reports), key=lambda one: one[0].path)
    ordered.sort(key=lambda one: one[0].date or date.min, reverse=True)
    by_key: dict[str, list[Place]] = {}
    by_document: dict[str, Counter[str]] = {}
    for document, cited in ordered:
        by_document[document.path] = Counter(place.key for place in cited)
        for place in cited:
            by_key.setdefault(place.key, []).append(place)
    documents = {document.path: document for document, _ in sorted(ordered, key=lambda one: one[0].path)}
    held = holders(documents.values())
    sorted_keys = {key: tuple(by_key[key]) for key in sorted(by_key)}
    return CitationIndex(documents, sorted_keys, by_document, held, _cited(sorted_keys, held))


def _cited(
    by_key: Mapping[str, tuple[Place, ...]], held: Mapping[str, Mapping[str, str]]
) -> dict[str, tuple[Place, ...]]:
    cited: dict[str, list[Place]] = {}
    for key, citing in by_key.items():
        targets = {path for symbol in paths(key) for path in held.get(symbol, {}).values()}
        for target in targets:
            cited.setdefault(target, []).extend(place for place in citing if place.document != target)
    return {path: tuple(citing) for path, citing in cited.items() if citing}
