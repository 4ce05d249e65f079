"""Which rows at the foot of a printed page begin a note."""

from __future__ import annotations

import pytest

from build_scripts.core.model import Print
from build_scripts.read.printed.blocks import notes
from build_scripts.read.printed.measured_rows import Row

SIZE = 8.0


def row(*pieces: tuple[str, bool]) -> Row:
    """A row of pieces, each with whether it is raised."""
    string, prints = "", []
    for words, raised in pieces:
        prints.append(Print(len(string), len(string) + len(words), 0.0, 9.0, 60.0, SIZE, "Times", raised=raised))
        string += words
    return Row(0, len(string), string, 0, 0.0, 90.0, 60.0, SIZE, tuple(prints), bold=False, vertical=False)


@pytest.mark.parametrize(
    ("rows", "begun"),
    [
        (["* E/ICEF/2024/10.", "(1) E/ICEF/2021/30.", "(2) انظر A/79/1."], [0, 1, 2]),
        (["* A/79/50.", "1 See A/79/1.", "2 Ibid."], [0, 1, 2]),
        (["* See the report of", "2024 and that of", "12 May."], [0]),
        (["(1) انظر القرار", "(3) من المادة"], [0]),
        (["1 See the report of", "3 May and", "2 See A/79/1."], [0, 2]),
    ],
)
def test_labels_that_are_not_raised(rows: list[str], begun: list[int]) -> None:
    pages = [row((string, False)) for string in rows]
    assert [pages.index(note[0]) for note in notes(pages)] == begun


def test_a_raised_label_whose_brackets_are_pieces_of_their_own() -> None:
    labelled = row(("(", True), ("7", True), (")", True), (" انظر الفقرة", False))
    assert labelled.raised_label == "7"
    assert row(("7 انظر", False)).raised_label == ""
