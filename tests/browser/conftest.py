"""The specimen as a site, built once, and browsers to look at it.

`specimen/` holds pages in the form that the converter writes, one of each kind, with everything that a page can
carry; the hand-written pages and the templates are the archive's own.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from build_scripts.export.archive_files import write_words
from tests.archives import ROOT, served

from .drivers import Browser

SPECIMEN = Path(__file__).parent / "specimen"
REPORT = "fr/A/99/1/"
BARE = "fr/sans-cote/hostile/"
ARABIC = "ar/A/99/1/"
PICTURE = "assets/images/favicon.svg"
"""What is there at once, of the same origin as the pages."""
PAGES = {
    "home": "",
    "report": REPORT,
    "bare report": BARE,
    "arabic report": ARABIC,
    "list": "organes/",
    "countries": "pays/",
    "help": "aide/",
    "method": "methode/",
    "rights": "droits/",
    "mistakes": "signaler/",
    "check": "verifier-citations/",
    "missing": "404.html",
}
"""One page of each kind, by what it is."""


def build_site(folder: Path, *, directories: bool = True) -> Path:
    """The specimen and the archive's hand-written pages as a site in `folder`."""
    docs = folder / "docs"
    shutil.copytree(SPECIMEN, docs)
    for page in (ROOT / "docs").glob("*.md"):
        shutil.copy(page, docs)
    shutil.copytree(ROOT / "docs/pages", docs / "pages")
    config = load_config(
        str(ROOT / "mkdocs.yml"),
        docs_dir=str(docs),
        site_dir=str(folder / "site"),
        nav=["index.md", "organes/index.md"],
        use_directory_urls=directories,
        strict=False,
    )
    build(config)
    write_words(folder / "site")
    return folder / "site"


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder of the built site."""
    return build_site(tmp_path_factory.mktemp("site"))


@pytest.fixture(scope="session")
def site_of_files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder of the site as carried offline, `page.html` in place of `page/`; its name is a trap for addresses."""
    return build_site(tmp_path_factory.mktemp("clé 100% #1"), directories=False)


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Where the site is served, with a slash at the end."""
    with served(site) as address:
        yield address


@pytest.fixture
def report(browser: Browser, address: str) -> Browser:
    """The browser at the specimen report, with nothing remembered from another test."""
    browser.open(address + PICTURE)
    browser.run("localStorage.clear()")
    browser.open(address + REPORT)
    browser.requests.clear()
    return browser
