"""Expressions that are kept compiled are those that `re` compiles."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest

from build_scripts.__main__ import main
from build_scripts.core import compiled_patterns
from build_scripts.core.compiled_patterns import LONG, Remembering, compiled

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


class Started:
    """What a process has in place of what `re` compiles with."""

    def __init__(self, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.place, self._patch = place, monkeypatch
        self._compile = vars(import_module("re._compiler"))["compile"]

    def __call__(self) -> Remembering:
        remembering = Remembering(self._compile, self.place)
        self._patch.setattr("re._compiler.compile", remembering)
        re.purge()
        return remembering


@pytest.fixture
def started(kept: Path, monkeypatch: pytest.MonkeyPatch) -> Started:
    """Begins as a process does."""
    return Started(kept / "together.patterns", monkeypatch)


EXPRESSIONS: list[tuple[str | bytes, int]] = [
    (r"(?P<word>mot\d+)(é)?", 0),
    (r"MOT\d+", re.IGNORECASE),
    (rb"mot\d+", 0),
    (LONG_ONE, re.VERBOSE),
]


def test_what_a_process_has_compiled_the_next_one_takes(started: Started, monkeypatch: pytest.MonkeyPatch) -> None:
    plain: list[re.Pattern[Any]] = [re.compile(source, flags) for source, flags in EXPRESSIONS]
    for made in (compiled_patterns._made, lambda *_: pytest.fail("it is kept")):
        monkeypatch.setattr(compiled_patterns, "_made", made)
        process = started()
        patterns: list[re.Pattern[Any]] = [re.compile(source, flags) for source, flags in EXPRESSIONS]
        assert patterns == plain  # The same code, flags and source.
        assert [pattern.groupindex for pattern in patterns] == [pattern.groupindex for pattern in plain]
        process.keep()


def test_faults_are_told_as_ever(started: Started) -> None:
    started()
    with pytest.raises(re.error):
        re.compile("(")


@pytest.mark.parametrize("other", [b"", b"damaged", None])
def test_where_the_file_is_of_no_use_all_is_compiled(
    started: Started, monkeypatch: pytest.MonkeyPatch, other: bytes | None
) -> None:
    process = started()
    re.compile(r"mot(\d+)")
    process.keep()
    if other is None:
        monkeypatch.setattr(compiled_patterns, "_python", lambda: "another")
    else:
        started.place.write_bytes(other)
    made = Mock(side_effect=compiled_patterns._made)
    monkeypatch.setattr(compiled_patterns, "_made", made)
    started()
    assert re.compile(r"mot(\d+)").findall(TEXT) == ["17", "3", "199"]
    made.assert_called_once_with(r"mot(\d+)", 0)


def test_too_many_are_forgotten(started: Started, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiled_patterns, "_MOST_TOGETHER", 3)
    for number in range(8):
        process = started()
        re.compile(rf"mot{number}é")
        process.keep()
        assert len(compiled_patterns._kept(started.place)[1]) <= 3


def test_a_command_begins_with_it_and_keeps_at_its_end(started: Started, capsys: pytest.CaptureFixture[str]) -> None:
    started()
    assert main(["explain", "types"]) == 0
    assert capsys.readouterr().out
    assert started.place.is_file()
