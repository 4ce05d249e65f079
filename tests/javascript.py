"""Scripts of the site's pages, run by Node: those that touch no page are tested without a browser.

Node comes with Playwright, which drives the browsers of the other tests.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

from .archives import ROOT

SCRIPTS = ROOT / "overrides/assets/javascripts"
SECONDS = 60


def run_javascript(modules: Sequence[str | Path], expression: str, value: Any = None) -> Any:
    """Value of a JavaScript expression (a promise is awaited), as JSON can say it, after `modules` have run in order.

    A module is a path from overrides/assets/javascripts/, or any file; it is run as a page runs a classic script. The
    expression finds `value` under that name. Raises RuntimeError with what Node says of a script that fails.
    """
    names = [json.dumps(str(SCRIPTS / module)) for module in modules]
    program = (
        "const fs = require('node:fs'); const vm = require('node:vm');\n"
        + "".join(f"vm.runInThisContext(fs.readFileSync({name}, 'utf8'), {{ filename: {name} }});\n" for name in names)
        + "globalThis.value = JSON.parse(fs.readFileSync(0, 'utf8'));\n"
        + f"Promise.resolve(vm.runInThisContext({json.dumps(f'({expression})')}))\n"
        + "  .then((result) => process.stdout.write(JSON.stringify(result ?? null)));\n"
    )
    node = files("playwright") / "driver/node"
    done = subprocess.run(
        [str(node), "--eval", program], input=json.dumps(value), capture_output=True, text=True, timeout=SECONDS
    )
    if done.returncode:
        raise RuntimeError(done.stderr)
    return json.loads(done.stdout)
