"""Small archives in which passages are collected: the specimen of tests/browser with its search, and the same after its
texts were corrected. And the archive's own reports with their search."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from build_scripts.export import addresses
from build_scripts.export.addresses import Held
from build_scripts.search import site_search
from tests.archives import served
from tests.browser.conftest import build_site
from tests.search.conftest import archive as archive

HELD = [
    Held("fr/A/99/1", "A/99/1", "Spécimen", "2044-02-01"),
    Held("fr/sans-cote/hostile", "", "Hostile", ""),
    Held("ar/A/99/1", "A/99/1", "عينة", "2044-02-01"),
]
RECORD = {
    "ris": [["TY", "RPRT"], ["ID", "A-99-1"], ["TI", "Spécimen"], ["SN", "A/99/1"]],
    "short": {"name": "A/99/1", "join": ", "},
}
CORRECTIONS = {
    "Paragraphe qui rappelle la première note": "Paragraphe qui évoque la première note",
    'id="par-2.b"': 'id="par-2.c"',
    'href="#par-2.b"': 'href="#par-2.c"',
    "Le présent résumé tient en un paragraphe": "Il n’y a plus de résumé",
    'id="summary.txt-1"': 'id="summary.txt-2"',
}
"""Words corrected; an item that has another anchor now; a block that is gone, and words in its place."""


NOTHING: dict[str, Any] = {"cited": [], "corrected": [], "revised": []}
"""The table of a document to which nothing has happened (export/watch_tables.py)."""


def watch(site: Path, path: str, table: Mapping[str, Any]) -> None:
    """Write the table of a document."""
    folder = site / path
    folder.mkdir(parents=True, exist_ok=True)
    name = path.partition("/")[2].replace("/", "-").removeprefix("sans-cote-")
    script = f"cote.watched({json.dumps(path)},{json.dumps(table)})\n"
    (folder / f"{name}.suivi.js").write_text(script, encoding="utf-8")


def prepared(site: Path, held: list[Held]) -> Path:
    """A site with its search, its table of addresses, the record of a document, and the tables of all."""
    for document in held:
        watch(site, document.path, NOTHING)
    assert site_search.index(site) == []
    addresses.write(site, held, [])
    record = site / "fr/A/99/1/A-99-1.reference.js"
    record.parent.mkdir(exist_ok=True)
    record.write_text(f"(globalThis.cote ??= {{}}).record = {json.dumps(RECORD)};\n", encoding="utf-8")
    return site


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The specimen."""
    return prepared(build_site(tmp_path_factory.mktemp("desk")), HELD)


@pytest.fixture(scope="session")
def later_site(tmp_path_factory: pytest.TempPathFactory, site: Path) -> Path:
    """The specimen after corrections. The document without symbol is another one now, at another address."""
    copy = tmp_path_factory.mktemp("later") / "site"
    shutil.copytree(site, copy)
    (copy / "fr/sans-cote").rename(copy / "fr/ailleurs")
    page = copy / "fr/A/99/1/index.html"
    html = page.read_text(encoding="utf-8")
    for before, after in CORRECTIONS.items():
        assert before in html, before
        html = html.replace(before, after)
    page.unlink()
    page.write_text(html, encoding="utf-8")
    shutil.rmtree(copy / "pagefind")
    return prepared(
        copy, [*(entry for entry in HELD if entry.symbol), Held("fr/ailleurs/hostile", "A/99/7", "Hostile", "")]
    )


@pytest.fixture(scope="session")
def site_of_files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The specimen in a folder, whose name is a trap for addresses."""
    return prepared(build_site(tmp_path_factory.mktemp("clé 100% #1"), directories=False), HELD)


@pytest.fixture(scope="session")
def home(site: Path) -> Iterator[str]:
    """Where the specimen is served."""
    with served(site) as address:
        yield address


@pytest.fixture(scope="session")
def later(later_site: Path) -> Iterator[str]:
    """Where the corrected specimen is served."""
    with served(later_site) as address:
        yield address
