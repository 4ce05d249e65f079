"""The folder opened by double click, in browsers as they are installed, without a server and without a network."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from playwright.sync_api import Error

from tests.browser.drivers import Browser, Chromium

pytestmark = pytest.mark.browser
FAILS = "({0}).then(() => 'works', () => 'fails')"


def opened(browser: Browser, folder: Path, path: str, more: str = "") -> None:
    browser.open((folder / path).as_uri() + more)


@pytest.fixture
def carried(browser: Browser, folder: Path) -> Browser:
    """The copy's home page."""
    opened(browser, folder, "index.html")
    browser.errors.clear()
    return browser


def arrived(browser: Browser, path: str, more: str = "true") -> None:
    """Wait until a page of the copy is there, however long the way; while it changes, scripts cannot run."""
    end = time.monotonic() + 15
    while True:
        try:
            if browser.run(f"location.pathname.endsWith({json.dumps(path)}) && Boolean({more})"):
                return
        except (Error, RuntimeError):
            pass
        assert time.monotonic() < end, f"{browser.name}: never at {path} with {more}"
        time.sleep(0.05)


def alone(browser: Browser) -> bool:
    """Whether only the copy's files were asked for. (Firefox does not tell of requests for files.)"""
    return all(url.startswith(("file:", "about:", "data:", "blob:")) for url in browser.requests)


def test_nothing_was_loosened(carried: Browser) -> None:
    """The other tests would prove nothing in a browser that lets a file fetch."""
    assert carried.run(FAILS.format("fetch('aide/index.html')")) == "fails"
    assert carried.run(FAILS.format("import(new URL('assets/javascripts/site.js', location.href))")) == "fails"


def test_from_home_to_a_paragraph(carried: Browser, folder: Path) -> None:
    carried.click("a[href='fr/A/76/1/index.html']")
    arrived(carried, "/fr/A/76/1/index.html")
    carried.click("a.num[href='#par-2']")
    carried.wait("location.hash === '#par-2'")
    assert carried.run("document.querySelector(':target').id") == "par-2"
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


@pytest.mark.parametrize("able", [True, False])
def test_search_box_is_hidden_where_it_cannot_work(carried: Browser, able: bool) -> None:
    """Some readers of ZIM files refuse WebAssembly, as a policy without 'wasm-unsafe-eval' does."""
    if not able:
        carried.run("void (WebAssembly.Module = function refused() { throw new EvalError('refused'); })")
    carried.run(
        "new Promise((done) => { const script = document.createElement('script'); script.onload = () => done();"
        " script.src = 'hors-ligne/zim.js'; document.head.append(script); })"
    )
    assert carried.run("document.querySelector('[role=search]').hidden") is not able


# --- verifier.html


def picked(browser: Browser, folder: Path, files: dict[str, str]) -> str:
    """What the page says of a folder with these files."""
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
    said = picked(browser, folder, good)
    assert said.startswith("Les 2 fichiers sont conformes")
    assert picked(browser, folder, good | {"a": "b"}).endswith("|différent\u202f: a")
    assert picked(browser, folder, good | {"x/c": "c"}).endswith("|en trop\u202f: x/c")
    assert picked(browser, folder, {name: good[name] for name in ("SHA256SUMS", "a")}).endswith("|manque\u202f: x/b é")
    assert "n’a pas de fichier SHA256SUMS" in picked(browser, folder, {"a": "a"})
    assert "ligne abîmée" in picked(browser, folder, good | {"SHA256SUMS": "x\n"})
    assert alone(browser)


@pytest.mark.parametrize("browser", ["chromium"], indirect=True)
def test_verifier_reads_the_folder_that_is_picked(browser: Browser, own_folder: Path) -> None:
    """In Chromium, where a program can pick a folder as a reader does."""
    assert isinstance(browser, Chromium)
    status = "document.querySelector('[data-status]')"
    for mood in ("good", "bad"):
        opened(browser, own_folder, "verifier.html")
        browser.page.set_input_files("[data-folder]", str(own_folder))
        browser.wait(f"'{mood}' in {status}.dataset", 15)
        (own_folder / "index.html").write_text("x", encoding="utf-8")
    assert browser.text("[data-faults] li") == "différent\u202f: index.html"
