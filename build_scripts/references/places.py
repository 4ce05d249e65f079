"""How every place of a document is cited: « A/76/463, projet de résolution I, annexe, par. 20 ».

What a citation says comes from the anchor (docs/developers/anchors.md) and from what the document prints there: its
number, and of a heading without number its words. So a page and an export, which know
blocks in different forms, cite alike.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping

from ..core.anchor_names import PARTS, SCOPE, UNIT
from ..core.interface import interface
from ..core.language import language
from ..core.model import Block, Document, Kind, Report
from ..core.text import unlabelled, without_calls
from ..core.value import value
from .forms import Forms, forms

# A part of the document in an anchor: `res-1.annex.par-20`, `annex-b.encl-1`, `dec-1-CMA.5`, `res-10-1`, `summary`,
# `rule-5.par-1`, `art-12-bis`; not `par-20`.
_SCOPE = re.compile(rf"(?P<part>{SCOPE})(?:\.|$)")
# A part and its number, without the count of one that stands there again: `res-1`, `dec-1-CMA.5`, `annex_2`.
_NUMBERED = re.compile(r"([a-z]+)(?:-(.+?))?(?:_\d+)?")
# The unit of a place inside its part: `par-20`, `sec-3.a`; not `parts`.
_UNIT = re.compile(rf"({UNIT})(?=[-.])")
# The count of a place whose number stands there again: `par-3_2`; not `par-3`.
_AGAIN = re.compile(r"_(\d+)$")
_ORDINAL = ("pp", "txt")

WHOLE = "whole"
"""Kind of a place whose number is all that is said of it."""
PART = "part"
"""Kind of a part's own title: its scope says it all."""


@value(frozen=True, slots=True)
class Unit:
    """A block, as far as its citation depends on it."""

    anchor: str
    label: str = ""
    """The number as printed, without its punctuation: `12`, `III`, `a`, `*`; empty where none."""
    title: str = ""
    """Of a heading without number, its words."""
    item: bool = False


@value(frozen=True, slots=True)
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
    by_anchor: dict[str, Place] = {}
    wording, spaced = forms(language), interface(language).spaced
    scopes: dict[str, str] = {}
    for unit in document_units:
        known[unit.anchor] = unit
        scope, rest = split(unit.anchor)
        named = unit.anchor[: len(unit.anchor) - len(rest)]
        if named not in scopes:
            scopes[named] = spaced(
                wording.join.join(_part(kind, number, wording, wording.parts) for kind, number in scope)
            )
        kind, number = _kind_and_number(unit, rest, scope, wording, known, by_anchor)
        again = _AGAIN.search(unit.anchor)
        if again and not unit.item:
            number = f"{number} [{again[1]}]".strip()
        by_anchor[unit.anchor] = Place(scopes[named], kind, spaced(number))
    return by_anchor


def split(anchor: str) -> tuple[list[tuple[str, str]], str]:
    """The parts that an anchor names, outermost first, as (kind, number), and its unit: `res-1.annex.par-20`."""
    scope: list[tuple[str, str]] = []
    position = 0
    while match := _SCOPE.match(anchor, position):
        numbered = _NUMBERED.fullmatch(match["part"])
        assert numbered
        scope.append((PARTS[numbered[1]], numbered[2] or ""))
        position = match.end()
    return scope, anchor[position:]


def adopted(number: str) -> str:
    """The number that a body gave to a resolution or decision when it adopted it, by that of its part: `1-CMA.5` →
    1/CMA.5; empty for a draft, which a report numbers."""
    session, _, serial = number.rpartition("-")
    return f"{session}/{serial}" if session else ""


def _part(kind: str, number: str, wording: Forms, parts: Mapping[str, str]) -> str:
    """« projet de résolution II », « annexe B », « décision 1/CMA.5 », in the words of `parts`."""
    if kind in ("rule", "article"):
        return parts[kind].replace("{}", number.replace("-", " "))
    if given := adopted(number):
        return parts[f"adopted_{kind}"].replace("{}", given)
    printed = number.upper() if number.isalpha() else wording.part_number(int(number or 0))
    words = parts[kind] if printed else parts.get(f"{kind}_alone", parts[kind])
    return words.replace("{}", printed).strip()


def _kind_and_number(
    unit: Unit,
    rest: str,
    scope: list[tuple[str, str]],
    wording: Forms,
    known: Mapping[str, Unit],
    by_anchor: Mapping[str, Place],
) -> tuple[str, str]:
    """Kind and number of a unit inside its part."""
    match = _UNIT.match(rest)
    if not match:
        return PART, ""
    kind = match[1]
    outer, _, _ = unit.anchor.rpartition(".")
    if unit.item:
        return _item(unit, by_anchor.get(outer), wording)
    if kind == "sec":
        return _heading(unit, rest, wording, known, by_anchor)
    if kind == "table" and ".note-" in rest:
        above = by_anchor.get(outer)
        return WHOLE, (wording.kinds["table"].one.format(above.number) + wording.join if above else "") + wording.kinds[
            "note"
        ].one.format(unit.label)
    if kind in _ORDINAL:
        if kind == "txt" and scope and scope[-1][0] == "summary":
            kind = "txt_alone"
        count = re.search(r"-(\d+)", rest)
        return kind, language(wording.language).ordinal(int(count[1])) if count else ""
    return kind, unit.label or _AGAIN.sub("", rest).partition("-")[2].replace("-", " ")


