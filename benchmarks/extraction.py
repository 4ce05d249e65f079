"""`python -m benchmarks extraction FOLDER`: what reading the PDFs of a folder costs, beside the libraries alone.

Each measurement is a process of its own, so that its CPU time and its memory are its own; all in one run, because
figures of two machines, or of one with other work to do, can't be compared.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from .measure import ROOT, cost
from .page import write

ABOUT = """## Reading PDFs

Measured by `python -m benchmarks extraction FOLDER` on a folder of real PDFs, each line in a process of its own and all
in one run. *extraction* is the text with its places and the second proof; *all* is what `cote read` does: extraction in
a process with limits, both proofs, the reading. The same files twice show that time grows with the pages and memory
doesn't.
"""
HEAD = ("| what | pages | CPU s | pages a CPU s | peak MB |", "|---|--:|--:|--:|--:|")


def main(arguments: Sequence[str]) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks extraction")
    parser.add_argument("folder", type=Path, help="its PDFs, and those of folders in it, are read")
    parser.add_argument("--every", type=int, default=1, help="read only every n-th file")
    parser.add_argument("--record", action="store_true", help="put the figures into docs/developers/benchmarks.md")
    options = parser.parse_args(arguments)
    files = sorted(str(path.resolve()) for path in options.folder.rglob("*.pdf"))[:: options.every]
    lines = list(HEAD)
    print("\n".join(lines))
    for name, work, read in [(name, name, files) for name in WORK] + [("all, twice", "all", files * 2)]:
        lines.append(_line(work, name, read))
        print(lines[-1], flush=True)
    if options.record:
        write(ABOUT, lines)


def _line(work: str, name: str, files: Sequence[str]) -> str:
    took = cost(["-m", "benchmarks.extraction", work, *files], ROOT)
    pages = int(took.output.split()[-1])
    return f"| {name} | {pages:,} | {took.cpu:.1f} | {pages / took.cpu:.1f} | {took.memory} |"


def _playa(path: Path) -> int:
    """Every glyph as playa-pdf gives it."""
    import playa

    with playa.parse(path.read_bytes(), space="page") as document:
        for page in document.pages:
            for item in page.flatten():
                if item.object_type == "text":
                    for _ in item:
                        pass
        return len(document.pages)


def _pdfium(path: Path) -> int:
    """The text of every page as PDFium gives it."""
    import pypdfium2

    document = pypdfium2.PdfDocument(path.read_bytes())
    for page in document:
        page.get_textpage().get_text_range()
    return len(document)


def _extraction(path: Path) -> int:
    """Extraction and the second proof, in this process."""
    from build_scripts.core.settings import archive
    from build_scripts.extract.pdf import extract_pdf

    return len(extract_pdf(path.name, path.read_bytes(), archive().limits)[0].pages)


def _all(path: Path) -> int:
    """What `cote read` does: extraction in a process of its own, both proofs, and the reading."""
    from build_scripts.run.reading import read_file

    return len(read_file(path)[0].source.pages)


WORK: dict[str, Callable[[Path], int]] = {
    "playa-pdf": _playa,
    "pdfium": _pdfium,
    "extraction": _extraction,
    "all": _all,
}


if __name__ == "__main__":
    print(sum(map(WORK[sys.argv[1]], map(Path, sys.argv[2:]))))
