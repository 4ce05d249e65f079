"""Properties of any text, and of words split at random."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from build_scripts.core.model import Call, Repair, RepairKind, Report
from build_scripts.mend import load_words, mend
from tests.mend.reports import CASES, repairs, report_of

SOURCES = Path(__file__).parents[2] / "source_texts" / "fr"
CLEAN = [
    SOURCES / "sans-cote/execution-des-mandats-2023/source.md",
    SOURCES / "sans-cote/ctoc-assistance-technique-2020/source.md",
    SOURCES / "E/CN.15/2020/8/source.md",
]
"""Reports that were recognised from images: letters may be wrong in them, but no word has a space inside."""

_PIECES = st.one_of(
    st.just(" "),
    st.sampled_from(["le", "la", "l", "d", "e", "s", "a", "à", "con", "tre", "terror", "isme", "Pays", "Bas"]),
    st.sampled_from(["ONU", "DC", "of", "the", "not", "1", "re", "n", "o", "10", "A/RES/", "76"]),
    st.sampled_from(["’", "'", "-", " - ", ".", ",", " .", " ,", "«", "»", "(", ")", "b)", "5 000"]),
    st.sampled_from(["é", "œ", "İ", "ß", "\u0301", "ﬁ", "и", "م", "中", "\U0001f600"]),
)


@given(st.lists(_PIECES, max_size=60).map("".join), st.sampled_from(["fr", "en", "ru", "xx"]))
@settings(max_examples=300)
def test_spaces_go_and_nothing_else(line: str, language: str) -> None:
    report = report_of([line], language)
    mended, _ = mend(report, load_words(language))
    text = mended.blocks[0].text
    assert text.string == report.blocks[0].text.string
    end = 0
    for mark in text.marks:
        assert isinstance(mark, Repair)
        assert mark.kind is not RepairKind.CORRECTION
        assert end <= mark.start < mark.end <= len(text.string)
        source = text.string[mark.start : mark.end]
        assert mark.fixed == source.replace(" ", "") != source
        assert mark.reason
        end = mark.end


@given(st.lists(_PIECES, min_size=3, max_size=40), st.integers(0, 38))
def test_calls_are_never_inside_a_repair(pieces: list[str], where: int) -> None:
    head = " ".join("".join(pieces[:where]).split())
    report = report_of([head + "7" + "".join(pieces[where:])], marks={0: (Call(len(head), len(head) + 1, "7"),)})
    mended, _ = mend(report, load_words("fr"))
    for mark in mended.blocks[0].text.marks:
        if isinstance(mark, Repair):
            assert mark.end <= len(head) or mark.start >= len(head) + 1


def _lines(files: Sequence[Path]) -> list[str]:
    return [line for file in files for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]


def test_undamaged_reports_are_left_alone() -> None:
    mended, diagnostics = mend(report_of(_lines(CLEAN)), load_words("fr"))
    assert repairs(mended) == []
    assert diagnostics == []


def _split(lines: Sequence[str], share: float, seed: int) -> tuple[list[str], set[tuple[int, int]]]:
    """The lines with a space inside some words; (line, position) of each."""
    chance = random.Random(seed)
    word = re.compile(r"(?<![^\s(«])[^\W\d_]{2,}(?![^\s),.;:»])")
    damaged: list[str] = []
    gaps: set[tuple[int, int]] = set()
    for number, line in enumerate(" ".join(line.split()) for line in lines):
        parts: list[str] = []
        reached = 0
        for match in word.finditer(line):
            if match.group().islower() and chance.random() < share:
                at = chance.randrange(match.start() + 1, match.end())
                gaps.add((number, at + len(parts)))
                parts.append(line[reached:at])
                reached = at
        damaged.append(" ".join([*parts, line[reached:]]))
    return damaged, gaps


def _taken_out(report: Report) -> Iterator[tuple[int, int]]:
    for number, block in enumerate(report.blocks):
        for mark in block.text.marks:
            if isinstance(mark, Repair):
                source = block.text.string[mark.start : mark.end]
                yield from ((number, mark.start + i) for i, c in enumerate(source) if c == " ")


@pytest.mark.parametrize(
    ("files", "language", "share", "recall", "precision"),
    [
        (CLEAN, "fr", 0.02, 0.98, 0.995),
        (CLEAN, "fr", 0.1, 0.95, 0.99),
        ([CASES.parent / "prose" / "en.txt"], "en", 0.05, 0.95, 0.99),
    ],
)
def test_words_split_at_random_are_found(
    files: list[Path], language: str, share: float, recall: float, precision: float
) -> None:
    damaged, gaps = _split(_lines(files), share, seed=1)
    mended, _ = mend(report_of(damaged, language), load_words(language))
    out = set(_taken_out(mended))
    assert len(out & gaps) >= recall * len(gaps) > 0
    assert len(out & gaps) >= precision * len(out)
