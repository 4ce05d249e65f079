"""The table of contents: its lines look like headings and are none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ..model import Chunk, Chunkform
from . import labels
from .vocabulary import Vocabulary

LEADERS = re.compile(r"(?:\. ?){5,}|…{2,}|_{5,}\s*\d+$")
_PAGES = re.compile(r"[\s.…_]*(?:\d{1,4}(?:\s?[-–−]\s?\d{1,4})?[\s.…]*)*$")
_FEW = 6


def mark_contents(chunks: Sequence[Chunk], words: Vocabulary) -> list[Chunk]:
    """The chunks, those of a table of contents marked so.

    A line with leaders (« ..... 12 ») is one. After the title of a table, all is contents up to where the words of
    one of its first lines come again: there the text begins.
    """
    marked = [_as_contents(c) if LEADERS.search(c.text.string) else c for c in chunks]
    last: dict[str, int] = {}
    for index, chunk in enumerate(chunks):
        if not LEADERS.search(chunk.text.string):
            last[_key(chunk)] = index
    for index, chunk in enumerate(chunks):
        if not words.contents.fullmatch(chunk.text.string.strip(" *:")):
            continue
        for first in range(index + 1, min(index + 1 + _FEW, len(chunks))):
            end = last.get(_key(chunks[first]), 0) if len(_key(chunks[first])) > 4 else 0
            if end > first:
                # A label that stands alone before the words belongs to them.
                end -= bool(re.fullmatch(r"\w{1,4}[.)]", chunks[end - 1].text.string)) and end - 1 > first
                marked[index + 1 : end] = [_as_contents(c) for c in chunks[index + 1 : end]]
                break
    return marked


def _as_contents(chunk: Chunk) -> Chunk:
    return chunk if chunk.form is Chunkform.TABLE else replace(chunk, form=Chunkform.CONTENTS)


def _key(chunk: Chunk) -> str:
    """The words of a line without label, leaders and pages."""
    string = _PAGES.sub("", chunk.text.string)
    label = labels.HEADING.match(string)
    return re.sub(r"\W+", "", string[label.end() if label else 0 :]).casefold()
