"""The layout of build_scripts/, read from its imports: picture and tables of docs/developers/architecture.md.

python -m tests.documentation.layout      writes them again, where the program has changed
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).parents[2]
PROGRAM = ROOT / "build_scripts"
PAGE = ROOT / "docs/developers/architecture.md"
BEGIN, END = "<!-- drawn from the imports: begin -->", "<!-- drawn from the imports: end -->"

Imports = Mapping[str, frozenset[str]]
"""The modules that each module imports, by dotted name below build_scripts."""


def modules() -> dict[str, Path]:
    """Every module by its dotted name; a room's face by the room's name."""
    found = {}
    for path in sorted(PROGRAM.rglob("*.py")):
        parts = path.relative_to(PROGRAM).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def imports() -> dict[str, frozenset[str]]:
    """Who imports whom, inside the program."""
    known = modules()
    return {name: frozenset(_imported(name, path, known)) - {name} for name, path in known.items()}


def _imported(name: str, path: Path, known: Mapping[str, Path]) -> Iterator[str]:
    here = name.split(".") if path.name == "__init__.py" else name.split(".")[:-1]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.level:
            base = [*here[: len(here) - node.level + 1], *(node.module or "").split(".")]
            target = ".".join(part for part in base if part)
            for alias in node.names:
                whole = f"{target}.{alias.name}".strip(".")
                yield whole if whole in known else target


def room(module: str) -> str:
    """The room of a module: its folder."""
    return module.split(".")[0]


def rooms(of: Imports) -> dict[str, frozenset[str]]:
    """Which rooms each room takes from, those first that take from none."""
    drawn: dict[str, set[str]] = {}
    for module, taken in of.items():
        own = drawn.setdefault(room(module), set())
        own |= {room(target) for target in taken} - {room(module), ""}
    drawn = {name: taken for name, taken in drawn.items() if name not in ("", "__main__")}
    ordered: dict[str, frozenset[str]] = {}
    while len(ordered) < len(drawn):
        ready = sorted(name for name, taken in drawn.items() if name not in ordered and taken <= ordered.keys())
        if not ready:
            raise ValueError(f"rooms that take from each other: {sorted(drawn.keys() - ordered.keys())}")
        ordered |= {name: frozenset(drawn[name]) for name in ready}
    return ordered


def needed(of: Mapping[str, frozenset[str]]) -> dict[str, list[str]]:
    """The arrows without those that go the same way through another room."""

    def reach(name: str) -> set[str]:
        return set().union(*({target} | reach(target) for target in of[name])) if of[name] else set()

    return {
        name: sorted(target for target in taken if not any(target in reach(other) for other in taken - {target}))
        for name, taken in of.items()
    }


def purpose(path: Path) -> str:
    """The first sentence of a module's docstring."""
    words = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    first = " ".join(words.split("\n\n")[0].split())
    return first.partition(". ")[0].rstrip(".:") + "."


def drawing() -> str:
    """What stands in architecture.md between the two marks."""
    known = modules()
    taken = rooms(imports())
    lines = ["```mermaid", "flowchart BT"]
    lines += [f"  {name} --> {target}" for name, targets in needed(taken).items() for target in targets]
    lines += ["```", "", "| room | takes from | what it is for |", "|---|---|---|"]
    for name, targets in taken.items():
        lines.append(f"| `{name}/` | {', '.join(sorted(targets)) or '–'} | {purpose(known[name])} |")
    for name in taken:
        lines += ["", f"### {name}/", "", "| module | |", "|---|---|"]
        inside = [module for module in known if room(module) == name and module != name]
        lines += [f"| `{module.replace('.', '/')}.py` | {purpose(known[module])} |" for module in inside]
    return "\n".join(lines)


def page(text: str) -> str:
    """architecture.md with the drawing of today."""
    before, _, rest = text.partition(BEGIN)
    after = rest.partition(END)[2]
    return f"{before}{BEGIN}\n\n{drawing()}\n\n{END}{after}"


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
