"""Text torn out of a PDF: physical lines, often with a blank line after every one, notes under a rule at the
foot of each page, and sometimes the page's hyperlinks listed after them.

Two steps: page furniture is set aside and each line put in its zone (body or notes); then lines become chunks
(`paragraphs.py`).
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence

from ..core.diagnostics import Diagnostic
from ..core.model import Chunk, Chunkform, Furniture, Layout, Source
from ..core.text import line_of
from .furniture import page_marks, patterns
from .label_counts import NoteNumbers
from .lines import FRONT_MATTER, RAISED_DIGITS, Line, Look, closed, controls, lines_of, settled
from .paragraphs import LABEL, Placed, Zone, chunk_of, paragraphs

_URL = re.compile(r"(?:https?://|mailto:)\S+")
_RULE = "_____"
_PARAGRAPH = re.compile(r"(\d{1,3})\.\s+\S")
_NOTE_LABEL = re.compile(rf"(\d{{1,3}}(?![.,]?\d)|[{RAISED_DIGITS}]{{1,3}}|\*{{1,4}}|[†‡§])(?:\s*(?=\S)|$)")


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
        if line.indent or not line.string[0].islower() or _URL.match(line.string) or LABEL.match(line.string):
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
    chunks = [*paragraphs(source, [p for p in placed if p.zone is Zone.BODY])]
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
    rule = patterns()["page-rule"]
    pages = _Pages(lines, reasons)
    rules: list[Line] = []
    for index, line in enumerate(lines):
        if index in reasons:
            pages.furniture(line, reasons[index])
        elif rule.fullmatch(line.string):
            pages.rule(line, notes=_notes_follow(lines, index))
            rules.append(line)
        else:
            pages.text(index, line)
    return pages.placed, rules


class _Pages:
    """Where on its page the next line stands."""

    def __init__(self, lines: Sequence[Line], reasons: dict[int, str]) -> None:
        self.usual = usual_blanks(lines)
        self.unruled = _unruled(lines, reasons, self.usual)
        self.margin = Counter(line.indent for line in lines).most_common(1)[0][0] if lines else 0
        self.first = lines[0] if lines else None
        self.placed: list[Placed] = []
        self.zone = Zone.BODY
        self.resumed = False
        self.opened = True
        self.lost: int | None = None
        """The gap between the last line of text and what parts it from the next."""
        self.paragraph = 0
        """Number of the last paragraph."""

    def furniture(self, line: Line, reason: str) -> None:
        self._part(line)
        self.zone = Zone.BODY
        self.opened = self.opened or self._starts_page(line) or reason == "hyperlink-list"

    def rule(self, line: Line, *, notes: bool) -> None:
        self._part(line)
        self.zone = Zone.NOTES if notes else self.zone

    def text(self, index: int, line: Line) -> None:
        gap = self._gap(line)
        starts_page = self._starts_page(line) or (self.zone is Zone.NOTES and self._leaves_notes(line))
        if starts_page:
            self.zone = Zone.BODY
        if index in self.unruled and self.zone is Zone.BODY:
            self.zone, self.resumed, self.lost = Zone.NOTES, True, gap
        if self.zone is Zone.BODY and (number := _PARAGRAPH.match(line.string)):
            self.paragraph = int(number[1])
        page_start = starts_page or self.opened
        if self.zone is Zone.BODY and (self.lost is not None or page_start):
            gap = self.lost or 0
        indent = max(line.indent - self.margin - (1 if starts_page and self.usual == 1 else 0), 0)
        self.placed.append(Placed(line, self.zone, gap, indent, page_start, self.resumed))
        self.lost = None if self.zone is Zone.BODY else self.lost
        self.resumed, self.opened = False, False

    def _part(self, line: Line) -> None:
        self.lost = self._gap(line) if self.lost is None else self.lost
        self.resumed = True

    def _gap(self, line: Line) -> int:
        return max(line.blanks - self.usual, 0)

    def _starts_page(self, line: Line) -> bool:
        tight = self.usual == 1 and line.blanks == 0 and line is not self.first
        return line.form_feed or (tight and line.indent > 0)

    def _leaves_notes(self, line: Line) -> bool:
        """Where no sign of the page's end is left: a note begins with its number, and its other lines are not set in;
        nor is the next paragraph's number a note's."""
        number = _PARAGRAPH.match(line.string)
        if self.unruled and number and int(number[1]) == self.paragraph + 1:
            return True
        label = _NOTE_LABEL.match(line.string)
        return self.usual == 1 and line.indent > 0 and (label is None or bool(LABEL.match(line.string)))


def _unruled(lines: Sequence[Line], reasons: dict[int, str], usual: int) -> set[int]:
    """The first lines of notes in a text where no rule parts them from the text."""
    starts: set[int] = set()
    numbers = NoteNumbers()
    if any(line.string.startswith(_RULE) for line in lines):
        return starts
    for index, line in enumerate(lines):
        apart = line.indent > 0 if usual else index > 0 and closed(lines[index - 1].string)
        if index not in reasons and numbers.begins(line.string, apart=apart):
            starts.add(index)
        numbers.read(line.string)
    return starts


def _notes_follow(lines: Sequence[Line], index: int) -> bool:
    """A rule parts notes from text where a note's number, or the rest of a note from the page before, comes next."""
    after = lines[index + 1].string if index + 1 < len(lines) else ""
    noted = _NOTE_LABEL.match(after) and not LABEL.match(after)
    return bool(after) and (bool(noted) or lines[index].string.startswith("_"))


def _notes(source: Source, placed: Sequence[Placed]) -> tuple[list[Chunk], list[Diagnostic]]:
    """Notes: each begins with its number, set in by a blank; a note goes on across the page where none begins."""
    groups: list[list[Placed]] = []
    found: list[Diagnostic] = []
    last = 0
    set_in = any(p.indent > 0 and _NOTE_LABEL.match(p.line.string) for p in placed)
    for p in placed:
        label = _NOTE_LABEL.match(p.line.string)
        number = int(label[1]) if label and label[1].isdecimal() else 0
        next_one = number == last + 1 and (p.resumed or not set_in)
        fits = label and (p.indent > 0 or next_one or (number == 1 and p.resumed))
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
    return [chunk_of(source, group, Chunkform.NOTE) for group in groups], found
