"""Text torn out of a PDF: physical lines, often with a blank line after every one, notes under a rule at the
foot of each page, and sometimes the page's hyperlinks listed after them.

    lines ─ page furniture (furniture.py) ─ lines in their zones (page_zones.py) ─ paragraphs and notes ─ chunks
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ..core.diagnostics import Diagnostic
from ..core.model import Chunk, Chunkform, Furniture, Layout, Source
from ..core.signs import COLONS
from ..core.text import line_of
from .furniture import page_marks
from .gathering import SOFT_HYPHEN, gather, join_lines
from .label_counts import LABEL, NOTE_LABEL, PLAIN
from .layout import controls, layout_of
from .lines import URL, Line
from .look import FRONT_MATTER, Look
from .page_zones import Placed, Zone, place
from .paragraphs import paragraphs

# What parts two columns of a masthead: `     `; not `  `.
_WIDE_GAP = re.compile(r"\s{4,}")
_RIGHT_COLUMN = 30  # Characters before it, at least.
_MOST_HEAD_LINES = 14
_SPACE = 9  # Blank lines: more than are usual anywhere.


def likeness(look: Look) -> float:
    """Lines broken at the width of a page and no Markdown: 1 where nearly every line has an empty one after it."""
    lines = look.lines
    if not lines or FRONT_MATTER.match(look.source.string):
        return 0.1
    broken = sum(1 for line in lines if len(line.string) < 130)
    spaced = _median_length(lines) < 130 and look.usual_blanks >= 1
    return max(0.0, broken / len(lines) * (1.0 if spaced else 0.5) - 4 * look.marked / len(lines))


def read(look: Look) -> tuple[Layout, list[Diagnostic]]:
    """Chunks and furniture of a text out of a PDF."""
    source, lines = look.source, _with_columns_apart(look.lines)
    furniture = controls(source)
    reasons = page_marks(lines)
    reasons |= _hyperlink_lists(lines, reasons)
    furniture += [Furniture(lines[i].start, lines[i].end, reason) for i, reason in reasons.items()]
    placed_lines, rules = place(lines, reasons, look.usual_blanks)
    furniture += [Furniture(line.start, line.end, "page-rule") for line in rules]
    body = [placed for placed in placed_lines if placed.zone is Zone.BODY]
    notes, diagnostics = _notes(source, [placed for placed in placed_lines if placed.zone is Zone.NOTES])
    chunks = [_chunk(source, form, group) for form, group in paragraphs(body)]
    chunks += [_chunk(source, Chunkform.NOTE, group) for group in notes]
    return layout_of("pdf-text", chunks, furniture), diagnostics


def _with_columns_apart(lines: Sequence[Line]) -> list[Line]:
    """The lines, those of a masthead in two columns parted, « General Assembly        Distr.: General ». Of rows
    with no space between them the left column comes first: the name of an organ or a convention goes on there."""
    begun = (i for i, line in enumerate(lines[:_MOST_HEAD_LINES]) if LABEL.match(line.string) or _is_field(line))
    head = next(begun, _MOST_HEAD_LINES)
    parted: list[Line] = []
    left: list[Line] = []
    right: list[Line] = []
    for line in lines[:head]:
        if line.blanks and (left or right):
            parted, left, right = [*parted, *left, *_apart(right)], [], []
        columns = _columns(line)
        (right if right and line.indent >= _RIGHT_COLUMN else left).append(columns[0])
        right += columns[1:]
    return [*parted, *left, *_apart(right), *lines[head:]]


def _is_field(line: Line) -> bool:
    """A row of a list that says something of a case, « State party:          Italy »: the text has begun."""
    gap = _WIDE_GAP.search(line.string)
    return gap is not None and line.indent < _RIGHT_COLUMN and line.string[: gap.start()].endswith(COLONS)


def _apart(column: Sequence[Line]) -> list[Line]:
    """A right column, of which no line goes on with the left one."""
    return [replace(line, blanks=max(line.blanks, _SPACE)) if i == 0 else line for i, line in enumerate(column)]


def _columns(line: Line) -> list[Line]:
    gap = _WIDE_GAP.search(line.string)
    if gap is None or line.indent + gap.end() < _RIGHT_COLUMN or not any(map(str.isalpha, line.string[: gap.start()])):
        return [line]
    left = replace(line, string=line.string[: gap.start()], loose=False)
    right = Line(line.start + gap.end(), line.string[gap.end() :], line.indent + gap.end(), 0, line.loose)
    return [left, right]


def _median_length(lines: Sequence[Line]) -> int:
    """Characters of the middle line by length."""
    return sorted(len(line.string) for line in lines)[len(lines) // 2]


def _hyperlink_lists(lines: Sequence[Line], marks: dict[int, str]) -> dict[int, str]:
    """The addresses that an extractor lists after the text of a page: lines of one URL without the trailing space that
    a line of text has; where no line has one, tight against each other and against the next page or its head."""
    listed: dict[int, str] = {}
    loose = sum(line.loose for line in lines) > len(lines) / 2
    for index in range(len(lines) - 1, 0, -1):
        line = lines[index]
        if line.loose or not URL.fullmatch(line.string):
            continue
        if not loose and lines[index - 1].string.endswith((":", "–")):
            continue
        after = lines[index + 1] if index + 1 < len(lines) else None
        if loose or after is None or after.blanks == 0 or index + 1 in listed or index + 1 in marks:
            listed[index] = "hyperlink-list"
    return listed


def _notes(source: Source, lines: Sequence[Placed]) -> tuple[list[list[Placed]], list[Diagnostic]]:
    """The lines of each note: it begins with its number, set in by a space, or with a raised one or a sign, and goes on
    across the page where no other begins."""
    groups: list[list[Placed]] = []
    diagnostics: list[Diagnostic] = []
    last = 0
    set_in = any(placed.indent > 0 and NOTE_LABEL.match(placed.line.string) for placed in lines)
    for placed in lines:
        label = NOTE_LABEL.match(placed.line.string)
        printed = label[1].translate(PLAIN) if label else ""
        number = int(printed) if printed.isdecimal() else 0
        is_next = number == last + 1 and (placed.resumed or not set_in)
        sure = label and not label[1].isdecimal()
        fits = label and (sure or placed.indent > 0 or is_next or (number == 1 and placed.resumed))
        if groups and not fits:
            groups[-1].append(placed)
            continue
        groups.append([placed])
        last = number or last
        if not label:
            message = f"text under a note rule has no number: “{placed.line.string[:60]}”"
            diagnostics.append(Diagnostic(source.path, line_of(source, placed.line.start), "R003", message))
    return groups, diagnostics


def _chunk(source: Source, form: Chunkform, group: Sequence[Placed]) -> Chunk:
    """The chunk that lines make together."""
    first = group[0]
    texts = [gather(source, placed.line.start, placed.line.end) for placed in group]
    soft = [i for i, placed in enumerate(group) if placed.line.string.endswith(SOFT_HYPHEN)]
    text = join_lines(texts, soft)
    starts = {place: position for position, place in text.places}
    breaks = tuple(starts[line.places[0][1]] for line in texts[1:])
    return Chunk(form, text, first.indent, first.gap, breaks=breaks)
