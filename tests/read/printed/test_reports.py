"""Reports, letters, agendas and records as they are printed: what is made of their pages."""

from __future__ import annotations

import pytest

from .pages import INDENT, PageMaker
from .test_resolutions import LONG, read, shown


def test_a_long_endnote_goes_on_over_pages_that_have_no_label() -> None:
    first = PageMaker(baseline=727).paragraph(f"1. Takes note of {LONG}.{{^1}}").paragraph(f"2. Recalls {LONG}.{{^2}}")
    first.row("{/Notes}", left=60, step=30)
    first.row("{^1} The stakeholders listed below have contributed:", left=102, step=24, size=9)
    first.row("AI\tAmnesty International (United Kingdom of Great Britain and", left=141, size=9)
    second = PageMaker(baseline=750)
    second.row("Northern Ireland);", left=255, size=9).row("{/Joint submissions}:", left=113, size=9)
    second.row("JS1\t{*Joint submission 1}: {/Arci}; Assopace.", left=141, size=9)
    third = PageMaker(baseline=750).row("{^2} A/80/1.", left=102, size=9)
    assert [b for b in shown(read(first, second, third)) if b.startswith(("txt", "note"))] == [
        "note-1: The stakeholders listed below have contributed: AI Amnesty International (United Kingdom of Great "
        "Britain and Northern Ireland); Joint submissions: JS1 Joint submission 1: Arci; Assopace.",
        "note-2: A/80/1.",
    ]


def test_a_page_in_small_type_after_notes_under_a_rule_is_text() -> None:
    first = PageMaker(baseline=727).paragraph(f"1. Takes note of {LONG}.{{^1}}").paragraph(f"2. Recalls {LONG}.")
    first.paragraph(f"3. Notes {LONG}; {LONG}; {LONG}.").notes("{^1} A/80/1.")
    second = PageMaker(baseline=727).paragraph(f"This list is of {LONG}.", size=9)
    assert shown(read(first, second))[-2:] == ["note-1: A/80/1.", f"txt-1: This list is of {LONG}."]


@pytest.mark.parametrize(
    "job", ["GE.19-13879(E)", "GE.19-13879 (R) 210819 230819", "V.20-01781 (E)", "25-14215 (E) 100925"]
)
@pytest.mark.parametrize("barcode", ["*1913879*", "\uf02a\uf031\uf039\uf031\uf033\uf038\uf037\uf039\uf02a\uf020"])
def test_job_number_and_barcode_below_a_note(job: str, barcode: str) -> None:
    page = PageMaker(baseline=727).paragraph(f"1. Takes note of {LONG}.*").paragraph(f"2. Recalls {LONG}.")
    page.row("__________", left=99, at=101, size=8).row("* Not edited.", left=102, at=91, size=9)
    page.row(job, left=57, at=58.7).row(barcode, left=57, at=35, size=28)
    report = read(page)
    assert shown(report)[-1] == "note-x1: Not edited."
    assert [f.reason for f in report.furniture] == ["page-rule", "job-number", "job-number"]


DATES = {
    "ar": "4-15 تشرين الثاني/نوفمبر 2019",
    "en": "4–15 November 2019",
    "es": "4 a 15 de noviembre de 2019",
    "fr": "4-15 novembre 2019",
    "ru": "4–15 ноября 2019 года",
    "zh": "2019年11月4日至15日",
}
SESSIONS = {
    "ar": "الدورة الرابعة والثلاثون",
    "en": "Thirty-fourth session",
    "es": "34º período de sesiones",
    "fr": "Trente-quatrième session",
    "ru": "Тридцать четвертая сессия",
    "zh": "第三十四届会议",
}


@pytest.mark.parametrize("language", sorted(DATES))
def test_dates_of_a_session_are_not_the_title(language: str) -> None:
    page = PageMaker().row("A/HRC/WG.6/34/ITA/3", at=790, left=400, size=14)
    page.row(SESSIONS[language], at=600, left=57, bold=True).row(DATES[language], left=57)
    page.row("Xyz", left=113, step=33, size=14, bold=True)
    for number in (1, 2, 3):
        page.paragraph(f"{number}. Xyz {LONG}; {LONG}.", left=INDENT)
    assert [(b.role, b.text.string) for b in read(page, language=language).blocks if b.role][1:] == [
        ("session", SESSIONS[language]),
        ("place", DATES[language]),
        ("title", "Xyz"),
    ]
