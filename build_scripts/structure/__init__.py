"""Structure: chunks become the blocks of a report, each in its part.

Masthead first; then chunks that go on after a page's end are joined, where the layout doesn't show which do; then each
is recognised by its label, its words and what stands before it; then headings get their levels. What the words for
things are is data (data/languages/*/structure.toml); doubt is reported, and the text kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..core.diagnostics import Diagnostic
from ..core.model import (
    Block,
    Chunk,
    Chunkform,
    Document,
    Furniture,
    Kind,
    Layout,
    Part,
    PartKind,
    Report,
    Source,
    Text,
)
from ..core.settings import summarised_types, untitled_types
from ..core.text import line_of
from . import masthead
from .body import may_be_summary, recognise
from .captions import captioned
from .contents import mark_contents, set_contents_aside
from .continuation import join_chunks
from .direction import set_marks_aside
from .division import divide
from .heading_levels import levels
from .masthead_line import laid_bare
from .named_types import type_named
from .notes import called_notes, note_blocks, notes_below_tables, raised_notes, starred_notes
from .numbered_acts import ACTS
from .other_languages import with_passages
from .spaced_tables import spaced_tables
from .structure_words import vocabulary
from .tabbed_tables import tabbed_tables

BODY = Part(PartKind.BODY)


def structure(source: Source, layout: Layout, document: Document) -> tuple[Report, list[Diagnostic]]:
    """The report that a layout's chunks make, without anchors, calls or repairs."""
    diagnostics: list[Diagnostic] = []
    words = vocabulary(document.language)
    chunks, marks = set_marks_aside(with_passages(layout.chunks, document.language))
    if not layout.shaped:
        chunks = called_notes(
            raised_notes(starred_notes(divide(spaced_tables(tabbed_tables(chunks, source), source), words)))
        )
    else:
        # Of a web page no element says what is a note, nor does a file that somebody has typed without any.
        typed = layout.reader == "html" or not any(chunk.form is Chunkform.NOTE for chunk in chunks)
        starred = starred_notes(chunks)
        chunks = notes_below_tables(raised_notes(starred) if typed else starred, words)
    texts = [chunk for chunk in chunks if chunk.form is not Chunkform.NOTE]
    notes = [chunk for chunk in chunks if chunk.form is Chunkform.NOTE]
    texts = masthead.unpacked(texts, words)
    page_end = max(source.string.find("\f"), 0)
    head = masthead.length(texts, words, shaped=layout.shaped, page_end=page_end)
    masthead_blocks = masthead.blocks(texts[:head], words, BODY)
    masthead_blocks = [replace(b, text=masthead.plain(b.text)) for b in masthead_blocks]
    contents: list[Furniture] = []
    if layout.shaped:
        chunks, contents = set_contents_aside(texts[head:], words, source)
    else:
        chunks, notes = join_chunks(mark_contents(texts[head:], words), notes, words)
    chunks, repeated = captioned(chunks, words, source)
    furniture = tuple(sorted([*layout.furniture, *marks, *contents, *repeated], key=lambda item: item.start))
    title = " ".join(block.text.string for block in masthead_blocks if block.role in ("title", "subtitle", "type"))
    cover_end = _cover_end(texts, notes, head) if _may_have_summary(masthead_blocks, document.language) else 0
    kinds = _kinds(masthead_blocks, document.language)
    letter = any(kind in untitled_types() for kind in kinds)
    acts = next((ACTS[kind] for b in masthead_blocks if (kind := _kind(b, document.language)) in ACTS), None)
    body = recognise(
        chunks,
        words,
        BODY,
        cover_end=cover_end,
        shaped=layout.shaped,
        title=title,
        letter=letter,
        corrects=_corrects(masthead_blocks),
        acts=acts,
    )
    diagnostics += [
        Diagnostic(source.path, line_of(source, place), code, message) for place, code, message in body.doubts
    ]
    blocks = levels([*masthead_blocks, *body.blocks], words)
    blocks = sorted([*blocks, *note_blocks(notes, BODY)], key=_place)
    if source.string.strip() and not any(b.kind is not Kind.MASTHEAD for b in blocks):
        diagnostics.append(Diagnostic(source.path, 1, "T002", "no text was found under the masthead"))
    return Report(document, source, layout.reader, tuple(blocks), furniture), diagnostics


def _may_have_summary(masthead_blocks: Sequence[Block], code: str) -> bool:
    """A letter is no summary of its annex: whether the masthead names no type, or one that has summaries."""
    return all(kind in summarised_types() for kind in _kinds(masthead_blocks, code))


def _kinds(masthead_blocks: Sequence[Block], code: str) -> list[str]:
    """The types of documents that a masthead names."""
    lines = {role: [b for b in masthead_blocks if b.role == role] for role in ("type", "title")}
    return [kind for block in lines["type"] or lines["title"] if (kind := _kind(block, code))]


def _corrects(masthead_blocks: Sequence[Block]) -> bool:
    """The symbol is a corrigendum's, « A/79/200/Corr.1 »."""
    return any(block.role == "symbol" and "/Corr." in block.text.string for block in masthead_blocks)


def _kind(block: Block, code: str) -> str:
    """The type of document that a line of a masthead names, as a title, a subtitle or the line of the type itself."""
    titles = ("title", "subtitle", "type")
    return type_named(laid_bare(block.text.string).string, code) if block.role in titles else ""


def _cover_end(texts: list[Chunk], notes: list[Chunk], head: int) -> int:
    """Offset where the cover page ends: at the note that the masthead calls by an asterisk, where only a summary's
    paragraphs stand between and the text goes on below; 0 if there is none."""
    called = any("*" in chunk.text.string for chunk in texts[:head])
    end = min((_start(n.text) for n in notes if n.text.string.startswith("*")), default=0)
    between = [c for c in texts[head:] if _start(c.text) < end]
    goes_on = len(between) < len(texts) - head
    return end if called and goes_on and all(may_be_summary(c) for c in between) else 0


def _start(text: Text) -> int:
    return text.places[0][1] if text.places else 0


def _place(block: Block) -> int:
    return _start(block.text)
