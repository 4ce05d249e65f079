"""Full references, formatted by the real citeproc-js in real browsers under the pages' own policy."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from build_scripts.core.interface import interface
from build_scripts.export.bibliography import csl_item
from build_scripts.export.description import record
from build_scripts.export.full_reference import united_nations
from build_scripts.references.forms import forms
from build_scripts.references.places import Place
from tests.archives import served
from tests.browser.drivers import Browser
from tests.write.reports import report

from .full_references import GOLDEN, LANGUAGES, MASTHEAD, PLACES, everything, lines, made, recorded, references, site

pytestmark = pytest.mark.browser
LISTED = {"iso690-author-date-fr": "list", "chicago-notes-bibliography": "note", "apa": "list"}
"""The kind of reference by which each style has the whole document first."""
# A label of the archive's own words behind a style's: « p. par. 12 », « paragr. par. 12 », « para. note 5 ».
_TWO_LABELS = re.compile(r"\b(?:p{1,2}|paragr|paras?|párr|sect?|n{1,2})\. (?:par|note|sect|n)\b")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Of the page that loads what references take."""
    with served(site(tmp_path_factory.mktemp("references") / "site")) as at:
        yield at


@pytest.fixture
def window(browser: Browser, address: str) -> Iterator[Browser]:
    """A browser at it; what fails there, or is refused by the policy, fails the test."""
    if browser.run("location.href") != address:  # A page that has read its styles keeps them, which takes seconds.
        browser.open(address)
    yield browser
    assert browser.errors == []
    assert [url for url in browser.requests if not url.startswith((address, "data:", "about:"))] == []


def test_they_are_as_reviewed(window: Browser) -> None:
    """All of them in Chromium; those of one report in Firefox, too."""
    records = everything() if window.name == "chromium" else everything()[:1]
    written = "".join(f"{line}\n" for line in lines(window, records))
    reviewed = GOLDEN.read_text(encoding="utf-8")
    assert written == reviewed[: len(written)], "write it: python -m tests.references.full_references"
    assert window.name != "chromium" or written == reviewed


def test_places_are_read_as_citations_and_csl_have_them(window: Browser) -> None:
    for of in everything():
        anchors = ["", *(row.anchor for row in of.rows)]
        read = window.run(
            f"((record) => {anchors}.map((anchor) => cote.recordedPlace(record, anchor)))({recorded(of)})"
        )
        assert [place["words"] for place in read] == ["", *(row.locator for row in of.rows)]
        labelled = [
            {"label": place["label"], "locator": place["number"], "anchor": anchor}
            | ({"suffix": place["suffix"]} if place["suffix"] else {})
            for anchor, place in zip(anchors, read, strict=True)
            if place["label"]
        ]
        assert labelled == csl_item(of)["custom"]["locators"]


def _plain(text: str) -> str:
    """As styles leave a title: they change its apostrophes and its capitals."""
    return text.replace("’", "'").casefold()


