"""The folder opened by double click in ordinary browsers, without a server and without a network."""

from __future__ import annotations

import json
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Error, Playwright
from websockets.sync.client import ClientConnection, unix_connect

from tests.archives import served
from tests.browser.drivers import Browser, Chromium, Firefox
from tests.browser.test_reading import pasted
from tests.conftest import CI, fresh

from . import cut_off

pytestmark = pytest.mark.browser
FAILS = "({0}).then(() => 'works', () => 'fails')"


# What stands in for the system's own dialog, which no driver can reach: it answers at once, with a folder.
PICKER = """((folder) => {
  const picker = {
    QueryInterface: ChromeUtils.generateQI(['nsIFilePicker']),
    init() {}, appendFilters() {}, appendFilter() {}, appendRawFilter() {},
    get file() {
      const file = Components.classes['@mozilla.org/file/local;1'].createInstance(Components.interfaces.nsIFile);
      file.initWithPath(folder);
      return file;
    },
    open(callback) {
      Services.tm.dispatchToMainThread(() => callback.done(Components.interfaces.nsIFilePicker.returnOK));
    },
  };
  const factory = {
    QueryInterface: ChromeUtils.generateQI(['nsIFactory']),
    createInstance: (type) => picker.QueryInterface(type),
  };
  Components.manager.QueryInterface(Components.interfaces.nsIComponentRegistrar)
    .registerFactory(Services.uuid.generateUUID(), 'Picker', '@mozilla.org/filepicker;1', factory);
})"""
CONFIRM = "void document.querySelector('dialog').acceptDialog()"


class CutOffFirefox(Firefox):
    """Firefox in a network of its own, driven through a socket in a folder. Its dialogs can be answered."""

    def __init__(self, path: str, folder: Path) -> None:
        self._place = folder / "socket"
        wrapped = cut_off.wrapped(folder, path, port=True)
        super().__init__(wrapped, port=cut_off.PORT, arguments=["--remote-allow-system-access"])

    def _connected(self, address: str) -> ClientConnection:
        end = time.monotonic() + 30
        while not self._place.exists() and time.monotonic() < end:
            time.sleep(0.05)
        return unix_connect(str(self._place), address, max_size=None)

    def pick(self, selector: str, folder: Path) -> None:
        """Click on a field, pick a folder for it, and say « upload » when Firefox asks."""
        [window] = self._windows()
        self._say(window["context"], f"{PICKER}({json.dumps(str(folder))})")
        self.click(selector)
        end = time.monotonic() + 15
        while not self.run(f"document.querySelector({json.dumps(selector)}).files.length"):
            assert time.monotonic() < end, "Firefox never took the folder"
            for dialog in self._windows()[0]["children"]:
                if dialog["url"].endswith("/commonDialog.xhtml"):
                    self._say(dialog["context"], CONFIRM)
            time.sleep(0.1)

    def _windows(self) -> list[dict[str, Any]]:
        return list(self._send("browsingContext.getTree", **{"moz:scope": "chrome"})["contexts"])

    def _say(self, context: str, expression: str) -> None:
        self._send("script.evaluate", expression=expression, target={"context": context}, awaitPromise=True)


@pytest.fixture(scope="module")
def _cut_off(
    request: pytest.FixtureRequest, playwright: Playwright, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[str], Browser]]:
    """Browsers by name, each started when it is first asked for."""
    started: dict[str, Browser] = {}
    with ExitStack() as ends:

        def get(name: str) -> Browser:
            if name not in started:
                path, folder = request.getfixturevalue(f"{name}_path"), tmp_path_factory.mktemp(name)
                if name == "firefox":
                    started[name] = CutOffFirefox(path, folder)
                else:
                    started[name] = Chromium(playwright, cut_off.wrapped(folder, path, port=False))
                ends.callback(started[name].close)
            return started[name]

        yield get


@pytest.fixture(params=["chromium", "firefox"])
def browser(request: pytest.FixtureRequest, _cut_off: Callable[[str], Browser]) -> Browser:
    """A new window of each browser in turn, without a network."""
    if not CI and not cut_off.able():
        pytest.skip("not run: this system cannot cut a program off from the network")
    return fresh(_cut_off(request.param))


