"""ZIM for Kiwix (https://wiki.openzim.org/wiki/ZIM_file_format), made from the finished folder.

Every page of the folder is an entry; downloadable files are left out, and links to them lead to the published site. A
small entry for each passage (kiwix.py) lets Kiwix's search land there, and redirects answer to every usual form of a
symbol.
"""

from __future__ import annotations

import hashlib
import mmap
import re
import struct
from collections.abc import Iterable
from fnmatch import fnmatchcase
from html import escape, unescape
from pathlib import Path
from posixpath import dirname, relpath
from urllib.parse import quote

from libzim.writer import Creator, Hint, IndexData, Item, StringProvider

from ..core.interface import interface
from ..core.parallel import shown
from ..core.settings import archive
from ..export.formats import is_format
from ..hosting.hosting_settings import media_type
from ..search.page_blocks import read_page
from . import sums
from .copy_settings import OfflineError, settings
from .drawing import png
from .folder import Copy
from .kiwix import Passage, index_words, keywords, passages, suggestion_title, symbol_forms
from .local_pages import Page, offline
from .selection import Facts
from .zim_metadata import metadata

MAIN = "index.html"
SCRIPT = "hors-ligne/zim.js"
SIGN = "assets/images/favicon.svg"

_FIRST = ("/words/", "/text/", ".html")
# The policy of a page, with the space before it:
# ` <meta http-equiv="Content-Security-Policy" content="default-src 'self'">`.
_POLICY = re.compile(r'(?<!\s)\s*+<meta http-equiv="Content-Security-Policy" content="[^"]*">')
# The title of a page: `<title>A/76/463 – Cote</title>`; not `<h1>A/76/463</h1>`.
_TITLE = re.compile(r"<title>([^<]*)</title>")
# The beginning of a Xapian database: `\x0f\x0dXapian Glass`; not `Xapian Glass`.
_GLASS = re.compile(rb"\x0f\x0dXapian Glass")
_CHECKSUM_AT, _UUID = 72, slice(8, 24)  # header of the ZIM format
_GLASS_UUID = 14 + 2  # after magic and version (xapian-core, glass_version.cc)


class _Index(IndexData):  # type: ignore[misc]
    """The words by which Kiwix finds an entry; `keywords` count most. A title here would be stored a second time."""

    def __init__(self, words: str, keywords: str) -> None:
        super().__init__()
        self._words, self._keywords = words, keywords

    def has_indexdata(self) -> bool:
        return bool(self._words or self._keywords)

    def get_title(self) -> str:
        return ""

    def get_content(self) -> str:
        return index_words(self._words)

    def get_keywords(self) -> str:
        return index_words(self._keywords)

    def get_wordcount(self) -> int:
        return len(self._words.split())


class _Entry(Item):  # type: ignore[misc]
    """A file of the ZIM. `suggested`: its title is offered to readers as they type."""

    def __init__(
        self, path: str, title: str, content: bytes, words: str = "", keywords: str = "", *, suggested: bool = False
    ) -> None:
        super().__init__()
        self._path, self._title, self._content = path, title, content
        self._index, self._suggested = _Index(words, keywords), suggested

    def get_path(self) -> str:
        return self._path

    def get_title(self) -> str:
        return self._title

    def get_mimetype(self) -> str:
        # A passage has no ending: it is a page.
        return media_type(self._path).partition(";")[0] if Path(self._path).suffix else "text/html"

    def get_contentprovider(self) -> StringProvider:
        return StringProvider(self._content)

    def get_indexdata(self) -> IndexData:
        return self._index

    def get_hints(self) -> dict[Hint, int]:
        return {Hint.FRONT_ARTICLE: self._suggested, Hint.COMPRESS: True}


def make_zim(folder: Path, file: Path, selection: list[Facts], copy: Copy) -> None:
    """Write the copy in `folder` as a ZIM file. Raises OfflineError."""
    zim = settings().zim
    paths = [path for path in sums.files(folder) if not _matches_any(zim.without, path) and not is_format(path)]
    described = metadata(selection, copy)
    creator = Creator(file).config_indexing(True, described["Language"].partition(",")[0])
    with creator.config_clustersize(zim.cluster).config_nbworkers(1):  # more than one would leave the order to chance
        creator.set_mainpath(MAIN)
        book = _Book(creator, folder, paths, selection)
        for path in shown(sorted(paths, key=_order), len(paths), "Packing .zim"):
            book.add(path)
        creator.add_illustration(48, png(folder / SIGN, 48))
        for name, value in described.items():
            creator.add_metadata(name, value)
    _make_reproducible(file)


