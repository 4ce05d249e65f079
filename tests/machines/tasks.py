"""Work for the tests of clusters, where workers can import it; each item that is begun leaves a line in a file."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

from build_scripts.core.data_files import DataError
from build_scripts.core.diagnostics import Diagnostic


def work(log: Path, item: int) -> int:
    """A square; 3 fails, 5 ends its process, 7 takes too long."""
    _note(log, item)
    print("what work prints stands nowhere")
    if item == 3:
        raise ValueError("three")
    if item == 5:
        os.kill(os.getpid(), signal.SIGKILL)
    while item == 7:
        pass
    return item * item


def fatal(log: Path, item: int) -> int:
    """A square; 2 ends the worker that it is on."""
    _note(log, item)
    if item == 2:
        os.kill(os.getppid(), signal.SIGKILL)
        time.sleep(60)
    return item * item


def slow(log: Path, item: int) -> int:
    """A square, which takes a while."""
    _note(log, item)
    time.sleep(0.3)
    return item * item


def faulty(_item: int) -> None:
    """A fault in a data file."""
    raise DataError(Diagnostic("data/organs.toml", 3, "D002", "A: unknown key 'nom'"))


def _note(log: Path, item: int) -> None:
    with log.open("a", encoding="ascii") as file:
        file.write(f"{item} {os.getppid()}\n")
