"""Scripts and styles that pages load together, each list joined into one file of the site (data/joined.toml)."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from ..core.data_files import DATA, read_data

FOLDER = "joined"
_PAPER = "print"
"""The style that is for paper alone."""
# A comment in lines of its own, a quarter of what browsers would load: `// --- marks`, `/* Marks the words. */`; not
# `let n = 0; // one`. No script has a text of several lines that could look like one.
_COMMENT = re.compile(r"^[ \t]*(?:/\*(?:[^*]|\*(?!/))*\*/|//.*)[ \t]*(?:\n|\Z)", re.MULTILINE)
# The type of a value or of a function, which no text has: `/** @type {?Node} */ `; not `/* an aside */`.
_TYPE = re.compile(r"/\*\* @(?:[^*]|\*(?!/))*\*/ ?")
# A comment behind a statement: ` // in no text`; no text has the like (tests/render/test_joined.py).
_BEHIND = re.compile(r" // .*$", re.MULTILINE)
# A comment of a style, which no value has: `/* Colours. */`.
_STYLE_COMMENT = re.compile(r"/\*(?:[^*]|\*(?!/))*\*/\s*")
# The beginning of `  let n = 0;`; not of `let n = 0;`. Lines without words go as a whole.
_INDENT = re.compile(r"^[ \t\n]+", re.MULTILINE)
# The end of a line after which a script goes on all the same: `{\n`, `(\n`, `,\n`; not `)\n`, `}\n`, where it counts
# (ECMAScript 2025, 12.10, automatic semicolon insertion).
_END = re.compile(r"(?<=[{(\[;,])\n")
_ENDINGS = {"scripts": ("javascripts", "js"), "styles": ("stylesheets", "css")}


@cache
def joined(kind: str) -> dict[str, list[str]]:
    """The names of the files of each list, of `scripts` or of `styles`. Raises DataError."""
    lists: dict[str, list[str]] = read_data(DATA / "joined.toml").table[kind]
    return lists


def write_joined(site: Path) -> None:
    """Join the files in the site. Raises FileNotFoundError where one isn't there."""
    for kind, (folder, ending) in _ENDINGS.items():
        place = site / "assets" / folder
        for name, parts in joined(kind).items():
            target = place / FOLDER / f"{name}.{ending}"
            target.parent.mkdir(parents=True, exist_ok=True)
            target.unlink(missing_ok=True)
            target.write_text("".join(_part(place / f"{part}.{ending}") for part in parts), encoding="utf-8")


def _part(file: Path) -> str:
    text = file.read_text(encoding="utf-8").strip()
    if file.suffix == ".css":
        text = _INDENT.sub("", _STYLE_COMMENT.sub("", text))
        return f"@media print {{\n{text}\n}}\n" if file.stem == _PAPER else f"{text}\n"
    for left_out in (_COMMENT, _TYPE, _BEHIND, _INDENT, _END):
        text = left_out.sub("", text)
    return f"{text.rstrip()}\n;\n"  # a script may begin with a bracket
