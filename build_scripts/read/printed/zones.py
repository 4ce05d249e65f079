"""The zones of printed pages: head and foot, which are furniture, and the notes at the foot of the text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from ...core.model import Page, Source
from ...core.signs import NOTE_SIGNS
from ..endings import is_closed
from ..furniture import patterns
from .measured_rows import Row, Usual, by_page
from .tables import Table, joined, tables

_HEAD = 0.86  # Of the page's height: running heads stand above,
_FOOT = 0.13  # and page numbers below.
_SMALL = 0.93  # Of the usual size: notes are smaller.
_SHORT_RULE = (40.0, 260.0)  # Points: the rule above notes.
_WIDE_RULE = 0.6  # Of the page's width: the rule below a running head.
_TEXT = 20  # Characters of a row of text, at least.
_EXPLANATION = 5  # Rows between a table and its notes, at most.
_UNDER = 34.0  # Points from the rule above notes to the first of them.
# A rule that is set as text: `______`; not `__`.
_TEXT_RULE = re.compile(r"\s*(?:_{5,}|—{3,}|–{3,}|-{8,})\s*")
# The label of a note that isn't raised: `1/ Voir`, `* Voir`, `** Voir`, `12 Voir`, `a/ Voir`, in Arabic `(1) انظر`,
# `(1) A/79/1`; not `12. Le`, `74/229`, `(1) Voir`.
NOTE_LABEL = re.compile(
    rf"(?:(\d{{1,3}}|[a-z])/(?!\d)|({NOTE_SIGNS})|(\d{{1,3}})(?=[\s\t])"
    r"|\((\d{1,3})\)(?=\s+(?:[\u0600-\u06ff]|[A-Z]+/)))\s*"
)
# The same as it was until 1997, with white space behind it: `1/ Voir`, `a/\tVoir`; not `12. Le`, `1/2`, `74/229`.
_SLASHED_LABEL = re.compile(r"(?:\d{1,3}|[a-z])/\s")
# The label of a paragraph, an item or a heading: `12. Le`, `(a) le`, `IV. Titre`; not `1994 le`, `1/ Voir`.
_TEXT_LABEL = re.compile(r"(?:\d{1,3}\.|\([a-z]{1,4}\)|[IVX]{1,5}\.|[A-Z]\.)\s")
# What a raised label may be: `12`, `**`, `a`; not `er`, `1234`.
_RAISED_LABEL = re.compile(rf"^(?:\d{{1,3}}|{NOTE_SIGNS}|[a-z])$")


# Fonts of a symbol encoding, barcodes among them, give characters as U+F000 and their code (OpenType, cmap 3.0).
_CODES = {0xF000 + code: code for code in range(0x20, 0x7F)}


@dataclass(frozen=True, slots=True)
class Zoned:
    """Rows in their zones."""

    body: list[Row]
    notes: list[Row]
    furniture: list[tuple[Row, str]]
    """With the reason."""
    tables: list[Table]
    after_tables: set[int]
    """Offsets of the first rows below a table."""


def zoned(source: Source, rows: Sequence[Row], usual: Usual) -> Zoned:
    """The rows of a document in their zones."""
    recurring = _recurring(source, rows)
    result = Zoned([], [], [], [], set())
    endnotes = noted = False
    for page_rows in by_page(rows):
        page = source.pages[page_rows[0].page]
        reasons = _edges(page, page_rows, recurring, usual)
        rest = [row for row in page_rows if row.start not in reasons]
        result.furniture.extend((row, reasons[row.start]) for row in page_rows if row.start in reasons)
        result.furniture.extend((row, "page-rule") for row in rest if _is_rule(row))
        tabular = _take_tables(result, page, rest, usual)
        at = _notes_begin(page, rest, usual, after=max(tabular, default=-1))
        only_notes = endnotes or (noted and any(map(is_labelled, rest)))
        if only_notes and not tabular and all(_is_small(row, usual) for row in rest):
            at = 0  # A note of the page before goes on, without a label.
        noted = at < len(rest)
        endnotes = noted and not _is_under_rule(page, rest, at)
        for index, row in enumerate(rest):
            if index not in tabular and not _is_rule(row):
                (result.notes if index >= at else result.body).append(row)
    _begin_below_tables(result)
    _join_tables(result)
    return result


def _begin_below_tables(result: Zoned) -> None:
    """Adds the first row of text below each table, which may stand on the next page."""
    starts = [row.start for row in result.body]
    below = {bisect_left(starts, table.rows[-1].start) for table in result.tables}
    result.after_tables.update(starts[at] for at in below if at < len(starts))


def _is_rule(row: Row) -> bool:
    """A rule set as text, or the asterisks between parts of a text."""
    return bool(_TEXT_RULE.fullmatch(row.string) or patterns()["page-rule"].fullmatch(row.string.strip()))


def _take_tables(result: Zoned, page: Page, rows: Sequence[Row], usual: Usual) -> set[int]:
    """Takes the tables of a page with their notes; returns the indexes of their rows. On the cover the masthead
    stands between drawn lines: no table is above the first full stop."""
    taken: set[int] = set()
    text = next((i for i, row in enumerate(rows) if is_closed(row.string) and len(row.string) > _TEXT), len(rows))
    for start, end, table in tables(rows, page, usual):
        if not rows[0].page and start < text:
            continue
        result.tables.append(table)
        first, after = _own_notes(rows, end, usual)
        result.notes.extend(rows[first:after])
        taken |= {*range(start, end), *range(first, after)}
        result.after_tables.update(rows[index].start for index in (end, after) if index < len(rows))
    return taken


def _join_tables(result: Zoned) -> None:
    """Joins tables that go on on the next page: only a running head, a foot and notes stand between their halves.
    Heads of columns that are printed again are furniture."""
    starts = [row.start for row in result.body]
    whole: list[Table] = []
    for table in result.tables:
        last = whole[-1] if whole else None
        if last and table.rows[0].page == last.rows[-1].page + 1:
            between = bisect_left(starts, table.rows[0].start) - bisect_left(starts, last.rows[-1].start)
            if not between and (both := joined(last, table)):
                whole[-1], repeated = both
                head = {row.start for cells in table.cells[:repeated] for cell in cells for row, _, _ in cell}
                result.furniture.extend((row, "running-head") for row in table.rows if row.start in head)
                continue
        whole.append(table)
    result.tables[:] = whole


def _own_notes(rows: Sequence[Row], start: int, usual: Usual) -> tuple[int, int]:
    """Indexes of the first row of the notes of a table that ends above `start`, and of the row after the last: a raised
    letter begins each. Their source, or an explanation of signs, may stand above them."""
    first = start
    while first < min(start + _EXPLANATION, len(rows)) and _is_small(rows[first], usual):
        if rows[first].raised_label.isalpha():
            break
        first += 1
    end = first
    while end < len(rows) and _is_small(rows[end], usual):
        label = rows[end].raised_label
        goes_on = end > first and rows[end - 1].baseline - rows[end].baseline < 1.5 * rows[end].size
        if not (label.isalpha() if label else goes_on):
            break
        end += 1
    return (first, end) if end > first else (start, start)


# --- head and foot ----------------------------------------------------------------------------


def _recurring(source: Source, rows: Sequence[Row]) -> frozenset[tuple[str, int]]:
    """(words, height) of rows at the edge of pages that are the same, at one height, on several pages."""
    pages: dict[tuple[str, int], set[int]] = defaultdict(set)
    for row in rows:
        height = source.pages[row.page].height
        if row.baseline > _HEAD * height or row.baseline < _FOOT * height:
            for near in (-1, 0, 1):
                pages[_key(row, near)].add(row.page)
    return frozenset(key for key, on in pages.items() if len(on) > 1)


def _key(row: Row, near: int = 0) -> tuple[str, int]:
    return "".join(row.string.split()), round(row.baseline / 3) + near


def _edges(page: Page, rows: Sequence[Row], recurring: frozenset[tuple[str, int]], usual: Usual) -> dict[int, str]:
    """Start of each row of a page's head or foot → reason."""
    reasons: dict[int, str] = {row.start: "running-head" for row in rows if row.vertical}
    # By height: with columns, a head or foot may stand before one and after another.
    level = sorted((row for row in rows if not row.vertical), key=lambda row: -row.baseline)
    for row in (*_head(page, level, recurring), *_foot(page, level, recurring, usual)):
        reasons[row.start] = _edge_reason(row, frozenset()) or "running-head"
    return reasons


