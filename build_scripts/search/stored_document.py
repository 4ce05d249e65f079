"""What search stores of a document: where its words stand, the table of its blocks, its text in pieces."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import accumulate, chain, islice
from operator import attrgetter
from pathlib import Path
from typing import Any, NamedTuple

from ..core.remembered import Remembered
from .capitals import with_accents
from .facets import Word, reader
from .page_blocks import Page, PageBlock, Stretch, read_page
from .word_folding import GAP, citation_key, damaged_key, forms, key, unaccented, words

PIECE = 7_500
"""Approximate characters of text in one piece, which the browser loads to show a few hits."""

STEP = 64
"""Each block begins at a multiple of this position: a word more or less seldom moves the blocks after it, so that a
corrected sentence changes only the entries of its own words (offline copies fetch whatever has changed)."""

CONTEXT = 5
"""Words on either side that are indexed with the source's reading of a repaired word, so that phrases match it."""

# What `str.split` parts a text into: `A/76/463,` in ` A/76/463, `.
_TOKEN = re.compile(r"\S+")

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
    keys: list[str] = field(default_factory=list)
    """The key at each place. There are places for each block in turn: its words, the words of the source's reading of
    repaired ones, then its citations, each of these behind an empty place (GAP), which no expression crosses."""
    forms: Counter[str] = field(default_factory=Counter)
    """How often each form occurs, pieces of damaged words left out."""
    damaged: set[str] = field(default_factory=set)
    """Pieces of words that the source has split."""
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
    """Blocks as the browser shows them: [anchor, text, extras]; `extras` is left out if empty. Those of the first, the
    masthead, say what document it is and with which block each piece begins (overrides/assets/javascripts/desk/)."""
    starts: list[int] = field(default_factory=list)
    """Number of the first block of each piece."""


def read_document(file: Path, site: Path) -> Document | None:
    """The document on a page of the site; None if the page has none."""
    page = read_page(file, site)
    return document_of(page) if page else None


def keys_of(text: str, language: str) -> list[str]:
    """The key at each place of a text, as an index has them."""
    known = _tokens(language)
    return list(chain.from_iterable(map(_KEYS, map(known.__getitem__, text.split()))))


def document_of(page: Page) -> Document:
    """What search stores of the document on a page."""
    document = Document(page.file, page.path, page.flat, page.language, page.data, page.stray)
    cited: Counter[str] = Counter()
    known = _tokens(page.language)
    for number, (block, callers) in enumerate(_with_callers(page)):
        printed = block.text.split()
        tokens = list(map(known.__getitem__, printed))
        text = _Text(block.text, printed, tokens) if block.repairs or block.citations else _NO_TEXT
        readings = list(_readings(text, block.repairs))
        document.lengths.append(_index(document, block, tokens, readings))
        document.parts += PARTS[block.part]
        if block.anchor:
            cited.update({stretch.value for stretch in block.citations})
        _add_facets(document, number, tokens)
        extras = {"places": _places(text, readings, block.citations), "callers": callers, "number": block.number}
        _add_to_pieces(document, block, number, extras)
    _describe(document)
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


def _index(document: Document, block: PageBlock, tokens: Sequence[_Token], readings: Sequence[_Reading]) -> int:
    """Add the keys of a block to the document. Returns the number of its places."""
    document.forms.update(chain.from_iterable(map(_FORMS, tokens)))
    keys = list(chain.from_iterable(map(_KEYS, tokens)))
    for reading in readings:
        keys += (GAP, *_reading_keys(document, reading))
    for stretch in block.citations:
        keys += (GAP, citation_key(stretch.value))
    keys += [GAP] * (-len(keys) % STEP)
    document.keys += keys
    return len(keys)


def _reading_keys(document: Document, reading: _Reading) -> Iterator[str]:
    """The keys of the source's reading, which are counted in the document."""
    in_pieces = sum(len(forms(token)) for token, number in reading.tokens if number < 0) > 1
    for printed, number in reading.tokens:
        if in_pieces and number < 0:
            pieces = list(map(unaccented, forms(printed)))
            document.damaged.update(pieces)
            yield from map(damaged_key, pieces)
        else:
            token = _tokens(document.language)[printed]
            document.forms.update(token.forms)
            yield from token.keys


def _add_facets(document: Document, number: int, tokens: Sequence[_Token]) -> None:
    """Add a block to the countries and themes that it names."""
    named = reader(document.language).named(list(chain.from_iterable(map(_WORDS, tokens))))
    for keys, blocks_of in ((named.countries, document.countries), (named.themes, document.themes)):
        for facet in keys:
            blocks_of.setdefault(facet, []).append(number)


class _Token(NamedTuple):
    """What stands between two spaces."""

    forms: tuple[str, ...]
    """Its words, in capitals with the accents that these lack."""
    keys: tuple[str, ...]
    words: tuple[Word, ...]
    """The same as they are printed, for countries and themes."""


_FORMS, _KEYS, _WORDS = map(attrgetter, ("forms", "keys", "words"))


@cache
def _tokens(language: str) -> Remembered[str, _Token]:
    """The tokens of texts in a language."""

    def read(printed: str) -> _Token:
        own = forms(with_accents(printed, language))
        return _Token(own, tuple(map(key, own)), reader(language).read[printed])

    return Remembered(read)


def _add_to_pieces(document: Document, block: PageBlock, number: int, extras: dict[str, Any]) -> None:
    """Add a block to the document's pieces of text, with what there is of the `extras`."""
    if not document.pieces or sum(len(shown[1]) for shown in document.pieces[-1]) > PIECE:
        document.pieces.append([])
        document.starts.append(number)
    given = {name: value for name, value in extras.items() if value}
    document.pieces[-1].append([block.anchor, block.text, *([given] if given else [])])


def _describe(document: Document) -> None:
    """Say with the masthead what document it is, for who has its path alone."""
    masthead = document.pieces[0][0]
    told = {name: document.data[name] for name in ("title", "symbol") if name in document.data}
    firsts = [piece[0][0] for piece in document.pieces]
    extras = masthead.pop() if isinstance(masthead[-1], dict) else {}
    masthead.append({**extras, "document": {**told, "language": document.language, "pieces": firsts}})


def _places(text: _Text, readings: Sequence[_Reading], citations: Sequence[Stretch]) -> list[int]:
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


def _readings(text: _Text, repairs: Iterable[Stretch]) -> Iterator[_Reading]:
    """The source's reading for each repair that changes words, not only the signs and spaces around them."""
    for repair in repairs:
        start, end = text.bounds(repair.start, repair.end)
        damaged = text.text[start : repair.start] + repair.value + text.text[repair.end : end]
        if words(damaged) == words(text.text[start:end]):
            continue
        first, count = text.words(start, end)
        around = [(token, -1) for token in damaged.split()]
        yield _Reading([*text.before(start), *around, *text.after(end)], first, count)


class _Text:
    """A text's tokens, each with the number of its first word."""

    def __init__(self, text: str, printed: Sequence[str], tokens: Iterable[_Token]) -> None:
        self.text = text
        self._tokens = printed
        self._starts = [token.start() for token in _TOKEN.finditer(text)]
        self._numbers = [0, *accumulate(len(token.words) for token in tokens)]

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


_NO_TEXT = _Text("", (), ())
