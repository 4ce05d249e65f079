"""Pinpoints: « par. 24 », « annexe II », « chap. I, sect. D », behind a citation or before it.

As an anchor of the cited document (anchors.md): `par-24`, `annex-2`, `sec-1.d`. A chapter counts as the first of its
numbered headings; a paragraph has its number in the whole document, so that « chap. IV, par. 24 » is `par-24`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from .fold import roman
from .found import Found, Words
from .vocabulary import Vocabulary

_LEAD = re.compile(r"\)?(?:, ?| ?\()")
_NEXT = re.compile(r"\.?(?P<also>, ?| ?(?:et|and|y|и) |、|，)")
_NUMERAL = re.compile(
    r"(?P<number>[IVXLC]+|\d+|[A-Z])(?P<below>(?:\.[A-Za-z\d]+)*)(?: (?P<bis>bis|ter))?(?: ?\(?(?P<item>[a-z])\))?"
)
_PREFIX = {
    "par": "par-", "note": "note-", "table": "table-", "figure": "fig-", "sect": "sec-", "chap": "sec-",
    "annex": "annex-", "draft_resolution": "res-", "draft_decision": "dec-",
}  # fmt: skip
_SCOPES = ("draft_resolution", "draft_decision", "annex")
_REACH = 110
"""Characters before a citation within which its pinpoint may stand."""


@dataclass(frozen=True, slots=True)
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
        return "annex" if unit.name == "annex" else ""
    match = _NUMERAL.match(unit.numeral)
    if not match:
        return ""
    path = [match["number"], *match["below"].split(".")[1:]]
    steps = [_step(step) for step in path[:1]] + [step.lower() for step in path[1:]]
    bis = f"-{match['bis']}" if match["bis"] else ""
    item = f".{match['item']}" if match["item"] else ""
    return _PREFIX[unit.name] + ".".join(steps) + bis + item


def _step(number: str) -> str:
    """A printed number as anchors have it: `III` → `3`; of single letters only I, V and X are numerals."""
    return str(roman(number) or number.lower()) if len(number) > 1 or number in "IVX" else number.lower()


def fragment(units: Iterable[Unit]) -> str:
    """The anchor that some units lead to, each inside the one before: `annexe II, par. 3` → `annex-2.par-3`.

    Only as far as it is sure: « résolution 1, par. 3 » and « article 5, par. 3 » are not `par-3`, and of « chap. I,
    projet de résolution II, par. 3 » the chapter is sure, since each of its sections may have a draft II.
    """
    scopes: list[str] = []
    sections: list[str] = []
    place = ""
    for unit in units:
        step = anchor(unit)
        if unit.name in _SCOPES and (place or (sections and unit.name == "annex")):
            return ""  # « par. 3, annexe II »: paragraph 3 of the annex, or paragraph 3 and the annex.
        if not step:
            break
        if place:
            continue
        if unit.name in _SCOPES and not sections:
            scopes.append(step)
        elif unit.name in ("chap", "sect"):
            letter = sections and len(unit.numeral) == 1
            sections.append(unit.numeral.lower() if letter else step.removeprefix("sec-"))
        elif unit.name in ("par", "note"):
            place = step
        else:
            break
    section = f"sec-{'.'.join(sections)}" if sections else ""
    return ".".join(step for step in (*scopes, place or section) if step)


def unit_of(match: re.Match[str], vocabulary: Vocabulary) -> Unit:
    """The unit that a match of the vocabulary's `pin` names."""
    if match["bare"]:
        return Unit("annex", "")
    name = next((name for name, words in vocabulary.units.items() if words.fullmatch(match["unit"])), "other")
    numeral = _NUMERAL.match(match["numbers"])
    return Unit(name, numeral[0] if numeral else "")


def pinned(words: Words, found: Sequence[Found], vocabulary: Vocabulary) -> list[Found]:
    """The citations with their pinpoints, whose words are taken."""
    return [_behind(words, one, vocabulary) or _before(words, one, vocabulary) or one for one in found]


def _behind(words: Words, one: Found, vocabulary: Vocabulary) -> Found | None:
    for position in dict.fromkeys((one.end, one.after)):
        if prose := vocabulary.pin_after.match(words.string, position):
            start, end = prose.span("pin")
            match = vocabulary.pin.match(words.string, start)
            return _with(words, one, start, end, [unit_of(match, vocabulary)] if match else [])
        if pin := _read(words, position, vocabulary):
            return _with(words, one, *pin)
    return None


def _read(words: Words, position: int, vocabulary: Vocabulary) -> tuple[int, int, list[Unit]] | None:
    lead = _LEAD.match(words.string, position)
    if not lead:
        return None
    units: list[Unit] = []
    start = end = lead.end()
    alone = False
    while (match := vocabulary.pin.match(words.string, end)) and words.free(match.start(), match.end()):
        if not alone:
            units.append(unit_of(match, vocabulary))
        following = _NEXT.match(words.string, match.end())
        if vocabulary.of_another.match(words.string, match.end()):
            return None
        done, end = match.end(), following.end() if following else match.end()
        alone = alone or bool(following and following["also"].strip() not in (",", "，", "、"))
        if not following:
            break
    if not units or vocabulary.here.match(words.string, done) or vocabulary.this_document.match(words.string, done):
        return None
    return start, done, units


def _before(words: Words, one: Found, vocabulary: Vocabulary) -> Found | None:
    floor = max(0, one.before - _REACH)
    match = vocabulary.pin_before.search(words.string[floor : one.before])
    if not match or not words.free(floor + match.start("pin"), floor + match.end("pin")):
        return None
    start, end = (floor + edge for edge in match.span("pin"))
    units = [unit_of(unit, vocabulary) for unit in vocabulary.pin.finditer(words.string, start, end)]
    return _with(words, one, start, end, units[::-1])


def _with(words: Words, one: Found, start: int, end: int, units: list[Unit]) -> Found:
    words.take(start, end)
    return replace(one, pin=words.printed[start:end], fragment=fragment(units))
