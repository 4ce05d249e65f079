"""What was made before, by the hash of all that it was made from: nothing is made twice.

An entry is a file named by its key, which holds the hash of its content before the content: what a kill or a full disk
has left of one isn't taken for it. Entries are written aside and renamed, so that two builds at once can share a store.

Files that go into the site as they are stand in the store by themselves, each named by the hash of its content, and an
entry lists those of a group: a site takes them over by hard link, so that they lie on the disk once. No pass may write
into such a file, only put another in its place; one that has another size or time than when it was kept isn't taken.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
import secrets
import shutil
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import ClassVar

from .data_files import DATA

_APART = ("data", "__pycache__")
"""Folders of the program that aren't rooms of it."""
_DIGEST = hashlib.sha256().digest_size
_PROGRAM = DATA.parent
_FULL = 0.9
"""Of its limit: how far a store that has grown beyond it is emptied."""
GROUP = ".group"
_GROUP, _FILE, _PART = GROUP, ".file", ".part"
"""Endings of the entry of a group, of a file that groups name, and of what isn't whole yet."""
_ABANDONED = 24 * 3600
"""Seconds after which nobody is at work any more on what no entry names."""
_LATELY = 3600
"""Seconds within which it isn't noted again that an entry was asked for."""
_SAMPLE, _FEW, _ENOUGH = 16, 64, 4_000
"""Of 256 folders, every how many-th is looked at to tell how large the store is, if they hold more than a few entries,
and until they hold enough: keys are hashes, so that every folder has as much as another."""

_Kept = tuple[str, int, int]
"""Of a file in the store: the hash of its content, its size, its time of change in nanoseconds."""


