"""Files that mark their own paragraphs, tables, notes and headers: Word, and HTML.

Nothing is guessed from lines: each paragraph is a chunk, each table a chunk of rows, each note one of its own.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import TypeVar

from ..core.diagnostics import Diagnostic
from ..core.model import (
    Cell,
    Chunk,
    Chunkform,
    Emphasis,
    Furniture,
    InLanguage,
    Layout,
    Mark,
    NoteBody,
    NoteReference,
    Paragraph,
    Prominence,
    Region,
    RegionKind,
    Source,
    Span,
    Spoken,
    Style,
    Text,
)
from ..core.signs import NOTE_SIGNS
from ..core.text import join, with_marks
from ..core.word_styles import is_of_contents
from .endings import is_closed
from .gathering import gather, position_at
from .layout import controls, layout_of

_LONGEST_HEADING = 400
_MANY_BOXES = 3
_LONGEST_BOX = 200
# The letter of a list's item, parted from its words by a tab: `a.\tle`, `\tb.\tle`; not `a. le`, `A.\tTitre`.
_LISTED = re.compile(r"\s*[a-z]{1,2}\.\t")
_SENTENCES = 80  # Characters of a cell that holds sentences, at least.
_FULL_STOPS = (".", "!", "?", "。", "؟")
_FURNITURE = {RegionKind.HEADER: "running-head", RegionKind.FOOTER: "running-head", RegionKind.FIGURE: "figure"}
# What begins a note without a number of the file's own, `* Voir`, `** Voir`, `†Voir`; not `*`.
_STARRED = re.compile(rf"(?:{NOTE_SIGNS})\s*(?=\S)")
# What begins a note where it is raised, the letter of a table's own, `a`, or a number, `12`; not `A`, `ab`.
_RAISED_LABEL = re.compile(r"^(?:[a-z]|\d{1,3})$")
# A line that is a symbol: `A/80/6 (Sect. 29)`, `United Nations	A/80/12`; not `voir A/80/12`, `A/80/12, par. 3`.
_SYMBOL = re.compile(r"(?:^|\t)[A-Z][A-Z0-9]*(?:/[A-Z0-9][\w.\-]*)+(?: ?\([^()]*\)[\w./]*)*\*{0,3}$")
# A line of strokes: `____________`, `– – – – –`; not `__`, `- a`.
_RULE = re.compile(r"\s*((?:[_–—―-] ?){5,})\s*")
_MASTHEAD_LINES = 3
_MASTHEAD_LENGTH = 3000  # Characters in which the body's own masthead says the symbol.
_Kind = TypeVar("_Kind", bound=Span)


@dataclass(frozen=True, slots=True)
class _Spans:
    """The spans of one kind, those that lie in another left out, so that they are apart and in order."""

    starts: list[int]
    spans: Sequence[Span]

    @classmethod
    def of(cls, spans: Sequence[Span]) -> _Spans:
        apart: list[Span] = []
        for span in spans:
            if not apart or span.start >= apart[-1].end:
                apart.append(span)
        return cls([span.start for span in apart], apart)

    def at(self, place: int) -> Span | None:
        """The one in which a place lies, or that begins there and is empty."""
        index = bisect_right(self.starts, place) - 1
        span = self.spans[index] if index >= 0 else None
        return span if span and (place < span.end or place == span.start) else None

    def within(self, start: int, end: int) -> Sequence[Span]:
        """Those that lie at least partly between two places."""
        first = max(bisect_right(self.starts, start) - 1, 0)
        spans = self.spans[first : bisect_left(self.starts, end)]
        return [span for span in spans if span.end > start]


@dataclass(slots=True)
class _Page:
    """What is read; lives for one call of `read`."""

    source: Source
    styles: _Spans
    calls: _Spans
    cells: _Spans
    notes: _Spans
    regions: _Spans
    languages: _Spans
    chunks: list[Chunk] = field(default_factory=list)
    furniture: list[Furniture] = field(default_factory=list)


def read(source: Source) -> tuple[Layout, list[Diagnostic]]:
    """Chunks and furniture of a file that marks them."""
    page = _Page(
        source,
        _Spans.of(_of(source, Style)),
        _Spans.of(_of(source, NoteReference)),
        _Spans.of(_of(source, Cell)),
        _Spans.of(_of(source, NoteBody)),
        _Spans.of(_drawn(source, _of(source, Region))),
        _Spans.of(_of(source, InLanguage)),
    )
    page.furniture = controls(source)
    paragraphs = _of(source, Paragraph)
    for region in page.regions.spans:
        _set_aside(page, region)
    for (kind, holder), group in groupby(paragraphs, key=lambda paragraph: _holder(page, paragraph)):
        _take(page, kind, holder, list(group))
    return replace(layout_of(source.format, _with_words(page), page.furniture), shaped=True), []


def _of(source: Source, kind: type[_Kind]) -> list[_Kind]:
    return [span for span in source.spans if isinstance(span, kind)]


def _drawn(source: Source, regions: Sequence[Region]) -> list[Region]:
    """The regions, text boxes that stand beside one another and hold names rather than sentences being a drawing's: an
    organizational chart."""
    runs: list[list[Region]] = []
    for region in regions:
        last = runs[-1][-1] if runs else None
        beside = last and region.kind is last.kind is RegionKind.BOX
        if beside and last and not source.string[last.end : region.start].strip():
            runs[-1].append(region)
        else:
            runs.append([region])
    kinds = [_kind(source, run) for run in runs]
    return [replace(region, kind=kind) for run, kind in zip(runs, kinds, strict=True) for region in run]


def _kind(source: Source, run: Sequence[Region]) -> RegionKind:
    words = [source.string[region.start : region.end].strip() for region in run]
    named = [string for string in words if string]
    if any(map(_SYMBOL.search, named)):  # A masthead's.
        return run[0].kind
    sentences = sum(
        string.endswith(_FULL_STOPS) or len(string) > _LONGEST_BOX or bool(_STARRED.match(string)) for string in named
    )
    drawn = run[0].kind is RegionKind.BOX and len(named) >= _MANY_BOXES and not sentences
    return RegionKind.FIGURE if drawn else run[0].kind


def _holder(page: _Page, paragraph: Paragraph) -> tuple[str, Span | int | None]:
    """What a paragraph stands in: a header, a note, a box, a table, or nothing, which is the body."""
    region, note, cell = (spans.at(paragraph.start) for spans in (page.regions, page.notes, page.cells))
    if isinstance(region, Region) and region.kind in _FURNITURE:
        return ("masthead" if _is_masthead(page, region) else "aside"), region
    if note is not None:
        return "note", note
    if isinstance(cell, Cell):
        return "table", cell.table
    return ("box", region) if region is not None else ("body", None)


def _take(page: _Page, kind: str, holder: Span | int | None, paragraphs: Sequence[Paragraph]) -> None:
    if kind == "aside":
        return
    if kind == "note":
        text = join(_text(page, paragraph.start, paragraph.end) for paragraph in paragraphs)
        page.chunks.append(Chunk(Chunkform.NOTE, text))
    elif kind == "table":
        _table(page, paragraphs)
    else:
        chunks = [_chunk(page, each, boxed=kind == "box") for each in paragraphs if not _is_rule(page, each)]
        # An empty paragraph of the body parts two tables; one of a frame parts nothing.
        page.chunks += [chunk for chunk in chunks if kind == "body" or chunk.text.string]


def _is_rule(page: _Page, paragraph: Paragraph) -> bool:
    """A line of strokes, as at the end of a document: it is set aside."""
    rule = _RULE.fullmatch(page.source.string, paragraph.start, paragraph.end)
    if rule:
        page.furniture.append(Furniture(*rule.span(1), "page-rule"))
    return rule is not None


def _is_masthead(page: _Page, region: Region) -> bool:
    """The first page's header stands before all else. One of a line or two is a running head, unless only it says the
    symbol."""
    if region.kind is not RegionKind.HEADER or region.start != 0:
        return False
    lines = _lines(page, region.start, region.end)
    if len(lines) >= _MASTHEAD_LINES:
        return True
    below = _lines(page, region.end, region.end + _MASTHEAD_LENGTH)
    return any(map(_SYMBOL.search, lines)) and not any(map(_SYMBOL.search, below))


def _lines(page: _Page, start: int, end: int) -> list[str]:
    return [line.strip() for line in page.source.string[start:end].splitlines() if line.strip()]


def _set_aside(page: _Page, region: Span) -> None:
    """Headers, footers and words of figures are furniture."""
    if not isinstance(region, Region) or region.kind not in _FURNITURE or _is_masthead(page, region):
        return
    string = page.source.string[region.start : region.end]
    if words := string.strip():
        start = region.start + len(string) - len(string.lstrip())
        page.furniture.append(Furniture(start, start + len(words), _FURNITURE[region.kind]))


# --- paragraphs


def _chunk(page: _Page, paragraph: Paragraph, *, boxed: bool = False) -> Chunk:
    text = _text(page, paragraph.start, paragraph.end)
    if _begins_note(page, text, boxed=boxed):
        return Chunk(Chunkform.NOTE, text)
    form = _form(page, paragraph, text)
    prominence = _prominence(page, paragraph, text) if form is Chunkform.HEADING else None
    if form is Chunkform.HEADING:
        text = replace(
            text, marks=tuple(m for m in text.marks if not (isinstance(m, Emphasis) and m.style == "strong"))
        )
    listed = bool(_LISTED.match(page.source.string, paragraph.start, paragraph.end))
    breaks = _breaks(page, paragraph, text)
    edges = (paragraph.first, paragraph.left)
    return Chunk(form, text, list_item=listed, breaks=breaks, prominence=prominence, edges=edges)


def _prominence(page: _Page, paragraph: Paragraph, text: Text) -> Prominence:
    """How it stands out: bold or slanted where more than half of its characters are."""
    bold = italic = 0
    for span in page.styles.within(paragraph.start, paragraph.end):
        size = min(span.end, paragraph.end) - max(span.start, paragraph.start)
        bold += size if isinstance(span, Style) and span.bold else 0
        italic += size if isinstance(span, Style) and span.italic else 0
    half = len(text.string) / 2
    return Prominence(paragraph.level, paragraph.size, bold > half, italic > half)


def _begins_note(page: _Page, text: Text, *, boxed: bool) -> bool:
    """A note that the file doesn't mark as one: in a frame at the foot of a page, or under a table or a figure with a
    raised letter."""
    if boxed and _STARRED.match(text.string):
        return True
    raised = next((m for m in text.marks if isinstance(m, Emphasis) and m.style == "sup" and m.start == 0), None)
    if raised is None or not _RAISED_LABEL.match(text.string[: raised.end].strip()):
        return False
    rest = text.string[raised.end :].strip()
    return bool(rest) and (not text.string[0].isdecimal() or boxed)


def _form(page: _Page, paragraph: Paragraph, text: Text) -> Chunkform:
    """A heading has a level, or is bold as a whole and no sentence."""
    if is_of_contents(paragraph.style):
        return Chunkform.CONTENTS
    if len(text.string) > _LONGEST_HEADING:
        return Chunkform.TEXT
    apart = _is_bold(page, paragraph) and not is_closed(text.string)
    return Chunkform.HEADING if paragraph.level or apart else Chunkform.TEXT


def _is_bold(page: _Page, paragraph: Paragraph) -> bool:
    """All its characters are, slanted or not, but for those that are raised."""
    bold = raised = 0
    for span in page.styles.within(paragraph.start, paragraph.end):
        size = _visible(page, max(span.start, paragraph.start), min(span.end, paragraph.end))
        bold += size if isinstance(span, Style) and span.bold else 0
        raised += size if isinstance(span, Style) and span.raised and not span.bold else 0
    return bold > 0 and bold + raised >= _visible(page, paragraph.start, paragraph.end)


def _visible(page: _Page, start: int, end: int) -> int:
    return len("".join(page.source.string[start:end].split()))


def _breaks(page: _Page, paragraph: Paragraph, text: Text) -> tuple[int, ...]:
    """Positions at which a line begins that the paragraph breaks itself."""
    string = page.source.string
    ends = [m.start() for m in re.finditer("\n", string[paragraph.start : paragraph.end])]
    positions = [position_at(text, paragraph.start + end + 1) for end in ends]
    return tuple(sorted({position for position in positions if 0 < position < len(text.string)}))


def _text(page: _Page, start: int, end: int) -> Text:
    """A stretch with what the file says of its characters as marks."""
    text = gather(page.source, start, end)
    return with_marks(text, _marks(page, text, start, end)) if text.places else text


def _marks(page: _Page, text: Text, start: int, end: int) -> Iterator[Mark]:
    for span in (*page.styles.within(start, end), *page.languages.within(start, end)):
        first, last = position_at(text, max(span.start, start)), position_at(text, min(span.end, end))
        words = text.string[first:last]
        first += len(words) - len(words.lstrip())
        last -= len(words) - len(words.rstrip())
        if last > first and isinstance(span, Style):
            yield Emphasis(first, last, "sup" if span.raised else "em" if span.italic else "strong")
        elif last > first and isinstance(span, InLanguage):
            yield Spoken(first, last, span.language)


# --- tables


def _table(page: _Page, paragraphs: Sequence[Paragraph]) -> None:
    """The rows of a table, what a box holds as paragraphs."""
    first, last = paragraphs[0].start, paragraphs[-1].end
    cells = [cell for cell in page.cells.within(first, last + 1) if isinstance(cell, Cell)]
    if _is_box(page, cells):
        page.chunks += [_chunk(page, paragraph, boxed=True) for paragraph in paragraphs]
        return
    rows: dict[int, dict[int, Text]] = {}
    for cell in cells:
        # Of a cell, what isn't a note in it: the note ends this run of paragraphs.
        rows.setdefault(cell.row, {})[cell.column] = _cell(page, max(cell.start, first), min(cell.end, last))
    width = max(cell.column + cell.columns for cell in cells)
    empty = Text("", ((0, first),))
    whole = tuple(tuple(row.get(column, empty) for column in range(width)) for _, row in sorted(rows.items()))
    page.chunks.append(Chunk(Chunkform.TABLE, empty, rows=whole))


def _is_box(page: _Page, cells: Sequence[Cell]) -> bool:
    """One cell, or cells one below the other of which one holds sentences: Geneva's box of a summary has a row for its
    title and an empty one at its end."""
    words = [page.source.string[cell.start : cell.end].strip() for cell in cells]
    below = len({cell.column for cell, string in zip(cells, words, strict=True) if string}) == 1
    return len(cells) == 1 or (below and any(len(s) > _SENTENCES and s.endswith(_FULL_STOPS) for s in words))


def _cell(page: _Page, start: int, end: int) -> Text:
    text = _text(page, start, max(start, end))
    return text if text.places else Text("", ((0, start),))


def _with_words(page: _Page) -> Iterator[Chunk]:
    for chunk in _whole_tables(page):
        filled = _filled(chunk) if chunk.form is Chunkform.TABLE else chunk
        if filled is not None:
            yield filled


def _whole_tables(page: _Page) -> Iterator[Chunk]:
    """The chunks that have words; a table that goes on after the notes of its page is one."""
    table: Chunk | None = None
    notes: list[Chunk] = []
    for chunk in page.chunks:
        if table is not None and chunk.form is Chunkform.TABLE and _width(table) == _width(chunk):
            table = replace(table, rows=(*table.rows, *chunk.rows))
        elif table is not None and chunk.form is Chunkform.NOTE:
            notes.append(chunk)
        else:
            yield from (*([table] if table else ()), *notes)
            table, notes = (chunk, []) if chunk.form is Chunkform.TABLE else (None, [])
            if table is None and chunk.text.string:
                yield chunk
    yield from (*([table] if table else ()), *notes)


def _filled(table: Chunk) -> Chunk | None:
    """A table without rows and columns in which nothing is printed; None if nothing is left."""
    rows = [row for row in table.rows if any(cell.string for cell in row)]
    columns = [at for at in range(_width(table)) if any(row[at].string for row in rows)]
    return replace(table, rows=tuple(tuple(row[at] for at in columns) for row in rows)) if rows else None


def _width(chunk: Chunk) -> int:
    return max(len(row) for row in chunk.rows)
