"""Makes the site of the archive in the current folder, and says in a file what each stage took: `staged.py FILE`.

It takes the program from PYTHONPATH, whichever commit that is: nothing else of this repository is imported.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from types import ModuleType
from typing import Any

STAGES = {
    "commands": {"converted": "convert", "pages": "pages", "update": "pages"},
    "site": {"built": "render", "index": "index", "export": "export", "check_site": "check"},
}
"""By module, the functions that each stage is."""
ROOMS = ("run", "")
"""Where these modules are, or were."""


def spent() -> float:
    """CPU seconds of this process and of those that it has waited for."""
    return sum(os.times()[:4])


class Clock:
    """CPU seconds by stage; what one stage has done by another is the other's."""

    def __init__(self, now: Callable[[], float] = spent) -> None:
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self._now = now
        self._stages = ["other"]
        self._since = now()

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """The block is this stage's."""
        self.stop()
        self._stages.append(name)
        try:
            yield
        finally:
            self.stop()
            self._stages.pop()

    def stop(self) -> None:
        """Count the time since the last stop."""
        now = self._now()
        self.seconds[self._stages[-1]] += now - self._since
        self._since = now

    def watch(self, module: ModuleType, functions: dict[str, str]) -> None:
        """Take the time of functions that a module calls by these names. Raises AttributeError where it has none."""
        for name, stage in functions.items():
            setattr(module, name, self._watched(getattr(module, name), stage))

    def _watched(self, function: Callable[..., Any], stage: str) -> Callable[..., Any]:
        @wraps(function)
        def run(*arguments: Any, **options: Any) -> Any:
            with self.stage(stage):
                result = function(*arguments, **options)
            return self._entered(result, stage) if hasattr(result, "__enter__") else result

        return run

    @contextmanager
    def _entered(self, manager: Any, stage: str) -> Iterator[Any]:
        """A context manager whose beginning is the stage's; what stands in its block isn't."""
        with self.stage(stage):
            value = manager.__enter__()
        try:
            yield value
        finally:
            manager.__exit__(*sys.exc_info())


def home(name: str) -> ModuleType:
    """A module of the program, wherever this commit has it: in a room, or beside the rooms."""
    program = importlib.import_module("build_scripts")
    # Asked of the folder, because Python would look for a missing module in another copy that is installed.
    room = next(room for room in ROOMS if Path(program.__path__[0], room, f"{name}.py").is_file())
    return importlib.import_module(".".join(filter(None, ("build_scripts", room, name))))


def main(file: Path, *options: str) -> int:
    """Make the site and write the seconds by stage. Returns the command's exit code."""
    clock = Clock()
    # As in a real start, this comes before the modules that are watched.
    getattr(importlib.import_module("build_scripts.__main__"), "begin", lambda: None)()
    for name, functions in STAGES.items():
        clock.watch(home(name), functions)
    # Texts that chance has changed may have faults for which a site isn't taken.
    home("site").findings = lambda diagnostics: []  # type: ignore[attr-defined]
    command = importlib.import_module("build_scripts.__main__").main
    code: int = command([*options, "site"])
    clock.stop()
    file.write_text(json.dumps(clock.seconds), encoding="utf-8")
    return code


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), *sys.argv[2:]))
