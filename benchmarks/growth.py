"""How the work of each pass grows with hostile texts: `python -m benchmarks growth`.

Each text is doubled and the CPU time of every pass compared; a pass whose time grows by more than `MOST` is reported.
A test checks Python code against the same bound by counting steps (tests/growth); this also measures what can't be
counted: regular expressions, and copies of strings.
"""

from __future__ import annotations

import argparse
import gc
import sys
from collections import defaultdict
from collections.abc import Callable
from time import process_time
from typing import Protocol, TypeVar

from build_scripts.citations.resolve import resolved
from build_scripts.core.model import Document, Source
from build_scripts.read import READERS, Reader
from build_scripts.read.look import Look
from build_scripts.render.converter import to_html
from build_scripts.run.pipeline import REPORT_PASSES
from build_scripts.structure import structure
from build_scripts.structure.completeness import prove
from build_scripts.write import report_body

from .hostile import UNITS, text
from .measure import ROOT

MOST = 2.5
"""How many times longer a pass may take for twice the text: two, and what sorting and a machine's memory add."""
SHORTEST = 0.05
"""CPU seconds below which a pass is too short to measure."""
TRIES = 3
"""How often each is measured; the least counts, as other work on the machine only ever adds time."""
DOCUMENT = Document("fr/A/99/1", "document.toml", "fr", "Titre", symbol="A/99/1", organ="A/C.3")

Result = TypeVar("Result")


class Run(Protocol):
    """Does the work of a named pass and returns its result."""

    def __call__(self, name: str, work: Callable[[], Result], /) -> Result: ...


def through(string: str, reader: Reader, run: Run) -> None:
    """Take a text through every pass of one document, read in a layout that needn't be its own."""
    starts = (0, *(place + 1 for place, sign in enumerate(string) if sign == "\n"))
    source = Source("source.txt", string, starts, "")
    layout, _ = run(f"read as {reader.name}", lambda: reader.read(Look.at(source)))
    report, _ = run("structure", lambda: structure(source, layout, DOCUMENT))
    for name, report_pass in REPORT_PASSES:
        report, _ = run(name, lambda report_pass=report_pass, report=report: report_pass(report))  # type: ignore[misc]
    run("prove", lambda: prove(report))
    anchors = {DOCUMENT.path: frozenset(block.anchor for block in report.blocks)}
    report, _ = run("resolve", lambda: resolved(report, {}, anchors))
    page = run("write", lambda: report_body.body(report, lambda _: "../"))
    run("render", lambda: to_html(page, ROOT / "mkdocs.yml"))


def _seconds(name: str, size: int) -> dict[str, float]:
    """CPU seconds of each pass for a text of a size, for all readers together."""
    seconds: defaultdict[str, float] = defaultdict(float)

    def timed(pass_name: str, work: Callable[[], Result]) -> Result:
        begin = process_time()
        result = work()
        seconds[pass_name] += process_time() - begin
        return result

    gc.collect()
    gc.disable()  # It runs whenever it likes, and belongs to none of the passes.
    for reader in READERS:
        through(text(name, size), reader, timed)
    gc.enable()
    return seconds


def _growth(name: str, size: int) -> dict[str, float]:
    """How many times longer each pass takes for twice the text, the best of several tries; without passes too short."""
    tries = [(_seconds(name, size), _seconds(name, 2 * size)) for _ in range(TRIES)]
    least = {
        name: (min(once[name] for once, _ in tries), min(twice[name] for _, twice in tries)) for name in tries[0][0]
    }
    return {
        pass_name: after / max(before, SHORTEST / 2)
        for pass_name, (before, after) in least.items()
        if after >= SHORTEST
    }


def main(arguments: list[str]) -> None:
    """Print the fastest growth of each pass, and every growth that is too fast; exit with 1 if there is one."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks growth")
    parser.add_argument("size", type=int, nargs="?", default=40_000, help="characters of a text before it is doubled")
    parser.add_argument("--text", choices=UNITS, nargs="*", default=list(UNITS), help="only these texts")
    options = parser.parse_args(arguments)
    growths = [
        (grown, pass_name, name) for name in options.text for pass_name, grown in _growth(name, options.size).items()
    ]
    print("| pass | CPU for twice the text | at most with |", "|---|--:|---|", sep="\n")
    for pass_name, (grown, name) in {pass_name: (grown, name) for grown, pass_name, name in sorted(growths)}.items():
        print(f"| {pass_name} | × {grown:.1f} | {name} |")
    excesses = [f"{pass_name}, {name}: × {grown:.1f}" for grown, pass_name, name in growths if grown > MOST]
    print(*excesses, sep="\n")
    sys.exit(bool(excesses))
