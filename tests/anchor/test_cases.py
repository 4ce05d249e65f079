"""Anchors, tested by case files."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.structure.cases import cases, converted, lines


@pytest.mark.parametrize(("language", "given", "expected"), cases(Path(__file__).parent / "cases"))
def test_case(language: str, given: str, expected: str) -> None:
    assert lines(*converted(given, language)) == expected
