"""Notes: a block for each, with its number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ..core.model import Block, Chunk, Chunkform, Emphasis, Kind, Part, Text
from ..core.signs import NOT_BEHIND_CALL, NOTE_SIGNS, RAISED_DIGITS
from ..read.label_counts import NoteNumbers
from .labels import digits
from .structure_words import Vocabulary

# The label of a note: `12 Voir`, `12. Voir`, `(3) Voir`, `1/ Voir`, `a/ Voir`, `¹ Voir`, `** Voir`;
# not `Voir`, `a Voir`.
LABEL = re.compile(rf"\(?(\d{{1,3}}|[a-z](?=/)|[{RAISED_DIGITS}]{{1,3}}|{NOTE_SIGNS})\)?(?:[.:/]\s+|\s*)(?=\S)")
# The raised digits that begin a note: `¹ Voir`, in Arabic `(¹) انظر`; not `1 Voir`.
_RAISED = re.compile(rf"\(?[{RAISED_DIGITS}]")
# The same set raised: `1`, `(12)`; not `a`.
_SET_RAISED = re.compile(r"\(?\d{1,3}\)?")
# The letter of a table's note or the number of an endnote: `a`, `iv`; not `A`, `ab`.
_LETTERS = re.compile(r"^(?:[a-z]|[ivxl]{2,6})$")


def note_blocks(notes: Sequence[Chunk], body: Part) -> list[Block]:
    """The blocks of notes; which part each belongs to is told by its call (calls.py)."""
    blocks = []
    for chunk in notes:
        label = LABEL.match(chunk.text.string)
        number, end = (digits(label[1]), label.end()) if label else ("", 0)
        number, end = _letters(chunk) or (number, end)
        blocks.append(Block(Kind.NOTE, chunk.text, body, number=number, label_end=end))
    return blocks


def is_lettered(chunk: Chunk) -> bool:
    """A raised letter begins it, as the notes of a table are numbered, or a small Roman numeral, as endnotes are."""
    return _letters(chunk) is not None


def _letters(chunk: Chunk) -> tuple[str, int] | None:
    """The raised letters that begin a note, and where its words begin."""
    string = chunk.text.string
    raised = next((m for m in chunk.text.marks if isinstance(m, Emphasis) and m.style == "sup" and m.start == 0), None)
    if raised is None or not _LETTERS.fullmatch(string[: raised.end].rstrip()) or not string[raised.end :].strip():
        return None
    return string[: raised.end].rstrip(), len(string) - len(string[raised.end :].lstrip())


def raised_notes(chunks: Sequence[Chunk]) -> list[Chunk]:
    """The chunks, those that a raised digit begins (« ¹ Voir … ») being notes, and those after a table that a raised
    letter begins being its own."""
    result: list[Chunk] = []
    under = False
    for chunk in chunks:
        under = chunk.form is Chunkform.TABLE or (under and is_lettered(chunk))
        noted = (under or _begins_raised(chunk.text)) and chunk.form is Chunkform.TEXT
        result.append(replace(chunk, form=Chunkform.NOTE) if noted else chunk)
    return result


def _begins_raised(text: Text) -> bool:
    """Raised digits begin a text, or digits that are set so."""
    raised = next((m.end for m in text.marks if isinstance(m, Emphasis) and m.style == "sup" and m.start == 0), 0)
    set_so = _SET_RAISED.fullmatch(text.string[:raised].strip()) and text.string[raised:].strip()
    return bool(_RAISED.match(text.string) or set_so)


# A note that an asterisk begins: `* Voir`, `†Voir`; not `*`, `1 Voir`.
_STARRED = re.compile(rf"({NOTE_SIGNS})\s?(?=\w)")
# Without a sign there is no call: `*`, `†`; not `1`.
_SIGN = re.compile(r"[*†‡§]")
# Nor without words: `Rapport*`; not `* * *`.
_WORD = re.compile(r"\w")
# Its call, behind a word, or amid a few signs: `Rapport*`, `Rapport *`, `Rapport **, le`, `Estonia:* draft`,
# `临时议程*项目`, `见附件)。*`, `attached.*`; not `* Voir`, `*Rapport`.
_CALLED = re.compile(
    rf"(?:(?<=[\w»)）》”:：。，；.,;])|(?<=\s)(?=\S{{1,4}}(?:[.,;:)]|$)))({NOTE_SIGNS})(?!\*|{NOT_BEHIND_CALL})"
)


def starred_notes(chunks: Sequence[Chunk]) -> list[Chunk]:
    """The chunks, a text that begins with an asterisk called before it being a note, and one below such a note that
    begins with one asterisk more: what calls it may stand on a later page."""
    called: set[str] = set()
    result: list[Chunk] = []
    for chunk in chunks:
        label = _STARRED.match(chunk.text.string)
        if label and chunk.form is Chunkform.TEXT and (label[1] in called or _is_next_below(result[-1:], label[1])):
            called.discard(label[1])
            chunk = replace(chunk, form=Chunkform.NOTE)
        if _SIGN.search(chunk.text.string) and _WORD.search(chunk.text.string):
            called |= {m[1] for m in _CALLED.finditer(chunk.text.string)}
        result.append(chunk)
    return result


def _is_next_below(before: Sequence[Chunk], stars: str) -> bool:
    """The chunk before is a note with one asterisk less."""
    label = _STARRED.match(before[-1].text.string) if before and before[-1].form is Chunkform.NOTE else None
    return label is not None and stars == f"{label[1]}*"


def notes_below_tables(chunks: Sequence[Chunk], words: Vocabulary) -> list[Chunk]:
    """The chunks, a line with an asterisk below a table that has the same in a cell being a note."""
    called: set[str] = set()
    result: list[Chunk] = []
    for chunk in chunks:
        label = _STARRED.match(chunk.text.string)
        if chunk.form is Chunkform.TABLE:
            called = {match[1] for row in chunk.rows for cell in row for match in _CALLED.finditer(cell.string)}
        elif label and label[1] in called and chunk.form is Chunkform.TEXT:
            chunk = replace(chunk, form=Chunkform.NOTE)
        elif chunk.form is not Chunkform.NOTE and not words.below_table.match(chunk.text.string):
            called = set()
        result.append(chunk)
    return result


def called_notes(chunks: Sequence[Chunk]) -> list[Chunk]:
    """The chunks, a text that begins with the number of the note that comes next, called before it, being a note."""
    numbers = NoteNumbers()
    result: list[Chunk] = []
    under = False
    for chunk in chunks:
        string = chunk.text.string
        if chunk.form is Chunkform.NOTE and (label := LABEL.match(string)) and digits(label[1]).isdecimal():
            numbers.last = int(digits(label[1]))
        elif chunk.form is Chunkform.TEXT and numbers.begins(string, apart=under):
            chunk = replace(chunk, form=Chunkform.NOTE, list_item=False)
        numbers.read(string)
        under = chunk.form is Chunkform.NOTE
        result.append(chunk)
    return result
