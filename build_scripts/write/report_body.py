"""A report as the body of its page: one line of Markdown a block (docs/developers/markdown.md)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from ..core.model import Block, Kind, Part, Report, Spoken
from ..core.received import MEDIA_TYPES
from ..core.text import piece
from . import escape, marked_text
from .marked_text import HrefOf
from .print_pages import place_in_file, with_pages
from .published import Published

# Signs that Markdown takes for the end of a heading: `Langage C#`; not `# C`.
_CLOSING = re.compile("#+$")


def body(
    report: Report,
    href_of: HrefOf,
    cited: Mapping[str, int] = MappingProxyType({}),
    published: Mapping[str, Published] = MappingProxyType({}),
) -> str:
    """The report's text as Markdown, without front matter, notes after the last block of their part.

    `cited`: how many passages of other documents cite a block, by its anchor. `published`: what became of blocks since
    they were first published.
    The first line tells the renderer (`render/report.py`) that what follows is a report, and its language.
    """
    report = with_pages(report)
    levels = heading_levels(report.blocks)
    lines = [f'<!-- report lang="{escape.attribute(report.document.language)}" -->']
    for block, start, end in placed(report.blocks):
        if start:
            rest = piece(block.text, start, end)
            line = escape.line_start(marked_text.markdown(rest, href_of))
            lines.append(f'{line}\n{{: data-continues="{block.anchor}" }}')
            continue
        block = replace(block, text=piece(block.text, 0, end)) if end < len(block.text.string) else block
        in_file = _in_file(report, block) if block.kind is Kind.FIGURE else ""
        times = f' data-cited="{cited[block.anchor]}"' if cited.get(block.anchor) else ""
        others = in_file + times + published.get(block.anchor, Published()).attributes
        lines.append(_block(block, levels, href_of, others))
    return "\n\n".join(lines) + "\n"


def _in_file(report: Report, block: Block) -> str:
    """Where a figure is to be seen: on which page, and the link to it; nothing where the file isn't offered."""
    if Path(report.source.path).suffix not in MEDIA_TYPES:
        return ""
    page, href = place_in_file(report, block)
    return f' data-figure="{escape.attribute(href)}" data-figure-page="{page}"'


def ordered(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """The blocks in the order of the page: masthead first, and the notes of a part after its last block."""
    yield from (block for block in blocks if block.kind is Kind.MASTHEAD)
    text = [block for block in blocks if block.kind not in (Kind.MASTHEAD, Kind.NOTE)]
    notes: dict[Part, list[Block]] = defaultdict(list)
    for block in blocks:
        if block.kind is Kind.NOTE:
            notes[block.part].append(block)
    last = {block.part.holder: index for index, block in enumerate(text)}
    for index, block in enumerate(text):
        yield block
        if last[block.part.holder] == index:
            yield from notes.pop(block.part.holder, ())
    for remaining in notes.values():
        yield from remaining


def placed(blocks: tuple[Block, ...]) -> Iterator[tuple[Block, int, int]]:
    """The blocks in the order of the page, each with the stretch of its text that stands there: one that goes on below
    its items comes twice."""
    waiting: list[Block] = []
    for block in ordered(blocks):
        while waiting and not (block.kind is Kind.ITEM and block.anchor.startswith(f"{waiting[-1].anchor}.")):
            rest = waiting.pop()
            yield rest, rest.resumes, len(rest.text.string)
        yield block, 0, block.resumes - 1 if block.resumes else len(block.text.string)
        if block.resumes:
            waiting.append(block)
    for rest in reversed(waiting):
        yield rest, rest.resumes, len(rest.text.string)


def heading_levels(blocks: tuple[Block, ...]) -> dict[tuple[Part, int], int]:
    """The HTML level of each heading level of each part: below the part's title, without gaps."""
    used: dict[Part, set[int]] = defaultdict(set)
    for block in blocks:
        if block.kind is Kind.HEADING:
            used[block.part].add(block.level)
    return {
        (part, level): _depth(part) + rank + 1
        for part, levels in used.items()
        for rank, level in enumerate(sorted(levels), start=1)
    }


def _depth(part: Part) -> int:
    """How many parts a part lies in; 0 for the body."""
    return 0 if part.parent is None else 1 + _depth(part.parent)


def _block(block: Block, levels: dict[tuple[Part, int], int], href_of: HrefOf, others: str) -> str:
    """A block; `others` are attributes beside its own, each after a space."""
    if block.kind is Kind.TABLE:
        return _table(block, href_of)
    if passage := _passage(block):
        others += marked_text.in_language(passage, block.text.string)
        marks = tuple(mark for mark in block.text.marks if mark is not passage)
        block = replace(block, text=replace(block.text, marks=marks))
    if block.kind is Kind.PART_TITLE:
        words = marked_text.markdown(block.text, href_of, block.label_end)
        return _heading(_depth(block.part) + 1, words, f"#{block.anchor} .part-title .part-{block.part.kind}{others}")
    words = marked_text.markdown(block.text, href_of)
    if block.kind is Kind.HEADING:
        return _heading(levels[block.part, block.level], words, f"#{block.anchor}{others}")
    return f"{escape.line_start(words) or '<span></span>'}\n{{: {_attributes(block)}{others} }}"


def _passage(block: Block) -> Spoken | None:
    """The passage in another language that a block is as a whole."""
    whole = (mark for mark in block.text.marks if isinstance(mark, Spoken) and mark.start == 0)
    return next((mark for mark in whole if mark.end == len(block.text.string)), None)


def _heading(level: int, words: str, attributes: str) -> str:
    """A heading of any level; HTML has six levels, and an attribute for the others."""
    deeper = f" aria-level={level}" if level > 6 else ""
    words = _CLOSING.sub(lambda signs: "\\#" * len(signs.group()), words)
    return f"{'#' * min(level, 6)} {words} {{{attributes}{deeper}}}"


def _attributes(block: Block) -> str:
    if block.kind is Kind.MASTHEAD:
        return f".masthead-line .masthead-{block.role or 'other'}"
    if block.kind is Kind.ITEM:
        return f"#{block.anchor} .item-{block.level}"
    return f"#{block.anchor} .note" if block.kind is Kind.NOTE else f"#{block.anchor}"


def _table(block: Block, href_of: HrefOf) -> str:
    """A table in HTML, a row a line: Markdown's own has no cells that span and no caption."""
    rows = [f'<table id="{block.anchor}">']
    caption = marked_text.html(block.text, href_of)
    if caption:
        rows.append(f"<caption>{caption}</caption>")
    for index, row in enumerate(block.rows):
        cell = 'th scope="col"' if index == 0 and len(block.rows) > 1 else "td"
        cells = "".join(f"<{cell}>{marked_text.html(text, href_of)}</{cell[:2]}>" for text in row)
        rows.append(f"<tr>{cells}</tr>")
    return "\n".join([*rows, "</table>"])
