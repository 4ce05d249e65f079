"""What search stores of a document: the keys for Pagefind, the table of its blocks, its text in pieces."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .capitals import with_accents
from .facets import finder
from .page_blocks import Page, PageBlock, read_page
from .word_folding import BLANK, GAP, citation_key, damaged_key, forms, key, unaccented, words

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
    keys: list[str] = field(default_factory=list)
    """For each block in turn: its words, the words of the source's reading of repaired ones, then its citations."""
    lengths: list[int] = field(default_factory=list)
    """Number of keys of each block."""
    parts: str = ""
    """A digit of `PARTS` for each block."""
    countries: dict[str, list[int]] = field(default_factory=dict)
    """Numbers of the blocks that name a country, by its code."""
    themes: dict[str, list[int]] = field(default_factory=dict)
    cited: dict[str, int] = field(default_factory=dict)
    """Number of blocks that cite a document, by its canonical key."""
    tokens: dict[str, int] = field(default_factory=dict)
    """Words as printed, with their count."""
    damaged: dict[str, int] = field(default_factory=dict)
    """Pieces of words that the source has split, with their count."""
    pieces: list[list[list[Any]]] = field(default_factory=list)
    """Blocks as the browser shows them: [anchor, text, extras]; `extras` is left out if empty."""
    starts: list[int] = field(default_factory=list)
    """Number of the first block of each piece."""


def read_document(file: Path, site: Path) -> Document | None:
    """The document on a page of the site; None if the page has none."""
    page = read_page(file, site)
    if page is None:
        return None
    document = Document(page.file, page.path, page.flat, page.language, page.data, page.stray)
    tokens: Counter[str] = Counter()
    damaged: Counter[str] = Counter()
    cited: Counter[str] = Counter()
    for number, (block, callers) in enumerate(_with_callers(page)):
        _index(document, block, tokens, damaged)
        document.parts += PARTS[block.part]
        if block.anchor:
            cited.update({stretch.value for stretch in block.citations})
        for kind, blocks_of in (("countries", document.countries), ("themes", document.themes)):
            for facet in finder(kind, page.language).find(block.text):
                blocks_of.setdefault(facet, []).append(number)
        _add_to_pieces(document, block, callers, number)
    document.tokens = dict(sorted(tokens.items()))
    document.damaged = dict(sorted(damaged.items()))
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


def _index(document: Document, block: PageBlock, tokens: Counter[str], damaged: Counter[str]) -> None:
    """Add the keys of a block to the document, and its words to the counts."""
    before = len(document.keys)
    for printed in block.text.split():
        token = with_accents(printed, document.language)
        document.keys += map(key, forms(token))
        tokens[token] += 1
    for reading in _readings(block):
        document.keys.append(BLANK)
        in_pieces = sum(len(forms(token)) for token, number in reading.tokens if number < 0) > 1
        for printed, number in reading.tokens:
            piece = in_pieces and number < 0
            token = printed if piece else with_accents(printed, document.language)
            token_forms = forms(token)
            document.keys += map(damaged_key, map(unaccented, token_forms)) if piece else map(key, token_forms)
            (damaged if piece else tokens)[token] += 1
    for stretch in block.citations:
        document.keys += [BLANK, citation_key(stretch.value)]
    document.keys += [GAP] * (-len(document.keys) % STEP)
    document.lengths.append(len(document.keys) - before)


def _add_to_pieces(document: Document, block: PageBlock, callers: list[str], number: int) -> None:
    """Add a block to the document's pieces of text."""
    if not document.pieces or sum(len(shown[1]) for shown in document.pieces[-1]) > PIECE:
        document.pieces.append([])
        document.starts.append(number)
    extras: dict[str, Any] = {}
    if places := _places(block):
        extras["places"] = places
    if callers:
        extras["callers"] = callers
    document.pieces[-1].append([block.anchor, block.text, *([extras] if extras else [])])


def _places(block: PageBlock) -> list[int]:
    """A flat list with, for each key after the block's own words, the words it stands for: first, count.

    An empty place stands for no word: -1, 0.
    """
    places: list[int] = []
    for reading in _readings(block):
        places += [-1, 0]
        for token, number in reading.tokens:
            for _ in forms(token):
                places += [reading.first, reading.count] if number < 0 else [number, 1]
    for stretch in block.citations:
        first, count = _words_of(block.text, stretch.start, stretch.end)
        places += [-1, 0, first, count]
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


def _readings(block: PageBlock) -> Iterator[_Reading]:
    """The source's reading for each repair that changes words, not only the signs and spaces around them."""
    for repair in block.repairs:
        start, end = _token_bounds(block.text, repair.start, repair.end)
        damaged = block.text[start : repair.start] + repair.value + block.text[repair.end : end]
        if words(damaged) == words(block.text[start:end]):
            continue
        first, count = _words_of(block.text, start, end)
        before = _numbered(block.text[:start].split(), 0)[-CONTEXT:]
        after = _numbered(block.text[end:].split(maxsplit=2 * CONTEXT)[: 2 * CONTEXT], first + count)[:CONTEXT]
        yield _Reading([*before, *((token, -1) for token in damaged.split()), *after], first, count)


def _numbered(tokens: list[str], first: int) -> list[tuple[str, int]]:
    """Tokens that are words, each with the number of its first word."""
    numbered = []
    for token in tokens:
        if count := len(forms(token)):
            numbered.append((token, first))
            first += count
    return numbered


def _words_of(text: str, start: int, end: int) -> tuple[int, int]:
    """(number of the first word, number of words) of a stretch, including words that it only touches."""
    start, end = _token_bounds(text, start, end)
    return len(words(text[:start])), len(words(text[start:end]))


def _token_bounds(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch, widened to the spaces around it."""
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return start, end
