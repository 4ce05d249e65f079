"""The built site: rendered, indexed and checked aside; it takes the old one's place when it is whole."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from .check import check_site
from .diagnostics import Diagnostic, findings
from .search.index import index
from .swap import replaced


class Refused(Exception):  # noqa: N818  (no error of the program: the archive has findings)
    """The new site has faults that readers would meet; the old one stays."""

    def __init__(self, diagnostics: Sequence[Diagnostic]) -> None:
        super().__init__(f"{len(diagnostics)} findings")
        self.diagnostics = diagnostics


def build(root: Path) -> list[Diagnostic]:
    """Make `root`/site anew from docs/.

    Returns notices. Raises Refused where a link or a published anchor would break, and leaves the old site then.
    """
    with replaced(root / "site") as new:
        render(root, new)
        found = [*index(new), *check_site(root, new)]
        if wrong := findings(found):
            raise Refused(wrong)
    return found


def render(root: Path, folder: Path) -> None:
    """MkDocs makes the HTML of docs/ in `folder`.

    Raises Refused with what MkDocs said where it warned or failed.
    """
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict", "--site-dir", str(folder.resolve())]
    done = subprocess.run(command, cwd=root, env=_environment(root), capture_output=True, text=True, check=False)
    if done.returncode:
        said = " ".join((done.stdout + done.stderr).split())
        raise Refused([Diagnostic("mkdocs.yml", 0, "L009", f"MkDocs did not build the site: {said}")])


def _environment(root: Path) -> dict[str, str]:
    """With the date of the last commit, so that two builds of it are the same to the byte."""
    command = ["git", "log", "-1", "--format=%ct"]
    try:
        date = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False).stdout.strip()
    except FileNotFoundError:
        date = ""
    return {"SOURCE_DATE_EPOCH": date or "0", **os.environ}
