"""The glyphs, drawn lines and links of one page, as playa-pdf gives them."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import groupby
from math import atan2, hypot, pi

import playa
from playa.cmapdb import IdentityCMap
from playa.content import ContentObject, PathObject, TextObject
from playa.encodingdb import cid2unicode_from_encoding
from playa.font import CIDFont, Font, SimpleFont
from playa.page import Page as PdfPage
from playa.utils import decode_text

from ...core.model import Rule

UNKNOWN = "\N{REPLACEMENT CHARACTER}"
# Names of bold fonts, and of the black face that Chinese sets in their place: `TimesNewRomanPS-BoldItalicMT`,
# `Arial-Black`, `SimHei`, `STHeiti-Regular`, `黑体`; not `Times-Roman`, `SimSun`.
_BOLD = re.compile(r"bold|black|heavy|demi|(?:sim|st|fz|nsim)hei|heiti|黑体", re.I)
# Names of slanted fonts: `Arial-ItalicMT`, `Helvetica-Oblique`; not `Arial`.
_ITALIC = re.compile(r"italic|oblique|kursiv", re.I)
_THICKEST = 4.0  # Points; a rule is thinner.
_SHORTEST = 2.0
_CELL = 0.45  # Of the size: wider spacing between characters stands for a blank between words of one letter, « 3 y 4 ».
_CLUSTER = 8  # Glyphs of a letter with its marks, at most, and signs.
_BLANK = 32  # The code that word spacing widens, in fonts of one byte a character.
_BLANKS = dict.fromkeys((9, 10, 13, _BLANK), " ")  # Codes that are white space where nothing names them.
LIGATURES = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}
"""The letters of the Latin ligatures that fonts map to one character (Unicode, Alphabetic Presentation Forms)."""
LIGATURES |= {
    code: unicodedata.normalize("NFKC", chr(code))
    for code in (*range(0xFB50, 0xFBB2), *range(0xFE80, 0xFEFD))
    if unicodedata.category(chr(code)) == "Lo"
}
# The letters that Arabic presentation forms are shapes of.


@dataclass(frozen=True, slots=True)
class Face:
    """A font as it is set: what glyphs of one look have in common."""

    name: str
    bold: bool
    italic: bool


@dataclass(slots=True)
class Stroke:
    """Glyphs that follow one another in the file, in one face and size, on one baseline."""

    face: Face
    size: float
    """Points, as it appears."""
    turned: int
    """Degrees anticlockwise: 0, 90, 180 or 270; -1 any other."""
    baseline: float
    """Along the page for turned text too: its distance from the edge that its foot is turned to."""
    glyphs: list[tuple[float, float, str]] = field(default_factory=list)
    """(left, right, characters) along the baseline."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a page shows."""

    strokes: list[Stroke]
    rules: list[Rule]
    links: list[tuple[tuple[float, float, float, float], str]]
    """(left, bottom, right, top), address."""
    images: int
    width: float
    height: float


_Decoded = tuple[tuple[str, float], ...]
"""Of each glyph of a string: its characters, and how far it moves on, in ems."""


@dataclass(slots=True)
class Fonts:
    """What is known of a document's fonts: asked once for each font, and for each string set in it."""

    faces: dict[int, Face] = field(default_factory=dict)
    strings: dict[int, dict[bytes, _Decoded]] = field(default_factory=dict)
    kept: list[Font] = field(default_factory=list)
    """The fonts themselves, so that no other gets the identity of one."""

    def face(self, font: Font) -> Face:
        """The look of a font."""
        known = self.faces.get(id(font))
        if known is None:
            known = self.faces[id(font)] = _face(font)
            self.strings[id(font)] = {}
            self.kept.append(font)
            _name_without_guesses(font)
            # playa-pdf decodes each string once more to know where the next one begins.
            font.decode = cache(_whole(font.decode))  # type: ignore[method-assign]
        return known


