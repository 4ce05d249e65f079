"""Whether the disks have room, said before the work begins. What is not known yet is counted high, to threefold."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from .settings import OfflineError, settings


def size(files: Iterable[Path]) -> int:
    """Bytes that files take on a disk, at most."""
    return sum(file.stat().st_size + settings().bytes_per_file for file in files)


def held(place: Path) -> int:
    """Bytes that a disk has free again, at least, when a file or folder is gone; 0 where there is none."""
    return sum(file.stat().st_size for file in _files(place))


def forms(folder: int, content: int, wanted: Iterable[str]) -> Iterator[tuple[str, int]]:
    """Of the folder (key empty) and each form, the bytes that making it takes.

    `folder`: bytes that the folder takes on the disk; `content`: of its files alone.
    """
    yield "", folder
    yield from ((form, round(content * settings().room[form])) for form in wanted if form in settings().room)


def part(site: Path, paths: Sequence[str]) -> tuple[int, int]:
    """Bytes that building a part of the archive takes, and those of its folder, from the pages of its documents."""
    pages = sum(size(_files(site / path)) for path in paths)
    counted = settings().part
    return counted.least + round(pages * counted.built), counted.least + round(pages * counted.folder)


def most(steps: Iterable[tuple[int, int]]) -> int:
    """Bytes taken at once, at most, by steps that each make so many new ones, then free so many old ones."""
    now = peak = 0
    for new, old in steps:
        peak = max(peak, now + new)
        now += new - old
    return peak


def require(*needs: tuple[Path, int]) -> None:
    """Raises OfflineError where a disk has less room than its folders need together.

    Of a folder that is not there yet, the nearest above counts.
    """
    disks: dict[int, list[tuple[Path, int]]] = {}
    for folder, needed in needs:
        disks.setdefault(_disk(_there(folder)), []).append((folder, needed))
    for there in disks.values():
        needed, free = sum(needed for _, needed in there), shutil.disk_usage(_there(there[0][0])).free
        if free < needed:
            names = " and ".join(str(folder) for folder, _ in there)
            raise OfflineError(f"{names}: needs {_mebibytes(needed)} and the disk has {_mebibytes(free)} free")


def _disk(folder: Path) -> int:
    return folder.stat().st_dev


def _there(folder: Path) -> Path:
    there = folder.absolute()
    while not there.exists():
        there = there.parent
    return there


def _files(place: Path) -> Iterator[Path]:
    if place.is_file():
        yield place
    for here, _, names in os.walk(place):
        yield from (Path(here, name) for name in names)


def _mebibytes(number: int) -> str:
    return f"{-(-number // (1 << 20)):,} MiB"
