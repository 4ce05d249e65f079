"""Puts files together from old files and from the packs of a store.

If a newer version needs an older one that is missing, the older one is put together first. Fetched parts and finished
files stay in a work folder, so that nothing is lost when a try is cut off.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from . import update_store
from .copy_settings import OfflineError
from .fetch import Source
from .pack_parts import Place, Runs
from .update_store import Contents, Entry, Reference

_BLOCK = 1 << 16


@dataclass(frozen=True, slots=True)
class File:
    """A file to put together."""

    hash: str
    """SHA-256; of an older version, only the beginning."""
    path: str
    """For messages."""
    pack: Reference
    entry: Entry
    unused: frozenset[str]
    """Older versions that are no longer needed once this file is put together."""

    @property
    def place(self) -> Place:
        """Place of the file's new bytes in its pack."""
        return Place(self.pack, self.entry.start, self.entry.start + self.entry.bytes)


@dataclass(frozen=True, slots=True)
class Plan:
    """The files to put together, in order."""

    steps: Sequence[Sequence[File]]
    """Each step has the files whose new bytes are in one pack; older versions come before newer ones."""
    bytes: int
    """The most bytes that the work takes on the disk."""


class Gathering:
    """Files being put together in a work folder."""

    def __init__(self, source: Source, newest: Reference, own_files: Mapping[str, Path], aside: Path) -> None:
        """`own_files`: files that the reader already has, by hash; `aside`: the work folder."""
        self._source, self._newest = source, newest
        self._own_files = {update_store.name(value): file for value, file in own_files.items()}
        self._runs = Runs(source, aside / "runs")
        self._contents, self._objects = aside / "contents", aside / "objects"
        for folder in (self._contents, self._objects):
            folder.mkdir(exist_ok=True)

    def place(self, content_hash: str) -> Path:
        """Where a file lies once it is put together."""
        return self._objects / update_store.name(content_hash)

    def chain(self) -> Iterator[Contents]:
        """All contents, the newest first."""
        reference: Reference | None = self._newest
        while reference:
            contents = self._source.contents(reference, self._contents)
            yield contents
            reference = contents.before

    def clear(self) -> None:
        """Remove the files that were put together."""
        shutil.rmtree(self._objects)
        self._objects.mkdir()

    def plan(self, paths: Mapping[str, str]) -> Plan:
        """How to put together those files (paths by hash) that are still missing. Raises OfflineError."""
        hashes = {update_store.name(value): value for value in paths}
        needed = {name for name in hashes if not self._path_of(name)}
        steps: list[list[File]] = []
        used = set(hashes)
        for contents in self.chain() if needed else ():
            here = self._entries(contents, needed)
            files = []
            for name, entry in reversed(here.items()):
                value = hashes.get(name, name)
                unused = frozenset(old for old in entry.olds if old not in used and not self._path_of(old))
                used |= entry.olds
                files.append(File(value, paths.get(value, name), contents.pack, entry, unused))
            if files:
                steps.append(files[::-1])
            if not needed:
                return Plan(steps[::-1], _peak(steps[::-1]))
        if needed:
            some = ", ".join(paths.get(hashes.get(name, ""), name) for name in sorted(needed)[:5])
            raise OfflineError(f"the store is damaged: it lacks {some}")
        return Plan([], 0)

    def _entries(self, contents: Contents, needed: set[str]) -> dict[str, Entry]:
        """Entries of needed files in these contents. They leave `needed`; older versions that they build on join it."""
        here: dict[str, Entry] = {}
        while names := needed & contents.files.keys() - here.keys():
            here |= {name: contents.files[name] for name in names}
            needed.update(old for name in names for old in here[name].olds if not self._path_of(old))
            needed.difference_update(here)
        return {name: entry for name, entry in contents.files.items() if name in here}

    def bring(self, plan: Plan) -> None:
        """Put the files of a plan together. Raises OfflineError."""
        for step in plan.steps:
            self._runs.bring(file.place for file in step if file.entry.bytes)
            for file in step:
                self._make(file)
                for old in file.unused:
                    (self._objects / old).unlink()
            self._runs.clear()

    def _path_of(self, name: str) -> Path | None:
        """Where a file lies, in the old copy or put together; None if it is missing."""
        file = self._objects / name
        return self._own_files.get(name) or (file if file.is_file() else None)

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
                raise ValueError("its hash isn't the listed one")
        except (ValueError, zlib.error) as error:
            new.unlink()
            self._runs.drop(file.place)
            raise OfflineError(
                f"{file.path}: damaged in the store or in transit ({error}); run the update again"
            ) from error
        new.replace(self.place(file.hash))

    def _blocks(self, file: File) -> Iterator[bytes]:
        """The content of a file. Raises ValueError or zlib.error if it doesn't match its entry."""
        new_bytes = _Inflated(self._runs.blocks(file.place))
        for stretch in file.entry.stretches:
            if not stretch.old:
                yield from new_bytes.read(stretch.length)
            elif old := self._path_of(stretch.old):
                yield from _copied(old, stretch.start, stretch.length)
            else:
                raise ValueError("an older version is missing")


def _peak(steps: Sequence[Sequence[File]]) -> int:
    """The most bytes that the steps take on the disk at one time."""
    peak = current = 0
    sizes: dict[str, int] = {}
    for step in steps:
        parts = sum(file.entry.bytes for file in step)
        for file in step:
            sizes[update_store.name(file.hash)] = file.entry.size
            current += file.entry.size
            peak = max(peak, current + parts)
            current -= sum(sizes.get(old, 0) for old in file.unused)
    return peak


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
    """The new bytes of a file, read in order."""

    def __init__(self, blocks: Iterator[bytes]) -> None:
        self._blocks, self._unpacker = blocks, zlib.decompressobj()

    def read(self, length: int) -> Iterator[bytes]:
        """The next `length` bytes. Raises ValueError if there are fewer, zlib.error if they are damaged."""
        while length:
            packed = self._unpacker.unconsumed_tail or next(self._blocks, b"")
            block = self._unpacker.decompress(packed, min(length, _BLOCK))
            if not packed and not block:
                raise ValueError("too short")
            length -= len(block)
            yield block