def drawn(page: PdfPage, fonts: Fonts) -> Drawn:
    """Everything of a page that is text, a straight line or a link."""
    strokes: list[Stroke] = []
    rules: list[Rule] = []
    images = 0
    for said, items in groupby(page.flatten(), key=_replacement):
        begun = len(strokes)
        for item in items:  # Each as it comes: their graphics state changes.
            images += _add(item, strokes, rules, fonts)
        if said:
            strokes[begun:] = _replaced(said[1], strokes[begun:])
    left, bottom, right, top = page.mediabox
    turned = page.rotate % 180 == 90
    width, height = right - left, top - bottom
    if turned:
        width, height = height, width
    return Drawn(strokes, _joined(rules), list(_links(page)), images, width, height)


def _add(item: ContentObject, strokes: list[Stroke], rules: list[Rule], fonts: Fonts) -> bool:
    """Adds what one object of a page shows; whether it is an image."""
    kind = item.object_type
    if kind == "text":
        assert isinstance(item, TextObject)
        _add_glyphs(item, strokes, fonts)
    elif kind == "path":
        assert isinstance(item, PathObject)
        if rule := _rule(item):
            rules.append(rule)
    return kind == "image"


def _replacement(item: ContentObject) -> tuple[int, str] | None:
    """What the file says that a text stands for (ISO 32000-2, 14.9.4), and which sequence it is of."""
    if item.object_type != "text":
        return None
    for sequence in reversed(item.mcstack):
        said = sequence.props.get("ActualText")
        if isinstance(said, bytes):
            return id(sequence), decode_text(said)
    return None


def _replaced(said: str, strokes: list[Stroke]) -> list[Stroke]:
    """The glyphs of a sequence; where one of them has no name, or they lack only marks of what the file says, they are
    together what it says. Other words than theirs are left to the proof: some programs put them beside the wrong
    glyphs, and what isn't seen is no text."""
    glyphs = [glyph for stroke in strokes for glyph in stroke.glyphs]
    named = Counter("".join(characters for _, _, characters in glyphs))
    said = _characters(said)
    lacking = Counter(said) - named
    marks = named < Counter(said) and all(unicodedata.category(sign) == "Mn" for sign in lacking)
    few = glyphs and max(len(glyphs), len(said)) <= _CLUSTER
    if not (said.strip() and few and (named[UNKNOWN] or marks)):
        return strokes
    whole = min(left for left, _, _ in glyphs), max(right for _, right, _ in glyphs), said
    return [replace(max(strokes, key=lambda stroke: len(stroke.glyphs)), glyphs=[whole])]


class _Names(dict[bytes, str]):
    """What a font's map calls its codes, and its encoding those that the map leaves out (ISO 32000-2, 9.10.2); others
    have no name, and playa-pdf would make one up."""

    def __init__(self, mapped: Mapping[bytes, str], encoded: Mapping[int, str]) -> None:
        super().__init__(mapped)
        self.encoded = encoded

    def __contains__(self, code: object) -> bool:
        return True

    def __missing__(self, code: bytes) -> str:
        return self.encoded.get(int.from_bytes(code, "big"), UNKNOWN)


def _name_without_guesses(font: Font) -> None:
    if not isinstance(font, CIDFont | SimpleFont) or font.tounicode is None:
        return
    if isinstance(font, SimpleFont):
        encoded = _BLANKS | cid2unicode_from_encoding(font.encoding)
    else:  # Identity gives the number of a glyph, not a character's code.
        encoded = {} if isinstance(font.cmap, IdentityCMap) else _BLANKS
    font.tounicode.bytes2unicode = _Names(font.tounicode.bytes2unicode, encoded)


def _whole(decode: Callable[[bytes], Iterable[tuple[int, str]]]) -> Callable[[bytes], tuple[tuple[int, str], ...]]:
    return lambda string: tuple(decode(string))


def _add_glyphs(text: TextObject, strokes: list[Stroke], fonts: Fonts) -> None:
    font = text.gstate.font
    if font is None:
        return
    a, b, c, d, x, y = text.matrix
    size = hypot(c, d)
    if not size:
        return
    face = fonts.face(font)
    turned = 0 if b == 0 and a >= 0 else _turned(a, b)
    if font.vertical:
        for characters, moved, _ in _moved(text, font, fonts):
            # Each glyph of a column stands on a baseline of its own.
            left, base, _ = _along(turned, x + c * moved, y + d * moved, 0, 0)
            glyph = (left, left + size, characters)
            strokes.append(Stroke(face, round(size, 2), turned, round(base, 2), [glyph]))
        return
    origin, base, step = _along(turned, x, y, a, b)
    stroke: Stroke | None = None
    reached = 0.0
    for characters, moved, end in _moved(text, font, fonts):
        start = origin + step * moved
        if stroke is None or start < reached - 0.5 * size:
            stroke = Stroke(face, round(size, 2), turned, round(base, 2))
            strokes.append(stroke)
        stroke.glyphs.append((start, max(origin + step * end, start), characters))
        reached = start


