"""The picture of a document for previews of links: symbol, title, organ and date, as PNG."""

from __future__ import annotations

import io
import unicodedata
from functools import cache, lru_cache

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


_COLOURS = (_INK, _GREY, _BLUE)


Colour = tuple[int, int, int]


class _Canvas:
    """A picture with a palette, line by line: what is drawn of a line is turned into shades of its colour where the
    line is. To draw in all colours and have the picture reduced to a palette takes ten times as long."""

    def __init__(self) -> None:
        self.picture = Image.new("L", (WIDTH, HEIGHT))

    def fill(self, colour: Colour, box: tuple[int, int, int, int]) -> None:
        """A rectangle."""
        self.picture.paste(_shades(colour)[255], box)

    def text(self, colour: Colour, y: int, words: str, font: ImageFont.FreeTypeFont) -> None:
        """A line of words, from the margin on."""
        room = (0, y, WIDTH, min(y + 2 * int(font.size), HEIGHT))
        sheet = _drawn(words, font, room[3] - room[1])
        self.picture.paste(ImageChops.lighter(self.picture.crop(room), sheet.point(_shades(colour))), room)

    def png(self) -> bytes:
        """The picture as a file."""
        palette = [*_PAPER]
        for colour in _COLOURS:
            for step in range(1, _STEPS + 1):
                palette += (round(p + (c - p) * step / _STEPS) for p, c in zip(_PAPER, colour, strict=True))
        self.picture.putpalette(palette)
        stream = io.BytesIO()
        # Level 4 takes a tenth of the time of `optimize`, for a tenth more bytes.
        self.picture.save(stream, "PNG", bits=4, compress_level=6)
        return stream.getvalue()


@lru_cache(maxsize=8)
def _drawn(words: str, font: ImageFont.FreeTypeFont, height: int) -> Image.Image:
    """A line of words, white on black. The last line is the same on the pictures of all documents of a language."""
    sheet = Image.new("L", (WIDTH, height))
    ImageDraw.Draw(sheet).text((_MARGIN, 0), words, 255, font)
    return sheet


@cache
def _shades(colour: Colour) -> list[int]:
    """The numbers in the palette of what is drawn in a colour, from nothing to 255."""
    before = _COLOURS.index(colour) * _STEPS
    shades = (round(cover * _STEPS / 255) for cover in range(256))
    return [before + shade if shade else 0 for shade in shades]


def picture(record: Record) -> bytes:
    """The picture. Words in letters that the font lacks are left out; the symbol is always there."""
    canvas = _Canvas()
    canvas.fill(_BLUE, (0, 0, 25, HEIGHT))
    y = _MARGIN
    if record.symbol:
        y = _line(canvas, record.symbol, y, "Semibold", 64, _BLUE) + 28
    for line in _wrapped(record.title, "Regular", 46):
        y = _line(canvas, line, y, "Regular", 46, _INK) + 14
    day = interface(record.language).day(record.date) if record.date else ""
    _line(canvas, " · ".join(filter(None, (record.type, day, record.organ))), HEIGHT - 150, "Regular", 30, _GREY)
    _line(canvas, f"{archive().name} – {words(record.language).unofficial}", HEIGHT - 96, "Regular", 26, _GREY)
    return canvas.png()


def _line(canvas: _Canvas, line: str, y: int, weight: str, size: int, colour: Colour) -> int:
    """Draws a line, cut to the width of the page. Returns where the next may begin."""
    if _drawable(line):
        canvas.text(colour, y, _cut(line, weight, size), _font(weight, size))
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
