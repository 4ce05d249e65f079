"""How a reading of the program's is held against one by hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from benchmarks.readings import Line, Reading, lost, parsed, score
from build_scripts.core.model import Document
from build_scripts.core.settings import archive
from build_scripts.extract.pdf import extract_pdf
from build_scripts.run.pipeline import convert
from tests.extract.pdfs import line, pdf

LINES = (
    Line("txt-1", "other", "1", (), "a"),
    Line("par-1", "paragraph", "1", ("note-1", "note-2"), "b"),
    Line("note-1", "note", "1", (), "c"),
    Line("note-2", "note", "2", (), "d"),
)
READING = Reading("en/A_RES_1_1.pdf", "0" * 64, {"symbol": "A/RES/1/1", "session": ""}, LINES)


def changed(index: int, changes: Mapping[str, object]) -> Reading:
    lines = [replace(one, **changes) if number == index else one for number, one in enumerate(LINES)]  # type: ignore[arg-type]
    return replace(READING, lines=tuple(lines))


def test_a_reading_stays_what_it_is_in_its_file() -> None:
    assert parsed(str(READING)) == READING


def test_the_same_reading_is_exact() -> None:
    scored = score(READING, READING)
    assert (scored.exact, scored.called, scored.stated, scored.wrong) == (4, 2, 2, [])
    assert scored.line() == "| en/A_RES_1_1.pdf | 4 | 100.0% | 2 | 100.0% | 2 | 100.0% |"


def test_what_differs_counts() -> None:
    for changes in ({"digest": "x"}, {"kind": "item"}, {"page": "2"}):
        assert score(READING, changed(0, changes)).exact == 3
    renamed = score(READING, changed(0, {"anchor": "pp-1"}))
    assert (renamed.exact, renamed.blocks) == (3, 5)
    assert renamed.wrong == ["en/A_RES_1_1.pdf txt-1", "en/A_RES_1_1.pdf pp-1, which no person has read"]


def test_calls_that_are_missed_or_too_many() -> None:
    missed = score(READING, changed(1, {"calls": ("note-2",)}))
    assert (missed.calls, missed.called, missed.exact) == (2, 1, 4)
    assert missed.wrong == ["en/A_RES_1_1.pdf par-1"]
    more = score(READING, changed(0, {"calls": ("note-1",)}))
    assert (more.calls, more.called) == (3, 2)


def test_a_field_that_is_wrong() -> None:
    scored = score(READING, replace(READING, fields={"symbol": "A/RES/1/2", "session": ""}))
    assert (scored.fields, scored.stated) == (2, 1)


def test_signs_that_stand_nowhere() -> None:
    data = pdf(line("Takes note of the report of the Committee.") + line("Second line", y=650))
    source, _ = extract_pdf("a.pdf", data, archive().limits)
    report, _ = convert(source, Document("a", "a.pdf", "en", ""))
    assert lost(report, data) == (45, {})
    assert lost(replace(report, blocks=report.blocks[:1]), data)[1].total() == 10
