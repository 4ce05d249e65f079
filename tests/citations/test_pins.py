"""Pinpoints as anchors: each unit, units inside one another, and those without a certain anchor.

How texts print them is in `cases/pins.cases` and `cases/pinpoints.cases`.
"""

from __future__ import annotations

import pytest

from build_scripts.citations.find import find
from build_scripts.citations.knowledge import load
from build_scripts.citations.pins import Unit, anchor, fragment, unit_of
from build_scripts.core.model import Citation
from tests.citations.cases import report

DATA = load()


@pytest.mark.parametrize(
    ("name", "numeral", "expected"),
    [
        ("par", "12", "par-12"),
        ("par", "12 a)", "par-12.a"),
        ("par", "12 (b)", "par-12.b"),
        ("par", "12(c)", "par-12.c"),
        ("par", "35.1", "par-35.1"),
        ("par", "4 bis", "par-4-bis"),
        ("par", "4 quater", "par-4-quater"),
        ("par", "4 quinquies a)", "par-4-quinquies.a"),
        ("par", "12 octies", "par-12-octies"),
        ("par", "4 ter", "par-4-ter"),
        ("par", "4 bis a)", "par-4-bis.a"),
        ("note", "7", "note-7"),
        ("table", "3", "table-3"),
        ("figure", "2", "fig-2"),
        ("sect", "III", "sec-3"),
        ("sect", "III.A", "sec-3.a"),
        ("sect", "IV.B.2", "sec-4.b.2"),
        ("sect", "3", "sec-3"),
        # Of single letters only I, V and X are numerals: sections C, D, L and M follow A and B.
        ("sect", "C", "sec-c"),
        ("sect", "D", "sec-d"),
        ("sect", "L", "sec-l"),
        ("sect", "I", "sec-1"),
        ("sect", "V", "sec-5"),
        ("sect", "X", "sec-10"),
        ("sect", "XL", "sec-40"),
        ("chap", "IV", "sec-4"),
        ("annex", "II", "annex-2"),
        ("annex", "2", "annex-2"),
        ("annex", "A", "annex-a"),
        ("annex", "", "annex"),
        ("draft_resolution", "II", "res-2"),
        ("draft_resolution", "A", "res-a"),
        ("draft_decision", "II", "dec-2"),
        ("draft_decision", "3", "dec-3"),
        # What a pinpoint may only mention has no anchor, nor has a unit without its number.
        ("resolution", "1", ""),
        ("decision", "1", ""),
        ("page", "12", ""),
        ("other", "I", ""),
        ("par", "", ""),
        ("sect", "", ""),
        ("draft_resolution", "", ""),
    ],
)
def test_anchor_of_a_unit(name: str, numeral: str, expected: str) -> None:
    assert anchor(Unit(name, numeral)) == expected


def units(printed: str) -> list[Unit]:
    """Units written as `annex II, par 3`."""
    return [Unit(*(*step.split(" ", 1), "")[:2]) for step in printed.split(", ")] if printed else []


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("", ""),
        ("par 3", "par-3"),
        # Scopes, outermost first.
        ("draft_decision II, par 3", "dec-2.par-3"),
        ("draft_resolution II, par 3", "res-2.par-3"),
        ("draft_resolution II, annex I, par 3 a)", "res-2.annex-1.par-3.a"),
        ("draft_resolution I, annex, note 2", "res-1.annex.note-2"),
        ("draft_decision II, sect III", "dec-2.sec-3"),
        ("annex II", "annex-2"),
        ("annex, sect III, sect B", "annex.sec-3.b"),
        ("annex II, chap I, sect B, par 24", "annex-2.par-24"),
        # Sections: a chapter is the first of its numbered headings; letters below it are never numerals.
        ("chap I, sect D", "sec-1.d"),
        ("chap I, sect C", "sec-1.c"),
        ("chap I, sect I", "sec-1.i"),
        ("chap II, sect III", "sec-2.3"),
        ("chap II, sect III.A", "sec-2.3.a"),
        # A paragraph has its number in the whole document.
        ("chap IV, par 24", "par-24"),
        ("par 24, sect IV", "par-24"),
        ("par 3, note 7", "par-3"),
        ("note 7, par 3", "note-7"),
        ("par 3, par 5", "par-3"),
        ("par 3, page 12", "par-3"),
        ("par 3, table 2", "par-3"),
        # Numbered within what has no anchor: never the paragraph of the document.
        ("resolution 1, par 3", ""),
        ("decision 1, par 3", ""),
        ("other 5, par 3", ""),
        ("page 12, par 3", ""),
        ("table 3, note 7", ""),
        ("figure 3, note 7", ""),
        ("annex, other I, par 3", "annex"),
        ("chap I, resolution 1, par 3", "sec-1"),
        ("chap I, draft_resolution II, par 3", "sec-1"),
        ("chap I, sect A, draft_decision II", "sec-1.a"),
        ("annex II, table 3", "annex-2"),
        # The annex's paragraph, or the paragraph and the annex.
        ("par 3, annex II", ""),
        ("par 3, draft_resolution II", ""),
        ("sect III, annex II", ""),
        ("note 7, annex", ""),
        # A number that isn't understood, and all that is inside it.
        ("sect ?, par 3", ""),
        ("annex II, sect ?, par 3", "annex-2"),
    ],
)
def test_fragment_of_units(given: str, expected: str) -> None:
    assert fragment(units(given)) == expected


