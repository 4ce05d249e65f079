"""Resolutions, drafts and decisions as they are printed: what is made of their pages."""

from __future__ import annotations

import pytest

from build_scripts.core.model import Document, Kind, Report, Rule
from build_scripts.run.pipeline import convert
from build_scripts.run.reading import as_json
from build_scripts.sources.contradictions import completed

from .pages import INDENT, LEFT, PageMaker, source

LONG = "the report on the progress made in the implementation of the programme and on the means of support"


def masthead(*lines: str, symbol: str = "A/RES/80/85", title: str = "80/85.\tProgress in the programme") -> PageMaker:
    """A first page down to its title; lines of it that begin with `!` are set in bold."""
    page = PageMaker().row(f"United Nations\t{symbol}", at=734.2, size=14)
    page.row("General Assembly\tDistr.: General", at=705.7, size=20, bold=True)
    page.row("11 December 2025", at=693.6, left=397)
    page.baseline = 583.0
    for line in lines:
        left = LEFT if line.startswith(">") else 60.0
        page.row(line.lstrip(">!"), left=left, bold="!" in line[:2], step=18.0 if line.startswith(">") else 12.0)
    return page.row(title, size=12, bold=True, step=26.0) if title else page


RESOLUTION = (
    "!Eightieth session",
    "Agenda item 54",
    "!Information from Territories",
    ">!Resolution adopted by the General Assembly on 5 December 2025",
)


def read(*pages: PageMaker, language: str = "en") -> Report:
    report, diagnostics = convert(source(*pages), Document("made", "made.pdf", language, ""))
    assert not [d for d in diagnostics if d.code.startswith(("P", "T", "N", "A"))]
    return completed(report)


def shown(report: Report) -> list[str]:
    """Anchor and words of each block below the masthead."""
    blocks = as_json(report, [])["blocks"]
    return [f"{b['anchor']}: {b['text']}" for b in blocks if b["kind"] != "masthead"]


def test_what_a_resolution_is() -> None:
    page = masthead(*RESOLUTION).row("[on the report of the Third Committee (A/80/537, para. 15)]", at=500)
    page.row("The General Assembly,", left=INDENT, at=440).paragraph("1. Decides to remain seized of the matter.")
    said = as_json(read(page), [])["document"]
    assert said["title"] == "Progress in the programme"
    assert said["type"] == "resolution"
    assert said["session"] == "Eightieth session"
    assert said["agenda_item"] == "Agenda item 54: Information from Territories"
    assert said["date"] == "2025-12-11"
    assert said["author"] == ""


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("Iraq and Jordan:* draft resolution", "Iraq and Jordan"),
        ("Draft resolution submitted by the Chair", "Chair"),
        ("Draft resolution", ""),
    ],
)
def test_who_is_behind_a_draft(line: str, author: str) -> None:
    lines = ("!Eightieth session", "!Third Committee", "Agenda item 99 (ee)", "!Matters", f">!{line}")
    page = masthead(*lines, symbol="A/C.3/80/L.9", title="Progress in the programme")
    page.row("The General Assembly,", left=INDENT, step=24).paragraph("1. Decides to remain seized of the matter.")
    if "*" in line:
        page.notes("* On behalf of States that are members of the Group.")
    report = read(page)
    said = as_json(report, [])["document"]
    assert (said["title"], said["type"], said["author"]) == ("Progress in the programme", "draft-resolution", author)
    assert said["organ"] == "A/C.3"
    assert [b.text.string for b in report.blocks if b.kind is Kind.PART_TITLE] == []


def test_notes_stand_at_the_foot_however_short_they_are() -> None:
    def page(number: int) -> PageMaker:
        made = PageMaker().row("A/RES/80/85", at=733, left=60, size=8.5, bold=True)
        made.baseline = 727
        for paragraph in (2 * number - 1, 2 * number):
            made.paragraph(f"{paragraph}. Takes note of {LONG};{{^{paragraph}}}")
        made.notes(f"{{^{2 * number - 1}}} Resolution 70/1.", f"{{^{2 * number}}} A/80/{number}.")
        return made.foot(f"{number}/3\t25-20351")

    blocks = shown(read(page(1), page(2), page(3)))
    assert [b for b in blocks if b.startswith("note")] == [
        f"note-{n}: {'Resolution 70/1.' if n % 2 else f'A/80/{n // 2}.'}" for n in range(1, 7)
    ]
    assert len(blocks) == 12


