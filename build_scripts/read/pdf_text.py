"""Text torn out of a PDF: physical lines, often with a blank line after every one, notes under a rule at the
foot of each page, and sometimes the page's hyperlinks listed after them.

Two steps: page furniture is set aside and each line put in its zone (body or notes); then lines become chunks.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ..diagnostics import Diagnostic
from ..model import Chunk, Chunkform, Furniture, Layout, Source
from ..text import line_of
from .furniture import page_marks, patterns
from .lines import FRONT_MATTER, RAISED_DIGITS, Line, Look, closed, controls, gather, join_lines, lines_of, settled

_URL = re.compile(r"(?:https?://|mailto:)\S+")
_NOTE_LABEL = re.compile(rf"(\d{{1,3}}(?![.,]?\d)|[{RAISED_DIGITS}]{{1,3}}|\*{{1,4}}|[†‡§])(?:\s*(?=\S)|$)")
_LABEL = re.compile(
    r"(?:(\d{1,3})(?:\.\d{1,3})?(?: bis| ter| quater)?\.|\(?[a-z]{1,4}\)|[IVXLC]+\.|[A-Z]\.|[•–—-])\s+(?=\S)"
)
_LONE_LABEL = re.compile(r"(?:[IVXLC]+|[A-Z]|\d{1,3}|[a-z])[.)]")
_LONGEST_HEADING = 400


class Zone(StrEnum):
    """Where on its page a line stands."""

    BODY = "body"
    NOTES = "notes"


@dataclass(frozen=True, slots=True)
class Placed:
    """A line with what its page shows of it."""

    line: Line
    zone: Zone
    gap: int
    """Blank lines beyond the layout's usual before it, or before the furniture or notes that part it from its text."""
    indent: int
    """Leading blanks, less the one that begins a page."""
    page_start: bool
    """It is the first line of a page."""
    resumed: bool
    """Furniture or notes stand between it and the line before of its zone."""


def likeness(look: Look) -> float:
    """Lines broken at the width of a page and no Markdown: 1 where nearly every line has a blank one after it."""
    lines = look.lines
    if not lines or FRONT_MATTER.match(look.source.string):
        return 0.1
    broken = sum(1 for line in lines if len(line.string) < 130)
    spaced = usual_blanks(lines) >= 1 and median_length(lines) < 130
    return max(0.0, broken / len(lines) * (1.0 if spaced else 0.5) - 4 * look.marked / len(lines))


