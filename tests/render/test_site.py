"""Pages made by MkDocs with the archive's own templates: titles and texts are shown, never executed."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from build_scripts.render.mkdocs_run import run as run_mkdocs
from build_scripts.write import holdings, lists, report_body
from build_scripts.write.catalogue import catalogue
from build_scripts.write.files import update
from build_scripts.write.front import report_matter
from build_scripts.write.holdings import Holdings
from tests.archives import empty_archive
from tests.write.reports import ROOT, cited, nowhere, report

HOSTILE = (
    "<script>alert(1)</script>",
    "</title><script src=https://evil.example/x.js></script>",
    '"><img src=x onerror=alert(1)>',
    "{{ config.site_dir }} {% for x in y %} {# note #}",
    "{% raw %}",
    "--- # *a* [b](c) `d` : - ? | > & &amp; &lt; \\ \\u0041 %20",
    "'\"` ${x} #{y} <!-- --> ]]> <![CDATA[",
    "javascript:alert(1) data:text/html,x mailto:x@y.z",
    "!!python/object/apply:os.system ['true']",
    "é\u00a0è\u202f« à » : ligne\nautre\tligne",
)
TEXT = "\n\n".join(
    f"paragraph par-{n} number={n}\n{n}. {' '.join(words.split())}" for n, words in enumerate(HOSTILE, 1)
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of reports with hostile titles, symbols apart, made by the real templates."""
    root = empty_archive(tmp_path_factory.mktemp("archive"))
    reports = [
        report(
            "masthead - role=title\n" + " ".join(title.split()) + "\n\n" + TEXT,
            path=f"fr/X/{number}",
            symbol=f"X/{number}",
            symbol_evidence=title,
            title=title,
            session=title,
            agenda_item=title,
            job_number=title,
            organ=title,
            type=title,
            date=date(2020, 1, number),
        )
        for number, title in enumerate(HOSTILE, 1)
    ]
    documents = catalogue(sample.document for sample in reports)
    pages = {f"{r.document.path}.md": report_matter(r, documents) + report_body.body(r, nowhere) for r in reports}
    update(root / "docs", pages | lists.pages(documents) | holdings.pages(Holdings()) | cited(reports))
    assert [str(sample) for sample in run_mkdocs(root / "mkdocs.yml", root / "site")] == []
    return root / "site"


def squashed(words: str) -> str:
    """Words without white space."""
    return "".join(words.split())


def soup(page: Path) -> BeautifulSoup:
    """A page as a browser reads it."""
    return BeautifulSoup(page.read_text(encoding="utf-8"), "lxml")


@pytest.mark.parametrize("number", range(1, len(HOSTILE) + 1))
def test_a_hostile_title_is_text(site: Path, number: int) -> None:
    title = squashed(HOSTILE[number - 1])
    page = soup(site / f"fr/X/{number}/index.html")
    assert page.title is not None
    assert title in squashed(page.title.get_text())
    assert [title] == [squashed(h.get_text()) for h in page.find_all("h1")]
    assert title in squashed(soup(site / "types" / _only(site / "types", number)).get_text())


@pytest.mark.parametrize("number", range(1, len(HOSTILE) + 1))
def test_how_a_symbol_is_known_is_text_and_stands_at_the_foot(site: Path, number: int) -> None:
    names = [name for name in soup(site / f"fr/X/{number}/index.html").select("footer dt") if "Cote" in name.get_text()]
    assert [name.get_text() for name in names] == ["Cote établie d’après"]
    (evidence,) = (name.find_next_sibling("dd") for name in names)
    assert evidence is not None
    assert squashed(evidence.get_text()) == squashed(HOSTILE[number - 1])


def _only(folder: Path, number: int) -> str:
    """The page of a folder that lists a document."""
    pages = [page for page in folder.rglob("index.html") if f"fr/X/{number}/" in page.read_text(encoding="utf-8")]
    assert len(pages) == 1
    return pages[0].relative_to(folder).as_posix()


@pytest.mark.parametrize("number", range(1, len(HOSTILE) + 1))
def test_a_hostile_text_is_text(site: Path, number: int) -> None:
    page = soup(site / f"fr/X/{number}/index.html")
    for n, words in enumerate(HOSTILE, 1):
        (block,) = page.select(f"#par-{n}")
        for chrome in block.select("[data-chrome]"):
            chrome.decompose()
        assert squashed(block.get_text()) == squashed(f"{n}. {words}")


def test_nothing_is_executed_or_fetched(site: Path) -> None:
    for file in site.rglob("*.html"):
        page = soup(file)
        for script in page.find_all("script"):
            if script.get("type") == "application/ld+json":
                json.loads(script.get_text())  # Data, which no browser runs.
                continue
            assert str(script.get("src", "")).startswith((".", "/", "assets")), file
            assert not script.get_text().strip(), file
        assert not page.select("style, iframe, object, embed, base, meta[http-equiv=refresh]"), file
        for element in page.find_all(True):
            assert not [name for name in element.attrs if name.startswith("on") or name == "style"], file
            for name in ("href", "src", "action"):
                assert not str(element.get(name, "")).lower().startswith(("javascript:", "data:", "vbscript:")), file
        assert not page.select("img[src='x']"), file


def test_ids_are_unique(site: Path) -> None:
    for file in site.rglob("*.html"):
        ids = [str(element["id"]) for element in soup(file).find_all(id=True)]
        assert len(ids) == len(set(ids)), file


def test_an_archive_without_documents(tmp_path: Path) -> None:
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    shutil.copytree(ROOT / "overrides", tmp_path / "overrides")
    shutil.copytree(ROOT / "docs", tmp_path / "docs", ignore=shutil.ignore_patterns("fr", "developers"))
    update(tmp_path / "docs", lists.pages(catalogue([])) | holdings.pages(Holdings()) | cited([]))
    assert [str(diagnostic) for diagnostic in run_mkdocs(tmp_path / "mkdocs.yml", tmp_path / "site")] == []
    home = soup(tmp_path / "site/index.html")
    assert len(home.find_all("h1")) == 1
    assert "aucun document" in soup(tmp_path / "site/organes/index.html").get_text()
