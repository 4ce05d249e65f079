"""Makes the search of the built site: one pass over its pages, shard by shard.

Files in the site's folder `pagefind/`, each of them a script (bundle.py):

    manifest              loaded first by the browser: shards, first forms of the vocabulary's pieces, names of facets
    engine, wasm…         Pagefind itself
    words/<n>             the vocabulary (word_forms.py)
    symbols/<n>           symbols of documents that are held or cited (symbol_index.py)
    <shard>/…             Pagefind's index of the shard: a record is a document, a word is a key (word_folding.py)
    <shard>/shard         names that Pagefind's results give to the documents
    <shard>/blocks/<n>    documents, 32 per file: their data, and for each block its keys, part, countries, themes
    <shard>/text/<d>-<n>  the text of a document in pieces

Pagefind answers in which documents, and at which places, a key occurs. The tables say which paragraph a place is in and
what it can be narrowed by, so that counting and filtering 1,000 documents needs none of their texts. Shards keep the
memory and time of a query bounded, and let the search of a common word stop at the newest; see
docs/developers/search.md.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

from ..core.diagnostics import Diagnostic
from ..core.settings import archive
from .bundle import FOLDER, Bundle
from .facets import Facet, countries, themes
from .kin import search_rules
from .page_blocks import BODY, former
from .page_blocks import symbols as held_symbols
from .pagefind import Pagefind, identities
from .stored_document import Document, read_document
from .symbol_index import Symbols
from .word_folding import forms, unaccented
from .word_forms import Vocabulary

SHARD = 256
"""Documents in one Pagefind index."""

TABLE = 32
"""Documents in one file of block tables."""

_ALONE = 40
"""The most documents that a single process reads."""

# A document's date, as its page gives it: `<meta name="cote:date" content="2021-10-28"`.
_DATE = re.compile(rb'<meta name="cote:date" content="(\d{4}-\d\d-\d\d)"')


def index(site: Path) -> list[Diagnostic]:
    """Make the search of a built site, in its folder `pagefind/`, replacing an older one.

    The same site gives the same bytes. Raises PagefindError if Pagefind fails, DataError if a data file is wrong.
    """
    folder = site / FOLDER
    if folder.exists():
        shutil.rmtree(folder)
    files = _documents(site)
    shards = [files[start : start + SHARD] for start in range(0, len(files), SHARD)]
    bundle, vocabulary, symbols = Bundle(folder), Vocabulary(), Symbols()
    diagnostics: list[Diagnostic] = []
    flat = False
    for number, shard in enumerate(shards):
        documents: list[Document] = []
        for document in _read_all(shard, site):
            diagnostics += _findings(document)
            _collect(document, number, len(documents), vocabulary, symbols)
            _write_text(bundle, document, f"{number}/text/{len(documents)}")
            flat = document.flat
            documents.append(document)
        _write_shard(bundle, number, documents)
    if not shards:
        _write_shard(bundle, 0, [])
    symbols.link(site)
    manifest = {
        "documents": len(files),
        "shards": [len(shard) for shard in shards],
        "table": TABLE,
        "flat": flat,
        "words": _write_words(bundle, vocabulary, len(shards)),
        "symbols": _write_symbols(bundle, symbols),
        **_language(),
        "countries": {facet.key: _label(facet) for facet in countries()},
        "themes": {facet.key: _label(facet) for facet in themes()},
    }
    bundle.data("manifest", {"version": bundle.version, **manifest})
    return sorted(diagnostics)


def _documents(site: Path) -> list[Path]:
    """Pages that hold a document, the oldest first, so that a new document changes only the last shard."""
    dated = []
    for file in site.rglob("*.html"):
        content = file.read_bytes()
        if BODY in content:
            match = _DATE.search(content)
            dated.append((match[1].decode() if match else "", file.relative_to(site).as_posix(), file))
    return [file for _, _, file in sorted(dated)]


def _read_all(files: list[Path], site: Path) -> Iterator[Document]:
    """The documents in order, read on all cores if there are many."""
    reader = partial(read_document, site=site)
    if len(files) <= _ALONE:
        yield from filter(None, map(reader, files))
        return
    with ProcessPoolExecutor() as pool:
        yield from filter(None, pool.map(reader, files, chunksize=4))


def _findings(document: Document) -> Iterator[Diagnostic]:
    if len(document.lengths) < 2:
        yield Diagnostic(document.file, 0, "F001", "no block of the article has an id, so search finds nothing in it")
    if document.stray:
        words = f"{document.stray[:80]}…" if len(document.stray) > 80 else document.stray
        yield Diagnostic(document.file, 0, "F002", f"“{words}” isn't in a block with an id, so search can't find it")


def _collect(document: Document, shard: int, number: int, vocabulary: Vocabulary, symbols: Symbols) -> None:
    vocabulary.add(document.tokens.items(), document.language, shard)
    vocabulary.add_damaged(document.damaged, shard)
    data = document.data
    held, title = held_symbols(data), data.get("title", "")
    symbols.hold(held, document.path, title, shard=shard, number=number, former=former(data))
    for key, blocks in document.cited.items():
        symbols.cite(key, blocks, shard)
    document.tokens = {}


def _write_text(bundle: Bundle, document: Document, name: str) -> None:
    for number, piece in enumerate(document.pieces):
        bundle.data(f"{name}-{number}", piece)
    document.pieces = []


def _write_shard(bundle: Bundle, shard: int, documents: list[Document]) -> None:
    """Pagefind's index of some documents, and their tables."""
    with Pagefind() as pagefind:
        for document in documents:
            pagefind.add(f"/{document.path}", document.keys)
            document.keys = []
        files = pagefind.files()
    if shard == 0:
        bundle.engine(files)
    bundle.index(shard, files)
    names = identities(files)
    bundle.data(f"{shard}/shard", [names[f"/{document.path}"] for document in documents])
    for start in range(0, len(documents), TABLE):
        bundle.data(
            f"{shard}/blocks/{start // TABLE}", [_table(document) for document in documents[start : start + TABLE]]
        )


def _language() -> dict[str, Any]:
    """For the language in which readers type: stop words (without accents), and endings of plural and feminine."""
    table = search_rules()[archive().language]
    return {
        "stop_words": sorted({form for word in table["stop_words"] for form in map(unaccented, forms(word))}),
        "endings": table["endings"],
    }


def _label(facet: Facet) -> str:
    return facet.label.get(archive().language) or next(iter(facet.label.values()))


def _table(document: Document) -> dict[str, Any]:
    return {
        "path": document.path,
        "language": document.language,
        "data": document.data,
        "pieces": document.starts,
        "keys": document.lengths,
        "parts": document.parts,
        "countries": document.countries,
        "themes": document.themes,
    }


def _write_words(bundle: Bundle, vocabulary: Vocabulary, shards: int) -> list[str]:
    """Write the vocabulary. Returns the first form of each piece."""
    firsts: list[str] = []
    for first, piece in vocabulary.pieces(shards):
        bundle.data(f"words/{len(firsts)}", piece)
        firsts.append(first)
    return firsts


def _write_symbols(bundle: Bundle, symbols: Symbols) -> int:
    """Write the symbols. Returns the number of pieces."""
    pieces = symbols.pieces()
    for number, piece in enumerate(pieces):
        bundle.data(f"symbols/{number}", piece)
    return len(pieces)
