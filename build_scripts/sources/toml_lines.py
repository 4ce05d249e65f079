"""On which line of a TOML file a key stands, so that a message can say so."""

from __future__ import annotations

import re

_TABLE = re.compile(r"\s*\[\[?\s*([\w.-]+)\s*\]\]?")
_KEY = re.compile(r"\s*([\w-]+|\"[^\"]*\"|'[^']*')\s*=")
_FENCE = re.compile(r"\"\"\"|'''")


def key_lines(toml: str) -> dict[str, int]:
    """Line (from 1) of each key: `title`, `corrections.0`, `corrections.0.source`.

    The n-th `[[corrections]]` is `corrections.n`, from 0, as in the path of a schema's error.
    """
    lines: dict[str, int] = {}
    seen: dict[str, int] = {}
    table = fence = ""
    for number, line in enumerate(toml.splitlines(), 1):
        if not fence:
            if match := _TABLE.match(line):
                table = match[1]
                if line.lstrip().startswith("[["):
                    seen[table] = seen.get(table, -1) + 1
                    lines.setdefault(table, number)
                    table = f"{table}.{seen[table]}"
                lines.setdefault(table, number)
                continue
            if match := _KEY.match(line):
                key = match[1].strip("\"'")
                lines.setdefault(f"{table}.{key}" if table else key, number)
        fence = _fence_after(line, fence)
    return lines


def _fence_after(line: str, fence: str) -> str:
    """The quotes of a multi-line string that is open at the end of the line, or nothing."""
    for match in _FENCE.finditer(line):
        if not fence:
            fence = match[0]
        elif match[0] == fence:
            fence = ""
    return fence
