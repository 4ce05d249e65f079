"""Brings a copy up to date. The old one stays as it is, under its name, until the new one is complete and checked
beside it; then the two swap names. Whatever was fetched before an interruption is kept for the next try.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from posixpath import dirname

from ..core.exchange import exchanged
from ..core.parallel import shown
from ..core.workplace import temporary
from . import room, sums
from .copy_settings import OfflineError, settings
from .fetch import Source
from .folder import RECORD, record
from .gather import Gathering
from .signature import check as check_signature
from .update_store import Index

_RECORD_BYTES = 1 << 12
"""The most bytes that a record has."""


@dataclass(frozen=True, slots=True)
class Update:
    """What an update did."""

    fetched: int
    """Number of files fetched."""
    bytes: int
    """Number of bytes transferred."""
    kept: tuple[str, ...] = ()
    """Files in the copy that aren't on its list: the reader's own."""


def update(old: Path, place: str, key: Path | None, *, back: bool = False) -> Update:
    """Bring the copy at `old` to the state of the store at `place` (address or folder).

    `key` is the publisher's public key; None: whoever wrote the store is trusted. `back`: an older copy is accepted.
    Raises OfflineError and leaves `old` as it was.
    """
    aside = old.absolute().with_name(f".{old.absolute().name}.update")
    recover(old, aside)
    if not (old / sums.NAME).is_file():
        raise OfflineError(f"{old} isn't a Cote copy: {sums.NAME} is missing")
    source = Source(place)
    index = source.index()
    aside.mkdir(exist_ok=True)
    content = _list(old, source, index, aside)
    _check_signature(content, index, key)
    hashes = sums.parsed(content)
    present = _files_by_hash(old)
    gathering = Gathering(source, index.contents, present, aside)
    size = _checked_size(gathering, hashes, present, old, back)
    source.most = source.bytes + size + settings().updates.more_bytes
    own_files = tuple(_own(old, hashes))
    if hashes == _listed(old) and _is_as(old, hashes):
        shutil.rmtree(aside)
        return Update(0, source.bytes, own_files)
    missing = {value: path for path, value in hashes.items() if value not in present}
    again = 0 if _can_link(aside) else size + settings().bytes_per_file * len(hashes)
    _bring(gathering, missing, 3 * size, old, again + settings().bytes_per_file * (len(missing) + _folders(hashes)))
    files = {path: present.get(value) or gathering.place(value) for path, value in hashes.items()}
    new = _assembled(aside, content, index, files | {path: old / path for path in own_files})
    if not _is_as(new, hashes):
        raise OfflineError("the new copy is damaged: files of the old one changed meanwhile, or the disk is failing")
    _exchange(new, old, aside)
    return Update(len(missing), source.bytes, own_files)


def recover(old: Path, aside: Path) -> None:
    """Put the old copy back if an interruption came between two renames, and remove a half-made new one."""
    before = aside / "before"
    if before.is_dir():
        if not old.exists():
            before.rename(old)
        else:
            shutil.rmtree(before)
    shutil.rmtree(aside / "new", ignore_errors=True)


def _own(old: Path, hashes: Mapping[str, str]) -> Iterator[str]:
    """The reader's own files and links in the copy."""
    listed = {*hashes, *_listed(old)}
    for path, regular in sums.entries(old):
        if path not in listed and (regular or (old / path).is_symlink()):
            yield path


def _listed(folder: Path) -> dict[str, str]:
    """The list of a copy; empty if it is damaged, so that everything missing is fetched."""
    try:
        return sums.parsed((folder / sums.NAME).read_bytes())
    except OfflineError:
        return {}


def _list(old: Path, source: Source, index: Index, aside: Path) -> bytes:
    """The new SHA256SUMS."""
    list_hash = sums.sha256(old / sums.NAME)
    if list_hash == index.sums:
        return (old / sums.NAME).read_bytes()
    gathering = Gathering(source, index.contents, {list_hash: old / sums.NAME}, aside)
    _bring(gathering, {index.sums: sums.NAME}, settings().updates.list_bytes, old, 0)
    return gathering.place(index.sums).read_bytes()


