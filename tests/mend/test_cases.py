"""Damaged lines and how they should read, and undamaged lines that only look damaged.

`cases/fr/extracted.txt` is from the archive's first reports; the other files are made up.
"""

from __future__ import annotations

import pytest

from build_scripts.core.model import RepairKind
from build_scripts.mend import load_words, mend
from tests.mend.reports import CASES, as_shown, cases, repairs, report_of

FILES = sorted(file.relative_to(CASES).as_posix() for file in CASES.rglob("*.txt"))


@pytest.mark.parametrize("name", FILES)
def test_lines_read_as_they_should(name: str) -> None:
    pairs = list(cases(name))
    language = name.partition("/")[0]
    mended, _ = mend(report_of([damaged for damaged, _ in pairs], language), load_words(language))
    assert as_shown(mended) == [" ".join(repaired.split()) for _, repaired in pairs]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("contre le terror isme .", [("terror isme", "terrorisme", "split-word"), (" .", ".", "spacing")]),
        (
            "le développement , en 2020 .",
            [("développement ,", "développement,", "spacing"), ("2020 .", "2020.", "spacing")],
        ),
        ("la résolution A/RES/75/1 , et (note) .", [(" ,", ",", "spacing"), (" .", ".", "spacing")]),
        ("en 2020 , selon", [("2020 ,", "2020,", "spacing")]),
        ("telles que l ’homicide", [("l ’", "l’", "split-word")]),
        ("à sa 1 re séance", [("1 re", "1re", "lost-superscript")]),
        ("des Pays - Bas", [("Pays - Bas", "Pays-Bas", "split-word")]),
    ],
)
def test_a_repair_covers_what_was_damaged_and_no_more(line: str, expected: list[tuple[str, str, str]]) -> None:
    mended, _ = mend(report_of([line]), load_words("fr"))
    assert repairs(mended) == [(source, fixed, RepairKind(kind)) for source, fixed, kind in expected]
