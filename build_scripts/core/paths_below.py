"""The files of a folder, as strings.

An archive has tens of thousands, and a path as an object takes longer to make than the system takes to tell it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path


def paths_below(top: Path, *, links: bool = False) -> Iterator[str]:
    """The paths of all files in a folder and in those below it, from there, with `/`; no order. `links`: also below
    folders that are only linked."""
    start = len(os.path.join(top, ""))  # noqa: PTH118
    for here, _, names in os.walk(top, followlinks=links):
        within = here[start:].replace(os.sep, "/")
        yield from (f"{within}/{name}" for name in names) if within else names
