"""What a page's script makes full references of (overrides/assets/javascripts/citing/full.js), as a script of the
document: a page that is opened by double click may load nothing else.

Styles of CSL take the document's CSL-JSON. The United Nations has none. Its form is that of the examples that the Dag
Hammarskjöld Library gives (https://ask.un.org/faq/14438): United Nations, organ, title in italics, symbol, date in
brackets, « available from » and the address. The place stands behind the symbol, as the Editorial Manual cites places
(https://www.un.org/dgacm/en/content/editorial-manual/footnotes/chap-03), and what the document is behind its title, as
in the Library's catalogue.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from typing import NamedTuple

from ..core.interface import interface
from ..references.forms import forms
from ..sources.masthead_values import folded
from ..structure.masthead_line import without_stars
from ..structure.structure_words import bare, vocabulary
from ..write.front import masthead_words
from .bibliography import csl_item, ris_fields
from .description import Record
from .export_words import words
from .script_knowledge import script

_BEHIND_SPONSORS = " \u00a0*:："
"""What parts the States that table a draft from what it is."""
_UNPRINTED = ("note", "abstract", "custom")
"""What catalogues want to know besides, and some styles would print."""


def full_reference(record: Record) -> bytes:
    """The script: `cote.record` has the document's CSL-JSON, its places by their anchors (`_places`); the United
    Nations' form, with a place and of the document whole; the fields of RIS; what short citations name the document,
    and what parts that from a place."""
    item = csl_item(record)
    kinds, places = _places(record, item["custom"]["locators"])
    printed = {name: value for name, value in item.items() if name not in _UNPRINTED}
    short = {"name": record.reference, "join": forms(record.language).join}
    form = united_nations(record)._asdict()
    fields = [field for field in ris_fields(record) if field[1]]
    told = {"item": printed, "kinds": kinds, "places": places, "un": form, "ris": fields, "short": short}
    return script(record=told)


_Kind = tuple[str, str, str, str]
"""What is the same of many places: the words before the number in a short citation and those behind it, the label that
CSL has, and the suffix."""
_Stored = str | tuple[str, int] | tuple[str, int, str]
"""A place: its words in a short citation, where CSL has no label for it; else its number and that of its kind, with
the words where they don't have the number."""


def _places(record: Record, locators: Iterable[Mapping[str, str]]) -> tuple[list[_Kind], dict[str, _Stored]]:
    """The kinds of places, and the places by their anchors: a number tells most of them, since there are hundreds."""
    labelled = {place["anchor"]: place for place in locators}
    kinds: dict[_Kind, int] = {}
    places: dict[str, _Stored] = {}
    for row in record.rows:
        place = labelled.get(row.anchor)
        if place is None:
            places[row.anchor] = row.locator
            continue
        number = place["locator"]
        before, found, after = row.locator.rpartition(number)
        around = (before, after) if found else ("", "")
        at = kinds.setdefault((*around, place["label"], place.get("suffix", "")), len(kinds))
        places[row.anchor] = (number, at) if found else (number, at, row.locator)
    return list(kinds), places


class UnitedNations(NamedTuple):
    """The United Nations' form, as HTML."""

    place: tuple[str, str, str]
    """What stands before a place, between it and its address, and behind that: « Nations Unies, Assemblée générale,
    <i>Titre : rapport du Secrétaire général</i>, A/99/1 (20 juillet 2023), », « , disponible à l’adresse : », « . »."""
    whole: tuple[str, str]
    """Of the document as a whole, what stands before its address, « … (20 juillet 2023), disponible à l’adresse : »,
    and behind that."""


def united_nations(record: Record) -> UnitedNations:
    """The form of a document. Raises KeyError for a language that the data don't know."""
    wording, spaced = forms(record.language), interface(record.language).spaced
    full, join = wording.full, wording.join
    title = full.title.format(_text(_title(record, full.subtitle)))
    titled = f"<i>{title}</i>" if full.italics else title
    before = join.join(filter(None, (_text(_responsible(record, join)), titled, _text(record.symbol))))
    date = _date(record)
    dated = full.date.format(_text(date)) if date else ""
    beginning, _, end = full.address.partition("{}")
    named, address, after = f"{before}{dated}", spaced(f"{join}{beginning}"), spaced(end)
    return UnitedNations((spaced(f"{named}{join}"), address, after), (spaced(f"{named}{join}{beginning}"), after))


def _responsible(record: Record, join: str) -> str:
    """« Nations Unies, Assemblée générale »: the organs, or where none is known who wrote the document."""
    head = words(record.language).united_nations
    if not record.organs:
        return record.author.replace(f"{head}. ", f"{head}{join}", 1)
    return join.join((head, *record.organs))


def _title(record: Record, subtitle: str) -> str:
    """« Titre : rapport du Secrétaire général »; the title alone where it says that already."""
    line = without_stars(masthead_words(record.report, "type"))
    draft = vocabulary(record.language).draft.fullmatch(bare(line))
    if draft and draft["sponsors"]:  # Who tabled it are its authors, and begin with a name.
        line = line[draft.end("sponsors") :].lstrip(_BEHIND_SPONSORS)
    if not line or folded(line) in folded(record.title):
        return record.title
    capital = line[:1].lower() if line[1:2].islower() else line[:1]
    return subtitle.format(record.title, capital + line[1:])


def _date(record: Record) -> str:
    """The document's date, or in brackets the one that an editor gave."""
    if record.date:
        return interface(record.language).day(record.date)
    supplied = record.report.document.supplied_date
    return f"[{supplied}]" if supplied else ""


def _text(string: str) -> str:
    return escape(string, quote=False)
