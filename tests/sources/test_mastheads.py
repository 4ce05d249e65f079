"""Mastheads of many organs in six languages, each with what it says of its document (mastheads.txt)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet

from build_scripts.run.reading import as_json, read_file

CASES = Path(__file__).with_suffix("").with_name("mastheads.txt")
TEXT = {
    "en": "1. The present report is submitted pursuant to the resolution.",
    "fr": "1. Le présent rapport est soumis en application de la résolution.",
    "es": "1. El presente informe se presenta en cumplimiento de la resolución.",
    "ru": "1. Настоящий доклад представляется во исполнение резолюции.",
    "ar": "١ - يقدم هذا التقرير عملا بقرار الجمعية العامة.",
    "zh": "1. 本报告根据该决议提交。",
}


def _cases() -> Iterator[ParameterSet]:
    parts = CASES.read_text(encoding="utf-8").split("\n.\n")
    for index in range(0, len(parts) - 1, 2):
        title, language, *lines = parts[index].strip().splitlines()
        expected = dict(fact.split(" = ", 1) for fact in parts[index + 1].strip().split("; "))
        yield pytest.param(language, lines, expected, id=title)


ALL = list(_cases())


def test_there_are_enough() -> None:
    assert len(ALL) >= 40
    assert {str(case.values[0]) for case in ALL} == set(TEXT)


@pytest.mark.parametrize(("language", "lines", "expected"), ALL)
def test_masthead(language: str, lines: list[str], expected: dict[str, str], tmp_path: Path) -> None:
    file = tmp_path / "made.txt"
    file.write_text("\n\n".join([*lines, TEXT[language], TEXT[language].replace("1", "2").replace("١", "٢")]), "utf-8")
    report, diagnostics = read_file(file, code=language)
    document = as_json(report, diagnostics)["document"]
    said = {key: document[key] for key in expected}
    said["agenda_item"] = said.get("agenda_item", "").partition(":")[0].partition("：")[0].rstrip("* ")
    assert said == {"agenda_item": "", **expected}
