"""Searching as readers do, in real browsers: served, and opened from a USB stick."""

from __future__ import annotations

import gzip
import json
import random
import re
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

import pytest
from playwright.sync_api import Playwright, Route

from build_scripts.search.page_blocks import read_page
from build_scripts.search.site_search import index
from build_scripts.search.word_folding import words
from tests.archives import served
from tests.browser.drivers import SHIFTS, Browser, Chromium, violations

from .conftest import small_shards

pytestmark = pytest.mark.browser
HITS = "[...document.querySelectorAll('[data-hit]')].map((e) => e.dataset.hit)"
NOTICES = "document.querySelector('[data-search-notices]').innerText"
STATUS = "document.querySelector('[data-search-status]').textContent"
DONE = "document.querySelector('[data-search-results][data-done]')"
A1 = "fr/A/90/1/"
S2 = "fr/S/90/2/"

Ask = Callable[..., list[str]]


def ask_of(window: Browser, page: str) -> Ask:
    """A function that opens the results page for a query and returns its hits."""

    def ask(q: str = "", parameters: str = "&n=all") -> list[str]:
        window.open(f"{page}?q={quote(q)}{parameters}")
        window.wait(DONE, 10)
        hits: list[str] = window.run(HITS)
        return hits

    return ask


@pytest.fixture
def ask(chromium: Browser, address: str) -> Ask:
    """Searches of the specimen."""
    return ask_of(chromium, f"{address}recherche/")


# --- what is found


@pytest.mark.parametrize(
    ("query", "hits"),
    [
        ("ONUDC", [f"{A1}#par-1", f"{A1}#par-2"]),
        ("l’onudc", [f"{A1}#par-1", f"{A1}#par-2"]),
        ("oeuvre", [f"{A1}#sec-1"]),
        ("ŒUVRE", [f"{A1}#sec-1"]),
        ("cœur", [f"{A1}#par-1"]),
        ("adopté", [f"{A1}#par-1"]),
        ("réfugiée", [A1, f"{A1}#par-1"]),
        ("asile", [f"{A1}#par-1"]),
        ("asiles", [f"{A1}#par-1"]),
        ("Asie", [S2, f"{S2}#par-1"]),
        ("Guinée-Bissau", [A1, f"{A1}#par-1"]),
        ("guinee bissau", [A1, f"{A1}#par-1"]),
        ("bissau", [A1, f"{A1}#par-1"]),
        ("crimin*", [f"{S2}#par-1"]),
        ("« trafic illicite de migrants »", [f"{A1}#par-1"]),
        ('"traite des personnes"', [f"{A1}#par-2.a", f"{A1}#par-3", f"{S2}#par-1"]),
        ("“réfugiées qui demandent l'asile, au cœur”", [f"{A1}#par-1"]),
        ("personnes traite", [f"{A1}#par-2.a", f"{A1}#par-3", f"{S2}#par-1", f"{S2}#par-2"]),
        (
            "la",
            ["fr/A/90/1/#par-1", "fr/A/90/1/#par-2", "fr/A/90/1/#par-2.a", "fr/A/90/1/#par-3", "fr/A/90/1/#res-1.pp-1"],
        ),
        ("refugee", ["en/A/90/1/", "en/A/90/1/#par-1"]),
        ("country", ["en/A/90/1/#par-1"]),
        ("联合国", ["zh/A/90/1/#par-1"]),
        ("难民", ["zh/A/90/1/"]),
        ("zygomorphe", []),
        ("« personnes de la traite »", []),
    ],
)
def test_finds(ask: Ask, query: str, hits: list[str]) -> None:
    results = ask(query)
    if query == "la":
        results = [hit for hit in results if hit.startswith(A1)]
    assert sorted(results) == sorted(hits)


@pytest.mark.parametrize(
    ("query", "hits"),
    [
        ("terrorisme", ["par-2"]),
        ("terror isme", ["par-2"]),
        ("« terror isme »", ["par-2"]),
        ("« Le terror isme et »", ["par-2"]),
        ("« le terrorisme et »", ["par-2"]),
        ("isme", ["par-2"]),
        ("onudd", ["par-2"]),
        ("« il licite »", ["par-2"]),
        ("licite", ["par-3"]),  # no hit without the word
        ("« mi grants »", ["note-1"]),
    ],
)
def test_a_damaged_word_is_found_by_both_its_forms(ask: Ask, query: str, hits: list[str]) -> None:
    assert ask(query) == [f"{A1}#{anchor}" for anchor in hits]


