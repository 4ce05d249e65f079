"""Names that change places at once."""

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
    one, other = _two(tmp_path)
    assert exchanged(one, other)
    assert [(place / "it").read_text(encoding="utf-8") for place in (one, other)] == ["other", "one"]


def test_nothing_changes_where_one_is_missing(tmp_path: Path) -> None:
    one, _ = _two(tmp_path)
    assert not exchanged(one, tmp_path / "nowhere")
    assert (one / "it").read_text(encoding="utf-8") == "one"
    assert not (tmp_path / "nowhere").exists()


def test_systems_without_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ctypes, "CDLL", lambda _: object())
    one, other = _two(tmp_path)
    assert not exchanged(one, other)
    assert [(place / "it").read_text(encoding="utf-8") for place in (one, other)] == ["one", "other"]
