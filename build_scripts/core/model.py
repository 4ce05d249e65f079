"""The types that flow through the passes: frozen, without behaviour.

A text is never rewritten. It stays the characters of the source, and every later pass only adds
*marks* beside it (emphasis, note calls, repairs, citations). So each character knows its place in
the source to the end, and `structure/completeness.py` can account for every one of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import field
from datetime import date
from enum import StrEnum
from itertools import pairwise
from operator import is_

from .value import replace, value

# --- text and its marks -----------------------------------------------------------------------


@value(frozen=True, slots=True)
class Mark:
    """A stretch of a text, from `start` up to but not including `end` (positions in `Text.string`)."""

    start: int
    end: int


@value(frozen=True, slots=True)
class Emphasis(Mark):
    """Emphasis that the source marks."""

    style: str
    """`em`, `strong` or `sup`."""


@value(frozen=True, slots=True)
class Call(Mark):
    """A footnote call: the digits (or asterisk) that the source prints, marked up or glued to a word."""

    number: str
    """As printed, without brackets: `3`, `*`."""
    target: str = ""
    """Anchor of the note (`res-1.note-3`); filled by the anchor pass, empty where no note answers."""
    anchor: str = ""
    """Anchor of the call itself (`ref-3`, a second call `ref-3_2`); filled by the anchor pass."""


class RepairKind(StrEnum):
    """Who changed the reading, and on what evidence."""

    SPLIT_WORD = "split-word"
    """A space inside a word, taken out by the machine on the evidence of a word list."""
    SPACING = "spacing"
    """A space before a comma or a full stop, taken out by the machine."""
    SUPERSCRIPT = "lost-superscript"
    """A space before an ordinal's raised letters (`1 re` for `1re`), taken out by the machine."""
    LETTER_ORDER = "letter-order"
    """Lam and alef that a PDF's text has turned about, put in order by the machine on the evidence of a word list."""
    CORRECTION = "correction"
    """Letters changed by a reviewed correction of document.toml."""


@value(frozen=True, slots=True)
class Repair(Mark):
    """Words that the page shows in another form than the source; `string[start:end]` is the source's reading."""

    fixed: str
    """What the page shows."""
    kind: RepairKind
    reason: str
    """Why, in French, for the reader."""


@value(frozen=True, slots=True)
class Link(Mark):
    """Words that lead to an address: a URL, `mailto:`, or `#anchor` inside the document."""

    href: str


@value(frozen=True, slots=True)
class Citation(Mark):
    """Words that cite a document (docs/developers/citations.md)."""

    key: str
    """Canonical key, `A/RES/77/237`."""
    pin: str = ""
    """The pinpoint as printed, `par. 24`."""
    fragment: str = ""
    """The pinpoint as an anchor of the cited document (`par-24`), where it can be said."""


@value(frozen=True, slots=True)
class Spoken(Mark):
    """Words in another language than the document's, as the file says and the words bear out
    (`structure/other_languages.py`)."""

    language: str
    """ISO 639, `ar`."""


@value(frozen=True, slots=True)
class Text:
    """Words with their places in the source."""

    string: str
    """The source's characters, white space collapsed to single spaces, without markup."""
    places: tuple[tuple[int, int], ...]
    """Pairs (position in `string`, offset in the source), ascending: the character at position p stands at
    offset o + p - q, with (q, o) the last pair such that q <= p. White space may have no place of its own."""
    marks: tuple[Mark, ...] = ()
    """Ordered by start, then longest first. Marks of one type don't overlap."""


# --- a source and where it is from ------------------------------------------------------------


@value(frozen=True, slots=True)
class Span:
    """What a file says of a stretch of its characters, from `start` up to but not including `end` (offsets in
    `Source.string`)."""

    start: int
    end: int


@value(frozen=True, slots=True)
class Print(Span):
    """Characters of one row of a page, set in one style and without a gap. Lengths are points, 1/72 inch, from the
    page's lower left corner as it is looked at."""

    left: float
    right: float
    baseline: float
    size: float
    """Of the font as it appears."""
    font: str
    """Its name without the mark of a subset: `TimesNewRomanPS-BoldMT`."""
    raised: bool = False
    """Smaller than its row and above the baseline."""
    bold: bool = False
    italic: bool = False