def test_a_hit_shows_the_repaired_word_marked(chromium: Browser, ask: Ask) -> None:
    ask("terror isme")
    assert chromium.run("[...document.querySelectorAll('.hit mark')].map((e) => e.textContent)") == ["terrorisme"]


@pytest.mark.parametrize(
    ("query", "hits"),
    [
        ("A/RES/77/237", [f"{A1}#par-2"]),
        ("77/237", [f"{A1}#par-2"]),
        ("résolution 77/237", [f"{A1}#par-2"]),
        ("a/res/77/237", [f"{A1}#par-2"]),
        ("2370 (2017)", [f"{A1}#res-1.pp-1"]),
        ("S/RES/2370 (2017)", [f"{A1}#res-1.pp-1"]),
        ("s/90/2", [S2, f"{A1}#note-1"]),
        ("E/2035/7", [A1]),
        ("A/RES/77/273", [f"{A1}#par-2"]),  # a slip
        ("traite 90/1", [f"{A1}#par-2.a", f"{A1}#par-3"]),  # a document held: in it alone
        ("77/237 terrorisme", [f"{A1}#par-2"]),  # one only cited: where it is
        ("77/237 asile", []),
    ],
)
def test_a_symbol_finds_the_document_and_those_that_cite_it(ask: Ask, query: str, hits: list[str]) -> None:
    assert [hit for hit in ask(query) if not hit.startswith("en/")] == hits


@pytest.mark.parametrize(
    ("query", "way", "leads"),
    [
        ("S/90/2, par. 2", "Aller à S/90/2, par. 2", "fr/S/90/2/#par-2"),
        ("s/90/2 § 2", "Aller à S/90/2, par. 2", "fr/S/90/2/#par-2"),
        ("S/90/2", "Aller à S/90/2", "fr/S/90/2/"),
        ("S/89/7, par. 2", "Aller à S/89/7, par. 2", "fr/S/90/2/#par-2"),  # its former symbol
        ("E/2035/7, par. 2 a)", "Aller à E/2035/7, par. 2 a)", "fr/A/90/1/#par-2.a"),
        ("E/2035/7 OP 1", "Aller à E/2035/7, projet de résolution I, par. 1", "fr/A/90/1/#res-1.par-1"),
        ("E/2035/7, PP1", "Aller à E/2035/7, projet de résolution I, 1er alinéa du préambule", "fr/A/90/1/#res-1.pp-1"),
        ("E/2035/7, par. 1", "Aller à E/2035/7, par. 1", "fr/A/90/1/#par-1"),
        ("par. 1 de E/2035/7", "Aller à E/2035/7, par. 1", "fr/A/90/1/#par-1"),
        ("E/2035/7, par. 1 à 2", "Aller à E/2035/7, par. 1 à 2", "fr/A/90/1/#par-1--par-2"),
        ("E/2035/7, sect. I", "Aller à E/2035/7, sect. I", "fr/A/90/1/#sec-1"),
    ],
)
def test_a_citation_leads_straight_there(
    ask: Ask, chromium: Browser, address: str, query: str, way: str, leads: str
) -> None:
    ask(query)
    chromium.wait("document.querySelector('.way')")
    assert chromium.run("[...document.querySelectorAll('.way')].map((e) => [e.textContent, e.href])") == [
        [way, address + leads]
    ]


def test_a_pinpoint_that_is_not_there_is_said(ask: Ask, chromium: Browser) -> None:
    ask("S/90/2, par. 99")
    chromium.wait(f"{NOTICES}.includes('S/90/2 n’a pas de passage «\\u202fpar. 99\\u202f»')")


def test_a_document_that_is_not_held_is_said(ask: Ask, chromium: Browser) -> None:
    ask("77/237")
    chromium.wait(f"{NOTICES}.includes('L’archive n’a pas le document A/RES/77/237')")


def test_near_spellings_are_offered(ask: Ask, chromium: Browser) -> None:
    assert ask("terorisme") == []
    chromium.wait(f"{NOTICES}.includes('Vouliez-vous dire')")
    chromium.click("[data-search-notices] a")
    chromium.wait(f"{DONE} && {STATUS}.startsWith('1 passage')")
    assert chromium.run("document.querySelector('#site-q').value") == "terrorisme"


