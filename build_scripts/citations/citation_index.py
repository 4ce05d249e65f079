"""Who cites what: the index that pages of cited documents, « cité par » and the graph are made from."""

from __future__ import annotations

import pickle
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from functools import lru_cache
from hashlib import sha256
from itertools import chain
from sys import intern

from ..core.model import Document, Report
from ..core.symbol_path import halves, symbol_path
from ..core.value import value
from .passages import Passage, passages


@value(frozen=True, slots=True)
class Place:
    """A place in the archive that cites a document."""

    document: str
    """Path of the citing document, `fr/A/76/463`."""
    key: str
    pin: str
    fragment: str
    passage: Passage
    """Where the words stand; the places of one passage share it."""
    start: int
    end: int
    """Of the words, in the passage's."""

    @property
    def anchor(self) -> str:
        """Of the citing block; empty in a masthead."""
        return self.passage.anchor


Gathered = tuple[Document, tuple[Place, ...]]
"""A document and all that it cites, in its order: all that the index keeps of a report."""
Texts = Callable[[str], bytes]
"""By the path of a report, the words of its passages, one after the other (passages.py)."""
_PassageRow = tuple[str, str, int, int, bytes]
_PlaceRow = tuple[str, str, str, int, int, int]


@value(frozen=True, slots=True)
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
    """Path of the document held, by symbol path (docs/developers/anchors.md) and then by language."""
    cited: Mapping[str, tuple[Place, ...]]
    """The places in other reports that cite a report, by its path, in the order of `by_key`."""
    leading: Mapping[str, str]
    """By key, the one that stands for it and for all others of the same document: of a joint symbol and its halves,
    the joint symbol; of a document held, the keys that lead to it."""
    by_leading: Mapping[str, tuple[Place, ...]]
    """What `by_key` has, with the places of all keys of a document together."""
    texts: Texts

    def words(self, place: Place) -> str:
        """The words of its passage."""
        passage = place.passage
        return self.texts(place.document)[passage.start : passage.end].decode("utf-8", "surrogatepass")

    def held(self, key: str, language: str) -> str:
        """Path of the document that a key leads to, in the language if the archive has it so; empty where not held.

        A joint symbol leads to the document that has either half; an alias leads where its document is.
        """
        return held_in(self.holders, key, language)

    def cited_at(self, path: str) -> dict[str, tuple[Place, ...]]:
        """The places that cite a report at a pinpoint, by its anchors."""
        pinned: dict[str, list[Place]] = {}
        for place in self.cited.get(path, ()):
            if place.fragment:
                pinned.setdefault(place.fragment, []).append(place)
        return {fragment: tuple(places) for fragment, places in pinned.items()}


@lru_cache(maxsize=1 << 13)
def paths(key: str) -> tuple[str, ...]:
    """The symbol paths that a key may be held under; none where it has none."""
    found: list[str] = []
    for symbol in halves(key):
        with suppress(ValueError):
            found.append(symbol_path(symbol))
    return tuple(found)


def gather(report: Report) -> tuple[Gathered, bytes]:
    """What the index keeps of a report, and the words of its passages."""
    found, path = passages(report), report.document.path
    places = tuple(
        Place(path, intern(mark.key), intern(mark.pin), intern(mark.fragment), passage, start, end)
        for passage, spans in found.listed
        for mark, (start, end) in spans
    )
    return (report.document, places), bytes(found.texts)


def packed(gathered: Gathered) -> bytes:
    """What was gathered in a form that can be stored: rows, which are read several times as fast as objects are."""
    return pickle.dumps(_rows(gathered), pickle.HIGHEST_PROTOCOL)


def digest(gathered: Gathered) -> str:
    """The hash of what was gathered: the same while a report cites the same, in the same words and places."""
    document, passages, rows = _rows(gathered)
    # As a pickle, equal values may differ by what is shared.
    return sha256(repr((document, passages, rows)).encode("utf-8", "surrogatepass")).hexdigest()


def _rows(gathered: Gathered) -> tuple[Document, list[_PassageRow], list[_PlaceRow]]:
    """A document, its passages, and its places with the numbers of their passages."""
    document, places = gathered
    numbers: dict[int, int] = {}
    passages: list[_PassageRow] = []
    for place in places:
        passage = place.passage
        if id(passage) not in numbers:
            numbers[id(passage)] = len(passages)
            passages.append((passage.anchor, passage.label, passage.start, passage.end, passage.digest))
    rows = [
        (place.key, place.pin, place.fragment, numbers[id(place.passage)], place.start, place.end) for place in places
    ]
    return document, passages, rows


