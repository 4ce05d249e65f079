"""What a reader does with the dossier: collects, orders, notes, saves, opens again, checks; in both browsers."""

from __future__ import annotations

import base64
import io
import json
import xml.etree.ElementTree as ET
import zipfile
from pathlib import Path
from typing import Any

import pytest
import rispy
from bs4 import BeautifulSoup

from build_scripts.published.registry import hash_of
from tests.browser.drivers import Browser, Chromium

pytestmark = pytest.mark.browser
REPORT = "fr/A/99/1/"
PASSAGE = "Paragraphe qui rappelle la première note."
SAVING = """(() => {
  window.files = [];
  const made = URL.createObjectURL.bind(URL);
  URL.createObjectURL = (blob) => { window.files.push(blob); return made(blob); };
  HTMLAnchorElement.prototype.click = () => {};
})()"""
"""Files that are offered, kept for the test in place of a download."""
SELECTED = """(([first, from, last, to]) => {
  const text = (id, place) => {
    const walker = document.createTreeWalker(document.getElementById(id), NodeFilter.SHOW_TEXT,
      (node) => (node.parentElement.closest('.num, [data-chrome], sup') ? 2 : 1));
    for (let node = walker.nextNode(), at = 0; node; at += node.length, node = walker.nextNode())
      if (place <= at + node.length) return [node, place - at];
  };
  const range = document.createRange();
  range.setStart(...text(first, from));
  range.setEnd(...text(last, to));
  getSelection().removeAllRanges();
  getSelection().addRange(range);
})"""


def start(browser: Browser, home: str) -> None:
    """At the report, with nothing collected."""
    browser.open(home + "signaler/")
    browser.run("localStorage.clear()")
    browser.requests.clear()
    browser.open(home + REPORT)


def collect(browser: Browser, anchor: str, note: str = "") -> None:
    """By the menu of a block."""
    browser.click(f"[id='{anchor}'] > :is(.num, .permalink)")
    browser.click("[data-action='collect']")
    browser.wait("document.activeElement.id === 'desk-note'")
    for letter in note:
        browser.key(letter)
    browser.key("Escape")


def select(browser: Browser, first: str, start: int, last: str, end: int) -> None:
    """Select words, and wait for what can be done with them."""
    browser.run(f"void {SELECTED}({json.dumps([first, start, last, end])})")
    browser.wait("document.querySelector('.desk-bar')")


def kept(browser: Browser) -> list[dict[str, Any]]:
    """What the browser keeps, in order."""
    values = browser.run(
        "Object.keys(localStorage).filter((key) => key.startsWith('cote.dossier.')).map((key) => localStorage[key])"
    )
    return sorted(map(json.loads, values), key=lambda passage: passage["order"])


def dossier(browser: Browser, home: str, fragment: str = "") -> None:
    """The dossier's page, once everything is compared with the archive."""
    browser.open(f"{home}dossier/{fragment}")
    checked(browser)
    browser.run(f"void {SAVING}")


def checked(browser: Browser) -> None:
    """Wait until everything is compared."""
    browser.wait("document.querySelector('#desk-file') && !document.querySelector('[data-state=looking]')")


def saved(browser: Browser, number: int) -> bytes:
    """The file that a button gives."""
    browser.run("void (window.files.length = 0)")
    browser.run(f"void document.querySelectorAll('.desk__files button')[{number}].click()")
    browser.wait("window.files.length")
    letters = browser.run(
        "new Promise((done) => { const reader = new FileReader(); reader.onload = () => done(reader.result);"
        " reader.readAsDataURL(window.files[0]); })"
    )
    return base64.b64decode(letters.partition(",")[2])


def opened(browser: Browser, content: str) -> str:
    """Open a file, and say what the page says of it."""
    browser.run("void document.querySelector('[data-told]').replaceChildren()")
    browser.run(
        f"""void (() => {{
          const files = new DataTransfer();
          files.items.add(new File([{json.dumps(content)}], 'd.html', {{ type: 'text/html' }}));
          const input = document.querySelector('#desk-file');
          input.files = files.files;
          input.dispatchEvent(new Event('change'));
        }})()"""
    )
    browser.wait("document.querySelector('[data-told] p')")
    checked(browser)
    return browser.text("[data-told] p")


