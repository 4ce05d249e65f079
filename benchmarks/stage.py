"""A pass over a whole archive in a process of its own, to be measured: `python -m benchmarks.stage render|index`."""

from __future__ import annotations

import sys
from pathlib import Path

from build_scripts.render.mkdocs_run import run as run_mkdocs
from build_scripts.search.site_search import index

if __name__ == "__main__":
    if sys.argv[1] == "render":
        diagnostics = run_mkdocs(Path("mkdocs.yml").resolve(), Path("site").resolve())
        if diagnostics:
            print(*diagnostics, sep="\n")
            sys.exit(2)
    else:
        index(Path("site"))
