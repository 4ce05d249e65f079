"""Where addresses lead in real browsers: to the right page and block within two pages, or nowhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.archives import ROOT
from tests.browser.drivers import Browser
from tests.javascript import SCRIPTS

pytestmark = pytest.mark.browser
COMMITTEE = "fr/A/76/463"
SHORT = "fr/A/76/465"
JOINT = "fr/A/77/1"
PAUSE = "new Promise((resolve) => setTimeout(() => resolve(true), 400))"
WRONG = {
    "fr/A/76/463.html": COMMITTEE,
    "A/76/465.html": SHORT,
    "A/76/463": COMMITTEE,
    "A/76/465/": SHORT,
    "en/A/76/465/": SHORT,
    "fr/A/76/465.htm": SHORT,
    "fr/A/76/465.HTML": SHORT,
    "fr/A/76/465.html/": SHORT,
    "fr/A/76/465.html.": SHORT,
    "fr/A/76/465.html%C2%A0%C2%BB": SHORT,
    "fr/A/76/465/index.htm": SHORT,
    "A/76/465/index.html": SHORT,
    "fr/a/76/465/": SHORT,
    "fr/a/76/465/index.html": SHORT,
    "a/76/465.html": SHORT,
    "fr/A//76/465.html": SHORT,
    "A//76//465": SHORT,
    "fr/A/76/465).": SHORT,
    "fr/A/76/465/%C2%BB": SHORT,
    "fr/A/76/465&fbclid=x": SHORT,
    "fr/A/C.3/76/99.html": SHORT,
    "fr/sans-cote/ancien.html": SHORT,
    "fr/E/2022/5.html": JOINT,
    "E/2022/5/": JOINT,
    "A/77/1-E/2022/5/": JOINT,
    "fr/A/77/1/E/2022/5.html": JOINT,
    "fr/A/77/1-E/2022/5.html": JOINT,
}


def arrived(browser: Browser, pages_loaded: list[str], address: str, path: str, fragment: str = "") -> None:
    """The browser is at a page and its block, and stays there; at most two pages were loaded."""
    browser.wait(f"location.href.split('#')[0] === {address + path!r} && location.hash === {fragment!r}")
    if fragment and "--" not in fragment:
        browser.wait("document.querySelector(':target') !== null")
    # Its scripts have run, too: the next page must not take over what they are to do.
    browser.wait("document.readyState === 'complete'")
    browser.run(PAUSE)
    assert browser.run("location.href") == f"{address}{path}{fragment}"
    # A server may have sent the browser on from `x` to `x/`.
    assert len({page.rstrip("/") for page in pages_loaded}) <= 2, pages_loaded
    assert len(pages_loaded) <= 3, pages_loaded


@pytest.mark.parametrize("wrong", WRONG)
def test_a_wrong_address_leads_to_the_page_and_block(
    browser: Browser, pages_loaded: list[str], address: str, wrong: str
) -> None:
    block = "#res-1.annex.par-5" if WRONG[wrong] != JOINT else "#par-2"
    for fragment, expected in (("", ""), (f"{block}).", block)):
        pages_loaded.clear()
        browser.open(f"{address}{wrong}{fragment}")
        arrived(browser, pages_loaded, address, f"{WRONG[wrong]}/", expected)


@pytest.mark.parametrize("path", ["fr/A/76/465/", "A/76/465/", "fr/A/76/465", "fr/a/76/465.htm", "en/A/76/465.html"])
def test_an_archive_of_files_leads_to_files(
    browser: Browser, pages_loaded: list[str], address_of_files: str, path: str
) -> None:
    pages_loaded.clear()
    browser.open(f"{address_of_files}{path}#par-5.")
    arrived(browser, pages_loaded, address_of_files, f"{SHORT}.html", "#par-5")


@pytest.mark.parametrize(
    ("wrong", "path"),
    [("aide.html", "aide/"), ("organes/index.htm", "organes/"), ("recherche.html?q=asile", "recherche/?q=asile")],
)
def test_other_pages_lead_from_their_file(
    browser: Browser, pages_loaded: list[str], address: str, wrong: str, path: str
) -> None:
    pages_loaded.clear()
    browser.open(address + wrong)
    start = f"(location.pathname + location.search).startsWith({'/' + path!r})"
    browser.wait(f"{start} && !location.pathname.includes('.htm')")
    browser.run(PAUSE)
    assert [page for page in pages_loaded if page.endswith((".html", ".htm"))] == [f"/{wrong.partition('?')[0]}"]


@pytest.mark.parametrize("leading", ["fr/A/C.3/76/99", "fr/sans-cote/ancien"])
def test_another_address_of_a_document_leads_there(
    browser: Browser, pages_loaded: list[str], address: str, leading: str
) -> None:
    for fragment, expected in (("", ""), ("#res-I.par-3.", "#res-1.par-3"), ("#par-3--par-5)", "#par-3--par-5")):
        pages_loaded.clear()
        browser.open(f"{address}{leading}/{fragment}")
        arrived(browser, pages_loaded, address, f"{SHORT}/", expected)


def test_a_small_page_leads_to_its_block(browser: Browser, pages_loaded: list[str], address: str) -> None:
    for tail in ("", "#par-5.", "?utm_source=lettre"):
        pages_loaded.clear()
        browser.open(f"{address}{COMMITTEE}/res-1.annex.par-5/{tail}")
        browser.wait("location.hash === '#res-1.annex.par-5' && document.querySelector(':target')")
        browser.wait("document.readyState === 'complete'")
        assert len(pages_loaded) == 2


@pytest.mark.parametrize("wrong", ["par-5).", "par-5.html", "res-1.annex.par-5.", "res-I.par-3.html", "sec-2.a"])
def test_a_block_as_a_folder_leads_there(browser: Browser, pages_loaded: list[str], address: str, wrong: str) -> None:
    block = {"par-5).": "par-5", "par-5.html": "par-5", "res-I.par-3.html": "res-1.par-3"}.get(wrong, wrong.rstrip("."))
    pages_loaded.clear()
    browser.open(f"{address}{SHORT}/{wrong}")
    arrived(browser, pages_loaded, address, f"{SHORT}/", f"#{block}")


@pytest.mark.parametrize("wrong", ["fr/A/76/464.html", "fr/A/76/464/#par-3", "quelque/part.html", "E/2019/30.html"])
def test_an_address_of_nothing_stays_and_offers(
    browser: Browser, pages_loaded: list[str], address: str, wrong: str
) -> None:
    pages_loaded.clear()
    browser.open(address + wrong)
    browser.wait("document.querySelector('[data-found] a')")
    browser.run(PAUSE)
    assert len(pages_loaded) == 1
    assert browser.run("location.href") == address + wrong


def test_a_page_leads_once_only(browser: Browser, pages_loaded: list[str], address: str) -> None:
    """Also where the table of addresses leads in a circle, and where the reader asks again."""
    wrong = f"{address}A/76/465.html"
    browser.open(f"{address}aide/")
    browser.run(f"(() => {{ sessionStorage.setItem('cote.led', {wrong!r}); }})()")
    browser.run("(() => { location.href = '/A/76/465.html'; })()")
    browser.wait("document.querySelector('[data-found] a')")
    assert browser.run("location.href") == wrong
    assert browser.run("document.querySelector('[data-found] a').href") == f"{address}{SHORT}/"
    pages_loaded.clear()
    browser.open(wrong)
    arrived(browser, pages_loaded, address, f"{SHORT}/")


def test_what_was_left_of_another_page_stops_none(browser: Browser, pages_loaded: list[str], address: str) -> None:
    """A reader went elsewhere while a page gave way to another."""
    browser.open(f"{address}aide/")
    browser.run(f"(() => {{ sessionStorage.setItem('cote.led', {address + 'organes/'!r}); }})()")
    pages_loaded.clear()
    browser.open(f"{address}A/76/465.html")
    arrived(browser, pages_loaded, address, f"{SHORT}/")


def test_no_page_leads_to_its_own_address(browser: Browser, pages_loaded: list[str], address: str) -> None:
    browser.open(f"{address}aide/")
    pages_loaded.clear()
    targets = ["''", "'./'", "'?x=1'", "'#tete'", "location.href", "'../aide/#x'", "location.pathname"]
    assert browser.run(f"[{', '.join(targets)}].map((target) => cote.leadTo(target))") == [False] * len(targets)
    browser.run(PAUSE)
    assert pages_loaded == []


def test_one_function_alone_leaves_a_page() -> None:
    """What replaces a page is in one script, so that none can replace itself."""
    leaving = re.compile(
        r"location\s*\.\s*(?:replace|assign|reload)|location(?:\.(?:href|pathname|search|hash))?\s*=(?![=>])"
        r"|navigation\s*\.\s*navigate|window\s*\.\s*open\b|history\s*\.\s*(?:go|back|forward)\b"
    )
    scripts = {file.name for file in SCRIPTS.rglob("*.js") if leaving.search(file.read_text("utf-8"))}
    assert scripts == {"lead-on.js"}
    refreshed = {file.name for file in (ROOT / "overrides").rglob("*.html") if "refresh" in file.read_text("utf-8")}
    # Only without scripts, and only where one version is all that is held.
    assert refreshed == {"renvoi.html", "langues.html"}


# --- blocks


TAILED = {
    "#res-1.par-3.": "res-1.par-3",
    "#res-1.par-3)": "res-1.par-3",
    "#res-I.par-3": "res-1.par-3",
    "#res-1.annex.par-5.": "res-1.annex.par-5",
    "#par-5.a.%C2%A0%C2%BB": "par-5.a",
    "#PAR12": "par-12",
    "#r%C3%A9solution-I.par-3": "res-1.par-3",
    "#par-5?utm_source=lettre": "par-5",
    "#note-2.": "note-2",
    "#NOTE-1)": "note-1",
    "#par-3–par-5.": "par-3--par-5",
    "#res-1.par-3--par-5": "res-1.par-3--res-1.par-5",
}


def _opens(browser: Browser, page: str) -> None:
    for fragment, anchor in TAILED.items():
        browser.open(page + fragment)
        browser.wait(f"decodeURIComponent(location.hash) === {'#' + anchor!r}")
        if "--" in anchor:
            browser.wait("document.querySelector('.in-range')")
            ends = browser.run("((all) => [all[0].id, all.at(-1).id])([...document.querySelectorAll('.in-range')])")
            assert ends == anchor.split("--"), fragment
        else:
            browser.wait(f"document.querySelector(':target')?.id === {anchor!r}")
            top = browser.run("document.querySelector(':target').getBoundingClientRect().top")
            assert 0 <= top < 900, fragment


def test_a_tail_changes_no_block(browser: Browser, address: str) -> None:
    _opens(browser, f"{address}{COMMITTEE}/")


def test_a_tail_changes_no_block_in_a_copy(browser: Browser, copy: Path) -> None:
    _opens(browser, f"{copy.as_uri()}/{SHORT}/index.html")


@pytest.mark.parametrize(
    "fragment", ["#res-99.par-3.", "#res-1.par-999)", "#resx.par-3", "#par-3.Merci", "#par-3--par-999", "#par-5%"]
)
def test_a_block_that_is_not_there_is_said(browser: Browser, address: str, fragment: str) -> None:
    browser.open(f"{address}{SHORT}/{fragment}")
    if fragment == "#par-5%":
        browser.wait("location.hash === '#par-5'")
        return
    browser.wait("document.querySelector('[data-toast]').textContent.includes('n’a pas de passage')")
    assert browser.run("location.hash") == fragment
    assert browser.run("document.querySelector(':target, .in-range')") is None
    assert browser.run("scrollY") == 0


def test_the_words_that_a_reader_came_for_are_shown_at_the_block(browser: Browser, address: str) -> None:
    browser.open(f"{address}{SHORT}/?marquer=prévention#res-1.par-3).")
    browser.wait("document.querySelector(':target')?.id === 'res-1.par-3' && document.querySelector('mark')")
    assert browser.run("location.search") == ""


def test_quoted_words_elsewhere_take_nothing_from_the_block(browser: Browser, address: str) -> None:
    browser.open(f"{address}{SHORT}/#res-1.par-3.:~:text=Assembl%C3%A9e")
    browser.wait("document.querySelector('[id=\"res-1.par-3\"]').matches(':target, .in-range')")
    assert browser.run("location.hash") == "#res-1.par-3"


def test_other_pages_have_blocks_too(browser: Browser, address: str) -> None:
    browser.open(f"{address}aide/")
    anchor = browser.run("document.querySelector('main [id]').id")
    browser.open(f"{address}aide/#{anchor}).")
    browser.wait(f"document.querySelector(':target')?.id === {anchor!r}")
