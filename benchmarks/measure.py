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


def environment(folder: Path, lock: Path) -> str:
    """Make an environment of this Python with what a lock file names. Returns the path of its Python."""
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    python = str(folder / "bin" / "python")
    subprocess.run([python, "-m", "pip", "install", "-qq", "--require-hashes", "-r", str(lock)], check=True)
    return python


def cost(arguments: Sequence[str], folder: Path, code: Path = ROOT, python: str = sys.executable) -> Cost:
    """Run Python with arguments in a folder, with the modules of `code`. Raises RuntimeError with its output if it
    fails."""
    variables = {**os.environ, "PYTHONPATH": str(code)}
    # Nobody who installs the program compiles it each time.
    variables.pop("PYTHONDONTWRITEBYTECODE", None)
    start = time.perf_counter()
    process = subprocess.Popen(
        [python, *arguments],
        cwd=folder,
        env=variables,
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
