"""How places are cited, and that such citations are read back however readers write them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from build_scripts.core.language import languages
from build_scripts.core.model import Document, Report
from build_scripts.references import Unit, forms, places, reference, units
from build_scripts.references.forms import fold, reading_tables
from build_scripts.references.places import cite, words
from build_scripts.render.converter import to_html
from build_scripts.render.element import elements
from build_scripts.run.reading import read_file
from build_scripts.write import report_body
from tests.export.reports import ROOT, by_path, real

from .reader import ask, locate, read

DOCUMENT = Document(
    "fr/A/99/1", "document.toml", "fr", "Titre « court » : suite", symbol="A/99/1", date=date(2044, 2, 1)
)
NARROW = "\u202f"

UNITS = [
    Unit("summary"),
    Unit("summary.txt-2"),
    Unit("sec-3", "III"),
    Unit("sec-3.a", "A"),
    Unit("sec-3.a.1", "1"),
    Unit("sec-3.h-1", "", "Essais"),
    Unit("sec-3.h-1.h-2", "", "Bilan"),
    Unit("sec.h-1", "", "Suite"),
    Unit("par-12", "12"),
    Unit("par-12.a", "a", item=True),
    Unit("par-12.a.ii", "ii", item=True),
    Unit("par-4-bis", "4 bis"),
    Unit("par-35.1", "35.1"),
    Unit("par-12_2", "12"),
    Unit("txt-1"),
    Unit("note-3", "3"),
    Unit("note-x2", "**"),
    Unit("table-1"),
    Unit("table-1.note-a", "a"),
    Unit("res-6"),
    Unit("res-6.pp-3"),
    Unit("res-6.pp-3.a", "a", item=True),
    Unit("res-6.par-4", "4"),
    Unit("res-1.annex"),
    Unit("res-1.annex.par-20", "20"),
    Unit("annex-2.par-1", "1"),
    Unit("dec-1.par-1", "1"),
]
CITED = {
    "summary": "A/99/1, résumé",
    "summary.txt-2": "A/99/1, résumé, deuxième paragraphe",
    "sec-3.a.1": "A/99/1, sect. III.A.1",
    "sec-3.h-1": f"A/99/1, sect. III, «{NARROW}Essais{NARROW}»",
    "sec-3.h-1.h-2": f"A/99/1, sect. III, «{NARROW}Essais{NARROW}», «{NARROW}Bilan{NARROW}»",
    "sec.h-1": f"A/99/1, sect. «{NARROW}Suite{NARROW}»",
    "par-12": "A/99/1, par. 12",
    "par-12.a": "A/99/1, par. 12 a)",
    "par-12.a.ii": "A/99/1, par. 12 a) ii)",
    "par-4-bis": "A/99/1, par. 4 bis",
    "par-35.1": "A/99/1, par. 35.1",
    "par-12_2": "A/99/1, par. 12 [2]",
    "txt-1": "A/99/1, premier paragraphe non numéroté",
    "note-3": "A/99/1, note 3",
    "note-x2": "A/99/1, note **",
    "table-1": "A/99/1, tableau 1",
    "table-1.note-a": "A/99/1, tableau 1, note a",
    "res-6": "A/99/1, projet de résolution VI",
    "res-6.pp-3": "A/99/1, projet de résolution VI, troisième alinéa du préambule",
    "res-6.pp-3.a": "A/99/1, projet de résolution VI, troisième alinéa du préambule, al. a)",
    "res-6.par-4": "A/99/1, projet de résolution VI, par. 4",
    "res-1.annex": "A/99/1, projet de résolution I, annexe",
    "res-1.annex.par-20": "A/99/1, projet de résolution I, annexe, par. 20",
    "annex-2.par-1": "A/99/1, annexe II, par. 1",
    "dec-1.par-1": "A/99/1, projet de décision I, par. 1",
}


@pytest.mark.parametrize("anchor", CITED)
def test_the_united_nations_french_form(anchor: str) -> None:
    assert cite(DOCUMENT, places(UNITS, "fr")[anchor]) == CITED[anchor]


@pytest.mark.parametrize(
    ("first", "last", "cited"),
    [
        ("par-12", "par-12", "par. 12"),
        ("par-12", "par-35.1", "par. 12 à 35.1"),
        ("par-12.a", "par-12.a.ii", "par. 12 a) à 12 a) ii)"),
        ("sec-3.a", "sec-3.a.1", "sect. III.A à III.A.1"),
        ("res-6.pp-3", "res-6.par-4", "projet de résolution VI, troisième alinéa du préambule à par. 4"),
        ("par-12", "res-6.par-4", "par. 12 à projet de résolution VI, par. 4"),
    ],
)
def test_ranges(first: str, last: str, cited: str) -> None:
    places_here = places(UNITS, "fr")
    assert cite(DOCUMENT, places_here[first], places_here[last]) == f"A/99/1, {cited}"


def test_a_document_without_symbol_is_cited_by_title_and_date() -> None:
    nameless = replace(DOCUMENT, symbol="")
    assert reference(nameless) == f"«{NARROW}Titre «{NARROW}court{NARROW}»{NARROW}: suite{NARROW}» (1er février 2044)"
    assert reference(replace(nameless, date=None)) == f"«{NARROW}Titre «{NARROW}court{NARROW}»{NARROW}: suite{NARROW}»"


@pytest.mark.parametrize(
    ("language", "cited"),
    [
        ("en", "draft resolution VI, third preambular paragraph"),
        ("es", "proyecto de resolución VI, tercer párrafo del preámbulo"),
        ("ru", "проект резолюции VI, третий пункт преамбулы"),
        ("ar", "مشروع القرار السادس، الفقرة الثالثة من الديباجة"),
        ("zh", "决议草案六，序言部分第三段"),
    ],
)
def test_other_languages(language: str, cited: str) -> None:
    assert words(places(UNITS, language)["res-6.pp-3"], language) == cited


@pytest.mark.parametrize("language", languages())
def test_every_language_reads_its_own_citations(language: str) -> None:
    places_here = places(UNITS, language)
    document = replace(DOCUMENT, language=language)
    assert forms(language).language == language
    cited = [cite(document, place) for place in places_here.values()]
    for anchor, citation, read_back in zip(places_here, cited, read(cited), strict=True):
        assert locate(read_back, places_here) == (anchor, ""), citation


def test_phrases_are_folded_and_mean_one_thing_in_a_language() -> None:
    tables = reading_tables()
    assert all(fold(phrase) == phrase for phrase in tables["phrases"])
    assert tables["phrases"]["alinea du preambule"] == "pp"


@pytest.mark.parametrize("report", real(), ids=lambda report: report.document.path)
def test_every_place_of_the_archive_is_read_back(report: Report) -> None:
    places_here = places(units(report), report.document.language)
    cited = {anchor: cite(report.document, place) for anchor, place in places_here.items()}
    assert len(set(cited.values())) == len(cited)
    for (anchor, citation), read_back in zip(cited.items(), read(list(cited.values())), strict=True):
        assert (read_back["symbol"], *locate(read_back, places_here)) == (report.document.symbol, anchor, ""), citation
        assert report.document.symbol or read_back["title"] == report.document.title


@pytest.mark.parametrize("report", real(), ids=lambda report: report.document.path)
def test_the_page_cites_as_exports_do(report: Report) -> None:
    page = to_html(report_body.body(report, lambda _: "#"), ROOT / "mkdocs.yml")
    for anchor, place in places(units(report), report.document.language).items():
        assert f'href="#{anchor}"' in page
        start = next(
            found.end() for found in re.finditer(f'class="(?:num|permalink)" href="#{re.escape(anchor)}"', page)
        )
        assert f'data-ref="{place.data}"' in page[start : start + 900].replace("&#x27;", "'"), anchor


LETTERED = {
    "ar": "1 - توصي الجمعية:\n\n(أ) أن تقدم؛\n\n(ب) أن تطبق.",
    "ru": "1. Комитет рекомендует:\n\nа) принять закон;\n\nб) применять его.",
    "zh": "1. 委员会建议：\n\n(a) 通过法律；\n\n(b) 适用。",
    "fr": "1. Le Comité recommande :\n\na) D’adopter ;\n\nb) D’appliquer.",
    "en": "1. The Committee:\n\n(a) Adopts it;\n\n(b) Applies it.",
    "es": "1. El Comité:\n\na) Aprueba;\n\nb) Aplica.",
}


@pytest.mark.parametrize("language", languages())
def test_the_page_cites_items_by_the_letters_that_are_printed(language: str, tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text(LETTERED[language] + "\n", encoding="utf-8")
    report, _ = read_file(file, code=language)
    page = to_html(report_body.body(report, lambda _: "#"), ROOT / "mkdocs.yml")
    here = places(units(report), language)
    assert {"par-1", "par-1.a", "par-1.b"} <= set(here)
    for anchor in ("par-1.a", "par-1.b"):
        assert f'class="num" href="#{anchor}" data-ref="{here[anchor].data}"' in page


def test_real_anchors_are_anchors() -> None:
    anchors = [block.anchor for block in by_path("fr/A/76/463").blocks if block.anchor]
    assert ask("value.filter((anchor) => !cote.anchors.is(anchor))", [*anchors, "contenu"]) == ["contenu"]
    assert elements("") == []
