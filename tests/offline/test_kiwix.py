"""The ZIM in kiwix-serve: its French search, asked as readers ask, and its pages in Chromium and Firefox."""

from __future__ import annotations

import http.server
import json
import random
import re
import shutil
import subprocess
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import quote, unquote, urlencode, urlsplit
from urllib.request import urlopen

import lxml.etree
import pytest
from libzim.reader import Archive

from build_scripts.__main__ import main
from build_scripts.offline.folder import Copy, make_folder
from build_scripts.offline.kiwix import index_words
from build_scripts.offline.selection import documents
from build_scripts.offline.zim import make_zim
from build_scripts.search.page_blocks import read_page
from tests.archives import empty_archive
from tests.browser.drivers import Browser
from tests.conftest import CI

from .conftest import DATE, ROOT, add
from .test_browsers import arrived

REAL = "fr/E/CN.15/2020/8"
"""A report of the collection, for searches whose answers nobody has written."""
MADE = """# I. Coopération

1. L’Assemblée générale a prié l'Office d’aider le Sultanat d’Oman.

2. Elle note qu'elle agit aujourd’hui en œuvre commune, selon la résolution 77/237 de l’Assemblée générale<sup>1</sup>.

3. Les fonctionnaires formés à la cybercriminalité enquêtent.

# Annexe

Principes applicables aux témoins.

<sup>1</sup> Voir le rapport précédent (E/CN.15/2020/8, par. 12).
"""
PAGE = "fr/A/77/5/index.html"


@dataclass(frozen=True, slots=True)
class Served:
    """A book in kiwix-serve."""

    server: str
    """Address without a slash at the end."""
    content: str
    """Address of the book's entries, with a slash at the end."""
    folder: Path
    """What the book was made from."""
    zim: Path

    @property
    def viewer(self) -> str:
        """Where readers see the book: from 3.4 on inside a frame, before with a bar on the page."""
        return f"{self.server}/viewer#cote/" if answers(f"{self.server}/viewer") else self.content

    def search(self, words: str) -> list[tuple[str, str]]:
        """Title and address of the first ten hits of Kiwix's full text search."""
        parameters = urlencode({"pattern": words, "books.name": "cote", "format": "xml", "pageLength": 10})
        with urlopen(f"{self.server}/search?{parameters}") as answer:
            items = lxml.etree.fromstring(answer.read()).iterfind(".//item")
        return [(item.findtext("title") or "", self.server + (item.findtext("link") or "")) for item in items]

    def suggest(self, words: str) -> list[tuple[str, str]]:
        """Title and path of what is suggested to who types."""
        with urlopen(f"{self.server}/suggest?{urlencode({'content': 'cote', 'term': words})}") as answer:
            return [
                (suggestion["value"], suggestion["path"])
                for suggestion in json.load(answer)
                if suggestion["kind"] == "path"
            ]


