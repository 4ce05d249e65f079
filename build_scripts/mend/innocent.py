"""Neighbouring words that make another word by chance: labels, units, elisions, other languages.

« les alinéas b, c et d », « 10 m ont été », « communauté s’est », « is not able to »: no space has come in here.
"""

from __future__ import annotations

import re

from ..core.value import value
from .evidence import Evidence, Join
from .lexicon import APOSTROPHE, WordList
from .view import CALL, OPAQUE, View

_AROUND = 4
"""Words on each side that tell the language of a passage."""
_BESIDE = 2
"""Words on each side of which one of another language is enough where the parts are words of it too."""
_UNIT = 3
"""Letters of the longest symbol, or « bis » and « ter », looked for after a number."""
_APOSTROPHES = frozenset(APOSTROPHE)
_OPENING = frozenset('([«“„"‹—– -‐‑') | _APOSTROPHES | {""}
_TIED = frozenset("°&+=%") | {OPAQUE}
_AFTER_LETTER = frozenset(" ,.;:»" + CALL) | _APOSTROPHES | {""}
# A letter or a roman numeral that numbers an item, or a letter doubled: `iv`, `b`, `aa`.
_ENUMERATOR = re.compile(r"[ivx]{1,5}|(.)\1*")


@value(frozen=True, slots=True)
class Candidate:
    """Neighbouring words, `first` up to but not including `last`, that may be one."""

    first: int
    last: int
    join: Join


def is_innocent(view: View, evidence: Evidence, candidate: Candidate, inside: set[int]) -> bool:
    """The words are known to stand side by side; `inside` holds the words of all candidates."""
    return (
        not _stands_free(view, evidence, candidate)
        or _is_phrase(view, evidence, candidate)
        or _is_label(view, evidence, candidate)
        or _is_elided(view, evidence, candidate)
        or _is_unit(view, evidence, candidate)
        or _is_foreign(view, evidence, candidate, inside)
    )


def _stands_free(view: View, evidence: Evidence, candidate: Candidate) -> bool:
    """No symbol is tied to either end (« 40 °C et », « p&l and »), and single letters aren't part of a longer row."""
    if view.before(candidate.first) not in _OPENING or view.after(candidate.last - 1) in _TIED:
        return False
    if all(len(word) == 1 for word in view.words[candidate.first : candidate.last]):
        left = (
            candidate.first
            and view.space_after(candidate.first - 1)
            and _is_lone_letter(view, evidence, candidate.first - 1)
        )
        right = candidate.last < len(view.words) and _is_lone_letter(view, evidence, candidate.last)
        return not (left or right)
    return True


def _is_phrase(view: View, evidence: Evidence, candidate: Candidate) -> bool:
    """The words are given as ones that prose sets side by side."""
    words = tuple(word.lower() for word in view.words[candidate.first : candidate.last])
    return words in evidence.rules.apart or (not candidate.join.strong and words[-1] in evidence.rules.followers)


def _is_label(view: View, evidence: Evidence, candidate: Candidate) -> bool:
    """A single letter that names something: « point e », « b, c et d », « a) », « bis i) »."""
    words, rules = view.words, evidence.rules
    first, last = words[candidate.first], words[candidate.last - 1]
    if view.after(candidate.last - 1) == ")" and _ENUMERATOR.fullmatch(last.lower()):
        return True
    if len(last) == 1:
        unheard = not evidence.counts["".join(words[candidate.first : candidate.last])]
        if view.after(candidate.last - 1) not in _AFTER_LETTER or (unheard and first.lower() in rules.labels):
            return True
        listed = candidate.last < len(words) and words[candidate.last].lower() in rules.suspended
        return listed and evidence.cost(first) is not None and _is_letter_label(view, evidence, candidate.last + 1)
    if len(first) == 1 and evidence.cost(last) is not None:
        before = words[candidate.first - 1].lower() if candidate.first and view.space_after(candidate.first - 1) else ""
        listed = last.lower() in rules.suspended and _is_letter_label(view, evidence, candidate.last)
        return before in rules.labels or listed
    return False


def _is_letter_label(view: View, evidence: Evidence, index: int) -> bool:
    """The word at an index is a single letter that stands free and isn't a word."""
    if index >= len(view.words) or not _is_lone_letter(view, evidence, index):
        return False
    return view.before(index) in {"", " ", "("} and view.after(index) not in {"°", "."}


def _is_lone_letter(view: View, evidence: Evidence, index: int) -> bool:
    """A single letter that is neither a word nor elided."""
    word = view.words[index]
    return len(word) == 1 and word.lower() not in evidence.rules.letters and view.after(index) not in _APOSTROPHES


def _is_elided(view: View, evidence: Evidence, candidate: Candidate) -> bool:
    """A part belongs to what stands across an apostrophe: « communauté s’est », « it’s not », « aujourd’hui le »."""
    elided, start = evidence.rules.elided, view.starts[candidate.first]
    if view.before(candidate.first) in _APOSTROPHES and start > 1 and view.string[start - 2] not in " («“":
        tied = candidate.first > 0 and view.ends[candidate.first - 1] == start - 1
        if not tied or view.words[candidate.first - 1].lower() not in elided:
            return True
    if view.after(candidate.last - 1) not in _APOSTROPHES:
        return False
    whole = "".join(view.words[candidate.first : candidate.last]).lower()
    return view.words[candidate.last - 1].lower() in elided or whole not in elided


def _is_unit(view: View, evidence: Evidence, candidate: Candidate) -> bool:
    """A symbol after a number: « 10 m ont été », « article 12 ter ne »."""
    before = view.string[: view.starts[candidate.first]][-2:]
    numbered = before[-1:] == " " and before[:1].isdigit()
    return (
        numbered
        and len(view.words[candidate.first]) <= _UNIT
        and evidence.cost(view.words[candidate.last - 1]) is not None
    )


def _likelier(evidence: Evidence, other: WordList, word: str) -> bool:
    """The word is ten times as common in the other language, or not a word of this one."""
    here, there = evidence.cost(word), other.cost(word)
    return there is not None and other.common(word) and (here is None or here - there >= 1.0)


def _is_foreign(view: View, evidence: Evidence, candidate: Candidate, inside: set[int]) -> bool:
    """A title or a name in another language: the parts and a neighbour are words of one, or most around are strange."""
    words = view.words
    span = (
        *range(max(candidate.first - _AROUND, 0), candidate.first),
        *range(candidate.last, min(candidate.last + _AROUND, len(words))),
    )
    around = [i for i in span if i not in inside and len(words[i]) > 1]
    strange = [i for i in around if evidence.cost(words[i]) is None]
    beside = [words[i] for i in around if candidate.first - _BESIDE <= i < candidate.last + _BESIDE]
    for other in evidence.list.others:
        if all(map(other.common, words[candidate.first : candidate.last])) and any(
            _likelier(evidence, other, w) for w in beside
        ):
            return True
    return len(strange) >= 2 and 5 * len(strange) >= 2 * len(around) and any(words[i].islower() for i in strange)
