"""Patterns that run over whole texts look at each part a fixed number of times, whatever the text.

What `re` does cannot be seen from Python, and time depends on the machine: `engine.py` does the same and counts.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_scripts.answers import referring
from build_scripts.offline import local_pages, zim
from build_scripts.offline.local_pages import Page, offline
from build_scripts.read import endings, lines, look
from build_scripts.structure import contents, continuation

from .engine import Spent, Work

TAGS = (
    *("<!--", "<!-->", "<!--->", "--", "<![CDATA[", "<!", "</", "<?", "]]>", ">", '"', "'", "=", "&", "a ", "\n"),
    *("<script", "<script>", "<script >", "<SCRIPT><!--", "</script", "</script ", "<script></script", "<script a='"),
    *("<style>", "<style a=", "<textarea>", "<textarea></text", "<title>", "<iframe>", "<xmp>", "<noembed>"),
    *("<a", "<a ", "<a b", '<a "', "<a '", '<a href="', "<a href=", "<a href= ", "<a href", "<a x=y ", '<a href="x">'),
    *("""<a " <a ' <a " """, """<a '" " """, "<area ", "<link ", "<form '", '<meta content="', "<meta content='0;url="),
    *(
        '<p class="offline">',
        '<link rel="stylesheet" href="',
        '<link rel="stylesheet" href="../',
        "</head>",
        "</footer>",
    ),
    *('\n<meta http-equiv="Content-Security-Policy" content=', '<meta http-equiv="Content-Security-Policy" content="'),
)
"""What begins something in a page, and goes on or is never closed."""
WORDS = (
    *(" ", "\t", "a", "1", "é", "_", "_____ ", ".", ". ", "…", "-", "1-", "1 ", "12345", "1-1 ", "_1", ". 1", "aaaa. "),
    *(" - ", "…1", "__________1", "_ ", "1a", "x. X", "(", ")", "[", "«", ",", "A/1", "A-", "– 1 "),
)
ADDRESSES = (
    *(
        *WORDS,
        "https://",
        "https://a",
        "https://a/",
        "http://x",
        "/",
        "fr/",
        "fr/a",
        "/fr/a?",
        "fr/a#",
        "fr/A/76/463/ ",
    ),
    *("https://a/fr/a", "https://a/b?", "https://a/fr/a#b:", "a/", "://", "，"),
)
LEGEND = local_pages._words()["legend"]
PATTERNS = {
    "a page's tags": (local_pages._PIECE, TAGS),
    "what a copy adds": (local_pages._added(), (*TAGS, f'<p class="offline">{LEGEND}', f"{LEGEND} <a href=")),
    "attributes": (local_pages._ATTRIBUTE, (*TAGS, *WORDS)),
    "a page's policy": (zim._POLICY, (*TAGS, *WORDS)),
    "a page's title": (zim._TITLE, TAGS),
    "leaders": (endings.LEADERS, WORDS),
    "signs of Markdown": (look.MARKED, WORDS),
    "what no printed page shows": (lines.CONTROL, WORDS),
    "pages of contents": (contents._PAGES, WORDS),
    "pages at a line's end": (contents._PAGES_END, WORDS),
    "sentences": (continuation._SENTENCE, WORDS),
    "addresses in a text": (referring._ADDRESS, ADDRESSES),
}
SIZE = 60


def grown(pattern: re.Pattern[str], unit: str, tail: str = "") -> float:
    """How many times the work twice the text is."""
    counts = []
    for size in (SIZE, 2 * SIZE):
        work = Work(pattern.pattern, pattern.flags, most=4_000_000)
        work.find_all(unit * size + tail)
        counts.append(work.steps)
    return counts[1] / counts[0]


@pytest.mark.parametrize("name", PATTERNS)
def test_twice_the_text_is_twice_the_work(name: str) -> None:
    pattern, units = PATTERNS[name]
    grown_by = {(unit, tail): grown(pattern, unit, tail) for unit in units for tail in ("", "\x01", "x>")}
    assert {of: by for of, by in grown_by.items() if by > 2.3} == {}


@pytest.mark.parametrize(
    ("pattern", "unit", "least"),
    [
        (r"(?s)<!--.*?-->", "<!--", 3.8),
        (r"(?is)<script\b[^>]*>.*?</script\s*>", "<script>", 3.8),
        (r"\s+$", " ", 3.8),
        (r"<[^>]*>", "<a ", 3.8),
    ],
)
def test_what_looks_to_the_end_from_every_place_is_seen(pattern: str, unit: str, least: float) -> None:
    assert grown(re.compile(pattern), unit, "x") > least


def test_what_tries_every_division_is_seen() -> None:
    with pytest.raises(Spent):
        Work(r"(?:\d{1,4}\.*)*$", most=1_000_000).find_all("1" * 60 + "x")


@given(st.lists(st.sampled_from([*TAGS, "x", "</script>", "-->", "</a>", " "]), max_size=12).map("".join))
def test_the_count_is_of_what_python_does(text: str) -> None:
    for pattern in (local_pages._PIECE, local_pages._ATTRIBUTE, zim._POLICY):
        assert Work(pattern.pattern, pattern.flags).find_all(text) == [m.span() for m in pattern.finditer(text)]


@given(st.text(alphabet="aAbé1 \n_-.", max_size=20))
@pytest.mark.parametrize(
    "pattern",
    [
        *(r"(a|ab)(c|bcd)?\b", r"(?i)(a)(b)?\1", r"(?m)^a+?.$", r"(?s)a.*?b|\Z", r"(?<!a)b{2,3}?(?=\D)", r"(?>a+)b"),
        *(r"(?:a*)*b", r"(a)?(?(1)b|c)", r"[^\W\d_]+\s*", r"(?i:A)a", r"a*+\.", r"(?:a|é|){2,4}-", r"\B."),
        *(contents._PAGES.pattern, endings.LEADERS.pattern),
    ],
)
def test_the_count_is_of_what_python_does_with_any_sign(pattern: str, text: str) -> None:
    assert Work(pattern).find_all(text) == [m.span() for m in _matches(pattern, text)]


def _matches(pattern: str, text: str) -> list[re.Match[str]]:
    """Those that `Work` gives: after an empty match the next letter, where Python looks once more at the same place."""
    matches, position, compiled = [], 0, re.compile(pattern)
    while position <= len(text) and (match := compiled.search(text, position)):
        matches.append(match)
        position = match.end() + (match.end() == match.start())
    return matches


def lines_run(work: Callable[[], object]) -> int:
    """Lines of Python that work runs."""
    number = 0

    def trace(frame: FrameType, event: str, argument: object) -> Any:
        nonlocal number
        number += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(before)
    return number


@pytest.mark.parametrize(
    "unit", ['<a href="x">', "<a href='../../../../aide/' ", "<!--", "<script>", '<meta content="0; url=x">']
)
def test_a_copys_pages_cost_their_length(unit: str) -> None:
    page = Page("fr/A/76/1/index.html", frozenset(["aide/index.html"]), "https://cote.example/")
    once, twice = (lines_run(lambda size=size: offline(unit * size, page)) for size in (200, 400))  # type: ignore[misc]
    assert twice < 2.3 * once
