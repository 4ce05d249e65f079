"""The files of a folder are those that `os.walk` finds."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from build_scripts.core.paths_below import paths_below


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with files, folders, and links to both, to nothing and to themselves."""
    top, beside = tmp_path / "top", tmp_path / "beside"
    for path in ("a.md", "one/b.md", "one/two/c.md", "one/two/é ü.md"):
        (top / path).parent.mkdir(parents=True, exist_ok=True)
        (top / path).touch()
    (top / "empty").mkdir()
    beside.mkdir()
    (beside / "d.md").touch()
    (top / "folder").symlink_to(beside)
    (top / "file.md").symlink_to(beside / "d.md")
    (top / "nowhere").symlink_to(beside / "none")
    (top / "itself").symlink_to(top / "itself")
    return top


@pytest.mark.parametrize("links", [False, True])
def test_the_files_of_a_folder(folder: Path, *, links: bool) -> None:
    walked = {
        os.path.relpath(os.path.join(here, name), folder)  # noqa: PTH118
        for here, _, names in os.walk(folder, followlinks=links)
        for name in names
    }
    assert {*paths_below(folder, links=links)} == walked
    assert ("folder/d.md" in walked) is links
    assert {"one/two/é ü.md", "nowhere", "itself", "file.md"} <= walked


def test_no_folder(tmp_path: Path) -> None:
    assert [*paths_below(tmp_path / "none")] == []