def test_words_in_different_paragraphs_are_shown_on_demand(ask: Ask, chromium: Browser) -> None:
    assert ask("asile licite") == []
    chromium.wait(f"{NOTICES}.includes('Afficher ceux qui en contiennent une partie')")
    chromium.click("[data-search-notices] a")
    chromium.wait(f"{DONE} && document.querySelector('[data-hit]')")
    assert sorted(chromium.run(HITS)) == [f"{A1}#par-1", f"{A1}#par-3"]
    assert "mots=partie" in chromium.run("location.search")


def test_accents_as_typed_and_the_very_form_first(ask: Ask, chromium: Browser) -> None:
    """Of the archive's own words: « traite » and « traité »."""
    assert ask("« réfugié »") == []
    assert ask("réfugiés") == [f"{A1}#par-1", A1] or ask("réfugiés") == [A1, f"{A1}#par-1"]
    assert ask("« réfugies »") == []
    assert sorted(ask("refugies")) == [A1, f"{A1}#par-1"]


def test_kin_are_shown_and_can_be_left_out(ask: Ask, chromium: Browser) -> None:
    assert ask("adopté") == [f"{A1}#par-1"]
    chromium.wait(f"{NOTICES}.includes('Aussi\u202f: adoptée.')")
    chromium.click("[data-search-notices] a")
    chromium.wait(f"{DONE} && {NOTICES}.includes('Seulement les formes tapées')")
    assert "formes=exactes" in chromium.run("location.search")
    assert ask("réfugiée", "&formes=exactes") == []


def test_a_symbol_among_words_says_where_and_the_way_out(ask: Ask, chromium: Browser) -> None:
    assert ask("traite S/90/2, par. 2") == [f"{S2}#par-1", f"{S2}#par-2"]
    chromium.wait(f"{NOTICES}.includes('Seulement dans S/90/2')")
    assert chromium.run("document.querySelector('.way').textContent") == "Aller à S/90/2, par. 2"
    chromium.run("[...document.querySelectorAll('[data-search-notices] > :not([hidden]) a')].at(-1).click()")
    chromium.wait(f"{DONE} && {STATUS}.startsWith('4 passages')")
    assert chromium.run("document.querySelector('#site-q').value") == "traite"


# --- filters, address, order


def counts(window: Browser, facet: str) -> dict[str, int]:
    window.wait(f"document.querySelector('[data-search-filters] [name={facet}]')")
    rows = window.run(
        f"[...document.querySelectorAll('[data-search-filters] [name={facet}]')].map((e) => [e.value,"
        " Number(e.labels[0].querySelector('.facet__count').textContent)])"
    )
    return dict(rows)


def test_filters_count_paragraphs(ask: Ask, chromium: Browser) -> None:
    assert len(ask("traite personnes")) == 4
    assert counts(chromium, "organe") == {"A": 2, "S": 2}
    assert counts(chromium, "annee") == {"2035": 2, "2034": 2}
    assert counts(chromium, "pays") == {"BO": 1}
    assert counts(chromium, "theme")["traite-des-personnes"] == 4
    ask("réfugiés")
    assert counts(chromium, "partie") == {"titres": 1, "texte": 1}


@pytest.mark.parametrize(
    ("more", "hits"),
    [
        ("&organe=S", [f"{S2}#par-1", f"{S2}#par-2"]),
        ("&annee=2035", [f"{A1}#par-2.a", f"{A1}#par-3"]),
        ("&pays=BO", [f"{A1}#par-3"]),
        ("&organe=S&organe=A&langue=fr&theme=traite-des-personnes&pays=BO", [f"{A1}#par-3"]),
        ("&partie=notes", []),
        ("&type=letter&type=report", [f"{A1}#par-2.a", f"{A1}#par-3", f"{S2}#par-1", f"{S2}#par-2"]),
    ],
)
def test_filters_in_the_address(ask: Ask, more: str, hits: list[str]) -> None:
    assert sorted(ask("traite personnes", f"&n=all{more}")) == hits


def test_filters_without_words(ask: Ask) -> None:
    assert sorted(ask("", "&n=all&pays=BO&langue=fr")) == [f"{A1}#par-3"]
    assert ask("", "&n=all&partie=notes") == [f"{A1}#note-1", f"{S2}#note-1"]


def test_a_filter_changes_the_address_and_back_takes_it_off(ask: Ask, chromium: Browser) -> None:
    ask("traite personnes", "")
    chromium.wait("document.querySelector('[name=organe][value=S]')")
    chromium.run("document.querySelector('[name=organe][value=S]').closest('details').open = true")
    chromium.click("[name=organe][value=S]")
    chromium.wait(f"{DONE} && {STATUS}.startsWith('2 passages')")
    assert chromium.run("location.search").endswith("&organe=S")
    assert counts(chromium, "organe") == {"S": 2, "A": 2}, "what else could be chosen is still counted"
    assert chromium.run("document.activeElement.value") == "S"
    chromium.run("history.back()")
    chromium.wait(f"{DONE} && {STATUS}.startsWith('4 passages')")


