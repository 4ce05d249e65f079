"""Pinpoints: « par. 24 », « annexe II », « chap. I, sect. D », behind a citation or before it.

As an anchor of the cited document (docs/developers/anchors.md): `par-24`, `annex-2`, `sec-1.d`. A chapter counts as the
first of its numbered headings; a paragraph has its number in the whole document, so that « chap. IV, par. 24 » is
`par-24`. Of several, « par. 3, 5 a) à c) et 7 », the first is the one to lead to.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from ..core.anchor_names import INSERTION, insertion
from ..core.signs import COMMAS
from ..core.value import value
from ..references.forms import fold as plain
from ..references.forms import reading_tables
from .citing_words import UNNUMBERED, Vocabulary
from .findings import CitationSpan, Words
from .folding import roman

# The first number of a unit: `III.A`, `4 bis`, `5 a)`, `5 (a) (ii)`.
_NUMERAL = re.compile(
    rf"(?P<number>[IVXLC]+|\d+|[A-Z]|)(?P<below>(?:\.[A-Za-z\d]+)*)(?P<inserted>{INSERTION})?"
    r"(?P<items>(?: ?\(?[^\W\d_]+ـ?\))*)"
)
# The letter of an item: `a)`, `(ii)`, `(ب)`; not `5)`.
_ITEM = re.compile(r"([^\W\d_]+ـ?)\)")
# The bracket before a citation that stands in some: ` (`, `（`.
_OPENING = re.compile(r"\s?[(（]\s?\Z")
# The one behind it: `)`, ` )`.
_CLOSING = re.compile(r"\s?[)）]")
_PREFIX = {
    "par": "par-", "preamble": "pp-", "note": "note-", "table": "table-", "figure": "fig-", "sect": "sec-",
    "chap": "sec-", "annex": "annex-", "enclosure": "encl-", "draft_resolution": "res-", "draft_decision": "dec-",
}  # fmt: skip
_SCOPES = ("draft_resolution", "draft_decision", *UNNUMBERED)
_REACH = 240
"""Characters before a citation within which its pinpoints may stand."""


@value(frozen=True, slots=True)
class Unit:
    """A part of a document that words name: `par`, `12`."""

    name: str
    numeral: str
    """As printed, the first where there are several; empty for « annexe » alone."""


def anchor(unit: Unit) -> str:
    """The anchor of a unit inside its scope; empty where it has none: `sect`, `III.A` → `sec-3.a`."""
    if unit.name not in _PREFIX:
        return ""
    if not unit.numeral:
        return _PREFIX[unit.name].removesuffix("-") if unit.name in UNNUMBERED else ""
    match = _NUMERAL.match(unit.numeral)
    if not match or not match["number"]:
        return ""
    path = [match["number"], *match["below"].split(".")[1:]]
    steps = [_step(step) for step in path[:1]] + [step.lower() for step in path[1:]]
    inserted = f"-{insertion(match['inserted'])}" if match["inserted"] else ""
    return _PREFIX[unit.name] + ".".join(steps) + inserted + items(match["items"])


def items(printed: str) -> str:
    """The end of an anchor that item letters make, in Latin letters: ` a) ii)` → `.a.ii`, ` (ب)` → `.b`; of letters
    that the data lack, none."""
    latin = reading_tables()["letters"]
    letters = [letter if letter.isascii() else latin.get(plain(letter), "") for letter in _ITEM.findall(printed)]
    return "".join(f".{letter}" for letter in letters) if all(letters) else ""


def _step(number: str) -> str:
    """A printed number as anchors have it: `III` → `3`; of single letters only I, V and X are numerals."""
    return str(roman(number) or number.lower()) if len(number) > 1 or number in "IVX" else number.lower()


def fragment(units: Iterable[Unit]) -> str:
    """The anchor that some units lead to, each inside the one before: `annexe II, par. 3` → `annex-2.par-3`.

    Only as far as it is sure: « résolution 1, par. 3 » and « article 5, par. 3 » aren't `par-3`, and of « chap. I,
    projet de résolution II, par. 3 » the chapter is sure, since each of its sections may have a draft II.
    """
    scopes: list[str] = []
    sections: list[str] = []
    place = ""
    for unit in units:
        step = anchor(unit)
        if unit.name in _SCOPES and (place or (sections and unit.name in UNNUMBERED)):
            return ""  # « par. 3, annexe II »: paragraph 3 of the annex, or paragraph 3 and the annex.
        if unit.name == "item" and place.startswith(("par-", "pp-")):
            place += items(unit.numeral)
            continue
        if not step:
            break
        if place:
            continue
        if unit.name in _SCOPES and not sections:
            scopes.append(step)
        elif unit.name in ("chap", "sect"):
            letter = sections and len(unit.numeral) == 1
            sections.append(unit.numeral.lower() if letter else step.removeprefix("sec-"))
        elif unit.name in ("par", "preamble", "note"):
            place = step
        else:
            break
    section = f"sec-{'.'.join(sections)}" if sections else ""
    return ".".join(step for step in (*scopes, place or section) if step)


def unit_of(match: re.Match[str], vocabulary: Vocabulary) -> Unit:
    """The unit that a match of the vocabulary's `pin` names, with its first number."""
    name, start, end = vocabulary.numbered(match)
    return Unit(name, first_numeral(match.string, start, end, vocabulary))


