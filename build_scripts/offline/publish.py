"""The publisher's side of updates: adds a copy to a store (store.py says what lies there).

Of a file that has changed only what is new is added; what readers have of it is found by putting the old file, and its
old neighbours, together from the store itself.
"""

from __future__ import annotations

import hashlib
import os
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
from . import store, sums
from .delta import Content, Stretch, content_of, stretches
from .fetch import Source
from .gather import Gathering
from .settings import OfflineError, settings
from .store import CONTENTS, INDEX, PACKS, Index, Reference

_NEIGHBOURS = 2
"""Old files on either side of a changed one that may have parts of it: lists that go on from file to file shift."""
_NAMELESS = 64
"""Old files that a file with a new name is compared with."""
_TOGETHER = 4096
"""Files whose old versions lie on the disk at a time."""
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class _File:
    path: Path
    hash: str
    olds: tuple[str, ...]
    """Hashes of old files that may have parts of it."""


@dataclass(frozen=True, slots=True)
class _Difference:
    stretches: list[Stretch]
    new: bytes
    """What no old file has, compressed."""


def publish(folder: Path, place: Path, *, jobs: int = 0) -> None:
    """Add a copy to a store; its index is replaced last, at once. Raises OfflineError.

    Whoever has begun to fetch from the store can go on: nothing but the index changes.
    """
    content = (folder / sums.NAME).read_bytes()
    list_hash = hashlib.sha256(content).hexdigest()
    for kind in (CONTENTS, PACKS):
        (place / kind).mkdir(parents=True, exist_ok=True)
    before = _Before(place)
    packs = _Packs(place, before)
    files = [_File(folder / sums.NAME, list_hash, before.list_hash), *_files(folder, sums.parsed(content), before.list)]
    new = [file for file in files if store.name(file.hash) not in before.names]
    for start in range(0, len(new), _TOGETHER):
        group = new[start : start + _TOGETHER]
        work = partial(_difference, before.files({old for file in group for old in file.olds}))
        for outcome in each(work, group, seconds=archive().limits.document_seconds, jobs=jobs, label="Publishing"):
            if outcome.result is None:
                raise OfflineError(f"{outcome.item.path}: not published: {outcome.error}")
            packs.add(store.name(outcome.item.hash), outcome.result)
    newest = packs.finished()
    signature = folder / sums.SIGNATURE
    made = Index(list_hash, newest, signature.read_bytes() if signature.is_file() else b"")
    _replace(place / INDEX, made.written())
    before.close()


class _Before:
    """What was published last."""

    def __init__(self, place: Path) -> None:
        self._work = place / ".work"
        self.names: set[str] = set()
        """Of all files that can be put together."""
        self.newest: Reference | None = None
        self.list_hash: tuple[str, ...] = ()
        """None where nothing was published."""
        self.list: Mapping[str, str] = {}
        self.close()
        if not (place / INDEX).is_file():
            return
        index = store.index((place / INDEX).read_bytes())
        self.newest, self.list_hash = index.contents, (index.sums,)
        self._work.mkdir()
        source = Source(str(place))
        source.most = sys.maxsize
        self._gathering = Gathering(source, index.contents, {}, self._work)
        for contents in self._gathering.chain():
            self.names |= contents.files.keys()
        self.list = sums.parsed(self.files(self.list_hash)[index.sums].read_bytes())

    def files(self, hashes: Iterable[str]) -> dict[str, Path]:
        """Old files by their hash; those that were asked for earlier are gone then."""
        wanted = {one: one for one in hashes}
        if wanted:
            self._gathering.clear()
            self._gathering.bring(self._gathering.plan(wanted))
        return {one: self._gathering.place(one) for one in wanted}

    def close(self) -> None:
        """Remove what was put together, or what a killed publication has left of it."""
        shutil.rmtree(self._work, ignore_errors=True)


