"""The picture of a document for previews of links: symbol, title, organ and date, as PNG."""

from __future__ import annotations

import io
import unicodedata
from functools import cache

from PIL import Image, ImageChops, ImageDraw, ImageFont

from ..core.interface import interface
from ..core.settings import archive
from ..core.typeface import face
from .description import Record
from .export_words import words

WIDTH, HEIGHT = 1200, 630
"""In pixels: the size that services which show previews ask for."""

_MARGIN = 80
_ROOM = WIDTH - 2 * _MARGIN
_LINES = 4
"""The most lines of the title."""
_PAPER = (251, 250, 247)
_INK, _GREY, _BLUE = (27, 27, 27), (90, 90, 90), (31, 78, 121)
_STEPS = 5
"""Shades of each colour, from the paper's to its own: with the paper 16 colours, which PNG writes in four bits."""
_SCRIPTS = ("LATIN", "GREEK", "CYRILLIC")
"""Those of the typeface."""


Colour = tuple[int, int, int]


class _Canvas:
    """A sheet for each colour that says how much of it there is; together they are a picture with a palette. To draw in
    all colours and have the picture reduced to a palette takes ten times as long."""

    def __init__(self) -> None:
        self._sheets = {colour: Image.new("L", (WIDTH, HEIGHT)) for colour in (_INK, _GREY, _BLUE)}

    def draw(self, colour: Colour) -> ImageDraw.ImageDraw:
        """What draws on the sheet of a colour, all in 255."""
        return ImageDraw.Draw(self._sheets[colour])

    def picture(self) -> Image.Image:
        """Paper and colours together."""
        palette = [*_PAPER]
        whole = Image.new("L", (WIDTH, HEIGHT))
        for colour, sheet in self._sheets.items():
            before = len(palette) // 3 - 1
            shades = [round(cover * _STEPS / 255) for cover in range(256)]
            whole = ImageChops.lighter(whole, sheet.point([before + shade if shade else 0 for shade in shades]))
            for step in range(1, _STEPS + 1):
                palette += (round(p + (c - p) * step / _STEPS) for p, c in zip(_PAPER, colour, strict=True))
        whole.putpalette(palette)
        return whole


def picture(record: Record) -> bytes:
    """The picture. Words in letters that the font lacks are left out; the symbol is always there."""
    canvas = _Canvas()
    canvas.draw(_BLUE).rectangle((0, 0, 24, HEIGHT), 255)
    y = float(_MARGIN)
    if record.symbol:
        y = _line(canvas, record.symbol, y, "Semibold", 64, _BLUE) + 28
    for line in _wrapped(record.title, "Regular", 46):
        y = _line(canvas, line, y, "Regular", 46, _INK) + 14
    day = interface(record.language).day(record.date) if record.date else ""
    _line(canvas, " · ".join(filter(None, (record.type, day, record.organ))), HEIGHT - 150, "Regular", 30, _GREY)
    _line(canvas, f"{archive().name} – {words(record.language).unofficial}", HEIGHT - 96, "Regular", 26, _GREY)
    stream = io.BytesIO()
    # Level 4 takes a tenth of the time of `optimize`, for a tenth more bytes.
    canvas.picture().save(stream, "PNG", bits=4, compress_level=4)
    return stream.getvalue()


def _line(canvas: _Canvas, line: str, y: float, weight: str, size: int, colour: Colour) -> float:
    """Draws a line, cut to the width of the page. Returns where the next may begin."""
    if _drawable(line):
        canvas.draw(colour).text((_MARGIN, y), _cut(line, weight, size), 255, _font(weight, size))
    return y + size


def _cut(line: str, weight: str, size: int) -> str:
    if _width(line, weight, size) <= _ROOM:
        return line
    while line and _width(f"{line} …", weight, size) > _ROOM:
        line = line[:-1].rstrip()
    return f"{line} …"


def _wrapped(text: str, weight: str, size: int) -> list[str]:
    """The text in lines; the last one that fits ends in « … » if there is more."""
    if not _drawable(text):
        return []
    lines = [""]
    for word in text[:1_000].split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if _width(longer, weight, size) <= _ROOM or not lines[-1]:
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


def _width(line: str, weight: str, size: int) -> float:
    """That of its letters together, as the basic layout sets them."""
    return sum(_letter_width(letter, weight, size) for letter in line)


@cache
def _letter_width(letter: str, weight: str, size: int) -> float:
    return _font(weight, size).getlength(letter)


@cache
def _font(weight: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(io.BytesIO(face(weight, "ttf")), size, layout_engine=ImageFont.Layout.BASIC)
