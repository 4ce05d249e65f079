"""Whatever a reader is given, it ends, and says what is wrong; what it reads is whole."""

from __future__ import annotations

import re
from contextlib import nullcontext

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from build_scripts.core.data_files import DATA
from tests.references.reader import ask
from tests.references.test_reader import PARSER

from . import targets
from .targets import TARGETS, seeds

# Words, numbers and signs of a seed: `A`, `76`, `<`, ` `.
_PIECE = re.compile(rb"\w+|\s+|[^\w\s]")


def _inputs(target: str) -> st.SearchStrategy[bytes]:
    """Random bytes; pieces of seeds in any order; a seed with a stretch replaced."""
    given_seeds = seeds(target)
    pieces = sorted({piece for seed in given_seeds for piece in _PIECE.findall(seed)})
    changed = st.tuples(st.sampled_from(given_seeds), st.integers(0, 4000), st.integers(0, 40), st.binary(max_size=8))
    return st.one_of(
        st.binary(max_size=200),
        st.lists(st.sampled_from(pieces), max_size=60).map(b"".join),
        changed.map(lambda drawn: drawn[0][: drawn[1]] + drawn[3] + drawn[0][drawn[1] + drawn[2] :]),
    )


@pytest.mark.parametrize("target", TARGETS)
def test_seeds_are_read(target: str) -> None:
    for seed in seeds(target):
        TARGETS[target](seed)


@pytest.mark.parametrize("target", TARGETS)
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_any_bytes(target: str, data: st.DataObject) -> None:
    TARGETS[target](data.draw(_inputs(target)))


_TYPED = st.one_of(
    st.text(max_size=40),
    st.lists(
        st.sampled_from(
            ['"', "«\u202f", "»", "A/76/463", "par. 12", " ", "*", "-", "traite", "résolution", "(", "/", "12"]
        ),
        max_size=12,
    ).map("".join),
)


@settings(max_examples=4, suppress_health_check=[HealthCheck.too_slow])
@given(texts=st.lists(_TYPED, min_size=40, max_size=80))
def test_any_query(texts: list[str]) -> None:
    """What a reader types is parsed, in the browser's own code, and no word of it is empty."""
    terms = ask("value.map((text) => coteSearch.parse(text).terms.length)", texts, *PARSER)
    assert len(terms) == len(texts)
    assert all(isinstance(count, int) for count in terms)


@pytest.mark.parametrize("place", ["library.py", f"{DATA.parent}/extract/reader.py"])
def test_what_does_not_end_is_a_fault_in_the_program_alone(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def endless(*_given: object) -> None:
        exec(compile("while True: pass", place, "exec"))

    monkeypatch.setattr(targets, "extract_pdf", endless)
    monkeypatch.setattr(targets, "_PATIENCE", 0.1)
    with nullcontext() if place == "library.py" else pytest.raises(targets.Endless):
        targets.pdf(b"")
