"""What making a site costs by the number of reports, as a picture."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path

FILE = "benchmarks.svg"
_WIDTH, _HEIGHT = 900, 420
_FONT = "sans-serif"


def draw(sizes: Sequence[int], lines: Mapping[str, Sequence[float | None]], file: Path) -> None:
    """Draw a line for each program: CPU milliseconds a report at each size, where that was measured."""
    import leather  # Only here: all else of the benchmarks does without it.

    leather.theme.title_font_family = leather.theme.legend_font_family = _FONT
    leather.theme.tick_font_family = leather.theme.axis_title_font_family = _FONT
    chart = leather.Chart("CPU ms a report, from nothing")
    chart.add_x_scale(0, max(len(sizes) - 1, 1))
    chart.add_x_axis(ticks=list(range(len(sizes))), name="reports", tick_formatter=lambda at, *_: _size(sizes, at))
    chart.add_y_scale(0, max(value for values in lines.values() for value in values if value is not None))
    for name, values in lines.items():
        chart.add_line([(at, value) for at, value in enumerate(values) if value is not None], name=name)
    chart.to_svg(str(file), width=_WIDTH, height=_HEIGHT)


def _size(sizes: Sequence[int], at: int | Decimal) -> str:
    return f"{sizes[int(at)]:,}"
