"""Tables as budgets print them: what is read is what was set."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from build_scripts.run.reading import as_json, read_file

weasyprint = pytest.importorskip("weasyprint")

from weasyprint.text.fonts import FontConfiguration  # noqa: E402

from .made import FONTS, LAYOUTS  # noqa: E402

_STYLE = """
@page { size: 612pt 792pt; margin: 72pt 60pt }
td, th { padding: 2pt 0 2pt; vertical-align: bottom; text-align: left }
td.n, th.n { text-align: right }
.s th { border: none; border-top: 0.5pt solid; font-size: 7pt }
.s th[colspan] { border-bottom: 0.5pt solid; text-align: center }
.h th { font-size: 7pt }
.s + .h th { border-top: none }
.i { padding-left: 24pt; text-indent: -12pt }
.p { margin-left: 60pt; text-indent: -30pt }
"""
_TEXT = "The resources that are asked for are set out in the table below, with those of the two years before it. " * 3


def _read(body: str, folder: Path) -> dict[str, Any]:
    fonts = FontConfiguration()
    css = (LAYOUTS / "base.css").read_text(encoding="utf-8") + _STYLE
    style = weasyprint.CSS(string=css, base_url=f"{FONTS}/", font_config=fonts)
    path = folder / "made.pdf"
    path.write_bytes(weasyprint.HTML(string=body).write_pdf(stylesheets=[style], font_config=fonts))
    report, diagnostics = read_file(path, code="en")
    assert [str(d) for d in diagnostics if d.code.startswith("P")] == []
    return as_json(report, diagnostics)


def _row(first: str, *figures: str, label: str = "") -> str:
    cells = "".join(f'<td class="n">{figure}</td>' for figure in figures)
    return f'<tr><td class="i">{label}{"&#160; " if label else ""}{first}</td>{cells}</tr>'


def test_rows_with_labels_and_lines_of_words_are_of_their_table(tmp_path: Path) -> None:
    long = "Meetings of the Committee on the Peaceful Uses of Outer Space, including those of its Subcommittees"
    words = "Advice: normative support to meetings on the use of space, and advice to Member States that ask for it"
    rows = [_row("Substantive services", "72", "75")]
    rows += [_row(f"{long}, session {number}", f"{number}05", "97", label=f"{number}.") for number in range(1, 5)]
    rows += [f"<tr><td colspan=3>{words}, {word} by {word}.</td></tr>" for word in ("one", "two", "three")]
    head = '<tr class="h"><th>Category</th><th class="n">2024</th><th class="n">2025</th></tr>'
    reading = _read(
        f'<p class="p">6.1&#160; {_TEXT}</p><p class="p">6.2&#160; {_TEXT}</p>'
        f"<p>Table 6.2</p><p><b>Deliverables</b></p>"
        '<table style="width:100%"><colgroup><col style="width:380pt"><col><col></colgroup>'
        f"{head}{''.join(rows)}</table>"
        f'<p class="p">6.3&#160; {_TEXT}</p>',
        tmp_path,
    )
    blocks = [block for block in reading["blocks"] if block["anchor"]]
    assert [block["anchor"] for block in blocks] == ["par-6.1", "par-6.2", "table-1", "par-6.3"]
    assert blocks[2]["text"] == "Table 6.2 Deliverables"
    assert blocks[2]["rows"] == [
        ["Category", "2024", "2025"],
        ["Substantive services", "72", "75"],
        *([f"{n}. {long}, session {n}", f"{n}05", "97"] for n in range(1, 5)),
        *([f"{words}, {word} by {word}.", "", ""] for word in ("one", "two", "three")),
    ]


def test_close_columns_of_figures_and_a_head_over_several(tmp_path: Path) -> None:
    years = '<th class="n">2024</th><th class="n">2025</th><th class="n">Change</th>'
    head = (
        '<tr class="s"><th></th><th colspan=3>Regular budget</th><th></th></tr>'
        f'<tr class="h" style="border-bottom:1pt solid"><th>Object</th>{years}<th class="n">2026</th></tr>'
    )
    figures = [
        ("68 358.9", "69 820.5", "(1 461.6)", "7 1"),
        ("101 043.9", "101 017.6", "–", "12"),
        ("–", "275", "7", "8"),
    ]
    rows = "".join(_row(f"Division {at}", *row) for at, row in enumerate(figures, 1))
    reading = _read(
        f"<p>{_TEXT}</p><p>{_TEXT}</p>"
        '<table style="width:360pt"><colgroup><col style="width:180pt"><col style="width:40pt"><col style="width:39pt">'
        f'<col style="width:41pt"><col></colgroup>{head}{rows}</table><p>{_TEXT}</p>',
        tmp_path,
    )
    rows_read = next(block["rows"] for block in reading["blocks"] if block["rows"])
    assert rows_read == [
        ["", "Regular budget", "", "", ""],
        ["Object", "2024", "2025", "Change", "2026"],
        *([f"Division {at}", *row] for at, row in enumerate(figures, 1)),
    ]
