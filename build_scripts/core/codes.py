"""The codes of messages: each with its meaning and a bad and a good example (`data/diagnostics.toml`)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from .data_files import DATA, read_data
from .diagnostics import Diagnostic

_INTRODUCTION = """Made from build_scripts/data/diagnostics.toml by `cote explain --all`; do not edit.

A message is `file:line: CODE message`. The first letter of a code is the pass that found it: S source, R read,
T structure, N notes, W damaged words, A anchors and registry, P proof, C citations, L links and built site,
F search, D data files. A notice is worth knowing and doesn't make a check fail.
Where a code says so, its document isn't published until somebody has settled the matter: the others are, and a page
that was published before stays as it was.
"""


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
    withholds: bool
    """Its document isn't published until a person has decided."""


@cache
def codes() -> dict[str, Code]:
    """Every documented code, in order."""
    tables = read_data(DATA / "diagnostics.toml").table
    return {
        name: Code(
            *(name, table["meaning"], table["bad"], table["good"]),
            notice=table.get("notice", False),
            withholds=table.get("withholds", False),
        )
        for name, table in sorted(tables.items())
    }


def withheld(diagnostics: Iterable[Diagnostic]) -> set[str]:
    """The files, document.toml each, of documents that aren't published because of what was found."""
    known = codes()
    return {
        diagnostic.file for diagnostic in diagnostics if diagnostic.code in known and known[diagnostic.code].withholds
    }


def findings(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Those that make a check fail: all but notices. A code that nobody documented counts as a failure."""
    known = codes()
    return [
        diagnostic for diagnostic in diagnostics if diagnostic.code not in known or not known[diagnostic.code].notice
    ]


def explain(code: Code) -> str:
    """The code as a person reads it on a terminal."""
    return f"{code.name}{_kind(code)}\n{code.meaning}\n\nBad:\n{_indented(code.bad)}\n\nGood:\n{_indented(code.good)}"


def page() -> str:
    """docs/developers/diagnostics.md."""
    parts = ["# Messages and their codes\n", _INTRODUCTION]
    for code in codes().values():
        examples = f"Bad:\n\n{_indented(code.bad)}\n\nGood:\n\n{_indented(code.good)}\n"
        parts.append(f"## {code.name}{_kind(code)}\n\n{code.meaning}\n\n{examples}")
    return "\n".join(parts)


def _kind(code: Code) -> str:
    if code.notice:
        return " (notice)"
    return " (the document isn't published)" if code.withholds else ""


def _indented(example: str) -> str:
    return "\n".join(f"    {line}".rstrip() for line in example.strip("\n").splitlines())
