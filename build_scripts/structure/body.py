"""What each chunk of the body is: title of a part, heading, numbered or preambular paragraph, item, or other text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ..core.model import Block, Chunk, Chunkform, Kind, Part, PartKind, Text
from ..core.signs import COLONS, COMMAS, SEMICOLONS
from ..core.text import join, piece, trim
from ..read.endings import is_closed
from . import labels
from .articles import Article, articles
from .chapters import division, heading_readings
from .labels import Rank
from .no_headings import is_no_heading
from .numbered_lists import numbered_lists
from .parts import (
    back_to_body,
    can_be_title,
    lone_sections,
    may_begin,
    of_session,
    one_of_several,
    open_article,
    open_one_of_several,
    open_part,
    opening,
)
from .resumed import resume, resumed
from .state import State
from .structure_words import Vocabulary

_LONGEST_HEADING = 400
_LONGEST_CASELESS = 100  # Of one without a capital, in a script that has none.
_SHORT_HEADING = 150
_LONGEST_NEXT = 250  # Of one whose number comes next.
_MOST_BETWEEN = 60  # Blocks between it and the heading before.
_ENDED = (Kind.HEADING, Kind.PART_TITLE, Kind.TABLE, Kind.FIGURE)
_ACTS = (PartKind.RESOLUTION, PartKind.DECISION)
_FORMS = {Chunkform.TABLE: Kind.TABLE, Chunkform.FIGURE: Kind.FIGURE, Chunkform.CONTENTS: Kind.OTHER}
"""Forms that leave nothing to recognise."""
# A full stop at the end, with the note's call that may follow: `Décide.`, `Decides.3`, `决定。`; not `Rappelant,`.
_FULL_STOP = re.compile(r"[.。](?:\s?[»”\"])?\s?\d{0,3}$")
# A line in brackets, such as the language in which an annex was written: `[Original: English]`; not `[2] Text`.
_BRACKETED = re.compile(r"^\[[^\[\]]*\]$")
# The label of a paragraph of a commentary: `(1) Draft`, `1) Le`, `（1）条`; not `(a) draft`.
_COMMENT = re.compile(r"[(（]?(\d{1,2})[)）]\s*(?=\S)")
_AHEAD = 4  # Headings that may stand one below the other.


@dataclass(frozen=True, slots=True)
class Recognised:
    """The blocks of the body, and doubts as (offset in the source, code, message)."""

    blocks: tuple[Block, ...]
    doubts: tuple[tuple[int, str, str], ...]


def recognise(
    chunks: Sequence[Chunk],
    words: Vocabulary,
    body: Part,
    *,
    cover_end: int,
    shaped: bool = False,
    title: str = "",
    letter: bool = False,
    corrects: bool = False,
    acts: PartKind | None = None,
) -> Recognised:
    """The blocks of a body; text without a number on the cover page (up to offset `cover_end`) is its summary. In a
    `shaped` layout only what the file sets apart is a heading without a number. `title` is the document's,
    which may be a `letter` or a corrigendum (`corrects`), or collect `acts` of a kind."""
    numbered = of_session(chunks, words, acts)
    state = State(words, body, body, shaped, of_session=numbered, letter=letter, corrects=corrects)
    state.articles = articles(chunks, words, title)
    state.lone = lone_sections(chunks) if shaped else ()
    state.listed = numbered_lists(chunks)
    cover = Part(PartKind.SUMMARY, 0, body)
    titled = False
    for index in range(len(chunks)):
        opened = opening(state, chunks, index)
        titled = titled or (opened is not None and opened[0] is PartKind.SUMMARY)
        if opened and opened[0] in _ACTS:
            state.last_draft = index
    index = 0
    # Above a summary with a title, a note on the cover transmits the report.
    if cover_end and not titled and chunks and _is_cover_text(chunks[0], cover_end, words):
        state.part = cover
    while index < len(chunks):
        if state.part == cover and not _in_summary(chunks[index], cover_end, words, titled=cover in state.opened):
            state.part = body
        index += _recognise_at(state, chunks, index)
    return Recognised(tuple(state.blocks), tuple(state.doubts))


def may_be_summary(chunk: Chunk) -> bool:
    """A paragraph without a number."""
    string = chunk.text.string
    return chunk.form is Chunkform.TEXT and is_closed(string) and not labels.PARAGRAPH.match(string)


def _is_cover_text(chunk: Chunk, cover_end: int, words: Vocabulary) -> bool:
    return (
        may_be_summary(chunk)
        and chunk.text.places[0][1] < cover_end
        and not words.enacting.fullmatch(chunk.text.string)
    )


def _in_summary(chunk: Chunk, cover_end: int, words: Vocabulary, *, titled: bool) -> bool:
    """A summary under its title goes on to the first heading or numbered paragraph."""
    if not titled:
        return _is_cover_text(chunk, cover_end, words)
    return chunk.form is not Chunkform.HEADING and not labels.PARAGRAPH.match(chunk.text.string)


def _recognise_at(state: State, chunks: Sequence[Chunk], index: int) -> int:
    """Recognises the chunk at `index`; returns how many chunks it took."""
    chunk = chunks[index]
    following = chunks[index + 1 : index + 1 + _AHEAD]
    if kind := _FORMS.get(chunk.form):
        state.add(kind, chunk.text, rows=chunk.rows)
    elif article := state.articles.get(index):
        return _article(state, chunks, index, article)
    elif opened := opening(state, chunks, index):
        return open_part(state, chunks, index, *opened)
    elif several := one_of_several(state, chunk, _before_next_act(state, chunks, index)):
        return open_one_of_several(state, chunks, index, *several)
    elif label := _division(state, chunk, following):
        return _open_division(state, chunks, index, label)
    elif index in state.lone:
        return _open_lone_section(state, chunks, index)
    elif listed := state.listed.get(index):
        _add_item(state, chunk.text, listed)
    else:
        _recognise_text(state, chunk, following)
    return 1


def _before_next_act(state: State, chunks: Sequence[Chunk], index: int) -> Sequence[Chunk]:
    """The chunks that follow on one, those before the number of the next act."""
    places = range(index + 1, min(index + 1 + _AHEAD, len(chunks)))
    end = next((place for place in places if place in state.of_session), index + 1 + _AHEAD)
    return chunks[index + 1 : end]


def _recognise_text(state: State, chunk: Chunk, following: Sequence[Chunk]) -> None:
    """What a chunk is that begins no part: a heading, a numbered paragraph, an item, or other text."""
    if chunk.edges:
        state.edges[len(state.blocks)] = chunk.edges
    string = chunk.text.string
    if label := _heading_label(state, chunk, following):
        _heading(state, chunk.text, label["printed"], label.end())
    elif paragraph := labels.PARAGRAPH.match(string):
        _paragraph(state, chunk.text, paragraph)
    elif numeral := _numeral_of_article(state, string):
        state.last[state.part] = numeral[0]
        state.add(Kind.PARAGRAPH, chunk.text, number=str(numeral[0]), label_end=numeral[1])
    elif _comments(state, string):
        state.comments += 1
        state.add(Kind.OTHER, chunk.text)
    elif item := _item(state, chunk):
        _add_item(state, chunk.text, item)
    elif _is_heading(state, chunk, following):
        # A summary ends above the contents; a rule above « General principles », the title of the next ones.
        listed = state.part.kind is PartKind.SUMMARY and state.words.contents.fullmatch(string)
        state.part = state.body if listed else state.part.holder
        state.add(Kind.HEADING, chunk.text, prominence=chunk.prominence)
    elif (holder := resumed(state, chunk)) >= 0:
        resume(state, holder, chunk.text)
    else:
        _unnumbered(state, chunk.text)


def _comments(state: State, string: str) -> bool:
    """The next paragraph of a commentary, which is no item of the article that it stands below."""
    label = _COMMENT.match(string)
    return state.comments >= 0 and label is not None and int(label[1]) == state.comments + 1


def _article(state: State, chunks: Sequence[Chunk], index: int, article: Article) -> int:
    """Opens a rule or an article; text that stands behind its label is a block of its own."""
    taken = open_article(state, chunks, index, article)
    if article.runs_on:
        chunk = chunks[index]
        text = trim(piece(chunk.text, article.end, len(chunk.text.string)))
        behind = replace(chunk, text=text, breaks=())
        _recognise_text(state, behind, chunks[index + 1 : index + 1 + _AHEAD])
    return taken


# --- headings ---------------------------------------------------------------------------------


def _heading_label(state: State, chunk: Chunk, following: Sequence[Chunk]) -> re.Match[str] | None:
    """The label of a numbered heading: roman or capital in any chunk that can be one, arabic only in one set apart."""
    string = chunk.text.string
    label = labels.heading(string)
    if label is None:
        label = _glued(state, string) or _in_brackets(state, chunk, following)
    if (
        label is None
        or len(string) > _LONGEST_HEADING
        or (not may_begin(string[label.end() :]) and not _opens_with_quote(string, label))
        or (state.corrects and state.words.instruction.match(string[label.end() :]))
    ):
        return None
    printed = label["printed"]
    if (
        is_closed(string)
        and not string.endswith(("?", "!"))
        and (len(string) > 150 or chunk.form is not Chunkform.HEADING)
    ):
        return None
    small = printed.islower() or label[0].startswith(("(", "（"))
    if printed.isdecimal() or small:
        item = small and (is_closed(string) or string.endswith(",") or state.words.unfinished.search(string))
        apart = chunk.form is Chunkform.HEADING or _numbers_pass_over(state, chunk, following)
        apart = apart or (bool(following) and _is_next_heading(state, string, printed, following[0]))
        # « (a) Surveys » is an item of the paragraph that names it, and else the heading of those below.
        item = item or (small and _names_items(state))
        return label if apart and not item else None
    if chunk.form is Chunkform.HEADING:
        return label
    # An initial (« M. Reimann ») isn't a number: a series must begin or go on.
    readings = labels.heading_readings(printed)
    in_series = not state.shaped or any(r.value == 1 or _next_section(state, r) for r in readings)
    return label if following and readings and in_series and not chunk.list_item else None


def _glued(state: State, string: str) -> re.Match[str] | None:
    """The label of a heading whose tab is lost, « A.Введение », where it begins a series or goes on with one."""
    label = labels.GLUED.match(string)
    readings = labels.heading_readings(label["printed"]) if label else ()
    return label if any(reading.value == 1 or _next_section(state, reading) for reading in readings) else None


def _in_brackets(state: State, chunk: Chunk, following: Sequence[Chunk]) -> re.Match[str] | None:
    """The label « (a) » of a heading, which no paragraph's items have."""
    label = labels.IN_BRACKETS.match(chunk.text.string)
    set_apart = chunk.form is Chunkform.HEADING or _numbers_pass_over(state, chunk, following)
    return label if label and set_apart else None


