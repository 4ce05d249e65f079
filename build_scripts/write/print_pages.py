"""Where the pages of the print begin in a report's text: each is an address of its own, `#page-7`, beside the text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from ..core.model import Block, Call, Citation, Kind, Link, Mark, Repair, Report, Source, Text
from ..core.symbol_path import original_name
from ..core.text import offset, page_of, with_marks
from ..core.value import value

_FEET = ("page-number", "job-number")
# A page's number in its head or foot: `7`, `7/28`, `GE.09-17088 7`; not `21-17225`, `2023/4`, `A/76/463`.
_NUMBER = re.compile(r"(?<![\w./-])(\d{1,3})(?:/\d{1,3})?(?![\w./-])")
_UNCUT = (Call, Citation, Link, Repair)
"""Marks that become elements inside which no link can begin."""


@value(frozen=True, slots=True)
class PageStart(Mark):
    """A page of the print begins: a mark without length."""

    number: int
    """As printed."""
    href: str
    """The page in the file as received, as seen from the document's page."""


def with_pages(report: Report) -> Report:
    """The report with a `PageStart` wherever a page of its file begins; unchanged where the file has none."""
    source = report.source
    if not source.pages:
        return report
    tracker = _Tracker(source, _ahead(report), original_name(report.document.path, source.path))
    return replace(report, blocks=tuple(tracker.block(block) for block in report.blocks))


def _ahead(report: Report) -> int:
    """By how much printed numbers are ahead of the pages' order in the file: what most heads and feet say."""
    seen: set[tuple[int, int]] = set()
    voters: set[int] = set()
    for furniture in report.furniture:
        if furniture.reason in _FEET:
            page = page_of(report.source, furniture.start)
            for number in _NUMBER.findall(report.source.string[furniture.start : furniture.end]):
                voters.add(page)
                seen.add((page, int(number) - page))
    votes = Counter(ahead for _, ahead in seen)
    ahead, count = max(votes.items(), key=lambda vote: (vote[1], -abs(vote[0])), default=(0, 0))
    return ahead if count > 1 and 2 * count > len(voters) else 0


def place_in_file(report: Report, block: Block) -> tuple[str, str]:
    """Where in the file as received a block is: its page as printed, empty where it has none, and the link to it."""
    source = report.source
    name = original_name(report.document.path, source.path)
    if not source.pages:
        return "", name
    page = page_of(source, offset(block.text, 0))
    return str(page + _ahead(report)), f"{name}#page={page}"


class _Tracker:
    """Goes through the text in its order, and knows which page was reached."""

    def __init__(self, source: Source, ahead: int, file: str) -> None:
        self._starts = [page.start for page in source.pages]
        self._ahead = ahead
        self._file = file
        self._reached = 0

    def block(self, block: Block) -> Block:
        """A block with the pages that begin in it. Notes are put elsewhere on the page, and the masthead is folded."""
        if block.kind in (Kind.MASTHEAD, Kind.NOTE):
            return block
        label_ends = [block.label_end, *(0 for row in block.rows for _ in row)]
        marked = (self._text(text, end) for text, end in zip(block.texts, label_ends, strict=True))
        return block.with_texts(list(marked))

    def _text(self, text: Text, label_end: int) -> Text:
        begun = list(self._begun(text, label_end))
        return with_marks(text, begun) if begun else text

    def _begun(self, text: Text, label_end: int) -> Iterator[PageStart]:
        for index, (start, place) in enumerate(text.places):
            end = text.places[index + 1][0] if index + 1 < len(text.places) else len(text.string)
            last = bisect_right(self._starts, place + max(end - start, 1) - 1)
            while self._reached < last:
                begins = start + max(self._starts[self._reached] - place, 0)
                position = _between_words(text, max(begins, label_end))
                if position >= len(text.string) and begins > 0:
                    return  # the next block is the first with a word of its own on the page
                self._reached += 1
                if self._reached + self._ahead > 0:
                    yield PageStart(
                        position, position, self._reached + self._ahead, f"{self._file}#page={self._reached}"
                    )


def _between_words(text: Text, position: int) -> int:
    """The first place from a position on where a link cuts neither a word nor another element."""
    string = text.string
    moved = True
    while moved and 0 < position < len(string):
        moved = False
        while 0 < position < len(string) and not string[position - 1].isspace():
            position += 1
            moved = True
        for mark in text.marks:
            if isinstance(mark, _UNCUT) and mark.start < position < mark.end:
                position, moved = mark.end, True
    return position
