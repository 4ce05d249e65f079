"""Corrections that are proposed to editors."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from build_scripts.core.data_files import read_data
from build_scripts.core.language import FOLDER
from build_scripts.core.model import Correction, Report
from build_scripts.core.settings import archive
from build_scripts.mend import load_words, mend
from build_scripts.mend.glossary import load_glossary
from build_scripts.mend.propose import Proposal, as_toml, distance, propose
from build_scripts.run.pipeline import convert
from build_scripts.sources import load_document, load_source
from tests.mend.reports import as_shown, report_of

ROOT = Path(__file__).parents[2]
FRENCH = load_words("fr")
OFFICE = "L’Office des Nations Unies contre la drogue et le crime agit."


def proposed(report: Report) -> list[Proposal]:
    mended, _ = mend(report, load_words(report.document.language))
    return propose(mended, load_words(report.document.language), load_glossary(report.document.language))


def readings(*lines: str, language: str = "fr") -> dict[str, str]:
    return {proposal.source: proposal.fixed for proposal in proposed(report_of(lines, language))}


def test_acronyms_near_one_that_the_document_spells_out() -> None:
    line = "L’ONUDD, l’ONUDDC, l'ONUSD, l’ONUSDC, l’ONUSC, l’ONUUDC et l’ONU DC y travaillent."
    sources = ("ONUDD", "ONUDDC", "ONUSD", "ONUSDC", "ONUSC", "ONUUDC", "ONU DC")
    assert readings(OFFICE, line) == dict.fromkeys(sources, "ONUDC")


@pytest.mark.parametrize(
    "line",
    [
        "L’ONU, l’ONUDC, l’ONUDI, l’OMS, l’OMC, l’OMD, le PNUD, le PNUE et UNODC",
        "RÉSOLUTION ADOPTÉE PAR L’ASSEMBLÉE GÉNÉRALE",
        "le projet XYZQ et le programme KLMNO",
        "ONU et DC, INTERPOL I 24/7, A/RES/ONUDD/1",
        "le guide intitulé “Handbook on the Management of High-Risk Prisoners”",
        "M. Krzysztof Wojciechowski et Mme Ngozi",
    ],
)
def test_what_is_right_is_not_proposed(line: str) -> None:
    assert readings(OFFICE, line) == {}


def test_two_slips_need_the_document_to_name_the_acronym() -> None:
    assert readings("La MINUXXA y travaille.") == {}


def test_words_that_no_list_has_with_the_nearest_one() -> None:
    proposals = readings("Le Comité a recommmandé une révison du réglement.", "La zarzuélique fut évoquée après.")
    assert proposals == {
        "recommmandé": "recommandé",
        "révison": "révision",
        "réglement": "règlement",
        "zarzuélique": "",
    }


@pytest.mark.parametrize("between", ["&", "¬", "’", "'", ",", "|", "–"])
def test_a_word_that_a_sign_parts_is_proposed_whole(between: str) -> None:
    words = f"suppri{between}mer"
    assert readings(f"Le Conseil décide de {words} la mention.") == {words: "supprimer"}


@pytest.mark.parametrize("sign", ["(cid:3)", "\N{REPLACEMENT CHARACTER}", "\ue001", "´"])
def test_the_parts_of_a_damaged_word_are_no_words(sign: str) -> None:
    words = f"suppri{sign}mer"
    assert list(readings(f"Le Conseil décide de {words} la mention.")) == [words]


def test_a_hyphen_that_no_line_ends_at_is_one() -> None:
    assert readings("Le Conseil condamne le non\N{NON-BREAKING HYPHEN}respect de la trêve.") == {}


BRITISH = "favour fulfil wilfully analysed offence centred travellers ageing organised depositary fibre paedophilia"


@pytest.mark.parametrize("word", BRITISH.split())
def test_british_spelling_is_no_slip(word: str) -> None:
    assert readings(f"The Council notes the {word} of it.", language="en") == {}
    slip = f"{word[:2]}q{word[3:]}"
    assert list(readings(f"The Council notes the {slip} of it.", language="en")) == [slip]


def test_letters_that_a_printer_has_joined() -> None:
    assert readings("Le Conseil examine la \N{LATIN SMALL LIGATURE FI}nance.") == {
        "\N{LATIN SMALL LIGATURE FI}nance": "finance"
    }


def test_what_no_screen_shows_stands_by_its_number() -> None:
    (proposal,) = proposed(report_of(["Le Conseil décide de suppri\ue001mer la mention."], "fr"))
    (correction,) = tomllib.loads(as_toml([replace(proposal, fixed="x")]))["corrections"]
    assert correction["source"] == "suppri\ue001mer"
    assert '"suppri\\ue001mer"' in as_toml([proposal])
    assert "\ue001" not in as_toml([proposal])


def test_a_hyphen_that_only_broke_a_line() -> None:
    assert readings("le dévelop-pement durable") == {"dévelop-pement": "développement"}


def test_a_word_that_the_document_uses_throughout_is_its_own() -> None:
    assert readings("La zarzuélique.", "Une zarzuélique.", "Les deux : la zarzuélique.") == {}


def test_what_is_corrected_already_is_not_proposed_again() -> None:
    correction = Correction("ONUDD", "ONUDC", "Sigle mal lu.", count=1)
    assert proposed(report_of([OFFICE, "L’ONUDD agit."], corrections=[correction])) == []


def test_places_have_line_and_context() -> None:
    (proposal,) = proposed(report_of([OFFICE, "Le rapport de l’ONUDD est là."]))
    (place,) = proposal.places
    assert (place.file, place.line, place.anchor) == ("source_texts/fr/A/1/1/source.txt", 2, "txt-2")
    assert place.context == "Le rapport de l’ONUDD est là."


def test_what_is_printed_can_be_pasted() -> None:
    report = report_of([OFFICE, "L’ONUDD et l’ONU DC.", "Encore l’ONUDD, avec une révison et de la zarzuélique."])
    entries = tomllib.loads(as_toml(proposed(report)))["corrections"]
    corrections = tuple(Correction(**entry) for entry in entries)
    mended, diagnostics = mend(replace(report, document=replace(report.document, corrections=corrections)), FRENCH)
    assert diagnostics == []
    assert as_shown(mended)[1:] == ["L’ONUDC et l’ONUDC.", "Encore l’ONUDC, avec une révision et de la zarzuélique."]


def test_control_characters_cannot_leave_the_comment() -> None:
    assert tomllib.loads(as_toml([*proposed(report_of(["une révi\u2028son \x85 révison"]))]))["corrections"]


@pytest.mark.parametrize(
    "path", ["fr/sans-cote/execution-des-mandats-2023", "fr/sans-cote/ctoc-assistance-technique-2020"]
)
def test_the_reviewed_corrections_of_real_reports_are_proposed(path: str) -> None:
    document, _ = load_document(ROOT, path)
    source, _ = load_source(ROOT, f"source_texts/{path}/source.md", archive().limits)
    report, _ = convert(source, replace(document, corrections=()))
    proposals = propose(report, FRENCH, load_glossary("fr"))
    as_corrections = {(proposal.source, proposal.fixed, proposal.count) for proposal in proposals}
    assert as_corrections >= {
        (correction.source, correction.fixed, correction.count) for correction in document.corrections
    }
    assert len(document.corrections) >= 4


@pytest.mark.parametrize(
    ("first", "second", "slips"),
    [("ONUDC", "ONUDC", 0), ("ONUSC", "ONUDC", 1), ("ONUCD", "ONUDC", 1), ("ONUSD", "ONUDC", 2), ("OMS", "ONUDC", 3)],
)
def test_slips(first: str, second: str, slips: int) -> None:
    assert distance(first, second, 2) == distance(second, first, 2) == slips


def test_the_glossary_means_one_thing_by_an_acronym() -> None:
    tables = {code: read_data(FOLDER / code / "acronyms.toml").table for code in ("fr", "en")}
    for table in tables.values():
        acronyms = [acronym for acronym, _ in table.values()]
        assert len(acronyms) == len(set(acronyms)) >= 150
    assert tables["fr"].keys() == tables["en"].keys()
    assert all(acronym == key for key, (acronym, _) in tables["en"].items())
