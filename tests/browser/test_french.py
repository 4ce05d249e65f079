"""The archive's own words are typeset as French readers expect, on every page, in text and in attributes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from .conftest import PAGES

# An ordinary or a full no-break space, or none, where a narrow no-break one belongs.
WRONG = re.compile(r"[ \u00a0](?=[;:!?»])|(?<=[^\W\d_])(?=[;!?»])|(?<=«)(?!\u202f)")
SPOKEN = ("aria-label", "placeholder", "title", "alt")


def own_words(soup: BeautifulSoup) -> Iterator[str]:
    """The page's words outside the document's own text, code and what the front matter gives."""
    for element in soup.select("article, code, kbd, dd, h1, title, script, .neighbours, .printed-masthead"):
        element.decompose()
    for element in soup.find_all(True):
        assert isinstance(element, Tag)
        yield from (str(element[name]) for name in SPOKEN if element.get(name))
    yield from soup.stripped_strings


@pytest.mark.parametrize("kind", [kind for kind in PAGES if kind != "list"])
def test_narrow_spaces(site: Path, kind: str) -> None:
    path = site / PAGES[kind]
    html = (path / "index.html" if path.is_dir() else path).read_text(encoding="utf-8")
    words = list(own_words(BeautifulSoup(html, "html.parser")))
    assert len(words) > 10
    assert [text for text in words if WRONG.search(text)] == []


def test_straight_apostrophes_are_not_used(site: Path) -> None:
    for kind in PAGES.values():
        path = site / kind
        html = (path / "index.html" if path.is_dir() else path).read_text(encoding="utf-8")
        assert [text for text in own_words(BeautifulSoup(html, "html.parser")) if "'" in text] == []


@pytest.mark.parametrize("text", ["Texte : suite", "« mots »", "vrai ?", "vrai?", "fin ;", "mot»"])
def test_wrong_spaces_would_be_seen(text: str) -> None:
    assert WRONG.search(text)
