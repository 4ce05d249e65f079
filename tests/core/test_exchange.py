"""Names that are exchanged atomically."""

from __future__ import annotations

import ctypes
import sys
from pathlib import Path

import pytest

from build_scripts.core import exchange
from build_scripts.core.exchange import aside, exchanged, recover, take_place


def _two(folder: Path) -> tuple[Path, Path]:
    for name in ("one", "other"):
        (folder / name).mkdir()
        (folder / name / "it").write_text(name, encoding="utf-8")
    return folder / "one", folder / "other"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux exchanges names")
def test_folders_change_names(tmp_path: Path) -> None:
    first, second = _two(tmp_path)
    assert exchanged(first, second)
    assert [(place / "it").read_text(encoding="utf-8") for place in (first, second)] == ["other", "one"]


def test_nothing_changes_where_one_is_missing(tmp_path: Path) -> None:
    first, _ = _two(tmp_path)
    assert not exchanged(first, tmp_path / "nowhere")
    assert (first / "it").read_text(encoding="utf-8") == "one"
    assert not (tmp_path / "nowhere").exists()


def test_systems_without_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ctypes, "CDLL", lambda _: object())
    first, second = _two(tmp_path)
    assert not exchanged(first, second)
    assert [(place / "it").read_text(encoding="utf-8") for place in (first, second)] == ["one", "other"]


@pytest.mark.parametrize("at_once", [True, False])
@pytest.mark.parametrize("old", ["folder", "file", ""])
@pytest.mark.parametrize("new", ["folder", "file"])
def test_what_was_made_takes_the_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, old: str, new: str, at_once: bool
) -> None:
    if not at_once:
        monkeypatch.setattr(exchange, "exchanged", lambda *_: False)
    place = tmp_path / "copy"
    made = aside(place, ".copy")
    for path, kind in ((place, old), (made, new)):
        if kind == "folder":
            path.mkdir()
            (path / "it").write_text(path.name, encoding="utf-8")
        elif kind:
            path.write_text(path.name, encoding="utf-8")
    take_place(made, place, ".copy")
    assert list(tmp_path.iterdir()) == [place]
    assert (place / "it" if new == "folder" else place).read_text(encoding="utf-8") == made.name


@pytest.mark.parametrize("kept", [True, False])
def test_a_copy_that_a_killed_run_moved_away_is_back(tmp_path: Path, kept: bool) -> None:
    """Unless another has the place; what a run was making goes, a folder or a file."""
    place, old, new = tmp_path / "copy", tmp_path / ".copy.old.999999999", tmp_path / ".copy.new.999999999"
    for folder in (old, new, *([place] if kept else [])):
        folder.mkdir()
        (folder / "it").write_text(folder.name, encoding="utf-8")
    (tmp_path / ".copy.zip.new.999999999").write_bytes(b"another's")
    recover(place, ".copy")
    assert sorted(path.name for path in tmp_path.iterdir()) == [".copy.zip.new.999999999", "copy"]
    assert (place / "it").read_text(encoding="utf-8") == ("copy" if kept else ".copy.old.999999999")