@dataclass(frozen=True, slots=True)
class Store:
    """A folder of entries. It is only ever read for what it has: without it, everything is made again."""

    folder: Path
    limit: int
    """Bytes that `trim` leaves at most."""
    shared: ClassVar[bool] = False
    """Whether other machines see what is put."""

    def get(self, key: str) -> bytes | None:
        """The content of an entry; None where there is none, or a damaged one."""
        path = self._path(key)
        try:
            with open(path, "rb", buffering=0) as file:  # noqa: PTH123
                entry = file.readall()
                asked = os.fstat(file.fileno()).st_mtime
            if time.time() - asked > _LATELY:
                os.utime(path)  # Entries that nobody asks for go first.
        except OSError:
            return None
        content = entry[_DIGEST:]
        return content if hashlib.sha256(content).digest() == entry[:_DIGEST] else None

    def put(self, key: str, content: bytes) -> None:
        """Keep the content of an entry, whole or not at all; a disk without room for it isn't an error."""
        with suppress(OSError):
            _put(self._path(key), hashlib.sha256(content).digest() + content)

    def put_files(self, key: str, files: Mapping[str, bytes]) -> None:
        """Keep a group of files, each by its path from the site, whole or not at all."""
        listed: list[tuple[str, _Kept]] = []
        for path, content in files.items():
            if not (kept := self._keep(content)):
                return
            listed.append((path, kept))
        self.put(f"{key}{_GROUP}", json.dumps(listed).encode())

    def take_files(self, key: str, folder: Path) -> bool:
        """Put a group of files into a folder, by hard link where the system can, read-only; whether the store had all
        of them as they were kept. Otherwise, none of them is put there."""
        return self.taken(key, folder) is not None

    def taken(self, key: str, folder: Path) -> dict[str, str] | None:
        """`take_files`, which gives the SHA-256 of each file by its path; None where none was put there."""
        group = self.get(f"{key}{_GROUP}")
        if group is None:
            return None
        listed: list[tuple[str, _Kept]] = json.loads(group)
        files = {f"{folder}/{path}": self._file(kept[0]) for path, kept in listed}
        if not all(_as_kept(file, kept) for file, (_, kept) in zip(files.values(), listed, strict=True)):
            return None
        try:
            for target, file in files.items():
                _link(file, target)
        except OSError:
            for target in files:
                with suppress(OSError):
                    Path(target).unlink()
            return None
        return {path: kept[0] for path, kept in listed}

    def holds(self, key: str) -> bool:
        """Whether the store has all files of a group as they were kept."""
        return self.digests(key) is not None

    def digests(self, key: str) -> dict[str, str] | None:
        """The SHA-256 of each file of a group by its path; None where the store hasn't all of them as they were
        kept."""
        group = self.get(f"{key}{_GROUP}")
        listed: list[tuple[str, _Kept]] = [] if group is None else json.loads(group)
        if group is None or not all(_as_kept(self._file(kept[0]), kept) for _, kept in listed):
            return None
        return {path: kept[0] for path, kept in listed}

    def paths(self, key: str) -> list[str] | None:
        """The paths of the files of a group, from the site; None where the store hasn't the group."""
        group = self.get(f"{key}{_GROUP}")
        return None if group is None else [path for path, _ in json.loads(group)]

    def files(self, key: str) -> dict[str, bytes] | None:
        """The files of a group; None where the store hasn't all of them as they were kept."""
        group = self.get(f"{key}{_GROUP}")
        if group is None:
            return None
        files: dict[str, bytes] = {}
        for path, kept in json.loads(group):
            file = self._file(kept[0])
            if not _as_kept(file, kept):
                return None
            files[path] = Path(file).read_bytes()
        return files

    def deliver(self, key: str, files: Mapping[str, bytes], folder: Path) -> None:
        """Put files into a folder and keep them as a group; where the store can't, they are in the folder all the
        same."""
        self.put_files(key, files)
        if not self.take_files(key, folder):
            for path, content in files.items():
                target = folder / path
                target.parent.mkdir(parents=True, exist_ok=True)
                target.unlink(missing_ok=True)  # It may be a file of the store.
                target.write_bytes(content)

    def adopt(self, key: str, folder: Path, paths: Sequence[str]) -> None:
        """Keep files that are finished, by their paths from a folder, as a group: they become read-only, and the store
        takes them over by hard link."""
        listed: list[tuple[str, _Kept]] = []
        for path in paths:
            if not (kept := self._adopted(folder / path)):
                return
            listed.append((path, kept))
        self.put(f"{key}{_GROUP}", json.dumps(listed).encode())

    def trim(self) -> None:
        """Remove the entries that nobody has asked for longest, where the store has grown beyond its limit."""
        folders = sorted(path for path in self.folder.glob("??") if path.is_dir())
        if self._has_room(folders):
            return
        everything = sorted(_entries(folders))
        size = sum(size for _, size, _ in everything)
        if size <= self.limit:
            return
        files = {path: size for _, size, path in everything if path.suffix == _FILE}
        named = Counter(file for _, _, path in everything if path.suffix == _GROUP for file in self._named(path))
        for changed, entry_size, path in everything:
            if size <= self.limit * _FULL:
                break
            gone = [path]
            if path.suffix == _GROUP:
                group = self._named(path)
                named.subtract(group)
                gone += [file for file in group if named[file] == 0]
            elif path.suffix in (_FILE, _PART) and (named[path] or time.time() - changed / 1e9 < _ABANDONED):
                continue
            for file in gone:
                file.unlink(missing_ok=True)
                size -= entry_size if file == path else files.pop(file, 0)

    def _has_room(self, folders: Sequence[Path]) -> bool:
        """Whether the store is smaller than its limit, by what some of its folders hold."""
        looked = number = size = 0
        for folder in folders[::_SAMPLE]:
            sizes = [entry_size for _, entry_size, _ in _entries([folder])]
            looked, number, size = looked + 1, number + len(sizes), size + sum(sizes)
            if number > _ENOUGH:
                break
        return number > _FEW and size * len(folders) < self.limit * _FULL * looked

    def clear(self) -> None:
        """Remove everything. A build that is at work makes anew what it no longer finds."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def _keep(self, content: bytes) -> _Kept | None:
        """A file with this content in the store; None where it can't be kept. One that is there stays, since others
        are linked to it, unless it was written into."""
        digest = hashlib.sha256(content).hexdigest()
        file = self._file(digest)
        try:
            if not _has(file, content):
                _put(file, content, mode=0o444)
            status = os.stat(file)  # noqa: PTH116
        except OSError:
            return None
        return digest, status.st_size, status.st_mtime_ns

    def _adopted(self, finished: Path) -> _Kept | None:
        content = finished.read_bytes()
        file = Path(self._file(hashlib.sha256(content).hexdigest()))
        if _has(str(file), content):
            return self._keep(content)
        aside = file.with_name(f"{file.name}.{secrets.token_hex(4)}{_PART}")
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            finished.chmod(0o444)
            aside.hardlink_to(finished)
            aside.replace(file)
        except OSError:
            with suppress(OSError):
                aside.unlink()
        return self._keep(content)

    def _named(self, group: Path) -> set[Path]:
        """The files that a group names."""
        with suppress(OSError, ValueError):
            return {Path(self._file(kept[0])) for _, kept in json.loads(group.read_bytes()[_DIGEST:])}
        return set()

    # Names as strings: these are asked for each file of a site, and paths as objects take longer than the system does.
    def _file(self, digest: str) -> str:
        return f"{self.folder}/{digest[:2]}/{digest[2:]}{_FILE}"

    def _path(self, key: str) -> str:
        return f"{self.folder}/{key[:2]}/{key[2:]}"


def _entries(folders: Iterable[Path]) -> Iterator[tuple[int, int, Path]]:
    """When each entry was last asked for, its size in bytes, its file."""
    for folder in folders:
        for entry in os.scandir(folder):
            with suppress(FileNotFoundError):  # Another build may have removed it.
                status = entry.stat()
                yield status.st_mtime_ns, status.st_size, Path(entry.path)


def _as_kept(file: str, kept: _Kept) -> bool:
    """Whether a file has the size and the time that it was kept with: nobody has written into it."""
    try:
        status = os.stat(file)  # noqa: PTH116
    except OSError:
        return False
    return (status.st_size, status.st_mtime_ns) == (kept[1], kept[2])


def _link(file: str, target: str) -> None:
    """Put a file of the store where another may be, by hard link; where that can't be (other disks, too many links), a
    copy with the same time. Raises OSError."""
    try:
        os.link(file, target)
    except OSError:
        Path(target).parent.mkdir(parents=True, exist_ok=True)
        Path(target).unlink(missing_ok=True)
        try:
            os.link(file, target)
        except OSError:
            shutil.copy2(file, target)


def _has(file: str, content: bytes) -> bool:
    """Whether a file is there with this content."""
    try:
        with open(file, "rb", buffering=0) as opened:  # noqa: PTH123
            return opened.readall() == content
    except FileNotFoundError:
        return False


def _put(file: str, content: bytes, mode: int | None = None) -> None:
    """Put a file into the store: written aside, with the permissions of `mode`, and renamed. Raises OSError, and then
    nothing is left of it."""
    aside = f"{file}.{secrets.token_hex(4)}{_PART}"
    try:
        try:
            _write(aside, content)
        except FileNotFoundError:  # The first in its folder: one of 256 that is soon there.
            os.makedirs(os.path.dirname(file), exist_ok=True)  # noqa: PTH103, PTH120
            _write(aside, content)
        if mode is not None:
            os.chmod(aside, mode)  # noqa: PTH101
        os.replace(aside, file)  # noqa: PTH105
    except OSError:
        with suppress(OSError):
            os.unlink(aside)  # noqa: PTH108
        raise


def _write(file: str, content: bytes) -> None:
    with open(file, "wb", buffering=0) as opened:  # noqa: PTH123
        rest = memoryview(content)
        while rest:  # A disk that is all but full takes part of it.
            rest = rest[opened.write(rest) :]


def key(stage: str, rooms: Sequence[str], *inputs: bytes | str) -> str:
    """The name of an entry: what a stage, whose program stands in `rooms`, makes of its inputs."""
    digest = hashlib.sha256(f"{stage}\n{_program(tuple(rooms))}".encode())
    for content in inputs:
        data = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
        digest.update(hashlib.sha256(data).digest())
    return digest.hexdigest()


@cache
def fingerprint() -> str:
    """The hash of all that entries are made with: the whole program, its data, Python and what is installed."""
    rooms = sorted(room.name for room in _PROGRAM.iterdir() if room.is_dir() and room.name not in _APART)
    return _program(tuple(rooms))


@cache
def _program(rooms: tuple[str, ...]) -> str:
    """The hash of rooms of the program, of all data files, and of the versions of Python and of what is installed."""
    digest = hashlib.sha256(repr((platform.python_version(), _installed())).encode())
    for top in (DATA, *(_PROGRAM / room for room in rooms)):
        digest.update(_room(top))
    return digest.hexdigest()


@cache
def _room(top: Path) -> bytes:
    """The hash of a folder of the program, which doesn't change while it runs."""
    return folder_hash(top)


def folder_hash(top: Path, endings: Sequence[str] = ()) -> bytes:
    """The hash of the names and the content of every file in a folder, or of those with one of some endings."""
    digest = hashlib.sha256()
    for path in sorted(path for path in top.rglob("*") if path.is_file() and path.parent.name != "__pycache__"):
        if endings and path.suffix not in endings:
            continue
        digest.update(path.relative_to(top.parent).as_posix().encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.digest()


@cache
def _installed() -> tuple[str, ...]:
    """Name and version of all that is installed, as its folders are called: `lxml-6.0.2.dist-info`."""
    folders = [Path(entry or ".") for entry in sys.path if Path(entry or ".").is_dir()]
    return tuple(sorted({path.name for folder in folders for path in folder.glob("*.dist-info")}))
