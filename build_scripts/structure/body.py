"""What each chunk of the body is: title of a part, heading, numbered or preambular paragraph, item, or other text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ..model import Block, Chunk, Chunkform, Kind, Part, PartKind, Text
from ..read.lines import closed
from ..text import join
from . import labels
from .vocabulary import Vocabulary

_LONGEST_HEADING = 400
_LONGEST_TITLE = 600
_GLUED = re.compile(r"(?<=[^\W\d_])\d{1,3}\b")  # A note's call amid words.


@dataclass(frozen=True, slots=True)
class Recognised:
    """The blocks of the body, and doubts as (offset in the source, code, message)."""

    blocks: tuple[Block, ...]
    doubts: tuple[tuple[int, str, str], ...]


@dataclass(slots=True)
class _State:
    """Where in the document one stands; lives for one call of `recognise`."""

    words: Vocabulary
    body: Part
    part: Part
    last: dict[Part, int] = field(default_factory=dict)
    """The last paragraph number of each part."""
    sections: dict[Part, int] = field(default_factory=dict)
    """The last roman heading of each part."""
    opened: set[Part] = field(default_factory=set)
    """The parts that have begun."""
    last_draft: int = -1
    """Index of the chunk that opens the last draft resolution or decision."""
    annexed: set[Part] = field(default_factory=set)
    """The parts whose text speaks of an annex of their own."""
    enacted: set[Part] = field(default_factory=set)
    """Parts whose enacting line has been read."""
    items: list[tuple[str, int]] = field(default_factory=list)
    """The items open under the last paragraph, (style, value), outermost first."""
    blocks: list[Block] = field(default_factory=list)
    doubts: list[tuple[int, str, str]] = field(default_factory=list)

    def add(
        self,
        kind: Kind,
        text: Text,
        *,
        number: str = "",
        label_end: int = 0,
        level: int = 0,
        rows: tuple[tuple[Text, ...], ...] = (),
    ) -> None:
        if kind is not Kind.ITEM:
            self.items = []
        speaks = self.words.annex_of_document if self.part == self.body else self.words.annex_of_part
        if self.part not in self.annexed and speaks.search(_GLUED.sub("", text.string)):
            self.annexed.add(self.part)
        self.blocks.append(Block(kind, text, self.part, number, label_end, level, rows=rows))

    def doubt(self, text: Text, code: str, message: str) -> None:
        self.doubts.append((text.places[0][1], code, message))


def recognise(chunks: Sequence[Chunk], words: Vocabulary, body: Part, *, cover_end: int) -> Recognised:
    """The blocks of a body; text without a number on the cover page (up to offset `cover_end`) is its summary."""
    state = _State(words, body, body)
    cover = Part(PartKind.SUMMARY, 0, body)
    for index, chunk in enumerate(chunks):
        opening = _part_opening(state, chunk)
        if opening and opening[0] in (PartKind.RESOLUTION, PartKind.DECISION):
            state.last_draft = index
    index = 0
    if cover_end and chunks and _is_cover_text(chunks[0], cover_end, words):
        state.part = cover
    while index < len(chunks):
        if state.part == cover and not _is_cover_text(chunks[index], cover_end, words):
            state.part = body
        index += _one(state, chunks, index)
    return Recognised(tuple(state.blocks), tuple(state.doubts))


def _is_cover_text(chunk: Chunk, cover_end: int, words: Vocabulary) -> bool:
    return (
        chunk.form is Chunkform.TEXT
        and chunk.text.places[0][1] < cover_end
        and closed(chunk.text.string)
        and not labels.PARAGRAPH.match(chunk.text.string)
        and not words.enacting.fullmatch(chunk.text.string)
    )


def _one(state: _State, chunks: Sequence[Chunk], index: int) -> int:
    """Recognises the chunk at `index`; returns how many chunks it took."""
    chunk = chunks[index]
    following = chunks[index + 1] if index + 1 < len(chunks) else None
    string = chunk.text.string
    if chunk.form is Chunkform.TABLE:
        state.add(Kind.TABLE, chunk.text, rows=chunk.rows)
    elif chunk.form is Chunkform.CONTENTS:
        state.add(Kind.OTHER, chunk.text)
    elif opened := _part_opening(state, chunk):
        return _open_part(state, chunks, index, *opened)
    elif label := _heading_label(state, chunk, following):
        _heading(state, chunk.text, label)
    elif paragraph := labels.PARAGRAPH.match(string):
        _paragraph(state, chunk.text, paragraph)
    elif item := _item(state, chunk):
        _add_item(state, chunk.text, item)
    elif _is_heading(state, chunk, following):
        state.add(Kind.HEADING, chunk.text)
    else:
        _unnumbered(state, chunk.text)
    return 1


# --- parts ------------------------------------------------------------------------------------


def _part_opening(state: _State, chunk: Chunk) -> tuple[PartKind, int, re.Match[str]] | None:
    """A chunk that begins a part: its label alone, or in a heading with its title behind it."""
    string = chunk.text.string
    for kind, pattern in state.words.parts:
        found = pattern.match(string)
        if not found:
            continue
        rest = string[found.end() :]
        alone = not rest.strip(" *:.")
        titled = (
            chunk.form is Chunkform.HEADING
            and (rest[:1].isupper() or rest[:1] in '«“"')
            and len(string) < _LONGEST_TITLE
        )
        if kind is PartKind.SUMMARY and (not alone or state.last or state.sections):
            continue
        if alone or (titled and (found["number"] or kind is PartKind.ANNEX)):
            number = found["number"] or ""
            return kind, labels.roman(number) or labels.letter(number) if not number.isdecimal() else int(number), found
    return None


def _open_part(
    state: _State, chunks: Sequence[Chunk], index: int, kind: PartKind, number: int, found: re.Match[str]
) -> int:
    """Opens a part; headings that follow its label directly, without a number of their own, are its title."""
    chunk = chunks[index]
    texts, taken = [chunk.text], 1
    has_title = bool(chunk.text.string[found.end() :].strip(" *:."))
    while kind is not PartKind.SUMMARY and not has_title and index + taken < len(chunks):
        after = chunks[index + taken]
        if not _can_be_title(state, after):
            break
        texts.append(after.text)
        taken += 1
        has_title = True
    state.part = Part(kind, number, _parent(state, kind, number, followed=index < state.last_draft))
    if state.part in state.opened:
        state.doubt(
            chunk.text, "T003", f"a second part “{chunk.text.string[:40]}” has the same number as one before it"
        )
    state.opened.add(state.part)
    state.add(Kind.PART_TITLE, join(texts), label_end=found.end() if has_title else 0)
    return taken


def _can_be_title(state: _State, chunk: Chunk) -> bool:
    string = chunk.text.string
    return (
        chunk.form in (Chunkform.HEADING, Chunkform.TEXT)
        and not closed(string)
        and not string.endswith(",")
        and not labels.PARAGRAPH.match(string)
        and not labels.ITEM.match(string)
        and not labels.HEADING.match(string)
        and (chunk.form is Chunkform.HEADING or len(string) < 300)
        and not any((m := p.match(string)) and m.end() == len(string) for _, p in state.words.parts)
    )


def _parent(state: _State, kind: PartKind, number: int, *, followed: bool) -> Part:
    """The part that a new one belongs to.

    An annex after a draft resolution is the resolution's where its text speaks of an annex of its own or another
    draft follows, and the document's where the body speaks of one; else it is the document's, and that is reported.
    """
    if kind is not PartKind.ANNEX:
        return state.body
    holder: Part | None = state.part
    while holder is not None and holder.kind not in (PartKind.RESOLUTION, PartKind.DECISION):
        holder = holder.parent
    if holder is None or Part(PartKind.ANNEX, 0, holder) in state.opened:
        return state.body
    if number > 1 and Part(PartKind.ANNEX, number - 1, holder) in state.opened:
        return holder
    if number < 2 and (followed or holder in state.annexed):
        return holder
    if state.body not in state.annexed:
        place = state.blocks[-1].text.places[0][1]
        whose = "whose is the annex that follows, the draft resolution's or the document's? taken as the latter"
        state.doubts.append((place, "T004", whose))
    return state.body


def _back_to_body(state: _State, *, number: int = 0, section: int = 0) -> None:
    """A number that goes on with the body's and not with the part's shows that the part has ended."""
    if state.part == state.body:
        return
    for series, value in ((state.last, number), (state.sections, section)):
        own = series.get(state.part, 0)
        if value and value == series.get(state.body, 0) + 1 and value != own + 1 and (own or value > 1):
            state.part = state.body


# --- headings ---------------------------------------------------------------------------------


def _heading_label(state: _State, chunk: Chunk, following: Chunk | None) -> re.Match[str] | None:
    """The label of a numbered heading: roman or capital in any chunk that can be one, arabic only in one set apart."""
    string = chunk.text.string
    label = labels.HEADING.match(string)
    if (
        label is None
        or len(string) > _LONGEST_HEADING
        or (not string[label.end() :][:1].strip("«“\"'( ").isupper() and not _opens_with_quote(string, label))
    ):
        return None
    printed = label[1] or label[2]
    if (
        closed(string)
        and not string.endswith(("?", "!"))
        and (len(string) > 150 or chunk.form is not Chunkform.HEADING)
    ):
        return None
    if printed.isdecimal() or printed.islower():
        return label if chunk.form is Chunkform.HEADING else None
    if chunk.form is Chunkform.HEADING:
        return label
    # An initial (« M. Reimann ») is no number: a series must begin or go on.
    readings = labels.heading_readings(printed)
    return label if following is not None and readings and not chunk.list_item else None


def _opens_with_quote(string: str, label: re.Match[str]) -> bool:
    return bool(re.match(r"[«“\"'(]\s?\w", string[label.end() :]))


def _heading(state: _State, text: Text, label: re.Match[str]) -> None:
    printed = label[1] or label[2]
    value = labels.roman(printed)
    if value and printed.isupper():
        if state.part.kind is PartKind.SUMMARY:
            state.part = state.body
        _back_to_body(state, section=value)
        state.sections[state.part] = value
    state.add(Kind.HEADING, text, number=printed, label_end=label.end())


def _is_heading(state: _State, chunk: Chunk, following: Chunk | None) -> bool:
    """An unnumbered heading: set apart by the source; or a short line with no full stop, after closed text."""
    string = chunk.text.string
    if state.words.enacting.fullmatch(string) or len(string) > _LONGEST_HEADING:
        return False
    if state.words.unfinished.search(string) or not re.match(r"[\w«“\"'(\[¿¡]", string):
        return False
    if chunk.form is Chunkform.HEADING:
        return not string.endswith((",", ";")) and not (string.endswith(".") and len(string) > 150)
    before = state.blocks[-1] if state.blocks else None
    return (
        not chunk.list_item
        and len(string) < 250
        and string[:1].isupper()
        and not closed(string)
        and not string.endswith((",", "-"))
        and following is not None
        and not following.text.string[:1].islower()
        and (before is None or before.kind in (Kind.HEADING, Kind.PART_TITLE) or closed(before.text.string))
    )


# --- paragraphs and items ---------------------------------------------------------------------


def _paragraph(state: _State, text: Text, label: re.Match[str]) -> None:
    printed = label[1] or label[2]
    value = int(re.match(r"\d+", printed)[0])  # type: ignore[index]
    if state.part.kind is PartKind.SUMMARY and value == 1:
        state.part = state.body
    _back_to_body(state, number=value)
    expected = state.last.get(state.part, 0) + 1
    if value != expected and printed.isdecimal() and state.part in state.last:
        what = "again" if value < expected else f"after {expected - 1}"
        state.doubt(text, "T005", f"paragraph {printed} comes {what}; the number is kept as printed")
    state.last[state.part] = value
    state.add(Kind.PARAGRAPH, text, number=printed, label_end=label.end())


def _item(state: _State, chunk: Chunk) -> re.Match[str] | None:
    """An item's label, under a block that can have items."""
    label = labels.ITEM.match(chunk.text.string)
    holds = any(
        b.kind in (Kind.PARAGRAPH, Kind.PREAMBULAR, Kind.OTHER, Kind.ITEM) and b.part == state.part
        for b in state.blocks[-1:]
    )
    return label if label and labels.item_readings(label[1]) and (holds or chunk.form is Chunkform.TEXT) else None