def answers(address: str) -> bool:
    try:
        with urlopen(address) as answer:
            return bool(answer.status == 200)
    except (HTTPError, URLError):
        return False


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder and its ZIM: a report of the collection, and one made for what is hard to find."""
    root = empty_archive(tmp_path_factory.mktemp("archive"))
    shutil.copytree(ROOT / "source_texts" / REAL, root / "source_texts" / REAL)
    add(root, "A/77/5", MADE, "Rapport de l’Office sur la coopération", "A", "2022-07-01")
    assert main(["--root", str(root), "record"]) == 0
    assert main(["--root", str(root), "site"]) == 0
    (root / "cote").mkdir()
    copy = Copy(DATE, 2)
    make_folder(root / "site", root / "cote", copy)
    make_zim(root / "cote", root / "cote.zim", documents(root / "site"), copy)
    return root


@pytest.fixture(scope="session")
def program() -> str:
    """kiwix-serve; without it the test is skipped, or in CI fails."""
    if path := shutil.which("kiwix-serve"):
        return path
    message = "not run: no kiwix-serve on this machine (`make browsers` installs it where it may)"
    if CI:
        pytest.fail(message)
    pytest.skip(message)


@pytest.fixture(scope="module")
def kiwix(program: str, place: Path) -> Iterator[Served]:
    with http.server.HTTPServer(("127.0.0.1", 0), http.server.BaseHTTPRequestHandler) as reserved:
        port = str(reserved.server_port)
    server = f"http://127.0.0.1:{port}"
    running = subprocess.Popen(
        [program, "--address", "127.0.0.1", "--port", port, str(place / "cote.zim")], stdout=subprocess.DEVNULL
    )
    try:
        end = time.monotonic() + 20
        while not answers(f"{server}/catalog/v2/entries"):
            assert running.poll() is None, "kiwix-serve ended"
            assert time.monotonic() < end, "kiwix-serve does not answer"
            time.sleep(0.05)
        with urlopen(f"{server}/catalog/v2/entries") as answer:
            [path] = re.findall(r'<link type="text/html" href="([^"]+)"', answer.read().decode())
        yield Served(server, f"{server}{path}/", place / "cote", place / "cote.zim")
    finally:
        running.terminate()
        running.wait(timeout=10)


def titles(hits: list[tuple[str, str]]) -> list[str]:
    return [title for title, _ in hits]


# --- Kiwix' own search


@pytest.mark.parametrize("words", ["assemblee", "assemblée", "l'assemblée", "l’assemblée", "L’ASSEMBLÉE", "Assemblée"])
def test_elided_words(words: str, kiwix: Served) -> None:
    hits = titles(kiwix.search(words))
    assert {"A/77/5, par. 1", "A/77/5, par. 2"} <= set(hits)


@pytest.mark.parametrize(
    ("words", "paragraph"),
    [
        ("Oman", 1),
        ("d'Oman", 1),
        ("d’oman sultanat", 1),
        ("office sultanat", 1),
        ("qu'elle commune", 2),
        ("qu’elle agit", 2),
        ("aujourd'hui commune", 2),
        ("aujourd’hui agit", 2),
        ("œuvre commune", 2),
        ("oeuvre commune", 2),
        ("fonctionnaire forme cybercriminalite", 3),
        ("FONCTIONNAIRES ENQUÊTENT", 3),
    ],
)
def test_words_of_a_paragraph(words: str, paragraph: int, kiwix: Served) -> None:
    assert titles(kiwix.search(words))[0] == f"A/77/5, par. {paragraph}"


def test_words_of_a_part(kiwix: Served) -> None:
    assert titles(kiwix.search("témoins applicables"))[0] == "A/77/5, annexe"


@pytest.mark.parametrize("symbol", ["A/77/5", "77/5", "A-77-5", "a/77/5", "A 77 5"])
def test_symbols_of_documents(symbol: str, kiwix: Served) -> None:
    assert titles(kiwix.search(symbol))[0].startswith("A/77/5, Rapport")
    assert kiwix.suggest(symbol)[0][1] == PAGE


@pytest.mark.parametrize("symbol", ["E/CN.15/2020/8", "CN.15/2020/8", "e/cn.15/2020/8", "E-CN.15-2020-8"])
def test_symbols_with_an_organ(symbol: str, kiwix: Served) -> None:
    assert titles(kiwix.search(symbol))[0].startswith("E/CN.15/2020/8, Rapport")


@pytest.mark.parametrize("symbol", ["A/RES/77/237", "résolution 77/237", "resolution 77/237", "77/237"])
def test_symbols_of_cited_documents(symbol: str, kiwix: Served) -> None:
    """Who cites them."""
    assert titles(kiwix.search(symbol))[0] == "A/77/5, par. 2"


@pytest.mark.parametrize("words", ["A/77/5 par. 3", "A/77/5, par. 3", "77/5 paragraphe 3", "a-77-5 par 3"])
def test_names_of_paragraphs(words: str, kiwix: Served) -> None:
    assert titles(kiwix.search(words))[0] == "A/77/5, par. 3"


@pytest.mark.parametrize("words", ["office", "l'office", "l’Office coop", "rapport de l'office", "cooperation"])
def test_suggestions_with_elided_words(words: str, kiwix: Served) -> None:
    """Each document is suggested once, visibly in its own words."""
    suggestions = [
        (title.replace("\u2060", ""), path.removesuffix("/index.html")) for title, path in kiwix.suggest(words)
    ]
    assert suggestions.count(("A/77/5, Rapport de l’Office sur la coopération", "fr/A/77/5")) == 1
    assert len({path for _, path in suggestions}) == len(suggestions)


def test_three_words_find_their_paragraph(kiwix: Served) -> None:
    """In sixty paragraphs of a report of the collection, taken by chance that is always the same."""
    page = read_page(kiwix.folder / REAL / "index.html", kiwix.folder)
    assert page
    chance = random.Random(6)
    paragraphs = [block for block in page.blocks if re.fullmatch(r"par-\d+", block.anchor) and len(block.text) > 150]
    missed = []
    for block in chance.sample(paragraphs, 60):
        words = chance.sample(sorted(set(re.findall(r"[^\W\d_]{7,}", block.text))), 3)
        name = f"E/CN.15/2020/8, par. {block.anchor.removeprefix('par-')}"
        if name not in titles(kiwix.search(" ".join(words))):
            missed.append((name, words))
    assert missed == []


def test_words_are_stored_as_the_query_is_read(kiwix: Served) -> None:
    """Of one paragraph, every word of four letters and more by itself narrows the search to it with its name."""
    page = read_page(kiwix.folder / PAGE, kiwix.folder)
    assert page
    [block] = [block for block in page.blocks if block.anchor == "par-2"]
    for word in set(re.findall(r"[\w’']{4,}", block.text)):
        assert "A/77/5, par. 2" in titles(kiwix.search(f"A/77/5 par. 2 {word}")), index_words(word)


# --- in browsers


@pytest.fixture
def reader(browser: Browser, kiwix: Served) -> Iterator[Browser]:
    """The book's main page; afterwards, that nothing was refused and nobody else asked."""
    browser.open(f"{kiwix.content}index.html")
    browser.errors.clear()
    browser.requests.clear()
    yield browser
    assert browser.errors == []
    assert browser.run("window.violations") == []
    assert alone(browser, kiwix)


