"""Physical lines gathered into paragraphs and headings, by space, indent, full stops, labels, and line ends."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ..core.model import Chunk, Chunkform, Source
from .label_counts import Numbering
from .lines import LEADERS, SOFT_HYPHEN, Line, closed, gather, join_lines

LABEL = re.compile(
    r"(?:(\d{1,3})(?:\.\d{1,3})?(?: bis| ter| quater)?\.|(\(?[a-z]{1,4}\))|([IVXLC]+|[A-Z])\.|[•–—-])\s+(?=\S)"
)
_LONE_LABEL = re.compile(r"(?:[IVXLC]+|[A-Z]|\d{1,3}|[a-z])[.)]")
_ABBREVIATED = re.compile(r"(?<!\w)\w{1,4}\.$")  # « M. », « art. »: no full stop that ends a sentence.
_LONGEST_HEADING = 400
_MOST_HEADING_LINES = 4


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


def paragraphs(source: Source, placed: Sequence[Placed]) -> Iterator[Chunk]:
    """The chunks of the lines of the body."""
    measure = _Measure.of(placed)
    numbering = Numbering()
    group: list[Placed] = []
    for index, p in enumerate(placed):
        after = placed[index + 1] if index + 1 < len(placed) else None
        label = LABEL.match(p.line.string)
        printed = (label[1] or label[3] or "") if label else ""
        if group and _Break(group, p, after, measure, label, following=numbering.follows(printed)).begins():
            yield _close(source, group, p)
            group = []
        if printed and not group:
            numbering.add(printed)
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


@dataclass(frozen=True, slots=True)
class _Break:
    """The question whether a line begins a new block rather than going on with the one before."""

    group: Sequence[Placed]
    """The lines of the block before it."""
    line: Placed
    after: Placed | None
    measure: _Measure
    label: re.Match[str] | None
    following: bool
    """The line's number is the next, or the first."""

    def begins(self) -> bool:
        before, string, p = self._before, self.line.line.string, self.line
        if LEADERS.search(before) and (before[-1].isdecimal() or self.label):
            return True
        if _LONE_LABEL.fullmatch(before) or (before.endswith(("-", "‐")) and not p.gap):
            return False
        if _LONE_LABEL.fullmatch(string):
            # Where labels stand alone, a heading (its label, a line or two) is not closed by a full stop.
            headed = len(self.group) <= 3 and bool(_LONE_LABEL.fullmatch(self.group[0].line.string))
            return closed(before) or p.gap > 0 or headed
        if p.resumed or p.page_start:
            return self._begins_page()
        return p.gap > 0 or self._is_broken() or self._is_numbered() or self._is_set_in()

    @property
    def _before(self) -> str:
        return self.group[-1].line.string

    @property
    def _ended(self) -> bool:
        return closed(self._before, comma=True)

    @property
    def _capital(self) -> bool:
        return bool(self.label) or self.line.line.string[0].isupper()

    def _is_broken(self) -> bool:
        """Its first word would have had room on the line before: the break was meant."""
        before, string = self._before, self.line.line.string
        return self._capital and (
            (self.measure.short(before, string, 0.75) and (self._ended or self.following))
            or (self.measure.flat and self.measure.short(before, string, 0.6))
        )

    def _is_numbered(self) -> bool:
        """Its label begins a paragraph, an item or a heading, whatever room the line before it has."""
        if self.label is None:
            return False
        number, item, rank = self.label.groups()
        words = self.line.line.string[self.label.end() :]
        if number:
            return self._ended or (self.following and self._is_heading_before())
        if item:
            return closed(self._before) or (self._ended and words[:1].isupper())
        return bool(rank) and self.following and self._is_heading_here(words)

    def _is_heading_before(self) -> bool:
        """The lines before are a heading: few, with no full stop, and a label or space before them."""
        first = self.group[0]
        headed = LABEL.match(first.line.string) or first.gap > 0
        return bool(headed) and len(self.group) <= _MOST_HEADING_LINES and not closed(self._before)

    def _is_heading_here(self, words: str) -> bool:
        """A short line, or one that another label follows, after a sentence that has ended."""
        before, string = self._before, self.line.line.string
        if not closed(before) or _ABBREVIATED.search(before) or not words[:1].isupper():
            return False
        following = self.after.line.string if self.after else ""
        return bool(LABEL.match(following)) or (bool(following) and self.measure.short(string, following, 0.9))

    def _is_set_in(self) -> bool:
        numbered = bool(self.label and self.label[1])
        return self.line.indent > 0 and (self._ended or numbered or not self.label)

    def _begins_page(self) -> bool:
        """The same for the first line of a page, or after furniture: the space above it may be lost, so that its
        indent, its label, or the space below it must tell."""
        p = self.line
        if (p.gap and self._capital) or (self.following and self._is_numbered()):
            return True
        open_line = not closed(p.line.string, comma=True)
        set_apart = p.indent > 0 or self.label or (self.after is not None and self.after.gap > 0 and open_line)
        # The comma that ends a preambular paragraph ends no numbered one.
        numbered = LABEL.match(self.group[0].line.string)
        ended = closed(self._before, comma=not (numbered and numbered[1]))
        return bool(set_apart) and (ended or (p.indent > 0 and self._capital))


def _close(source: Source, group: Sequence[Placed], after: Placed | None) -> Chunk:
    """The chunk of a group of lines: a heading where space, or a page's end, stands before and after it, and no full
    stop ends it."""
    first, last = group[0], group[-1]
    size = sum(len(p.line.string) for p in group)
    apart_before = first.gap > 0 or first.page_start or first.resumed
    apart_after = after is None or after.gap > 0 or after.page_start or after.resumed
    heading = (
        apart_before
        and apart_after
        and size < _LONGEST_HEADING
        and not closed(last.line.string, comma=True)
        and not first.line.string[0].islower()
    )
    return chunk_of(source, group, Chunkform.HEADING if heading else Chunkform.TEXT)


def chunk_of(source: Source, group: Sequence[Placed], form: Chunkform) -> Chunk:
    """The chunk that lines make together."""
    first = group[0]
    texts = [gather(source, p.line.start, p.line.end) for p in group]
    text = join_lines(texts, [i for i, p in enumerate(group) if p.line.string.endswith(SOFT_HYPHEN)])
    starts = {place: position for position, place in text.places}
    breaks = tuple(starts[t.places[0][1]] for t in texts[1:])
    return Chunk(form, text, first.indent, first.gap, first.page_start, breaks=breaks)
