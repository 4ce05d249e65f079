"""Two texts beside each other: a draft and what was adopted, two documents, a state; and the ways there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.browser.drivers import Browser, Chromium, violations

from .made import ADOPTED, DRAFT, ENGLISH, LATER, REPORT, TITLE

pytestmark = pytest.mark.browser
PAGE = "cote-a-cote/"
DRAFTED = f"?a={REPORT}:res-1&b={ADOPTED}"
LOADED = "document.querySelector('.sides__row--same, .sides__row--changed')"
ROWS = (
    "[...document.querySelectorAll('[data-rows] > .sides__row[id]')]"
    ".map((row) => [row.id, row.className.match(/--(same|changed|first|second|moved)/)[1]])"
)
MARKED = (
    "[...document.querySelectorAll('.sides__cell {}')].map((mark) => {{"
    " const copy = mark.cloneNode(true); copy.querySelectorAll('.unseen').forEach((words) => words.remove());"
    " return copy.textContent; }})"
)
NAMED = "(document.querySelector('.sides__row--named')?.id ?? '')"


def shown(browser: Browser, address: str) -> None:
    """Open the page and wait until both texts are there."""
    browser.open(address)
    browser.wait(LOADED)


def test_a_draft_in_a_report_beside_what_was_adopted(browser: Browser, address: str) -> None:
    shown(browser, f"{address}{PAGE}{DRAFTED}#res-1.par-2")
    assert browser.run(ROWS) == [
        ["res-1=", "same"],  # the title, beside that of the resolution
        ["res-1.txt-1=txt-1", "same"],
        ["res-1.pp-1=pp-1", "same"],
        ["res-1.pp-2=pp-2", "same"],
        ["res-1.par-1=par-1", "changed"],
        ["par-2", "second"],
        ["res-1.par-2=par-3", "same"],
        ["res-1.par-3=par-4", "same"],
        ["note-1", "second"],
    ]
    assert browser.run(MARKED.format("ins")) == ["instamment"]
    assert browser.run(MARKED.format("del")) == []
    assert browser.run("document.querySelector('.sides__cell ins').textContent") == "[ajouté\u202f: instamment]"
    counts = browser.run("[...document.querySelectorAll('[data-counts] li')].map((item) => item.textContent)")
    assert counts == ["6 passages identiques", "1 modifié", "2 seulement dans le second"]
    browser.wait(f"{NAMED} === 'res-1.par-2=par-3'")
    assert browser.errors == []
    assert browser.run("window.violations") == []


def test_from_difference_to_difference_and_differences_alone(browser: Browser, address: str) -> None:
    shown(browser, f"{address}{PAGE}{DRAFTED}")
    browser.key("n")
    browser.wait(f"{NAMED} === 'res-1.par-1=par-1'")
    browser.click("[data-next]")
    browser.wait(f"{NAMED} === 'par-2' && location.hash === '#par-2'")
    browser.key("n")
    browser.wait(f"{NAMED} === 'note-1'")
    browser.key("n")
    browser.wait("document.querySelector('[data-toast]').textContent === 'Pas d’autre différence plus bas.'")
    browser.key("p")
    browser.wait(f"{NAMED} === 'par-2'")
    browser.key("p")
    browser.wait(f"{NAMED} === 'res-1.par-1=par-1'")
    assert browser.run("document.activeElement.id") == "res-1.par-1=par-1"
    browser.run("document.querySelector('[data-only]').click()")
    visible = "[...document.querySelectorAll('[data-rows] > *')].filter((row) => row.checkVisibility())"
    assert browser.run(f"{visible}.map((row) => row.id || row.className.split(' ').at(-1))") == [
        "sides__head",
        "sides__skipped",
        "res-1.par-1=par-1",
        "par-2",
        "sides__skipped",
        "note-1",
    ]
    assert browser.run("document.querySelector('.sides__skipped').textContent") == "4 passages identiques"


def test_letters_are_no_commands_where_the_reader_has_said_so(browser: Browser, address: str) -> None:
    shown(browser, f"{address}{PAGE}{DRAFTED}")
    browser.run("localStorage.setItem('cote.slash', 'off')")
    browser.key("n")
    browser.run("new Promise((done) => setTimeout(done, 300))")
    assert browser.run(NAMED) == ""
    browser.run("localStorage.clear()")


@pytest.mark.parametrize(
    ("query", "kinds"),
    [
        (f"?a={DRAFT}&b={REPORT}:res-1", {"same"}),
        (f"?a={ADOPTED}&b={ADOPTED}", {"same"}),
        (f"?a={ADOPTED}&b={ENGLISH}", {"same", "first"}),
        (f"?a={ADOPTED}:par-1--par-2&b={ADOPTED}:par-1--par-3", {"same", "second"}),
        (f"?a={REPORT}:res-1&b={REPORT}:res-2", {"same", "first", "second"}),
        (f"?a={ADOPTED}&b={LATER}", {"same", "changed", "first", "second"}),
        (f"?a={ADOPTED}&b={ADOPTED}@source", {"same"}),
    ],
)
def test_texts_of_all_kinds(browser: Browser, address: str, query: str, kinds: set[str]) -> None:
    shown(browser, f"{address}{PAGE}{query}")
    assert {kind for _, kind in browser.run(ROWS)} == kinds


def test_a_part_that_a_document_lacks_is_said(browser: Browser, address: str) -> None:
    browser.open(f"{address}{PAGE}?a={REPORT}:res-9&b={ADOPTED}")
    browser.wait("document.querySelector('[data-status]').textContent === 'A/76/463 n’a pas de passage res-9.'")


@pytest.fixture(params=["served", "folder"])
def home(request: pytest.FixtureRequest, address: str, copy: Path) -> tuple[str, str]:
    """Where the archive is, and how addresses of its pages end."""
    return (address, "") if request.param == "served" else (f"{copy.as_uri()}/", "index.html")


def offered(browser: Browser) -> Any:
    return browser.run(
        "[...document.querySelectorAll('[data-offers] a')].map((link) => new URL(link.href))"
        ".map(({ search, hash }) => search + hash)"
    )


def test_from_a_document_and_from_the_menu_of_a_passage(browser: Browser, home: tuple[str, str]) -> None:
    root, ending = home
    browser.open(f"{root}{ADOPTED}/{ending}")
    assert not any("sides" in request for request in browser.requests)
    browser.run("document.querySelector('#par-2 .num').click()")
    browser.wait("document.querySelector('.menu [data-action=compare]')")
    browser.click(".menu [data-action=compare]")
    browser.wait(f"location.href === '{root}{PAGE}{ending}?a={ADOPTED}#par-2'")
    browser.wait("document.querySelector('[data-offers] a')")
    assert browser.run("document.querySelector('[name=a]').value") == "A/RES/76/181, français"
    assert offered(browser) == [
        f"?a={ADOPTED}&b={ENGLISH}#par-2",
        f"?a={ADOPTED}&b={DRAFT}#par-2",
        f"?a={ADOPTED}&b={REPORT}:res-1#par-2",
        f"?a={ADOPTED}&b={LATER}#par-2",
    ]
    browser.click("[data-offers] li a[href*='res-1']")
    browser.wait(LOADED)
    browser.wait(f"{NAMED} === 'par-2'")
    assert browser.run("document.querySelector('.sides__head a').href") == f"{root}{ADOPTED}/{ending}"
    assert browser.run("document.querySelector('h1').textContent") == "A/RES/76/181 – A/76/463"
    browser.open(f"{root}{PAGE}{ending}?a={REPORT}")
    browser.wait("document.querySelector('[data-offers] a')")
    assert f"?a={REPORT}:res-1&b={ADOPTED}" in offered(browser)
    assert f"?a={REPORT}:res-2" in offered(browser)


def test_texts_are_chosen_by_reference(browser: Browser, home: tuple[str, str]) -> None:
    root, ending = home
    browser.open(f"{root}{PAGE}{ending}?a={ADOPTED}")
    browser.wait("document.querySelector('[name=a]').value === 'A/RES/76/181, français'")
    browser.run("document.querySelector('[name=b]').value = 'A/99/1'")
    browser.run("document.querySelector('[data-choose] form').requestSubmit()")
    browser.wait("document.querySelector('[data-status]').textContent.includes('« A/99/1 »'.replaceAll(' ', '\u202f'))")
    browser.run("document.querySelector('[name=b]').value = 'A/76/463, projet de résolution I'")
    browser.run("document.querySelector('[data-choose] form').requestSubmit()")
    browser.wait(f"location.search === '?a={ADOPTED}&b={REPORT}:res-1'")
    browser.wait(LOADED)
    swap = browser.run("document.querySelector('[data-swap]').href")
    assert swap.endswith(f"?a={REPORT}:res-1&b={ADOPTED}")


def test_what_became_of_it_leads_there(browser: Browser, address: str) -> None:
    browser.open(f"{address}{REPORT}/")
    steps = browser.run(
        "[...document.querySelectorAll('.course tbody th')].map((step) => step.firstChild.textContent.trim())"
    )
    assert steps == [
        "Projet déposé",
        "Projet déposé",
        "Ce document",
        "Rectificatif",
        "Texte adopté",
        "Texte ultérieur du même titre, qui rappelle le précédent",
    ]
    browser.run(f"document.querySelector('.course__compare[href$=\"{ADOPTED}\"]').click()")
    browser.wait(f"location.search === '{DRAFTED}'")
    browser.wait(LOADED)
    assert browser.run("document.querySelector('.sides__head').textContent").count(TITLE) == 2


def test_a_corrected_text_beside_what_it_said_before(window: Chromium, address: str) -> None:
    """As the page has corrections (docs/developers/registry.md)."""
    section = (
        '<ul class="corrections"><li data-was="par-1"><time datetime="2022-02-02"></time><blockquote>1. Prie les États'
        ' Membres d’offrir aux détenus des possibilités de formation ;</blockquote></li><li data-was="par-1">'
        '<time datetime="2022-01-01"></time><blockquote>1. Rien.</blockquote></li></ul></main>'
    )

    def corrected(route: Any) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace("</main>", section))

    window.page.route(f"**/{ADOPTED}/", corrected)
    first = "document.querySelector('#par-1 .sides__cell').textContent.replace('[retiré\u202f: ', '').trim()"
    for day, said in (
        ("2022-02-02", "1. Prie les États"),
        ("2022-01-01", "1. Rien."),
        ("2022-02-03", "1. Prie instam"),
    ):
        shown(window, f"{address}{PAGE}?a={ADOPTED}@{day}&b={ADOPTED}")
        assert window.run(first).startswith(said)
    window.open(f"{address}{PAGE}?a={ADOPTED}")
    window.wait("document.querySelector('[data-offers] a')")
    states = [search for search in offered(window) if "@" in search]
    assert states == [f"?a={ADOPTED}@2022-0{day}-0{day}&b={ADOPTED}" for day in (2, 1)]


@pytest.mark.parametrize("width", [360, 1280])
def test_everybody_can_use_it(window: Chromium, address: str, width: int) -> None:
    window.size(width, 800)
    for page in (f"{PAGE}{DRAFTED}#par-2", f"{PAGE}?a={ADOPTED}&b={ENGLISH}"):
        shown(window, address + page)
        assert violations(window) == []
        assert window.run("document.documentElement.scrollWidth <= innerWidth")
    window.open(f"{address}{PAGE}?a={ADOPTED}")
    window.wait("document.querySelector('[data-offers] a')")
    assert violations(window) == []
    window.open(f"{address}{REPORT}/#devenir")
    assert violations(window) == []
    assert window.run("document.documentElement.scrollWidth <= innerWidth")


def test_on_paper_the_marks_stay_and_the_buttons_go(window: Chromium, address: str) -> None:
    shown(window, f"{address}{PAGE}{DRAFTED}")
    window.page.emulate_media(media="print")
    assert window.run("getComputedStyle(document.querySelector('ins')).textDecorationLine") == "underline"
    assert not window.run("document.querySelector('[data-next]').checkVisibility()")
    assert window.run("document.querySelector('[data-counts]').checkVisibility()")
    window.page.emulate_media(media="screen")
