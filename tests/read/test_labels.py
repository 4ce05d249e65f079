"""Which printed number may come next, and where a note begins that only its words tell from text."""

from __future__ import annotations

import pytest

from build_scripts.read.label_counts import NoteNumbers, Numbering


def after(*printed: str) -> Numbering:
    """The numbering of a text that has reached these labels."""
    numbering = Numbering()
    for label in printed:
        numbering.add(label)
    return numbering


@pytest.mark.parametrize(
    ("reached", "follow", "do_not"),
    [
        ((), ["1", "I", "A"], ["2", "0", "II", "B", "10"]),
        (("1", "2"), ["3", "1"], ["2", "4", "5"]),
        (("I", "II"), ["III", "I", "A"], ["II", "IV", "V"]),
        (("I", "A", "B"), ["II", "C", "A", "I"], ["III", "D", "B"]),
        (("VIII",), ["IX"], ["X"]),
        (("XXXVIII",), ["XXXIX"], ["XL"]),
        (("Z",), ["A", "I"], ["AA", "Z"]),
        # « I » is the letter as well as the numeral.
        (("H",), ["I"], ["J"]),
        (("H", "I"), ["J", "II"], ["K", "III"]),
        # The paragraphs go on, and so does another series beside them.
        (("1", "2", "3", "1", "2"), ["4", "3", "1"], ["5", "2"]),
        (("1", "2", "3", "1", "2", "4"), ["5", "3"], ["4", "6"]),
        # A number left out: the paragraphs go on from where they are.
        (("1", "2", "7"), ["8", "1"], ["3", "2", "9"]),
        (("1", "2", "3", "1", "2", "3"), ["4"], ["3", "5"]),
        (("1", "2", "3", "1", "2", "3", "4"), ["5"], ["6", "3"]),
    ],
)
def test_what_may_come_next(reached: tuple[str, ...], follow: list[str], do_not: list[str]) -> None:
    numbering = after(*reached)
    assert [label for label in (*follow, *do_not) if numbering.follows(label)] == follow


def begins(lines: list[str], string: str, *, apart: bool = False) -> bool:
    """Whether a line begins a note below a text of these lines, in which a line that is one counts as begun."""
    numbers = NoteNumbers()
    for line in lines:
        numbers.begins(line, apart=False)
        numbers.read(line)
    return numbers.begins(string, apart=apart)


@pytest.mark.parametrize(
    "called",
    [
        "le Comité1", "le Comité »1 a", "le Comité”1", "le Comité).1", "Comité’1", "en 2020,1 le", "fin.1", "5 %1",
        "le Comité 1, puis", "le Comité 1 .", "le Comité 1)", "le Comité 1/ a", "le Comité 1/, a", "[…]1", "Comité…1",
    ],
)  # fmt: skip
def test_a_note_that_the_text_calls(called: str) -> None:
    assert begins([called], "1 Voir A/76/120.")
    assert begins([called], "1/ Voir A/76/120.")


@pytest.mark.parametrize(
    "text",
    ["le Comité", "en 2021", "le Comité 1 a", "le Comité1a", "Comité1/2", "Comité1.5", "Comité 1,5", "a1:2", "x_1"],
)
def test_a_note_that_it_does_not_call(text: str) -> None:
    assert not begins([text], "1 Voir A/76/120.")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("1 Voir", True),
        ("1   Voir", True),
        ("1 « Voir", True),
        ("1 “See", True),
        ("1 (Voir", True),
        ("1 https://un.org", True),
        ("1 www.un.org", True),
        ("1 Élargi", True),
        ("1 voir", False),
        ("1 2020", False),
        ("1Voir", False),
        ("1. Voir", False),
        ("1/Voir", False),
        ("1", False),
        ("Voir 1 Voir", False),
        ("0001 Voir", False),
    ],
)
def test_how_a_note_begins(line: str, expected: bool) -> None:
    assert begins(["le Comité1"], line) is expected


def test_the_notes_come_in_order_or_begin_again() -> None:
    first = ["le Comité1", "1 Voir."]
    assert begins([*first, "le Conseil2"], "2 Voir.")
    assert begins([*first, "le Conseil1"], "1 Voir.")
    assert not begins(first, "1 Voir.")
    assert not begins([*first, "le Conseil3"], "3 Voir.")
    assert not begins(["le Conseil2"], "2 Voir.")


def test_a_call_that_other_digits_hide_is_enough_for_a_line_that_stands_apart() -> None:
    first = ["le Comité1", "1 Voir."]
    assert begins([*first, "A/76/4632 et"], "2 Voir.", apart=True)
    assert not begins([*first, "A/76/4632 et"], "2 Voir.", apart=False)
    assert not begins([*first, "A/76/4633 et"], "2 Voir.", apart=True)
    assert not begins([*first, "A/76/4633 et"], "3 Voir.", apart=True)
    assert not begins(["A/76/4631 et"], "1 Voir.", apart=True)


def test_the_call_is_looked_for_in_the_text_since_the_note_before_and_a_little_above() -> None:
    """Of the digits above a note, the last sixty count."""
    many = " ".join(["A/76/10"] * 30)
    first = ["le Comité1 et A/76/992", many[:-8], "1 Voir."]
    assert begins(first, "2 Voir.", apart=True)
    assert not begins(["le Comité1 et A/76/992", many, "1 Voir."], "2 Voir.", apart=True)
