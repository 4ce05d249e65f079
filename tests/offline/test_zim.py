"""ZIM, read with the library that Kiwix uses: pages, links, its French search, symbols, metadata."""

from __future__ import annotations

import dataclasses
import re
from io import BytesIO
from pathlib import Path
from posixpath import normpath
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import lxml.html
import pytest
from libzim.reader import Archive
from libzim.search import Query, Searcher
from libzim.suggestion import SuggestionSearcher
from PIL import Image

from build_scripts.core.interface import interface
from build_scripts.offline import zim_metadata
from build_scripts.offline.copy_settings import OfflineError, settings
from build_scripts.offline.drawing import png
from build_scripts.offline.folder import Copy
from build_scripts.offline.kiwix import index_words, keywords, passages, suggestion_title, symbol_forms
from build_scripts.offline.selection import Facts, documents
from build_scripts.offline.zim import make_zim
from build_scripts.offline.zim_metadata import graphemes, metadata
from build_scripts.search.page_blocks import Page, PageBlock, Stretch

from .conftest import DATE, ROOT, SHOWN

PAGE = "fr/A/76/1/index.html"


@pytest.fixture(scope="module")
def file(archive: Path, folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("zim") / "cote.zim"
    make_zim(folder, place, documents(archive / "site"), Copy(DATE, 2))
    return place


@pytest.fixture(scope="module")
def zim(file: Path) -> Archive:
    return Archive(file)


def content(zim: Archive, path: str) -> str:
    return bytes(zim.get_entry_by_path(path).get_item().content).decode()


def paths(zim: Archive) -> list[str]:
    """Of every entry that is not a redirect."""
    entries = (zim._get_entry_by_id(number) for number in range(zim.all_entry_count))
    return [entry.path for entry in entries if not entry.is_redirect and zim.has_entry_by_path(entry.path)]


def titles_found(zim: Archive, words: str) -> list[str]:
    """Titles of the first hits."""
    hits = Searcher(zim).search(Query().set_query(words)).getResults(0, 10)
    return [zim.get_entry_by_path(path).title for path in hits]


# --- files and links


def test_whole_and_checked(zim: Archive) -> None:
    assert zim.check()
    assert zim.main_entry.get_item().path == "index.html"
    assert content(zim, "hors-ligne/zim.js")


def test_pages_are_those_of_the_folder(zim: Archive, folder: Path) -> None:
    """Except for links to what is left out, the script for reader programs, and the policy, as those have their own."""
    there = content(zim, PAGE)
    script = '<script src="../../../../hors-ligne/zim.js" data-words='
    policy = '\n<meta http-equiv="Content-Security-Policy"'
    was = (folder / PAGE).read_text(encoding="utf-8")
    assert there.count(script) == 1
    assert policy in was
    assert "Content-Security-Policy" not in there
    [article] = re.findall(r"<article.*</article>", was, re.DOTALL)
    assert article in there


def test_every_link_leads_to_an_entry_or_to_the_published_site(zim: Archive) -> None:
    there = frozenset(paths(zim))
    outside = 0
    for path in there:
        if not path.endswith(".html"):
            continue
        for element, _, address, _ in lxml.html.fromstring(content(zim, path)).iterlinks():
            parts = urlsplit(address)
            if parts.scheme.startswith("http"):
                outside += 1
                assert element.tag != "a" or element.get("data-network") is not None, f"{path}: {address}"
                named = not {"stylesheet", "icon", "preload"} & set(element.get("rel", "").split())
                assert element.tag == "a" or (element.tag == "link" and named), f"{path}: {address}"
            elif parts.path and not parts.scheme:
                target = unquote(urlsplit(urljoin(f"file:///{path}", address)).path)[1:]
                assert normpath(target) in there, f"{path}: {address}"
    assert outside


def test_files_to_download_are_where_they_are_published(zim: Archive, folder: Path) -> None:
    assert (folder / "fr/A/76/1/A-76-1.ris").is_file()
    assert not zim.has_entry_by_path("fr/A/76/1/A-76-1.ris")
    [link] = lxml.html.fromstring(content(zim, PAGE)).xpath("//details[@id='formats']//a[contains(@href, '76-1.ris')]")
    assert link.get("href") == "https://cote.example/fr/A/76/1/A-76-1.ris"
    assert link.get("title") == "réseau nécessaire"
    downloads = [path for path in paths(zim) if path.endswith((".json", ".csv", ".txt", ".xml", ".md", ".bib"))]
    # Licences stay with what they are of.
    assert sorted(downloads) == [f"assets/csl/{name}.txt" for name in ("AGPLv3", "CPAL", "LICENSE")]


def test_twice_the_same_bytes(file: Path, archive: Path, folder: Path, tmp_path: Path) -> None:
    copy_file = tmp_path / "in another folder" / "of another name.zim"
    copy_file.parent.mkdir()
    make_zim(folder, copy_file, documents(archive / "site"), Copy(DATE, 2))
    assert copy_file.read_bytes() == file.read_bytes()


# --- Kiwix' search


@pytest.mark.parametrize("words", ["assemblée", "assemblee", "l’Assemblée", "L'ASSEMBLÉE"])
def test_elided_words_are_found(words: str, zim: Archive) -> None:
    assert "A/76/1, par. 2" in titles_found(zim, words)


def test_paragraph_is_found_and_leads_there(zim: Archive) -> None:
    hit = next(iter(Searcher(zim).search(Query().set_query("illicite drogues A/76/1")).getResults(0, 10)))
    page = content(zim, hit)
    assert "Le trafic illicite de drogues" in page
    assert f'url=../{PAGE}#par-1"' in page


def test_words_of_notes_lead_to_the_page(zim: Archive) -> None:
    hits = Searcher(zim).search(Query().set_query("précédent")).getResults(0, 10)
    assert any(f'url=../{PAGE}"' in content(zim, hit) for hit in hits)


@pytest.mark.parametrize("symbol", ["A/76/1", "76/1", "A-76-1", "a/76/1", "A 76 1"])
def test_symbol_is_first_the_document(symbol: str, zim: Archive) -> None:
    assert titles_found(zim, symbol)[0] == f"A/76/1, {SHOWN}"
    assert next(iter(SuggestionSearcher(zim).suggest(symbol).getResults(0, 1))) == PAGE


@pytest.mark.parametrize("symbol", ["A/76/1", "76/1", "A-76-1", "76-1"])
def test_symbols_are_addresses(symbol: str, zim: Archive) -> None:
    assert zim.get_entry_by_path(symbol).get_item().path == PAGE


@pytest.mark.parametrize("words", ["A/76/1 par. 2", "A/76/1, par. 2"])
def test_name_of_a_paragraph(words: str, zim: Archive) -> None:
    assert "A/76/1, par. 2" in titles_found(zim, words)[:2]  # the other may be A/76/2, par. 1


# --- what it is found by


def page(*blocks: tuple[str, str], **data: str) -> Page:
    blocks_of_page = [PageBlock(anchor, "text", text) for anchor, text in blocks]
    return Page("fr/x/", "fr/x/index.html", False, "fr", data, blocks_of_page, "")


def test_passages() -> None:
    blocks = [
        ("", "Titre"),
        ("par-1", "Un"),
        ("par-1.a", "alinéa"),
        ("note-1", "Note"),
        ("res-2", "II"),
        ("res-2.pp-1", "Rappelant"),
        ("res-2.par-1", "Décide"),
        ("res-2.note-3", "Autre note"),
        ("res-2.annex.sec.h-1", "Règles"),
    ]
    result = passages(page(*blocks, symbol="A/77/5", title="Titre"))
    assert [(passage.anchor, passage.name, passage.words) for passage in result] == [
        ("", "A/77/5", "Titre Note"),
        ("par-1", "A/77/5, par. 1", "Un alinéa"),
        ("res-2", "A/77/5, projet de résolution II", "II Rappelant Autre note"),
        ("res-2.par-1", "A/77/5, projet de résolution II, par. 1", "Décide"),
        ("res-2.annex.sec.h-1", "A/77/5, projet de résolution II, annexe", "Règles"),
    ]
    assert "A/77/5 par. 1" in result[1].keywords


def test_document_without_symbol_has_a_short_name() -> None:
    [_, passage] = passages(page(("par-1", "Un"), title="Activités de l’Office contre la drogue et le crime"))
    assert passage.name == "Activités de l’Office…, par. 1"
    assert passage.keywords == ""


def test_document_is_known_by_each_of_its_symbols() -> None:
    data = {"symbol": "E/2020/30", "joint": "E/CN.15/2020/8", "title": "Titre"}
    assert {"E/2020/30", "2020/30", "E-2020-30", "CN.15/2020/8"} <= set(symbol_forms(data))
    assert "E/CN.15/2020/8" in keywords(data)
    assert symbol_forms({"title": "Titre"}) == []


def test_citations_are_found_by_the_whole_symbol() -> None:
    citing_page = page(("par-1", "résolutions 77/237 et 76/1 ; 77/237"))
    citing_page.blocks[0].citations += [Stretch(0, 1, key) for key in ("A/RES/77/237", "A/RES/76/1", "A/RES/77/237")]
    assert passages(citing_page)[1].cites == "A/RES/77/237 A/RES/76/1"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("L’Assemblée", "l'assemblée assemblée l'assemblee assemblee"),
        ("L'office", "l'office office"),
        ("jusqu'à", "jusqu'à à jusqu'a a"),
        ("qu’elle", "qu'elle elle"),
        ("aujourd'hui", "aujourd'hui"),
        ("l'ONUDC, d’Oman", "l'onudc onudc d'oman oman"),
        ("mise en œuvre", "mise en œuvre oeuvre"),
        ("d'œuvres", "d'œuvres œuvres d'oeuvres oeuvres"),
        ("e\u0301tat", "état etat"),
        ("الأمم", "الأمم الامم"),
    ],
)
def test_words_as_kiwix_reads_them(words: str, expected: str) -> None:
    assert sorted(re.findall(r"[\w']+", index_words(words))) == sorted(expected.split())


