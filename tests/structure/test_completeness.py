"""The proof that nothing is lost reports whatever is."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from build_scripts.core.model import Block, Furniture, Report, Text
from build_scripts.core.text import piece, texts
from build_scripts.structure.completeness import prove
from tests.structure.cases import converted

STRING = "1. Le Comité a siégé.\n\n2. Il a adopté son rapport.\n"


def codes(report: Report) -> list[str]:
    return [diagnostic.code for diagnostic in prove(report)]


def changed(report: Report, text: Text) -> Report:
    first: Block = replace(report.blocks[0], text=text)
    return replace(report, blocks=(first, *report.blocks[1:]))


def test_a_whole_report() -> None:
    report, diagnostics = converted(STRING)
    assert diagnostics == []
    assert codes(report) == []
    assert [text.string for text in texts(report)] == ["1. Le Comité a siégé.", "2. Il a adopté son rapport."]


@given(st.integers(0, 20), st.integers(1, 21))
def test_words_left_out(start: int, length: int) -> None:
    """Any stretch that holds a visible character is missed."""
    report, _ = converted(STRING)
    text = report.blocks[0].text
    cut = text.string[start : start + length]
    left = Text(
        text.string[:start] + text.string[start + length :],
        (*piece(text, 0, start).places, *((p + start, o) for p, o in piece(text, start + length, 99).places)),
    )
    assert ("P001" in codes(changed(report, left))) == bool(cut.strip())


def test_words_twice() -> None:
    report, _ = converted(STRING)
    assert codes(replace(report, blocks=(*report.blocks, report.blocks[0]))) == ["P003"]


def test_words_that_are_furniture_too() -> None:
    report, _ = converted(STRING)
    assert codes(replace(report, furniture=(Furniture(3, 5, "markup"),))) == ["P003"]


def test_letters_changed() -> None:
    report, _ = converted(STRING)
    text = report.blocks[0].text
    diagnostics = prove(changed(report, replace(text, string=text.string.replace("Comité", "Conseil"[:6]))))
    assert [diagnostic.code for diagnostic in diagnostics] == ["P002"]
    assert diagnostics[0].line == 1


def test_spaces_do_not_count() -> None:
    report, _ = converted("1. Le Comité\u00a0:   oui.\n\n\t\n")
    assert codes(report) == []
