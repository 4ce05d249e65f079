"""Tables with a line around each cell: merged cells, empty ones, and what is no table."""

from __future__ import annotations

from build_scripts.core.model import Rule
from build_scripts.run.reading import as_json

from .pages import PageMaker
from .test_resolutions import LONG, read

XS, YS = (120.0, 250.0, 350.0, 460.0), (620.0, 600.0, 560.0, 540.0)


def _lines(
    xs: tuple[float, ...], ys: tuple[float, ...], *, without: tuple[tuple[str, int, int], ...] = ()
) -> list[Rule]:
    """A grid, each side of each cell a line; `without` are sides that aren't drawn: (side, row, column)."""
    rows, columns = range(len(ys) - 1), range(len(xs) - 1)
    outer = [Rule(xs[0], y - 0.5, xs[-1], y) for y in (ys[0], ys[-1])]
    upright = [
        Rule(x, ys[row + 1], x + 0.5, ys[row])
        for row in rows
        for column, x in enumerate(xs)
        if ("left", row, column) not in without
    ]
    level = [
        Rule(xs[column], ys[row] - 0.5, xs[column + 1], ys[row])
        for row in rows[1:]
        for column in columns
        if ("top", row, column) not in without
    ]
    return [*outer, *upright, *level]


def _tables(page: PageMaker) -> list[list[list[str]]]:
    return [block["rows"] for block in as_json(read(page), [])["blocks"] if block["kind"] == "table"]


def _page() -> PageMaker:
    return PageMaker(baseline=727).paragraph(f"1. Takes note of {LONG}.").paragraph(f"2. Recalls {LONG}.")


def test_lines_say_which_cells_there_are() -> None:
    page = _page()
    page.rules += _lines(XS, YS)
    page.row("Feature", at=607, left=130, size=9).row("Speed", at=607, left=260, size=9)
    page.row("Other conditions", at=607, left=358, size=9)
    page.row("Lane change, which the", at=588, left=130, size=9).row("driver begins", at=576, left=130, size=9)
    page.row("Any", at=588, left=358, size=9).row("To be completed", at=546, left=130, size=9)
    page.paragraph(f"3. Notes {LONG}.")
    assert _tables(page) == [
        [
            ["Feature", "Speed", "Other conditions"],
            ["Lane change, which the driver begins", "", "Any"],
            ["To be completed", "", ""],
        ]
    ]


def test_cells_over_several_columns_or_rows_stand_in_the_first() -> None:
    page = _page()
    page.rules += _lines(XS, YS, without=(("left", 0, 2), ("top", 2, 0)))
    page.row("Event", at=607, left=130, size=9).row("Both values", at=607, left=320, size=9)
    page.row("low", at=577, left=260, size=9).row("high", at=577, left=360, size=9)
    page.row("Merged", at=562, left=130, size=9)
    page.row("1", at=546, left=260, size=9).row("2", at=546, left=360, size=9)
    page.baseline = 520
    page.paragraph(f"3. Notes {LONG}.")
    assert _tables(page) == [[["Event", "Both values", ""], ["Merged", "low", "high"], ["", "1", "2"]]]


def test_a_frame_around_text_is_no_table() -> None:
    page = _page()
    page.rules += _lines((110.0, 500.0), (640.0, 560.0))
    page.row("Box 1", at=625, left=130, bold=True).row(f"Practices of {LONG[:50]}", at=600, left=130)
    page.baseline = 540
    assert _tables(page.paragraph(f"3. Notes {LONG}.")) == []
