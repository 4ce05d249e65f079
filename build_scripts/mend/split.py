"""Words with a blank inside: « terror isme », « d e la », « les forme s et ».

A blank goes where the word list has the whole and not the parts, or has the parts but as words so much rarer that chance
does not set them side by side. What stands around decides what is no damage at all: labels, units, other languages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..model import RepairKind
from .evidence import LETTER_WORD, Evidence, Join
from .view import CALL, OPAQUE, Doubt, Edit, View
from .words import APOSTROPHE

_REASON = "Blanc à l’intérieur d’un mot, dû à l’extraction du texte."
_LONGEST = 6
"""Parts into which one word may have fallen."""
_LONGEST_SPACED = 30
"""The same where each is a single letter (« R É S O L U T I O N »)."""
_CLOSE = 1.0
"""Two readings whose margins differ by less are both possible."""
_CONTEXT_MARGIN, _CONTEXT_SEEN = 1.0, 5
_DOUBT = 2.0
_AROUND = 4
"""Words on each side that tell the language of a passage."""
_APOSTROPHES = frozenset(APOSTROPHE)
_OPENING = frozenset("([«“„\"‹—– -‐‑") | _APOSTROPHES | {""}
_TIED = frozenset("°&+=%") | {OPAQUE}
_AFTER_LETTER = frozenset(" ,.;:»" + CALL) | _APOSTROPHES | {""}
_ENUMERATOR = re.compile(r"[ivx]{1,5}|(.)\1*")


@dataclass(frozen=True, slots=True)
class Candidate:
    """Neighbouring words, `first` up to but not including `last`, that may be one."""

    first: int
    last: int
    join: Join


def split_words(view: View, evidence: Evidence) -> tuple[list[Edit], list[Doubt]]:
    """The blanks to take out of a text's words, and the places that a person should look at."""
    candidates = list(_candidates(view, evidence))
    if not candidates:
        return [], []
    inside = {i for c in candidates for i in range(c.first, c.last)}
    kept: list[Candidate] = []
    doubts: list[Doubt] = []
    for candidate in candidates:
        verdict = _judge(view, evidence, candidate, inside)
        if verdict is None:
            kept.append(candidate)
        elif verdict:
            doubts.append(_doubt(view, candidate, verdict))
    chosen, unclear = _choose(view, evidence, kept)
    doubts += [_doubt(view, c, "so may its neighbours be joined otherwise") for c in unclear]
    return [_edit(view, c) for c in chosen], doubts


def _candidates(view: View, evidence: Evidence) -> Iterator[Candidate]:
    """Pairs that may be one word; three or more where most of the parts are no words."""
    words, joins = view.words, evidence.joins
    for index in range(len(words) - 1):
        if not view.blank_after(index):
            continue
        join = joins.get((words[index], words[index + 1]))
        if join:
            yield Candidate(index, index + 2, join)
        if evidence.cost(words[index + 1]) is None:
            yield from _longer(view, evidence, index)


def _longer(view: View, evidence: Evidence, first: int) -> Iterator[Candidate]:
    words = view.words
    last = first + 2
    fragments = 1 + (evidence.cost(words[first]) is None)
    spaced = len(words[first]) == len(words[first + 1]) == 1
    while last < min(len(words), first + (_LONGEST_SPACED if spaced else _LONGEST)) and view.blank_after(last - 1):
        fragments += evidence.cost(words[last]) is None
        last += 1
        if 2 * fragments <= last - first:
            return
        join = evidence.join(words[first:last])
        if join:
            yield Candidate(first, last, join)


def _judge(view: View, evidence: Evidence, c: Candidate, inside: set[int]) -> str | None:
    """None where the words are one; else why they may be left apart, empty where nobody need look."""
    if not _stands_free(view, evidence, c) or _is_label(view, evidence, c) or _is_elided(view, evidence, c) or _is_unit(view, evidence, c):
        return ""
    if tuple(w.lower() for w in view.words[c.first : c.last]) in evidence.rules.apart:
        return ""
    if _is_foreign(view, evidence, c, inside):
        return ""
    first = view.words[c.first]
    if first.lower() in evidence.rules.prefixes and _may_stand_apart(view, evidence, c):
        return "" if evidence.rules.compounding else "the first part is a prefix that some set apart"
    if not _begins_as_written(view, evidence, c):
        return "the first part may be a name" if c.join.strong and len(first) > 1 else ""
    if evidence.sure(view.words[c.first : c.last], c.join) or _in_place(view, evidence, c):
        return None
    doubtful = c.join.strong or (c.join.margin >= _DOUBT and len(first) > 1 and not evidence.rules.compounding)
    return "the word list does not decide" if doubtful else ""


