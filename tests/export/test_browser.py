"""What a reader does with citations in Chromium: copies them, follows them, mistypes them."""

from __future__ import annotations

import http.client
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page

from build_scripts.run.server import Handler

from .reports import by_path, real

pytestmark = pytest.mark.browser
UNICRI = "fr/E/CN.15/2020/8"
COMMITTEE = "fr/A/76/463"
PUBLISHED = "https://cote.example/"
NARROW = "\u202f"


def address(home: str, path: str, fragment: str = "") -> str:
    """A page's address where it is served, or its file in the folder."""
    return f"{home}{path}/{'index.html' if home.startswith('file:') else ''}{fragment}"


def wait(page: Page, expression: str, seconds: float = 10) -> None:
    """Wait until an expression holds. (Playwright's own way evaluates strings, which the pages' policy forbids.)"""
    end = time.monotonic() + seconds
    while not page.evaluate(expression):
        assert time.monotonic() < end, f"never so: {expression}"
        time.sleep(0.05)


def act(page: Page, anchor: str, action: str) -> None:
    """Choose an entry of the menu of a block, and wait until it says that it is done."""
    page.evaluate("document.querySelector('[data-toast]').textContent = ''")
    page.locator(f"[id='{anchor}'] > :is(.num, .permalink)").click()
    page.locator(f"[data-action='{action}']").click()
    wait(page, "document.querySelector('[data-toast]').textContent !== ''")


def pasted(page: Page) -> tuple[str, str]:
    """(plain text, HTML) on the clipboard, as a reader finds out: by pasting into a page that takes either."""
    page.evaluate(
        """() => {
          const rich = Object.assign(document.createElement('div'), { contentEditable: 'true', id: 'rich' });
          const plain = Object.assign(document.createElement('textarea'), { id: 'plain' });
          document.body.append(rich, plain);
        }"""
    )
    for field in ("plain", "rich"):
        page.evaluate("id => document.getElementById(id).focus()", field)
        page.keyboard.press("Control+v")
    plain, rich = page.evaluate("[document.querySelector('#plain').value, document.querySelector('#rich').innerHTML]")
    page.evaluate("document.querySelectorAll('#rich, #plain').forEach((field) => field.remove())")
    return plain, rich


def in_place(page: Page) -> str:
    """The fragment of the address, once it names an element of the page."""
    wait(page, "document.querySelector(':target') !== null")
    return str(page.evaluate("location.hash"))


# --- copying


@pytest.mark.parametrize(
    ("path", "anchor", "citation"),
    [
        (UNICRI, "par-12", "E/CN.15/2020/8, par. 12"),
        (UNICRI, "par-6.b", "E/CN.15/2020/8, par. 6 b)"),
        (UNICRI, "note-x1", "E/CN.15/2020/8, note *"),
        (COMMITTEE, "res-1.annex.par-20", "A/76/463, projet de résolution I, annexe, par. 20"),
        (COMMITTEE, "res-6.pp-3", "A/76/463, projet de résolution VI, troisième alinéa du préambule"),
        (COMMITTEE, "res-6", "A/76/463, projet de résolution VI"),
        (COMMITTEE, "sec-2.a", "A/76/463, sect. II.A"),
        (
            COMMITTEE,
            "res-1.annex.sec.h-1",
            f"A/76/463, projet de résolution I, annexe, sect. «{NARROW}Prévention de la criminalité{NARROW}»",
        ),
    ],
)
def test_a_citation_is_copied_as_link_and_as_text(
    page: Page, served: str, path: str, anchor: str, citation: str
) -> None:
    copy_citation(page, served, path, anchor, citation)


def test_a_citation_is_copied_anywhere(page: Page, home: str) -> None:
    copy_citation(page, home, UNICRI, "par-12", "E/CN.15/2020/8, par. 12")


def copy_citation(page: Page, home: str, path: str, anchor: str, citation: str) -> None:
    """Copy a citation and paste it, as text and as a link."""
    page.goto(address(home, path))
    act(page, anchor, "copy-reference")
    plain, rich = pasted(page)
    text = page.evaluate("html => Object.assign(document.createElement('p'), { innerHTML: html }).textContent", rich)
    assert (plain, text) == (citation, citation)
    assert f'href="{PUBLISHED}{path}/#{anchor}"' in rich


def test_a_document_without_symbol_is_cited_by_title(page: Page, served: str) -> None:
    path = "fr/sans-cote/execution-des-mandats-2023"
    page.goto(address(served, path))
    act(page, "par-3", "copy-reference")
    title = by_path(path).document.title
    assert pasted(page)[0] == f"«{NARROW}{title}{NARROW}» (20 juillet 2023), par. 3"


