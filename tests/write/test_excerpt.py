"""Excerpts contain the words that matter, and nothing that the text doesn't have."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from build_scripts.write.excerpt import LENGTH, excerpt

WORDS = st.lists(st.text("abcé/7", min_size=1, max_size=30), max_size=120).map(" ".join)


@st.composite
def cases(draw: st.DrawFn) -> tuple[str, list[tuple[int, int]], int]:
    """Words, spans in order that do not overlap, and a length."""
    words = draw(WORDS)
    cuts = sorted(draw(st.sets(st.integers(0, len(words)), max_size=8)))
    return words, list(zip(cuts[::2], cuts[1::2], strict=False)), draw(st.integers(1, 300))


@given(cases())
def test_it_is_a_part_of_the_text_with_the_first_words_that_matter_whole(
    case: tuple[str, list[tuple[int, int]], int],
) -> None:
    words, spans, length = case
    pieces = list(excerpt(words, spans, length))
    joined = "".join(piece for piece, _ in pieces)
    assert joined.removeprefix("… ").removesuffix(" …") in words
    marked = [piece for piece, matters in pieces if matters]
    assert len(marked) <= len(spans)
    if spans:
        assert marked[0] == words[slice(*spans[0])]
        assert len(joined) <= length + (spans[0][1] - spans[0][0]) + 4
    if len(words) <= length:
        assert joined == words


def test_cut_at_whole_words_on_both_sides() -> None:
    words = "mot " * 400 + "résolution 77/237" + " suite" * 400
    at = words.index("77/237")
    pieces = list(excerpt(words, [(at, at + 6)]))
    assert [piece for piece, matters in pieces if matters] == ["77/237"]
    before, _, after = (piece for piece, _ in pieces)
    assert before.startswith("… mot ")
    assert before.endswith("résolution ")
    assert after.endswith(" suite …")
    assert LENGTH - 20 < sum(len(piece) for piece, _ in pieces) <= LENGTH + 4