def _stands_free(view: View, evidence: Evidence, c: Candidate) -> bool:
    """No symbol is tied to either end (« 40 °C et », « p&l and »), and no more letters of a letter-spaced word stand beside it."""
    before, after = view.before(c.first), view.after(c.last - 1)
    if before not in _OPENING or after in _TIED:
        return False
    if all(len(word) == 1 for word in view.words[c.first : c.last]):
        left = c.first and _lone_letter(view, evidence, c.first - 1) and view.blank_after(c.first - 1)
        right = c.last < len(view.words) and _lone_letter(view, evidence, c.last) and view.blank_after(c.last - 1)
        return not (left or right)
    return True


def _is_label(view: View, evidence: Evidence, c: Candidate) -> bool:
    """A single letter that names something: « point e », « b, c et d », « a) », « bis i) »."""
    words, labels = view.words, evidence.rules.labels
    first, last = words[c.first], words[c.last - 1]
    if view.after(c.last - 1) == ")" and _ENUMERATOR.fullmatch(last.lower()):
        return True
    if len(last) == 1:
        if view.after(c.last - 1) not in _AFTER_LETTER or (first.lower() in labels and not evidence.counts["".join(words[c.first : c.last])]):
            return True
        listed = c.last < len(words) and words[c.last].lower() in evidence.rules.suspended
        return listed and evidence.cost(first) is not None and _label_at(view, evidence, c.last + 1)
    if len(first) == 1 and evidence.cost(last) is not None:
        before = words[c.first - 1].lower() if c.first and view.blank_after(c.first - 1) else ""
        return before in labels or (last.lower() in evidence.rules.suspended and _label_at(view, evidence, c.last))
    return False


def _label_at(view: View, evidence: Evidence, index: int) -> bool:
    """The word at an index is a single letter that stands free and is no word."""
    if index >= len(view.words) or not _lone_letter(view, evidence, index):
        return False
    return view.before(index) in {"", " ", "("} and view.after(index) not in {"°", "."}


def _lone_letter(view: View, evidence: Evidence, index: int) -> bool:
    """A single letter that is neither a word nor elided."""
    word = view.words[index]
    return len(word) == 1 and word.lower() not in evidence.rules.letters and view.after(index) not in _APOSTROPHES


def _is_elided(view: View, evidence: Evidence, c: Candidate) -> bool:
    """A part belongs to what stands across an apostrophe: « communauté s’est », « it’s not », « aujourd’hui le »."""
    start = view.starts[c.first]
    if view.before(c.first) in _APOSTROPHES and start > 1 and (view.string[start - 2].isalnum() or view.string[start - 2] == OPAQUE):
        tied = c.first > 0 and view.ends[c.first - 1] == start - 1
        if not tied or view.words[c.first - 1].lower() not in evidence.rules.elided:
            return True
    if view.after(c.last - 1) not in _APOSTROPHES:
        return False
    whole = "".join(view.words[c.first : c.last]).lower()
    return view.words[c.last - 1].lower() in evidence.rules.elided or whole not in evidence.rules.elided


def _is_unit(view: View, evidence: Evidence, c: Candidate) -> bool:
    """A symbol of one or two letters after a number: « 10 m ont été », « 30 g de »."""
    before = view.string[: view.starts[c.first]][-2:]
    return len(view.words[c.first]) <= 2 and before[-1:] == " " and before[:1].isdigit() and evidence.cost(view.words[c.last - 1]) is not None


def _is_foreign(view: View, evidence: Evidence, c: Candidate, inside: set[int]) -> bool:
    """A title or a name in another language: the parts and a neighbour are words of one, or most words around are strange."""
    around = [
        i
        for i in (*range(max(c.first - _AROUND, 0), c.first), *range(c.last, min(c.last + _AROUND, len(view.words))))
        if i not in inside and len(view.words[i]) > 1
    ]
    strange = [i for i in around if evidence.cost(view.words[i]) is None]
    for other in evidence.list.others:
        if all(other.common(word) for word in view.words[c.first : c.last]) and any(
            other.common(view.words[i]) for i in strange if c.first - 2 <= i <= c.last + 1
        ):
            return True
    return len(strange) >= 2 and 5 * len(strange) >= 2 * len(around) and any(view.words[i].islower() for i in strange)


