"""PDF pages of signs without outlines: any script, whatever fonts a machine has.

A line is given as it is read; its runs say which way they are written. What a font would draw isn't needed to read a
page: each sign has a width and, in the font's table, the letters that it stands for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

import pikepdf

WIDTH, HEIGHT = 612.0, 792.0
_ADVANCE = 0.5  # Of the size: every sign's.
_SEEN = str.maketrans("()[]«»", ")(][»«")
_MARKS = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652"


@dataclass(frozen=True, slots=True)
class Line:
    """Words on one baseline; `x` is where they begin: at the right where they are written to the left."""

    x: float
    y: float
    runs: Sequence[tuple[str, bool]]
    """In reading order; each with whether it is written to the left."""
    size: float = 10.0
    bold: bool = False
    leftward: bool = True


def _signs(words: str) -> list[str]:
    """The signs of a run: lam and alef are one."""
    signs: list[str] = []
    for letter in words:
        if signs and signs[-1] == "ل" and letter in "اأإآ":
            signs[-1] += letter
        else:
            signs.append(letter)
    return signs


@dataclass(slots=True)
class _Font:
    codes: dict[str, int]

    def shown(self, signs: Sequence[str]) -> str:
        return "".join(f"{self.codes.setdefault(sign, len(self.codes) + 1):04X}" for sign in signs)


def pdf(pages: Sequence[Sequence[Line]], *, as_seen: bool = True, forms: bool = False) -> bytes:
    """The pages. `as_seen`: brackets are named by how they look; `forms`: letters by their shapes."""
    font = _Font({})
    written = BytesIO()
    with pikepdf.new() as document:
        contents = ["\n".join(_line(line, font, as_seen=as_seen) for line in lines) for lines in pages]
        fonts = pikepdf.Dictionary(
            {name: document.make_indirect(_font(document, font, title, forms=forms)) for name, title in _FACES.items()}
        )
        for content in contents:
            page = document.add_blank_page(page_size=(WIDTH, HEIGHT))
            page.Resources = pikepdf.Dictionary(Font=fonts)
            page.Contents = document.make_stream(content.encode())
        document.save(written)
    return written.getvalue()


_FACES = {"/F1": "Plain", "/F2": "Made-Bold"}


def _line(line: Line, font: _Font, *, as_seen: bool) -> str:
    """The operators that set a line, each of its runs from left to right."""
    x = line.x
    operators = []
    for words, leftward in line.runs:
        signs = _signs(words)
        if leftward:
            signs = [sign.translate(_SEEN) if as_seen else sign for sign in signs][::-1]
        length = len(signs) * _ADVANCE * line.size
        left = x - length if line.leftward else x
        face = "/F2" if line.bold else "/F1"
        operators.append(f"BT {face} {line.size} Tf 1 0 0 1 {left:.2f} {line.y:.2f} Tm <{font.shown(signs)}> Tj ET")
        x = left if line.leftward else left + length
    return "\n".join(operators)


def _font(document: pikepdf.Pdf, font: _Font, title: str, *, forms: bool) -> pikepdf.Dictionary:
    lines = [
        f"<{code:04X}> <{(_shape(sign) if forms else sign).encode('utf-16-be').hex()}>"
        for sign, code in font.codes.items()
    ]
    groups = [lines[at : at + 100] for at in range(0, len(lines), 100)]
    pairs = "\n".join(f"{len(group)} beginbfchar\n" + "\n".join(group) + "\nendbfchar" for group in groups)
    table = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Made def /CMapType 2 def\n"
        f"1 begincodespacerange <0000> <FFFF> endcodespacerange\n{pairs}\nendcmap end end"
    )
    descriptor = pikepdf.Dictionary(
        Type=pikepdf.Name.FontDescriptor, FontName=pikepdf.Name(f"/{title}"), Flags=4, ItalicAngle=0, Ascent=800,
        Descent=-200, CapHeight=700, StemV=80, FontBBox=pikepdf.Array([0, -200, 1000, 800]),
    )  # fmt: skip
    descendant = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.CIDFontType2, BaseFont=pikepdf.Name(f"/{title}"),
        CIDSystemInfo=pikepdf.Dictionary(
            Registry=pikepdf.String("Adobe"), Ordering=pikepdf.String("Identity"), Supplement=0
        ),
        FontDescriptor=document.make_indirect(descriptor), DW=500,
    )  # fmt: skip
    return pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type0, BaseFont=pikepdf.Name(f"/{title}"),
        Encoding=pikepdf.Name("/Identity-H"), DescendantFonts=pikepdf.Array([document.make_indirect(descendant)]),
        ToUnicode=document.make_stream(table.encode()),
    )  # fmt: skip


_SHAPES = {"ل": "\ufedf", "ا": "\ufe8e", "لا": "\ufefb", "لأ": "\ufef7", "ق": "\ufed7", "ر": "\ufeae", "م": "\ufee1"}


def _shape(sign: str) -> str:
    """A letter's form in the middle of a word, one sign of its own in Unicode."""
    return _SHAPES.get(sign, sign)
