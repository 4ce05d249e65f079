"""The publisher's side of updates: adds a copy to a store (update_store.py describes its files).

Of a changed file, only the new bytes are added. To find what readers already have of it, the old file and its old
neighbours are put together from the store itself.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import sys
import zlib
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath

from ..core.parallel import each
from ..core.settings import archive
from ..core.whole_files import write_whole
from . import sums, update_store
from .copy_settings import OfflineError, settings
from .delta import Content, Stretch, content_of, stretches
from .fetch import Source
from .gather import Gathering
from .update_store import CONTENTS, INDEX, PACKS, Index, Reference

_NEIGHBOURS = 2
"""Old files on either side of a changed one that may share parts with it: a list that spans several files shifts."""
_NAMELESS = 64
"""How many old files a file with a new name is compared with."""
_TOGETHER = 4096
"""Files whose old versions are on the disk at the same time."""
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class _File:
    path: Path
    hash: str
    olds: tuple[str, ...]
    """Hashes of old files that may share parts with it."""


@dataclass(frozen=True, slots=True)
class _Difference:
    stretches: list[Stretch]
    new: bytes
    """The bytes that no old file has, compressed."""


def publish(folder: Path, place: Path, *, jobs: int = 0) -> None:
    """Add a copy to a store; its index is replaced last, atomically. Raises OfflineError.

    Readers who are fetching from the store can go on, as nothing changes but the index.
    """
    content = (folder / sums.NAME).read_bytes()
    list_hash = hashlib.sha256(content).hexdigest()
    for kind in (CONTENTS, PACKS):
        (place / kind).mkdir(parents=True, exist_ok=True)
    before = _Before(place)
    packs = _Packs(place, before)
    files = [_File(folder / sums.NAME, list_hash, before.list_hash), *_files(folder, sums.parsed(content), before.list)]
    new = [file for file in files if update_store.name(file.hash) not in before.names]
    for start in range(0, len(new), _TOGETHER):
        group = new[start : start + _TOGETHER]
        work = partial(_difference, before.files({old for file in group for old in file.olds}))
        for outcome in each(work, group, seconds=archive().limits.document_seconds, jobs=jobs, label="Publishing"):
            if outcome.result is None:
                raise OfflineError(f"{outcome.item.path}: can't be published: {outcome.error}")
            packs.add(update_store.name(outcome.item.hash), outcome.result)
    newest = packs.finished()
    signature = folder / sums.SIGNATURE
    index = Index(list_hash, newest, signature.read_bytes() if signature.is_file() else b"")
    write_whole(place / INDEX, index.written())
    before.close()


class _Before:
    """The copy that was published last."""

    def __init__(self, place: Path) -> None:
        self._work = place / ".work"
        self.names: set[str] = set()
        """Names of all files that can be put together."""
        self.newest: Reference | None = None
        self.list_hash: tuple[str, ...] = ()
        """The hash of its list of files; empty if nothing was published yet."""
        self.list: Mapping[str, str] = {}
        """Hashes of its files by path."""
        self.close()
        if not (place / INDEX).is_file():
            return
        index = update_store.index((place / INDEX).read_bytes())
        self.newest, self.list_hash = index.contents, (index.sums,)
        self._work.mkdir()
        source = Source(str(place))
        source.most = sys.maxsize
        self._gathering = Gathering(source, index.contents, {}, self._work)
        for contents in self._gathering.chain():
            self.names |= contents.files.keys()
        self.list = sums.parsed(self.files(self.list_hash)[index.sums].read_bytes())

    def files(self, hashes: Iterable[str]) -> dict[str, Path]:
        """Old files by their hash. Files from an earlier call are removed."""
        requested = {value: value for value in hashes}
        if requested:
            self._gathering.clear()
            self._gathering.bring(self._gathering.plan(requested))
        return {value: self._gathering.place(value) for value in requested}

    def close(self) -> None:
        """Remove the files that were put together, including those that a killed publication left behind."""
        shutil.rmtree(self._work, ignore_errors=True)


def _files(folder: Path, hashes: Mapping[str, str], before: Mapping[str, str]) -> Iterator[_File]:
    """Each distinct content once, with the old files that may share parts with it."""
    spare: dict[tuple[str, str], list[str]] = {}
    for path in sorted((path for path, value in before.items() if hashes.get(path) != value), key=_natural):
        spare.setdefault(_kind(path), []).append(path)
    hashes_seen = set()
    for path, value in sorted(hashes.items()):
        if value not in hashes_seen:
            hashes_seen.add(value)
            candidates = _candidates(path, spare.get(_kind(path), ()), known=path in before)
            yield _File(folder / path, value, tuple(dict.fromkeys(before[candidate] for candidate in candidates)))


def _candidates(path: str, spare: Sequence[str], *, known: bool) -> list[str]:
    """Old files that may share parts with a new one: first the one with its name, then its neighbours.

    A file with a new name may be an old one renamed after its new hash, so any file in its folder may share parts.
    """
    if not known:
        return list(spare[:_NAMELESS])
    middle = bisect_left(spare, _natural(path), key=_natural)
    candidates = spare[max(0, middle - _NEIGHBOURS) : middle + _NEIGHBOURS + 1]
    return sorted(candidates, key=lambda candidate: candidate != path)


def _kind(path: str) -> tuple[str, str]:
    """Folder and file ending."""
    pure = PurePosixPath(path)
    return str(pure.parent), pure.suffix


def _natural(path: str) -> list[str | int]:
    """Sort key that puts `words/9.js` before `words/10.js`."""
    return [int(part) if number % 2 else part for number, part in enumerate(re.split(r"(\d+)", path))]


def _difference(olds: Mapping[str, Path], file: _File) -> _Difference:
    """What a file has that the old ones don't; if that is most of the file, all of it."""
    if sums.sha256(file.path) != file.hash:
        raise OfflineError(f"its content isn't the one that {sums.NAME} lists")
    with ExitStack() as opened:
        new = opened.enter_context(content_of(file.path))
        parts = stretches(
            new, {update_store.name(old): opened.enter_context(content_of(olds[old])) for old in file.olds}
        )
        if 2 * sum(stretch.length for stretch in parts if stretch.old) < len(new):
            parts = [Stretch(len(new))]
        return _Difference(parts, b"".join(_compressed(new, parts)))


