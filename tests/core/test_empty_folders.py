"""The folders of a site wait, without files, for the next one."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from build_scripts.core import empty_folders
from build_scripts.core.stage_store import Store


@pytest.fixture
def store(tmp_path: Path) -> Store:
    made = Store(tmp_path / "cache/store", 10_000)
    made.folder.mkdir(parents=True)
    return made


def site(folder: Path) -> Path:
    for path in ("index.html", "fr/A/1/index.html", "fr/A/2/index.html", "empty/deep"):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(path, encoding="utf-8")
    (folder / "link").symlink_to(folder.parent)
    return folder


def below(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


FOLDERS = ["empty", "fr", "fr/A", "fr/A/1", "fr/A/2"]


def test_folders_are_put_by_and_taken(tmp_path: Path, store: Store) -> None:
    assert not empty_folders.take(store, tmp_path / "new")
    assert empty_folders.put_by(store, site(tmp_path / "old"))
    assert not (tmp_path / "old").exists()
    assert store.folder.is_dir()  # where the link leads
    assert empty_folders.take(store, tmp_path / "new")
    assert below(tmp_path / "new") == FOLDERS
    assert not empty_folders.take(store, tmp_path / "another")


def test_of_two_builds_one_puts_its_folders_by(tmp_path: Path, store: Store) -> None:
    assert empty_folders.put_by(store, site(tmp_path / "first"))
    assert not empty_folders.put_by(store, site(tmp_path / "second"))
    assert (tmp_path / "second/fr/A/1/index.html").is_file()


def test_a_kill_leaves_no_file_where_folders_wait(
    tmp_path: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = [3]
    unlink = os.unlink

    def until(path: str) -> None:
        if not left[0]:
            raise KeyboardInterrupt
        left[0] -= 1
        unlink(path)

    monkeypatch.setattr(os, "unlink", until)
    with pytest.raises(KeyboardInterrupt):
        empty_folders.put_by(store, site(tmp_path / "old"))
    assert below(tmp_path / "old") != FOLDERS
    assert not empty_folders.take(store, tmp_path / "new")


def test_folders_without_files_are_removed(tmp_path: Path) -> None:
    folder = site(tmp_path / "site")
    (folder / "fr/A/1/index.html").unlink()
    (folder / "empty/deep").unlink()
    assert not empty_folders.remove(folder)
    assert below(folder) == ["fr", "fr/A", "fr/A/2", "fr/A/2/index.html", "index.html", "link"]


def test_the_folders_go_with_the_store(tmp_path: Path, store: Store) -> None:
    empty_folders.put_by(store, site(tmp_path / "old"))
    store.trim()
    store.clear()
    assert not store.folder.exists()
    assert not empty_folders.put_by(store, site(tmp_path / "old"))
