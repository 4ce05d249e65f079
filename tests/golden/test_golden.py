"""Golden readings: how the archive's reports must be read, one line per block.

`NAME.tsv` has for each block: anchor, kind, level, calls, first and last words. The files were made once from a
reading by hand and are changed by hand; a difference is a change of published addresses or text. Every report has one,
and every one a report.
"""

from __future__ import annotations

import pytest

from build_scripts.core.model import Kind
from tests.golden.readings import ENTRIES, HERE, name, reading, without_reading, without_report

READINGS = {file.stem for file in HERE.glob("*.tsv")}


@pytest.mark.parametrize("path", sorted(path for path in ENTRIES if name(path) in READINGS))
def test_reads_as_by_hand(path: str) -> None:
    assert reading(path) == (HERE / f"{name(path)}.tsv").read_text(encoding="utf-8").splitlines()


def test_every_report_has_its_golden_reading() -> None:
    assert ENTRIES
    assert without_reading(ENTRIES, READINGS) == []


def test_every_golden_reading_has_its_report() -> None:
    assert without_report(ENTRIES, READINGS) == []


def test_a_report_without_reading_and_a_reading_without_report_are_told_with_the_cure() -> None:
    paths = ["fr/A/76/463", "en/A/76/463"]
    assert without_reading(paths, {"fr.A.76.463", "fr.A.1.1"}) == [
        "en/A/76/463 has no golden reading tests/golden/en.A.76.463.tsv: print a draft (python -m tests.golden.readings"
        " en/A/76/463), hold each line against the source, put it there"
    ]
    assert without_report(paths, {"fr.A.76.463", "en.A.76.463", "fr.A.1.1"}) == [
        "tests/golden/fr.A.1.1.tsv is the reading of no report in source_texts/: give the report back, or rename or"
        " remove the reading with it"
    ]


def test_the_readings_hold_every_kind() -> None:
    """A golden file that lost its rows would prove nothing."""
    rows = [line.split("\t") for file in HERE.glob("*.tsv") for line in file.read_text(encoding="utf-8").splitlines()]
    assert {kind for _, kind, *_ in rows} >= {str(kind) for kind in Kind} - {"table", "figure"}
    assert len([row for row in rows if row[1] != "masthead"]) >= 1229
