"""The publisher's side of updates: static files that any web server, or a stick, can hold.

    index                  the list's hash, the copy's size, the signature, and the hashes of the list's pieces
    objects/4f/4f1c….gz    each file of the copy, and each piece of the list, by the hash of its content

An object never changes and old ones stay, so that an update that was cut off can go on after the next publication.
The list is cut by the hash of each path: a changed file changes one piece.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..parallel import each
from ..settings import archive
from . import sums
from .settings import OfflineError

INDEX = "index"
FORMAT = "cote-updates 1"
LINES = 64
"""Files in one piece of the list, about."""

_HASH = re.compile("[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Index:
    """What can be fetched."""

    sums: str
    """SHA-256 of SHA256SUMS."""
    size: int
    """Bytes of all files of the copy."""
    signature: bytes
    """Content of SHA256SUMS.sig; empty where the copy is not signed."""
    pieces: tuple[str, ...]
    """SHA-256 of each piece of the list."""

    def written(self) -> bytes:
        """As a file."""
        head = [FORMAT, f"sums {self.sums}", f"size {self.size}"]
        head.append(f"signature {base64.b64encode(self.signature).decode()}")
        return "".join(f"{line}\n" for line in [*head, *(f"piece {piece}" for piece in self.pieces)]).encode()


def parsed(content: bytes) -> Index:
    """The index that a file holds. Raises OfflineError where it holds none."""
    lines = content.decode("ascii", "replace").splitlines()
    values = [line.partition(" ") for line in lines[1:]]
    names = [name for name, _, _ in values]
    pieces = tuple(value for name, _, value in values if name == "piece")
    if lines[:1] != [FORMAT] or names != ["sums", "size", "signature", *["piece"] * len(pieces)]:
        raise OfflineError(f"{INDEX}: not of the form « {FORMAT} »")
    (_, _, whole), (_, _, size), (_, _, signature) = values[:3]
    if not all(_HASH.fullmatch(one) for one in (whole, *pieces)) or not size.isdigit() or not pieces:
        raise OfflineError(f"{INDEX}: damaged")
    try:
        return Index(whole, int(size), base64.b64decode(signature, validate=True), pieces)
    except ValueError as error:
        raise OfflineError(f"{INDEX}: damaged signature") from error


def pieces(hashes: Mapping[str, str], number: int) -> list[bytes]:
    """The list of hashes in `number` pieces, a power of two."""
    parts: list[dict[str, str]] = [{} for _ in range(number)]
    for path, value in hashes.items():
        parts[int.from_bytes(hashlib.sha256(path.encode()).digest()[:4], "big") % number][path] = value
    return [sums.written(part) for part in parts]


def address(content_hash: str) -> str:
    """Where an object lies in the store."""
    return f"objects/{content_hash[:2]}/{content_hash}.gz"


def publish(folder: Path, store: Path, *, jobs: int = 0) -> None:
    """Add a copy to a store; its index is replaced last, at once. Raises OfflineError."""
    content = (folder / sums.NAME).read_bytes()
    hashes = sums.parsed(content)
    number = 1
    while number * LINES < len(hashes):
        number *= 2
    parts = pieces(hashes, number)
    files = [_Object(store, value, folder / path) for path, value in sorted(hashes.items())]
    for outcome in each(_put, files, seconds=archive().limits.document_seconds, jobs=jobs, label="Publishing"):
        if outcome.result is None:
            raise OfflineError(f"{outcome.item.file}: not published: {outcome.error}")
    for part in parts:
        _save(store / address(hashlib.sha256(part).hexdigest()), part)
    signature = folder / sums.SIGNATURE
    index = Index(
        hashlib.sha256(content).hexdigest(),
        sum(outcome.file.stat().st_size for outcome in files),
        signature.read_bytes() if signature.is_file() else b"",
        tuple(hashlib.sha256(part).hexdigest() for part in parts),
    )
    _replace(store / INDEX, index.written())


@dataclass(frozen=True, slots=True)
class _Object:
    store: Path
    hash: str
    file: Path


def _put(one: _Object) -> bool:
    content = one.file.read_bytes()
    if hashlib.sha256(content).hexdigest() != one.hash:
        raise OfflineError("not as listed")
    return _save(one.store / address(one.hash), content)


def _save(place: Path, content: bytes) -> bool:
    """Whether the object was not there before."""
    if place.is_file():
        return False
    _replace(place, gzip.compress(content, 9, mtime=0))
    return True


def _replace(place: Path, content: bytes) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    new = place.with_name(f".{place.name}.{os.getpid()}")
    new.write_bytes(content)
    new.replace(place)


def total(parts: Sequence[bytes]) -> bytes:
    """The whole list from its pieces."""
    hashes: dict[str, str] = {}
    for part in parts:
        hashes |= sums.parsed(part)
    return sums.written(hashes)
