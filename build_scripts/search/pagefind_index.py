"""Pagefind's index of a shard, put together from what is known of each of its documents, as Pagefind writes it.

Pagefind reads all words of all documents, and compresses a copy of their texts that nobody loads: 80 CPU ms a document,
and for all documents of a shard when one has changed. Here the places of a document are written once, in the form
in which the index has them. The form is Pagefind's (CBOR, pagefind/src/index/), and `prove` compares with Pagefind
itself wherever its engine is taken over, so that another version can't be written wrongly unnoticed.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from importlib.metadata import version
from operator import sub
from typing import Any

from ..core.remembered import Remembered
from .pagefind import CHUNK, DECODED, LANGUAGE, Pagefind, PagefindError
from .word_folding import GAP

_UNSIGNED, _TEXT, _LIST = 0, 3, 4
"""What a CBOR item is: the first three bits."""

_NOTHING, _THREE = b"\x80", b"\x83"
"""An empty list, and the beginning of one of three items."""

_HASH = 7
"""Digits of a hash that name a file, or more where these are taken."""

_META_HASH = 15

_WORD_SIGNS = "_‿⁀⁔︳︴﹍﹎﹏＿"
"""Signs that Pagefind counts among the letters, as its entry has them; no key has one (word_folding.py)."""


@dataclass(frozen=True, slots=True)
class Record:
    """A document, as the index has it."""

    hash: str
    """Of what Pagefind would store of it; its name in results is made of that."""
    length: int
    """Number of its places."""
    words: dict[str, tuple[int, bytes]] = field(repr=False)
    """By key, at how many places it stands, and these in CBOR."""


@dataclass(frozen=True, slots=True)
class Index:
    """The files of an index, by path."""

    names: list[str]
    """Names of the documents in results."""
    first: dict[str, bytes]
    """What a browser must have to ask for the others."""
    others: dict[str, bytes]


def record_of(url: str, keys: Sequence[str]) -> Record:
    """A document at a URL with a key at each place, which may be GAP."""
    places: dict[str, list[int]] = defaultdict(list)
    for place, key in enumerate(keys):
        places[key].append(place)
    places.pop(GAP, None)
    fragment = {
        "url": url, "content": " ".join(keys), "word_count": len(keys), "filters": {}, "meta": {}, "anchors": [],
    }  # fmt: skip
    content = json.dumps(fragment, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    return Record(_hash(content), len(keys), {key: (len(own), _steps(own)) for key, own in places.items()})


def _steps(places: Sequence[int]) -> bytes:
    """A list of places, each as the steps from the one before."""
    if len(places) == 1:  # Every second word stands at one place.
        return _lists[1] + _numbers[places[0]]
    steps = map(_numbers.__getitem__, map(sub, places, [0, *places]))
    return b"".join((_lists[len(places)], *steps))


def packed(record: Record) -> bytes:
    """A record in a form that can be stored."""
    words = record.words
    described = {
        "hash": record.hash,
        "length": record.length,
        "words": " ".join(words),
        "counts": [count for count, _ in words.values()],
        "sizes": [len(steps) for _, steps in words.values()],
    }
    content = json.dumps(described, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    return b"\n".join([content, b"".join(steps for _, steps in words.values())])


def unpacked(content: bytes) -> Record:
    """The record that was packed."""
    head, _, steps = content.partition(b"\n")
    described: dict[str, Any] = json.loads(head)
    words, start = {}, 0
    for word, count, size in zip(described["words"].split(), described["counts"], described["sizes"], strict=True):
        words[word] = count, steps[start : start + size]
        start += size
    return Record(described["hash"], described["length"], words)


def index_of(records: Sequence[Record]) -> Index:
    """The index of documents, which are numbered in this order."""
    taken: set[str] = set()
    names = [_name(record.hash, taken) for record in records]
    pages = [_list([_text(name), _numbers[record.length]]) for name, record in zip(names, records, strict=True)]
    chunks: list[bytes] = []
    others: dict[str, bytes] = {}
    for start, end, words in _ranges(list(_chunks(records))):
        content = _list([_list(words)])
        name = _name(_hash(content), taken)
        chunks.append(_list([_text(start), _text(end), _text(name)]))
        others[f"index/{name}.pf_index"] = DECODED + content
    engine = version("pagefind_bin")
    meta = _list([_text(engine), _list(pages), _list(chunks), _NOTHING, _NOTHING, _NOTHING])
    name = f"{LANGUAGE}_{_hash(meta)[:_META_HASH]}"
    entry = {
        "version": engine,
        "languages": {LANGUAGE: {"hash": name, "wasm": None, "page_count": len(records)}},
        "include_characters": list(_WORD_SIGNS),
    }
    first = {
        "pagefind-entry.json": json.dumps(entry, ensure_ascii=False, separators=(",", ":")).encode(),
        f"pagefind.{name}.pf_meta": gzip.compress(DECODED + meta, mtime=0),
    }
    return Index(names, first, dict(sorted(others.items())))


def _chunks(records: Iterable[Record]) -> Iterator[list[tuple[str, bytes]]]:
    """The words of all records, each with its item, in parts of about CHUNK places."""
    items: dict[str, list[bytes]] = defaultdict(list)
    sizes: Counter[str] = Counter()
    before: dict[str, int] = defaultdict(int)
    for number, record in enumerate(records):
        for word, (count, steps) in record.words.items():
            items[word] += (_THREE, _numbers[number - before[word]], steps, _NOTHING)
            sizes[word] += count + 1
            before[word] = number
    chunk: list[tuple[str, bytes]] = []
    size = 0
    for word in sorted(items):
        pages = _head(_LIST, len(items[word]) // 4) + b"".join(items[word])
        chunk.append((word, _list([_text(word), pages, _NOTHING])))
        size += sizes[word]
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


def _hash(content: bytes) -> str:
    """SHA-1 as Pagefind writes it: each byte in one digit if it can."""
    return "".join(f"{byte:x}" for byte in hashlib.sha1(content, usedforsecurity=False).digest())


def _name(full: str, taken: set[str]) -> str:
    """A name made of the beginning of a hash that isn't taken; it is from now on."""
    length = _HASH
    while (name := f"{LANGUAGE}_{full[:length]}") in taken and length < len(full):
        length += 1
    taken.add(name)
    return name


