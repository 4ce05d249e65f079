"""The settings of docs/developers/hosting.md in nginx and Caddy, for a site below a path, with browsers before them."""

from __future__ import annotations

import functools
import gzip
import http.client
import http.server
import os
import re
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from build_scripts.core.data_files import DATA
from build_scripts.export.formats import FORMATS
from build_scripts.hosting.hosting_settings import lifetime, media_type, settings
from build_scripts.run.server import Handler
from tests.archives import ROOT, empty_archive, served
from tests.browser.drivers import Browser
from tests.browser.versions.conftest import ALIAS, ALONE, PATH, add, add_alone, add_version
from tests.conftest import lacking

BASE = "/archive/un/"
HOME = "https://cote.example/"
PAGE = f"{BASE}fr/{PATH}/"
GONE = "A/78/81"
NOTED = "# I. Introduction\n\n1. Le rapport est long[^1].\n\n[^1]: Voir A/78/80.\n"


def recipe(language: str, place: Path) -> str:
    """A block of settings of the page, for this machine: `place` is /srv/cote there."""
    text = (ROOT / "docs/developers/hosting.md").read_text(encoding="utf-8")
    (block,) = re.findall(rf"^```{language}\n(.*?)^```$", text, re.M | re.S)
    assert "/srv/cote/" in block
    return str(block).replace("/srv/cote/site/adresses", f"{place}/www{BASE}adresses").replace("/srv/cote", str(place))


