"""Work on a cluster: outcomes as here, whatever becomes of its workers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from build_scripts.__main__ import main
from build_scripts.core.data_files import DataError
from build_scripts.core.parallel import each, handed_to
from build_scripts.machines import cluster as module
from build_scripts.machines.cluster import Cluster, ClusterError, _Flight

from . import tasks
from .clusters import Processes, cluster


@pytest.fixture(scope="module")
def processes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Processes]:
    with cluster(tmp_path_factory.mktemp("cluster"), DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES="0") as running:
        yield running


@pytest.fixture
def machines(processes: Processes, tmp_path: Path) -> Iterator[Cluster]:
    machines = Cluster(processes.address, tmp_path)
    try:
        with handed_to(machines):
            yield machines
    finally:
        machines.close()


def begun(log: Path) -> Counter[int]:
    """How often each item was begun."""
    return Counter(int(line.split()[0]) for line in log.read_text(encoding="ascii").splitlines())


def test_results_come_in_order_and_errors_stay_with_their_item(machines: Cluster, tmp_path: Path) -> None:
    log = tmp_path / "log"
    outcomes = list(each(partial(tasks.work, log), range(40), seconds=1))
    assert [outcome.item for outcome in outcomes] == list(range(40))
    assert {o.item: o.error.partition(" (")[0] for o in outcomes if o.error} == {
        3: "ValueError: three",
        5: "its process died",
        7: "TimeoutError: more than 1 s of CPU",
    }
    assert all(o.result == o.item**2 for o in outcomes if not o.error)
    # What ends its process may be innocent: it is tried three times. Nothing else is done twice.
    assert begun(log) == Counter([*range(40), 5, 5])


def test_a_fault_in_a_data_file_is_told_once_and_not_of_each_item(machines: Cluster) -> None:
    with pytest.raises(DataError) as caught:
        list(each(tasks.faulty, range(40), seconds=1))
    assert [fault.line for fault in caught.value.faults] == [3]


def test_an_item_that_ends_its_workers_is_reported_and_none_beside_it(machines: Cluster, tmp_path: Path) -> None:
    """Dask suspects all that wait in a worker when it dies."""
    outcomes = list(each(partial(tasks.fatal, tmp_path / "log"), range(8), seconds=9))
    assert {o.item: o.error for o in outcomes if o.error} == {2: "its process died, on each worker that had it"}
    assert [o.result for o in outcomes if not o.error] == [n * n for n in range(8) if n != 2]


def test_an_item_whose_answer_is_lost_is_done_again(
    machines: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answered = _Flight._answered
    lost: list[str] = []

    def losing(self: _Flight, event: tuple[float, tuple[str, bytes | None]]) -> None:
        if lost or "-2-0-" not in event[1][0]:
            answered(self, event)
        else:
            lost.append(event[1][0])

    monkeypatch.setattr(_Flight, "_answered", losing)
    log = tmp_path / "log"
    outcomes = list(each(partial(tasks.slow, log), range(6), seconds=9))
    assert len(lost) == 1
    assert [outcome.result for outcome in outcomes] == [n * n for n in range(6)]
    assert begun(log) == Counter([*range(6), 2])


def test_an_item_of_a_worker_that_is_killed_is_done_elsewhere(tmp_path: Path) -> None:
    log = tmp_path / "log"
    with cluster(tmp_path, 2, "--no-nanny") as running:
        machines = Cluster(running.address, tmp_path)
        try:
            with handed_to(machines):
                outcomes = []
                for outcome in each(partial(tasks.slow, log), range(20), seconds=9):
                    outcomes.append(outcome)
                    if len(outcomes) == 4:
                        running.kill(0)
        finally:
            machines.close()
    assert [outcome.result for outcome in outcomes] == [n * n for n in range(20)]
    lines = [line.split() for line in log.read_text(encoding="ascii").splitlines()]
    killed = [int(item) for item, worker in lines if int(worker) == running.workers[0].pid]
    twice = {item for item, times in begun(log).items() if times > 1}
    # What the worker was in the middle of; and what it had answered just before, and had not yet reported as done.
    assert twice <= set(killed[-2:])
    assert sum(begun(log).values()) == 20 + len(twice)


def test_what_only_this_machine_sees_is_worked_on_here(
    processes: Processes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_put_token", lambda root: root / "nothing is here")
    machines = Cluster(processes.address, tmp_path)
    assert not machines.see_files
    log = tmp_path / "log"
    with handed_to(machines):
        list(each(partial(tasks.slow, log), range(2), seconds=9, jobs=1))
        here = {line.split()[1] for line in log.read_text().splitlines()}
        list(each(partial(tasks.slow, log), range(2), seconds=9, jobs=1, anywhere=True))
        there = {line.split()[1] for line in log.read_text().splitlines()} - here
    machines.close()
    assert len(here) == 1
    assert there


def test_a_worker_with_another_program_ends_the_work(
    machines: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "fingerprint", lambda: "another")
    with pytest.raises(ClusterError, match="another state of the program"):
        list(each(partial(tasks.work, tmp_path / "log"), range(2), seconds=9))


def test_a_cluster_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "mkdocs.yml").touch()
    assert main(["--root", str(tmp_path), "--scheduler", "tcp://127.0.0.1:9", "convert"]) == 1
    assert "start one with: dask scheduler" in capsys.readouterr().err
