"""Parts of packs that were fetched, each in a file `<pack>.<first byte>` whose length says how much is there. They are
kept until they aren't needed any more, so that a try that is cut off loses nothing, whatever is published before the
next.
"""

from __future__ import annotations

import shutil
from bisect import bisect
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ..core.parallel import shown
from .copy_settings import settings
from .fetch import Source
from .update_store import Reference

_BLOCK = 1 << 16


@dataclass(frozen=True, slots=True)
class Place:
    """A range of bytes in a pack."""

    pack: Reference
    start: int
    end: int


class Runs:
    """The fetched parts in a folder."""

    def __init__(self, source: Source, folder: Path) -> None:
        self._source, self._folder = source, folder
        folder.mkdir(parents=True, exist_ok=True)
        self._starts: dict[str, list[int]] = defaultdict(list)
        """First bytes of each pack's parts, sorted."""
        for file in folder.iterdir():
            pack, _, start = file.name.partition(".")
            self._starts[pack].append(int(start))
        for starts in self._starts.values():
            starts.sort()

    def bring(self, places: Iterable[Place]) -> None:
        """Fetch the places that are missing, those near one another in one request. Raises OfflineError."""
        missing = [place for place in places if self._part(place) is None]
        joined = list(_joined(sorted(missing, key=lambda place: (place.pack.hash, place.start))))
        for place in shown(joined, len(joined), "Fetching"):
            self._fetch(place)

    def _fetch(self, place: Place) -> None:
        if not self._source.ranges:
            place = Place(place.pack, 0, place.pack.bytes)
        begun = self._part(Place(place.pack, place.start, place.start))
        first = place.start if begun is None else begun
        if begun is None:
            starts = self._starts[place.pack.hash]
            starts.insert(bisect(starts, first), first)
        self._source.part(place.pack, self._file(place, first), first, place.end)

    def blocks(self, place: Place) -> Iterator[bytes]:
        """The bytes of a place; none if they weren't fetched."""
        start, remaining = self._part(place), place.end - place.start
        if start is None or not remaining:
            return
        with self._file(place, start).open("rb") as stream:
            stream.seek(place.start - start)
            while remaining and (block := stream.read(min(remaining, _BLOCK))):
                remaining -= len(block)
                yield block

    def drop(self, place: Place) -> None:
        """Forget every part that covers a place, because it is damaged."""
        while (start := self._part(place)) is not None:
            self._file(place, start).unlink()
            self._starts[place.pack.hash].remove(start)

    def clear(self) -> None:
        """Forget everything."""
        shutil.rmtree(self._folder)
        self._folder.mkdir()
        self._starts.clear()

    def _part(self, place: Place) -> int | None:
        """The first byte of a part that covers the place; None if no part does."""
        starts = self._starts.get(place.pack.hash, [])
        for start in reversed(starts[: bisect(starts, place.start)]):
            if place.end <= start + self._file(place, start).stat().st_size:
                return start
        return None

    def _file(self, place: Place, start: int) -> Path:
        return self._folder / f"{place.pack.hash}.{start}"


def _joined(places: Iterable[Place]) -> Iterator[Place]:
    """Sorted places, with those near one another joined: a few more bytes cost less than another request."""
    last: Place | None = None
    for place in places:
        if last and last.pack == place.pack and place.start - last.end <= settings().updates.gap:
            last = Place(last.pack, last.start, max(last.end, place.end))
        else:
            if last:
                yield last
            last = place
    if last:
        yield last