def states(browser: Browser) -> list[str]:
    """What has become of each passage."""
    found = browser.run("[...document.querySelectorAll('[data-state]')].map(({ dataset }) => dataset.state)")
    return [str(state) for state in found]


def references(browser: Browser) -> list[str]:
    """The passages that are shown, in order."""
    return [str(name) for name in browser.run("[...document.querySelectorAll('.desk h2')].map((e) => e.textContent)")]


# --- collecting


def test_a_paragraph_is_collected_with_its_words_and_a_note(browser: Browser, home: str) -> None:
    start(browser, home)
    assert [url for url in browser.requests if "desk" in url or "pagefind" in url] == []
    collect(browser, "par-3", "vu")
    (passage,) = kept(browser)
    (block,) = passage["blocks"]
    assert (block["anchor"], block["number"], block["words"]) == ("par-3", "3.", PASSAGE)
    assert block["hash"] == hash_of(f"3. {PASSAGE}")
    assert (passage["reference"], passage["note"]) == ("A/99/1, par. 3", "vu")
    assert passage["address"] == "https://cote.example/fr/A/99/1/#par-3"
    collect(browser, "par-3")
    assert len(kept(browser)) == 1
    assert browser.text("[data-toast]").startswith("Déjà dans le dossier")
    assert browser.errors == []


def test_selected_words_of_a_paragraph(browser: Browser, home: str) -> None:
    start(browser, home)
    select(browser, "par-3", 0, "par-3", 10)
    browser.click(".desk-bar button:last-child")
    browser.wait("document.activeElement.id === 'desk-note'")
    (passage,) = kept(browser)
    assert passage["part"] == [0, 9]  # behind the space after the number
    assert passage["blocks"][0]["words"] == PASSAGE


def test_words_of_several_paragraphs(browser: Browser, home: str) -> None:
    start(browser, home)
    select(browser, "par-2", 4, "par-3", 10)
    browser.click(".desk-bar button:last-child")
    browser.wait("document.activeElement.id === 'desk-note'")
    (passage,) = kept(browser)
    assert [block["anchor"] for block in passage["blocks"]] == ["par-2", "par-2.a", "par-2.a.i", "par-2.b", "par-3"]
    assert passage["part"] == [4, 9]
    assert passage["reference"] == "A/99/1, par. 2 à 3"


def test_the_bar_goes_with_the_selection(browser: Browser, home: str) -> None:
    start(browser, home)
    select(browser, "par-3", 0, "par-3", 10)
    browser.run("getSelection().removeAllRanges()")
    browser.wait("!document.querySelector('.desk-bar')")


def test_the_words_of_the_bar_are_not_selected(browser: Browser, home: str) -> None:
    """A third click selects up to the next block, and the bar with it, which stands in the block."""
    start(browser, home)
    select(browser, "par-3", 0, "par-3", 10)
    browser.wait("document.querySelector('#par-3 > .desk-bar')")
    selected = (
        "(() => { getSelection().selectAllChildren(document.getElementById('par-3')); return `${getSelection()}`; })()"
    )
    assert str(browser.run(selected)).strip().endswith("la première note1.")


def test_a_passage_is_dragged(window: Chromium, home: str) -> None:
    start(window, home)
    for anchor in ("par-2", "par-3"):
        collect(window, anchor)
    dossier(window, home)
    order = [passage["blocks"][0]["anchor"] for passage in kept(window)]
    x, y = window.middle(".desk__passage:last-child .desk__grip")
    top = "Math.round(document.querySelector('.desk__passage').getBoundingClientRect().top)"
    window.page.mouse.move(x, y)
    window.page.mouse.down()
    # Near the edge the page goes on until the first passage comes.
    window.page.mouse.move(x, 20, steps=4)
    window.wait(f"{top} > 60")
    window.page.mouse.move(x, window.run(top) + 5)
    window.page.mouse.up()
    assert [passage["blocks"][0]["anchor"] for passage in kept(window)] == order[::-1]


