"""Two names that change places at once, so that a finished folder takes the place of an old one and neither is ever
missing. Of use to the site (`render/build.py`) and to its copies (`offline/`).
"""

from __future__ import annotations

import ctypes
import os
from pathlib import Path

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