def _numbers_pass_over(state: State, chunk: Chunk, following: Sequence[Chunk]) -> bool:
    """A short line whose number isn't the next, or with a letter after a paragraph that has ended, before the
    paragraph whose number is; other short lines may stand between."""
    string = chunk.text.string
    label = labels.PARAGRAPH.match(string)
    expected = str(state.last.get(state.part, 0) + 1)
    if not _is_short_line(string) or (label and label[1] == expected):
        return False
    if label is None and not _may_head(state, string):
        return False
    for after in following:
        number = labels.PARAGRAPH.match(after.text.string)
        if number and number[1] == expected:
            return True
        if not _is_short_line(after.text.string):
            return False
    return False


def _is_next_heading(state: State, string: str, printed: str, after: Chunk) -> bool:
    """A line without a full stop whose number comes next after that of a heading, and no paragraph between has one: an
    annotated agenda, « 3. Follow-up to the Fourth World Conference … » over two lines. Or the first of a deeper rank
    right below a heading, with text below it."""
    readings = labels.heading_readings(printed)
    if is_closed(string, comma=True) or len(string) > _LONGEST_NEXT:
        return False
    for block in reversed(state.blocks[-_MOST_BETWEEN:]):
        if block.part != state.part or block.kind not in (Kind.HEADING, Kind.OTHER, Kind.ITEM):
            return False
        above = heading_readings(block.number, state.words) if block.kind is Kind.HEADING and block.number else ()
        if any(one.rank is other.rank and one.value + 1 == other.value for one in above for other in readings):
            return True
        if block is state.blocks[-1] and above:
            plain = is_closed(after.text.string) and not labels.ITEM.match(after.text.string)
            return plain and any(other.value == 1 and other.rank > above[0].rank for other in readings)
    return False


