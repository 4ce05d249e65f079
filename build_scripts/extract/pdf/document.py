"""A PDF as one string, a line for each row of its pages, with spans beside it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import playa

from ...core.diagnostics import Diagnostic, counted
from ...core.model import Hyperlink, Page, Print, Region, RegionKind, Source, Span
from ...core.settings import Limits
from ..text_file import line_starts
from .columns import bands
from .dashes import add_dashes
from .glyphs import Drawn, Fonts, drawn
from .opening import Heard, Refused, damaged, has_end, opened, without_encryption
from .proof import Doubt, doubts, signs_by_pdfium
from .right_to_left import is_right_to_left, mirrored, turn_back
from .rows import Row, Sign, Stretch, part_at_lines, rows, stretches

SOFT_HYPHEN = "\N{SOFT HYPHEN}"
# U+2010 between a letter and the end of its line: `organi‐\n`; not `co‐operation`, `organi-\n`.
_HYPHEN_AT_END = re.compile(r"(?<=[^\W\d_])\N{HYPHEN}(?=[\n\f])")


@dataclass(slots=True)
class _Writer:
    """The string as it grows."""

    pieces: list[str] = field(default_factory=list)
    length: int = 0
    line: int = 1
    """The line that is being written."""
    spans: list[Span] = field(default_factory=list)
    pages: list[Page] = field(default_factory=list)

    def write(self, string: str) -> None:
        self.pieces.append(string)
        self.length += len(string)


def extract_pdf(path: str, data: bytes, limits: Limits) -> tuple[Source, list[Diagnostic]]:
    """The text of a PDF; an empty source, with the reason, of one that is damaged or beyond the limits.

    Raises MemoryError.
    """
    digest = hashlib.sha256(data).hexdigest()
    try:
        with Heard() as heard:
            source, diagnostics = _extracted(path, digest, data, limits)
        if heard.lost or not has_end(data):
            raise Refused("S030", damaged(data, heard.lost))
        _refuse_scan(source)
    except Refused as refusal:
        return Source(path, "", (0,), digest, "pdf"), [Diagnostic(path, 0, refusal.code, refusal.message)]
    if heard.count:
        message = f"the file has a fault and was read anyway ({heard.first}): compare with the original"
        diagnostics.append(Diagnostic(path, 0, "S037", message))
    return source, diagnostics


def _extracted(path: str, digest: str, data: bytes, limits: Limits) -> tuple[Source, list[Diagnostic]]:
    """The text, and what the proof doubts. Raises Refused."""
    writer = _Writer()
    doubtful: list[Doubt] = []
    prover = opened(data, limits)
    try:
        for index, page in enumerate(_pages(without_encryption(prover, data), data, len(prover))):
            if index:
                writer.write("\f")
                writer.line += 1
            doubtful += _write_page(writer, page, signs_by_pdfium(prover, index, data))
    finally:
        prover.close()
    string = _with_soft_hyphens("".join(writer.pieces))
    spans = tuple(sorted(writer.spans, key=lambda span: (span.start, -span.end)))
    source = Source(path, string, line_starts(string, paged=True), digest, "pdf", spans, tuple(writer.pages))
    diagnostics = [Diagnostic(path, line, code, message) for code, line, message in doubtful]
    if not string.strip():
        message = "the source has no text: its pages are pictures, or empty; recognise their text, check it, and put it"
        diagnostics.append(Diagnostic(path, 0, "S002", f"{message} in the place of the PDF, as source.txt"))
    return source, diagnostics


def _with_soft_hyphens(string: str) -> str:
    """Where a file has other hyphens within its lines, U+2010 at their ends is what hyphenation put in."""
    ends = _HYPHEN_AT_END.subn(SOFT_HYPHEN, string)
    return ends[0] if ends[1] and "\N{HYPHEN}" not in ends[0] else string


def _pages(plain: bytes, data: bytes, count: int) -> Iterator[Drawn]:
    """What each page shows. Raises Refused where playa-pdf can't read the file, in whatever way it says so."""
    fonts = Fonts()
    read = 0
    try:
        with playa.parse(plain, space="page") as document:
            for page in document.pages:
                yield drawn(page, fonts)
                read += 1
    except (MemoryError, GeneratorExit, Refused):
        raise
    # Damaged files raise nearly anything: TypeError, StopIteration, struct.error, RecursionError.
    except Exception as error:
        raise Refused("S030", damaged(data, f"page {read + 1}: {type(error).__name__}")) from error
    if read != count:
        raise Refused("S030", damaged(data, f"{read:,} of {count:,} pages can be read"))


def _refuse_scan(source: Source) -> None:
    """Raises Refused for a file of nothing but pictures."""
    if not source.string.strip() and any(page.images for page in source.pages):
        pages = counted(len(source.pages), "page")
        message = f"a scan: {pages} of pictures and no text. It needs text recognition (OCR), checked by a person"
        raise Refused("S036", f"{message}; or ask for the file that it was printed from")


def _write_page(writer: _Writer, page: Drawn, lines: list[str]) -> Iterator[Doubt]:
    """Writes the rows of a page; what the proof says of them, with the line of the string."""
    leftward = is_right_to_left(page)
    page = mirrored(page) if leftward else page
    writer.pages.append(Page(writer.length, page.width, page.height, tuple(page.rules), page.images))
    page_rows = [row for band in bands(page.strokes, page.rules, page.width) for row in rows(band)]
    part_at_lines(page_rows, page.rules)
    if leftward:
        turn_back(page_rows)
    else:
        for row in page_rows:
            add_dashes(page.rules, row)
    first = len(writer.pieces)
    first_line = writer.line
    for number, row in enumerate(page_rows):
        if number:
            writer.write("\n")
            writer.line += 1
        start = writer.length
        _write_row(writer, row, page.links)
        if row.turned:
            writer.spans.append(Region(start, writer.length, RegionKind.VERTICAL))
    for code, number, message in doubts("".join(writer.pieces[first:]), page, page_rows, lines, leftward=leftward):
        yield code, first_line + number, message


def _write_row(writer: _Writer, row: Row, links: Sequence[tuple[tuple[float, float, float, float], str]]) -> None:
    near = [(box, href) for box, href in links if box[1] - 2 <= row.baseline + 0.3 * row.size <= box[3] + 2]
    linked: dict[str, list[int]] = {}
    for stretch in stretches(row):
        start = writer.length
        writer.write(stretch.string)
        if not stretch.signs:
            continue
        if near:
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
