"""Pagefind's index of a shard, put together from what is known of each of its documents, as Pagefind writes it.

Pagefind reads all words of all documents, and compresses a copy of their texts that nobody loads: 80 CPU ms a document,
and for all documents of a shard when one has changed. Here the places of a document are written once, in the form
in which the index has them. The form is Pagefind's (CBOR, pagefind/src/index/), and `prove` compares with Pagefind
itself wherever its engine is taken over, so that another version can't be written wrongly unnoticed.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version

from .cbor import NOTHING, list_of, numbers, text
from .index_words import Merged, hashed, merged, record_of
from .pagefind import CHUNK, DECODED, LANGUAGE, Pagefind, PagefindError
from .word_folding import GAP

_HASH = 7
"""Digits of a hash that name a file, or more where these are taken."""


@dataclass(frozen=True, slots=True)
class Index:
    """The files of an index, by path, and what leads to them."""

    names: list[str]
    """Names of the documents in results."""
    meta: bytes
    """What a browser must have to ask for the files: of each the words that it begins and ends with."""
    files: dict[str, bytes]


def index_of(documents: Merged) -> Index:
    """The index of documents that are put together."""
    taken: set[str] = set()
    names = [_name(document, taken) for document, _ in documents.documents]
    pages = [
        list_of([text(name), numbers[length]]) for name, (_, length) in zip(names, documents.documents, strict=True)
    ]
    chunks: list[bytes] = []
    files: dict[str, bytes] = {}
    for start, end, words in _ranges(list(_chunks(documents.words))):
        content = list_of([list_of(words)])
        name = _name(hashed(content), taken)
        chunks.append(list_of([text(start), text(end), text(name)]))
        files[f"index/{name}.pf_index"] = DECODED + content
    meta = list_of([text(version("pagefind_bin")), list_of(pages), list_of(chunks), NOTHING, NOTHING, NOTHING])
    return Index(names, meta, dict(sorted(files.items())))


def _chunks(words: Mapping[str, tuple[int, bytes]]) -> Iterator[list[tuple[str, bytes]]]:
    """The words with their items, in parts of about CHUNK places."""
    chunk: list[tuple[str, bytes]] = []
    size = 0
    for word, (places, item) in words.items():
        chunk.append((word, item))
        size += places
        if size >= CHUNK:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def _ranges(chunks: Sequence[Sequence[tuple[str, bytes]]]) -> Iterator[tuple[str, str, list[bytes]]]:
    """First and last word of each chunk, as short as they tell it from the chunks beside it, and the items in it."""
    start = chunks[0][0][0] if chunks else ""
    for number, chunk in enumerate(chunks, 1):
        end, after = chunk[-1][0], ""
        if number < len(chunks):
            short, after = _apart(end, chunks[number][0][0])
            end = short if short >= start else end
        yield start, end, [item for _, item in chunk]
        start = after


def _apart(before: str, after: str) -> tuple[str, str]:
    """The beginnings of two words up to the first letter in which they differ."""
    length = next((place for place, pair in enumerate(zip(before, after, strict=False)) if len(set(pair)) > 1), None)
    end = (min(len(before), len(after)) if length is None else length) + 1
    return before[:end], after[:end]


def _name(full: str, taken: set[str]) -> str:
    """A name made of the beginning of a hash that isn't taken; it is from now on."""
    length = _HASH
    while (name := f"{LANGUAGE}_{full[:length]}") in taken and length < len(full):
        length += 1
    taken.add(name)
    return name


# --- compared with Pagefind


def prove(pagefind: Pagefind) -> dict[str, bytes]:
    """Have an empty index of Pagefind made of a few documents with every length of a number. Returns its files. Raises
    PagefindError if the index made here is another."""
    rare = [GAP] * 70_000
    rare[::300] = [f"mot{number}ჰ" for number in range(len(rare[::300]))]
    samples = {
        "/fr/A/1/": ["traitოეჰ", GAP, "traitოეჰ", *["asileჰ"] * 300, "abბ1ჰ"] * 30,
        "/fr/A/2/": [*rare, "asileჰ", "字ჰ"],
    }
    for url, keys in samples.items():
        pagefind.add(url, " ".join(keys))
    files = pagefind.files()
    if difference := differing(index_of(merged([record_of(url, keys) for url, keys in samples.items()])), files):
        raise PagefindError(
            f"Pagefind's index has another form ({', '.join(difference)}); use the locked version of pagefind-bin"
        )
    return files


def differing(index: Index, files: dict[str, bytes]) -> list[str]:
    """Paths at which an index isn't that of Pagefind, whose files are given; its other files aren't compared."""
    expected = {path: _plain(content) for path, content in files.items() if path.endswith((".pf_index", ".pf_meta"))}
    [meta] = [path for path in expected if path.endswith(".pf_meta")]  # named by its hash
    made = index.files | {meta: DECODED + index.meta}
    fragments = {f"fragment/{name}.pf_fragment" for name in index.names}
    missing = fragments ^ {path for path in files if path.endswith(".pf_fragment")}
    return sorted({path for path in expected.keys() | made.keys() if expected.get(path) != made.get(path)} | missing)


def _plain(content: bytes) -> bytes:
    return gzip.decompress(content) if content.startswith(b"\x1f\x8b") else content
