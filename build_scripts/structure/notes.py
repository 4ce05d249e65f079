"""Notes: a block for each, with its number."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..model import Block, Chunk, Kind, Part

LABEL = re.compile(r"\(?(\d{1,3}|\*{1,4}|[†‡§]|[a-z])\)?(?:[.:]\s+|\s*)(?=\S)")


def note_blocks(notes: Sequence[Chunk], body: Part) -> list[Block]:
    """The blocks of notes; which part each belongs to is told by its call (calls.py)."""
    blocks = []
    for chunk in notes:
        label = LABEL.match(chunk.text.string)
        number, end = (label[1], label.end()) if label else ("", 0)
        blocks.append(Block(Kind.NOTE, chunk.text, body, number=number, label_end=end))
    return blocks
