"""Lam and alef that extraction has turned about."""

from __future__ import annotations

import hashlib
import re

import pytest

from build_scripts.core.data_files import DATA, read_data
from build_scripts.core.language import FOLDER
from build_scripts.core.model import RepairKind
from build_scripts.mend import load_words, mend
from build_scripts.mend.lam_alef import FILE, lam_alef
from build_scripts.mend.make_lam_alef import words_of
from tests.mend.reports import as_shown, repairs, report_of

LINES = [
    "إن الجمعية العامة، إذ تشير إلى ميثاق الأمم المتحدة والإعلان العالمي لحقوق الإنسان،",
    "وإذ تؤكد من جديد أهمية السلام والأمن وسيادة القانون، ولا سيما في المجالات الاقتصادية والاجتماعية،",
    "1 - تطلب إلى الأمين العام أن يقدم إليها تقريرا خلال الدورة الأولى في كانون الأول/ديسمبر 2015؛",
    "2 - تلاحظ الحالة في مجال العمل، وقالت اللجنة إن القرار لا يزال ساريا.",
]


def _turned(line: str) -> str:
    """As PDFium and Poppler give it."""
    return re.sub("ل([اأإآ])", r"\1ل", line)


def test_a_turned_text_is_put_right() -> None:
    mended, diagnostics = mend(report_of(map(_turned, LINES), "ar"), load_words("ar"))
    assert as_shown(mended) == LINES
    assert {kind for _, _, kind in repairs(mended)} == {RepairKind.LETTER_ORDER}
    assert ("خالل", "خلال", RepairKind.LETTER_ORDER) in repairs(mended)
    assert [d.code for d in diagnostics if d.code.startswith("W")] == ["W001", "W005"]


def test_a_text_in_order_stays() -> None:
    mended, diagnostics = mend(report_of(LINES, "ar"), load_words("ar"))
    assert repairs(mended) == []
    assert [d.code for d in diagnostics] == ["W001"]


def test_words_of_two_meanings_and_unknown_ones_are_reported() -> None:
    lines = [*map(_turned, LINES), "وثالثة عمال من أديالكون في الحكومة", "خالد"]
    mended, diagnostics = mend(report_of(lines, "ar"), load_words("ar"))
    assert as_shown(mended) == [*LINES, *lines[4:]]
    doubts = [re.findall("“([^”]*)”", d.message) for d in diagnostics if d.code == "W004"]
    assert sorted(doubts) == sorted([["وثالثة", "وثلاثة"], ["عمال", "عملا"], ["أديالكون", "أديلاكون"]])


def test_single_words_in_a_text_in_order_are_only_reported() -> None:
    mended, diagnostics = mend(report_of([*LINES, "من خالل"], "ar"), load_words("ar"))
    assert repairs(mended) == []
    assert [d.code for d in diagnostics] == ["W001", "W005"]


def test_marks_keep_their_places() -> None:
    lines = [*map(_turned, LINES), "األُمَـم \u200fخـالل\u200e"]
    mended, _ = mend(report_of(lines, "ar"), load_words("ar"))
    assert as_shown(mended)[4] == "الأُمَـم \u200fخـلال\u200e"


def test_citations_are_found_in_what_is_put_right() -> None:
    from build_scripts.citations.find import find
    from build_scripts.citations.knowledge import load
    from build_scripts.core.model import Citation

    lines = [*LINES, "عملا بالفقرة 33 من قرار مجلس الأمن 2100 (2013) وقرار المجلس الاقتصادي والاجتماعي 1996/31"]
    mended, _ = mend(report_of(map(_turned, lines), "ar"), load_words("ar"))
    cited, _ = find(mended, load())
    keys = [mark.key for block in cited.blocks for mark in block.text.marks if isinstance(mark, Citation)]
    assert keys == ["S/RES/2100(2013)", "E/RES/1996/31"]


@pytest.mark.parametrize(
    ("word", "readings"),
    [
        ("األمم", ["الأمم"]),
        ("واألمم", ["والأمم"]),
        ("ال", ["لا"]),
        ("السالم", ["السلام"]),
        ("بالسالم", ["بالسلام"]),
        ("خالد", ["خالد"]),
        ("الحكومة", []),
        ("ثالثة", ["ثالثة", "ثلاثة"]),
        ("االجتماعية", ["الاجتماعية"]),
        ("واإلقليمية", ["والإقليمية"]),
    ],
)
def test_readings(word: str, readings: list[str]) -> None:
    words = lam_alef("ar")
    assert words is not None
    assert words.readings(word) == readings


def test_only_arabic_has_a_list() -> None:
    assert [file.parent.name for file in FOLDER.glob(f"*/{FILE}")] == ["ar"]
    assert lam_alef("fr") is None


def test_the_list_has_what_may_be_doubtful() -> None:
    frequencies = {
        "سلام": 1e-3,
        "سالم": 1e-5,
        "عملا": 1e-4,
        "عمال": 2e-4,
        "قال": 1e-3,
        "الحكومة": 1e-3,
        "ال": 1e-2,
        "كلا": 1e-9,
    }
    assert words_of(frequencies) == sorted(["سلام", "عملا", "عمال", "قال"])


def test_the_list_is_the_one_that_its_source_says() -> None:
    source = read_data(DATA / "spelling-sources.toml").table["ar"]
    assert hashlib.sha256((FOLDER / "ar" / FILE).read_bytes()).hexdigest() == source["lam_alef_sha256"]
