"""Messages of the form `file:line: CODE message`, and the list of codes.

Doubtful text is kept as it stands and reported; nothing is dropped and nothing guessed. Each code has its
meaning and a bad and a good example in `data/diagnostics.toml`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from .settings import DATA

_INTRODUCTION = """Made from build_scripts/data/diagnostics.toml by `cote explain --all`; do not edit.

A message is `file:line: CODE message`. The first letter of a code is the pass that found it: S source, R read,
T structure, N notes, W damaged words, A anchors and registry, P proof, C citations, L links and built site,
F search. A notice is worth knowing and does not make a check fail.
"""


@dataclass(frozen=True, slots=True, order=True)
class Diagnostic:
    """Something that a person should look at. Sorts by place."""

    file: str
    """From the repository's root, with `/`."""
    line: int
    """From 1; 0 where the whole file is meant."""
    code: str
    """Letter of the pass and three digits, `N002`; documented in data/diagnostics.toml."""
    message: str
    """One line, in English: what is wrong, with the words concerned, and what to do about it."""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.code} {self.message}"


@dataclass(frozen=True, slots=True)
class Code:
    """What a code means."""

    name: str
    meaning: str
    bad: str
    """What brings the message about."""
    good: str
    """The same without the fault."""
    notice: bool
    """Worth knowing, but no reason to fail: the source itself is so, or a person has to decide."""


@cache
def codes() -> dict[str, Code]:
    """Every documented code, in order."""
    tables = tomllib.loads((DATA / "diagnostics.toml").read_text(encoding="utf-8"))
    return {
        name: Code(name, table["meaning"], table["bad"], table["good"], table.get("notice", False))
        for name, table in sorted(tables.items())
    }


def findings(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Those that make a check fail: all but notices. A code that nobody documented counts as a failure."""
    known = codes()
    return [d for d in diagnostics if d.code not in known or not known[d.code].notice]


def explain(code: Code) -> str:
    """The code as a person reads it on a terminal."""
    kind = " (notice: does not fail a check)" if code.notice else ""
    return f"{code.name}{kind}\n{code.meaning}\n\nBad:\n{_indented(code.bad)}\n\nGood:\n{_indented(code.good)}"


def page() -> str:
    """docs/developers/diagnostics.md."""
    parts = ["# Messages and their codes\n", _INTRODUCTION]
    for code in codes().values():
        notice = " (notice)" if code.notice else ""
        examples = f"Bad:\n\n{_indented(code.bad)}\n\nGood:\n\n{_indented(code.good)}\n"
        parts.append(f"## {code.name}{notice}\n\n{code.meaning}\n\n{examples}")
    return "\n".join(parts)


def _indented(example: str) -> str:
    return "\n".join(f"    {line}".rstrip() for line in example.strip("\n").splitlines())
