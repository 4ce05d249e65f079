"""What a text cites: the tables of cases, and what holds for any text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_scripts.cite.data import load
from build_scripts.cite.find import find
from build_scripts.model import Call, Citation, Link, Repair, RepairKind, Text
from tests.cite.cases import HERE, Case, cases, links, report

ALL = [case for path in sorted(HERE.glob("*.cases")) for case in cases(path)]


@pytest.mark.parametrize("case", ALL, ids=lambda case: f"{case.place} {case.title}")
def test_case(case: Case) -> None:
    found, diagnostics = find(report(case.lines, case.context), load())
    assert links(found) == case.links
    assert sorted(diagnostic.code for diagnostic in diagnostics) == sorted(case.codes)


def test_every_case_cites_or_says_that_nothing_is_cited() -> None:
    assert {case.title for case in ALL if not case.lines} == set()
    assert len({(case.place, case.title) for case in ALL}) == len(ALL)