def _is_short_line(string: str) -> bool:
    return len(string) < _SHORT_HEADING and not is_closed(string, comma=True)


def _may_head(state: State, string: str) -> bool:
    """What comes next isn't an item: a heading stands before it, or a paragraph that has ended and names no items, or
    an item that has ended and on which its label doesn't follow."""
    before = state.blocks[-1] if state.blocks else None
    if before is None or before.kind in (Kind.HEADING, Kind.PART_TITLE):
        return True
    item = labels.ITEM.match(string) if before.kind is Kind.ITEM else None
    follows = item is None or bool(_continues(state.items, labels.item_readings(item[1])))
    ended = is_closed(before.text.string) and not before.text.string.endswith((*COLONS, *SEMICOLONS))
    return ended and (before.kind is not Kind.ITEM or not follows)


def _names_items(state: State) -> bool:
    """The text before goes on, or its last item does."""
    before = state.blocks[-1] if state.blocks else None
    string = before.text.string if before else ""
    return before is not None and before.kind is not Kind.HEADING and string.endswith((*COLONS, *SEMICOLONS, *COMMAS))


def _opens_with_quote(string: str, label: re.Match[str]) -> bool:
    return bool(re.match(r"[«“\"'(]\s?\w", string[label.end() :]))


def _division(state: State, chunk: Chunk, following: Sequence[Chunk]) -> re.Match[str] | None:
    """The label of a part, chapter or section: alone, or with its title behind it."""
    string = chunk.text.string
    label = division(string, state.words)
    if label is None or not following or len(string) > _LONGEST_HEADING or is_closed(string, comma=True):
        return None
    rest = string[label.end() :]
    return label if not rest or may_begin(rest) or rest[0] in '«“"《' else None