@pytest.mark.parametrize("language", ["ar", "en", "es", "fr", "ru", "zh"])
def test_every_unit_of_every_language_is_known_by_its_words(language: str) -> None:
    """Of each alternative that is plain words, the unit is that of its table."""
    printed = {
        "ar": "par فقرة|par الفقرات|annex المرفق|enclosure الضميمة|"
        "chap الفصل|sect الفرع|note حاشية|table الجدول|figure الشكل|"
        "draft_resolution مشروع القرار|draft_decision مشروع المقرر|resolution القرار|page صفحة|other المادة",
        "en": "par para.|par paras.|par paragraph|par Paragraphs|annex annex|annex Annexes|enclosure enclosure|"
        "chap chap.|chap chapters|"
        "sect sect.|sect Section|note note|note footnotes|table table|figure fig.|figure figures|"
        "draft_resolution draft resolution|draft_resolution Draft resolutions|draft_decision draft decision|"
        "resolution resolution|decision decisions|page p.|page pp.|other article|other rule|other part|other appendix",
        "es": "par párr.|par párrs.|par párrafos|annex anexo|annex Anexos|enclosure documento adjunto|"
        "chap cap.|chap capítulo|sect secc.|"
        "sect secciones|note nota|table cuadro|figure fig.|draft_resolution proyecto de resolución|"
        "draft_decision proyectos de decisión|resolution resolución|decision decisiones|page pág.|page págs.|"
        "other artículo|other regla|other apéndice",
        "fr": "par par.|par paragraphe|par Paragraphes|annex annexe|annex Annexes|chap chap.|chap chapitres|"
        "sect sect.|sect sections|note note|table tableau|table tableaux|figure fig.|figure figures|"
        "draft_resolution projet de résolution|draft_resolution Projets de résolution|"
        "draft_decision projet de décision|resolution résolution|decision décisions|page p.|page pages|"
        "other article|other règle|other appendice|enclosure pièce jointe|enclosure Pièces jointes|other partie",
        "ru": "par п.|par пп.|par пункт|par пункты|par пунктах|annex приложение|annex приложении|enclosure вложение|"
        "chap гл.|chap глава|"
        "sect разд.|sect раздел|sect разделе|note сноска|table таблица|figure рис.|figure рисунок|"
        "draft_resolution проект резолюции|draft_resolution проекты резолюций|draft_decision проект решения|"
        "resolution резолюции|decision решение|page стр.|other статья|other правило",
        "zh": "annex 附件|enclosure 附文|"
        "note 脚注|table 表|figure 图|draft_resolution 决议草案|draft_decision 决定草案|other 附录",
    }[language]
    vocabulary = DATA.vocabulary(language)
    for name, words in (entry.split(" ", 1) for entry in printed.split("|")):
        match = vocabulary.pin.match(f"{words} 12")
        assert match, words
        assert unit_of(match, vocabulary) == Unit(name, "12"), words


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("ar", "انظر A/76/463، الفقرة 4 مكررا."),
        ("en", "See A/76/463, para. 4 bis."),
        ("es", "Véase A/76/463, párr. 4 bis."),
        ("fr", "Voir A/76/463, par. 4 bis."),
        ("ru", "См. A/76/463, пункт 4-бис."),
        ("zh", "见A/76/463，第4之二段。"),
    ],
)
def test_a_paragraph_that_was_put_in_later(language: str, sentence: str) -> None:
    cited, _ = find(report([f"{{par-1}} {sentence}"], f"{language} symbol= organ="), load())
    citations = [m for block in cited.blocks for m in block.text.marks if isinstance(m, Citation)]
    assert [(m.key, m.fragment) for m in citations] == [("A/76/463", "par-4-bis")]
