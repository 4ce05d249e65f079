"""What a search costs in a browser, by the reader's line: `python -m benchmarks search [SIZES]`."""

from __future__ import annotations

import argparse
import gzip
import shutil
import statistics
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import quote

from playwright.sync_api import Browser, Page, sync_playwright

from . import mutants
from .measure import ROOT, cost
from .page import write

COLD, SECOND = "justice", "réfugiés"
"""The first query in a browser that has nothing of the site yet, and the second on the page that shows its answer."""
KEY, PASTE = 150, 1000
"""Milliseconds from one key to the next of who types the second query, and from coming to the box to pasting it."""
LATENCY, BITS = 150, 1_600_000
"""Milliseconds and bits a second of a slow line."""
TIMES = 3
_QUIET = 300
"""Milliseconds without a request after which no more is expected."""
_PATIENCE = 60
"""Seconds after which an answer is given up."""
ABOUT = f"""## Search

Measured by `python -m benchmarks search`: Debian's Chromium, without a window, opens the results page for
“{COLD}” with an empty cache, and then asks it for “{SECOND}”, typed with {KEY} ms between keys, or pasted
{PASTE / 1000:g} s after the box was entered. KB of 10^3 bytes are what comes over the line, with the heads of the
answers, as a web server compresses it (gzip -6, HTTP/1.1); what is typed is also looked for at its beginnings.
*rounds* are requests that wait for one another, the page itself the first of a cold one. Seconds are the median of the
runs, {TIMES} for each second query, from the opening of the page, or from the second query's last letter, until the
first hit is there. The slow line has {BITS / 1e6} Mb/s and {LATENCY} ms.
"""
HEAD = ["| reports | line | query | requests | KB | rounds | first hit, s |", "|--:|---|---|--:|--:|--:|--:|"]

_WATCH = """
window.begun = 0;
window.query = new URLSearchParams(location.search).get('q');
new MutationObserver(() => {
  const hit = document.querySelector('[data-hit]');
  const asked = new URLSearchParams(location.search).get('q') === window.query;
  if (hit && hit !== window.known && asked) { window.known = hit; window.took = performance.now() - window.begun; }
}).observe(document, { childList: true, subtree: true });
addEventListener('input', () => { window.begun = performance.now(); delete window.took; }, true);
"""
_BOX = '.site-search [name="q"]'
_DONE = "window.took !== undefined && document.querySelector('[data-search-results][data-done]') !== null"


@dataclass(frozen=True, slots=True)
class Request:
    """A file that came over the line."""

    sent: float
    """Seconds on the browser's clock."""
    ended: float
    bytes: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What the answer to a query took."""

    seconds: float
    requests: Sequence[Request]


def main(arguments: list[str]) -> None:
    """Measure, print, and put the figures into docs/developers/benchmarks.md."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks search")
    parser.add_argument("sizes", type=int, nargs="*", default=[5, 50, 200], help="numbers of reports")
    parser.add_argument("--built", type=Path, metavar="FOLDER", help="a site, instead of new ones")
    parser.add_argument("--print", action="store_true", help="leave docs/developers/benchmarks.md as it is")
    options = parser.parse_args(arguments)
    lines = list(HEAD)
    print("\n".join(lines))
    for archive in [options.built] if options.built else options.sizes:
        for line in _of_site(archive, archive.name) if options.built else _of_size(archive):
            print(line, flush=True)
            lines.append(line)
    if not options.print:
        write(ABOUT, lines)


def _of_size(size: int) -> Iterator[str]:
    with tempfile.TemporaryDirectory(prefix="cote-bench-") as folder:
        root = Path(folder)
        mutants.make(root, ROOT, size)
        cost(["-m", "build_scripts", "site"], root)
        yield from _of_site(root / "site", f"{size:,}")


def _of_site(site: Path, name: str) -> Iterator[str]:
    """The table's lines for a site."""
    with _served(site) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for line, slow in (("fast", False), ("slow", True)):
            typed, pasted = ([_answers(browser, address, slow=slow, key=key) for _ in range(TIMES)] for key in (KEY, 0))
            yield _line(name, line, f"cold: “{COLD}”", [first for first, _ in (*typed, *pasted)])
            yield _line(name, line, f"second, typed: “{SECOND}”", [second for _, second in typed])
            yield _line(name, line, f"second, pasted: “{SECOND}”", [second for _, second in pasted])
        browser.close()


