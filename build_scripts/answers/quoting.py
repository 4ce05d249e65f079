"""Quotations of a text, each looked for in the archive: whether its words stand where the text says, elsewhere,
otherwise or nowhere (references/quotations.py says when words are the same, references/quotations_found.py
what is quoted)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from ..core.likely_language import likely_language
from ..references.quotation_rules import rules
from ..references.quotations import Comparison, compare, looked_for, runs
from ..references.quotations_found import Quotation, beside, quotations, sourced
from ..search.stored_document import keys_of
from ..search.word_folding import GAP
from . import referring
from .passage_given import Passage, passage
from .passage_index import Hit, Index, Narrowed, either
from .place_reading import Resolved, resolved, span
from .referring import HELD, NO_PLACE, NOT_HELD, Answer
from .site_answering import NoAnswer, Site

QUOTATIONS = 40
"""Quotations of one text, at most."""
_TOGETHER = 12
"""Passages that one quotation may run over."""
_BEGINNINGS = (64, 32, 16, 8)
"""First words of a quotation by which the passage is looked for where it begins."""
_PIECE = 4
"""Words of the pieces by which what resembles it is looked for."""
_PIECES = 16
_CANDIDATES = 8
"""Passages that a quotation is compared with."""


VERDICTS = {
    "exact": "the words are those of the passage that is referred to or, where none is, of a passage of the archive",
    "differs": "that passage has other words, which are shown",
    "elsewhere": "the words stand in the archive, and not in the passage that is referred to",
    "differs elsewhere": "a passage of the archive that isn't referred to has nearly these words",
    "nowhere": "the archive has nothing like it",
    "not there": "the passage that is referred to hasn't the words, which are too few to be looked for elsewhere",
    "document not held": "the archive has neither the words nor the document that is referred to: it can't tell",
    "too short": "too few words to be looked for, and no passage is referred to",
}
"""What may become of a quotation."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A stretch of a quotation beside that of the passage."""

    quoted: str
    document: str
    same: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a quotation stands, or what it resembles."""

    citation: str
    permalink: str
    passages: list[Passage]
    """Those that it runs over, whole."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A quotation, and what became of it."""

    quotation: str
    verdict: str
    """One of `VERDICTS`."""
    places: list[Standing]
    """Where the words stand; of what differs, what they were compared with."""
    differences: list[Difference]
    """Of what differs: the stretches in order, the same and others."""
    own_words: bool
    """Whether words in brackets were taken for the quotation's own."""
    closed: bool
    """Whether the mark that ends the quotation is there."""
    references: list[int]
    """Numbers, from 0, of the references beside it."""


@dataclass(frozen=True)  # Without slots: mcp takes those for values of the fields.
class Check:
    """A text with quotations and references."""

    quotations: list[Checked]
    references: list[Resolved]
    """All that stand outside the quotations."""
    unread: list[str]
    """What looks like a reference and can't be told; where nothing at all was read."""


@dataclass(frozen=True, slots=True)
class _Place:
    """A stretch of a document that a quotation was compared with."""

    path: str
    first: int
    """Number of its first passage."""
    last: int
    comparison: Comparison


