"""The whole archive as tables: `donnees/paragraphes.jsonl` and `.csv`, one row a block, with their schema.

Beyond a number of rows a table continues in a further file (`paragraphes-2.jsonl`); `fichiers.json` lists all of them.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ..core.data_files import DATA
from .export_settings import settings
from .json_report import COLUMNS, SCHEMAS, csv_text

NAME = "paragraphes"
_SCHEMAS = DATA / "schemas"
_PUBLISHED = ("document.schema.json", "jsonld.schema.json", "paragraphes.schema.json")
"""The schemas of what the site offers; that of `cote read` is for those who run it."""
_BOM = "\ufeff"
"""Tells spreadsheets that a CSV file is UTF-8."""


@dataclass(frozen=True, slots=True)
class Piece:
    """The rows of one document, as a worker has left them."""

    json_lines: Path
    csv_lines: Path
    rows: int


def write(site: Path, pieces: Iterable[Piece]) -> None:
    """Write the tables, their list and the schemas."""
    folder = site / SCHEMAS
    folder.mkdir(parents=True, exist_ok=True)
    listed = list(pieces)
    files = []
    for kind, head in (("jsonl", ""), ("csv", _BOM + csv_text([list(COLUMNS)]))):
        for number, group in enumerate(_groups(listed), 1):
            file = folder / (f"{NAME}.{kind}" if number == 1 else f"{NAME}-{number}.{kind}")
            files.append(
                _written(file, head, [piece.json_lines if kind == "jsonl" else piece.csv_lines for piece in group])
            )
            files[-1]["rows"] = sum(piece.rows for piece in group)
    for name in _PUBLISHED:
        shutil.copyfile(_SCHEMAS / name, folder / name)
    (folder / "fichiers.json").write_text(json.dumps(files, indent=1) + "\n", encoding="utf-8")


def _groups(pieces: list[Piece]) -> list[list[Piece]]:
    """Documents that share a file: as many as fit its limit of rows, and at least one."""
    groups: list[list[Piece]] = [[]]
    rows = 0
    for piece in pieces:
        if groups[-1] and rows + piece.rows > settings().rows_per_file:
            groups.append([])
            rows = 0
        groups[-1].append(piece)
        rows += piece.rows
    return groups


def _written(file: Path, head: str, parts: list[Path]) -> dict[str, str | int]:
    digest = hashlib.sha256(head.encode())
    with file.open("wb") as stream:
        stream.write(head.encode())
        for part in parts:
            content = part.read_bytes()
            digest.update(content)
            stream.write(content)
    return {"file": file.name, "bytes": file.stat().st_size, "sha256": digest.hexdigest()}
