"""PDF, read back: tags, bookmarks, a destination for each block, links, permalink and hash."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pypdf import PdfReader

from build_scripts.offline.article import read_article
from build_scripts.offline.folder import Copy
from build_scripts.offline.pdf import make_pdf, make_pdfs
from build_scripts.offline.selection import documents
from build_scripts.offline.settings import OfflineError

from .conftest import DATE, SHOWN

COPY = Copy(DATE, 2)


@pytest.fixture(scope="module")
def file(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pdf")
    make_pdfs(archive / "site", folder, documents(archive / "site")[:1], COPY, jobs=1)
    return folder / "fr/A/76/1.pdf"


@pytest.fixture(scope="module")
def pdf(file: Path) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(file) as opened:
        yield opened


def tags(node: Any) -> Iterator[str]:
    if isinstance(node, pikepdf.Array):
        for one in node:
            yield from tags(one)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            yield str(node.S)
        if "/K" in node:
            yield from tags(node.K)


def test_tagged_as_pdf_ua(pdf: pikepdf.Pdf) -> None:
    with pdf.open_metadata() as metadata:
        assert metadata["{http://www.aiim.org/pdfua/ns/id/}part"] == "1"
        assert metadata["dc:title"] == f"A/76/1, {SHOWN}"
    assert pdf.Root.MarkInfo.Marked
    assert pdf.Root.Lang == "fr"
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    assert all(page.Tabs == "/S" for page in pdf.pages if "/Annots" in page)
    found = Counter(tags(pdf.Root.StructTreeRoot))
    assert found["/Document"] == 1
    assert found["/H1"] == 1
    assert found["/H2"] == 1
    assert found["/P"] >= 3
    assert found["/Link"] >= 3


def test_bookmarks(pdf: pikepdf.Pdf) -> None:
    with pdf.open_outline() as outline:
        [title] = outline.root
        assert title.title == SHOWN
        assert [one.title for one in title.children] == ["I. Trafic"]


def test_destination_for_each_block(pdf: pikepdf.Pdf, archive: Path) -> None:
    names = set(pikepdf.NameTree(pdf.Root.Names.Dests))
    article = read_article(archive / "site", documents(archive / "site")[0])
    anchors = {one.get("id") for one in article.element.iter() if one.get("id")}
    assert {"par-1", "par-2", "note-1", "sec-1"} <= anchors <= names


def test_permalink_and_hash_stand_in_it(pdf: pikepdf.Pdf, file: Path, archive: Path) -> None:
    article = read_article(archive / "site", documents(archive / "site")[0])
    addresses = {str(link.A.URI) for page in pdf.pages for link in page.get("/Annots", []) if "/A" in link}
    assert article.url in addresses
    words = "".join("".join(page.extract_text() for page in PdfReader(file).pages).split())
    assert article.sha256 in words
    assert words.count(article.url) >= 2  # at the foot of the page and of the text


def test_twice_the_same_bytes(file: Path, archive: Path, tmp_path: Path) -> None:
    again = make_pdf(archive / "site", tmp_path, COPY, documents(archive / "site")[0])
    assert again.read_bytes() == file.read_bytes()


def test_document_without_a_page(tmp_path: Path, archive: Path) -> None:
    gone = [one for one in documents(archive / "site") if one.path == "fr/A/76/2"]
    with pytest.raises(OfflineError, match="fr/A/76/2: no PDF"):
        make_pdfs(tmp_path, tmp_path, gone, COPY, jobs=1)
