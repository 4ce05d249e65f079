"""The text of a document, read from its page, for forms that bring their own frame (EPUB, PDF)."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import lxml.html

from ..settings import archive
from .selection import Facts
from .settings import OfflineError


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading and those below it."""

    title: str
    anchor: str
    below: list[Heading] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Article:
    """A document's own text."""

    facts: Facts
    language: str
    url: str
    """The permalink."""
    element: Any
    """`<article>`, without the controls of the page."""
    headings: list[Heading]
    sha256: str
    """Of its words in UTF-8, in normalisation form C, blanks single and none at the ends."""

    @property
    def title(self) -> str:
        """The title alone."""
        return self.facts.data.get("title", self.facts.path)


def read_article(site: Path, facts: Facts) -> Article:
    """The text on the page of a document. Raises OfflineError where the page has none."""
    url = f"{archive().site_url}{facts.path}/"
    parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=True)
    tree = lxml.html.document_fromstring((site / facts.path / "index.html").read_bytes(), parser=parser)
    found = tree.xpath("//article[@data-pagefind-body]")
    if len(found) != 1:
        raise OfflineError(f"{facts.path}: {len(found)} texts on its page")
    [element] = found
    element.tail = None
    for control in element.xpath(".//*[@data-chrome]"):
        control.drop_tree()
    for one in element.iter():
        for name in [name for name in one.attrib if name.startswith("data-")]:
            del one.attrib[name]
    words = normal(element.text_content())
    return Article(
        facts,
        element.get("lang") or "fr",
        url,
        element,
        _headings(element),
        hashlib.sha256(words.encode()).hexdigest(),
    )


def link(article: Article, place: Callable[[str, str], str | None]) -> None:
    """Make every link of the text lead on from outside the site.

    `place` (symbol path, anchor) says where another document is; None: at its published address.
    """
    home = archive().site_url
    for element in article.element.iter("a"):
        address = element.get("href")
        if not address or address.startswith("#") or urlsplit(address).scheme:
            continue
        whole = urljoin(article.url, address)
        path, _, anchor = whole.removeprefix(home).partition("#")
        element.set("href", place(path.strip("/"), anchor) or whole)


def _headings(element: Any) -> list[Heading]:
    """The tree of headings, which may skip levels."""
    top: list[Heading] = []
    open_: list[tuple[int, list[Heading]]] = [(0, top)]
    for one in _heading_elements(element):
        level = int(one.tag[1])
        while open_[-1][0] >= level:
            open_.pop()
        heading = Heading(normal(_without_calls(one)), one.get("id"))
        open_[-1][1].append(heading)
        open_.append((level, heading.below))
    return top


def _heading_elements(element: Any) -> Iterator[Any]:
    for one in element.iter("h2", "h3", "h4", "h5", "h6"):
        if one.get("id") and normal(one.text_content()):
            yield one


def _without_calls(element: Any) -> str:
    return "".join(element.xpath(".//text()[not(ancestor::sup[a[@id]])]"))


def rows(article: Article) -> list[tuple[str, str]]:
    """(term, value) of what is known of a document, in French, for a title page."""
    data = article.facts.data
    pairs = [
        ("Cote", data.get("symbol", "")),
        ("Organe", data.get("organ-name", "")),
        ("Date", data.get("date", "")),
        ("Adresse permanente", article.url),
    ]
    return [(term, value) for term, value in pairs if value]


def normal(words: str) -> str:
    """In Unicode normalisation form C, blanks single and none at the ends."""
    return " ".join(unicodedata.normalize("NFC", words).split())
