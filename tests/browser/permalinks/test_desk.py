"""The home page's box, and what one does with results: read around them, copy their references, choose years; served
and from a copy on a stick."""

from __future__ import annotations

import gzip
import re
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.archives import served
from tests.browser.drivers import SHIFTS, Browser

from .test_pages import SHORT

pytestmark = pytest.mark.browser
DONE = "document.querySelector('[data-search-results][data-done]')"
WHOLE = "[...document.querySelectorAll('.hit__button[aria-expanded]')]"
OPEN = f"{WHOLE}.filter((button) => button.getAttribute('aria-expanded') === 'true').length"
COPIED = (
    "void Object.assign(cote, { copyRich: async (...copied) => { window.copied.push(copied); return true; } },"
    " window.copied = [])"
)
LIGHT = 5_000
"""Bytes of the home page of three documents, compressed."""


@pytest.fixture(params=["served", "copy"])
def home(request: pytest.FixtureRequest, browser: Browser, address: str, copy: Path) -> str:
    """The archive, with a slash at the end; the browser has nothing left of another test."""
    home = address if request.param == "served" else f"{copy.as_uri()}/"
    browser.open(home + page(home, ""))
    browser.run("localStorage.clear()")
    browser.open(home + page(home, ""))
    return home


def page(home: str, path: str) -> str:
    """The path of a page: on a stick no server knows what a folder's page is."""
    return path if home.startswith("http") else f"{path}index.html"


def find(browser: Browser, home: str, words: str) -> None:
    """Look for words, and wait for what is found."""
    browser.open(f"{home}{page(home, 'recherche/')}?q={quote(words)}")
    browser.wait(DONE)


@pytest.mark.parametrize(
    ("typed", "path"),
    [
        ("A/76/465, par. 3", f"{SHORT}/#par-3"),
        ("A/76/465, projet de résolution I, par. 2", f"{SHORT}/#res-1.par-2"),
        ("A/76/465", f"{SHORT}/"),
        ("prévention", "recherche/?q=prévention"),
        ("prévention 2021", "recherche/?q=prévention+2021"),
        ("A/RES/70/1", "recherche/?q=A/RES/70/1"),  # not held
        ("76/465", "recherche/?q=76/465"),  # of which body?
        ("A/76/465, par. 3, et A/77/1, par. 1", "aller/?c=A/76/465,+par.+3,+et+A/77/1,+par.+1"),
    ],
)
def test_the_box_goes_to_a_reference_and_looks_for_words(browser: Browser, home: str, typed: str, path: str) -> None:
    browser.run(f"void (document.querySelector('#site-q').value = {typed!r})")
    browser.run("document.querySelector('#site-q').focus()")
    browser.key("Enter")
    folder, sign, rest = path.partition("#" if "#" in path else "?")
    # Spaces are plus signs in a query; the folder of the copy has an encoded sign of its own.
    browser.wait(
        f"decodeURIComponent(location.href) === decodeURIComponent({home + page(home, folder) + sign + rest!r})"
    )


def test_what_the_home_page_offers_is_there(browser: Browser, home: str) -> None:
    links = browser.run("[...document.querySelectorAll('.home__examples a')].map((link) => link.href)")
    assert len(links) == 3
    for link in links:
        browser.open(link)
        assert browser.text("h1")
        if "#" in link:
            browser.wait("document.querySelector(':target')")


def test_the_home_page_is_light(archive: Path) -> None:
    assert len(gzip.compress((archive / "site/index.html").read_bytes())) < LIGHT


def test_a_hit_is_read_with_what_is_around_it_and_again_after_the_way_back(browser: Browser, home: str) -> None:
    find(browser, home, "« attache de l’importance »")
    assert browser.run(OPEN) == 0
    browser.run(f"{WHOLE}[0].focus()")
    browser.key("Enter")
    browser.wait(f"{OPEN} === 1 && document.querySelector('.around__block')")
    around = browser.run("[...document.querySelectorAll('.around__place')].map((link) => new URL(link.href).hash)")
    assert around == ["#res-1.par-2", "#res-1.par-3", "#res-1.par-4"]
    assert browser.run("document.querySelectorAll('.around__block--own mark').length") == 1
    assert browser.run("document.querySelector('.hit__text').hidden")
    browser.click(".hit__link")
    browser.wait("document.querySelector('article.report')")
    browser.run("void history.back()")
    browser.wait(f"{DONE} && {OPEN} === 1")
    browser.run(f"{WHOLE}[0].click()")
    browser.wait(f"{OPEN} === 0")
    assert not browser.run("document.querySelector('.hit__text').hidden")


def test_an_item_has_its_whole_paragraph(browser: Browser, home: str) -> None:
    find(browser, home, "répression")
    browser.run(f"{WHOLE}.at(-1).click()")
    browser.wait("document.querySelector('.around__block')")
    own = browser.run(
        "[...document.querySelectorAll('.around__block--own .around__place')].map((link) => new URL(link.href).hash)"
    )
    assert own == ["#par-5", "#par-5.a", "#par-5.b"]


