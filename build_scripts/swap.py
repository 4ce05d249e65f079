"""A folder that is made aside and takes the place of the old one only when it is complete."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def replaced(folder: Path) -> Iterator[Path]:
    """A new, empty folder to fill, which takes the place of `folder` if the block ends without an error.

    Whatever happens before that, the old folder stays, and the new one can be looked at until the next run. One process
    at a time.
    """
    new, old = folder.with_name(f"{folder.name}.new"), folder.with_name(f"{folder.name}.old")
    _recover(folder, old)
    _remove(new)
    new.mkdir(parents=True)
    yield new
    if folder.exists():
        folder.rename(old)
    new.rename(folder)
    _remove(old)


def _recover(folder: Path, old: Path) -> None:
    """Undo what a run left that was killed between its two renamings."""
    if folder.exists():
        _remove(old)
    elif old.exists():
        old.rename(folder)


def _remove(folder: Path) -> None:
    if folder.exists():
        shutil.rmtree(folder)
