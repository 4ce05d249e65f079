"""Expressions that are kept compiled are those that `re` compiles."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from build_scripts.core import compiled_patterns
from build_scripts.core.compiled_patterns import LONG, compiled

WORDS = [f"mot{number}é" for number in range(LONG // 5)]
LONG_ONE = rf"(?P<word>{'|'.join(WORDS)})(?i:s?)(?!\w)|(\d+)(?P<sign>[.,])?"
TEXT = "Les mot17éS et mot3é, puis mot199é 12. et MOT4é"


@pytest.fixture(autouse=True)
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder where expressions are kept."""
    monkeypatch.setattr(compiled_patterns, "cache_from_source", lambda _: str(tmp_path / "__pycache__" / "x.pyc"))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return tmp_path / "__pycache__"


def _compared(source: str, flags: int = 0) -> re.Pattern[str]:
    pattern, other = compiled(source, flags), re.compile(source, flags)
    assert pattern == other  # The same code, flags and source.
    assert (pattern.groups, pattern.groupindex) == (other.groups, other.groupindex)
    found = [(match.span(), match.groupdict(), match.lastgroup) for match in pattern.finditer(TEXT)]
    assert found == [(match.span(), match.groupdict(), match.lastgroup) for match in other.finditer(TEXT)]
    assert found
    return pattern


@pytest.mark.parametrize("flags", [0, re.IGNORECASE, re.ASCII | re.VERBOSE])
def test_a_kept_expression_is_the_same(kept: Path, monkeypatch: pytest.MonkeyPatch, flags: int) -> None:
    _compared(LONG_ONE, flags)
    assert len(list(kept.iterdir())) == 1
    monkeypatch.setattr(compiled_patterns, "_made", lambda *_: pytest.fail("it is kept"))
    _compared(LONG_ONE, flags)


def test_short_ones_are_compiled_as_ever(kept: Path) -> None:
    _compared(r"mot\d+")
    assert not kept.exists()


def test_what_is_no_expression_is_told() -> None:
    with pytest.raises(re.error):
        compiled(f"({LONG_ONE}")


@pytest.mark.parametrize("damage", [lambda content: content[:-1], lambda content: b"", lambda content: content[::-1]])
def test_a_damaged_one_is_compiled_again(kept: Path, damage: object) -> None:
    assert callable(damage)
    compiled(LONG_ONE)
    (file,) = kept.iterdir()
    file.write_bytes(damage(file.read_bytes()))
    _compared(LONG_ONE)


def test_another_python_compiles_as_ever(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(compiled_patterns, "import_module", missing)
    _compared(LONG_ONE)
    assert not kept.exists()


def test_old_ones_go(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiled_patterns, "_MOST", 3)
    for number in range(8):
        compiled(f"{LONG_ONE}|{number}")
    assert len(list(kept.iterdir())) <= 3


SOURCES = """
from build_scripts.core import compiled_patterns as module
sources, compiled = [], module.compiled
module.compiled = lambda source, flags=0: sources.append(source) or compiled(source, flags)
from build_scripts.citations.knowledge import load
from build_scripts.structure.structure_words import vocabulary
vocabulary("fr"), vocabulary("ru"), load().vocabulary("fr")
print(*sources, sep="\\n")
"""


def test_the_same_data_give_the_same_expressions_at_each_start() -> None:
    """An order that a set has given them would have them compiled anew at each start."""
    at_each = [
        subprocess.run(
            [sys.executable, "-c", SOURCES],
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=Path(__file__).parents[2],
            capture_output=True,
            text=True,
            check=True,
            timeout=120,
        ).stdout
        for seed in ("1", "2")
    ]
    assert len(at_each[0].splitlines()) > 50
    assert at_each[0] == at_each[1]
