"""The cost of finding, resolving and indexing citations in a conversion: `python -m benchmarks.citing` in an archive.

Prints the CPU seconds of these three together, and of the whole conversion except the writing of pages.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from pickle import HIGHEST_PROTOCOL, dumps, loads
from time import process_time

from build_scripts.citations.citation_index import gather, holders, index_of
from build_scripts.citations.resolve import resolved
from build_scripts.core.model import Report
from build_scripts.core.settings import archive
from build_scripts.read import read
from build_scripts.run.pipeline import REPORT_PASSES
from build_scripts.sources import Entry, load_source, scan
from build_scripts.structure import structure
from build_scripts.structure.completeness import prove


class Clock:
    """CPU seconds in total, and of citations alone."""

    def __init__(self) -> None:
        self.all = self.citing = 0.0
        self._since = process_time()

    def stop(self, *, citing: bool) -> None:
        """Count the time since the last stop."""
        now = process_time()
        self.all += now - self._since
        self.citing += (now - self._since) * citing
        self._since = now

    def leave(self) -> None:
        """Leave out the time since the last stop."""
        self._since = process_time()


def measure(root: Path) -> Clock:
    """Convert an archive in this process. Returns the time it took."""
    clock = Clock()
    entries, _ = scan(root)
    with tempfile.TemporaryDirectory(prefix="cote-bench-") as folder:
        files = [Path(folder, str(number)) for number in range(len(entries))]
        anchors: dict[str, frozenset[str]] = {}
        clock.stop(citing=False)
        for entry, file in zip(entries, files, strict=True):
            report = _converted(root, entry, clock)
            anchors[entry.document.path] = frozenset(block.anchor for block in report.blocks if block.anchor)
            file.write_bytes(dumps(report, HIGHEST_PROTOCOL))
            clock.leave()
        held = holders(entry.document for entry in entries)
        gathered = {}
        for file in files:
            report = loads(file.read_bytes())
            clock.leave()
            gathered[report.document.path] = gather(resolved(report, held, anchors)[0])
            clock.stop(citing=True)
        index_of((entry for entry, _ in gathered.values()), lambda path: gathered[path][1])
        clock.stop(citing=True)
    return clock


def _converted(root: Path, entry: Entry, clock: Clock) -> Report:
    source, _ = load_source(root, entry.source, archive().limits)
    layout, _ = read(source)
    report, _ = structure(source, layout, entry.document)
    for name, report_pass in REPORT_PASSES:
        clock.stop(citing=False)
        report, _ = report_pass(report)
        clock.stop(citing=name == "find")
    prove(report)
    clock.stop(citing=False)
    return report


if __name__ == "__main__":
    clock = measure(Path())
    print(f"{clock.citing:.2f} {clock.all:.2f}")
