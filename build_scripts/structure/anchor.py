"""The only maker of ids. The rules are those of the permalink contract, docs/developers/anchors.md.

An anchor is made only from what the document itself numbers, never from its wording, its layout or the
converter's version. Alphabet `[A-Za-z0-9._-]`, always ending in a letter or a digit.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ..core.anchor_names import UNIT, scope
from ..core.diagnostics import Diagnostic
from ..core.model import Block, Call, Kind, Mark, Part, Report, Text
from ..core.text import line_of, offset
from ..core.value import replace
from .labels import item_readings
from .table_notes import tables_of_notes


def safe(printed: str) -> str:
    """A printed number in the alphabet: « 4 bis » → « 4-bis », « 35.1 » as it is, « ١ » → « 1 »."""
    plain = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in printed)
    return re.sub(r"[^A-Za-z0-9.]+", "-", plain).strip("-.")


@dataclass(slots=True)
class _Counts:
    """What has been numbered so far in each scope."""

    ordinal: Counter[tuple[str, str]] = field(default_factory=Counter)
    """(scope, unit) → last ordinal: `pp`, `txt`, `table`, `note-x`."""
    used: Counter[str] = field(default_factory=Counter)
    """Anchor → how often it was asked for."""
    path: dict[str, list[str]] = field(default_factory=dict)
    """Scope → numbers of the open headings, outermost first; `h-2` for an unnumbered one."""
    unnumbered: Counter[tuple[str, str]] = field(default_factory=Counter)
    holder: str = ""
    """Anchor of the last paragraph that items can hang under."""
    items: list[str] = field(default_factory=list)
    """The open items under the holder, outermost first."""
    resting: tuple[str, list[str]] = ("", [])
    """Holder and items that were open before a text without a number."""
    tables: Mapping[int, int] = field(default_factory=dict)
    """Which table of its part a lettered note belongs to, by the note's place in the source."""

    def next(self, outer: str, unit: str) -> int:
        self.ordinal[outer, unit] += 1
        return self.ordinal[outer, unit]

    def unique(self, anchor: str) -> str:
        """« A number that the source repeats by mistake in one scope gets _2, _3. »"""
        self.used[anchor] += 1
        count = self.used[anchor]
        return anchor if count == 1 else self.unique(f"{anchor}_{count}")


def anchor(report: Report) -> tuple[Report, list[Diagnostic]]:
    """The report with an anchor on every block but the masthead's, and targets on every call."""
    counts = _Counts(tables=tables_of_notes(report.blocks))
    blocks: list[Block] = []
    diagnostics: list[Diagnostic] = []
    for block in report.blocks:
        if block.kind is Kind.MASTHEAD:
            blocks.append(block)
            continue
        printed = _unit(block, counts)
        address = counts.unique(printed)
        if address != printed:
            message = f"{printed} stands twice in the source; the second is {address}: check the number in the source"
            line = line_of(report.source, offset(block.text, 0))
            diagnostics.append(Diagnostic(report.source.path, line, "A001", message))
        _remember(block, address, counts)
        blocks.append(replace(block, anchor=address))
    return replace(report, blocks=tuple(_with_calls(blocks))), diagnostics


def _in(outer: str, unit: str) -> str:
    return f"{outer}.{unit}" if outer else unit


_ORDINAL = {Kind.PREAMBULAR: "pp", Kind.TABLE: "table", Kind.FIGURE: "fig", Kind.OTHER: "txt"}


def _unit(block: Block, counts: _Counts) -> str:
    """The anchor that a block's number or place asks for."""
    outer = scope(block.part)
    if block.kind is Kind.PART_TITLE:
        return outer
    if block.kind is Kind.ITEM:
        return _item(block, outer, counts)
    return _in(outer, _unit_in_scope(block, outer, counts))


def _unit_in_scope(block: Block, outer: str, counts: _Counts) -> str:
    """The unit of a block inside its scope."""
    if block.kind is Kind.HEADING:
        return _heading(block, outer, counts)
    if block.kind is Kind.PARAGRAPH:
        return f"par-{safe(block.number)}"
    if block.kind is Kind.NOTE:
        return _note(block, outer, counts)
    unit = _ORDINAL[block.kind]
    return f"{unit}-{counts.next(outer, unit)}"


def _note(block: Block, outer: str, counts: _Counts) -> str:
    """« As numbered in the source; asterisk notes note-x1, note-x2 in order »; a table's own: `table-1.note-a`; one
    with a letter or a small Roman numeral that belongs to no table: `note-a`, `note-iv`."""
    table = counts.tables.get(offset(block.text, 0), 0)
    if block.number.isalpha() and table:
        return f"table-{table}.note-{safe(block.number)}"
    if block.number.isdecimal():
        return f"note-{int(block.number)}"
    if safe(block.number).isalpha():
        return f"note-{safe(block.number)}"
    return f"note-x{counts.next(outer, 'note-x')}"


