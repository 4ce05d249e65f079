"""Makes the search of the built site: each document by itself, then shard by shard, then what all shards share.

Files in the site's folder `pagefind/`, each of them a script (bundle.py):

    manifest              loaded first by the browser: shards, first forms of the vocabulary's pieces, names of facets
    engine                Pagefind itself, with its WebAssembly
    words/<n>             the vocabulary (word_forms.py)
    symbols/<n>           symbols of documents that are held or cited (symbol_index.py)
    text/<document>/<n>   the text of a document in pieces
    newest                the next two files of each of the newest shards, in one
    <shard>/shard         what Pagefind reads first; its documents: their data, and for each block its places and part
    <shard>/facets        countries and themes of each block of its documents
    <shard>/index/<n>     Pagefind's index: a record is a document, a word is a key (word_folding.py)

Pagefind says in which documents, and where in them, a key occurs. The tables say which paragraph a place is in and
what it can be narrowed by, so that counting and filtering 1,000 documents needs none of their texts. Shards keep the
bytes of a query bounded, let the search of a common word stop at the newest, and are what a change makes anew; see
docs/developers/search.md.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from ..core.diagnostics import Diagnostic
from ..core.empty_folders import without_files
from ..core.parallel import each
from ..core.paths_below import paths_below
from ..core.settings import archive
from ..core.stage_store import Store
from .bundle import FOLDER
from .shards import Shard, Summary, divided, make_document, make_shard, page_keys, put_engine, take_document, take_shard
from .shared_files import write_shared

# A document's date, as its page gives it: `2021-10-28`; not `2021`.
_DATE = re.compile(r"\d{4}-\d\d-\d\d")

Item = TypeVar("Item")
Result = TypeVar("Result")


class SearchError(RuntimeError):
    """A page's document, or a shard, couldn't be indexed."""


def index(
    site: Path, *, jobs: int = 0, store: Store | None = None, known: Mapping[str, str] = MappingProxyType({})
) -> list[Diagnostic]:
    """Make the search of a built site, in its folder `pagefind/`, replacing an older one.

    `known`: the SHA-256 of files of the site, by their paths.

    The same site gives the same bytes, whatever of it is in the store. Raises SearchError if a page can't be indexed,
    DataError if a data file is wrong.
    """
    folder = site / FOLDER
    if folder.exists():
        without_files(folder)
    with _stored(site, store) as kept:
        documents = _documents(site, kept, known, jobs)
        shards = divided(documents)
        _put_shards(site, kept, shards, jobs)
        put_engine(kept, folder)
        write_shared(site, kept, shards, partial(_summary, kept, site))
    return sorted(diagnostic for document in documents for diagnostic in _findings(document))


@contextmanager
def _stored(site: Path, store: Store | None) -> Iterator[Store]:
    """The store; for want of one, one that doesn't last."""
    if store:
        yield store
        return
    with tempfile.TemporaryDirectory(prefix=".search-", dir=site) as folder:
        yield Store(Path(folder), 0)


def _documents(site: Path, store: Store, known: Mapping[str, str], jobs: int) -> list[Summary]:
    """The documents of the site, the oldest first, so that a new one changes only the last shard; versions of one
    together."""
    taken: list[Summary] = []
    missing: list[str] = []
    files = sorted(path for path in paths_below(site) if path.endswith(".html"))
    for file, key in page_keys(store, site, files, known):
        if document := take_document(store, site / FOLDER, key):
            taken.append(document)
        else:
            missing.append(file)
    made = _each(partial(make_document, store, site), missing, jobs, "Reading pages")
    return sorted(
        [*taken, *filter(None, made)], key=lambda document: (_date(document), document.address, document.file)
    )


def _date(document: Summary) -> str:
    date = document.data.get("date", "")
    return date if _DATE.fullmatch(date) else ""


def _put_shards(site: Path, store: Store, shards: Sequence[Shard], jobs: int) -> None:
    """Put the files of all shards into the folder of the search."""
    missing = [shard for shard in shards if take_shard(store, site / FOLDER, shard) is None]
    for _ in _each(partial(_make_shard, store, site), missing, jobs, "Indexing"):
        pass


def _make_shard(store: Store, site: Path, shard: Shard) -> None:
    make_shard(store, site, shard)  # What it returns is in the store.


def _summary(store: Store, site: Path, shard: Shard) -> bytes:
    """What the whole archive takes of a shard."""
    return store.get(shard.key) or make_shard(store, site, shard)


def _each(work: Callable[[Item], Result], items: Sequence[Item], jobs: int, label: str) -> Iterator[Result | None]:
    for outcome in each(work, items, seconds=archive().limits.document_seconds, jobs=jobs, label=label):
        if outcome.error:
            named = outcome.item.documents[0].file if isinstance(outcome.item, Shard) else outcome.item
            raise SearchError(f"{named}: {outcome.error}")
        yield outcome.result


def _findings(document: Summary) -> Iterator[Diagnostic]:
    if document.blocks < 2:
        yield Diagnostic(document.file, 0, "F001", "no block of the article has an id, so search finds nothing in it")
    if document.stray:
        words = f"{document.stray[:80]}…" if len(document.stray) > 80 else document.stray
        yield Diagnostic(document.file, 0, "F002", f"“{words}” isn't in a block with an id, so search can't find it")
