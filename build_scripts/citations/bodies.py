"""Which body is meant: names of organs in the words, and what the rest of the document says of short ones."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from ..core.model import Block, Document, Kind, Part, PartKind, Report
from ..core.organs import organ_of
from ..core.signs import plain
from ..core.value import value
from .citing_words import Name, Vocabulary
from .folding import fold
from .knowledge import CitingData

# Between an organ and the word or number of its act: `'s `, ` (UNEP) `, `第`.
_AT_WORD = re.compile(r"(?:'s)?(?: \([A-Z-]{2,10}\))? ?(?:第 ?)?")
UNKNOWN = ("?",)
"""Stands for an organ that the data don't know."""


@value(frozen=True, slots=True)
class Mention:
    """Words that name an organ."""

    start: int
    end: int
    organs: tuple[str, ...]
    """One, or several that the words may mean; `UNKNOWN` for one that the data don't know."""
    namesake: bool = False
    """It bears the full name of an organ that the data know."""


@dataclass(slots=True)
class Setting:
    """What a document says of who speaks in it: made once for a document, then only read.

    Names in all of its blocks are looked for when the first short name asks for it.
    """

    report: Report
    data: CitingData
    vocabulary: Vocabulary
    year: int
    """Of the document, 0 where unknown: no act is younger."""
    enacting: Mapping[Part, str]
    """The organ that speaks in a resolution, by part."""
    _named: list[tuple[int, int, str]] | None = field(default=None, repr=False)
    _places: dict[tuple[str, ...], list[tuple[int, int, str]]] = field(default_factory=dict, repr=False)

    def own_body(self) -> tuple[str, ...]:
        """The document's own body: its organ, or the first above it that adopts anything."""
        key = self.report.document.organ or organ_of(self.report.document.symbol, self.data.organs)
        while key and key in self.data.organs and not self.data.organs[key].acts:
            key = self.data.organs[key].within
        return (key,) if key in self.data.organs else ()

    def enacts(self, part: Part | None) -> str:
        """The organ that speaks in a part; of an annex, that of the resolution it belongs to; empty where none."""
        while part is not None:
            if part in self.enacting:
                return self.enacting[part]
            part = part.parent
        return ""

    def meant(self, name: Name, block: int, position: int) -> tuple[str, ...]:
        """The organs that a name may stand for at a place in the document: of those a short name may mean, the one
        last named in full before, else the document's own or the one that speaks, else all."""
        if name.full or len(name.organs) == 1:
            return name.organs
        if name.organs not in self._places:
            organs = set(name.organs)
            self._places[name.organs] = [place for place in self._all_named() if place[2] in organs]
        places = self._places[name.organs]
        index = bisect_left(places, (block, position, ""))
        if index:
            return (places[index - 1][2],)
        part = self.report.blocks[block].part
        document = self.report.document
        named = document.organ or organ_of(document.symbol, self.data.organs)
        speaking = {self.enacts(part), named, *self.own_body()}
        return tuple(organ for organ in name.organs if organ in speaking) or name.organs

    def _all_named(self) -> list[tuple[int, int, str]]:
        if self._named is None:
            self._named = [
                (index, match.start(), organ)
                for index, block in enumerate(self.report.blocks)
                for string in [fold(block.text.string)]
                for match in self.vocabulary.named(string, 0, len(string))
                if (name := self.vocabulary.names[match[0]]).full
                for organ in name.organs
            ]
        return self._named


def setting(report: Report, data: CitingData) -> Setting:
    """What the document says of who speaks in it."""
    vocabulary = data.vocabulary(report.document.language)
    return Setting(report, data, vocabulary, _year(report.document), dict(_enacting(report.blocks, vocabulary)))


def _year(document: Document) -> int:
    if document.issued:
        return document.issued[0]
    if year := re.search(r"/((?:19|20)\d\d)(?:/|$)|\(((?:19|20)\d\d)\)", document.symbol):
        return int(year[1] or year[2])
    if session := re.match(r"A/(?:C\.\d/|RES/)?(\d{2,3})/", document.symbol):
        return 1946 + int(session[1])
    return 0


def _enacting(blocks: tuple[Block, ...], vocabulary: Vocabulary) -> Iterator[tuple[Part, str]]:
    """« L’Assemblée générale, » at the beginning of a draft resolution, or of a document that is one.

    In the main body only before its first numbered paragraph: a report may quote such words later.
    """
    closed: set[Part] = set()
    for block in blocks:
        if block.part in closed:
            continue
        if block.kind in (Kind.OTHER, Kind.PREAMBULAR, Kind.HEADING):
            match = vocabulary.enacting.match(fold(plain(block.text.string[block.label_end : block.label_end + 200])))
            name = vocabulary.names[match["organ"]] if match else None
            if name and len(name.organs) == 1:
                closed.add(block.part)
                yield block.part, name.organs[0]
        elif block.kind is Kind.PARAGRAPH or block.part.kind not in (
            PartKind.BODY,
            PartKind.RESOLUTION,
            PartKind.DECISION,
        ):
            closed.add(block.part)


@value(frozen=True, slots=True)
class Reader:
    """Reads names of organs in one text."""

    string: str
    """Folded."""
    vocabulary: Vocabulary
    meant: Callable[[Name, int], tuple[str, ...]]
    """The organs that a name stands for at a position."""

    def at(self, position: int) -> Mention | None:
        """The organ named right here."""
        match = self.vocabulary.organ_names.match(self.string, position)
        return self._mention(match) if match else None

    def before(self, position: int, floor: int) -> Mention | None:
        """The organ named right before: « General Assembly resolution », « the Council’s resolution »."""
        last: Mention | None = None
        for mention in self.between(max(floor, position - 300), position):
            last = mention
        if last and _AT_WORD.fullmatch(self.string, last.end, position):
            return last
        return None

    def between(self, start: int, end: int) -> Iterator[Mention]:
        """All organs named in a stretch, in order."""
        for match in self.vocabulary.named(self.string, start, end):
            if mention := self._mention(match):
                yield mention

    def _mention(self, match: re.Match[str]) -> Mention | None:
        name = self.vocabulary.names[match[0]]
        if name.treaty:
            return None
        words = self.vocabulary
        before = self.string[max(0, match.start() - 40) : match.start()]
        if name.full:
            # A title in capitals has capitals before each of its names.
            acronym = not (match[0].isupper() and words.whole_words) and words.namesake_before.search(before)
            another = words.namesake.match(self.string, match.end()) or acronym
        else:
            another = words.other.match(self.string, match.end()) or words.other_before.search(before)
        if another:
            return Mention(match.start(), match.end(), UNKNOWN, name.full)
        return Mention(match.start(), match.end(), self.meant(name, match.start()))

    def attached(self, position: int) -> Mention | None:
        """The organ behind « de la », « adoptée par », « dans laquelle » …; `UNKNOWN` where the data don't know it."""
        connector = self.vocabulary.connector.match(self.string, position)
        if not connector:
            return None
        behind = connector.end()
        if self.string[behind : behind + 1] == " ":
            behind += 1
        if mention := self.at(behind):
            return mention
        words = self.vocabulary
        if not connector[0].strip(", ("):
            foreign = not words.ignored.match(self.string, behind) and words.genitive.match(self.string, behind)
            return Mention(behind, behind, UNKNOWN) if foreign else None
        known = words.ignored.match(self.string, behind) or not words.institution.match(self.string, behind)
        return None if known else Mention(behind, behind, UNKNOWN)
