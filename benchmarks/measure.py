"""CPU seconds and memory of a command, its children included."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command took."""

    cpu: float
    """Seconds of user and system, of all its processes."""
    wall: float
    """Seconds from start to end."""
    memory: int
    """Peak of its largest process, in MB of 2^20 bytes."""

    said: str
    """What it printed."""


def cost(arguments: list[str], folder: Path) -> Cost:
    """Run `python -m …` in a folder. Raises RuntimeError with what it said where it does not end well."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    start = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", *arguments],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    assert process.stdout is not None
    said = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    # 1: the mutated texts have findings, which is what they are for.
    if process.returncode not in (0, 1) or b"Traceback" in said:
        raise RuntimeError(said.decode("utf-8", "replace")[-4000:])
    unit = 1 if sys.platform == "darwin" else 1024
    seconds = time.perf_counter() - start
    return Cost(
        usage.ru_utime + usage.ru_stime, seconds, usage.ru_maxrss * unit // 2**20, said.decode("utf-8", "replace")
    )