def test_order(ask: Ask, chromium: Browser) -> None:
    def documents() -> list[str]:
        return list(chromium.run("[...document.querySelectorAll('[data-doc]')].map((e) => e.dataset.doc)"))

    ask("traite personnes", "&n=all&tri=date")
    assert documents() == [A1, S2]
    ask("s/90/2")
    assert documents() == [S2, A1], "a document's own symbol comes first"


def test_a_hit_belongs_to_its_document(ask: Ask, chromium: Browser) -> None:
    ask("traite personnes")
    pairs = chromium.run(
        "[...document.querySelectorAll('[data-hit]')].map((e) => [e.dataset.hit, e.closest('[data-doc]').dataset.doc])"
    )
    assert len(pairs) == 4
    assert all(hit.startswith(f"{document}#") for hit, document in pairs)


def test_a_note_says_what_calls_it(ask: Ask, chromium: Browser) -> None:
    ask("élections")
    assert chromium.text(".hit__head").startswith("note 1 · appel\u202f: par. 2")


# --- by hand, in both browsers


def typed(window: Browser, text: str) -> None:
    window.run("document.querySelector('#site-q').focus()")
    window.key(*text)


def test_search_as_you_type_and_by_keys_alone(browser: Browser, address: str) -> None:
    browser.open(f"{address}recherche/")
    browser.run("document.activeElement.blur()")
    browser.key("/")
    browser.key(*"traite")
    browser.wait(f"location.search === '?q=traite' && {DONE} && {STATUS}.startsWith('4 passages dans 2 documents')")
    browser.key("ArrowDown")
    first = browser.focused()
    browser.key("ArrowDown")
    assert browser.focused() != first
    browser.key("ArrowUp")
    assert browser.focused() == first
    browser.key("Escape")
    assert browser.run("document.activeElement.id") == "site-q"
    browser.key("ArrowDown", "Enter")
    browser.wait("location.hash.startsWith('#par-') && document.querySelector(':target mark')")
    assert browser.run("window.violations") == []
    assert browser.errors == []


def test_a_word_half_typed_brings_those_that_begin_so(browser: Browser, address: str) -> None:
    browser.open(f"{address}recherche/")
    typed(browser, "terror")
    browser.wait(f"{DONE} && {STATUS}.startsWith('1 passage')")
    browser.run("document.querySelector('#site-q').form.requestSubmit()")
    browser.wait("location.search === '?q=terror'")


def test_opening_a_hit_marks_the_words_and_keeps_the_permalink(browser: Browser, address: str) -> None:
    ask_of(browser, f"{address}recherche/")("« trafic illicite de migrants »", "")
    browser.click(".hit__link")
    browser.wait("document.querySelector('mark.found-word')")
    assert browser.run("location.href") == f"{address}{A1}#par-1"
    marked = browser.run("[...document.querySelectorAll('#par-1 mark.found-word')].map((e) => e.textContent).join('|')")
    assert marked == "trafic illicite| de |migrants"
    assert 0 <= browser.run("document.querySelector('#par-1').getBoundingClientRect().top") < 600


def test_a_mark_leaves_the_note_call_and_the_number_alone(chromium: Browser, address: str) -> None:
    chromium.open(f"{address}{A1}?marquer={quote('asile;1;terrorisme')}#par-1")
    chromium.wait("document.querySelector('mark.found-word')")
    assert chromium.run("[...document.querySelectorAll('mark.found-word')].map((e) => e.textContent)") == [
        "asile",
        "terrorisme",
    ]


def test_copying_the_link_of_a_hit(chromium: Browser, ask: Ask) -> None:
    ask("élections", "")
    chromium.click("[data-doing=copy]")
    chromium.wait("document.querySelector('[data-toast]').textContent === 'Lien copié.'")
    chromium.run("document.querySelector('#site-q').value = ''")
    chromium.run("document.querySelector('#site-q').focus()")
    chromium.key("Control+v")
    assert chromium.run("document.querySelector('#site-q').value") == f"https://cote.example/{S2}#note-1"


FINDS = "(document.querySelector('.finds__status')?.textContent ?? '')"
HERE = "document.querySelector('.found-word--here')"


