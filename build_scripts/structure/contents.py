"""The table of contents: its lines look like headings and are none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ..model import Chunk, Chunkform
from . import labels
from .vocabulary import Vocabulary, bare

LEADERS = re.compile(r"(?:\. ?){5,}|…{2,}|_{5,}\s*\d+$")
_PAGES = re.compile(r"[\s.…_]*(?:\d{1,4}(?:\s?[-–−]\s?\d{1,4})?[\s.…]*)*$")
_FEW = 6
_SHORT, _LONG = 4, 40


def mark_contents(chunks: Sequence[Chunk], words: Vocabulary) -> list[Chunk]:
    """The chunks, those of a table of contents marked so.

    A line with leaders (« ..... 12 ») is one. After the title of a table, all is contents up to where the words of
    one of its first lines come again: there the text begins.
    """
    marked = [_as_contents(c) if LEADERS.search(c.text.string) else c for c in chunks]
    titles = [i for i, c in enumerate(chunks) if words.contents.fullmatch(c.text.string.strip(" *:"))]
    if not titles:
        return marked
    keys = ["" if LEADERS.search(c.text.string) else _key(c) for c in chunks]
    for index in titles[:_FEW]:
        for first in range(index + 1, min(index + 1 + _FEW, len(chunks))):
            end = _again(keys, first)
            if end:
                # A label that stands alone before the words belongs to them.
                end -= bool(re.fullmatch(r"\w{1,4}[.)]", chunks[end - 1].text.string)) and end - 1 > first
                marked[index + 1 : end] = [_as_contents(c) for c in chunks[index + 1 : end]]
                break
    return marked


def _again(keys: Sequence[str], first: int) -> int:
    """Where the words of a line come last, alone or, if they are many, with more behind them; 0 if nowhere."""
    key = keys[first]
    if len(key) <= _SHORT:
        return 0
    return next(
        (
            i
            for i in range(len(keys) - 1, first, -1)
            if keys[i] == key or (len(key) > _LONG and keys[i].startswith(key))
        ),
        0,
    )


def _as_contents(chunk: Chunk) -> Chunk:
    return chunk if chunk.form is Chunkform.TABLE else replace(chunk, form=Chunkform.CONTENTS)


def _key(chunk: Chunk) -> str:
    """The words of a line without label, leaders, pages, and what stands in brackets (« (suite) »)."""
    string = re.sub(r"\([^()]*\)", "", _PAGES.sub("", chunk.text.string))
    label = labels.HEADING.match(string)
    return re.sub(r"\W+", "", bare(string[label.end() if label else 0 :])).casefold()