def _open_division(state: State, chunks: Sequence[Chunk], index: int, label: re.Match[str]) -> int:
    """The heading of a part, chapter or section; a title on a line of its own belongs to it."""
    text = chunks[index].text
    titled = label.end() == len(text.string) and can_be_title(state, chunks[index + 1])
    whole = join((text, chunks[index + 1].text)) if titled else text
    _heading(state, whole, " ".join(label[0].rstrip(" .:–—").split()), label.end() + titled)
    return 1 + titled


def _open_lone_section(state: State, chunks: Sequence[Chunk], index: int) -> int:
    """A heading whose number stands alone on its line; a heading without a number below it is its title."""
    text = chunks[index].text
    printed = chunks[index].text.string[: chunks[index].breaks[0]].strip() if chunks[index].breaks else text.string
    after = chunks[index + 1] if index + 1 < len(chunks) else None
    titled = after is not None and after.form is Chunkform.HEADING and index + 1 not in state.lone
    titled = titled and len(printed) == len(text.string) and can_be_title(state, chunks[index + 1])
    whole = join((text, chunks[index + 1].text)) if titled else text
    _heading(state, whole, printed, len(printed) + 1 if len(whole.string) > len(printed) else 0)
    return 1 + titled


def _heading(state: State, text: Text, printed: str, label_end: int) -> None:
    readings = heading_readings(printed, state.words)
    reading = next((r for r in readings if _next_section(state, r) and r.value > 1), readings[0])
    if reading.rank <= Rank.ROMAN and state.part.kind is PartKind.SUMMARY:
        state.part = state.body
    if reading.rank <= Rank.CAPITAL:
        state.part = state.part.holder
        back_to_body(state, section=reading)
        state.sections[state.part, reading.rank] = reading.value
        for rank in Rank:
            if rank > reading.rank:
                state.sections.pop((state.part, rank), None)
    state.add(Kind.HEADING, text, number=printed, label_end=label_end)


def _next_section(state: State, reading: labels.Ordinal) -> bool:
    """The number that comes next in the open part or in the body."""
    return any(state.sections.get((part, reading.rank), 0) + 1 == reading.value for part in (state.part, state.body))


