"""The run of MkDocs, and how the new folder replaces the old one."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from build_scripts.core.diagnostics import Diagnostic
from build_scripts.render.build import build

THEME = "site_name: Essai\ntheme:\n  name: null\n  custom_dir: theme\nplugins: []\nstrict: true\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small archive with a theme of one template."""
    (tmp_path / "mkdocs.yml").write_text(THEME, encoding="utf-8")
    (tmp_path / "theme").mkdir()
    (tmp_path / "theme/main.html").write_text("<h1>{{ page.title | e }}</h1>{{ page.content }}", encoding="utf-8")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/index.md").write_text("# Accueil\n\nUn.\n", encoding="utf-8")
    return tmp_path


def content(folder: Path) -> dict[str, bytes]:
    """Every file of a folder."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()
    }


def test_the_site_is_made_and_made_again_the_same(root: Path) -> None:
    assert build(root) == []
    first = content(root / "site")
    assert b"<p>Un.</p>" in first["index.html"]
    assert build(root) == []
    assert content(root / "site") == first
    assert sorted(file.name for file in root.iterdir()) == ["docs", "mkdocs.yml", "site", "theme"]


def test_the_archive_may_be_named_from_the_folder_above(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root.parent)
    assert build(Path(root.name)) == []
    assert (root / "site/index.html").is_file()
    assert sorted(file.name for file in root.iterdir()) == ["docs", "mkdocs.yml", "site", "theme"]


def test_passes_work_on_the_new_folder_in_order(root: Path) -> None:
    build(root)
    passes: list[str] = []

    def add(folder: Path, taken: Mapping[str, str]) -> list[Diagnostic]:
        assert folder != root / "site"
        assert not taken
        passes.append("add")
        (folder / "index.json").write_text("{}", encoding="utf-8")
        return [Diagnostic("site/b", 2, "L001", "two")]

    def look(folder: Path, taken: Mapping[str, str]) -> list[Diagnostic]:
        passes.append("look")
        assert (folder / "index.json").is_file()
        assert not (root / "site/index.json").exists()
        return [Diagnostic("site/a", 1, "L001", "one")]

    diagnostics = build(root, [("Adding", add), ("Looking", look)])
    assert passes == ["add", "look"]
    assert [diagnostic.message for diagnostic in diagnostics] == ["one", "two"]
    assert (root / "site/index.json").is_file()


def test_a_broken_link_keeps_the_old_site(root: Path) -> None:
    build(root)
    before = content(root / "site")
    (root / "docs/index.md").write_text("# Accueil\n\n[lien](absent.md)\n", encoding="utf-8")
    diagnostics = build(root)
    assert [(diagnostic.file, diagnostic.code) for diagnostic in diagnostics] == [("docs/index.md", "L020")]
    assert "absent.md" in diagnostics[0].message
    assert content(root / "site") == before
    assert sorted(file.name for file in root.iterdir()) == ["docs", "mkdocs.yml", "site", "theme"]


def test_a_broken_template_is_a_finding(root: Path) -> None:
    (root / "theme/main.html").write_text("{{ page.title", encoding="utf-8")
    assert {diagnostic.code for diagnostic in build(root)} == {"L020"}
    assert not (root / "site").exists()


def test_a_pass_that_fails_keeps_the_old_site(root: Path) -> None:
    build(root)
    before = content(root / "site")

    def fail(folder: Path, taken: Mapping[str, str]) -> list[Diagnostic]:
        (folder / "index.html").unlink()
        raise OSError("no space left")

    with pytest.raises(OSError, match="no space left"):
        build(root, [("Failing", fail)])
    assert content(root / "site") == before


def _killed(root: Path) -> None:
    def die(folder: Path, taken: Mapping[str, str]) -> list[Diagnostic]:
        os.kill(os.getpid(), 9)
        return []

    build(root, [("Dying", die)])


def test_a_killed_build_keeps_the_old_site_and_the_next_one_clears_up(root: Path) -> None:
    build(root)
    before = content(root / "site")
    (root / "docs/index.md").write_text("# Accueil\n\nDeux.\n", encoding="utf-8")
    process = multiprocessing.get_context("spawn").Process(target=_killed, args=(root,))
    process.start()
    process.join()
    assert process.exitcode == -9
    assert content(root / "site") == before
    assert [entry.name for entry in root.iterdir() if entry.name.startswith("site.")] == [f"site.new.{process.pid}"]
    build(root)
    assert b"Deux." in content(root / "site")["index.html"]
    assert not [entry for entry in root.iterdir() if entry.name.startswith("site.")]


def test_a_build_that_died_between_two_renames_is_made_good(root: Path) -> None:
    build(root)
    before = content(root / "site")
    (root / "site").rename(root / "site.old.999999999")
    (root / "docs/index.md").write_text("# Accueil\n\n[lien](absent.md)\n", encoding="utf-8")
    assert [diagnostic.code for diagnostic in build(root)] == ["L020"]
    assert content(root / "site") == before


def test_the_new_site_comes_without_exchange_too(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(root)
    monkeypatch.setattr("build_scripts.core.exchange.exchanged", lambda *_: False)
    (root / "docs/index.md").write_text("# Accueil\n\nDeux.\n", encoding="utf-8")
    build(root)
    assert b"Deux." in content(root / "site")["index.html"]
    assert sorted(file.name for file in root.iterdir()) == ["docs", "mkdocs.yml", "site", "theme"]