def opened(browser: Browser, folder: Path, path: str, query: str = "") -> None:
    browser.open((folder / path).as_uri() + query)


@pytest.fixture
def carried(browser: Browser, folder: Path) -> Browser:
    """The copy's home page."""
    opened(browser, folder, "index.html")
    browser.errors.clear()
    return browser


def arrived(browser: Browser, path: str, condition: str = "true") -> None:
    """Wait until a page of the copy is there, however long the way; while it changes, scripts cannot run."""
    end = time.monotonic() + 15
    while True:
        try:
            there = f"document.readyState === 'complete' && location.pathname.endsWith({json.dumps(path)})"
            if browser.run(f"{there} && Boolean({condition})"):
                return
        except (Error, RuntimeError):
            pass
        assert time.monotonic() < end, f"{browser.name}: never at {path} with {condition}"
        time.sleep(0.05)


def alone(browser: Browser) -> bool:
    """Whether only the copy's files were asked for. (Firefox does not tell of requests for files.)"""
    return all(url.startswith(("file:", "about:", "data:", "blob:")) for url in browser.requests)


def test_nothing_was_loosened(carried: Browser) -> None:
    """The other tests would prove nothing in a browser that lets a file fetch."""
    assert carried.run(FAILS.format("fetch('aide/index.html')")) == "fails"
    assert carried.run(FAILS.format("import(new URL('assets/javascripts/site.js', location.href))")) == "fails"


def test_no_network_is_there(browser: Browser, folder: Path) -> None:
    """Not even this machine's: a page that any other program gets."""
    with served(folder) as address:
        with urllib.request.urlopen(address) as answer:
            assert answer.status == 200
        browser.open("about:blank")
        assert browser.run(FAILS.format(f"fetch({json.dumps(address)}, {{ mode: 'no-cors' }})")) == "fails"


def test_from_home_to_a_paragraph(carried: Browser, folder: Path) -> None:
    carried.click("a[href='fr/A/76/1/index.html']")
    arrived(carried, "/fr/A/76/1/index.html")
    carried.click("a.num[href='#par-2']")
    carried.wait("document.querySelector('[role=menu]')")
    carried.key("Escape")
    assert carried.focused() == "a.num #par-2"
    assert carried.run("[...document.querySelectorAll('.site-nav a')].every((a) => a.href.endsWith('/index.html'))")
    carried.click(".site-name")
    arrived(carried, "/cote/index.html")
    assert alone(carried)
    assert not carried.errors
    assert carried.run("window.violations") == []


def test_search_leads_to_a_paragraph(carried: Browser) -> None:
    carried.run("document.querySelector('#site-q').focus()")
    carried.run("document.querySelector('#site-q').value = 'drogues'")
    carried.key("Enter")
    arrived(carried, "/recherche/index.html", "document.querySelector('[data-hit] a')")
    link = "[data-hit='fr/A/76/1/#par-1'] a"
    carried.click(link)
    arrived(carried, "/fr/A/76/1/index.html", "document.querySelector('#par-1 mark')")
    assert alone(carried)
    assert not carried.errors


HITS = "[...document.querySelectorAll('[data-hit]')].map((hit) => hit.dataset.hit).sort()"


def narrowed(browser: Browser, facet: str, value: str, hits: list[str]) -> None:
    """Choose a value of a filter, and wait for the hits that are left."""
    box = f"document.querySelector('[data-search-filters] [name={facet}][value={json.dumps(value)}]')"
    browser.wait(box)
    browser.run(f"{box}.closest('details').open = true")
    browser.run(f"void {box}.click()")
    browser.wait(f"document.querySelector('[data-done]') && {HITS} == {json.dumps(','.join(hits))}", 15)


def test_search_is_narrowed_by_theme_country_and_organ(carried: Browser, folder: Path) -> None:
    opened(carried, folder, "recherche/index.html", "?q=illicite traite&mots=partie&n=all")
    arrived(carried, "/recherche/index.html", f"document.querySelector('[data-done]') && {HITS}.length === 4")
    narrowed(carried, "theme", "traite-des-personnes", ["fr/A/76/1/#par-3", "fr/A/76/2/#par-3"])
    narrowed(carried, "pays", "CL", ["fr/A/76/1/#par-3", "fr/A/76/2/#par-3"])
    narrowed(carried, "organe", "A", ["fr/A/76/1/#par-3"])
    assert "&theme=traite-des-personnes&pays=CL&organe=A" in carried.run("location.search")
    assert alone(carried)
    assert not carried.errors


