"""Operations on `Text`: slicing, joining, and reading it as repaired, with the way back to the source."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

from .diagnostics import Diagnostic
from .model import Block, Call, Citation, Link, Mark, Repair, Report, Source, Spoken, Text
from .signs import COMMAS
from .value import replace, value

EMPTY = Text("", ())
# A space after a note call that print doesn't have, `pandémie 3 , et`; not `pandémie, 3 et`.
AFTER_CALL = re.compile(r" [,.)\]]")
_BETWEEN_CALLS = (*COMMAS, "、")


def offset(text: Text, position: int) -> int:
    """The offset in the source of the character at `position`, or of the nearest one before it.

    Raises ValueError for a text without places.
    """
    if not text.places:
        raise ValueError("a text without places has no offset in a source")
    index = bisect_right(text.places, (position, 1 << 62)) - 1
    start, place = text.places[max(index, 0)]
    return place + max(position - start, 0)


def line_of(source: Source, place: int) -> int:
    """The line (from 1) of the source on which an offset stands."""
    return bisect_right(source.line_starts, place)


def page_of(source: Source, place: int) -> int:
    """The page (from 1) of the file on which an offset stands; 0 where the file has none."""
    return bisect_right(source.pages, place, key=lambda page: page.start)


def page_and_line(source: Source, line: int) -> tuple[int, int]:
    """The page on which a line of the source stands, and which of the page's lines it is, both from 1."""
    page = page_of(source, source.line_starts[min(line, len(source.line_starts)) - 1])
    return page, line - line_of(source, source.pages[page - 1].start) + 1


