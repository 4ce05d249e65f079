"""An archive of two documents with other addresses, one of them in parts; as folders and as files."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from build_scripts.__main__ import main
from build_scripts.export.addresses import FOLDER
from build_scripts.export.archive_files import WORDS, write_words
from build_scripts.offline.folder import Copy, make_folder
from tests.archives import ROOT, empty_archive, served

COMMITTEE = "A/76/463"
JOINT = "A/77/1"
TEXT = """# I. Introduction

1. Le présent rapport porte sur la prévention.

2. Voir A/76/463, par. 5, et le document E/2019/30.
"""
TOML = """symbol = "A/77/1-E/2022/5"
symbol_evidence = "essai"
title = "Rapport"
organ = "A"
date = 2022-01-01
aliases = ["E/2022/5"]
"""


@pytest.fixture(scope="session")
def words(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The script of the words of citations."""
    folder = tmp_path_factory.mktemp("words")
    write_words(folder)
    return folder / WORDS


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive, built and checked."""
    root = empty_archive(tmp_path_factory.mktemp("permalinks"))
    folder = root / "source_texts/fr"
    shutil.copytree(ROOT / "source_texts/fr" / COMMITTEE, folder / COMMITTEE)
    about = folder / COMMITTEE / "document.toml"
    about.write_text('aliases = ["A/C.3/76/99", "sans-cote/ancien"]\n' + about.read_text("utf-8"), "utf-8")
    (folder / JOINT).mkdir(parents=True)
    (folder / JOINT / "source.md").write_text(TEXT, "utf-8")
    (folder / JOINT / "document.toml").write_text(TOML, "utf-8")
    assert main(["--root", str(root), "record"]) == 0
    assert main(["--root", str(root), "site"]) == 0
    return root


@pytest.fixture(scope="session")
def site_of_files(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same pages as `page.html` in place of `page/`."""
    site = tmp_path_factory.mktemp("files")
    settings = load_config(str(archive / "mkdocs.yml"), site_dir=str(site), use_directory_urls=False, strict=False)
    build(settings)
    write_words(site)
    shutil.copytree(archive / "site" / FOLDER, site / FOLDER)
    return site


@pytest.fixture(scope="session")
def copy(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive as carried on a stick, in a folder whose name is a trap for addresses."""
    place = tmp_path_factory.mktemp("clé 100% #1") / "cote"
    place.mkdir()
    make_folder(archive / "site", place, Copy(1_700_000_000, 2))
    return place


@pytest.fixture(scope="session")
def pages_loaded() -> list[str]:
    """Paths of the pages that a server was asked for."""
    return []


@pytest.fixture(scope="session")
def address(archive: Path, pages_loaded: list[str]) -> Iterator[str]:
    """Where the archive is served, with a slash at the end."""
    with served(archive / "site", pages_loaded) as address:
        yield address


@pytest.fixture(scope="session")
def address_of_files(site_of_files: Path, pages_loaded: list[str]) -> Iterator[str]:
    """Where the pages that are files are served."""
    with served(site_of_files, pages_loaded) as address:
        yield address