@value(frozen=True, slots=True)
class Hyperlink(Span):
    """A link that the file itself has: a hint for what the words cite."""

    href: str


@value(frozen=True, slots=True)
class Paragraph(Span):
    """A paragraph of a word processor's file."""

    style: str = ""
    """Name of its style as the file has it: `SingleTxtG`, `_ H_1`."""
    level: int = 0
    """Outline level of a heading, from 1; 0 of other text."""
    left: float = 0
    """Its indent in points, the first line apart."""
    first: float = 0
    """Indent of its first line, from the margin."""
    size: float = 0
    """Of its first letters, in points; 0 where nothing says it."""
    centred: bool = False
    listed: bool = False
    """It is numbered or bulleted automatically."""


@value(frozen=True, slots=True)
class Style(Span):
    """Characters set apart by the word processor."""

    bold: bool = False
    italic: bool = False
    raised: bool = False


@value(frozen=True, slots=True)
class InLanguage(Span):
    """Characters of which the file says which language they are in."""

    language: str
    """The first part of an RFC 5646 tag, in lower case: `fr` of `fr-FR`."""


@value(frozen=True, slots=True)
class ListLabel(Span):
    """A number or bullet that the word processor makes: it stands in the string and not among the file's characters."""


@value(frozen=True, slots=True)
class Cell(Span):
    """A cell of a table that the file marks as one."""

    table: int
    """Which table of the file, from 0."""
    row: int
    column: int
    columns: int = 1
    """How many it spans."""
    rows: int = 1


@value(frozen=True, slots=True)
class NoteReference(Span):
    """The place where a note is called, by the file's own mark."""

    note: str
    """The file's name of the note, the same in its `NoteBody`."""


@value(frozen=True, slots=True)
class NoteBody(Span):
    """The whole of a note."""

    note: str


class RegionKind(StrEnum):
    """Where on a page the characters stand that are outside the flow of its text."""

    HEADER = "header"
    FOOTER = "footer"
    BOX = "box"
    """A text box, or a frame."""
    FIGURE = "figure"
    """Words of a chart or a drawing."""
    VERTICAL = "vertical"
    """Words that run up or down the page."""


@value(frozen=True, slots=True)
class Region(Span):
    """Characters outside the flow of the text."""

    kind: RegionKind


@value(frozen=True, slots=True)
class Rule:
    """A line drawn on a page, horizontal or vertical: the box around it, in points."""

    left: float
    bottom: float
    right: float
    top: float


@value(frozen=True, slots=True)
class Page:
    """A page of the file."""

    start: int
    """Offset of its first character."""
    width: float
    """In points, as it is looked at."""
    height: float
    rules: tuple[Rule, ...] = ()
    """From top to bottom."""
    images: int = 0


@value(frozen=True, slots=True)
class Source:
    """A report as received."""

    path: str
    """From the repository's root, with `/`: `source_texts/fr/A/76/463/source.txt`."""
    string: str
    """Every character of the file in reading order, a line of the string for each printed line or paragraph, and
    U+000C between pages; offsets count its characters."""
    line_starts: tuple[int, ...]
    """Offset of the first character of each line, ascending; the first is 0."""
    sha256: str
    """Of the bytes as received, in hexadecimal."""
    format: str = "text"
    """Which extractor made it (`extract.FORMATS`): `text`, `pdf`, `word`, `html`."""
    spans: tuple[Span, ...] = ()
    """What the file says of its characters beside them; ordered by start, then longest first."""
    pages: tuple[Page, ...] = ()
    """Of a file that has any, in order."""


@value(frozen=True, slots=True)
class Correction:
    """A change of letters that a person has reviewed (document.toml, `[[corrections]]`)."""

    source: str
    """The words as the source has them, white space collapsed."""
    fixed: str
    reason: str
    """In French; shown to the reader."""
    anchor: str = ""
    """The block it is confined to; empty: wherever the words stand as whole words in the document."""
    count: int = 0
    """How many places it must change; 0: one or more. Any other number is a finding of `check`."""
    line: int = 0
    """Line in document.toml."""


@value(frozen=True, slots=True)
class Settled:
    """A contradiction between text and document.toml that a person has settled (`[[settled]]`)."""

    key: str
    """Of document.toml."""
    text: str
    """What the text says."""
    reason: str
    """Why document.toml is right, in the document's language; shown to the reader."""
    line: int = 0
    """Line in document.toml."""


