"""Every file of one report: its formats, its picture, the pages of its paragraphs, its rows for the tables."""

from __future__ import annotations

import pickle
import shutil
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from ..core.model import Report
from ..core.received import MEDIA_TYPES, source_file
from ..core.stage_store import Store, key
from ..core.symbol_path import original_name
from ..core.value import value
from ..published import history, registry
from ..search.page_facets import facets_of
from ..write.course import Facts, facts
from ..write.inner_works import inner_works
from ..write.synopsis import shortened
from . import archive_lists, formats
from . import archive_tables as tables
from .addresses import Held
from .archive_tables import Piece
from .description import Record, record
from .events import Events, events
from .export_settings import settings
from .feeds import News
from .full_reference import full_reference
from .others import NOBODY, Others, Questions, questions

SUMMARY = 500
"""The most characters of a summary in a feed."""
EXPORTING = ("citations", "core", "export", "published", "references", "search", "sources", "structure", "write")
"""The rooms of the program that export needs; everything is made again where one of them changes."""
_ENTRY = "entry"
"""Ending of the file of a report's entry."""


@value(frozen=True, slots=True)
class SiteEntry:
    """What the feeds, tables and addresses of the site need to know of a report."""

    news: News
    held: Held
    pieces: Mapping[str, Piece]
    """Its rows, by the table."""
    cites: Counter[str] = field(default_factory=Counter)
    """How many blocks cite which key."""
    source: str = ""
    """Path of the file as received, where the site offers it."""
    row: str = ""
    """Its line in the list of documents."""
    said: Facts = Facts("")
    """What it says of other texts."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the files of reports go, and what their files are made from."""

    root: Path
    """Of the archive, which has the record of anchors."""
    site: Path
    rows: Path
    """Folder for what all reports' tables are made of."""
    store: Store
    others: Others = NOBODY
    """The archive's documents."""

    def key(self, report: str, asked: Questions) -> str:
        """The name in the store of what is made of a report: of its own key, its record and what it asks of others."""
        path, versions = asked.path, self.others.versions
        recorded = (registry.file_of(path), history.file_of(path), *map(registry.file_of, asked.former))
        on_record = (self.root / file for file in recorded)
        answered = repr((versions.others(path), versions.original(path), self.others.answers(asked)))
        return key(
            "export", EXPORTING, report, answered, *(file.read_bytes() if file.is_file() else b"" for file in on_record)
        )

    def asked(self, report: str) -> Questions | None:
        """What a report that was exported before asks of others, by its own key; None where it wasn't."""
        stored = self.store.get(key("questions", EXPORTING, report))
        if stored is None:
            return None
        asked: Questions = pickle.loads(stored)
        return asked

    def remember(self, report: str, asked: Questions) -> None:
        """Keep what a report asks."""
        self.store.put(key("questions", EXPORTING, report), pickle.dumps(asked))


def taken(place: Place, report: str) -> SiteEntry | None:
    """Take the files of a report over from the store, by its key; None where the store hasn't all of them."""
    asked = place.asked(report)
    name = place.key(report, asked) if asked else ""
    if not asked or not place.store.take_files(f"{name}-rows", place.rows):
        return None
    entry = pickle.loads((place.rows / f"{name}.{_ENTRY}").read_bytes())
    assert isinstance(entry, SiteEntry)
    if not place.store.take_files(name, place.site):
        return None
    _original(place, asked.path, entry.source)
    return entry


def write(place: Place, file: Path) -> SiteEntry:
    """Write the files of the report that is pickled in `file`, whose name is its key, and keep them in the store."""
    report = pickle.loads(file.read_bytes())
    assert isinstance(report, Report)
    path, works = report.document.path, inner_works(report)
    asked = questions(report, works)
    name = place.key(file.name, asked)
    standing, changes = registry.load(place.root, path)[0], history.load(place.root, path)[0]
    facets = facets_of(place.store, place.site, f"{path}/index.html")
    others = place.others
    described = record(report, standing, changes, others.versions, facets, others.answers(asked), works)
    by_table, rows = tables.pieces(described, name)
    former = {before: registry.load(place.root, before)[0] for before in asked.former}
    entry = _entry(described, by_table, events(described, standing, former))
    place.store.deliver(name, files(described), place.site)
    place.store.deliver(f"{name}-rows", rows | {f"{name}.{_ENTRY}": pickle.dumps(entry)}, place.rows)
    place.remember(file.name, asked)
    _original(place, path, entry.source)
    return entry


def files(record: Record) -> dict[str, bytes]:
    """The files of a report by their path in the site."""
    home = record.path
    made: dict[str, bytes] = {}
    for row in formats.FORMATS:
        content = row.make(record)
        made[f"{home}/{record.name}.{row.ending}"] = content if isinstance(content, bytes) else content.encode("utf-8")
    made[f"{home}/{record.name}.reference.js"] = full_reference(record)
    if settings().pictures:
        from .picture import picture

        made[f"{home}/{record.name}.png"] = picture(record)
    if settings().paragraph_pages:
        from . import paragraph_pages as paragraphs

        for path, html in paragraphs.pages(record, picture=settings().pictures):
            made[path] = html.encode("utf-8")
    return made


def _original(place: Place, path: str, source: str) -> None:
    """Copy the file as received, which is as large as all others."""
    if source:
        home = place.site / path
        home.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source_file(place.root, source), home / original_name(path, source))


def _entry(record: Record, pieces: Mapping[str, Piece], happened: Events) -> SiteEntry:
    source = record.report.source.path
    cites = Counter(key for row in record.rows for key in row.cites)
    offered = Path(source).suffix in MEDIA_TYPES
    news = _news(record, happened)
    return SiteEntry(
        news, _held(record), pieces, cites, source if offered else "", archive_lists.row(record), facts(record.report)
    )


def _news(record: Record, happened: Events) -> News:
    document = record.report.document
    return News(
        path=record.path,
        reference=record.reference,
        symbol=record.symbol,
        title=record.title,
        organ=document.organ,
        type=document.type,
        language=record.language,
        summary=shortened(record.synopsis, SUMMARY),
        dated=record.date,
        added=date.fromisoformat(happened.first) if happened.first else None,
        changed=date.fromisoformat(record.changed) if record.changed else None,
        events=happened,
        year=str(document.issued[0]) if document.issued else "",
        themes=tuple(sorted({theme for row in record.rows for theme in row.themes})),
    )


def _held(record: Record) -> Held:
    date = record.date.isoformat() if record.date else ""
    document = record.report.document
    return Held(record.path, record.symbol, record.title, date, document.aliases, document.type)
