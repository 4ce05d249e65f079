"""A format is one row: a made-up one gets its file, links and media type, and is left out of the ZIM."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html
from mkdocs.commands.build import build
from mkdocs.config import load_config

from build_scripts.export import formats
from build_scripts.export.description import Record, record
from build_scripts.export.formats import FORMATS, Format, is_format, media_type
from build_scripts.export.report_files import files
from build_scripts.run.server import Handler
from build_scripts.write import report_body
from build_scripts.write.catalogue import catalogue
from build_scripts.write.front import report_matter
from tests.archives import empty_archive
from tests.write.reports import nowhere, report

from .reports import ROOT

RECORD = record(report("paragraph par-1 number=1\n1. Le trafic.", path="fr/sans-cote/trafic", symbol=""))


def _mods(record: Record) -> str:
    return f"<mods>{record.title}</mods>"


MADE = Format("mods.xml", "application/mods+xml", "MODS <essai>", _mods)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of one document, made with one more row in the table."""
    root = empty_archive(tmp_path_factory.mktemp("archive"))
    page = report_matter(RECORD.report, catalogue([RECORD.report.document])) + report_body.body(RECORD.report, nowhere)
    file = root / f"docs/{RECORD.path}.md"
    file.parent.mkdir(parents=True)
    file.write_text(page, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(formats, "FORMATS", (*FORMATS, MADE))
        build(load_config(str(root / "mkdocs.yml"), site_dir=str(root / "site"), strict=False))
        for path, content in files(RECORD).items():
            (root / "site" / path).write_bytes(content)
    return root / "site"


def test_the_file_of_a_made_format_is_written(site: Path) -> None:
    assert (site / "fr/sans-cote/trafic/trafic.mods.xml").read_text("utf-8") == f"<mods>{RECORD.title}</mods>"


def test_the_page_links_to_it_in_the_head_and_in_its_list(site: Path) -> None:
    page = html.fromstring((site / RECORD.path / "index.html").read_bytes())
    (head,) = page.xpath(f"//head/link[@type='{MADE.media_type}']")
    assert (head.get("rel"), head.get("title"), head.get("href")) == ("alternate item", MADE.label, "trafic.mods.xml")
    (listed,) = page.xpath(f"//details[@id='formats']//a[@type='{MADE.media_type}']")
    assert (listed.text, listed.get("href")) == (MADE.label, "trafic.mods.xml")


def test_it_is_served_and_left_out_of_a_zim_as_what_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    path = "fr/sans-cote/trafic/trafic.mods.xml"
    assert not is_format(path)
    monkeypatch.setattr(formats, "FORMATS", (*FORMATS, MADE))
    assert is_format(path)
    assert Handler.guess_type(object.__new__(Handler), f"/srv/site/{path}") == MADE.media_type


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("fr/A/76/463/A-76-463.json", "application/json"),
        ("fr/A/76/463/A-76-463.csl.json", "application/vnd.citationstyles.csl+json"),
        ("fr/A/76/463/A-76-463.paragraphes.zip", "application/zip"),
        ("fr/A/76/463/A-76-463.txt", "text/plain; charset=utf-8"),
        ("fr/A/76/463/index.html", ""),
        ("flux/documents.xml", ""),
        ("fr/A/txt", ""),
    ],
)
def test_media_types(path: str, kind: str) -> None:
    assert media_type(path) == kind


@pytest.mark.parametrize(
    ("path", "is_one"),
    [
        ("fr/A/76/463/A-76-463.txt", True),
        ("fr/sans-cote/trafic/trafic.paragraphes.zip", True),
        ("fr/A/76/463/A-76-463.png", False),
        ("fr/A/76/463/other.txt", False),
        ("donnees/document.schema.json", False),
        ("robots.txt", False),
    ],
)
def test_formats_are_told_from_other_files(path: str, is_one: bool) -> None:
    assert is_format(path) is is_one


def test_each_row_has_an_ending_of_its_own() -> None:
    assert len({row.ending for row in FORMATS}) == len(FORMATS)


def test_the_developers_page_lists_every_row() -> None:
    page = (ROOT / "docs/developers/exports.md").read_text(encoding="utf-8")
    modules = [row.make.__module__.rpartition(".")[2] for row in FORMATS]
    rows = [
        f"| `{row.ending}` | {row.media_type} | `export/{module}.py` |"
        for row, module in zip(FORMATS, modules, strict=True)
    ]
    assert re.findall(r"^\| `.+` \| \w+/.+ \| `.+` \|$", page, re.MULTILINE) == rows


def test_the_readers_page_names_every_format() -> None:
    page = (ROOT / "docs/donnees.md").read_text(encoding="utf-8").casefold()
    for row in (*FORMATS, replace(FORMATS[0], name="MODS")):
        named = f"**{row.label.partition(' (')[0].casefold()}**" in page
        assert named is (row.label != "MODS"), f"docs/donnees.md names no format {row.label}"