def _is_heading(state: State, chunk: Chunk, following: Sequence[Chunk]) -> bool:
    """An unnumbered heading: set apart by the source; or a short line with no full stop, after closed text."""
    string = chunk.text.string
    if _enacts(state, string) or len(string) > _LONGEST_HEADING:
        return False
    if is_no_heading(state, chunk, following):
        return False
    if state.words.unfinished.search(string) or not re.match(r"[\w«“\"'(\[¿¡]", string):
        return False
    if chunk.form is Chunkform.HEADING or state.shaped:
        apart = chunk.form is Chunkform.HEADING
        return (
            apart and not string.endswith((*COMMAS, *SEMICOLONS)) and not (string.endswith(".") and len(string) > 150)
        )
    before = state.blocks[-1] if state.blocks else None
    return (
        not chunk.list_item
        and len(string) < (250 if string[:1].isupper() else _LONGEST_CASELESS)
        and string[:1].isalpha()
        and not string[:1].islower()
        and not is_closed(string)
        and not string.endswith((*COMMAS, "-"))
        and bool(following)
        and not following[0].text.string[:1].islower()
        and (
            before is None
            or before.kind in _ENDED
            or is_closed(before.text.string)
            or _BRACKETED.fullmatch(before.text.string) is not None
        )
    )


# --- paragraphs and items ---------------------------------------------------------------------


def _paragraph(state: State, text: Text, label: re.Match[str]) -> None:
    printed = labels.paragraph_number(label)
    value = int(re.search(r"\d+", printed)[0])  # type: ignore[index]
    if state.part.kind is PartKind.SUMMARY and value == 1:
        state.part = state.body
    back_to_body(state, number=value)
    expected = state.last.get(state.part, 0) + 1
    if value != expected and printed.isdecimal() and state.part in state.last:
        what = "again" if value < expected else f"after {expected - 1}"
        state.doubt(text, "T005", f"paragraph {printed} comes {what}; the number is kept as printed")
    state.last[state.part] = value
    state.add(Kind.PARAGRAPH, text, number=printed, label_end=label.end())


def _numeral_of_article(state: State, string: str) -> tuple[int, int] | None:
    """The number of a paragraph of an article that comes next and is written in words, « 一、 », and where its words
    begin: what numbers a section elsewhere."""
    label = labels.heading(string) if state.part.kind in (PartKind.ARTICLE, PartKind.RULE) else None
    if label is None or label["printed"].isascii() or not is_closed(string):
        return None
    values = [reading.value for reading in labels.heading_readings(label["printed"]) if reading.rank is Rank.ROMAN]
    return (values[0], label.end()) if values == [state.last.get(state.part, 0) + 1] else None


def _item(state: State, chunk: Chunk) -> re.Match[str] | None:
    """An item's label, under a block that can have items."""
    label = labels.ITEM.match(chunk.text.string)
    if label is None:
        dotted = labels.IN_LIST.match(chunk.text.string)
        label = dotted if dotted and (chunk.list_item or _third_rank(state, dotted)) else None
    holds = any(
        b.kind in (Kind.PARAGRAPH, Kind.PREAMBULAR, Kind.OTHER, Kind.ITEM) and b.part == state.part
        for b in state.blocks[-1:]
    )
    return label if label and labels.item_readings(label[1]) and (holds or chunk.form is Chunkform.TEXT) else None


def _third_rank(state: State, label: re.Match[str]) -> bool:
    """A letter with a full stop below items of two ranks: the first where the item before names what follows, or the
    next of an open series."""
    before = state.blocks[-1] if len(state.items) > 1 else None
    if before is None or before.kind is not Kind.ITEM or before.part != state.part:
        return False
    values = {value for _, value in labels.item_readings(label[1])}
    is_next = any(style == labels.DOTTED and value + 1 in values for style, value in state.items)
    return is_next or (1 in values and before.text.string.endswith(COLONS))


def _item_readings(state: State, label: re.Match[str]) -> tuple[tuple[str, int], ...]:
    """What an item's label can mean; a letter with a full stop below two ranks is first of all one of the third."""
    readings = labels.item_readings(label[1])
    if label.re is not labels.IN_LIST or not _third_rank(state, label):
        return readings
    return (*((labels.DOTTED, value) for style, value in readings if style == "letter"), *readings)


