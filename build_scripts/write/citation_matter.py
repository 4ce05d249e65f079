"""What a document's page says of citations: what it cites, who cites it, and at which of its paragraphs.

It goes into the front matter; overrides/partials/citations.html shows it. Beyond ten,
how often the archive cites something is given in steps, so that a page doesn't change with every new document.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from ..citations.citation_index import CitationIndex, Place
from ..citations.knowledge import CitingData
from ..core.model import Document, Report
from ..references import places as places_of
from ..references import reference, units
from ..references.places import words as place_words
from .cotes import Cote, cited, count, name_of, words
from .matter import Value

DOCUMENTS = 50
"""Citing documents that a page names at most; the cited document's own page has them all."""
PLACES = 20
"""Places of one citing document, or that cite one paragraph, that a page names at most."""
_EXACT = 10
_STEPS = (1, 2, 5)


def cited_at(document: Document, index: CitationIndex) -> dict[str, int]:
    """How many passages of other documents cite each paragraph of a document, by its anchor."""
    return {anchor: len(_passages(places)) for anchor, places in index.cited_at(document.path).items()}


def citations(report: Report, index: CitationIndex, data: CitingData) -> dict[str, Value | None]:
    """The front matter on citations: `cites` and `cited_by`, each None where there is nothing to say."""
    return {"cites": _cites(report.document, index, data), "cited_by": _cited_by(report, index, data)}


# --- what it cites ----------------------------------------------------------------------------


def _cites(document: Document, index: CitationIndex, data: CitingData) -> Value | None:
    times: Counter[str] = Counter()
    spelled: dict[str, list[str]] = {}
    for key, number in index.by_document[document.path].items():
        times[index.leading[key]] += number
        spelled.setdefault(index.leading[key], []).append(key)
    cotes = [Cote(key, index, data) for key in sorted(times, key=lambda key: (-times[key], key))]
    others = [cote for cote in cotes if index.held(cote.key, document.language) != document.path]
    if not others:
        return None
    keys, renvois = count(len(others), "key"), count(sum(times[cote.key] for cote in others), "citation")
    return {
        "text": words().cited["cites"].format(keys=keys, citations=renvois),
        "list": [_entry(cote, spelled[cote.key], times[cote.key], document) for cote in others],
    }


def _entry(cote: Cote, keys: Sequence[str], times: int, document: Document) -> Value:
    held = cote.index.held(cote.key, document.language)
    return {
        "keys": list(keys),
        "title": cote.title,
        "nature": cote.nature,
        "times": times,
        "often": often(cote.places),
        "path": cote.path,
        "held": held,
        "official": cote.official_in(document.language),
    }


def often(places: Sequence[Place]) -> str:
    """« 3 fois dans 2 documents »; beyond ten, « plus de 20 fois », in steps of 1, 2 and 5."""
    if len(places) <= _EXACT:
        return cited(places)
    steps = (unit * 10**power for power in range(len(str(len(places)))) for unit in _STEPS)
    return words().cited["over"].format(count(max(step for step in steps if step < len(places)), "time"))


# --- who cites it -----------------------------------------------------------------------------


def _cited_by(report: Report, index: CitationIndex, data: CitingData) -> Value | None:
    document = report.document
    places = index.cited.get(document.path, ())
    if not places:
        return None
    documents = [(path, list(citing)) for path, citing in groupby(places, lambda place: place.document)]
    documents.sort(key=lambda one: -len(one[1]))
    return {
        "text": cited(places),
        "path": Cote(index.leading[places[0].key], index, data).path,
        "list": [_citing_document(index.documents[path], citing) for path, citing in documents[:DOCUMENTS]],
        "more": max(len(documents) - DOCUMENTS, 0),
        "at": list(_at(report, index)),
    }


def _citing_document(document: Document, places: Sequence[Place]) -> Value:
    passages = _passages(places)
    return {
        "path": document.path,
        "symbol": document.symbol,
        "title": name_of(document),
        "times": len(places),
        "places": [_place(place) for place in passages[:PLACES]],
        "more": max(len(passages) - PLACES, 0),
    }


def _at(report: Report, index: CitationIndex) -> Iterator[Value]:
    """Who cites which paragraph, in the report's order."""
    pinned = index.cited_at(report.document.path)
    labels = _labels(report) if pinned else {}
    for anchor, label in labels.items():
        if anchor in pinned:
            passages = _passages(pinned[anchor])
            yield {
                "anchor": anchor,
                "label": label,
                "text": count(len(passages), "place"),
                "places": [
                    {**_place(place), "path": place.document, "title": reference(index.documents[place.document])}
                    for place in passages[:PLACES]
                ],
                "more": max(len(passages) - PLACES, 0),
            }


def _labels(report: Report) -> dict[str, str]:
    language = report.document.language
    return {anchor: place_words(place, language) for anchor, place in places_of(units(report), language).items()}


def _passages(places: Iterable[Place]) -> list[Place]:
    """One place of each passage."""
    return [next(same) for _, same in groupby(places, lambda place: (place.document, id(place.passage)))]


def _place(place: Place) -> dict[str, Value]:
    return {"anchor": place.anchor, "label": place.passage.label or words().labels["masthead"]}
