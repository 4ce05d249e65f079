"""Paragraphs that a page's end, a block of notes or a converter cut in two are joined again."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from ..model import Chunk, Chunkform, Text
from ..read.lines import closed, join_lines
from . import labels

_SHORT = 70  # A numbered line as short as this is a title, not a paragraph that a page's end cut.
_SENTENCE = re.compile(r"[^\W\d_]{4,}\. [^\W\d_]")


def label_of(string: str) -> bool:
    """True where a printed label begins a text."""
    return bool(labels.PARAGRAPH.match(string) or labels.ITEM.match(string))


def join_chunks(chunks: Sequence[Chunk], notes: Sequence[Chunk]) -> tuple[list[Chunk], list[Chunk]]:
    """The chunks of the body and the notes, each whole."""
    body: list[Chunk] = []
    done = list(notes)
    starts = [_start(note.text) for note in notes]
    for chunk in chunks:
        before = body[-1] if body else None
        if before is not None and _goes_on(before, chunk):
            body[-1] = _joined(before, chunk)
            continue
        note = _note_before(starts, before, chunk)
        if note is not None and _goes_on_in_note(done[note], before, chunk):
            done[note] = _joined(done[note], chunk)
            continue
        body.append(chunk)
    return body, done


def _goes_on(before: Chunk, chunk: Chunk) -> bool:
    """An unlabelled text after one that no full stop ends; or one that begins in lower case."""
    if before.form is not Chunkform.TEXT or chunk.form is not Chunkform.TEXT or chunk.list_item:
        return False
    string = chunk.text.string
    lower = string[:1].islower()
    if label_of(string) or labels.HEADING.match(string) or (chunk.indent and not lower):
        return False
    if _is_open(before.text.string):
        return lower or (not _is_title(before.text.string) and (len(string) > 80 or closed(string)))
    return lower and not before.text.string.endswith(":")


def _is_open(string: str) -> bool:
    """No full stop ends it, nor the comma that ends a preambular paragraph, and it is no short line of its own."""
    return not closed(string, comma=not labels.PARAGRAPH.match(string)) and (label_of(string) or len(string) > 80)


def _is_title(string: str) -> bool:
    """A numbered heading, or a numbered line too short for a paragraph that a page's end cut."""
    return _is_numbered_heading(string) or (label_of(string) and len(string) < _SHORT)


def _is_numbered_heading(string: str) -> bool:
    """A roman or capital label, and no full stop after it (« M. Reimann » begins a sentence)."""
    label = labels.HEADING.match(string)
    return bool(
        label
        and (label[1] or label[2]).isupper()
        and len(string) < 300
        and not _SENTENCE.search(string, label.end())
        and not closed(string)
    )


def _note_before(starts: Sequence[int], before: Chunk | None, chunk: Chunk) -> int | None:
    """The note directly before a chunk, nothing of the body between them; `starts` are the notes' places."""
    index = bisect_left(starts, _start(chunk.text)) - 1
    return index if index >= 0 and starts[index] > (_start(before.text) if before else -1) else None


def _goes_on_in_note(note: Chunk, before: Chunk | None, chunk: Chunk) -> bool:
    """A text in lower case after an open note, where the body before it is closed."""
    return (
        chunk.form is Chunkform.TEXT
        and chunk.text.string[:1].islower()
        and not label_of(chunk.text.string)
        and not closed(note.text.string)
        and (before is None or closed(before.text.string))
    )


def _joined(first: Chunk, second: Chunk) -> Chunk:
    return replace(first, text=join_lines([first.text, second.text]))


def _start(text: Text) -> int:
    return text.places[0][1]
