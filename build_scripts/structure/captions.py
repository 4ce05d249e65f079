"""Captions: the lines that name a table go into its block, and those that name a figure are a block of its own.

A caption is a label (« Tableau 35.1 »), its title, on the same line or below, and what the figures count, in brackets.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ..core.model import Chunk, Chunkform, Furniture, Source, Text
from ..core.text import join, stretches
from ..read.endings import is_closed
from . import labels
from .structure_words import Vocabulary

_MOST_LINES = 5
_LONGEST = 300
_LONGEST_TITLE = 700  # Of one that the file sets apart.
# What parts a label from its title: `. Dépenses`, ` : dépenses`, ` – Dépenses`, `（续）`; not ` montre que`.
_APART = re.compile(r"\s*[.:：–—-]\s*|\s+(?=[^\W\d_a-zà-öø-ÿа-яё])|\s*(?=[«“\"(（\[])")
# A line in brackets, what a table counts: `(En milliers de dollars)`, `（千美元）`; not `(a) Postes`, `Postes (2)`.
_UNITS = re.compile(r"^[(（\[][^()（）]*(?:\([^()]*\)[^()（）]*)*[)）\]]\s*\*{0,3}$")
# A number in brackets that begins one of the tables under one label: `(1) Budget ordinaire`; not `(a) Postes`.
_ONE_OF_SEVERAL = re.compile(r"\((\d{1,2})\)\s+(?=\S)")


@dataclass(slots=True)
class _Captions:
    """What is read; lives for one call of `captioned`."""

    words: Vocabulary
    source: Source
    chunks: list[Chunk] = field(default_factory=list)
    furniture: list[Furniture] = field(default_factory=list)
    first_free: int = 0
    """Index of the first chunk that no block before has taken."""
    several: int = 0
    """The number in brackets that the last table's caption ends with."""


def captioned(chunks: Sequence[Chunk], words: Vocabulary, source: Source) -> tuple[list[Chunk], list[Furniture]]:
    """The chunks, captions in their tables and figures, and what a table prints again where it goes on: its label with
    « (suite) » and the head of its columns, as furniture."""
    state = _Captions(words, source)
    index = 0
    while index < len(chunks):
        chunk = chunks[index]
        if chunk.form is Chunkform.TABLE:
            _table(state, chunk)
        elif size := _figure_lines(chunks, index, words):
            text = join(chunk.text for chunk in chunks[index : index + size])
            state.chunks.append(Chunk(Chunkform.FIGURE, text))
            state.first_free = len(state.chunks)
            index += size - 1
        else:
            state.chunks.append(chunk)
        index += 1
    return state.chunks, state.furniture


def _table(state: _Captions, table: Chunk) -> None:
    start = _caption_start(state)
    taken, state.chunks[start:] = state.chunks[start:], []
    caption = [chunk for chunk in taken if not _is_below(state, chunk)]
    last = state.chunks[-1] if state.chunks else None
    if caption and last and last.form is Chunkform.TABLE and _goes_on(state, last, caption, table):
        state.chunks[-1] = _continued(state, last, caption, table)
    else:
        text = join([*(chunk.text for chunk in caption), table.text]) if caption else table.text
        state.chunks.append(replace(table, text=text))
        number = _ONE_OF_SEVERAL.match(caption[-1].text.string) if caption else None
        state.several = int(number[1]) if number else 0
    state.chunks += [chunk for chunk in taken if _is_below(state, chunk)]
    state.first_free = len(state.chunks)


def _is_below(state: _Captions, chunk: Chunk) -> bool:
    """A line that belongs below a table, « Note : … », wherever a frame or the foot of a page puts it."""
    return bool(state.words.below_table.match(chunk.text.string))


def _caption_start(state: _Captions) -> int:
    """Index of the first line that belongs to the table which comes next."""
    chunks, words = state.chunks, state.words
    start = len(chunks)
    for at in range(len(chunks) - 1, max(state.first_free, len(chunks) - _MOST_LINES) - 1, -1):
        if _is_below(state, chunks[at]):
            continue
        if not _is_short(chunks[at]):
            break
        if label_end(chunks[at], words.table_caption):
            return at
        if not _may_go_on(chunks[at], chunks[at + 1 :]):
            break
    while start > state.first_free and _counts(chunks[start - 1].text.string):
        start -= 1
    number = _ONE_OF_SEVERAL.match(chunks[start - 1].text.string) if start > state.first_free else None
    if number and state.several and int(number[1]) == state.several + 1 and len(chunks) - start < _MOST_LINES:
        start -= 1
    return start