def test_note_is_reached_from_its_call(carried: Browser, folder: Path) -> None:
    opened(carried, folder, "fr/A/76/1/index.html")
    carried.click("#ref-1")
    carried.wait("document.activeElement.id === 'note-1'")
    assert carried.run("document.querySelector('#note-1').getBoundingClientRect().top < innerHeight")
    carried.size(360, 700)
    carried.wait("!document.querySelector('.note--beside')")
    carried.click("#ref-1")
    carried.wait("document.querySelector('#ref-1').getAttribute('aria-expanded') === 'true'")


def test_citation_leads_to_the_paragraph_in_the_copy(carried: Browser, folder: Path) -> None:
    opened(carried, folder, "fr/A/76/2/index.html")
    carried.click("#note-1 a[data-cite='A/76/1']")
    arrived(carried, "/fr/A/76/1/index.html", "document.querySelector('#par-1:target')")
    carried.click("aside.citations a[href$='cotes/A/76/1/index.html']")
    arrived(carried, "/cotes/A/76/1/index.html")
    assert alone(carried)


def test_pasted_citation_leads_to_the_paragraph(carried: Browser, folder: Path) -> None:
    opened(carried, folder, "aller/index.html")
    carried.run("document.querySelector('#reference').focus()")
    carried.run("void (document.querySelector('#reference').value = 'A/76/1, par. 2')")
    carried.key("Enter")
    arrived(carried, "/fr/A/76/1/index.html", "document.querySelector('#par-2:target')")


@pytest.mark.parametrize(
    ("action", "copied"),
    [
        ("copy-link", "https://cote.example/fr/A/76/1/#par-1"),
        ("copy-reference", "A/76/1, par. 1"),
        (
            "copy-text",
            "«\u202fLe trafic illicite de drogues préoccupe les États Membres.\u202f» (A/76/1, par. 1)",
        ),
    ],
)
def test_citations_are_copied(carried: Browser, folder: Path, action: str, copied: str) -> None:
    opened(carried, folder, "fr/A/76/1/index.html")
    carried.click("#par-1 > .num")
    carried.click(f"[data-action='{action}']")
    carried.wait("document.querySelector('[data-toast]').textContent")
    assert pasted(carried) == copied


def test_full_references_are_made_in_a_copy(carried: Browser, folder: Path) -> None:
    """By scripts alone: a page that is opened by double click may load nothing else."""
    opened(carried, folder, "fr/A/76/1/index.html")
    carried.click("#par-1 > .num")
    carried.click("[data-action='full-reference']")
    carried.wait("document.querySelectorAll('dialog section:not([aria-busy])').length === 4", seconds=90)
    shown = carried.run("[...document.querySelectorAll('.references__text')].map((e) => e.textContent)")
    assert len(shown) == 7
    assert all("A/76/1" in text or text.startswith("(") for text in shown)
    assert "https://cote.example/fr/A/76/1/#par-1" in shown[0]
    assert carried.errors == []


@pytest.mark.parametrize("path", ["annees/2021/index.html", "organes/A/index.html", "types/sans/index.html"])
def test_lists_lead_to_the_documents(carried: Browser, folder: Path, path: str) -> None:
    opened(carried, folder, path)
    carried.click("main a[href$='fr/A/76/1/index.html']")
    arrived(carried, "/fr/A/76/1/index.html")


@pytest.mark.parametrize("ending", ["txt", "json"])
def test_exports_can_be_had(carried: Browser, folder: Path, ending: str) -> None:
    """Where the page is a file, browsers show what its links offer for download."""
    opened(carried, folder, "fr/A/76/1/index.html")
    carried.click("#formats summary")
    carried.click(f"a[href='A-76-1.{ending}']")
    arrived(carried, f"/fr/A/76/1/A-76-1.{ending}", "document.documentElement.textContent.includes('préoccupe')")


