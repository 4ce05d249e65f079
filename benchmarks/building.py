"""What it costs to make a site: this program, an earlier commit of it, and Material as it comes, on the same texts."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from . import material, staged
from .measure import ROOT, Cost, cost, environment
from .mutants import change_word, make, sizes_of

NOTHING, WORD, AGAIN = "from nothing", "one word changed", "nothing changed"
STAGES = ("convert", "pages", "render", "index", "export", "check")
# L030 of an export, S019 of a conversion: `a/source.txt:0: L030 formats not written: KeyError: …`; not `not on record`.
_FAILED = re.compile(r": [LS]0\d\d [^:]*\bnot (?:written|converted|resolved|compared)\b[^:]*: ")
OLD_MOST = 200
"""Reports up to which an earlier commit is measured after a change, too: it makes everything again."""


@dataclass(frozen=True, slots=True)
class Program:
    """A state of this program."""

    name: str
    code: Path = ROOT
    """The folder that it stands in."""
    python: str = sys.executable
    """With what this state needs: one that lacks a library would leave work undone and seem fast."""


@dataclass(frozen=True, slots=True)
class Built:
    """A site that was made, and what it took."""

    program: str
    situation: str
    cost: Cost
    stages: Mapping[str, float]
    """CPU seconds by stage; `other` is what belongs to none."""
    files: int
    bytes: int


@dataclass(frozen=True, slots=True)
class Measured:
    """All that was measured of archives of one size."""

    size: int
    text: int
    """Bytes of the sources."""
    sites: tuple[Built, ...]

    def site(self, program: str, situation: str) -> Built | None:
        """What was measured of a program; None where that wasn't."""
        return next((site for site in self.sites if (site.program, site.situation) == (program, situation)), None)


def measured(size: int, programs: Sequence[Program]) -> Iterator[Built]:
    """Sites of archives of one size; the first program is this one."""
    for number, program in enumerate(programs):
        with tempfile.TemporaryDirectory(prefix="cote-bench-") as folder:
            root = Path(folder)
            make(root, program.code, size)
            yield _built(program, NOTHING, root)
            if number == 0:
                yield _material(root)
            if number == 0 or size <= OLD_MOST:
                change_word(root)
                yield _built(program, WORD, root)
                yield _built(program, AGAIN, root)


def text_of(size: int) -> int:
    """Bytes of the sources of an archive of that size."""
    with tempfile.TemporaryDirectory(prefix="cote-bench-") as folder:
        make(Path(folder), ROOT, size)
        return sum(sizes_of(Path(folder)))


def _built(program: Program, situation: str, root: Path) -> Built:
    with tempfile.NamedTemporaryFile(prefix="cote-bench-", suffix=".json") as times:
        took = cost(["-P", str(Path(staged.__file__)), times.name], root, program.code, program.python)
        stages: dict[str, float] = json.loads(Path(times.name).read_text(encoding="utf-8"))
    if missing := undone(took.output) or (took.output if not (root / "site").is_dir() else ""):
        raise RuntimeError(f"{program.name} has not made the whole site:\n{missing[-4000:]}")
    return Built(program.name, situation, took, stages, *extent(root / "site"))


def undone(output: str) -> str:
    """The lines which say that the program itself failed at a part of the work."""
    return "\n".join(line for line in output.splitlines() if _FAILED.search(line))


def _material(root: Path) -> Built:
    """Material as it comes, on the pages that this program has written."""
    with tempfile.TemporaryDirectory(prefix="cote-bench-") as folder:
        other = Path(folder)
        material.prepare(root / "docs", other)
        took = cost(["-m", "mkdocs", "build", "--quiet"], other)
        return Built(material.NAME, NOTHING, took, {}, *extent(other / "site"))


def extent(folder: Path) -> tuple[int, int]:
    """How many files a folder has, and their bytes."""
    sizes = [file.stat().st_size for file in folder.rglob("*") if file.is_file()]
    return len(sizes), sum(sizes)


@contextmanager
def checkout(commit: str) -> Iterator[Program]:
    """The program as it was at a commit, in a folder of its own, with the libraries that its lock names."""
    with tempfile.TemporaryDirectory(prefix="cote-bench-") as folder:
        code = Path(folder) / "code"
        git = ["git", "-C", str(ROOT), "worktree"]
        subprocess.run([*git, "add", "--quiet", "--detach", str(code), commit], check=True)
        try:
            compiled(code)
            yield Program(commit, code, environment(Path(folder) / "python", code / "requirements" / "runtime.txt"))
        finally:
            subprocess.run([*git, "remove", "--force", str(code)], check=True)
            shutil.rmtree(code, ignore_errors=True)


def compiled(code: Path) -> None:
    """Compile a program as an installation does, so that no measurement does it."""
    subprocess.run([sys.executable, "-m", "compileall", "-q", str(code / "build_scripts")], check=True)
