"""A file is read again where it may have other bytes, and only there."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from build_scripts.core import seen_files
from build_scripts.core.seen_files import SeenFiles
from build_scripts.core.stage_store import Store


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store", 1 << 20)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    written = tmp_path / "source.txt"
    written.write_text("un", encoding="utf-8")
    return written


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files were written long before they are read."""
    monkeypatch.setattr(seen_files, "_MOMENT", -(10**12))


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that are read."""
    paths: list[str] = []
    original = SeenFiles._read

    def reading(seen: SeenFiles, path: str) -> str:
        paths.append(path)
        return original(seen, path)

    monkeypatch.setattr(SeenFiles, "_read", reading)
    return paths


def digest(store: Store, file: Path) -> str:
    """As a run of the program tells it."""
    seen = SeenFiles(store, "test")
    told = seen.digest(file)
    seen.keep()
    return told


def written_again(file: Path) -> None:
    """Other bytes of the same number, with the times of before as far as a program can set them."""
    before = file.stat()
    file.write_text("deux"[: before.st_size], encoding="utf-8")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


def put_in_its_place(file: Path) -> None:
    """Another file of the same size and time."""
    other = file.with_name("other")
    other.write_text("xx", encoding="utf-8")
    os.utime(other, ns=(file.stat().st_atime_ns, file.stat().st_mtime_ns))
    other.replace(file)


def longer(file: Path) -> None:
    file.write_text("un de plus", encoding="utf-8")


@pytest.mark.usefixtures("later")
@pytest.mark.parametrize("change", [written_again, put_in_its_place, longer])
def test_a_file_is_read_again_where_it_has_changed(
    store: Store, file: Path, read: list[str], change: Callable[[Path], None]
) -> None:
    for _ in range(3):
        assert digest(store, file) == hashlib.sha256(file.read_bytes()).hexdigest()
    assert read == [str(file)]
    change(file)
    for _ in range(3):
        assert digest(store, file) == hashlib.sha256(file.read_bytes()).hexdigest()
    assert read == [str(file)] * 2


def test_a_file_that_was_just_written_is_read_each_time(
    store: Store, file: Path, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(seen_files, "now", lambda: file.stat().st_ctime_ns + 1)
    for _ in range(3):
        digest(store, file)
    assert len(read) == 3


@pytest.mark.usefixtures("later")
def test_what_is_no_file_has_no_hash(store: Store, file: Path, tmp_path: Path) -> None:
    assert digest(store, tmp_path) == ""
    assert digest(store, tmp_path / "nothing") == ""
    assert digest(store, file) != ""
    file.unlink()
    assert digest(store, file) == ""


@pytest.mark.usefixtures("later")
def test_a_damaged_or_emptied_store_costs_time_alone(store: Store, file: Path, read: list[str]) -> None:
    digest(store, file)
    store.clear()
    assert digest(store, file) == hashlib.sha256(b"un").hexdigest()
    assert len(read) == 2
