"""Real documents against readings made by hand, and against what PDFium sees: figures of docs/developers/reading.md.

`python -m benchmarks readings FOLDER` reads every PDF of a folder and prints

    exact       of the blocks of a reading by hand, those with the same anchor, kind, page and text; a block too many is
                one more that isn't
    calls       of the calls of its blocks, those that lead to the same note
    masthead    of what the masthead says (symbol, organ, session …), what was read so
    lost        signs that PDFium sees on the pages and that stand neither in a block nor among the furniture
    recall …    citations on the words of the documents' own links (benchmarks/citations.py)

A reading by hand is a file of tests/golden/printed/: the documents themselves aren't in the project, only the hash of
each block's words. `--draft FILE` prints what the program reads in that form, for a person to hold against the pages.
"""

from __future__ import annotations

import argparse
import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from build_scripts.citations.knowledge import load
from build_scripts.core.model import Report
from build_scripts.core.settings import archive
from build_scripts.extract.pdf.opening import opened
from build_scripts.extract.pdf.proof import signs, signs_by_pdfium
from build_scripts.run.reading import as_json, read_file

from . import citations
from .measure import ROOT

FOLDER = ROOT / "tests/golden/printed"
FIELDS = ("symbol", "organ", "session", "agenda_item", "date", "language", "original_language", "title")
HEAD = (
    "| document | blocks | exact | calls | right | masthead | right |",
    "|---|--:|--:|--:|--:|--:|--:|",
)


@dataclass(frozen=True, slots=True)
class Line:
    """A block of a reading, or a field of its masthead."""

    anchor: str
    kind: str
    page: str
    calls: tuple[str, ...]
    digest: str
    """SHA-256 of its words, white space made one space; the words themselves for a field."""

    def __str__(self) -> str:
        return "\t".join((self.anchor, self.kind, self.page, " ".join(self.calls), self.digest))


@dataclass(frozen=True, slots=True)
class Reading:
    """A document as a person reads it, or the program."""

    path: str
    """From the folder of documents."""
    sha256: str
    """Of the file."""
    fields: dict[str, str]
    lines: tuple[Line, ...]

    def __str__(self) -> str:
        fields = [Line(key, "field", "", (), value) for key, value in self.fields.items()]
        return "\n".join(map(str, (Line(self.path, "file", "", (), self.sha256), *fields, *self.lines))) + "\n"


def parsed(string: str) -> Reading:
    """A reading from its file."""
    lines = [_line(row) for row in string.splitlines()]
    fields = {line.anchor: line.digest for line in lines if line.kind == "field"}
    blocks = tuple(line for line in lines if line.kind not in ("field", "file"))
    return Reading(lines[0].anchor, lines[0].digest, fields, blocks)


def _line(row: str) -> Line:
    anchor, kind, page, calls, digest = row.split("\t")
    return Line(anchor, kind, page, tuple(calls.split()), digest)


def as_read(report: Report, path: str) -> Reading:
    """A reading of the program's, the masthead's blocks left out: its fields say what they hold."""
    reading = as_json(report, [])
    lines = [
        Line(block["anchor"], block["kind"], str(block["page"]), tuple(block["calls"]), _digest(block))
        for block in reading["blocks"]
        if block["anchor"]
    ]
    return Reading(path, report.source.sha256, {key: reading["document"][key] for key in FIELDS}, tuple(lines))


def _digest(block: dict[str, object]) -> str:
    rows = block["rows"]
    assert isinstance(rows, list)
    words = "\n".join([f"{block['label']}\t{block['text']}", *("\t".join(row) for row in rows)])
    return hashlib.sha256(words.encode()).hexdigest()


