"""Words with a space inside: « terror isme », « d e la », « les forme s et ».

A space goes where the word list has the whole and not the parts, or has the parts but as words so much rarer that
chance doesn't set them side by side. `innocent.py` says what isn't damage at all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import compress, islice

from ..core.model import RepairKind
from .evidence import LETTER_WORD, Evidence
from .innocent import Candidate, is_innocent
from .view import Doubt, Edit, View, reason

_LONGEST = 6
"""Parts into which one word may have fallen."""
_LONGEST_SPACED = 30
"""The same where a row of single letters begins (« R É S O L U T I O N »)."""
_CLOSE = 1.0
"""Two readings whose margins differ by less are both possible."""
_CONTEXT_MARGIN, _CONTEXT_SEEN = 1.0, 5
_DOUBT = 2.0
_AFTER_NAMES, _NO_NAME = 2.8, 4.0
"""A first part with a capital isn't a name where its neighbour is rarer than the words that follow names (« a »,
« et », « de »), and the whole much likelier than a name."""


def split_words(view: View, evidence: Evidence) -> tuple[list[Edit], list[Doubt]]:
    """The spaces to take out of a text's words, and the places that a person should look at."""
    candidates = list(_candidates(view, evidence))
    if not candidates:
        return [], []
    inside = {i for candidate in candidates for i in range(candidate.first, candidate.last)}
    kept: list[Candidate] = []
    doubts: list[Doubt] = []
    for candidate in candidates:
        if is_innocent(view, evidence, candidate, inside):
            continue
        doubt = _doubt_of(view, evidence, candidate)
        if doubt is None:
            kept.append(candidate)
        elif doubt:
            doubts.append(_doubt(view, candidate, doubt))
    chosen, unclear = _choose(view, evidence, kept)
    doubts += [
        _doubt(view, candidate, "its neighbours may as well be joined with other words") for candidate in unclear
    ]
    return [_edit(view, candidate) for candidate in chosen], doubts


def _candidates(view: View, evidence: Evidence) -> Iterator[Candidate]:
    """Pairs that may be one word; three or more where most of the parts aren't words."""
    words = view.words
    # Few words can be the second of a pair: compressing passes over the others without a step of the loop.
    for index in compress(range(len(words) - 1), map(evidence.seconds.__contains__, islice(words, 1, None))):
        pair = words[index], words[index + 1]
        join = evidence.joins.get(pair)
        longer = _may_be_longer(words, evidence, index)
        # Asked of the place, not of the whole string: a block may be one line of megabytes.
        if not (join or longer) or not view.space_after(index):
            continue
        if join:
            yield Candidate(index, index + 2, join)
        if longer:
            yield from _longer(view, evidence, index)


def _may_be_longer(words: Sequence[str], evidence: Evidence, first: int) -> bool:
    """The second of three words isn't one, nor is the first or the third: a name amid a sentence is left alone."""
    fragments = evidence.fragments
    if words[first + 1] not in fragments or first + 2 >= len(words):
        return False
    return words[first] in fragments or words[first + 2] in fragments


def _longer(view: View, evidence: Evidence, first: int) -> Iterator[Candidate]:
    words = view.words
    last = first + 2
    fragments = 1 + (evidence.cost(words[first]) is None)
    spaced = len(words[first]) == len(words[first + 1]) == 1 and (first == 0 or len(words[first - 1]) > 1)
    end = min(len(words), first + (_LONGEST_SPACED if spaced else _LONGEST))
    while last < end and view.space_after(last - 1):
        fragments += evidence.cost(words[last]) is None
        last += 1
        if 2 * fragments <= last - first:
            return
        join = evidence.join(words[first:last])
        if join:
            yield Candidate(first, last, join)


def _doubt_of(view: View, evidence: Evidence, candidate: Candidate) -> str | None:
    """None where the words are one; else why they may be left apart, empty where nobody need look."""
    rules, words = evidence.rules, view.words[candidate.first : candidate.last]
    if words[0].lower() in rules.prefixes and _may_stand_apart(evidence, words):
        return "" if rules.compounding else "the first part is a prefix that some set apart"
    if not _begins_as_written(view, evidence, candidate):
        return "the first part may be a name" if candidate.join.strong and len(words[0]) > 1 else ""
    if evidence.sure(words, candidate.join) or _in_place(view, evidence, candidate):
        return None
    doubtful = candidate.join.strong or (
        candidate.join.margin >= _DOUBT and len(words[0]) > 1 and not rules.compounding
    )
    return "the word list doesn't decide" if doubtful else ""


def _may_stand_apart(evidence: Evidence, words: Sequence[str]) -> bool:
    """After a prefix: a word, and the document has not the whole elsewhere more often."""
    if len(words) > 2 or evidence.cost(words[1]) is None:
        return False
    return evidence.counts["".join(words)] <= max(evidence.pairs[words[0], words[1]], 1)


