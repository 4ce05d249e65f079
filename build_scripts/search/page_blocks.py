"""Reads a document's page from the built site: its blocks, each with the words that a reader sees there.

Search is made from the built site, so that it finds exactly what is on the page. Pages keep the contract of
docs/developers/html.md: one `<article data-pagefind-body>`, an id on every citable block.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import lxml.html

from ..core.anchor_names import INSERTED
from ..core.language import languages
from ..core.organs import addressed
from ..core.symbol_path import WITHOUT_SYMBOL, halves
from ..write.catalogue import organ_name, type_name

BODY = b"data-pagefind-body"
_END = b"</article>"

# Of a page's head: `<html lang="fr">`; not `<head>`.
_HTML = re.compile(rb"<html\b[^>]*>", re.IGNORECASE)
# `<meta name="cote:date" content="2021-10-28">`, with quotation marks or without; not `<meta name="viewport">`.
_META = re.compile(
    rb"""<meta\s+name=(?:"cote:[^"]*"|'cote:[^']*'|cote:[^\s>]*)(?:"[^"]*"|'[^']*'|[^>"'])*>""", re.IGNORECASE
)
# The beginning of `<meta name="cote:title" content="Titre">`; not of `<meta name="cote:type" content="report">`.
_TITLE = re.compile(rb"""<meta\s+name=["']?cote:title""", re.IGNORECASE)
# What has the title where the data lack it: `<title>Titre</title>`, `<h1 dir="auto">Titre</h1>`; not `<h2>I.</h2>`.
_HEADINGS = re.compile(rb"<(?:title|h1)\b[^>]*>.*?</(?:title|h1)>", re.IGNORECASE | re.DOTALL)

# Anchor of a footnote: `note-12`, `res-1.note-3`; not `par-12`, `note-12.a`.
_NOTE = re.compile(r"(?:^|\.)note-[^.]*$")
# Anchor of a numbered paragraph, of a footnote, or of a place in one: `par-12`, `res-1.par-2.a`; not `sec-3`.
_NUMBERED = re.compile(r"(?:^|\.)(?:par|note)-[^.]*(?:\.[a-z0-9]+)*$")
_WITHOUT_BLOCK = {"a", "sup", "span", "em", "strong", "article", "section"}
_INLINE = {"a", "abbr", "b", "bdi", "cite", "code", "em", "i", "mark", "q", "s", "small", "span", "strong", "sub"}
_INLINE |= {"sup", "u", "wbr"}
# White space that HTML collapses, but for a space alone: `  `, `\t\n`; not ` `, nor the spaces that don't break, which
# stay in the excerpts (`\u00a0`, `\u202f`).
_SPACES = re.compile(r"[\t\n\r\f][ \t\n\r\f]*| [ \t\n\r\f]+")
# What stands between a number and the words of its block: `. `, `) `; not `.1`.
_AFTER_NUMBER = re.compile(r"[.)]?\s+")
_SKIPPED = {"script", "style", "template", "button"}


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a block's text with a meaning: a repair or a citation."""

    start: int
    end: int
    value: str
    """What the source reads, for a repair; the canonical key, for a citation."""


@dataclass(slots=True)
class PageBlock:
    """A citable block of a page."""

    anchor: str
    """Its id; empty for the masthead."""
    part: str
    """`text`, `notes` or `titles`."""
    text: str = ""
    """Its words as the reader sees them: repaired, without number, calls and controls."""
    repairs: list[Stretch] = field(default_factory=list)
    citations: list[Stretch] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)
    """Anchors of the notes that it calls."""
    number: str = ""
    """The number printed before its words, with what parts it from them: the registry's text has it."""


@dataclass(frozen=True, slots=True)
class Page:
    """A document's page."""

    path: str
    """Address inside the site, with a slash at the end: `fr/A/76/463/`."""
    file: str
    """Path of the file from the site's root."""
    flat: bool
    """Whether the file is `fr/A/76/463.html`, not `fr/A/76/463/index.html`."""
    language: str
    data: dict[str, str]
    """`symbol`, `title`, `type`, `organ`, `session`, `date` (ISO), `agenda-item`, `joint` …, as the page gives them."""
    blocks: list[PageBlock]
    """The masthead first, then in the order of the page."""
    stray: str
    """Words of the document outside all blocks, which can be neither cited nor found."""


