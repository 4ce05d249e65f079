"""Repairs and note calls as pieces that no tag cuts.

A note call may stand inside the words that a repair changes (« terror³ isme »). The repair is then shown in pieces
around the call, so that every character of the source is still on the page once: in a piece's `data-source`,
or in the call.
"""

from __future__ import annotations

from typing import TypeVar

from ..core.model import Call, Repair, Text
from ..core.value import value

M = TypeVar("M", Call, Repair)


@value(frozen=True, slots=True)
class Piece:
    """A stretch that stands as one element: a note call, or a repair or part of one."""

    start: int
    end: int
    mark: Call | Repair
    shown: str = ""
    """Of a repair: what the page shows in place of `string[start:end]`."""


def pieces(text: Text) -> list[Piece]:
    """The calls and repairs of a text, in order, cut where they cross."""
    calls = _apart([mark for mark in text.marks if isinstance(mark, Call)])
    repairs = _apart([mark for mark in text.marks if isinstance(mark, Repair)])
    if not calls and not repairs:
        return []
    cut = [Piece(call.start, call.end, call) for call in calls]
    index = 0
    for repair in repairs:
        while index < len(calls) and calls[index].end <= repair.start:
            index += 1
        last = index
        while last < len(calls) and calls[last].start < repair.end:
            last += 1
        cut += _around(text.string, repair, calls[index:last])
    return sorted(cut, key=lambda piece: piece.start)


def _apart(marks: list[M]) -> list[M]:
    """The marks in order, without those that overlap one before them or are empty."""
    kept: list[M] = []
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end)):
        if mark.end > mark.start and (not kept or mark.start >= kept[-1].end):
            kept.append(mark)
    return kept


def _around(string: str, repair: Repair, calls: list[Call]) -> list[Piece]:
    """A repair in the pieces that the calls inside it leave."""
    cuts: list[tuple[int, int, bool]] = []
    start = repair.start
    for call in calls:
        cuts += [(start, call.start, True), (call.start, call.end, False)]
        start = call.end
    cuts.append((start, repair.end, True))
    gaps = [(begin, end) for begin, end, is_gap in cuts if is_gap and begin < end]
    shares = _shares([string[begin:end] for begin, end in gaps], repair.fixed)
    if calls and not shares:
        # The repaired words hold the calls' digits too: what falls to the calls is shown by them.
        of_all = _shares([string[begin:end] for begin, end, _ in cuts], repair.fixed)
        shares = [share for share, (begin, end, is_gap) in zip(of_all, cuts, strict=False) if is_gap and begin < end]
    shares = shares or [repair.fixed, *[""] * (len(gaps) - 1)]
    return [Piece(begin, end, repair, share) for (begin, end), share in zip(gaps, shares, strict=False)]


def _shares(sources: list[str], fixed: str) -> list[str]:
    """What each piece shows of repaired words that differ from the source's in spaces only; else nothing."""
    shares: list[str] = []
    if _letters("".join(sources)) != _letters(fixed):
        return shares
    at = 0
    for source in sources:
        letters, start = len(_letters(source)), at
        while at < len(fixed) and (letters or fixed[at].isspace()):
            letters -= not fixed[at].isspace()
            at += 1
        shares.append(fixed[start:at])
    return shares


def _letters(string: str) -> str:
    return "".join(string.split())