def first_numeral(string: str, start: int, end: int, vocabulary: Vocabulary) -> str:
    """The number that begins here; an ordinal (« third », 三) as digits."""
    if word := vocabulary.ordinal.match(string, start, end):
        return str(vocabulary.ordinals[word[0].lower()])
    numeral = _NUMERAL.match(string, start, end)
    return numeral[0].strip() if numeral else ""


@value(frozen=True, slots=True)
class Step:
    """A unit with its numbers, in a chain: « annexe II », « , », « par. 3 »."""

    match: re.Match[str]
    joined: str
    """To the one before: `of` where that is part of it, `and` where they stand beside each other, `,` where this is
    part of that; empty for the first."""


def chain(string: str, start: int, vocabulary: Vocabulary) -> list[Step]:
    """The units that follow one another from here: « par. 3 de l’annexe II et par. 5 »."""
    steps: list[Step] = []
    joined = ""
    while match := vocabulary.pin.match(string, start):
        steps.append(Step(match, joined))
        joined, start = joint(string, match.end(), vocabulary)
        if not joined:
            break
    return steps


def joint(string: str, end: int, vocabulary: Vocabulary) -> tuple[str, int]:
    """How another unit is joined to one that ends here (see `Step`), and where it begins; empty where none is."""
    if (of := vocabulary.pin_of.match(string, end)) and vocabulary.pin.match(string, of.end()):
        return "of", of.end()
    following = vocabulary.pin_next.match(string, end)
    if following and ";" not in following[0] and vocabulary.pin.match(string, following.end()):
        beside = following["and"] is not None and following["and"].strip() not in COMMAS
        return "and" if beside else ",", following.end()
    return "", end


def units_of(steps: Sequence[Step], vocabulary: Vocabulary) -> list[Unit]:
    """The units of the first place that a chain names, the outermost first: « par. 4 a) de l’annexe et par. 6 » is
    the annex, then its paragraph."""
    parts: list[list[Unit]] = [[]]
    for step in steps:
        if step.joined == "and":
            break
        if step.joined == "of":
            parts.append([])
        parts[-1].append(unit_of(step.match, vocabulary))
    return [unit for part in reversed(parts) for unit in part]


def pinned(words: Words, citations: Sequence[CitationSpan], vocabulary: Vocabulary) -> list[CitationSpan]:
    """The citations with their pinpoints, whose words are taken."""
    begins = [*(citation.before for citation in citations), len(words.string)]
    return [
        _pinned_behind(words, citation, following, vocabulary)
        or _pinned_before(words, citation, vocabulary)
        or citation
        for citation, following in zip(citations, begins[1:], strict=True)
    ]


