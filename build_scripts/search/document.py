"""What search holds of one document: the keys for Pagefind, the table of its blocks, its text in pieces."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .capitals import restored
from .facets import finder
from .page_blocks import Page, PageBlock, read_page
from .word_folding import BLANK, GAP, citation_key, damaged_key, forms, key, unaccented, words

PIECE = 16_000
"""Characters of text in one piece, about: what the browser loads to show a few hits."""

STEP = 64
"""Each block begins at a place that so many divide: a word more or less in one seldom moves those after it, so that a
corrected sentence changes the entries of its own words only (offline copies fetch what has changed)."""

CONTEXT = 5
"""Words on either side with which the source's reading of a repaired word is indexed, so that phrases reach it."""

PARTS = {"text": "0", "notes": "1", "titles": "2"}


@dataclass(slots=True)
class Document:
    """One document, ready for the index."""

    file: str
    """From the site's root."""
    path: str
    flat: bool
    language: str
    data: dict[str, str]
    stray: str
    keys: list[str] = field(default_factory=list)
    """Of each block in turn: its words, then those of the source's reading of repaired words, then its citations."""
    lengths: list[int] = field(default_factory=list)
    """Keys of each block."""
    parts: str = ""
    """A digit for each block: `PARTS`."""
    countries: dict[str, list[int]] = field(default_factory=dict)
    """Numbers of the blocks that name a country, by its code."""
    themes: dict[str, list[int]] = field(default_factory=dict)
    cited: dict[str, int] = field(default_factory=dict)
    """Blocks that cite a document, by its canonical key."""
    tokens: dict[str, int] = field(default_factory=dict)
    """Words as printed, with their number."""
    damaged: dict[str, int] = field(default_factory=dict)
    """The same of pieces of words that the source has in pieces."""
    pieces: list[list[list[Any]]] = field(default_factory=list)
    """Blocks as the browser shows them: [anchor, text, more]; `more` is left out where it is empty."""
    starts: list[int] = field(default_factory=list)
    """Number of the first block of each piece."""


def read_document(file: Path, site: Path) -> Document | None:
    """The document on a page of the site; None where the page holds none."""
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
        for kind, found in (("countries", document.countries), ("themes", document.themes)):
            for facet in finder(kind, page.language).find(block.text):
                found.setdefault(facet, []).append(number)
        _show(document, block, callers, number)
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
        token = restored(printed, document.language)
        document.keys += map(key, forms(token))
        tokens[token] += 1
    for reading in _readings(block):
        document.keys.append(BLANK)
        in_pieces = sum(len(forms(token)) for token, at in reading.tokens if at < 0) > 1
        for printed, at in reading.tokens:
            piece = in_pieces and at < 0
            token = printed if piece else restored(printed, document.language)
            found = forms(token)
            document.keys += map(damaged_key, map(unaccented, found)) if piece else map(key, found)
            (damaged if piece else tokens)[token] += 1
    for stretch in block.citations:
        document.keys += [BLANK, citation_key(stretch.value)]
    document.keys += [GAP] * (-len(document.keys) % STEP)
    document.lengths.append(len(document.keys) - before)


def _show(document: Document, block: PageBlock, callers: list[str], number: int) -> None:
    """Add a block to the document's pieces of text."""
    if not document.pieces or sum(len(shown[1]) for shown in document.pieces[-1]) > PIECE:
        document.pieces.append([])
        document.starts.append(number)
    more: dict[str, Any] = {}
    if places := _places(block):
        more["places"] = places
    if callers:
        more["callers"] = callers
    document.pieces[-1].append([block.anchor, block.text, *([more] if more else [])])


def _places(block: PageBlock) -> list[int]:
    """For each key after the block's own words, the words of the block that it stands for: first, number; flat.

    An empty place stands for none: -1, 0.
    """
    places: list[int] = []
    for reading in _readings(block):
        places += [-1, 0]
        for token, at in reading.tokens:
            for _ in forms(token):
                places += [reading.first, reading.count] if at < 0 else [at, 1]
    for stretch in block.citations:
        first, count = _words_of(block.text, stretch.start, stretch.end)
        places += [-1, 0, first, count]
    return places


@dataclass(frozen=True, slots=True)
class _Reading:
    """What the source reads where the block shows repaired words, with some words around."""

    tokens: list[tuple[str, int]]
    """With the number of the block's word that each stands for; -1 for those that the repair took away."""
    first: int
    count: int
    """Number of the first repaired word, and how many there are."""


def _readings(block: PageBlock) -> Iterator[_Reading]:
    """The source's reading of each repair that changes words, not only signs and spaces around them."""
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
    """(number of the first word of a stretch, how many words it has or touches)."""
    start, end = _token_bounds(text, start, end)
    return len(words(text[:start])), len(words(text[start:end]))


def _token_bounds(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch, widened to the spaces around it."""
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return start, end
