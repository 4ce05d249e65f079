"""Lists inside a paragraph whose items are numbered as paragraphs are: « 2. … the agenda:⏎1. Opening⏎2. Adoption⏎3. The
Committee … ».

Numbers alone don't tell an item from a paragraph. They are items where the paragraph names them with a colon, they
count from 1, and the paragraph's own number goes on behind them other than as the list would. Where both would go on
alike, nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from ..core.model import Chunk, Chunkform
from ..core.signs import COLONS
from . import labels

_LEAST = 2
"""Items that make a list."""
# A label of two numbers or more: `3.1 Le`, `3.1. Le`; not `3. Le`.
_WITHIN = re.compile(r"\d{1,3}[.-]\d")


def numbered_lists(chunks: Sequence[Chunk]) -> Mapping[int, re.Match[str]]:
    """The chunks that are items of such lists, by index, each with its label."""
    found: dict[int, re.Match[str]] = {}
    numbers = [_number(chunk) for chunk in chunks]
    for index, number in enumerate(numbers):
        if number and index not in found and chunks[index].text.string.rstrip().endswith(COLONS):
            listed = _items(chunks, numbers, index)
            for place in listed:
                label = labels.PARAGRAPH.match(chunks[place].text.string)
                if label:
                    found[place] = label
    return found


def _items(chunks: Sequence[Chunk], numbers: Sequence[int], index: int) -> list[int]:
    """The items of the list that the paragraph at `index` names; none where the numbers leave a doubt."""
    items: list[int] = []
    for place in range(index + 1, len(chunks)):
        if numbers[place] == len(items) + 1:
            items.append(place)
        elif numbers[place]:
            own = numbers[place] == numbers[index] + 1
            return items if own and len(items) >= _LEAST else []
        elif not (items and labels.ITEM.match(chunks[place].text.string)):
            return []
    return []


def _number(chunk: Chunk) -> int:
    """The number of a chunk that is numbered as a paragraph; 0 of any other."""
    label = labels.PARAGRAPH.match(chunk.text.string) if chunk.form is Chunkform.TEXT else None
    printed = label[1] if label and label[1] and not _WITHIN.match(label[0]) else ""
    return int(printed) if printed.isdecimal() else 0
