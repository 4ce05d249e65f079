"""Find: marks every citation, address and reference inside the document, in every text of a report.

The finders read the repaired words without note calls and without signs that have no width (marks of direction, soft
hyphens, Arabic vowels: data/signs.toml), and the ligatures of typesetters as their letters; what they find is mapped
back to the source's characters.
Links that the source brings are kept if they lead somewhere and no citation is in their place: a hyperlink to `#`,
or to a search page, must not hide what the words cite.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from ..core.diagnostics import Diagnostic
from ..core.model import Block, Citation, Kind, Link, Mark, Report, Text
from ..core.signs import plain, spelled_out, unread
from ..core.text import Reading, line_of, offset, with_marks, without_calls
from .acting import Bodies
from .acts import Sentence
from .bodies import Reader, Setting, setting
from .findings import CitationSpan, Doubt, Reference, Words
from .ibid import Source, find_ibid
from .internal import InternalFinder, Places, places
from .knowledge import CitingData
from .pins import pinned
from .sentences import Quotes, sentences
from .symbols import find_symbols
from .treaties import find_treaties
from .web import find_addresses

_OWN = ("symbol", "job-number", "emblem", "distribution", "status", "date", "language", "original")
"""Roles of masthead blocks that cite nothing: the symbol there is the document's own."""
_SIGNS = ("/", "@", "www.", ".org", ".int", ".com", "WHA")
# An address that a link of the source may keep: `https://un.org/`, `mailto:info@un.org`; not `#`, `page.htm`.
_USEFUL = re.compile(r"(?:https?://|mailto:)\S+")


def find(report: Report, data: CitingData) -> tuple[Report, list[Diagnostic]]:
    """The report with its citations marked, and what could not be linked. Needs anchors on the blocks."""
    finder = _Finder(report, setting(report, data), places(report))
    blocks = tuple(finder.block(index, block) for index, block in enumerate(report.blocks))
    return replace(report, blocks=blocks), sorted(set(finder.diagnostics))


@dataclass(slots=True)
class _Finder:
    """Goes through a report block by block; what one note cites, « Ibid. » in the next one repeats."""

    report: Report
    setting: Setting
    places: Places
    source: Source = field(default_factory=Source)
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def block(self, index: int, block: Block) -> Block:
        """A block with the marks of its text and of its cells."""
        if block.kind is Kind.MASTHEAD and block.role in _OWN:
            return block
        text, citations, series = self._text(block.text, index, block)
        self.source = self.source.then(block, citations, series)
        return block.with_texts([text, *(self._text(cell, index, block)[0] for cell in block.texts[1:])])

    def _text(self, text: Text, index: int, block: Block) -> tuple[Text, list[CitationSpan], str]:
        string = plain(text.string)
        signs = any(map(string.__contains__, _SIGNS))
        if not signs and not any(map(string.__contains__, self.setting.vocabulary.triggers)):
            return _without(text, (), self.places), [], ""
        hidden = [Mark(start, end) for start, end in unread(text.string)]
        reading = without_calls(text, hide=hidden, instead=spelled_out(text.string))
        pieces = _Pieces(self, Words(reading.string), index, block)
        pieces.find(signs=signs)
        for doubt in pieces.doubts:
            self._report(text, reading, doubt)
        marks = [*_marks(text, reading, pieces.citations), *_marks(text, reading, pieces.references)]
        return with_marks(_without(text, marks, self.places), marks), pieces.citations, pieces.series

    def _report(self, text: Text, reading: Reading, doubt: Doubt) -> None:
        place = offset(text, reading.start_in_text(doubt.position)) if text.places else 0
        line = line_of(self.report.source, place) if text.places else 0
        self.diagnostics.append(Diagnostic(self.report.source.path, line, doubt.code, doubt.message))


