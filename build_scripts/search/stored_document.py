"""What search stores of a document: where its words stand, the table of its blocks, its text in pieces."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any

from .capitals import with_accents
from .facets import named
from .page_blocks import Page, PageBlock, Stretch, read_page
from .word_folding import GAP, citation_key, damaged_key, forms, key, unaccented, words

PIECE = 16_000
"""Approximate characters of text in one piece, which the browser loads to show a few hits."""

STEP = 64
"""Each block begins at a multiple of this position: a word more or less seldom moves the blocks after it, so that a
corrected sentence changes only the entries of its own words (offline copies fetch whatever has changed)."""

CONTEXT = 5
"""Words on either side that are indexed with the source's reading of a repaired word, so that phrases match it."""

PARTS = {"text": "0", "notes": "1", "titles": "2"}


@dataclass(slots=True)
class Document:
    """One document, ready for the index."""

    file: str
    """Path of its page from the site's root."""
    path: str
    flat: bool
    language: str
    data: dict[str, str]
    stray: str
    places: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    """Where each form stands. There are places for each block in turn: its words, the words of the source's reading of
    repaired ones, then its citations, each of these behind an empty place, which no expression crosses."""
    damaged: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    """Where pieces of words that the source has split stand."""
    citing: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    """Where documents are cited, by their canonical keys."""
    lengths: list[int] = field(default_factory=list)
    """Number of places of each block."""
    parts: str = ""
    """A digit of `PARTS` for each block."""
    countries: dict[str, list[int]] = field(default_factory=dict)
    """Numbers of the blocks that name a country, by its code."""
    themes: dict[str, list[int]] = field(default_factory=dict)
    cited: dict[str, int] = field(default_factory=dict)
    """Number of blocks that cite a document, by its canonical key."""
    pieces: list[list[list[Any]]] = field(default_factory=list)
    """Blocks as the browser shows them: [anchor, text, extras]; `extras` is left out if empty."""
    starts: list[int] = field(default_factory=list)
    """Number of the first block of each piece."""


def read_document(file: Path, site: Path) -> Document | None:
    """The document on a page of the site; None if the page has none."""
    page = read_page(file, site)
    return document_of(page) if page else None


def document_of(page: Page) -> Document:
    """What search stores of the document on a page."""
    document = Document(page.file, page.path, page.flat, page.language, page.data, page.stray)
    cited: Counter[str] = Counter()
    start = 0
    for number, (block, callers) in enumerate(_with_callers(page)):
        text = _Tokens(block.text) if block.repairs or block.citations else _NO_TOKENS
        readings = list(_readings(text, block.repairs))
        length = _index(document, block, readings, start)
        start += length
        document.lengths.append(length)
        document.parts += PARTS[block.part]
        if block.anchor:
            cited.update({stretch.value for stretch in block.citations})
        facets = named(block.text, page.language)
        for keys, blocks_of in ((facets.countries, document.countries), (facets.themes, document.themes)):
            for facet in keys:
                blocks_of.setdefault(facet, []).append(number)
        extras = {"places": _places(text, readings, block.citations), "callers": callers}
        _add_to_pieces(document, block, number, extras)
    document.cited = dict(sorted(cited.items()))
    return document


def _with_callers(page: Page) -> Iterator[tuple[PageBlock, list[str]]]:
    """Each block with the anchors of the blocks that call it, if it is a note."""
    callers: dict[str, list[str]] = defaultdict(list)
    for block in page.blocks:
        for note in block.calls:
            if block.anchor not in callers[note]:
                callers[note].append(block.anchor)
    for block in page.blocks:
        yield block, callers.get(block.anchor, [])


def _index(document: Document, block: PageBlock, readings: Sequence[_Reading], start: int) -> int:
    """Add the keys of a block that begins at the place `start` to the document. Returns the number of its places."""
    places, place = document.places, start
    for printed in block.text.split():
        for form in _forms(printed, document.language):
            places[form].append(place)
            place += 1
    for reading in readings:
        place = _index_reading(document, reading, place + 1)
    for stretch in block.citations:
        document.citing[stretch.value].append(place + 1)
        place += 2
    return place - start + (start - place) % STEP


def _index_reading(document: Document, reading: _Reading, place: int) -> int:
    """Add the keys of the source's reading, which begins at a place. Returns the place behind it."""
    in_pieces = sum(len(forms(token)) for token, number in reading.tokens if number < 0) > 1
    for printed, number in reading.tokens:
        is_piece = in_pieces and number < 0
        for form in forms(printed) if is_piece else _forms(printed, document.language):
            (document.damaged[unaccented(form)] if is_piece else document.places[form]).append(place)
            place += 1
    return place