def alone(browser: Browser, kiwix: Served) -> bool:
    """Whether only the server was asked."""
    return all(url.startswith((f"{kiwix.server}/", "about:", "data:", "blob:")) for url in browser.requests)


@pytest.mark.browser
def test_from_home_to_a_note_and_back(reader: Browser) -> None:
    reader.click(f"a[href='{PAGE}']")
    arrived(reader, PAGE)
    reader.click("#ref-1")
    reader.wait("document.activeElement.id === 'note-1'")
    reader.click("#note-1 .back")
    reader.wait("location.hash === '#ref-1'")
    reader.click("a.num[href='#par-3']")
    reader.wait("document.querySelector('[role=menu]')")
    assert reader.run("cote.permalink('par-3')") == "https://cote.example/fr/A/77/5/#par-3"


@pytest.mark.browser
@pytest.mark.parametrize("width", [1440, 390])
def test_permalink_opens_clear_of_the_readers_bar(reader: Browser, kiwix: Served, width: int) -> None:
    reader.size(width, 700)
    reader.open(f"{kiwix.content}{REAL}/index.html#par-40")
    reader.wait("document.querySelector(':target')?.id === 'par-40'")
    top = "document.querySelector(':target').getBoundingClientRect().top"
    reader.wait(f"{top} >= 0 && {top} < 200")
    first = (
        "document.elementFromPoint(innerWidth / 2, document.querySelector(':target').getBoundingClientRect().top + 8)"
    )
    reader.wait(f"{first}?.closest('#par-40')")


