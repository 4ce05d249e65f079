"""Made Word files: every block is found at its anchor, with its text and its calls."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from build_scripts.core.model import Document
from build_scripts.core.settings import archive
from build_scripts.extract.word import extract_word
from build_scripts.run.pipeline import convert
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
