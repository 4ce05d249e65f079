"""Brings a copy up to date. The old one stays as it is, under its name, until the new one lies beside it whole and
checked; then the two change names. What was fetched before a cut is kept for the next try.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from posixpath import dirname

from ..core.exchange import exchanged
from ..core.parallel import shown
from . import room, sums
from .fetch import Source
from .folder import RECORD, record
from .gather import Gathering
from .settings import OfflineError, settings
from .signature import check as check_signature
from .store import Index

_RECORD_BYTES = 1 << 12
"""Of a record, at most."""


@dataclass(frozen=True, slots=True)
class Update:
    """What has been done."""

    fetched: int
    """Files."""
    bytes: int
    """That came over the link."""
    kept: tuple[str, ...] = ()
    """Files that are in the copy but not on its list: the reader's own."""


def update(old: Path, place: str, key: Path | None, *, back: bool = False) -> Update:
    """Bring the copy at `old` to what the store at `place` (address or folder) has.

    `key` is the publisher's public key; None: whoever wrote the store is trusted. `back`: an older copy is accepted.
    Raises OfflineError with `old` as it was.
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
    wanted = sums.parsed(content)
    have = _have(old)
    gathering = Gathering(source, index.contents, have, aside)
    size = _checked_size(gathering, wanted, have, old, back)
    source.most = source.bytes + size + settings().updates.more_bytes
    own = tuple(path for path in sums.files(old) if path not in wanted and path not in _listed(old))
    if wanted == _listed(old) and _is_as(old, wanted):
        shutil.rmtree(aside)
        return Update(0, source.bytes, own)
    missing = {value: path for path, value in wanted.items() if value not in have}
    again = 0 if _can_link(aside) else size + settings().bytes_per_file * len(wanted)
    _bring(gathering, missing, 3 * size, old, again + settings().bytes_per_file * (len(missing) + _folders(wanted)))
    files = {path: have.get(value) or gathering.place(value) for path, value in wanted.items()}
    new = _assembled(aside, content, index, files | {path: old / path for path in own})
    if not _is_as(new, wanted):
        raise OfflineError("not put together: files of the copy changed meanwhile, or the disk fails")
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


def _list(old: Path, source: Source, index: Index, aside: Path) -> bytes:
    """The new SHA256SUMS."""
    own = sums.sha256(old / sums.NAME)
    if own == index.sums:
        return (old / sums.NAME).read_bytes()
    gathering = Gathering(source, index.contents, {own: old / sums.NAME}, aside)
    _bring(gathering, {index.sums: sums.NAME}, settings().updates.list_bytes, old, 0)
    return gathering.place(index.sums).read_bytes()


def _bring(gathering: Gathering, wanted: Mapping[str, str], most: int, old: Path, more: int) -> None:
    """Bring files; `most`: bytes that they may take on the disk, `more`: bytes that are needed there besides."""
    plan = gathering.plan(wanted)
    if plan.bytes > most:
        raise OfflineError(f"the store is damaged: {plan.bytes:,} bytes for files that should have {most:,}")
    room.require((old, plan.bytes + more))
    gathering.bring(plan)


def _folders(paths: Iterable[str]) -> int:
    return len({dirname(path) for path in paths})


def _check_signature(content: bytes, index: Index, key: Path | None) -> None:
    if key is None:
        return
    with tempfile.TemporaryDirectory(prefix="cote-") as folder:
        signature = Path(folder, sums.SIGNATURE)
        if index.signature:
            signature.write_bytes(index.signature)
        check_signature(content, signature, key)


def _have(old: Path) -> dict[str, Path]:
    """Files of the old copy by the hash that they really have."""
    have: dict[str, Path] = {}
    paths = [path for path in sums.files(old) if not (old / path).is_symlink()]
    for path in shown(paths, len(paths), "Reading"):
        have.setdefault(sums.sha256(old / path), old / path)
    return have


def _checked_size(
    gathering: Gathering, wanted: Mapping[str, str], have: Mapping[str, Path], old: Path, back: bool
) -> int:
    """Bytes of the new copy, as its signed record says; a signed older copy must not be passed off as news."""
    value = wanted.get(RECORD)
    if value is None:
        raise OfflineError(f"the store doesn't hold a copy of an archive: {RECORD} is missing")
    if value not in have:
        _bring(gathering, {value: RECORD}, _RECORD_BYTES, old, 0)
    new = record((have.get(value) or gathering.place(value)).read_bytes())
    own = record((old / RECORD).read_bytes()) if (old / RECORD).is_file() else {}
    if (own.get("address"), own.get("selection")) != (new.get("address"), new.get("selection")) and own:
        raise OfflineError(f"another archive or selection: {new.get('address')} {new.get('selection')}")
    if _number(new, "seconds") < _number(own, "seconds") and not back:
        raise OfflineError(f"the store is of {new.get('date')}, the copy of {own.get('date')}; --back goes back")
    return _number(new, "bytes") + _RECORD_BYTES


def _number(said: Mapping[str, str], name: str) -> int:
    value = said.get(name, "")
    return int(value) if value.isdecimal() else 0


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


def _assembled(aside: Path, content: bytes, index: Index, files: Mapping[str, Path]) -> Path:
    """The new copy, from where its files lie."""
    new = aside / "new"
    new.mkdir()
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


def _is_as(folder: Path, wanted: Mapping[str, str]) -> bool:
    """Whether all files of a list are there and as it says."""
    differences = sums.compare(folder, wanted)
    return not differences.changed and not differences.missing


def _exchange(new: Path, old: Path, aside: Path) -> None:
    """The new copy takes the old one's name: at once where the system can, else in two steps (see `recover`)."""
    if not exchanged(new, old):
        old.rename(aside / "before")
        new.rename(old)
    shutil.rmtree(aside)
