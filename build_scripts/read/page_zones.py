"""Where on its page each line of a text out of a PDF stands: in the body or among the notes, and behind what gap.

The signs are rules, page furniture, form feeds, blank lines and indents; where no rule is left, the numbers of notes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from enum import StrEnum

from ..core.value import value
from .endings import is_closed
from .furniture import of_pages, patterns
from .label_counts import LABEL, NOTE_LABEL, NoteNumbers
from .lines import Line

_RULE = "_____"
# A numbered paragraph: `12. Le`; not `12 Le`, `12.`, `a) le`.
_PARAGRAPH = re.compile(r"(\d{1,3})\.\s+\S")


class Zone(StrEnum):
    """Where on its page a line stands."""

    BODY = "body"
    NOTES = "notes"


@value(frozen=True, slots=True)
class Placed:
    """A line with what its page shows of it."""

    line: Line
    zone: Zone
    gap: int
    """Blank lines beyond the layout's usual before it, or before the furniture or notes that part it from its text."""
    indent: int
    """Leading spaces, less the one that begins a page."""
    page_start: bool
    """It is the first line of a page."""
    resumed: bool
    """Furniture or notes stand between it and the line before of its zone."""


def place(lines: Sequence[Line], reasons: dict[int, str], usual: int) -> tuple[list[Placed], list[Line]]:
    """Each line of text in its zone, and the rules between text and notes; `usual` is the look's."""
    rule = patterns()["page-rule"]
    pages = _Pages(lines, reasons, usual)
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

    def __init__(self, lines: Sequence[Line], reasons: dict[int, str], usual: int) -> None:
        self.lines, self.usual = lines, usual
        self.unruled = _unruled(lines, reasons, self.usual)
        self.paged = any(line.form_feed for line in lines) or not of_pages().isdisjoint(reasons.values())
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
        self.note = 0
        """Number of the last note under the rule; 0 where none has begun, or signs call it."""
        self.dotted = False
        """A full stop stands behind it."""

    def furniture(self, line: Line, reason: str) -> None:
        self._part(line)
        self.zone = Zone.BODY
        self.opened = self.opened or self._starts_page(line) or reason == "hyperlink-list"

    def rule(self, line: Line, *, notes: bool) -> None:
        self._part(line)
        self.note = 0
        self.zone = Zone.NOTES if notes else self.zone

    def text(self, index: int, line: Line) -> None:
        gap = self._gap(line)
        starts_page = self._starts_page(line) or (self.zone is Zone.NOTES and self._leaves_notes(index, line))
        if starts_page:
            self.zone = Zone.BODY
        if index in self.unruled and self.zone is Zone.BODY:
            self.zone, self.resumed, self.lost = Zone.NOTES, True, gap
        if self.zone is Zone.BODY and (number := _PARAGRAPH.match(line.string)):
            self.paragraph = int(number[1])
        if self.zone is Zone.NOTES and self._is_note(line):
            self._begin_note(line)
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

    def _leaves_notes(self, index: int, line: Line) -> bool:
        """Where no sign of the page's end is left: a note begins with its number, and its other lines aren't set in;
        and the number of the next paragraph isn't a note's."""
        if self._goes_on_below(index, line):
            return True
        number = _PARAGRAPH.match(line.string)
        if self.unruled and number and int(number[1]) == self.paragraph + 1:
            return True
        label = NOTE_LABEL.match(line.string)
        return self.usual == 1 and line.indent > 0 and (label is None or bool(LABEL.match(line.string)))

    def _goes_on_below(self, index: int, line: Line) -> bool:
        """Below the last note of a text without pages the text goes on, or an annex begins: it stands behind a space,
        begins as text does, and isn't the next note. Where there are pages, it stands alone, as a heading."""
        if self.resumed or not self._gap(line) or not is_closed(self.lines[index - 1].string) or self._is_note(line):
            return False
        begins = LABEL.match(line.string) or not line.string[0].islower()
        alone = index + 1 < len(self.lines) and self._gap(self.lines[index + 1]) and not is_closed(line.string)
        return bool(begins) and (not self.paged or bool(alone))

    def _is_note(self, line: Line) -> bool:
        """It begins with a sign that calls a note, or with the number of the next one, written as that of the last."""
        label = NOTE_LABEL.match(line.string)
        if label is None or not label[1].isdecimal():
            return label is not None
        return not self.note or (int(label[1]) == self.note + 1 and _is_dotted(line) == self.dotted)

    def _begin_note(self, line: Line) -> None:
        label = NOTE_LABEL.match(line.string)
        if label and label[1].isdecimal():
            self.note, self.dotted = int(label[1]), _is_dotted(line)


def _is_dotted(line: Line) -> bool:
    """« 3. Voir », as paragraphs are numbered, and notes only sometimes."""
    return bool(_PARAGRAPH.match(line.string))


def _unruled(lines: Sequence[Line], reasons: dict[int, str], usual: int) -> set[int]:
    """The first lines of notes in a text where no rule parts them from the text."""
    starts: set[int] = set()
    numbers = NoteNumbers()
    if any(line.string.startswith(_RULE) for line in lines):
        return starts
    for index, line in enumerate(lines):
        apart = line.indent > 0 if usual else index > 0 and is_closed(lines[index - 1].string)
        words = _with_lone_number(lines, index)
        if index not in reasons and numbers.begins(words, apart=apart):
            starts.add(index)
        numbers.read(line.string)
    return starts


def _with_lone_number(lines: Sequence[Line], index: int) -> str:
    """A line; a number alone, as a raised one comes out of a page, with the words that are set in below it."""
    line, after = lines[index], lines[index + 1] if index + 1 < len(lines) else None
    lone = line.string.isdecimal() and after is not None and not after.blanks and after.indent > line.indent
    return f"{line.string} {after.string}" if lone and after else line.string


def _notes_follow(lines: Sequence[Line], index: int) -> bool:
    """A rule parts notes from text where a note's number, or the rest of a note from the page before, comes next."""
    after = lines[index + 1].string if index + 1 < len(lines) else ""
    noted = NOTE_LABEL.match(after) and not LABEL.match(after)
    return bool(after) and (bool(noted) or lines[index].string.startswith("_"))
