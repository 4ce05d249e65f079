"""Pages of the print: where they begin in the text, which number they have, what the page makes of them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from build_scripts.core.model import (
    Block,
    Call,
    Citation,
    Document,
    Emphasis,
    Furniture,
    Kind,
    Mark,
    Page,
    Part,
    PartKind,
    Report,
    Source,
    Text,
)
from build_scripts.render.converter import to_html
from build_scripts.write.marked_text import markdown
from build_scripts.write.page_proof import prove
from build_scripts.write.print_pages import PageStart, with_pages
from build_scripts.write.report_body import body
from tests.archives import ROOT

BODY = Part(PartKind.BODY)


def report(
    *texts: str, starts: tuple[int, ...], furniture: tuple[Furniture, ...] = (), marks: tuple[Mark, ...] = ()
) -> Report:
    """A report whose source is its texts, a line each, with pages that begin at these offsets."""
    blocks: list[Block] = []
    place = 0
    for number, string in enumerate(texts, 1):
        text = Text(string, ((0, place),), marks if number == 1 else ())
        blocks.append(Block(Kind.OTHER, text, BODY, anchor=f"txt-{number}"))
        place += len(string) + 1
    pages = tuple(Page(start, 612, 792) for start in starts)
    source = Source("source_texts/en/A/1/2/source.pdf", "\n".join(texts), (0,), "", "pdf", (), pages)
    return Report(Document("en/A/1/2", "", "en", "Title"), source, "printed", tuple(blocks), furniture)


def begun(marked: Report) -> list[tuple[str, int, str]]:
    """(anchor, number, words from there on) of each page."""
    return [
        (block.anchor, mark.number, block.text.string[mark.start :])
        for block in marked.blocks
        for mark in block.text.marks
        if isinstance(mark, PageStart)
    ]


def test_a_report_without_pages_is_as_it_was() -> None:
    made = report("One two.", starts=())
    assert with_pages(made) is made


def test_pages_begin_between_words() -> None:
    made = report("One two three.", "Four.", starts=(0, 9, 15))
    assert begun(with_pages(made)) == [("txt-1", 1, "One two three."), ("txt-2", 2, "Four."), ("txt-2", 3, "Four.")]
    made = report("One two three.", starts=(0, 5))
    assert begun(with_pages(made)) == [("txt-1", 1, "One two three."), ("txt-1", 2, "three.")]


@pytest.mark.parametrize("mark", [Citation(4, 13, "A/1/1"), Call(7, 9, "3")])
def test_no_page_begins_inside_another_element(mark: Mark) -> None:
    made = report("One two three four.", starts=(0, 8), marks=(mark,))
    assert begun(with_pages(made))[1] == ("txt-1", 2, "four.")


def test_the_label_stays_first() -> None:
    made = report("12. One two.", starts=(0,))
    made = replace(
        made, blocks=(replace(made.blocks[0], kind=Kind.PARAGRAPH, number="12", label_end=4, anchor="par-12"),)
    )
    assert begun(with_pages(made)) == [("par-12", 1, "One two.")]


def test_numbers_are_those_that_are_printed() -> None:
    feet = "One.\nGE.09-17088 7\nTwo.\n8\nThree.\n9/12\nFour."
    places = [feet.index(words) for words in ("GE.09", "8\n", "9/12")]
    furniture = tuple(
        Furniture(start, start + len(words), "page-number")
        for start, words in zip(places, ("GE.09-17088 7", "8", "9/12"), strict=True)
    )
    made = report(*feet.split("\n"), starts=(0, feet.index("Two"), feet.index("Three")), furniture=furniture)
    assert [number for _, number, _ in begun(with_pages(made))] == [7, 8, 9]
    alone = report(*feet.split("\n"), starts=(0, feet.index("Two"), feet.index("Three")), furniture=furniture[:1])
    assert [number for _, number, _ in begun(with_pages(alone))] == [1, 2, 3]


def test_the_markup_of_a_page_closes_what_ends_there_and_precedes_what_opens() -> None:
    text = Text(
        "One two three.", ((0, 0),), (Emphasis(0, 3, "em"), PageStart(4, 4, 2, "f.pdf#page=2"), Citation(4, 7, "A/1/1"))
    )
    page = '<a data-page="2" href="f.pdf#page=2"></a>'
    assert markdown(text, lambda citation: "x") == f'*One* {page}<a data-cite="A/1/1" href="x">two</a> three.'


def test_the_page_names_them_and_its_proof_passes() -> None:
    made = report("One *two* & three four.", "Five.", starts=(0, 10, 24))
    html = to_html(body(made, lambda citation: ""), ROOT / "mkdocs.yml")
    assert html.count('class="page"') == 3
    assert '<a class="page" id="page-2" href="A-1-2.original.pdf#page=2" aria-label="p. 2, ' in html
    assert prove(made, to_html(body(made, lambda citation: ""), Path(ROOT / "mkdocs.yml"))) == []
