"""The second proof: the string of each page against the glyphs of the file, as playa-pdf and as PDFium see them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

import pypdfium2

from ...core.diagnostics import counted
from ...core.model import Rule
from .dashes import DASH, may_be_dashes
from .glyphs import LIGATURES, UNKNOWN, Drawn
from .opening import Refused, damaged
from .rows import Row

Doubt = tuple[str, int, str]
"""Code, the row of the page from 0, and the message."""

# PDFium writes a hyphen at a line's end as U+0002 or U+FFFE, and leaves U+2060 and Symbol's space U+F020 out.
_ALIKE = (
    dict.fromkeys(range(0x20))
    | dict.fromkeys((0x02, 0xFFFE, 0xAD, 0x2010, 0x2011), "-")
    | dict.fromkeys((0x2060, 0xF020, 0xFEFF))
    | LIGATURES
)
_BRACKETS = str.maketrans(")]}»›”", "([{«‹“")
"""What is mirrored where text runs from right to left: programs name the same sign by either."""
_SHOWN = 12
"""Signs shown in a message."""


def signs_by_pdfium(document: pypdfium2.PdfDocument, index: int, data: bytes) -> list[str]:
    """The lines of a page as PDFium reads them, without white space. Raises Refused where it can't."""
    try:
        page = document[index]
        text = page.get_textpage()
        string: str = text.get_text_range()
    except pypdfium2.PdfiumError:
        raise Refused("S030", damaged(data, f"page {index + 1} can't be opened")) from None
    text.close()
    page.close()
    return [seen for line in string.splitlines() if (seen := signs(line))]


def signs(string: str) -> str:
    """A string as both libraries give it: without white space, every hyphen the same."""
    return "".join(string.translate(_WITHOUT_BREAKS).split())


_WITHOUT_BREAKS = {key: value for key, value in _ALIKE.items() if key not in map(ord, "\t\n\f\r")}


def doubts(string: str, page: Drawn, rows: list[Row], lines: list[str], *, leftward: bool = False) -> Iterator[Doubt]:
    """What of a page's string the glyphs of the file don't confirm.

    `lines`: PDFium's. Glyphs that are set twice for boldness stand in the string once; PDFium may have them twice. Of a
    page that is read from right to left PDFium gives the signs of a line, not their order.
    """
    alike: dict[int, int | None] = {**_BRACKETS} if leftward else {}
    if any(sign.characters == DASH for row in rows for sign in row.signs):
        alike[ord(DASH)] = None  # Some may be drawn, so that no library has them.
    text = signs(string).translate(alike)
    lines = [line.translate(alike) for line in lines]
    have = Counter(text)
    glyphs = "".join(glyph[2] for stroke in page.strokes for glyph in stroke.glyphs)
    drawn = Counter(signs(glyphs).translate(alike))
    seen = Counter("".join(lines))
    unmapped = drawn.pop(UNKNOWN, 0)
    have.pop(UNKNOWN, 0)
    seen.pop(UNKNOWN, 0)
    if unmapped:
        words = _around(text, text.find(UNKNOWN))
        yield "P021", 0, f"{counted(unmapped, 'letter')} that the file doesn't name, shown as U+FFFD, as in “{words}”"
    lacking = (seen - (have | drawn)) + (drawn - have - (drawn - seen))
    added = (have - drawn) + (have & drawn) - (seen | (drawn - have))
    if unmapped and lacking.total() <= unmapped:
        lacking.clear()  # PDFium has found a name for them.
    if lacking or added:
        yield "P020", 0, f"PDFium reads {_listed(lacking, 'more')} and {_listed(added, 'fewer')}: look at the page"
        return
    moved = _of_other_signs(lines, rows) if leftward else [x for x in lines if not _is_there(x, text, rows)]
    if not unmapped and moved:
        message = f"{counted(len(moved), 'line')} in another order than the file's, “{moved[0][:40]}”: look at the page"
        yield "P022", 0, message
    yield from _dashes(page.rules, rows)


def _of_other_signs(lines: Sequence[str], rows: Sequence[Row]) -> list[str]:
    """The lines that haven't the signs, in whatever order, of a row, nor of a stretch of one and the row below it: a
    large sign stands beside both."""
    strings = [signs("".join(sign.characters for sign in row.signs)).translate(_BRACKETS) for row in rows]
    whole = {"".join(sorted(string)) for string in strings}
    pairs = [upper + lower for upper, lower in pairwise([*strings, ""])]
    others = [line for line in lines if "".join(sorted(line)) not in whole]
    return [line for line in others if not any(_has_stretch(pair, Counter(line), len(line)) for pair in pairs)]


def _has_stretch(string: str, wanted: Counter[str], length: int) -> bool:
    window = Counter(string[:length])
    if window == wanted:
        return True
    for gone, come in zip(string, string[length:], strict=False):
        window[come] += 1
        window[gone] -= 1
        if come in wanted and window == wanted:
            return True
    return False


def _is_there(line: str, text: str, rows: list[Row]) -> bool:
    return line in text or _is_of_cells(line, rows)


def _is_of_cells(line: str, rows: list[Row]) -> bool:
    """A line of PDFium's is whole cells of two neighbouring rows, such as « NATIONS » and the large « A » beside it."""
    cells = [[signs(cell) for cell in "".join(sign.characters for sign in row.signs).split("\t")] for row in rows]
    return any(_is_made_of(line, upper + lower) for upper, lower in pairwise(cells))


def _is_made_of(line: str, cells: list[str]) -> bool:
    left = list(cells)
    while line and (cell := next((cell for cell in left if cell and line.startswith(cell)), "")):
        left.remove(cell)
        line = line.removeprefix(cell)
    return not line


def _listed(signs: Counter[str], word: str) -> str:
    if not signs:
        return f"no {word}"
    shown = "".join(sorted(signs))[:_SHOWN]
    return f"{counted(signs.total(), 'sign')} {word} (“{shown}”)"


def _around(text: str, place: int) -> str:
    return text[max(place - 15, 0) : place + 15]


def _dashes(rules: list[Rule], rows: list[Row]) -> Iterator[Doubt]:
    """Short lines drawn in a gap between two signs: a dash that isn't a character."""
    for number, row in enumerate(rows):
        inked = [sign for sign in row.signs if not sign.blank]
        for rule in may_be_dashes(rules, row):
            before = [sign for sign in inked if sign.right <= rule.left + 0.1 * row.size]
            after = [sign for sign in inked if sign.left >= rule.right - 0.1 * row.size]
            words = "".join(s.characters for s in before[-10:]), "".join(s.characters for s in after[:10])
            if len(before) + len(after) < len(inked):
                if any(sign.characters == DASH and sign.left == rule.left for sign in inked):
                    yield "P023", number, f"a line drawn behind “{words[0]}” is read as a dash: look at the page"
            elif before and after:
                yield "P023", number, f"a line is drawn between “{words[0]}” and “{words[1]}”: perhaps a dash"