def test_official_link_says_that_it_needs_a_network(carried: Browser, folder: Path) -> None:
    opened(carried, folder, "fr/A/76/1/index.html")
    link = "document.querySelector('a[href^=\"https://docs.un.org/\"]')"
    assert carried.run(f"{link}.title") == "réseau nécessaire"
    assert "⇗" in str(carried.run(f"getComputedStyle({link}, '::after').content"))
    assert "⇗" in carried.text(".offline")


def test_permalink_is_the_published_one(carried: Browser, folder: Path) -> None:
    opened(carried, folder, "fr/A/76/1/index.html")
    assert carried.run("cote.permalink('par-1')") == "https://cote.example/fr/A/76/1/#par-1"


def test_another_address_leads_on(carried: Browser, folder: Path) -> None:
    opened(carried, folder, "LISEZ-MOI.html")
    carried.click("main a[href='index.html']")
    arrived(carried, "/cote/index.html")


# --- verifier.html


def picked(browser: Browser, folder: Path, files: dict[str, str]) -> str:
    """What the page says about a folder with these files."""
    opened(browser, folder, "verifier.html")
    browser.run(
        f"""((files) => {{
          const input = document.querySelector('[data-folder]');
          const list = Object.entries(files).map(([path, text]) => Object.defineProperty(
            new File([text], path.split('/').at(-1)), 'webkitRelativePath', {{ value: `cote/${{path}}` }}));
          Object.defineProperty(input, 'files', {{ value: list }});
          input.dispatchEvent(new Event('change'));
        }})({json.dumps(files)})"""
    )
    status = "document.querySelector('[data-status]')"
    browser.wait(f"'good' in {status}.dataset || 'bad' in {status}.dataset")
    faults = browser.run("[...document.querySelectorAll('[data-faults] li')].map((item) => item.textContent)")
    return "|".join([str(browser.run(f"{status}.textContent")), *faults])


A, B = (  # of « a » and « b » (sha256sum)
    "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb",
    "3e23e8160039594a33894f6564e1b1348bbd7a0088d42c4acb73eeaed59c009d",
)


def test_verifier(browser: Browser, folder: Path) -> None:
    listed = f"{A}  a\n{B}  x/b é\n"
    good = {"SHA256SUMS": listed, "SHA256SUMS.sig": "…", "a": "a", "x/b e\u0301": "b"}
    verdict = picked(browser, folder, good)
    assert verdict.startswith("Les 2 fichiers sont conformes")
    assert picked(browser, folder, good | {"a": "b"}).endswith("|différent\u202f: a")
    assert picked(browser, folder, good | {"x/c": "c"}).endswith("|en trop\u202f: x/c")
    assert picked(browser, folder, {name: good[name] for name in ("SHA256SUMS", "a")}).endswith("|manque\u202f: x/b é")
    assert "n’a pas de fichier SHA256SUMS" in picked(browser, folder, {"a": "a"})
    assert "ligne abîmée" in picked(browser, folder, good | {"SHA256SUMS": "x\n"})
    assert alone(browser)


def test_verifier_reads_the_folder_that_is_picked(browser: Browser, own_folder: Path) -> None:
    assert checked(browser, own_folder) == []
    assert browser.text("[data-status]").startswith("Les ")
    (own_folder / "index.html").write_text("x", encoding="utf-8")
    (own_folder / "aide/index.html").unlink()
    (own_folder / "aide/de trop.html").write_text("x", encoding="utf-8")
    assert checked(browser, own_folder) == [
        "manque\u202f: aide/index.html",
        "différent\u202f: index.html",
        "en trop\u202f: aide/de trop.html",
    ]
    assert "3 fichier" in browser.text("[data-status]")
    assert alone(browser)


def checked(browser: Browser, folder: Path) -> list[str]:
    """What the page says about a folder that a reader picks."""
    opened(browser, folder, "verifier.html")
    if isinstance(browser, CutOffFirefox):
        browser.pick("[data-folder]", folder)
    elif isinstance(browser, Chromium):
        browser.page.set_input_files("[data-folder]", str(folder))
    status = "document.querySelector('[data-status]')"
    browser.wait(f"'good' in {status}.dataset || 'bad' in {status}.dataset", 15)
    return list(browser.run("[...document.querySelectorAll('[data-faults] li')].map((item) => item.textContent)"))
