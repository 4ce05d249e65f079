"""The archive's documents in shards: small parts of the index, each made of the documents that fall into it.

A shard ends where the hash of a document's path says so. So a document more, or less, changes the shard that it is in
and no other, and what a shard is made of is mostly in the store (core/stage_store.py) already.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from itertools import chain
from pathlib import Path

from ..core.page_notes import PageNotes
from ..core.stage_store import Store
from ..core.stage_store import key as key_of
from .bundle import FOLDER, as_letters, engine, letters, script, script_of
from .page_blocks import essence, page_of
from .page_facets import ROOMS, document_key, keep_facets
from .pagefind import Pagefind
from .pagefind_index import Index, index_of, prove
from .shard_parts import Entry, Made, compact, entry_of, keep_entry, keep_made, kept_entry, last_made, parts_of, renewed

LEAST, MOST = 16, 48
"""Documents of a shard: from how many on it may end, and how many it has at most."""

ENDS = 16
"""Of so many documents, one ends a shard."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What the index of the whole archive takes of a document."""

    key: str
    """Hash of all that the document's entries in the store were made from."""
    id: str
    """Name of the folder of its texts."""
    file: str
    path: str
    flat: bool
    language: str
    data: dict[str, str]
    stray: str
    blocks: int
    cited: dict[str, int]
    digest: str
    """Hash of its texts."""

    @property
    def address(self) -> str:
        """What its versions in other languages share with it; of a document that has none, its own path."""
        return self.data.get("address", self.path)


@dataclass(frozen=True, slots=True)
class Shard:
    """Documents that are indexed together, the oldest first."""

    documents: tuple[Summary, ...]

    @property
    def name(self) -> str:
        """Name of its folder: that of its first document's texts."""
        return self.documents[0].id

    @property
    def head(self) -> str:
        """Name of the script that says what the shard has and leads to its other files."""
        return f"{self.name}/shard"

    @property
    def facets(self) -> str:
        """Name of the script that says what its paragraphs can be narrowed by."""
        return f"{self.name}/facets"

    @property
    def readers_count(self) -> int:
        """Documents as readers count them: versions are one."""
        return len({document.address for document in self.documents})

    @property
    def key(self) -> str:
        """Hash of all that its entries in the store were made from."""
        return key_of("search shard", ROOMS, *(document.key for document in self.documents))


def divided(documents: Sequence[Summary]) -> list[Shard]:
    """Documents, in order, in shards."""
    shards: list[Shard] = []
    start = 0
    for end, document in enumerate(documents, 1):
        size = end - start
        inside = end < len(documents) and documents[end].address == document.address  # between versions of one
        chosen = zlib.crc32(document.path.encode("utf-8", "surrogatepass")) % ENDS == 0
        ends = size >= LEAST and chosen and not inside
        if ends or size == MOST or end == len(documents):
            shards.append(Shard(tuple(documents[start:end])))
            start = end
    return shards


# --- documents


