"""Hashes of files, each read again only where something about it has changed, as git does it with its index.

A file whose size, times and number on the disk are those of before has the same bytes: writing into it sets its time of
change, which no program can set back. Only where a file was written a moment before it was read may it be written again
within the same tick of the clock, so it isn't noted then (Documentation/technical/racy-git.txt of git). A disk whose
clock lags behind the machine's is trusted as long as its ticks are short.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
from pathlib import Path
from time import time_ns as now

from .stage_store import Store, key

_MOMENT = 3_000_000_000
"""Nanoseconds: longer than the tick of any disk's clock, two seconds on some."""

_Look = tuple[int, int, int, int, int]
"""Of a file: disk, number on it, size, times of writing and of change in nanoseconds."""


class SeenFiles:
    """The hashes of some files, for one run of the program."""

    def __init__(self, store: Store, name: str) -> None:
        """`name`: of these files, in the store."""
        self._store, self._name = store, key("seen files", (), name)
        stored = store.get(self._name)
        before = json.loads(stored) if stored else {}
        self._before: dict[str, tuple[_Look, str]] = {path: (tuple(look), digest) for path, (look, digest) in before}
        self._seen: dict[str, tuple[_Look, str]] = {}

    def digest(self, file: str | Path) -> str:
        """SHA-256 of a file; empty where there is none, as where what is there isn't a file. Raises OSError where it
        can't be read."""
        path = os.path.abspath(file)  # noqa: PTH100
        try:
            look = _look(os.stat(path))  # noqa: PTH116
        except (OSError, ValueError):
            return ""
        if look is None:
            return ""
        known = self._before.get(path)
        if known is not None and known[0] == look:
            self._seen[path] = known
            return known[1]
        return self._read(path)

    def _read(self, path: str) -> str:
        with Path(path).open("rb") as stream:
            begun = now()
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
            look = _look(os.fstat(stream.fileno()))
        if look and max(look[3:]) < begun - _MOMENT:
            self._seen[path] = look, digest
        return digest

    def keep(self) -> None:
        """Keep the hashes of the files that were asked for."""
        if self._seen != self._before:
            # On this machine alone: numbers and times are those of its disks.
            Store.put(self._store, self._name, json.dumps(list(self._seen.items())).encode())


def _look(status: os.stat_result) -> _Look | None:
    """How a file looks; None where it isn't one."""
    if not stat.S_ISREG(status.st_mode):
        return None
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns
