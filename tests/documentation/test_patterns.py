"""Every pattern at the top of a module has an example beside it and matches it.

The comment above a pattern, or behind it, says what it is for and shows it between backticks:

    # The number of a page: `12/34`, `- 12 -`; not `2020`.
    _PAGE = re.compile(r"\\d+/\\d+|- \\d+ -")

Examples must be found by the pattern (`search`); those that follow the word « not » in their sentence must not be.
`\\n`, `\\t` and `\\u…` stand for those characters; a `\\` at the end of a line joins it to the next.
"""

from __future__ import annotations

import ast
import importlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import pytest

from tests.documentation.layout import modules

_LONGEST = 120
"""Characters of a pattern that can be read without verbose form."""
_EXAMPLE = re.compile(r"`([^`]+)`")
_ESCAPE = re.compile(r"\\(?:n|t|f|r|u[0-9a-f]{4}|x[0-9a-f]{2})")


@dataclass(frozen=True, slots=True)
class Stated:
    """A pattern of a module with its comment."""

    module: str
    name: str
    comment: str
    verbose: bool
    longest: int
    """Characters of the longest string that it is put together from."""

    def __str__(self) -> str:
        return f"{self.module}.{self.name}"


def _patterns() -> Iterator[Stated]:
    for module, path in modules().items():
        text = path.read_text(encoding="utf-8")
        lines = text.splitlines()
        for node in ast.parse(text).body:
            name = _compiled(node)
            if name:
                strings = [part.value for part in ast.walk(node) if isinstance(part, ast.Constant)]
                longest = max((len(part) for part in strings if isinstance(part, str)), default=0)
                yield Stated(module, name, _comment(lines, node), "re.VERBOSE" in ast.unparse(node), longest)


def _compiled(node: ast.stmt) -> str:
    """The name that a statement gives to a compiled pattern, or nothing."""
    value = node.value if isinstance(node, ast.Assign | ast.AnnAssign) else None
    if not (isinstance(value, ast.Call) and ast.unparse(value.func) == "re.compile"):
        return ""
    target = (
        node.target if isinstance(node, ast.AnnAssign) else node.targets[0] if isinstance(node, ast.Assign) else None
    )
    return target.id if isinstance(target, ast.Name) else ""


def _comment(lines: list[str], node: ast.stmt) -> str:
    """The comment lines right above a statement, and what stands behind it as a comment or a docstring."""
    above: list[str] = []
    row = node.lineno - 2
    while row >= 0 and lines[row].startswith("#"):
        above.insert(0, lines[row].lstrip("# "))
        row -= 1
    end = node.end_lineno or node.lineno
    behind = lines[end - 1][node.end_col_offset or 0 :].partition("#")[2]
    below: list[str] = []
    row = end
    if row < len(lines) and lines[row].startswith('"""'):
        while row < len(lines):
            below.append(lines[row])
            if lines[row].rstrip().endswith('"""') and (len(below) > 1 or lines[row].count('"""') == 2):
                break
            row += 1
    return " ".join([*above, behind, *below]).replace("\\ ", "")


def _examples(comment: str) -> Iterator[tuple[str, bool]]:
    """Each example with whether the pattern must fit it."""
    # A full stop inside an example ends no sentence: the examples are out of sight while sentences are told apart.
    masked = _EXAMPLE.sub(lambda example: "x" * len(example[0]), comment)
    ends = [end.start() for end in re.finditer(r"(?<=[.;])\s(?=[A-Z])", masked)]
    for start, end in pairwise([0, *ends, len(comment)]):
        sentence = comment[start:end]
        before = 0
        refused = False
        for match in _EXAMPLE.finditer(sentence):
            refused = refused or bool(re.search(r"\bnot\b", sentence[before : match.start()]))
            before = match.end()
            yield _ESCAPE.sub(lambda sign: sign[0].encode().decode("unicode_escape"), match[1]), not refused


ALL = list(_patterns())


@pytest.mark.parametrize("stated", ALL, ids=str)
def test_a_pattern_fits_its_examples(stated: Stated) -> None:
    name = f"build_scripts.{stated.module}" if stated.module else "build_scripts"
    pattern = getattr(importlib.import_module(name), stated.name)
    examples = list(_examples(stated.comment))
    assert any(fits for _, fits in examples), f"{stated}: show in its comment, between backticks, what it is for"
    for example, fits in examples:
        searched = example.encode("latin-1") if isinstance(pattern.pattern, bytes) else example
        assert bool(pattern.search(searched)) is fits, (str(stated), example)


@pytest.mark.parametrize("stated", ALL, ids=str)
def test_a_long_pattern_is_written_in_parts(stated: Stated) -> None:
    assert stated.verbose or stated.longest <= _LONGEST, f"{stated}: write it with re.VERBOSE, a comment for each part"


def test_examples_are_told_from_what_is_refused() -> None:
    assert list(_examples("A number: `1`, `2\\n`; not `x`, `1. Y`. A letter: `z`.")) == [
        ("1", True), ("2\n", True), ("x", False), ("1. Y", False), ("z", True),
    ]  # fmt: skip
