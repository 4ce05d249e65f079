"""What the mend pass guarantees: strings stay, spaces go, letters change only by correction, doubts are reported."""

from __future__ import annotations

from dataclasses import replace

import pytest

from build_scripts.core.model import Call, Correction, Emphasis, Kind, RepairKind, Text
from build_scripts.mend import load_words, mend
from tests.mend.reports import as_shown, repairs, report_of
from tests.structure.cases import converted

FRENCH = load_words("fr")


def test_the_document_decides_between_two_readings_that_are_words() -> None:
    lines = [f"Il agit afin de convaincre {name}." for name in ("Anne", "Luc", "Marc", "Jean", "Paul", "Rose")]
    mended, _ = mend(report_of([*lines, "ciblant les jeunes, a fin de contribuer"]), FRENCH)
    assert repairs(mended) == [("a fin", "afin", RepairKind.SPLIT_WORD)]


def test_a_pair_that_stands_apart_elsewhere_too_is_left() -> None:
    lines = [f"Il agit afin de convaincre {name}." for name in ("Anne", "Luc", "Marc", "Jean", "Paul", "Rose")]
    mended, _ = mend(report_of([*lines, "Il y a fin de non-recevoir.", "Il y a fin de partie."]), FRENCH)
    assert repairs(mended) == []


def test_a_name_is_known_from_the_document() -> None:
    lines = ["Le centre de Zwenkau.", "À Zwenkau, en 2020.", "Zwenkau (Allemagne)", "La ville de Zwen kau."]
    mended, _ = mend(report_of(lines), FRENCH)
    assert repairs(mended) == [("Zwen kau", "Zwenkau", RepairKind.SPLIT_WORD)]


def test_the_printed_label_is_not_touched() -> None:
    report = report_of(["12 . Le terror isme"])
    labelled = replace(report.blocks[0], kind=Kind.PARAGRAPH, label_end=5)
    mended, _ = mend(replace(report, blocks=(labelled,)), FRENCH)
    assert repairs(mended) == [("terror isme", "terrorisme", RepairKind.SPLIT_WORD)]


def test_a_note_call_is_not_part_of_a_word_and_a_space_after_it_stays() -> None:
    line = "la pandémie3 , le trafic de drogues1 et le terror isme4."
    marks = (Call(11, 12, "3"), Call(36, 37, "1"), Call(54, 55, "4"))
    mended, _ = mend(report_of([line], marks={0: marks}), FRENCH)
    assert repairs(mended) == [("terror isme", "terrorisme", RepairKind.SPLIT_WORD)]
    assert [m for m in mended.blocks[0].text.marks if isinstance(m, Call)] == list(marks)


def test_a_mark_that_ends_with_a_word_is_not_crossed() -> None:
    mended, _ = mend(report_of(["Global Study 2020 , décrit"], marks={0: (Emphasis(0, 17, "em"),)}), FRENCH)
    assert repairs(mended) == [(" ,", ",", RepairKind.SPACING)]


def test_cells_of_a_table_and_the_masthead_are_mended_too() -> None:
    report = report_of(["Conseil de séc urité"])
    cells = ((Text("Mes ures", ((0, 0),)), Text("pri ses", ((0, 9),))),)
    table = replace(report.blocks[0], kind=Kind.TABLE, text=Text("", ()), rows=cells)
    masthead = replace(report.blocks[0], kind=Kind.MASTHEAD, anchor="")
    mended, _ = mend(replace(report, blocks=(masthead, table)), FRENCH)
    assert repairs(mended) == [("séc urité", "sécurité", RepairKind.SPLIT_WORD)]
    assert [[bool(cell.marks) for cell in row] for row in mended.blocks[1].rows] == [[True, True]]


def test_a_doubt_is_told_with_its_place_and_the_text_is_left() -> None:
    mended, diagnostics = mend(report_of(["Premier alinéa.", "Des bio marqueurs ont été élevés."]), FRENCH)
    assert repairs(mended) == []
    assert [(diagnostic.code, diagnostic.line) for diagnostic in diagnostics] == [("W004", 2)]
    assert "“bio marqueurs”" in diagnostics[0].message


def test_a_language_without_a_list_is_said_and_its_corrections_are_made() -> None:
    correction = Correction("ООH", "ООН", "Буква.", line=7)
    mended, diagnostics = mend(
        report_of(["Доклад ООH о терро ризме , стр. 5"], "ru", corrections=[correction]), load_words("ru")
    )
    assert as_shown(mended) == ["Доклад ООН о терро ризме, стр. 5"]
    assert [diagnostic.code for diagnostic in diagnostics] == ["W001"]


# --- corrections ------------------------------------------------------------------------------


def test_corrections_change_whole_words_everywhere() -> None:
    lines = ["L’ONUDD et l'ONUDD2 (ONUDD).", "ONUDDC, SONUDD, ONUDD-x"]
    marks = {0: (Call(18, 19, "2"),)}
    correction = Correction("ONUDD", "ONUDC", "Sigle mal lu.", count=4, line=3)
    mended, diagnostics = mend(report_of(lines, corrections=[correction], marks=marks), FRENCH)
    assert as_shown(mended) == ["L’ONUDC et l'ONUDC2 (ONUDC).", "ONUDDC, SONUDD, ONUDC-x"]
    assert diagnostics == []