def _may_stand_apart(view: View, evidence: Evidence, c: Candidate) -> bool:
    """After a prefix: a word, and the document has not the whole elsewhere more often."""
    words = view.words[c.first : c.last]
    if len(words) > 2 or evidence.cost(words[1]) is None:
        return False
    return evidence.counts["".join(words)] <= max(evidence.pairs[words[0], words[1]], 1)


def _begins_as_written(view: View, evidence: Evidence, c: Candidate) -> bool:
    """A first part with a capital begins a sentence or a word that is written with one; « hépatite C et » does neither."""
    words = view.words[c.first : c.last]
    if words[0].islower() or words[1].isupper() or evidence.cost(words[1]) is None:
        return True
    whole = "".join(words)
    return evidence.counts[whole] > 0 or (view.opens_sentence(c.first) and evidence.list.number(whole.lower()) is not None)


def _in_place(view: View, evidence: Evidence, c: Candidate) -> bool:
    """The document has the whole before the same next word again and again, and the parts side by side only here."""
    words = view.words[c.first : c.last]
    if c.join.margin < _CONTEXT_MARGIN or len(words) > 2 or evidence.makes_compound(words) or c.last >= len(view.words):
        return False
    return evidence.pairs[words[0], words[1]] == 1 and evidence.pairs["".join(words), view.words[c.last]] >= _CONTEXT_SEEN


def _choose(view: View, evidence: Evidence, candidates: Sequence[Candidate]) -> tuple[list[Candidate], list[Candidate]]:
    """Of candidates that share a word, the likeliest; those that none beats clearly come second."""
    chosen: list[Candidate] = []
    unclear: list[Candidate] = []
    for group in _overlapping(candidates):
        ranked = sorted(group, key=lambda c: -c.join.margin)
        best = _without_words(view, evidence, ranked)
        rivals = [c for c in ranked[1:] if best.join.margin - c.join.margin < _CLOSE and not _holds(best, c)]
        if rivals:
            rivals = sorted([best, *rivals], key=lambda c: -_support(view, evidence, c))
            best = rivals[0]
            if _support(view, evidence, rivals[0]) <= _support(view, evidence, rivals[1]):
                unclear.append(best)
                continue
        taken = [best]
        for c in ranked:
            if all(c.last <= t.first or c.first >= t.last for t in taken):
                taken.append(c)
        chosen += taken
    return sorted(chosen, key=lambda c: c.first), unclear


def _without_words(view: View, evidence: Evidence, ranked: Sequence[Candidate]) -> Candidate:
    """The likeliest candidate, less a word at its end that stands by itself: of « a men é », « mené » and not « amené »."""
    best = ranked[0]
    for c in ranked[1:]:
        if _holds(best, c):
            rest = [*view.words[best.first : c.first], *view.words[c.last : best.last]]
            if None not in [evidence.cost(word) for word in rest] and best.join.margin - c.join.margin < LETTER_WORD:
                best = c
    return best


def _overlapping(candidates: Sequence[Candidate]) -> Iterator[list[Candidate]]:
    """Candidates in groups that share words with one another."""
    group: list[Candidate] = []
    end = -1
    for c in sorted(candidates, key=lambda c: (c.first, c.last)):
        if group and c.first >= end:
            yield group
            group = []
        group.append(c)
        end = max(end, c.last) if len(group) > 1 else c.last
    if group:
        yield group


def _holds(outer: Candidate, inner: Candidate) -> bool:
    return outer.first <= inner.first and inner.last <= outer.last


def _support(view: View, evidence: Evidence, c: Candidate) -> int:
    """How often the document has the whole beside the words that stand beside it here."""
    whole = "".join(view.words[c.first : c.last])
    before = evidence.pairs[view.words[c.first - 1], whole] if c.first else 0
    after = evidence.pairs[whole, view.words[c.last]] if c.last < len(view.words) else 0
    return before + after


def _edit(view: View, c: Candidate) -> Edit:
    fixed = "".join(view.words[c.first : c.last])
    return Edit(view.starts[c.first], view.ends[c.last - 1], fixed, RepairKind.SPLIT_WORD, _REASON)


def _doubt(view: View, c: Candidate, why: str) -> Doubt:
    return Doubt(view.starts[c.first], view.ends[c.last - 1], "".join(view.words[c.first : c.last]), why)
