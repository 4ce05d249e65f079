"""Tables of data files that were checked against their schemas before, kept as Python keeps the modules that it has
compiled: in `__pycache__`, or where PYTHONPYCACHEPREFIX says, and not at all where no such files are wanted.

Only what has no fault is kept, under the hash of the file, its schema and the program that checks; so a fault is told
each time.
"""

from __future__ import annotations

import hashlib
import pickle
import sys
from contextlib import suppress
from functools import cache
from importlib.util import cache_from_source
from pathlib import Path
from typing import Any

from .whole_files import write_whole

_ENDING = ".pickle"


def kept(path: Path, content: bytes, schema: bytes) -> dict[str, Any] | None:
    """The table of a data file with this content, if it was as this schema says."""
    name = _name(content, schema)
    try:
        entry = _place(path).read_bytes()
    except OSError:
        return None
    table = entry[2 * len(name) :]
    if entry[: 2 * len(name)] != name + hashlib.sha256(table).digest():
        return None
    known: dict[str, Any] = pickle.loads(table)
    return known


def keep(path: Path, content: bytes, schema: bytes, table: dict[str, Any]) -> None:
    """Keep the table of a data file which is as its schema says; where that can't be done, it is checked again."""
    if sys.dont_write_bytecode:
        return
    place = _place(path)
    pickled = pickle.dumps(table, pickle.HIGHEST_PROTOCOL)
    with suppress(OSError):
        write_whole(place, _name(content, schema) + hashlib.sha256(pickled).digest() + pickled, lasting=False)


def _place(path: Path) -> Path:
    return Path(cache_from_source(str(path.absolute()))).with_suffix(_ENDING)


def _name(content: bytes, schema: bytes) -> bytes:
    digest = hashlib.sha256(_checker())
    for data in (content, schema):
        digest.update(hashlib.sha256(data).digest())
    return digest.digest()


@cache
def _checker() -> bytes:
    """The hash of the program that reads and checks data files."""
    return hashlib.sha256(Path(__file__).with_name("data_files.py").read_bytes()).digest()
