"""Operations on `Text`: after any cut, join or repair, every character still knows its place in the source."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_scripts.core.model import Call, Emphasis, Mark, Repair, RepairKind, Source, Text
from build_scripts.core.text import EMPTY, join, line_of, offset, piece, reading, trim, with_marks, without_calls

WORDS = st.text(st.sampled_from("abcé \u202f’1"), max_size=30)


@st.composite
def texts(draw: st.DrawFn) -> tuple[Text, list[int]]:
    """A text, and for each of its characters its offset in a source that the text leaves characters of out."""
    string = draw(WORDS)
    gaps = draw(st.lists(st.integers(0, 3), min_size=len(string), max_size=len(string)))
    offsets: list[int] = []
    position = draw(st.integers(0, 50))
    for gap in gaps:
        position += gap
        offsets.append(position)
        position += 1
    places = tuple(
        (place, origin) for place, origin in enumerate(offsets) if place == 0 or origin != offsets[place - 1] + 1
    )
    marks = []
    for _ in range(draw(st.integers(0, 3)) if string else 0):
        start = draw(st.integers(0, len(string) - 1))
        marks.append(Emphasis(start, draw(st.integers(start + 1, len(string))), "em"))
    return with_marks(Text(string, places), marks), offsets


def offsets_of(text: Text) -> list[int]:
    return [offset(text, position) for position in range(len(text.string))]


@given(texts(), st.data())
def test_a_piece_keeps_places_and_marks(sample: tuple[Text, list[int]], data: st.DataObject) -> None:
    text, offsets = sample
    start = data.draw(st.integers(0, len(text.string)))
    end = data.draw(st.integers(start, len(text.string)))
    cut = piece(text, start, end)
    assert cut.string == text.string[start:end]
    assert offsets_of(cut) == offsets[start:end]
    marked = [text.string[max(m.start, start) : min(m.end, end)] for m in text.marks if m.start < end and m.end > start]
    assert [cut.string[m.start : m.end] for m in cut.marks] == marked


@given(texts())
def test_trimmed_of_spaces_only(sample: tuple[Text, list[int]]) -> None:
    text, offsets = sample
    trimmed = trim(text)
    assert trimmed.string == text.string.strip()
    before = len(text.string) - len(text.string.lstrip())
    assert offsets_of(trimmed) == offsets[before : before + len(trimmed.string)]


@given(texts(), texts())
def test_joined_texts_keep_their_places(first: tuple[Text, list[int]], second: tuple[Text, list[int]]) -> None:
    both = join([first[0], second[0]])
    between = " " if first[0].string and second[0].string else ""
    assert both.string == first[0].string + between + second[0].string
    base = len(first[0].string) + len(between)
    assert [offset(both, base + position) for position in range(len(second[1]))] == second[1]
    assert [offset(both, position) for position in range(len(first[1]))] == first[1]
    assert len(both.marks) == len(first[0].marks) + len(second[0].marks)


@given(texts(), st.data())
def test_cut_anywhere_and_joined_again_is_the_same(sample: tuple[Text, list[int]], data: st.DataObject) -> None:
    text, offsets = sample
    cut = data.draw(st.integers(0, len(text.string)))
    again = join([piece(text, 0, cut), piece(text, cut, len(text.string))], "")
    assert again.string == text.string
    assert offsets_of(again) == offsets


@st.composite
def repaired(draw: st.DrawFn) -> Text:
    text, _ = draw(texts())
    marks: list[Mark] = []
    at = 0
    while at < len(text.string) and len(marks) < 3 and draw(st.booleans()):
        start = draw(st.integers(at, len(text.string) - 1))
        end = draw(st.integers(start + 1, len(text.string)))
        fixed = draw(st.text(st.sampled_from("XYZ"), max_size=4))
        marks.append(Repair(start, end, fixed, RepairKind.CORRECTION, "lecture"))
        at = end
    return with_marks(text, marks)


@given(repaired())
def test_a_reading_is_the_text_with_its_repairs(text: Text) -> None:
    expected, position = "", 0
    for mark in text.marks:
        if isinstance(mark, Repair):
            expected += text.string[position : mark.start] + mark.fixed
            position = mark.end
    assert reading(text).string == expected + text.string[position:]


@given(repaired())
def test_every_place_of_a_reading_leads_back(text: Text) -> None:
    read_text = reading(text)
    repairs = [m for m in text.marks if isinstance(m, Repair)]
    for position, character in enumerate(read_text.string):
        start, end = read_text.start_in_text(position), read_text.end_in_text(position + 1)
        inside = [m for m in repairs if m.start == start and m.end == end]
        assert inside or (text.string[start:end] == character)


def test_what_is_hidden_is_not_read() -> None:
    text = Text("pandémie 3 , dit", ((0, 10),), (Call(9, 10, "3"),))
    assert reading(text, hide=text.marks).string == "pandémie  , dit"


def test_a_text_without_places_has_no_offset() -> None:
    with pytest.raises(ValueError, match="without places"):
        offset(EMPTY, 0)


def test_lines_of_a_source() -> None:
    source = Source("s", "ab\n\nc", (0, 3, 4), "")
    assert [line_of(source, place) for place in range(5)] == [1, 1, 1, 2, 3]


@pytest.mark.parametrize(
    ("string", "numbers", "shown"),
    [
        ("Rapport*, ** du", ("*", "**"), "Rapport du"),
        ("Rapport1,2 du", ("1", "2"), "Rapport du"),
        ("Rapport 1 , 2 , et", ("1", "2"), "Rapport, et"),
        ("حزيران1، 2 و", ("1", "2"), "حزيران و"),
        ("Un1, deux2, trois", ("1", "2"), "Un, deux, trois"),
    ],
)
def test_a_comma_between_two_calls_goes_with_them(string: str, numbers: tuple[str, ...], shown: str) -> None:
    marks: list[Call] = []
    for number in numbers:
        start = string.index(number, marks[-1].end if marks else 0)
        marks.append(Call(start, start + len(number), number))
    assert without_calls(Text(string, ((0, 0),), tuple(marks))).string == shown