def median_length(lines: Sequence[Line]) -> int:
    """Characters of the middle line by length."""
    return sorted(len(line.string) for line in lines)[len(lines) // 2]


def usual_blanks(lines: Sequence[Line]) -> int:
    """How many blank lines the layout puts between two lines of a paragraph: 1 or 0.

    Lines that the page's width broke end in no full stop and go on in lower case; where a blank line follows every
    line, such pairs are many. Where there are none, blanks at the lines' ends tell.
    """
    counts: Counter[int] = Counter()
    for before, line in itertools.pairwise(lines):
        if line.indent or not line.string[0].islower() or _URL.match(line.string) or _LABEL.match(line.string):
            continue
        if not closed(before.string, comma=True):
            counts[min(line.blanks, 2)] += 1
    if not counts:
        return int(sum(line.loose and line.blanks == 1 for line in lines) > len(lines) / 2)
    return int(counts[1] > counts[0] and counts[1] > 0.1 * len(lines))


def read(source: Source) -> tuple[Layout, list[Diagnostic]]:
    """Chunks and furniture of a text out of a PDF."""
    lines = list(lines_of(source))
    furniture = controls(source)
    reasons = page_marks(lines)
    reasons |= _hyperlink_lists(lines, reasons)
    furniture += [Furniture(lines[i].start, lines[i].end, reason) for i, reason in reasons.items()]
    placed, rules = _place(lines, reasons)
    furniture += [Furniture(line.start, line.end, "page-rule") for line in rules]
    chunks = [*_body(source, [p for p in placed if p.zone is Zone.BODY])]
    notes, found = _notes(source, [p for p in placed if p.zone is Zone.NOTES])
    return settled("pdf-text", [*chunks, *notes], furniture), found


def _hyperlink_lists(lines: Sequence[Line], marks: dict[int, str]) -> dict[int, str]:
    """The addresses that an extractor lists after the text of a page: lines of one URL without the trailing blank that
    a line of text has; where no line has one, tight against each other and against the next page or its head."""
    found: dict[int, str] = {}
    loose = sum(line.loose for line in lines) > len(lines) / 2
    for index in range(len(lines) - 1, 0, -1):
        line = lines[index]
        if line.loose or not _URL.fullmatch(line.string):
            continue
        if not loose and lines[index - 1].string.endswith((":", "–")):
            continue
        after = lines[index + 1] if index + 1 < len(lines) else None
        if loose or after is None or after.blanks == 0 or index + 1 in found or index + 1 in marks:
            found[index] = "hyperlink-list"
    return found


def _place(lines: Sequence[Line], reasons: dict[int, str]) -> tuple[list[Placed], list[Line]]:
    """Each line of text in its zone, and the rules between text and notes."""
    usual = usual_blanks(lines)
    rule = patterns()["page-rule"]
    placed: list[Placed] = []
    rules: list[Line] = []
    zone, resumed, opened = Zone.BODY, False, True
    margin = Counter(line.indent for line in lines).most_common(1)[0][0] if lines else 0
    lost: int | None = None  # The gap between the last line of text and what parts it from the next.
    for index, line in enumerate(lines):
        gap = max(line.blanks - usual, 0)
        tight = usual == 1 and line.blanks == 0 and index > 0
        starts_page = line.form_feed or (tight and line.indent > 0)
        if index in reasons or rule.fullmatch(line.string):
            lost = gap if lost is None else lost
            if index in reasons:
                zone = Zone.BODY
                opened = opened or starts_page or reasons[index] == "hyperlink-list"
            else:
                rules.append(line)
                zone = Zone.NOTES if _notes_follow(lines, index) else zone
            resumed = True
            continue
        # Where no sign of the page's end is left: a note begins with its number, and its other lines are not set in.
        starts_page = starts_page or (zone is Zone.NOTES and usual == 1 and _leaves_notes(line))
        if starts_page:
            zone = Zone.BODY
        page_start = starts_page or opened
        if zone is Zone.BODY and (lost is not None or page_start):
            gap = lost or 0
        indent = max(line.indent - margin - (1 if starts_page and usual == 1 else 0), 0)
        placed.append(Placed(line, zone, gap, indent, page_start, resumed))
        lost = None if zone is Zone.BODY else lost
        resumed, opened = False, False
    return placed, rules


def _leaves_notes(line: Line) -> bool:
    label = _NOTE_LABEL.match(line.string)
    return line.indent > 0 and (label is None or bool(_LABEL.match(line.string)))


def _notes_follow(lines: Sequence[Line], index: int) -> bool:
    """A rule parts notes from text where a note's number, or the rest of a note from the page before, comes next."""
    after = lines[index + 1] if index + 1 < len(lines) else None
    return after is not None and bool(_NOTE_LABEL.match(after.string) or lines[index].string.startswith("_"))


def _notes(source: Source, placed: Sequence[Placed]) -> tuple[list[Chunk], list[Diagnostic]]:
    """Notes: each begins with its number, set in by a blank; a note goes on across the page where none begins."""
    groups: list[list[Placed]] = []
    found: list[Diagnostic] = []
    last = 0
    set_in = any(p.indent > 0 and _NOTE_LABEL.match(p.line.string) for p in placed)
    for p in placed:
        label = _NOTE_LABEL.match(p.line.string)
        number = int(label[1]) if label and label[1].isdecimal() else 0
        fits = label and (p.indent > 0 or (number == last + 1 and (p.resumed or not set_in)))
        if fits or not groups:
            groups.append([p])
            last = number or last
            if not label:
                place = line_of(source, p.line.start)
                found.append(
                    Diagnostic(
                        source.path, place, "R003", f"text under a note rule has no number: “{p.line.string[:60]}”"
                    )
                )
        else:
            groups[-1].append(p)
    return [_chunk(source, group, Chunkform.NOTE) for group in groups], found


def _body(source: Source, placed: Sequence[Placed]) -> Iterator[Chunk]:
    """Lines gathered into paragraphs and headings."""
    measure = _Measure.of(placed)
    group: list[Placed] = []
    number = 0
    for index, p in enumerate(placed):
        after = placed[index + 1] if index + 1 < len(placed) else None
        label = _LABEL.match(p.line.string)
        value = int(label[1]) if label and label[1] else 0
        if group and _begins(p, group, after, measure, following=value == number + 1):
            yield _close(source, group, p)
            group = []
        number = value if value and not group else number
        group.append(p)
    if group:
        yield _close(source, group, None)


@dataclass(frozen=True, slots=True)
class _Measure:
    """How long the lines of a text are."""

    width: int
    """Characters of all but the longest tenth of its lines."""
    flat: bool
    """No space stands between paragraphs."""

    @classmethod
    def of(cls, placed: Sequence[Placed]) -> _Measure:
        lengths = sorted(len(p.line.string) for p in placed)
        gaps = sum(1 for p in placed if p.gap)
        return cls(lengths[len(lengths) * 9 // 10] if lengths else 0, gaps * 50 < len(placed))

    def short(self, before: str, string: str, share: float) -> bool:
        """True where the first word of a line would have had room on the line before it."""
        return len(before) + 1 + len(string.split(" ", 1)[0]) < share * self.width


def _begins(p: Placed, group: Sequence[Placed], after: Placed | None, measure: _Measure, *, following: bool) -> bool:
    """True where a line begins a new block rather than going on with the one before; `following`: its number is
    the next."""
    before, string = group[-1].line.string, p.line.string
    if _LONE_LABEL.fullmatch(before) or (before.endswith(("-", "‐")) and not p.gap):
        return False
    if _LONE_LABEL.fullmatch(string):
        # Where labels stand alone, a heading (its label, a line or two) is not closed by a full stop.
        headed = len(group) <= 3 and bool(_LONE_LABEL.fullmatch(group[0].line.string))
        return closed(before) or p.gap > 0 or headed
    label = _LABEL.match(string)
    capital = bool(label) or string[0].isupper()
    if p.resumed or p.page_start:
        return _begins_page(p, before, after, capital=capital)
    ended = closed(before, comma=True)
    # Its first word would have had room on the line before: the break was meant.
    broken = capital and (
        (measure.short(before, string, 0.75) and (ended or following))
        or (measure.flat and measure.short(before, string, 0.6))
    )
    numbered = bool(label and label[1])
    return p.gap > 0 or broken or (numbered and ended) or (p.indent > 0 and (ended or numbered or not label))


def _begins_page(p: Placed, before: str, after: Placed | None, *, capital: bool) -> bool:
    """The same for the first line of a page, or after furniture: the space above it may be lost, so that its indent,
    its label, or the space below it must tell."""
    if p.gap and capital:
        return True
    label = bool(_LABEL.match(p.line.string))
    open_line = not closed(p.line.string, comma=True)
    set_apart = p.indent > 0 or label or (after is not None and after.gap > 0 and open_line)
    return set_apart and (closed(before, comma=True) or (p.indent > 0 and capital))


def _close(source: Source, group: Sequence[Placed], after: Placed | None) -> Chunk:
    """The chunk of a group of lines: a heading where space stands before and after it and no full stop ends it."""
    first, last = group[0], group[-1]
    size = sum(len(p.line.string) for p in group)
    apart_before = first.gap > 0 or first.page_start or first.resumed
    apart_after = after is None or after.gap > 0
    heading = (
        apart_before
        and apart_after
        and size < _LONGEST_HEADING
        and not closed(last.line.string, comma=True)
        and not first.line.string[0].islower()
    )
    return _chunk(source, group, Chunkform.HEADING if heading else Chunkform.TEXT)


def _chunk(source: Source, group: Sequence[Placed], form: Chunkform) -> Chunk:
    first = group[0]
    texts = [gather(source, p.line.start, p.line.end) for p in group]
    text = join_lines(texts)
    starts = {place: position for position, place in text.places}
    breaks = tuple(starts[t.places[0][1]] for t in texts[1:])
    return Chunk(form, text, first.indent, first.gap, first.page_start, breaks=breaks)
