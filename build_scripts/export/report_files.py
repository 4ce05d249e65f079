"""Every file of one report: its formats, its picture, the pages of its paragraphs."""

from __future__ import annotations

import pickle
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from ..core.model import Report
from ..published import history, registry
from ..write.synopsis import shortened
from . import formats
from . import json_report as data
from . import paragraph_pages as paragraphs
from .addresses import Held
from .archive_tables import Piece
from .description import Record, record
from .feeds import News
from .labels import settings
from .picture import picture

SUMMARY = 500
"""Letters of a summary that a feed has."""


@dataclass(frozen=True, slots=True)
class Done:
    """What the site needs to know of a report whose files are written."""

    news: News
    held: Held
    piece: Piece
    cites: Counter[str] = field(default_factory=Counter)
    """How many blocks cite which key."""


def write(root: Path, site: Path, folder: Path, file: Path) -> Done:
    """Write the files of the report that is pickled in `file`; its rows for the tables go into `folder`.

    What is on record of its anchors is in the archive at `root`.
    """
    report = pickle.loads(file.read_bytes())
    assert isinstance(report, Report)
    path = report.document.path
    one = record(report, registry.load(root, path)[0], history.load(root, path)[0])
    return written(one, site, folder / file.stem)


def written(one: Record, site: Path, rows: Path) -> Done:
    """Write the files of a report; its rows for the tables go to `rows` with the endings `.jsonl` and `.csv`."""
    home = site / one.path
    home.mkdir(parents=True, exist_ok=True)
    for row in formats.FORMATS:
        content = row.make(one)
        file = home / f"{one.name}.{row.ending}"
        file.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    if settings().pictures:
        (home / f"{one.name}.png").write_bytes(picture(one))
    if settings().paragraph_pages:
        for path, html in paragraphs.pages(one, picture=settings().pictures):
            (site / path).parent.mkdir(exist_ok=True)
            (site / path).write_text(html, encoding="utf-8")
    piece = Piece(rows.with_suffix(".jsonl"), rows.with_suffix(".csv"), len(one.rows))
    piece.json_lines.write_text(data.json_lines(one), encoding="utf-8", newline="")
    piece.csv_lines.write_text(data.csv_lines(one), encoding="utf-8", newline="")
    return Done(_news(one), _held(one), piece, Counter(key for row in one.rows for key in row.cites))


def _news(one: Record) -> News:
    document = one.report.document
    return News(
        path=one.path,
        reference=one.reference,
        symbol=one.symbol,
        title=one.title,
        organ=document.organ,
        type=document.type,
        language=one.language,
        summary=shortened(one.summary, SUMMARY),
        dated=one.date,
        added=date.fromisoformat(one.published) if one.published else None,
        changed=date.fromisoformat(one.changed) if one.changed else None,
    )


def _held(one: Record) -> Held:
    date = one.date.isoformat() if one.date else ""
    return Held(one.path, one.symbol, one.title, date, one.report.document.aliases)
