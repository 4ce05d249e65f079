"""The picture of a document for previews of links: symbol, title, organ and date, as PNG."""

from __future__ import annotations

import io
import unicodedata
from functools import cache

from PIL import Image, ImageDraw, ImageFont

from ..core.interface import interface
from ..core.settings import archive
from ..core.typeface import face
from .description import Record
from .export_words import words

WIDTH, HEIGHT = 1200, 630
"""In pixels: the size that services which show previews ask for."""

_MARGIN = 80
_LINES = 4
"""The most lines of the title."""
_PAPER, _INK, _GREY, _BLUE = "#fbfaf7", "#1b1b1b", "#5a5a5a", "#1f4e79"
_COLOURS = 16
_SCRIPTS = ("LATIN", "GREEK", "CYRILLIC")
"""Those of the typeface."""


def picture(record: Record) -> bytes:
    """The picture. Words in letters that the font lacks are left out; the symbol is always there."""
    image = Image.new("RGB", (WIDTH, HEIGHT), _PAPER)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, 24, HEIGHT), _BLUE)
    y = float(_MARGIN)
    if record.symbol:
        y = _line(draw, record.symbol, y, "Semibold", 64, _BLUE) + 28
    for line in _wrapped(draw, record.title, _font("Regular", 46), WIDTH - 2 * _MARGIN):
        y = _line(draw, line, y, "Regular", 46, _INK) + 14
    day = interface(record.language).day(record.date) if record.date else ""
    _line(draw, " · ".join(filter(None, (record.type, day, record.organ))), HEIGHT - 150, "Regular", 30, _GREY)
    _line(draw, f"{archive().name} – {words(record.language).unofficial}", HEIGHT - 96, "Regular", 26, _GREY)
    stream = io.BytesIO()
    image.quantize(_COLOURS, dither=Image.Dither.NONE).save(stream, "PNG", optimize=True)
    return stream.getvalue()


def _line(draw: ImageDraw.ImageDraw, line: str, y: float, weight: str, size: int, colour: str) -> float:
    """Draws a line, cut to the width of the page. Returns where the next may begin."""
    font = _font(weight, size)
    if _drawable(line):
        draw.text((_MARGIN, y), _cut(draw, line, font), colour, font)
    return y + size


def _cut(draw: ImageDraw.ImageDraw, line: str, font: ImageFont.FreeTypeFont) -> str:
    room = WIDTH - 2 * _MARGIN
    if draw.textlength(line, font) <= room:
        return line
    while line and draw.textlength(f"{line} …", font) > room:
        line = line[:-1].rstrip()
    return f"{line} …"


def _wrapped(draw: ImageDraw.ImageDraw, text: str, font: ImageFont.FreeTypeFont, room: int) -> list[str]:
    """The text in lines; the last one that fits ends in « … » if there is more."""
    if not _drawable(text):
        return []
    lines = [""]
    for word in text[:1_000].split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if draw.textlength(longer, font) <= room or not lines[-1]:
            lines[-1] = longer
        elif len(lines) == _LINES:
            lines[-1] += " …"
            break
        else:
            lines.append(word)
    return lines


def _drawable(text: str) -> bool:
    """Whether the font has the letters."""
    return all(unicodedata.name(sign, "").startswith(_SCRIPTS) for sign in text if sign.isalpha())


@cache
def _font(weight: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(io.BytesIO(face(weight, "ttf")), size, layout_engine=ImageFont.Layout.BASIC)
