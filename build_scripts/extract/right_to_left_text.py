"""Text that Poppler took out of pages that are read from right to left: lines in the order in which they are read.

pdftotext writes such a line as its pieces stand on the page, from left to right, so that a paragraph's number comes
last. Each piece is in reading order, between U+202B and U+202C; but what stands in it between a figure or Latin letter
and the next Arabic letter to its left is in the order of the page, between U+202A and U+202C, its blanks and
punctuation too (Poppler 22.12, TextOutputDev.cc, `dumpFragment`): « 68 » and « (أ) » are « ( 68 » and « أ) ».
"""

from __future__ import annotations

import re
from itertools import chain

from .reading_order import MIRRORED, Stretch, shown_as_seen, stretches

_IN_PIECE = "[^\u202a-\u202c\n\f]"
_PIECE = f"\u202b((?:{_IN_PIECE}|\u202a{_IN_PIECE}*\u202c)*)\u202c"
# A line of such pieces and blanks: `‫-1‬   ‫النص‬`; not `نص`.
_LINE = re.compile(rf"[ \f]*(?:{_PIECE} *)+")
# One of its pieces, with the blanks behind it: `‫النص‬   `.
_PIECES = re.compile(rf"{_PIECE}( *)")
# What is in the order of the page in a piece: `‪ ،78/187‬`; not `نص`.
_AS_SEEN = re.compile(f"\u202a({_IN_PIECE}*)\u202c")
_LEAST_LINES = 3

_Piece = list[tuple[Stretch, str]]


def in_reading_order(string: str) -> str | None:
    """A text of Poppler's with its lines in reading order, without marks of direction and without the blanks before a
    line, which say nothing of where it ends at the right; None for a text of another kind."""
    lines = string.split("\n")
    laid_out = {at for at, line in enumerate(lines) if _LINE.fullmatch(line)}
    if len(laid_out) < _LEAST_LINES:
        return None
    pieces = {at: [(_read(match[1]), len(match[2])) for match in _PIECES.finditer(lines[at])] for at in laid_out}
    outside = [
        "".join(words for stretch, words in piece if stretch is not Stretch.RIGHT)
        for piece, _ in chain.from_iterable(pieces.values())
    ]
    seen = shown_as_seen(outside)
    for at in laid_out:
        lines[at] = "\f" * lines[at].count("\f") + _joined(pieces[at], seen=seen)
    return "\n".join(lines)


def _read(piece: str) -> _Piece:
    """A piece as it stands on the page from right to left, in stretches, each in reading order."""
    signs = _AS_SEEN.sub(lambda match: match[1][::-1], piece)
    return [
        (stretch, signs[start:end][::-1] if stretch is Stretch.TURNED else signs[start:end])
        for stretch, start, end in stretches(signs)
    ]


def _joined(pieces: list[tuple[_Piece, int]], *, seen: bool) -> str:
    """The pieces of a line, the rightmost first, each with the blanks that stand at its left."""
    words = ""
    for piece, gap in reversed(pieces):
        read = (part.translate(MIRRORED) if seen and kind is Stretch.OUTSIDE else part for kind, part in piece)
        words += " " * gap * bool(words) + "".join(read)
    return words