def test_what_is_let_go_where_it_stands_does_not_move(window: Chromium, home: str) -> None:
    """Neither past a passage that isn't shown."""
    start(window, home)
    for anchor in ("par-1", "par-2", "par-3"):
        collect(window, anchor)
    dossier(window, home)
    order = [passage["blocks"][0]["anchor"] for passage in kept(window)]
    window.run(
        "void [...document.querySelectorAll('[id^=tags-]')].filter((_, at) => at !== 1).forEach((field) => {"
        " field.value = 'Kyoto'; field.dispatchEvent(new Event('input')); field.dispatchEvent(new Event('change')); })"
    )
    window.wait("document.querySelector('.desk__filter input')")
    window.click(".desk__filter input")
    window.wait("document.querySelectorAll('.desk__passage').length === 2")
    x, y = window.middle(".desk__passage .desk__grip")
    window.page.mouse.move(x, y)
    window.page.mouse.down()
    window.wait("document.querySelector('.desk__passage--dragged')")
    window.page.mouse.up()
    window.wait("!document.querySelector('.desk__passage--dragged')")
    assert [passage["blocks"][0]["anchor"] for passage in kept(window)] == order


def test_selected_words_make_a_quotation_and_a_link(browser: Browser, home: str) -> None:
    start(browser, home)
    browser.run("void (navigator.clipboard.writeText = async (text) => { window.copied = text; })")
    browser.run("void (cote.copyRich = async (html, text) => { window.copied = text; })")
    select(browser, "par-3", 11, "par-3", 24)
    browser.click(".desk-bar button:nth-child(1)")
    browser.wait("window.copied")
    assert browser.run("window.copied") == "«\u202fqui rappelle\u202f» (A/99/1, par. 3)"
    browser.wait("!document.querySelector('.desk-bar')")
    select(browser, "par-3", 13, "par-3", 24)
    browser.run("void (window.copied = '')")
    browser.click(".desk-bar button:nth-child(2)")
    browser.wait("window.copied")
    # No browser looks for a piece of a word.
    assert browser.run("window.copied") == "https://cote.example/fr/A/99/1/#par-3:~:text=rappelle"


def test_the_dossier_stands_beside_the_text_where_there_is_room(browser: Browser, home: str) -> None:
    start(browser, home)
    browser.size(1920, 1000)
    collect(browser, "par-3")
    assert browser.run("document.querySelector('.desk-side').checkVisibility()")
    browser.open(home + REPORT)
    browser.wait("document.querySelector('.desk-side li')")
    assert browser.run("document.documentElement.scrollWidth <= innerWidth")
    boxes = browser.run(
        "['.desk-side', '.reading'].map((name) => document.querySelector(name).getBoundingClientRect()).map((b) => b.x)"
    )
    assert boxes[0] > boxes[1]
    browser.size(1440, 900)
    assert not browser.run("document.querySelector('.desk-side').checkVisibility()")


# --- the page


def test_order_tags_and_what_was_taken_out(browser: Browser, home: str) -> None:
    start(browser, home)
    for anchor in ("par-1", "par-2", "par-3"):
        collect(browser, anchor)
    dossier(browser, home)
    first, second, third = (f"A/99/1, par. {n}" for n in (1, 2, 3))
    assert references(browser) == [first, second, third]
    assert states(browser) == ["same"] * 3
    browser.run("document.querySelector('[data-doing*=down]').focus()")
    browser.key("Enter")
    assert references(browser) == [second, first, third]
    assert browser.run("document.activeElement.getAttribute('aria-label')") == f"Descendre {first}"
    browser.run(
        "void [...document.querySelectorAll('[id^=tags-]')].slice(1).forEach((field) => { field.value = 'Kyoto, À';"
        " field.dispatchEvent(new Event('input')); field.dispatchEvent(new Event('change')); })"
    )
    browser.wait("document.querySelectorAll('.desk__filter input').length === 2")
    browser.click(".desk__filter input")
    assert references(browser) == [first, third]
    browser.click("[data-doing*=remove]")
    browser.wait("document.querySelector('[data-told] button')")
    assert references(browser) == [third]
    browser.key("Enter")  # undo has the focus
    assert references(browser) == [first, third]
    browser.open(home + "dossier/")
    assert references(browser) == [second, first, third]
    assert browser.errors == []