def test_a_year_at_the_start_of_a_row_of_a_note_begins_none() -> None:
    page = PageMaker(baseline=727).paragraph(f"1. Takes note of {LONG};{{^1}}").paragraph(f"2. Recalls {LONG}.{{^2}}")
    page.notes("{^1} Resolutions 62/201, 64/212, 66/211, 68/220, 70/213, 72/228,", "74/229 and 76/213.", "{^2} A/80/1.")
    assert [b for b in shown(read(page)) if b.startswith("note")] == [
        "note-1: Resolutions 62/201, 64/212, 66/211, 68/220, 70/213, 72/228, 74/229 and 76/213.",
        "note-2: A/80/1.",
    ]


def test_a_long_note_goes_on_at_the_next_page() -> None:
    first = PageMaker(baseline=727).paragraph(f"1. Takes note of {LONG}; {LONG};{{^1}}")
    first.notes("{^1} See the report of the Conference, held at Geneva from 3 to 14 June 1992, and its")
    second = PageMaker(baseline=727).paragraph(f"2. Recalls {LONG}.{{^2}}")
    second.notes("annexes, published in three volumes.", "{^2} 14 December 2001.")
    assert [b for b in shown(read(first, second)) if b.startswith("note")] == [
        "note-1: See the report of the Conference, held at Geneva from 3 to 14 June 1992, and its "
        "annexes, published in three volumes.",
        "note-2: 14 December 2001.",
    ]


def test_a_preamble_goes_on_at_the_next_page() -> None:
    page = masthead(*RESOLUTION).row("The General Assembly,", left=INDENT, step=24)
    page.paragraph(f"Recalling {LONG} of the territories and stressing in that regard {LONG},")
    after = PageMaker(baseline=720).paragraph("Having examined the report,").paragraph(f"1. Notes {LONG} and {LONG}.")
    assert [b.partition(":")[0] for b in shown(read(page, after))] == ["txt-1", "pp-1", "pp-2", "par-1"]


def test_a_resolution_in_two_parts() -> None:
    page = masthead(*RESOLUTION)
    for letter, title in (("A", "First question"), ("B", "Second question")):
        page.row(letter, left=300, step=24, size=12, bold=True).row(title, left=270, step=24, size=12, bold=True)
        page.row("The General Assembly,", left=INDENT, step=24).paragraph(f"Recalling {LONG},")
        page.paragraph(f"1. Notes {LONG};").paragraph("2. Decides to remain seized of the matter.")
    assert [b.partition(":")[0] for b in shown(read(page))] == [
        *("res-a", "res-a.txt-1", "res-a.pp-1", "res-a.par-1", "res-a.par-2"),
        *("res-b", "res-b.txt-1", "res-b.pp-1", "res-b.par-1", "res-b.par-2"),
    ]


def test_compounds_and_ranges_at_the_end_of_a_row() -> None:
    page = PageMaker(baseline=727)
    page.row("1. Recalls the Decade 2024–", left=INDENT, full=True).row("2034 and the effects of COVID-", full=True)
    page.row("19 – as a whole –", full=True).row("and short- and long-", full=True).row("term measures.")
    page.paragraph(f"2. Notes {LONG}.")
    assert shown(read(page))[0] == (
        "par-1: Recalls the Decade 2024–2034 and the effects of COVID-19 – as a whole – and short- and "
        "long-term measures."
    )


ACTS = {
    "ar": (
        "الجمعية العامة",
        "الدورة التاسعة والسبعون",
        "قرار اتخذته الجمعية العامة في 17 كانون الأول/ديسمبر 2024",
        "إن الجمعية العامة،",
        "وإذ تؤكد التزام جميع الدول،",
    ),
    "es": (
        "Asamblea General",
        "Septuagésimo noveno período de sesiones",
        "Resolución aprobada por la Asamblea General el 17 de diciembre de 2024",
        "La Asamblea General,",
        "Reafirmando el compromiso contraído,",
    ),
    "fr": (
        "Assemblée générale",
        "Soixante-dix-neuvième session",
        "Résolution adoptée par l’Assemblée générale le 17 décembre 2024",
        "L’Assemblée générale,",
        "Réaffirmant l’engagement pris,",
    ),
    "ru": (
        "Генеральная Ассамблея",
        "Семьдесят девятая сессия",
        "Резолюция, принятая Генеральной Ассамблеей 17 декабря 2024 года",
        "Генеральная Ассамблея,",
        "подтверждая обязательство всех государств,",
    ),
    "zh": ("大会", "第七十九届会议", "2024年12月17日大会决议", "大会，", "重申所有国家的承诺，"),
}