def read_page(file: Path, site: Path) -> Page | None:
    """The document on a page of the site; None if the page has none."""
    content = essence(file.read_bytes())
    return page_of(content, file.relative_to(site).as_posix()) if content else None


def essence(content: bytes) -> bytes:
    """What search reads of a page's HTML: its language, its data, its article; empty for a page without a document.

    What stands around the document may change without the document.
    """
    start = content.rfind(b"<article", 0, max(content.find(BODY), 0))
    end = content.rfind(_END)
    if start < 0 or end < start:
        return content if BODY in content else b""
    head = content[:start]
    pieces = [*_HTML.findall(head)[:1], *_META.findall(head)]
    if not _TITLE.search(b"".join(pieces)):
        pieces += _HEADINGS.findall(head)
    return b"\n".join([*pieces, content[start : end + len(_END)]])


def page_of(content: bytes, file: str) -> Page | None:
    """The document on the page at the path `file`, of whose HTML `essence` is enough; None if the page has none."""
    tree = lxml.html.document_fromstring(content, parser=lxml.html.HTMLParser(encoding="utf-8"))
    articles = tree.xpath("//article[@data-pagefind-body]")
    if not articles:
        return None
    reader = _Reader()
    for article in articles:
        reader.read(article)
    flat = not file.endswith("index.html")
    data = _data(tree)
    language = articles[0].get("lang") or tree.get("lang") or ""
    return Page(
        path=re.sub(r"(?:(?:^|(?<=/))index)?\.html$", "/" if flat else "", file),
        file=file,
        flat=flat,
        language=language,
        data=data,
        blocks=[_masthead(data | _called(data, language)), *(_trimmed(block) for block in reader.blocks)],
        stray=" ".join("".join(reader.stray).split()),
    )


def _data(tree: lxml.html.HtmlElement) -> dict[str, str]:
    """What the page says about its document in `<meta name="cote:…">`; at least the title."""
    data = {
        meta.get("name").removeprefix("cote:"): " ".join((meta.get("content") or "").split())
        for meta in tree.xpath("//meta[starts-with(@name, 'cote:')]")
    }
    headings = tree.xpath("//h1") or tree.xpath("//title")
    if not data.get("title") and headings:
        data["title"] = " ".join(headings[0].text_content().split())
    return {name: value for name, value in data.items() if value}


def _called(data: Mapping[str, str], language: str) -> dict[str, str]:
    """What the document's language calls its type and the organs that it is made to: who searches in that language
    finds it by these words, and its index knows their forms. The page's names, in the archive's language, are for
    readers."""
    if language not in languages():
        return {}
    kind = type_name(data["type"], language) if "type" in data else ""
    keys = addressed(data.get("organ", ""), data.get("symbol", ""))
    names = {"type-name": kind, "organ-name": ", ".join(organ_name(key, language) for key in keys)}
    return {name: words for name, words in names.items() if words}


def _masthead(data: dict[str, str]) -> PageBlock:
    """The block that lets a document be found by its title, symbols and the like."""
    names = ("title", "symbol", "joint", "type-name", "organ-name", "session", "agenda-item")
    block = PageBlock("", "titles")
    for name in names:
        if name not in data:
            continue
        start = len(block.text) + 3 if block.text else 0
        block.text = f"{block.text} · {data[name]}" if block.text else data[name]
        if name in ("symbol", "joint"):
            for match in re.finditer(r"[^,;\s][^,;]*", data[name]):
                position = start + match.start()
                block.citations += (
                    Stretch(position, position + len(match[0].rstrip()), key) for key in keys_of(match[0])
                )
    return block


def symbols(data: Mapping[str, str]) -> list[str]:
    """The canonical keys under which a document is held."""
    return _keys(data.get("symbol", ""), data.get("joint", ""))


