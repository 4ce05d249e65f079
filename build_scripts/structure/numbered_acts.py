"""Acts that a document collects under their bare numbers: « 2025/1 » above the title of each decision of a board,
« 54/1. Title » above each resolution in a council's report."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..core.model import Chunk, Chunkform, PartKind
from ..core.signs import COMMAS
from ..read.endings import has_leaders, is_closed
from . import labels
from .masthead_line import laid_bare
from .named_types import type_named
from .structure_words import Vocabulary, act_letter

# The bare number of an act: `2025/1`, `54/101.`, `S-30/1`, `77/237. Title`, `2025/1国家`, `54/1- حالة`, `2024/201 B`;
# not `2025/12/3`, `1/CP.21`, `54/1-5`.
NUMBER = re.compile(
    rf"^(?P<number>(?:(?:ES|S)-)?\d{{1,4}}/\d{{1,3}}(?![A-Za-z\d/]|-\w|\.\d){act_letter()})(?:\.|\s?[-–—](?=\s))?\s*"
)
_SEVERAL = 2
_ENACTED = 4  # Chunks, at most, between a number and the enacting line below its title.
_LONGEST_NAMING = 250  # Of a line that says what the acts below it are.
ACTS = {"resolution": PartKind.RESOLUTION, "decision": PartKind.DECISION}
"""The types of documents that collect acts (data/types.toml), and what each of these is as a part."""


def numbered_acts(
    chunks: Sequence[Chunk], words: Vocabulary, kind: PartKind | None
) -> dict[int, tuple[PartKind, re.Match[str]]]:
    """The chunks, by index, that begin an act with its bare number. What it is says the nearest line above that names
    resolutions or decisions, or else the masthead, as `kind`; where none does, no act begins. A single one is the
    document itself, whose number stands in its title."""
    labelled = {index: label for index in range(len(chunks)) if (label := _label(chunks, index, words))}
    if len(labelled) < _SEVERAL:
        return {}
    acts: dict[int, tuple[PartKind, re.Match[str]]] = {}
    for index, chunk in enumerate(chunks):
        kind = _kind_named(chunk, words) or kind
        if kind and index in labelled:
            acts[index] = kind, labelled[index]
    return acts if len(acts) >= _SEVERAL else {}


def _kind_named(chunk: Chunk, words: Vocabulary) -> PartKind | None:
    """What a line, behind the number of its section, says that follows: « II. Decisions »."""
    if len(chunk.text.string) > _LONGEST_NAMING or is_closed(chunk.text.string, comma=True):
        return None
    for line in chunk.lines:
        label = labels.heading(line)
        named = type_named(laid_bare(line[label.end() if label else 0 :]).string, words.language)
        if named in ACTS:
            return ACTS[named]
    return None


def _label(chunks: Sequence[Chunk], index: int, words: Vocabulary) -> re.Match[str] | None:
    """The number of an act, alone on its line; or with its title behind it, above the enacting line."""
    chunk = chunks[index]
    string = chunk.text.string
    label = NUMBER.match(string) if chunk.form in (Chunkform.HEADING, Chunkform.TEXT) else None
    if label is None or has_leaders(string) or is_closed(string[label.end() :], comma=True):
        return None
    if goes_on(chunks, index, words):
        return None
    enacted = any(words.enacts(after.text.string) for after in chunks[index + 1 : index + 1 + _ENACTED])
    alone = label.end() in (len(string), *chunk.breaks)
    return label if enacted or (alone and string[label.end() :]) else None


def goes_on(chunks: Sequence[Chunk], index: int, words: Vocabulary) -> bool:
    """Whether the text above a chunk has not ended there: what looks like a label is amid a sentence."""
    before = chunks[index - 1].text.string if index and chunks[index - 1].form is Chunkform.TEXT else ""
    return before.endswith(COMMAS) or words.unfinished.search(before) is not None
