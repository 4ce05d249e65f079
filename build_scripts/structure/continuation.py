"""Paragraphs that a page's end, a block of notes or a converter cut in two are joined again."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ..core.model import Chunk, Chunkform, Text
from ..read.endings import is_closed
from ..read.gathering import join_lines
from . import labels
from .structure_words import Vocabulary

_LINE = 80
_SHORT = 70  # A numbered line as short as this is a title, not a paragraph that a page's end cut.
# The end of a sentence amid a text: `séance. Le`; not `M. Reimann`, `séance.`.
_SENTENCE = re.compile(r"[^\W\d_]{4}\. [^\W\d_]")


def label_of(string: str) -> bool:
    """True where a printed label or a bullet begins a text."""
    return any(label.match(string) for label in (labels.PARAGRAPH, labels.ITEM, labels.BULLET, labels.IN_LIST))


@dataclass(slots=True)
class _Run:
    """A chunk and those that go on with it."""

    parts: list[Chunk]

    @property
    def head(self) -> Chunk:
        return self.parts[0]

    @property
    def last(self) -> str:
        """The words at its end."""
        return self.parts[-1].text.string

    @property
    def is_long(self) -> bool:
        return len(self.parts) > 1 or len(self.head.text.string) > _LINE

    def whole(self) -> Chunk:
        if len(self.parts) == 1:
            return self.head
        return replace(self.head, text=join_lines([part.text for part in self.parts]))


@dataclass(slots=True)
class _Preamble:
    """The preamble of a resolution whose paragraphs begin in lower case, as they do in Russian."""

    words: Vocabulary
    enacted: bool = False
    """The chunk before is the enacting line."""
    small: bool = False

    def begins(self, string: str, before: str) -> bool:
        """Whether a chunk begins such a paragraph: the first one directly below the enacting line; at last the
        operative one, which a full stop ends where it is alone and so has no number."""
        opens = self.words.preamble.match(string) or self.words.agreed.fullmatch(string)
        opening = string[:1].islower() and bool(opens)
        self.small = (opening and self.enacted) or (self.small and not labels.PARAGRAPH.match(string))
        self.enacted = bool(self.words.enacting.fullmatch(string))
        begun = opening or (string[:1].islower() and string.endswith("."))
        return self.small and begun and is_closed(before, comma=True)


def join_chunks(chunks: Sequence[Chunk], notes: Sequence[Chunk], words: Vocabulary) -> tuple[list[Chunk], list[Chunk]]:
    """The chunks of the body and the notes, each whole."""
    body: list[_Run] = []
    note_runs = [_Run([note]) for note in notes]
    starts = [_start(note.text) for note in notes]
    preamble = _Preamble(words)
    for chunk in chunks:
        before = body[-1] if body else None
        opens = preamble.begins(chunk.text.string, before.last if before else "")
        note = _note_before(starts, before, chunk)
        if before is not None and not opens and _goes_on(before, chunk):
            before.parts.append(chunk)
        elif note is not None and _goes_on_in_note(note_runs[note], before, chunk):
            note_runs[note].parts.append(chunk)
        else:
            body.append(_Run([chunk]))
    return [run.whole() for run in body], [run.whole() for run in note_runs]


def _goes_on(before: _Run, chunk: Chunk) -> bool:
    """An unlabelled text after one that no full stop ends; or one that begins in lower case."""
    if before.head.form is not Chunkform.TEXT or chunk.form is not Chunkform.TEXT or chunk.list_item:
        return False
    string = chunk.text.string
    lower = string[:1].islower()
    if label_of(string) or labels.heading(string) or (chunk.indent and not lower):
        return False
    if _is_open(before):
        return lower or (not _is_title(before) and (len(string) > _LINE or is_closed(string)))
    # What comes behind an item that has ended belongs to the paragraph above its list (structure/resumed.py).
    head = before.head.text.string
    item = (labels.ITEM.match(head) or labels.IN_LIST.match(head)) and not labels.PARAGRAPH.match(head)
    return lower and not before.last.endswith(":") and not item


def _is_open(run: _Run) -> bool:
    """No full stop ends it, nor the comma that ends a preambular paragraph, and it isn't a short line of its own."""
    head = run.head.text.string
    return not is_closed(run.last, comma=not labels.PARAGRAPH.match(head)) and (label_of(head) or run.is_long)


def _is_title(run: _Run) -> bool:
    """A numbered heading, or a numbered line too short for a paragraph that a page's end cut."""
    head = run.head.text.string
    return len(run.parts) == 1 and (_is_numbered_heading(head) or (label_of(head) and len(head) < _SHORT))


def _is_numbered_heading(string: str) -> bool:
    """A roman or capital label, and no full stop after it (« M. Reimann » begins a sentence)."""
    label = labels.heading(string)
    return bool(
        label
        and (label["printed"].isupper() or not label["printed"].isascii())
        and len(string) < 300
        and not _SENTENCE.search(string, label.end())
        and not is_closed(string)
    )


def _note_before(starts: Sequence[int], before: _Run | None, chunk: Chunk) -> int | None:
    """The note directly before a chunk, nothing of the body between them; `starts` are the notes' places."""
    index = bisect_left(starts, _start(chunk.text)) - 1
    return index if index >= 0 and starts[index] > (_start(before.parts[-1].text) if before else -1) else None


def _goes_on_in_note(note: _Run, before: _Run | None, chunk: Chunk) -> bool:
    """A text in lower case after an open note, where the body before it is closed."""
    return (
        chunk.form is Chunkform.TEXT
        and chunk.text.string[:1].islower()
        and not label_of(chunk.text.string)
        and not is_closed(note.last)
        and (before is None or is_closed(before.last))
    )


def _start(text: Text) -> int:
    return text.places[0][1]
