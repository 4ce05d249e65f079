"""Every file of one report: its formats, its picture, the pages of its paragraphs."""

from __future__ import annotations

import pickle
import shutil
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from ..core.model import Report
from ..core.symbol_path import original_name
from ..published import history, registry
from ..write.original import MEDIA_TYPES
from ..write.synopsis import shortened
from . import formats
from . import json_report as data
from . import paragraph_pages as paragraphs
from .addresses import Held
from .archive_tables import Piece
from .description import Record, record
from .export_settings import settings
from .feeds import News
from .picture import picture

SUMMARY = 500
"""The most characters of a summary in a feed."""


@dataclass(frozen=True, slots=True)
class SiteEntry:
    """What the feeds, tables and addresses of the site need to know of a report."""

    news: News
    held: Held
    piece: Piece
    cites: Counter[str] = field(default_factory=Counter)
    """How many blocks cite which key."""


def write(root: Path, site: Path, folder: Path, file: Path) -> SiteEntry:
    """Write the files of the report that is pickled in `file`; its rows for the tables go into `folder`.

    The archive at `root` has the record of its anchors.
    """
    report = pickle.loads(file.read_bytes())
    assert isinstance(report, Report)
    path = report.document.path
    if Path(report.source.path).suffix in MEDIA_TYPES:
        home = site / path
        home.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(root / report.source.path, home / original_name(path, report.source.path))
    described = record(report, registry.load(root, path)[0], history.load(root, path)[0])
    return write_files(described, site, folder / file.stem)


def write_files(record: Record, site: Path, rows: Path) -> SiteEntry:
    """Write the files of a report; its rows for the tables go to `rows` with the endings `.jsonl` and `.csv`."""
    home = site / record.path
    home.mkdir(parents=True, exist_ok=True)
    for row in formats.FORMATS:
        content = row.make(record)
        file = home / f"{record.name}.{row.ending}"
        file.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    if settings().pictures:
        (home / f"{record.name}.png").write_bytes(picture(record))
    if settings().paragraph_pages:
        for path, html in paragraphs.pages(record, picture=settings().pictures):
            (site / path).parent.mkdir(exist_ok=True)
            (site / path).write_text(html, encoding="utf-8")
    piece = Piece(rows.with_suffix(".jsonl"), rows.with_suffix(".csv"), len(record.rows))
    piece.json_lines.write_text(data.json_lines(record), encoding="utf-8", newline="")
    piece.csv_lines.write_text(data.csv_lines(record), encoding="utf-8", newline="")
    return SiteEntry(_news(record), _held(record), piece, Counter(key for row in record.rows for key in row.cites))


def _news(record: Record) -> News:
    document = record.report.document
    return News(
        path=record.path,
        reference=record.reference,
        symbol=record.symbol,
        title=record.title,
        organ=document.organ,
        type=document.type,
        language=record.language,
        summary=shortened(record.summary, SUMMARY),
        dated=record.date,
        added=date.fromisoformat(record.published) if record.published else None,
        changed=date.fromisoformat(record.changed) if record.changed else None,
    )


def _held(record: Record) -> Held:
    date = record.date.isoformat() if record.date else ""
    return Held(record.path, record.symbol, record.title, date, record.report.document.aliases)
