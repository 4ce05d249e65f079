"""Pages without the indents of their templates."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from build_scripts.render.indents import unindented


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>\n    Un\n\n  deux\n</p>\n", "<p>\nUn\ndeux\n</p>\n"),
        ("<p>a b</p>\n<p>c  d</p>", "<p>a b</p>\n<p>c  d</p>"),
        ("  <pre>a\n  b</pre>\n  <p>\n  c</p>", "  <pre>a\n  b</pre>\n<p>\nc</p>"),
        (
            "<textarea>\n  a</textarea>\n  <pre class='x'>\n\n  b</pre>",
            "<textarea>\n  a</textarea>\n<pre class='x'>\n\n  b</pre>",
        ),
        ("<p>\n  present</p>\n  <preview>", "<p>\npresent</p>\n<preview>"),
    ],
)
def test_indents_go_but_where_they_show(html: str, expected: str) -> None:
    assert unindented(html) == expected
    assert unindented(expected) == expected


def test_a_page_says_the_same() -> None:
    page = (Path(__file__).parents[1] / "write/cases/blocks.md").read_text(encoding="utf-8")
    words = BeautifulSoup(page, "html.parser").get_text()
    assert BeautifulSoup(unindented(page), "html.parser").get_text().split() == words.split()
