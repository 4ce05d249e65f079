"""Made Word files: every block is found at its anchor, with its text and its calls."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from build_scripts.core.model import Document, Kind
from build_scripts.core.settings import archive
from build_scripts.extract.word import extract_word
from build_scripts.run.pipeline import convert
from tests.extract.docx import docx, p, r
from tests.read.word_layouts import word_file
from tests.structure.generator import Maker
from tests.structure.test_made import wrong


@settings(max_examples=25)
@given(seed=st.integers(min_value=0, max_value=2**32 - 1))
def test_every_block_is_found(seed: int) -> None:
    sample = Maker(seed).sample
    source, diagnostics = extract_word("source.docx", word_file(sample, seed), archive().limits, accepted=False)
    report, further = convert(source, Document("fr/made", "document.toml", "fr", "Made"))
    assert not wrong(sample, report, notes=True)
    doubts = [str(said) for said in (*diagnostics, *further) if said.code[0] in "PTN" and " 999 " not in said.message]
    assert not doubts


def test_notes_that_are_typed_where_the_file_has_none() -> None:
    """A starred one that the masthead calls, and one with raised figures."""
    lines = (
        "A/79/123",
        "Item 71 of the agenda*",
        "Title",
        "1. The report.\u00b9",
        "* A/79/150.",
        "\u00b9 See A/77/49.",
    )
    data = docx("".join(p(r(line)) for line in lines))
    source, _ = extract_word("typed.docx", data, archive().limits, accepted=False)
    report, _ = convert(source, Document("en/typed", "typed.docx", "en", ""))
    notes = [(block.anchor, block.text.string) for block in report.blocks if block.kind is Kind.NOTE]
    assert notes == [("note-x1", "* A/79/150."), ("note-1", "\u00b9 See A/77/49.")]
