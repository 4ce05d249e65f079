"""Where a text has quotations, and which of its references belong to which (data/quotations.toml).

The browser does the same (overrides/assets/javascripts/desk/quoting.js): tests/references/quotations.json has the
cases of both.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from ..core.signs import BULLETS
from ..core.value import value
from .quotation_rules import rules

Span = tuple[int, int]
"""Where something begins in a text, and where it ends."""

# What a line is set in by: ` \t` of ` \tText`.
_SET_IN = re.compile(r"[^\S\n]*")


@value(frozen=True, slots=True)
class Quotation:
    """A quotation in a text."""

    start: int
    """Of its mark, or of its first line."""
    end: int
    words: str
    """Between the marks; of lines, without what shows that they are quoted."""
    closed: bool = True
    """Whether the mark that closes it is there; else it reaches to the end of its line."""
    block: bool = False
    """Whether lines show it, and no marks."""


@value(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    words: str
    """Without signs and space before and behind."""
    is_signed: bool
    indent: int
    """In columns."""


def quotations(text: str) -> list[Quotation]:
    """The quotations of a text, in order; one inside another belongs to it."""
    blocks = {block.start: block for block in _blocks(text)}
    breaks = paragraph_ends(text)
    closed = {opening: _closed(text, opening, close, breaks) for opening, close in rules().marks if opening in text}
    found: list[Quotation] = []
    place = 0
    while place < len(text):
        if place in blocks:
            found.append(blocks[place])
            place = blocks[place].end
            continue
        if text[place] not in closed:
            place += 1
            continue
        end = closed[text[place]].get(place, -1)
        stop = end if end >= 0 else (text + "\n").index("\n", place)
        found.append(Quotation(place, stop + (end >= 0), text[place + 1 : stop].strip(), closed=end >= 0))
        place = stop + 1
    return found


def _closed(text: str, opening: str, close: str, breaks: Sequence[int]) -> dict[int, int]:
    """Where each quotation with such marks is closed, by where it opens; those that aren't are not there. Marks that
    are the same at both ends are paired within a paragraph, so that one too few doesn't turn the others round."""
    found: dict[int, int] = {}
    is_open: list[int] = []
    ends = iter(breaks if opening == close else ())
    end = next(ends, len(text))
    for place, sign in enumerate(text):
        if place >= end:
            is_open.clear()
            end = next(ends, len(text))
        if sign == close and is_open:
            found[is_open.pop()] = place
            if opening != close:
                continue
        if sign == opening:
            is_open.append(place)
    return found


def paragraph_ends(text: str) -> list[int]:
    """Where the paragraphs of a text end, but the last."""
    lines = list(_lines(text))
    is_wrapped = all(line.end - line.start <= rules().blocks.wrapped for line in lines)
    return [line.end for line, after in pairwise(lines) if line.words and not (is_wrapped and after.words)]


# --- quotations that lines show -----------------------------------------------------------------


def _blocks(text: str) -> Iterator[Quotation]:
    lines = list(_lines(text))
    number = 0
    leads = False
    while number < len(lines):
        end = _end(lines, number, leads=leads)
        if end > number:
            if not _is_marked(lines[number].words):
                yield _block(lines[number:end])
            leads = False
        elif words := lines[number].words:
            leads = words[-1] in rules().blocks.introduced and lines[number].indent < rules().blocks.indent
        number = max(end, number + 1)