def test_a_quotation_is_copied_with_its_citation(page: Page, home: str) -> None:
    page.goto(address(home, UNICRI))
    words = page.evaluate("cote.wordsOf(document.getElementById('par-12'))").removeprefix("12.").strip()
    act(page, "par-12", "copy-text")
    plain, rich = pasted(page)
    assert plain == f"«{NARROW}{words}{NARROW}» (E/CN.15/2020/8, par. 12)"
    assert f'href="{PUBLISHED}{UNICRI}/#par-12"' in rich


def test_links_are_copied(page: Page, served: str) -> None:
    page.goto(address(served, COMMITTEE))
    act(page, "res-1.par-2", "copy-link")
    assert pasted(page)[0] == f"{PUBLISHED}{COMMITTEE}/#res-1.par-2"
    page.locator("[id='res-1.par-2'] > .num").click()
    assert page.locator("[data-action='copy-preview']").count() == 0


def test_a_page_of_a_paragraph_is_offered_where_there_are_some(page: Page, served: str, site: Path) -> None:
    content = (
        (site / COMMITTEE / "index.html")
        .read_text(encoding="utf-8")
        .replace("data-contact", "data-previews data-contact")
    )
    page.route(f"{served}{COMMITTEE}/", lambda route: route.fulfill(content_type="text/html", body=content))
    page.goto(address(served, COMMITTEE))
    act(page, "res-1.par-2", "copy-preview")
    assert pasted(page)[0] == f"{PUBLISHED}{COMMITTEE}/res-1.par-2/"
    page.locator("[id='sec-1'] .permalink").click()
    assert page.locator("[data-action='copy-preview']").count() == 0


def test_a_message_has_the_words_and_the_link(page: Page, home: str) -> None:
    page.goto(address(home, UNICRI))
    words = page.evaluate("cote.wordsOf(document.getElementById('par-12'))").removeprefix("12.").strip()
    act(page, "par-12", "copy-message")
    link = f"{PUBLISHED}{UNICRI}/#par-12"
    assert pasted(page)[0] == f"«{NARROW}{words}{NARROW}» (E/CN.15/2020/8, par. 12)\n{link}"


@pytest.mark.parametrize(
    ("path", "first", "last", "citation"),
    [
        (UNICRI, "par-12", "par-15", "E/CN.15/2020/8, par. 12 à 15"),
        (
            COMMITTEE,
            "res-6.pp-3",
            "res-6.pp-5",
            "A/76/463, projet de résolution VI, troisième à cinquième alinéas du préambule",
        ),
    ],
)
def test_selected_paragraphs_are_cited_as_a_range(
    page: Page, served: str, path: str, first: str, last: str, citation: str
) -> None:
    page.goto(address(served, path))
    select = """([first, last]) => {
        const words = (anchor) => [...document.getElementById(anchor).childNodes]
            .findLast((node) => node.nodeType === Node.TEXT_NODE && node.length > 4);
        getSelection().setBaseAndExtent(words(first), 3, words(last), 4);
    }"""
    for action, expected in (("copy-reference", citation), ("copy-link", f"{PUBLISHED}{path}/#{first}--{last}")):
        page.evaluate(select, [first, last])
        act(page, first, action)
        assert pasted(page)[0] == expected
    page.evaluate(select, [first, last])
    act(page, last, "copy-text")
    plain = pasted(page)[0]
    assert plain.endswith(f"» ({citation})")
    assert plain.count("\n") == 3 if path == UNICRI else plain.count("\n") == 2
    # A sign outside the selection speaks for its own block.
    page.evaluate(select, [first, last])
    act(page, "sec-1" if path == COMMITTEE else "par-20", "copy-reference")
    assert " à " not in pasted(page)[0]


# --- places


def test_a_range_is_marked(page: Page, home: str) -> None:
    page.goto(address(home, UNICRI, "#par-12--par-15"))
    page.wait_for_selector(".in-range")
    marked = page.evaluate("[...document.querySelectorAll('.in-range')].map((block) => block.id)")
    assert [anchor for anchor in marked if "." not in anchor] == ["par-12", "par-13", "par-14", "par-15"]
    assert page.evaluate("document.getElementById('par-12').getBoundingClientRect().top") < 400
    act(page, "par-13", "copy-reference")
    plain, rich = pasted(page)
    assert plain == "E/CN.15/2020/8, par. 12 à 15"
    assert f'href="{PUBLISHED}{UNICRI}/#par-12--par-15"' in rich
    page.evaluate("location.hash = '#par-20'")
    wait(page, "!document.querySelector('.in-range')")


