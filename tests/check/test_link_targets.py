"""Where addresses lead: the short way and the long one say the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_scripts.check.link_targets import file_at, target

steps = st.lists(st.sampled_from(["..", ".", "a", "b.html", "-", "/"]), min_size=1, max_size=7).map("".join)


@given(st.lists(st.sampled_from("xyz"), min_size=1, max_size=4).map("/".join), steps)
def test_a_plain_way_leads_where_any_other_address_would(path: str, way: str) -> None:
    if way.startswith("//"):
        return  # Of another host.
    # A question that asks nothing makes of a way an address like any other.
    assert target(path, f"{way}#par-1") == target(path, f"{way}?#par-1")


@pytest.mark.parametrize(
    ("place", "file"),
    [
        ("", "index.html"),
        ("index.html", "index.html"),
        ("a", "a/index.html"),
        ("a/", "a/index.html"),
        ("a//", "a/index.html"),
        ("b", "b.html"),
        ("c/", None),
    ],
)
def test_a_folder_is_its_page(place: str, file: str | None) -> None:
    assert file_at(place, {"index.html", "a/index.html", "b.html"}) == file