def unpacked(content: bytes) -> Gathered:
    """What was packed; keys, pinpoints and labels that many reports name stand in memory once."""
    document, listed, rows = pickle.loads(content)
    passages = [Passage(intern(anchor), intern(label), *others) for anchor, label, *others in listed]
    path = document.path
    return document, tuple(
        [
            Place(path, intern(key), intern(pin), intern(fragment), passages[number], start, end)
            for key, pin, fragment, number, start, end in rows
        ]
    )


def holders(documents: Iterable[Document]) -> dict[str, dict[str, str]]:
    """Path of each document by the symbol paths that lead to it, and by language; the first of two keeps one."""
    held: dict[str, dict[str, str]] = {}
    for document in documents:
        symbols = paths(document.symbol) if document.symbol else ()
        for path in (document.path.partition("/")[2], *symbols, *document.aliases):
            held.setdefault(path, {}).setdefault(document.language, document.path)
    return held


def held_in(held: Mapping[str, Mapping[str, str]], key: str, language: str) -> str:
    """`CitationIndex.held`, by the `holders` alone."""
    for path in paths(key):
        versions = versions_at(held, path)
        if versions:
            return versions.get(language) or versions[min(versions)]
    return ""


def versions_at(held: Mapping[str, Mapping[str, str]], path: str) -> dict[str, str]:
    """Paths of the document that a symbol path leads to, by language, including those without the alias."""
    versions = dict(held.get(path, {}))
    for version in tuple(versions.values()):
        for language, other in held.get(version.partition("/")[2], {}).items():
            versions.setdefault(language, other)
    return versions


def index(reports: Iterable[Report]) -> CitationIndex:
    """The index of all reports, whose citations are resolved. Linear in the number of citations."""
    gathered = [gather(report) for report in reports]
    texts = {document.path: words for (document, _), words in gathered}
    return index_of((entry for entry, _ in gathered), texts.__getitem__)


def index_of(gathered: Iterable[Gathered], texts: Texts) -> CitationIndex:
    """The index of what was gathered from every report. The reports themselves may be more than memory holds, and so
    may the words of their passages, which `texts` has."""
    ordered = sorted(gathered, key=lambda entry: entry[0].path)
    documents = {document.path: document for document, _ in ordered}
    held = holders(documents.values())
    ordered.sort(key=lambda entry: entry[0].date or date.min, reverse=True)
    everything = list(chain.from_iterable(cited for _, cited in ordered))
    by_key = _grouped((place.key, place) for place in everything)
    leading = _leading({key: len(places_of_key) for key, places_of_key in by_key.items()}, held)
    return CitationIndex(
        documents=documents,
        by_key=by_key,
        by_document={document.path: Counter(place.key for place in cited) for document, cited in ordered},
        holders=held,
        cited=_cited(everything, held),
        leading=leading,
        by_leading=_grouped((leading[place.key], place) for place in everything),
        texts=texts,
    )


def _grouped(places: Iterable[tuple[str, Place]]) -> dict[str, tuple[Place, ...]]:
    groups: dict[str, list[Place]] = {}
    for key, place in places:
        groups.setdefault(key, []).append(place)
    return {key: tuple(groups[key]) for key in sorted(groups)}


def _cited(everything: Sequence[Place], held: Mapping[str, Mapping[str, str]]) -> dict[str, tuple[Place, ...]]:
    targets: dict[str, tuple[set[str], ...]] = {}
    cited: dict[str, list[Place]] = {}
    for place in everything:
        if place.key not in targets:
            targets[place.key] = tuple(set(versions_at(held, symbol).values()) for symbol in paths(place.key))
        versions = set().union(*targets[place.key])
        if place.document not in versions:  # in no language does a document cite itself
            for target in versions:
                cited.setdefault(target, []).append(place)
    return {path: tuple(cited[path]) for path in sorted(cited)}


def _leading(counts: Mapping[str, int], held: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """By key, the one that stands for its document: the joint symbol, else what is cited most, else the first."""
    parent: dict[str, str] = {}

    def root(name: str) -> str:
        while (above := parent.setdefault(name, name)) != name:
            parent[name] = name = parent[above]
        return name

    for key in counts:
        for path in paths(key):
            for same in (path, *held.get(path, {}).values()):
                parent[root(same)] = root(f" {key}")  # no path begins with a space
    groups: dict[str, list[str]] = {}
    for key in counts:
        groups.setdefault(root(f" {key}"), []).append(key)
    return {
        key: min(keys, key=lambda candidate: (-len(halves(candidate)), -counts[candidate], candidate))
        for keys in groups.values()
        for key in keys
    }
