"""The text of a document, read from its page, for forms that have a frame of their own (EPUB, PDF)."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from unicodedata import bidirectional
from urllib.parse import urljoin, urlsplit

import lxml.html

from ..core.language import language as words_of
from ..core.language import languages
from ..core.settings import archive
from ..core.symbol_path import file_name
from .copy_settings import OfflineError
from .selection import Facts


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading and those below it."""

    title: str
    anchor: str
    language: str
    below: list[Heading] = field(default_factory=list)

    @property
    def direction(self) -> str:
        """Of its writing, `ltr` or `rtl`."""
        return direction(self.language, self.title)


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the head of the page: organ, session, agenda item, date, official document …"""

    term: str
    value: str
    address: str
    """Of a link; empty: there is none."""
    language: str
    """Of the value, where it isn't that of the page."""

    @property
    def direction(self) -> str:
        """Of the value's writing; empty where it isn't another."""
        return direction(self.language) if self.language else ""


@dataclass(frozen=True, slots=True)
class Masthead:
    """What the head of the page says of a document, as readers see it."""

    type: str
    rows: list[Row]
    rights: str
    """The remark that this isn't an official publication, with the number of repaired words."""


@dataclass(frozen=True, slots=True)
class Article:
    """A document's own text."""

    facts: Facts
    language: str
    url: str
    """The permalink."""
    element: Any
    """`<article>`, without the controls of the page."""
    masthead: Masthead
    authors: tuple[str, ...]
    """As catalogues have them, « Nations Unies. Secrétaire général »: by the page's linked data (export/linked.py)."""
    publisher: str
    """The United Nations, in the document's language; empty where the page has no linked data."""
    official: str
    """The official document's address; empty where its symbol isn't known."""
    day: str
    """On which it was published, in ISO 8601; empty where only its year or month is known, or nothing."""
    headings: list[Heading]
    sha256: str
    """Of its words in UTF-8 and normalisation form C, with single spaces and none at either end."""

    @property
    def title(self) -> str:
        """The title alone."""
        return self.facts.data.get("title") or self.facts.path

    @property
    def symbol(self) -> str:
        """The symbol, or nothing."""
        return self.facts.data.get("symbol", "")

    @property
    def label(self) -> str:
        """As a link says it."""
        return self.facts.title or self.title

    @property
    def direction(self) -> str:
        """Of its writing, `ltr` or `rtl`."""
        return direction(self.language)


def read_article(site: Path, facts: Facts) -> Article:
    """The text on the page of a document. Raises OfflineError if the page doesn't have exactly one."""
    url = f"{archive().site_url}{facts.path}/"
    parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=True)
    tree = lxml.html.document_fromstring((site / facts.path / "index.html").read_bytes(), parser=parser)
    texts = tree.xpath("//article[@data-pagefind-body]")
    if len(texts) != 1:
        raise OfflineError(f"{facts.path}: expected one text on its page, got {len(texts)}")
    [element] = texts
    element.tail = None
    for control in element.xpath(".//*[@data-chrome]"):
        control.drop_tree()
    for part in element.iter():
        for name in [name for name in part.attrib if name.startswith("data-")]:
            del part.attrib[name]
    sha256 = hashlib.sha256(normal(element.text_content()).encode()).hexdigest()
    language = element.get("lang") or archive().language
    headings = _headings(element, language)
    return Article(facts, language, url, element, _masthead(tree, url), *_credited(tree), headings, sha256)


def _credited(tree: Any) -> tuple[tuple[str, ...], str, str, str]:
    """Authors, publisher, the official address and the day, by the page's linked data."""
    block = tree.xpath("string(//script[@type='application/ld+json'])")
    work = json.loads(block) if block else {}
    authors = tuple(author["name"] for author in work.get("author", ()))
    day = work.get("datePublished", "")
    day = day if len(day) == len("2044-02-01") else ""
    return authors, work.get("publisher", {}).get("name", ""), work.get("isBasedOn", ""), day


