"""The site made in parts, from what was made before and from HTML that the proofs have made, is what MkDocs makes."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from mkdocs.config import load_config

from build_scripts.core.stage_store import Store
from build_scripts.render import mkdocs_run, site_pages
from build_scripts.render.converter import keep, rendered
from build_scripts.render.site_pages import Site
from build_scripts.write import holdings, lists, report_body
from build_scripts.write.catalogue import catalogue
from build_scripts.write.files import update
from build_scripts.write.front import report_matter
from build_scripts.write.holdings import Holdings
from tests.archives import empty_archive
from tests.render.test_build import content
from tests.write.reports import cited, nowhere, report

TEXT = (
    "heading sec-1 level=1\nTitre {0}\n\nparagraph par-1 number=1\n1. Premier point, {0}.\n\nother txt-1\nAutre < fin."
)


@pytest.fixture(scope="module")
def _archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of six documents."""
    root = empty_archive(tmp_path_factory.mktemp("archive"))
    reports = [
        report(TEXT.format(n), path=f"fr/A/7{n}", symbol=f"A/7{n}", title=f"Essai {n}", organ="A") for n in range(6)
    ]
    documents = catalogue(sample.document for sample in reports)
    store = Store(root / ".cache/store", 10**9)
    pages = {}
    for sample in reports:
        body = report_body.body(sample, nowhere)
        keep(store, body, root / "mkdocs.yml", rendered(body, root / "mkdocs.yml"))
        pages[f"{sample.document.path}.md"] = report_matter(sample, documents) + body
    update(root / "docs", pages | lists.pages(documents) | holdings.pages(Holdings()) | cited(reports))
    return root


