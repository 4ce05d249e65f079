"""The archive's own reports as a built and exported site, once a session; and a browser window at it."""

from __future__ import annotations

import functools
import http.server
import pickle
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from playwright.sync_api import Browser, BrowserContext, Page, Playwright

from build_scripts.export import export

from .reports import ROOT, real

EPOCH = 2_337_984_000
"""2044-02-02, of the build."""


def pickled(folder: Path) -> list[Path]:
    """The archive's reports as files, as the program leaves them between its passes."""
    files = []
    for number, report in enumerate(real()):
        file = folder / f"{number}.pickle"
        file.write_bytes(pickle.dumps(report))
        files.append(file)
    return files


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The reports, pickled."""
    return pickled(tmp_path_factory.mktemp("reports"))


def _site(folder: Path, files: list[Path], *, directories: bool) -> Path:
    config = load_config(str(ROOT / "mkdocs.yml"), site_dir=str(folder), use_directory_urls=directories, strict=False)
    build(config)
    assert export(ROOT, files, EPOCH, folder) == []
    return folder


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, files: list[Path]) -> Path:
    """Folder of the site."""
    return _site(tmp_path_factory.mktemp("site"), files, directories=True)


class _Handler(http.server.SimpleHTTPRequestHandler):
    """As servers of static files do: a folder's address gets its slash; for what is not there the site has a page."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        if code != 404:
            super().send_error(code, message, explain)
            return
        content = Path(self.directory, "404.html").read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing: the tests say what matters."""


@pytest.fixture(scope="session")
def port(site: Path) -> Iterator[int]:
    """Where the site is served on this machine."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Handler, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def chromium(playwright: Playwright, chromium_path: str) -> Iterator[Browser]:
    """Chromium, in which `cote.test` is this machine by an address that is no secure context, as on an intranet."""
    browser = playwright.chromium.launch(
        executable_path=chromium_path, args=["--no-sandbox", "--host-resolver-rules=MAP cote.test 127.0.0.1"]
    )
    yield browser
    browser.close()


@pytest.fixture(params=["secure", "http", "file"])
def home(request: pytest.FixtureRequest, site: Path, port: int) -> str:
    """The site's address, with a slash at the end: as a secure context, by http from an intranet, from a folder."""
    return {"secure": f"http://127.0.0.1:{port}/", "http": f"http://cote.test:{port}/", "file": f"{site.as_uri()}/"}[
        request.param
    ]


@pytest.fixture
def served(port: int) -> str:
    """The site's address on this machine."""
    return f"http://127.0.0.1:{port}/"


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    """Windows with nothing remembered; whatever fails on a page fails the test."""
    made = chromium.new_context(viewport={"width": 1300, "height": 900})
    made.set_default_timeout(10_000)
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A window."""
    errors: list[str] = []
    made = context.new_page()
    made.on("pageerror", lambda error: errors.append(str(error)))
    yield made
    assert errors == []
