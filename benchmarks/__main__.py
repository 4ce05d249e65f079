"""`make bench`: makes sites of the five reports and of archives made from them, and reports the cost of each stage."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from . import chart, citations, copies, extraction, growth, readings, report, searching
from .building import Measured, Program, checkout, compiled, measured, text_of
from .measure import ROOT, cost
from .mutants import make
from .page import PAGE, write

PROGRAM = "Cote"
AGAINST = "a3e8aae"
HEAD = f"""# Benchmarks

Measured by `make bench`; do not edit. Reports beyond five are made by changing numbers, names and words of the five.
CPU is user and system time of all processes, a stage's in milliseconds for a report; memory is the peak of the largest
process, in MB of 2^20 bytes; files and MB of 10^6 bytes are those of the site, for a report. *convert* reads the
sources and resolves citations, *pages* writes docs/ and proves it, *render* makes the HTML, *index* the search,
*export* the other formats, *check* looks at all links; *other* is the start and what belongs to none. Cote is this
program, and the commit beside it an earlier state with the libraries of its own lock, both run in turn with the same
Python; Material is Material for MkDocs as it comes, with its own search and a short navigation, on the pages that Cote
has written.

![CPU milliseconds a report, by the number of reports]({chart.FILE})
"""
CITED = "| reports | finding, resolving and indexing citations, CPU ms a report | share of convert |\n|--:|--:|--:|"


def main() -> None:
    """Measure, print, and put the figures into docs/developers/benchmarks.md."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument("sizes", type=int, nargs="*", default=[5, 50, 200, 1000], help="numbers of reports")
    parser.add_argument("--against", default=AGAINST, metavar="COMMIT", help="an earlier commit; '' for none")
    parser.add_argument("--print", action="store_true", help="leave docs/developers/ as it is")
    options = parser.parse_args()
    with ExitStack() as stack:
        programs = [Program(PROGRAM)]
        compiled(ROOT)
        if options.against:
            programs.append(stack.enter_context(checkout(options.against)))
        archives = [_measured(size, programs) for size in options.sizes]
    names = [program.name for program in programs]
    lines = [*report.HEAD, *(report.line(archive.size, site) for archive in archives for site in archive.sites)]
    lines += ["", *report.RATIOS, *(line for archive in archives for line in report.ratios(archive, names))]
    lines += ["", *CITED.split("\n"), *map(_cited, options.sizes)]
    print("\n".join(lines))
    if not options.print:
        _kept(archives, names, lines)


def _measured(size: int, programs: Sequence[Program]) -> Measured:
    """What one size takes, said as it comes."""
    sites = []
    for site in measured(size, programs):
        print(report.line(size, site), file=sys.stderr, flush=True)
        sites.append(site)
    return Measured(size, text_of(size), tuple(sites))


def _cited(size: int) -> str:
    """The table's line for citations alone, with their share of the conversion."""
    with tempfile.TemporaryDirectory(prefix="cote-bench-") as folder:
        make(Path(folder), ROOT, size)
        seconds, conversion = map(float, cost(["-m", "benchmarks.citing"], Path(folder)).output.split())
    return f"| {size:,} | {1000 * seconds / size:.0f} | {seconds / conversion:.0%} |"


def _kept(archives: Sequence[Measured], programs: Sequence[str], lines: list[str]) -> None:
    chart.draw([archive.size for archive in archives], report.curves(archives, programs), PAGE.with_name(chart.FILE))
    write(HEAD, lines)


if __name__ == "__main__":
    others = {
        "citations": citations.main,
        "extraction": extraction.main,
        "growth": growth.main,
        "offline": copies.main,
        "readings": readings.main,
        "search": searching.main,
    }
    others[sys.argv[1]](sys.argv[2:]) if sys.argv[1:2] and sys.argv[1] in others else main()
