"""The reading of one file, outside any archive: what `cote read` shows (data/schemas/reading.schema.json)."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from ..core.data_files import read_data
from ..core.diagnostics import Diagnostic
from ..core.language import FOLDER, language, languages
from ..core.model import Block, Call, Citation, Document, Link, Mark, Report, Source, Text
from ..core.settings import archive
from ..core.text import offset, piece, without_calls
from ..sources import author, completed, load_source, stated
from ..structure.anchor import scope
from .pipeline import convert

_SAMPLE = 200_000  # Characters by which a language is told.
# A word: `Réunion`; not `12`, `76/463`.
_WORD = re.compile(r"[^\W\d_]+")


def read_file(path: Path, *, code: str = "", symbol: str = "") -> tuple[Report, list[Diagnostic]]:
    """The report in a file, in the language `code`, or else in the one whose common words it has most of.

    Raises OSError where the file can't be read.
    """
    source, diagnostics = load_source(path.parent, path.name, archive().limits)
    document = Document(path.stem, path.name, code or likely_language(source.string), "", symbol=symbol)
    report, further = convert(source, document)
    return completed(report), [*diagnostics, *further]


def likely_language(string: str) -> str:
    """The language of a text: the one whose most common words are most of its words."""
    words = Counter(word.lower() for word in _WORD.findall(string[:_SAMPLE]))
    scores = {code: _score(words, code) for code in languages()}
    best = max(scores, key=lambda code: scores[code])
    return best if scores[best] else archive().language


def _score(words: Counter[str], code: str) -> int:
    common = _common_words(code)
    if language(code).words_apart:
        return sum(words[word] for word in common)
    return sum(count for word, count in words.items() for sign in common if sign in word)


@cache
def _common_words(code: str) -> frozenset[str]:
    return frozenset(read_data(FOLDER / code / "search.toml").table["stop_words"])


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
                "page": _page(source, piece.start),
            }
            for piece in report.furniture
        ],
        "diagnostics": [
            {"code": d.code, "place": f"{d.file}:{d.line}", "message": d.message} for d in sorted(diagnostics)
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
    own = piece(block.text, block.label_end, len(block.text.string))
    marks = [mark for text in block.texts for mark in text.marks]
    return {
        "anchor": block.anchor,
        "kind": block.kind.value,
        "part": scope(block.part),
        "label": block.text.string[: block.label_end].strip(),
        "text": shown(own),
        "page": _page(source, offset(block.text, 0)) if block.text.places else 0,
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


def shown(text: Text) -> str:
    """A text as the page shows it, without its calls."""
    return " ".join(without_calls(text).string.split())


def _marked(block: Block, kind: type[Mark]) -> Iterator[tuple[Text, Any]]:
    for text in block.texts:
        for mark in text.marks:
            if isinstance(mark, kind):
                yield text, mark


def listed(report: Report) -> Iterator[str]:
    """A line for each block: anchor or role, kind, and the words."""
    for block in report.blocks:
        words = " ".join(block.text.string.split())
        yield f"{block.anchor or block.role:18} {block.kind.value:10} {words}"


def _page(source: Source, place: int) -> int:
    """The page, from 1, on which an offset stands; 0 where the file has none."""
    return bisect_right(source.pages, place, key=lambda page: page.start)
