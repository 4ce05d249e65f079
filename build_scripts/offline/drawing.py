"""The site's sign (an SVG drawing) as a PNG picture."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from fontTools.pens.recordingPen import RecordingPen
from fontTools.svgLib.path import parse_path
from lxml import etree
from PIL import Image, ImageDraw

from .copy_settings import OfflineError

Point = tuple[float, float]

_FINER = 8
"""Pictures are drawn this many times larger and then scaled down, which smooths their edges."""
_STEPS = 16
"""Straight lines that stand for one curve."""


def png(svg: Path, size: int) -> bytes:
    """A PNG, `size` pixels wide, of a square SVG drawing made of filled rectangles and outlines (view box from 0 0).

    Raises OfflineError if the drawing has other shapes.
    """
    root = etree.parse(svg).getroot()
    scale = size * _FINER / float(root.get("viewBox", "").split()[2])
    image = Image.new("RGBA", (size * _FINER, size * _FINER))
    draw = ImageDraw.Draw(image)
    for shape in root.iterchildren("*"):
        kind = etree.QName(shape).localname
        if kind not in _SHAPES:
            raise OfflineError(f"{svg}: can't draw <{kind}>; only {', '.join(_SHAPES)} are supported")
        _SHAPES[kind](draw, {str(name): str(value) for name, value in shape.attrib.items()}, scale)
    buffer = BytesIO()
    image.resize((size, size), Image.Resampling.LANCZOS).save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def _rectangle(draw: ImageDraw.ImageDraw, shape: dict[str, str], scale: float) -> None:
    x, y, width, height, radius = (scale * float(shape.get(name, 0)) for name in ("x", "y", "width", "height", "rx"))
    draw.rounded_rectangle((x, y, x + width, y + height), radius, shape.get("fill", "black"))


def _outline(draw: ImageDraw.ImageDraw, shape: dict[str, str], scale: float) -> None:
    pen = RecordingPen()
    parse_path(shape["d"], pen)
    points: list[Point] = []
    for name, corners in [*pen.value, ("moveTo", ())]:
        if name == "moveTo" and len(points) > 2:
            draw.polygon([(scale * x, scale * y) for x, y in points], shape.get("fill", "black"))
        if name == "moveTo":
            points = list(corners)
        elif name == "curveTo":
            points += _curve(points[-1], *corners)
        elif name == "lineTo":
            points += corners


def _curve(start: Point, control_1: Point, control_2: Point, end: Point) -> list[Point]:
    """Points of a cubic Bézier curve, without its start."""
    points = []
    for step in range(1, _STEPS + 1):
        t = step / _STEPS
        shares = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3)
        x, y = (
            sum(share * corner[axis] for share, corner in zip(shares, (start, control_1, control_2, end), strict=True))
            for axis in (0, 1)
        )
        points.append((x, y))
    return points


_SHAPES: dict[str, Callable[[ImageDraw.ImageDraw, dict[str, str], float], None]] = {
    "rect": _rectangle,
    "path": _outline,
}