def _add_item(state: _State, text: Text, label: re.Match[str]) -> None:
    """An item at the depth that its label continues: a) b), below them i) ii)."""
    readings = labels.item_readings(label[1])
    for depth in range(len(state.items), 0, -1):
        style, value = state.items[depth - 1]
        if (style, value + 1) in readings:
            state.items[depth - 1 :] = [(style, value + 1)]
            break
    else:
        first = next((r for r in readings if r[1] == 1), None)
        if first is None:
            state.doubt(
                text, "T006", f"item {label[0].strip()} does not follow one before it; the label is kept as printed"
            )
        if first is None and state.items:
            same = next((r for r in readings if r[0] == state.items[-1][0]), readings[0])
            state.items[-1] = same
        else:
            state.items.append(first or readings[0])
    depth = len(state.items)
    state.add(Kind.ITEM, text, number=label[1], label_end=label.end(), level=depth)


def _unnumbered(state: _State, text: Text) -> None:
    """The enacting line, a preambular paragraph, or any other text."""
    string = text.string
    enacting = state.words.enacting.fullmatch(string)
    preambular_words = bool(state.words.preamble.match(string))
    if enacting and not preambular_words:
        state.enacted.add(state.part)
        state.add(Kind.OTHER, text)
    elif state.part in state.last or not _in_preamble(state, string, preambular_words):
        state.add(Kind.OTHER, text)
    else:
        state.add(Kind.PREAMBULAR, text)


def _in_preamble(state: _State, string: str, preambular_words: bool) -> bool:
    """After the enacting line, all but a closing « Décide ce qui suit : »; elsewhere nothing."""
    if state.part not in state.enacted:
        return False
    return preambular_words or not string.endswith(":")
