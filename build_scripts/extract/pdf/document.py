"""A PDF as one string, a line for each row of its pages, with spans beside it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import playa

from ...core.diagnostics import Diagnostic
from ...core.model import Hyperlink, Page, Print, Region, RegionKind, Source, Span
from ...core.settings import Limits
from ..text_file import line_starts
from .columns import bands
from .glyphs import Drawn, Fonts, drawn
from .rows import Row, Sign, Stretch, rows, stretches


@dataclass(slots=True)
class _Writer:
    """The string as it grows."""

    pieces: list[str] = field(default_factory=list)
    length: int = 0
    spans: list[Span] = field(default_factory=list)
    pages: list[Page] = field(default_factory=list)

    def write(self, string: str) -> None:
        self.pieces.append(string)
        self.length += len(string)


def extract_pdf(path: str, data: bytes, limits: Limits) -> tuple[Source, list[Diagnostic]]:
    """The text of a PDF."""
    writer = _Writer()
    fonts = Fonts()
    with playa.parse(data, space="page") as document:
        for index, page in enumerate(document.pages):
            if index:
                writer.write("\f")
            _write_page(writer, drawn(page, fonts))
    string = "".join(writer.pieces)
    spans = tuple(sorted(writer.spans, key=lambda span: (span.start, -span.end)))
    digest = hashlib.sha256(data).hexdigest()
    source = Source(path, string, line_starts(string), digest, "pdf", spans, tuple(writer.pages))
    diagnostics = []
    if not string.strip():
        diagnostics.append(Diagnostic(path, 0, "S002", "the source has no text"))
    return source, diagnostics


def _write_page(writer: _Writer, page: Drawn) -> None:
    writer.pages.append(Page(writer.length, page.width, page.height, tuple(page.rules), page.images))
    page_rows = [row for band in bands(page.strokes, page.rules, page.width) for row in rows(band)[0]]
    for number, row in enumerate(page_rows):
        if number:
            writer.write("\n")
        start = writer.length
        _write_row(writer, row, page.links)
        if row.turned:
            writer.spans.append(Region(start, writer.length, RegionKind.VERTICAL))


def _write_row(writer: _Writer, row: Row, links: Sequence[tuple[tuple[float, float, float, float], str]]) -> None:
    near = [(box, href) for box, href in links if box[1] - 2 <= row.baseline + 0.3 * row.size <= box[3] + 2]
    linked: dict[str, list[int]] = {}
    for stretch in stretches(row):
        start = writer.length
        writer.write(stretch.string)
        if not stretch.signs:
            continue
        for position, sign in _positions(stretch.signs, start):
            centre = (sign.left + sign.right) / 2
            for box, href in near:
                if box[0] <= centre <= box[2] and not sign.blank:
                    linked.setdefault(href, []).append(position)
        writer.spans.append(_print(row, stretch, start, writer.length))
    for href, positions in linked.items():
        writer.spans += [Hyperlink(start, end, href) for start, end in _joined(positions)]


def _print(row: Row, stretch: Stretch, start: int, end: int) -> Print:
    inked = [sign for sign in stretch.signs if not sign.blank] or stretch.signs
    first, last = inked[0], inked[-1]
    face = first.stroke.face
    return Print(
        start,
        end,
        round(first.left, 2),
        round(last.right, 2),
        round(row.baseline, 2),
        first.stroke.size,
        face.name,
        stretch.raised,
        face.bold,
        face.italic,
    )


def _positions(signs: Sequence[Sign], start: int) -> Iterator[tuple[int, Sign]]:
    for sign in signs:
        yield start, sign
        start += len(sign.characters)


def _joined(positions: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Runs of positions that stand next to one another, but for a space."""
    start = end = -1
    for position in positions:
        if end >= 0 and position - end <= 1:
            end = position + 1
            continue
        if end >= 0:
            yield start, end
        start, end = position, position + 1
    if end >= 0:
        yield start, end
