"""Brings a copy up to date. The old one stays as it is, under its name, until the new one lies beside it whole and
checked; then the two change names. What was fetched before a cut is kept for the next try.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ..exchange import exchanged
from ..parallel import shown
from . import room, store, sums
from .fetch import Source
from .folder import RECORD, record
from .settings import OfflineError
from .signature import check as check_signature

_PIECE_BYTES = 1 << 24


@dataclass(frozen=True, slots=True)
class Update:
    """What has been done."""

    fetched: int
    """Files."""
    bytes: int
    """That came over the link."""
    kept: tuple[str, ...] = ()
    """Files that the copy has and its list has not: the reader's own."""


def update(old: Path, place: str, key: Path | None, *, back: bool = False) -> Update:
    """Bring the copy at `old` to what the store at `place` (address or folder) has.

    `key` is the publisher's public key; None: whoever wrote the store is trusted. `back`: an older copy is wanted.
    Raises OfflineError with `old` as it was.
    """
    aside = old.absolute().with_name(f".{old.absolute().name}.update")
    recover(old, aside)
    if not (old / sums.NAME).is_file():
        raise OfflineError(f"{old} is no copy: it has no {sums.NAME}")
    source = Source(place)
    index = source.index()
    (aside / "objects").mkdir(parents=True, exist_ok=True)
    content = _list(old, aside, source, index)
    _check_signature(content, index, key)
    wanted = sums.parsed(content)
    have = _have(old, set(wanted.values()))
    _check_date(aside, source, index, wanted, have, old, back)
    own = tuple(path for path in sums.files(old) if path not in wanted and path not in _listed(old))
    differences = sums.compare(old, wanted)
    if wanted == _listed(old) and not differences.changed and not differences.missing:
        shutil.rmtree(aside)
        return Update(0, source.bytes, own)
    missing = sorted(set(wanted.values()) - have.keys())
    known = sum(file.stat().st_size for value, file in have.items() if value in set(wanted.values()))
    room.require(old, 2 * max(index.size - known, 0) + (0 if _can_link(aside) else known))
    for value in shown(missing, len(missing), "Fetching"):
        source.object(value, aside / "objects" / value, index.size)
    new = _assembled(aside, content, index, have, {path: old / path for path in own})
    differences = sums.compare(new, wanted)
    if differences.changed or differences.missing:
        raise OfflineError(f"not put together: {', '.join((differences.changed + differences.missing)[:5])}")
    _exchange(new, old, aside)
    return Update(len(missing), source.bytes, own)


def recover(old: Path, aside: Path) -> None:
    """Put the old copy back where a cut came between two renames, and clear what was half put together."""
    before = aside / "before"
    if before.is_dir():
        if not old.exists():
            before.rename(old)
        else:
            shutil.rmtree(before)
    shutil.rmtree(aside / "new", ignore_errors=True)


def _listed(folder: Path) -> dict[str, str]:
    """The list of a copy, empty where it is damaged: then all is fetched that is not there."""
    try:
        return sums.parsed((folder / sums.NAME).read_bytes())
    except OfflineError:
        return {}


def _list(old: Path, aside: Path, source: Source, index: store.Index) -> bytes:
    """The new SHA256SUMS, of which only changed pieces are fetched."""
    own = {hashlib.sha256(part).hexdigest(): part for part in store.pieces(_listed(old), len(index.pieces))}
    parts = []
    for piece in index.pieces:
        if piece not in own:
            source.object(piece, aside / "objects" / piece, _PIECE_BYTES)
        parts.append(own[piece] if piece in own else (aside / "objects" / piece).read_bytes())
    content = store.total(parts)
    if hashlib.sha256(content).hexdigest() != index.sums:
        raise OfflineError("the list does not fit its pieces; the store is damaged")
    return content


def _check_signature(content: bytes, index: store.Index, key: Path | None) -> None:
    if key is None:
        return
    with tempfile.TemporaryDirectory(prefix="cote-") as folder:
        signature = Path(folder, sums.SIGNATURE)
        if index.signature:
            signature.write_bytes(index.signature)
        check_signature(content, signature, key)


def _check_date(
    aside: Path,
    source: Source,
    index: store.Index,
    wanted: Mapping[str, str],
    have: Mapping[str, Path],
    old: Path,
    back: bool,
) -> None:
    """A signed older copy must not be passed off as news."""
    value = wanted.get(RECORD)
    if value is None:
        raise OfflineError(f"the store has no copy of an archive: no {RECORD}")
    if value not in have:
        source.object(value, aside / "objects" / value, index.size)
    new = record(have.get(value, aside / "objects" / value).read_bytes())
    own = record((old / RECORD).read_bytes()) if (old / RECORD).is_file() else {}
    if (own.get("address"), own.get("selection")) != (new.get("address"), new.get("selection")) and own:
        raise OfflineError(f"another archive or selection: {new.get('address')} {new.get('selection')}")
    if _seconds(new) < _seconds(own) and not back:
        raise OfflineError(f"the store is of {new.get('date')}, the copy of {own.get('date')}; --back goes back")


def _seconds(said: Mapping[str, str]) -> int:
    value = said.get("seconds", "")
    return int(value) if value.isdecimal() else 0


def _have(old: Path, wanted: set[str]) -> dict[str, Path]:
    """Files of the old copy that the new one has too, by the hash that they really have."""
    have: dict[str, Path] = {}
    paths = list(sums.files(old))
    for path in shown(paths, len(paths), "Reading"):
        file = old / path
        if not file.is_symlink() and (value := sums.sha256(file)) in wanted:
            have.setdefault(value, file)
    return have


def _can_link(folder: Path) -> bool:
    """Whether files of this disk can have two names, and so need not be copied."""
    one, two = folder / "link.1", folder / "link.2"
    one.touch()
    two.unlink(missing_ok=True)
    try:
        os.link(one, two)
    except OSError:
        return False
    else:
        two.unlink()
        return True
    finally:
        one.unlink()


def _assembled(
    aside: Path, content: bytes, index: store.Index, have: Mapping[str, Path], own: Mapping[str, Path]
) -> Path:
    """The new copy."""
    new = aside / "new"
    new.mkdir()
    wanted = sums.parsed(content)
    files = {path: have.get(value) or aside / "objects" / value for path, value in wanted.items()} | dict(own)
    for path, file in shown(files.items(), len(files), "Putting together"):
        target = new / path
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(file, target)
        except OSError:
            shutil.copyfile(file, target)
    (new / sums.NAME).write_bytes(content)
    if index.signature:
        (new / sums.SIGNATURE).write_bytes(index.signature)
    return new


def _exchange(new: Path, old: Path, aside: Path) -> None:
    """The new copy takes the old one's name: at once where the system can, else in two steps (see `recover`)."""
    if not exchanged(new, old):
        old.rename(aside / "before")
        new.rename(old)
    shutil.rmtree(aside)
