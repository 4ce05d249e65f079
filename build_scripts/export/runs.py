"""A text as stretches of words, each with what its marks say of it: what every format is written from."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from ..core.model import Call, Citation, Emphasis, Link, Mark, Repair, Text
from ..core.text import AFTER_CALL
from ..write.repairs import Piece, pieces


class Run(NamedTuple):
    """Words under the same marks; a note call is a run of its own."""

    words: str
    """As the page shows them: repaired."""
    styles: frozenset[str] = frozenset()
    """Of `em`, `strong`, `sup`."""
    call: Call | None = None
    citation: Citation | None = None
    link: Link | None = None


def worded(run: Run, words: str) -> Run:
    """A run with other words; `_replace` takes four times as long."""
    return run if words == run.words else Run(words, *run[1:])


def runs(text: Text) -> Iterator[Run]:
    """The runs of a text, in order; no two neighbours alike."""
    if not text.marks:
        if text.string:
            yield Run(text.string)
        return
    before: Run | None = None
    for run in _beside_calls(_stretches(text)):
        if before is not None and _alike(before, run):
            before = worded(run, before.words + run.words)
            continue
        if before is not None:
            yield before
        before = run
    if before is not None:
        yield before


def _beside_calls(stretches: Iterator[Run]) -> Iterator[Run]:
    """Without the spaces that extraction put around note calls, as on the page."""
    before: Run | None = None
    for run in stretches:
        if before is not None:
            if before.call and AFTER_CALL.match(run.words):
                run = worded(run, run.words[1:])
            yield worded(before, before.words.rstrip(" ")) if run.call else before
        before = run
    if before is not None:
        yield before


def _stretches(text: Text) -> Iterator[Run]:
    """The text cut at every place where a call, a repair or another mark begins or ends; a repair is never cut."""
    atoms = {atom.start: atom for atom in pieces(text)}
    others = [mark for mark in text.marks if not isinstance(mark, Call | Repair)]
    edges = {0, len(text.string)}
    edges.update(edge for atom in atoms.values() for edge in (atom.start, atom.end))
    edges.update(edge for mark in others for edge in (mark.start, mark.end))
    waiting = sorted(others, key=lambda mark: mark.start, reverse=True)
    active: list[Mark] = []
    reached = 0
    for begin, end in pairwise(sorted(edges)):
        active = [mark for mark in active if mark.end > begin]
        while waiting and waiting[-1].start <= begin:
            active.append(waiting.pop())
        active = [mark for mark in active if mark.end > begin]
        if begin < reached:
            continue
        atom = atoms.get(begin)
        reached = atom.end if atom else end
        run = _run(text.string[begin:end], atom, active)
        if run.words or run.call:
            yield run


def _run(words: str, atom: Piece | None, active: list[Mark]) -> Run:
    if atom is not None and isinstance(atom.mark, Call):
        return Run(atom.mark.number, call=atom.mark)
    shown = words if atom is None else atom.shown
    if not active:
        return Run(shown)
    return Run(
        shown,
        frozenset(mark.style for mark in active if isinstance(mark, Emphasis)),
        None,
        next((mark for mark in active if isinstance(mark, Citation)), None),
        next((mark for mark in active if isinstance(mark, Link)), None),
    )


def _alike(run: Run, other: Run) -> bool:
    known = run.call is None and other.call is None
    return known and (run.styles, run.citation, run.link) == (other.styles, other.citation, other.link)
