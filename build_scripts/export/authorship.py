"""Who wrote a document. Its masthead says it (« Rapport du Secrétaire général »); where it doesn't, it is the organ
that issues the document. The organ that a report is made to isn't its author."""

from __future__ import annotations

from functools import cache

from ..core.model import Report
from ..core.organs import organs
from ..core.value import value
from ..sources.contradictions import author
from ..sources.masthead_values import folded, organ_named
from .export_words import words


@value(frozen=True, slots=True)
class Author:
    """Whom a masthead names as author."""

    printed: str = ""
    """As it prints the name; empty where it names nobody."""
    office: str = ""
    """Key of an office (`offices` in languages/*/exports.toml), where it is one."""
    organ: str = ""
    """Key of data/organs.toml, where it is an organ."""


def author_of(report: Report) -> str:
    """The author as catalogues have one that is a body of the United Nations, « Nations Unies. Secrétaire général »;
    one that isn't known as such, an institute or a State's representative, as the masthead has it."""
    language, organ = report.document.language, report.document.organ
    united_nations = words(language).united_nations
    named = named_author(report)
    if named.printed:
        office = words(language).offices[named.office][0] if named.office else ""
        name = office or _called(named.organ, language)
    else:
        name = _called(organ, language)
    if not name:
        return named.printed or united_nations
    return name if folded(united_nations) in folded(name) else f"{united_nations}. {name}"


def named_author(report: Report) -> Author:
    """Whom the masthead names, and which office or organ of the United Nations that is."""
    printed, language = author(report), report.document.language
    office = _offices(language).get(folded(printed), "")
    return Author(printed, office, "" if office or not printed else organ_named(printed, language))


def _called(organ: str, language: str) -> str:
    """The name of an organ; empty where it has none in this language."""
    return organs()[organ].name.get(language, "") if organ in organs() else ""


@cache
def _offices(language: str) -> dict[str, str]:
    """Keys of offices by their folded names."""
    return {folded(name): key for key, names in words(language).offices.items() for name in names}
