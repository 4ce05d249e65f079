"""A report as JSON, and its rows for the archive's tables: one object or line a block (data/schemas/)."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
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
"""Separates the values of a list in CSV."""


def document(record: Record) -> dict[str, Any]:
    """What is known of the document; the rest is empty strings and lists."""
    described = record.report.document
    return {
        "url": record.url,
        "path": record.path,
        "symbol": record.symbol,
        "reference": record.reference,
        "title": record.title,
        "type": described.type,
        "organ": described.organ,
        "organ_name": record.organ,
        "session": described.session,
        "agenda_item": described.agenda_item,
        "date": record.date.isoformat() if record.date else "",
        "language": record.language,
        "original_language": described.original_language,
        "job_number": described.job_number,
        "aliases": list(described.aliases),
        "official_url": record.official,
        "source_sha256": record.report.source.sha256,
    }


def table_row(record: Record, row: Row) -> dict[str, Any]:
    """A block as one row of the archive's table."""
    described = record.report.document
    values = {
        "url": row.url,
        "document": record.path,
        "symbol": record.symbol,
        "title": record.title,
        "date": record.date.isoformat() if record.date else "",
        "organ": described.organ,
        "type": described.type,
        "language": record.language,
        **_block(row),
    }
    return {name: values[name] for name in COLUMNS}


def _block(row: Row) -> dict[str, Any]:
    return {
        "anchor": row.anchor,
        "kind": row.block.kind.value,
        "part": row.place.scope,
        "number": row.block.number,
        "citation": row.citation,
        "text": row.text,
        "notes": list(row.notes),
        "cites": list(row.cites),
        "countries": list(row.countries),
        "themes": list(row.themes),
        "sha256": row.sha256,
        "published": row.published,
        "corrected": row.changes[-1].day.isoformat() if row.changes else "",
    }


def to_json(record: Record) -> str:
    """The report: what is known of it, and its blocks in order, a line each."""
    blocks = (_block(row) | {"url": row.url, "level": row.block.level, "table": _table(row)} for row in record.rows)
    parts = {
        "$schema": compact(f"{archive().site_url}{SCHEMAS}/document.schema.json"),
        "document": compact(document(record)),
        "blocks": "[\n" + ",\n".join(map(compact, blocks)) + "\n]",
    }
    return "{" + ",\n".join(f'"{name}":{value}' for name, value in parts.items()) + "}\n"


def compact(value: Any) -> str:
    """JSON without spaces."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _table(row: Row) -> list[list[str]]:
    return [[cell.string for cell in line] for line in row.block.rows]


def table_rows(record: Record) -> list[dict[str, Any]]:
    """The blocks as rows of the archive's table."""
    return [table_row(record, row) for row in record.rows]


def json_lines(rows: Iterable[dict[str, Any]]) -> str:
    """One object a line."""
    return "".join(f"{compact(row)}\n" for row in rows)


def csv_lines(rows: Iterable[dict[str, Any]]) -> str:
    """One line a row (RFC 4180), without the names of the columns."""
    return csv_text([_flat(row) for row in rows])


def csv_text(lines: list[list[str]]) -> str:
    """Lines of CSV."""
    stream = io.StringIO()
    csv.writer(stream).writerows(lines)
    return stream.getvalue()


def _flat(values: dict[str, Any]) -> list[str]:
    return [BETWEEN.join(value) if isinstance(value, list) else value for value in values.values()]
