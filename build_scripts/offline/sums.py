"""`SHA256SUMS`: the hash of every file of a copy, as `sha256sum` writes and checks it."""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ..core.parallel import shown
from .copy_settings import OfflineError

NAME = "SHA256SUMS"
SIGNATURE = "SHA256SUMS.sig"
OWN = (NAME, SIGNATURE)
"""Files that aren't on the list."""

# A file's SHA-256 and its path, with two spaces between:
# `0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef  fr/A/76/463/index.html`;
# not `0123  index.html`.
_LINE = re.compile(r"([0-9a-f]{64})  ([^\x00-\x1f\x7f\\]+)")
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Differences:
    """How a folder differs from its list; paths sorted."""

    changed: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    added: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.changed or self.missing or self.added)


def sha256(file: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def written(sums: Mapping[str, str]) -> bytes:
    """The list of hashes by path."""
    return "".join(f"{sums[path]}  {path}\n" for path in sorted(sums)).encode()


def parsed(content: bytes, name: str = NAME) -> dict[str, str]:
    """Hashes by path. Raises OfflineError with the line if one isn't an entry or names a file outside the folder."""
    sums: dict[str, str] = {}
    try:
        lines = content.decode("utf-8").split("\n")
    except UnicodeDecodeError as error:
        raise OfflineError(f"{name}: expected UTF-8") from error
    if lines.pop():
        raise OfflineError(f"{name}:{len(lines) + 1}: cut short")
    for number, line in enumerate(lines, 1):
        match = _LINE.fullmatch(line)
        if not match or not _inside(match[2]):
            raise OfflineError(f"{name}:{number}: expected a hash and a path inside the folder: {line[:80]!r}")
        if match[2] in sums:
            raise OfflineError(f"{name}:{number}: {match[2]} is listed twice")
        sums[match[2]] = match[1]
    return sums


def _inside(path: str) -> bool:
    """Whether a path stays inside its folder, on Windows too."""
    return ":" not in path and not any(part in ("", ".", "..") for part in path.split("/"))


def files(folder: Path) -> Iterator[str]:
    """Path, with `/`, of every file in a folder except the list and its signature; sorted within each folder."""
    return (path for path, regular in entries(folder) if regular)


def entries(folder: Path) -> Iterator[tuple[str, bool]]:
    """Path of everything in a folder that isn't one itself, except the list and its signature, and whether it is a
    file: no link, whatever it leads to, no pipe, socket or device."""
    for here, folders, names in os.walk(folder):
        folders.sort()
        inside = Path(here).relative_to(folder).as_posix()
        linked = [name for name in folders if (Path(here) / name).is_symlink()]
        for name in sorted([*names, *linked]):
            path = name if inside == "." else f"{inside}/{name}"
            if path not in OWN:
                yield path, stat.S_ISREG((Path(here) / name).lstat().st_mode)


def compare(folder: Path, sums: Mapping[str, str]) -> Differences:
    """How a folder differs from the list. What isn't a file is no file of the list, and isn't read."""
    present = dict(entries(folder))
    both = sorted(present.keys() & sums.keys())
    checked = shown(both, len(both), "Checking")
    changed = [path for path in checked if not present[path] or sha256(folder / path) != sums[path]]
    missing, added = sums.keys() - present.keys(), present.keys() - sums.keys()
    return Differences(tuple(changed), tuple(sorted(missing)), tuple(sorted(added)))