def _counts(string: str) -> bool:
    """What a table counts, in brackets: no words in small letters that end a heading."""
    return bool(_UNITS.fullmatch(string)) and not string[1:2].islower()


def _may_go_on(chunk: Chunk, below: Sequence[Chunk]) -> bool:
    """A line between a label and its table: a title, what is counted, or a number in brackets."""
    string = chunk.text.string
    if _UNITS.fullmatch(string) or _ONE_OF_SEVERAL.match(string):
        return True
    label = labels.PARAGRAPH.match(string)
    return not label and (not is_closed(string) or all(_UNITS.fullmatch(after.text.string) for after in below))


def label_end(chunk: Chunk, label: re.Pattern[str]) -> int:
    """Where the label of a caption ends, with what parts it from its title; 0 where the chunk is running text."""
    string = chunk.text.string
    match = label.match(string)
    if not match or match.end() == len(string):
        return len(string) if match else 0
    if match.end() in chunk.breaks:
        return match.end()
    apart = _APART.match(string, match.end())
    # « Table 1. Expenditure by year. » is a caption, « 表 1 列出支出。 » a sentence.
    running = is_closed(string[match.end() :]) and apart is not None and not apart[0].strip()
    return 0 if apart is None or running else apart.end()


def _figure_lines(chunks: Sequence[Chunk], index: int, words: Vocabulary) -> int:
    """How many chunks are the caption of a figure: the label, a title below it, and what is counted."""
    chunk = chunks[index]
    if chunk.form not in (Chunkform.TEXT, Chunkform.HEADING):
        return 0
    end = label_end(chunk, words.figure_caption)
    if not end:
        return 0
    following = chunks[index + 1 : index + _MOST_LINES]
    size = 1
    titled = end < len(chunk.text.string)
    if not titled and following and _is_title(following[0]):
        size += 1
    elif not titled and chunk.form is not Chunkform.HEADING:
        return 0
    while size <= len(following) and _UNITS.fullmatch(following[size - 1].text.string):
        size += 1
    return size


def _is_short(chunk: Chunk) -> bool:
    longest = {Chunkform.TEXT: _LONGEST, Chunkform.HEADING: _LONGEST_TITLE}
    return len(chunk.text.string) <= longest.get(chunk.form, -1)


def _is_title(chunk: Chunk) -> bool:
    string = chunk.text.string
    return (
        _is_short(chunk)
        and not labels.PARAGRAPH.match(string)
        and (chunk.form is Chunkform.HEADING or not is_closed(string))
    )


# --- tables that go on -----------------------------------------------------------------------


def _goes_on(state: _Captions, last: Chunk, caption: Sequence[Chunk], table: Chunk) -> bool:
    """The caption repeats the label of the last table with « (suite) », above a table of as many columns."""
    label, before = (state.words.table_caption.match(text.string) for text in (caption[0].text, last.text))
    same = label and before and label[0] == before[0]
    continued = any(state.words.continued.search(chunk.text.string) for chunk in caption)
    return bool(same and continued) and len(last.rows[0]) == len(table.rows[0])


def _continued(state: _Captions, last: Chunk, caption: Sequence[Chunk], table: Chunk) -> Chunk:
    head = 0
    while head < min(len(last.rows), len(table.rows)) and _words(last.rows[head]) == _words(table.rows[head]):
        head += 1
    again = [*(chunk.text for chunk in caption), *(cell for row in table.rows[:head] for cell in row)]
    for text in again:
        state.furniture += [
            Furniture(place, place + size, "running-head")
            for _, place, size in stretches(text)
            if state.source.string[place : place + size].strip()
        ]
    return replace(last, rows=(*last.rows, *table.rows[head:]))


def _words(row: Sequence[Text]) -> list[str]:
    return [" ".join(cell.string.split()) for cell in row]
