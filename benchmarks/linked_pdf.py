"""Reads PDFs with link annotations: glyphs by their position, so that words, note calls and rectangles agree.

Only what the links need is read: running heads, feet and rules are left out by position, paragraphs begin after a gap
or with an indent, and notes are lines in small type after a raised number.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import playa
from playa.page import Page

from .linked import LinkedDocument, Passage, Sign, passage

_HEAD, _FOOT = 0.915, 0.07
"""Shares of a page's height that bound running heads and feet; a first page has no running head."""
_SPACE = 0.18
"""Share of the type size from which a gap is a space."""
_BASELINE, _RAISED, _SMALL = 0.45, 0.15, 0.8
"""Shares of a line's size: how far its glyphs may be off, from where they are raised, below which they are small."""
_NOTES = 0.92
"""Share of the body's size below which lines belong to notes."""
_GAP = 1.3
"""Multiple of the usual leading from which a gap begins a paragraph."""
_INDENT = 8
_SYMBOL = re.compile(r"[A-Z]+/[A-Z0-9][\w./()-]*\d\)?")


@dataclass(slots=True)
class _Glyph:
    text: str
    x: float
    end: float
    y: float
    size: float
    href: str
    call: bool = False


@dataclass(slots=True)
class _Line:
    page: int
    y: float
    size: float
    glyphs: list[_Glyph] = field(default_factory=list)

    @property
    def x(self) -> float:
        return self.glyphs[0].x

    @property
    def string(self) -> str:
        return "".join(sign.text for sign in self.signs())

    @property
    def number(self) -> str:
        """The raised number at the beginning of a note's first line; empty if there isn't any."""
        raised = "".join(glyph.text if glyph.call else "\n" for glyph in self.glyphs[:4])
        return raised.split("\n")[0].strip()

    def signs(self) -> Iterator[Sign]:
        """The line's signs, with spaces for its gaps."""
        before: _Glyph | None = None
        for glyph in self.glyphs:
            if before and glyph.x - before.end > _SPACE * self.size:
                yield Sign(" ", glyph.href if glyph.href == before.href else "")
            yield Sign(glyph.text, glyph.href, glyph.call)
            before = glyph


def read_pdf(path: Path, language: str) -> LinkedDocument:
    """Read a PDF with its links. Raises whatever playa-pdf raises if it is damaged."""
    with playa.open(path, space="default") as pdf:
        lines = [line for number, page in enumerate(pdf.pages) for line in _lines(page, number)]
    symbol = next((match[0] for line in lines[:8] if (match := _SYMBOL.search(line.string))), "")
    sizes = Counter(round(line.size, 1) for line in lines for _ in line.glyphs)
    body, notes = _body_and_notes(lines, sizes.most_common(1)[0][0] if sizes else 0)
    return LinkedDocument(path.name, language, symbol, (*map(passage, _paragraphs(body)), *_notes(notes)))


def _lines(page: Page, number: int) -> list[_Line]:
    """The lines of a page from the top, without running head and foot."""
    boxes = list(_boxes(page))
    glyphs = sorted(_glyphs(page, boxes), key=lambda glyph: (-glyph.size, -glyph.y))
    lines: list[_Line] = []
    for glyph in glyphs:
        candidates = [line for line in lines if abs(line.y - glyph.y) < _BASELINE * max(line.size, glyph.size)]
        line = min(candidates, key=lambda line: abs(line.y - glyph.y), default=None)
        if line is None:
            line = _Line(number, glyph.y, glyph.size)
            lines.append(line)
        line.glyphs.append(glyph)
    body_lines = [
        line for line in lines if _FOOT * page.height < line.y and (not number or line.y < _HEAD * page.height)
    ]
    for line in body_lines:
        _measure_line(line)
    return sorted((line for line in body_lines if line.string.strip("_ ")), key=lambda line: -line.y)


def _measure_line(line: _Line) -> None:
    """Sort a line's glyphs from left to right, give it the size of most of them, and mark raised ones as calls."""
    line.glyphs.sort(key=lambda glyph: glyph.x)
    line.size = Counter(glyph.size for glyph in line.glyphs).most_common(1)[0][0]
    line.y = Counter(glyph.y for glyph in line.glyphs if glyph.size == line.size).most_common(1)[0][0]
    for glyph in line.glyphs:
        small = glyph.size < _SMALL * line.size and glyph.y > line.y + _RAISED * line.size
        glyph.call = small and (glyph.text.isdigit() or glyph.text in "*,")


def _boxes(page: Page) -> Iterator[tuple[tuple[float, float, float, float], str]]:
    for annotation in page.annotations:
        action = annotation.props.get("A")
        href = action.get("URI") if isinstance(action, dict) else None
        if isinstance(href, bytes):
            yield annotation.rect, href.decode("utf-8", "replace")


def _glyphs(page: Page, boxes: list[tuple[tuple[float, float, float, float], str]]) -> Iterator[_Glyph]:
    for glyph in page.glyphs:
        text = (glyph.text or "\ufffd").replace("\u2011", "-")
        if text.isspace() or not text:
            continue
        x, y = glyph.origin
        left, low, right, high = glyph.bbox
        middle, height = (left + right) / 2, (low + high) / 2
        href = next((href for (a, b, c, d), href in boxes if a <= middle <= c and b <= height <= d), "")
        yield _Glyph(text, x, max(right, x), round(y, 1), round(glyph.size or high - low, 1), href)


def _body_and_notes(lines: list[_Line], size: float) -> tuple[list[_Line], list[_Line]]:
    """The lines of the body and of the notes: a page's last lines, from a small one with a raised number on."""
    body: list[_Line] = []
    notes: list[_Line] = []
    page, below = -1, False
    for line in lines:
        if line.page != page:
            page, below = line.page, False
        below = below or (line.size < _NOTES * size and bool(line.number))
        (notes if below else body).append(line)
    return body, notes


def _paragraphs(lines: list[_Line]) -> Iterator[list[Sign]]:
    leading = Counter(
        round(upper.y - lower.y) for upper, lower in pairwise(lines) if upper.page == lower.page
    ).most_common(1)
    left = Counter(round(line.x) for line in lines).most_common(1)[0][0] if lines else 0
    before: _Line | None = None
    signs: list[Sign] = []
    for line in lines:
        if before and _begins(line, before, leading[0][0] if leading else 12, left):
            yield signs
            signs = []
        signs = [*signs, *_joint(signs, line)]
        before = line
    yield signs


def _begins(line: _Line, before: _Line, leading: float, left: float) -> bool:
    """Whether a line begins a paragraph."""
    if line.page == before.page:
        return before.y - line.y > _GAP * leading or line.x > before.x + _INDENT
    return line.x > left + _INDENT


def _joint(signs: list[Sign], line: _Line) -> Iterator[Sign]:
    """A line's signs, with a space before them unless the line before ends in a hyphen or a slash."""
    new = list(line.signs())
    if len(signs) > 1 and not (signs[-1].text in "-/" and signs[-2].text.isalnum()):
        yield Sign(" ", signs[-1].href if new and new[0].href == signs[-1].href else "")
    yield from new


def _notes(lines: list[_Line]) -> Iterator[Passage]:
    number = ""
    signs: list[Sign] = []
    for line in lines:
        if label := line.number:
            if signs:
                yield passage(signs, number)
            number, signs = label, list(line.signs())[len(label) :]
        else:
            signs = [*signs, *_joint(signs, line)]
    if signs:
        yield passage(signs, number)