def _line(name: str, line: str, query: str, answers: Sequence[Answer]) -> str:
    requests = answers[0].requests
    sent = sum(request.bytes for request in requests) / 1000
    seconds = statistics.median(answer.seconds for answer in answers)
    cells = [name, line, query, len(requests), f"{sent:.0f}", rounds(requests), f"{seconds:.2f}"]
    return f"| {' | '.join(map(str, cells))} |"


def rounds(requests: Sequence[Request]) -> int:
    """How many requests, at most, were each sent after the one before had come."""
    longest: list[tuple[float, int]] = []
    for request in sorted(requests, key=lambda request: request.sent):
        before = max((length for ended, length in longest if ended <= request.sent), default=0)
        longest.append((request.ended, before + 1))
    return max((length for _, length in longest), default=0)


def _answers(browser: Browser, address: str, *, slow: bool, key: int) -> tuple[Answer, Answer]:
    """The answers to both queries, in a new window; `key`: milliseconds from one key of the second to the next, 0 where
    it is pasted."""
    context = browser.new_context()
    page = context.new_page()
    page.add_init_script(_WATCH)
    heard = _Heard(page)
    if slow:
        line = {"offline": False, "latency": LATENCY, "downloadThroughput": BITS / 8, "uploadThroughput": BITS / 8}
        heard.session.send("Network.emulateNetworkConditions", line)
    page.goto(f"{address}recherche/?q={quote(COLD)}", wait_until="commit")
    first = _answer(page, heard)
    page.evaluate("(query) => { window.query = query; delete window.took; }", SECOND)
    page.locator(_BOX).select_text()
    if key:
        page.keyboard.type(SECOND, delay=key)
    else:
        page.wait_for_timeout(PASTE)
        page.keyboard.insert_text(SECOND)
        page.keyboard.press("Enter")
    second = _answer(page, heard)
    context.close()
    return first, second


def _answer(page: Page, heard: _Heard) -> Answer:
    end = time.monotonic() + _PATIENCE
    while not page.evaluate(_DONE):  # The page's policy forbids what `wait_for_function` would do.
        if time.monotonic() > end:
            raise TimeoutError(f"{page.url}: no answer")
        time.sleep(0.05)
    page.wait_for_timeout(_QUIET)
    while heard.awaits:  # what is counted once it is shown
        page.wait_for_timeout(_QUIET)
    return Answer(page.evaluate("window.took") / 1000, heard.taken())


class _Heard:
    """What a page has asked for, as the browser tells it."""

    def __init__(self, page: Page) -> None:
        self.session = page.context.new_cdp_session(page)
        self._sent: dict[str, float] = {}
        self._ended: list[Request] = []
        self.session.on("Network.requestWillBeSent", self._send)
        self.session.on("Network.requestServedFromCache", self._forget)
        self.session.on("Network.loadingFailed", self._forget)
        self.session.on("Network.loadingFinished", self._end)
        self.session.send("Network.enable")

    @property
    def awaits(self) -> bool:
        """Whether anything has been asked for that hasn't come."""
        return bool(self._sent)

    def taken(self) -> list[Request]:
        """What has come since this was asked last."""
        requests, self._ended = self._ended, []
        return requests

    def _send(self, event: dict[str, Any]) -> None:
        if not event["request"]["url"].endswith(".svg"):  # The site's icon comes at any time.
            self._sent[event["requestId"]] = event["timestamp"]

    def _forget(self, event: dict[str, Any]) -> None:
        self._sent.pop(event["requestId"], None)

    def _end(self, event: dict[str, Any]) -> None:
        sent = self._sent.pop(event["requestId"], None)
        if sent is not None:
            self._ended.append(Request(sent, event["timestamp"], int(event["encodedDataLength"])))


@contextmanager
def _served(site: Path) -> Iterator[str]:
    """The address of a site, whose files are sent compressed."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        content = _compressed(path) if path.is_file() else b""
        self.send_response(200 if content else 404)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Length", str(len(content)))
        if content:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        pass


@cache
def _compressed(path: Path) -> bytes:
    return gzip.compress(path.read_bytes(), 6)
