"""Parts: the summary, draft resolutions and decisions, annexes, and where each of them begins and ends."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..core.model import Chunk, Chunkform, Kind, Part, PartKind
from ..core.text import join
from ..read.endings import is_closed
from . import labels
from .labels import Ordinal
from .state import State

LONGEST_TITLE = 600
_LONGEST_LABEL = 40  # Of a part, with a full stop behind it.


def opening(state: State, chunk: Chunk) -> tuple[PartKind, int, re.Match[str]] | None:
    """A chunk that begins a part: its label alone, or in a heading with its title behind it."""
    string = chunk.text.string
    for kind, pattern in state.words.parts:
        label = pattern.match(string)
        if not label:
            continue
        rest = string[label.end() :]
        alone = not rest.strip(" *:.")
        titled = (
            chunk.form is Chunkform.HEADING
            and (rest[:1].isupper() or rest[:1] in '«“"')
            and len(string) < LONGEST_TITLE
        )
        if kind is PartKind.SUMMARY and (not alone or state.last or state.sections):
            continue
        if len(string) > _LONGEST_LABEL and is_closed(string):
            continue
        if alone or (titled and (label["number"] or kind is PartKind.ANNEX)):
            number = label["number"] or ""
            return kind, labels.roman(number) or labels.letter(number) if not number.isdecimal() else int(number), label
    return None


# The letter or number of one of several resolutions, alone on its line: `A`, `II`; not `a`, `12`.
LONE = re.compile(r"[A-Z]|[IVX]+")


def one_of_several(state: State, chunk: Chunk, following: Sequence[Chunk]) -> int:
    """The number of a resolution that is one of several under one symbol, « A » or « II » alone on the first line,
    its title and its enacting line below; 0 where the chunk begins none."""
    line = chunk.text.string[: chunk.breaks[0]].strip() if chunk.breaks else chunk.text.string
    if not LONE.fullmatch(line):
        return 0
    siblings = [p for p in state.opened if (p.kind, p.parent) == (PartKind.RESOLUTION, state.body)]
    expected = max((p.number for p in siblings), default=0) + 1
    if expected not in (labels.letter(line), labels.roman(line)):
        return 0
    for after in following:
        if state.words.enacting.fullmatch(after.text.string):
            return expected
        if labels.PARAGRAPH.match(after.text.string):
            return 0
    return 0


def open_one_of_several(state: State, chunks: Sequence[Chunk], index: int, number: int) -> int:
    """Opens it; the lines between its letter and its enacting line are its title."""
    taken = 1
    while not state.words.enacting.fullmatch(chunks[index + taken].text.string):
        taken += 1
    text = join([chunk.text for chunk in chunks[index : index + taken]])
    state.part = Part(PartKind.RESOLUTION, number, state.body)
    state.opened.add(state.part)
    lone = LONE.match(text.string)
    titled = lone is not None and lone.end() < len(text.string)
    state.add(Kind.PART_TITLE, text, label_end=lone.end() + 1 if lone and titled else 0)
    return taken


def open_part(
    state: State, chunks: Sequence[Chunk], index: int, kind: PartKind, number: int, label: re.Match[str]
) -> int:
    """Opens a part; headings that follow its label directly, without a number of their own, are its title."""
    chunk = chunks[index]
    texts, taken = [chunk.text], 1
    has_title = bool(chunk.text.string[label.end() :].strip(" *:."))
    while kind is not PartKind.SUMMARY and not has_title and index + taken < len(chunks):
        after = chunks[index + taken]
        if not can_be_title(state, after):
            break
        texts.append(after.text)
        taken += 1
        has_title = True
    if state.words.appendix.match(chunk.text.string) and (annex := _open_annex(state)):
        parent = annex
    else:
        parent = _parent(state, chunk, kind, number, followed=index < state.last_draft)
    state.part = Part(kind, number, parent)
    if state.part in state.opened:
        state.doubt(
            chunk.text, "T003", f"a second part “{chunk.text.string[:40]}” has the same number as one before it"
        )
    state.opened.add(state.part)
    state.add(Kind.PART_TITLE, join(texts), label_end=label.end() if has_title else 0)
    return taken


def can_be_title(state: State, chunk: Chunk) -> bool:
    """A line that can be the title of the part or chapter whose label stands before it."""
    string = chunk.text.string
    return (
        chunk.form in (Chunkform.HEADING, Chunkform.TEXT)
        and not is_closed(string)
        and not string.endswith(",")
        and not labels.PARAGRAPH.match(string)
        and not labels.ITEM.match(string)
        and not labels.HEADING.match(string)
        and (chunk.form is Chunkform.HEADING or len(string) < 300)
        and not any((match := pattern.match(string)) and match.end() == len(string) for _, pattern in state.words.parts)
    )


def _open_annex(state: State) -> Part | None:
    """The annex that an appendix or enclosure belongs to: the outermost that is open."""
    annex: Part | None = None
    part: Part | None = state.part
    while part is not None and part.kind is PartKind.ANNEX:
        annex, part = part, part.parent
    return annex


def _parent(state: State, chunk: Chunk, kind: PartKind, number: int, *, followed: bool) -> Part:
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
        whose = "nothing shows whether this annex is the draft resolution's or the document's"
        state.doubt(chunk.text, "T004", f"{whose}; it is taken for the document's")
    return state.body


def back_to_body(state: State, *, number: int = 0, section: Ordinal | None = None) -> None:
    """A number that goes on with the body's and not with the part's shows that the part has ended."""
    if state.part == state.body:
        return
    if section is None:
        inner, outer, value = state.last.get(state.part, 0), state.last.get(state.body, 0), number
    else:
        inner, outer = (state.sections.get((part, section.rank), 0) for part in (state.part, state.body))
        value = section.value
    if value and value == outer + 1 and value != inner + 1 and (inner or value > 1):
        state.part = state.body