def check(site: Site, index: Index, text: str, reference: str, language: str) -> Check:
    """Every quotation of a text; the whole of it where it has none in marks. `reference`: of quotations beside which
    the text has none. Raises NoAnswer for a text that is empty or too long."""
    text, reference = (unicodedata.normalize("NFC", words) for words in (text, reference))
    if not text.strip():
        raise NoAnswer("there is nothing to check: give a quotation, or a text that has some in quotation marks")
    referring.refuse_long(text)
    referring.refuse_long(reference)
    found, unread = referring.answers(site, text, language)
    spans = [(answer.reference.start, answer.reference.end) for answer in found]
    quoted = [
        one for one in sourced(text, quotations(text), spans) if not any(_inside(one, answer) for answer in found)
    ]
    quoted = quoted or [Quotation(0, len(text), text.strip())]
    if len(quoted) > QUOTATIONS:
        raise NoAnswer(f"the text has {len(quoted)} quotations, and {QUOTATIONS} at most are checked; give it in parts")
    outside = [answer for answer in found if not any(one.start <= answer.reference.start < one.end for one in quoted)]
    told = [resolved(site, text, answer) for answer in outside]
    near = beside(text, quoted, [(answer.reference.start, answer.reference.end) for answer in outside])
    if reference.strip():
        more, doubts = referring.answers(site, reference, language)
        own = list(range(len(outside), len(outside) + len(more)))
        near = [numbers or own for numbers in near]
        outside, told = [*outside, *more], [*told, *(resolved(site, reference, answer) for answer in more)]
        unread = [*unread, *doubts]
    finder = _Finder(site, index)
    checked = [finder.checked(one, outside, numbers) for one, numbers in zip(quoted, near, strict=True)]
    return Check(checked, told, unread)


def _inside(quotation: Quotation, answer: Answer) -> bool:
    """Whether what looks like a quotation is the title of a document that is cited by it."""
    return answer.reference.start <= quotation.start and quotation.end <= answer.reference.end


def _without_number(block: Mapping[str, Any]) -> str:
    """The words of a passage behind the number that is printed before them, `12.`, `a)`."""
    text: str = block["text"]
    printed, _, words = text.partition(" ")
    return words if block["number"] and printed.strip("().") == block["number"] else text


