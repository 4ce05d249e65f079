"""Two versions of a document beside each other, aligned by their anchors; other texts are in tests/browser/sides."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.drivers import Browser, Chromium, violations

from .conftest import PATH

pytestmark = pytest.mark.browser
BESIDE = "cote-a-cote/{}?a=fr/" + PATH + "&b={}/" + PATH
LOADED = "document.querySelector('.sides__row[id]')"
CELLS = (
    "[...document.getElementById('{}').children]"
    ".map((cell) => [cell.lang, cell.dir, cell.textContent.trim().replace(/\\s+/g, ' ')])"
)


def shown(browser: Browser, address: str) -> None:
    """Open the page and wait until both texts are there."""
    browser.open(address)
    browser.wait(LOADED)


def test_paragraphs_of_the_same_number_are_beside_each_other(browser: Browser, address: str) -> None:
    shown(browser, f"{address}{BESIDE.format('', 'ar')}#par-12")
    (french, _, french_words), (arabic, direction, arabic_words) = browser.run(CELLS.format("par-12"))
    assert (french, arabic, direction) == ("fr", "ar", "rtl")
    assert french_words.startswith("12. Le présent rapport")
    assert arabic_words.startswith("12. يتناول هذا التقرير")
    boxes = browser.run(
        "[...document.getElementById('par-12').children].map((cell) => cell.getBoundingClientRect())"
        ".map(({ left, top }) => [left, top])"
    )
    assert boxes[0][1] == boxes[1][1]
    assert boxes[0][0] < boxes[1][0]
    browser.wait("document.getElementById('par-12').matches('.sides__row--named')")
    top = browser.run("document.getElementById('par-12').getBoundingClientRect().top")
    assert 0 < top < 150
    anchors = browser.run("[...document.querySelectorAll('.sides__row[id]')].map((row) => row.id)")
    assert anchors == ["sec-1", *(f"par-{number}" for number in range(1, 41))]
    assert browser.errors == []
    assert browser.run("window.violations") == []


def test_what_one_version_lacks_is_marked(browser: Browser, address: str) -> None:
    shown(browser, address + BESIDE.format("", "en"))
    alone = "[...document.querySelectorAll('.sides__row--second')].map((row) => row.id)"
    assert browser.run(alone) == ["par-41", "par-42"]
    (_, _, french), (_, _, english) = browser.run(CELLS.format("par-42"))
    assert french == "Pas de passage par. 42 dans ce texte (français)."
    assert english.startswith("42. The present report")


def test_on_a_phone_one_is_below_the_other(browser: Browser, address: str) -> None:
    browser.size(390, 800)
    shown(browser, address + BESIDE.format("", "ar"))
    boxes = browser.run(
        "[...document.getElementById('par-3').children].map((cell) => cell.getBoundingClientRect())"
        ".map(({ left, top, bottom }) => [left, top, bottom])"
    )
    assert boxes[1][1] >= boxes[0][2]
    assert boxes[0][0] == boxes[1][0]
    assert browser.run("document.documentElement.scrollWidth <= innerWidth")


def test_the_switch_leads_there_with_the_paragraph_and_nothing_is_loaded_before(browser: Browser, address: str) -> None:
    browser.open(f"{address}fr/{PATH}/#par-5")
    browser.wait("document.readyState === 'complete'")
    assert not any("side-by-side" in request or "sides" in request for request in browser.requests)
    browser.run("document.querySelector('a[data-beside][lang=en]').click()")
    browser.wait(f"location.href === '{address}{BESIDE.format('', 'en')}#par-5'")
    browser.wait(LOADED)


def test_in_a_copy_that_is_opened_by_double_click(browser: Browser, copy: Path) -> None:
    shown(browser, f"{copy.as_uri()}/{BESIDE.format('index.html', 'ar')}#par-2")
    assert browser.run("document.querySelectorAll('.sides__row[id]').length") == 41
    link = browser.run("document.querySelector('.sides__head a').href")
    assert link == f"{copy.as_uri()}/fr/{PATH}/index.html"


@pytest.mark.parametrize(
    "query",
    [
        f"a=fr/{PATH}&b=fr/A/1/2",  # not held
        f"a=fr/{PATH}&b=//example.org/A/1",
        f"a=fr/{PATH}&b=en/../../A/1",
        f"a=fr/{PATH}&b=fr/{PATH}@2020&c",
    ],
)
def test_what_is_no_text_of_the_archive_is_refused(browser: Browser, address: str, query: str) -> None:
    browser.open(f"{address}cote-a-cote/?{query}")
    browser.wait("document.querySelector('[data-status]').textContent.startsWith('Ces textes ne se chargent')")
    assert all(request.startswith(address) for request in browser.requests if request.startswith("http"))
    assert not browser.run(f"Boolean({LOADED})")


def test_everybody_can_use_it(window: Chromium, address: str) -> None:
    shown(window, f"{address}{BESIDE.format('', 'ar')}#par-3")
    assert violations(window) == []