def _begins_as_written(view: View, evidence: Evidence, candidate: Candidate) -> bool:
    """A capital begins a sentence, or a word that is written with one; in « hépatite C et » it does neither."""
    words = view.words[candidate.first : candidate.last]
    if words[0].islower() or words[1].isupper() or evidence.cost(words[1]) is None:
        return True
    whole, cost = "".join(words), evidence.cost(words[1])
    if evidence.counts[whole]:
        return True
    rare = cost is not None and cost >= _AFTER_NAMES and candidate.join.strong and candidate.join.margin >= _NO_NAME
    return evidence.list.number(whole.lower()) is not None and (rare or view.opens_sentence(candidate.first))


def _in_place(view: View, evidence: Evidence, candidate: Candidate) -> bool:
    """The document has the whole before the same next word again and again, and the parts side by side only here."""
    words = view.words[candidate.first : candidate.last]
    if candidate.join.margin < _CONTEXT_MARGIN or len(words) > 2 or candidate.last >= len(view.words):
        return False
    if evidence.makes_compound(words) or evidence.pairs[words[0], words[1]] > 1:
        return False
    return evidence.pairs["".join(words), view.words[candidate.last]] >= _CONTEXT_SEEN


def _choose(view: View, evidence: Evidence, candidates: Sequence[Candidate]) -> tuple[list[Candidate], list[Candidate]]:
    """Of candidates that share a word, the likeliest; those that none beats clearly come second."""
    sharing: defaultdict[int, list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        for index in range(candidate.first, candidate.last):
            sharing[index].append(candidate)
    chosen: list[Candidate] = []
    unclear: list[Candidate] = []
    used: set[int] = set()
    for candidate in sorted(candidates, key=lambda candidate: (-candidate.join.margin, candidate.first)):
        if not used.isdisjoint(range(candidate.first, candidate.last)):
            continue
        near = {
            other
            for i in range(candidate.first, candidate.last)
            for other in sharing[i]
            if used.isdisjoint(range(other.first, other.last))
        }
        best = _without_words(view, evidence, candidate, near)
        rivals = [other for other in near if not _holds(best, other) and _overlap(best, other) and _close(best, other)]
        if rivals:
            first, second, *_ = sorted(
                [best, *rivals], key=lambda other: (-_support(view, evidence, other), other.first)
            )
            best = first
            if _support(view, evidence, first) == _support(view, evidence, second):
                unclear.append(best)
                used.update(i for other in (best, *rivals) for i in range(other.first, other.last))
                continue
        chosen.append(best)
        used.update(range(best.first, best.last))
    return sorted(chosen, key=lambda candidate: candidate.first), unclear


def _without_words(view: View, evidence: Evidence, best: Candidate, near: set[Candidate]) -> Candidate:
    """A candidate less the words at its ends that stand by themselves: of « a men é » « mené », not « amené »."""
    whole = best
    for candidate in sorted(near, key=lambda candidate: (-candidate.join.margin, candidate.first)):
        if candidate != best and _holds(best, candidate) and whole.join.margin - candidate.join.margin < LETTER_WORD:
            rest = (*view.words[best.first : candidate.first], *view.words[candidate.last : best.last])
            if all(evidence.cost(word) is not None for word in rest):
                best = candidate
    return best


def _overlap(first: Candidate, second: Candidate) -> bool:
    return first.first < second.last and second.first < first.last


def _holds(outer: Candidate, inner: Candidate) -> bool:
    return outer.first <= inner.first and inner.last <= outer.last


def _close(best: Candidate, other: Candidate) -> bool:
    return abs(best.join.margin - other.join.margin) < _CLOSE


def _support(view: View, evidence: Evidence, candidate: Candidate) -> int:
    """How often the document has the whole beside the words that stand beside it here."""
    whole = "".join(view.words[candidate.first : candidate.last])
    before = evidence.pairs[view.words[candidate.first - 1], whole] if candidate.first else 0
    after = evidence.pairs[whole, view.words[candidate.last]] if candidate.last < len(view.words) else 0
    return before + after


def _edit(view: View, candidate: Candidate) -> Edit:
    fixed = "".join(view.words[candidate.first : candidate.last])
    return Edit(
        view.starts[candidate.first], view.ends[candidate.last - 1], fixed, RepairKind.SPLIT_WORD, reason("split_word")
    )


def _doubt(view: View, candidate: Candidate, why: str) -> Doubt:
    return Doubt(
        view.starts[candidate.first],
        view.ends[candidate.last - 1],
        "".join(view.words[candidate.first : candidate.last]),
        why,
    )
