"""What a list shows of a long text: the words that matter, and as much around them as fits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

LENGTH = 600
"""About how many characters an excerpt has."""
_BEFORE = 3
"""The share of it (a third) before the first words that matter, where there is a choice."""
_CUT = "…"


def excerpt(words: str, spans: Sequence[tuple[int, int]], length: int = LENGTH) -> Iterator[tuple[str, bool]]:
    """Stretches of the words, and whether each of them matters: the `spans` (start, end), in order, as far as they fit.

    … replaces words that are left out; what remains begins and ends with a whole word.
    """
    start, end = _window(words, spans[0] if spans else (0, 0), length)
    position = start
    lead, tail = (f"{_CUT} " if start else ""), (f" {_CUT}" if end < len(words) else "")
    for first, last in spans:
        first, last = max(first, position), min(last, end)
        if first < last:
            if lead or first > position:
                yield lead + words[position:first], False
            yield words[first:last], True
            lead, position = "", last
    if lead or tail or position < end:
        yield lead + words[position:end] + tail, False


def _window(words: str, first: tuple[int, int], length: int) -> tuple[int, int]:
    """The part to show, which holds all of the first span."""
    if len(words) <= length:
        return 0, len(words)
    start = max(min(first[0] - length // _BEFORE, len(words) - length), 0)
    end = min(max(start + length, first[1]), len(words))
    if start:  # past the word that is cut, unless that is the one that matters
        space = words.find(" ", start, first[0])
        start = space + 1 if space >= 0 else first[0]
    if end < len(words):
        space = words.rfind(" ", first[1], end)
        end = space if space >= 0 else first[1]
    return start, end
