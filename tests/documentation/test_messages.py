"""Messages are English, and quote as English does: “ ” around words of a document, Python's own quotes around values
of a data file. Examples of French keep « »."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from build_scripts.core.codes import codes

from .layout import ROOT, modules

# Quotation marks as French sets them, with a space inside: `« a`, `a »`; not `[«“]`.
_FRENCH = re.compile(r"«[ \u00a0\u202f]|[ \u00a0\u202f]»")
PROGRAMS = {name or "build_scripts": path for name, path in modules().items()} | {
    path.stem: path for path in [ROOT / "overrides/hooks.py", *sorted((ROOT / "benchmarks").glob("*.py"))]
}


def _composed(source: str) -> Iterator[tuple[int, str]]:
    """(line, words) of the strings that values are put into: messages, patterns, parts of pages."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.JoinedStr):
            for part in node.values:
                if isinstance(part, ast.Constant):
                    yield node.lineno, str(part.value)


@pytest.mark.parametrize("name", PROGRAMS)
def test_no_message_has_french_quotes(name: str) -> None:
    source = PROGRAMS[name].read_text(encoding="utf-8")
    assert [(line, words) for line, words in _composed(source) if _FRENCH.search(words)] == []


def test_french_quotes_are_seen() -> None:
    source = 'f"« {title} » is missing"\nf"“{title}” is missing"\nf"[«“]{title}"\n"« {title} »"\n'
    assert [line for line, words in _composed(source) if _FRENCH.search(words)] == [1, 1]


@pytest.mark.parametrize("code", sorted(codes()))
def test_no_meaning_has_french_quotes(code: str) -> None:
    assert not _FRENCH.search(codes()[code].meaning)