@pytest.mark.parametrize("language", sorted(ACTS))
def test_resolutions_in_other_languages(language: str) -> None:
    organ, session, adopted, enacting, recalling = ACTS[language]
    page = PageMaker().row("A/RES/79/180", at=734.2, left=480, size=14)
    page.row(organ, at=705.7, size=20, bold=True).row(session, at=583, left=60, bold=True)
    page.row(adopted, size=14, bold=True, step=26).row("79/180. Xyz", size=12, bold=True, step=26)
    page.row(enacting, left=INDENT, step=24).paragraph(recalling)
    for number in (1, 2, 3):
        page.paragraph(f"{number}. Xyz {LONG}; {LONG};")
    report = read(page, language=language)
    said = as_json(report, [])["document"]
    assert (said["session"], said["title"], said["type"], said["organ"]) == (session, "Xyz", "resolution", "A")
    assert [b.anchor for b in report.blocks if b.anchor] == ["txt-1", "pp-1", "par-1", "par-2", "par-3"]


@pytest.mark.parametrize("between", ["   ", "\t"])
def test_notes_beside_each_other(between: str) -> None:
    page = (
        PageMaker(baseline=727).paragraph(f"1. Notes {LONG}{{^1}} and {LONG}.{{^2}}").paragraph(f"2. Recalls {LONG}.")
    )
    page.notes(f"{{^1}} A/80/1.{between}{{^2}} A/80/2.")
    assert [b for b in shown(read(page)) if b.startswith("note")] == ["note-1: A/80/1.", "note-2: A/80/2."]


def test_labels_of_every_kind() -> None:
    page = PageMaker(baseline=727).paragraph(f"1. Requests {LONG}:").row("(a)\tTo report;", left=INDENT, step=18)
    page.row("(b)\tTo convene:", left=INDENT, step=18).row("(i)\tA meeting;", left=171, step=18)
    page.row("(ii)\tA conference.", left=171, step=18).paragraph(f"2. Decides {LONG}:")
    page.row("i.\tFirst point;", left=INDENT, step=18).row("ii.\tSecond point.", left=INDENT, step=18)
    page.paragraph("2.1 Decides also to convene.").paragraph(f"2.1.1 Requests the Chair {LONG} and {LONG}.")
    assert [b.partition(":")[0] for b in shown(read(page))] == [
        *("par-1", "par-1.a", "par-1.b", "par-1.b.i", "par-1.b.ii"),
        *("par-2", "par-2.i", "par-2.ii", "par-2.1", "par-2.1.1"),
    ]


def test_a_symbol_with_the_mark_of_a_reissue() -> None:
    page = masthead(*RESOLUTION, symbol="A/RES/80/85*").row("The General Assembly,", left=INDENT, step=24)
    page.paragraph(f"1. Notes {LONG} and {LONG}.").notes("* Reissued for technical reasons on 12 December 2025.")
    report = read(page)
    assert as_json(report, [])["document"]["symbol"] == "A/RES/80/85"
    assert report.document.type == "resolution"


def test_a_letter_is_its_own_title() -> None:
    lines = (
        "!Eightieth session",
        "Agenda item 34",
        ">!Letter dated 3 March 2025 from the Chair addressed to the President",
    )
    page = masthead(*lines, symbol="A/80/100", title="")
    page.row(f"I have the honour to transmit {LONG}.", left=INDENT, step=24).paragraph(
        f"I should be grateful for {LONG}."
    )
    said = as_json(read(page), [])["document"]
    assert (said["type"], said["author"]) == ("letter", "Chair")
    assert said["title"] == "Letter dated 3 March 2025 from the Chair addressed to the President"


