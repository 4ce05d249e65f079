"""The cost of offline copies, form by form: `python -m benchmarks offline [SIZES]`.

In an archive, `python -m benchmarks.copies FORM` makes a single form from the site and from the folder that an earlier
call made (FORM `folder` makes that one).
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from build_scripts.offline.copy_settings import epoch, settings
from build_scripts.offline.folder import Copy
from build_scripts.offline.make import FORMS, UPDATES, Order, Work, make
from build_scripts.offline.publish import publish
from build_scripts.offline.selection import documents

from . import mutants
from .measure import ROOT, Cost, cost
from .page import write

FOLDER = "folder"
ALL = (FOLDER, *FORMS, UPDATES)
PDFS_MOST = 250
"""The most reports of which PDFs are made: each takes two seconds, and none depends on another."""
COPIES = Path("build/offline")
ABOUT = f"""## Offline copies

Measured by `python -m benchmarks offline`: each form made from the built site and the finished folder, in a process of
its own; *updates* is the first publication. MB of 10^6 bytes are made; memory is in MB of 2^20 bytes. PDFs are measured
up to {PDFS_MOST} reports, since they do not depend on each other. What else the machine had to do
is in the elapsed seconds, not in those of CPU.
"""


def main(arguments: list[str]) -> None:
    """Measure, print, and put the figures into docs/developers/benchmarks.md."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks offline")
    parser.add_argument("sizes", type=int, nargs="*", default=[5, 50], help="numbers of reports")
    parser.add_argument("--form", action="append", choices=ALL, help="a form to measure (default: all)")
    parser.add_argument("--built", type=Path, metavar="FOLDER", help="an archive with its site, instead of new ones")
    parser.add_argument("--print", action="store_true", help="leave docs/developers/benchmarks.md as it is")
    options = parser.parse_args(arguments)
    lines = [
        "| reports | form | CPU s | CPU ms a report | elapsed s | peak MB | files | MB made |",
        "|--:|---|--:|--:|--:|--:|--:|--:|",
    ]
    print("\n".join(lines))
    forms = [form for form in ALL if form in (options.form or ALL)]
    for archive in [options.built] if options.built else options.sizes:
        for line in _of_built(archive, forms) if options.built else _of_size(archive, forms):
            print(line, flush=True)
            lines.append(line)
    if not options.print:
        write(ABOUT, lines)


def _of_size(size: int, forms: list[str]) -> Iterator[str]:
    with tempfile.TemporaryDirectory(prefix="cote-bench-") as folder:
        root = Path(folder)
        mutants.make(root, ROOT, size)
        cost(["-m", "build_scripts", "site"], root)
        yield from _of_built(root, forms)


def _of_built(root: Path, forms: list[str]) -> Iterator[str]:
    """The table's lines for an archive that has its site."""
    size = sum(1 for _ in mutants.sizes_of(root))
    shutil.rmtree(root / COPIES, ignore_errors=True)
    for form in ALL:
        if form == FOLDER or (form in forms and (form != "pdfs" or size <= PDFS_MOST)):
            measured = cost(["-m", "benchmarks.copies", form], root)
            if form in forms:
                yield _line(size, form, measured, root / _place(form))
    shutil.rmtree(root / COPIES)


def _line(size: int, form: str, measured: Cost, place: Path) -> str:
    sizes = [file.stat().st_size for file in place.rglob("*") if file.is_file()] or [place.stat().st_size]
    per_report = 1000 * measured.cpu / size
    return (
        f"| {size:,} | {form} | {measured.cpu:.1f} | {per_report:.0f} | {measured.wall:.1f} | {measured.memory:,} "
        f"| {len(sizes):,} | {sum(sizes) / 1e6:.1f} |"
    )


def _place(form: str) -> Path:
    endings = {FOLDER: "", UPDATES: f"-{UPDATES}"} | {name: ending for name, (ending, _) in FORMS.items()}
    return COPIES / f"{settings().name}{endings[form]}"


def make_form(root: Path, form: str) -> None:
    """Make one form of the archive at `root`."""
    if form == FOLDER:
        make(root, Order(root / COPIES, []))
        return
    place, folder = root / _place(form), root / _place(FOLDER)
    if form == UPDATES:
        publish(folder, place)
        return
    selection = documents(root / "site")
    FORMS[form][1](Work(root / "site", folder, place, Copy(epoch(root), len(selection)), selection, 0))


if __name__ == "__main__":
    make_form(Path(), sys.argv[1])