def _item(unit: Unit, holder: Place | None, wording: Forms) -> tuple[str, str]:
    label = unit.label or unit.anchor.rpartition(".")[2]
    if holder is None:
        return WHOLE, wording.item.format(label).strip()
    if holder.kind == "par":
        return "par", holder.number + wording.item.format(label)
    inner = holder.kind == WHOLE
    words = holder.number if inner else wording.kinds[holder.kind].one.format(holder.number)
    return WHOLE, words + (wording.item if inner else wording.item_apart).format(label)


def _heading(
    unit: Unit, rest: str, wording: Forms, known: Mapping[str, Unit], by_anchor: Mapping[str, Place]
) -> tuple[str, str]:
    """« III.A.1 » as printed; of a heading without number its words after the place of what holds it."""
    outer = unit.anchor.rpartition(".")[0]
    above = by_anchor.get(outer) if "." in rest else None
    if not unit.label and unit.title:
        quoted = wording.quoted.format(unit.title)
        if above is None or above.kind == PART:
            return WHOLE, wording.kinds["sec"].one.format(quoted)
        words = above.number if above.kind == WHOLE else wording.kinds["sec"].one.format(above.number)
        return WHOLE, f"{words}{wording.join}{quoted}"
    label = unit.label or re.split(r"[-.]", _AGAIN.sub("", rest))[-1].upper()
    if above is None or above.kind == PART or outer not in known:
        return "sec", label
    if above.kind == WHOLE:
        return WHOLE, f"{above.number}{wording.join}{wording.kinds['sec'].one.format(label)}"
    return "sec", f"{above.number}.{label}"


def words(place: Place, language: str) -> str:
    """The place in words, part included: « projet de résolution I, annexe, par. 20 »."""
    wording = forms(language)
    place_words = place.number if place.kind in (WHOLE, PART) else wording.kinds[place.kind].one.format(place.number)
    return interface(language).spaced(wording.join.join(piece for piece in (place.scope, place_words) if piece))


def of_parts(anchor: str, language: str) -> str:
    """The parts that a place is in, as they are said behind its number: « de l’annexe du projet de résolution I »;
    empty in the body."""
    wording = forms(language)
    parts = (_part(kind, number, wording, wording.of_parts) for kind, number in reversed(split(anchor)[0]))
    return interface(language).spaced(wording.of_parts["join"].join(parts))


def between(first: Place, last: Place, language: str) -> str:
    """A range of places in words: « par. 12 à 15 »."""
    wording = forms(language)
    if first == last:
        return words(first, language)
    if first.scope == last.scope and first.kind == last.kind and first.kind in wording.kinds:
        range_words = wording.kinds[first.kind].range.format(first.number, last.number)
        return interface(language).spaced(wording.join.join(piece for piece in (first.scope, range_words) if piece))
    if first.scope and first.scope == last.scope:
        inner = Place("", first.kind, first.number), Place("", last.kind, last.number)
        return first.scope + wording.join + wording.between.format(*(words(end, language) for end in inner))
    return wording.between.format(words(first, language), words(last, language))


def reference(document: Document) -> str:
    """What a document is cited by: its symbol, or its title and date: « Titre » (20 juillet 2023)."""
    if document.symbol:
        return document.symbol
    wording, page_words = forms(document.language), interface(document.language)
    if document.supplied_date and document.date is None:
        supplied = f"[{document.supplied_date}]"
        return page_words.spaced(wording.dated.format(title=document.title, date=supplied))
    if document.date is None:
        return page_words.spaced(wording.undated.format(title=document.title))
    return page_words.spaced(wording.dated.format(title=document.title, date=page_words.day(document.date)))


def cite(document: Document, place: Place | None, last: Place | None = None) -> str:
    """The whole citation of a place, of a range of places, or (None) of the document."""
    return cited(document, "" if place is None else between(place, last or place, document.language))


def cited(document: Document, place_words: str) -> str:
    """The whole citation of a place that is in words already; of the document, where there are none."""
    head = reference(document)
    return f"{head}{forms(document.language).join}{place_words}" if place_words else head


def units(report: Report) -> Iterator[Unit]:
    """The units of a report's blocks."""
    for block in report.blocks:
        if block.anchor:
            yield Unit(block.anchor, block.number, "" if block.number else _title(block), block.kind is Kind.ITEM)


def _title(block: Block) -> str:
    if block.kind is not Kind.HEADING:
        return ""
    heading = unlabelled(block)
    return without_calls(heading).string.strip()


def page_data(language: str) -> str:
    """What a page's script needs to put citations together, as JSON: the forms by kind."""
    wording = forms(language)
    kinds = {kind: [form.one, form.range] for kind, form in wording.kinds.items()}
    quoted = interface(language).spaced(wording.quoted)
    told = {"join": wording.join, "between": wording.between, "quoted": quoted, "kinds": kinds}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))