def keys_of(document: Document) -> list[str]:
    """The key at each place, for Pagefind, which counts the places that have none too."""
    keys = [GAP] * sum(document.lengths)
    for key_for, known in (
        (key, document.places), (damaged_key, document.damaged), (citation_key, document.citing),
    ):  # fmt: skip
        for form, places in known.items():
            word = key_for(form)
            for place in places:
                keys[place] = word
    return keys


@lru_cache(maxsize=1 << 16)
def _forms(printed: str, language: str) -> tuple[str, ...]:
    """The words of a token, in capitals with the accents that these lack."""
    return forms(with_accents(printed, language))


def _add_to_pieces(document: Document, block: PageBlock, number: int, extras: dict[str, Any]) -> None:
    """Add a block to the document's pieces of text, with what there is of the `extras`."""
    if not document.pieces or sum(len(shown[1]) for shown in document.pieces[-1]) > PIECE:
        document.pieces.append([])
        document.starts.append(number)
    given = {name: value for name, value in extras.items() if value}
    document.pieces[-1].append([block.anchor, block.text, *([given] if given else [])])


def _places(text: _Tokens, readings: Sequence[_Reading], citations: Sequence[Stretch]) -> list[int]:
    """A flat list with, for each key after the block's own words, the words it stands for: first, count.

    An empty place stands for no word: -1, 0.
    """
    places: list[int] = []
    for reading in readings:
        places += [-1, 0]
        for token, number in reading.tokens:
            for _ in forms(token):
                places += [reading.first, reading.count] if number < 0 else [number, 1]
    for stretch in citations:
        places += [-1, 0, *text.words(*text.bounds(stretch.start, stretch.end))]
    return places


@dataclass(frozen=True, slots=True)
class _Reading:
    """What the source reads in place of repaired words, with some words around them."""

    tokens: list[tuple[str, int]]
    """Each with the number of the word in the block that it stands for; -1 for those that the repair replaced."""
    first: int
    """Number of the first repaired word."""
    count: int
    """Number of repaired words."""


def _readings(text: _Tokens, repairs: Iterable[Stretch]) -> Iterator[_Reading]:
    """The source's reading for each repair that changes words, not only the signs and spaces around them."""
    for repair in repairs:
        start, end = text.bounds(repair.start, repair.end)
        damaged = text.text[start : repair.start] + repair.value + text.text[repair.end : end]
        if words(damaged) == words(text.text[start:end]):
            continue
        first, count = text.words(start, end)
        around = [(token, -1) for token in damaged.split()]
        yield _Reading([*text.before(start), *around, *text.after(end)], first, count)


class _Tokens:
    """A text's tokens, each with the number of its first word."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._tokens = text.split()
        self._starts: list[int] = []
        self._numbers = [0]
        position = number = 0
        for token in self._tokens:
            position = text.index(token, position)
            self._starts.append(position)
            position += len(token)
            number += len(forms(token))
            self._numbers.append(number)

    def bounds(self, start: int, end: int) -> tuple[int, int]:
        """A stretch, widened to the spaces around it."""
        text = self.text
        while start > 0 and not text[start - 1].isspace():
            start -= 1
        while end < len(text) and not text[end].isspace():
            end += 1
        return start, end

    def words(self, start: int, end: int) -> tuple[int, int]:
        """(number of the first word, number of words) between two places that part no token."""
        first, last = (self._numbers[bisect_left(self._starts, place)] for place in (start, end))
        return first, last - first

    def before(self, place: int) -> list[tuple[str, int]]:
        """The last tokens with words before a place, at most `CONTEXT`, each with the number of its first word."""
        index = bisect_left(self._starts, place)
        return list(islice(self._with_words(range(index - 1, -1, -1)), CONTEXT))[::-1]

    def after(self, place: int) -> list[tuple[str, int]]:
        """The same, of the first tokens from a place on."""
        index = bisect_left(self._starts, place)
        nearest = range(index, min(index + 2 * CONTEXT, len(self._tokens)))
        return list(islice(self._with_words(nearest), CONTEXT))

    def _with_words(self, indexes: Iterable[int]) -> Iterator[tuple[str, int]]:
        for index in indexes:
            if forms(self._tokens[index]):
                yield self._tokens[index], self._numbers[index]


_NO_TOKENS = _Tokens("")