@pytest.fixture(scope="session")
def below(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which a site lies below a path: a joint symbol, versions, a note, a document that was removed."""
    folder = tmp_path_factory.mktemp("below")
    program, root = folder / "program", folder / "archive"
    shutil.copytree(DATA.parent, program / "build_scripts")
    root.mkdir()
    empty_archive(root)
    for file in (root / "mkdocs.yml", program / "build_scripts/data/archive.toml"):
        text = file.read_text(encoding="utf-8")
        assert HOME in text
        file.write_text(text.replace(HOME, f"{HOME}{BASE[1:]}"), encoding="utf-8")
    for code in ("en", "fr"):
        add_version(root, code)
    add_alone(root)
    add(root, f"fr/{GONE}", GONE, "Retiré", "# I. Introduction\n\n1. Un.\n")
    add(root, "fr/A/78/82", "A/78/82", "Avec une note", NOTED)

    def cote(*arguments: str) -> None:
        command = [sys.executable, "-P", "-m", "build_scripts", "--jobs", "1", *arguments]
        subprocess.run(
            command, cwd=root, env=os.environ | {"PYTHONPATH": str(program)}, check=True, capture_output=True
        )

    cote("record")
    shutil.rmtree(root / f"source_texts/fr/{GONE}")
    cote("record", "--forget", f"fr/{GONE}")
    cote("site")
    target = folder / f"www{BASE}"
    target.parent.mkdir(parents=True)
    (root / "site").rename(target)
    # Of a host without settings, which has the page for what is missing at its root.
    shutil.copy(target / "404.html", folder / "www")
    return folder


def port() -> int:
    """One that nobody has now."""
    with socket.socket() as line:
        line.bind(("127.0.0.1", 0))
        return int(line.getsockname()[1])


@dataclass(frozen=True)
class Answer:
    status: int
    headers: http.client.HTTPMessage
    body: bytes


@dataclass(frozen=True)
class Server:
    name: str
    number: int

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.number}"

    def ask(self, path: str, **headers: str) -> Answer:
        """What it says of a path."""
        line = http.client.HTTPConnection("127.0.0.1", self.number, timeout=10)
        try:
            line.request("GET", path, headers={name.replace("_", "-"): words for name, words in headers.items()})
            answer = line.getresponse()
            return Answer(answer.status, answer.headers, answer.read())
        finally:
            line.close()


def nginx(place: Path, number: int) -> list[str]:
    """The command that starts it as the page says."""
    program = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin") or lacking("nginx")
    own = recipe("nginx", place).replace("listen 80;", f"listen 127.0.0.1:{number};")
    own = own.replace(f"root {place}/site;", f"root {place}/www;")
    folders = (f"{name}_temp_path {place}/{name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    (place / "nginx.conf").write_text(
        f"{'user root; ' if os.getuid() == 0 else ''}daemon off; pid {place}/pid; error_log {place}/errors;\n"
        f"worker_processes 1; events {{ }}\nhttp {{ access_log off; {' '.join(folders)}\n{own}\n}}",
        encoding="utf-8",
    )
    return [program, "-c", str(place / "nginx.conf"), "-p", str(place)]


def caddy(place: Path, number: int) -> list[str]:
    """The command that starts it as the page says."""
    program = shutil.which("caddy") or lacking("caddy")
    own = recipe("caddyfile", place).replace("cote.example {", f"http://127.0.0.1:{number} {{")
    own = own.replace(f"root * {place}/site", f"root * {place}/www")
    (place / "Caddyfile").write_text(f"{{\n    admin off\n}}\n{own}", encoding="utf-8")
    return [program, "run", "--adapter", "caddyfile", "--config", str(place / "Caddyfile")]


SERVERS = {"nginx": nginx, "caddy": caddy}


@pytest.fixture(scope="session", params=SERVERS)
def server(request: pytest.FixtureRequest, below: Path) -> Iterator[Server]:
    """Each of them, while it serves."""
    found = Server(request.param, port())
    command = SERVERS[found.name](below, found.number)
    own = os.environ | {"HOME": str(below), "XDG_CONFIG_HOME": str(below), "XDG_DATA_HOME": str(below)}
    with (
        (below / f"{found.name}.log").open("wb") as log,
        subprocess.Popen(command, stderr=log, stdout=log, env=own) as run,
    ):
        try:
            for _ in range(100):
                assert run.poll() is None, (below / f"{found.name}.log").read_text(encoding="utf-8")
                try:
                    found.ask("/")
                    break
                except ConnectionRefusedError:
                    time.sleep(0.1)
            yield found
        finally:
            run.terminate()


def site(below: Path) -> Path:
    return below / f"www{BASE}"


def test_each_file_has_its_type_and_lifetime_as_a_store_has_them(server: Server, below: Path) -> None:
    """One file of each ending; a type without the spaces that writers of headers may leave out."""
    kinds = {
        (file.name.partition(".")[2], file.parent.name == "images"): file for file in sorted(site(below).rglob("*.*"))
    }
    assert {row.ending for row in FORMATS} <= {ending for ending, _ in kinds}
    for file in kinds.values():
        path = file.relative_to(site(below)).as_posix()
        if path == "404.html" or (server.name == "caddy" and path.endswith(".caddy")):  # Caddy hides its own settings.
            continue
        answer = server.ask(f"{BASE}{path}")
        assert (answer.status, answer.body) == (200, file.read_bytes()), path
        assert str(answer.headers["Content-Type"]).lower() == media_type(path), path
        assert answer.headers.get_all("Cache-Control") == [lifetime(path)], path
        for name, words in settings().headers.items():
            assert answer.headers.get_all(name) == [words], path


def test_what_search_asks_for_with_its_version_is_kept(server: Server, below: Path) -> None:
    path = next((site(below) / "pagefind/words").iterdir()).relative_to(site(below)).as_posix()
    assert server.ask(f"{BASE}{path}?v=75d270ea537e").headers["Cache-Control"] == settings().versioned[0][1]
    assert server.ask(f"{BASE}{path}?v=").headers["Cache-Control"] == lifetime(path)


def test_what_a_browser_has_is_not_sent_again(server: Server) -> None:
    for path in (PAGE, f"{PAGE}A-76-463.bib"):
        first = server.ask(path, Accept_Encoding="gzip")
        again = server.ask(path, Accept_Encoding="gzip", If_None_Match=first.headers["ETag"])
        assert (again.status, again.body) == (304, b""), path


@pytest.mark.parametrize("ending", ["html", *(row.ending for row in FORMATS)])
def test_what_is_not_compressed_is_when_it_is_sent(server: Server, below: Path, ending: str) -> None:
    name = "index.html" if ending == "html" else f"A-76-463.{ending}"
    file = site(below) / "fr" / PATH / name
    answer = server.ask(f"{PAGE}{name}", Accept_Encoding="gzip")
    packed = media_type(name).partition(";")[0] in settings().compressed
    if packed or file.stat().st_size > 1024:
        assert answer.headers["Content-Encoding"] == (None if packed else "gzip"), ending
    if answer.headers["Content-Encoding"]:
        assert gzip.decompress(answer.body) == file.read_bytes()
        assert "Accept-Encoding" in answer.headers["Vary"]


def test_the_policy_is_that_of_the_pages_and_what_only_a_header_says(server: Server, below: Path) -> None:
    page = (site(below) / "fr" / PATH / "index.html").read_text(encoding="utf-8")
    own = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert own
    expected = f"{own[1]}; form-action 'none'; frame-ancestors 'none'"
    for path in (PAGE, f"{PAGE}index.html", f"{BASE}nothing", f"{BASE}fr/{GONE}/"):
        assert server.ask(path).headers.get_all("Content-Security-Policy") == [expected], path
    assert server.ask(f"{PAGE}A-76-463.bib").headers["Content-Security-Policy"] is None


@pytest.mark.parametrize(
    "path", ["nothing", "fr/A/99/", "fr/A/99/1.csl.json", "fr//A/76/463/", "pagefind/words/none.js?v=1"]
)
def test_what_is_missing_has_its_page_and_status(server: Server, below: Path, path: str) -> None:
    answer = server.ask(f"{BASE}{path}")
    assert (answer.status, answer.body) == (404, (site(below) / "404.html").read_bytes())
    assert str(answer.headers["Content-Type"]).lower() == "text/html; charset=utf-8"
    assert "max-age" not in (answer.headers["Cache-Control"] or "")


def test_a_removed_document_is_gone_and_says_so(server: Server) -> None:
    for path in (f"{BASE}fr/{GONE}/", f"{BASE}fr/{GONE}", f"{BASE}{GONE}/"):
        answer = server.ask(path)
        assert answer.status == 410, path
        assert str(answer.headers["Content-Type"]).lower() == "text/html; charset=utf-8"
        assert "retiré" in answer.body.decode("utf-8")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (f"fr/{ALIAS}", f"fr/{ALONE}/"),
        (f"fr/{PATH}/par-12/", f"fr/{PATH}/#par-12"),
        (f"fr/{PATH}/annex.par-20", f"fr/{PATH}/#annex.par-20"),
        (f"fr/{GONE}/par-1/", f"fr/{GONE}/#par-1"),
        (f"fr/{PATH}/par-12/?q=deux&titre=A%20b", f"fr/{PATH}/?q=deux&titre=A%20b#par-12"),
        (f"fr/{PATH}/par-12?", f"fr/{PATH}/#par-12"),
    ],
)
def test_addresses_lead_on(server: Server, old: str, new: str) -> None:
    answer = server.ask(f"{BASE}{old}")
    assert (answer.status, answer.headers["Location"]) == (301, f"{BASE}{new}")


def test_it_is_looked_at_below_its_path(below: Path) -> None:
    """As `cote serve` shows it."""
    handler = functools.partial(Handler, directory=str(site(below)), base=BASE)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as shown:
        threading.Thread(target=shown.serve_forever, daemon=True).start()
        server = Server("serve", shown.server_port)
        asked = ("/", BASE[:-1], PAGE[:-1], f"{PAGE}par-12/", f"{PAGE}par-12/?titre=A%20b", PAGE, "/404.html")
        leads = {path: server.ask(path) for path in asked}
        shown.shutdown()
    assert {path: (answer.status, answer.headers["Location"]) for path, answer in leads.items()} == {
        "/": (301, BASE),
        BASE[:-1]: (301, BASE),
        PAGE[:-1]: (301, PAGE),
        f"{PAGE}par-12/": (301, f"{PAGE}#par-12"),
        f"{PAGE}par-12/?titre=A%20b": (301, f"{PAGE}?titre=A%20b#par-12"),
        PAGE: (200, None),
        "/404.html": (404, None),
    }
    assert leads["/404.html"].body == (site(below) / "404.html").read_bytes()


DONE = "document.querySelector('[data-search-results][data-done]')"


@pytest.mark.browser
def test_a_reader_searches_under_the_policy(browser: Browser, server: Server) -> None:
    browser.open(f"{server.address}{PAGE}")
    browser.run("document.querySelector('#site-q').focus()")
    for key in ("d", "e", "u", "x", "Enter"):
        browser.key(key)
    browser.wait("location.pathname.endsWith('/recherche/')")
    assert browser.run("location.search") == "?q=deux"
    browser.wait(DONE)
    assert browser.run("document.querySelector('[data-doc]').dataset.doc") == f"fr/{ALONE}/"
    assert browser.run("window.violations") == []
    assert browser.errors == []


@pytest.mark.browser
def test_a_reader_reads_a_note_and_copies_under_the_policy(browser: Browser, server: Server) -> None:
    browser.open(f"{server.address}{BASE}fr/A/78/82/")
    browser.wait("document.querySelector('.note--beside')")
    assert "Voir A/78/80" in browser.text("#note-1")
    browser.click("#par-1 > .num")
    browser.click("[data-action='copy-link']")
    browser.wait("document.querySelector('[data-toast]').textContent === 'Lien copié.'")
    assert browser.run("window.violations") == []
    assert browser.errors == []


@pytest.mark.browser
def test_two_versions_beside_each_other_under_the_policy(browser: Browser, server: Server) -> None:
    browser.open(f"{server.address}{BASE}cote-a-cote/?a=fr/{PATH}&b=en/{PATH}#par-12")
    browser.wait("document.querySelector('.sides__row[id]')")
    assert browser.run("window.violations") == []
    assert browser.errors == []


@pytest.mark.browser
def test_the_page_for_what_is_missing_loads_all_and_leads_on(browser: Browser, server: Server) -> None:
    browser.open(f"{server.address}{BASE}FR/a/76/463")
    browser.wait(f"location.pathname === '{PAGE}'")
    browser.open(f"{server.address}{BASE}fr/A/76/464/")
    browser.wait("document.querySelector('[data-found]').children.length")
    assert browser.run("getComputedStyle(document.querySelector('.skip')).position") == "absolute"
    assert browser.run("window.violations") == []


@pytest.mark.browser
def test_on_a_host_without_settings_a_paragraph_of_a_removed_document_leads_to_its_page(
    browser: Browser, below: Path
) -> None:
    with served(below / "www") as address:
        for path in (f"fr/{GONE}/par-1/", f"{GONE}/par-1", f"fr/{GONE}.html"):
            browser.open(f"{address}{BASE[1:]}{path}")
            browser.wait("document.body?.textContent.includes('retiré') && !location.pathname.includes('par-1')")
            assert str(browser.run("location.pathname")).endswith(f"{GONE}/")


def test_a_site_takes_the_others_place_at_once(tmp_path: Path) -> None:
    """While a reader asks without end, every answer is whole and of one build."""
    script = recipe("sh", tmp_path)
    assert str(tmp_path) in script

    def build(number: int) -> None:
        for name in ("index.html", "pagefind/manifest.js"):
            file = tmp_path / "work/site" / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(str(number), encoding="utf-8")

    seen: list[tuple[str, str]] = []
    over = threading.Event()

    def content(name: str) -> str:
        try:
            return (tmp_path / "site" / name).read_text(encoding="utf-8")
        except OSError:
            return "nothing"

    def read() -> None:
        while not over.is_set():
            seen.append((content("index.html"), content("pagefind/manifest.js")))

    reader = threading.Thread(target=read)
    for number in range(5):
        build(number)
        # Two in one second would have one name.
        own = script.replace("%SZ", f"%SZ-{number}")
        subprocess.run(["bash", "-euc", own], cwd=tmp_path / "work", check=True)
        if not number:
            reader.start()
    over.set()
    reader.join()
    assert len(seen) > 5
    assert all(page <= index < "5" for page, index in seen)
    assert (tmp_path / "site/index.html").read_text(encoding="utf-8") == "4"
    assert len([*(tmp_path / "sites").iterdir()]) == 5
