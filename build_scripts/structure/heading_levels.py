"""Levels of headings, from their numbers and their neighbours, not from the marks the source gives them."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from ..core.model import Block, Kind, Part, Prominence
from .chapters import heading_readings
from .labels import Ordinal, Rank, latin
from .structure_words import Vocabulary

SAME_SIZE = 0.6
"""Points that the letters of two headings of one rank may differ."""


@dataclass(slots=True)
class _Open:
    """The numbered headings that are open in a part, outermost first."""

    words: Vocabulary
    stack: list[Ordinal] = field(default_factory=list)
    depths: dict[Rank, float] = field(default_factory=dict)
    """How deep parts and sections stand that began below a heading of a rank that is usually theirs or deeper:
    « Part I » of a chapter stands below it."""

    def add(self, label: str) -> tuple[int, str]:
        """Opens a numbered heading and returns its level and its number as anchors write it.

        Of two readings of a label (« C » after « B », or a hundred) the one that follows a sibling wins, then the
        one that begins a series, then the first.
        """
        readings = heading_readings(label, self.words)
        chosen = next((r for r in readings if self._follows(r)), None) or next(
            (r for r in readings if r.value == 1), readings[0]
        )
        if chosen.rank in (Rank.PART, Rank.SECTION) and chosen.rank not in self.depths:
            self.depths[chosen.rank] = max([chosen.rank, *(self._depth(o) + 0.5 for o in self.stack)])
        self.stack = [o for o in self.stack if self._depth(o) < self._depth(chosen)]
        self.stack.append(chosen)
        lettered = chosen.lettered or chosen.rank in (Rank.CAPITAL, Rank.SMALL)
        return len(self.stack), latin("letter", chosen.value) if lettered else str(chosen.value)

    def _depth(self, ordinal: Ordinal) -> float:
        return self.depths.get(ordinal.rank, ordinal.rank)

    def _follows(self, reading: Ordinal) -> bool:
        return any(o.rank is reading.rank and o.value + 1 == reading.value for o in self.stack)


def levels(blocks: Sequence[Block], words: Vocabulary) -> list[Block]:
    """The blocks with the level of each heading, from 1 inside its part.

    Numbers tell: I, A, 1, a, each deeper than the one that is open. Unnumbered headings stand one below the
    numbered heading that is open. Among them, one that the file sets less prominently than another stands below it.
    Where all are alike, and one follows another with nothing between them, and text comes next, the first is the upper
    of two ranks, and the other unnumbered headings of that group are of the lower.
    """
    result = list(blocks)
    opened: dict[Part, _Open] = {}
    groups: list[list[int]] = []
    group_of: dict[Part, list[int]] = {}
    for index, block in enumerate(blocks):
        if block.kind is not Kind.HEADING:
            continue
        state = opened.setdefault(block.part, _Open(words))
        if block.number:
            level, ordinal = state.add(block.number)
            result[index] = replace(block, level=level, ordinal=ordinal)
            group_of.pop(block.part, None)
        else:
            result[index] = replace(block, level=len(state.stack) + 1)
            if block.part not in group_of:
                group_of[block.part] = []
                groups.append(group_of[block.part])
            group_of[block.part].append(index)
    following = _next_text(result)
    for group in groups:
        if not _by_prominence(result, group):
            _two_ranks(result, group, following)
    return result


def _by_prominence(blocks: list[Block], group: Sequence[int]) -> bool:
    """Lowers the headings of a group below those before them that stand out more; false where none stands out."""
    prominences = [blocks[i].prominence for i in group]
    if None in prominences or not any(_is_above(a, b) for a, b in itertools.pairwise(prominences)):
        return False
    opened: list[Prominence | None] = []
    for i in group:
        while opened and not _is_above(opened[-1], blocks[i].prominence):
            opened.pop()
        blocks[i] = replace(blocks[i], level=blocks[i].level + len(opened))
        opened.append(blocks[i].prominence)
    return True


def _is_above(one: Prominence | None, other: Prominence | None) -> bool:
    """Higher in the outline, or larger, or bold, or upright: the first of these in which two headings differ."""
    if one is None or other is None:
        return False
    if one.level and other.level and one.level != other.level:
        return one.level < other.level
    if abs(one.size - other.size) > SAME_SIZE:
        return one.size > other.size
    return (one.bold, not one.italic) > (other.bold, not other.italic)


def _two_ranks(blocks: list[Block], group: Sequence[int], following: Mapping[int, int]) -> None:
    """Lowers by one the headings of a group that stand under another of it."""
    members = set(group)
    upper = {i for i in group if (j := following.get(i)) in members and not _heading(blocks, following.get(j or 0))}
    if not upper:
        return
    base = blocks[group[0]].level
    under = False
    for i in group:
        if i in upper:
            under = True
        elif under:
            blocks[i] = replace(blocks[i], level=base + 1)


def _heading(blocks: Sequence[Block], index: int | None) -> bool:
    return index is None or blocks[index].kind in (Kind.HEADING, Kind.PART_TITLE)


def _next_text(blocks: Sequence[Block]) -> dict[int, int]:
    """Each block's next one, notes passed over."""
    order = [i for i, b in enumerate(blocks) if b.kind is not Kind.NOTE]
    return dict(itertools.pairwise(order))
