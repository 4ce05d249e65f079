"""Golden readings: what the archive's reports must read as, a line a block.

`NAME.tsv` has for each block: anchor, kind, level, calls, first and last words. The files were made once from a
reading by hand and are changed by hand; a difference is a change of published addresses or text.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from build_scripts.anchor import anchor
from build_scripts.calls import find_calls
from build_scripts.model import Block, Call, Kind
from build_scripts.proof import prove
from build_scripts.read import read
from build_scripts.settings import archive
from build_scripts.sources import load_source, scan
from build_scripts.structure import structure

ROOT = Path(__file__).parent.parent.parent
HERE = Path(__file__).parent
ENTRIES = {entry.document.path: entry for entry in scan(ROOT)[0]}


def row(block: Block) -> str:
    """A block in one line."""
    words = block.text.string[block.label_end :].split()
    shown = " ".join(words) if len(words) < 8 else f"{' '.join(words[:4])} … {' '.join(words[-3:])}"
    calls = " ".join(mark.target for mark in block.text.marks if isinstance(mark, Call))
    return f"{block.anchor or block.role}\t{block.kind}\t{block.level or ''}\t{calls}\t{len(words)}\t{shown}"


def name(path: str) -> str:
    return path.replace("/", ".")


@pytest.mark.parametrize("path", sorted(ENTRIES))
def test_reads_as_by_hand(path: str) -> None:
    golden = HERE / f"{name(path)}.tsv"
    if not golden.exists():
        pytest.skip("no reading by hand of this report")
    entry = ENTRIES[path]
    source, _ = load_source(ROOT, entry.source, archive().limits)
    layout, _ = read(source)
    report, _ = structure(source, layout, entry.document)
    report, _ = find_calls(report)
    report, _ = anchor(report)
    assert not prove(report)
    assert [row(block) for block in report.blocks] == golden.read_text(encoding="utf-8").splitlines()


def test_every_golden_reading_is_used() -> None:
    assert {file.stem for file in HERE.glob("*.tsv")} <= {name(path) for path in ENTRIES}


def test_the_readings_hold_every_kind() -> None:
    """A golden file that lost its rows would prove nothing."""
    rows = [line.split("\t") for file in HERE.glob("*.tsv") for line in file.read_text(encoding="utf-8").splitlines()]
    assert {kind for _, kind, *_ in rows} >= {str(kind) for kind in Kind} - {"table"}
    assert len([one for one in rows if one[1] != "masthead"]) >= 1229
