"""The files of a folder, as strings.

An archive has tens of thousands, and a path as an object takes longer to make than the system takes to tell it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path


def paths_below(top: Path, *, links: bool = False) -> Iterator[str]:
    """The paths of all files in a folder and in those below it, from there, with `/`; no order. `links`: also below
    folders that are only linked."""
    waiting = [("", str(top))]
    while waiting:
        within, here = waiting.pop()
        with suppress(OSError), os.scandir(here) as entries:  # As `os.walk`, in half of its time.
            for entry in entries:
                if not _is_folder(entry):
                    yield within + entry.name
                elif links or not entry.is_symlink():
                    waiting.append((f"{within}{entry.name}/", entry.path))


def _is_folder(entry: os.DirEntry[str]) -> bool:
    """Whether an entry is a folder, or a link to one; not a link that leads to itself."""
    try:
        return entry.is_dir()
    except OSError:
        return False
