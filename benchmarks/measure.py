"""CPU seconds and memory of a command, including its child processes."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command took."""

    cpu: float
    """Seconds of user and system time of all its processes."""
    wall: float
    """Seconds from start to end."""
    memory: int
    """Peak of its largest process, in MB of 2^20 bytes."""

    output: str
    """What it printed."""


def cost(arguments: Sequence[str], folder: Path, code: Path = ROOT) -> Cost:
    """Run Python with arguments in a folder, with the modules of `code`. Raises RuntimeError with its output if it
    fails."""
    environment = {**os.environ, "PYTHONPATH": str(code)}
    # Nobody who installs the program compiles it each time.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    start = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, *arguments],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    assert process.stdout is not None
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    # 1: the mutated texts have findings, as intended.
    if process.returncode not in (0, 1) or b"Traceback" in output:
        raise RuntimeError(output.decode("utf-8", "replace")[-4000:])
    unit = 1 if sys.platform == "darwin" else 1024
    seconds = time.perf_counter() - start
    return Cost(
        usage.ru_utime + usage.ru_stime, seconds, usage.ru_maxrss * unit // 2**20, output.decode("utf-8", "replace")
    )
