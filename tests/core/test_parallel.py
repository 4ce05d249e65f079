"""Work in processes: results come in order, and a document that crashes leaves the others alone."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from build_scripts.core import parallel
from build_scripts.core.data_files import DataError
from build_scripts.core.diagnostics import Diagnostic
from build_scripts.core.parallel import each, shown
from build_scripts.core.workplace import alive
from tests.archives import ROOT


def work(item: int) -> int:
    if item == 3:
        raise ValueError("three")
    if item == 5:
        os.kill(os.getpid(), signal.SIGKILL)
    if item == 7:
        while True:
            pass
    return item * item


def test_results_come_in_order_and_errors_stay_with_their_item() -> None:
    outcomes = list(each(work, range(40), seconds=1, jobs=2))
    assert [outcome.item for outcome in outcomes] == list(range(40))
    assert {o.item: o.error.partition(" (")[0] for o in outcomes if o.error} == {
        3: "ValueError: three",
        5: "its process died",
        7: "TimeoutError: more than 1 s of CPU",
    }
    assert all(o.result == o.item**2 for o in outcomes if not o.error)


def long(folder: Path, item: int) -> None:
    """Leaves its process's number, and takes a while."""
    (folder / f"{item}.{os.getpid()}").touch()
    time.sleep(30)


WAITING = """
import sys
from contextlib import contextmanager
from functools import partial
from pathlib import Path
import build_scripts.__main__ as program
from build_scripts.core.parallel import each
from tests.core.test_parallel import long

folder = Path(sys.argv[1])

@contextmanager
def tidied():
    try:
        yield
    finally:
        (folder / "tidied").touch()

def run(options):
    with tidied():
        list(each(partial(long, folder), range(6), seconds=60, jobs=2))

program._later = lambda name: run
program.main(["--root", sys.argv[1], "convert"])
"""


@pytest.mark.parametrize(("told", "tidied"), [(signal.SIGTERM, True), (signal.SIGKILL, False)])
def test_no_process_outlives_the_one_that_leads(tmp_path: Path, told: signal.Signals, *, tidied: bool) -> None:
    leading = subprocess.Popen([sys.executable, "-c", WAITING, str(tmp_path)], cwd=ROOT)
    wait_for(lambda: len(list(tmp_path.glob("*.*"))) == 2)
    workers = [int(file.suffix[1:]) for file in tmp_path.glob("*.*")]
    leading.send_signal(told)
    if told == signal.SIGTERM:  # Those that it waits for are told, too, as by a service that is stopped.
        for worker in workers:
            os.kill(worker, told)
    leading.wait(20)
    wait_for(lambda: not any(map(runs, workers)))
    assert (tmp_path / "tidied").exists() == tidied
    assert len(list(tmp_path.glob("*.*"))) == 2, "nothing more was begun"


def runs(process: int) -> bool:
    """One that has ended may wait for its end to be noticed, in a container without a process that does."""
    try:
        return Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0] not in "ZX"
    except FileNotFoundError:
        return Path("/proc").is_dir() is False and alive(process)


def wait_for(condition: Callable[[], bool]) -> None:
    until = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < until
        time.sleep(0.05)


def _read(_item: int) -> None:
    raise DataError(Diagnostic("data/organs.toml", 3, "D002", "A: unknown key 'nom'"))


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_fault_in_a_data_file_is_told_once_and_not_of_each_item(jobs: int) -> None:
    with pytest.raises(DataError) as caught:
        list(each(_read, range(40), seconds=1, jobs=jobs))
    assert str(caught.value) == "data/organs.toml:3: D002 A: unknown key 'nom'"
    assert [fault.line for fault in caught.value.faults] == [3]


def _write(_item: int) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "site/a")


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_full_disk_is_no_fault_of_an_item(jobs: int) -> None:
    """What the command says of it has its cure."""
    with pytest.raises(OSError, match="site/a") as caught:
        list(each(_write, range(40), seconds=1, jobs=jobs))
    assert caught.value.errno == errno.ENOSPC


@pytest.mark.parametrize("jobs", [1, 2])
def test_few_items(jobs: int) -> None:
    nothing: list[int] = []
    assert list(each(work, nothing, seconds=1, jobs=jobs)) == []
    two = [(o.result, o.error[:10]) for o in each(work, [2, 3], seconds=1, jobs=jobs)]
    assert two == [(4, ""), (None, "ValueError")]


@pytest.mark.parametrize(
    ("terminal", "said"),
    [
        (False, "Packing 3/6\nPacking 6/6\n"),
        (True, "".join(f"\rPacking {number}/6" for number in range(1, 7)) + "\n"),
    ],
)
def test_progress_in_a_log_and_on_a_terminal(
    terminal: bool, said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A log has a line now and then; a terminal one line, which ends when the work does."""
    seconds = iter(range(0, 1000, 13))
    monkeypatch.setattr(parallel, "monotonic", lambda: next(seconds))
    monkeypatch.setattr("sys.stderr.isatty", lambda: terminal)
    assert list(shown("abcdef", 6, "Packing")) == list("abcdef")
    assert capsys.readouterr().err == said
    assert list(shown("a", 1, "Packing")) == ["a"]
    assert capsys.readouterr().err == ""