@pytest.mark.parametrize("fragment", ["#12", "#para12", "#PAR-12"])
def test_slipped_fragments_lead_to_the_paragraph(page: Page, served: str, fragment: str) -> None:
    page.goto(address(served, UNICRI, fragment))
    assert in_place(page) == "#par-12"


def test_slipped_fragments_lead_to_the_paragraph_in_a_folder(page: Page, site: Path) -> None:
    page.goto(address(f"{site.as_uri()}/", UNICRI, "#para12"))
    assert in_place(page) == "#par-12"


def test_a_place_that_is_not_there_is_said(page: Page, served: str) -> None:
    page.goto(address(served, UNICRI, "#par-999"))
    wait(page, "document.querySelector('[data-toast]').textContent.includes('par-999')")


@pytest.mark.parametrize("report", real(), ids=lambda report: report.document.path)
def test_every_anchor_opens(page: Page, served: str, report: object) -> None:
    path, anchors = report.document.path, [block.anchor for block in report.blocks if block.anchor]  # type: ignore[attr-defined]
    page.goto(address(served, path))
    closed = page.evaluate(
        """async (anchors) => {
          const closed = [];
          for (const anchor of anchors) {
            location.hash = `#${anchor}`;
            if (document.querySelector(':target')?.id !== anchor) closed.push(anchor);
          }
          return closed;
        }""",
        anchors,
    )
    assert closed == []


# --- the page that reads citations


@pytest.mark.parametrize(
    ("words", "path", "fragment"),
    [
        ("E/CN.15/2020/8, par. 12", UNICRI, "#par-12"),
        ("§ 12 de e/cn.15/2020/8", UNICRI, "#par-12"),
        ("A/76/463, projet de résolution VI, PP3", COMMITTEE, "#res-6.pp-3"),
        ("https://docs.un.org/en/A/76/463", COMMITTEE, ""),
        (
            f"A/76/463, projet de résolution I, annexe, sect. «{NARROW}Prévention de la criminalité{NARROW}»",
            COMMITTEE,
            "#res-1.annex.sec.h-1",
        ),
        ("« Exécution des mandats » (20 juillet 2023), par. 3", "fr/sans-cote/execution-des-mandats-2023", "#par-3"),
    ],
)
def test_a_pasted_citation_goes_there(page: Page, served: str, words: str, path: str, fragment: str) -> None:
    page.goto(f"{served}aller/")
    page.fill("[name='c']", words)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: f"/{path}/" in url)
    if fragment:
        assert in_place(page) == fragment


def test_a_pasted_citation_goes_there_in_a_folder(page: Page, site: Path) -> None:
    page.goto(f"{site.as_uri()}/aller/index.html?c=E/CN.15/2020/8, par. 12")
    page.wait_for_url(lambda url: "/fr/E/CN.15/2020/8/index.html" in url)
    assert in_place(page) == "#par-12"


def test_a_range_goes_there(page: Page, served: str) -> None:
    page.goto(f"{served}aller/?c=E/CN.15/2020/8, par. 12 à 15")
    page.wait_for_selector(".in-range")
    assert page.evaluate("location.hash") == "#par-12--par-15"


def test_what_is_not_held_is_said_honestly(page: Page, served: str) -> None:
    page.goto(f"{served}aller/?c=A/RES/77/237, par. 3")
    page.wait_for_selector("[data-found] p")
    shown = page.inner_text("[data-found]")
    assert "L’archive n’a pas le document A/RES/77/237." in shown
    assert "https://docs.un.org/fr/A/RES/77/237" in shown
    assert "le citent" in shown or "le cite" in shown
    page.click("[data-found] a[href*='cotes']")
    assert page.url.startswith(f"{served}cotes/A/RES/77/237")


def test_words_that_cite_nothing_lead_to_search(page: Page, served: str) -> None:
    page.goto(f"{served}aller/?c=rien du tout")
    page.wait_for_selector("[data-found] a")
    assert "recherche/?q=rien%20du%20tout" in str(page.get_attribute("[data-found] a", "href"))


