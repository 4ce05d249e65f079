"""Nothing lost, second half: the page, rendered and read back, says what the report says.

The Markdown of a page is rendered as MkDocs will render it, and the HTML read by a parser that knows nothing of the
writer. Every block's text has to come back in its place, once, with the source's reading in place of each repair.
White space does not count, nor do characters that no page shows. A page that fails the proof isn't written.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import zip_longest

from lxml import etree

from ..core.diagnostics import Diagnostic
from ..core.model import Block, Report
from ..core.text import line_of, offset
from . import escape
from .report_body import ordered


def prove(report: Report, html: str) -> list[Diagnostic]:
    """Findings where the page does not say what the report says (P010, P011); an empty list is the proof.

    `html` is what is made of the page's Markdown (`rendered` in render/converter.py).
    """
    read = _read(html, {block.anchor for block in report.blocks if block.anchor})
    diagnostics = [_stray(report, words) for words in read.outside]
    for block, shown in zip_longest(ordered(report.blocks), read.blocks):
        if block is None:
            diagnostics.append(
                Diagnostic(report.source.path, 0, "P011", f"#{shown.anchor} is on the page but not in the report")
            )
        elif shown is None or shown.anchor != block.anchor:
            there = f"#{shown.anchor or 'masthead'} is there instead" if shown else "nothing is there"
            diagnostics.append(
                _finding(report, block, "P011", f"#{block.anchor} is missing from its place on the page: {there}")
            )
            break
        elif (on_page := escape.squashed("".join(shown.words))) != (in_report := escape.squashed(_string(block))):
            diagnostics.append(_finding(report, block, "P010", _difference(block.anchor, on_page, in_report)))
    return diagnostics


@dataclass(slots=True)
class _Shown:
    """A block as the page has it."""

    anchor: str
    """Empty for a line of the masthead."""
    words: list[str] = field(default_factory=list)


class _Reader:
    """Takes the parser's events and gathers blocks. Elements that the page itself adds are skipped."""

    def __init__(self, anchors: set[str]) -> None:
        self.anchors = anchors
        self.blocks: list[_Shown] = []
        self.outside: list[str] = []
        self._open: list[tuple[bool, bool]] = []  # each open element: whether it is a block, and is skipped
        self._silent = 0
        self._block: _Shown | None = None

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        classes = attributes.get("class", "").split()
        printed = "printed-masthead" in classes
        repair = "repair" in classes
        if repair and not self._silent:
            self._add(attributes.get("data-source", ""))
        silent = repair or ("data-chrome" in attributes and not printed) or tag == "summary"
        continues = attributes.get("data-continues", "")
        if continues and not self._silent:
            self._block = next((shown for shown in reversed(self.blocks) if shown.anchor == continues), None)
        block = not self._silent and (attributes.get("id") in self.anchors or "masthead-line" in classes)
        if block:
            self._block = _Shown(attributes.get("id", ""))
            self.blocks.append(self._block)
        self._silent += silent
        self._open.append((block or bool(continues), silent))

    def end(self, _tag: str) -> None:
        block, silent = self._open.pop()
        self._silent -= silent
        if block:
            self._block = None

    def data(self, words: str) -> None:
        if not self._silent:
            self._add(words)

    def close(self) -> _Reader:
        return self

    def _add(self, words: str) -> None:
        if self._block is not None:
            self._block.words.append(words)
        elif escape.squashed(words):
            self.outside.append(words)


def _read(html: str, anchors: set[str]) -> _Reader:
    reader = _Reader(anchors)
    parser = etree.HTMLParser(target=reader, huge_tree=True)
    parser.feed(f"<!doctype html><body>{html}</body>")
    parser.close()
    return reader


def _string(block: Block) -> str:
    return " ".join(text.string for text in block.texts)


def _difference(anchor: str, on_page: str, in_report: str) -> str:
    at = next(
        (index for index, (left, right) in enumerate(zip(on_page, in_report, strict=False)) if left != right),
        min(len(on_page), len(in_report)),
    )
    near = slice(max(at - 20, 0), at + 20)
    return f"#{anchor or 'masthead'} reads “{on_page[near]}” on the page and “{in_report[near]}” in the report"


def _stray(report: Report, words: str) -> Diagnostic:
    return Diagnostic(report.source.path, 0, "P011", f"“{words.strip()[:60]}” is on the page outside any block")


def _finding(report: Report, block: Block, code: str, message: str) -> Diagnostic:
    places = (offset(text, 0) for text in block.texts if text.places)
    line = next((line_of(report.source, place) for place in places), 0)
    return Diagnostic(report.source.path, line, code, message)