def test_an_anchor_confines_a_correction() -> None:
    correction = Correction("avoirs :", "avoirs ;", "Signe mal lu.", anchor="txt-2", count=1, line=3)
    mended, diagnostics = mend(report_of(["les avoirs : un", "les avoirs : deux"], corrections=[correction]), FRENCH)
    assert as_shown(mended) == ["les avoirs : un", "les avoirs ; deux"]
    assert diagnostics == []


def test_a_correction_goes_before_what_the_machine_would_do() -> None:
    correction = Correction("terror isme", "terroriste", "Fin de mot perdue.", line=3)
    mended, _ = mend(report_of(["un acte terror isme"], corrections=[correction]), FRENCH)
    assert repairs(mended) == [("terror isme", "terroriste", RepairKind.CORRECTION)]


def test_of_corrections_that_overlap_the_longest_is_made() -> None:
    corrections = [
        Correction("ONU DC", "ONUDC", "Blanc.", line=3),
        Correction("ONU DC et", "ONUDC est", "Mot.", line=9),
    ]
    mended, diagnostics = mend(report_of(["L’ONU DC et là."], corrections=corrections), FRENCH)
    assert as_shown(mended) == ["L’ONUDC est là."]
    assert [(diagnostic.code, diagnostic.line) for diagnostic in diagnostics] == [("W002", 3)]


@pytest.mark.parametrize(("count", "codes"), [(0, []), (2, []), (1, ["W002"]), (3, ["W002"])])
def test_the_count_of_a_correction_must_hold(count: int, codes: list[str]) -> None:
    correction = Correction("ONUDD", "ONUDC", "Sigle.", count=count, line=12)
    _, diagnostics = mend(report_of(["ONUDD et ONUDD"], corrections=[correction]), FRENCH)
    assert [diagnostic.code for diagnostic in diagnostics] == codes
    assert all(
        (diagnostic.file, diagnostic.line) == ("source_texts/fr/A/1/1/document.toml", 12) for diagnostic in diagnostics
    )


@pytest.mark.parametrize(
    ("correction", "code"),
    [
        (Correction("ONUDX", "ONUDC", "Sigle.", line=5), "W002"),
        (Correction("ONU", "ONU", "Rien.", line=5), "W003"),
        (Correction("", "x", "Rien.", line=5), "W003"),
        (Correction("ONU", "Onu", "Sigle.", anchor="txt-9", line=5), "W002"),
    ],
)
def test_a_correction_without_effect_is_told(correction: Correction, code: str) -> None:
    mended, diagnostics = mend(report_of(["L’ONU"], corrections=[correction]), FRENCH)
    assert [(diagnostic.code, diagnostic.line) for diagnostic in diagnostics] == [(code, 5)]
    assert repairs(mended) == []


def test_a_hyphen_at_a_line_end_goes_where_the_whole_is_a_word_and_its_parts_are_not() -> None:
    lines = "Les activités de coopé-\nration des Pays-\nBas, le sous-\ndéveloppement, la contre-\npartie."
    read, _ = converted(lines)
    mended, diagnostics = mend(read, FRENCH)
    assert repairs(mended) == [("coopé-ration", "coopération", RepairKind.SPLIT_WORD)]
    assert [diagnostic.code for diagnostic in diagnostics] == ["W004"]


def test_without_a_word_list_the_document_tells_what_a_line_end_has_broken() -> None:
    lines = "Деятельность Органи-\nзации и государств-\nчленов описана в док-\nладе. Организация и государств-членов."
    read, _ = converted(lines)
    mended, diagnostics = mend(read, load_words("ru"))
    assert repairs(mended) == [("Органи-зации", "Организации", RepairKind.SPLIT_WORD)]
    assert [diagnostic.message[:20] for diagnostic in diagnostics if diagnostic.code == "W004"] == [
        "“док-ладе” may be “д"
    ]


@pytest.mark.parametrize(
    ("language", "line", "wholes", "doubts"),
    [
        # Derived words, forms of them, capitals; two words that are none as one; two that may be either.
        ("es", "Coope-\nración, reso-\nluciones de la Asam-\nblea, el conte-\nnido físico-\nquímico, el des-\narrollo.",
         ["Cooperación", "resoluciones", "Asamblea", "contenido"], ["des-arrollo"]),
        ("ru", "Осуществле-\nния северо-\nвосточных СОТРУД-\nНИЧЕСТВА, какие-\nлибо и док-\nладе.",
         ["Осуществления", "СОТРУДНИЧЕСТВА"], ["док-ладе"]),
    ],
)  # fmt: skip
def test_a_dictionary_of_entries_tells_what_a_line_end_has_broken(
    language: str, line: str, wholes: list[str], doubts: list[str]
) -> None:
    read, _ = converted(line, language)
    mended, diagnostics = mend(read, load_words(language))
    assert [fixed for _, fixed, _ in repairs(mended)] == wholes
    assert [d.message.split("”")[0][1:] for d in diagnostics if d.code == "W004"] == doubts


def test_a_hyphen_within_a_line_stays() -> None:
    mended, _ = mend(report_of(["Les activités de coopé-ration."]), FRENCH)
    assert repairs(mended) == []
