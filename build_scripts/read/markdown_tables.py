"""Tables in Markdown, found before the parser sees the text: in HTML, whose tags it would take for words, and in
bars, which it knows only under a head and a rule."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from .lines import Line

Stretch = tuple[int, int]
Cell = tuple[Stretch, ...]
"""The stretches of the source that are a cell's lines."""

# A tag of a table: `<td colspan="2">`, `</tr>`; not `<b>`, `<td`.
_TAG = re.compile(r"<(/?)(table|thead|tbody|tfoot|tr|t[dh]|caption|colgroup|col)(\s[^<>]{0,2000})?/?>", re.I)
# How many columns or rows a cell spans: `colspan="2"`, `rowspan=3`; not `span="2"`.
_SPAN = re.compile(r"\b(col|row)span\s*=\s*[\"']?(\d{1,3})", re.I)
_MOST_SPANNED = 60  # A table of the UN has some twenty columns; a wrong number must not make thousands of cells.
# A blank line: `a\n \nb`; not `a\nb`.
_PARAGRAPH_END = re.compile(r"\n[ \t\r]*\n")
# A bar between cells: `a | b`; not `a \| b`.
_BAR = re.compile(r"(?<!\\)\|")
# A line that bars begin and end, or a border: `| a | b |`, `+---+---+`; not `a | b`.
_BARRED = re.compile(r"\|.*(?<!\\)\||\+(?:[-=:]{2,}\+)+")
# A border between rows: `+---+---+`, `+===+`, `|---+---|`, `|-----|`; not `| a |`, `+-+`.
_BORDER = re.compile(r"\+(?:[-=:]{2,}\+)+|\|(?:[-=: ]*\+)*[-=: ]*[-=]{3,}[-=: ]*\|")
# The rule under the head of a table: `|---|:-:|`, `--- | ---`; not `| a |`.
_RULE = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?")


@dataclass(slots=True)
class Table:
    """A table and where it stands."""

    start: int
    end: int
    closed: bool = True
    """An HTML table that says where it ends."""
    rows: list[list[Cell]] = field(default_factory=list)
    caption: Cell = ()
    markup: list[Stretch] = field(default_factory=list)
    """Tags, bars and rules, in order."""


def html_tables(string: str) -> Iterator[Table]:
    """The tables in HTML, in order. A table inside a cell is read as rows of the outer one; one that is never closed
    ends where its tags do."""
    tags = list(_TAG.finditer(string))
    closing = _closing(tags)
    index = 0
    while index < len(tags):
        if tags[index][2].lower() == "table" and not tags[index][1]:
            last = closing.get(index) or _last_near(string, tags, index)
            yield _Builder(string, closed=index in closing).table(tags[index : last + 1])
            index = last
        index += 1


def _closing(tags: Sequence[re.Match[str]]) -> dict[int, int]:
    """Index of each tag that opens a table → index of the one that closes it."""
    pairs: dict[int, int] = {}
    opened: list[int] = []
    for index, tag in enumerate(tags):
        if tag[2].lower() == "table":
            if not tag[1]:
                opened.append(index)
            elif opened:
                pairs[opened.pop()] = index
    return pairs


def _last_near(string: str, tags: Sequence[re.Match[str]], first: int) -> int:
    """Index of the last tag before a blank line."""
    last = first
    while last + 1 < len(tags) and not _PARAGRAPH_END.search(string, tags[last].end(), tags[last + 1].start()):
        last += 1
    return last