@pytest.mark.browser
def test_the_archives_own_search(reader: Browser) -> None:
    reader.wait("document.querySelector('[role=search]').getClientRects().length")
    assert reader.run("document.querySelector('[data-own-search]')") is None
    reader.run("document.querySelector('#site-q').focus()")
    reader.run("document.querySelector('#site-q').value = 'cybercriminalité fonctionnaires enquêtent'")
    reader.key("Enter")
    arrived(reader, "/recherche/index.html", "document.querySelector('[data-hit] a')")
    reader.click("[data-hit='fr/A/77/5/#par-3'] a")
    arrived(reader, PAGE, "document.querySelector('#par-3 mark')")


@pytest.mark.browser
def test_hit_of_kiwix_lands_on_the_paragraph(reader: Browser, kiwix: Served) -> None:
    [(title, address), *_] = kiwix.search("cybercriminalité fonctionnaires enquêtent")
    assert title == "A/77/5, par. 3"
    reader.open(address)
    arrived(reader, PAGE, "document.querySelector(':target')?.id === 'par-3'")


INSIDE = "(document.querySelector('#content_iframe')?.contentDocument ?? document)"
"""The page of the book, in a frame or not."""


@pytest.mark.browser
@pytest.mark.parametrize("width", [1440, 390])
def test_viewer(browser: Browser, kiwix: Served, width: int) -> None:
    """Reached by the links of Kiwix's search. The viewer's own messages on the console don't count."""
    browser.size(width, 800)
    path = urlsplit(kiwix.search("A/77/5 par. 3")[0][1]).path.removeprefix(urlsplit(kiwix.content).path)
    browser.open(kiwix.viewer + quote(path))
    arrived(browser, "", f"{INSIDE}.location.pathname.endsWith('{PAGE}') && {INSIDE}.querySelector(':target')")
    assert browser.run(f"{INSIDE}.querySelector(':target').id") == "par-3"
    assert browser.run(f"{INSIDE}.documentElement.scrollWidth <= {INSIDE}.documentElement.clientWidth")
    browser.run(f"{INSIDE}.querySelector('.site-name').click()")
    arrived(
        browser, "", f"{INSIDE}.location.pathname.endsWith('/index.html') && {INSIDE}.querySelector('.search-large')"
    )
    assert browser.run(f"{INSIDE}.defaultView.violations") == []
    assert alone(browser, kiwix)


# --- readers that cannot run Pagefind


class _Strict(http.server.BaseHTTPRequestHandler):
    """The book as such a reader shows it: scripts run, WebAssembly does not."""

    def __init__(self, zim: Archive, *arguments: object) -> None:
        self._zim = zim
        super().__init__(*arguments)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path)[1:]
        there = self._zim.has_entry_by_path(path)
        self.send_response(200 if there else 404)
        self.send_header("Content-Security-Policy", "script-src 'self'")
        if there:
            item = self._zim.get_entry_by_path(path).get_item()
            self.send_header("Content-Type", item.mimetype)
        self.end_headers()
        self.wfile.write(bytes(item.content) if there else b"")

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: the tests say what matters."""


@pytest.fixture(scope="module")
def strict(place: Path) -> Iterator[str]:
    """Address with a slash at the end."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(_Strict, Archive(place / "cote.zim"))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.mark.browser
@pytest.mark.parametrize("path", ["index.html", PAGE, "recherche/index.html?q=coop%C3%A9ration"])
def test_box_gives_way_where_it_cannot_work(path: str, browser: Browser, strict: str) -> None:
    browser.open(strict + path)
    assert (
        browser.run(
            "new Promise((done) => { try { new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0));"
            " done('compiles'); } catch { done('refused'); } })"
        )
        == "refused"
    )
    assert browser.run(
        "[...document.querySelectorAll('[role=search], .search__status')]"
        ".every((box) => box.getClientRects().length === 0)"
    )
    assert "Kiwix" in browser.text("[data-own-search]")
    assert browser.run("document.querySelector('[data-own-search]').getClientRects().length") == 1
    browser.run("document.body.focus()")
    browser.errors.clear()
    browser.key("/")
    # A page that was asked to search has tried, and Pagefind says late that it may not.
    assert [error for error in browser.errors if "WebAssembly" not in error] == []
