"""A real scheduler with real workers, each a process of this machine, started by Dask's own commands."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from tests.archives import ROOT

_PATIENCE = 120
"""Seconds that the scheduler may take to begin."""


class Processes:
    """A scheduler and its workers."""

    def __init__(self, folder: Path, settings: Mapping[str, str]) -> None:
        self._folder = folder
        self._environment = {
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "DASK_DISTRIBUTED__LOGGING__DISTRIBUTED": "error",
            **settings,
        }
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.address = f"tcp://127.0.0.1:{port}"
        self._scheduler = self._start("scheduler", "--host", "127.0.0.1", "--port", str(port))
        until = time.monotonic() + _PATIENCE
        while time.monotonic() < until:
            with suppress(OSError), socket.create_connection(("127.0.0.1", port)):
                break
            time.sleep(0.05)
        self.workers: list[subprocess.Popen[bytes]] = []

    def work(self, *options: str) -> None:
        """Start one more worker; without a nanny, which would start it again, it is a process by itself."""
        folder = self._folder / f"worker-{len(self.workers)}"
        self.workers.append(
            self._start(
                *("worker", self.address, "--name", str(len(self.workers)), "--nthreads", "1"),
                *("--local-directory", str(folder), *options),
            )
        )

    def busy(self, client: Any) -> list[int]:
        """Workers that have something to do just now, as the scheduler knows."""
        workers = client.scheduler_info(n_workers=-1)["workers"]
        return [int(workers[address]["name"]) for address, keys in client.processing().items() if keys]

    def kill(self, number: int) -> None:
        """SIGKILL for a worker."""
        self.workers[number].kill()
        self.workers[number].wait()

    def stop(self) -> None:
        """End all of them."""
        for process in (*self.workers, self._scheduler):
            process.send_signal(signal.SIGTERM)
        for process in (*self.workers, self._scheduler):
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def _start(self, command: str, *options: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-m", "dask", command, *options, "--no-dashboard"],
            env=self._environment,
            cwd=self._folder,
            stderr=subprocess.DEVNULL,
        )


@contextmanager
def cluster(folder: Path, workers: int = 2, *options: str, **settings: str) -> Iterator[Processes]:
    """A scheduler with some workers; `settings` are variables of the environment of all."""
    processes = Processes(folder, settings)
    try:
        for _ in range(workers):
            processes.work(*options)
        yield processes
    finally:
        processes.stop()
