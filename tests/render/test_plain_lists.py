"""Lists are the HTML that Python-Markdown makes of them, or are left to it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown

from build_scripts.render import plain_lists
from build_scripts.render.converter import extensions
from build_scripts.write import escape
from build_scripts.write.lists import pager

ROOT = Path(__file__).parents[2]
NAMES, SETTINGS = extensions(ROOT / "mkdocs.yml")
PAGES = [
    path
    for folder in ("cotes", "organes", "annees", "types", "qualite")
    for path in sorted((ROOT / "docs" / folder).rglob("*.md"))
]
PARTED = re.compile(r"^- .*\n\n- ", re.MULTILINE)
HOSTILE = [
    "*",
    "_a_",
    "`",
    "[a](b.md)",
    "](",
    "<b>",
    "&amp;",
    "&#",
    "&",
    ">",
    "\\",
    "{: #x }",
    "#",
    "  ",
    "é\u00a0»",
    "1.",
    "--",
    "![",
]


def _same(markdown: str) -> bool:
    """Whether the page is the same; False where it is left to Python-Markdown."""
    made = plain_lists.html(markdown, lambda path: path)
    expected = Markdown(extensions=NAMES, extension_configs=SETTINGS).convert(markdown)
    assert made in (None, expected)
    return made is not None


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT / "docs").as_posix())
def test_every_list_of_the_archive(path: Path) -> None:
    markdown = path.read_text(encoding="utf-8").partition("\n---\n")[2].lstrip("\n")
    assert _same(markdown) != bool(PARTED.search(markdown))


@pytest.mark.parametrize("index", [0, 1, 4])
def test_the_pages_of_a_long_list(index: int) -> None:
    paths = ["cotes/A", *(f"cotes/A/page-{number}" for number in range(2, 6))]
    assert _same(f"## [Un](../un.md)\n\n- [par. 1](../un.md#par-1) Texte\n\n{pager(paths, index)}")


@pytest.mark.parametrize(
    "markdown",
    [
        "- a\n\n- b",
        "- a\n    - b",
        "## C#",
        "### c",
        "[a]: b.md",
        "a  \nb",
        "> a",
        "1. a",
        "a *b*",
        "- [a](<b c.md>)",
        "- [a](b.md 'c')",
        "<p>a</p>",
        "a\n{: #b }",
        "- a\n{: .b }",
        "## a {#b}",
        "```",
        "a | b\n--|--\n1 | 2",
        "",
    ],
)
def test_what_is_not_such_a_list_is_left_alone(markdown: str) -> None:
    assert not _same(markdown) or markdown == ""


WORDS = st.lists(st.one_of(st.sampled_from(HOSTILE), st.text(max_size=6)), min_size=1, max_size=6).map("".join)


@given(heading=WORDS, day=WORDS, lines=st.lists(st.tuples(WORDS, WORDS, WORDS), min_size=1, max_size=3))
def test_any_words_in_a_list(heading: str, day: str, lines: list[tuple[str, str, str]]) -> None:
    def words(string: str) -> str:
        return escape.markdown(escape.plain(string)).strip()

    items = [f"- [{words(a)}](../a.md#par-1) {words(b)} <mark>{words(c)}</mark>" for a, b, c in lines]
    _same(f"## [{words(heading)}](../a.md)\n\n{words(day)}\n{{: .facts }}\n\n" + "\n".join(items) + "\n")


@given(
    st.lists(
        st.sampled_from(["**", "*", "a", "é", " ", "%", "2", "_", "\u202f", "\u00a0", "\\*", "&amp;", "-", "."]),
        max_size=9,
    )
)
def test_strong_words(pieces: list[str]) -> None:
    words = "".join(pieces)
    for markdown in (words, f"**{words}**", f"**a {words}** b", f"- c **{words}a**", f"## **{words}b**"):
        _same(markdown)


@pytest.mark.parametrize(
    "words", ["- ", "- a", "1. a", "12. a", "12) a", "# a", "#", "> a", ">", "+ a", "+a", "-a", "---", "- -"]
)
def test_an_item_that_begins_another_block(words: str) -> None:
    _same(f"- {words}")
    _same(f"- a\n- {words}\n- b")


def test_a_share_is_strong() -> None:
    assert _same("**66,7\u202f%** du texte a trouvé sa place.\n\n## Passages")


def test_their_templates_ask_for_no_table_of_contents() -> None:
    for name in plain_lists.TEMPLATES:
        assert "toc" not in (ROOT / "overrides" / name).read_text(encoding="utf-8")