def _pinned_behind(words: Words, citation: CitationSpan, following: int, vocabulary: Vocabulary) -> CitationSpan | None:
    for position in dict.fromkeys((citation.end, citation.dated or citation.end, citation.after)):
        if prose := vocabulary.pin_after.match(words.string, position):
            start, end = prose.span("pin")
            match = vocabulary.pin.match(words.string, start)
            return _with_pin(words, citation, start, end, [unit_of(match, vocabulary)] if match else [])
        if (lead := vocabulary.pin_behind.match(words.string, position)) and (
            steps := _own_steps(words, chain(words.string, lead.end(), vocabulary), following, vocabulary)
        ):
            units = units_of(steps, vocabulary)
            parts = _parts_before(words, citation, lead.end(), vocabulary)
            around = units_of(parts, vocabulary)
            named = {unit.name for unit in units if unit.name in _SCOPES}
            if around and named <= {*UNNUMBERED} - {unit.name for unit in around}:
                words.take(parts[0].match.start(), parts[-1].match.end())
                units = [*around, *units]
            return _with_pin(words, citation, lead.end(), steps[-1].match.end(), units)
    return None


def _parts_before(words: Words, citation: CitationSpan, pin: int, vocabulary: Vocabulary) -> list[Step]:
    """The parts with numbers before a citation in brackets whose pinpoint stands behind these: « projet de résolution I
    (A/76/463), par. 4 »."""
    opening = _OPENING.search(words.string, max(0, citation.before - _REACH), citation.before)
    if not opening or not _CLOSING.match(words.string, citation.end, pin):
        return []
    floor = max(0, opening.start() - _REACH)
    matches = list(vocabulary.pin.finditer(words.string, floor, opening.start()))
    if not matches or matches[-1].end() != opening.start() or not words.free(*matches[-1].span()):
        return []
    steps = _ending(words.string, matches, vocabulary)
    units = units_of(steps, vocabulary)
    return steps if all(unit.name in _SCOPES and unit.numeral for unit in units) else []


def _own_steps(words: Words, steps: list[Step], following: int, vocabulary: Vocabulary) -> list[Step]:
    """The steps of a chain behind a citation that are of it: none that is « ci-dessus », or belongs to what follows:
    « A/76/1, par. 3, et paragraphe 5 de la résolution 70/1 »."""
    string = words.string
    free = next((index for index, step in enumerate(steps) if not words.free(*step.match.span())), len(steps))
    steps = steps[:free]
    if not steps:
        return []
    end = steps[-1].match.end()
    if vocabulary.here.match(string, end) or vocabulary.this_document.match(string, end):
        return []
    if vocabulary.of_another.match(string, end) or vocabulary.pin_before.fullmatch(string, end, following):
        beside = [index for index, step in enumerate(steps) if step.joined and step.joined != "of"]
        return steps[: beside[-1]] if beside else []
    return steps


def _pinned_before(words: Words, citation: CitationSpan, vocabulary: Vocabulary) -> CitationSpan | None:
    floor = max(0, citation.before - _REACH)
    matches = [
        match for match in vocabulary.pin.finditer(words.string, floor, citation.before) if words.free(*match.span())
    ]
    while matches and not vocabulary.pin_before.fullmatch(words.string, matches[-1].end(), citation.before):
        matches.pop()
    if not matches:
        return None
    end = matches[-1].end()
    steps = _ending(words.string, matches, vocabulary)
    return _with_pin(words, citation, steps[0].match.start(), end, units_of(steps, vocabulary))


def _ending(string: str, matches: list[re.Match[str]], vocabulary: Vocabulary) -> list[Step]:
    """The longest chain that ends with the last of these. « par. 2 et l’annexe de la résolution 70/1 » says of the
    annex only whose it is."""
    steps: list[Step] = []
    while matches:
        match = matches.pop()
        joined, begins = joint(string, matches[-1].end(), vocabulary) if matches else ("", -1)
        names = {vocabulary.numbered(other)[0] for other in (match, *matches[-1:])}
        within = joined == "of" or (joined == "," and (len(names) > 1 or "item" in names))
        linked = begins == match.start() and within
        steps.append(Step(match, joined if linked else ""))
        if not linked:
            break
    return steps[::-1]


def _with_pin(words: Words, citation: CitationSpan, start: int, end: int, units: list[Unit]) -> CitationSpan:
    words.take(start, end)
    return replace(citation, pin=words.printed[start:end], fragment=fragment(units))
