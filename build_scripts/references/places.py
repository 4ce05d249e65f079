"""How every place of a document is cited: « A/76/463, projet de résolution I, annexe, par. 20 ».

What a citation says comes from the anchor (docs/developers/anchors.md) and from what the document prints there: its
number, and of a heading without number its words. So a page and an export, which know
blocks in different forms, cite alike.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ..core.interface import interface
from ..core.language import language
from ..core.model import Block, Document, Kind, Report
from ..core.text import piece, without_calls
from .forms import Forms, forms

_SCOPE = re.compile(r"(?:(summary)|(res|dec)-(\d+)|(annex)(?:-(\d+))?)(?:_\d+)?(?:\.|$)")
_UNIT = re.compile(r"(par|pp|txt|sec|note|table|fig)(?=[-.])")
_AGAIN = re.compile(r"_(\d+)$")
_PART = {"res": "resolution", "dec": "decision", "annex": "annex", "summary": "summary"}
_ORDINAL = ("pp", "txt")

WHOLE = "whole"
"""Kind of a place whose number is all that is said of it."""
PART = "part"
"""Kind of a part's own title: its scope says it all."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A block, as far as its citation depends on it."""

    anchor: str
    label: str = ""
    """The number as printed, without its punctuation: `12`, `III`, `a`, `*`; empty where none."""
    title: str = ""
    """Of a heading without number, its words."""
    item: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """What a citation says of a block, in one language."""

    scope: str
    """The part it stands in: « projet de résolution I, annexe »; empty in the body."""
    kind: str
    """Key of the forms (`par`, `pp` …), `WHOLE` or `PART`."""
    number: str
    """What the form takes: « 12 », « 5 a) », « troisième »; empty for `PART`."""

    @property
    def data(self) -> str:
        """The place inside its part, for a page's `data-ref`."""
        return f"{self.kind} {self.number}".rstrip()


def places(document_units: Iterable[Unit], language: str) -> dict[str, Place]:
    """The place of every unit by its anchor. Units come in the document's order: what holds another, before it."""
    known: dict[str, Unit] = {}
    found: dict[str, Place] = {}
    named, spaced = forms(language), interface(language).spaced
    for unit in document_units:
        known[unit.anchor] = unit
        scope, rest = split(unit.anchor)
        said = named.join.join(_part(kind, number, named) for kind, number in scope)
        kind, number = _own(unit, rest, scope, named, known, found)
        again = _AGAIN.search(unit.anchor)
        if again and not unit.item:
            number = f"{number} [{again[1]}]".strip()
        found[unit.anchor] = Place(spaced(said), kind, spaced(number))
    return found


def split(anchor: str) -> tuple[list[tuple[str, int]], str]:
    """The parts that an anchor names, outermost first, as (kind, number), and its unit: `res-1.annex.par-20`."""
    scope: list[tuple[str, int]] = []
    position = 0
    while match := _SCOPE.match(anchor, position):
        kind = _PART[match[1] or match[2] or match[4]]
        scope.append((kind, int(match[3] or match[5] or 0)))
        position = match.end()
    return scope, anchor[position:]


def _part(kind: str, number: int, named: Forms) -> str:
    return named.parts[kind].replace("{}", named.part_number(number)).strip()


def _own(
    unit: Unit,
    rest: str,
    scope: list[tuple[str, int]],
    named: Forms,
    known: Mapping[str, Unit],
    found: Mapping[str, Place],
) -> tuple[str, str]:
    """Kind and number of a unit inside its part."""
    match = _UNIT.match(rest)
    if not match:
        return PART, ""
    kind = match[1]
    outer, _, _ = unit.anchor.rpartition(".")
    if unit.item:
        return _item(unit, found.get(outer), named)
    if kind == "sec":
        return _heading(unit, rest, named, known, found)
    if kind == "table" and ".note-" in rest:
        above = found.get(outer)
        return WHOLE, (named.kinds["table"].one.format(above.number) + named.join if above else "") + named.kinds[
            "note"
        ].one.format(unit.label)
    if kind in _ORDINAL:
        if kind == "txt" and scope and scope[-1][0] == "summary":
            kind = "txt_alone"
        count = re.search(r"-(\d+)", rest)
        return kind, language(named.language).ordinal(int(count[1])) if count else ""
    return kind, unit.label or _AGAIN.sub("", rest).partition("-")[2].replace("-", " ")


