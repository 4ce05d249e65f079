"""Files are written whole or not at all."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from build_scripts.core.whole_files import (
    DamagedError,
    clear_unfinished,
    irregular_below,
    is_regular,
    whole_text,
    write_whole,
)


def test_text_keeps_its_line_ends_and_folders_are_made(tmp_path: Path) -> None:
    write_whole(tmp_path / "a/b.txt", "é\n\r\nfin")
    assert (tmp_path / "a/b.txt").read_bytes() == "é\n\r\nfin".encode()


@pytest.mark.parametrize("call", ["fsync", "write"])
def test_a_full_disk_leaves_the_file_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    file = tmp_path / "registry.txt"
    write_whole(file, "avant\n")

    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    if call == "fsync":
        monkeypatch.setattr(os, "fsync", full)
    else:
        monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space") as caught:
        write_whole(file, "après\n" * 10_000)
    assert caught.value.filename == str(file)
    assert file.read_text(encoding="utf-8") == "avant\n"
    assert os.listdir(tmp_path) == ["registry.txt"], "nothing is left beside it"  # noqa: PTH208


def test_what_a_killed_writer_has_left_goes(tmp_path: Path) -> None:
    """Not what another process writes just now, nor what only looks like it."""
    file = tmp_path / "fr/A/1.txt"
    killed = (
        "import os; from pathlib import Path; from build_scripts.core.whole_files import write_whole\n"
        f"os.fsync = lambda _: os.kill(os.getpid(), 9); write_whole(Path({str(file)!r}), 'x')"
    )
    subprocess.run([sys.executable, "-c", killed], check=False)
    assert len(list(file.parent.iterdir())) == 1
    kept = {f".1.txt.{os.getpid()}.0a1b2c3d.new", "1.new", ".notes.new"}
    for name in kept:
        (file.parent / name).write_bytes(b"")
    clear_unfinished(tmp_path, tmp_path / "nowhere")
    assert {left.name for left in file.parent.iterdir()} == kept


def test_what_can_be_read_to_its_end(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    (tmp_path / "link").symlink_to("file")
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "lost").symlink_to("nowhere")
    os.mkfifo(tmp_path / "pipe")
    names = ("file", "link", "loop", "lost", "pipe", ".", "none", "a\0b")
    assert [name for name in names if is_regular(tmp_path / name)] == ["file", "link"]


def test_what_is_no_file_is_found_below_links_too(tmp_path: Path) -> None:
    top, other = tmp_path / "docs", tmp_path / "other"
    (top / "a").mkdir(parents=True)
    other.mkdir()
    (top / "a/file.md").write_bytes(b"")
    (top / "a/lost.md").symlink_to("nowhere")
    os.mkfifo(other / "pipe")
    (top / "linked").symlink_to(other)
    (top / "round").symlink_to(top)
    (top / "loop").symlink_to("loop")
    assert irregular_below(top) == ["a/lost.md", "linked/pipe", "loop"]


def test_a_committed_text_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "latin").write_bytes(b"a\xe9")
    for name, fault in (("folder", "isn't a file"), ("pipe", "isn't a file"), ("latin", r"isn't UTF-8 \(byte 1\)")):
        with pytest.raises(DamagedError, match=fault):
            whole_text(tmp_path / name)
    with pytest.raises(FileNotFoundError):
        whole_text(tmp_path / "nowhere")