@pytest.mark.parametrize("barcode", ["*1913879*", "\uf02a\uf031\uf039\uf031\uf033\uf038\uf037\uf039\uf02a"])
def test_a_barcode_and_the_number_above_it_are_no_note(barcode: str) -> None:
    page = masthead("!Thirty-fourth session", "4–15 November 2019", title="Summary of submissions on Italy*")
    page.paragraph(f"1. {LONG}.")
    page.rules.append(Rule(LEFT, 120.0, LEFT + 72.0, 120.5))
    page.row("* The present document was not edited.", at=105.0, size=8.5)
    page.row("GE.19-13879(E)", left=60.0, at=58.7).row(barcode, left=60.0, at=35.0, size=28.0)
    report = read(page)
    assert [b.text.string for b in report.blocks if b.kind is Kind.NOTE] == ["* The present document was not edited."]
    assert report.document.job_number == "GE.19-13879"
    assert as_json(report, [])["document"]["title"] == "Summary of submissions on Italy"


def test_what_an_entry_says_hangs_below_its_second_cell() -> None:
    page = masthead("!Thirty-fourth session", title="Summary of submissions").paragraph(f"1. {LONG}.")
    page.row("JS1\tJoint submission 1 of: Consiglio Italiano per i", step=24.0)
    hanging = LEFT + 3 * 5.0 + 30.0
    page.row("Rifugiati; and the European Network;", left=hanging)
    page.row("JS2\tJoint submission 2 (France);").row("VIS\tVoluntariato Internazionale.").row(
        "Others:", left=LEFT - 28
    )
    page.row("OSI\tOffice for Institutions and Human Rights and for").row("Cooperation in Europe", left=hanging)
    page.row("PEN\tPoets and others.")
    assert shown(read(page))[1:] == [
        "txt-1: JS1 Joint submission 1 of: Consiglio Italiano per i Rifugiati; and the European Network;",
        "txt-2: JS2 Joint submission 2 (France);",
        "txt-3: VIS Voluntariato Internazionale.",
        "txt-4: Others:",
        "txt-5: OSI Office for Institutions and Human Rights and for Cooperation in Europe",
        "txt-6: PEN Poets and others.",
    ]


SHORT = {
    "en": ("The Security Council,", "Reaffirming that all parties must comply,", "1. Decides to act;"),
    "fr": ("Le Conseil de sécurité,", "Réaffirmant que toutes les parties doivent obéir,", "1. Décide d’agir ;"),
    "es": ("El Consejo de Seguridad,", "Reafirmando que todas las partes deben cumplir,", "1. Decide actuar;"),
    "ru": ("Совет Безопасности,", "подтверждая, что стороны должны соблюдать право,", "1. постановляет действовать;"),
    "ar": ("إن مجلس الأمن،", "إذ يعيد تأكيد أن على جميع الأطراف الامتثال،", "1 - يقرر أن يعمل؛"),
    "zh": ("安全理事会，", "重申各方必须遵守，", "1. 决定采取行动；"),
}


@pytest.mark.parametrize("language", sorted(SHORT))
@pytest.mark.parametrize("step", [14.2, 15.0, 18.0])
def test_a_short_act_whose_paragraphs_are_a_row_each_with_little_room_between(language: str, step: float) -> None:
    enacting, preambular, operative = SHORT[language]
    page = masthead(symbol="S/RES/2720 (2023)", title="").row("Resolution", at=560, size=12, bold=True)
    page.row(enacting, at=520)
    for words in (preambular, preambular, operative, operative.replace("1", "2")):
        page.row(words, step=step)
    anchors = [line.partition(":")[0] for line in shown(read(page, language=language))]
    assert anchors[-4:] == ["pp-1", "pp-2", "par-1", "par-2"]  # Below a masthead in English.


def test_where_rows_go_on_at_a_wide_step_it_is_the_leading() -> None:
    page = masthead(*RESOLUTION).row("The General Assembly,", left=INDENT, at=440)
    for _ in range(3):
        page.row(
            "Recalling its resolutions on the matter and all of the reports that", left=INDENT, step=30.0, full=True
        )
        page.row("it has received since then and the steps that States have taken in", step=18.0, full=True)
        page.row("their territories,", step=18.0)
    assert [line.partition(":")[0] for line in shown(read(page))] == ["txt-1", "pp-1", "pp-2", "pp-3"]


def test_a_row_of_signs_that_the_font_lacks_is_no_text() -> None:
    page = masthead(title="").row("\0\0\0\0\tS/RES/1 (2023)", at=560).row("\0\0\0", at=530, size=12, bold=True)
    page.row("The Security Council,", at=500).row("\0\0").row("Noting the report,").row("\0\0", step=18.0)
    report, _ = convert(source(page), Document("made", "made.pdf", "en", ""))
    assert all(block.text.string for block in report.blocks)