def _compressed(new: Content, parts: Iterable[Stretch]) -> Iterator[bytes]:
    """The new bytes of a file, compressed; nothing if there aren't any."""
    packer = zlib.compressobj(9)
    position, has_new = 0, False
    for stretch in parts:
        for start in range(position, position + stretch.length, _BLOCK) if not stretch.old else ():
            has_new = True
            yield packer.compress(new[start : min(start + _BLOCK, position + stretch.length)])
        position += stretch.length
    if has_new:
        yield packer.flush()


class _Packs:
    """Packs being added to a store."""

    def __init__(self, place: Path, before: _Before) -> None:
        self._place, self._newest = place, before.newest
        self._begin()

    def _begin(self) -> None:
        self._lines: list[str] = []
        self._line_bytes = 0
        self._pack = bytearray()

    def add(self, file: str, difference: _Difference) -> None:
        """Add the line and the new bytes of a file."""
        limits = settings().updates
        if len(self._pack) >= limits.pack_bytes or self._line_bytes >= limits.lines_bytes:
            self._end()
        self._lines.append(update_store.line(file, len(difference.new), difference.stretches))
        self._line_bytes += len(self._lines[-1])
        self._pack += difference.new

    def finished(self) -> Reference:
        """Write what is left. Returns the newest contents."""
        if self._lines:
            self._end()
        assert self._newest is not None  # an empty store was given at least the list of files
        return self._newest

    def _end(self) -> None:
        pack = Reference(hashlib.sha256(self._pack).hexdigest(), len(self._pack))
        contents = update_store.packed(self._newest, pack, self._lines)
        self._newest = Reference(hashlib.sha256(contents).hexdigest(), len(contents))
        write_whole(self._place / PACKS / pack.hash, self._pack)
        write_whole(self._place / CONTENTS / self._newest.hash, contents)
        self._begin()
