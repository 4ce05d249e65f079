"""What a text cites: the tables of cases, and properties of any text."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_scripts.citations.find import find
from build_scripts.citations.knowledge import load
from build_scripts.core.model import Block, Call, Citation, Kind, Link, Part, PartKind, Repair, RepairKind, Text
from tests.citations.cases import HERE, Case, cases, links, report

ALL = [case for path in sorted(HERE.glob("*.cases")) for case in cases(path)]


@pytest.mark.parametrize("case", ALL, ids=lambda case: f"{case.place} {case.title}")
def test_case(case: Case) -> None:
    cited, diagnostics = find(report(case.lines, case.context), load())
    assert links(cited) == case.links
    assert sorted(diagnostic.code for diagnostic in diagnostics) == sorted(case.codes)


def test_every_case_cites_or_says_that_nothing_is_cited() -> None:
    assert {case.title for case in ALL if not case.lines} == set()
    assert len({(case.place, case.title) for case in ALL}) == len(ALL)


PIECES = st.sampled_from((HERE / "pieces.txt").read_text(encoding="utf-8").split("|"))
"""Words, signs and numbers that citations are made of."""
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=40).map("".join))


@st.composite
def marked(draw: st.DrawFn) -> Text:
    """A text with repairs, calls and links somewhere in it."""
    string = draw(TEXTS)
    marks: list[Call | Repair | Link] = []
    position = 0
    for _ in range(draw(st.integers(0, 4))):
        start = draw(st.integers(position, max(position, len(string))))
        end = min(len(string), start + draw(st.integers(0, 12)))
        if start >= end:
            break
        kind = draw(st.sampled_from(("call", "repair", "link", "nowhere")))
        if kind == "call":
            marks.append(Call(start, end, string[start:end]))
        elif kind == "repair":
            marks.append(Repair(start, end, draw(st.sampled_from(("", "résolution", "7"))), RepairKind.CORRECTION, ""))
        else:
            marks.append(Link(start, end, "https://un.org/" if kind == "link" else "#"))
        position = end
    return Text(string, ((0, 0),), tuple(marks))


def _cited(text: Text, context: str = "fr organ=A/C.3 symbol=A/76/463") -> Text:
    bare = report(["{res-1.txt-1} L’Assemblée générale,", "{res-1.note-1} A/76/1.", "{res-1.note-2} x"], context)
    block = replace(bare.blocks[-1], text=text)
    return find(replace(bare, blocks=(*bare.blocks[:-1], block)), load())[0].blocks[-1].text


@given(marked(), st.sampled_from(("fr", "en", "es", "ru", "ar", "zh")))
def test_marks_of_any_text_are_in_bounds_and_apart(text: Text, language: str) -> None:
    cited = _cited(text, f"{language} organ=A/C.3")
    assert cited.string == text.string
    assert [mark for mark in cited.marks if not isinstance(mark, (Citation, Link))] == [
        mark for mark in text.marks if not isinstance(mark, Link)
    ]
    assert list(cited.marks) == sorted(cited.marks, key=lambda mark: (mark.start, -mark.end))
    linked = [mark for mark in cited.marks if isinstance(mark, (Citation, Link))]
    assert all(0 <= mark.start < mark.end <= len(text.string) for mark in linked)
    assert all(earlier.end <= later.start for earlier, later in pairwise(linked))


@given(TEXTS)
def test_finding_again_finds_the_same(string: str) -> None:
    cited = _cited(Text(string, ((0, 0),)))
    assert _cited(cited) == cited


def test_a_repaired_word_is_read_and_the_whole_of_it_linked() -> None:
    string = "Voir A/RES/7 7/237 de 2022."
    text = Text(string, ((0, 0),), (Repair(11, 14, "77", RepairKind.CORRECTION, ""),))
    assert [(string[m.start : m.end], m.key) for m in _cited(text).marks if isinstance(m, Citation)] == [
        ("A/RES/7 7/237", "A/RES/77/237")
    ]


def test_a_note_call_glued_to_a_number_is_not_part_of_it() -> None:
    string = "la résolution 77/2375 de l’Assemblée générale"
    text = Text(string, ((0, 0),), (Call(20, 21, "5"),))
    assert [(string[m.start : m.end], m.key) for m in _cited(text).marks if isinstance(m, Citation)] == [
        ("77/237", "A/RES/77/237")
    ]


@pytest.mark.parametrize("spaces", ["{}", " {}", " {} ", "{} "])
def test_note_calls_do_not_split_a_list(spaces: str) -> None:
    string = ""
    calls: list[Call] = []
    for piece in (
        "General Assembly resolutions 62/13 of 1 July 2016,",
        " 68/7 of 28 June 2018,",
        " 47/16 and",
        " 47/21",
    ):
        string += piece
        number = str(len(calls) + 1)
        calls.append(Call(len(string) + spaces.index("{"), len(string) + spaces.index("{") + 1, number))
        string += spaces.format(number)
    cited = _cited(Text(string, ((0, 0),), tuple(calls)), "en organ=A symbol=A/78/1")
    assert [mark.key for mark in cited.marks if isinstance(mark, Citation)] == [
        "A/RES/62/13", "A/RES/68/7", "A/RES/47/16", "A/RES/47/21",
    ]  # fmt: skip


def test_links_of_the_source_that_lead_nowhere_or_lie_over_a_citation_go() -> None:
    string = "la résolution 77/237, un rapport (A/76/120), une page et un site"
    links_of_source = (Link(14, 20, "#"), Link(25, 42, "https://undocs.org/A/76/120"), Link(48, 52, "#"))
    site = Link(60, 64, "https://un.org/a")
    cited = _cited(Text(string, ((0, 0),), (*links_of_source, site)))
    assert [mark for mark in cited.marks if isinstance(mark, Link)] == [site]
    assert [mark.key for mark in cited.marks if isinstance(mark, Citation)] == ["A/RES/77/237", "A/76/120"]


def test_cells_of_tables_and_titles_are_read_and_the_own_symbol_is_not() -> None:
    bare = report(["{par-1} Tableau"], "fr organ=A")
    cell = Text("Résolution 77/237", ((0, 0),))
    table = replace(bare.blocks[0], kind=Kind.TABLE, rows=((cell, cell),), anchor="table-1")
    symbol = Block(Kind.MASTHEAD, Text("A/76/463", ((0, 0),)), Part(PartKind.BODY), role="symbol")
    title = Block(
        Kind.MASTHEAD, Text("Application de la résolution 77/237", ((0, 0),)), Part(PartKind.BODY), role="title"
    )
    blocks = find(replace(bare, blocks=(symbol, title, table)), load())[0].blocks
    assert blocks[0] == symbol
    assert [mark.key for mark in blocks[1].text.marks if isinstance(mark, Citation)] == ["A/RES/77/237"]
    assert [len(text.marks) for text in blocks[2].rows[0]] == [1, 1]


def test_diagnostics_name_the_line() -> None:
    _, diagnostics = find(report(["{par-1} Texte.", "{par-2} La résolution 32/1."], "fr"), load())
    assert [str(d).partition(" “")[0] for d in diagnostics] == ["source_texts/fr/A/76/463/source.txt:2: C001"]