class _Finder:
    """Looks for quotations in one archive."""

    def __init__(self, site: Site, index: Index) -> None:
        self._site = site
        self._index = index

    def checked(self, quotation: Quotation, references: Sequence[Answer], beside: list[int]) -> Checked:
        """A quotation with the references beside it."""
        words = quotation.words[: rules().longest]
        named = [references[number] for number in beside]
        verdict, places = self._verdict(words, named)
        first = places[0].comparison if places else None
        return Checked(
            quotation=quotation.words,
            verdict=verdict,
            places=[self._standing(place) for place in places],
            differences=[
                Difference(piece.quoted, piece.document, piece.same)
                for piece in (first.pieces if first and first.distance else ())
            ],
            own_words=bool(first and first.inserted),
            closed=quotation.closed,
            references=beside,
        )

    def _verdict(self, words: str, named: Sequence[Answer]) -> tuple[str, list[_Place]]:
        expected = [place for answer in named if answer.status == HELD for place in self._at(words, answer)]
        if exact := [place for place in expected if not place.comparison.distance]:
            return "exact", exact
        is_short = not looked_for(words)
        others = [] if is_short else self._exact(words)
        if others:
            referred = any(answer.status in (HELD, NO_PLACE, NOT_HELD) for answer in named)
            return "elsewhere" if referred else "exact", others
        nearest = max(expected, key=lambda place: place.comparison.share, default=None)
        if nearest and nearest.comparison.share >= rules().alike:
            return "differs", [nearest]
        if is_short:
            return ("not there" if any(answer.status == HELD for answer in named) else "too short"), []
        if like := self._like(words):
            return ("differs elsewhere" if named else "differs"), [like]
        lacking = named and all(answer.status == NOT_HELD for answer in named)
        return ("document not held" if lacking else "nowhere"), []

    def _at(self, words: str, answer: Answer) -> Iterator[_Place]:
        """The quotation in the place that is referred to, where that is a passage or a range; a reference to a whole
        document is met by any passage of it. Of a document in several languages, each: who quotes one may refer to
        another."""
        paths = self._site.versions(answer.reference.path)
        if not answer.anchor:
            narrowed = Narrowed(documents=paths)
            found = self._exact(words, narrowed)
            yield from found or filter(None, [self._like(words, narrowed)])
            return
        for path in paths:
            numbers = self._site.numbers(path)
            if answer.anchor in numbers:
                first = numbers[answer.anchor]
                last = max(first, numbers.get(answer.last, first))
                yield self._compared(words, path, first, max(last - first + 1, 1), runs_on=True)

    def _exact(self, words: str, narrowed: Narrowed | None = None) -> list[_Place]:
        """The places that have the words of a quotation."""
        run = next(iter(runs(words)), "")
        keys = [key for key in keys_of(run, likely_language(words)) if key != GAP]
        # It may begin at the end of a passage and go on in the next: then as many of its first words are asked for as
        # one passage has, since the very first ones may stand at the beginning of hundreds.
        lengths = [len(keys), *(length for length in _BEGINNINGS if length < len(keys))] if keys else []
        for length in lengths:
            places = (self._nearest(words, hit) for hit in self._hits([keys[:length]], narrowed))
            if found := list(dict.fromkeys(place for place in places if not place.comparison.distance)):
                return found
        return []

    def _like(self, words: str, narrowed: Narrowed | None = None) -> _Place | None:
        """The place whose words are most like those of a quotation, where any are."""
        keys = [key for run in runs(words) for key in keys_of(run, likely_language(words)) if key != GAP]
        size = min(_PIECE, max(1, len(keys) - 1))
        starts = range(0, max(1, len(keys) - size + 1), max(1, len(keys) // _PIECES))
        pieces = [keys[start : start + size] for start in starts]
        places = [self._nearest(words, hit) for hit in self._hits(pieces, narrowed)] if keys else []
        best = max(places, key=lambda place: place.comparison.share, default=None)
        return best if best and best.comparison.share >= rules().alike else None

    def _hits(self, expressions: Sequence[Sequence[str]], narrowed: Narrowed | None) -> list[Hit]:
        return self._index.hits(either(expressions), narrowed or Narrowed(), 0, _CANDIDATES)

    def _nearest(self, words: str, hit: Hit) -> _Place:
        """The quotation in a passage, or in it and those behind."""
        number = self._site.numbers(hit.path)[hit.anchor]
        alone = self._compared(words, hit.path, number, 1, runs_on=False)
        if not alone.comparison.distance:
            return alone
        together = self._compared(words, hit.path, number, 1, runs_on=True)
        return together if together.comparison.distance < alone.comparison.distance else alone

    def _compared(self, words: str, path: str, first: int, count: int, *, runs_on: bool) -> _Place:
        """The quotation beside `count` passages from the first on; where it runs on, beside as many as it may run
        over."""
        blocks = self._site.report(path)
        chosen = [first]
        length = len(blocks[first]["text"])
        for number in range(first + 1, len(blocks)):
            wanted = number < first + count or (runs_on and length < 2 * len(words) and len(chosen) < _TOGETHER)
            if not wanted:
                break
            if blocks[number]["kind"] != "note":
                chosen.append(number)
                length += len(blocks[number]["text"])
        # Who quotes several passages may leave out the numbers of those behind the first.
        numbered = [blocks[number]["text"] for number in chosen]
        bare = [numbered[0], *(_without_number(blocks[number]) for number in chosen[1:])]
        readings = [numbered] if bare == numbered else [numbered, bare]
        compared = [(texts, compare(words, " ".join(texts))) for texts in readings]
        texts, comparison = min(compared, key=lambda reading: reading[1].distance)
        starts = accumulate((len(text) + 1 for text in texts), initial=0)
        covered = [
            number
            for number, start, text in zip(chosen, starts, texts, strict=False)
            if start < comparison.end and start + len(text) > comparison.start
        ]
        return _Place(path, *((covered[0], covered[-1]) if covered else (first, first)), comparison)

    def _standing(self, place: _Place) -> Standing:
        blocks = self._site.report(place.path)[place.first : place.last + 1]
        citation, permalink = blocks[0]["citation"], blocks[0]["url"]
        if len(blocks) > 1:
            citation, permalink = span(self._site, place.path, blocks[0]["anchor"], blocks[-1]["anchor"])
        return Standing(
            citation=citation,
            permalink=permalink,
            passages=[
                passage(self._site, place.path, block)
                for block in blocks
                if block["kind"] != "note" or len(blocks) == 1
            ],
        )
