"""Sentences and quotations of a text: where what is said of one thing ends."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

# A quotation mark: `« Titre »`, `“`, `《`; not `l’annexe`.
_MARKS = re.compile(r"[«»“”\"《》]")
_CLOSES = {"»": "«", "”": "“", "》": "《"}


class Quotes:
    """The quotations of a text. A mark without its partner doesn't count."""

    def __init__(self, string: str) -> None:
        """Pairs the marks of `string`; straight ones open and close by turns."""
        pairs: list[tuple[int, int]] = []
        waiting: dict[str, list[int]] = {}
        for match in _MARKS.finditer(string):
            mark = match[0]
            opened = waiting.setdefault(_CLOSES.get(mark, mark), [])
            if opened and (mark in _CLOSES or mark == '"'):
                pairs.append((opened.pop(), match.start()))
            elif mark not in _CLOSES:
                opened.append(match.start())
        self._pairs = _nested(sorted(pairs))
        self._opens = [start for start, _ in self._pairs]
        self._edges, self._inner = _levels(self._pairs)

    def inner(self, position: int) -> int:
        """Number of the innermost quotation that a position is in, -1 for none."""
        return self._inner[bisect_right(self._edges, position)]

    def closing(self, position: int) -> int:
        """Where the quotation that opens right here closes; -1 where none opens."""
        index = bisect_left(self._opens, position)
        return self._pairs[index][1] if index < len(self._opens) and self._opens[index] == position else -1

    def without(self, string: str, start: int, end: int) -> str:
        """The words between two positions, without the quotations that begin and end between them."""
        kept: list[str] = []
        for first, last in self._pairs[bisect_left(self._opens, start) : bisect_left(self._opens, end)]:
            if first >= start and last < end:
                kept.append(string[start:first])
                start = last + 1
        return "".join((*kept, string[start:end]))


def _nested(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Without the pairs that cross an earlier one."""
    kept: list[tuple[int, int]] = []
    stack: list[int] = []
    for start, end in pairs:
        while stack and stack[-1] < start:
            stack.pop()
        if not stack or end < stack[-1]:
            kept.append((start, end))
            stack.append(end)
    return kept


def _levels(pairs: list[tuple[int, int]]) -> tuple[list[int], list[int]]:
    events = sorted([(start, index) for index, (start, _) in enumerate(pairs)] + [(end, -1) for _, end in pairs])
    edges, inner, stack = [], [-1], [-1]
    for position, index in events:
        if index < 0:
            stack.pop()
        else:
            stack.append(index)
        edges.append(position)
        inner.append(stack[-1])
    return edges, inner


def sentences(string: str, ends: re.Pattern[str], quotes: Quotes) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence; a full stop inside a quotation ends none."""
    start = 0
    for match in ends.finditer(string):
        if quotes.inner(match.start()) < 0:
            yield start, match.end()
            start = match.end()
    if start < len(string):
        yield start, len(string)
