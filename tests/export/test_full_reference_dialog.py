"""What a reader does with full references: asks for them at a paragraph, copies one, goes on reading."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

from .test_browser import COMMITTEE, PUBLISHED, UNICRI, address, pasted, wait

pytestmark = pytest.mark.browser
STYLES = ["Nations Unies", "ISO 690:2020", "Chicago 18", "APA 7"]


def ask(page: Page, anchor: str) -> None:
    """Open the full references of a block, and wait until all are there."""
    page.locator(f"[id='{anchor}'] > :is(.num, .permalink)").click()
    page.locator("[data-action='full-reference']").click()
    wait(page, "document.querySelectorAll('dialog section:not([aria-busy])').length === 4", seconds=60)


def copy(page: Page, number: int) -> None:
    """Copy one of those that are shown, and wait until that is said inside the dialog."""
    page.evaluate("document.querySelector('[data-toast]').textContent = ''")
    page.locator(".references__row button").nth(number).click()
    wait(page, "document.querySelector('dialog [role=status]').textContent === 'Référence copiée.'")


def texts(page: Page) -> list[str]:
    """The references that are shown."""
    return [
        str(text)
        for text in page.evaluate("[...document.querySelectorAll('.references__text')].map((e) => e.textContent)")
    ]


def test_a_reference_is_copied_and_the_reader_is_back_at_the_paragraph(page: Page, home: str) -> None:
    """On the web, on an intranet without a secure context, and from a folder."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address(home, UNICRI))
    ask(page, "par-12")
    assert page.evaluate("[...document.querySelectorAll('dialog h3')].map((e) => e.textContent)") == STYLES
    shown = texts(page)
    assert all(
        f"{PUBLISHED}{UNICRI}/#par-12" in text or text.replace("\u00a0", " ").endswith(", paragr. 12)")
        for text in shown
    )
    copy(page, 0)
    page.keyboard.press("Escape")
    wait(page, "document.querySelector('dialog') === null")
    assert page.evaluate("document.activeElement.closest('[id]').id") == "par-12"
    plain, rich = pasted(page)
    assert plain == shown[0]
    assert plain.startswith("Nations Unies, Commission pour la prévention du crime")
    assert "<i>Rapport de l'Institut" in rich or "font-style: italic" in rich
    host = urlsplit(home).netloc
    assert {urlsplit(url).netloc for url in asked} == {host}


def test_the_document_whole_is_cited_without_a_place(page: Page, served: str) -> None:
    page.goto(address(served, UNICRI))
    page.locator("[data-cite-whole]").click()
    wait(page, "document.querySelectorAll('dialog section:not([aria-busy])').length === 4", seconds=60)
    shown = texts(page)
    assert len(shown) >= len(STYLES)
    assert f"(11 mars 2020), disponible à l’adresse\u202f: {PUBLISHED}{UNICRI}/" in shown[0]
    for text in shown:
        assert "#" not in text
        assert "700000001" not in text
        assert ", ," not in text
        assert "paragr" not in text


def test_nothing_of_it_is_loaded_before_it_is_asked_for(page: Page, served: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address(served, UNICRI))
    page.locator("[id='par-12'] > .num").click()
    page.wait_for_load_state("networkidle")
    assert [url for url in asked if "/csl/" in url or url.endswith((".reference.js", "full.js", "reference.css"))] == []


def test_a_range_that_is_selected(page: Page, served: str) -> None:
    page.goto(address(served, COMMITTEE, "#res-1.par-2--res-1.par-4"))
    wait(page, "document.querySelector('.in-range') !== null")
    ask(page, "res-1.par-3")
    un, _, in_text, note, *_ = texts(page)
    assert "projet de résolution I, par. 2 à 4" in un
    assert in_text.endswith("paragr.\u00a02\u20114 du projet de résolution I)")
    assert f"{PUBLISHED}{COMMITTEE}/#res-1.par-2--res-1.par-4" in note


def test_dialog_by_keyboard_in_the_language_of_the_interface(page: Page, served: str) -> None:
    page.goto(address(served, UNICRI))
    page.evaluate("localStorage.setItem('cote.language', 'en')")
    page.goto(address(served, UNICRI))
    wait(page, "document.documentElement.lang === 'en'")
    page.locator("[id='par-3'] > .num").focus()
    page.keyboard.press("Enter")
    for _ in range(2):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    wait(page, "document.querySelectorAll('dialog section:not([aria-busy])').length === 4", seconds=60)
    assert page.evaluate("document.activeElement.id") == "references"
    assert page.locator("dialog h2").inner_text() == "Full references"
    assert page.evaluate("document.querySelector('dialog').lang") == "en"
    # A reference is in the language of its document.
    assert page.evaluate("[...new Set([...document.querySelectorAll('.references__text')].map((e) => e.lang))]") == [
        "fr"
    ]
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Close"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('select')")  # the style that is chosen once
    page.keyboard.press("Tab")
    described = "document.activeElement.getAttribute('aria-describedby').split(' ')"
    names = f"{described}.map((id) => document.getElementById(id).textContent).join(' ').trim()"
    assert page.evaluate(names) == "United Nations"
    page.keyboard.press("Enter")
    wait(page, "document.querySelector('dialog [role=status]').textContent === 'Reference copied.'")


def test_a_file_that_does_not_load_is_said(page: Page, served: str) -> None:
    page.route("**/csl/apa.js", lambda route: route.abort())
    page.goto(address(served, UNICRI))
    ask(page, "par-12")
    assert "ne se chargent pas" in page.locator("dialog section").nth(3).inner_text()
    page.locator("dialog button").first.click()
    page.unroute("**/csl/apa.js")
    ask(page, "par-12")
    assert len(texts(page)) == 7


def test_dialog_fits_a_phone_and_is_not_printed(chromium: Browser, served: str) -> None:
    window = chromium.new_context(viewport={"width": 320, "height": 640})
    page = window.new_page()
    page.goto(address(served, UNICRI))
    ask(page, "par-12")
    assert page.evaluate("document.querySelector('dialog').scrollWidth <= document.querySelector('dialog').clientWidth")
    assert page.evaluate("document.querySelector('dialog').getBoundingClientRect().right <= innerWidth")
    page.emulate_media(media="print")
    assert page.locator("dialog").is_hidden()
    window.close()
