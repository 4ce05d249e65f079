"""Pages made fit for file://: which addresses change, and that nothing else does."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_scripts.core.interface import interface
from build_scripts.offline.local_pages import Page, local, offline

NETWORK = interface("fr").offline["network"]

FILES = {
    "index.html",
    "aide/index.html",
    "fr/A/76/1/index.html",
    "fr/A/76/1/notice.ris",
    "assets/x.css",
    "LISEZ-MOI.html",
}
PAGE = Page("fr/A/76/1/index.html", FILES, "https://cote.example/")


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("../../../../", "../../../../index.html"),
        ("../../../..", "../../../../index.html"),
        ("../../../../aide/", "../../../../aide/index.html"),
        ("../../../../aide/#lien", "../../../../aide/index.html#lien"),
        ("../../../../aide?q=a/#b", "../../../../aide/index.html?q=a/#b"),
        ("./", "./index.html"),
        (".", "./index.html"),
        ("#par-1", "#par-1"),
        ("?q=1", "?q=1"),
        ("notice.ris", "notice.ris"),
        ("../../../../assets/x.css", "../../../../assets/x.css"),
        ("https://cote.example/aide/#lien", "../../../../aide/index.html#lien"),
        ("https://cote.example/", "../../../../index.html"),
        ("https://docs.un.org/fr/A/76/1", "https://docs.un.org/fr/A/76/1"),
        ("mailto:a@b.example", "mailto:a@b.example"),
        ("//host/aide/", "//host/aide/"),
        ("../../../../nulle-part/", "https://cote.example/nulle-part/"),
        ("../../../../nulle-part/index.html#x", "https://cote.example/nulle-part/#x"),
        ("../../../../donnees/tout%20a.jsonl?b=1", "https://cote.example/donnees/tout%20a.jsonl?b=1"),
        ("par-1/", "https://cote.example/fr/A/76/1/par-1/"),
        ("autre.png", "https://cote.example/fr/A/76/1/autre.png"),
        ("https://cote.example/nulle-part/", "https://cote.example/nulle-part/"),
        ("../../../../../dehors", "../../../../../dehors"),
    ],
)
def test_addresses(address: str, expected: str) -> None:
    assert local(address, PAGE) == expected


def test_home_on_the_home_page() -> None:
    assert local("https://cote.example/", Page("index.html", FILES, "https://cote.example/")) == "./index.html"


def body(html: str) -> str:
    """What becomes of words in a page."""
    page = offline(f"<html><head></head><body>{html}<footer></footer></body></html>", PAGE)
    return page.partition("<body>")[2].partition("<footer>")[0]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<a class="x" href="../../../../aide/">A</a>', '<a class="x" href="../../../../aide/index.html">A</a>'),
        ("<a href=../../../../aide/>A</a>", '<a href="../../../../aide/index.html">A</a>'),
        ("<form action='../../../../aide/'>", '<form action="../../../../aide/index.html">'),
        ('<a title="href=./" href="#x">', '<a title="href=./" href="#x">'),
        ('<a data-x="a>b" href="./">', '<a data-x="a>b" href="./index.html">'),
        ('<!-- <a href="./"> -->', '<!-- <a href="./"> -->'),
        ('<script type="x">"<a href=\'./\'>"</script>', '<script type="x">"<a href=\'./\'>"</script>'),
        ('<link rel="canonical" href="https://cote.example/aide/">',) * 2,
        ('<link rel="cite-as" href="https://cote.example/fr/A/76/1/">',) * 2,
        ('<link rel="type" href="https://schema.org/Report">',) * 2,
        (
            '<link rel="license" href="https://cote.example/aide/">',
            '<link rel="license" href="../../../../aide/index.html">',
        ),
        ('<link rel="linkset" href="notice.linkset.json">', '<link rel="linkset" href="https://cote.example/fr/A/76/1/notice.linkset.json">'),
        ('<link rel="search" href="../../../../opensearch/fr.xml">', '<link rel="search" href="https://cote.example/opensearch/fr.xml">'),
        ('<link rel="alternate item" href="notice.ris">',) * 2,
        ('<meta content="0; url=../../../../aide/">', '<meta content="0; url=../../../../aide/index.html">'),
        ('<meta name="cote:title" content="a &amp; ./">',) * 2,
        ('<a href="http://x/?a=1&amp;b=2">', f'<a href="http://x/?a=1&amp;b=2" data-network title="{NETWORK}">'),
        ('<a title="T" href="http://x.example/">', '<a title="T" href="http://x.example/" data-network>'),
        ('<a href="https://x.example/"', '<a href="https://x.example/"'),
        ('<textarea><a href="./"></textarea>',) * 2,
        ('<!--><a href="./">', '<!--><a href="./index.html">'),
        ('<!--><a href="./"> -->', '<!--><a href="./index.html"> -->'),
        ('<!-- --!><a href="./">', '<!-- --!><a href="./index.html">'),
        ('<script></scripts><a href="./"></script\n>',) * 2,
        ('<a-b href="./">',) * 2,
        # What is never closed reaches to the page's end, as browsers have it.
        ('<a href="./"><!-- <a href="./">', '<a href="./index.html"><!-- <a href="./">'),
        ('<script><a href="./">',) * 2,
        ('<STYLE><a href="./"></script>',) * 2,
    ],
)  # fmt: skip
def test_tags(html: str, expected: str) -> None:
    assert body(html) == expected


def test_what_is_left_out_is_linked_where_it_is_published() -> None:
    assert body('<a href="autre.ris">RIS</a>') == (
        f'<a href="https://cote.example/fr/A/76/1/autre.ris" data-network title="{NETWORK}">RIS</a>'
    )


def test_a_second_time_with_fewer_files() -> None:
    """As ZIM has them: made from the copy, without some of its files."""
    words = '<a href="notice.ris">RIS</a> <a href="https://x.example/">X</a> <a href="../../../../aide/">A</a>'
    text = f"<html><head></head><body>{words}<footer></footer></body></html>"
    once = offline(text, PAGE)
    assert offline(once, PAGE) == once
    fewer = Page(PAGE.path, FILES - {"fr/A/76/1/notice.ris", "LISEZ-MOI.html"}, PAGE.home)
    assert offline(once, fewer) == offline(text, fewer)
    assert "LISEZ-MOI" in once
    assert "LISEZ-MOI" not in offline(once, fewer)


@given(st.text(alphabet=" abhref=<>\"'/#-!?:.&;", max_size=60))
def test_words_are_left_alone(words: str) -> None:
    """Only attributes of known tags change: what holds none stays, whatever it looks like."""
    page = offline(f"<head></head>{words}<footer></footer>", PAGE)
    if "<a" not in words:
        assert f"</head>{words}" in page