def _bring(gathering: Gathering, files: Mapping[str, str], allowed: int, old: Path, spare: int) -> None:
    """Bring files; `allowed`: the most bytes they may take on the disk, `spare`: bytes needed there besides."""
    plan = gathering.plan(files)
    if plan.bytes > allowed:
        raise OfflineError(f"the store is damaged: {plan.bytes:,} bytes for files that should have {allowed:,}")
    room.require((old, plan.bytes + spare))
    gathering.bring(plan)


def _folders(paths: Iterable[str]) -> int:
    return len({dirname(path) for path in paths})


def _check_signature(content: bytes, index: Index, key: Path | None) -> None:
    if key is None:
        return
    with temporary() as folder:
        signature = folder / sums.SIGNATURE
        if index.signature:
            signature.write_bytes(index.signature)
        check_signature(content, signature, key)


def _files_by_hash(old: Path) -> dict[str, Path]:
    """Files of the old copy by their actual hash."""
    present: dict[str, Path] = {}
    paths = list(sums.files(old))
    for path in shown(paths, len(paths), "Reading"):
        present.setdefault(sums.sha256(old / path), old / path)
    return present


def _checked_size(
    gathering: Gathering, hashes: Mapping[str, str], present: Mapping[str, Path], old: Path, back: bool
) -> int:
    """Bytes of the new copy, as its signed record says; a signed older copy mustn't be passed off as a new one."""
    value = hashes.get(RECORD)
    if value is None:
        raise OfflineError(f"the store doesn't hold a copy of an archive: {RECORD} is missing")
    if value not in present:
        _bring(gathering, {value: RECORD}, _RECORD_BYTES, old, 0)
    new_record = record((present.get(value) or gathering.place(value)).read_bytes())
    old_record = record((old / RECORD).read_bytes()) if (old / RECORD).is_file() else {}
    old_kind, new_kind = ((entry.get("address", ""), entry.get("selection", "")) for entry in (old_record, new_record))
    if old_record and old_kind != new_kind:
        raise OfflineError(f"the store holds another archive or selection than the copy: {' '.join(new_kind).strip()}")
    if _number(new_record, "seconds") < _number(old_record, "seconds") and not back:
        dates = f"the store is from {new_record.get('date')}, the copy from {old_record.get('date')}"
        raise OfflineError(f"{dates}; to go back to the older one, give --back")
    return _number(new_record, "bytes") + _RECORD_BYTES


def _number(values: Mapping[str, str], name: str) -> int:
    value = values.get(name, "")
    return int(value) if value.isdecimal() else 0


def _can_link(folder: Path) -> bool:
    """Whether files on this disk can have two names and so needn't be copied."""
    first, second = folder / "link.1", folder / "link.2"
    first.touch()
    second.unlink(missing_ok=True)
    try:
        os.link(first, second)
    except OSError:
        return False
    else:
        second.unlink()
        return True
    finally:
        first.unlink()


def _assembled(aside: Path, content: bytes, index: Index, files: Mapping[str, Path]) -> Path:
    """Put the new copy together from its files, wherever they are."""
    new = aside / "new"
    new.mkdir()
    for path, file in shown(files.items(), len(files), "Putting together"):
        target = new / path
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(file, target, follow_symlinks=False)
        except (OSError, NotImplementedError):
            shutil.copyfile(file, target, follow_symlinks=False)
    (new / sums.NAME).write_bytes(content)
    if index.signature:
        (new / sums.SIGNATURE).write_bytes(index.signature)
    return new


def _is_as(folder: Path, hashes: Mapping[str, str]) -> bool:
    """Whether a folder has all files of a list, unchanged."""
    differences = sums.compare(folder, hashes)
    return not differences.changed and not differences.missing


def _exchange(new: Path, old: Path, aside: Path) -> None:
    """Give the new copy the old one's name: atomically if the system can, else in two steps (see `recover`)."""
    if not exchanged(new, old):
        old.rename(aside / "before")
        new.rename(old)
    shutil.rmtree(aside)
