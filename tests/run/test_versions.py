"""A version in another language makes anew what shows it, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_scripts.run import archive as module
from build_scripts.run.archive import converted, pages
from tests.archives import empty_archive

TEXT = "1. Un.\n\n2. Deux.\n"


def _add(root: Path, path: str, text: str = TEXT) -> None:
    folder = root / "source_texts" / path
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "source.md").write_text(text, encoding="utf-8")
    (folder / "document.toml").write_text(f'symbol = "{path[3:]}"\ntitle = "Essai"\n', encoding="utf-8")


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Paths of the reports whose pages are made, as they are."""
    paths: list[str] = []
    make = module._page

    def watched(*arguments: object) -> object:
        written = make(*arguments)  # type: ignore[arg-type]
        paths.extend(path for path in written.hashes if not path.startswith("qualite/"))
        return written

    monkeypatch.setattr(module, "_page", watched)
    return paths


def _pages(root: Path) -> tuple[dict[str, str], list[str]]:
    with converted(root, jobs=1) as conversion:
        texts, diagnostics = pages(root, conversion, jobs=1)
        return dict(texts), [f"{each.file} {each.message}" for each in diagnostics if each.code == "A002"]


def test_a_new_version_makes_anew_the_pages_of_its_versions(tmp_path: Path, made: list[str]) -> None:
    root = empty_archive(tmp_path)
    for path in ("fr/A/76/1", "fr/A/76/2", "es/A/76/1"):
        _add(root, path)
    before, _ = _pages(root)
    assert sorted(made) == ["es/A/76/1.md", "fr/A/76/1.md", "fr/A/76/2.md"]
    made.clear()
    _add(root, "en/A/76/1")
    after, told = _pages(root)
    assert sorted(made) == ["en/A/76/1.md", "es/A/76/1.md", "fr/A/76/1.md"]
    assert after["fr/A/76/2.md"] == before["fr/A/76/2.md"]
    assert 'path: "en/A/76/1"' in after["fr/A/76/1.md"]
    assert told == []


def test_other_numbers_of_a_version_are_shown_by_the_others_and_other_words_are_not(
    tmp_path: Path, made: list[str]
) -> None:
    root = empty_archive(tmp_path)
    for path in ("fr/A/76/1", "en/A/76/1"):
        _add(root, path)
    _pages(root)
    made.clear()
    _add(root, "en/A/76/1", TEXT.replace("Deux", "Two"))
    _pages(root)
    assert made == ["en/A/76/1.md"]
    made.clear()
    _add(root, "en/A/76/1", f"{TEXT}\n3. Trois.\n")
    texts, told = _pages(root)
    assert sorted(made) == ["en/A/76/1.md", "fr/A/76/1.md"]
    assert "par. 3" in texts["fr/A/76/1.md"]
    assert told == ["source_texts/fr/A/76/1/document.toml numbered differently from en/A/76/1: only there par-3"]


def test_versions_that_are_one_alone_leave_pages_as_they_were(tmp_path: Path) -> None:
    root = empty_archive(tmp_path)
    _add(root, "fr/A/76/1")
    texts, _ = _pages(root)
    assert "versions:" not in texts["fr/A/76/1.md"]
    assert 'target: "fr/A/76/1"' in texts["A/76/1.md"]


def test_a_page_that_somebody_has_written_keeps_its_address(tmp_path: Path) -> None:
    root = empty_archive(tmp_path)
    _add(root, "fr/A/76/1")
    own = root / "docs/A/76/1.md"
    own.parent.mkdir(parents=True)
    own.write_text("# Accueil\n", encoding="utf-8")
    assert "A/76/1.md" not in _pages(root)[0]
