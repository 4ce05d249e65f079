"""Writes docs/developers/benchmarks.md; each benchmark has a part of its own."""

from __future__ import annotations

import os
import platform
import sys
from datetime import UTC, datetime
from pathlib import Path

from build_scripts.core.parallel import cores

from .measure import ROOT

PAGE = ROOT / "docs/developers/benchmarks.md"
TITLE = "## Offline copies"
"""Heading of the second part."""


def write(about: str, lines: list[str]) -> None:
    """Replace a part of the page with a table, below what it is about and where it was measured."""
    first, title, second = PAGE.read_text(encoding="utf-8").partition(TITLE)
    part = "\n".join([about, machine(), "", *lines, ""])
    PAGE.write_text(first + part if about.startswith(TITLE) else f"{part}\n{title}{second}", encoding="utf-8")


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
