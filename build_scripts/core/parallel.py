"""Work on many documents in as many processes as there are cores, or on other machines; results come in order.

A document on which the work fails, takes too long or kills its process gives an error; the others go on. A fault in
a data file and a full disk concern all of them: they end the work.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import threading
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from time import monotonic
from types import FrameType
from typing import Any, Generic, Protocol, TypeVar

from .data_files import DataError
from .disk_faults import FULL
from .elsewhere import Elsewhere

Item = TypeVar("Item")
Result = TypeVar("Result")

_AHEAD = 4
"""Items in flight for each process: enough to keep it busy, few enough to bound memory."""

_COLLECTED = (1_000_000, 20, 50)
"""Of `gc.set_threshold`: few documents have so many objects."""

_TERMINAL_PAUSE, _LOG_PAUSE = 0.1, 30.0
"""Seconds between two signs of progress."""


@dataclass(frozen=True, slots=True)
class Outcome(Generic[Item, Result]):
    """What became of one item: a result or an error, not both."""

    item: Item
    result: Result | None
    error: str = ""


class Machines(Protocol):
    """Other machines that take work (machines/cluster.py)."""

    see_files: bool
    """Whether they see the archive's files, as this machine does, by the same paths."""

    def outcomes(
        self, work: Callable[[Item], Outcome[Item, Result]], items: Sequence[Item], *, anywhere: bool
    ) -> Iterator[Outcome[Item, Result]]:
        """What the work gives for each item, in order; an item that ends process after process gives an error."""


_machines: list[Machines] = []
"""Those that the work of this process is handed to, if there are any."""


@contextmanager
def handed_to(machines: Machines) -> Iterator[None]:
    """Inside the block, `each` hands its work to other machines."""
    _machines.append(machines)
    try:
        yield
    finally:
        _machines.remove(machines)


def cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def each(
    work: Callable[[Item], Result],
    items: Sequence[Item],
    *,
    seconds: int,
    jobs: int = 0,
    label: str = "",
    anywhere: bool = False,
) -> Iterator[Outcome[Item, Result]]:
    """The outcome of `work` for each item, in order.

    `seconds` of CPU is what one item may take. `jobs` 0: every core. `label` names the work on a terminal. `anywhere`:
    it needs no file that only this machine may see. Raises DataError and Elsewhere where the work does.
    """
    bounded = partial(_bounded, work, seconds)
    processes = min(jobs or cores(), len(items))
    if len(items) > 1 and _machines and (anywhere or _machines[-1].see_files):
        outcomes = _machines[-1].outcomes(bounded, items, anywhere=anywhere)
    else:
        outcomes = _alone(bounded, items) if processes <= 1 else _shared(bounded, items, processes)
    yield from shown(outcomes, len(items), label)


def shown(outcomes: Iterable[Item], total: int, label: str) -> Iterator[Item]:
    """The same things, counted on the way: in one line of a terminal, elsewhere by a line now and then."""
    if not label or total <= 1:
        yield from outcomes
        return
    terminal = sys.stderr.isatty()
    begin, end, pause = ("\r", "", _TERMINAL_PAUSE) if terminal else ("", "\n", _LOG_PAUSE)
    said = monotonic()
    for number, outcome in enumerate(outcomes, 1):
        now, last = monotonic(), terminal and number == total
        if last or now - said >= pause:
            said = now
            print(f"{begin}{label} {number:,}/{total:,}", end="\n" if last else end, file=sys.stderr, flush=True)
        yield outcome


def _alone(work: Callable[[Item], Outcome[Item, Result]], items: Iterable[Item]) -> Iterator[Outcome[Item, Result]]:
    for number, item in enumerate(items):
        if number:
            gc.collect(0)
        yield work(item)


def _shared(
    work: Callable[[Item], Outcome[Item, Result]], items: Sequence[Item], processes: int
) -> Iterator[Outcome[Item, Result]]:
    waiting = deque(items)
    while waiting:
        running: deque[tuple[Item, Future[Outcome[Item, Result]]]] = deque()
        with _pool(processes, work) as pool:
            try:
                while waiting or running:
                    while waiting and len(running) < processes * _AHEAD:
                        running.append((waiting[0], pool.submit(_work, waiting[0])))
                        waiting.popleft()
                    outcome = running[0][1].result()
                    running.popleft()
                    yield outcome
            except BrokenProcessPool:
                pass
            except BaseException:
                pool.shutdown(cancel_futures=True)  # Nobody waits for what hasn't begun.
                raise
        # Where the pool broke, one of those in flight has killed its process: each by itself shows which.
        yield from (_isolated(work, item) for item, _ in running)


def _isolated(work: Callable[[Item], Outcome[Item, Result]], item: Item) -> Outcome[Item, Result]:
    with _pool(1, work) as pool:
        try:
            outcome: Outcome[Item, Result] = pool.submit(_work, item).result()
        except BrokenProcessPool:
            return Outcome(item, None, "its process died")
        return outcome


def _pool(processes: int, work: Callable[[Any], Any]) -> ProcessPoolExecutor:
    """Processes that have the work, and what it carries, once. Forked where the system can: loaded data is shared."""
    method = "fork" if "fork" in multiprocessing.get_all_start_methods() and sys.platform == "linux" else None
    context = multiprocessing.get_context(method)
    return ProcessPoolExecutor(processes, mp_context=context, initializer=_install, initargs=(work,))


_installed: list[Callable[[Any], Any]] = []
"""In a process of a pool, the work that it is there for."""


def ends_with_parent() -> None:
    """Called in a process that `multiprocessing` has started: it ends when the one that has started it is gone, be it
    killed, and at once when it is told to (SIGTERM)."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent: Any = multiprocessing.parent_process()
    parent.join()
    os._exit(1)


def _install(work: Callable[[Any], Any]) -> None:
    ends_with_parent()
    _installed[:] = [work]
    collect_seldom()


def collect_seldom() -> None:
    """Look for cycles when one of several items is done, and not among what there is now. A document is many
    objects, and few of them are cycles: looking as often as Python does took a fourteenth of the time."""
    gc.freeze()
    gc.set_threshold(*_COLLECTED)


def _work(item: Any) -> Any:
    outcome = _installed[0](item)
    gc.collect(0)
    return outcome


def _bounded(work: Callable[[Item], Result], seconds: int, item: Item) -> Outcome[Item, Result]:
    try:
        with _time_limit(seconds):
            return Outcome(item, work(item))
    except (DataError, Elsewhere):
        raise
    except Exception as error:
        if isinstance(error, OSError) and error.errno in FULL:
            raise  # No item's fault: the next would meet the same.
        return Outcome(item, None, f"{type(error).__name__}: {error} ({_where(error)})")


def _where(error: Exception) -> str:
    """File and line of the program where an error arose."""
    frames = traceback.extract_tb(error.__traceback__)
    return f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "unknown place"


@contextmanager
def _time_limit(seconds: int) -> Iterator[None]:
    """Raises TimeoutError inside the block once it has taken so many seconds of CPU."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise TimeoutError(f"more than {seconds} s of CPU")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
