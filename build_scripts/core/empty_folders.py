"""The folders of the site before, without their files, for the next.

A site has a folder for each page, and to make and to remove folders takes the system several times as long as links to
files do: where nothing had changed, a fifth of a build went there. So they wait, empty, beside what the store keeps
(stage_store.py), and go when that is emptied.
"""

from __future__ import annotations

import os
from pathlib import Path

from .stage_store import Store

_NAME = "folders"


def take(store: Store, folder: Path) -> bool:
    """Give the folders that wait this name; whether there were any."""
    try:
        (store.folder / _NAME).rename(folder)
    except OSError:
        return False
    return True


def put_by(store: Store, folder: Path) -> bool:
    """Remove the files of a folder and keep its folders for the next site; whether that could be done. If not, what is
    left is where it was."""
    waiting = store.folder / _NAME
    try:
        if waiting.exists():
            return False
        without_files(folder)  # First, so that no kill leaves a file where they wait.
        folder.rename(waiting)
    except OSError:
        return False
    return True


def remove(top: str | Path) -> bool:
    """Remove the folders below `top` that hold no file; whether nothing is left there."""
    empty = True
    for entry in _entries(top):
        if entry.is_dir(follow_symlinks=False) and remove(entry.path):
            os.rmdir(entry.path)  # noqa: PTH106  (paths as objects take longer than the system does)
        else:
            empty = False
    return empty


def without_files(top: str | Path) -> None:
    """Remove what is below a folder, but for folders."""
    for entry in _entries(top):
        if entry.is_dir(follow_symlinks=False):
            without_files(entry.path)
        else:
            os.unlink(entry.path)  # noqa: PTH108


def _entries(top: str | Path) -> list[os.DirEntry[str]]:
    with os.scandir(top) as entries:
        return list(entries)
