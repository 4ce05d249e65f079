"""Readers, tested by case files."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.structure.cases import cases, chunks


@pytest.mark.parametrize(("_language", "given", "expected"), cases(Path(__file__).parent / "cases"))
def test_case(_language: str, given: str, expected: str) -> None:
    assert chunks(given) == expected
