"""The words around a citation, as a reader of another page may be shown them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import blake2b

from ..core.model import Block, Call, Citation, Report, Text
from ..core.text import Reading, join, reading, unlabelled
from ..core.value import value
from ..references import places, units
from ..references.places import words as place_words

CELLS = " · "
"""Between the cells of a table's row."""
_DIGEST = 16
"""Bytes of a digest."""


@value(frozen=True, slots=True)
class Passage:
    """Words that cite: those of a block, or of one row of a table. The words themselves stand apart (`Passages`), since
    an archive has many, and few of them are looked at."""

    anchor: str
    """Of the block; empty in a masthead."""
    label: str
    """How the block is cited: « projet de résolution I, par. 12 »; empty in a masthead."""
    start: int
    """Where the words begin among those of all passages of the report, and where they end, in bytes of UTF-8."""
    end: int
    digest: bytes
    """Of the words: two passages with one digest have the same."""


Spans = list[tuple[Citation, tuple[int, int]]]
"""Citations, and where they stand in the words of their passage."""


@dataclass(slots=True)
class Passages:
    """The passages of a report that cite, in its order."""

    listed: list[tuple[Passage, Spans]] = field(default_factory=list)
    texts: bytearray = field(default_factory=bytearray)
    """Their words, one after the other, as the page shows them: without the block's number and without note calls."""


def passages(report: Report) -> Passages:
    """Every text of a report that cites."""
    result = Passages()
    labels: dict[str, str] | None = None
    for block in report.blocks:
        for text in _citing(block):
            labels = _labels(report) if labels is None else labels
            words, spans = _shown(text)
            start, content = len(result.texts), words.encode("utf-8", "surrogatepass")
            result.texts += content
            label, digest = labels.get(block.anchor, ""), blake2b(content, digest_size=_DIGEST).digest()
            result.listed.append((Passage(block.anchor, label, start, len(result.texts), digest), spans))
    return result


def _citing(block: Block) -> Iterator[Text]:
    if _cites(block.text):
        yield unlabelled(block)
    for row in block.rows:
        if any(map(_cites, row)):
            yield join(row, CELLS)


def _cites(text: Text) -> bool:
    return any(isinstance(mark, Citation) for mark in text.marks)


def _labels(report: Report) -> dict[str, str]:
    language = report.document.language
    return {anchor: place_words(place, language) for anchor, place in places(units(report), language).items()}


def _shown(text: Text) -> tuple[str, Spans]:
    shown = reading(text, hide=[mark for mark in text.marks if isinstance(mark, Call)])
    left = len(shown.string) - len(shown.string.lstrip())
    words = shown.string.strip()
    at = _Positions(shown)
    return words, [
        (mark, (max(at.start(mark.start) - left, 0), min(max(at.end(mark.end) - left, 0), len(words))))
        for mark in text.marks
        if isinstance(mark, Citation)
    ]


class _Positions:
    """Where positions of a text are in its reading; inside a repair, where the repair begins or ends."""

    def __init__(self, shown: Reading) -> None:
        self._stretches = shown.stretches
        self._there = [there for _, there, _ in shown.stretches]

    def start(self, position: int) -> int:
        here, there, length = self._stretches[self._before(position)]
        return here + min(position - there, length)

    def end(self, position: int) -> int:
        number = self._before(position - 1)
        here, there, length = self._stretches[number]
        if position - there > length and number + 1 < len(self._stretches):
            return self._stretches[number + 1][0]
        return here + min(position - there, length)

    def _before(self, position: int) -> int:
        return max(bisect_right(self._there, position) - 1, 0)
