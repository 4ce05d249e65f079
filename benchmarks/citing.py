"""What finding, resolving and indexing citations takes of a conversion: `python -m benchmarks.citing` in an archive.

Prints CPU seconds of the three together, and of the whole conversion without what writes pages.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from pickle import HIGHEST_PROTOCOL, dumps, loads
from time import process_time

from build_scripts.citations.index import gather, holders, index_of
from build_scripts.citations.resolve import resolved
from build_scripts.core.model import Report
from build_scripts.core.settings import archive
from build_scripts.read import read
from build_scripts.run.pipeline import REPORT_PASSES
from build_scripts.sources import Entry, load_source, scan
from build_scripts.structure import structure
from build_scripts.structure.completeness import prove


class Clock:
    """CPU seconds, all and of citations alone."""

    def __init__(self) -> None:
        self.all = self.citing = 0.0
        self._since = process_time()

    def stop(self, *, citing: bool) -> None:
        """Count what passed since the last stop."""
        now = process_time()
        self.all += now - self._since
        self.citing += (now - self._since) * citing
        self._since = now

    def leave(self) -> None:
        """Do not count what passed since the last stop."""
        self._since = process_time()


def measured(root: Path) -> Clock:
    """Convert an archive in this process."""
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
        gathered = []
        for file in files:
            report = loads(file.read_bytes())
            clock.leave()
            gathered.append(gather(resolved(report, held, anchors)[0]))
            clock.stop(citing=True)
        index_of(gathered)
        clock.stop(citing=True)
    return clock


def _converted(root: Path, entry: Entry, clock: Clock) -> Report:
    source, _ = load_source(root, entry.source, archive().limits)
    layout, _ = read(source)
    report, _ = structure(source, layout, entry.document)
    for name, one in REPORT_PASSES:
        clock.stop(citing=False)
        report, _ = one(report)
        clock.stop(citing=name == "find")
    prove(report)
    clock.stop(citing=False)
    return report


if __name__ == "__main__":
    took = measured(Path())
    print(f"{took.citing:.2f} {took.all:.2f}")
