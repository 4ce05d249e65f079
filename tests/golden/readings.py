"""Readings of the archive's reports, one line per block; `python -m tests.golden.readings fr/A/76/463` prints one.

What is printed is what the program reads, a draft: it becomes a golden reading when a person has held every line
against the source.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Set
from pathlib import Path

from build_scripts.core.model import Block, Call
from build_scripts.core.settings import archive
from build_scripts.read import read
from build_scripts.sources import load_source, scan
from build_scripts.structure import structure
from build_scripts.structure.anchor import anchor
from build_scripts.structure.calls import find_calls
from build_scripts.structure.completeness import prove

ROOT = Path(__file__).parent.parent.parent
HERE = Path(__file__).parent
ENTRIES = {entry.document.path: entry for entry in scan(ROOT)[0]}


def name(path: str) -> str:
    """The name of a report's golden reading, without its ending: `fr/A/76/463` → `fr.A.76.463`."""
    return path.replace("/", ".")


def row(block: Block) -> str:
    """A block in one line."""
    words = block.text.string[block.label_end :].split()
    shown = " ".join(words) if len(words) < 8 else f"{' '.join(words[:4])} … {' '.join(words[-3:])}"
    calls = " ".join(mark.target for mark in block.text.marks if isinstance(mark, Call))
    return f"{block.anchor or block.role}\t{block.kind}\t{block.level or ''}\t{calls}\t{len(words)}\t{shown}"


def reading(path: str) -> list[str]:
    """How the program reads a report of the archive, by its path; raises KeyError where it holds none there."""
    entry = ENTRIES[path]
    source, _ = load_source(ROOT, entry.source, archive().limits)
    layout, _ = read(source)
    report, _ = structure(source, layout, entry.document)
    report, _ = find_calls(report)
    report, _ = anchor(report)
    assert not prove(report)
    return [row(block) for block in report.blocks]


def without_reading(paths: Iterable[str], readings: Set[str]) -> list[str]:
    """What to do about each report that has no golden reading."""
    cure = "print a draft (python -m tests.golden.readings {}), hold each line against the source, put it there"
    return [
        f"{path} has no golden reading tests/golden/{name(path)}.tsv: {cure.format(path)}"
        for path in sorted(paths)
        if name(path) not in readings
    ]


def without_report(paths: Iterable[str], readings: Set[str]) -> list[str]:
    """What to do about each golden reading that no report has."""
    cure = "give the report back, or rename or remove the reading with it"
    return [
        f"tests/golden/{reading}.tsv is the reading of no report in source_texts/: {cure}"
        for reading in sorted(readings - {name(path) for path in paths})
    ]


if __name__ == "__main__":
    if unknown := sorted(set(sys.argv[1:]) - set(ENTRIES)):
        sys.exit(f"no document {', '.join(unknown)}; the archive has {', '.join(sorted(ENTRIES))}")
    for path in sys.argv[1:]:
        print("\n".join(reading(path)))
