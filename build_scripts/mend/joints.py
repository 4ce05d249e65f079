"""Spaces beside an apostrophe or a hyphen, before a comma or a full stop, and before raised letters; and the hyphen
that a line's end put into a word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..core.model import RepairKind
from .entries import Entries, entries_of
from .evidence import Evidence
from .lexicon import APOSTROPHE, HYPHEN, LETTER
from .view import CALL, Doubt, Edit, View, reason

# A space beside an apostrophe: `l ’homicide`, `d' une`; not `d’une`.
_APOSTROPHE = re.compile(rf"(?<=[{LETTER}])(?: ([{APOSTROPHE}])|([{APOSTROPHE}]) )(?=[{LETTER}])")
# A hyphen between letters, with or without spaces: `États -Unis`, `Pays - Bas`, `celle-ci`; not `- Bas`, `7-8`.
_COMPOUND = re.compile(rf"(?<=[{LETTER}])( ?)([{HYPHEN}])( ?)(?=[{LETTER}])")
# The word at the end: `des États`, `dit celle-ci`; not `États `, `12`.
_LAST_WORD = re.compile(rf"[{LETTER}]+(?:[{HYPHEN}][{LETTER}]+)*\Z")
# The word at the start: `Unis`, `celle-ci dit`; not `12`.
_NEXT_WORD = re.compile(rf"[{LETTER}]+(?:[{HYPHEN}][{LETTER}]+)*")
# A word or a number before a sign, alone or behind a space, bracket, quotation mark or apostrophe: `dit celle-ci`,
# `en 2020`, `l’État`; not `celle-ci `.
_BEFORE_SIGN = re.compile(rf"(?<![^ («“’'])(?:[{LETTER}]+(?:[{HYPHEN}][{LETTER}]+)*|\d+)\Z")
# A space before a comma or a full stop: `mot , et`, `mot .`; not `mot, et`, `… , et`, `mot ,5`, `mot . .`.
_PUNCTUATION = re.compile(rf"(?<=[^\s.,…_{CALL}–—-])( )[,.](?=[ )\]»”’]|{CALL}|\Z)(?! [.,])")
_LONGEST_NUMBER = 10
"""Characters looked back for what stands before raised letters."""
_BEYOND, _STEM = 3, 6
"""Letters beyond the break, and of the whole, that show which word was broken."""
_LONGEST_WORD = 60
"""Characters looked back for the start of a word."""


def elisions(view: View, evidence: Evidence) -> Iterator[Edit]:
    """« l ’homicide », « d’ une »: a space beside the apostrophe of a word that elides."""
    if not any(map(view.string.__contains__, _SPACED_APOSTROPHE)):
        return
    rules = evidence.rules
    for match in _APOSTROPHE.finditer(view.string, view.first):
        before, after = _word_before(view.string, match.start()), _word_after(view.string, match.end())
        start = match.start() - len(before)
        if before.lower() in rules.elided | rules.halves and view.string[start - 1 : start] not in set(APOSTROPHE):
            apostrophe = match[1] or match[2]
            yield Edit(start, match.end(), before + apostrophe, RepairKind.SPLIT_WORD, reason("elision"))
        elif match[1] and after.lower() in rules.contracted and evidence.cost(before) is not None:
            end = match.end() + len(after)
            yield Edit(start, end, before + match[1] + after, RepairKind.SPLIT_WORD, reason("elision"))


def hyphens(view: View, evidence: Evidence) -> tuple[list[Edit], list[Doubt]]:
    """« États -Unis », « soixante- troisième », « Pays - Bas »: a space beside the hyphen of a known compound."""
    edits: list[Edit] = []
    doubts: list[Doubt] = []
    if not any(map(view.string.__contains__, _SPACED_HYPHEN)):
        return edits, doubts
    for match in _COMPOUND.finditer(view.string, view.first):
        if not (match[1] or match[3]):
            continue
        before, after = _word_before(view.string, match.start()), _word_after(view.string, match.end())
        start, end = match.start() - len(before), match.end() + len(after)
        fixed = f"{before}{match[2]}{after}"
        if match[3] and not match[1] and after.lower() in evidence.rules.suspended:
            continue
        if _is_compound(evidence, before, after) or (not (match[1] and match[3]) and _is_tied(evidence, before, after)):
            edits.append(Edit(start, end, fixed, RepairKind.SPLIT_WORD, reason("hyphen")))
        elif match[3] and not match[1] and before.lower() in evidence.rules.prefixes:
            doubts.append(Doubt(start, end, fixed, "neither the word list nor the document has the compound"))
    return edits, doubts


def line_ends(view: View, evidence: Evidence) -> tuple[list[Edit], list[Doubt]]:
    """« coopé-/ration »: a line ended in a word that the list has whole, but not as a compound, nor both parts. Where a
    language has no list, the document's own words tell, and what they don't tell is doubtful."""
    edits: list[Edit] = []
    doubts: list[Doubt] = []
    for position in sorted({position for position, _ in view.text.places}):
        match = _COMPOUND.match(view.string, position - 1) if position > view.first else None
        if match is None or match[1] or match[3]:
            continue
        before, after = _word_before(view.string, match.start()), _word_after(view.string, match.end())
        whole = before + after
        is_whole = (_is_whole if evidence.list.listed else _is_whole_by_kin)(evidence, before, after)
        start, end = match.start() - len(before), match.end() + len(after)
        if is_whole:
            edits.append(Edit(start, end, whole, RepairKind.SPLIT_WORD, reason("line_end")))
        elif is_whole is None:
            doubts.append(Doubt(start, end, whole, "the hyphen may be there only because the line ends"))
    return edits, doubts


def _is_whole(evidence: Evidence, before: str, after: str) -> bool | None:
    """By the word list, two parts are one word; None where that is doubtful."""
    whole, compound = before + after, f"{before}-{after}"
    known = evidence.list.number(whole) is not None or evidence.counts[whole] > 0
    if not known or evidence.list.number(compound) is not None or compound in evidence.list.names:
        return False
    if evidence.cost(before) is None or evidence.cost(after) is None:
        return True
    return None if evidence.counts[compound] == 1 else False


def _is_whole_by_kin(evidence: Evidence, before: str, after: str) -> bool | None:
    """Without a word list, two parts are one word: the document has that word, or one that begins as it does beyond the
    break, and not the compound; or a dictionary of entries tells. None where that is doubtful."""
    whole, compound = before + after, f"{before}-{after}"
    if evidence.counts[compound] > 1 or compound in evidence.list.names:
        return False
    beginning = before + after[:_BEYOND]
    if evidence.counts[whole] or (len(beginning) >= _STEM and evidence.begins(beginning)):
        return True
    entries = entries_of(evidence.list.language, ())
    return _is_whole_by_entries(entries, before, after) if entries else None


def _is_whole_by_entries(entries: Entries, before: str, after: str) -> bool | None:
    """The dictionary has the whole, or else the compound or both parts; None where it has the whole and both parts, or
    knows nothing of them."""
    if entries.has(f"{before}-{after}"):
        return False
    whole, parts = entries.has(before + after), entries.has(before) and entries.has(after)
    return whole if whole != parts else None


def _is_compound(evidence: Evidence, before: str, after: str) -> bool:
    """The list, a country's name or another place of the document has the compound."""
    whole = f"{before}-{after}"
    if evidence.list.number(whole) is not None or whole in evidence.list.names:
        return True
    return evidence.counts[whole] > 0 or evidence.counts[whole.lower()] > 0


