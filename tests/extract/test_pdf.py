"""What is made of a PDF's glyphs: spaces, columns, rows."""

from __future__ import annotations

from build_scripts.core.settings import archive
from build_scripts.extract.pdf import extract_pdf
from tests.extract.pdfs import line, pdf

LONG = "the report on the progress made in the programme"


def lines(*contents: bytes) -> list[str]:
    source, diagnostics = extract_pdf("a.pdf", pdf(*contents), archive().limits)
    assert diagnostics == []
    return source.string.splitlines()


def test_spacing_of_characters_that_stands_for_blanks() -> None:
    """As files of the 1990s have it: « s 3 y 4 d », with the blank taken back inside a word."""
    assert lines(b"BT /F1 10 Tf 6 Tc 72 700 Td [(s3y4d) 600 (el) 600 (a)] TJ ET") == ["s 3 y 4 de la"]
    assert lines(b"BT /F1 10 Tf 1.5 Tc 72 700 Td (ANNEX) Tj ET") == ["ANNEX"]


def test_two_columns_of_running_text_are_read_one_after_the_other() -> None:
    rows = [
        line(f"{side} {LONG}", y=700 - 12 * n, x=x, size=10) for n in range(9) for side, x in (("l", 60), ("r", 320))
    ]
    assert [row[0] for row in lines(b"".join(rows))] == [*"lllllllll", *"rrrrrrrrr"]


def test_columns_of_a_table_without_lines_are_read_row_by_row() -> None:
    rows = []
    for number in range(9):
        y = 700 - 20 * number
        rows += [line("3 p.m.", y=y, x=60, size=10), line("Item 72, continued", y=y, x=215, size=10)]
        rows += [line(LONG, y=y, x=320, size=10)]
    assert lines(b"".join(rows)) == [f"3 p.m.\tItem 72, continued\t{LONG}"] * 9