class _Builder:
    """Puts the cells of one HTML table together."""

    def __init__(self, string: str, *, closed: bool) -> None:
        self.string = string
        self.closed = closed
        self.spanned: dict[int, int] = {}
        """Column → how many rows more a cell above reaches down."""

    def table(self, tags: Sequence[re.Match[str]]) -> Table:
        table = Table(tags[0].start(), tags[-1].end(), self.closed)
        if not self.closed:
            # The words after the last tag are its cell's, to the end of their line.
            end = self.string.find("\n", table.end)
            table.end = len(self.string) if end < 0 else end
        holder: re.Match[str] | None = None
        edges = [*((tag.start(), tag.end(), tag) for tag in tags), (table.end, table.end, None)]
        reached = table.start
        for start, end, tag in edges:
            self._take(table, holder, reached, start)
            if tag is not None:
                table.markup.append((start, end))
                holder = self._opened(table, tag)
            reached = end
        return table

    def _opened(self, table: Table, tag: re.Match[str]) -> re.Match[str] | None:
        """What the words after a tag belong to: the tag of a cell or a caption."""
        name = tag[2].lower()
        if name == "tr" and not tag[1]:
            table.rows.append([])
            self._pad(table.rows[-1])
        return tag if name in ("td", "th", "caption") and not tag[1] else None

    def _take(self, table: Table, holder: re.Match[str] | None, start: int, end: int) -> None:
        """The words between two tags as a cell; those outside of cells as one of their own, where there are any."""
        lines = tuple(_lines(self.string, start, end))
        if holder is not None and holder[2].lower() == "caption" and not table.rows:
            table.caption += lines
        elif holder is not None or lines:
            if not table.rows:
                table.rows.append([])
            self._add(table.rows[-1], lines, holder)

    def _add(self, row: list[Cell], lines: Cell, tag: re.Match[str] | None) -> None:
        """A cell, with an empty one for each column or row more that it spans."""
        spans = {name.lower(): min(int(n), _MOST_SPANNED) for name, n in _SPAN.findall((tag and tag[3]) or "")}
        width, height = max(spans.get("col", 1), 1), spans.get("row", 1)
        if height > 1:
            self.spanned |= dict.fromkeys(range(len(row), len(row) + width), height - 1)
        row += [lines, *[()] * (width - 1)]
        self._pad(row)

    def _pad(self, row: list[Cell]) -> None:
        while self.spanned.get(len(row), 0):
            self.spanned[len(row)] -= 1
            row.append(())


def bar_tables(lines: Sequence[Line]) -> Iterator[Table]:
    """The tables in bars: lines one after the other, two at least, that bars begin and end; or a head above a rule,
    with the lines below it that have bars. Where borders of `+---+` part the rows, a row may have several lines."""
    group: list[Line] = []
    for index, line in enumerate(lines):
        after = lines[index + 1] if index + 1 < len(lines) else None
        barred = line.string[0] in "|+" and bool(_BARRED.fullmatch(line.string))
        if not barred and "|" in line.string and _BAR.search(line.string):
            barred = bool(group) or _is_rule(after)
        if not barred or line.blanks:
            yield from _bars(group)
            group = []
        if barred:
            group.append(line)
    yield from _bars(group)


def _is_rule(line: Line | None) -> bool:
    return line is not None and not line.blanks and "|" in line.string and bool(_RULE.fullmatch(line.string))


def _bars(lines: Sequence[Line]) -> Iterator[Table]:
    if len(lines) < 2:
        return
    table = Table(lines[0].start, lines[-1].end)
    grid = any(_BORDER.fullmatch(line.string) for line in lines)
    columns: list[int] = []
    for line in lines:
        if _BORDER.fullmatch(line.string) or ("-" in line.string and _RULE.fullmatch(line.string)):
            table.markup.append((line.start, line.end))
            columns = []
            continue
        bars = [m.start() for m in _BAR.finditer(line.string)]
        table.markup += [(line.start + bar, line.start + bar + 1) for bar in bars]
        edges = [
            *([] if bars[0] == 0 else [-1]),
            *bars,
            *([] if bars[-1] == len(line.string) - 1 else [len(line.string)]),
        ]
        cells = [_visible_stretch(line, a + 1, b) for a, b in pairwise(edges)]
        if grid and columns == edges:
            table.rows[-1] = [(*above, cell) for above, cell in zip(table.rows[-1], cells, strict=True)]
        else:
            table.rows.append([(cell,) for cell in cells])
        columns = edges
    if table.rows:
        yield table


def _visible_stretch(line: Line, start: int, end: int) -> Stretch:
    words = line.string[start:end]
    first = line.start + start + len(words) - len(words.lstrip())
    return (first, first + len(words.strip())) if words.strip() else (line.start + start, line.start + start)


def _lines(string: str, start: int, end: int) -> Iterator[Stretch]:
    """The lines of a stretch that aren't blank, without the white space at their ends."""
    at = start
    for line in string[start:end].splitlines(keepends=True):
        words = line.strip()
        if words:
            first = at + len(line) - len(line.lstrip())
            yield first, first + len(words)
        at += len(line)
