"""The archive of made.py as a site, served and as a folder that is opened by double click."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from build_scripts.core.settings import archive
from build_scripts.offline.local_pages import Page, offline
from build_scripts.run.archive import converted, others_of, pages
from build_scripts.run.site import build
from build_scripts.write.files import update
from tests.archives import empty_archive, served

from .made import add_documents


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive as a site."""
    root = empty_archive(tmp_path_factory.mktemp("sides"))
    add_documents(root)
    with converted(root, jobs=1) as conversion:
        texts, _ = pages(root, conversion, jobs=1)
        update(root / "docs", texts)
        build(root, conversion.reports.files, store=conversion.store, jobs=1, others=others_of(root, conversion))
    return root / "site"


@pytest.fixture(scope="session")
def copy(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """It as a folder; its name is a trap for addresses."""
    folder = tmp_path_factory.mktemp("clé 100% #1") / "cote"
    shutil.copytree(site, folder)
    files = {file.relative_to(site).as_posix() for file in site.rglob("*") if file.is_file()}
    for path in files:
        if path.endswith(".html"):
            text = (site / path).read_text(encoding="utf-8")
            (folder / path).unlink()
            (folder / path).write_text(offline(text, Page(path, files, archive().site_url)), encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Where it is served, with a slash at the end."""
    with served(site) as address:
        yield address