@pytest.mark.parametrize("part", ["index", "e"])
def test_a_list_that_comes_empty_is_said_and_search_offered(page: Page, served: str, part: str) -> None:
    page.route(f"**/adresses/{part}*.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
    page.goto(f"{served}aller/?c=E/CN.15/2020/8, par. 12")
    page.wait_for_selector("[data-found] a[href*='recherche']")
    assert "La liste des documents ne se charge pas." in page.inner_text("[data-found]")


SEVERAL = (
    "Voir A/76/463, projet de résolution VI, par. 4, et E/CN.15/2020/8, par. 3 et 5 ;\naussi la résolution 2021/20"
)


def rows(page: Page) -> list[tuple[str, list[str]]]:
    """Each reference that the page lists, with where its links lead."""
    page.wait_for_selector("[data-found] .references")
    return [
        (item.locator(".pasted").inner_text(), [str(link.get_attribute("href")) for link in item.locator("a").all()])
        for item in page.locator(".references > li").all()
    ]


def test_every_reference_of_a_pasted_text_is_listed(page: Page, served: str) -> None:
    page.goto(f"{served}aller/")
    page.fill("[name='c']", SEVERAL)
    page.keyboard.press("Enter")
    listed = rows(page)
    assert [words for words, _ in listed][-1] == "résolution 2021/20"
    assert [links[0] for _, links in listed] == [
        f"{served}{COMMITTEE}/#res-6.par-4",
        f"{served}{UNICRI}/#par-3",
        f"{served}{UNICRI}/#par-5",
        "https://docs.un.org/fr/E/RES/2021/20",
    ]
    assert page.input_value("[name='c']").replace("\r", "") == SEVERAL
    page.locator(".references a").first.click()
    assert in_place(page) == "#res-6.par-4"


def test_several_references_in_a_folder(page: Page, site: Path) -> None:
    page.goto(f"{site.as_uri()}/aller/index.html?c=E/CN.15/2020/8, par. 12, et A/76/463")
    assert [links for _, links in rows(page)] == [
        [f"{site.as_uri()}/{UNICRI}/index.html#par-12"],
        [f"{site.as_uri()}/{COMMITTEE}/index.html"],
    ]


@pytest.mark.parametrize(
    ("words", "path", "fragment"),
    [
        ("A-76-463", COMMITTEE, ""),
        ("A_76_463-FR.pdf", COMMITTEE, ""),
        ("par. 12 of e/cn.15/2020/8", UNICRI, "#par-12"),
        ("https://documents.un.org/access.nsf/get?OpenAgent&DS=A/76/463&Lang=F", COMMITTEE, ""),
    ],
)
def test_other_spellings_go_there(page: Page, served: str, words: str, path: str, fragment: str) -> None:
    page.goto(f"{served}aller/")
    page.fill("[name='c']", words)
    page.click("text=Y aller")
    page.wait_for_url(lambda url: f"/{path}/" in url)
    if fragment:
        assert in_place(page) == fragment


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("https://digitallibrary.un.org/record/3896442", "Cette adresse ne dit pas quel document elle ouvre."),
        ("résolution 76/181 du Conseil de sécurité", "L’archive ne connaît pas d’organe qui numérote ainsi (76/181)."),
        ("résolution 62/9 de la Commission des stupéfiants", "Aucune adresse officielle n’est connue."),
        ("« Un titre que rien ne porte », par. 3", "L’archive n’a pas de document de ce titre."),
    ],
)
def test_what_is_unknown_is_said(page: Page, served: str, words: str, said: str) -> None:
    page.goto(f"{served}aller/?c={quote(words)}")
    page.wait_for_selector("[data-found] p")
    assert said in page.inner_text("[data-found]")
    assert page.url.startswith(f"{served}aller/")


def test_of_several_bodies_none_is_chosen(page: Page, served: str) -> None:
    page.goto(f"{served}aller/?c={quote('résolution S-30/1')}")
    page.wait_for_selector(".meanings li")
    assert page.locator(".meanings a[href^='https://docs.un.org/fr/']").all_inner_texts() == [
        "https://docs.un.org/fr/A/RES/S-30/1",
        "https://docs.un.org/fr/A/HRC/RES/S-30/1",
    ]


def test_a_long_text_is_read_without_loading_the_page_and_says_where_it_stopped(page: Page, served: str) -> None:
    page.goto(f"{served}aller/")
    page.fill("[name='c']", "Voir A/76/463, par. 12, et E/CN.15/2020/8. " + "mot " * 6_000)
    page.keyboard.press("Enter")
    assert len(rows(page)) == 2
    assert "la lecture s’arrête après" in page.inner_text(".cut")
    assert page.url == f"{served}aller/"


def test_shift_and_enter_begin_a_line(page: Page, served: str) -> None:
    page.goto(f"{served}aller/")
    page.click("[name='c']")
    page.keyboard.type("A/76/463")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("E/CN.15/2020/8")
    assert page.input_value("[name='c']") == "A/76/463\nE/CN.15/2020/8"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert len(rows(page)) == 2


