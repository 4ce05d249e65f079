"""Each dependency does what it is there for: the program imports what pyproject.toml asks for, and nothing else."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from functools import cache
from importlib.metadata import packages_distributions, requires
from itertools import chain

import pytest

from .layout import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
RUNTIME = PROJECT["dependencies"]
OF_ROOMS = {
    room: PROJECT["optional-dependencies"][extra]
    for room, extra in {"offline": "offline", "hosting": "publish", "machines": "cluster", "answers": "mcp"}.items()
}
"""What one room needs and nobody else."""
BROUGHT_IN = {"pymdown-extensions", "python-dateutil", "soupsieve"}
"""What others bring in; pyproject.toml says why they are named."""
BY_HAND = {"wordfreq"}
"""What mend/make_words.py asks for where word lists are made; nothing else needs it."""
WITH = {"markupsafe": "jinja2", "pydantic": "mcp", "pydyf": "weasyprint"}
"""Packages whose objects another's interface takes and gives: they come with it."""
NAMED_ELSEWHERE = {"mkdocs-material": "mkdocs.yml"}
"""Used by name: the theme."""


FIXED = {"beautifulsoup4", "jinja2", "markdown-it-py", "mkdocs-material", "pagefind-bin"}
"""What the owner of the archive has chosen; nobody else takes it out."""


def _name(requirement: str) -> str:
    return re.split(r"[<>=!~\[ ]", requirement)[0].lower()


@cache
def _imported() -> frozenset[tuple[str, str]]:
    """(package, file) of everything that the program imports from others."""
    distributions, imported = packages_distributions(), set()
    for path in sorted([*(ROOT / "build_scripts").rglob("*.py"), ROOT / "overrides/hooks.py"]):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names = [node.module]
            for top in {name.partition(".")[0] for name in names} - sys.stdlib_module_names - {"build_scripts"}:
                packages = (package.lower().replace("_", "-") for package in distributions.get(top, [top]))
                imported |= {(package, path.relative_to(ROOT).as_posix()) for package in packages}
    return frozenset(imported)


def test_what_is_asked_for_is_imported_and_what_is_imported_is_asked_for() -> None:
    imported = {package for package, _ in _imported()}
    asked = {_name(requirement) for requirement in (*RUNTIME, *chain(*OF_ROOMS.values()))}
    assert asked - imported - BROUGHT_IN - NAMED_ELSEWHERE.keys() == set()
    assert imported - asked - WITH.keys() == BY_HAND
    for package, whose in WITH.items():
        assert whose in asked
        assert package in map(_name, requires(whose) or ())


def test_what_the_owner_has_chosen_stays() -> None:
    assert {_name(requirement) for requirement in RUNTIME} >= FIXED


@pytest.mark.parametrize("room", OF_ROOMS)
def test_what_only_one_room_needs_is_imported_there_alone(room: str) -> None:
    own = {_name(requirement) for requirement in OF_ROOMS[room]} - {_name(requirement) for requirement in RUNTIME}
    paths = {path for package, path in _imported() if package in own}
    assert paths
    assert {path for path in paths if not path.startswith(f"build_scripts/{room}/")} == set()


def test_what_is_used_by_name_is_named() -> None:
    for package, file in NAMED_ELSEWHERE.items():
        assert f"name: {package.removeprefix('mkdocs-')}" in (ROOT / file).read_text(encoding="utf-8")
