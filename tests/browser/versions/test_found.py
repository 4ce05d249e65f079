"""Search finds a document once, in the reader's language, and offers the passage in the others."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import pytest

from tests.browser.drivers import Browser, Chromium, violations

from .conftest import PATH

pytestmark = pytest.mark.browser
STATUS = "document.querySelector('[data-search-status]').textContent"
DONE = f"document.querySelector('[data-search-results][data-done]') && {STATUS}"
DOCUMENTS = "[...document.querySelectorAll('[data-doc]')].map((found) => found.dataset.doc)"
LINKS = (
    "[...{}].map((link) => [link.lang,"
    " new URL(link.href).href.replace(/^.*\\/(?=(?:ar|en|fr)\\/)/, '').replace('index.html', '')])"
)
PASSAGE = """document.querySelector('[data-hit*="#par-"]')"""
ANCHOR = f"{PASSAGE}.dataset.hit.split('#')[1]"
FIRST = LINKS.format(f"{PASSAGE}.querySelectorAll('.version')")
WAY = LINKS.format("document.querySelectorAll('.ways .version')")


@pytest.fixture(params=["served", "folder"])
def home(request: pytest.FixtureRequest, browser: Browser, address: str, copy: Path) -> str:
    """Where the archive is: on a server, and a folder that is opened by double click."""
    home = address if request.param == "served" else f"{copy.as_uri()}/"
    browser.open(home if request.param == "served" else f"{home}index.html")
    browser.run("localStorage.clear()")
    return home


def keeps(browser: Browser, home: str) -> bool:
    """Whether pages know what the reader chose on others: Firefox has a store for each file."""
    return browser.name == "chromium" or home.startswith("http")


def ask(browser: Browser, home: str, query: str) -> list[str]:
    """The documents that are found."""
    page = "recherche/" if home.startswith("http") else "recherche/index.html"
    browser.open(f"{home}{page}?q={quote(query)}")
    browser.wait(DONE)
    documents: list[str] = browser.run(DOCUMENTS)
    return documents


def test_a_document_once_in_the_language_of_the_reader(browser: Browser, home: str) -> None:
    assert ask(browser, home, "prevention") == [f"fr/{PATH}/"]  # « prévention » and “prevention”
    anchor = browser.run(ANCHOR)
    assert browser.run(FIRST) == [[code, f"{code}/{PATH}/#{anchor}"] for code in ("ar", "en")]
    status = browser.text("[data-search-status]")
    parts = browser.run(
        "[...document.querySelectorAll('[name=partie] ~ label .facet__count')].map((count) => +count.textContent)"
    )
    assert status == f"{sum(parts)} passages dans 1 document."
    assert "English" in browser.text(".found__versions")
    if isinstance(browser, Chromium):
        assert violations(browser) == []
    if keeps(browser, home):
        browser.run("localStorage.setItem('cote.version', 'en')")
        assert ask(browser, home, "prevention") == [f"en/{PATH}/"]


def test_a_document_that_is_found_in_another_language_alone(browser: Browser, home: str) -> None:
    assert ask(browser, home, "countries") == [f"en/{PATH}/"]
    assert "anglais" in browser.text(".found__facts")
    anchor = browser.run(ANCHOR)
    assert browser.run(FIRST) == [[code, f"{code}/{PATH}/#{anchor}"] for code in ("ar", "fr")]


def test_the_way_to_a_symbol_is_one_and_offers_the_languages_that_have_the_place(browser: Browser, home: str) -> None:
    ask(browser, home, f"{PATH}, par. 12")
    assert browser.run("[...document.querySelectorAll('.way')].map((way) => way.hash)") == ["#par-12"]
    assert browser.run(WAY) == [[code, f"{code}/{PATH}/#par-12"] for code in ("ar", "en")]
    if keeps(browser, home):
        browser.run("localStorage.setItem('cote.version', 'en')")
        ask(browser, home, f"{PATH}, par. 42")  # which English alone has
        assert browser.run("document.querySelectorAll('.way').length") == 1
        assert browser.run(WAY) == []
