"""Repairs and furniture as lists for an editor, one line each with its place in the source."""

from __future__ import annotations

from collections.abc import Iterator

from ..core.model import Repair, Report
from ..core.text import line_of, offset, texts
from ..read.furniture import meanings


def repairs(report: Report) -> Iterator[str]:
    """Every repair: `file:line: kind “as in the source” → “as on the page”`."""
    for text in texts(report):
        for mark in text.marks:
            if isinstance(mark, Repair):
                line = line_of(report.source, offset(text, mark.start))
                before = text.string[mark.start : mark.end]
                yield f"{report.source.path}:{line}: {mark.kind} “{before}” → “{mark.fixed}”"


def furniture(report: Report) -> Iterator[str]:
    """Everything in the source that no page shows: `file:line: why: “words”`."""
    for piece in report.furniture:
        line = line_of(report.source, piece.start)
        words = " ".join(report.source.string[piece.start : piece.end].split())
        yield f"{report.source.path}:{line}: {meanings()[piece.reason]}: “{words}”"
