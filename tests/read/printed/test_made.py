"""What is read of printed pages is what was set on them, in every layout."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from build_scripts.run.reading import as_json, read_file

pytest.importorskip("weasyprint")

from .made import GENEVA, LANDSCAPE, NEW_YORK, NOTES, OLD, PAGES, RECTO_VERSO, Made, Page, as_pdf, expected, made

# Seeds of documents: short, long, with tables over two pages, with many notes.
_CASES = [(page, 1, "en") for page in PAGES] + [
    (NEW_YORK, 2, "en"),
    (LANDSCAPE, 2, "en"),
    (GENEVA, 3, "fr"),
    (OLD, 4, "es"),
    (RECTO_VERSO, 5, "ru"),
]


def _read(document: Made, page: Page, folder: Path) -> dict[str, Any]:
    path = folder / "made.pdf"
    path.write_bytes(as_pdf(document, page))
    report, diagnostics = read_file(path, code=document.language)
    return as_json(report, diagnostics)


@pytest.mark.parametrize(("page", "seed", "language"), _CASES, ids=lambda value: str(getattr(value, "name", value)))
def test_what_is_read_was_set(page: Page, seed: int, language: str, tmp_path: Path) -> None:
    document = made(seed, language)
    reading = _read(document, page, tmp_path)
    blocks = {block["anchor"]: block for block in reading["blocks"] if block["anchor"]}
    notes = [anchor for anchor, block in blocks.items() if block["text"] == NOTES[language]]
    assert bool(notes) == (page.endnotes and bool(document.notes))
    read = {
        anchor: (block["text"], block["calls"])
        for anchor, block in blocks.items()
        if block["kind"] != "table" and anchor not in notes
    }
    assert read == {anchor: (words, list(calls)) for anchor, (words, calls) in expected(document).items()}
    tables = {anchor: block["rows"] for anchor, block in blocks.items() if block["kind"] == "table"}
    assert tables == {
        piece.anchor: [list(row) for row in piece.rows] for piece in document.pieces if piece.kind == "table"
    }


def test_a_table_of_contents_is_furniture(tmp_path: Path) -> None:
    document = made(1)
    reading = _read(document, GENEVA, tmp_path)
    contents = [item["text"] for item in reading["furniture"] if item["reason"] == "contents"]
    assert contents[0] == "Contents"
    assert len(contents) == 1 + sum(piece.kind == "heading" for piece in document.pieces)
