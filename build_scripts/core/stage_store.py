"""What was made before, by the hash of all that it was made from: nothing is made twice.

An entry is a file named by its key, which holds the hash of its content before the content: what a kill or a full disk
has left of one isn't taken for it. Entries are written aside and renamed, so that two builds at once can share a store.
"""

from __future__ import annotations

import hashlib
import os
import platform
import secrets
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from importlib.metadata import distributions
from pathlib import Path

from .data_files import DATA

_DIGEST = hashlib.sha256().digest_size
_PROGRAM = DATA.parent
_FULL = 0.9
"""Of its limit: how far a store that has grown beyond it is emptied."""


@dataclass(frozen=True, slots=True)
class Store:
    """A folder of entries. It is only ever read for what it has: without it, everything is made again."""

    folder: Path
    limit: int
    """Bytes that `trim` leaves at most."""

    def get(self, key: str) -> bytes | None:
        """The content of an entry; None where there is none, or a damaged one."""
        path = self._path(key)
        try:
            entry = path.read_bytes()
            os.utime(path)  # Entries that nobody asks for go first.
        except OSError:
            return None
        content = entry[_DIGEST:]
        return content if hashlib.sha256(content).digest() == entry[:_DIGEST] else None

    def put(self, key: str, content: bytes) -> None:
        """Keep the content of an entry, whole or not at all; a disk without room for it isn't an error."""
        path = self._path(key)
        aside = path.with_name(f"{path.name}.{secrets.token_hex(4)}.part")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            aside.write_bytes(hashlib.sha256(content).digest() + content)
            aside.replace(path)
        except OSError:
            with suppress(OSError):
                aside.unlink()

    def trim(self) -> None:
        """Remove the entries that nobody has asked for longest, where the store has grown beyond its limit."""
        entries = sorted(self._entries())
        size = sum(size for _, size, _ in entries)
        if size <= self.limit:
            return
        for _, entry_size, path in entries:
            if size <= self.limit * _FULL:
                break
            path.unlink(missing_ok=True)
            size -= entry_size

    def _entries(self) -> Iterator[tuple[int, int, Path]]:
        """When each entry was last asked for, its size in bytes, its file."""
        for path in self.folder.glob("*/*"):
            try:
                status = path.stat()
            except FileNotFoundError:  # Another build has removed it.
                continue
            yield status.st_mtime_ns, status.st_size, path

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / key[2:]


def key(stage: str, rooms: Sequence[str], *inputs: bytes | str) -> str:
    """The name of an entry: what a stage, whose program stands in `rooms`, makes of its inputs."""
    digest = hashlib.sha256(f"{stage}\n{_program(tuple(rooms))}".encode())
    for content in inputs:
        data = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
        digest.update(hashlib.sha256(data).digest())
    return digest.hexdigest()


@cache
def _program(rooms: tuple[str, ...]) -> str:
    """The hash of rooms of the program, of all data files, and of the versions of Python and of what is installed."""
    digest = hashlib.sha256(repr((platform.python_version(), _installed())).encode())
    for top in (DATA, *(_PROGRAM / room for room in rooms)):
        for path in sorted(path for path in top.rglob("*") if path.is_file() and path.suffix != ".pyc"):
            digest.update(path.relative_to(_PROGRAM).as_posix().encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


@cache
def _installed() -> tuple[tuple[str, str], ...]:
    return tuple(sorted({(str(each.name), each.version) for each in distributions()}))