def in_sight(window: Browser) -> bool:
    """The word that the reader is at is in view and nothing lies over it."""
    return bool(
        window.run(
            f"(() => {{ const box = {HERE}.getBoundingClientRect();"
            f" return {HERE}.contains(document.elementFromPoint(box.left + 2, (box.top + box.bottom) / 2)); }})()"
        )
    )


@pytest.mark.parametrize("narrow", [False, True])
def test_from_one_marked_word_to_the_next(browser: Browser, address: str, narrow: bool) -> None:
    browser.size(*((390, 640) if narrow else (1280, 800)))
    browser.open(f"{address}{A1}?marquer={quote('traite|traites')}#par-3")
    browser.wait(f"{FINDS} === '2 sur 3'")
    assert browser.run("document.querySelector('.finds__status').getAttribute('role')") == "status"
    assert in_sight(browser)
    browser.run("document.querySelector('.finds button:nth-of-type(2)').focus()")
    browser.key("Enter")
    browser.wait(f"{FINDS} === '3 sur 3'")
    browser.key("Enter")
    browser.wait(f"{FINDS} === '1 sur 3'")
    assert browser.run(f"{HERE}.closest('[id]').id") == "par-2.a"
    assert in_sight(browser)
    browser.run("document.querySelector('.finds button').click()")
    browser.wait(f"{FINDS} === '3 sur 3'")
    browser.key("Escape")
    browser.wait("!document.querySelector('.finds') && !document.querySelector('mark.found-word')")
    browser.size(1280, 800)


def inside(window: Browser, words: str) -> None:
    window.run(f"document.querySelector('#inside-q').value = {json.dumps(words)}")
    window.run("document.querySelector('#inside-q').form.requestSubmit()")


@pytest.mark.parametrize("from_files", [False, True])
def test_a_document_is_searched_in_itself(
    browser: Browser, address: str, site_of_files: Path, from_files: bool
) -> None:
    browser.open(f"{site_of_files.as_uri()}/fr/A/90/1.html" if from_files else f"{address}{A1}")
    inside(browser, "réfugiée")
    browser.wait(f"{FINDS} === '1 sur 2'")  # its kin, too
    assert browser.run("typeof cote.distance") == "function"  # for symbols with a slip
    assert browser.run(f"{HERE}.textContent") == "réfugiés"
    inside(browser, "réfugiée")
    browser.wait(f"{FINDS} === '2 sur 2'")
    inside(browser, "« traite des personnes »")
    browser.wait(f"{FINDS} === '1 sur 3'")
    inside(browser, "zygomorphe")
    browser.wait(f"{FINDS}.startsWith('Aucun passage de ce document')")
    assert browser.run("document.querySelector('.finds a').href").endswith("?q=zygomorphe")
    assert browser.errors == []


@pytest.mark.parametrize(("query", "hits"), [("l’ONUDC", 2), ('"traite des personnes"', 3), ("77/237", 1)])
def test_from_a_stick(browser: Browser, site_of_files: Path, query: str, hits: int) -> None:
    page = f"{site_of_files.as_uri()}/recherche.html"
    results = ask_of(browser, page)(query)
    assert len(results) == hits
    assert all(re.match(r"fr/[AS]/90/\d/#", hit) for hit in results)
    browser.wait(STATUS)
    assert browser.run("window.violations") == []
    assert browser.errors == []
    assert all(url.startswith(("file:", "about:", "data:")) for url in browser.requests)
    # The control: what pages may not do from file:// is still forbidden, so nothing was made easy for this test.
    assert browser.run("fetch('pagefind/manifest.js').then(() => true, () => false)") is False
    browser.click(".hit__link")
    browser.wait("location.hash && document.querySelector(':target mark')")
    assert unquote(browser.run("location.pathname")).startswith(str(site_of_files))
    assert "marquer" not in browser.run("location.href")


def test_from_a_stick_with_folders(browser: Browser, site: Path) -> None:
    ask_of(browser, f"{site.as_uri()}/recherche/index.html")("asile")
    browser.click(".hit__link")
    browser.wait("location.pathname.endsWith('/fr/A/90/1/index.html') && document.querySelector(':target mark')")


# --- the page


def test_without_scripts_the_page_leads_to_the_lists(playwright: Playwright, chromium_path: str, address: str) -> None:
    with playwright.chromium.launch(executable_path=chromium_path, args=["--no-sandbox"]) as started:
        page = started.new_context(java_script_enabled=False).new_page()
        page.goto(f"{address}recherche/?q=asile")
        assert page.locator("noscript a").count() == 1
        assert "JavaScript" in page.locator("main").inner_text()
        assert not page.locator("[data-search-sort]").is_visible()


