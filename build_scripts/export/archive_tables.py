"""The whole archive as tables: `donnees/paragraphes.jsonl.gz` and `.csv.zip`, one row a block, with their schema.

They are packed, to a fifth, because a table repeats the same few words in each row. Programs read gzip as they read the
file itself; who uses a spreadsheet opens a ZIP by double click on every system. Beyond a number of rows a table
continues in a further file (`paragraphes-2.jsonl.gz`); `fichiers.json` lists all of them.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterable, Iterator, Mapping
from io import BufferedWriter
from pathlib import Path

from ..core.data_files import DATA
from ..core.value import value
from . import compressed_pieces as packed
from .compressed_pieces import Sum
from .description import Record
from .export_settings import settings
from .interface_index import schemas
from .json_report import COLUMNS, SCHEMAS, csv_lines, csv_text, json_lines

NAME = "paragraphes"
KINDS = ("jsonl", "csv")
"""The tables, by the endings of their files when they are unpacked."""
_SCHEMAS = DATA / "schemas"
_BOM = "\ufeff"
"""Tells spreadsheets that a CSV file is UTF-8."""


@value(frozen=True, slots=True)
class Piece:
    """The rows of one document in one of the tables; they wait on disk, compressed."""

    file: str
    """Name of the file that holds them."""
    bytes: int
    """Of that file."""
    rows: int
    sum: Sum
    """Of what is compressed."""


def pieces(record: Record, name: str) -> tuple[dict[str, Piece], dict[str, bytes]]:
    """The rows of a document by table, and the files that hold them, called `name` with endings."""
    by_kind: dict[str, Piece] = {}
    files: dict[str, bytes] = {}
    for kind, lines in zip(KINDS, (json_lines(record), csv_lines(record)), strict=True):
        content = lines.encode("utf-8")
        file = f"{name}.{kind}"
        files[file] = packed.deflated(content)
        by_kind[kind] = Piece(file, len(files[file]), len(record.rows), Sum.of(content))
    return by_kind, files


def write(site: Path, rows: Path, documents: Iterable[Mapping[str, Piece]]) -> None:
    """Write the tables, their list and the schemas; what the pieces name is in the folder `rows`."""
    folder = site / SCHEMAS
    folder.mkdir(parents=True, exist_ok=True)
    listed = list(documents)
    heads = {"jsonl": b"", "csv": (_BOM + csv_text([list(COLUMNS)])).encode("utf-8")}
    files = [
        _write(folder, rows, kind, "" if number == 1 else f"-{number}", heads[kind], group)
        for kind in KINDS
        for number, group in enumerate(_groups([document[kind] for document in listed]), 1)
    ]
    for schema in schemas():
        shutil.copyfile(_SCHEMAS / f"{schema}.schema.json", folder / f"{schema}.schema.json")
    (folder / "fichiers.json").write_text(json.dumps(files, indent=1) + "\n", encoding="utf-8")


def _groups(documents: list[Piece]) -> list[list[Piece]]:
    """Documents that share a file: as many as fit its limits, and at least one."""
    groups: list[list[Piece]] = [[]]
    rows = length = 0
    for piece in documents:
        fits = rows + piece.rows <= settings().rows_per_file and length + piece.sum.length <= packed.MOST
        if groups[-1] and not fits:
            groups.append([])
            rows = length = 0
        groups[-1].append(piece)
        rows += piece.rows
        length += piece.sum.length
    return groups


def _write(folder: Path, rows: Path, kind: str, number: str, head: bytes, group: list[Piece]) -> dict[str, str | int]:
    """One file, and what the list says of it."""
    name = f"{NAME}{number}.{kind}"
    file = folder / f"{name}.{'gz' if kind == 'jsonl' else 'zip'}"
    start = packed.deflated(head)
    whole = sum((piece.sum for piece in group), Sum.of(head))
    with file.open("wb") as stream:
        hashed = _Hashed(stream)
        if kind == "jsonl":
            packed.gzip(hashed, _contents(start, rows, group), whole)
        else:
            length = len(start) + sum(piece.bytes for piece in group)
            packed.zip_(hashed, name, length, _contents(start, rows, group), whole)
    return {
        "file": file.name,
        "bytes": file.stat().st_size,
        "sha256": hashed.digest.hexdigest(),
        "unpacked": whole.length,
        "rows": sum(piece.rows for piece in group),
    }


def _contents(start: bytes, rows: Path, group: list[Piece]) -> Iterator[bytes]:
    yield start
    for piece in group:
        yield (rows / piece.file).read_bytes()


class _Hashed:
    """A file that is hashed while it is written."""

    def __init__(self, stream: BufferedWriter) -> None:
        self._stream = stream
        self.digest = hashlib.sha256()

    def write(self, content: bytes) -> None:
        """More of it."""
        self.digest.update(content)
        self._stream.write(content)
