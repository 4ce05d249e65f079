"""A report as JSON, and its rows for the archive's tables: one object or line a block (data/schemas/)."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from ..core.organs import addressed
from ..core.settings import archive
from ..core.text import passages
from ..published import registry
from .description import Record, Row, permalink
from .interface_index import version

SCHEMAS = "donnees"
"""Folder of the site that holds tables and schemas."""
COLUMNS = (
    "url",
    "document",
    "symbol",
    "title",
    "date",
    "supplied_date",
    "organ",
    "type",
    "language",
    "languages",
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
# Where a cell would begin that a spreadsheet runs: `=1+1`, ` @a`, `+1`, `－1`, a tab, `a; =1`, `a;"=1`; not `a = b`.
_FORMULA = re.compile(r"""(?:^|;|[\r\n](?![\r\n]))(?=["'\s]*[=+\-@＝＋－＠]|[\t\r\n])""")
_APART = (";", "\r", "\n")
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
        "genre": record.genre,
        "author": record.author,
        "organ": described.organ,
        "organs": list(addressed(described.organ, record.symbol)),
        "organ_name": record.organ,
        "session": described.session,
        "agenda_item": described.agenda_item,
        "date": record.date.isoformat() if record.date else "",
        "supplied_date": "" if record.date else described.supplied_date,
        "language": record.language,
        "original_language": described.original_language,
        "versions": [{"language": version.language, "url": permalink(version.path)} for version in record.versions],
        "job_number": described.job_number,
        "aliases": list(described.aliases),
        "official_url": record.official,
        "source_sha256": record.report.source.sha256,
    }


@dataclass(frozen=True, slots=True)
class _Block:
    """What is said of a block, in the table and in the file of its report."""

    row: Row
    values: dict[str, Any]
    json: str
    """The same, without braces around it."""


@lru_cache(maxsize=1)
def _blocks(record: Record) -> list[_Block]:
    """The blocks of a report: two of its formats ask, one after the other."""
    blocks: list[_Block] = []
    for row in record.rows:
        values = _block(row)
        blocks.append(_Block(row, values, compact(values)[1:-1]))
    return blocks


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
    blocks = (f"{{{block.json},{_beside(block.row)}}}" for block in _blocks(record))
    parts = {
        "$schema": compact(f"{archive().site_url}{SCHEMAS}/document.schema.json"),
        "version": str(version("document")),
        "document": compact(document(record)),
        "blocks": "[\n" + ",\n".join(blocks) + "\n]",
    }
    return "{" + ",\n".join(f'"{name}":{value}' for name, value in parts.items()) + "}\n"


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def compact(value: Any) -> str:
    """JSON without spaces."""
    return _ENCODER.encode(value)


def _beside(row: Row) -> str:
    """What the file of a report says of a block and the table doesn't, or says of it elsewhere."""
    table = compact([[cell.string for cell in line] for line in row.block.rows]) if row.block.rows else "[]"
    said = [
        {"language": language, "text": registry.words(replace(row.block, text=words, rows=(), label_end=0))}
        for text in row.block.texts
        for words, language in passages(text)
        if language
    ]
    return f'"url":{compact(row.url)},"level":{row.block.level},"table":{table},"passages":{compact(said)}'


# --- the archive's table ----------------------------------------------------------------------


def _of_all(record: Record) -> dict[str, Any]:
    """What each row of a report says of it, between the address of the block and the block."""
    described = record.report.document
    return {
        "document": record.path,
        "symbol": record.symbol,
        "title": record.title,
        "date": record.date.isoformat() if record.date else "",
        "supplied_date": "" if record.date else described.supplied_date,
        "organ": described.organ,
        "type": described.type,
        "language": record.language,
        "languages": record.languages,
    }


def json_lines(record: Record) -> str:
    """The blocks as rows of the archive's table: one object a line."""
    of_all = compact(_of_all(record))[1:-1]
    return "".join(f'{{"url":{compact(block.row.url)},{of_all},{block.json}}}\n' for block in _blocks(record))


def csv_lines(record: Record) -> str:
    """The same rows as CSV (RFC 4180), without the names of the columns."""
    of_all = [_safe(_flat(value)) for value in _of_all(record).values()]
    return _csv(
        [_safe(block.row.url), *of_all, *map(_safe, map(_flat, block.values.values()))] for block in _blocks(record)
    )


def csv_text(lines: list[list[str]]) -> str:
    """Lines of CSV that a spreadsheet may open: an apostrophe stands before what it would take for a formula.

    https://owasp.org/www-community/attacks/CSV_Injection. In French and other settings it divides lines at semicolons,
    too, and at line ends, those inside cells among them; a quotation mark behind one is no part of the cell then. JSON
    Lines have the texts as they are.
    """
    return _csv(map(_safe, line) for line in lines)


def _csv(lines: Iterable[Iterable[str]]) -> str:
    stream = io.StringIO()
    csv.writer(stream).writerows(lines)
    return stream.getvalue()


def _safe(cell: str) -> str:
    """A cell that no spreadsheet runs; most begin with a letter and have no semicolon."""
    plain = cell[:1].isalnum() and not any(sign in cell for sign in _APART)
    return cell if plain else _FORMULA.sub(r"\g<0>'", cell)


def _flat(value: str | list[str]) -> str:
    return BETWEEN.join(value) if isinstance(value, list) else value