def test_title_for_suggestions_looks_the_same() -> None:
    title = suggestion_title("Rapport de l’Office, d'aujourd’hui")
    assert title == "Rapport de l’\u2060Office, d'\u2060aujourd’hui"


# --- what it says of itself


def test_metadata(zim: Archive) -> None:
    values = {name: bytes(zim.get_metadata(name)).decode() for name in zim.metadata_keys if "Illustration" not in name}
    assert set(values) == {
        *("Name", "Title", "Description", "LongDescription", "Language", "Creator", "Publisher", "Date"),
        *("Source", "Scraper", "Flavour", "Tags", "Counter"),
    }
    assert values["Name"] == "cote_fr_all"
    assert values["Date"] == "2023-11-14"
    assert values["Language"] == "fra"
    assert values["Source"] == "https://cote.example/"
    assert re.fullmatch(r"cote \d+\.\d+.*", values["Scraper"])
    assert "_ftindex:yes" in values["Tags"].split(";")
    assert "text/html=" in values["Counter"]
    for name, limit in zim_metadata.LIMITS.items():
        assert 0 < graphemes(values[name]) <= limit


def test_illustration_is_the_sign(zim: Archive, folder: Path) -> None:
    image = Image.open(BytesIO(bytes(zim.get_illustration_item(48).content))).convert("RGBA")
    assert image.size == (48, 48)
    assert image.getpixel((0, 0))[3] == 0  # type: ignore[index]
    assert image.getpixel((3, 24)) == (0x7A, 0x2E, 0x1D, 255)
    assert image.getpixel((16, 18)) == (255, 255, 255, 255)


