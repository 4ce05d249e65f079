"""Sites to search: a specimen with every case, in shards of two documents, and the archive's own reports."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from build_scripts.export.archive_files import write_words
from build_scripts.search import shards, shared_files
from build_scripts.search import site_search as module
from tests.archives import ROOT, served
from tests.browser.drivers import Browser
from tests.conftest import fresh

SPECIMEN = Path(__file__).parent / "specimen"
SCRIPTS = ROOT / "overrides/assets/javascripts/search"


def render(docs: Path, folder: Path, *, directories: bool = True) -> Path:
    """A site without search, of the reports in folders named by languages, and the archive's results page."""
    copy = folder / "docs"
    copy.mkdir()
    for language in docs.glob("??"):
        shutil.copytree(language, copy / language.name)
    shutil.copy(ROOT / "docs/recherche.md", copy)
    config = load_config(
        str(ROOT / "mkdocs.yml"),
        docs_dir=str(copy),
        site_dir=str(folder / "site"),
        nav=[],
        use_directory_urls=directories,
        strict=False,
    )
    build(config)
    write_words(folder / "site")
    return folder / "site"


@contextmanager
def small_shards(documents: int = 2) -> Iterator[None]:
    """So many documents in a shard, so that a few documents have several."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shards, "MOST", documents)
        patch.setattr(shared_files, "AT_ONCE", documents)
        yield


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The specimen, served."""
    site = render(SPECIMEN, tmp_path_factory.mktemp("specimen"))
    with small_shards():
        assert module.index(site) == []
    # The export writes it; the results page asks for it once a filter is chosen.
    (site / "flux").mkdir()
    (site / "flux/index.js").write_text("cote.feeds={}\n", encoding="utf-8")
    return site


@pytest.fixture(scope="session")
def site_of_files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The specimen as carried on a stick, in a folder whose name is a trap for addresses."""
    site = render(SPECIMEN, tmp_path_factory.mktemp("clé d’été 100% #1"), directories=False)
    with small_shards():
        assert module.index(site) == []
    return site


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive's own reports."""
    site = render(ROOT / "docs", tmp_path_factory.mktemp("archive"))
    module.index(site)
    (site / "flux").mkdir()
    (site / "flux/index.js").write_text("cote.feeds={}\n", encoding="utf-8")
    return site


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Where the specimen is served."""
    with served(site) as address:
        yield address


@pytest.fixture(scope="session")
def archive_address(archive: Path) -> Iterator[str]:
    """Where the archive's own reports are served."""
    with served(archive) as address:
        yield address


@pytest.fixture
def chromium(_drivers: Callable[[str], Browser]) -> Browser:
    """A window of Chromium."""
    return fresh(_drivers("chromium"))
