"""Marks of direction around the label that begins a text (U+200F before « ١ - ») are set aside: the page says its own.

Those further on stay where they are, around symbols and numbers, which a browser may need them for.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ..core.model import Chunk, Furniture
from ..core.text import join, offset, piece

# A mark, an embedding or an isolate of direction: `\u200f`, `\u2067`; not `\u200d`, `a`.
_MARK = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_LABEL = 20  # Characters in which the label of a text ends.


def set_marks_aside(chunks: Sequence[Chunk]) -> tuple[list[Chunk], list[Furniture]]:
    """The chunks without the marks of direction around their labels, and those marks, as furniture."""
    result: list[Chunk] = []
    aside: list[Furniture] = []
    for chunk in chunks:
        string = chunk.text.string
        marks = [] if string.isascii() else [mark.start() for mark in _MARK.finditer(string, 0, _LABEL)]
        if not marks:
            result.append(chunk)
            continue
        places = [offset(chunk.text, mark) for mark in marks]
        aside += [Furniture(place, place + 1, "control") for place in places]
        edges = [-1, *marks, len(string)]
        pieces = [piece(chunk.text, first + 1, end) for first, end in pairwise(edges)]
        breaks = tuple(at - sum(mark < at for mark in marks) for at in chunk.breaks)
        result.append(replace(chunk, text=join(pieces, ""), breaks=breaks))
    return [chunk for chunk in result if chunk.text.string or chunk.rows], aside