def _item(unit: Unit, holder: Place | None, named: Forms) -> tuple[str, str]:
    label = unit.label or unit.anchor.rpartition(".")[2]
    if holder is None:
        return WHOLE, named.item.format(label).strip()
    if holder.kind == "par":
        return "par", holder.number + named.item.format(label)
    inner = holder.kind == WHOLE
    words = holder.number if inner else named.kinds[holder.kind].one.format(holder.number)
    return WHOLE, words + (named.item if inner else named.item_apart).format(label)


def _heading(
    unit: Unit, rest: str, named: Forms, known: Mapping[str, Unit], found: Mapping[str, Place]
) -> tuple[str, str]:
    """« III.A.1 » as printed; of a heading without number its words after the place of what holds it."""
    outer = unit.anchor.rpartition(".")[0]
    above = found.get(outer) if "." in rest else None
    if not unit.label and unit.title:
        quoted = named.quoted.format(unit.title)
        if above is None or above.kind == PART:
            return WHOLE, named.kinds["sec"].one.format(quoted)
        words = above.number if above.kind == WHOLE else named.kinds["sec"].one.format(above.number)
        return WHOLE, f"{words}{named.join}{quoted}"
    label = unit.label or re.split(r"[-.]", _AGAIN.sub("", rest))[-1].upper()
    if above is None or above.kind == PART or outer not in known:
        return "sec", label
    if above.kind == WHOLE:
        return WHOLE, f"{above.number}{named.join}{named.kinds['sec'].one.format(label)}"
    return "sec", f"{above.number}.{label}"


def words(place: Place, language: str) -> str:
    """The place in words, part included: « projet de résolution I, annexe, par. 20 »."""
    named = forms(language)
    own = place.number if place.kind in (WHOLE, PART) else named.kinds[place.kind].one.format(place.number)
    return interface(language).spaced(named.join.join(piece for piece in (place.scope, own) if piece))


def between(first: Place, last: Place, language: str) -> str:
    """A range of places in words: « par. 12 à 15 »."""
    named = forms(language)
    if first == last:
        return words(first, language)
    if first.scope == last.scope and first.kind == last.kind and first.kind in named.kinds:
        own = named.kinds[first.kind].range.format(first.number, last.number)
        return interface(language).spaced(named.join.join(piece for piece in (first.scope, own) if piece))
    if first.scope and first.scope == last.scope:
        inner = Place("", first.kind, first.number), Place("", last.kind, last.number)
        return first.scope + named.join + named.between.format(*(words(one, language) for one in inner))
    return named.between.format(words(first, language), words(last, language))


def reference(document: Document) -> str:
    """What a document is cited by: its symbol, or its title and date: « Titre » (20 juillet 2023)."""
    if document.symbol:
        return document.symbol
    named, shown = forms(document.language), interface(document.language)
    if document.date is None:
        return shown.spaced(named.undated.format(title=document.title))
    return shown.spaced(named.dated.format(title=document.title, date=shown.day(document.date)))


def cite(document: Document, place: Place | None, last: Place | None = None) -> str:
    """The whole citation of a place, of a range of places, or (None) of the document."""
    head = reference(document)
    if place is None:
        return head
    said = between(place, last or place, document.language)
    return f"{head}{forms(document.language).join}{said}" if said else head


def units(report: Report) -> Iterator[Unit]:
    """The units of a report's blocks."""
    for block in report.blocks:
        if block.anchor:
            yield Unit(block.anchor, block.number, "" if block.number else _title(block), block.kind is Kind.ITEM)


def _title(block: Block) -> str:
    if block.kind is not Kind.HEADING:
        return ""
    own = piece(block.text, block.label_end, len(block.text.string))
    return without_calls(own).string.strip()


def page_data(language: str) -> str:
    """What a page's script needs to put citations together, as JSON: the forms by kind."""
    named = forms(language)
    kinds = {kind: [form.one, form.range] for kind, form in named.kinds.items()}
    return json.dumps(
        {"join": named.join, "between": named.between, "kinds": kinds}, ensure_ascii=False, separators=(",", ":")
    )
