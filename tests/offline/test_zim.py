"""ZIM, read with the library that Kiwix is made of: pages, its own search in French, symbols, metadata."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from libzim.reader import Archive
from libzim.search import Query, Searcher
from libzim.suggestion import SuggestionSearcher
from PIL import Image

from build_scripts.offline.folder import Copy
from build_scripts.offline.selection import documents
from build_scripts.offline.zim import make_zim, split_elisions

from .conftest import DATE


@pytest.fixture(scope="module")
def file(archive: Path, folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("zim") / "cote.zim"
    make_zim(folder, place, documents(archive / "site"), Copy(DATE, 2))
    return place


@pytest.fixture(scope="module")
def zim(file: Path) -> Archive:
    return Archive(file)


def found(zim: Archive, words: str) -> list[str]:
    return list(Searcher(zim).search(Query().set_query(words)).getResults(0, 10))


def test_whole_and_checked(zim: Archive, folder: Path) -> None:
    assert zim.check()
    assert zim.main_entry.get_item().path == "index.html"
    page = bytes(zim.get_entry_by_path("fr/A/76/1/index.html").get_item().content)
    script = b'<script src="../../../../hors-ligne/zim.js" defer></script>'
    assert page.replace(script, b"") == (folder / "fr/A/76/1/index.html").read_bytes()
    assert bytes(zim.get_entry_by_path("hors-ligne/zim.js").get_item().content)


@pytest.mark.parametrize("words", ["assemblée", "assemblee", "l’Assemblée", "L'ASSEMBLÉE"])
def test_elided_words_are_found(words: str, zim: Archive) -> None:
    assert "par/fr/A/76/1/par-2" in found(zim, words)


def test_paragraph_is_found_and_leads_there(zim: Archive) -> None:
    assert found(zim, "drogues")[0] == "par/fr/A/76/1/par-1"
    page = bytes(zim.get_entry_by_path("par/fr/A/76/1/par-1").get_item().content).decode()
    assert "Le trafic illicite de drogues" in page
    assert 'url=../../../../../fr/A/76/1/index.html#par-1"' in page


def test_words_of_notes_lead_to_the_page(zim: Archive) -> None:
    assert found(zim, "précédent")[0].endswith("/index.html")


@pytest.mark.parametrize("symbol", ["A/76/1", "76/1", "A-76-1", "76-1"])
def test_symbols_as_they_are_written(symbol: str, zim: Archive) -> None:
    assert zim.get_entry_by_path(symbol).get_item().path == "fr/A/76/1/index.html"
    assert next(iter(SuggestionSearcher(zim).suggest(symbol).getResults(0, 1))) == "fr/A/76/1/index.html"


def test_metadata(zim: Archive) -> None:
    said = {name: zim.get_metadata(name) for name in zim.metadata_keys}
    assert {"Name", "Title", "Description", "Language", "Creator", "Publisher", "Date", "Counter"} <= set(said)
    assert said["Date"] == b"2023-11-14"
    assert said["Language"] == b"fra"
    assert Image.open(BytesIO(bytes(zim.get_illustration_item(48).content))).size == (48, 48)


def test_twice_the_same_bytes(file: Path, archive: Path, folder: Path, tmp_path: Path) -> None:
    make_zim(folder, tmp_path / "again.zim", documents(archive / "site"), Copy(DATE, 2))
    assert (tmp_path / "again.zim").read_bytes() == file.read_bytes()


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("L’Assemblée", "l'assemblee assemblee"),
        ("jusqu'à", "jusqu'a a"),
        ("aujourd'hui", "aujourd'hui"),
        ("l'ONUDC, d'un", "l'onudc onudc, d'un un"),
    ],
)
def test_elisions(words: str, expected: str) -> None:
    assert split_elisions(words) == expected