def test_a_note_of_two_windows_loses_neither(browser: Browser, home: str) -> None:
    start(browser, home)
    collect(browser, "par-3", "un")
    dossier(browser, home)
    browser.run(  # as another window does, which this one isn't told of before it is typed in
        "void (() => { const [key] = Object.keys(localStorage).filter((k) => k.startsWith('cote.dossier.'));"
        ' localStorage[key] = localStorage[key].replace(\'"note":"un"\', \'"note":"ailleurs"\'); })()'
    )
    browser.run(
        "void (() => { const field = document.querySelector('textarea'); field.value = 'ici';"
        " field.dispatchEvent(new Event('input')); })()"
    )
    assert kept(browser)[0]["note"] == "ailleurs\n\nici"


def test_what_the_browser_has_no_room_for_is_told(browser: Browser, home: str) -> None:
    start(browser, home)
    collect(browser, "par-3")
    dossier(browser, home)
    file = saved(browser, 0).decode()
    browser.run("localStorage.clear()")
    dossier(browser, home)
    browser.run("void (Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); })")
    opened(browser, file)
    browser.wait("document.querySelector('[data-unkept]').textContent.includes('avant de la fermer')")
    assert references(browser) == ["A/99/1, par. 3"]
    browser.run("void (window.onbeforeunload = (event) => event.stopImmediatePropagation())")


def test_what_a_page_cannot_keep_goes_along_to_the_dossier(browser: Browser, home: str) -> None:
    start(browser, home)
    browser.run("void (Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); })")
    collect(browser, "par-3")
    assert kept(browser) == []
    browser.click("#par-3 > .num")
    browser.click("[data-action='collect']")
    browser.wait("document.querySelector('.desk-note a')")
    browser.run("document.querySelector('.desk-note a').click()")
    browser.wait("location.pathname.endsWith('/dossier/') && document.querySelector('.desk__passage')")
    assert references(browser) == ["A/99/1, par. 3"]


def test_a_link_of_which_nothing_is_left_is_told(browser: Browser, home: str) -> None:
    start(browser, home)
    dossier(browser, home, "#dossier=%%%")
    browser.wait("document.querySelector('[data-told]').textContent.includes('lien entier')")


# --- the file


COLLECTED: dict[tuple[type[Browser], str], dict[str, str]] = {}


def saved_file(browser: Browser, home: str) -> str:
    """Of three passages, one with a note; the browser is at the dossier, which has them. Collected once."""
    start(browser, home)
    known = COLLECTED.get((type(browser), home))
    if known is None:
        collect(browser, "par-2.b", "<b>note</b>")
        collect(browser, "par-3")
        collect(browser, "summary.txt-1")
        COLLECTED[type(browser), home] = dict(browser.run("Object.entries(localStorage)"))
    else:
        browser.run(f"void Object.assign(localStorage, {json.dumps(known)})")
    dossier(browser, home)
    return saved(browser, 0).decode()