def test_without_scripts_the_page_says_what_is_needed(chromium: Browser, served: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{served}aller/?c=A/76/463")
    assert "Sans JavaScript, cette page ne peut pas lire la référence." in page.inner_text("main")
    assert page.locator("noscript a[href*='organes']").count() == 1
    context.close()


# --- addresses that are wrong


@pytest.mark.parametrize(
    ("wrong", "path", "fragment"),
    [
        ("fr/E/CN.15/2020/8#par-12", UNICRI, "#par-12"),
        ("E/CN.15/2020/8", UNICRI, ""),
        ("E/CN.15/2020/8/#par-12", UNICRI, "#par-12"),
        ("fr/e/cn.15/2020/8/#12", UNICRI, "#par-12"),
        ("en/A/76/463/", COMMITTEE, ""),
        ("fr/E/CN.15/2020/8/par-99/../par-12.", UNICRI, "#par-12"),
    ],
)
def test_a_wrong_address_leads_on(page: Page, served: str, wrong: str, path: str, fragment: str) -> None:
    page.goto(served + wrong)
    page.wait_for_url(lambda url: f"/{path}/" in url)
    if fragment:
        assert in_place(page) == fragment


def test_an_unknown_address_offers_what_is_near(page: Page, served: str) -> None:
    page.goto(f"{served}fr/A/76/436/#par-3")
    page.wait_for_selector("[data-found] .documents")
    shown = page.inner_text("[data-found]")
    assert "A/76/463" in shown
    assert "https://docs.un.org/fr/A/76/436" in shown
    assert page.get_attribute("[data-found] .documents a", "href") == f"{served}{COMMITTEE}/"
    assert page.locator("[data-found] a[href*='recherche']").count() == 1


def test_an_address_that_is_not_a_symbol_offers_search(page: Page, served: str) -> None:
    page.goto(f"{served}quelque/part/")
    page.wait_for_selector("[data-found] a")
    assert "recherche/?q=quelque%20part" in str(page.get_attribute("[data-found] a", "href"))


# --- the addresses of the small pages of paragraphs


PLACES = [(COMMITTEE, "res-1.annex.par-20"), (UNICRI, "par-6"), (COMMITTEE, "note-1")]


@pytest.mark.parametrize(("path", "anchor"), PLACES)
def test_the_address_of_a_paragraph_leads_to_its_document(page: Page, served: str, path: str, anchor: str) -> None:
    page.goto(f"{served}{path}/{anchor}/")
    page.wait_for_url(f"{served}{path}/#{anchor}")


@pytest.mark.parametrize(("path", "anchor"), PLACES)
def test_a_server_that_knows_them_leads_on_without_scripts(
    chromium: Browser, site: Path, path: str, anchor: str
) -> None:
    with server(site) as home, chromium.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{home}{path}/{anchor}/")
        assert page.url == f"{home}{path}/#{anchor}"
        assert page.locator(f"[id='{anchor}']:target").count() == 1


def test_the_page_of_wrong_addresses_says_what_to_do_without_scripts(chromium: Browser, served: str) -> None:
    with chromium.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{served}{UNICRI}/par-6/")
        assert "remplacez cette fin par /#par-12" in page.inner_text("main")


@pytest.mark.parametrize(
    ("address", "status", "location"),
    [
        (f"{UNICRI}/par-6/", 301, f"/{UNICRI}/#par-6"),
        (f"{UNICRI}/par-6", 301, f"/{UNICRI}/#par-6"),
        (f"{UNICRI}/par-6/?q=1", 301, f"/{UNICRI}/?q=1#par-6"),
        (f"{UNICRI}/par-6.a/", 301, f"/{UNICRI}/#par-6.a"),
        (f"{COMMITTEE}/res-1.annex.par-20/", 301, f"/{COMMITTEE}/#res-1.annex.par-20"),
        ("fr/A/1/1/par-6/", 404, None),
        (f"{UNICRI}/part-6/", 404, None),
        (f"{UNICRI}/", 200, None),
    ],
)
def test_what_a_server_answers(site: Path, address: str, status: int, location: str | None) -> None:
    with server(site) as home:
        connection = http.client.HTTPConnection(home.split("/")[2])
        connection.request("GET", f"/{address}")
        answer = connection.getresponse()
        assert (answer.status, answer.getheader("Location")) == (status, location)
        connection.close()


@contextmanager
def server(site: Path) -> Iterator[str]:
    """The site as `cote serve` shows it."""
    running = ThreadingHTTPServer(("localhost", 0), partial(Handler, directory=str(site)))
    threading.Thread(target=running.serve_forever, daemon=True).start()
    yield f"http://localhost:{running.server_port}/"
    running.shutdown()
    running.server_close()
