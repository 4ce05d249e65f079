"""`make bench`: converts, renders and indexes the five reports, then archives made from them, and reports the cost."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from . import citations, copies, extraction, growth, readings
from .measure import ROOT, Cost, cost
from .mutants import make, sizes_of
from .page import write

STAGES = {
    "convert": ["build_scripts", "convert"],
    "render": ["benchmarks.stage", "render"],
    "index": ["benchmarks.stage", "index"],
}
HEAD = """# Benchmarks

Measured by `make bench`; do not edit. Reports beyond five are made by changing numbers, names and words of the five.
CPU is user and system time of all processes; memory is the peak of the largest process. *convert* reads the sources
and writes docs/, both proofs included; *render* is MkDocs; *index* is the search. Each starts a new interpreter.
*Citations* is what finding, resolving and indexing them takes of a conversion, the writing of pages left out: at a
thousand reports, a fifth or less. `python -m benchmarks growth` says how each pass grows with hostile texts.
"""


def main() -> None:
    """Measure, print, and put the figures into docs/developers/benchmarks.md."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument("sizes", type=int, nargs="*", default=[5, 250, 500, 1000], help="numbers of reports")
    parser.add_argument("--print", action="store_true", help="leave docs/developers/benchmarks.md as it is")
    options = parser.parse_args()
    lines = [
        "| reports | MB of text | pass | CPU s | CPU ms a report | elapsed s | peak MB |",
        "|--:|--:|---|--:|--:|--:|--:|",
    ]
    print("\n".join(lines))
    for size in options.sizes:
        for line in _measured(size):
            print(line, flush=True)
            lines.append(line)
    if not options.print:
        write(HEAD, lines)


def _measured(size: int) -> Iterator[str]:
    """The table's lines for an archive of one size."""
    with tempfile.TemporaryDirectory(prefix="cote-bench-") as folder:
        root = Path(folder)
        make(root, ROOT, size)
        text = sum(sizes_of(root)) / 1e6
        for name, command in STAGES.items():
            yield _line(size, text, name, cost(command, root))
        yield _cited(size, text, cost(["benchmarks.citing"], root))


def _line(size: int, text: float, name: str, measured: Cost) -> str:
    per_report = 1000 * measured.cpu / size
    costs = f"{measured.cpu:.1f} | {per_report:.0f} | {measured.wall:.1f} | {measured.memory:,}"
    return f"| {size:,} | {text:.1f} | {name} | {costs} |"


def _cited(size: int, text: float, measured: Cost) -> str:
    """The table's line for citations alone, with their share of the conversion."""
    seconds, conversion = map(float, measured.output.split())
    name = f"of convert, citations ({seconds / conversion:.0%})"
    return f"| {size:,} | {text:.1f} | {name} | {seconds:.1f} | {1000 * seconds / size:.0f} | | {measured.memory:,} |"


if __name__ == "__main__":
    others = {
        "citations": citations.main,
        "extraction": extraction.main,
        "growth": growth.main,
        "offline": copies.main,
        "readings": readings.main,
    }
    others[sys.argv[1]](sys.argv[2:]) if sys.argv[1:2] and sys.argv[1] in others else main()