def _lines(text: str) -> Iterator[_Line]:
    told = rules().blocks
    start = 0
    for line in text.split("\n"):
        space = _SET_IN.match(line)
        columns = 0
        for sign in space[0] if space else "":
            columns = (columns // told.indent + 1) * told.indent if sign == "\t" else columns + 1
        words = line.strip()
        is_signed = words.startswith(told.sign)
        yield _Line(start, start + len(line), words.lstrip(told.sign + " \t").strip(), is_signed, columns)
        start += len(line) + 1


def _end(lines: Sequence[_Line], number: int, *, leads: bool) -> int:
    """The number of the line behind a quotation that begins with a line; the line's own where none does. `leads`: the
    last line with words leads to one."""
    end = number
    if lines[number].is_signed:
        while end < len(lines) and lines[end].is_signed:
            end += 1
        return end
    if not leads or _is_item(lines[number]):
        return number
    for place in range(number, len(lines)):
        if lines[place].words:
            if lines[place].indent < rules().blocks.indent or lines[place].is_signed:
                break
            end = place + 1
    return end


def _is_item(line: _Line) -> bool:
    return not line.words or (line.words[0] in BULLETS and line.words[1:2].isspace())


def _is_marked(words: str) -> bool:
    """Whether words have marks of their own, which say what is quoted."""
    return any(words.startswith(opening) for opening, _ in rules().marks)


def _block(lines: Sequence[_Line]) -> Quotation:
    words = " ".join(line.words for line in lines if line.words)
    return Quotation(lines[0].start, lines[-1].end, words, block=True)


# --- their references ----------------------------------------------------------------------------


def sourced(text: str, quoted: Sequence[Quotation], references: Sequence[Span]) -> list[Quotation]:
    """The quotations without the references with which those end that lines show: « … (A/76/463, par. 12) »."""
    return [_without_source(text, one, references) if one.block else one for one in quoted]


def _without_source(text: str, quotation: Quotation, references: Sequence[Span]) -> Quotation:
    for start, end in references:
        if not (quotation.start < start and end <= quotation.end) or any(
            sign.isalnum() for sign in text[end : quotation.end]
        ):
            continue
        before = _source_begins().search(text, max(quotation.start, start - 2 * rules().blocks.words), start)
        if before:
            lines = [line for line in _lines(text[quotation.start : before.start()]) if line.words]
            words = " ".join(line.words for line in lines)
            return replace(quotation, end=before.start(), words=words)
    return quotation


@cache
def _source_begins() -> re.Pattern[str]:
    """What a source begins with at the end of a quotation: ` (voir `, `\n> — `."""
    told = rules().blocks
    opening, closing = (re.escape("".join(pair[end] for pair in told.brackets)) for end in (0, 1))
    inner = rf"[{opening}][^{opening}{closing}]{{0,{told.words}}}"
    return re.compile(rf"[\s{told.sign}]*(?:{inner}|[{re.escape(told.dashes)}]+\s*|\n[\s{told.sign}]*)\Z")


@cache
def _leads_to_source() -> re.Pattern[str]:
    """What stands between a quotation and its source: `. (voir `, ` — `."""
    told = rules().blocks
    opening, closing = (re.escape("".join(pair[end] for pair in told.brackets)) for end in (0, 1))
    signs = re.escape("".join(sorted(rules().endings)) + told.sign)
    return re.compile(
        rf"[\s{signs}]*(?:[{opening}][^{opening}{closing}]{{0,{told.words}}}|[{re.escape(told.dashes)}]+\s*)"
    )


@cache
def _goes_on() -> re.Pattern[str]:
    """What stands between two sources in the same brackets: `, et `; not ` (`, `) `."""
    told = rules().blocks
    signs = re.escape("".join(sign for pair in told.brackets for sign in pair))
    return re.compile(rf"[^{signs}\n]{{0,{told.words}}}")


def beside(text: str, quoted: Sequence[Quotation], references: Sequence[Span]) -> list[list[int]]:
    """Of each quotation the numbers of its references: those in brackets, or behind a dash, right behind it; else, in
    its paragraph, the last before it and the first behind it, up to the next quotation. One that lines show is a
    paragraph by itself, and has those of its neighbours.

    Both in the order of the text; no reference inside a quotation."""
    starts = [start for start, _ in references]
    nexts = [*(one.start for one in quoted[1:]), len(text) + 1]
    own = [_sources(text, one, references, starts, after) for one, after in zip(quoted, nexts, strict=False)]
    taken = {number for numbers in own for number in numbers}
    breaks = paragraph_ends(text)
    found: list[list[int]] = []
    for place, one in enumerate(quoted):
        if own[place]:
            found.append(own[place])
            continue
        before = quoted[place - 1].end if place else 0
        ahead, behind = bisect_left(starts, one.start) - 1, bisect_left(starts, one.end)
        near = []
        if ahead >= 0 and starts[ahead] >= before and ahead not in taken:
            near += [ahead] if _together(breaks, references[ahead][1], one.start, one) else []
        if behind < len(starts) and starts[behind] < nexts[place] and behind not in taken:
            near += [behind] if _together(breaks, one.end, starts[behind], one) else []
        found.append(near)
    return found


def _sources(
    text: str, quotation: Quotation, references: Sequence[Span], starts: Sequence[int], after: int
) -> list[int]:
    """Numbers of the references that are the source of a quotation; `after`: where the next one begins."""
    found: list[int] = []
    end, pattern = quotation.end, _leads_to_source()
    for number in range(bisect_left(starts, quotation.end), bisect_left(starts, after)):
        if not pattern.fullmatch(text, end, starts[number]):
            break
        found.append(number)
        end, pattern = references[number][1], _goes_on()
    return found


def _together(breaks: Sequence[int], start: int, end: int, quotation: Quotation) -> bool:
    """Whether what ends at one place and begins at another is in one paragraph."""
    apart = bisect_right(breaks, end - 1) - bisect_left(breaks, start)
    return apart <= (1 if quotation.block else 0)
