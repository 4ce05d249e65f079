"""Settings of all offline copies: data/offline.toml, checked and typed."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ..core.data_files import DATA, read_data

EARLIEST = 315_532_800
"""1 January 1980: ZIP knows no earlier date."""


class OfflineError(Exception):
    """A copy can't be made, checked or brought up to date; the message tells its publisher why."""


class LackingError(OfflineError):
    """A form needs something that this machine lacks; the others can be made."""


@dataclass(frozen=True, slots=True)
class Windows:
    """The file names that Windows accepts."""

    reserved: list[str]
    forbidden: str
    longest: int


@dataclass(frozen=True, slots=True)
class Updates:
    """Sizes in bytes; the file explains them."""

    smallest: int
    largest: int
    pack_bytes: int
    lines_bytes: int
    gap: int
    contents_bytes: int
    list_bytes: int
    more_bytes: int
    least_rate: int
    """Bytes a second."""
    patience: float
    """Seconds."""


@dataclass(frozen=True, slots=True)
class Part:
    """What a part of the archive takes on a disk: bytes, and factors of the size of its documents' pages."""

    built: float
    folder: float
    least: int


@dataclass(frozen=True, slots=True)
class Fonts:
    """Fonts of the system in which a PDF sets what the archive's own typeface lacks."""

    families: list[str]
    """What the font is called by those who package it; the first that is there is taken."""
    letters: str
    """Ranges of letters that it is named for, as in a regular expression."""
    package: str
    """Of Debian and Ubuntu."""


@dataclass(frozen=True, slots=True)
class Zim:
    """What a ZIM contains, and what it says of itself."""

    without: list[str]
    """Patterns of paths (fnmatch) that it leaves out of the folder."""
    silent: list[str]
    """Patterns of paths of pages that Kiwix's search doesn't find."""
    cluster: int
    """Bytes, before compression, that are compressed together."""
    name: str
    title: str
    publisher: str
    flavour: str
    tags: list[str]


@dataclass(frozen=True, slots=True)
class Settings:
    """Settings of offline copies."""

    name: str
    without: list[str]
    """Patterns of paths (fnmatch) that a copy leaves out."""
    lists: list[str]
    """Paths of JSON lists of files."""
    bytes_per_file: int
    epub_headings: int
    """The most documents for which an EPUB's table of contents lists headings."""
    room: dict[str, float]
    """Disk space of each form, as a factor of the folder's content."""
    part: Part
    updates: Updates
    windows: Windows
    zim: Zim
    fonts: tuple[Fonts, ...]


@cache
def settings() -> Settings:
    """The settings. Raises DataError."""
    table = dict(read_data(DATA / "offline.toml").table)
    return Settings(
        part=Part(**table.pop("part")),
        updates=Updates(**table.pop("updates")),
        windows=Windows(**table.pop("windows")),
        zim=Zim(**table.pop("zim")),
        fonts=tuple(Fonts(**fonts) for fonts in table.pop("fonts")),
        **table,
    )


def epoch(root: Path) -> int:
    """The date that a copy bears, in seconds: SOURCE_DATE_EPOCH, else that of the last commit, else 1980.

    Raises OfflineError if SOURCE_DATE_EPOCH isn't a number.
    """
    seconds = os.environ.get("SOURCE_DATE_EPOCH") or _committed(root)
    if not seconds.isdigit():
        raise OfflineError(f"SOURCE_DATE_EPOCH isn't a number of seconds: {seconds!r}")
    return max(int(seconds), EARLIEST)


def _committed(root: Path) -> str:
    try:
        process = subprocess.run(
            ["git", "log", "-1", "--format=%ct"], cwd=root, capture_output=True, text=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        return str(EARLIEST)
    return process.stdout.strip() or str(EARLIEST)
