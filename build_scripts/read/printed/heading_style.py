"""Which blocks are headings, by how they are set: bold, larger, slanted, underlined, or centred."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...core.model import Page, Prominence
from ..endings import is_closed
from .measured_rows import Row, Usual

_LARGER = 1.08  # Of the usual size.
_LONGEST = 400  # Characters of a heading that is bold or larger;
_LONGEST_SET_APART = 200  # of one that is only slanted, underlined or centred.
_ROWS = 3
_SENTENCE = 5  # Words, at least.
_OFF_CENTRE = 8.0  # Points.
_SET_IN = 18.0  # Points from either margin to what stands in the middle.
_UNDERLINED = 0.8  # Of a row's length, at least, is underlined in a heading.
# A row of words: `Titre`, `« Titre »`, `(a) Titre`, `B. Titre`; not `12`, `* * *`, `(a)`.
_WORDS = re.compile(r"(?:\(?\w{1,4}[.)]\s+)?\W*[^\W\d_]{2}")


def is_heading(group: Sequence[Row], pages: Sequence[Page], usual: Usual, margins: tuple[float, float]) -> bool:
    """A group of rows is set as a heading; `margins` are the left and right one of its column."""
    length = sum(len(row.string) for row in group)
    if length > _LONGEST:
        return False
    string = group[-1].string
    if all(row.bold or row.size > _LARGER * usual.size for row in group):
        sentence = is_closed(string) and _is_sentence(group)
        # A cover may be set larger than the lists that follow it.
        larger = group[0].size > _LARGER * usual.size and (group[0].bold or not (sentence and len(group) > 1))
        return larger or not sentence
    if length > _LONGEST_SET_APART or len(group) > _ROWS or is_closed(string, comma=True) or string.endswith(":"):
        return False
    if not _WORDS.match(group[0].string):
        return False
    return (
        all(_is_slanted(row) for row in group)
        or all(_is_underlined(row, pages[row.page]) for row in group)
        or all(_is_centred(row, margins) for row in group)
    )


def _is_sentence(group: Sequence[Row]) -> bool:
    """Bold paragraphs are sentences, such as what a treaty body recommends: « The State party should ratify … »."""
    return sum(len(row.string.split()) for row in group) >= _SENTENCE


def prominence(group: Sequence[Row]) -> Prominence:
    """How a heading stands out: its largest letters, and whether it is bold and upright."""
    size = max(row.size for row in group)
    return Prominence(0, size, all(row.bold for row in group), all(map(_is_slanted, group)))


def _is_slanted(row: Row) -> bool:
    main = [span for span in row.prints if not span.raised]
    return bool(main) and all(span.italic for span in main)


def _is_underlined(row: Row, page: Page) -> bool:
    """Drawn lines run below its words, a little under the baseline."""
    covered = sum(
        max(min(rule.right, row.right) - max(rule.left, row.left), 0.0)
        for rule in page.rules
        if 0 < row.baseline - rule.bottom < 0.35 * row.size and rule.left > row.left - 3 and rule.right < row.right + 3
    )
    return covered > _UNDERLINED * (row.right - row.left)


def _is_centred(row: Row, margins: tuple[float, float]) -> bool:
    left, right = margins
    return (
        abs((row.left + row.right) / 2 - (left + right) / 2) < _OFF_CENTRE
        and row.left > left + _SET_IN
        and row.right < right - _SET_IN
        and "\t" not in row.string
    )
