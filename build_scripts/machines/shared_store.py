"""A store that several machines share: a folder of this machine in front, an address behind it.

What the folder lacks is taken from the address, and what is put goes to both. A group of files is one file there. Each
begins with the hash of what follows, so that what a killed machine has left of one isn't taken for it. Nothing is ever
removed at the address; the owner of it decides how long things stay.
"""

from __future__ import annotations

import hashlib
import json
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from ..core.stage_store import GROUP, Store
from .address import Address

_DIGEST = hashlib.sha256().digest_size
_LENGTH = struct.Struct(">Q")
_FILES = ".files"
"""Ending of a group of files at the address."""


@dataclass(frozen=True, slots=True)
class SharedStore(Store):
    """See above. Its methods raise AddressError where the address doesn't answer."""

    address: Address
    shared: ClassVar[bool] = True

    def get(self, key: str) -> bytes | None:
        """The content of an entry; None where there is none, or a damaged one."""
        content = Store.get(self, key)
        if content is None and not key.endswith(GROUP):
            content = self._fetched(key)
            if content is not None:
                Store.put(self, key, content)
        return content

    def put(self, key: str, content: bytes) -> None:
        """Keep the content of an entry, here and there."""
        Store.put(self, key, content)
        if not key.endswith(GROUP):  # Times of this machine's files.
            self._send(key, content)

    def put_files(self, key: str, files: Mapping[str, bytes]) -> None:
        """Keep a group of files, here and there."""
        Store.put_files(self, key, files)
        self._send(f"{key}{_FILES}", _packed(files))

    def taken(self, key: str, folder: Path) -> dict[str, str] | None:
        """Put a group of files into a folder; whether the store had all of them."""
        files = Store.taken(self, key, folder)
        return Store.taken(self, key, folder) if files is None and self._brought(key) else files

    def digests(self, key: str) -> dict[str, str] | None:
        """The SHA-256 of each file of a group by its path; None where the store hasn't all of them."""
        found = Store.digests(self, key)
        return Store.digests(self, key) if found is None and self._brought(key) else found

    def files(self, key: str) -> dict[str, bytes] | None:
        """The files of a group; None where the store hasn't all of them."""
        files = Store.files(self, key)
        return Store.files(self, key) if files is None and self._brought(key) else files

    def adopt(self, key: str, folder: Path, paths: Sequence[str]) -> None:
        """Keep files that are finished, here and there."""
        Store.adopt(self, key, folder, paths)
        self._send(f"{key}{_FILES}", _packed({path: (folder / path).read_bytes() for path in paths}))

    def _brought(self, key: str) -> bool:
        """Bring a group of files here; whether it was there."""
        packed = self._fetched(f"{key}{_FILES}")
        if packed is None:
            return False
        Store.put_files(self, key, _unpacked(packed))
        return True

    def _fetched(self, name: str) -> bytes | None:
        entry = self.address.get(f"{name[:2]}/{name[2:]}")
        if entry is None or hashlib.sha256(entry[_DIGEST:]).digest() != entry[:_DIGEST]:
            return None
        return entry[_DIGEST:]

    def _send(self, name: str, content: bytes) -> None:
        self.address.put(f"{name[:2]}/{name[2:]}", hashlib.sha256(content).digest() + content)


def _packed(files: Mapping[str, bytes]) -> bytes:
    """Files as one: names and lengths, then the contents."""
    head = json.dumps([[path, len(content)] for path, content in files.items()]).encode()
    return b"".join((_LENGTH.pack(len(head)), head, *files.values()))


def _unpacked(packed: bytes) -> dict[str, bytes]:
    start = _LENGTH.size
    place = start + _LENGTH.unpack(packed[:start])[0]
    files: dict[str, bytes] = {}
    for path, length in json.loads(packed[start:place]):
        files[path] = packed[place : place + length]
        place += length
    return files
