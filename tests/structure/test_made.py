"""Well-formed documents, made to measure: every block is found at its anchor, with its text and its calls."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import count

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from build_scripts.core.model import Call, Kind, Report
from tests.structure.cases import converted, without_calls
from tests.structure.generator import Made, Maker, list_markdown, ocr_markdown, pdf_text

Layout = Callable[[Made, int], str]
PAGE = re.compile(r"(?<=[^\n]\n) (?=\S| \S)")  # Where a page of the made text begins.
SEEDS = st.integers(min_value=0, max_value=2**32 - 1)


def _bare(string: str) -> str:
    return "".join(string.split())


def _wrong(made: Made, report: Report, *, notes: bool) -> list[str]:
    """What is missing, wrong, or too much."""
    index = {block.anchor: i for i, block in enumerate(report.blocks) if block.anchor}
    wrong = [f"{anchor} is too much" for anchor in index.keys() - {p.anchor for p in made.pieces}]
    wrong = [one for one in wrong if "note-" not in one]
    for piece, scope in zip(made.pieces, made.scopes, strict=True):
        if piece.anchor not in index:
            wrong.append(f"{piece.anchor} is missing: {piece.text[:60]}")
            continue
        text = report.blocks[index[piece.anchor]].text
        if _bare(without_calls(report, index[piece.anchor])) != _bare(piece.text):
            wrong.append(f"{piece.anchor} has {text.string} for {piece.text}")
        called = [mark.target for mark in text.marks if isinstance(mark, Call)]
        expected = [f"{scope}.note-{n}" if scope else f"note-{n}" for _, n in piece.calls] if notes else []
        if called != expected:
            wrong.append(f"{piece.anchor} calls {called}, not {expected}")
    if notes:
        for (scope, number), words in made.notes.items():
            anchor = f"{scope}.note-{number}" if scope else f"note-{number}"
            block = report.blocks[index[anchor]] if anchor in index else None
            if block is None or _bare(block.text.string[block.label_end :]) != _bare("".join(words)):
                wrong.append(f"{anchor}: {block and block.text.string}")
    return wrong


@pytest.mark.parametrize("layout", [pdf_text, ocr_markdown, list_markdown])
@settings(max_examples=60)
@given(seed=SEEDS)
def test_every_block_is_found(layout: Layout, seed: int) -> None:
    made = Maker(seed).made
    report, diagnostics = converted(layout(made, seed))
    assert not _wrong(made, report, notes=layout is not list_markdown)
    assert not [diagnostic for diagnostic in diagnostics if diagnostic.code not in ("T005", "N001", "N002")]


@settings(max_examples=30)
@given(seed=SEEDS)
def test_the_same_in_every_spelling(seed: int) -> None:
    """Line ends of Windows, front matter, no newline at the end: one reading."""
    string = ocr_markdown(Maker(seed).made, seed)
    plain, _ = converted(string)
    for other in (
        string.replace("\n", "\r\n"),
        string.rstrip("\n"),
        f"---\ntitle: A\n---\n\n{string}",
        f"\ufeff{string}",
    ):
        report, _ = converted(other)
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
    made = Maker(seed).made
    pages = pdf_text(made, seed)
    # A symbol that is nowhere stated and stands on one or two pages may be the end of a sentence, too.
    assume(other is not _running_heads or len(PAGE.findall(pages)) > 2)
    report, _ = converted(other(pages))
    assert not _wrong(made, report, notes=True)


@settings(max_examples=30)
@given(seed=SEEDS)
def test_levels_follow_numbers(seed: int) -> None:
    made = Maker(seed).made
    report, _ = converted(ocr_markdown(made, seed))
    depth = {b.anchor: b.level for b in report.blocks if b.kind is Kind.HEADING}
    for piece in made.pieces:
        if piece.kind == "heading":
            assert depth[piece.anchor] == piece.anchor.removeprefix("sec-").count(".") + 1
