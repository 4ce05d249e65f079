"""Which table the notes with letters belong to: they stand below it, or together at the end of the text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ..core.model import Block, Call, Kind, Part
from ..core.text import offset


@dataclass(slots=True)
class _Tables:
    """The tables of a part that have been read."""

    unanswered: list[set[str]] = field(default_factory=list)
    """For each, the letters that it calls and no note has answered."""
    elsewhere: set[str] = field(default_factory=set)
    """The letters that other blocks call."""
    waiting: list[Block] = field(default_factory=list)
    """Lettered notes that stand together."""


def tables_of_notes(blocks: Sequence[Block]) -> Mapping[int, int]:
    """Place of each lettered note in the source → its table, counted from 1 within the part.

    Letters begin anew with each table. So of several series of notes (a, b, a) the last belongs to the last table that
    calls its letters, the one before to a table before that; where nothing calls them, to the last table. Those that a
    paragraph calls belong to none.
    """
    result: dict[int, int] = {}
    parts: dict[Part, _Tables] = {}
    for block in blocks:
        tables = parts.setdefault(block.part, _Tables())
        if block.kind is Kind.NOTE:
            if block.number.isalpha() and tables.unanswered:
                tables.waiting.append(block)
            continue
        _answer(tables, result)
        calls = (mark.number for text in block.texts for mark in text.marks if isinstance(mark, Call))
        letters = {number for number in calls if number.isalpha()}
        if block.kind is Kind.TABLE:
            tables.unanswered.append(letters)
        else:
            tables.elsewhere |= letters
    for tables in parts.values():
        _answer(tables, result)
    return result


def _answer(tables: _Tables, result: dict[int, int]) -> None:
    """Gives the notes that wait to their tables."""
    series: list[list[Block]] = []
    for note in tables.waiting:
        if not series or note.number <= series[-1][-1].number:
            series.append([])
        series[-1].append(note)
    tables.waiting = []
    bound = len(tables.unanswered)
    for notes in reversed(series):
        letters = {note.number for note in notes}
        calling = [at for at in range(bound) if letters & tables.unanswered[at]]
        if not calling and letters & tables.elsewhere:
            continue
        table = calling[-1] if calling else max(bound - 1, 0)
        tables.unanswered[table] -= letters
        bound = table
        result |= {offset(note.text, 0): table + 1 for note in notes}