def _add_item(state: State, text: Text, label: re.Match[str]) -> None:
    """An item at the depth that its label continues: a) b), below them i) ii)."""
    readings = _item_readings(state, label)
    if not (_continues(state.items, readings) or any(value == 1 for _, value in readings)):
        state.items = state.resting if _continues(state.resting, readings) else state.items
    if depth := _continues(state.items, readings):
        style, value = state.items[depth - 1]
        state.items = [*state.items[: depth - 1], (style, value + 1)]
    elif first := next((r for r in readings if r[1] == 1), None):
        # a) under an open a) or b) begins the series again: no style stands inside itself.
        depth = next((depth for depth, (style, _) in enumerate(state.items) if style == first[0]), len(state.items))
        state.items = [*state.items[:depth], first]
    else:
        state.doubt(
            text, "T006", f"item {label[0].strip()} doesn't follow on any item before it; the label is kept as printed"
        )
        same = next((r for r in readings if state.items and r[0] == state.items[-1][0]), readings[0])
        state.items = [*state.items[:-1], same]
    ordinal = _ordinal_of_item(state, label[1])
    state.add(Kind.ITEM, text, number=label[1], label_end=label.end(), level=len(state.items), ordinal=ordinal)


def _ordinal_of_item(state: State, printed: str) -> str:
    """What anchors call an item that isn't printed in Latin letters: the same in all languages. Figures below Arabic
    letters stand where other languages have roman numerals."""
    style, value = state.items[-1]
    if style == "arabic":
        return labels.latin("roman", value) if len(state.items) > 1 and _under_arabic_letter(state) else ""
    return "" if printed.isascii() else labels.latin(style, value)


def _under_arabic_letter(state: State) -> bool:
    """The item that the open one stands below has an Arabic letter."""
    above = next((b for b in reversed(state.blocks) if b.kind is Kind.ITEM and b.level < len(state.items)), None)
    return above is not None and "\u0600" <= above.number[:1] <= "\u06ff"


def _continues(items: Sequence[tuple[str, int]], readings: Sequence[tuple[str, int]]) -> int:
    """The depth, from 1, of the open item that a label comes next to; 0 if there is none."""
    return next(
        (depth for depth in range(len(items), 0, -1) if (items[depth - 1][0], items[depth - 1][1] + 1) in readings),
        0,
    )


def _unnumbered(state: State, text: Text) -> None:
    """The enacting line, a preambular paragraph, or any other text."""
    string = text.string
    enacting = _enacts(state, string)
    preambular_words = bool(state.words.preamble.match(string))
    if enacting and (not preambular_words or state.part not in state.enacted):
        state.enacted.add(state.part)
        state.add(Kind.OTHER, text)
    elif state.part in state.last or not _in_preamble(state, string, preambular_words):
        state.add(Kind.OTHER, text)
    else:
        state.add(Kind.PREAMBULAR, text)


def _enacts(state: State, string: str) -> bool:
    """An enacting line; right below the title of an act also without its comma: « The Executive Board⏎⏎1. Takes … »."""
    before = state.blocks[-1] if state.blocks else None
    below = before is not None and before.kind is Kind.PART_TITLE and before.part.kind in _ACTS
    return state.words.enacts(string) if below else bool(state.words.enacting.fullmatch(string))


def _in_preamble(state: State, string: str, preambular_words: bool) -> bool:
    """After the enacting line, all but a closing « Décide ce qui suit : »; elsewhere nothing. A full stop is the end of
    the preamble: of an operative paragraph that is alone and so has no number, or of the items below the line. So is
    « Have agreed as follows: », of the parties to a treaty."""
    if state.words.agreed.fullmatch(string):
        state.enacted.discard(state.part)
    if state.part not in state.enacted or preambular_words:
        return preambular_words and state.part in state.enacted
    before = state.blocks[-1]
    if _FULL_STOP.search(string) or (before.part == state.part and _FULL_STOP.search(before.text.string)):
        state.decided.add(state.part)
    return state.part not in state.decided and not string.endswith(COLONS)
