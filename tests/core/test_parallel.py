"""Work in processes: results come in order, and a document that crashes leaves the others alone."""

from __future__ import annotations

import os
import signal

import pytest

from build_scripts.core import parallel
from build_scripts.core.data_files import DataError
from build_scripts.core.diagnostics import Diagnostic
from build_scripts.core.parallel import each, shown


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


def _read(_item: int) -> None:
    raise DataError(Diagnostic("data/organs.toml", 3, "D002", "A: unknown key 'nom'"))


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_fault_in_a_data_file_is_told_once_and_not_of_each_item(jobs: int) -> None:
    with pytest.raises(DataError) as caught:
        list(each(_read, range(40), seconds=1, jobs=jobs))
    assert str(caught.value) == "data/organs.toml:3: D002 A: unknown key 'nom'"
    assert [fault.line for fault in caught.value.faults] == [3]


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
