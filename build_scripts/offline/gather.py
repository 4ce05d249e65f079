"""Puts files together from old files and from the packs of a store.

An older version that is needed for a newer one, and not there, is put together first. What has come and what is whole
stays in the folder of the work, so that a try that was cut off costs nothing.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from . import store
from .fetch import Source
from .pack_parts import Place, Runs
from .settings import OfflineError
from .store import Contents, Entry, Reference

_BLOCK = 1 << 16


@dataclass(frozen=True, slots=True)
class File:
    """A file to put together."""

    hash: str
    """SHA-256, or of an older version the beginning of it."""
    path: str
    """For messages."""
    pack: Reference
    entry: Entry
    unused: frozenset[str]
    """Older versions that are needed no longer when it is whole."""

    @property
    def place(self) -> Place:
        """Of its new bytes."""
        return Place(self.pack, self.entry.start, self.entry.start + self.entry.bytes)


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done."""

    steps: Sequence[Sequence[File]]
    """Files with new bytes from one pack; older versions before newer ones."""
    bytes: int
    """On the disk, at most."""


class Gathering:
    """The work, in a folder of its own."""

    def __init__(self, source: Source, newest: Reference, own: Mapping[str, Path], aside: Path) -> None:
        """`own`: files that are there already, by their hash."""
        self._source, self._newest = source, newest
        self._own = {store.name(value): file for value, file in own.items()}
        self._runs = Runs(source, aside / "runs")
        self._contents, self._objects = aside / "contents", aside / "objects"
        for folder in (self._contents, self._objects):
            folder.mkdir(exist_ok=True)

    def place(self, content_hash: str) -> Path:
        """Where a file is when it has been brought."""
        return self._objects / store.name(content_hash)

    def chain(self) -> Iterator[Contents]:
        """All contents, the newest first."""
        reference: Reference | None = self._newest
        while reference:
            contents = self._source.contents(reference, self._contents)
            yield contents
            reference = contents.before

    def clear(self) -> None:
        """Remove the files that have been brought."""
        shutil.rmtree(self._objects)
        self._objects.mkdir()

    def plan(self, wanted: Mapping[str, str]) -> Plan:
        """How files (paths by hash), those that are not there yet, are put together. Raises OfflineError."""
        hashes = {store.name(value): value for value in wanted}
        needed = {name for name in hashes if not self._there(name)}
        steps: list[list[File]] = []
        used = set(hashes)
        for contents in self.chain() if needed else ():
            here = self._entries(contents, needed)
            files = []
            for name, entry in reversed(here.items()):
                value = hashes.get(name, name)
                unused = frozenset(old for old in entry.olds if old not in used and not self._there(old))
                used |= entry.olds
                files.append(File(value, wanted.get(value, name), contents.pack, entry, unused))
            if files:
                steps.append(files[::-1])
            if not needed:
                return Plan(steps[::-1], _peak(steps[::-1]))
        if needed:
            some = ", ".join(wanted.get(hashes.get(name, ""), name) for name in sorted(needed)[:5])
            raise OfflineError(f"the store is damaged: it lacks {some}")
        return Plan([], 0)

    def _entries(self, contents: Contents, needed: set[str]) -> dict[str, Entry]:
        """Needed files of some contents, taken from `needed`, and older versions added there."""
        here: dict[str, Entry] = {}
        while found := needed & contents.files.keys() - here.keys():
            here |= {name: contents.files[name] for name in found}
            needed.update(old for name in found for old in here[name].olds if not self._there(old))
            needed.difference_update(here)
        return {name: entry for name, entry in contents.files.items() if name in here}

    def bring(self, plan: Plan) -> None:
        """Put files together. Raises OfflineError."""
        for step in plan.steps:
            self._runs.bring(file.place for file in step if file.entry.bytes)
            for file in step:
                self._make(file)
                for old in file.unused:
                    (self._objects / old).unlink()
            self._runs.clear()

    def _there(self, name: str) -> Path | None:
        """Where a file is, in the old copy or put together, if it is."""
        made = self._objects / name
        return self._own.get(name) or (made if made.is_file() else None)

    def _make(self, file: File) -> None:
        """Put a file together and check it."""
        digest = hashlib.sha256()
        new = self._objects / "new"
        try:
            with new.open("wb") as target:
                for block in self._blocks(file):
                    digest.update(block)
                    target.write(block)
                target.flush()
                os.fsync(target.fileno())
            if not digest.hexdigest().startswith(file.hash):
                raise ValueError("not what the list says")
        except (ValueError, zlib.error) as error:
            new.unlink()
            self._runs.drop(file.place)
            raise OfflineError(f"{file.path}: damaged in the store or on the way ({error}); fetch again") from error
        new.replace(self.place(file.hash))

    def _blocks(self, file: File) -> Iterator[bytes]:
        """The content of a file. Raises ValueError or zlib.error where it is not as said."""
        fresh = _Inflated(self._runs.blocks(file.place))
        for one in file.entry.stretches:
            if not one.old:
                yield from fresh.read(one.length)
            elif old := self._there(one.old):
                yield from _copied(old, one.start, one.length)
            else:
                raise ValueError("an older version is missing")


def _peak(steps: Sequence[Sequence[File]]) -> int:
    """Bytes on the disk when they are most."""
    most = now = 0
    sizes: dict[str, int] = {}
    for step in steps:
        parts = sum(file.entry.bytes for file in step)
        for file in step:
            sizes[store.name(file.hash)] = file.entry.size
            now += file.entry.size
            most = max(most, now + parts)
            now -= sum(sizes.get(old, 0) for old in file.unused)
    return most


def _copied(file: Path, start: int, length: int) -> Iterator[bytes]:
    with file.open("rb") as stream:
        stream.seek(start)
        while length:
            block = stream.read(min(length, _BLOCK))
            if not block:
                raise ValueError("an older version is too short")
            length -= len(block)
            yield block


class _Inflated:
    """New bytes of a file, to be read in order."""

    def __init__(self, blocks: Iterator[bytes]) -> None:
        self._blocks, self._unpacker = blocks, zlib.decompressobj()

    def read(self, length: int) -> Iterator[bytes]:
        """So many bytes. Raises ValueError where there are fewer, zlib.error where they are damaged."""
        while length:
            packed = self._unpacker.unconsumed_tail or next(self._blocks, b"")
            block = self._unpacker.decompress(packed, min(length, _BLOCK))
            if not packed and not block:
                raise ValueError("too short")
            length -= len(block)
            yield block
