"""The last good folder stays until a new one is complete."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_scripts.swap import replaced


def content(root: Path) -> dict[str, str]:
    return {file.relative_to(root).as_posix(): file.read_text() for file in root.rglob("*") if file.is_file()}


def interrupted(folder: Path) -> None:
    with replaced(folder) as new:
        (new / "a").write_text("half")
        raise KeyboardInterrupt


def test_a_complete_folder_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    for words in ("one", "two"):
        with replaced(tmp_path / "site") as new:
            (new / f"{words}.html").write_text(words)
        assert content(tmp_path) == {f"site/{words}.html": words}


def test_an_error_leaves_the_old_one(tmp_path: Path) -> None:
    with replaced(tmp_path / "site") as new:
        (new / "a").write_text("good")
    with pytest.raises(KeyboardInterrupt):
        interrupted(tmp_path / "site")
    assert content(tmp_path) == {"site/a": "good", "site.new/a": "half"}


def test_what_a_killed_run_left_is_cleared_or_used(tmp_path: Path) -> None:
    (tmp_path / "site.new").mkdir()
    (tmp_path / "site.new/half").write_text("half")
    (tmp_path / "site.old").mkdir()
    (tmp_path / "site.old/a").write_text("good")
    with pytest.raises(ValueError, match="stop"), replaced(tmp_path / "site"):
        raise ValueError("stop")
    assert content(tmp_path) == {"site/a": "good"}
