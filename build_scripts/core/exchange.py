"""Two names that change places at once, so that a finished folder takes the place of an old one and neither is ever
missing. Of use to the site (`render/build.py`) and to its copies (`offline/`).

What is being made lies beside its place, as `<name>.new.<process>`; where the system can't exchange names, the old one
is `<name>.old.<process>` for a moment. The next run clears both away, or puts the old one back (`recover`).
"""

from __future__ import annotations

import ctypes
import os
import shutil
from pathlib import Path

from .workplace import alive

_AT_FDCWD, _RENAME_EXCHANGE = -100, 2  # linux/fcntl.h, linux/fs.h


def exchanged(first: Path, second: Path) -> bool:
    """Whether the system has exchanged the names of two files or folders of one disk (renameat2, Linux 3.15).

    False: everything is as it was; other systems and some file systems can't.
    """
    try:
        rename = ctypes.CDLL(None).renameat2
    except (AttributeError, OSError, TypeError):
        return False
    return bool(rename(_AT_FDCWD, os.fsencode(first), _AT_FDCWD, os.fsencode(second), _RENAME_EXCHANGE) == 0)


def aside(place: Path, name: str = "") -> Path:
    """Where this process makes what is to take the place. `name`: how its name begins, if not as that of the place."""
    return place.with_name(f"{name or place.name}.new.{os.getpid()}")


def take_place(new: Path, place: Path, name: str = "") -> None:
    """What was made gets the place, whatever stood there, which is removed."""
    change_places(new, place, name)
    remove(new)


def change_places(new: Path, place: Path, name: str = "") -> None:
    """What was made gets the place, and what stood there, if anything did, the name of the new: at once where the
    system can, else in steps that `recover` knows."""
    if not place.exists() or (place.is_file() and new.is_file()):
        new.replace(place)
    elif not exchanged(new, place):
        old = place.with_name(f"{name or place.name}.old.{os.getpid()}")
        place.rename(old)
        new.rename(place)
        old.rename(new)


def recover(place: Path, name: str = "") -> None:
    """Clear what killed runs have left beside a place, and put the old one back if one died between two renames."""
    begins = f"{name or place.name}."
    for left in sorted(place.parent.glob(f"{begins}*.*")):
        kind, _, process = left.name.removeprefix(begins).partition(".")
        if kind not in ("new", "old") or not process.isdigit() or _others(int(process)):
            continue
        if kind == "old" and not place.exists():
            left.rename(place)
        else:
            remove(left)


def remove(path: Path) -> None:
    """Remove a file or a folder, if it is there."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _others(process: int) -> bool:
    """Whether another run may be at work under this number; what this process has left is its own to clear."""
    return process != os.getpid() and alive(process)
