"""The process that works for a worker of a cluster: python -m build_scripts.machines.item_process, never by hand.

A worker of Dask works in a thread: an item that takes too long couldn't be stopped there, and one that kills its
process would take the worker, and all that waits in it, along. So each thread of a worker keeps one such process
(machines/cluster.py) and asks it item after item.
"""

from __future__ import annotations

import os
import pickle
import queue
import threading
from typing import IO, Any

from ..core.pipes import receive, send

MOST = 1 << 40
"""Bytes of a message between the two."""


def main() -> None:
    """Answers requests, each the name of the work, the work unless it is the same as before, and an item, until there
    are no more."""
    # What the work prints must not stand among the answers.
    given, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    requests: queue.Queue[bytes] = queue.Queue()
    threading.Thread(target=_read, args=(given, requests), daemon=True).start()
    installed, work = "", None
    while True:
        name, packed, item = pickle.loads(requests.get())
        if name != installed:
            installed, work = name, None
        send(answers, _answer(work := work or _unpacked(packed), item))


def _read(given: IO[bytes], requests: queue.Queue[bytes]) -> None:
    """Takes requests from the worker; where it has ended, so does this process, even in the middle of an item, since
    another worker has that then."""
    while True:
        try:
            requests.put(receive(given, MOST))
        except (EOFError, OSError):
            os._exit(1)


def _unpacked(packed: bytes) -> Any:
    try:
        return pickle.loads(packed)
    except Exception as error:
        return error


def _answer(work: Any, item: bytes) -> bytes:
    """Whether the work has given an outcome, and that; else, what it has raised."""
    try:
        if isinstance(work, Exception):
            raise work
        return pickle.dumps((True, work(pickle.loads(item))), pickle.HIGHEST_PROTOCOL)
    except Exception as error:
        return pickle.dumps((False, error), pickle.HIGHEST_PROTOCOL)


if __name__ == "__main__":
    main()
