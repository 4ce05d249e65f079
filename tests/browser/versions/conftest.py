"""A small archive with a report in three languages, of which one has two paragraphs more, and a report in one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.archives import empty_archive, served
from tests.built_sites import built, carried

PATH = "A/76/463"
ALONE = "A/78/80"
ALIAS = "E/2023/64"
"""Of the report in one language, whose symbol is joint."""

_TEXTS = {
    "ar": ("منع الجريمة", "# أولا - مقدمة", "يتناول هذا التقرير منع الجريمة والعدالة الجنائية في جميع البلدان."),
    "en": ("Crime prevention", "# I. Introduction", "The present report is about crime prevention in all countries."),
    "fr": ("Prévention du crime", "# I. Introduction", "Le présent rapport porte sur la prévention du crime."),
}
_PARAGRAPHS = {"ar": 40, "en": 42, "fr": 40}
_MATTER = """symbol = "{}"
symbol_evidence = "{}"
title = "{}"
organ = "A"
type = "report"
date = 2021-11-11
original_language = "en"
"""


def add(root: Path, path: str, symbol: str, title: str, text: str) -> None:
    """Put a document into an archive."""
    folder = root / "source_texts" / path
    folder.mkdir(parents=True)
    (folder / "source.md").write_text(text, encoding="utf-8")
    (folder / "document.toml").write_text(_MATTER.format(symbol, symbol, title), encoding="utf-8")


def add_version(root: Path, code: str) -> None:
    """Put the report in one language into an archive. Its paragraphs are of different lengths in each."""
    title, heading, words = _TEXTS[code]
    length = 1 + sorted(_TEXTS).index(code)
    paragraphs = (
        f"{number}. " + " ".join([words] * (length + number % 3)) for number in range(1, _PARAGRAPHS[code] + 1)
    )
    add(root, f"{code}/{PATH}", PATH, title, "\n\n".join([heading, *paragraphs]) + "\n")


def add_alone(root: Path) -> None:
    """Put the report in one language into an archive."""
    text = f"# I. Introduction\n\n1. Voir {PATH}, par. 3.\n\n2. Deux.\n"
    add(root, f"fr/{ALONE}", f"{ALONE}-{ALIAS}", "Essai : suite", text)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive as a site."""
    root = empty_archive(tmp_path_factory.mktemp("versions"))
    for code in _TEXTS:
        add_version(root, code)
    add_alone(root)
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
