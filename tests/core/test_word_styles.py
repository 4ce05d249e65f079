"""Names of Word's styles."""

from __future__ import annotations

import pytest

from build_scripts.core.word_styles import heading_level, is_of_contents


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("heading 1", 1),
        ("Heading 3", 3),
        ("heading 9", 9),
        ("Title", 1),
        ("_ H _Ch", 1),
        ("_ H __M_G", 1),
        ("_ H_1_G", 1),
        ("_ H_2/3", 2),
        ("_ H_4_G", 4),
        ("_ H_5/6_G", 5),
        ("_ Single Txt_G", 0),
        ("heading 10", 0),
        ("toc 1", 0),
        ("", 0),
    ],
)
def test_levels_of_headings(name: str, level: int) -> None:
    assert heading_level(name) == level


def test_entries_of_contents() -> None:
    assert [name for name in ("toc 1", "TOC 9", "TOC Heading", "heading 1", "") if is_of_contents(name)] == [
        "toc 1",
        "TOC 9",
    ]
