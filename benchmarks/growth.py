"""How the work of each pass grows with hostile texts: `python -m benchmarks growth`.

Each text is doubled, and the CPU time of every pass compared; a pass whose time grows by more than `MOST` is named.
Work in Python is held to the same bound by a test, which counts it (tests/growth); here is also what it cannot count:
expressions, and copies of strings.
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
from build_scripts.render.converter import to_html
from build_scripts.run.pipeline import REPORT_PASSES
from build_scripts.structure import structure
from build_scripts.structure.completeness import prove
from build_scripts.write import markdown

from .hostile import UNITS, text
from .measure import ROOT

MOST = 2.5
"""Times that a pass may take of itself for twice the text: two, and what sorting and a machine's memory add."""
SHORTEST = 0.05
"""CPU seconds below which a pass is too short to measure."""
TRIES = 3
"""Times that each is measured; what else the machine does only ever adds."""
DOCUMENT = Document("fr/A/99/1", "document.toml", "fr", "Titre", symbol="A/99/1", organ="A/C.3")

Result = TypeVar("Result")


class Run(Protocol):
    """Does the work of a pass, named, and gives back what it gives."""

    def __call__(self, name: str, work: Callable[[], Result], /) -> Result: ...


def through(string: str, reader: Reader, run: Run) -> None:
    """A text through every pass of one document, read as a layout that it need not have."""
    starts = (0, *(place + 1 for place, sign in enumerate(string) if sign == "\n"))
    source = Source("source.txt", string, starts, "")
    layout, _ = run(f"read as {reader.name}", lambda: reader.read(source))
    report, _ = run("structure", lambda: structure(source, layout, DOCUMENT))
    for name, one in REPORT_PASSES:
        report, _ = run(name, lambda one=one, report=report: one(report))  # type: ignore[misc]
    run("prove", lambda: prove(report))
    anchors = {DOCUMENT.path: frozenset(block.anchor for block in report.blocks)}
    report, _ = run("resolve", lambda: resolved(report, {}, anchors))
    page = run("write", lambda: markdown.body(report, lambda _: "../"))
    run("render", lambda: to_html(page, ROOT / "mkdocs.yml"))


def _seconds(name: str, size: int) -> dict[str, float]:
    """CPU seconds of each pass for a text of a size, both readers together."""
    took: defaultdict[str, float] = defaultdict(float)

    def timed(of: str, work: Callable[[], Result]) -> Result:
        begin = process_time()
        result = work()
        took[of] += process_time() - begin
        return result

    gc.collect()
    gc.disable()  # It comes when it will, and belongs to no pass.
    for reader in READERS:
        through(text(name, size), reader, timed)
    gc.enable()
    return took


def _growth(name: str, size: int) -> dict[str, float]:
    """How many times longer each pass takes for twice the text, the best of some tries; too short ones left out."""
    tries = [(_seconds(name, size), _seconds(name, 2 * size)) for _ in range(TRIES)]
    least = {of: (min(once[of] for once, _ in tries), min(twice[of] for _, twice in tries)) for of in tries[0][0]}
    return {of: after / max(before, SHORTEST / 2) for of, (before, after) in least.items() if after >= SHORTEST}


def main(arguments: list[str]) -> None:
    """Print the fastest growth of each pass, and every one that is too fast; exit 1 where there is one."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks growth")
    parser.add_argument("size", type=int, nargs="?", default=40_000, help="characters of a text before it is doubled")
    parser.add_argument("--text", choices=UNITS, nargs="*", default=list(UNITS), help="only these texts")
    options = parser.parse_args(arguments)
    found = [(grown, of, name) for name in options.text for of, grown in _growth(name, options.size).items()]
    print("| pass | CPU for twice the text | at most with |", "|---|--:|---|", sep="\n")
    for of, (grown, name) in {of: (grown, name) for grown, of, name in sorted(found)}.items():
        print(f"| {of} | × {grown:.1f} | {name} |")
    over = [f"{of}, {name}: × {grown:.1f}" for grown, of, name in found if grown > MOST]
    print(*over, sep="\n")
    sys.exit(bool(over))
