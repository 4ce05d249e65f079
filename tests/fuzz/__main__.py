"""The search for inputs that a reader stumbles over: python -m tests.fuzz TARGET [SECONDS].

Atheris (github.com/google/atheris) changes inputs and keeps those that reach code that none has reached, in
.cache/fuzz/TARGET. An input at fault is written to .cache/fuzz, with how to try it again: mend the rule, and put a case
beside the reader's tests.
"""

from __future__ import annotations

import sys
from pathlib import Path

import atheris

FOLDER = Path(".cache/fuzz")
SECONDS = 120
"""Of one input: beyond, it counts as one that never ends."""


def main(target: str, seconds: str = "60") -> None:
    """Search for so long. Ends the process: 0 where nothing was found."""
    with atheris.instrument_imports(include=["build_scripts"]):
        from .targets import SEEDS, TARGETS

    kept = FOLDER / target
    kept.mkdir(parents=True, exist_ok=True)
    options = [f"-max_total_time={seconds}", f"-timeout={SECONDS}", "-max_len=4096", "-rss_limit_mb=4096"]
    options += [f"-artifact_prefix={FOLDER}/{target}-", "-print_final_stats=1", "-verbosity=1"]
    atheris.Setup([sys.argv[0], *options, str(kept), str(SEEDS / target)], TARGETS[target])
    atheris.Fuzz()


if __name__ == "__main__":
    main(*sys.argv[1:])