def _matches_any(patterns: Iterable[str], path: str) -> bool:
    return any(fnmatchcase(path, pattern) for pattern in patterns)


def _order(path: str) -> tuple[int, str]:
    """Sort key that keeps similar files together, those that repeat others last: pages repeat the search's texts."""
    return next((number for number, part in enumerate(_FIRST) if part in path), len(_FIRST)), path


class _Book:
    """Adds the files of a copy to a ZIM."""

    def __init__(self, creator: Creator, folder: Path, paths: Iterable[str], selection: Iterable[Facts]) -> None:
        self._creator, self._folder, self._files = creator, folder, frozenset(paths)
        self._documents = {f"{facts.path}/{MAIN}": facts for facts in selection}
        self._passages = 0
        self._symbols: set[str] = set()

    def add(self, path: str) -> None:
        """Add a file; of a document, also its passages and the forms of its symbols."""
        content = (self._folder / path).read_bytes()
        if not path.endswith(".html"):
            self._creator.add_item(_Entry(path, "", content))
            return
        text = self._page(path, content.decode("utf-8"))
        if path in self._documents:
            self._add_document(path, text, self._documents[path])
        else:
            title = "" if _matches_any(settings().zim.silent, path) else _title(text)
            self._creator.add_item(_Entry(path, title, text.encode(), "", title, suggested=bool(title)))

    def _page(self, path: str, text: str) -> str:
        """The page without the site's policy: a reader program has one of its own, puts its scripts into pages
        (kiwix-serve up to 3.3), and may not know a policy that allows only WebAssembly (Chromium before 97).
        """
        page = Page(path, self._files, archive().site_url)
        words = escape(interface(archive().language).say("copies.zim.own_search"))
        script = f'<script src="{page.up}{SCRIPT}" data-words="{words}" defer></script></head>'
        return _POLICY.sub("", offline(text, page), count=1).replace("</head>", script, 1)

    def _add_document(self, path: str, text: str, facts: Facts) -> None:
        page = read_page(self._folder / path, self._folder)
        if page is None:
            raise OfflineError(f"{path}: the page has no text")
        self._creator.add_item(_Entry(path, facts.title, text.encode(), "", keywords(facts.data), suggested=True))
        for passage in passages(page):
            self._passages += 1
            self._add_passage(f"p/{self._passages}", passage, path, page.language)
        if (title := suggestion_title(facts.title)) != facts.title:
            # Of two entries that lead to the same page, Kiwix suggests only one.
            self._creator.add_redirection(facts.path, title, path, {Hint.FRONT_ARTICLE: True})
        for symbol in symbol_forms(facts.data):
            if symbol not in self._symbols:  # the first language with this symbol
                self._symbols.add(symbol)
                self._creator.add_redirection(symbol, symbol, path, {})

    def _add_passage(self, path: str, passage: Passage, page: str, language: str) -> None:
        """Add a page that shows a passage's words and leads to it."""
        anchor = f"#{passage.anchor}" if passage.anchor else ""
        here = dirname(path)
        name, address = escape(passage.name), escape(quote(relpath(page, here)) + anchor)
        content = (
            f'<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>{name}</title>'
            f'<link rel="icon" href="{relpath(SIGN, here)}">'
            f'<meta http-equiv="refresh" content="0; url={address}"></head>'
            f'<body><p><a href="{address}">{name}</a></p><p>{escape(passage.words)}</p></body></html>'
        )
        words = f"{passage.words} {passage.cites}"
        self._creator.add_item(_Entry(path, passage.name, content.encode(), words, passage.keywords))


def _title(text: str) -> str:
    """The title of a page, without the archive's name."""
    match = _TITLE.search(text)
    title = unescape(match[1]).strip() if match else archive().name
    return title.removesuffix(f" – {archive().name}")


def _make_reproducible(file: Path) -> None:
    """Derive the file's random UUID, and those of its two Xapian databases, from its content instead."""
    with file.open("r+b") as stream, mmap.mmap(stream.fileno(), 0) as content:
        [end] = struct.unpack_from("<Q", content, _CHECKSUM_AT)
        if end != len(content) - 16:
            raise OfflineError(f"{file}: not a ZIM file in the expected format")
        places = [match.start() + _GLASS_UUID for match in _GLASS.finditer(content)]
        content[_UUID] = bytes(16)
        for place in places:
            content[place : place + 16] = bytes(16)
        seed = hashlib.sha256(memoryview(content)[:end]).digest()
        content[_UUID] = seed[:16]
        for number, place in enumerate(places):
            content[place : place + 16] = hashlib.sha256(seed + bytes([number])).digest()[:16]
        content[end:] = hashlib.md5(memoryview(content)[:end], usedforsecurity=False).digest()