@value(frozen=True, slots=True)
class Document:
    """What document.toml says of a document; what the text itself says may not contradict it."""

    path: str
    """Symbol path with its language, `fr/A/76/463` or `fr/sans-cote/onudc-activites-2020`."""
    file: str
    """Path of document.toml from the repository's root."""
    language: str
    """ISO 639-1."""
    title: str
    symbol: str = ""
    """Empty where it isn't established; never guessed."""
    symbol_evidence: str = ""
    type: str = ""
    """Key of data/types.toml: `report`, `note`, `draft-resolutions` …"""
    author: str = ""
    """Who wrote it, or sponsors it, as printed: « Secrétaire général », « Kenya et Norvège »; empty where unknown."""
    organ: str = ""
    """Key of data/organs.toml, `A/C.3`, `E/CN.15`, `CTOC/COP`; empty where unknown."""
    session: str = ""
    """As printed, « Soixante-seizième session »."""
    agenda_item: str = ""
    date: date | None = None
    supplied_date: str = ""
    """Year or month, `2021`, `2021-03`, that an editor gives where the text has no date."""
    original_language: str = ""
    """ISO 639-1."""
    job_number: str = ""
    aliases: tuple[str, ...] = ()
    """Other symbol paths without language that lead here: the second half of a joint symbol, a former path."""
    corrections: tuple[Correction, ...] = ()
    settled: tuple[Settled, ...] = ()
    lines: dict[str, int] = field(default_factory=dict, compare=False)
    """Line in document.toml of each key it has."""

    @property
    def issued(self) -> tuple[int, ...]:
        """Year, month and day, as far as they are known; those that are supplied where the text has none."""
        if self.date:
            return self.date.year, self.date.month, self.date.day
        return tuple(map(int, self.supplied_date.split("-"))) if self.supplied_date else ()


# --- a report ---------------------------------------------------------------------------------


class Chunkform(StrEnum):
    """What a reader's layout shows a chunk to be, before its meaning is known."""

    TEXT = "text"
    """A paragraph, or part of one."""
    HEADING = "heading"
    """Set apart as a heading by mark-up (`##`), by bold or by its place; the level is a hint at most."""
    NOTE = "note"
    """A footnote, from the foot of a page or amid the text."""
    TABLE = "table"
    FIGURE = "figure"
    """The caption of one; no reader says so, structure does."""
    CONTENTS = "contents"
    """A line of a table of contents, where the file says so, or as structure finds it."""


@value(frozen=True, slots=True)
class Prominence:
    """How a heading stands out, where the file shows it."""

    level: int = 0
    """In the outline of a word processor's file, from 1; 0 where it has none."""
    size: float = 0
    """Of its letters, in points."""
    bold: bool = False
    italic: bool = False


@value(frozen=True, slots=True)
class Chunk:
    """One visual block as a reader finds it, in source order."""

    form: Chunkform
    text: Text
    """For a table, empty: see `rows`."""
    indent: int = 0
    """Leading spaces of the first line, where the layout keeps them."""
    gap: int = 0
    """Blank lines before it beyond the layout's usual."""
    list_item: bool = False
    """The file gives it as an item of a list."""
    breaks: tuple[int, ...] = ()
    """Positions in `text` where a line of the source begins, the first line apart."""
    rows: tuple[tuple[Text, ...], ...] = ()
    edges: tuple[float, float] | None = None
    """Where its first line begins and where the others do, in points from the margin, where the file shows it."""
    prominence: Prominence | None = None
    """Of a heading."""

    @property
    def lines(self) -> list[str]:
        """Its words line by line, as the source breaks them."""
        edges = [0, *self.breaks, len(self.text.string)]
        return [self.text.string[start:end].strip() for start, end in pairwise(edges)]


@value(frozen=True, slots=True)
class Furniture:
    """Characters of the source that aren't the document's text, with the reason why they are left out."""

    start: int
    end: int
    """Offsets in `Source.string`, end not included."""
    reason: str
    """Key of data/furniture.toml: `running-head`, `page-rule`, `hyperlink-list`, `markup` …"""


