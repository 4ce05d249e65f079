"""A run's folder is its own, and nothing stays of it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from build_scripts.core.workplace import alive, temporary, workplace


def _dead() -> int:
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def test_two_runs_have_two_folders_and_leave_none(tmp_path: Path) -> None:
    with workplace(tmp_path / ".cache/reports") as one, workplace(tmp_path / ".cache/reports") as two:
        assert one != two
        (one / "file").write_text("")
        assert one.is_dir()
        assert two.is_dir()
    assert list((tmp_path / ".cache").iterdir()) == []


def test_what_a_killed_run_left_goes(tmp_path: Path) -> None:
    left, other = tmp_path / f"reports.{_dead()}.0a", tmp_path / "reports.kept.0a"
    for folder in (left, other):
        folder.mkdir()
        (folder / "file").write_text("")
    with workplace(tmp_path / "reports"):
        assert not left.exists()
        assert other.exists()


def test_what_a_killed_run_left_in_the_temporary_folder_goes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    left = tmp_path / f"cote.{_dead()}.0a"
    (left / "deep").mkdir(parents=True)
    with temporary() as folder:
        assert folder.parent == tmp_path
        assert list(tmp_path.iterdir()) == [folder]
    assert list(tmp_path.iterdir()) == []


def test_it_goes_after_an_error(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), workplace(tmp_path / "reports") as folder:
        (folder / "file").write_text(str(1 // 0))
    assert list(tmp_path.iterdir()) == []


def test_an_archive_that_cannot_be_written_has_it_elsewhere(tmp_path: Path) -> None:
    (tmp_path / ".cache").write_text("a file where a folder should be")
    with workplace(tmp_path / ".cache/reports") as folder:
        assert folder.is_dir()
        assert tmp_path not in folder.parents
    assert not folder.exists()


def test_who_is_alive() -> None:
    assert not alive(_dead())
    assert alive(1)


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="only Linux says so")
def test_a_process_that_nobody_has_asked_for_its_end_is_not_alive() -> None:
    process = os.fork()
    if not process:
        os._exit(0)
    os.waitid(os.P_PID, process, os.WEXITED | os.WNOWAIT)
    assert not alive(process)
    os.waitpid(process, 0)
    assert alive(os.getpid())