@dataclass(slots=True)
class Score:
    """How far a reading of the program's is that of a person."""

    name: str
    blocks: int = 0
    exact: int = 0
    calls: int = 0
    called: int = 0
    fields: int = 0
    stated: int = 0
    wrong: list[str] = field(default_factory=list)

    def add(self, other: Score) -> None:
        """Add the counts of another document."""
        for name in ("blocks", "exact", "calls", "called", "fields", "stated"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.wrong += other.wrong

    def line(self) -> str:
        """A row of the table."""
        pairs = ((self.blocks, self.exact), (self.calls, self.called), (self.fields, self.stated))
        cells = [f"{count:,} | {right / count:.1%}" if count else "0 | –" for count, right in pairs]
        return f"| {self.name} | {' | '.join(cells)} |"


def score(by_hand: Reading, read: Reading) -> Score:
    """What of a reading by hand the program reads so."""
    result = Score(by_hand.path)
    found = {line.anchor: line for line in read.lines}
    for line in by_hand.lines:
        other = found.pop(line.anchor, None)
        result.blocks += 1
        result.exact += other is not None and _alike(line, other)
        common = (Counter(line.calls) & Counter(other.calls)).total() if other else 0
        result.calls += max(len(line.calls), len(other.calls) if other else 0)
        result.called += common
        if other is None or not _alike(line, other) or line.calls != other.calls:
            result.wrong.append(f"{by_hand.path} {line.anchor}")
    result.blocks += len(found)
    result.wrong += [f"{by_hand.path} {anchor}, which no person has read" for anchor in found]
    for key, value in by_hand.fields.items():
        result.fields += 1
        result.stated += read.fields.get(key) == value
        if read.fields.get(key) != value:
            result.wrong.append(f"{by_hand.path} {key} {read.fields.get(key)}")
    return result


def _alike(line: Line, other: Line) -> bool:
    return (line.kind, line.page, line.digest) == (other.kind, other.page, other.digest)


def by_hand() -> list[Reading]:
    """All readings by hand."""
    return [parsed(file.read_text(encoding="utf-8")) for file in sorted(FOLDER.glob("*.tsv"))]


def lost(report: Report, data: bytes) -> tuple[int, Counter[str]]:
    """How many signs PDFium sees on the pages of a PDF, and those that stand neither in blocks nor in furniture."""
    document = opened(data, archive().limits)
    try:
        seen = Counter("".join(line for page in range(len(document)) for line in signs_by_pdfium(document, page, data)))
    finally:
        document.close()
    string = report.source.string
    kept = [text.string for block in report.blocks for text in block.texts]
    kept += [string[piece.start : piece.end] for piece in report.furniture]
    return seen.total(), seen - Counter(signs("".join(kept)))


def main(arguments: Sequence[str]) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks readings")
    parser.add_argument("folder", type=Path, help="of real documents; subfolders are languages (en/…)")
    parser.add_argument("--draft", type=Path, metavar="FILE", help="print the program's reading of one of them")
    options = parser.parse_args(arguments)
    if options.draft:
        report, _ = read_file(options.draft)
        print(as_read(report, options.draft.relative_to(options.folder).as_posix()), end="")
        return
    print("\n".join(_table(by_hand(), options.folder)))
    print("\n".join(_whole(options.folder)))


def _table(readings: Iterable[Reading], folder: Path) -> Iterator[str]:
    yield from HEAD
    resolutions, total = Score("**resolutions**"), Score("**all**")
    for reading in readings:
        report, _ = read_file(folder / reading.path)
        scored = score(reading, as_read(report, reading.path))
        yield scored.line()
        total.add(scored)
        if "/RES/" in reading.fields["symbol"]:
            resolutions.add(scored)
    yield from (resolutions.line(), total.line(), "", *total.wrong)


def _whole(folder: Path) -> Iterator[str]:
    """What is said of every PDF of the folder."""
    count = missing = 0
    for path in sorted(folder.rglob("*.pdf")):
        report, _ = read_file(path)
        number, left = lost(report, path.read_bytes())
        count += number
        missing += left.total()
        if left:
            yield f"{path.name}: “{''.join(sorted(left.elements()))[:40]}” stand nowhere"
    yield f"{count:,} signs on the pages of all PDFs; {missing:,} stand neither in a block nor among the furniture."
    tally, data = citations.Tally("all"), load()
    for document in citations.documents(folder):
        tally.add(citations.tally_of(document, data))
    yield "\n".join((citations.HEAD, tally.line()))
