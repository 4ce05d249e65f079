"""The archive's own reports, converted once, and a report made from lines."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from build_scripts.core.model import Report
from build_scripts.core.settings import archive
from build_scripts.run.pipeline import convert
from build_scripts.sources import load_source, scan
from build_scripts.sources.contradictions import completed

ROOT = Path(__file__).parents[2]


@cache
def real() -> tuple[Report, ...]:
    """Every report of source_texts/."""
    entries, _ = scan(ROOT)
    reports = []
    for entry in entries:
        source, _ = load_source(ROOT, entry.source, archive().limits)
        report, _ = convert(source, entry.document)
        reports.append(completed(report))
    return tuple(reports)


def by_path(path: str) -> Report:
    """The report at a symbol path with its language."""
    return next(report for report in real() if report.document.path == path)