# --- CBOR (RFC 8949)


def _head(kind: int, value: int) -> bytes:
    """The beginning of an item: what it is, and a number, in as few bytes as it takes."""
    if value < 24:
        return bytes([kind << 5 | value])
    for extra, size in ((24, 1), (25, 2), (26, 4)):
        if value < 1 << 8 * size:
            return bytes([kind << 5 | extra]) + value.to_bytes(size, "big")
    raise PagefindError(f"{value} is too great for an index")


_numbers = Remembered(partial(_head, _UNSIGNED))
_lists = Remembered(partial(_head, _LIST))
"""Numbers, and beginnings of lists of so many items."""


def _text(value: str) -> bytes:
    content = value.encode()
    return _head(_TEXT, len(content)) + content


def _list(items: Sequence[bytes]) -> bytes:
    return _head(_LIST, len(items)) + b"".join(items)


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
    if difference := differing(index_of([record_of(url, keys) for url, keys in samples.items()]), files):
        raise PagefindError(
            f"Pagefind's index has another form ({', '.join(difference)}); use the locked version of pagefind-bin"
        )
    return files


def differing(index: Index, files: dict[str, bytes]) -> list[str]:
    """Paths at which an index isn't that of Pagefind, whose files are given; its other files aren't compared."""
    endings = (".pf_index", ".pf_meta", "pagefind-entry.json")
    expected = {path: _plain(content) for path, content in files.items() if path.endswith(endings)}
    made = {path: _plain(content) for path, content in (index.first | index.others).items()}
    fragments = {f"fragment/{name}.pf_fragment" for name in index.names}
    missing = fragments ^ {path for path in files if path.endswith(".pf_fragment")}
    return sorted({path for path in expected.keys() | made.keys() if expected.get(path) != made.get(path)} | missing)


def _plain(content: bytes) -> bytes:
    return gzip.decompress(content) if content.startswith(b"\x1f\x8b") else content