def test_axe_finds_nothing(chromium: Browser, ask: Ask) -> None:
    assert isinstance(chromium, Chromium)
    for query in ("traite personnes", "S/90/2, par. 2", "zygomorfe", ""):
        ask(query, "")
        chromium.wait(f"{STATUS} || !{json.dumps(query)}")
        assert violations(chromium) == []


def test_narrow_windows_need_no_sideways_scrolling(chromium: Browser, ask: Ask) -> None:
    chromium.size(320, 640)
    ask("traite personnes")
    assert chromium.run("document.documentElement.scrollWidth") <= 320


def test_the_count_is_told_politely(ask: Ask, chromium: Browser) -> None:
    ask("traite")
    assert chromium.run("document.querySelector('[data-search-status]').matches('[role=status][aria-live=polite]')")
    chromium.wait(f"{STATUS} === '4 passages dans 2 documents.'")


@contextmanager
def routed(window: Browser, addresses: str, route: Callable[[Route], None]) -> Iterator[None]:
    """What is asked for at some addresses goes another way meanwhile."""
    assert isinstance(window, Chromium)
    window.page.route(addresses, route)
    try:
        yield
    finally:
        window.page.unroute(addresses)


@pytest.mark.parametrize("addresses", ["**/pagefind/engine.js*", "**/index/*.pf_index.js*"])
def test_a_search_that_cannot_load_says_so_and_is_not_an_empty_answer(
    chromium: Browser, address: str, addresses: str
) -> None:
    with routed(chromium, addresses, lambda route: route.abort()):
        chromium.open(f"{address}recherche/?q=asile")
        chromium.wait(f"{STATUS}.startsWith('La recherche n’a pas pu se charger')")
        assert not chromium.run(f"Boolean({DONE})")
    chromium.run("document.querySelector('#site-q').form.requestSubmit()")
    chromium.wait(f"{DONE} && {STATUS}.startsWith('1 passage')")


def test_without_the_newest_shards_together_each_is_asked_by_itself(chromium: Browser, address: str) -> None:
    with routed(chromium, "**/newest.js*", lambda route: route.abort()):
        chromium.open(f"{address}recherche/?q=asile")
        chromium.wait(f"{DONE} && {STATUS}.startsWith('1 passage')")


def test_of_searches_at_once_none_takes_a_missing_piece_for_an_empty_one(chromium: Browser, address: str) -> None:
    """One reader types on while the search of a shorter word is under way: both need what does not load."""
    chromium.open(f"{address}recherche/")
    both = "Promise.allSettled(['asile', 'œuvre'].map((q) => coteSearch.search(coteSearch.parse(q), {})))"
    with routed(chromium, "**/index/*.pf_index.js*", lambda route: route.abort()):
        assert chromium.run(f"{both}.then((all) => all.map((one) => one.status))") == ["rejected", "rejected"]
    assert chromium.run(f"{both}.then((all) => all.map((one) => one.value?.hits > 0))") == [True, True]


def test_a_file_that_two_ask_for_at_once_comes_to_both(chromium: Browser, address: str) -> None:
    chromium.open(f"{address}recherche/")
    answer = "coteSearch.load('symbols/0').then(Array.isArray)"
    timeout = "new Promise((end) => setTimeout(end, 5000, 'never'))"
    assert chromium.run(f"Promise.race([Promise.all([{answer}, {answer}]), {timeout}])") == [True, True]


@pytest.mark.parametrize("name", ["anchor", "references", "symbols"])
def test_what_reads_references_and_fails_comes_with_the_next_query(chromium: Browser, address: str, name: str) -> None:
    """Each of its scripts runs again where one before it was missing."""
    with routed(chromium, f"**/joined/{name}.js", lambda route: route.abort()):
        chromium.open(f"{address}recherche/?q=A/99/1")
        chromium.wait(f"{STATUS}.startsWith('La recherche n’a pas pu se charger')")
    chromium.run("document.querySelector('#site-q').form.requestSubmit()")
    chromium.wait(f"{DONE} && document.querySelector('.way')")


