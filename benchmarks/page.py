"""Writes docs/developers/benchmarks.md; each benchmark has a part of its own."""

from __future__ import annotations

import os
import platform
import re
import sys
from datetime import UTC, datetime
from pathlib import Path

from build_scripts.core.parallel import cores

from .measure import ROOT

PAGE = ROOT / "docs/developers/benchmarks.md"
_PARTS = re.compile(r"^(?=## )", re.MULTILINE)


def write(about: str, lines: list[str]) -> None:
    """Replace a part of the page with a table, below what it is about and where it was measured."""
    title = about.partition("\n")[0]
    parts = _PARTS.split(PAGE.read_text(encoding="utf-8"))
    part = "\n".join([about, machine(), "", *lines, ""])
    places = [number for number, other in enumerate(parts) if other.partition("\n")[0] == title]
    parts[slice(places[0], places[0] + 1) if places else slice(len(parts), None)] = [part]
    PAGE.write_text("\n".join(text.rstrip("\n") + "\n" for text in parts), encoding="utf-8")


def machine() -> str:
    """The machine and the day of the measurement."""
    model = platform.processor() or platform.machine()
    if sys.platform == "linux":
        names = [
            line.partition(":")[2] for line in Path("/proc/cpuinfo").read_text().splitlines() if "model name" in line
        ]
        model = names[0].strip() if names else model
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    day = datetime.now(UTC).date()
    return f"{day}: {cores()} cores of {model}, {memory:.0f} GB, Python {platform.python_version()}."
