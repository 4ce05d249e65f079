"""Generated well-formed documents: every block is found at its anchor, with its text and its calls."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import count

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from build_scripts.core.model import Call, Kind, Report
from tests.structure.cases import converted, without_calls
from tests.structure.generator import Maker, Sample, list_markdown, ocr_markdown, pdf_text

Layout = Callable[[Sample, int], str]
PAGE = re.compile(r"(?<=[^\n]\n) (?=\S| \S)")  # Where a page of the made text begins.
SEEDS = st.integers(min_value=0, max_value=2**32 - 1)


def _bare(string: str) -> str:
    return "".join(string.split())


def wrong(sample: Sample, report: Report, *, notes: bool) -> list[str]:
    """What is missing, wrong, or too much."""
    index = {block.anchor: i for i, block in enumerate(report.blocks) if block.anchor}
    faults = [f"{anchor} is too much" for anchor in index.keys() - {piece.anchor for piece in sample.pieces}]
    faults = [fault for fault in faults if "note-" not in fault]
    for piece, scope in zip(sample.pieces, sample.scopes, strict=True):
        if piece.anchor not in index:
            faults.append(f"{piece.anchor} is missing: {piece.text[:60]}")
            continue
        text = report.blocks[index[piece.anchor]].text
        if _bare(without_calls(report, index[piece.anchor])) != _bare(piece.text):
            faults.append(f"{piece.anchor} has {text.string} for {piece.text}")
        called = [mark.target for mark in text.marks if isinstance(mark, Call)]
        expected = [f"{scope}.note-{n}" if scope else f"note-{n}" for _, n in piece.calls] if notes else []
        if called != expected:
            faults.append(f"{piece.anchor} calls {called}, not {expected}")
    if notes:
        for (scope, number), words in sample.notes.items():
            anchor = f"{scope}.note-{number}" if scope else f"note-{number}"
            block = report.blocks[index[anchor]] if anchor in index else None
            if block is None or _bare(block.text.string[block.label_end :]) != _bare("".join(words)):
                faults.append(f"{anchor}: {block and block.text.string}")
    return faults


@pytest.mark.parametrize("layout", [pdf_text, ocr_markdown, list_markdown])
@settings(max_examples=60)
@given(seed=SEEDS)
def test_every_block_is_found(layout: Layout, seed: int) -> None:
    sample = Maker(seed).sample
    report, diagnostics = converted(layout(sample, seed))
    assert not wrong(sample, report, notes=layout is not list_markdown)
    assert not [diagnostic for diagnostic in diagnostics if diagnostic.code not in ("T005", "N001", "N002")]


@settings(max_examples=30)
@given(seed=SEEDS)
def test_the_same_in_every_spelling(seed: int) -> None:
    """Line ends of Windows, front matter, no newline at the end: one reading."""
    string = ocr_markdown(Maker(seed).sample, seed)
    plain, _ = converted(string)
    for variant in (
        string.replace("\n", "\r\n"),
        string.rstrip("\n"),
        f"---\ntitle: A\n---\n\n{string}",
        f"\ufeff{string}",
    ):
        report, _ = converted(variant)
        assert [(b.anchor, b.text.string) for b in report.blocks] == [(b.anchor, b.text.string) for b in plain.blocks]


def _form_feeds(string: str) -> str:
    return PAGE.sub("\f ", string)


def _running_heads(string: str) -> str:
    pages = count(2)
    return PAGE.sub(lambda _: f" A/99/123 \n\n \n\n{next(pages)}/99 21-12345 \n\n", string)


def _no_break_spaces(string: str) -> str:
    return re.sub(r" ([:;!?])", "\u202f\\1", string)


@pytest.mark.parametrize("other", [_form_feeds, _running_heads, _no_break_spaces])
@settings(max_examples=20)
@given(seed=SEEDS)
def test_pages_of_a_pdf_in_other_ways(other: Callable[[str], str], seed: int) -> None:
    sample = Maker(seed).sample
    pages = pdf_text(sample, seed)
    # A symbol that is nowhere stated and stands on one or two pages may be the end of a sentence, too.
    assume(other is not _running_heads or len(PAGE.findall(pages)) > 2)
    report, _ = converted(other(pages))
    assert not wrong(sample, report, notes=True)


@settings(max_examples=30)
@given(seed=SEEDS)
def test_levels_follow_numbers(seed: int) -> None:
    sample = Maker(seed).sample
    report, _ = converted(ocr_markdown(sample, seed))
    depth = {b.anchor: b.level for b in report.blocks if b.kind is Kind.HEADING}
    for piece in sample.pieces:
        if piece.kind == "heading":
            assert depth[piece.anchor] == piece.anchor.removeprefix("sec-").count(".") + 1
