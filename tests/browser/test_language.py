"""The language of the interface, chosen in the header: it changes what is around a document, and not the document."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from build_scripts.core.interface import interface, interfaces
from tests.browser.drivers import Browser, Chromium, violations
from tests.conftest import fresh

from .conftest import ARABIC, REPORT

pytestmark = pytest.mark.browser
SPOKEN = "[document.documentElement.lang, document.documentElement.dir || 'ltr']"
TEXT = (
    "document.querySelector('main').lang + [...document.querySelectorAll('.report')].map((text) => cote.wordsOf(text))"
)
ANCHORS = "[...document.querySelectorAll('.report [id]')].map(({ id }) => id)"
LABELLED = "[...document.querySelectorAll('[aria-label], [placeholder], .repair')]"
WHOLE = (
    f"(document.body.innerText + {LABELLED}.map((part) => [part.ariaLabel, part.placeholder, part.dataset.why]))"
    ".replace(/\\s/g, ' ')"
)
TIDY = "document.querySelector('[data-language]').open = false, document.querySelector('[data-toast]').textContent = ''"
MENU = "document.querySelector('#actions').content.textContent.replace(/\\s+/g, ' ')"


@pytest.fixture
def chromium(_drivers: Callable[[str], Browser]) -> Browser:
    """A window of Chromium."""
    return fresh(_drivers("chromium"))


def choose(browser: Browser, code: str) -> None:
    """Choose a language as a reader does."""
    if not browser.run("document.querySelector('[data-language]').open"):
        browser.click("[data-language] summary")
    browser.wait("document.querySelector('[data-language] input')")
    browser.click(f"[data-language] input[value='{code}']")
    browser.wait(f"document.documentElement.lang === '{code}'")


def forget(browser: Browser) -> None:
    browser.run("localStorage.removeItem('cote.language'), localStorage.removeItem('cote.direction')")


def test_arabic_around_a_french_report_and_back(browser: Browser, address: str) -> None:
    browser.size(1280, 900)
    browser.open(address + REPORT)
    forget(browser)
    browser.open(address + REPORT)
    browser.wait("document.readyState === 'complete'")
    whole, text, anchors = browser.run(WHOLE), browser.run(TEXT), browser.run(ANCHORS)
    choose(browser, "ar")
    words = interface("ar")
    assert browser.run(SPOKEN) == ["ar", "rtl"]
    assert browser.run("document.activeElement.value") == "ar"
    assert browser.run("getComputedStyle(document.querySelector('.report')).direction") == "ltr"
    assert browser.run("document.querySelector('.masthead').dir") == "rtl"
    assert browser.run(TEXT).removeprefix("fr") == text
    assert browser.run(ANCHORS) == anchors
    assert words.say("pages.site.submit") in browser.text(".site-search")
    assert words.say("scripts.site.spoken") in browser.text("[data-toast]")
    assert words.say("pages.menu.copy_link") in browser.run(MENU)
    sign = browser.run("document.querySelector('[id=\"sec-1\"] > .permalink').ariaLabel")
    assert sign == f"{words.labels['permalink']} {words.units['sec']}"
    why = browser.run("document.querySelector('.repair').dataset.why")
    assert why.startswith(words.labels["source"].format("terror isme")), why  # and the editor's own words
    assert "février" not in browser.text(".masthead__data")
    if isinstance(browser, Chromium):
        assert violations(browser) == []
    browser.open(address + REPORT)  # kept on the device
    browser.wait("document.documentElement.lang === 'ar' && !document.documentElement.dataset.speaks")
    choose(browser, "fr")
    browser.run(TIDY)
    assert browser.run(SPOKEN) == ["fr", "ltr"]
    assert browser.run(WHOLE) == whole
    forget(browser)
    assert browser.errors == []


def test_spanish_around_an_arabic_report_in_a_folder(browser: Browser, site_of_files: Path) -> None:
    browser.open((site_of_files / f"{ARABIC.rstrip('/')}.html").as_uri())
    choose(browser, "es")
    assert browser.run(SPOKEN) == ["es", "ltr"]
    assert browser.run("getComputedStyle(document.querySelector('.report')).direction") == "rtl"
    assert interface("es").say("pages.site.submit") in browser.text(".site-search")
    forget(browser)


def test_the_page_s_own_language_loads_nothing_more_and_pushes_nothing(chromium: Browser, address: str) -> None:
    assert isinstance(chromium, Chromium)
    chromium.requests.clear()
    chromium.open(address + REPORT)
    chromium.page.wait_for_load_state("networkidle")
    assert [url for url in chromium.requests if "/words/" in url or "speak" in url] == []
    chromium.click("[data-language] summary")
    chromium.wait("document.querySelectorAll('[data-language] input').length === 6")
    shown = "[...document.querySelectorAll('[data-language] label')].map((name) => [name.lang, name.dir])"
    assert chromium.run(shown) == [[code, "rtl" if code == "ar" else "ltr"] for code in interfaces()]
    assert [url for url in chromium.requests if "/words/" in url] == []


@pytest.mark.parametrize("code", ["en", "ar"])
def test_help_is_written_in_each_language_and_leads_to_the_others(site: Path, code: str) -> None:
    page = (site / f"pages/{code}/aide/index.html").read_text(encoding="utf-8")
    assert f'<html lang="{code}"{" dir=" if code == "ar" else ""}' in page
    assert str(interface(code).say("pages.site.unreviewed_page")) in page
    assert interface(code).say("pages.site.submit") in page
    languages = re.findall(r'<link rel="alternate" hreflang="([\w-]+)" href="https://cote.example/([^"]*)">', page)
    assert languages == [
        ("fr", "aide/"),
        *((other, f"pages/{other}/aide/") for other in interfaces() if other != "fr"),
        ("x-default", "aide/"),
    ]
    assert all(f'hreflang="{other}"' in page.partition("<main")[2] for other in interfaces())


def test_the_foot_leads_to_help_in_the_chosen_language(chromium: Browser, address: str) -> None:
    chromium.open(address + REPORT)
    choose(chromium, "en")
    chromium.click(".site-footer a[href$='/pages/en/aide/']")
    chromium.wait("location.pathname === '/pages/en/aide/'")
    assert chromium.text("h1") == "Help"
    chromium.wait("!document.documentElement.dataset.speaks")
    assert chromium.run(SPOKEN) == ["en", "ltr"]
    forget(chromium)


def test_lists_speak_the_language_too_and_the_archives_again(chromium: Browser, address: str) -> None:
    """Names of organs and types, numbers of documents and dates; titles of documents stay."""
    chromium.open(f"{address}organes/")
    forget(chromium)
    chromium.open(f"{address}organes/")
    listed = "[...document.querySelectorAll('main h1, main .facts, .list a, .list .count')].map((e) => e.textContent)"
    own = chromium.run(listed)
    choose(chromium, "en")
    told = chromium.run(listed)
    assert told[0] == interface("en").lists["organ"]["title"]
    assert re.fullmatch(r"\d+ documents?", told[1])
    assert any(re.fullmatch(r"Report · General Assembly · \d+ \w+ \d{4}", text.replace("\u202f", " ")) for text in told)
    assert (len(told), told[2]) == (len(own), own[2])  # the title of a document
    choose(chromium, "fr")
    assert chromium.run(listed) == own
    forget(chromium)


def test_help_of_the_search_speaks_the_language_too_and_the_archives_again(chromium: Browser, address: str) -> None:
    chromium.open(f"{address}recherche/")
    forget(chromium)
    chromium.open(f"{address}recherche/")
    words = "[...document.querySelectorAll('.search__help :is(h2, th, td, p, code, kbd)')].map((e) => e.textContent)"
    own = chromium.run(words)
    for code in ("ar", "en", "zh"):
        choose(chromium, code)
        told = {text.replace("\u202f", " ") for text in chromium.run(words)}
        said = {key: str(one) for key, one in interface(code).sentences.items() if key.startswith("pages.search.")}
        helped = ("how", "typed", "phrase", "of_phrase", "of_place", "each", "keyboard", "enter", "to_leave")
        assert {said[f"pages.search.{name}"].replace("\u202f", " ") for name in helped} <= told
    choose(chromium, "fr")
    assert chromium.run(words) == own
    forget(chromium)


def test_the_home_page_says_what_the_archive_is_in_each_language_and_again_in_its_own(
    browser: Browser, address: str
) -> None:
    browser.open(address)
    forget(browser)
    browser.open(address)
    own = [browser.text(".lead"), browser.run("document.title")]
    for code in interfaces():
        choose(browser, code)
        words = interface(code)
        assert browser.text(".lead") == words.say("pages.home.lead")
        assert browser.run("document.title") == f"Cote – {words.say('pages.home.tagline')}"
        assert browser.run("document.querySelector('main').closest('[lang]').lang") == code
    choose(browser, "fr")
    assert [browser.text(".lead"), browser.run("document.title")] == own
    forget(browser)


def test_the_page_of_two_versions_speaks_the_language_without_versions_too(browser: Browser, address: str) -> None:
    browser.open(f"{address}cote-a-cote/")
    choose(browser, "es")
    words = interface("es")
    assert browser.text("h1") == words.say("pages.versions.sides_title")
    assert browser.text(".sides__help") == words.say("pages.versions.sides_help")
    assert browser.run("document.title") == f"{words.say('pages.versions.sides_title')} – Cote"
    forget(browser)
