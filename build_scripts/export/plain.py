"""A report as plain text, and as Markdown that every reader of Markdown reads alike (CommonMark, with footnotes)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ..core.model import Block, Kind, Part, Report, Text
from ..core.text import piece, unlabelled
from ..published.registry import normal
from ..write import escape
from ..write.report_body import heading_levels, placed
from .description import Record, official_address
from .export_words import words
from .runs import Run, runs

_STARS = {"strong": "**", "em": "*"}


def text(record: Record) -> str:
    """A line a block, with an empty line between two; note calls in brackets, notes at the end of their part."""
    lines = list(_head(record))
    for block, start, end in placed(record.report.blocks):
        if block.anchor:
            lines.append(_plain(_stretch(block, start, end).text))
            lines += ["\t".join(map(_plain, row)) for row in block.rows]
    return "\n\n".join(line for line in lines if line) + "\n"


def _head(record: Record) -> Iterator[str]:
    """What every copy that leaves the archive says of itself."""
    sentences = words(record.language)
    yield record.title
    yield record.reference
    if supplied := record.date is None and record.report.document.supplied_date:
        yield f"{sentences.supplied_date} ({supplied})"
    yield f"{sentences.permanent_address}{record.url}"
    if record.official:
        yield f"{sentences.official_version}{record.official}"
    yield sentences.unofficial


def _plain(text: Text) -> str:
    """The words, with note calls in brackets."""
    return normal(escape.plain("".join(f"[{run.words}]" if run.call else run.words for run in runs(text))))


def markdown(record: Record) -> str:
    """Headings, paragraphs and lists of items; notes as footnotes, whose labels are their anchors."""
    levels = heading_levels(record.report.blocks)
    head = [f"# {escape.markdown(record.title)}", *(escape.markdown(line) for line in list(_head(record))[1:])]
    body = [
        _block(_stretch(block, start, end), levels, record.report)
        for block, start, end in placed(record.report.blocks)
        if block.anchor
    ]
    return "\n\n".join([*head, "---", *filter(None, body)]) + "\n"


def _stretch(block: Block, start: int, end: int) -> Block:
    """What stands at one place of a block that goes on below its items; of others, the block."""
    if end - start == len(block.text.string):
        return block
    return replace(block, text=piece(block.text, start, end), label_end=0 if start else block.label_end)


def _block(block: Block, levels: dict[tuple[Part, int], int], report: Report) -> str:
    if block.kind is Kind.TABLE:
        return _table(block, report.document.language)
    words = unlabelled(block) if block.kind is Kind.NOTE else block.text
    line = _inline(runs(words), report.document.language).strip()
    if block.kind is Kind.NOTE:
        return f"[^{block.anchor}]: {line}"
    if block.kind is Kind.PART_TITLE:
        return f"## {line}"
    if block.kind is Kind.HEADING:
        return f"{'#' * min(levels[block.part, block.level], 6)} {line}"
    return escape.line_start(line)


def _inline(stretches: Iterator[Run], language: str) -> str:
    return "".join(_marked(run, language) for run in stretches)


def _marked(run: Run, language: str) -> str:
    if run.call is not None:
        return f"[^{run.call.target}]" if run.call.target else escape.markdown(run.call.number)
    inner = escape.markdown(escape.plain(run.words))
    core = inner.strip()
    if not core:
        return inner
    before, after = inner[: len(inner) - len(inner.lstrip())], inner[len(inner.rstrip()) :]
    for style in ("em", "strong"):
        if style in run.styles:
            core = f"{_STARS[style]}{core}{_STARS[style]}"
    href = run.link.href if run.link else official_address(run.citation.key, language) if run.citation else ""
    if href and not href.startswith("#"):
        core = f"[{core}](<{href}>)"
    return f"{before}{core}{after}"


def _table(block: Block, language: str) -> str:
    rows = [[_inline(runs(cell), language).replace("|", "\\|") for cell in row] for row in block.rows]
    if not rows:
        return ""
    width = max(map(len, rows))
    lines = [f"| {' | '.join([*row, *[''] * (width - len(row))])} |" for row in rows]
    caption = _inline(runs(block.text), language)
    return "\n".join([*([caption, ""] if caption else []), lines[0], f"|{' --- |' * width}", *lines[1:]])
