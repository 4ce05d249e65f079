"""References inside a document: « voir par. 3 », « par. 12 à 15 ci-dessus », « projet de résolution I », « annexe ».

A reference is one inside the document only where the words say so: « voir », « ci-dessus », « du présent rapport »,
a draft resolution by its number. « article 13, paragraphe 5, de la Convention » isn't one. It is linked only if the
document has the place; where it hasn't, or where a paragraph refers to itself, a diagnostic says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field

from ..core.anchor_names import INSERTION
from ..core.model import Block, Kind, Part, PartKind, Report
from ..core.value import value
from .citing_words import Vocabulary
from .findings import Doubt, Reference, Words
from .pins import Unit, anchor, chain, joint, unit_of

# One number of a unit, each in « 5 a) à c) et 7 »: `5 a)`, `c)`, `7`.
_NUMERAL = re.compile(
    rf"""
    (?P<number>
        (?:[IVXLC]+|\d+|[A-Z])         # III, 5, A
        (?:\.[A-Za-z\d]+)*             # its sections: III.A, 35.1
        {INSERTION}?                  # 4 bis, 4之二
        (?![^\W\u2e80-\u9fff])         # a whole word, unless Chinese ones stand right behind it
    )?
    (?P<items>
        (?:[ ]?\(?(?<!\w)[^\W\d_]{{1,4}}ـ?\))*    # a), (ii), أ)
    )
    """,
    re.VERBOSE,
)
# Between a unit and what it may be of: `, A/76/463`, ` (A/76/463)`, ` dans A/76/463`.
_LEAD = re.compile(r"[ ,،，(\[]*(?P<word>[^\W\d_]{1,4} (?=[A-Z]+/))?")
# What ends the words that may say of which text a reference is: `; `, `)`; not ` et 4, `.
_CLOSED = re.compile(r"[.;:()]")
_NEAR = 40
"""Characters behind a reference within which the words may say of which other text it is."""
_DRAFTS = ("draft_resolution", "draft_decision")
_TEXT = frozenset({"par", "preamble", "item", "note", "sect", "chap", "table", "figure"})
_HOLDS = {
    **dict.fromkeys((*_DRAFTS, "resolution", "decision"), _TEXT | {"annex", "enclosure"}),
    "annex": _TEXT | {"enclosure"},
    **dict.fromkeys(("enclosure", "other"), _TEXT),
    **dict.fromkeys(("table", "figure"), frozenset({"note"})),
}
"""Units that have a numbering of their own, and what they number: « annexe II, par. 3 », « tableau 2, note 1 »."""


@value(frozen=True, slots=True)
class Places:
    """The places that a document has."""

    anchors: Set[str]
    scopes: Mapping[Part, str]
    """Anchor of each part; empty for the main body."""
    numbers: Mapping[str, str]
    """Of tables and figures: the number that is printed, by anchor, which counts them."""

    def scope(self, part: Part) -> str:
        """The anchor of a part, or of the nearest one above it that has one."""
        above: Part | None = part
        while above is not None:
            if above in self.scopes:
                return self.scopes[above]
            above = above.parent
        return ""


def places(report: Report) -> Places:
    """All anchors of a report, and the scopes they are in."""
    blocks = [block for block in report.blocks if block.anchor]
    scopes = {block.part: block.anchor for block in blocks if block.kind is Kind.PART_TITLE}
    numbers = {block.anchor: block.number for block in blocks if block.kind is Kind.TABLE}
    return Places({block.anchor for block in blocks}, scopes, numbers)


@value(frozen=True, slots=True)
class Where:
    """Where a unit is looked for."""

    part: Part
    outer: tuple[Unit, ...] = ()
    """What it is said to be in, the outermost first: « projet de résolution I, annexe, par. 3 »."""


@dataclass(slots=True)
class InternalFinder:
    """Finds references inside the document in one text."""

    words: Words
    vocabulary: Vocabulary
    block: Block
    places: Places
    doubts: list[Doubt] = field(default_factory=list)

    def find(self) -> list[Reference]:
        """All references, in order; the words are taken."""
        references: list[Reference] = []
        for match, where in self._here():
            references += self._links(match, where)
        references += self._annexed()
        for reference in references:
            self.words.take(reference.start, reference.end)
        return sorted(references, key=lambda reference: reference.start)

    def _here(self) -> list[tuple[re.Match[str], Where]]:
        """Units that are in this document, and where to look; what is joined to one of them is one, too."""
        units = list(self._units())
        parts: list[Part | None] = []
        reach = -1
        for match in units:
            parts.append(self._said(match, reach))
            if parts[-1] is not None:
                here = self.vocabulary.here.match(self.words.string, match.end())
                reach = here.end() if here else match.end()
        for index in range(len(units) - 2, -1, -1):
            gap = self.words.string[units[index].end() : units[index + 1].start()]
            start, end = units[index].end(), units[index + 1].start()
            joined = self.vocabulary.joined.fullmatch(gap) or self._beside(start, end)
            if parts[index] is None and joined and not self._inside(units[index]):
                parts[index] = parts[index + 1]
        outer = self._outer(units)
        return [(units[i], Where(part, outer[i])) for i, part in enumerate(parts) if part is not None]

    def _beside(self, end: int, start: int) -> bool:
        """Whether « and » joins a unit to the one before it."""
        return joint(self.words.string, end, self.vocabulary) == ("and", start)

    def _outer(self, units: Sequence[re.Match[str]]) -> list[tuple[Unit, ...]]:
        """What each unit is in, by the units before it that commas join to it."""
        outer: list[tuple[Unit, ...]] = []
        for index, match in enumerate(units):
            around: tuple[Unit, ...] = ()
            if index and joint(self.words.string, units[index - 1].end(), self.vocabulary) == (",", match.start()):
                around = (*outer[-1], unit_of(units[index - 1], self.vocabulary))
            name = unit_of(match, self.vocabulary).name
            while around and name not in _HOLDS.get(around[-1].name, ()):
                around = around[:-1]
            outer.append(around)
        return outer

    def _inside(self, match: re.Match[str]) -> bool:
        """Whether a unit belongs to an article, a rule …: « article 13, paragraphe 5 »."""
        before = self.words.string[max(0, match.start() - 60) : match.start()]
        return self.vocabulary.inside.search(before) is not None

    def _units(self) -> Iterator[re.Match[str]]:
        for match in self.vocabulary.pin.finditer(self.words.string):
            if self.words.free(match.start(), match.end()):
                yield match

    def _said(self, match: re.Match[str], reach: int) -> Part | None:
        """The part in which the words look for the place; None where they don't say that it is in this document."""
        string, words = self.words.string, self.vocabulary
        before = string[max(0, match.start() - 60) : match.start()]
        if self._inside(match):
            return None
        if words.this_document.match(string, match.end()):
            return _body(self.block.part)
        if words.this_part.match(string, match.end()):
            return _resolution(self.block.part)
        draft = unit_of(match, words).name in _DRAFTS
        if draft and self.block.kind in (Kind.PART_TITLE, Kind.HEADING):
            return None
        chained = reach >= 0 and (
            words.chain.fullmatch(string, reach, match.start()) or self._beside(reach, match.start())
        )
        seen = words.see.search(before) or chained
        if words.here.match(string, match.end()) or ((seen or draft) and not self._elsewhere(match)):
            return _body(self.block.part) if draft else self.block.part
        return None

    def _elsewhere(self, match: re.Match[str]) -> bool:
        """Whether it, or what is joined to it, belongs to another text: « par. 3 et l’annexe de la résolution 70/1 »
        doesn't say whose paragraph 3 is meant."""
        string, words = self.words.string, self.vocabulary
        end = match.end()
        for step in chain(string, match.start(), words):
            end = step.match.end()
            if (
                words.here.match(string, end)
                or words.this_document.match(string, end)
                or words.this_part.match(string, end)
            ):
                return False
            if words.elsewhere.match(string, end):
                return True
            taken = words.pin_before.match(string, end)
            if taken and not self.words.free(end, taken.end() + 1):
                return True
        if self._before_cited(end):
            return True
        # « voir par. 3 et 4, respectivement, de la résolution 70/1 »
        behind = words.of_acts.search(string, end, end + _NEAR)
        return behind is not None and not _CLOSED.search(string, end, behind.start())

    def _before_cited(self, end: int) -> bool:
        """Whether what is cited stands right behind: « par. 3 (A/76/120) », « par. 3, résolution 70/1 »."""
        string, words = self.words.string, self.vocabulary
        lead = _LEAD.match(string, end)
        assert lead is not None
        if lead["word"] and words.joins.search(lead[0]):
            return False
        name = words.organ_names.match(string, lead.end())
        place = name.end() + 1 if name else lead.end()
        return words.act_words.match(string, place) is not None or not self.words.free(lead.end(), lead.end() + 1)

    def _links(self, match: re.Match[str], where: Where) -> Iterator[Reference]:
        string = self.words.string
        name, first, end = self.vocabulary.numbered(match)
        if not end or name == "preamble":
            unit = unit_of(match, self.vocabulary)
            yield from self._link(match.start(), match.end(), unit, where)
            return
        number = ""
        start = match.start()
        for numeral in _numerals(string, first, end, self.vocabulary):
            letter_only = bool(number) and not numeral.number
            number = numeral.number or number
            unit = Unit(name, number + numeral.items)
            if number and not (letter_only and not self._has(unit, where)):
                inner = start if start == match.start() else numeral.start
                start = match.end() if numeral.end == end else numeral.end
                yield from self._link(inner, start, unit, where)

    def _has(self, unit: Unit, where: Where) -> bool:
        """Whether the document has this very place: a letter without a line of its own is linked with its number."""
        wanted = anchor(unit)
        return any(
            (f"{scope}.{wanted}" if scope else wanted) in self.places.anchors for scope in self._scopes(unit, where)
        )

    def _link(self, start: int, end: int, unit: Unit, where: Where) -> Iterator[Reference]:
        wanted = anchor(unit)
        if not wanted:
            return
        printed = self.words.string[start:end]
        for scope in self._scopes(unit, where):
            place = f"{scope}.{wanted}" if scope else wanted
            if place not in self.places.anchors and unit.name == "par" and "." in wanted:
                place = place.rpartition(".")[0]
            if place == self.block.anchor:
                self.doubts.append(
                    Doubt(start, "C007", f"“{printed}” is the very paragraph that refers to it; not linked")
                )
                return
            if place in self.places.anchors and self.places.numbers.get(place, unit.numeral) == unit.numeral:
                yield Reference(start, end, f"#{place}")
                return
        if unit.name in ("table", "figure"):
            return
        self.doubts.append(Doubt(start, "C006", f"“{printed}” isn't a place in this document; not linked"))

    def _scopes(self, unit: Unit, where: Where) -> list[str]:
        """Anchors of what a unit is looked for in: notes and annexes also in the parts around,
        and so are sections of what holds an article; a summary speaks of the
        main body. None where it is in something that has no anchor: « appendice I, par. 3 »."""
        first = where.outer[0] if where.outer else unit
        part = _body(where.part) if first.name in _DRAFTS else where.part
        scopes = [self.places.scope(part)]
        outer = part.parent
        around = first.name in ("note", "annex", "enclosure") or (
            part != part.holder and first.name in ("sect", "chap")
        )
        while outer is not None and (around or part.kind is PartKind.SUMMARY):
            scopes.append(self.places.scope(outer))
            outer = outer.parent
        steps = [anchor(outer_unit) if outer_unit.name not in ("table", "figure") else "" for outer_unit in where.outer]
        if not all(steps):
            return []
        return list(dict.fromkeys(".".join(filter(None, (scope, *steps))) for scope in scopes))

    def _annexed(self) -> Iterator[Reference]:
        """« annexée à la présente résolution »."""
        for match in self.vocabulary.annexed.finditer(self.words.string):
            if self.words.free(match.start(), match.end()):
                part = _resolution(self.block.part) if match["annexed_part"] else _body(self.block.part)
                yield from self._link(match.start(), match.end(), Unit("annex", ""), Where(part))


@value(frozen=True, slots=True)
class _Numeral:
    start: int
    end: int
    number: str
    """In figures where words print it; empty for items alone, « c) » of « 5 a) à c) »."""
    items: str


def _numerals(string: str, start: int, end: int, vocabulary: Vocabulary) -> Iterator[_Numeral]:
    """The numbers of one unit, « 5 a) à c) et 7 », 一和二."""
    while start < end:
        word = vocabulary.ordinal.match(string, start, end)
        numeral = None if word else _NUMERAL.match(string, start, end)
        if word:
            yield _Numeral(start, word.end(), str(vocabulary.ordinals[word[0].lower()]), "")
        elif numeral and (printed := numeral[0].lstrip()):
            yield _Numeral(numeral.end() - len(printed), numeral.end(), numeral["number"] or "", numeral["items"])
        match = word or numeral
        start = max(match.end() if match else start, start + 1)


def _body(part: Part) -> Part:
    while part.parent is not None:
        part = part.parent
    return part


def _resolution(part: Part) -> Part:
    """The resolution or decision that a part belongs to; the main body, where the document is one."""
    while part.parent is not None and part.kind not in (PartKind.RESOLUTION, PartKind.DECISION):
        part = part.parent
    return part