@value(frozen=True, slots=True)
class Layout:
    """What a reader returns."""

    reader: str
    """Name of the reader that made it (`READERS`): `pdf-text`, `markdown`."""
    chunks: tuple[Chunk, ...]
    furniture: tuple[Furniture, ...]
    shaped: bool = False
    """The file shows where each chunk begins and ends and which are headings, so that words need not tell."""


class PartKind(StrEnum):
    """A document inside the document, whose numbering starts again (docs/developers/anchors.md, « Scopes »)."""

    BODY = "body"
    SUMMARY = "summary"
    RESOLUTION = "resolution"
    DECISION = "decision"
    ANNEX = "annex"
    ENCLOSURE = "enclosure"
    """Of an annex."""
    RULE = "rule"
    """Of rules of procedure."""
    ARTICLE = "article"
    """Of a convention, statute or declaration."""


@value(frozen=True, slots=True)
class Part:
    """A scope of numbering. Its identity is all of its fields."""

    kind: PartKind
    number: int = 0
    """As printed, roman or arabic, or the place of its letter; 0 where it has none (the only annex of its parent)."""
    parent: Part | None = None
    """None for the body, which is the parent of all others."""
    label: str = ""
    """What anchors say instead of the number: a letter (`a`), or the number that a conference or session gave
    (`1-CMA.5`)."""

    @property
    def holder(self) -> Part:
        """The part whose notes and sections these are: an article or a rule has none of its own."""
        part = self
        while part.parent is not None and part.kind in (PartKind.RULE, PartKind.ARTICLE):
            part = part.parent
        return part


class Kind(StrEnum):
    """What a block is."""

    MASTHEAD = "masthead"
    PART_TITLE = "part-title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    """A numbered paragraph; in a resolution, an operative one."""
    PREAMBULAR = "preambular"
    ITEM = "item"
    """A lettered item that stands on a line of its own."""
    OTHER = "other"
    """Any other block of text (`txt-n`)."""
    NOTE = "note"
    TABLE = "table"
    """Its text is its caption."""
    FIGURE = "figure"
    """The caption of one, which itself is only in the file as received."""


@value(frozen=True, slots=True)
class Block:
    """The smallest thing that has an address of its own."""

    kind: Kind
    text: Text
    """With its printed label (`12.`, `a)`, `III.`), which ends at `label_end`."""
    part: Part
    number: str = ""
    """The label without its punctuation, as printed: `12`, `a`, `III`, `*`, `4 bis`; empty where none."""
    label_end: int = 0
    """Position in `text.string` where the block's own words begin."""
    level: int = 0
    """Of a heading, from 1 inside its part; of an item, its depth from 1."""
    ordinal: str = ""
    """Of a numbered heading or an item, its number as anchors write it: III → `3`, C → `c`, ب → `b`; which of the two a
    letter is, its neighbours tell."""
    role: str = ""
    """Of a masthead block: `symbol`, `organ`, `suborgan`, `distribution`, `date`, `language`, `original`,
    `session`, `place`, `agenda-item`, `agenda-title`, `title`, `type`, `emblem` …"""
    rows: tuple[tuple[Text, ...], ...] = ()
    resumes: int = 0
    """Position in `text.string` from which it goes on below its items, « … and requests the Council »; 0 of one
    that doesn't."""
    prominence: Prominence | None = None
    """Of a heading."""
    anchor: str = ""
    """Permanent address inside the page (docs/developers/anchors.md); masthead blocks have none."""

    @property
    def texts(self) -> tuple[Text, ...]:
        """Its text, then the cells of its rows."""
        return (self.text, *(cell for row in self.rows for cell in row))

    def with_texts(self, texts: Iterable[Text]) -> Block:
        """The block with others in place of its `texts`, as many and in their order; the same, where they are."""
        others = tuple(texts)
        if all(map(is_, others, self.texts)):
            return self
        replacements = iter(others)
        return replace(
            self, text=next(replacements), rows=tuple(tuple(next(replacements) for _ in row) for row in self.rows)
        )


@value(frozen=True, slots=True)
class Report:
    """A document with all that one pass after another has found in it."""

    document: Document
    source: Source
    reader: str
    blocks: tuple[Block, ...]
    """In source order, notes where the source has them."""
    furniture: tuple[Furniture, ...]