def former(data: Mapping[str, str]) -> list[str]:
    """Canonical keys of its other addresses, as far as they are symbols: those it had before."""
    addresses = [
        address for address in data.get("former", "").split(", ") if not address.startswith(f"{WITHOUT_SYMBOL}/")
    ]
    return [key for key in _keys(*addresses) if key not in symbols(data)]


def _keys(*lists: str) -> list[str]:
    return sorted(
        {key for names in lists for symbol in re.split("[,;]", names) if symbol.strip() for key in keys_of(symbol)}
    )


def keys_of(symbol: str) -> list[str]:
    """The canonical keys of a symbol; for a joint symbol, of the whole and of its halves."""
    return sorted({"".join(key.split()) for key in (symbol, *halves(symbol))})


def _labels(anchor: str) -> list[str]:
    """What may be printed before the words of a block: « 4 bis » of `par-4-bis`, « 35.1 » of `par-35.1`,
    « a » of `par-12.a`."""
    numbered = re.sub(r"_\d+", "", anchor.rpartition("-")[2])
    inserted = numbered in INSERTED
    whole = re.split(r"(?:^|\.)(?:par|note)-", anchor)[-1].split("_")[0].replace("-", " ") if inserted else numbered
    return list(dict.fromkeys((whole, whole.rpartition(".")[2])))


def _trimmed(block: PageBlock) -> PageBlock:
    """The block without the number before its words and without spaces at either end."""
    text = block.text.rstrip()
    cut = start = len(text) - len(text.lstrip())
    start += text.startswith("(", start)
    for label in _labels(block.anchor) if _NUMBERED.search(block.anchor) else ():
        end = start + len(label)
        if text[start:end].lower() == label.lower() and (match := _AFTER_NUMBER.match(text, end)):
            cut = match.end()
            break
    block.number = " ".join(f"{block.number} {text[:cut]}".split())
    block.text = text[cut:]
    for stretches in (block.repairs, block.citations):
        stretches[:] = [
            Stretch(max(stretch.start - cut, 0), stretch.end - cut, stretch.value)
            for stretch in stretches
            if stretch.end > cut
        ]
    return block


class _Reader:
    """Walks an article and hands each stretch of text to the block it belongs to."""

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
            if block and "num" in (element.get("class") or "").split():
                block.number += element.text_content()
            return
        if tag == "sup" and (notes := _notes_called(element)):
            if block:
                block.calls += notes
            return
        anchor = element.get("id")
        if continues := element.get("data-continues"):
            block = next((known for known in reversed(self.blocks) if known.anchor == continues), None)
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
        if "  " in text or not text.isprintable():  # White space other than a plain space isn't printable.
            text = _SPACES.sub(" ", text)
        block.text += text[1:] if text[0] == " " and (not block.text or block.text[-1] == " ") else text


def _is_chrome(element: lxml.html.HtmlElement, block: PageBlock | None) -> bool:
    """Whether an element isn't part of the document's text: a control, or the number that is its block's permalink."""
    return (
        element.tag in _SKIPPED
        or element.get("data-chrome") is not None
        or element.get("data-pagefind-ignore") is not None
        or (element.tag == "a" and block is not None and element.get("href") == f"#{block.anchor}")
    )


def _notes_called(sup: lxml.html.HtmlElement) -> list[str]:
    """The notes that a raised number leads to."""
    targets = [(a.get("href") or "") for a in sup.iter("a")]
    return [target[1:] for target in targets if target.startswith("#") and _NOTE.search(target[1:])]


def _part(element: lxml.html.HtmlElement, anchor: str) -> str:
    if re.fullmatch(r"h[1-6]", element.tag):
        return "titles"
    return "notes" if _NOTE.search(anchor) else "text"


def _note_stretch(element: lxml.html.HtmlElement, block: PageBlock, start: int) -> None:
    """Record a repair or a citation from `start` to the end of the block's text so far."""
    end = len(block.text)
    if end <= start:
        return
    source, cited = element.get("data-source"), element.get("data-cite")
    if source is not None and "repair" in (element.get("class") or "").split():
        block.repairs.append(Stretch(start, end, source))
    if cited:
        block.citations.append(Stretch(start, end, cited))
