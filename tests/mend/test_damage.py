"""Signs of damage that no word list is needed to see."""

from __future__ import annotations

from dataclasses import replace

import pytest

from build_scripts.core.model import Correction
from build_scripts.mend import load_words, mend
from build_scripts.mend.damage import signs
from build_scripts.mend.glossary import load_glossary
from build_scripts.mend.propose import propose
from tests.mend.reports import as_shown, report_of


def found(line: str, language: str = "fr") -> list[tuple[str, str]]:
    """What is proposed for the words that have a finding."""
    words = load_words(language)
    report, told = mend(report_of([line], language), words)
    proposals = propose(report, words, load_glossary(language))
    damaged = [one.message.split("”")[0].lstrip("“") for one in told if one.code == "W006"]
    return [(one.source, one.fixed) for one in proposals if one.source in damaged]


@pytest.mark.parametrize(
    ("line", "source", "fixed"),
    [
        ("La lettre (5/2002/1005) a été reçue.", "5/2002/1005", "S/2002/1005"),
        ("Voir 5/RES/1373 (2001).", "5/RES/1373", "S/RES/1373"),
        ("Le Conseil (cid:3) décide.", "cid:3", ""),
        ("La re´solution du Conseil.", "re´solution", "résolution"),
        ("La r´esolution du Conseil.", "r´esolution", "résolution"),
        ("Le fac¸onnage.", "fac¸onnage", "façonnage"),
        ("La r\N{REPLACEMENT CHARACTER}solution, adoptée.", "r\N{REPLACEMENT CHARACTER}solution", "résolution"),
        ("Le déve\ufffeloppement durable.", "déve\ufffeloppement", "développement"),
        ("Le \N{REPLACEMENT CHARACTER} est là.", "\N{REPLACEMENT CHARACTER}", ""),
        ("\uf0b7 Une mesure.", "\uf0b7", ""),
        ("Un angle de 30\uf0b0 au plus.", "30\uf0b0", ""),
        ("Le signe \U000f0041 est là.", "\U000f0041", ""),
    ],
)
def test_damage_is_told_and_a_correction_proposed(line: str, source: str, fixed: str) -> None:
    ((words, proposed),) = found(line)
    assert (words.strip("()"), proposed) == (source, fixed)


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "5/2002/1005 and re´sume´"),
        ("es", "5/2002/1005 y resolucio´n"),
        ("ru", "5/2002/1005 и резолюци\N{REPLACEMENT CHARACTER}"),
        ("ar", "5/2002/1005 قرار\N{REPLACEMENT CHARACTER}ات"),
        ("zh", "5/2002/1005 决\N{REPLACEMENT CHARACTER}"),
    ],
)
def test_in_every_language(language: str, line: str) -> None:
    assert len({sign.kind for sign in signs(line)}) == 2
    _, told = mend(report_of([line], language), load_words(language))
    assert [one.code for one in told if one.code == "W006"] == ["W006", "W006"]


@pytest.mark.parametrize(
    "line",
    [
        "S/2002/1005, A/C.5/2002/1005, 15/2002/10, le 5/2002, 5/2002/1005/2, 3.5/2002/10",
        "l’aˆ et ´ seuls, C`est, 5° 30´, « cid:3 »",
        "Il est persona non grata, mutatis mutandis, ratione materiae.",
    ],
)
def test_what_is_right_is_left(line: str) -> None:
    assert found(line.replace("aˆ", "a").replace("C`est", "C’est")) == []


@pytest.mark.parametrize(("source", "fixed"), [("5/2002/1005", "S/2002/1005"), ("\uf0b7", "•")])
def test_what_a_person_has_corrected_is_no_finding(source: str, fixed: str) -> None:
    """Symbols, too."""
    report = report_of([f"La lettre {source} du Conseil."], "fr")
    correction = Correction(source, fixed, "Cote mal lue.", count=1)
    mended, told = mend(replace(report, document=replace(report.document, corrections=(correction,))), load_words("fr"))
    assert told == []
    assert fixed in as_shown(mended)[0]


def test_latin_is_not_proposed() -> None:
    words = load_words("fr")
    report, _ = mend(report_of(["Il est persona non grata et, mutatis mutandis, ultra vires."], "fr"), words)
    assert propose(report, words, load_glossary("fr")) == []
