"""Fetches from a store, on a web server or in a folder, and resumes where an earlier try was cut off."""

from __future__ import annotations

import queue
import re
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import NoReturn, TypeVar

import requests
from urllib3.exceptions import HTTPError, ProtocolError

from ..core.whole_files import is_regular
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
_AHEAD = 4
"""Blocks that may have come before they are used."""
# Which bytes an answer has: `bytes 100-199/1000`, `bytes 0-99/*`; not `bytes */1000`.
_RANGE = re.compile(r"bytes (\d{1,18})-\d{1,18}/(?:\d{1,18}|\*)")
Item = TypeVar("Item")


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
        """The content from `start` to `end`; if the connection breaks, it is opened again at that place. Only new bytes
        make up for a try that failed; too few of them in too long a time end it (`least_rate`)."""
        attempt, first, pace = 0, start, Pace()
        while attempt < _TRIES:
            attempt += 1
            try:
                for block in self._answered(path, start, end, pace) if self._remote else self._read(path, start, end):
                    start += len(block)
                    attempt = 0 if block else attempt
                    yield block
                    pace.check(start - first)
                if start < end and exact:
                    raise OSError("cut off")
                return
            except TooSlowError as error:
                fault: Exception = error
                break
            except (OSError, HTTPError) as error:
                fault = OSError("cut off") if isinstance(error, ProtocolError) else error
            if not self._remote:
                break
            if attempt < _TRIES:
                time.sleep(_WAIT * 2 ** max(0, attempt - 1))
        raise OfflineError(f"{self._place}/{path}: {fault}; what was fetched is kept, and the next try resumes there")

    def _read(self, path: str, start: int, end: int) -> Iterator[bytes]:
        if not is_regular(Path(self._place, path)):
            raise OSError("No such file")
        with Path(self._place, path).open("rb") as file:
            file.seek(start)
            while block := file.read(min(end - start, _BLOCK)):
                start += len(block)
                self._count(path, block)
                yield block

    def _answered(self, path: str, start: int, end: int, pace: Pace) -> Iterator[bytes]:
        """What a server sends, received by a thread: whatever it waits for, this one goes on when its time is up."""
        received: queue.Queue[bytes | Exception | None] = queue.Queue(_AHEAD)
        left = threading.Event()

        def put(item: bytes | Exception | None) -> bool:
            while not left.is_set():
                with suppress(queue.Full):
                    received.put(item, timeout=1)
                    return True
            return False

        def receive() -> None:
            try:
                if all(put(block) for block in self._sent(path, start, end)):
                    put(None)
            except Exception as error:
                put(error)

        threading.Thread(target=receive, daemon=True).start()
        try:
            while (item := pace.next(received)) is not None:
                if isinstance(item, Exception):
                    raise item
                yield item
        finally:
            left.set()

    def _sent(self, path: str, start: int, end: int) -> Iterator[bytes]:
        """The bytes from `start` to `end` as a server sends them."""
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
            else:
                check_range(answer.headers.get("Content-Range", ""), start)
            skip = start if answer.status_code == 200 else 0
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


class TooSlowError(Exception):
    """A server sends so little that the end can't be waited for."""


class Pace:
    """How fast new bytes come, since the first request."""

    def __init__(self) -> None:
        self._begun = time.monotonic()
        self._bytes = 0

    def check(self, number: int) -> None:
        """So many new bytes have come. Raises TooSlowError where that is too few for the time."""
        self._bytes = number
        if self._left() < 0:
            self._fail()

    def next(self, received: queue.Queue[Item]) -> Item:
        """The next that comes. Raises TooSlowError where it would come too late."""
        try:
            return received.get(timeout=max(0.0, self._left()))
        except queue.Empty:
            self._fail()

    def _left(self) -> float:
        """Seconds until more must have come."""
        limits = settings().updates
        return self._begun + limits.patience + self._bytes / limits.least_rate - time.monotonic()

    def _fail(self) -> NoReturn:
        seconds = time.monotonic() - self._begun
        least = settings().updates.least_rate
        raise TooSlowError(f"{self._bytes:,} bytes in {seconds:,.0f} s: the server sends less than {least:,} a second")


def check_range(words: str, start: int) -> None:
    """Whether an answer begins where it was asked to (RFC 9110, 14.4). Raises OSError."""
    match = _RANGE.fullmatch(words.strip())
    if not match or int(match[1]) != start:
        raise OSError(
            f"the server was asked for the bytes from {start:,} on, and says that it sends {words or 'others'}"
        )
