"""Words of documents as Pagefind's index has them: of one, and of several together.

A word's item lists the documents that have it, each with its places. Where one document has changed, the items of other
words are those of before.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from operator import sub
from typing import Any

from ..core.value import value
from .cbor import NOTHING, THREE, after_numbers, lists, numbers, read_head, text
from .word_folding import GAP


@dataclass(frozen=True, slots=True)
class Record:
    """A document, as the index has it."""

    hash: str
    """Of what Pagefind would store of it; its name in results is made of that."""
    length: int
    """Number of its places."""
    words: dict[str, tuple[int, bytes]] = field(repr=False)
    """By key, at how many places it stands, and these in CBOR."""


@value(frozen=True, slots=True)
class Merged:
    """Documents together."""

    documents: list[tuple[str, int]]
    """Hash and length of each, in the order of their numbers."""
    words: dict[str, tuple[int, bytes]]
    """By key, in order, how many documents and places it has, and its item in CBOR."""


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
    return Record(hashed(content), len(keys), {key: (len(own), _steps(own)) for key, own in places.items()})


def hashed(content: bytes) -> str:
    """SHA-1 as Pagefind writes it: each byte in one digit if it can."""
    return "".join(f"{byte:x}" for byte in hashlib.sha1(content, usedforsecurity=False).digest())


def _steps(places: Sequence[int]) -> bytes:
    """A list of places, each as the steps from the one before."""
    if len(places) == 1:  # Every second word stands at one place.
        return lists[1] + numbers[places[0]]
    steps = map(numbers.__getitem__, map(sub, places, [0, *places]))
    return b"".join((lists[len(places)], *steps))


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


def merged(records: Sequence[Record]) -> Merged:
    """Documents together, which are numbered in this order."""
    pages: dict[str, list[bytes]] = defaultdict(list)
    sizes: dict[str, int] = defaultdict(int)
    before: dict[str, int] = defaultdict(int)
    for number, record in enumerate(records):
        for word, (count, steps) in record.words.items():
            pages[word] += (THREE, numbers[number - before[word]], steps, NOTHING)
            sizes[word] += count + 1
            before[word] = number
    words = {word: (sizes[word], _item(word, len(pages[word]) // 4, pages[word])) for word in sorted(pages)}
    return Merged([(record.hash, record.length) for record in records], words)


def replaced(documents: Merged, changed: Mapping[int, tuple[Record, Record]]) -> Merged:
    """The documents, some of them with other words: what each had and has, by its number."""
    listed, words = list(documents.documents), dict(documents.words)
    for number, (old, new) in changed.items():
        listed[number] = new.hash, new.length
        for word in old.words.keys() | new.words.keys():
            if old.words.get(word) != new.words.get(word):
                _put(words, word, number, new.words.get(word))
    return Merged(listed, {word: words[word] for word in sorted(words)})


def _put(words: dict[str, tuple[int, bytes]], word: str, number: int, places: tuple[int, bytes] | None) -> None:
    """Put the places of a document into the item of a word, or take them out."""
    size, pages = _pages(*words[word]) if word in words else (0, {})
    if number in pages:
        size -= 1 + read_head(pages.pop(number), 0)[0]
    if places:
        size += 1 + places[0]
        pages[number] = places[1]
    if not pages:
        del words[word]
        return
    parts: list[bytes] = []
    before = 0
    for other, steps in sorted(pages.items()):
        parts += (THREE, numbers[other - before], steps, NOTHING)
        before = other
    words[word] = size, _item(word, len(pages), parts)


def _item(word: str, count: int, pages: Sequence[bytes]) -> bytes:
    return b"".join((THREE, text(word), lists[count], *pages, NOTHING))


def _pages(size: int, item: bytes) -> tuple[int, dict[int, bytes]]:
    """The places of each document in the item of a word, in CBOR, by its number; after the size."""
    length, at = read_head(item, len(THREE))
    count, at = read_head(item, at + length)
    pages: dict[int, bytes] = {}
    number = 0
    for _ in range(count):
        step, at = read_head(item, at + len(THREE))
        number += step
        end = after_numbers(item, at)
        pages[number] = item[at:end]
        at = end + len(NOTHING)
    return size, pages
