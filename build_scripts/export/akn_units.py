"""What the text of a document consists of, before it is written as Akoma Ntoso: blocks, with the items below them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ..core.model import Block, Kind, Part
from .description import Record

_WITHOUT_ITEMS = (Kind.HEADING, Kind.TABLE)


@dataclass(slots=True)
class Scope:
    """The blocks of a part, and the parts among them."""

    part: Part
    title: Block | None = None
    content: list[Block | Part] = field(default_factory=list)
    notes: list[Block] = field(default_factory=list)


@dataclass(slots=True)
class Unit:
    """A block with the items below it."""

    block: Block
    items: list[Unit] = field(default_factory=list)


@dataclass(slots=True)
class Loose:
    """Items that hang on no block."""

    items: list[Unit] = field(default_factory=list)


Content = Sequence[Unit | Loose | Part]
"""The text of a part, and the parts in it, in their order."""


def scopes_of(record: Record) -> dict[Part, Scope]:
    """The parts of a report, each with what it holds."""
    scopes: dict[Part, Scope] = {}

    def enter(part: Part) -> Scope:
        if part not in scopes:
            if part.parent is not None:
                enter(part.parent).content.append(part)
            scopes[part] = Scope(part)
        return scopes[part]

    for block in record.report.blocks:
        if block.kind is Kind.MASTHEAD:
            continue
        group = enter(block.part)
        if block.kind is Kind.PART_TITLE and group.title is None:
            group.title = block
        elif block.kind is Kind.NOTE:
            group.notes.append(block)
        else:
            group.content.append(block)
    return scopes


def units(content: Sequence[Block | Part]) -> Content:
    """The blocks in their order, each item inside what it belongs to, by its anchor."""
    whole: list[Unit | Loose | Part] = []
    above: list[Unit] = []
    for entry in content:
        if isinstance(entry, Part):
            above = []
            whole.append(entry)
            continue
        unit = Unit(entry)
        if entry.kind is not Kind.ITEM:
            above = [] if entry.kind in _WITHOUT_ITEMS else [unit]
            whole.append(unit)
            continue
        outer = entry.anchor.rpartition(".")[0]
        while above and above[-1].block.anchor != outer:
            above.pop()
        _holder(whole, above).append(unit)
        above.append(unit)
    return whole


def _holder(whole: list[Unit | Loose | Part], above: list[Unit]) -> list[Unit]:
    """The list that an item belongs in: that of what it hangs on, else of the loose items that it follows."""
    if above:
        return above[-1].items
    if not whole or not isinstance(whole[-1], Loose):
        whole.append(Loose())
    last = whole[-1]
    assert isinstance(last, Loose)
    return last.items
