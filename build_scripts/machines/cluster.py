"""A cluster of Dask that takes the work: `cote --scheduler tcp://HOST:8786 …` (package extra `cluster`).

Dask itself gives an item to another worker when its worker has died. With a worker it also suspects all that waited
there, so that an item which Dask gives up is tried once more, with nothing beside it. And Dask makes again what a
worker still held when it died: so answers aren't left with the workers, but go to the scheduler at once, as events.
"""

from __future__ import annotations

import atexit
import logging
import os
import pickle
import platform
import queue
import secrets
import subprocess
import sys
import threading
import warnings
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Any

from ..core.elsewhere import Elsewhere
from ..core.parallel import Item, Outcome, Result
from ..core.pipes import receive, send
from ..core.stage_store import fingerprint
from .item_process import MOST

_TOPIC = "cote"
"""Of the events that bring answers; the scheduler keeps the last of them for a while, whosever they are."""
_AHEAD = 3
"""Items in flight for each thread of a worker."""
_DEATHS = 3
"""Processes that an item may end before it is given up."""
_PATIENCE, _LOOK = 60, 5
"""Seconds without any worker after which the work ends, and after which workers are looked for."""
_PROGRAM = Path(__file__).parents[2]
"""Folder that the program is imported from."""


class ClusterError(Elsewhere):
    """The cluster can't take the work; the message says why and names the cure."""


@dataclass(frozen=True, slots=True)
class _Parcel:
    """The work as it travels, once to each worker."""

    name: str
    program: str
    """Hash of the program that has sent it (core/stage_store.py)."""
    token: str
    """A file that the worker must see; empty where it needs none."""
    work: bytes


@dataclass(slots=True)
class _Try:
    """An item on its way."""

    number: int
    deaths: int = 0
    alone: bool = False


class Cluster:
    """The workers of a scheduler."""

    def __init__(self, address: str, root: Path) -> None:
        """Raises ClusterError where there is no scheduler at the address, or no worker."""
        try:
            from distributed import Client
        except ModuleNotFoundError:
            raise ClusterError("--scheduler needs Dask on this machine; install it with: make .venv/.cluster") from None
        self.address = address
        logging.getLogger("distributed").setLevel(logging.ERROR)  # That a worker died is told where it matters.
        try:
            client: Any = Client
            self._client = client(address, timeout=_LOOK * 2, set_as_default=False)
        except (OSError, ValueError) as error:
            why = " ".join(str(error).split())
            raise ClusterError(
                f"{address}: no scheduler answers there; start one with: dask scheduler ({why})"
            ) from None
        self._token = _put_token(root)
        try:
            self._client.wait_for_workers(1, timeout=_PATIENCE)
            seen = self._client.run(Path.is_file, self._token)
        except Exception as error:
            self.close()
            raise ClusterError(
                f"{address}: no worker within {_PATIENCE} s; start one on each machine with: dask worker {address}"
            ) from error
        self.see_files = all(seen.values())

    def close(self) -> None:
        """Leave the cluster."""
        self._token.unlink(missing_ok=True)
        self._client.close(timeout=_LOOK)

    def outcomes(
        self, work: Callable[[Item], Outcome[Item, Result]], items: Sequence[Item], *, anywhere: bool
    ) -> Iterator[Outcome[Item, Result]]:
        """What the work gives for each item, in order. Raises DataError where the work does, ClusterError where the
        cluster fails; what is finished then is in the store."""
        token = "" if anywhere else str(self._token)
        packed = pickle.dumps(work, pickle.HIGHEST_PROTOCOL)
        parcel = _Parcel(secrets.token_hex(8), fingerprint(), token, packed)
        flight = _Flight(self._client, self.address, parcel, items)
        try:
            yield from flight.outcomes()
        finally:
            flight.end()