def last_change(site: Path, path: str) -> int | None:
    """When the document at a symbol path was last published or corrected, in seconds since 1970; None: not on record.

    A file that holds one document bears this date, so it changes when the document does, not with every copy.
    """
    try:
        table = json.loads((site / path / f"{file_name(path)}.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    days = (block[name] for block in table["blocks"] for name in ("published", "corrected"))
    last = max(filter(None, days), default="")
    return int(datetime.fromisoformat(last).replace(tzinfo=UTC).timestamp()) if last else None


def direction(language: str, words: str = "") -> str:
    """Of the writing of a language, `ltr` or `rtl`; where the data don't know it, of the first letter of the words."""
    if language in languages():
        return words_of(language).direction
    strong = (bidirectional(letter) for letter in words)
    return "rtl" if next((kind for kind in strong if kind in ("L", "R", "AL")), "L") != "L" else "ltr"


def _masthead(tree: Any, url: str) -> Masthead:
    """The head of the page at `url`; what its links lead to is on the site."""
    head = "//header[contains(concat(' ', @class, ' '), ' masthead ')]"

    def words(path: str) -> str:
        return normal("".join(element.text_content() for element in tree.xpath(head + path)))

    def address(value: Any) -> str:
        return next((urljoin(url, path) for path in value.xpath(".//a/@href")), "")

    rows = [
        Row(normal(term.text_content()), normal(value.text_content()), address(value), value.get("lang") or "")
        for term, value in zip(tree.xpath(f"{head}//dl//dt"), tree.xpath(f"{head}//dl//dd"), strict=True)
    ]
    kind, rights = words("//p[@class='masthead__type']"), words("//div[@class='masthead__rights']/span")
    return Masthead(kind, rows, rights or "Reproduction non officielle.")


def link(article: Article, place: Callable[[str, str], str | None]) -> None:
    """Make every link of the text work outside the site.

    `place` (symbol path, anchor) gives the address of another document; None: its published address.
    """
    home = archive().site_url
    for element in article.element.iter("a"):
        address = element.get("href")
        if not address or address.startswith("#") or urlsplit(address).scheme:
            continue
        absolute = urljoin(article.url, address)
        path, _, anchor = absolute.removeprefix(home).partition("#")
        element.set("href", place(path.strip("/"), anchor) or absolute)


def _headings(element: Any, language: str) -> list[Heading]:
    """The tree of headings. Their elements get the rank that they have in it: a report may skip levels, but HTML and
    PDF that are read aloud may not."""
    top: list[Heading] = []
    open_: list[tuple[int, list[Heading]]] = [(0, top)]
    for part in list(_heading_elements(element)):
        level = int(part.get("aria-level") or part.tag[1])
        while open_[-1][0] >= level:
            open_.pop()
        heading = Heading(_title(part), part.get("id"), _language(part) or language)
        open_[-1][1].append(heading)
        open_.append((level, heading.below))
        _rank(part, len(open_))
    return top


def _heading_elements(element: Any) -> Iterator[Any]:
    for heading in element.iter("h1", "h2", "h3", "h4", "h5", "h6"):
        if heading.get("id") and normal(heading.text_content()):
            yield heading


def _language(heading: Any) -> str:
    """Of a heading, or of the element that is all of it; empty where nothing says so."""
    while len(heading) == 1 and not normal((heading.text or "") + (heading[0].tail or "")):
        [heading] = heading
    return next((element.get("lang") for element in (heading, *heading.iterancestors()) if element.get("lang")), "")


def _rank(heading: Any, rank: int) -> None:
    """HTML has six ranks of headings; deeper ones need an attribute."""
    heading.tag = f"h{min(rank, 6)}"
    heading.attrib.pop("aria-level", None)
    if rank > 6:
        heading.set("aria-level", str(rank))


def _title(heading: Any) -> str:
    """The heading on one line, without footnote calls: « Annexe – Déclaration de Kyoto »."""
    pieces = heading.xpath(".//text()[not(ancestor::sup[a[@id]])][not(ancestor::span[@class='part-label'])]")
    labels = heading.xpath("./span[@class='part-label']")
    parts = [*(label.text_content() for label in labels), "".join(pieces)]
    return " – ".join(filter(None, map(normal, parts)))


def calls(article: Article) -> dict[str, list[Any]]:
    """The calls (`<a>`) of each note by the note's anchor, in the order of the text."""
    calls_of_notes: dict[str, list[Any]] = {}
    for call in article.element.iterfind(".//sup/a[@id]"):
        address = call.get("href") or ""
        if address.startswith("#"):
            calls_of_notes.setdefault(address[1:], []).append(call)
    return calls_of_notes


def normal(words: str) -> str:
    """The words in Unicode normalisation form C, with single spaces and none at either end."""
    return " ".join(unicodedata.normalize("NFC", words).split())