def _is_tied(evidence: Evidence, before: str, after: str) -> bool:
    """A word and what a hyphen ties to it, in front (« non-ingérence ») or behind (« celle-ci »)."""
    if after.lower() in evidence.rules.enclitics:
        return evidence.cost(before) is not None
    return before.lower() in evidence.rules.hyphenated and evidence.cost(after) is not None


def spacings(view: View, word_edits: Sequence[Edit]) -> Iterator[Edit]:
    """A space before a comma or a full stop; French sets one before the other signs.

    The word before is part of the repair, since a comma alone is too small to see and to tap, unless one of `others`
    repairs it or a mark of its own (emphasis, a link) ends with it.
    """
    if " ," not in view.string and " ." not in view.string:
        return
    ends = {edit.end for edit in word_edits} | {mark.end for mark in view.text.marks}
    for match in _PUNCTUATION.finditer(view.string, view.first):
        space = match.start(1)
        if view.text.string[space - 1] == "_":
            continue
        before = _BEFORE_SIGN.search(view.string[max(space - _LONGEST_WORD, view.first) : space])
        word = before.group() if before else ""
        if not ends.isdisjoint(range(space - len(word) + 1, space + 1)):
            word = ""
        yield Edit(space - len(word), space + 2, word + view.string[space + 1], RepairKind.SPACING, reason("spacing"))


def superscripts(view: View, evidence: Evidence) -> Iterator[Edit]:
    """« 1 re séance », « n o 10 »: letters that the original raises, set apart by extraction."""
    if evidence.raised.keys().isdisjoint(view.words):
        return
    for index, word in enumerate(view.words):
        if word not in evidence.raised or view.before(index) != " ":
            continue
        start, end = view.starts[index] - 1, view.ends[index]
        for raised in evidence.raised[word]:
            before = raised.before.search(view.string[max(start - _LONGEST_NUMBER, view.first) : start])
            if before and raised.after.match(view.string, end):
                start -= len(before.group())
                yield Edit(start, end, before.group() + word, RepairKind.SUPERSCRIPT, reason("superscript"))
                break


def _spaced(signs: str) -> tuple[str, ...]:
    """Signs with a space beside each."""
    return tuple(spaced for sign in signs for spaced in (f" {sign}", f"{sign} "))


_SPACED_APOSTROPHE, _SPACED_HYPHEN = _spaced(APOSTROPHE), _spaced(HYPHEN)


def _word_before(string: str, end: int) -> str:
    match = _LAST_WORD.search(string[max(end - _LONGEST_WORD, 0) : end])
    return match.group() if match else ""


def _word_after(string: str, start: int) -> str:
    match = _NEXT_WORD.match(string, start, start + _LONGEST_WORD)
    return match.group() if match else ""
