"""Fetches from a store, on a web server or in a folder, and resumes where an earlier try was cut off."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import requests
from urllib3.exceptions import HTTPError

from . import sums, update_store
from .copy_settings import OfflineError, settings
from .update_store import CONTENTS, INDEX, PACKS, Contents, Index, Reference

_TRIES = 4
"""Attempts in a row that bring no byte."""
_WAIT = 1.0
"""Seconds before the second attempt; doubled before each further one."""
_TIMEOUT = 60
_BLOCK = 1 << 16
_INDEX_BYTES = 1 << 16


class Source:
    """A store, and the number of bytes fetched from it. Its requests share a connection."""

    def __init__(self, place: str) -> None:
        self._remote = place.startswith(("http://", "https://"))
        if not self._remote and not Path(place).is_dir():
            raise OfflineError(f"{place}: neither a folder nor an address that begins with https:// or http://")
        self._place = place.rstrip("/")
        self._session = requests.Session()
        self.bytes = 0
        """Bytes of content fetched so far."""
        self.most = settings().updates.list_bytes
        """The most bytes that are accepted."""
        self.ranges = True
        """Whether the server is assumed to send parts of files."""

    def index(self) -> Index:
        """The index: what can be fetched now. Raises OfflineError."""
        return update_store.index(b"".join(self._tried(INDEX, 0, _INDEX_BYTES, exact=False)))

    def contents(self, reference: Reference, folder: Path) -> Contents:
        """Contents, which are kept in `folder`. Raises OfflineError if they aren't what the reference says."""
        file = folder / reference.hash
        path = f"{CONTENTS}/{reference.hash}"
        if reference.bytes > settings().updates.contents_bytes:
            raise OfflineError(f"{path}: larger than allowed")
        self._complete(path, file, 0, reference.bytes)
        if sums.sha256(file) != reference.hash:
            file.unlink()
            raise OfflineError(f"{path}: damaged in the store or in transit; run the update again")
        return update_store.contents(file.read_bytes())

    def part(self, pack: Reference, file: Path, start: int, end: int) -> None:
        """Complete a file that begins with the pack's byte `start`, up to the byte `end`. Raises OfflineError."""
        self._complete(f"{PACKS}/{pack.hash}", file, start, end)

    def _complete(self, path: str, file: Path, start: int, end: int) -> None:
        with file.open("ab") as stream:
            if start + stream.tell() < end:
                for block in self._tried(path, start + stream.tell(), end):
                    stream.write(block)
                    stream.flush()

    def _tried(self, path: str, start: int, end: int, *, exact: bool = True) -> Iterator[bytes]:
        """The content from `start` to `end`; if the connection breaks, it is opened again at that place."""
        attempt = 0
        while attempt < _TRIES:
            if attempt:
                time.sleep(_WAIT * 2 ** (attempt - 1))
            attempt += 1
            try:
                for block in (self._answered if self._remote else self._read)(path, start, end):
                    start += len(block)
                    attempt = 0
                    yield block
                if start < end and exact:
                    raise OSError("cut off")
                return
            except (OSError, HTTPError) as error:
                fault = error
            if not self._remote:
                break
        raise OfflineError(f"{self._place}/{path}: {fault}; what was fetched is kept, and the next try resumes there")

    def _read(self, path: str, start: int, end: int) -> Iterator[bytes]:
        with Path(self._place, path).open("rb") as file:
            file.seek(start)
            while block := file.read(min(end - start, _BLOCK)):
                start += len(block)
                self._count(path, block)
                yield block

    def _answered(self, path: str, start: int, end: int) -> Iterator[bytes]:
        # Not compressed on the way: offsets are those of the file itself.
        headers = {"Accept-Encoding": "identity", "Cache-Control": "no-cache", "Range": f"bytes={start}-{end - 1}"}
        address = f"{self._place}/{path}"
        with self._session.get(address, headers=headers, stream=True, timeout=_TIMEOUT) as answer:
            if answer.status_code >= 500:
                raise OSError(f"{answer.status_code} {answer.reason}")
            if answer.status_code not in (200, 206):
                raise OfflineError(f"{address}: {answer.status_code} {answer.reason}")
            if answer.status_code == 200:  # a server without ranges starts at the beginning
                self.ranges = False
            skip = 0 if self.ranges else start
            while start < end and (block := answer.raw.read1(_BLOCK)):
                self._count(path, block)
                skipped, skip = block[:skip], max(0, skip - len(block))
                block = block[len(skipped) :][: end - start]
                start += len(block)
                yield block

    def _count(self, path: str, block: bytes) -> None:
        self.bytes += len(block)
        if self.bytes > self.most:
            raise OfflineError(f"{self._place}/{path}: the store sends more than {self.most:,} bytes")