def test_a_file_that_fails_once_is_asked_for_again(chromium: Browser, address: str) -> None:
    refused: list[str] = []

    def refuse_once(route: Route) -> None:
        if route.request.url in refused:
            route.continue_()
        else:
            refused.append(route.request.url)
            route.abort()

    with routed(chromium, f"{address}pagefind/**", refuse_once):
        assert ask_of(chromium, f"{address}recherche/")("asile") == [f"{A1}#par-1"]
    assert len(refused) > 4


# --- what a first answer costs


def requested(window: Browser, address: str) -> list[str]:
    """What a page has asked for, by its path in the site; the icon, which comes at any time, left out."""
    paths = [url.removeprefix(address).partition("?")[0] for url in window.requests if url.startswith(address)]
    return [path for path in paths if not path.endswith("favicon.svg")]


def first_of(paths: Iterable[str]) -> list[str]:
    """Without what comes after the first results, however early that is asked for."""
    return [path for path in paths if not path.endswith("/further.js")]


def test_a_first_answer_asks_for_little(chromium: Browser, archive: Path, archive_address: str) -> None:
    """In a browser that has nothing of the site yet, from the address of the results page to the last hit shown."""
    assert isinstance(chromium, Chromium)
    chromium.requests.clear()
    chromium.open(f"{archive_address}recherche/?q=justice")
    chromium.wait(DONE)
    chromium.wait(STATUS)
    asked = first_of(requested(chromium, archive_address))
    assert len(asked) <= 15, asked
    assert len(set(asked)) == len(asked)
    files = [archive / (path or "recherche/index.html") for path in asked]
    sent = sum(len(gzip.compress((file / "index.html" if file.is_dir() else file).read_bytes(), 6)) for file in files)
    assert sent <= 148_500, sent  # 71,500 of them Pagefind
    assert chromium.run(SHIFTS) < 0.02


