"""Files that are read only where they are files, and written whole or not at all.

What is committed or published is written by `write_whole`: aside, down to the disk, then under its name at once. A full
disk, a kill or a power cut leaves the file as it was.
"""

from __future__ import annotations

import os
import re
import secrets
import stat
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from .workplace import alive

# What is aside until it is whole, with the number of the process that writes it: `.463.txt.4711.0a1b2c3d.new`.
_ASIDE = re.compile(r"\..+\.([0-9]+)\.[0-9a-f]{8}\.new")


def write_whole(file: Path, content: str | bytes | bytearray, *, lasting: bool = True) -> None:
    """Put the content, text as UTF-8 with its line ends as they are, in place of whatever stands under the name.

    `lasting`: it has reached the disk before it takes the place; what can be made again needn't. Raises OSError, with
    the file as it was.
    """
    data = content.encode("utf-8") if isinstance(content, str) else content
    file.parent.mkdir(parents=True, exist_ok=True)
    aside = file.with_name(f".{file.name}.{os.getpid()}.{secrets.token_hex(4)}.new")
    try:
        with aside.open("wb") as stream:
            stream.write(data)
            if lasting:
                stream.flush()
                os.fsync(stream.fileno())
        aside.replace(file)
    except BaseException as error:
        with suppress(OSError):
            aside.unlink()
        if isinstance(error, OSError):  # The system names no file where a disk is full, and nobody knows the one aside.
            error.filename = str(file)
        raise
    if lasting:
        keep_name(file.parent)


class DamagedError(ValueError):
    """What stands under the name of a committed text is none."""


def whole_text(file: Path) -> str:
    """The text of a committed file. Raises FileNotFoundError where there is none, DamagedError where it isn't UTF-8, or
    no file: a pipe has no end."""
    if file.exists() and not is_regular(file):
        raise DamagedError("isn't a file")
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise DamagedError(f"isn't UTF-8 (byte {error.start:,})") from error


def clear_unfinished(*tops: Path) -> None:
    """Remove what writers that were killed have left aside in folders and below them."""
    for top in tops:
        for here, _, names in os.walk(top):
            for name in names:
                if (match := _ASIDE.fullmatch(name)) and not alive(int(match[1])):
                    with suppress(OSError):
                        Path(here, name).unlink()


def keep_name(folder: Path) -> None:
    """Bring a folder's names to the disk, where the system can."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def irregular_below(top: Path) -> list[str]:
    """The paths of all that isn't a file in a folder and below it, linked folders included, from there, with `/`, in
    order. The system is asked only of links: it says of the rest what they are."""
    found: list[str] = []
    waiting = [str(top)]
    seen: set[str] = set()
    while waiting:
        folder = waiting.pop()
        if (real := os.path.realpath(folder)) in seen:
            continue
        seen.add(real)
        with suppress(OSError), os.scandir(folder) as entries:
            for entry in entries:
                if _is(entry.is_dir):
                    waiting.append(entry.path)
                elif not _is(entry.is_file):
                    found.append(Path(entry.path).relative_to(top).as_posix())
    return sorted(found)


def _is(asked: Callable[[], bool]) -> bool:
    """What the system says of an entry; no, where it can't tell, as of a link to itself."""
    try:
        return asked()
    except OSError:
        return False


def is_regular(file: str | Path) -> bool:
    """Whether reading it comes to an end: a file, or a link to one; no folder, pipe, socket or device, and no link that
    leads nowhere or to itself."""
    try:
        return stat.S_ISREG(os.stat(file).st_mode)  # noqa: PTH116  (asked of each file of an archive)
    except (OSError, ValueError):
        return False
