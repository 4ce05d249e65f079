"""ZIM for Kiwix (https://wiki.openzim.org/wiki/ZIM_file_format), made from the finished folder.

Kiwix searches with an index of its own, which does not know French elisions: it is given the words so that it finds
them. A small entry for each paragraph lets it land there, and redirects answer to symbols however they are written.
"""

from __future__ import annotations

import hashlib
import mmap
import re
import struct
import unicodedata
from collections.abc import Iterator
from html import escape
from io import BytesIO
from pathlib import Path
from typing import Any

import lxml.html
from libzim.writer import Creator, Hint, IndexData, Item, StringProvider
from PIL import Image

from ..parallel import shown
from . import sums
from .folder import Copy
from .selection import Facts
from .settings import OfflineError, settings

SCRIPT = "hors-ligne/zim.js"

_TYPES = {
    ".html": "text/html",
    ".css": "text/css",
    ".js": "text/javascript",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".txt": "text/plain",
    ".xml": "application/xml",
    ".csv": "text/csv",
}
_ELIDED = re.compile(r"\b((?:\w|qu|jusqu|lorsqu|puisqu)')(\w+)")
_TITLE = re.compile(r"<title>([^<]*)</title>")
_NUMBERED = re.compile(r"(?:^|\.)par-[^.]+$")
_GLASS = re.compile(rb"\x0f\x0dXapian Glass")
_CHECKSUM_AT, _UUID = 72, slice(8, 24)  # header of the ZIM format
_GLASS_UUID = 14 + 2  # after magic and version (xapian-core, glass_version.cc)


class _Index(IndexData):  # type: ignore[misc]
    """What Kiwix finds an entry by; nothing where there are no words."""

    def __init__(self, title: str, words: str) -> None:
        super().__init__()
        self._title, self._words = title, words

    def has_indexdata(self) -> bool:
        return bool(self._words)

    def get_title(self) -> str:
        return split_elisions(self._title)

    def get_content(self) -> str:
        return split_elisions(self._words)

    def get_keywords(self) -> str:
        return ""

    def get_wordcount(self) -> int:
        return len(self._words.split())


class _Entry(Item):  # type: ignore[misc]
    """A file of the archive. `suggested`: its title is offered to who types it."""

    def __init__(
        self, path: str, title: str, mime: str, content: bytes, words: str = "", *, suggested: bool = False
    ) -> None:
        super().__init__()
        self._path, self._title, self._mime, self._content = path, title, mime, content
        self._index, self._suggested = _Index(title, words), suggested

    def get_path(self) -> str:
        return self._path

    def get_title(self) -> str:
        return self._title

    def get_mimetype(self) -> str:
        return self._mime

    def get_contentprovider(self) -> StringProvider:
        return StringProvider(self._content)

    def get_indexdata(self) -> IndexData:
        return self._index

    def get_hints(self) -> dict[Hint, int]:
        return {Hint.FRONT_ARTICLE: self._suggested, Hint.COMPRESS: True}


def make_zim(folder: Path, file: Path, wanted: list[Facts], copy: Copy) -> None:
    """Write the copy in `folder` as a ZIM file. Raises OfflineError."""
    paths = [path for path in sums.files(folder) if path not in ("LISEZ-MOI.html", "verifier.html")]
    by_page = {f"{facts.path}/index.html": facts for facts in wanted}
    held = {f"cotes/{page.partition('/')[2]}" for page in by_page}  # whose symbol leads to the document itself
    with Creator(file).config_indexing(True, settings().zim.language).config_nbworkers(1) as creator:
        creator.set_mainpath("index.html")
        for path in shown(paths, len(paths), "Packing .zim"):
            if path.endswith(".html"):
                _add_page(creator, folder, path, by_page.get(path), suggested=path not in held)
            else:
                mime = _TYPES.get(Path(path).suffix, "application/octet-stream")
                creator.add_item(_Entry(path, "", mime, (folder / path).read_bytes()))
        creator.add_illustration(48, _illustration())
        for name, value in _metadata(copy).items():
            creator.add_metadata(name, value)
    _settle(file)


def _metadata(copy: Copy) -> dict[str, str]:
    zim = settings().zim
    if len(zim.title) > 30 or len(zim.description) > 80:
        raise OfflineError("data/offline.toml: ZIM allows 30 letters of title and 80 of description")
    return {
        "Name": zim.name,
        "Title": zim.title,
        "Description": zim.description,
        "Language": zim.language,
        "Creator": zim.creator,
        "Publisher": zim.publisher,
        "Date": copy.day,
        "Scraper": "cote",
        "Tags": "_ftindex:yes",
    }


