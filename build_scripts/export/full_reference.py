"""What a page's script makes full references of (overrides/assets/javascripts/citing/full.js), as a script of the
document: a page that is opened by double click may load nothing else.

Styles of CSL take the document's CSL-JSON. The United Nations has none. Its form is that of the examples that the Dag
Hammarskjöld Library gives (https://ask.un.org/faq/14438): United Nations, organ, title in italics, symbol, date in
brackets, « available from » and the address. The place stands behind the symbol, as the Editorial Manual cites places
(https://www.un.org/dgacm/en/content/editorial-manual/footnotes/chap-03), and what the document is behind its title, as
in the Library's catalogue.
"""

from __future__ import annotations

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
    """The script: `cote.record` has the document's CSL-JSON, its places by their anchors, as a list each: label,
    locator, suffix if any; the United Nations' form, with a place and of the document whole; the fields of RIS; and the
    short citations, in pieces: what the document is cited by, what parts that from a place, and each place in words."""
    item = csl_item(record)
    places = {
        place["anchor"]: [place[name] for name in ("label", "locator", "suffix") if name in place]
        for place in item["custom"]["locators"]
    }
    printed = {name: value for name, value in item.items() if name not in _UNPRINTED}
    short = {
        "name": record.reference,
        "join": forms(record.language).join,
        "places": {row.anchor: row.locator for row in record.rows},
    }
    form = united_nations(record)._asdict()
    fields = [field for field in ris_fields(record) if field[1]]
    return script(record={"item": printed, "places": places, "un": form, "ris": fields, "short": short})


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
