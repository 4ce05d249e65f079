"""On which line of a TOML file a key stands, so that a message can say so. `tomllib` keeps no places."""

from __future__ import annotations

import re

_NAME = r"(?:[\w-]+|\"[^\"]*\"|'[^']*')"
_DOTTED = rf"{_NAME}(?:\s*\.\s*{_NAME})*"
# The head of a table: `[parts]`, `[[corrections]]`, `["A/C.3".act]`; not `[1, 2]`.
_TABLE = re.compile(rf"\s*(\[\[?)\s*({_DOTTED})\s*\]")
# A key before its value: `title = `, `parts.annex = `, `"A/C.3" =`; not `title`.
_KEY = re.compile(rf"\s*({_DOTTED})\s*=")
# Each name of a dotted one: `parts.annex`, `"A/C.3"`; not `.`.
_NAMES = re.compile(_NAME)
# The quotes of a string of several lines: `"""`, `'''`; not `"`, `""`.
_FENCE = re.compile(r"\"\"\"|'''")


def key_lines(toml: str) -> dict[str, int]:
    """Line (from 1) of each key, by its path: `title`, `corrections.0`, `corrections.0.source`, `A/C.3.act.1`.

    The n-th `[[corrections]]` is `corrections.n`, from 0, as in the path of a schema's error.
    """
    lines: dict[str, int] = {}
    last: dict[str, int] = {}
    table = fence = ""
    for number, line in enumerate(toml.splitlines(), 1):
        if not fence:
            if match := _TABLE.match(line):
                table = _path("", match[2], last)
                lines.setdefault(table, number)
                if match[1] == "[[":
                    last[table] = last.get(table, -1) + 1
                    table = f"{table}.{last[table]}"
                    lines[table] = number
                continue
            if match := _KEY.match(line):
                lines.setdefault(_path(table, match[1], {}), number)
        fence = _fence_after(line, fence)
    return lines


def _path(table: str, dotted: str, last: dict[str, int]) -> str:
    """The path of a dotted name below a table; a name of an array of tables means the last of them."""
    names = [name.strip("\"'") for name in _NAMES.findall(dotted)]
    path = table
    for index, name in enumerate(names, 1):
        path = f"{path}.{name}" if path else name
        if path in last and index < len(names):
            path = f"{path}.{last[path]}"
    return path


def _fence_after(line: str, fence: str) -> str:
    """The quotes of a multi-line string that is open at the end of the line, or nothing."""
    for match in _FENCE.finditer(line):
        if not fence:
            fence = match[0]
        elif match[0] == fence:
            fence = ""
    return fence
