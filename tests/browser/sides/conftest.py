"""The archive of made.py as a site, served and as a folder that is opened by double click."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.archives import empty_archive, served
from tests.built_sites import built, carried

from .made import add_documents


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive as a site."""
    root = empty_archive(tmp_path_factory.mktemp("sides"))
    add_documents(root)
    return built(root)


@pytest.fixture(scope="session")
def copy(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """It as a folder that is opened by double click."""
    return carried(site, tmp_path_factory.mktemp("copy"))


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Where it is served, with a slash at the end."""
    with served(site) as address:
        yield address
