"""Text that goes on below a list belongs to the paragraph that the list interrupts; it is no block of its own.

Words tell: it begins in lower case, or the last item ends in a comma or a semicolon in a script without cases. So does
the page: it stands where the other lines of that paragraph do, whose first line is set in. What nothing tells stays a
block of its own, and is reported where the list has no end.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ..core.model import Block, Chunk, Chunkform, Kind, Text
from ..core.signs import COMMAS, SEMICOLONS
from ..core.text import join
from ..read.endings import is_closed
from . import labels
from .state import State

_HOLDERS = (Kind.PARAGRAPH, Kind.PREAMBULAR, Kind.OTHER)
_NEAR = 3.0  # Points between two places that are one.
_SET_IN = 7.0  # Points that a first line is set in, at least.
_OPEN = (*COMMAS, *SEMICOLONS, "、")


def resumed(state: State, chunk: Chunk) -> int:
    """Index of the block that a text goes on with; -1 where it goes on with none."""
    string = chunk.text.string
    holders = list(_holders(state))
    if not holders or chunk.form is not Chunkform.TEXT or not _may_go_on(state, string):
        return -1
    by_place = [index for index in holders if _stands_with(state, index, chunk)]
    if len(by_place) == 1 and (is_closed(string) or string[:1].islower()):
        return by_place[0]
    last = state.blocks[-1].text.string
    open_list = last.endswith(_OPEN) or bool(state.words.unfinished.search(last))
    caseless = string[:1].isalpha() and not string[:1].isupper() and not string[:1].islower()
    if len(holders) == 1 and (string[:1].islower() or (caseless and last.endswith(_OPEN))):
        return holders[0]
    if open_list and (len(holders) > 1 or string[:1].isupper()) and is_closed(string):
        state.doubt(
            chunk.text, "T007", "this text may go on with the paragraph above the list; it is a block of its own"
        )
    return -1


def _holders(state: State) -> Iterator[int]:
    """Indexes of the blocks that a text below a list may go on with, the innermost first: an item that has items of its
    own, then the paragraph."""
    if not state.blocks or state.blocks[-1].kind is not Kind.ITEM or state.blocks[-1].part != state.part:
        return
    level = state.blocks[-1].level
    for index in range(len(state.blocks) - 1, -1, -1):
        block = state.blocks[index]
        if block.part != state.part:
            return
        if block.kind is Kind.ITEM and block.level < level:
            level = block.level
            if not block.resumes:
                yield index
        elif block.kind is not Kind.ITEM:
            if block.kind in _HOLDERS and not block.resumes:
                yield index
            return


def _may_go_on(state: State, string: str) -> bool:
    """Not the enacting line, a preambular paragraph, a bullet, a line about a meeting or a date, or who signed."""
    words = state.words
    dated = dict(words.masthead)["date"].fullmatch(string)
    apart = words.enacting.fullmatch(string) or words.no_heading.search(string) or words.signature.match(string)
    preambular = state.part in state.enacted and state.part not in state.last and words.preamble.match(string)
    return not (dated or apart or preambular or labels.BULLET.match(string) or words.caption.match(string))


def _stands_with(state: State, index: int, chunk: Chunk) -> bool:
    """A text begins where the lines of a paragraph do, of which the first alone is set in."""
    holder = state.edges.get(index)
    if holder is None or chunk.edges is None:
        return False
    first, others = holder
    return first - others > _SET_IN and abs(chunk.edges[0] - others) < _NEAR and abs(chunk.edges[1] - others) < _NEAR


def resume(state: State, index: int, text: Text) -> None:
    """Adds a text to the block that it goes on with."""
    block: Block = state.blocks[index]
    at = len(block.text.string) + 1
    state.blocks[index] = replace(block, text=join((block.text, text)), resumes=at)
    state.resting, state.items = state.items, []
