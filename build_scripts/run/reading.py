"""The reading of one file, outside any archive: what `cote read` shows (data/schemas/reading.schema.json)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from ..core.anchor_names import scope
from ..core.diagnostics import Diagnostic
from ..core.likely_language import likely_language
from ..core.model import Block, Call, Citation, Document, Link, Mark, Report, Source, Text
from ..core.settings import archive
from ..core.text import located, offset, page_of, unlabelled, without_calls
from ..sources import load_source
from ..sources.contradictions import author, completed, stated
from .pipeline import convert

_LOOKED_AT = 10_000  # Characters by which text is told from other bytes.
_STRANGE = 0.05  # The largest share of them that isn't text.


def unreadable(path: Path) -> str:
    """Why a path isn't a file that can be read, or nothing."""
    if path.is_dir():
        return "a folder; name a file in it, or put what it holds into the archive with `cote add`"
    if not path.exists():
        return "a link that leads nowhere; put the file itself in its place" if path.is_symlink() else "no such file"
    if not path.is_file():
        return "not a file: it is a device or a pipe"
    try:
        with path.open("rb") as stream:
            return "" if stream.read(1) else "the file is empty"
    except OSError as error:
        return f"can't be read: {error.strerror}"


class NotReadable(Exception):  # noqa: N818  (not an error of the program: the file is of another kind)
    """The file is neither PDF nor Word nor text."""


def read_file(path: Path, *, code: str = "", symbol: str = "") -> tuple[Report, list[Diagnostic]]:
    """The report in a file, in the language `code`, or else in the one whose common words it has most of.

    A symbol that is given stands, whatever the file says. Raises OSError where the file can't be read, and NotReadable
    where it is neither PDF nor Word nor text.
    """
    source, diagnostics = load_source(path.parent, path.name, archive().limits)
    strange = sum(source.string[:_LOOKED_AT].count(sign) for sign in "\0\N{REPLACEMENT CHARACTER}")
    if source.format == "text" and strange > _STRANGE * len(source.string[:_LOOKED_AT]):
        raise NotReadable("neither PDF nor Word nor text: export it as one of them")
    symbol = " ".join(symbol.split())
    document = Document(path.stem, path.name, code or likely_language(source.string), "", symbol=symbol)
    report, further = convert(source, document)
    return completed(report), located(source, [*diagnostics, *further])


def as_json(report: Report, diagnostics: Iterable[Diagnostic]) -> dict[str, Any]:
    """A reading as the schema describes it."""
    source = report.source
    return {
        "document": _document(report),
        "blocks": [_block(block, source) for block in report.blocks],
        "furniture": [
            {
                "reason": piece.reason,
                "text": " ".join(source.string[piece.start : piece.end].split()),
                "page": page_of(source, piece.start),
            }
            for piece in report.furniture
        ],
        "diagnostics": [
            {"code": diagnostic.code, "place": place(diagnostic), "message": diagnostic.message}
            for diagnostic in sorted(diagnostics)
        ],
    }


def _document(report: Report) -> dict[str, str]:
    document = report.document
    said = {fact.key: fact.value for fact in reversed(stated(report))}
    return {
        "symbol": document.symbol or str(said.get("symbol", "")),
        "organ": document.organ,
        "session": document.session,
        "agenda_item": document.agenda_item,
        "date": document.date.isoformat() if document.date else "",
        "language": document.language,
        "original_language": document.original_language,
        "title": document.title or str(said.get("title", "")),
        "type": document.type,
        "job_number": document.job_number,
        "author": author(report),
    }


def _block(block: Block, source: Source) -> dict[str, Any]:
    text = unlabelled(block)
    marks = [mark for text in block.texts for mark in text.marks]
    return {
        "anchor": block.anchor,
        "kind": block.kind.value,
        "part": scope(block.part),
        "label": block.text.string[: block.label_end].strip(),
        "text": shown(text),
        "page": page_of(source, offset(block.text, 0)) if block.text.places else 0,
        "calls": [mark.target or f"note-{mark.number}" for mark in marks if isinstance(mark, Call)],
        "citations": [
            {"words": text.string[mark.start : mark.end], "key": mark.key, "fragment": mark.fragment}
            for text, mark in _marked(block, Citation)
        ],
        "links": [
            {"words": text.string[mark.start : mark.end], "href": mark.href} for text, mark in _marked(block, Link)
        ],
        "rows": [[shown(cell) for cell in row] for row in block.rows],
    }


def place(diagnostic: Diagnostic) -> str:
    """Where a diagnostic is, `a.pdf, p. 7, line 12`; the file alone where all of it is meant."""
    return diagnostic.place if diagnostic.line else diagnostic.file


def shown(text: Text) -> str:
    """A text as the page shows it, without its calls."""
    return " ".join(without_calls(text).string.split())


def _marked(block: Block, kind: type[Mark]) -> Iterator[tuple[Text, Any]]:
    for text in block.texts:
        for mark in text.marks:
            if isinstance(mark, kind):
                yield text, mark


def listed(report: Report, diagnostics: Iterable[Diagnostic]) -> Iterator[str]:
    """The reading as a person looks through it: what the document is, a line for each block, what is doubtful."""
    for key, value in _document(report).items():
        if value:
            yield f"{key.replace('_', ' '):18} {value}"
    yield ""
    page = 0
    for block in report.blocks:
        here = page_of(report.source, offset(block.text, 0)) if block.text.places else page
        if here > page:
            page = here
            yield f"--- p. {page}"
        yield f"{block.anchor or block.role:18} {block.kind.value:10} {' '.join(block.text.string.split())}"
        for row in block.rows:
            yield f"{'':29} | {' | '.join(shown(cell) for cell in row)}"
    yield ""
    for diagnostic in sorted(diagnostics):
        yield f"{place(diagnostic)}: {diagnostic.code} {diagnostic.message}"