def test_every_style_has_title_symbol_and_address_and_no_label_twice() -> None:
    """What was reviewed is whole, for each place of each report."""
    records = {of.path: of for of in everything()}
    cited = re.split(r"^# ", GOLDEN.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    assert {entry.split()[0] for entry in cited} == set(records)
    for head, *written in (entry.strip().splitlines() for entry in cited):
        path, anchor = head.split()
        told = {name: text for name, _, text in (line.partition(": ") for line in written)}
        assert len(told) == 1 + 2 * len(LISTED)
        whole = [told["un"], *(told[f"{style} {kind}"] for style, kind in LISTED.items())]
        for text in whole:
            assert f"{records[path].url}#{anchor}" in text
            assert records[path].symbol in text
            assert _plain(records[path].title) in _plain(text)
        assert not any(_TWO_LABELS.search(text) for text in told.values()), head


HOSTILE = "a < b & <b>gras</b> {x} 700000001 « l'un » $& \\"


def test_a_title_stays_words(window: Browser) -> None:
    of = made("fr", HOSTILE)
    found = references(window, of, of.rows[1], of.rows[1])
    shown = "a &lt; b &amp; "
    assert all(
        shown in reference["html"] for style in found.values() for reference in style if "list" in reference["kind"]
    )
    assert "<script" not in str(found)
    assert "&lt;b&gt;gras&lt;/b&gt; {x} 700000001" in found["un"][0]["html"]


def test_a_number_with_a_hyphen_is_one_place(window: Browser) -> None:
    """« 2-26 » is how Arabic texts number; a range of two such has both."""
    of = made("en")
    first, last = (
        replace(row, place=Place("", "par", number)) for row, number in zip(of.rows[1:], ("2-26", "2-27"), strict=False)
    )
    of = replace(of, rows=(first, last))
    (_, one), (_, several) = (references(window, of, first, end)["apa"] for end in (first, last))
    assert one["html"].endswith(", para. 2-26)")
    assert several["html"].endswith(", paras. 2-26–2-27)")


def test_a_supplied_date_is_in_brackets(window: Browser) -> None:
    of = made("fr", date=None, supplied_date="2021-03")
    found = references(window, of, of.rows[1], of.rows[1])
    assert "A/99/1 ([2021-03])" in found["un"][0]["html"]
    assert "(v. 2021" in found["apa"][0]["html"]
    listed = next(reference for reference in found["iso690-author-date-fr"] if reference["kind"] == "list")
    assert ", [2021-03]." in listed["html"]  # The style knows none but sure dates.
    assert all("2021?]" in reference["html"] for reference in found["chicago-notes-bibliography"])


SPONSORS = {
    "ar": ("كينيا والنرويج* وإكوادور: مشروع قرار", "مشروع قرار"),
    "en": ("Kenya, Norway* and Bolivia (Plurinational State of): draft resolution", "draft resolution"),
    "es": ("Kenya, Noruega* y Bolivia (Estado Plurinacional de): proyecto de resolución", "proyecto de resolución"),
    "fr": ("Kenya, Norvège* et Équateur : projet de résolution", "projet de résolution"),
    "ru": ("Кения, Норвегия* и Эквадор: проект резолюции", "проект резолюции"),
    "zh": ("肯尼亚、挪威*和厄瓜多尔：决议草案", "决议草案"),
}


@pytest.mark.parametrize("language", SPONSORS)
def test_what_a_draft_is_stands_without_who_tabled_it(language: str) -> None:
    line, draft = SPONSORS[language]
    own = LANGUAGES[language][1]
    text = MASTHEAD.format(type=line) + PLACES
    of = record(report(text, language=language, title=own, path=f"{language}/A/99/1", date=date(2044, 2, 1)))
    assert interface(language).spaced(forms(language).full.subtitle.format(own, draft)) in united_nations(of).place[0]


def test_a_call_of_a_note_is_no_word_of_the_type() -> None:
    text = MASTHEAD.format(type="Report of the Special Rapporteur, Ana Diaz*") + PLACES
    of = record(report(text, language="en", title="Food", path="en/A/99/1", date=date(2044, 2, 1)))
    assert "Ana Diaz</i>" in united_nations(of).place[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_document_whole_has_what_joins_a_place_once(language: str) -> None:
    (before, between, after), (whole, end) = united_nations(made(language))
    join = forms(language).join
    assert before.endswith(join)
    assert between.startswith(join)
    assert (whole, end) == (before.removesuffix(join) + between, after)


@pytest.mark.parametrize("language", LANGUAGES)
def test_type_and_organ_are_in_the_language_of_the_document(language: str) -> None:
    written = GOLDEN.read_text(encoding="utf-8").partition(f"# {language}/A/99/1 par-1\n")[2].partition("\n\n")[0]
    styles = [line for line in written.splitlines() if line.startswith(("chicago", "apa"))]
    assert ("Rapport" in str(styles), "Assemblée" in written) == (language == "fr", language == "fr")