def _files(folder: Path, hashes: Mapping[str, str], before: Mapping[str, str]) -> Iterator[_File]:
    """Each content once, with the old files that may have parts of it."""
    spare: dict[tuple[str, str], list[str]] = {}
    for path in sorted((path for path, value in before.items() if hashes.get(path) != value), key=_natural):
        spare.setdefault(_kind(path), []).append(path)
    seen = set()
    for path, value in sorted(hashes.items()):
        if value not in seen:
            seen.add(value)
            near = _near(path, spare.get(_kind(path), ()), known=path in before)
            yield _File(folder / path, value, tuple(dict.fromkeys(before[one] for one in near)))


def _near(path: str, spare: Sequence[str], *, known: bool) -> list[str]:
    """Old files that may have parts of a new one: that of its name first, then its neighbours.

    A file whose name is new may be an old one under the hash of its new content: any of its folder may have parts.
    """
    if not known:
        return list(spare[:_NAMELESS])
    middle = bisect_left(spare, _natural(path), key=_natural)
    near = spare[max(0, middle - _NEIGHBOURS) : middle + _NEIGHBOURS + 1]
    return sorted(near, key=lambda one: one != path)


def _kind(path: str) -> tuple[str, str]:
    """Folder and ending."""
    pure = PurePosixPath(path)
    return str(pure.parent), pure.suffix


def _natural(path: str) -> list[str | int]:
    """Sorts `words/9.js` before `words/10.js`."""
    return [int(part) if number % 2 else part for number, part in enumerate(re.split(r"(\d+)", path))]


def _difference(olds: Mapping[str, Path], file: _File) -> _Difference:
    """What a file has that old ones have not; where that is most of it, all of it."""
    if sums.sha256(file.path) != file.hash:
        raise OfflineError("not as listed")
    with ExitStack() as opened:
        new = opened.enter_context(content_of(file.path))
        found = stretches(new, {store.name(old): opened.enter_context(content_of(olds[old])) for old in file.olds})
        if 2 * sum(one.length for one in found if one.old) < len(new):
            found = [Stretch(len(new))]
        return _Difference(found, b"".join(_compressed(new, found)))


def _compressed(new: Content, found: Iterable[Stretch]) -> Iterator[bytes]:
    """The new bytes of a file, compressed; nothing where there are none."""
    packer = zlib.compressobj(9)
    at, some = 0, False
    for one in found:
        for start in range(at, at + one.length, _BLOCK) if not one.old else ():
            some = True
            yield packer.compress(new[start : min(start + _BLOCK, at + one.length)])
        at += one.length
    if some:
        yield packer.flush()


class _Packs:
    """Packs that are added to a store."""

    def __init__(self, place: Path, before: _Before) -> None:
        self._place, self._newest = place, before.newest
        self._begin()

    def _begin(self) -> None:
        self._lines: list[str] = []
        self._line_bytes = 0
        self._pack = bytearray()

    def add(self, file: str, difference: _Difference) -> None:
        """Add a file."""
        limits = settings().updates
        if len(self._pack) >= limits.pack_bytes or self._line_bytes >= limits.lines_bytes:
            self._end()
        self._lines.append(store.line(file, len(difference.new), difference.stretches))
        self._line_bytes += len(self._lines[-1])
        self._pack += difference.new

    def finished(self) -> Reference:
        """The newest contents, when all is written."""
        if self._lines:
            self._end()
        assert self._newest is not None  # the list of files, if nothing else, was added to an empty store
        return self._newest

    def _end(self) -> None:
        pack = Reference(hashlib.sha256(self._pack).hexdigest(), len(self._pack))
        contents = store.packed(self._newest, pack, self._lines)
        self._newest = Reference(hashlib.sha256(contents).hexdigest(), len(contents))
        _replace(self._place / PACKS / pack.hash, self._pack)
        _replace(self._place / CONTENTS / self._newest.hash, contents)
        self._begin()


def _replace(place: Path, content: bytes | bytearray) -> None:
    """Write a file at once."""
    new = place.with_name(f".{place.name}.{os.getpid()}")
    new.write_bytes(content)
    new.replace(place)
