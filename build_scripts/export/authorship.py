"""Who wrote a document. Its masthead says it (« Rapport du Secrétaire général »); where it doesn't, it is the organ
that issues the document. The organ that a report is made to isn't its author."""

from __future__ import annotations

from functools import cache

from ..core.model import Report
from ..core.organs import organs
from ..sources.contradictions import author
from ..sources.masthead_values import folded, organ_named
from .export_words import words


def author_of(report: Report) -> str:
    """The author as catalogues have one that is a body of the United Nations, « Nations Unies. Secrétaire général »;
    one that isn't known as such, an institute or a State's representative, as the masthead has it."""
    language, organ = report.document.language, report.document.organ
    united_nations = words(language).united_nations
    printed = author(report)
    name = _known(printed, language) if printed else _called(organ, language)
    if not name:
        return printed or united_nations
    return name if folded(united_nations) in folded(name) else f"{united_nations}. {name}"


def _known(printed: str, language: str) -> str:
    """The name of an office or an organ, as this language writes it; empty for who isn't known."""
    return _offices(language).get(folded(printed), "") or _called(organ_named(printed, language), language)


def _called(organ: str, language: str) -> str:
    """The name of an organ; empty where it has none in this language."""
    return organs()[organ].name.get(language, "") if organ in organs() else ""


@cache
def _offices(language: str) -> dict[str, str]:
    offices = words(language).offices.values()
    return {folded(written): office[0] for office in offices for written in office}
