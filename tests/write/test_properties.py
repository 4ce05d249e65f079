"""Whatever the words and marks, the page says what the report says."""

from __future__ import annotations

import random
import re
from html import unescape

import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree
from markdown_it import MarkdownIt

from build_scripts.core.model import Block, Call, Citation, Emphasis, Kind, Link, Mark, Repair, RepairKind, Text
from build_scripts.render.converter import to_html
from build_scripts.write import escape, marked_text, report_body
from build_scripts.write.matter import matter
from build_scripts.write.page_proof import prove
from tests.write.reports import BODY, CONFIGURATION, nowhere, of_blocks

NASTY = (
    *"\\`*_[]{}<>&#+-.!|=~:;\"'()^$%@/ ",
    *("**", "***", "__", "``", "```", "~~~", "  ", "\t", "    ", "\\\\", "\\*", "^1", "[^1]", "*[x]: y"),
    *("[x]", "[x](y)", "![x](y)", "[x]: y", "[TOC]", "{: #par-1 }", "{#x}", "{{ x }}", "{% raw %}"),
    *("<b>", "</p>", "<script>", "<!--", "-->", "<?x", "<![CDATA[", "]]>", "&amp;", "&#42;", "&#", "&lt", "&", "&;"),
    *("12.", "12)", "1986. ", "- ", "+ ", "# ", "## x ##", "===", "---", "> ", "| a | b |", ":--"),
    *("http://x.y", "<http://x.y>", "<a@b.c>", "a@b.c", "klzzwxh:1", "wzxhzdk:0", "stx", "\u00a0", "\u202f"),
    *("é", "’", "« ", " »", "n°", "العربية", "中文", "😀", "a", "b", "Rappelant", "\u200b", "\u2028", "\x85", "\x0c"),
)


def other(number: int, text: Text) -> Block:
    """A block without a number."""
    return Block(Kind.OTHER, text, BODY, anchor=f"txt-{number}")


def page(texts: list[Text]) -> list[str]:
    """What the proof finds on the page of these texts."""
    report = of_blocks([other(number, text) for number, text in enumerate(texts, 1)])
    return [str(diagnostic) for diagnostic in prove(report, to_html(report_body.body(report, nowhere), CONFIGURATION))]


def nasty(generator: random.Random) -> str:
    """Up to a dozen nasty things in a row, as a reader passes text on: one line, single spaces."""
    return " ".join("".join(generator.choices(NASTY, k=generator.randint(1, 12))).split())


def test_twenty_thousand_nasty_strings() -> None:
    generator = random.Random(2024)
    strings = [nasty(generator) for _ in range(20_000)]
    assert len(set(strings)) > 15_000
    for start in range(0, len(strings), 2_000):
        assert page([Text(string, ((0, 0),)) for string in strings[start : start + 2_000]]) == []


def test_another_reader_of_markdown_gets_the_same_words() -> None:
    reader = MarkdownIt("commonmark")
    generator = random.Random(2025)
    for _ in range(3_000):
        string = nasty(generator)
        line = escape.line_start(marked_text.markdown(Text(string, ()), nowhere))
        shown = unescape(re.sub("<[^>]*>", "", reader.render(line)))
        expected = escape.plain(string)
        assert "".join(shown.split()) == "".join(expected.split()), line


@st.composite
def marked(draw: st.DrawFn) -> Text:
    """A text with marks anywhere; marks of one type do not overlap."""
    string = " ".join("".join(draw(st.lists(st.sampled_from(NASTY) | st.text(max_size=3), max_size=12))).split())
    marks: list[Mark] = []
    for kind in range(7):
        cuts = draw(st.lists(st.integers(0, len(string)), max_size=4, unique=True).map(sorted))
        pairs = zip(cuts[::2], cuts[1::2], strict=False)
        marks += [_mark(kind, start, end, draw(st.text(max_size=4))) for start, end in pairs]
    return Text(string, ((0, 0),), tuple(sorted(marks, key=lambda m: (m.start, -m.end))))


def _mark(kind: int, start: int, end: int, words: str) -> Mark:
    match kind:
        case 0 | 1 | 2:
            return Emphasis(start, end, ("em", "strong", "sup")[kind])
        case 3:
            return Call(start, end, "1", "note-1" if words else "", f"ref-{start}" if words else "")
        case 4:
            return Repair(start, end, words, RepairKind.CORRECTION, words)
        case 5:
            return Link(start, end, f"https://example.org/{words}")
        case _:
            return Citation(start, end, f"A/RES/{words}", words)


@given(st.lists(marked(), min_size=1, max_size=6))
def test_words_survive_any_marks(texts: list[Text]) -> None:
    assert page(texts) == []


@given(marked())
def test_tags_nest(text: Text) -> None:
    element = etree.fromstring(f"<p>{marked_text.html(text, nowhere)}</p>", etree.XMLParser(recover=False))
    assert not element.xpath("//a//a")
    assert not element.xpath("//sup//sup[a]")
    shown = [e.get("data-source") for e in element.iter("span")]
    assert len(shown) <= sum(isinstance(m, Repair) for m in text.marks) + sum(isinstance(m, Call) for m in text.marks)


@given(marked())
def test_every_call_and_citation_is_there(text: Text) -> None:
    element = etree.fromstring(f"<p>{marked_text.html(text, nowhere)}</p>")
    calls = [m for m in text.marks if isinstance(m, Call) and m.anchor]
    assert element.xpath("//sup/a/@id") == [m.anchor for m in calls]
    covered = [m for m in text.marks if isinstance(m, Repair | Call)]
    for citation in text.marks:
        if isinstance(citation, Citation) and not any(
            m.start < citation.end and citation.start < m.end for m in covered
        ):
            words = escape.plain(text.string[citation.start : citation.end])
            links = ["".join(a.itertext()) for a in element.iter("a") if a.get("data-cite") is not None]
            assert words in links or words.strip() in [f.strip() for f in links]


@given(st.text(alphabet=st.sampled_from(" \t\n\x85\xa0\u2003ab")))
@example("\x85 ")
@example("a\n b")
def test_no_white_space_but_single_spaces_is_left(string: str) -> None:
    words = escape.plain(string)
    assert re.fullmatch(r" ?(?:[^\s]+(?: |$))*", words)
    assert words.split() == string.split()


@given(st.text())
@example("\x85 ")
def test_titles_are_text_in_front_matter(title: str) -> None:
    values = yaml.safe_load(
        matter({"title": title, "list": [{"title": title}]}, "from_file", file=title).split("---\n")[1]
    )
    plain_title = values["list"][0]["title"]
    assert escape.plain(plain_title) == escape.plain(title)
    if plain_title:
        assert values["title"] == plain_title
    assert values["list"] == [{"title": plain_title}]
