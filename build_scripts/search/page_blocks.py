"""Reads the page of a document as the site has it: its blocks, each with the words that a reader sees there.

Search is made from the built site, so that it finds what stands on the page and nothing else. What a page promises
is in the contract of docs/developers/html.md: one `<article data-pagefind-body>`, an id on every citable block.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import lxml.html

from ..core.symbol_path import WITHOUT_SYMBOL, halves

BODY = b"data-pagefind-body"

# Anchor of a footnote: `note-12`, `res-1.note-3`; not `par-12`, `note-12.a`.
_NOTE = re.compile(r"(?:^|\.)note-[^.]*$")
# Anchor of a numbered paragraph, of a footnote, or of a place in one: `par-12`, `res-1.par-2.a`; not `sec-3`.
_NUMBERED = re.compile(r"(?:^|\.)(?:par|note)-[^.]*(?:\.[a-z0-9]+)*$")
_WITHOUT_BLOCK = {"a", "sup", "span", "em", "strong", "article", "section"}
_INLINE = {"a", "abbr", "b", "bdi", "cite", "code", "em", "i", "mark", "q", "s", "small", "span", "strong", "sub"}
_INLINE |= {"sup", "u", "wbr"}
# White space that HTML collapses: ` `, `\t\n`. Spaces that don't break stay in the excerpts: not `\u00a0`, `\u202f`.
_BLANKS = re.compile(r"[ \t\n\r\f]+")
_SKIPPED = {"script", "style", "template", "button"}


@dataclass(frozen=True, slots=True)
class Stretch:
    """Part of a block's text that stands for something."""

    start: int
    end: int
    value: str
    """Of a repair, what the source reads; of a citation, the canonical key."""


@dataclass(slots=True)
class PageBlock:
    """A citable block of a page."""

    anchor: str
    """Its id; empty for the masthead."""
    part: str
    """`text`, `notes` or `titles`."""
    text: str = ""
    """As the reader sees it: repaired, without its number, calls and controls."""
    repairs: list[Stretch] = field(default_factory=list)
    citations: list[Stretch] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)
    """Anchors of the notes that it calls."""


@dataclass(frozen=True, slots=True)
class Page:
    """A document's page."""

    path: str
    """Address inside the site, with a slash at the end: `fr/A/76/463/`."""
    file: str
    """From the site's root."""
    flat: bool
    """The file is `fr/A/76/463.html`, not `fr/A/76/463/index.html`."""
    language: str
    data: dict[str, str]
    """`symbol`, `title`, `type`, `organ`, `session`, `date` (ISO), `agenda-item`, `joint` …, as the page gives them."""
    blocks: list[PageBlock]
    """The masthead first, then in the order of the page."""
    stray: str
    """Words of the document that stand in no block, and so can be neither cited nor found."""


def read_page(file: Path, site: Path) -> Page | None:
    """The document on a page of the site; None where the page holds none."""
    content = file.read_bytes()
    if BODY not in content:
        return None
    tree = lxml.html.document_fromstring(content, parser=lxml.html.HTMLParser(encoding="utf-8"))
    articles = tree.xpath("//article[@data-pagefind-body]")
    if not articles:
        return None
    reader = _Reader()
    for article in articles:
        reader.read(article)
    relative = file.relative_to(site).as_posix()
    flat = not relative.endswith("index.html")
    data = _data(tree)
    return Page(
        path=re.sub(r"(?:(?:^|(?<=/))index)?\.html$", "/" if flat else "", relative),
        file=relative,
        flat=flat,
        language=articles[0].get("lang") or tree.get("lang") or "",
        data=data,
        blocks=[_masthead(data), *(_finished(block) for block in reader.blocks)],
        stray=" ".join("".join(reader.stray).split()),
    )


def _data(tree: lxml.html.HtmlElement) -> dict[str, str]:
    """What the page says of its document, in `<meta name="cote:…">`; the title at least."""
    data = {
        meta.get("name").removeprefix("cote:"): " ".join((meta.get("content") or "").split())
        for meta in tree.xpath("//meta[starts-with(@name, 'cote:')]")
    }
    headings = tree.xpath("//h1") or tree.xpath("//title")
    if not data.get("title") and headings:
        data["title"] = " ".join(headings[0].text_content().split())
    return {name: value for name, value in data.items() if value}


def _masthead(data: dict[str, str]) -> PageBlock:
    """The block by which a document is found by its title, its symbols and the like."""
    names = ("title", "symbol", "joint", "type-name", "organ-name", "session", "agenda-item")
    block = PageBlock("", "titles")
    for name in names:
        if name not in data:
            continue
        start = len(block.text) + 3 if block.text else 0
        block.text = f"{block.text} · {data[name]}" if block.text else data[name]
        if name in ("symbol", "joint"):
            for match in re.finditer(r"[^,;\s][^,;]*", data[name]):
                at = start + match.start()
                block.citations += (Stretch(at, at + len(match[0].rstrip()), key) for key in keys_of(match[0]))
    return block