def page_keys(store: Store, site: Path, files: Sequence[str], digests: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The pages, of those at the paths `files`, that have a document, each with the document's name in the store.
    `digests`: the SHA-256 of files of the site, by path, as far as they are known."""

    def key_of_page(file: str, page: bytes) -> str:
        content = essence(page)
        return document_key(file, content) if content else ""

    notes = PageNotes(store, key_of("search pages", ROOMS), site)
    for file in files:
        if key := notes.of(file, digests.get(file, ""), partial(key_of_page, file)):
            yield file, key
    notes.keep()


def take_document(store: Store, folder: Path, key: str) -> Summary | None:
    """What the store has of a document by its name there, its texts put into the folder of the search; None where it
    hasn't all of it."""
    found = store.get(key)
    if found is None or not store.take_files(_files_key(key), folder):
        return None
    return Summary(**json.loads(found))


def make_document(store: Store, site: Path, file: str) -> Summary | None:
    """Make what is stored of the document on a page, with its texts in the folder of the search; None if the page has
    no document."""
    from .stored_document import document_of  # Only where a document is made: it reads words of all languages.

    content = essence((site / file).read_bytes())
    page = page_of(content, file) if content else None
    if page is None:
        return None
    key, document = document_key(file, content), document_of(page)
    name = hashlib.sha256(document.path.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    texts = {f"text/{name}/{n}": script(f"text/{name}/{n}", piece) for n, piece in enumerate(document.pieces)}
    digest = _deliver(store, key, texts, site / FOLDER)
    keep_entry(store, key, entry_of(document, name))
    keep_facets(store, key, document)
    made = Summary(
        key=key,
        id=name,
        file=document.file,
        path=document.path,
        flat=document.flat,
        language=document.language,
        data=document.data,
        stray=document.stray[:81],
        blocks=len(document.lengths),
        cited=document.cited,
        digest=digest,
    )
    store.put(key, compact(asdict(made)))  # last: where it is, so are the others
    return made


# --- shards


def put_engine(store: Store, folder: Path) -> None:
    """Pagefind itself, in the folder of the search."""
    key = _files_key(key_of("search engine", ROOMS))
    if not store.take_files(key, folder):
        with Pagefind() as pagefind:
            files = prove(pagefind)
        store.deliver(key, {"engine.js": engine(files)}, folder)


def take_shard(store: Store, folder: Path, shard: Shard) -> bytes | None:
    """What the store has of a shard (see `make_shard`), its files put into the folder of the search; None where it
    hasn't all of it."""
    found = store.get(shard.key)
    return found if found is not None and store.take_files(_files_key(shard.key), folder) else None


def make_shard(store: Store, site: Path, shard: Shard) -> bytes:
    """Make what is stored of a shard, its files in the folder of the search. What the shard before had of it is taken
    from the store.

    Returns what the whole archive takes of it, in JSON: how often each form occurs, by language (`forms`); pieces of
    damaged words (`damaged`); the hash of its files (`digest`).
    """
    documents = [(document.key, document.language) for document in shard.documents]
    before = last_made(store, shard.name)
    parts = renewed(before.parts, documents, store) if before else None
    if parts is None:
        parts = parts_of(documents, lambda number: _entry(store, site, shard.documents[number]))
    index = index_of(parts.words)
    digests = {path: hashlib.sha256(content).hexdigest() for path, content in index.files.items()}
    files = _index_files(store, shard, index, digests, before)
    head = compact({"meta": as_letters(index.meta), "documents": []}).removesuffix(b"]}")
    files[shard.head] = script_of(shard.head, b"".join((head, b",".join(parts.tables), b"]}")))
    files[shard.facets] = script_of(shard.facets, b"[%s]" % b",".join(parts.facets))
    summary = {
        "digest": _deliver(store, shard.key, files, site / FOLDER),
        "forms": parts.forms,
        "damaged": sorted(set(chain.from_iterable(parts.damaged))),
    }
    keep_made(store, shard.name, Made(shard.key, parts, digests))
    made = compact(summary)
    store.put(shard.key, made)
    return made


def _index_files(
    store: Store, shard: Shard, index: Index, digests: Mapping[str, str], before: Made | None
) -> dict[str, bytes]:
    """The scripts of an index, whose files have these hashes; those that were in the shard before are taken over."""
    same = before.digests.items() & digests.items() if before else set()
    known = (store.files(_files_key(before.key)) or {}) if before and same else {}
    files: dict[str, bytes] = {}
    for path, content in index.files.items():
        name = f"{shard.name}/{path}"
        taken = known.get(f"{name}.js") if (path, digests[path]) in same else None
        files[name] = letters(name, content) if taken is None else taken
    return files


def _entry(store: Store, site: Path, document: Summary) -> Entry:
    """What its shard takes of a document."""
    if kept := kept_entry(store, document.key):
        return kept
    from .stored_document import document_of

    page = page_of(essence((site / document.file).read_bytes()), document.file)
    assert page is not None
    return entry_of(document_of(page), document.id)


def _files_key(key: str) -> str:
    return key_of("search files", (), key)


def _deliver(store: Store, key: str, files: Mapping[str, bytes], folder: Path) -> str:
    """Put the scripts of a document or a shard into a folder and the store. Returns the hash of their content."""
    store.deliver(_files_key(key), {f"{name}.js": content for name, content in files.items()}, folder)
    digest = hashlib.sha256()
    for content in files.values():
        digest.update(hashlib.sha256(content).digest())
    return digest.hexdigest()
