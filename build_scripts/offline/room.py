"""Whether the disks have room, told before the work begins. Sizes not yet known are overestimated, up to threefold."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from ..core.disk_faults import ROOM
from .copy_settings import OfflineError, settings


def size(files: Iterable[Path]) -> int:
    """The most bytes that files take on a disk."""
    return sum(file.stat().st_size + settings().bytes_per_file for file in files)


def held(place: Path) -> int:
    """The least bytes that removing a file or folder frees on a disk; 0 if it doesn't exist."""
    return sum(file.stat().st_size for file in _files(place))


def forms(folder: int, content: int, names: Iterable[str]) -> Iterator[tuple[str, int]]:
    """For the folder (empty name) and each form, the bytes that making it takes.

    `folder`: bytes that the folder takes on the disk; `content`: bytes of its files alone.
    """
    yield "", folder
    yield from ((form, round(content * settings().room[form])) for form in names if form in settings().room)


def part(site: Path, paths: Sequence[str]) -> tuple[int, int]:
    """Bytes that building a part of the archive takes, and bytes of its folder, from its documents' pages."""
    pages = sum(size(_files(site / path)) for path in paths)
    counted = settings().part
    return counted.least + round(pages * counted.built), counted.least + round(pages * counted.folder)


def most(steps: Iterable[tuple[int, int]]) -> int:
    """The most bytes taken at one time by steps, each of which first takes new bytes and then frees old ones."""
    current = peak = 0
    for new, old in steps:
        peak = max(peak, current + new)
        current += new - old
    return peak


def require(*needs: tuple[Path, int]) -> None:
    """Raises OfflineError if a disk has less room than its folders need together.

    A folder that doesn't exist yet is counted on the disk of its nearest existing ancestor.
    """
    disks: dict[int, list[tuple[Path, int]]] = {}
    for folder, needed in needs:
        disks.setdefault(_disk(_nearest(folder)), []).append((folder, needed))
    for group in disks.values():
        needed, free = sum(needed for _, needed in group), shutil.disk_usage(_nearest(group[0][0])).free
        if free < needed:
            names = " and ".join(str(folder) for folder, _ in group)
            has = f"{free >> 20:,} MiB"  # Rounded down, as what is needed is rounded up.
            raise OfflineError(f"{names}: needs {_mebibytes(needed)}, but the disk has only {has} free: {ROOM}")


def _disk(folder: Path) -> int:
    return folder.stat().st_dev


def _nearest(folder: Path) -> Path:
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