def _illustration() -> bytes:
    """48 pixels square: a plain field in the colour of the site."""
    made = BytesIO()
    Image.new("RGB", (48, 48), "#0b5394").save(made, "PNG")
    return made.getvalue()


def _add_page(creator: Creator, folder: Path, path: str, facts: Facts | None, *, suggested: bool) -> None:
    """A page; of a document, its paragraphs and the ways its symbol is written, too."""
    content = (folder / path).read_bytes()
    found = _TITLE.search(content.decode("utf-8"))
    title = lxml.html.fromstring(f"<p>{found[1]}</p>").text_content() if found else path
    script = f'<script src="{"../" * path.count("/")}{SCRIPT}" defer></script></head>'.encode()
    content = content.replace(b"</head>", script, 1)
    if facts is None:
        creator.add_item(_Entry(path, title, "text/html", content, suggested=suggested))
        return
    [article] = lxml.html.document_fromstring(content.decode("utf-8")).xpath("//article[@data-pagefind-body]")
    for control in article.xpath(".//*[@data-chrome]"):
        control.drop_tree()
    symbol = facts.data.get("symbol") or facts.data.get("title", facts.path)
    for block in _paragraphs(article):
        anchor, words = block.get("id"), " ".join(block.text_content().split())
        name = f"{symbol}, par. {anchor.rpartition('par-')[2]}"
        address = f"{'../' * (facts.path.count('/') + 2)}{path}#{anchor}"
        creator.add_item(_Entry(f"par/{facts.path}/{anchor}", name, "text/html", _leading(name, address, words), words))
        block.drop_tree()
    # What is found in a paragraph leads to the paragraph; the page is found by its title and all other words.
    creator.add_item(_Entry(path, facts.title, "text/html", content, article.text_content(), suggested=True))
    for way in _ways(facts.data.get("symbol", "")):
        creator.add_redirection(way, way, path, {})


def _paragraphs(article: Any) -> list[Any]:
    """The numbered paragraphs, without their items."""
    return [block for block in article.iterfind(".//p[@id]") if _NUMBERED.search(block.get("id"))]


def _leading(name: str, address: str, words: str) -> bytes:
    """A page that shows a paragraph's words and leads to it."""
    return (
        f'<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>{escape(name)}</title>'
        f'<meta http-equiv="refresh" content="0; url={escape(address)}"></head>'
        f'<body><p><a href="{escape(address)}">{escape(name)}</a></p><p>{escape(words)}</p></body></html>'
    ).encode()


def _ways(symbol: str) -> Iterator[str]:
    """The usual ways to write a symbol: `A/76/463`, `76/463`, `A-76-463`."""
    if not symbol:
        return
    ways = {symbol, symbol.replace("/", "-"), symbol.partition("/")[2], symbol.partition("/")[2].replace("/", "-")}
    yield from sorted(filter(None, ways))


def split_elisions(words: str) -> str:
    """Without accents, in small letters, and each elided word also without its article: « l'assemblee assemblee »."""
    plain = unicodedata.normalize("NFKD", words.replace("’", "'"))
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter)).lower()
    return _ELIDED.sub(r"\1\2 \2", plain)


def _settle(file: Path) -> None:
    """Take chance out of the file: its UUID and those of the two Xapian databases come from the content instead."""
    with file.open("r+b") as stream, mmap.mmap(stream.fileno(), 0) as content:
        [end] = struct.unpack_from("<Q", content, _CHECKSUM_AT)
        if end != len(content) - 16:
            raise OfflineError(f"{file}: not a ZIM file of the known form")
        places = [found.start() + _GLASS_UUID for found in _GLASS.finditer(content)]
        content[_UUID] = bytes(16)
        for place in places:
            content[place : place + 16] = bytes(16)
        seed = hashlib.sha256(memoryview(content)[:end]).digest()
        content[_UUID] = seed[:16]
        for number, place in enumerate(places):
            content[place : place + 16] = hashlib.sha256(seed + bytes([number])).digest()[:16]
        content[end:] = hashlib.md5(memoryview(content)[:end], usedforsecurity=False).digest()
