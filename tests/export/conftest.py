"""The archive's own reports as a built and exported site, once per session, and a browser window to look at it."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from playwright.sync_api import Browser, BrowserContext, Page, Playwright

from build_scripts.export import export
from tests import archives

from .reports import ROOT, real


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
    assert export(ROOT, files, folder) == []
    return folder


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, files: list[Path]) -> Path:
    """Folder of the site."""
    return _site(tmp_path_factory.mktemp("site"), files, directories=True)


@pytest.fixture(scope="session")
def served(site: Path) -> Iterator[str]:
    """The site's address on this machine, with a slash at the end."""
    with archives.served(site) as address:
        yield address


@pytest.fixture(scope="session")
def chromium(playwright: Playwright, chromium_path: str) -> Iterator[Browser]:
    """Chromium, in which `cote.test` is this machine at an address that isn't a secure context, as on an intranet."""
    browser = playwright.chromium.launch(
        executable_path=chromium_path, args=["--no-sandbox", "--host-resolver-rules=MAP cote.test 127.0.0.1"]
    )
    yield browser
    browser.close()


@pytest.fixture(params=["secure", "http", "file"])
def home(request: pytest.FixtureRequest, site: Path, served: str) -> str:
    """The site's address, with a slash at the end: as a secure context, by http from an intranet, from a folder."""
    intranet = served.replace("127.0.0.1", "cote.test")
    return {"secure": served, "http": intranet, "file": f"{site.as_uri()}/"}[request.param]


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    """Windows with nothing remembered; whatever fails on a page fails the test."""
    window = chromium.new_context(viewport={"width": 1300, "height": 900})
    window.set_default_timeout(10_000)
    yield window
    window.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A window."""
    errors: list[str] = []
    window = context.new_page()
    window.on("pageerror", lambda error: errors.append(str(error)))
    yield window
    assert errors == []