@pytest.fixture(scope="module")
def two_ages(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the archive's reports are served with older copies of them, in two shards."""
    site = tmp_path_factory.mktemp("ages") / "site"
    shutil.copytree(archive, site, ignore=shutil.ignore_patterns("pagefind"))
    pages = [page for page in sorted(site.glob("fr/**/index.html")) if read_page(page, site)]
    for page in pages:
        text = re.sub(r'<meta name="cote:(?:address|versions|date)"[^>]*>', "", page.read_text(encoding="utf-8"))
        page.write_text(
            text.replace("</head>", '<meta name="cote:date" content="2020-01-01"></head>'), encoding="utf-8"
        )
        older = site / "fr/old" / page.parent.name / "index.html"
        older.parent.mkdir(parents=True)
        older.write_text(text, encoding="utf-8")
    with small_shards(len(pages)):
        index(site)
    with served(site) as address:
        yield address


def test_the_newest_are_there_before_the_older_and_stay(chromium: Browser, two_ages: str) -> None:
    held: list[Route] = []
    documents = "[...document.querySelectorAll('[data-doc]')].map((e) => e.dataset.doc)"
    with routed(chromium, "**/shard.js*", lambda route: held.append(route)):  # of the newest, it comes with the page
        chromium.open(f"{two_ages}recherche/")
        chromium.run("document.querySelector('#site-q').value = 'justice'")
        chromium.run("document.querySelector('#site-q').form.requestSubmit()")
        chromium.wait(f"{documents}.length === 4")
        first = chromium.run(documents)
        assert not any(path.startswith("fr/old/") for path in first)
        assert not chromium.run(f"Boolean({DONE})")
        while not held:
            chromium.run("new Promise((end) => setTimeout(end, 50))")
        held.pop().continue_()
        chromium.wait(DONE)
    assert chromium.run(documents) == first
    chromium.wait(f"{STATUS}.includes(' dans ')")
    assert re.findall(r"dans (\d+) documents", chromium.run(STATUS)) == ["10"]
    assert chromium.run(SHIFTS) < 0.02


@pytest.mark.parametrize("address", ["recherche/", "recherche/?q=zygomorphe"])
def test_a_page_without_results_pushes_nothing(chromium: Browser, archive_address: str, address: str) -> None:
    assert isinstance(chromium, Chromium)
    chromium.open(f"{archive_address}{address}")
    chromium.wait(DONE)
    assert chromium.run(SHIFTS) < 0.02


def test_a_document_asks_for_few_files_before_anybody_searches(chromium: Browser, archive_address: str) -> None:
    assert isinstance(chromium, Chromium)
    chromium.requests.clear()
    chromium.open(f"{archive_address}fr/A/76/463/")
    chromium.page.wait_for_load_state("networkidle")
    asked = requested(chromium, archive_address)
    assert len(asked) <= 6, asked
    chromium.requests.clear()
    chromium.run("document.querySelector('#site-q').focus()")
    chromium.wait("document.querySelectorAll('link[rel=preload]').length === 4")
    chromium.page.wait_for_load_state("networkidle")
    first = [f"pagefind/{name}.js" for name in ("manifest", "newest", "engine")]
    names = [*first, "assets/javascripts/joined/search.js"]
    assert requested(chromium, archive_address) == names


# --- against a plain scan of the archive's own pages

SCAN = """
(async (queries) => {
  const found = [];
  for (const query of queries) {
    const answer = await coteSearch.search(coteSearch.parse(query), { all: true });
    const hits = [];
    for (const { hits: list } of answer.groups) {
      for (const { document, block } of list) hits.push([document.path, block]);
    }
    found.push(hits);
  }
  return found;
})"""


@pytest.fixture(scope="module")
def blocks(archive: Path) -> dict[tuple[str, int], list[str]]:
    """Words of every block of the archive."""
    words_of_blocks: dict[tuple[str, int], list[str]] = {}
    for file in sorted(archive.rglob("*.html")):
        if page := read_page(file, archive):
            words_of_blocks |= {(page.path, number): words(block.text) for number, block in enumerate(page.blocks)}
    return words_of_blocks


def scanned(window: Browser, address: str, queries: list[str]) -> list[set[tuple[str, int]]]:
    window.open(f"{address}recherche/")
    answers: list[list[tuple[str, int]]] = window.run(f"{SCAN}({json.dumps(queries)})")
    return [{(path, block) for path, block in answer} for answer in answers]


def test_every_word_is_found_in_every_block(
    chromium: Browser, archive_address: str, blocks: dict[Any, list[str]]
) -> None:
    vocabulary = sorted({word for block_words in blocks.values() for word in block_words})
    sample = random.Random(7).sample(vocabulary, 500)
    sample = [word for word in sample if not re.search(r"[\d/*]", word)]
    expected = [{place for place, block_words in blocks.items() if word in block_words} for word in sample]
    for word, places, results in zip(sample, expected, scanned(chromium, archive_address, sample), strict=True):
        assert places <= results, word
        assert all(any(neighbour[:2] == word[:2] for neighbour in blocks[place]) for place in results), word


def test_every_phrase_is_found_and_nothing_else(
    chromium: Browser, archive_address: str, blocks: dict[Any, list[str]]
) -> None:
    chance = random.Random(7)
    long = [block_words for block_words in blocks.values() if len(block_words) > 12]
    phrases: set[tuple[str, ...]] = set()
    while len(phrases) < 500:
        block_words = chance.choice(long)
        length = chance.randint(2, 6)
        start = chance.randrange(len(block_words) - length)
        phrases.add(tuple(block_words[start : start + length]))
    sample = sorted(phrases)
    expected = [{place for place, block_words in blocks.items() if stands(phrase, block_words)} for phrase in sample]
    results = scanned(chromium, archive_address, [f'"{" ".join(phrase)}"' for phrase in sample])
    assert [sample[i] for i in range(len(sample)) if results[i] != expected[i]] == []


def stands(phrase: tuple[str, ...], block_words: list[str]) -> bool:
    return any(tuple(block_words[i : i + len(phrase)]) == phrase for i in range(len(block_words) - len(phrase) + 1))


def test_a_list_of_a_thousand_hits_is_shown_bit_by_bit(chromium: Browser, archive_address: str) -> None:
    ask = ask_of(chromium, f"{archive_address}recherche/")
    assert len(ask("de", "")) < 60
    chromium.wait(f"/^9\\d\\d passages/.test({STATUS})")
    chromium.click(".found__more")
    chromium.wait(f"{HITS}.length > 40")


def test_a_first_result_costs_little(chromium: Browser, archive: Path, archive_address: str) -> None:
    """Files asked for until the first screen, as a server sends them compressed: 159 KB at most."""
    ask_of(chromium, f"{archive_address}recherche/")("justice pénale", "")
    paths = {
        re.sub(r"\?.*", "", url.removeprefix(archive_address)) for url in chromium.requests if archive_address in url
    }
    first = first_of(paths)
    files = [archive / unquote(path) / ("index.html" if not path or path.endswith("/") else "") for path in first]
    sizes = [len(gzip.compress(file.read_bytes(), 6)) for file in files if file.is_file()]
    assert 8 < len(sizes) <= 18
    assert sum(sizes) < 159_000, sum(sizes)
