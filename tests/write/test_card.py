"""The card of a citation and « cité par » as readers see them, and the pages of cited documents."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.drivers import Browser, Chromium, violations

from .conftest import CITED, CITING

pytestmark = pytest.mark.browser
RESOLUTION = "#par-2 a[data-cite]"
CARD = "document.querySelector('.cite-card')"


@pytest.fixture
def page(browser: Browser, address: str) -> Browser:
    """The browser at the document that cites, the pointer away from all citations."""
    browser.open(f"{address}{CITING}/")
    browser.hover("h1")
    return browser


# --- pointer


def test_pointing_shows_what_is_cited_how_often_and_where_it_is(page: Browser) -> None:
    page.hover(RESOLUTION)
    page.wait(CARD)
    words = page.text(".cite-card")
    assert "Résolution 77/237 de l’Assemblée générale" in words
    assert "Cité 3 fois dans 2 documents" in words
    assert page.run("[...document.querySelectorAll('.cite-card a')].map((a) => a.textContent)") == [
        "Résolution 77/237 de l’Assemblée générale",
        "Version officielle (site de l’ONU)",
    ]
    assert page.run(f"document.querySelector('{RESOLUTION}').getAttribute('aria-describedby') === {CARD}.id")
    assert page.run(f"{CARD}.getBoundingClientRect().right <= innerWidth")


def test_the_card_stays_under_the_pointer_and_goes_with_it(page: Browser) -> None:
    page.hover(RESOLUTION)
    page.wait(CARD)
    page.hover(".cite-card .cites__title")
    assert page.run(f"new Promise((resolve) => setTimeout(() => resolve({CARD} !== null), 700))")
    page.hover("h1")
    page.wait(f"!{CARD}")


def test_escape_closes_it_with_the_pointer_still_there(page: Browser) -> None:
    page.hover(RESOLUTION)
    page.wait(CARD)
    page.key("Escape")
    assert not page.run(f"{CARD} !== null")
    assert page.run(f"new Promise((resolve) => setTimeout(() => resolve({CARD} === null), 700))")


def tap(page: Browser, selector: str) -> None:
    """What a browser tells a page when a finger touches an element."""
    page.run(
        f"((on) => {{ for (const type of ['pointerover', 'pointerdown', 'pointerup', 'pointerout']) on.dispatchEvent("
        f"new PointerEvent(type, {{ bubbles: true, pointerType: 'touch' }})); on.click(); }})"
        f"(document.querySelector('{selector}'))"
    )


def test_the_first_tap_opens_the_card_and_the_second_follows_the_link(page: Browser, address: str) -> None:
    tap(page, "#par-1 a[data-cite]")
    assert page.run(f"new Promise((resolve) => setTimeout(() => resolve({CARD} !== null), 700))")
    assert page.run("location.pathname").endswith(f"{CITING}/")
    tap(page, "#par-1 a[data-cite]")
    page.wait(f"location.href === '{address}{CITED}/#par-2'")


def test_a_tap_elsewhere_closes_the_card_and_a_tap_in_it_follows_its_link(page: Browser) -> None:
    tap(page, RESOLUTION)
    page.wait(CARD)
    tap(page, "h1")
    assert not page.run(f"{CARD} !== null")
    tap(page, RESOLUTION)
    tap(page, ".cite-card .cites__title")
    page.wait("location.pathname.includes('/cotes/')")


# --- keyboard


def focus_by_key(page: Browser, selector: str) -> None:
    """The focus on an element, come to from what stands before it."""
    page.run(f"document.querySelector('{selector}').closest('p').querySelector('.num').focus()")
    page.key("Tab")


def test_the_card_by_keyboard(page: Browser) -> None:
    focus_by_key(page, RESOLUTION)
    page.wait(CARD)
    page.key("Tab")
    assert page.run("document.activeElement.className") == "cites__title"
    page.key("Tab")
    assert "docs.un.org" in page.focused()
    page.key("Escape")
    assert not page.run(f"{CARD} !== null")
    assert page.run(f"document.activeElement === document.querySelector('{RESOLUTION}')")


def test_tab_goes_through_the_card_and_on(page: Browser) -> None:
    focus_by_key(page, RESOLUTION)
    page.wait(CARD)
    page.key("Tab", "Tab", "Tab")
    assert page.run(f"document.activeElement === document.querySelectorAll('{RESOLUTION}')[1]")
    page.wait(CARD)
    page.key("Escape", "Tab")
    assert page.run(f"document.activeElement.closest('#par-3') !== null && {CARD} === null")


def test_a_card_from_a_folder(browser: Browser, archive: Path) -> None:
    browser.open((archive / "site" / CITING / "index.html").as_uri())
    browser.hover("h1")
    browser.hover(RESOLUTION)
    browser.wait(CARD)
    assert browser.errors == []


# --- cited by


def test_a_paragraph_leads_to_who_cites_it(browser: Browser, address: str) -> None:
    browser.open(f"{address}{CITED}/")
    browser.click("#par-2 .cited-by")
    browser.wait("location.hash === '#cite-par-2'")
    assert browser.run("document.querySelector(':target').getBoundingClientRect().top >= 0")


def test_the_menu_says_who_cites_a_paragraph_where_it_is_cited(browser: Browser, address: str) -> None:
    browser.open(f"{address}{CITED}/")
    browser.click("#par-1 > .num")
    assert not browser.run("document.querySelector('[role=menu] [data-action=cited-by]')")
    browser.key("Escape")
    browser.click("#par-2 > .num")
    browser.click("[role=menu] [data-action=cited-by]")
    browser.wait("location.hash === '#cite-par-2'")


# --- for everyone

PAGES = [f"{CITED}/", f"{CITING}/", "cotes/", "cotes/A/", "cotes/A/RES/77/237/", "cotes/CND/RES/62/9/", "reseau/"]


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(window: Chromium, address: str, path: str) -> None:
    for width in (320, 1280):
        window.size(width, 800)
        window.open(address + path)
        assert window.run("document.documentElement.scrollWidth") <= width
        assert violations(window) == []
        assert window.run("window.violations") == []
    assert window.errors == []


def test_the_top_of_a_document_says_how_many_cite_it_and_leads_there(page: Browser, address: str) -> None:
    page.open(f"{address}{CITED}/")
    link = "document.querySelector('.doings a[href=\"#qui-cite\"]')"
    assert page.run(f"{link}.textContent") == "Cité par 2 documents"
    page.run(f"void {link}.click()")
    page.wait("document.querySelector(':target').id === 'qui-cite'")


def test_facts_of_a_masthead_lead_to_the_lists_that_share_them(page: Browser, address: str) -> None:
    links = page.run(
        "[...document.querySelectorAll('.parents a, .masthead__data a')].map((a) => [a.textContent, a.href])"
    )
    assert ["Organes", f"{address}organes/"] in links
    assert ["Assemblée générale", f"{address}organes/A/"] in links
    assert ["1er février 2022", f"{address}annees/2022/"] in links


def test_axe_finds_nothing_with_a_card(window: Chromium, address: str) -> None:
    window.size(360, 800)
    window.open(f"{address}{CITING}/")
    window.hover(RESOLUTION)
    window.wait(CARD)
    window.run("document.querySelector('.drawn').open = true")
    assert violations(window) == []
    assert window.run(f"{CARD}.getBoundingClientRect().left >= 0")


def test_the_graph_keeps_to_the_window(window: Chromium, address: str) -> None:
    for width in (360, 1280):
        window.size(width, 800)
        window.open(f"{address}reseau/")
        boxes = window.run(
            "[...document.querySelectorAll('.network text')].map((t) => t.getBoundingClientRect())"
            ".map((b) => [b.left, b.right, b.height])"
        )
        assert len(boxes) == 5
        assert all(left >= 0 and right <= width and height >= 10 for left, right, height in boxes)


def test_the_graph_has_the_width_that_there_is(window: Chromium, address: str) -> None:
    words = "[...document.querySelectorAll('.network text')].map((t) => [...t.querySelectorAll('tspan')]"
    words += ".filter((s) => getComputedStyle(s).display !== 'none').map((s) => s.textContent).join() || t.textContent)"
    drawn = "document.querySelector('.network').getBoundingClientRect().width"
    labels = {}
    for width, least in ((360, 320), (1280, 1200)):
        window.size(width, 800)
        window.open(f"{address}reseau/")
        assert window.run(drawn) >= least
        labels[width] = window.run(words)
    assert "A/RES/77/237" in labels[360]
    assert "A/RES/77/237 · Résolution 77/237 de l’Assemblée générale" in labels[1280]


# --- in another language of the interface


def test_drawings_and_lists_of_citations_speak_the_language_too_and_the_archives_again(
    browser: Browser, address: str
) -> None:
    said = "[...document.querySelectorAll('.network title, .network__long, .cites__title, .cites__facts > span')]"
    said += ".map((e) => e.textContent)"
    for page in (f"{CITING}/", "reseau/"):
        browser.open(address + page)
        browser.run("localStorage.removeItem('cote.language')")
        browser.open(address + page)
        own = browser.run(said)
        turn(browser, "en")
        told = browser.run(said)
        assert [one for one in told if "Résolution" in one or "renvois" in one or "dans l’archive" in one] == []
        assert any(one.startswith("Resolution 77/237 of the General Assembly") for one in told)
        turn(browser, "fr")
        assert browser.run(said) == own
    browser.run("localStorage.removeItem('cote.language')")


def turn(browser: Browser, code: str) -> None:
    """Choose a language as a reader does."""
    if not browser.run("document.querySelector('[data-language]').open"):
        browser.click("[data-language] summary")
    browser.wait("document.querySelector('[data-language] input')")
    browser.run(f"document.querySelector('[data-language] input[value={code}]').click()")
    browser.wait(f"document.documentElement.lang === '{code}'")
