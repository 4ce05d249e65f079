"""How sure a report's text is: what was placed without doubt, and where the doubts are.

Everything is counted from the report and from the messages of its conversion; nothing here changes either.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from ..core.diagnostics import Diagnostic
from ..core.model import Block, Call, Kind, Part, Repair, Report
from ..core.text import stretches
from ..core.value import value

_PLACED = "ANRST"
"""Letters of codes by which a block's place or text is doubtful (data/diagnostics.toml)."""
_LINKED = ("C005", "C010")
"""Codes of citations that lead somewhere all the same."""
_DAMAGED = ("W004",)


@value(frozen=True, slots=True)
class Gap:
    """Two paragraphs of a part whose numbers don't follow one another."""

    anchor: str
    """Of the second."""
    before: str
    after: str
    """Their numbers, as printed."""


@value(frozen=True, slots=True)
class Quality:
    """What can be said of one report."""

    path: str
    name: str
    """As a list names it: symbol, or title."""
    characters: int
    """Of its text, white space apart."""
    doubtful: tuple[str, ...]
    """Anchors of blocks with a doubt about their place or text."""
    doubtful_characters: int
    gaps: tuple[Gap, ...]
    calls: tuple[str, ...]
    """Anchors of blocks that call a note which isn't there, once for each call."""
    notes: tuple[str, ...]
    """Anchors of notes that nothing calls."""
    repairs: int
    damaged: tuple[str, ...]
    """Anchors of blocks with words that look damaged and weren't repaired, once for each."""
    citations: tuple[str, ...]
    """Anchors of blocks with a citation that leads nowhere, or not to the place that it names, once for each."""

    @property
    def share(self) -> float:
        """The share of the text that was placed without doubt, from 0 to 1."""
        return 1 - self.doubtful_characters / self.characters if self.characters else 1.0

    @property
    def doubts(self) -> int:
        """How many there are in all."""
        kinds: Sequence[Sequence[object]] = (self.doubtful, self.gaps, self.calls, self.notes, self.damaged)
        return sum(map(len, kinds)) + len(self.citations)


def quality(report: Report, diagnostics: Iterable[Diagnostic]) -> Quality:
    """The quality of a report; `diagnostics` are those of its conversion and of its citations."""
    blocks = [block for block in report.blocks if block.anchor]
    finder = _Finder(report, blocks)
    lines = [diagnostic for diagnostic in diagnostics if diagnostic.file == report.source.path and diagnostic.line]
    doubtful = list(dict.fromkeys(_anchors(finder, (line for line in lines if line.code[0] in _PLACED))))
    sizes = {block.anchor: _size(block) for block in blocks}
    document = report.document
    return Quality(
        path=document.path,
        name=document.symbol or document.title,
        characters=sum(sizes.values()),
        doubtful=tuple(doubtful),
        doubtful_characters=sum(sizes[anchor] for anchor in doubtful),
        gaps=tuple(_gaps(blocks)),
        calls=tuple(block.anchor for block in blocks for call in _calls(block) if not call.target),
        notes=tuple(_uncalled(report.blocks)),
        repairs=sum(isinstance(mark, Repair) for block in blocks for text in block.texts for mark in text.marks),
        damaged=tuple(_anchors(finder, (line for line in lines if line.code in _DAMAGED))),
        citations=tuple(_anchors(finder, (line for line in lines if line.code[0] == "C" and line.code not in _LINKED))),
    )


def _size(block: Block) -> int:
    return sum(sum(map(len, text.string.split())) for text in block.texts)


def _calls(block: Block) -> Iterator[Call]:
    return (mark for text in block.texts for mark in text.marks if isinstance(mark, Call))


def _uncalled(blocks: Sequence[Block]) -> Iterator[str]:
    """Anchors of notes that nothing calls, the masthead neither."""
    called = {call.target for block in blocks for call in _calls(block)}
    return (block.anchor for block in blocks if block.kind is Kind.NOTE and block.anchor not in called)


def _gaps(blocks: Iterable[Block]) -> Iterator[Gap]:
    last: dict[Part, Block] = {}
    for block in blocks:
        if block.kind is not Kind.PARAGRAPH or not block.number.isdecimal():
            continue
        before = last.get(block.part)
        if before and int(block.number) != int(before.number) + 1:
            yield Gap(block.anchor, before.number, block.number)
        last[block.part] = block


class _Finder:
    """In which block a line of the source stands."""

    def __init__(self, report: Report, blocks: Iterable[Block]) -> None:
        self._lines = report.source.line_starts
        self._length = len(report.source.string)
        ranges: list[tuple[int, int, str]] = []
        for block in blocks:
            for text in block.texts:
                ranges += [(place, place + length, block.anchor) for _, place, length in stretches(text) if length]
        ranges.sort()
        self._starts = [start for start, _, _ in ranges]
        self._ranges = ranges

    def anchor(self, line: int) -> str:
        """The anchor of the first block that has words on a line (from 1), or nothing."""
        start = self._lines[min(line, len(self._lines)) - 1]
        end = self._lines[line] if line < len(self._lines) else self._length + 1
        index = max(bisect_right(self._starts, start) - 1, 0)
        for first, last, anchor in self._ranges[index : index + 2]:
            if first < end and last > start:
                return anchor
        return ""


def _anchors(finder: _Finder, diagnostics: Iterable[Diagnostic]) -> list[str]:
    anchors = (finder.anchor(diagnostic.line) for diagnostic in diagnostics)
    return [anchor for anchor in anchors if anchor]