def test_unknown_shapes_are_not_left_out(tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle r="3"/></svg>')
    with pytest.raises(OfflineError, match="circle"):
        png(tmp_path / "a.svg", 48)
    assert png(ROOT / "overrides/assets/images/favicon.svg", 48)


def facts(*paths: str) -> list[Facts]:
    return [Facts(path, {}) for path in paths]


def test_languages_of_the_documents_most_frequent_first() -> None:
    values = metadata(facts("ar/A/1", "fr/A/1", "fr/A/2", "zh/A/1"), Copy(DATE, 4))
    assert values["Language"] == "fra,ara,zho"
    assert values["Name"] == "cote_mul_all"
    assert "Langues\u202f: français, arabe, chinois." in values["LongDescription"]
    assert metadata([], Copy(DATE, 0))["Language"] == "fra"


@pytest.mark.parametrize("code", ["ar", "en", "es", "fr", "ru", "zh"])
def test_metadata_fit_in_each_language(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also of a part, whose name is another in each."""
    monkeypatch.setattr(zim_metadata, "interface", lambda _: interface(code))
    whole, part = (
        metadata(facts("fr/A/1"), Copy(DATE, 1, words)) for words in ("", "\u0627\u0644\u0644\u063a\u0627\u062a")
    )
    assert 0 < graphemes(whole["Description"]) <= 80
    assert (whole["Name"], len(part["Name"])) == ("cote_fr_all", len("cote_fr_") + 8)
    assert "\u0627\u0644\u0644\u063a\u0627\u062a" in part["Description"]


def test_part_has_a_name_of_its_own() -> None:
    values = metadata(facts("fr/A/1"), Copy(DATE, 1, "organes E/CN.15\u202f; années 2020"))
    assert values["Name"] == "cote_fr_organes-e-cn-15-annees-2020"
    assert "organes E/CN.15" in values["Description"]
    assert values["LongDescription"].endswith("années 2020.")
    long = metadata(facts("fr/A/1"), Copy(DATE, 1, "cotes " + ", ".join(f"A/76/{n}" for n in range(99))))
    assert graphemes(long["Description"]) <= 80


@pytest.mark.parametrize(("name", "value"), [("title", "x" * 31), ("publisher", "")])
def test_what_kiwix_would_cut_is_refused(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    change: dict[str, Any] = {name: value}
    changed = dataclasses.replace(settings().zim, **change)
    monkeypatch.setattr(zim_metadata, "settings", lambda: dataclasses.replace(settings(), zim=changed))
    with pytest.raises(OfflineError, match="letters"):
        metadata(facts("fr/A/1"), Copy(DATE, 1))
    assert graphemes("e\u0301" * 30) == 30
