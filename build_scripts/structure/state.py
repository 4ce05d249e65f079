"""What has been read of a document while its blocks are recognised: its parts, their numbers, the open items."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from ..core.model import Block, Kind, Part, PartKind, Prominence, Text
from ..core.signs import RAISED_DIGITS
from .articles import Article
from .labels import Ordinal, Rank
from .structure_words import Vocabulary

# A note's call amid words: `annexe3 du`, `annexe³`; not `annexe 3`, `annexe3x`.
# It begins with what is seldom, so that most characters are passed over at once.
_GLUED = re.compile(
    rf"[\d{RAISED_DIGITS}](?<=[^\W\d_].)(?:(?<=\d)\d{{0,2}}\b|(?<=[{RAISED_DIGITS}])[{RAISED_DIGITS}]*)"
)


@dataclass(slots=True)
class State:
    """What has been read so far; lives for one call of `recognise`."""

    words: Vocabulary
    body: Part
    part: Part
    shaped: bool = False
    """The file shows which chunks are headings."""
    letter: bool = False
    """The document is a letter or a note verbale, which somebody signs."""
    corrects: bool = False
    """The document is a corrigendum: what its lines say to change is text."""
    last: dict[Part, int] = field(default_factory=dict)
    """The last paragraph number of each part."""
    sections: dict[tuple[Part, Rank], int] = field(default_factory=dict)
    """The last part, chapter, section, roman and capital heading of each part of the document."""
    opened: set[Part] = field(default_factory=set)
    """The parts that have begun."""
    of_session: Mapping[int, tuple[PartKind, re.Match[str]]] = field(default_factory=dict)
    """See `parts.of_session`."""
    articles: Mapping[int, Article] = field(default_factory=dict)
    """See `articles.articles`."""
    listed: Mapping[int, re.Match[str]] = field(default_factory=dict)
    """See `numbered_lists.numbered_lists`."""
    lone: Collection[int] = ()
    """See `parts.lone_sections`."""
    series: dict[PartKind, Ordinal] = field(default_factory=dict)
    """The last Roman numeral or letter of a part of each kind."""
    of_letters: set[Part] = field(default_factory=set)
    """Annexes that say that they are a letter's, « Annex to the letter dated … »."""
    last_draft: int = -1
    """Index of the chunk that opens the last draft resolution or decision."""
    annexed: set[Part] = field(default_factory=set)
    """The parts whose text is known to speak of an annex of their own."""
    unsearched: dict[Part, list[str]] = field(default_factory=lambda: defaultdict(list))
    """The texts of each part that haven't been searched for it: few parts are ever asked."""
    enacted: set[Part] = field(default_factory=set)
    """Parts whose enacting line has been read."""
    decided: set[Part] = field(default_factory=set)
    """Of them, those in which a full stop has ended the preamble: no paragraph is numbered there."""
    items: list[tuple[str, int]] = field(default_factory=list)
    """The items open under the last paragraph, (style, value), outermost first."""
    resting: list[tuple[str, int]] = field(default_factory=list)
    """The items that were open before a text without a number."""
    comments: int = -1
    """The last numbered paragraph of the commentary that is open; -1 where none is."""
    edges: dict[int, tuple[float, float]] = field(default_factory=dict)
    """`Chunk.edges` of blocks, by their index."""
    blocks: list[Block] = field(default_factory=list)
    doubts: list[tuple[int, str, str]] = field(default_factory=list)

    def add(
        self,
        kind: Kind,
        text: Text,
        *,
        number: str = "",
        label_end: int = 0,
        level: int = 0,
        ordinal: str = "",
        rows: tuple[tuple[Text, ...], ...] = (),
        prominence: Prominence | None = None,
    ) -> None:
        if kind not in (Kind.ITEM, Kind.NOTE):
            # A text between two items doesn't end their series, if it goes on.
            self.resting = (self.items or self.resting) if kind is Kind.OTHER else []
            self.items = []
        if kind in (Kind.HEADING, Kind.PART_TITLE):
            self.comments = 0 if self.words.commentary.fullmatch(text.string) else -1
        self.unsearched[self.part].append(text.string)
        self.blocks.append(
            Block(kind, text, self.part, number, label_end, level, ordinal, rows=rows, prominence=prominence)
        )

    def is_annexed(self, part: Part) -> bool:
        """Whether the text of a part speaks of an annex of its own."""
        speaks = self.words.annex_of_document if part == self.body else self.words.annex_of_part
        texts = self.unsearched.pop(part, [])
        if part not in self.annexed and any(speaks.search(_GLUED.sub("", text)) for text in texts):
            self.annexed.add(part)
        return part in self.annexed

    def doubt(self, text: Text, code: str, message: str) -> None:
        self.doubts.append((text.places[0][1], code, message))
