"""Whether the disk has room, said before the work begins."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

from .settings import OfflineError, settings


def size(files: Iterable[Path]) -> int:
    """Bytes that files take on a disk, at most."""
    return sum(file.stat().st_size + settings().bytes_per_file for file in files)


def require(folder: Path, needed: int) -> None:
    """Raises OfflineError where the disk of `folder` (or of the nearest folder above that exists) has too little."""
    there = folder.absolute()
    while not there.exists():
        there = there.parent
    free = shutil.disk_usage(there).free
    if free < needed:
        raise OfflineError(f"{folder}: needs {_mebibytes(needed)} and the disk has {_mebibytes(free)} free")


def _mebibytes(number: int) -> str:
    return f"{-(-number // (1 << 20)):,} MiB"
