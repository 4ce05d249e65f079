"""Names that are exchanged atomically."""

from __future__ import annotations

import ctypes
import sys
from pathlib import Path

import pytest

from build_scripts.core.exchange import exchanged


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
