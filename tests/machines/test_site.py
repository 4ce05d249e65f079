"""A site made by a cluster whose workers are killed is that which this machine makes, and nothing is made twice."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from distributed import Client

from build_scripts.__main__ import main
from build_scripts.machines.cluster import _Flight, _Try
from tests.archives import empty_archive

from .clusters import cluster

TEXT = """# I. Introduction

1. Le présent rapport porte sur l'exécution du mandat no {0}, dont l'Assemblée générale a été saisie.

2. Voir A/76/{1}, par. 1, et la résolution 74/177 de l'Assemblée générale[^1].

[^1]: A/76/{2}, par. 2.
"""
REPORTS = 8


def archive_of(root: Path, reports: int = REPORTS) -> Path:
    """A new archive with a few small reports that cite each other."""
    root.mkdir()
    empty_archive(root)
    for number in range(1, reports + 1):
        folder = root / f"source_texts/fr/A/76/{number}"
        folder.mkdir(parents=True)
        text = TEXT.format(number, number % reports + 1, (number + 3) % reports + 1)
        (folder / "source.md").write_text(text, encoding="utf-8")
        words = (f"symbol = 'A/76/{number}'", "symbol_evidence = 'page 1'", f"title = 'Essai {number}'")
        (folder / "document.toml").write_text("\n".join((*words, f"date = 2021-10-{number:02}\n")), encoding="utf-8")
    return root


def content(root: Path, *folders: str) -> dict[str, bytes]:
    """Every file of some folders."""
    files = [path for folder in folders for path in (root / folder).rglob("*") if path.is_file()]
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in files}


def _record(dask_scheduler: Any) -> list[tuple[str, str, str, str]]:
    """What has become of each item of the work, from the scheduler's own record."""
    return [(str(row[0]), row[1], row[2], str(row[4])) for row in dask_scheduler.transition_log]


def test_workers_are_killed_in_the_middle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here, there = archive_of(tmp_path / "here"), archive_of(tmp_path / "there")
    assert main(["--root", str(here), "--jobs", "2", "site"]) == 1  # Nothing is on record yet.
    settle, answers, times = _Flight._settle, iter(range(10_000)), [2, 3 * REPORTS + 2]
    answered: set[str] = set()
    with cluster(tmp_path, 2, "--no-nanny") as running:

        def killing(self: _Flight, tried: _Try, told: Any) -> None:
            settle(self, tried, told)
            if isinstance(told, bytes):
                answered.add(f"cote-{self._name}-{tried.number}-{tried.deaths}-{tried.alone}")
            answer = next(answers)
            # Among conversions; then when reports are converted, resolved and written.
            if times and answer >= times[0] and (busy := running.busy(self._client)):
                times.pop(0)
                running.work("--no-nanny")
                running.kill(busy[0])

        monkeypatch.setattr(_Flight, "_settle", killing)
        assert main(["--root", str(there), "--scheduler", running.address, "site"]) == 1
        client: Any = Client
        with client(running.address, set_as_default=False) as asking:
            record = asking.run_on_scheduler(_record)
    assert content(there, "docs", "site") == content(here, "docs", "site")
    # A worker can be killed when it has finished an item and not yet been asked for it; the store has it then.
    items = [row for row in record if row[0].count("-") > 1]
    finished = Counter(name for name, before, after, _ in items if (before, after) == ("processing", "memory"))
    lost = {
        name for name, before, _, why in items if before == "processing" and why.startswith("handle-worker-cleanup")
    }
    assert lost, "no worker had anything to do when it was killed"
    assert sum(finished.values()) - len(finished) <= 2
    # One whose answer had come already is not made again: the work may end before it would be.
    assert lost <= answered