class _Flight:
    """The items of one work, in the air."""

    def __init__(self, client: Any, address: str, parcel: _Parcel, items: Sequence[Any]) -> None:
        self._client, self._address, self._items = client, address, items
        with warnings.catch_warnings():
            # Dask would rather have it on one worker, with which it is lost; so the scheduler keeps it.
            warnings.filterwarnings("ignore", message="Sending large graph")
            self._parcel = client.submit(_same, parcel, key=f"cote-{parcel.name}", pure=False)
        self._name = parcel.name
        self._waiting = deque(_Try(number) for number in range(len(items)))
        self._suspects: deque[_Try] = deque()
        self._running: dict[str, _Try] = {}
        self._futures: dict[str, Any] = {}
        self._done: queue.SimpleQueue[tuple[str, Any]] = queue.SimpleQueue()
        """Names of what has come to an end, with the answer or what was raised."""
        client.subscribe_topic(_TOPIC, self._answered)
        self._ready: dict[int, Outcome[Any, Any]] = {}
        self._seen = monotonic()
        """When there was a worker."""

    def outcomes(self) -> Iterator[Outcome[Any, Any]]:
        """Each outcome once all before it are there."""
        window = _AHEAD * max(1, sum(self._client.nthreads().values()))
        for number in range(len(self._items)):
            while number not in self._ready:
                while self._waiting and len(self._running) + len(self._ready) < window:
                    self._submit(self._waiting.popleft())
                if self._suspects and not self._running:
                    self._submit(self._suspects.popleft())
                self._take()
            yield self._ready.pop(number)

    def end(self) -> None:
        """Nobody wants what is still in the air."""
        with suppress(Exception):
            self._client.cancel([*self._futures.values(), self._parcel])

    def _submit(self, tried: _Try) -> None:
        item = pickle.dumps(self._items[tried.number], pickle.HIGHEST_PROTOCOL)
        key = f"cote-{self._name}-{tried.number}-{tried.deaths}-{tried.alone}"
        future = self._client.submit(run_item, self._parcel, key, item, key=key, pure=False)
        self._running[key] = tried
        self._futures[key] = future
        future.add_done_callback(self._ended)

    def _answered(self, event: tuple[float, tuple[str, bytes | None]]) -> None:
        """Called by Dask for each answer, before it knows that the item is done."""
        self._done.put(event[1])

    def _ended(self, future: Any) -> None:
        """Called by Dask when an item is done, or failed. Till then it is wanted, or Dask would stop it."""
        self._futures.pop(future.key, None)
        if future.status == "finished":
            # Its answer came before and was taken; if it was lost on its way, nobody would send it again.
            self._done.put((future.key, None))
        else:
            error = future.exception() if future.status == "error" else RuntimeError(f"it was {future.status}")
            self._done.put((future.key, error))

    def _take(self) -> None:
        """Wait for an answer, for a while, and take it."""
        try:
            key, answer = self._done.get(timeout=_LOOK)
        except queue.Empty:
            self._look()
            return
        self._seen = monotonic()
        if key in self._running:  # Not somebody else's.
            self._settle(self._running.pop(key), answer)

    def _settle(self, tried: _Try, answer: bytes | BaseException | None) -> None:
        from distributed import KilledWorker

        item = self._items[tried.number]
        if isinstance(answer, KilledWorker):
            self._suspect(tried, item)
        elif isinstance(answer, ClusterError):
            raise answer
        elif isinstance(answer, BaseException):
            why = " ".join(f"{type(answer).__name__}: {answer}".split())
            raise ClusterError(
                f"{self._address}: a worker failed ({why}). Has it this program, installed as here? "
                "What is finished is in the store: start the command again"
            ) from answer
        elif answer is None:
            self._died(tried, item)
        else:
            worked, outcome = pickle.loads(answer)
            if not worked:
                raise outcome
            self._ready[tried.number] = outcome

    def _suspect(self, tried: _Try, item: Any) -> None:
        """Dask has given the item up: it, or another beside it, has ended its workers."""
        if tried.alone:
            self._ready[tried.number] = Outcome(item, None, "its process died, on each worker that had it")
        else:
            self._suspects.append(_Try(tried.number, tried.deaths, alone=True))

    def _died(self, tried: _Try, item: Any) -> None:
        """The item's process has ended, by its fault or not: it is tried again, some times."""
        if tried.deaths + 1 < _DEATHS:
            self._waiting.appendleft(_Try(tried.number, tried.deaths + 1))
        else:
            self._ready[tried.number] = Outcome(item, None, "its process died")

    def _look(self) -> None:
        if self._client.status == "running" and self._client.nthreads():
            self._seen = monotonic()
        elif monotonic() - self._seen > _PATIENCE:
            raise ClusterError(
                f"{self._address}: no worker for {_PATIENCE} s; start some with: dask worker {self._address}. "
                "What is finished is in the store: start the command again"
            )


def _put_token(root: Path) -> Path:
    """A new file of the archive: who sees it sees the archive."""
    token = root / ".cache" / f"seen.{os.getpid()}.{secrets.token_hex(4)}"
    token.parent.mkdir(parents=True, exist_ok=True)
    token.write_bytes(b"")
    return token


# --- on a worker


class _Process:
    """The process that works for a thread of a worker."""

    def __init__(self) -> None:
        path = os.pathsep.join(filter(None, (str(_PROGRAM), os.environ.get("PYTHONPATH", ""))))
        self._process = subprocess.Popen(
            [sys.executable, "-m", f"{__package__}.item_process"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": path},
        )
        self._has = ""
        atexit.register(self.stop)

    def answer(self, parcel: _Parcel, item: bytes) -> bytes | None:
        """None where the process has ended in the middle."""
        given, answers = self._process.stdin, self._process.stdout
        assert given
        assert answers
        work = b"" if self._has == parcel.name else parcel.work
        try:
            send(given, pickle.dumps((parcel.name, work, item), pickle.HIGHEST_PROTOCOL))
            self._has = parcel.name
            return receive(answers, MOST)
        except (OSError, EOFError):
            self.stop()
            return None

    def stop(self) -> None:
        """End the process."""
        atexit.unregister(self.stop)
        self._process.kill()
        self._process.wait()


_thread = threading.local()


def run_item(parcel: _Parcel, key: str, item: bytes) -> None:
    """Run by a worker: sends the answer of its item process, None where that has ended in the middle. Raises
    ClusterError where the worker isn't fit for the work."""
    from distributed import get_worker

    if parcel.program != fingerprint():
        raise ClusterError(
            f"{_PROGRAM} on {platform.node()} has another state of the program, of Python or of its packages than "
            "the machine that sends the work: bring all of them to the same commit, install with make, start again"
        )
    if parcel.token and not Path(parcel.token).is_file():
        raise ClusterError(
            f"{platform.node()} doesn't see {Path(parcel.token).parents[1]}: share it under the same path with every "
            "machine, or start no worker there"
        )
    process: _Process = getattr(_thread, "process", None) or _Process()
    answer = process.answer(parcel, item)
    _thread.process = process if answer is not None else None
    worker: Any = get_worker()
    worker.log_event(_TOPIC, (key, answer))


def _same(parcel: _Parcel) -> _Parcel:
    return parcel
