"""Which rows make a block: by the space between them, their indents, and their style."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from ...core.signs import BULLETS
from ..endings import is_closed
from ..label_counts import LABEL
from .measured_rows import Row, Usual
from .zones import NOTE_LABEL, is_labelled

_GAP = 1.3  # Of the leading: more begins a block.
_SMALL_GAP = 1.15  # The same below a row that ends its text: short acts have 3 points between their paragraphs.
_INDENT = 7.0  # Points.
_OFF_CENTRE = 4.0  # Points that the sum of both ends of centred rows differs at most.
_SET_IN = 30.0  # Points: the indent of a first row is less.
_MIDDLE = 48.0  # Points on either side of what is centred over a longer row, more than an indent.
_ENOUGH = 4  # Full rows that show a margin.
_SAME = 2.0  # Points that rows of one margin differ at most.
_FULL = 24.0  # Points that a full row may end before the right margin.
_ALIKE = 0.6  # Points of size: Chinese rows with Latin words in them differ by that much.
_APART = 150.0  # Points from the margin: what closes a document (« 55th plenary meeting ») stands there.
# A label with white space behind it, as it begins a paragraph: `12. Le`, `36.3 Le`, `4.2.1.1. Le`, `29A.1 Le`,
# `(a) le`, `• le`, `(أ) أن`, `12 - أن`, `б) или`, `(a)举行`; not `12.5`, `1994 le`, `36.3 le`.
_LABEL = re.compile(
    rf"""
    [(（]? (?: \d{{1,3}}(?:\.\d{{1,3}}){{0,6}} | [^\W\d_]ـ? | [ivxlcIVXLC]{{1,6}} | [一二三四五六七八九十]{{2,3}} )
        [.)）．] (?: \s | (?=[\u4e00-\u9fff]) )                                     # 12., 1.2), (a), iv), （二）
    | \d{{1,3}} \s? [–—-] \s+ (?= ["“”«(]? [\u0600-\u06ff] )                        # of an Arabic paragraph
    | [{BULLETS}] \s
    | (?: [A-Z]{{2}}\d | \d{{1,2}}[A-Z]? | \d{{3}} ) (?:\.\d{{1,3}}){{1,6}} \s+ (?= [^\W\da-z] )  # 36.3, 29A.1
    """,
    re.VERBOSE,
)

# The number of a resolution above its title: `79/123. Droits`, `60/251 B. الحق`; not `79/123 du`.
_NUMBERED_TITLE = re.compile(r"\d{1,4}/\d{1,3}(?: [A-Z]{1,2})?\.\s")
_DASHES = "–—-"
# A bullet that is no dash: `• le`, `▪ le`; not `– le`, `•le`.
_BULLET = re.compile(rf"[{BULLETS.rstrip(_DASHES)}]\s")


@dataclass(frozen=True, slots=True)
class Margins:
    """Of a page's text."""

    left: float
    right: float


def margins(rows: Sequence[Row], usual: Usual) -> dict[tuple[int, int], Margins]:
    """The margins of each page and each of its columns: where most of its full rows begin and end. A page that has few
    full rows has those of the other pages on its side, recto or verso."""
    everywhere = [row for row in rows if abs(row.size - usual.size) < 0.3]
    places: dict[tuple[int, int], list[Row]] = {}
    sides: dict[tuple[int, int], list[Row]] = {}
    for row in everywhere:
        places.setdefault(row.place, []).append(row)
        sides.setdefault((row.page % 2, row.column), []).append(row)
    general = _margins(everywhere)
    of_sides = {side: own for side, group in sides.items() if (own := _own_margins(group))}
    of_places = {place: own for place, group in places.items() if (own := _own_margins(group))}
    return {row.place: of_places.get(row.place) or of_sides.get((row.page % 2, row.column), general) for row in rows}


def _own_margins(rows: Sequence[Row]) -> Margins | None:
    """The margins that rows show, if enough of them are full."""
    own = _margins(rows)
    full = sum(row.right > own.right - _FULL and row.left < own.left + _SET_IN for row in rows)
    return own if full >= _ENOUGH else None


def _margins(rows: Sequence[Row]) -> Margins:
    if not rows:
        return Margins(0, 0)
    rights = Counter(round(row.right) for row in rows)
    right = max(right for right, n in rights.items() if n >= 0.3 * max(rights.values()))
    # What doesn't reach the right margin, such as a masthead's lines, says nothing of the left one.
    lefts = Counter(round(row.left) for row in rows if row.right > right - _FULL)
    left = _first_frequent(lefts)
    begun = Counter(round(row.left) for row in rows)
    if 2 * sum(n for place, n in begun.items() if place < left - _SET_IN) > len(rows):
        left = _first_frequent(begun)  # Only a few lines at the right reach it, such as who signs.
    return Margins(left, right)


def _first_frequent(places: Counter[int]) -> int:
    return min(place for place, n in places.items() if n >= 0.3 * max(places.values()))


def blocks(
    rows: Sequence[Row], usual: Usual, page_margins: dict[tuple[int, int], Margins], after: Set[int]
) -> Iterator[list[Row]]:
    """The rows of the body in blocks, those that a page's end cut put together; rows that start at one of the offsets
    `after` stand below a table."""
    block: list[Row] = []
    for row in rows:
        if block and (row.start in after or _begins(block, row, usual, page_margins)):
            yield block
            block = []
        block.append(row)
    if block:
        yield block


def _begins(block: Sequence[Row], row: Row, usual: Usual, page_margins: dict[tuple[int, int], Margins]) -> bool:
    """A block begins with this row."""
    before = block[-1]
    if abs(row.size - before.size) > 0.12 * usual.size or row.bold != before.bold:
        return not _goes_on_in_style(block, row, page_margins[row.place])
    if row.place != before.place:
        return _ends_set_far(before, row, page_margins) or _begins_page(block, row, page_margins)
    apart = _stands_apart(before, row, usual, page_margins[row.place]) or _ends_set_far(before, row, page_margins)
    if apart or _is_centred_over(before, row):
        return True
    dash = _goes_on_with_dash(block, row, page_margins[row.place])
    if not dash and _LABEL.match(row.string) and _is_label(block, row):
        return True
    if (entry := _begins_entry(block, row)) is not None:
        return entry
    inner = block[-1].left if len(block) > 1 else None
    centred = abs(row.left + row.right - before.left - before.right) < _OFF_CENTRE
    return inner is not None and not centred and abs(row.left - inner) > _INDENT and row.left > inner


def _ends_set_far(before: Row, row: Row, page_margins: dict[tuple[int, int], Margins]) -> bool:
    """The row above is set at the right, such as who signs: « (Signed) Name⏎Ambassador ». Below it, a line that ends
    where it ends and begins elsewhere is its own, and what begins at the margin is of something else."""
    there, here = page_margins[before.place], page_margins[row.place]
    if before.left - there.left < _APART or before.right < there.right - _FULL:
        return False
    if row.left - here.left < _SET_IN:
        return True
    ending = abs(before.right - there.right) < _SAME > abs(row.right - here.right)
    return ending and row.left - here.left > _APART and abs(row.left - before.left) > _SAME


def _stands_apart(before: Row, row: Row, usual: Usual, edge: Margins) -> bool:
    """More room is above the row than between rows of a paragraph: much, or some below a row that ends its text, or
    above the number of a resolution."""
    step = before.baseline - row.baseline
    usual_step = usual.leading * max(row.size / usual.size, 0.8)
    plain = abs(row.size - usual.size) < _ALIKE
    return (
        step > _GAP * usual_step
        or step < 0
        or (
            plain
            and step > _SMALL_GAP * usual_step
            and (_has_ended(before, row, edge) or _NUMBERED_TITLE.match(row.string) is not None)
        )
    )


def _has_ended(before: Row, row: Row, edge: Margins) -> bool:
    """The text of a row ends there: with a full stop or a comma, or where the next word would have had room."""
    word = row.string.split(maxsplit=1)[0]
    width = (row.right - row.left) / max(len(row.string), 1) * (len(word) + 1)
    return is_closed(before.string, comma=True) or before.right + width < edge.right


def _goes_on_with_dash(block: Sequence[Row], row: Row, edge: Margins) -> bool:
    """Words behind a dash below a full row: of an item, « • Road vehicles – Test scenarios for driving systems⏎–
    Vocabulary », or of a sentence, « that have shaken the world⏎- and in particular the Middle East ».
    """
    before = block[-1]
    full = before.right > edge.right - _FULL and not is_closed(before.string, comma=True)
    if not full or row.string[0] not in _DASHES:
        return False
    sentence = row.string[1:2] == " " and row.string[2:3].islower() and row.left < before.left + 1
    return sentence or (_BULLET.match(block[0].string) is not None and row.left > block[0].left + 1)


def _is_centred_over(before: Row, row: Row) -> bool:
    """The row above is centred over this longer one, as the title of a box is over its text."""
    left, right = before.left - row.left, row.right - before.right
    return min(left, right) > _MIDDLE and abs(left - right) < 2 * _OFF_CENTRE


def _begins_entry(block: Sequence[Row], row: Row) -> bool | None:
    """Whether a row begins an entry of a list in two columns, or goes on in one; None outside of such lists.

    « JS6⇥Joint submission 6: ACAT Italy⏎      (France); »: what goes on hangs below the second cell.
    """
    before = block[-1]
    own = _hanging(row)
    # « Subject matter:⇥Asylum » below « State party:⇥Italy ».
    below = own is not None and any(abs(span.left - own) < _SAME for span in before.prints)
    if below and abs(row.left - block[0].left) < _SAME:
        return True
    hanging = _hanging(block[0])
    if hanging is None:
        first = _hanging(row) is not None and is_closed(before.string) and abs(row.left - before.left) > _INDENT
        return True if first else None
    if abs(row.left - hanging) < _SAME:
        return False
    returns = abs(before.left - hanging) < _SAME and abs(row.left - block[0].left) < _SAME
    return True if returns or is_closed(before.string) else None


def _hanging(row: Row) -> float | None:
    """Where the second cell of a row begins; None where it has one cell, or more than two, or where the first is a
    label, behind which rows go on at the margin."""
    tab = row.string.find("\t")
    if tab < 0 or row.string.count("\t") > 1 or _LABEL.match(row.string):
        return None
    return next((span.left for span in row.prints if span.start > row.start + tab), None)


def _goes_on_in_style(block: Sequence[Row], row: Row, edge: Margins) -> bool:
    """A row that is bold, or isn't, as a whole goes on with a paragraph of which other words are otherwise."""
    before = block[-1]
    if _closely_follows(before, row):
        if before.prints[-1].bold == row.prints[0].bold:
            # « Albania, Algeria …⏎Viet Nam and Zambia: draft resolution », the sponsors alone in bold.
            return True
        # A full row of a paragraph, then one of another style: « … (art. 2).⏎The State party should ».
        if len(block) > 1 or _LABEL.match(block[0].string):
            return before.right > edge.right - _FULL
    return (
        abs(row.size - before.size) < 0.3
        and len(block) > 1
        and not is_closed(before.string)
        and abs(row.left - before.left) < 1
        and before.place == row.place
        and row.string[:1].islower()
    )


def _closely_follows(before: Row, row: Row) -> bool:
    """The next row of the same margin and size, without a gap."""
    return (
        row.page == before.page
        and abs(row.size - before.size) < 0.3
        and abs(row.left - before.left) < 1
        and 0 < before.baseline - row.baseline < _GAP * 1.2 * row.size
    )


def _is_label(block: Sequence[Row], row: Row) -> bool:
    """A row that begins with a label: indented differently from the rows before it, or with a tab behind the label."""
    label = _LABEL.match(row.string)
    tabbed = bool(label) and "\t" in row.string[: (label.end() if label else 0) + 1]
    return tabbed or abs(row.left - block[-1].left) > _INDENT or is_closed(block[-1].string)


def _begins_page(block: Sequence[Row], row: Row, page_margins: dict[tuple[int, int], Margins]) -> bool:
    """The first row of a page begins a block: it is set in, or labelled, or the text before it has ended."""
    before = block[-1]
    if _BULLET.match(row.string):
        return True
    here, there = page_margins[row.place], page_margins[before.place]
    if _LABEL.match(row.string) and (LABEL.match(row.string) or "\t" in row.string):
        return is_closed(before.string, comma=True) or "\t" in row.string or row.left - here.left > _INDENT
    continues_at = (block[-1].left - there.left) if len(block) > 1 else 0.0
    if row.left - here.left > continues_at + _INDENT:
        return is_closed(before.string, comma=True) or not row.string[:1].islower()
    if row.bold:
        return is_closed(before.string)
    return is_closed(before.string) and before.right < there.right - _FULL


def notes(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """The rows of each note."""
    note: list[Row] = []
    for row in (piece for whole in rows for piece in _notes_beside(whole)):
        if note and is_labelled(row) and _starts_note(note, row):
            yield note
            note = []
        note.append(row)
    if note:
        yield note


def _notes_beside(row: Row) -> Iterator[Row]:
    """The notes of a row, each a row of its own: a raised number behind white space that comes next begins one."""
    first = 0
    label = row.raised_label
    for index, span in enumerate(row.prints):
        at = span.start - row.start
        words = row.string[at : span.end - row.start].strip()
        beside = index and span.raised and row.string[at - 1].isspace() and label.isdecimal() and words.isdecimal()
        if beside and int(words) == int(label) + 1:
            yield row.part(first, index)
            first, label = index, words
    yield row.part(first, len(row.prints)) if first else row


def _starts_note(note: Sequence[Row], row: Row) -> bool:
    """A label that is raised, or that has a sign of its own, or the number that comes next; the first below notes with
    asterisks is 1."""
    label = NOTE_LABEL.match(row.string)
    number = int(label[3] or label[4] or 0) if label else 0
    if row.raised_label or (label and not number):
        return True
    above = NOTE_LABEL.match(note[0].string)
    if above and above[2]:
        return number == 1
    first = re.match(r"\D*(\d+)", note[0].string)
    return bool(number and first and number == int(first[1]) + 1)
