"""The site's sign as a picture."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from fontTools.pens.recordingPen import RecordingPen
from fontTools.svgLib.path import parse_path
from lxml import etree
from PIL import Image, ImageDraw

from .settings import OfflineError

Point = tuple[float, float]

_FINER = 8
"""Drawn so many times larger, then made small: so edges are smooth."""
_STEPS = 16
"""Straight lines that a curve is drawn with."""


def drawn(svg: Path, size: int) -> bytes:
    """A drawing (SVG, square, view box from 0 0) of filled rectangles and outlines as PNG, `size` pixels wide.

    Raises OfflineError where it has other shapes.
    """
    root = etree.parse(svg).getroot()
    scale = size * _FINER / float(root.get("viewBox", "").split()[2])
    image = Image.new("RGBA", (size * _FINER, size * _FINER))
    draw = ImageDraw.Draw(image)
    for shape in root.iterchildren("*"):
        kind = etree.QName(shape).localname
        if kind not in _SHAPES:
            raise OfflineError(f"{svg}: <{kind}> is not known to the drawing of pictures")
        _SHAPES[kind](draw, {str(name): str(value) for name, value in shape.attrib.items()}, scale)
    made = BytesIO()
    image.resize((size, size), Image.Resampling.LANCZOS).save(made, "PNG", optimize=True)
    return made.getvalue()


def _rectangle(draw: ImageDraw.ImageDraw, shape: dict[str, str], scale: float) -> None:
    x, y, width, height, radius = (scale * float(shape.get(name, 0)) for name in ("x", "y", "width", "height", "rx"))
    draw.rounded_rectangle((x, y, x + width, y + height), radius, shape.get("fill", "black"))


def _outline(draw: ImageDraw.ImageDraw, shape: dict[str, str], scale: float) -> None:
    pen = RecordingPen()
    parse_path(shape["d"], pen)
    points: list[Point] = []
    for name, own in [*pen.value, ("moveTo", ())]:
        if name == "moveTo" and len(points) > 2:
            draw.polygon([(scale * x, scale * y) for x, y in points], shape.get("fill", "black"))
        if name == "moveTo":
            points = list(own)
        elif name == "curveTo":
            points += _curve(points[-1], *own)
        elif name == "lineTo":
            points += own


def _curve(start: Point, one: Point, two: Point, end: Point) -> list[Point]:
    """Points of a cubic Bézier curve, its start left out."""
    points = []
    for step in range(1, _STEPS + 1):
        t = step / _STEPS
        shares = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3)
        x, y = (
            sum(share * corner[axis] for share, corner in zip(shares, (start, one, two, end), strict=True))
            for axis in (0, 1)
        )
        points.append((x, y))
    return points


_SHAPES: dict[str, Callable[[ImageDraw.ImageDraw, dict[str, str], float], None]] = {
    "rect": _rectangle,
    "path": _outline,
}
