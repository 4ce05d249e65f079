"""A folder that a run of the program works in: of its own, and gone with it, even where it was killed."""

from __future__ import annotations

import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path


@contextmanager
def workplace(beside: Path, *, only: bool = False) -> Iterator[Path]:
    """An empty folder `beside`.<process>.<number>, on the same disk as what stands there; what dead processes have left
    of theirs goes. Where it can't be made, a folder of the system's for such things; of `only` there, OSError."""
    for left in beside.parent.glob(f"{beside.name}.*.*"):
        process = left.name.removeprefix(f"{beside.name}.").partition(".")[0]
        if process.isdigit() and not alive(int(process)):
            shutil.rmtree(left, ignore_errors=True)
    folder = beside.with_name(f"{beside.name}.{os.getpid()}.{secrets.token_hex(4)}")
    try:
        folder.mkdir(parents=True, mode=0o700)
    except OSError:
        if only or beside == _temporary():
            raise
        with temporary() as other:
            yield other
        return
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def temporary() -> AbstractContextManager[Path]:
    """An empty folder where the system has such things, `cote.<process>.<number>`; what dead processes have left of
    theirs goes."""
    return workplace(_temporary())


def _temporary() -> Path:
    return Path(tempfile.gettempdir(), "cote")


def alive(process: int) -> bool:
    """Whether a process with this number runs. One that has ended, while nobody has asked how, doesn't: in a container
    without a first process that asks, it stays on the list."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    try:
        state = Path(f"/proc/{process}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:  # No Linux.
        return True
    return state.rpartition(")")[2].split()[0] not in "ZX"
