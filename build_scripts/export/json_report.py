"""A report as JSON, and its rows for the archive's tables: one object or line a block (data/schemas/)."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

from ..core.settings import archive
from .description import Record, Row

SCHEMAS = "donnees"
"""Folder of the site that holds tables and schemas."""
COLUMNS = (
    "url",
    "document",
    "symbol",
    "title",
    "date",
    "organ",
    "type",
    "language",
    "anchor",
    "kind",
    "part",
    "number",
    "citation",
    "text",
    "notes",
    "cites",
    "countries",
    "themes",
    "sha256",
    "published",
    "corrected",
)
"""Of a row, in their order."""
BETWEEN = "|"
"""What divides the values of a list in CSV."""


def document(record: Record) -> dict[str, Any]:
    """What is said of the document; what is not known is an empty string, or an empty list."""
    known = record.report.document
    return {
        "url": record.url,
        "path": record.path,
        "symbol": record.symbol,
        "reference": record.reference,
        "title": record.title,
        "type": known.type,
        "organ": known.organ,
        "organ_name": record.organ,
        "session": known.session,
        "agenda_item": known.agenda_item,
        "date": record.date.isoformat() if record.date else "",
        "language": record.language,
        "original_language": known.original_language,
        "job_number": known.job_number,
        "aliases": list(known.aliases),
        "official_url": record.official,
        "source_sha256": record.report.source.sha256,
    }


def row(record: Record, one: Row) -> dict[str, Any]:
    """A block as one row of the archive's table."""
    known = record.report.document
    values = {
        "url": one.url,
        "document": record.path,
        "symbol": record.symbol,
        "title": record.title,
        "date": record.date.isoformat() if record.date else "",
        "organ": known.organ,
        "type": known.type,
        "language": record.language,
        **_block(one),
    }
    return {name: values[name] for name in COLUMNS}


def _block(one: Row) -> dict[str, Any]:
    return {
        "anchor": one.anchor,
        "kind": one.block.kind.value,
        "part": one.place.scope,
        "number": one.block.number,
        "citation": one.citation,
        "text": one.text,
        "notes": list(one.notes),
        "cites": list(one.cites),
        "countries": list(one.countries),
        "themes": list(one.themes),
        "sha256": one.sha256,
        "published": one.published,
        "corrected": one.changes[-1].day.isoformat() if one.changes else "",
    }


def to_json(record: Record) -> str:
    """The report: what is said of it, and its blocks in their order."""
    whole = {
        "$schema": f"{archive().site_url}{SCHEMAS}/document.schema.json",
        "document": document(record),
        "blocks": [
            _block(one) | {"url": one.url, "level": one.block.level, "table": _table(one)} for one in record.rows
        ],
    }
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _table(one: Row) -> list[list[str]]:
    return [[cell.string for cell in line] for line in one.block.rows]


def json_lines(record: Record) -> str:
    """One object a line."""
    lines = (json.dumps(row(record, one), ensure_ascii=False, separators=(",", ":")) for one in record.rows)
    return "".join(f"{line}\n" for line in lines)


def csv_lines(record: Record) -> str:
    """One line a block (RFC 4180), without the names of the columns."""
    return csv_text([_flat(row(record, one)) for one in record.rows])


def csv_text(lines: list[list[str]]) -> str:
    """Lines of CSV."""
    stream = io.StringIO()
    csv.writer(stream).writerows(lines)
    return stream.getvalue()


def _flat(values: dict[str, Any]) -> list[str]:
    return [BETWEEN.join(value) if isinstance(value, list) else value for value in values.values()]
