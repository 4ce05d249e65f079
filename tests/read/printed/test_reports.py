"""Reports, letters, agendas and records as they are printed: what is made of their pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_scripts.core.model import Rule
from build_scripts.read.printed.line_numbers import without_line_numbers
from build_scripts.read.printed.measured_rows import rows_of
from build_scripts.run.reading import as_json, read_file

from .pages import INDENT, LEFT, PageMaker, source
from .signs import Line, pdf
from .test_resolutions import LONG, masthead, read, shown


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


def page_of(symbol: str, baseline: float = 727.0) -> PageMaker:
    """A page after the first, with its running head."""
    page = PageMaker().row(symbol, at=733, left=60, size=8.5, bold=True)
    page.baseline = baseline
    return page


def test_bold_recommendations_are_paragraphs_and_no_headings() -> None:
    """As treaty bodies print them; a heading is bold too, and no sentence."""
    page = page_of("CCPR/C/FRA/CO/5").paragraph(f"1. The Committee notes {LONG}.", left=LEFT)
    page.row("Constitutional framework", left=LEFT, bold=True, step=24)
    page.row("The State party should ratify the Convention.", left=LEFT, bold=True, step=18)
    page.row("2.\tThe State party should take all measures to", left=LEFT, bold=True, step=18, full=True)
    page.row("ensure equality.", left=LEFT, bold=True)
    page.row("3.\tThe Committee recommends that the State party:", left=LEFT, bold=True, step=18)
    page.row("(a)\tAdopt a law;", left=INDENT, bold=True, step=18)
    page.row("(b)\tRepeal the law.", left=INDENT, bold=True, step=18).paragraph(f"4. It notes {LONG}.", left=LEFT)
    assert [b.partition(" The State")[0] for b in shown(read(page))] == [
        f"par-1: The Committee notes {LONG}.",
        "sec.h-1: Constitutional framework",
        "txt-1:",
        "par-2:",
        "par-3: The Committee recommends that the State party:",
        "par-3.a: Adopt a law;",
        "par-3.b: Repeal the law.",
        f"par-4: It notes {LONG}.",
    ]


def test_a_paragraph_goes_on_in_bold() -> None:
    page = page_of("CCPR/C/FRA/CO/5").paragraph(f"1. The Committee notes {LONG}.", left=LEFT)
    page.row("2. It notes the report on the progress. {*The Committee}", left=LEFT, step=18, full=True)
    page.row("recommends that the State party give effect to the rights that are", left=LEFT, bold=True, full=True)
    page.row("recognized in the Covenant.", left=LEFT, bold=True)
    page.row("3. It is concerned about the reports on discrimination of many women.", left=LEFT, step=18, full=True)
    page.row("The Committee recommends that the State party amend its laws.", left=LEFT, bold=True)
    page.row("4. It is concerned about the reports on discrimination of", left=LEFT, step=18, full=True)
    page.row("women.", left=LEFT).row("Follow-up", left=LEFT, bold=True, step=24)
    page.paragraph(f"5. It notes {LONG}.", left=LEFT)
    assert [b.partition(":")[0] for b in shown(read(page))] == ["par-1", "par-2", "par-3", "par-4", "sec.h-1", "par-5"]


def test_the_title_of_a_box_is_centred_over_its_text() -> None:
    page = page_of("JIU/REP/2020/1").paragraph(f"1. The Inspector notes {LONG}.", left=LEFT)
    page.row("Recommendation 1", left=287, bold=True, step=30)
    page.row(
        "The executive heads should report to the governing bodies by the end of 2022", left=140, bold=True, step=14
    )
    page.row("on measures taken.", left=140, bold=True).paragraph(f"2. It is {LONG}.", left=LEFT, per_row=70)
    assert [b.partition(":")[0] for b in shown(read(page))] == ["par-1", "sec.h-1", "txt-1", "par-2"]


def test_a_page_without_full_rows_has_the_margins_of_others() -> None:
    """The list of a vote at the top of a page begins blocks of its own, although all of it is set in."""
    first = page_of("A/HRC/RES/51/1").paragraph(f"1. Welcomes {LONG}; {LONG};").paragraph(f"2. Decides {LONG}; {LONG}.")
    first.row("{/42nd meeting}", left=440, step=24).row("{/6 October 2022}", left=428)
    first.row("[Adopted by 20 votes to 7, with 20 abstentions. The vote was as follows:", step=24, full=True)
    second = page_of("A/HRC/RES/51/1").row("{/In favour}:", left=INDENT)
    second.row("Argentina, Armenia, Czechia, Finland, France, Germany, Honduras,", left=170, step=18)
    second.row("Luxembourg and Malawi", left=170).row("{/Against}:", left=INDENT, step=18)
    second.row("China and Cuba", left=170, step=18).row("{/Abstaining}:", left=INDENT, step=18)
    second.row("Benin and Brazil]", left=170, step=18)
    assert shown(read(first, second))[2:] == [
        "txt-1: 42nd meeting 6 October 2022",
        "txt-2: [Adopted by 20 votes to 7, with 20 abstentions. The vote was as follows:",
        "txt-3: In favour:",
        "txt-4: Argentina, Armenia, Czechia, Finland, France, Germany, Honduras, Luxembourg and Malawi",
        "txt-5: Against:",
        "txt-6: China and Cuba",
        "txt-7: Abstaining:",
        "txt-8: Benin and Brazil]",
    ]


@pytest.mark.parametrize(
    ("language", "item"),
    [
        ("en", "Item 4.8.1 of the provisional agenda"),
        ("es", "Tema 4.8.1 del programa provisional"),
        ("fr", "Point 4.8.1 de l’ordre du jour provisoire"),
        ("ru", "Пункт 4.8.1 предварительной повестки дня"),
    ],
)
def test_items_of_an_agenda_with_several_numbers(language: str, item: str) -> None:
    page = PageMaker().row("ECE/TRANS/WP.29/2022/118", at=734, left=400, size=14)
    page.row(DATES[language], at=600, left=57).row(item, left=57).row("Xyz abc", left=57, bold=True)
    page.row("Title", left=113, step=33, size=14, bold=True).paragraph(f"1. Xyz {LONG}.").paragraph(f"2. Xyz {LONG}.")
    assert [(b.role, b.text.string) for b in read(page, language=language).blocks if b.role][1:] == [
        ("place", DATES[language]),
        ("agenda-item", item),
        ("agenda-title", "Xyz abc"),
        ("title", "Title"),
    ]


@pytest.mark.parametrize("every", [1, 5])
def test_line_numbers_in_the_margin_are_furniture(every: int) -> None:
    page, number = page_of("A/CN.4/L.1"), 0
    for paragraph in range(1, 9):
        rows = (f"{paragraph}. Takes note of {LONG[:57]}", LONG[:70], "and decides.")
        for index, words in enumerate(rows):
            number += 1
            left, step, full = (INDENT, 18.0, True) if not index else (LEFT, 12.0, index == 1)
            numbered = not number % every
            page.row(f"{number}\t{words}" if numbered else words, left=90 if numbered else left, step=step, full=full)
    report = read(page)
    words = f"Takes note of {LONG[:57].strip()} {LONG[:70].strip()} and decides."
    assert shown(report) == [f"par-{n}: {words}" for n in range(1, 9)]
    assert [f.reason for f in report.furniture] == ["line-number"] * (24 // every)


def test_numbers_of_notes_and_of_rows_are_no_line_numbers() -> None:
    page = page_of("A/80/1").paragraph(f"1. Takes note of {LONG}; {LONG}.").paragraph(f"2. Decides {LONG}; {LONG}.")
    for number, state in enumerate(("Albania", "Algeria", "Andorra", "Angola", "Antigua and Barbuda"), 1):
        page.row(f"{number}\t{state}\t{number}00", left=90, step=14)
    for number in range(1, 6):
        page.row(f"{number}\tSee A/80/{number}.", left=100, at=120 - 11 * number, size=8.5)
    rows = rows_of(source(page))
    assert without_line_numbers(rows) == (rows, [])


def cover(symbol: str, organ: tuple[str, ...], right: tuple[str, ...]) -> PageMaker:
    """A cover down to the second line of its masthead."""
    page = PageMaker().row(f"United Nations\t{symbol}", at=734.2, size=14)
    page.row(f"{organ[0]}\t{right[0]}", at=705.7, size=20, bold=True)
    heights = [(705.7 - 12 * n, 10.0, 397.0, words) for n, words in enumerate(right[1:], 1)]
    heights += [(705.7 - 22 * n, 20.0, LEFT, words) for n, words in enumerate(organ[1:], 1)]
    for height, size, left, words in sorted(heights, reverse=True):
        page.row(words, at=height, left=left, size=size, bold=size > 10)
    page.rules += [Rule(60, 727, 550, 727.5), Rule(60, 593, 550, 595)]
    page.baseline = 583.0
    return page


def test_a_masthead_is_read_column_by_column() -> None:
    right = ("Distr.: General", "17 August 2015", "English", "Original: French")
    page = cover("CCPR/C/FRA/CO/5", ("International Covenant on", "Civil and Political Rights"), right)
    page.row("Human Rights Committee", left=60, size=12, bold=True)
    page.row("Concluding observations on the fifth periodic report of France*", size=14, bold=True, step=40)
    page.paragraph(f"1. The Committee considered {LONG}.").paragraph(f"2. It welcomes {LONG}.")
    page.notes("* Adopted by the Committee at its 114th session (29 June–24 July 2015).")
    report = read(page)
    assert [(b.role, b.text.string) for b in report.blocks if b.role] == [
        ("emblem", "United Nations"),
        ("symbol", "CCPR/C/FRA/CO/5"),
        ("other", "International Covenant on Civil and Political Rights"),
        ("distribution", "Distr.: General"),
        ("date", "17 August 2015"),
        ("language", "English"),
        ("original", "Original: French"),
        ("organ", "Human Rights Committee"),
        ("title", "Concluding observations on the fifth periodic report of France*"),
    ]
    assert as_json(report, [])["document"]["original_language"] == "fr"


def test_lines_of_a_masthead_that_end_in_a_colon() -> None:
    page = cover("A/RES/78/103", ("General Assembly",), ("Distr.: General", "11 December 2023", "English", "Original:"))
    page.row("Seventy-eighth session", left=60, bold=True).row("Agenda item 77", left=60)
    page.row("Report of the Commission", left=60, bold=True)
    page.row("Resolution adopted by the General Assembly on 7 December 2023", size=14, bold=True, step=26)
    page.row("78/103.\tTrade law", size=12, bold=True, step=26).row("The General Assembly,", left=INDENT, step=24)
    page.paragraph(f"1. Notes {LONG}.").paragraph(f"2. Notes {LONG}.")
    said = as_json(read(page), [])["document"]
    assert (said["symbol"], said["session"], said["title"]) == ("A/RES/78/103", "Seventy-eighth session", "Trade law")
    assert said["date"] == "2023-12-11"


def test_the_large_letter_beside_united_nations_on_two_lines() -> None:
    page = PageMaker().row("UNITED", at=734, left=60, size=14, bold=True).row("A", at=730, left=520, size=36, bold=True)
    page.row("NATIONS", at=718, left=60, size=14, bold=True)
    page.row("General Assembly", at=690, left=200, size=16, bold=True)
    page.rules += [Rule(60, 712, 550, 712.5), Rule(60, 593, 550, 596)]
    for number, words in enumerate(("Distr.", "GENERAL", "A/RES/48/161", "21 January 1994")):
        page.row(words, at=660 - 12 * number, left=400)
    page.row("Forty-eighth session", at=570, left=60).row("Agenda item 40", left=60)
    page.row("RESOLUTION ADOPTED BY THE GENERAL ASSEMBLY", left=180, step=30)
    page.row("48/161.\tPeace", left=INDENT, step=30).row("The General Assembly,", left=INDENT, step=24)
    page.paragraph(f"1. Notes {LONG}.").paragraph(f"2. Notes {LONG}.")
    roles = [(b.role, b.text.string) for b in read(page).blocks if b.role]
    assert roles[:3] == [("emblem", "UNITED NATIONS"), ("other", "A"), ("organ", "General Assembly")]
    assert ("title", "48/161. Peace") in roles


def test_a_draft_that_a_report_recommends_is_a_part_although_nothing_labels_it() -> None:
    page = page_of("A/80/537").row("I.\tIntroduction", left=95, size=14, bold=True, step=20)
    page.paragraph(f"1. At its 3rd meeting, {LONG}.", left=LEFT)
    page.row("II.\tRecommendations", left=95, size=14, bold=True, step=26)
    page.paragraph(f"2. The Committee recommends {LONG}:", left=LEFT)
    page.row("Freedom of religion", size=12, bold=True, step=26).row("{/The General Assembly},", left=INDENT, step=20)
    page.paragraph(f"{{/Recalling}} {LONG},").paragraph(f"1. {{/Decides}} {LONG};").paragraph("2. {/Decides} to act.")
    second = page_of("A/80/537").row("Other matters", size=12, bold=True, step=26)
    second.row("{/The General Assembly},", left=INDENT, step=20).paragraph(f"1. {{/Decides}} {LONG}; {LONG}.")
    second.paragraph(f"3. The Committee also recommends {LONG}.", left=LEFT)
    assert [b.partition(":")[0] for b in shown(read(page, second))] == [
        *("sec-1", "par-1", "sec-2", "par-2"),
        *("res-1", "res-1.txt-1", "res-1.pp-1", "res-1.par-1", "res-1.par-2"),
        *("res-2", "res-2.txt-1", "res-2.par-1", "par-3"),
    ]


def test_a_title_whose_second_row_reads_like_a_session() -> None:
    page = masthead("!2023 session", "Agenda item 19 (c)", symbol="E/DEC/2023/314", title="")
    page.row("Decision adopted by the Economic and Social Council", size=14, bold=True, step=40)
    page.row("on 25 July 2023", size=14, bold=True, step=16)
    page.row("2023/314.\tReport of the Committee for Development Policy on its", left=75, size=12, bold=True, step=26)
    page.row("twenty-fifth session", size=12, bold=True, step=14).paragraph(f"At its 40th meeting, {LONG}.")
    page.paragraph(f"It took note {LONG}.")
    said = as_json(read(page), [])["document"]
    assert said["title"] == "Report of the Committee for Development Policy on its twenty-fifth session"
    assert (said["session"], said["type"]) == ("2023 session", "decision")


def test_notes_with_slashes_need_neither_rule_nor_smaller_type() -> None:
    """As documents of the 1980s and 1990s have them at the foot, below five hyphens, or at the end, below « Notes »."""
    foot = page_of("E/CN.4/1993/10").paragraph(f"1. The Commission recalls {LONG}. 1/")
    foot.paragraph(f"2. It recalls {LONG}, 2/ and {LONG}.").paragraph(f"3. It adds {LONG}.")
    foot.row("-----", left=72, at=150).row("1/ Official Records of the Assembly, Supplement", left=INDENT, at=130)
    foot.row("No. 3.", left=LEFT, at=118).row("2/ Ibid., para. 4.", left=INDENT, at=100)
    end = page_of("A/47/1").paragraph(f"1. The Committee recalls {LONG}. 1/").paragraph(f"2. It recalls {LONG}. 2/")
    end.row("Notes", left=290, step=30).row("1/ Official Records of the Assembly, Supplement", left=INDENT, step=24)
    end.row("No. 3.", left=LEFT).row("2/ Ibid., para. 4.", left=INDENT, step=24)
    for page in (foot, end):
        notes = [b for b in shown(read(page)) if b.startswith("note")]
        assert notes == [
            "note-1: Official Records of the Assembly, Supplement No. 3.",
            "note-2: Ibid., para. 4.",
        ]


def test_notes_of_a_table_stand_below_its_source() -> None:
    page = page_of("A/80/1").paragraph(f"1. The report notes {LONG}.", left=LEFT)
    page.row("Table 1", step=24).row("Number of cases", bold=True)
    top = page.baseline - 10
    page.rules += [Rule(LEFT, y, 488, y + 0.5) for y in (top, top - 16, top - 52)]
    page.row("{/Year}\t{/Cases}\t{/Share}", at=top - 12, size=8.5).row("2020\t12\t3.4", at=top - 28, size=8.5)
    page.row("2021{^a}\t15\t4.4", at=top - 42, size=8.5).row("{/Source}: Secretariat.", at=top - 62, size=8)
    page.row("{^a} Estimate.", at=top - 72, size=8)
    page.baseline = top - 80
    page.paragraph(f"2. The table shows {LONG}.", left=LEFT)
    assert [b.partition(" The")[0] for b in shown(read(page))] == [
        *("par-1:", "table-1: Table 1 Number of cases", "txt-1: Source: Secretariat."),
        *("table-1.note-a: Estimate.", "par-2:"),
    ]


def test_numbers_of_sections_alone_on_their_line() -> None:
    page = masthead(
        "!Eightieth session", "!Agenda item 54", ">Resolution adopted by the General Assembly on 5 May 2025"
    )
    page.row("{/The General Assembly},", left=INDENT, step=30).paragraph(f"{{/Recalling}} {LONG},")
    page.row("I", left=304, step=18, bold=True).row("{*Income}", left=290, step=18, bold=True)
    page.paragraph(f"1. {{/Takes note}} of {LONG};").row("II", left=303, step=18, bold=True)
    page.paragraph(f"2. {{/Decides}} that {LONG}.")
    assert [b for b in shown(read(page)) if b.startswith("sec")] == ["sec-1: Income", "sec-2: II"]


def test_headings_of_the_fourth_rank_have_letters_in_brackets() -> None:
    page = PageMaker(baseline=727).row("I. Methods", left=60, bold=True).row("A. Sources", left=60, step=24, bold=True)
    page.paragraph(f"1. Takes note of {LONG}.").row("{/(a) Surveys}", left=100, step=24)
    page.paragraph(f"2. Recalls {LONG}.").row("{/(b) Interviews}", left=100, step=24)
    page.paragraph(f"3. Welcomes the following, on {LONG}:").row("{/(a) Reports}", left=INDENT, step=18)
    assert [b.split(":")[0] for b in shown(read(page))] == [
        "sec-1", "sec-1.a", "par-1", "sec-1.a.a", "par-2", "sec-1.a.b", "par-3", "par-3.a",
    ]  # fmt: skip


def test_countries_below_how_they_voted_are_no_heading() -> None:
    page = PageMaker(baseline=727).paragraph(f"1. Takes note of {LONG}.").paragraph(f"2. Recalls {LONG}.")
    page.row("{/Against:}", left=INDENT, step=18).row("Israel, United States of America", left=230, step=18)
    page.paragraph(f"3. Notes {LONG}.")
    assert "txt-2: Israel, United States of America" in shown(read(page))


def test_a_masthead_in_two_columns_without_a_line(tmp_path: Path) -> None:
    left = ["Convention on the Rights", "of the Child", "", "Committee on the Rights of the Child"]
    right = ["Distr.: General", "6 June 2024", "Original: English"]
    lines = [Line(60, 740, [("United Nations", False)], leftward=False)]
    lines.append(Line(470, 740, [("CRC/C/BRA/CO/8", False)], leftward=False))
    for x, column in ((60, left), (400, right)):
        rows = ((words, 700.0 - 16 * number) for number, words in enumerate(column) if words)
        lines += [Line(x, y, [(words, False)], leftward=False) for words, y in rows]
    lines.append(Line(123, 580, [("Concluding observations on a report", False)], 14, bold=True, leftward=False))
    lines.append(Line(123, 540, [("1. The Committee considered the report of the State.", False)], leftward=False))
    file = tmp_path / "made.pdf"
    file.write_bytes(pdf([lines]))
    said = as_json(*read_file(file, code="en"))["document"]
    assert said["date"] == "2024-06-06"
    assert said["organ"] == "CRC"
    assert said["title"] == "Concluding observations on a report"


def test_what_a_communication_is_about_is_a_list() -> None:
    page = masthead("!Human Rights Committee", symbol="CCPR/C/140/D/3297/2019", title="Views on communication No. 1")
    page.row("{/Communication submitted by:}\tA.B.", left=LEFT, step=30)
    page.row("{/State party:}\tItaly", left=LEFT).row("{/Subject matter:}\tAsylum", left=LEFT)
    page.paragraph(f"1.1 The author claims {LONG}.")
    blocks = shown(read(page))
    assert blocks[0].startswith("txt-1: Communication submitted by: A.B.")
    assert blocks[-1].startswith("par-1.1: The author claims")


@pytest.mark.parametrize("gap", [3, 9])
def test_entries_whose_second_cells_stand_below_one_another(gap: int, tmp_path: Path) -> None:
    entries = [("Alleged victim:", "The author"), ("State party:", "Italy"), ("Subject matter:", "Asylum and more")]
    y = 700.0
    lines = [Line(60, 740, [("1. The Committee considered the communication.", False)], leftward=False)]
    for left, right in entries:
        lines.append(Line(60, y, [(left, False)], leftward=False))
        lines.append(Line(135 + 10 * gap, y, [(right, False)], leftward=False))
        y -= 12
    file = tmp_path / "made.pdf"
    file.write_bytes(pdf([lines]))
    blocks = as_json(*read_file(file, code="en"))["blocks"]
    assert [block["text"] for block in blocks if block["kind"] == "other"] == [" ".join(entry) for entry in entries]


def test_an_item_goes_on_behind_a_dash_and_a_bullet_begins_one_on_each_page() -> None:
    page = PageMaker(baseline=727).paragraph(f"1. Takes note of {LONG}.").paragraph(f"2. Recalls {LONG}.")
    page.row("• Road vehicles – Test scenarios for automated driving systems", left=161, step=18, full=True)
    page.row("– Vocabulary", left=170).row("• Road vehicles – Taxonomy", left=161, step=18)
    page.row("– a nested item", left=170)
    after = PageMaker(baseline=727).row("• Road vehicles – Safety", left=161)
    assert [b for b in shown(read(page, after)) if b.startswith("txt")] == [
        "txt-1: • Road vehicles – Test scenarios for automated driving systems – Vocabulary",
        "txt-2: • Road vehicles – Taxonomy",
        "txt-3: – a nested item",
        "txt-4: • Road vehicles – Safety",
    ]