def _along(turned: int, x: float, y: float, dx: float, dy: float) -> tuple[float, float, float]:
    """A place as text turned that way sees it: along its baseline, across it, and the step along it."""
    if turned == 90:
        return y, -x, dy
    if turned == 270:
        return -y, x, -dy
    if turned == 180:
        return -x, -y, -dx
    return x, y, dx


def _moved(text: TextObject, font: Font, fonts: Fonts) -> Iterator[tuple[str, float, float]]:
    """Each glyph of a text with how far it stands from the text's beginning, and where it ends, in ems.

    ISO 32000-2, 9.3 and 9.4.4: spacing is in text space, adjustments in thousandths of an em.
    """
    state = text.gstate
    strings = fonts.strings[id(font)]
    spacing = state.charspace / state.fontsize if state.fontsize else 0.0
    word = state.wordspace / state.fontsize if state.fontsize and not font.multibyte else 0.0
    moved = 0.0
    for piece in text.args:
        if not isinstance(piece, bytes):
            moved -= piece * 0.001
            continue
        decoded = strings.get(piece)
        if decoded is None:
            decoded = strings[piece] = _decoded(piece, font)
        for number, (characters, width) in enumerate(decoded):
            end = moved + width + spacing
            if word and piece[number] == _BLANK:
                end += word
            yield characters, moved, end - spacing if spacing > _CELL else end
            moved = end


def _decoded(string: bytes, font: Font) -> _Decoded:
    width = font.vdisp if font.vertical else font.hdisp
    return tuple((_characters(text), width(code)) for code, text in font.decode(string))


def _characters(text: str | None) -> str:
    """The characters of a glyph: a ligature's letters, and U+FFFD where the font doesn't say."""
    if not text or text == "\0":
        return UNKNOWN
    return text.translate(LIGATURES)


def _face(font: object) -> Face:
    name = str(getattr(font, "basefont", None) or getattr(font, "fontname", "") or "")
    name = re.sub(r"^[A-Z]{6}\+", "", name)
    return Face(name, bool(_BOLD.search(name)), bool(_ITALIC.search(name)))


def _turned(a: float, b: float) -> int:
    angle = round(atan2(b, a) * 180 / pi) % 360
    return angle if angle in (0, 90, 180, 270) else -1


def _rule(path: PathObject) -> Rule | None:
    left, bottom, right, top = path.bbox
    width, height = right - left, top - bottom
    if min(width, height) > _THICKEST or max(width, height) < _SHORTEST:
        return None
    return Rule(left, bottom, right, top)


def _joined(rules: list[Rule]) -> list[Rule]:
    """Rules from top to bottom, pieces of one line put together: Word draws a line in a piece for each word."""
    joined: list[Rule] = []
    for rule in sorted(set(rules), key=lambda r: (-round(r.top), r.left)):
        last = joined[-1] if joined else None
        if (
            last
            and abs(last.top - rule.top) < 1
            and abs(last.bottom - rule.bottom) < 1
            and rule.left - last.right < 1.5
            and last.right - last.left > last.top - last.bottom
        ):
            joined[-1] = Rule(
                last.left, min(last.bottom, rule.bottom), max(last.right, rule.right), max(last.top, rule.top)
            )
        else:
            joined.append(rule)
    return joined


def _links(page: PdfPage) -> Iterator[tuple[tuple[float, float, float, float], str]]:
    for annotation in page.annotations:
        if annotation.type != "Link":
            continue
        action = playa.resolve(annotation.props.get("A"))
        address = playa.resolve(action.get("URI")) if isinstance(action, dict) else None
        if isinstance(address, bytes):
            yield annotation.bbox, address.decode("utf-8", errors="replace")