def located(source: Source, diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The diagnostics, those of a line of a source with pages with the page: nobody sees the extracted text's lines."""
    located = []
    for diagnostic in diagnostics:
        if source.pages and diagnostic.line and diagnostic.file == source.path:
            page, line = page_and_line(source, diagnostic.line)
            diagnostic = diagnostic._replace(page=page, page_line=line)
        located.append(diagnostic)
    return located


def texts(report: Report) -> Iterator[Text]:
    """Every text of a report: blocks, and the cells of tables."""
    for block in report.blocks:
        yield from block.texts


def stretches(text: Text) -> Iterator[tuple[int, int, int]]:
    """(position, offset, length) of each stretch of a text that is as the source has it."""
    for index, (position, place) in enumerate(text.places):
        end = text.places[index + 1][0] if index + 1 < len(text.places) else len(text.string)
        yield position, place, end - position


def piece(text: Text, start: int, end: int) -> Text:
    """The part of a text between two positions, with its places and the marks that lie within."""
    places: list[tuple[int, int]] = []
    if text.places and start < end:
        first = max(bisect_right(text.places, (start, 1 << 62)) - 1, 0)
        for position, place in text.places[first : bisect_left(text.places, (end, -1))]:
            places.append((0, place + start - position) if position < start else (position - start, place))
    marks = tuple(
        replace(mark, start=max(mark.start, start) - start, end=min(mark.end, end) - start)
        for mark in text.marks[: bisect_left(text.marks, end, key=lambda mark: mark.start)]
        if mark.end > start
    )
    return Text(text.string[start:end], tuple(places), marks)


def trim(text: Text) -> Text:
    """The text without spaces at its ends."""
    stripped = text.string.strip()
    start = len(text.string) - len(text.string.lstrip())
    return text if len(stripped) == len(text.string) else piece(text, start, start + len(stripped))


def join(texts: Iterable[Text], separator: str = " ") -> Text:
    """Texts one after the other, with `separator` (which has no place in the source) between them."""
    string = ""
    places: list[tuple[int, int]] = []
    marks: list[Mark] = []
    for text in texts:
        if string and text.string:
            string += separator
        base = len(string)
        string += text.string
        places += [(base + position, place) for position, place in text.places]
        marks += [replace(mark, start=mark.start + base, end=mark.end + base) for mark in text.marks]
    return Text(string, tuple(places), tuple(marks))


def with_marks(text: Text, marks: Iterable[Mark]) -> Text:
    """The text with more marks beside it, in order."""
    return replace(text, marks=tuple(sorted((*text.marks, *marks), key=lambda mark: (mark.start, -mark.end))))


@value(frozen=True, slots=True)
class Reading:
    """A text as the page shows it: repaired words in place of the source's."""

    string: str
    stretches: tuple[tuple[int, int, int], ...]
    """(position in `string`, position in the text, length) of each stretch taken over unchanged, ascending."""

    def start_in_text(self, position: int) -> int:
        """The position in the text of a character of the reading; inside a repair, where the repair begins."""
        return self._locate(position, end=False)

    def end_in_text(self, position: int) -> int:
        """The position in the text of the end of a stretch of the reading; inside a repair, where it ends."""
        return self._locate(position, end=True)

    def _locate(self, position: int, *, end: bool) -> int:
        probe = position - 1 if end else position
        index = bisect_right(self.stretches, (probe, 1 << 62, 0)) - 1
        if index >= 0:
            here, there, length = self.stretches[index]
            if probe < here + length:
                return there + position - here
            if end and index + 1 < len(self.stretches):
                return self.stretches[index + 1][1]
            return there + length
        return self.stretches[0][1] if end and self.stretches else 0


def reading(text: Text, *, hide: Sequence[Mark] = (), instead: Iterable[tuple[int, int, str]] = ()) -> Reading:
    """The text with its repairs made, and without the stretches in `hide` (note calls, say, for recognising words).
    `instead`: stretches that are read as other letters, where no repair is."""
    edits = sorted(
        [(mark.start, mark.end, mark.fixed) for mark in text.marks if isinstance(mark, Repair)]
        + [(mark.start, mark.end, "") for mark in hide]
        + [*instead]
    )
    parts: list[str] = []
    stretches: list[tuple[int, int, int]] = []
    reached = length = 0
    for start, end, fixed in [*edits, (len(text.string), len(text.string), "")]:
        if start < reached:
            continue
        stretches.append((length, reached, start - reached))
        parts += [text.string[reached:start], fixed]
        length += start - reached + len(fixed)
        reached = end
    return Reading("".join(parts), tuple(stretches))


def passages(text: Text) -> list[tuple[Text, str]]:
    """The text in pieces, each with its language where the text says so (`Spoken`), else with an empty string.

    A passage whose edge lies inside a citation or a link isn't cut out; blanks beside a passage belong to it.
    """
    spoken = [mark for mark in text.marks if isinstance(mark, Spoken)]
    if not spoken:
        return [(text, "")]
    whole = [mark for mark in text.marks if isinstance(mark, Citation | Link)]
    starts: list[tuple[int, str]] = []
    reached = 0
    for mark in spoken:
        cut = any(other.start < edge < other.end for other in whole for edge in (mark.start, mark.end))
        if cut or mark.start < reached:
            continue
        between = text.string[reached : mark.start].strip()
        starts += [(reached, ""), (mark.start, mark.language)] if between else [(reached, mark.language)]
        reached = mark.end
    if text.string[reached:].strip() or not starts:
        starts.append((reached, ""))
    ends = [*(start for start, _ in starts[1:]), len(text.string)]
    return [(piece(text, start, end), language) for (start, language), end in zip(starts, ends, strict=True)]


def unlabelled(block: Block) -> Text:
    """The text of a block behind its label."""
    return piece(block.text, block.label_end, len(block.text.string))


def without_calls(text: Text, *, hide: Sequence[Mark] = (), instead: Iterable[tuple[int, int, str]] = ()) -> Reading:
    """The text as a page shows it but for its note calls: without them, without the comma that parts two of them, and
    without the spaces that extraction set around them. `hide`, `instead`: see `reading`."""
    hidden = list(hide)
    last: Mark | None = None
    for call in text.marks:
        if isinstance(call, Call):
            start = call.start
            while start and text.string[start - 1] == " ":
                start -= 1
            if last and text.string[last.end : start].strip() in _BETWEEN_CALLS:
                start = last.end
            end = call.end
            while text.string.startswith("  ", end):
                end += 1
            last = Mark(start, end + bool(AFTER_CALL.match(text.string, end)))
            hidden.append(last)
    return reading(text, hide=hidden, instead=instead)