def test_references_are_copied_in_the_style_that_was_chosen_once(browser: Browser, home: str) -> None:
    find(browser, home, "« attache de l’importance »")
    browser.wait("cote.copyReference")
    browser.run(COPIED)
    button = "[...document.querySelectorAll('.hit__button')].find((one) => one.textContent === 'Copier la référence')"
    browser.run(f"{button}.click()")
    browser.wait("window.copied.length === 1")
    html, text, _ = browser.run("window.copied[0]")
    assert text == "A/76/465, projet de résolution I, par. 3"
    assert html == f'<a href="https://cote.example/{SHORT}/#res-1.par-3">{text}</a>'
    choose = "((box) => { box.value = 'apa'; box.dispatchEvent(new Event('change')); })"
    browser.run(f"{choose}(document.querySelector('.cite-style select'))")
    browser.run(f"{button}.click()")
    browser.wait("window.copied.length === 2")
    in_text, listed = browser.run("window.copied[1][1]").split("\n")
    assert in_text.startswith("(")
    assert "A/76/465" in listed
    assert "paragr. 3 du projet de résolution I" in in_text
    if browser.name == "firefox" and not home.startswith("http"):
        return  # keeps a store for each file (design: surprises.md)
    browser.open(f"{home}{page(home, f'{SHORT}/')}")
    browser.run(COPIED)
    browser.run("document.querySelector('#par-3 > .num').click()")
    entry = "document.querySelector('.menu [data-action=copy-reference]')"
    assert browser.run(f"{entry}.querySelector('.menu__does').textContent") == "Copiée en style APA 7"
    browser.run(f"{entry}.click()")
    browser.wait("window.copied.length === 1")
    assert browser.run("window.copied[0][1]").endswith("#par-3")
    browser.run("document.querySelector('#par-3 > .num').click()")
    browser.run("document.querySelector('.menu [data-action=full-reference]').click()")
    browser.wait("document.querySelector('dialog h3')")
    assert browser.text("dialog h3") == "APA 7"
    assert browser.run("document.querySelector('dialog select').value") == "apa"


def test_quotations_and_the_dossier_have_the_chosen_style(browser: Browser, address: str) -> None:
    browser.open(f"{address}{SHORT}/")
    browser.run("localStorage.setItem('cote.citation', 'apa APA 7')")
    browser.run(COPIED)
    browser.run("document.querySelector('#par-3 > .num').click()")
    browser.run("document.querySelector('.menu [data-action=copy-text]').click()")
    browser.wait("window.copied.length === 1")
    quoted, listed = browser.run("window.copied[0][1]").split("\n")
    assert re.search(r"^« .+ » \(.+, paragr. 3\)$", re.sub(r"\s", " ", quoted))
    assert listed.endswith(f"https://cote.example/{SHORT}/#par-3")
    browser.run("document.querySelector('#par-3 > .num').click()")
    browser.run("document.querySelector('.menu [data-action=collect]').click()")
    browser.wait("document.activeElement.id === 'desk-note'")
    browser.open(f"{address}dossier/")
    browser.wait("document.querySelector('.desk__doings button')")
    browser.run(COPIED)
    browser.run("document.querySelector('.desk__doings button').click()")
    browser.wait("window.copied.length === 1")
    assert browser.run("window.copied[0][1]").split("\n")[1] == listed
    assert listed in browser.run("cote.desk.markdown(cote.desk.store.all())")
    assert "SP  - par. 3\r\n" in browser.run("cote.desk.ris(cote.desk.store.all())")
    browser.run("localStorage.clear()")


def test_a_style_that_does_not_load_gives_way_to_the_short_form(browser: Browser, address: str) -> None:
    browser.open(f"{address}{SHORT}/")
    browser.run("localStorage.setItem('cote.citation', 'gone Gone')")
    browser.run(COPIED)
    browser.run("document.querySelector('#par-3 > .num').click()")
    browser.run("document.querySelector('.menu [data-action=copy-reference]').click()")
    browser.wait("window.copied.length === 1")
    browser.run("localStorage.clear()")
    assert browser.run("window.copied[0][1]") == "A/76/465, par. 3"


def test_years_are_chosen_by_their_bars(browser: Browser, home: str) -> None:
    find(browser, home, "prévention")
    bars = "[...document.querySelectorAll('.years__span')]"
    browser.wait(f"{bars}.length === 2")
    names = browser.run(f"{bars}.map((bar) => bar.getAttribute('aria-label'))")
    counts = browser.run(
        "Object.fromEntries([...document.querySelectorAll('[name=annee]')]"
        ".map((box) => [box.value, box.parentElement.querySelector('.facet__count').textContent]))"
    )
    assert [name.partition("\u202f:")[0] for name in names] == ["2021", "2022"]
    assert all(count in name for name, count in zip(names, (counts["2021"], counts["2022"]), strict=True))
    browser.run(f"{bars}[1].focus()")
    browser.key("Enter")
    browser.wait("location.search.endsWith('annee=2022')")
    browser.wait(f"{DONE} && document.querySelector('.years__span[aria-pressed=true]')")
    documents = "[...document.querySelectorAll('[data-doc]')].map((one) => one.dataset.doc).join()"
    browser.wait(f"{documents} === 'fr/A/77/1/'", 10)
    assert browser.run("document.activeElement.id") == "y-2022"
    browser.key("Enter")
    browser.wait("!location.search.includes('annee')")


def test_a_copy_that_is_served_asks_for_no_list_of_feeds(browser: Browser, address: str, copy: Path) -> None:
    follow = "coteSearch.follow(document.body, [['annee', '2022', '2022']]).then(() => cote.isCopy())"
    with served(copy) as other:
        for home, is_copy in ((address, False), (other, True)):
            browser.requests.clear()
            browser.open(f"{home}recherche/index.html?q=prévention&annee=2022")
            browser.wait(f"{DONE} && coteSearch.follow")
            assert browser.run(follow) is is_copy
            asked = [address for address in browser.requests if "/flux/" in address]
            assert asked == ([] if is_copy else [f"{home}flux/index.js"])


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("path", ["", "recherche/?q=prévention"])
def test_nothing_moves_while_a_page_fills(browser: Browser, address: str, path: str, width: int) -> None:
    if browser.name != "chromium":
        pytest.skip("Firefox doesn't measure shifts")
    browser.size(width, 900)
    browser.open(address + path)
    if path:
        browser.wait(DONE)
    assert browser.run(SHIFTS) < 0.02
