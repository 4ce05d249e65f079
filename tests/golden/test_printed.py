"""Printed documents, as a person has read their pages: `printed/NAME.tsv`, a line for each block.

The documents aren't in the project; where they lie beside it, `../shared/corpus`, what is read is held against
the readings. `python -m benchmarks readings` prints the same as a table.
"""

from __future__ import annotations

import hashlib

import pytest

from benchmarks.measure import ROOT
from benchmarks.readings import FIELDS, Reading, as_read, by_hand, lost, score
from build_scripts.core.model import Kind
from build_scripts.run.reading import read_file

CORPUS = ROOT.parent / "shared/corpus"
READINGS = by_hand()


@pytest.mark.parametrize("reading", READINGS, ids=lambda reading: reading.path)
def test_reads_as_by_hand(reading: Reading) -> None:
    file = CORPUS / reading.path
    if not file.exists():
        pytest.skip(f"{file} isn't there: the document isn't held against its reading")
    data = file.read_bytes()
    assert hashlib.sha256(data).hexdigest() == reading.sha256
    report, _ = read_file(file)
    scored = score(reading, as_read(report, reading.path))
    assert scored.wrong == []
    assert scored.exact == scored.blocks == len(reading.lines)
    # What a Word file says of itself is proved as it is read.
    assert file.suffix != ".pdf" or not lost(report, data)[1]


def test_the_readings_are_whole() -> None:
    """A file that lost its lines would prove nothing."""
    assert len(READINGS) >= 13
    assert {reading.fields["language"] for reading in READINGS} >= {"en", "es", "fr"}
    lines = [line for reading in READINGS for line in reading.lines]
    assert {line.kind for line in lines} >= {str(kind) for kind in Kind} - {"masthead", "figure"}
    assert len(lines) >= 736
    assert sum(len(line.calls) for line in lines) >= 44
    for reading in READINGS:
        assert tuple(reading.fields) == FIELDS
        assert len({line.anchor for line in reading.lines}) == len(reading.lines)
        assert all(len(line.digest) == 64 and line.page.isdecimal() for line in reading.lines)