def _head(page: Page, rows: Sequence[Row], recurring: frozenset[tuple[str, int]]) -> Sequence[Row]:
    """The rows of a running head: all down to the last near the top that is one by its words or its return."""
    if not rows or not rows[0].page:
        return [row for row in rows if row.baseline > _HEAD * page.height and _page_number(row)]
    last = _above_rule(page, rows)
    ruled = last >= 0
    for index, row in enumerate(rows):
        reason = _edge_reason(row, recurring) if row.baseline > _HEAD * page.height else ""
        if not reason and is_closed(row.string):
            break  # « The meeting was called to order at 10 a.m. » is text.
        # Below the rule of a running head, what returns is the head of a table that goes on.
        if reason and not (ruled and reason == "recurring"):
            last = max(last, index)
    return rows[: last + 1]


def _page_number(row: Row) -> bool:
    return _edge_reason(row, frozenset()) == "page-number"


def _foot(page: Page, rows: Sequence[Row], recurring: frozenset[tuple[str, int]], usual: Usual) -> Sequence[Row]:
    """The rows of a foot: from the bottom up, as far as each is one by its words or its return. Notes that return
    on every page (« Resolution 70/1. ») aren't part of it."""
    first = len(rows)
    for index in range(len(rows) - 1, -1, -1):
        row = rows[index]
        reason = _edge_reason(row, recurring)
        small = _is_small(row, usual) and not is_labelled(row) and not _TEXT_RULE.fullmatch(row.string)
        if row.baseline >= _FOOT * page.height or not reason or (reason == "recurring" and not small):
            break
        if reason == "running-head" and (row.raised_label or row.string.startswith("*")):
            break  # A note that is a symbol alone, « ^1 A/RES/60/1. ».
        if reason != "running-head" or first < len(rows) or small:
            first = index
    return rows[first:]


