"""When a quotation has the words of a passage. The cases are JSON: a reader in the browser has to agree with them."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_scripts.core.data_files import DATA, DataError, read_data
from build_scripts.references.quotation_rules import rules
from build_scripts.references.quotations import compare, looked_for, runs, tokens
from build_scripts.references.quotations_found import beside, quotations, sourced

CASES = json.loads((Path(__file__).parent / "quotations.json").read_text(encoding="utf-8"))
PASSAGE = (
    "12. Prie le Secrétaire général, agissant conformément à son mandat, de lui faire rapport « dès que possible » ;"
)


def _why(case: dict[str, Any]) -> str:
    return str(case.get("why", case.get("text")))


@pytest.mark.parametrize("case", CASES["same"], ids=_why)
def test_what_makes_no_difference(case: dict[str, Any]) -> None:
    found = compare(unicodedata.normalize("NFC", case["quoted"]), case["passage"])
    assert found.distance == 0, found.pieces
    assert found.share == 1
    assert found.inserted == case.get("inserted", False)
    assert all(piece.same for piece in found.pieces)
    if "start" in case:
        assert (found.start, found.end) == (case["start"], case["end"])


@pytest.mark.parametrize("case", CASES["other"], ids=_why)
def test_what_makes_one(case: dict[str, Any]) -> None:
    found = compare(case["quoted"], case["passage"])
    assert found.distance == case["distance"]
    assert [[piece.quoted, piece.document] for piece in found.pieces if not piece.same] == case["differs"]


@pytest.mark.parametrize("case", CASES["found"], ids=_why)
def test_quotations_of_a_text(case: dict[str, Any]) -> None:
    found = quotations(case["text"])
    assert [one.words for one in found] == case["quotations"]
    assert [number for number, one in enumerate(found) if not one.closed] == case.get("open", [])
    assert [number for number, one in enumerate(found) if one.block] == case.get("blocks", [])
    for one in found:
        assert one.block or one.words in case["text"][one.start : one.end]


def _spans(case: dict[str, Any]) -> list[tuple[int, int]]:
    """Where the references of a case stand in its text."""
    starts = [case["text"].index(words) for words in case["references"]]
    return [(start, start + len(words)) for start, words in zip(starts, case["references"], strict=True)]


@pytest.mark.parametrize("case", CASES["sourced"], ids=_why)
def test_the_source_at_the_end_of_a_quotation(case: dict[str, Any]) -> None:
    [found] = sourced(case["text"], quotations(case["text"]), _spans(case))
    assert found.words == case["words"]


@pytest.mark.parametrize("case", CASES["beside"], ids=_why)
def test_references_beside_quotations(case: dict[str, Any]) -> None:
    assert beside(case["text"], quotations(case["text"]), _spans(case)) == case["beside"]


WORDS = [token.plain for token in tokens(PASSAGE) if token.plain.isalnum()]


@given(st.data())
def test_any_stretch_of_a_passage_is_its_own(data: st.DataObject) -> None:
    own = tokens(PASSAGE)
    first = data.draw(st.integers(0, len(own) - 1))
    last = data.draw(st.integers(first, len(own) - 1))
    quoted = PASSAGE[own[first].start : own[last].end]
    if any(sign.isalnum() for sign in quoted):
        assert compare(quoted, PASSAGE).distance == 0


@given(st.integers(0, len(WORDS) - 1), st.sampled_from(["pingouin", "77", "Ж"]))
def test_no_word_can_be_exchanged(number: int, other: str) -> None:
    words = [*WORDS[:number], other, *WORDS[number + 1 :]]
    assert compare(" ".join(words), " ".join(WORDS)).distance == 1


@given(st.text(max_size=60), st.text(max_size=80))
def test_any_text_is_compared(quoted: str, passage: str) -> None:
    found = compare(quoted, passage)
    assert 0 <= found.share <= 1
    assert 0 <= found.start <= found.end <= len(passage)
    assert looked_for(quoted) in (True, False)
    assert all(run in quoted for run in runs(quoted))
    for one in quotations(quoted):
        assert 0 <= one.start < one.end <= len(quoted)


def test_two_words_are_not_looked_for() -> None:
    assert not looked_for("la Commission")
    assert looked_for("la Commission décide")
    assert looked_for("秘书长")
    assert rules().shortest == 3


def test_what_a_passage_must_have_as_it_is() -> None:
    quoted = "Prie […] de lui faire rapport sur [ce point] demain"
    assert runs(quoted) == ["de lui faire rapport sur", "demain", "Prie"]


def test_a_fault_of_the_rules_is_named(tmp_path: Path) -> None:
    for name in ("quotations.toml", "quotations.schema.toml"):
        (tmp_path / name).write_text((DATA / name).read_text(encoding="utf-8"), encoding="utf-8")
    file = tmp_path / "quotations.toml"
    file.write_text(file.read_text(encoding="utf-8").replace("alike = 0.6", "alike = 6"), encoding="utf-8")
    with pytest.raises(DataError, match="alike"):
        read_data(file)
