"""The layout of build_scripts/, read from its imports: picture and tables of docs/developers/architecture.md.

python -m tests.documentation.layout      writes them again, where the program has changed
"""

from __future__ import annotations

import ast
import itertools
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PROGRAM = ROOT / "build_scripts"
DATA = PROGRAM / "data"
PAGE = ROOT / "docs/developers/architecture.md"
BEGIN, END = "<!-- drawn from the imports: begin -->", "<!-- drawn from the imports: end -->"

Imports = Mapping[str, frozenset[str]]
"""The modules that each module imports, by dotted name below build_scripts."""


def modules() -> dict[str, Path]:
    """Every module by its dotted name; a room's face by the room's name."""
    paths = {}
    for path in sorted(PROGRAM.rglob("*.py")):
        parts = path.relative_to(PROGRAM).with_suffix("").parts
        paths[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return paths


@cache
def imports() -> Imports:
    """Who imports whom, inside the program."""
    paths = modules()
    return {name: frozenset(_imported(name, path, paths)) - {name} for name, path in paths.items()}


def _imported(name: str, path: Path, paths: Mapping[str, Path]) -> Iterator[str]:
    here = name.split(".") if path.name == "__init__.py" else name.split(".")[:-1]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.level:
            base = [*here[: len(here) - node.level + 1], *(node.module or "").split(".")]
            target = ".".join(part for part in base if part)
            for alias in node.names:
                full_name = f"{target}.{alias.name}".strip(".")
                yield full_name if full_name in paths else target


def room(module: str) -> str:
    """The room of a module: its folder."""
    return module.split(".")[0]


def rooms(of: Imports) -> dict[str, frozenset[str]]:
    """The rooms that each room imports from, those first that import from none."""
    drawn: dict[str, set[str]] = {}
    for module, imported in of.items():
        drawn.setdefault(room(module), set()).update({room(target) for target in imported} - {room(module), ""})
    drawn = {name: imported for name, imported in drawn.items() if name not in ("", "__main__")}
    ordered: dict[str, frozenset[str]] = {}
    while len(ordered) < len(drawn):
        ready = sorted(name for name, imported in drawn.items() if name not in ordered and imported <= ordered.keys())
        if not ready:
            raise ValueError(f"rooms that import from each other: {sorted(drawn.keys() - ordered.keys())}")
        ordered |= {name: frozenset(drawn[name]) for name in ready}
    return ordered


def needed(of: Mapping[str, frozenset[str]]) -> dict[str, list[str]]:
    """The arrows without those that lead the same way through another room."""

    def reach(name: str) -> set[str]:
        return set().union(*({target} | reach(target) for target in of[name])) if of[name] else set()

    return {
        name: sorted(
            target for target in targets if not any(target in reach(between) for between in targets - {target})
        )
        for name, targets in of.items()
    }


@cache
def purpose(path: Path) -> str:
    """What a file is for: the first sentence of a module's docstring, or of the comment at the head of a data file."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        words = (ast.get_docstring(ast.parse(text)) or "").split("\n\n")[0]
    else:
        head = itertools.takewhile(lambda line: line.startswith("#"), text.splitlines())
        words = " ".join(line.lstrip("# ") for line in head)
    first = " ".join(words.split())
    return re.split(r"\.\s+(?=[A-Z`«])", first)[0].rstrip(".:") + "."


def data_files() -> dict[str, Path]:
    """The data files by their names as pages say them, with the file that says what each is for.

    What a file of a language is for is said once for all languages, in its schema.
    """
    of_all = {f"data/{path.name}": path for path in DATA.glob("*.toml") if not path.name.endswith(".schema.toml")}
    of_languages = {
        f"data/languages/*/{path.name.replace('.schema', '')}": path for path in DATA.glob("languages/*.schema.toml")
    }
    return dict(sorted(of_all.items())) | dict(sorted(of_languages.items()))


def _file(path: Path) -> str:
    """A module's name in the tables; that of a folder with modules of its own is the folder's."""
    named = path.relative_to(PROGRAM).as_posix()
    return named.removesuffix("__init__.py")


def drawing() -> str:
    """The part of architecture.md between the two marks."""
    paths = modules()
    order = rooms(imports())
    lines = ["```mermaid", "flowchart BT"]
    lines += [f"  {name} --> {target}" for name, targets in needed(order).items() for target in targets]
    lines += ["```", "", "| room | imports from | what it is for |", "|---|---|---|"]
    for name, targets in order.items():
        lines.append(f"| `{name}/` | {', '.join(sorted(targets)) or '–'} | {purpose(paths[name])} |")
    for name in order:
        lines += ["", f"### {name}/", "", "| module | |", "|---|---|"]
        inside = [module for module in paths if room(module) == name and module != name]
        lines += [f"| `{_file(paths[module])}` | {purpose(paths[module])} |" for module in inside]
    lines += ["", "### data/", "", "| data file | |", "|---|---|"]
    lines += [f"| `{name}` | {purpose(path)} |" for name, path in data_files().items()]
    return "\n".join(lines)


def page(text: str) -> str:
    """architecture.md with the drawing of today."""
    before, _, remainder = text.partition(BEGIN)
    after = remainder.partition(END)[2]
    return f"{before}{BEGIN}\n\n{drawing()}\n\n{END}{after}"


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