@pytest.fixture(scope="module")
def _before(_archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive, and its site in `before`."""
    root = Path(shutil.copytree(_archive, tmp_path_factory.mktemp("before") / "archive"))
    _rendered(root, "before")
    return root


@pytest.fixture(scope="module")
def expected(_archive: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The site of the archive, unchanged."""
    return _plain(Path(shutil.copytree(_archive, tmp_path_factory.mktemp("plain") / "archive")))


@pytest.fixture
def root(_archive: Path, tmp_path: Path) -> Path:
    """The archive, for one test, which may change it."""
    return Path(shutil.copytree(_archive, tmp_path / "archive"))


@pytest.fixture
def built(_before: Path, tmp_path: Path) -> Path:
    """The same with its site. What the store and a site made from it share on the disk, a copy has twice."""
    return Path(shutil.copytree(_before, tmp_path / "archive"))


def _plain(root: Path) -> dict[str, bytes]:
    """The site as `mkdocs build` makes it."""
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", "plain"]
    environment = {"SOURCE_DATE_EPOCH": "0", "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(Path(__file__).parents[2])}
    subprocess.run(command, cwd=root, check=True, env=environment, capture_output=True)
    return content(root / "plain")


def _rendered(root: Path, name: str, jobs: int = 1) -> tuple[dict[str, bytes], int, int]:
    folder = root / name
    folder.mkdir()
    diagnostics, made, taken = Site(root, Store(root / ".cache/store", 10**9)).render(folder, jobs)
    assert diagnostics == []
    return content(folder), made, taken


def test_parts_and_what_was_made_before_give_what_mkdocs_gives(
    root: Path, expected: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(site_pages, "_MOST", 9)
    site, total, taken = _rendered(root, "parts", jobs=2)
    assert (taken, site) == (0, expected)
    site, made, taken = _rendered(root, "again")
    assert site == expected
    assert (made, taken) == (0, total)

    page = root / "docs/fr/A/71.md"
    page.write_text(page.read_text(encoding="utf-8").replace("Premier", "Nouveau"), encoding="utf-8")
    (root / "docs/fr/A/72.md").unlink()
    for file in (root / "docs").rglob("*.md"):
        text = file.read_text(encoding="utf-8")
        if "A/72" in text:
            file.write_text(
                "\n".join(line for line in text.splitlines() if "A/72" not in line) + "\n", encoding="utf-8"
            )
    site, made, taken = _rendered(root, "changed")
    assert site == _plain(root)
    assert taken > 3
    assert b"Nouveau point" in site["fr/A/71/index.html"]
    assert "fr/A/72/index.html" not in site


@pytest.mark.parametrize("change", ["script", "file", "page", "listed"])
def test_what_is_no_page_of_its_own_is_made_anew_with_what_it_is_made_of(built: Path, change: str) -> None:
    """Static files, the sitemap and pages of the navigation."""
    root = built
    if change == "script":
        (root / "overrides/assets/javascripts/early.js").write_text("'use strict';\n", encoding="utf-8")
    elif change == "file":
        (root / "docs/image.svg").write_text("<svg/>", encoding="utf-8")
    elif change == "page":
        (root / "docs/fr/A/note.md").write_text("# Note\n", encoding="utf-8")
    else:
        page = root / "docs/aide.md"
        page.write_text(page.read_text(encoding="utf-8") + "\nEncore un mot.\n", encoding="utf-8")
    site, made, taken = _rendered(root, "after")
    assert site == _plain(root)
    navigation = load_config(str(root / "mkdocs.yml"))["nav"]
    assert made == len(navigation) + (change == "page")
    assert taken > 10
    assert _rendered(root, "again")[1] == 0


def test_pages_that_the_site_leaves_out_are_no_reason_to_make_it_anew(root: Path) -> None:
    page = root / "docs/developers/notes.md"
    page.parent.mkdir(exist_ok=True)
    page.write_text("# Notes\n", encoding="utf-8")
    site, _, taken = _rendered(root, "before")
    assert (taken, site) == (0, _plain(root))
    assert "developers/notes/index.html" not in site
    again, made, _ = _rendered(root, "again")
    assert (made, again) == (0, site)


@pytest.mark.parametrize("change", ["template", "settings", "section"])
def test_what_all_pages_show_makes_all_of_them_anew(built: Path, change: str) -> None:
    root = built
    if change == "template":
        file, old, new = root / "overrides/partials/site-footer.html", "<footer", '<footer data-new="1"'
    elif change == "settings":
        file, old, new = root / "mkdocs.yml", "site_name: Cote", "site_name: Autre"
    else:
        file, old, new = root / "docs/types/index.md", 'nav_title: "', 'nav_title: "Autres '
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    site, _, taken = _rendered(root, "after")
    assert taken == 0
    assert site == _plain(root)


def test_a_page_of_a_run_with_findings_is_not_kept(root: Path, expected: dict[str, bytes]) -> None:
    page = root / "docs/signaler.md"
    text = page.read_text(encoding="utf-8")
    page.write_text(text + "\n[nulle part](nulle-part.md)\n", encoding="utf-8")
    for name in ("one", "two"):
        (root / name).mkdir()
        diagnostics, _, taken = Site(root, Store(root / ".cache/store", 10**9)).render(root / name, 1)
        assert [(diagnostic.file, diagnostic.code) for diagnostic in diagnostics] == [("docs/signaler.md", "L020")]
        assert taken == 0
    page.write_text(text, encoding="utf-8")
    assert _rendered(root, "three")[0] == expected


@pytest.mark.parametrize("path", ["fr/A/71/index.html", "404.html", "assets/javascripts/early.js"])
def test_an_edited_file_of_the_site_is_made_anew(root: Path, expected: dict[str, bytes], path: str) -> None:
    _rendered(root, "before")
    page = root / "before" / path
    page.chmod(0o644)
    page.write_bytes(page.read_bytes() + b"<p>by hand")
    assert _rendered(root, "after")[0] == expected


def test_a_full_disk_is_no_fault_of_a_page(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The process of MkDocs has what this one has imported."""

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("mkdocs.commands.build.build", full)
    with pytest.raises(OSError, match="No space left") as caught:
        mkdocs_run.run(built / "mkdocs.yml", built / "site")
    assert (caught.value.errno, caught.value.filename) == (errno.ENOSPC, str(built / "site"))
