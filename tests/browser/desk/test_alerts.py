"""What is new for the dossier: which of what happened to a passage is told, and until when; in both browsers."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.browser.drivers import Browser
from tests.javascript import run_javascript

from .conftest import NOTHING, watch
from .test_dossier import collect, dossier, start

OLD, NEW = "2000-01-01", "2999-12-31"
"""Days before and after any on which a test runs."""
PATH = "fr/A/99/1"
STORE = """globalThis.localStorage = {
  at: {}, getItem(key) { return this.at[key] ?? null; }, setItem(key, value) { this.at[key] = value; },
}"""


def passage(*anchors: str, at: str = "2040-02-01T08:00:00Z", hashes: Mapping[str, str] | None = None) -> dict[str, Any]:
    """A passage as the dossier has it."""
    blocks = [{"anchor": anchor, "hash": (hashes or {}).get(anchor, "now")} for anchor in anchors]
    return {"path": PATH, "reference": "A/99/1", "blocks": blocks, "at": at}


def citing(*places: tuple[str, str]) -> dict[str, Any]:
    """The table of a document of which these places (an anchor or a range, a day) are cited."""
    listed = [[f"par-{number}", f"par. {number}", anchor, day] for number, (anchor, day) in enumerate(places, 1)]
    return {**NOTHING, "cited": [["fr/A/99/2", "A/99/2", listed]]}


def happened(one: dict[str, Any], table: dict[str, Any]) -> list[tuple[str, str]]:
    """Kind and name of what has happened to a passage."""
    found = run_javascript(["desk/hash.js", "desk/happened.js"], "cote.desk.happened(...value)", [one, table])
    return [(event["kind"], event["name"]) for event in found]


@pytest.mark.parametrize(
    ("cited", "anchor", "meant"),
    [
        ("par-12", "par-12", True),
        ("par-12", "par-12.a", True),
        ("par-12.a.i", "par-12", True),
        ("par-12", "par-1", False),
        ("par-12", "res-1.par-12", False),
        ("res-1", "res-1.par-3", False),
        ("par-10--par-15", "par-12", True),
        ("par-10--par-15", "par-12.a", True),
        ("par-10--par-15", "par-16", False),
        ("par-10--par-15", "res-1.par-12", False),
        ("res-1.par-1--res-1.par-3", "res-1.par-2", True),
        ("par-10--par-15", "note-12", False),
    ],
)
def test_which_citations_are_those_of_a_passage(cited: str, anchor: str, meant: bool) -> None:
    assert bool(happened(passage(anchor), citing((cited, NEW)))) == meant


def test_a_document_that_is_cited_as_a_whole_is_another_thing() -> None:
    assert happened(passage("par-1"), citing(("", NEW), ("", ""))) == [("document", "fr/A/99/2#par-1>")]


def test_a_correction_is_told_by_what_was_collected() -> None:
    """Not one that was made before; each of several after it."""
    table = {**NOTHING, "corrected": [["par-1", NEW, "b"], ["par-2", NEW, "x"], ["par-1", OLD, "a"]]}
    for collected, told in (("a", ["par-1@b", "par-1@a"]), ("b", ["par-1@b"]), ("now", [])):
        events = happened(passage("par-1", hashes={"par-1": collected}), table)
        assert events == [("corrected", name) for name in told]


def test_what_was_there_when_a_passage_was_collected_is_no_news() -> None:
    """Afterwards names count, not days: a copy may bring later what was recorded before."""
    told = """(([one, first, later]) => {
      const news = (table) => cote.desk.untold([[one, cote.desk.happened(one, table)]])
        .map(([, events]) => events.map(({ name }) => name));
      const renewed = { ...one, blocks: one.blocks.map((block) => ({ ...block, hash: 'other' })) };
      const before = [news(first), news(later), news(later)];
      cote.desk.tell([[one, cote.desk.happened(one, later)]]);
      const after = [news(later), cote.desk.untold([[renewed, cote.desk.happened(renewed, later)]])];
      cote.desk.untold([]);
      return [...before, ...after, news(first)];
    })(value)"""
    first = citing(("par-1", "2040-01-31"), ("par-1", "2040-02-01"))
    later = citing(("par-1", "2040-01-31"), ("par-1", "2040-02-01"), ("par-1", "2040-01-15"))
    scripts = ["desk/hash.js", "desk/happened.js"]
    value = [passage("par-1"), first, later]
    assert run_javascript(scripts, f"(({STORE}), {told})", value) == [
        [],
        [["fr/A/99/2#par-3>par-1"]],
        [["fr/A/99/2#par-3>par-1"]],
        [],
        [],
        [],
    ]


NEWS = "document.querySelector('.desk-news:not([hidden])')"


@pytest.mark.browser
def test_the_dossier_says_what_is_new_until_it_is_seen(browser: Browser, home: str, site: Path) -> None:
    start(browser, home)
    collect(browser, "par-3")
    collect(browser, "par-1")
    watch(site, PATH, citing(("par-3", NEW), ("par-2", NEW), ("", NEW), ("par-1", OLD)))
    try:
        browser.open(home)
        browser.wait(NEWS)
        assert browser.run("[...document.querySelectorAll('.desk-news > ul li')].map((e) => e.textContent)") == [
            "1 de vos 2 passages est nouvellement cité",
            "1 de vos documents est nouvellement cité, sans paragraphe",
        ]
        browser.click(".desk-news summary")
        links = browser.run(
            "[...document.querySelectorAll('.desk-news details a')].map((e) => [e.textContent, e.href])"
        )
        assert ["A/99/2, par. 1", f"{home}fr/A/99/2/#par-1"] in links
        assert "cité par A/99/2, par. 1 (31 décembre 2999)" in browser.text(".desk-news details")
        dossier(browser, home)
        browser.wait(NEWS)
        browser.click(".desk-news button")
        assert not browser.run(f"Boolean({NEWS})")
        dossier(browser, home)
        assert not browser.run(f"Boolean({NEWS})")
        browser.open(home)
        browser.wait("cote.desk?.alert")
        assert not browser.run(f"Boolean({NEWS})")
        assert browser.errors == []
    finally:
        watch(site, PATH, NOTHING)


@pytest.mark.browser
def test_without_a_dossier_nothing_is_asked(browser: Browser, home: str) -> None:
    start(browser, home)
    browser.requests.clear()
    browser.open(home)
    browser.wait("document.readyState === 'complete'")
    assert not [address for address in browser.requests if "alerts" in address or "suivi" in address]


@pytest.mark.browser
def test_in_a_copy_that_was_brought_up_to_date(browser: Browser, site_of_files: Path) -> None:
    page = (site_of_files / "dossier.html").as_uri()
    browser.open((site_of_files / "fr/A/99/1.html").as_uri())
    browser.run("localStorage.clear()")
    collect(browser, "par-3")
    browser.click("#par-3 > .num")
    browser.click("[data-action='collect']")
    browser.wait("document.activeElement.id === 'desk-note'")
    browser.click(".desk-note a")
    browser.wait("location.pathname.endsWith('dossier.html') && document.querySelector('[data-state=same]')")
    watch(site_of_files, PATH, citing(("par-3", OLD)))
    try:
        browser.open(page)
        browser.wait(NEWS)
        assert browser.text(".desk-news h2") == "Du nouveau pour votre dossier depuis votre dernière copie"
        assert browser.errors == []
    finally:
        watch(site_of_files, PATH, NOTHING)


@pytest.mark.browser
def test_results_offer_the_feeds_of_the_filters_that_are_chosen(browser: Browser, home: str, site: Path) -> None:
    script = site / "flux/index.js"
    script.parent.mkdir(exist_ok=True)
    script.write_text('cote.feeds={"langue":{"fr":"flux/langues/fr.xml"}}\n', encoding="utf-8")
    browser.requests.clear()
    browser.open(home + "recherche/?q=paragraphe")
    browser.wait("document.querySelector('[data-search-results][data-done]')")
    assert not [address for address in browser.requests if "follow" in address or "flux/" in address]
    browser.open(home + "recherche/?q=paragraphe&langue=fr")
    browser.wait("document.querySelector('.search__follow')")
    link = "(({ textContent, href }) => [textContent, href])(document.querySelector('.search__follow a'))"
    assert browser.run(link) == ["français", f"{home}flux/langues/fr.xml"]
    assert "Une recherche de mots n’a pas de flux" in browser.text(".search__follow")
    browser.open(home + "recherche/?q=paragraphe&partie=notes")
    browser.wait("document.querySelector('.search__follow')")
    assert browser.text(".search__follow").startswith("Ces filtres n’ont pas de flux")