def _heading(block: Block, outer: str, counts: _Counts) -> str:
    """« The path of numbers as printed, III → A → 1, roman numerals as arabic, letters lower case »; an unnumbered one
    is counted among the unnumbered headings of the same parent: `sec-5.h-1`, `sec.h-1`, `sec.h-2.h-3`."""
    path = counts.path.get(outer, [])[: block.level - 1]
    above = ".".join(path)
    if block.number:
        path = [*path, block.ordinal]
    else:
        counts.unnumbered[outer, above] += 1
        path = [*path, f"h-{counts.unnumbered[outer, above]}"]
    counts.path[outer] = path
    whole = ".".join(path)
    return f"sec.{whole}" if path[0].startswith("h-") else f"sec-{whole}"


def _item(block: Block, outer: str, counts: _Counts) -> str:
    if not _continues(counts.items, block) and _continues(counts.resting[1], block):
        counts.holder, counts.items = counts.resting
    holder = counts.holder if counts.holder and _scope_of(counts.holder) == outer else ""
    if not holder:
        # An item that nothing introduces hangs under a block of text that isn't there.
        holder = _in(outer, f"txt-{max(counts.ordinal[outer, 'txt'], 1)}")
    return ".".join([holder, *counts.items[: block.level - 1], _item_label(block)])


def _item_label(block: Block) -> str:
    return block.ordinal or safe(block.number)


def _continues(items: Sequence[str], block: Block) -> bool:
    """True where an item comes next to the open one of its level: b) after a), not a first one."""
    if len(items) < block.level:
        return False
    before = {(style, value + 1) for style, value in item_readings(items[block.level - 1])}
    return not before.isdisjoint(item_readings(_item_label(block)))


def _scope_of(address: str) -> str:
    """The scope of an anchor: what stands before its unit."""
    return re.sub(rf"(?:^|\.)(?:{UNIT})[-.].*$", "", address)


def _remember(block: Block, address: str, counts: _Counts) -> None:
    if block.kind is Kind.OTHER:
        counts.resting = (counts.holder, counts.items) if counts.items else counts.resting
    elif block.kind in (Kind.PARAGRAPH, Kind.PREAMBULAR, Kind.HEADING, Kind.PART_TITLE):
        counts.resting = ("", [])
    if block.kind in (Kind.PARAGRAPH, Kind.PREAMBULAR, Kind.OTHER):
        counts.holder, counts.items = address, []
    elif block.kind is Kind.ITEM:
        counts.items = [*counts.items[: block.level - 1], _item_label(block)]
    elif block.kind is not Kind.NOTE:
        counts.holder, counts.items = "", []


def _with_calls(blocks: Sequence[Block]) -> list[Block]:
    """Each call with the anchor of its note and its own: `ref-3`, « a second call of the same note: ref-3_2 »."""
    notes: dict[tuple[Part, str], deque[str]] = {}
    for block in blocks:
        if block.kind is Kind.NOTE:
            notes.setdefault((block.part.holder, block.number), deque()).append(block.anchor)
    anchors = {block.anchor for block in blocks}
    calls: Counter[str] = Counter()

    def target(block: Block, number: str) -> str:
        in_table = f"{block.anchor}.note-{number}"
        if number.isalpha() and in_table in anchors:
            return in_table
        # Notes of one number in one part are called in their order; the last one may be called again.
        waiting = notes.get((block.part.holder, number))
        return "" if not waiting else waiting.popleft() if len(waiting) > 1 else waiting[0]

    def called(block: Block, text: Text) -> Text:
        if not any(isinstance(mark, Call) for mark in text.marks):
            return text
        marks: list[Mark] = []
        for mark in text.marks:
            if isinstance(mark, Call):
                note = target(block, mark.number)
                mark = replace(mark, target=note, anchor=_call_anchor(note, calls))
            marks.append(mark)
        return replace(text, marks=tuple(marks))

    return [block.with_texts(called(block, text) for text in block.texts) for block in blocks]


def _call_anchor(target: str, calls: Counter[str]) -> str:
    if not target:
        return ""
    anchor = re.sub(r"(^|\.)note-", r"\1ref-", target)
    calls[anchor] += 1
    return anchor if calls[anchor] == 1 else f"{anchor}_{calls[anchor]}"
