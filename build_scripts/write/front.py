"""The front matter of a report's page: what templates, lists and machines need to know of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict
from types import MappingProxyType

from ..core.interface import Interface, interface
from ..core.language import language
from ..core.model import Kind, Repair, Report
from ..core.organs import addressed
from ..core.symbol_path import halves
from ..core.text import texts
from ..references import reference
from ..references.forms import forms
from .catalogue import Catalogue, Entry, language_of_lists, organ_name, type_name
from .genres import genre
from .inner_works import inner_works
from .lists import Facet, list_path
from .matter import Value, matter
from .synopsis import synopsis

DESCRIPTION = 300
"""Characters of the description that search engines and previews of links show."""
# `Distr. générale`, `Distr.: General`; not `LIMITÉE`: the page has a word of its own for it.
_DISTRIBUTION = re.compile(r"^Distr(?:ibution)?\b\.?\s*:?\s*", re.IGNORECASE)


def report_matter(report: Report, catalogue: Catalogue, more: Mapping[str, Value | None] = MappingProxyType({})) -> str:
    """The front matter of a report's page; `more` comes after what is known of the report itself."""
    document, words = report.document, interface(language_of_lists())
    spaced = interface(document.language).spaced
    before, after = catalogue.neighbours.get(document.path, (None, None))
    repairs = sum(isinstance(mark, Repair) for text in texts(report) for mark in text.marks)
    direction = language(document.language).direction
    values: dict[str, Value | None] = {
        "template": "rapport.html",
        "title": spaced(document.title),
        "description": spaced(synopsis(report, DESCRIPTION)),
        "symbol": document.symbol,
        "symbol_evidence": words.spaced(document.symbol_evidence),
        "settled": [
            {"text": spaced(forms(document.language).quoted.format(one.text)), "reason": spaced(one.reason)}
            for one in document.settled
        ],
        "reference": reference(document),
        "path": document.path,
        "lang": document.language,
        "dir": direction if direction != language(language_of_lists()).direction else "",
        **_of_masthead(report, words),
        "joint": halves(document.symbol)[1:] if document.symbol else (),
        "aliases": document.aliases,
        "works": [asdict(work) for work in inner_works(report)],
        "source": {"path": report.source.path, "sha256": report.source.sha256},
        "paragraphs": _count(report, Kind.PARAGRAPH),
        "notes": _count(report, Kind.NOTE),
        "repairs": repairs,
        "furniture": len(report.furniture),
        "previous": _neighbour(before),
        "next": _neighbour(after),
        "lists": _lists(report),
        **more,
    }
    return matter(values, "from_file", file=report.source.path)


def _of_masthead(report: Report, words: Interface) -> dict[str, Value | None]:
    """What the masthead says of the document, besides its symbol and title, in the language of lists."""
    document, spaced = report.document, interface(report.document.language).spaced
    return {
        "type": document.type,
        "doc_type": type_name(document.type) if document.type else "",
        "genre": genre(report),
        "organ_key": document.organ,
        "organ": organ_name(document.organ) if document.organ else "",
        "other_organs": [
            {"key": key, "name": organ_name(key), "list": list_path(Facet.ORGAN, key)}
            for key in addressed(document.organ, document.symbol)[1:]
        ],
        "session": spaced(document.session),
        "agenda_item": spaced(document.agenda_item),
        "date": document.date.isoformat() if document.date else "",
        "date_text": words.day(document.date) if document.date else "",
        "supplied_date": "" if document.date else document.supplied_date,
        "place_dates": masthead_words(report, "place", "held"),
        "distribution": _DISTRIBUTION.sub("", masthead_words(report, "distribution")),
        "original_language": words.languages.get(document.original_language, document.original_language),
        "original_language_key": document.original_language,
        "job_number": document.job_number,
    }


def _count(report: Report, kind: Kind) -> int:
    return sum(block.kind is kind for block in report.blocks)


def masthead_words(report: Report, *roles: str) -> str:
    """What the masthead prints in some roles, `place`: « Vienne, 18-22 mai 2020 »; empty where it doesn't."""
    return " ".join(block.text.string for block in report.blocks if block.kind is Kind.MASTHEAD and block.role in roles)


def _neighbour(entry: Entry | None) -> Value | None:
    return {"title": entry.title, "symbol": entry.symbol, "path": entry.path} if entry else None


def _lists(report: Report) -> Value:
    """The lists that name the document, by facet."""
    document = report.document
    year = str(document.issued[0]) if document.issued else ""
    keys = {Facet.ORGAN: document.organ, Facet.YEAR: year, Facet.TYPE: document.type}
    return {facet.value: list_path(facet, key) for facet, key in keys.items()}
