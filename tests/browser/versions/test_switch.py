"""Languages of a document: the switch at its head, and the address without a language."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Playwright

from tests.browser.drivers import Browser, Chromium, violations

from .conftest import ALIAS, ALONE, PATH

pytestmark = pytest.mark.browser
FRENCH, ENGLISH = f"fr/{PATH}/", f"en/{PATH}/"
PADDING = "parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop)"
TOP = "document.getElementById('{}').getBoundingClientRect().top"


def link(code: str) -> str:
    """The selector of a language in the switch."""
    return f"[data-versions] a[hreflang='{code}']"


def choose(browser: Browser, code: str) -> None:
    """Use the switch from where the page is, as somebody does who has it in reach."""
    browser.run(f'document.querySelector("{link(code)}").click()')


def settled(browser: Browser) -> None:
    """Wait until nothing on the page moves any more."""
    browser.wait("document.readyState === 'complete'")
    browser.run("new Promise((done) => setTimeout(done, 700))")


def is_at(browser: Browser, anchor: str, height: float) -> None:
    """A block is where it was. Firefox at times scrolls to the block of the address again in each frame, until the
    reader moves: then it is where the address alone would show it."""
    top = browser.run(TOP.format(anchor))
    assert abs(top - height) <= 2 or (browser.name == "firefox" and abs(top - browser.run(PADDING)) <= 2), (top, height)


@pytest.fixture
def reader(browser: Browser, address: str) -> Browser:
    """A window with nothing remembered."""
    browser.open(address)
    browser.run("localStorage.clear(), sessionStorage.clear()")
    return browser


def test_every_version_names_the_others_for_search_engines(site: Path) -> None:
    written = re.compile(r'<link rel="alternate" hreflang="([\w-]+)" href="([^"]+)">')
    home = "https://cote.example/"
    expected = [(code, f"{home}{code}/{PATH}/") for code in ("ar", "en", "fr")] + [("x-default", f"{home}{PATH}/")]
    for page in (*(f"{code}/{PATH}" for code in ("ar", "en", "fr")), PATH):
        assert written.findall((site / page / "index.html").read_text(encoding="utf-8")) == expected
    alone = written.findall((site / f"fr/{ALONE}/index.html").read_text(encoding="utf-8"))
    assert alone == [("fr", f"{home}fr/{ALONE}/"), ("x-default", f"{home}{ALONE}/")]


@pytest.mark.parametrize("width", [1440, 390])
def test_the_switch_keeps_the_paragraph_and_its_place(reader: Browser, address: str, width: int) -> None:
    reader.size(width, 800)
    reader.open(f"{address}{FRENCH}#par-12")
    settled(reader)
    reader.run("window.scrollBy({ top: -150, behavior: 'instant' })")
    before = reader.run(TOP.format("par-12"))
    choose(reader, "en")
    reader.wait(f"location.href === '{address}{ENGLISH}#par-12'")
    settled(reader)
    is_at(reader, "par-12", before)
    choose(reader, "ar")
    reader.wait(f"location.href === '{address}ar/{PATH}/#par-12'")
    settled(reader)
    is_at(reader, "par-12", before)
    assert reader.errors == []


def test_what_is_read_is_kept_where_the_address_names_nothing(reader: Browser, address: str) -> None:
    reader.open(address + FRENCH)
    settled(reader)
    reader.run("document.getElementById('par-20').scrollIntoView({ behavior: 'instant', block: 'center' })")
    settled(reader)
    choose(reader, "en")
    reader.wait(f"location.href.startsWith('{address}{ENGLISH}#par-')")
    assert reader.run("Number(location.hash.slice(5))") in (19, 20)


def test_at_the_head_of_a_page_the_switch_is_a_link(reader: Browser, address: str) -> None:
    reader.open(address + FRENCH)
    reader.click(link("en"))
    reader.wait(f"location.href === '{address}{ENGLISH}'")


def test_a_paragraph_that_the_other_lacks_gives_way_to_the_one_before(reader: Browser, address: str) -> None:
    reader.open(f"{address}{ENGLISH}#par-42")
    settled(reader)
    choose(reader, "fr")
    reader.wait(f"location.href === '{address}{FRENCH}#par-40'")


def test_a_range_is_kept(reader: Browser, address: str) -> None:
    reader.open(f"{address}{FRENCH}#par-12--par-14")
    settled(reader)
    choose(reader, "en")
    reader.wait(f"location.href === '{address}{ENGLISH}#par-12--par-14'")


def test_different_numbering_is_told(reader: Browser, address: str) -> None:
    reader.open(address + FRENCH)
    assert "Numérotation différente en anglais\u202f: par. 41 à 42 (là seulement)." in reader.text(".masthead")
    assert "arabe" not in reader.text(".versions__differ")
    reader.click(".versions__differ a")
    reader.wait(f"location.href === '{address}{ENGLISH}#par-41'")


def test_an_address_without_language_opens_the_first_language_of_the_browser(reader: Browser, address: str) -> None:
    first = reader.run("navigator.languages[0].slice(0, 2)")
    assert first in ("en", "fr")
    reader.open(f"{address}{PATH}/#par-12")
    reader.wait(f"location.href === '{address}{first}/{PATH}/#par-12'")


def test_the_language_that_was_chosen_goes_first(reader: Browser, address: str) -> None:
    reader.open(address + FRENCH)
    reader.click(link("ar"))
    reader.wait(f"location.href === '{address}ar/{PATH}/'")
    reader.open(f"{address}{PATH}/#par-3")
    reader.wait(f"location.href === '{address}ar/{PATH}/#par-3'")


def test_a_chosen_language_that_is_not_held_does_not_count(reader: Browser, address: str) -> None:
    reader.run("localStorage.setItem('cote.version', 'zh')")
    first = reader.run("navigator.languages[0].slice(0, 2)")
    reader.open(f"{address}{PATH}/#par-12")
    reader.wait(f"location.href === '{address}{first}/{PATH}/#par-12'")


@pytest.mark.parametrize("place", [ALONE, ALIAS, f"fr/{ALIAS}"])
def test_where_one_version_is_held_the_address_leads_there(reader: Browser, address: str, place: str) -> None:
    reader.open(f"{address}{place}/#par-2")
    reader.wait(f"location.href === '{address}fr/{ALONE}/#par-2'")


def test_in_a_copy_that_is_opened_by_double_click(browser: Browser, copy: Path) -> None:
    home = copy.as_uri()
    browser.open(f"{home}/{FRENCH}index.html#par-12")
    settled(browser)
    browser.run("localStorage.clear(), window.scrollBy({ top: -150, behavior: 'instant' })")
    before = browser.run(TOP.format("par-12"))
    choose(browser, "en")
    browser.wait(f"location.href === '{home}/{ENGLISH}index.html#par-12'")
    settled(browser)
    is_at(browser, "par-12", before)
    browser.open(f"{home}/{PATH}/index.html#par-12")
    browser.wait(f"location.href === '{home}/{ENGLISH}index.html#par-12'")
    browser.open(f"{home}/{ALONE}/index.html#par-2")
    browser.wait(f"location.href === '{home}/fr/{ALONE}/index.html#par-2'")


def test_without_scripts_and_with_no_language_that_is_held(
    address: str, chromium_path: str, playwright: Playwright
) -> None:
    started = playwright.chromium.launch(executable_path=chromium_path, args=["--no-sandbox"])
    with started as browser:
        page = browser.new_context(java_script_enabled=False).new_page()
        page.goto(f"{address}{PATH}/#par-12")
        page.click("main a[hreflang='ar']")
        page.wait_for_url(f"{address}ar/{PATH}/")
        page.goto(f"{address}{ALONE}/")
        page.wait_for_url(f"{address}fr/{ALONE}/")
        chinese = browser.new_context(locale="zh-CN").new_page()
        chinese.goto(f"{address}{PATH}/#par-12")
        links = chinese.locator("main a[hreflang]")
        assert links.first.get_attribute("href") == f"{address}ar/{PATH}/#par-12"
        assert chinese.url == f"{address}{PATH}/#par-12"
        links.nth(2).click()
        chinese.wait_for_url(f"{address}{FRENCH}#par-12")


def test_everybody_can_use_it(window: Chromium, address: str) -> None:
    for page in (FRENCH, f"ar/{PATH}/"):
        window.open(address + page)
        assert violations(window) == []
