"""Fetches objects of a store, from a web server or a folder, and goes on where an earlier try was cut off."""

from __future__ import annotations

import hashlib
import os
import time
import urllib.error
import urllib.request
import zlib
from collections.abc import Iterator
from http.client import HTTPException
from pathlib import Path

from . import store
from .settings import OfflineError

_TRIES = 4
_WAIT = 1.0
"""Seconds before the second try; doubled before each further one."""
_TIMEOUT = 60
_BLOCK = 1 << 16
_INDEX_BYTES = 1 << 24


class Source:
    """A store, and the number of bytes that came from it."""

    def __init__(self, place: str) -> None:
        self._remote = place.startswith(("http://", "https://"))
        if not self._remote and not Path(place).is_dir():
            raise OfflineError(f"{place}: neither a folder nor an address that begins with https:// or http://")
        self._place = place.rstrip("/")
        self.bytes = 0

    def index(self) -> store.Index:
        """What can be fetched now."""
        content = b"".join(self._tried(store.INDEX, 0, _INDEX_BYTES))
        return store.parsed(content)

    def object(self, content_hash: str, place: Path, most: int) -> None:
        """Bring an object to `place`, at once, if it is not there. Raises OfflineError, also above `most` bytes."""
        if place.is_file():
            return
        part = place.with_name(f"{place.name}.part")
        self._complete(store.address(content_hash), part)
        new = place.with_name(f"{place.name}.new")
        try:
            found = _unpacked(part, new, most)
        except zlib.error as error:
            found = f"{error}"
        part.unlink()
        if found != content_hash:
            new.unlink(missing_ok=True)
            raise OfflineError(f"{store.address(content_hash)}: not what its name says; fetch again")
        new.replace(place)

    def _complete(self, path: str, part: Path) -> None:
        """Add to a part what it lacks."""
        with part.open("ab") as file:
            for block in self._tried(path, file.tell(), None):
                file.write(block)
                file.flush()

    def _tried(self, path: str, start: int, most: int | None) -> Iterator[bytes]:
        """The content from `start` on; a connection that breaks is opened again there."""
        for attempt in range(_TRIES):
            try:
                for block in self._blocks(path, start):
                    start += len(block)
                    self.bytes += len(block)
                    if most is not None and start > most:
                        raise OfflineError(f"{path}: larger than {most:,} bytes")
                    yield block
                return
            except urllib.error.HTTPError as error:
                if error.code == 416 and start:  # nothing is missing: the cut came after the last byte
                    return
                if error.code < 500:
                    raise OfflineError(f"{self._place}/{path}: {error}") from error
                fault: Exception = error
            except (OSError, HTTPException) as error:
                fault = error
            if attempt + 1 < _TRIES and self._remote:
                time.sleep(_WAIT * 2**attempt)
        raise OfflineError(f"{self._place}/{path}: {fault}; what has come stays, and the next try goes on from there")

    def _blocks(self, path: str, start: int) -> Iterator[bytes]:
        if not self._remote:
            with Path(self._place, path).open("rb") as file:
                file.seek(start)
                while block := file.read(_BLOCK):
                    yield block
            return
        # As it lies there: the objects are compressed already, and places in them must be the file's own.
        headers = {"Accept-Encoding": "identity"} | ({"Range": f"bytes={start}-"} if start else {})
        with urllib.request.urlopen(
            urllib.request.Request(f"{self._place}/{path}", headers=headers), timeout=_TIMEOUT
        ) as answer:
            left = start if answer.status != 206 else 0  # a server that knows no ranges begins at the beginning
            expected = int(answer.headers.get("Content-Length") or -1)
            came = 0
            while block := answer.read(_BLOCK):
                came += len(block)
                skipped = min(left, len(block))
                left -= skipped
                if block[skipped:]:
                    yield block[skipped:]
            if 0 <= came < expected:
                raise OSError("the connection was cut off")


def _unpacked(part: Path, new: Path, most: int) -> str:
    """Unpack a gzip file and return the hash of its content."""
    hash_ = hashlib.sha256()
    unpacker = zlib.decompressobj(wbits=31)
    size = 0
    with part.open("rb") as source, new.open("wb") as target:
        while block := source.read(_BLOCK):
            while block and not unpacker.eof:
                content = unpacker.decompress(block, _BLOCK)
                block = unpacker.unconsumed_tail
                size += len(content)
                if size > most:
                    return ""
                hash_.update(content)
                target.write(content)
        target.flush()
        os.fsync(target.fileno())
    return hash_.hexdigest() if unpacker.eof else ""
