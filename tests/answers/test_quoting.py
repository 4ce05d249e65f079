"""Quotations are told exact, different, elsewhere or nowhere, and every reference is accounted for."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from build_scripts.answers.passage_index import Index
from build_scripts.answers.quoting import VERDICTS, Check, Checked, check
from build_scripts.answers.site_answering import NoAnswer, Site

from .conftest import FIRST, SECOND, SYMBOL, UNTITLED

Ask = Callable[..., Check]
CASES = Path(__file__).parents[1] / "references/quotations.json"
VERDICT_CASES = json.loads(CASES.read_text(encoding="utf-8"))["verdicts"]
"""Texts about the archive of conftest.py; the browser has to agree (test_check_page.py)."""
MARKS = {"ar": "«»", "en": "“”", "es": "«»", "fr": "«»", "ru": "«»", "zh": "“”"}
WORDS = "prie le Secrétaire général de présenter un rapport"


@pytest.fixture(scope="session")
def ask(site: Site, index: Index) -> Ask:
    """A check against the site."""

    def asked(text: str, reference: str = "", language: str = "") -> Check:
        return check(site, index, text, reference, language)

    return asked


def only(checked: Check) -> Checked:
    """The one quotation of a text."""
    [quotation] = checked.quotations
    assert quotation.verdict in VERDICTS
    return quotation


@pytest.mark.parametrize("code", FIRST)
def test_the_exact_words_in_each_language(ask: Ask, code: str) -> None:
    opening, closing = MARKS[code][0], MARKS[code][1]
    found = only(ask(f"{opening}{FIRST[code]}{closing} ({SYMBOL})", language=code))
    assert (found.verdict, found.references, found.differences) == ("exact", [0], [])
    [place] = found.places
    assert place.permalink == f"https://cote.example/{code}/{SYMBOL}/#par-1"
    assert [passage.text for passage in place.passages] == [f"1. {FIRST[code]}"]


@pytest.mark.parametrize("code", FIRST)
def test_a_word_changed_in_each_language(ask: Ask, code: str) -> None:
    words = FIRST[code]
    changed = words[:-3] + ("页页" if code == "zh" else " xyz") + words[-1]
    found = only(ask(changed))
    assert found.verdict == "differs"
    assert found.places[0].permalink == f"https://cote.example/{code}/{SYMBOL}/#par-1"
    assert any(not piece.same for piece in found.differences)
    assert found.differences[0].same


@pytest.mark.parametrize("case", VERDICT_CASES, ids=lambda case: case["text"])
def test_verdicts(ask: Ask, case: dict[str, Any]) -> None:
    checked = ask(case["text"])
    assert [one.verdict for one in checked.quotations] == case["verdicts"]
    assert [reference.status for reference in checked.references] == case["references"]
    permalinks = [
        place.permalink.removeprefix("https://cote.example/") for one in checked.quotations for place in one.places
    ]
    assert permalinks == case.get("places", permalinks)


def test_differences_are_marked_word_by_word(ask: Ask) -> None:
    found = only(ask(f"« {WORDS.replace('Secrétaire', 'Directeur')} » ({SYMBOL}, par. 1)"))
    assert [(piece.quoted, piece.document) for piece in found.differences if not piece.same] == [
        ("Directeur", "Secrétaire")
    ]
    assert " ".join(piece.document for piece in found.differences) == WORDS


def test_a_quotation_that_runs_over_several_passages(ask: Ask) -> None:
    found = only(ask(f"{SECOND['fr']} a) Un ; b) Deux"))
    assert found.verdict == "exact"
    assert found.places[0].permalink == f"https://cote.example/fr/{SYMBOL}/#par-2--par-2.b"
    assert len(found.places[0].passages) == 3


def test_each_quotation_has_the_reference_beside_it(ask: Ask) -> None:
    checked = ask(
        f"« {WORDS} » ({SYMBOL}, par. 1) ; « des activités de coopération » (fr/{UNTITLED}#par-1). Voir A/75/1."
    )
    assert [(one.verdict, one.references) for one in checked.quotations] == [("exact", [0]), ("exact", [1])]
    assert [one.status for one in checked.references] == ["held", "held", "not held"]


def test_a_reference_given_apart(ask: Ask) -> None:
    checked = ask(f"« {WORDS} »", f"{SYMBOL}, par. 2")
    assert (only(checked).verdict, only(checked).references) == ("elsewhere", [0])
    assert ask(WORDS, f"{SYMBOL}, par. 1").quotations[0].verdict == "exact"
    assert ask(WORDS, "résolution 44/4").unread


def test_a_title_in_marks_is_no_quotation(ask: Ask, site: Site) -> None:
    title = site.documents[f"fr/{UNTITLED}"]["reference"]
    checked = ask(f"« des activités de coopération » ({title}, par. 1)")
    assert (only(checked).verdict, [one.status for one in checked.references]) == ("exact", ["held"])


def test_citations_inside_a_quotation_are_its_words(ask: Ask) -> None:
    checked = ask(f"« Prenant note du rapport {SYMBOL}, par. 1, et de la résolution 77/237 » (E/CN.15/2031/2)")
    assert only(checked).verdict == "exact"
    assert [one.symbol for one in checked.references] == ["E/CN.15/2031/2"]


def test_a_mark_that_is_not_closed(ask: Ask) -> None:
    found = only(ask(f"« {WORDS}"))
    assert (found.verdict, found.closed) == ("exact", False)


def test_a_reference_that_is_too_long_is_told_by_its_own_length(ask: Ask) -> None:
    with pytest.raises(NoAnswer, match="20,001 characters"):
        ask("prie le Secrétaire général", reference="x" * 20_001)


@pytest.mark.parametrize(
    ("text", "message"),
    [("", "nothing to check"), ("x" * 20_001, "give it in parts"), ("« a b c » " * 50, "50 quotations")],
)
def test_what_cannot_be_checked(ask: Ask, text: str, message: str) -> None:
    with pytest.raises(NoAnswer, match=message):
        ask(text)