_BY_WORDS = ("page-number", "job-number", "running-head")
"""What a row at a page's edge may be by its words alone, in the order in which they are tried."""


def _edge_reason(row: Row, recurring: frozenset[tuple[str, int]]) -> str:
    """What a row at a page's edge is by its words; `recurring` where it only returns on other pages."""
    kinds = patterns()
    words = " ".join(row.string.translate(_CODES).split())
    if words.count("(") != words.count(")"):
        return ""  # The end of « (A/78/61 and⏎A/C.3/78/L.5) ».
    for reason in _BY_WORDS:
        if kinds[reason].fullmatch(words):
            return reason
    parts = [" ".join(cell.split()) for cell in row.cells]
    if len(parts) > 1:
        known = [next((reason for reason in _BY_WORDS if kinds[reason].fullmatch(part)), "") for part in parts]
        if all(known) or "running-head" in known:
            return next(reason for reason in known if reason)
        if any(part.isdecimal() and len(part) < 5 for part in parts) and any(known):
            return "page-number"
    if words.isdecimal() and len(words) < 5:
        return "page-number"
    return "recurring" if _key(row) in recurring else ""


def _above_rule(page: Page, rows: Sequence[Row]) -> int:
    """Index of the last row above the rule below a running head; -1 where there is none."""
    for rule in page.rules:
        if rule.bottom > _HEAD * page.height and rule.right - rule.left > _WIDE_RULE * page.width:
            above = [i for i, row in enumerate(rows) if not row.vertical and row.baseline > rule.bottom]
            return max(above, default=-1) if len(above) < 6 else -1
    return -1


# --- notes ------------------------------------------------------------------------------------


def _notes_begin(page: Page, rows: Sequence[Row], usual: Usual, *, after: int = -1) -> int:
    """Index of the first row of the notes; the number of rows where the page has none."""
    # From this row on all are small, down to the foot.
    small = next((i + 1 for i in range(len(rows) - 1, -1, -1) if not _is_small(rows[i], usual)), 0)
    slashed = _slashed_begin(rows, after + 1)
    for index, row in enumerate(rows[after + 1 : slashed], after + 1):
        if _TEXT_RULE.fullmatch(row.string):
            under = index + 1 < len(rows) and (index + 1 >= small or is_labelled(rows[index + 1]))
            if under and row.left < page.width / 2:
                return index + 1
        elif _is_under_rule(page, rows, index):
            if index >= small or is_labelled(row):
                return index
        elif index >= small and is_labelled(row):
            return index
    return slashed


def _slashed_begin(rows: Sequence[Row], after: int) -> int:
    """Index of the first row that « 1/ » begins, as only notes begin, where no paragraph or heading stands below it."""
    last = max((i for i, row in enumerate(rows) if _TEXT_LABEL.match(row.string) or row.bold), default=-1)
    begins = (i for i in range(max(after, last + 1), len(rows)) if _SLASHED_LABEL.match(rows[i].string))
    return next(begins, len(rows))


def is_labelled(row: Row) -> bool:
    """A note's label begins the row."""
    raised = row.raised_label
    return bool(_RAISED_LABEL.fullmatch(raised)) if raised else bool(NOTE_LABEL.match(row.string))


def _is_small(row: Row, usual: Usual) -> bool:
    return row.size < _SMALL * usual.size


def _is_under_rule(page: Page, rows: Sequence[Row], index: int) -> bool:
    """A short rule stands between this row and the one above, drawn or as a row of its own."""
    row = rows[index]
    if index and _TEXT_RULE.fullmatch(rows[index - 1].string):
        return True
    top = rows[index - 1].baseline if index else page.height
    return any(
        row.baseline < rule.bottom < top
        and rule.bottom - row.baseline < _UNDER
        and _SHORT_RULE[0] < rule.right - rule.left < _SHORT_RULE[1]
        and rule.left < page.width / 2
        and rule.left < row.left + 30
        for rule in page.rules
    )
