"""What a list shows of a long text: the words that matter, and as much around them as fits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

LENGTH = 600
"""Letters that an excerpt has, about."""
_BEFORE = 3
"""The part of it (a third) that stands before the first words that matter, where there is a choice."""
_CUT = "…"


def excerpt(words: str, spans: Sequence[tuple[int, int]], length: int = LENGTH) -> Iterator[tuple[str, bool]]:
    """Stretches of the words, each with whether it matters: the `spans` (start, end), in order, as far as they fit.

    Where words are left out, … stands for them; what remains begins and ends with a whole word.
    """
    start, end = _window(words, spans[0] if spans else (0, 0), length)
    done = start
    lead, tail = (f"{_CUT} " if start else ""), (f" {_CUT}" if end < len(words) else "")
    for one, other in spans:
        one, other = max(one, done), min(other, end)
        if one < other:
            if lead or one > done:
                yield lead + words[done:one], False
            yield words[one:other], True
            lead, done = "", other
    if lead or tail or done < end:
        yield lead + words[done:end] + tail, False


def _window(words: str, first: tuple[int, int], length: int) -> tuple[int, int]:
    """The part to show, which holds all of the first span."""
    if len(words) <= length:
        return 0, len(words)
    start = max(min(first[0] - length // _BEFORE, len(words) - length), 0)
    end = min(max(start + length, first[1]), len(words))
    if start:  # past the word that is cut, unless that is the one that matters
        blank = words.find(" ", start, first[0])
        start = blank + 1 if blank >= 0 else first[0]
    if end < len(words):
        blank = words.rfind(" ", first[1], end)
        end = blank if blank >= 0 else first[1]
    return start, end