def test_the_file_reads_without_scripts_and_opens_again(browser: Browser, home: str) -> None:
    file = saved_file(browser, home)
    page = BeautifulSoup(file, "html.parser")
    assert page.find_all("script") == []
    assert [link["href"] for link in page.select("h2 a")] == [
        f"https://cote.example/fr/A/99/1/#{anchor}" for anchor in ("par-2.b", "par-3", "summary.txt-1")
    ]
    for block in page.select("[data-anchor]"):
        number = block.select_one(".number")
        words = block.select_one(".words")
        assert words
        assert hash_of(f"{number.text if number else ''} {words.text}") == block["data-sha256"]
    assert page.select_one(".note").text == "<b>note</b>"  # type: ignore[union-attr]
    before = kept(browser)
    browser.run("localStorage.clear()")
    dossier(browser, home)
    assert opened(browser, file) == "Passages ajoutés\u202f: 3."
    assert states(browser) == ["same"] * 3
    after = kept(browser)
    for one, other in zip(before, after, strict=True):
        one.pop("changed"), other.pop("changed")
    assert after == before
    assert opened(browser, file) == "Passages ajoutés\u202f: 0. Déjà là, notes réunies\u202f: 3."
    assert len(kept(browser)) == 3
    assert browser.errors == []


def test_beside_a_corrected_archive_passages_say_what_became_of_them(browser: Browser, home: str, later: str) -> None:
    start(browser, home)
    collect(browser, "par-1")
    collect(browser, "par-2.b")
    collect(browser, "par-3")
    collect(browser, "summary.txt-1")
    browser.open(home + "fr/sans-cote/hostile/")
    collect(browser, browser.run("document.querySelector('.report [id]:has(> [data-ref])').id"))
    dossier(browser, home)
    assert states(browser) == ["same"] * 5
    file = saved(browser, 0).decode()
    start(browser, later)
    dossier(browser, later)
    opened(browser, file)
    assert states(browser) == ["same", "moved", "corrected", "absent", "moved"]
    assert "A/99/1, par. 2 c)" in browser.text("[data-state=moved]")
    assert browser.run("document.querySelector('li:last-child h2 a').href") == later + "fr/ailleurs/hostile/#par-1"
    marks = "[...document.querySelectorAll('[data-state=corrected] :is(del, ins)')].map((e) => e.lastChild.textContent)"
    assert browser.run(marks) == ["rappelle", "évoque"]
    browser.click("[data-state=corrected] button")  # take the corrected text
    checked(browser)
    assert states(browser) == ["same", "moved", "same", "absent", "moved"]
    assert len(kept(browser)) == 6  # that of before can be put back


def test_a_changed_file_is_told(browser: Browser, home: str) -> None:
    file = saved_file(browser, home)
    browser.run("localStorage.clear()")
    dossier(browser, home)
    told = opened(browser, file.replace("qui rappelle", "qui dément"))
    assert told.startswith("Attention")
    assert states(browser) == ["same", "altered", "same"]
    assert opened(browser, file.replace("&lt;b&gt;note", "autre")).startswith("Attention")


def test_another_file_is_refused(browser: Browser, home: str) -> None:
    file = saved_file(browser, home)
    browser.run("localStorage.clear()")
    dossier(browser, home)
    assert "forme (9)" in opened(browser, file.replace('data-cote-dossier="1"', 'data-cote-dossier="9"'))
    assert "n’est pas un dossier" in opened(browser, file.replace("data-cote-dossier", "data-other"))
    assert kept(browser) == []


def test_what_a_file_brings_runs_nothing(browser: Browser, home: str) -> None:
    file = saved_file(browser, home)
    browser.run("localStorage.clear()")
    dossier(browser, home)
    hostile = file.replace("https://cote.example/fr/A/99/1/#par-3", "javascript:alert(1)").replace(
        'data-path="fr/A/99/1"', 'data-path="../../evil"', 1
    )
    assert "Attention" in opened(browser, hostile)
    assert references(browser) == ["A/99/1, par. 3", "A/99/1, résumé, premier paragraphe"]
    links = browser.run("[...document.querySelectorAll('.desk h2 a')].map(({ href }) => href)")
    assert [link for link in links if not link.startswith(home)] == []


# --- other forms