@dataclass(slots=True)
class _Pieces:
    """What is found in one text; each finder takes its words from those after it."""

    finder: _Finder
    words: Words
    index: int
    block: Block
    citations: list[CitationSpan] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    series: str = ""

    def find(self, *, signs: bool) -> None:
        """Runs all finders."""
        data, vocabulary = self.finder.setting.data, self.finder.setting.vocabulary
        words = self.words
        if signs:
            self.references += find_addresses(words)
            symbols, doubts = find_symbols(words, data.symbols, data.series, vocabulary)
            self.citations += symbols
            self.doubts += doubts
        treaties, self.series = find_treaties(words, data.series, vocabulary, self.finder.source.series)
        self.citations += treaties
        self.citations += self._acts()
        self.citations.sort(key=lambda citation: citation.start)
        repeats, doubts = find_ibid(words, vocabulary, self.citations, self.block, self.finder.source)
        self.doubts += doubts
        self.citations = pinned(
            words, sorted((*self.citations, *repeats), key=lambda citation: citation.start), vocabulary
        )
        internal = InternalFinder(words, vocabulary, self.block, self.finder.places)
        self.references += internal.find()
        self.doubts += internal.doubts

    def _acts(self) -> list[CitationSpan]:
        setting, string = self.finder.setting, self.words.string
        vocabulary = setting.vocabulary
        if not vocabulary.act_words.search(string):
            return []
        reader = Reader(string, vocabulary, lambda name, position: setting.meant(name, self.index, position))
        quotes = Quotes(string)
        citations: list[CitationSpan] = []
        spoken = _Spoken()
        for start, end in sentences(string, vocabulary.sentence_ends, quotes):
            sentence = Sentence(self.words, start, end, quotes, reader, setting.data.numbers)
            bodies = Bodies(sentence, setting, self.block.part, spoken.last)
            citations += bodies.resolve(sentence.groups())
            self.doubts += bodies.doubts
            spoken.sentences.append(bodies)
        for citation in citations:
            self.words.take(citation.start, citation.end)
        return citations


@dataclass(slots=True)
class _Spoken:
    """Who spoke in the sentences of a text so far; few ask."""

    sentences: list[Bodies] = field(default_factory=list)
    """Those that nobody has looked at yet."""
    _last: tuple[str, ...] = ()

    def last(self) -> tuple[str, ...]:
        """The body that spoke last, in whatever sentence."""
        for bodies in self.sentences:
            self._last = bodies.speaker() or self._last
        self.sentences.clear()
        return self._last


def _marks(text: Text, reading: Reading, pieces: Iterable[CitationSpan | Reference]) -> list[Mark]:
    """Pieces of the reading as marks of the text; those that would lie over another, or over nothing, are left out."""
    marks: list[Mark] = []
    reached = 0
    for piece in pieces:
        start, end = max(reading.start_in_text(piece.start), reached), reading.end_in_text(piece.end)
        if start >= end:
            continue
        if isinstance(piece, Reference):
            marks.append(Link(start, end, piece.href))
        else:
            marks.append(Citation(start, end, piece.key, piece.pin, piece.fragment))
        reached = end
    return marks


def _without(text: Text, marks: Iterable[Mark], targets: Places) -> Text:
    """The text without citations found before, and without links that lead nowhere or lie under a new mark."""
    old = [mark for mark in text.marks if isinstance(mark, (Citation, Link))]
    if not old:
        return text
    new = sorted(marks, key=lambda mark: mark.start)
    ends = [mark.end for mark in new]
    kept: list[Mark] = []
    for mark in text.marks:
        if isinstance(mark, Link):
            first = bisect_right(ends, mark.start)
            under = first < len(new) and new[first].start < mark.end
            if under or not _leads(mark.href, targets):
                continue
        if not isinstance(mark, Citation):
            kept.append(mark)
    return replace(text, marks=tuple(kept))


def _leads(href: str, targets: Places) -> bool:
    return href[1:] in targets.anchors if href.startswith("#") else bool(_USEFUL.fullmatch(href))