def symbols(data: Mapping[str, str]) -> list[str]:
    """The canonical keys under which a document is held."""
    return _keys(data.get("symbol", ""), data.get("joint", ""))


def former(data: Mapping[str, str]) -> list[str]:
    """Those of its other addresses, as far as they are symbols: what it was called before."""
    others = [one for one in data.get("former", "").split(", ") if not one.startswith(f"{WITHOUT_SYMBOL}/")]
    return [key for key in _keys(*others) if key not in symbols(data)]


def _keys(*lists: str) -> list[str]:
    return sorted(
        {key for names in lists for symbol in re.split("[,;]", names) if symbol.strip() for key in keys_of(symbol)}
    )


def keys_of(symbol: str) -> list[str]:
    """The canonical keys of a symbol; of a joint one, the whole and its halves."""
    return sorted({"".join(key.split()) for key in (symbol, *halves(symbol))})


def _finished(block: PageBlock) -> PageBlock:
    """The block without the number that stands before its words, and without spaces at its ends."""
    text = block.text.rstrip()
    cut = len(text) - len(text.lstrip())
    if _NUMBERED.search(block.anchor):
        number = re.split(r"[.-]", block.anchor)[-1].split("_")[0]
        if match := re.match(rf"\s*\(?{re.escape(number)}(?: bis| ter)?[.)]?\s+", text, re.IGNORECASE):
            cut = match.end()
    block.text = text[cut:]
    for stretches in (block.repairs, block.citations):
        stretches[:] = [Stretch(max(s.start - cut, 0), s.end - cut, s.value) for s in stretches if s.end > cut]
    return block


class _Reader:
    """Walks an article and hands each stretch of text to the block it stands in."""

    def __init__(self) -> None:
        self.blocks: list[PageBlock] = []
        self.stray: list[str] = []

    def read(self, article: lxml.html.HtmlElement) -> None:
        self._inside(article, None)

    def _inside(self, element: lxml.html.HtmlElement, block: PageBlock | None) -> None:
        self._text(element.text, block)
        for child in element:
            self._element(child, block)
            self._text(child.tail, block)

    def _element(self, element: lxml.html.HtmlElement, block: PageBlock | None) -> None:
        tag = element.tag
        if not isinstance(tag, str) or _is_chrome(element, block):
            return
        if tag == "sup" and (notes := _called(element)):
            if block:
                block.calls += notes
            return
        anchor = element.get("id")
        if anchor and tag not in _WITHOUT_BLOCK:
            block = PageBlock(anchor, _part(element, anchor))
            self.blocks.append(block)
        if tag not in _INLINE:
            self._text(" ", block)
        start = len(block.text) if block else 0
        self._inside(element, block)
        if block:
            _note_stretch(element, block, start)
        if tag not in _INLINE:
            self._text(" ", block)

    def _text(self, text: str | None, block: PageBlock | None) -> None:
        if not text:
            return
        if block is None:
            self.stray.append(text)
            return
        text = _BLANKS.sub(" ", text)
        block.text += text[1:] if text[0] == " " and (not block.text or block.text[-1] == " ") else text


def _is_chrome(element: lxml.html.HtmlElement, block: PageBlock | None) -> bool:
    """Not the document's text: controls, what is marked so, and the number that is its block's permalink."""
    return (
        element.tag in _SKIPPED
        or element.get("data-chrome") is not None
        or element.get("data-pagefind-ignore") is not None
        or (element.tag == "a" and block is not None and element.get("href") == f"#{block.anchor}")
    )


def _called(sup: lxml.html.HtmlElement) -> list[str]:
    """The notes that a raised number leads to."""
    targets = [(a.get("href") or "") for a in sup.iter("a")]
    return [target[1:] for target in targets if target.startswith("#") and _NOTE.search(target[1:])]


def _part(element: lxml.html.HtmlElement, anchor: str) -> str:
    if re.fullmatch(r"h[1-6]", element.tag):
        return "titles"
    return "notes" if _NOTE.search(anchor) else "text"


def _note_stretch(element: lxml.html.HtmlElement, block: PageBlock, start: int) -> None:
    """Remember a repair or a citation, from `start` to the end of the block's text so far."""
    end = len(block.text)
    if end <= start:
        return
    source, cited = element.get("data-source"), element.get("data-cite")
    if source is not None and "repair" in (element.get("class") or "").split():
        block.repairs.append(Stretch(start, end, source))
    if cited:
        block.citations.append(Stretch(start, end, cited))
