"""The page that checks quotations agrees with what programs are told and accounts for everything, in a folder too."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from tests.archives import served
from tests.browser.drivers import Browser
from tests.browser.test_language import choose, forget

from .test_quoting import VERDICT_CASES

DONE = "document.querySelector('[data-check-form]').getAttribute('aria-busy') === 'false'"
PAGE = "verifier-citations/"


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    """Where the archive of conftest.py is served."""
    with served(folder) as address:
        yield address


def checked(browser: Browser, text: str) -> None:
    """Have a text checked on the page."""
    browser.run(
        "(() => { const form = document.querySelector('[data-check-form]'); form.removeAttribute('aria-busy');"
        f"document.querySelector('#texte').value = {json.dumps(text)}; form.requestSubmit(); }})()"
    )
    browser.wait(DONE)


def kinds(browser: Browser, name: str) -> list[str]:
    """What became of each quotation, or of each reference, as programs are told."""
    found: list[str] = browser.run(f"[...document.querySelectorAll('li[id^={name}-]')].map((row) => row.dataset.kind)")
    told = {"no_place": "no such place"}
    return [told.get(kind, kind.replace("_", " ")) for kind in found]


ALL = f"""(async () => {{
  const answers = [];
  for (const {{ text }} of {json.dumps(VERDICT_CASES)}) {{
    const {{ quotations, references, inside }} = await cote.checking.check(text.normalize('NFC'), async () => {{}});
    const at = ({{ held, first, last }}) =>
      cote.desk.passages.address(held, first.anchor, last.anchor).replace(cote.documents.root, '');
    answers.push({{
      text,
      verdicts: quotations.map(({{ verdict }}) => verdict),
      references: references.filter((_, i) => !inside[i]).map(({{ status }}) => status),
      places: quotations.flatMap(({{ places }}) => places.map(at)),
    }});
  }}
  return answers;
}})()"""


def test_it_agrees_with_what_programs_are_told(browser: Browser, address: str) -> None:
    browser.open(address + PAGE)
    for case, found in zip(VERDICT_CASES, browser.run(ALL), strict=True):
        verdicts = [verdict.replace("_", " ") for verdict in found["verdicts"]]
        statuses = ["no such place" if one == "no_place" else one.replace("_", " ") for one in found["references"]]
        places = [place.replace("/index.html", "/") for place in found["places"]]
        expected = case["verdicts"], case["references"], case.get("places", places)
        assert (verdicts, statuses, places) == expected, case["text"]
    assert browser.errors == []


def test_a_folder_that_is_opened_does_the_same(browser: Browser, folder: Path) -> None:
    browser.open((folder / PAGE / "index.html").as_uri())
    case: dict[str, Any] = next(case for case in VERDICT_CASES if case["verdicts"] == ["elsewhere", "elsewhere"])
    checked(browser, case["text"])
    assert kinds(browser, "citation") == case["verdicts"]
    assert kinds(browser, "reference") == case["references"]
    link = browser.run("document.querySelector('#citation-1 p a').href")
    assert link == (folder / "fr/A/80/900/index.html").as_uri() + "#par-1"
    assert browser.errors == []
    assert all(request.startswith(("file:", "blob:", "data:")) for request in browser.requests)


def test_everything_is_accounted_for(browser: Browser, address: str) -> None:
    browser.open(address + PAGE)
    browser.requests.clear()
    cases = [case for case in VERDICT_CASES if "«" in case["text"]]
    checked(browser, "\n\n".join(case["text"] for case in cases))
    assert kinds(browser, "citation") == [verdict for case in cases for verdict in case["verdicts"]]
    assert kinds(browser, "reference") == [status for case in cases for status in case["references"]]
    counted = browser.run(
        "[...document.querySelectorAll('.check__counts > div')].map((one) => [one.querySelector('h2'), "
        "...one.querySelectorAll('li')].map((line) => Number(line.textContent.match(/\\d+$/)[0])))"
    )
    assert [total for total, *_ in counted] == [sum(parts) for _, *parts in counted]
    assert all(request.startswith(address) for request in browser.requests)
    browser.run("document.querySelector('[data-check-only]').click()")
    hidden = "[...document.querySelectorAll('.check__list > li')].filter((row) => !row.checkVisibility())"
    assert browser.run(f"{hidden}.every((row) => 'good' in row.dataset) && {hidden}.length > 0")


def test_what_is_not_understood_is_listed(browser: Browser, address: str) -> None:
    """But not what a quotation says of its own document."""
    browser.open(address + PAGE)
    cited = "Voir A.80.900, § 1, puis ibid., par. 2, A/80/900, p. 3, et la résolution 1373."
    checked(browser, f"{cited} Il dit « prie le Directeur général, au paragraphe 7, de présenter ».")
    assert kinds(browser, "reference") == ["held", "held", "held", "not read", "not read"]
    shown = browser.run("[...document.querySelectorAll('[data-kind=not_read] [dir]')].map((one) => one.textContent)")
    assert shown == ["p. 3", "résolution 1373"]
    assert browser.text("#reference-4 p").startswith("Cela ressemble à une référence")
    browser.open(f"{address}aller/?c={quote(cited)}")
    browser.wait("document.querySelector('#non-lu')")
    lists = "[...document.querySelectorAll('[data-found] > .references')].map((list) => list.children.length)"
    assert browser.run(lists) == [3, 2]


def test_what_differs_is_marked_with_words(browser: Browser, address: str) -> None:
    browser.open(address + PAGE)
    text = "« prie le Directeur général de présenter un rapport » (A/80/900, par. 1)"
    checked(browser, text)
    marked = "[...document.querySelectorAll('#citation-1 del, #citation-1 ins')].map((part) => part.textContent)"
    assert browser.run(marked) == [
        "dans la citation seulement\u202f: Directeur",
        "dans le document seulement\u202f: Secrétaire",
    ]
    browser.click("#citation-1 button")
    field = "document.querySelector('#texte')"
    assert browser.run(f"{field}.value.slice({field}.selectionStart, {field}.selectionEnd)") == text.partition(" (")[0]
    report = browser.run(
        "cote.checking.check(document.querySelector('#texte').value, async () => {}).then(cote.checking.report)"
    )
    assert "[citation\u202f: Directeur | document\u202f: Secrétaire]" in report
    assert f"{address}fr/A/80/900/#par-1" in report


def test_it_says_so_in_the_language_that_the_reader_chooses(browser: Browser, address: str) -> None:
    browser.open(address + PAGE)
    checked(browser, "« Secrétaire général » (A/80/900, par. 2)")
    choose(browser, "en")
    browser.wait("document.querySelector('#citation-1 strong').textContent === 'not in this place'")
    assert browser.text("main h1") == "Check quotations"
    forget(browser)


WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def document_of_word() -> bytes:
    """A quotation whose source is a note, and one in a style; words that were taken out."""
    note = '<w:footnote w:id="2"><w:p><w:r><w:t>A/80/900, par. 1.</w:t></w:r></w:p></w:footnote>'
    body = (
        "<w:p><w:r><w:t>Elle « prie le </w:t></w:r><w:del><w:r><w:delText>Directeur</w:delText></w:r></w:del>"
        '<w:r><w:t>Secrétaire général de présenter »</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
        '<w:p><w:pPr><w:pStyle w:val="Citation"/></w:pPr><w:r><w:t>Elle traite la question</w:t></w:r></w:p>'
    )
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>')
        package.writestr("word/footnotes.xml", f'<w:footnotes xmlns:w="{WORD}">{note}</w:footnotes>')
    return content.getvalue()


def test_a_file_that_is_opened(browser: Browser, address: str) -> None:
    browser.open(address + PAGE)
    read = "cote.checking.textOf(new File([new Uint8Array({})], 'x'))"
    assert browser.run(read.format(list(document_of_word()))) == (
        "Elle « prie le Secrétaire général de présenter » (A/80/900, par. 1.)\n\n> Elle traite la question"
    )
    assert browser.run(read.format(list("« été »".encode()))) == "« été »"
    assert browser.run(read.format(list("« été »".encode("cp1252")))) == "« été »"
    assert browser.run(read.format(list("« été »".encode("utf-16")))) == "« été »"
    assert browser.run(f"{read.format(list(b'PK' + bytes(40)))}.catch(() => 'refused')") == "refused"


def test_a_check_can_be_stopped(browser: Browser, address: str) -> None:
    browser.open(address + PAGE)
    browser.run(
        "(() => { document.querySelector('#texte').value = '« prie le Secrétaire général » '.repeat(3000);"
        "document.querySelector('[data-check-form]').requestSubmit(); })()"
    )
    browser.wait("!document.querySelector('[data-check-stop]').hidden")
    browser.click("[data-check-stop]")
    assert browser.text("[data-check-status]") == "La vérification est arrêtée."
    assert browser.holds("document.querySelector('[data-check-report]').hidden")