def test_forms_for_other_programs(browser: Browser, home: str) -> None:
    saved_file(browser, home)
    word = zipfile.ZipFile(io.BytesIO(saved(browser, 1)))
    assert word.testzip() is None
    for name in word.namelist():
        ET.fromstring(word.read(name))
    text = "".join(ET.fromstring(word.read("word/document.xml")).itertext())
    assert PASSAGE in text
    assert hash_of(f"3. {PASSAGE}") in text
    markdown = saved(browser, 2).decode()
    assert "## [A/99/1, par. 3](https://cote.example/fr/A/99/1/#par-3)" in markdown
    assert f"> 3\\. {PASSAGE}" in markdown
    assert "\\<b\\>note" in markdown
    records = rispy.loads(saved(browser, 3).decode())
    assert [record["start_page"] for record in records] == ["par. 2 b)", "par. 3", "résumé, premier paragraphe"]
    assert records[1]["urls"] == ["https://cote.example/fr/A/99/1/#par-3"]
    assert records[1]["abstract"] == f"3. {PASSAGE}"
    assert {record["title"] for record in records} == {"Spécimen"}


def test_a_link_restores_it(browser: Browser, home: str) -> None:
    saved_file(browser, home)
    link = browser.run("cote.desk.link(cote.desk.store.all(), location.href)")
    assert link["worded"]
    browser.run("localStorage.clear()")
    dossier(browser, home, "#" + link["address"].partition("#")[2])
    browser.wait("document.querySelectorAll('[data-state=same]').length === 3")
    assert browser.run("location.hash") == ""
    assert references(browser) == ["A/99/1, par. 2 b)", "A/99/1, par. 3", "A/99/1, résumé, premier paragraphe"]
    assert kept(browser)[0]["note"] == "<b>note</b>"
    assert browser.run("cote.desk.link(cote.desk.store.all(), location.href, 100)")["address"] == ""


def test_a_long_link_goes_without_words_which_the_archive_has(browser: Browser, home: str) -> None:
    start(browser, home)
    collect(browser, "par-1")
    (before,) = kept(browser)
    dossier(browser, home)
    whole = len(browser.run("cote.desk.link(cote.desk.store.all(), location.href)")["address"])
    short = browser.run(f"cote.desk.link(cote.desk.store.all(), location.href, {whole - 1})")
    assert (short["worded"], 0 < len(short["address"]) < whole) == (False, True)
    browser.run("localStorage.clear()")
    dossier(browser, home, "#" + short["address"].partition("#")[2])
    browser.wait("document.querySelectorAll('[data-state=same]').length === 1")
    assert kept(browser)[0]["blocks"] == before["blocks"]


def test_a_link_asks_before_it_joins_what_is_there(browser: Browser, home: str) -> None:
    saved_file(browser, home)
    link = browser.run("cote.desk.link(cote.desk.store.all(), location.href)")["address"]
    browser.run("localStorage.clear()")
    browser.open(home + REPORT)
    collect(browser, "par-1")
    dossier(browser, home, "#" + link.partition("#")[2])
    browser.wait("document.querySelector('[data-told] button')")
    assert references(browser) == ["A/99/1, par. 1"]
    browser.click("[data-told] button")
    browser.wait("document.querySelectorAll('.desk__passage').length === 4")


# --- from a folder


def test_in_a_folder_passages_go_along_to_the_dossier(browser: Browser, site_of_files: Path) -> None:
    """Firefox keeps a store for each file, Chromium one for all."""
    browser.open((site_of_files / "fr/A/99/1.html").as_uri())
    browser.run("localStorage.clear()")
    collect(browser, "par-3", "note")
    browser.click("#par-3 > .num")
    browser.click("[data-action='collect']")
    browser.wait("document.activeElement.id === 'desk-note'")
    browser.click(".desk-note a")
    browser.wait("location.pathname.endsWith('dossier.html') && document.querySelector('[data-state=same]')")
    assert references(browser) == ["A/99/1, par. 3"]
    assert kept(browser)[0]["note"] == "note"
    assert browser.errors == []
