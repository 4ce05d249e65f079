"""The masthead: symbol, organ, distribution, date, language, session, agenda item, title and type.

It may come as lines, or packed into one (« Distr. générale 11 mars 2020 Français Original: anglais »).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ..core import numbers
from ..core.language import language
from ..core.model import Block, Chunk, Chunkform, Emphasis, Kind, Part, Text
from ..core.settings import untitled_types
from ..core.signs import COMMAS
from ..core.text import piece, trim
from ..read.endings import is_closed
from ..read.gathering import join_lines
from . import labels
from .chapters import division, heading_readings
from .heading_levels import SAME_SIZE
from .masthead_line import (
    FIELD,
    is_imprint,
    is_type,
    laid_bare,
    line_role,
    line_roles,
    names_act,
    names_organ,
    without_stars,
)
from .named_types import type_named
from .parts import LONE, of_session
from .structure_words import Vocabulary, bare

# The end of a sentence, with the note's call that may follow: `la séance.`, `séance. »`, `séance.3`, `会议。`;
# not `séance`.
_SENTENCE = re.compile(r"[.;:。；：](?: ?[»”\"])?(?:\s?\*|\s?\d{1,2})?$")
# The symbol of a draft: `A/C.3/80/L.9`, `A/80/L.4/Rev.1`; not `A/80/100`.
_DRAFT_SYMBOL = re.compile(r"/L\.\d")
# The symbol of an addendum, a corrigendum or the like: `A/78/123/Add.1`, `A/78/123/Corr.2`; not `A/78/123`.
_AMENDING = re.compile(r"/(?:Add|Corr|Amend|Rev)\.\d")
# The symbol of a part of a document: `A/80/6 (Sect. 1)`, `A/56/10(Part I)`; not `S/RES/2370(2017)`.
_OF_ANOTHER = re.compile(r" ?\([A-Z][a-z]")
# A line in brackets, which says where a resolution comes from: `[sur le rapport de la Cinquième Commission]`.
_BRACKETED = re.compile(r"\[.*\]\.?")
# The number of an agenda item: `137`, `14.1.1`; not `2025`, `a`, nor a subitem's, `'2'`, `(2)`.
_ITEM_NUMBER = re.compile(r"(?<![\d.'‘’(])\d{1,3}(?:\.\d{1,3})*(?!\d)")
# A letter of a script without spaces: `大`; not `A`, `。`.
_IDEOGRAPH = re.compile("[\u3400-\u9fff]")
_MOST_CHUNKS = 40
_LONGEST_FIRST = 200  # A heading without a number above paragraph 1.
_AGENDA = "agenda"  # « Provisional agenda » is the heading of the first part of an annotated one.
_ROLES = 2  # Lines of known roles in a chunk.
_NAME_LINES = 7  # Of an organ, in the narrow column beside the emblem.
_SURELY = 3  # Lines of known roles that make a page a cover.


def unpacked(chunks: Sequence[Chunk], words: Vocabulary) -> list[Chunk]:
    """The chunks; a table that holds the masthead, the symbol in a cell or other roles in two, as its cells."""
    result: list[Chunk] = []
    for index, whole in enumerate(chunks):
        titled = _titled(whole, words) if result and index < _MOST_CHUNKS else None
        if titled:
            return [*result, *titled, *chunks[index + 1 :]]
        chunk = whole
        if index >= _MOST_CHUNKS or (chunk.form is not Chunkform.TABLE and _is_body(chunk, words)):
            return [*result, *chunks[index:]]
        if chunk.form is Chunkform.TABLE and _holds_masthead(chunk, words):
            cells = [chunk.text, *(cell for row in chunk.rows for cell in row)]
            result += [Chunk(Chunkform.TEXT, cell) for cell in cells if cell.string]
        else:
            result.append(chunk)
    return result


def _titled(chunk: Chunk, words: Vocabulary) -> tuple[Chunk, Chunk] | None:
    """The title of a text that begins right below it, and that text: « Statement by the President of the Security
    Council⏎At the 9770th meeting … following statement: »."""
    if chunk.form is not Chunkform.TEXT or not chunk.breaks or not _SENTENCE.search(chunk.text.string):
        return None
    at = chunk.breaks[0]
    title, text = trim(piece(chunk.text, 0, at)), trim(piece(chunk.text, at, len(chunk.text.string)))
    lines = [trim(piece(chunk.text, a, b)) for a, b in pairwise((0, *chunk.breaks, len(chunk.text.string)))]
    named = is_type(title.string, words) and not words.unfinished.search(title.string)
    if not (named and _is_long(text.string, words) and _has_room(lines, 1, words)) or _holds_roles(chunk, words):
        return None
    breaks = tuple(edge - at for edge in chunk.breaks[1:])
    return Chunk(Chunkform.HEADING, title), replace(chunk, text=text, breaks=breaks)


def _holds_masthead(table: Chunk, words: Vocabulary) -> bool:
    cells = [cell for row in table.rows for cell in row if cell.string]
    roles = [role for cell in cells for role, _ in line_roles(cell, words) if role]
    return "symbol" in roles or len(set(roles)) > 1


def length(chunks: Sequence[Chunk], words: Vocabulary, *, shaped: bool = False, page_end: int = 0) -> int:
    """How many chunks the masthead takes: those before the first that can only be body; 0 where nothing shows one.

    In a `shaped` layout a heading below the title and the type is the text's first, and a cover ends with its page, at
    the offset `page_end`.
    """
    read = _Read()
    decisions = of_session(chunks, words)
    for index, chunk in enumerate(chunks[:_MOST_CHUNKS]):
        string = chunk.text.string
        of_draft = read.draft and bool(words.draft.fullmatch(bare(string)))
        turned = page_end and read.shown >= _SURELY and bool(chunk.text.places) and chunk.text.places[0][1] > page_end
        added = read.amended and bool(words.amends.fullmatch(without_stars(string)))
        complete = shaped and (
            turned or (read.complete and not line_role(string, words) and not is_type(string, words))
        )
        lone = read.act and (LONE.fullmatch(string) or words.enacting.fullmatch(f"{string},"))
        fields = (read.below or read.act) and _lists_fields(chunks[index : index + 2], words, shaped=shaped)
        first = (not read.partial and _is_first_division(string, words)) or _is_first_article(chunk, words)
        first = first or (read.below and _is_first_heading(chunks, index, words))
        # « Пункт 12 », the place of a correction, is also the number of an agenda item.
        amending = read.amending and line_role(string, words) in ("", "agenda-item") and not _holds_roles(chunk, words)
        first = first or (read.below and _is_unit(chunks[index : index + 2]))
        record = read.met and chunk.form is Chunkform.HEADING and not line_role(string, words)
        written = read.letter and bool(_SENTENCE.search(string)) and not _names_letter(string, words)
        if (
            complete
            or lone
            or fields
            or first
            or record
            or (written and not _holds_role(chunk, words))
            or amending
            or read.printed
            or index in decisions
            or not (of_draft or added or not _is_body(chunk, words))
        ):
            return index if read.shown else 0
        read.add(chunk, words)
    return 0


def _lists_fields(chunks: Sequence[Chunk], words: Vocabulary, *, shaped: bool) -> bool:
    """A list that the text begins with, of two lines at least: « State party: Italy », « Subject matter: Asylum »."""
    apart = shaped and any(chunk.form is Chunkform.HEADING for chunk in chunks)
    return (
        len(chunks) > 1
        and not apart
        and all(FIELD.match(chunk.text.string) and not _holds_role(chunk, words) for chunk in chunks)
    )


def _is_unit(chunks: Sequence[Chunk]) -> bool:
    """« (Thousands of United States dollars) » above a table."""
    return len(chunks) > 1 and chunks[1].form is Chunkform.TABLE and chunks[0].text.string[:1] in ("(", "（")


def _holds_role(chunk: Chunk, words: Vocabulary) -> bool:
    return any(role for role, _ in _lines(chunk, words))


@dataclass(slots=True)
class _Read:
    """What of a masthead has been read."""

    shown: int = 0
    """Chunks of a known role."""
    draft: bool = False
    """The symbol is that of a draft."""
    amended: bool = False
    """The symbol is that of an addendum or the like: in Russian one is called as an appendix is."""
    act: bool = False
    """The line that names an act."""
    titles: int = 0
    """Headings of no known role."""
    below: bool = False
    """Below a line of a known role, one of none has been read, as a title is."""
    items: int = 0
    """Agenda items, each with a title of its own."""
    named: bool = False
    """The type has been named below a title."""
    partial: bool = False
    """The symbol says that the document is a part of another: « A/80/6 (Sect. 1) » has that part for a title."""
    typed: bool = False
    """The type has been named."""
    amending: bool = False
    """Below the type, a line has said what the document is to another one: a text follows, « Paragraphe 12 »."""
    letter: bool = False
    """A letter or a note verbale has been named: its first sentence may be a short one."""
    printed: bool = False
    """Where and when the volume came out has been read, which ends its cover."""
    met: bool = False
    """Who presided over a meeting has been named: what is set apart below belongs to the record."""

    @property
    def complete(self) -> bool:
        return self.named and self.titles >= 2 + self.items

    def add(self, chunk: Chunk, words: Vocabulary) -> None:
        roles = [(role, text.string) for role, text in _lines(chunk, words)]
        self.below = self.below or (self.shown > 0 and not roles[0][0])
        self.shown += any(role for role, _ in roles)
        self.draft = self.draft or any(role == "symbol" and _DRAFT_SYMBOL.search(line) for role, line in roles)
        self.amended = self.amended or any(role == "symbol" and _AMENDING.search(line) for role, line in roles)
        self.partial = self.partial or any(role == "symbol" and _OF_ANOTHER.search(line) for role, line in roles)
        self.act = self.act or names_act(chunk.text.string, words)
        self.items += sum(_items(line) for role, line in roles if role == "agenda-item")
        self.titles += chunk.form is Chunkform.HEADING and not roles[0][0]
        self.letter = self.letter or any(not role and _names_letter(line, words) for role, line in roles)
        self.printed = self.printed or is_imprint(roles[-1][1], words)
        self.met = self.met or any(role == "chair" for role, _ in roles)
        self.amending = self.amending or (self.typed and bool(words.amends.fullmatch(without_stars(roles[-1][1]))))
        self.typed = self.typed or any(is_type(line, words) for _, line in roles)
        self.named = self.named or (self.titles > 0 and is_type(chunk.text.string, words))


def _names_letter(string: str, words: Vocabulary) -> bool:
    """« Letter dated … from … addressed to … », « Note verbale … »: what it is, it has no title besides."""
    line = laid_bare(string).string
    return type_named(line, words.language) in untitled_types() and is_type(string, words)


def _is_body(chunk: Chunk, words: Vocabulary) -> bool:
    string = chunk.text.string
    if chunk.form in (Chunkform.TABLE, Chunkform.CONTENTS) or any(
        (m := pattern.match(string)) and m.end() == len(string) for _, pattern in words.parts
    ):
        return True
    alone = (words.enacting, words.introduction, words.contents)
    listed = chunk.breaks and words.contents.fullmatch(chunk.lines[0].strip(" *:"))
    if listed or any(pattern.fullmatch(string) for pattern in alone) or words.signature.match(string):
        return True
    dated = _dates_meeting(chunk, words)
    if not dated and words.no_heading.match(string) and is_closed(string):  # « La séance est ouverte à 10 heures. »
        return True
    if dated or line_role(string, words) or _holds_roles(chunk, words) or _says_where_held(chunk, words):
        return False
    label = labels.heading(string)
    if (label and not string.startswith("(")) or labels.PARAGRAPH.match(string):
        return True
    return chunk.form is not Chunkform.HEADING and bool(_SENTENCE.search(string)) and _is_long(string, words)


def _dates_meeting(chunk: Chunk, words: Vocabulary) -> bool:
    """Its lines are a meeting and its day, which an abbreviation may end: « 9500-е заседание⏎Среда, 13 декабря
    2023 года, 10 ч. 00 м. »."""
    lines = _lines(chunk, words) if chunk.breaks else []
    met = any(not role and words.no_heading.match(text.string) for role, text in lines)
    return met and any(role in ("date", "held") for role, _ in lines)


def _says_where_held(chunk: Chunk, words: Vocabulary) -> bool:
    """« Краткий отчет о 7-м заседании,⏎состоявшемся в … в 10 ч. 00 мин. »: what a record is, and of which meeting."""
    lines = _lines(chunk, words) if chunk.breaks else []
    return [role for role, _ in lines] == ["", "held"] and is_type(lines[0][1].string.rstrip(","), words)


def _is_first_division(string: str, words: Vocabulary) -> bool:
    """« Part I », « Chapitre premier »: a report begins with the first; « Chapitre 35 » of the budget is a title."""
    label = division(string, words)
    if label is None or string[label.end() : label.end() + 1].islower():
        return False
    return heading_readings(label[0].strip(" .:–—-"), words)[0].value == 1


def _is_first_article(chunk: Chunk, words: Vocabulary) -> bool:
    """« Article 1 », alone on its line: a treaty begins."""
    labels_alone = (
        label
        for _, pattern in words.articles
        if (label := pattern.match(chunk.text.string)) and label.end() in (*chunk.breaks, len(chunk.text.string))
    )
    return any(1 in (labels.roman(m["number"]), numbers.value_of(m["number"], words.language)) for m in labels_alone)


def _is_first_heading(chunks: Sequence[Chunk], index: int, words: Vocabulary) -> bool:
    """A line right above paragraph 1 and below a title, in a text of which a later paragraph has such a line above it
    too: a list of issues, whose headings have no numbers."""
    if not _heads_paragraph(chunks, index) or _paragraph_number(chunks[index + 1]) != 1:
        return False
    if not _may_be_first(chunks[index], words):
        return False
    lines = [line for chunk in chunks[:index] for line in _lines(chunk, words)]
    last = max((i for i, (role, _) in enumerate(lines) if role not in ("", "type")), default=-1)
    titles = [text.string for role, text in lines[last + 1 :] if not role]
    items = _items(lines[last][1].string) if last >= 0 and lines[last][0] == "agenda-item" else 0
    return len(titles) > items and any(
        _heads_paragraph(chunks, later) and is_closed(chunks[later - 1].text.string)
        for later in range(index + 2, len(chunks) - 1)
    )


def _may_be_first(chunk: Chunk, words: Vocabulary) -> bool:
    """No part of a masthead: « Working paper submitted by Canada », « Addendum »; but « Provisional agenda »."""
    string = chunk.text.string
    if is_type(string, words) and type_named(laid_bare(string).string, words.language) != _AGENDA:
        return False
    return not (
        _holds_role(chunk, words)
        or words.author.match(string)
        or words.amends.fullmatch(without_stars(string))
        or words.no_heading.match(string)
    )


def _heads_paragraph(chunks: Sequence[Chunk], index: int) -> bool:
    """A short line without a number, above a numbered paragraph."""
    chunk, string = chunks[index], chunks[index].text.string
    return (
        index + 1 < len(chunks)
        and _paragraph_number(chunks[index + 1]) > 0
        and chunk.form in (Chunkform.TEXT, Chunkform.HEADING)
        and len(string) < _LONGEST_FIRST
        and not is_closed(string, comma=True)
        and string[:1].isalpha()
        and not string[:1].islower()
        and not (labels.heading(string) or labels.PARAGRAPH.match(string) or labels.ITEM.match(string))
    )


def _paragraph_number(chunk: Chunk) -> int:
    """The number of a paragraph; 0 of anything else."""
    label = labels.PARAGRAPH.match(chunk.text.string)
    return int(label[1]) if label and (label[1] or "").isdecimal() else 0


def _is_long(string: str, words: Vocabulary) -> bool:
    """A line has the length of a sentence, which in a script without spaces is a shorter one."""
    if language(words.language).words_apart:
        return len(string) >= 40 and " " in string.strip()
    return len(_IDEOGRAPH.findall(string)) >= 10


def _holds_roles(chunk: Chunk, words: Vocabulary) -> bool:
    """Lines of the masthead that stand close below one another: « Distr.: General⏎11 December 2023⏎Original: »."""
    return bool(chunk.breaks) and sum(bool(role) for role, _ in _lines(chunk, words)) >= _ROLES


def blocks(chunks: Sequence[Chunk], words: Vocabulary, body: Part) -> list[Block]:
    """The masthead's blocks with their roles."""
    read: list[tuple[str, Text, float]] = []
    for chunk in chunks:
        items = _items(read[-1][1].string) if read and read[-1][0] == "agenda-item" else 1
        read += [(*line, _size(chunk)) for line in _lines(chunk, words, items)]
    lines = _joined(read, words)
    roles = _with_titles([_Line(role, _without_call(text), size) for role, text, size in lines], words)
    return [Block(Kind.MASTHEAD, text, body, role=role) for role, (_, text, _) in zip(roles, lines, strict=True)]


def _joined(lines: Sequence[tuple[str, Text, float]], words: Vocabulary) -> Sequence[tuple[str, Text, float]]:
    """The lines, what goes on with the line before joined to it: a line of no known role that begins in lower case, and
    the day of an act, « Resolution adopted by the General Assembly⏎on 14 June 2023 »."""
    date = dict(words.masthead)["date"]
    joined: list[tuple[str, Text, float]] = []
    for role, text, size in lines:
        before, above, _ = joined[-1] if joined else ("emblem", text, size)
        goes_on = (
            not role and before in ("", "type", "held") and text.string[:1].islower() and not is_closed(above.string)
        )
        # A comma at the end of a title says so in any script.
        goes_on = goes_on or (not role and not before and above.string.endswith(COMMAS))
        dated = before == "type" and bool(date.fullmatch(_DAY.sub("", text.string)))
        # « Резолюция 2699 (2023)⏎принятая Советом Безопасности … » is a title with a subtitle, as it is elsewhere.
        goes_on = goes_on and not _ACT_OF_YEAR.search(above.string)
        if goes_on or (dated and names_act(above.string, words)):
            joined[-1] = (before, join_lines([above, text]), size)
        else:
            joined.append((role, text, size))
    return joined


def _without_call(text: Text) -> str:
    """The words of a line without the raised call at its end."""
    raised = (m for m in text.marks if isinstance(m, Emphasis) and m.style == "sup" and m.end == len(text.string))
    return text.string[: min((m.start for m in raised), default=None)]


def _size(chunk: Chunk) -> float:
    return chunk.prominence.size if chunk.prominence else 0.0


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a masthead."""

    role: str
    """Empty where no pattern knows it."""
    string: str
    size: float
    """Of the letters of a heading, in points; 0 where the file doesn't say it."""


def _lines(chunk: Chunk, words: Vocabulary, items: int = 1) -> list[tuple[str, Text]]:
    """The lines of a chunk with their roles; lines that no pattern knows go on with the one before, where that wasn't
    ended before its time below a line that names several agenda `items`."""
    if names_act(chunk.text.string, words):
        return [("type", chunk.text)]
    edges = [0, *chunk.breaks, len(chunk.text.string)]
    lines = _with_whole_names([trim(piece(chunk.text, a, b)) for a, b in pairwise(edges)], words)
    item = dict(words.masthead)["agenda-item"].fullmatch(without_stars(lines[0].string))
    first_alone = len(lines) > 1 and (bool(item) or line_role(lines[0].string, words) in ("symbol", "emblem"))
    types = _begun_below(lines, words)
    known_below = any(role for line in lines[1:] for role, _ in line_roles(line, words))
    if len(lines) == 1 or not (first_alone or types or known_below):
        return line_roles(chunk.text, words)
    known = {role for line in lines for role, _ in line_roles(line, words) if role}
    if not types and not line_role(lines[0].string, words) and known <= _NAMES and is_type(chunk.text.string, words):
        # « Letter … addressed to the President of the Security⏎Council », one title.
        return line_roles(chunk.text, words)
    joined: list[tuple[str, Text]] = []
    for index, line in enumerate(lines):
        roles = line_roles(line, words)
        open_line = joined and (
            words.unfinished.search(joined[-1][1].string) or _dates_title(roles[0][0], *joined[-1], words)
        )
        below = joined and line.string[:1].islower() and not _is_whole(roles[0][0], *joined[-1], words)
        items = _items(line.string) if roles[0][0] == "agenda-item" else items
        if index in types:
            joined += roles
            continue
        if joined and items > 1 and not (open_line or below or roles[0][0]) and _is_new(lines, index, items, words):
            joined += roles
            continue
        if joined and (open_line or below or not (roles[0][0] or joined[-1][0])):
            role, text = joined[-1][0], join_lines([joined[-1][1], line])
            # « Chair of the Advisory Committee on Administrative⏎and Budgetary Questions: Mr. Bong »
            joined[-1] = (role or ("chair" if line_role(text.string, words) == "chair" else ""), text)
        else:
            joined += roles
    return joined


def _begun_below(lines: Sequence[Text], words: Vocabulary) -> set[int]:
    """The lines, by index, that begin anew below a title that has ended before its time: a kind of document, « Violence
    against women⏎Report of the Special Rapporteur on violence against women, Ms. … », or the State that reports,
    « National report submitted in accordance with …⏎Kenya »."""
    national = words.national.match(lines[0].string)
    return {
        index
        for index in range(1, len(lines))
        if (is_type(lines[index].string, words) or (national and index == len(lines) - 1))
        and (_has_room(lines, index, words) or (national and lines[index - 1].string.endswith("*")))
        and not (words.unfinished.search(lines[index - 1].string) or lines[index - 1].string.endswith(COMMAS))
    }


def _with_whole_names(lines: Sequence[Text], words: Vocabulary) -> list[Text]:
    """The lines, those joined that together name an organ, « Executive Board of the World⏎Food Programme », or the
    Organization, « UNITED⏎NATIONS »."""
    result: list[Text] = []
    index = 0
    while index < len(lines):
        ends = range(min(index + _NAME_LINES, len(lines)), index + 1, -1)
        wholes = ((end, join_lines(list(lines[index:end]))) for end in ends)
        named = (found for found in wholes if _is_name(found[1].string, words))
        end, whole = next(named, (index + 1, lines[index]))
        result.append(whole)
        index = end
    return result


def _is_name(string: str, words: Vocabulary) -> bool:
    return names_organ(string, words) or line_role(string, words) == "emblem"


def _dates_title(role: str, before: str, above: Text, words: Vocabulary) -> bool:
    """A title goes on with when it was: « Opinions adopted … at its ninety-sixth session,⏎27 March–5 April 2023 »; and
    with where, « Report on the fifth session,⏎held in Dubai from … », but where it is a record's."""
    dates = role in ("date", "place") or (role == "held" and not _is_record(above.string, words))
    return dates and not before and above.string.endswith(COMMAS)


def _is_record(string: str, words: Vocabulary) -> bool:
    """« Краткий отчет о 7-м заседании, », which where and when it was held follows on."""
    return type_named(laid_bare(string).string.rstrip("".join(COMMAS)), words.language) == "summary-record"


def _is_new(lines: Sequence[Text], index: int, items: int, words: Vocabulary) -> bool:
    """Whether the title of another agenda item begins with a line: each has one, and there are as many lines as
    `items`, or the line above had room for the first word of this one."""
    untold = [line.string for line in lines if not line_role(line.string, words)]
    if len(untold) == items and not any(words.unfinished.search(line) or line[:1].islower() for line in untold):
        return True
    return _has_room(lines, index, words)


def _has_room(lines: Sequence[Text], index: int, words: Vocabulary) -> bool:
    """The line above had room for the first word of this one, which begins as a title does."""
    widest = max(len(line.string) for line in lines)
    apart = language(words.language).words_apart
    first = lines[index].string.split(maxsplit=1)[0] if apart else lines[index].string[:1]
    return len(lines[index - 1].string) + apart + len(first) < widest and not first[:1].islower()


def _is_whole(role: str, before: str, above: Text, words: Vocabulary) -> bool:
    """A line in small letters doesn't go on with the one above, of role `before`: « later: Ms. Petit », who presided
    too; « Краткий отчет о 7-м заседании,⏎состоявшемся в … », where a comma ends what it is."""
    record = role == "held" and not before and above.string.endswith(",") and _is_record(above.string, words)
    return (role == "chair" and bool(before)) or record


@dataclass(frozen=True, slots=True)
class _RoleByPlace:
    """A role that no pattern knows: a line has it by its place."""

    role: str
    lines: slice
    """Which of the lines that are left have it."""
    only_beside_another: bool = False
    """A single line is the title, whatever it says, except between an agenda item and the line of an act."""
    under_agenda_item: bool = False
    each_item: bool = False
    """It takes as many lines as the agenda item names items, but not the last one."""
    names_type: bool = False
    """The last line must name a kind of document."""


# In the order in which roles take their lines; a line that one has taken is no longer there for the next.
_BY_PLACE = (
    _RoleByPlace("type", slice(-1, None), only_beside_another=True, names_type=True),
    _RoleByPlace("agenda-title", slice(1), only_beside_another=True, under_agenda_item=True, each_item=True),
    _RoleByPlace("title", slice(1)),
    _RoleByPlace("subtitle", slice(None)),
)
# The word before a day: `on 14 June 2023`, `le 14 juin 2023`, `في 14 حزيران/يونيه 2023`; not `14 June 2023`.
_DAY = re.compile(r"^[^\W\d_]{1,4} (?=\d)")
# The number of an act of the Security Council ends a line: `Resolution 2699 (2023)`; not `Resolution 76/181`.
_ACT_OF_YEAR = re.compile(r"\d \(\d{4}\),?$")
_NAMES = {"emblem", "organ", "suborgan"}
"""Roles of lines that are only a name, as the last line of a title may be."""
_MAY_BE_TITLE = ("", "organ", "suborgan")
"""Roles of lines that may be a title after all: none is known, or that of an organ, whose name a title may be."""


def _with_titles(lines: Sequence[_Line], words: Vocabulary) -> list[str]:
    """The roles of all lines: an organ below another is its suborgan, and lines that no pattern knows have theirs by
    place."""
    roles, strings = [line.role for line in lines], [line.string for line in lines]
    first = roles.index("organ") if "organ" in roles else len(roles)
    known = ["suborgan" if role == "organ" and i > first else role for i, role in enumerate(roles)]
    emblem = roles.index("emblem") if "emblem" in roles else len(roles)
    # « Report of the Board of Auditors⏎Volume I⏎United Nations » is about the United Nations.
    known = ["" if role == "emblem" and i > emblem and not known[i - 1] else role for i, role in enumerate(known)]
    names_type = [is_type(string, words) for string in strings]
    acts = [i for i, role in enumerate(known) if role == "type" and names_act(strings[i], words)]
    if acts:
        # « Draft decision submitted by the Chair⏎Report of the Commission on its session » is about a report.
        names_type[acts[0] :] = [False] * (len(names_type) - acts[0])
    # « 42nd plenary meeting » has the role of a session.
    meets = [
        role in ("", "session") and bool(words.no_heading.match(string))
        for role, string in zip(known, strings, strict=True)
    ]
    left = _title_lines(known, names_type, meets)
    if left and all(_is_supplement(strings[i], words) for i in left):
        # « Report of the Commission⏎General Assembly⏎Official Records⏎Supplement No. 30 »
        left = [i for i in range(left[0]) if not known[i]] + left
    by_place = {i: "subtitle" for i in left if _BRACKETED.fullmatch(strings[i])}
    by_place |= {i: "subtitle" for i, role in enumerate(known) if not role and _is_supplement(strings[i], words)}
    if len(left) > 1:
        by_place |= {i: "subtitle" for i in left if words.amends.fullmatch(without_stars(strings[i]))}
    left = [i for i in left if i not in by_place]
    named = [i for i, role in enumerate(known) if role == "agenda-item"]
    # Each organ of a joint document has its session and its agenda item, with the title below it.
    titled = [i for i in range(named[0], named[-1]) if not roles[i]] if named else []
    items = sum(_items(strings[i]) for i in named if i > max(titled, default=-1)) or 1
    if "agenda-item" in known and len(left) == items + 1 and _stands_out(lines[left[-1]], lines[left[0]]):
        # « Report of the Working Group » is the title itself, in larger letters than those of the agenda.
        by_place |= {left[-1]: "title"} | dict.fromkeys(left[:-1], "agenda-title")
        left = []
    if any(names_type[i] for i in left[1:-1]) and not names_type[left[-1]] and words.author.match(strings[left[-1]]):
        by_place[left.pop()] = "subtitle"  # « Report of the Joint Inspection Unit⏎Prepared by … »
    for row in _BY_PLACE:
        beside = len(left) > 1 or (row.under_agenda_item and left and "type" in known[left[0] :])
        if row.only_beside_another and not beside:
            continue
        if (row.under_agenda_item and "agenda-item" not in known) or (row.names_type and not names_type[left[-1]]):
            continue
        taken = slice(max(1, min(items, len(left) - 1))) if row.each_item else row.lines
        by_place |= dict.fromkeys(left[taken], row.role)
        if row.names_type and "agenda-item" in known and _names_letter(strings[left[-1]], words):
            # A letter has no title: all that stands above it are those of its agenda items.
            by_place |= dict.fromkeys([*titled, *left[:-1]], "title")
            left, titled = [], []
        del left[taken]
    by_place |= dict.fromkeys(titled, "agenda-title")
    return _others([by_place.get(i) or role for i, role in enumerate(known)])


def _others(roles: Sequence[str]) -> list[str]:
    """The roles; a line that has none is a member below who presided, « China   Mr. Fu Cong », or another."""
    result: list[str] = []
    for role in roles:
        result.append(role or ("chair" if result[-1:] == ["chair"] else "other"))
    return result


def _is_supplement(string: str, words: Vocabulary) -> bool:
    """« Supplement No. 30 », a volume of the official records."""
    amends = words.amends.fullmatch(without_stars(string))
    return bool(amends and amends["supplement"])


def _stands_out(line: _Line, other: _Line) -> bool:
    """It is set in larger letters than another, where the file says so."""
    return line.size > other.size + SAME_SIZE


def _items(string: str) -> int:
    """How many items of the agenda a line names: each has a title of its own, its subitems (a), (b) have none."""
    return max(1, len(set(_ITEM_NUMBER.findall(string))))


def _title_lines(roles: Sequence[str], names_type: Sequence[bool], meets: Sequence[bool]) -> list[int]:
    """The lines among which the title is: those below the agenda item; where there is none, those below the last line
    of a known role, among which organs are passed over where others are left. A summary record says before its place
    what it is: there the lines from that one on."""
    agenda = max((i for i, role in enumerate(roles) if role == "agenda-item"), default=-1)
    if agenda >= 0:
        lines = [i for i in range(agenda + 1, len(roles)) if roles[i] in _MAY_BE_TITLE]
        # An organ above its session is the second one that a document is addressed to.
        return [i for i in lines if not roles[i] or roles[i + 1 : i + 2] != ["session"]]
    last = max((i for i, role in enumerate(roles) if role not in _MAY_BE_TITLE), default=-1)
    first = next((i for i in range(last) if not roles[i] and names_type[i]), last + 1)
    if first > last and any(meets[:first]):
        # A record that doesn't say what it is names its meeting above its date, its place and who presided.
        return [meets.index(True)]
    while first <= last and first and not roles[first - 1]:
        first -= 1  # « Review of management …⏎Report of the Joint Inspection Unit », above what only a cover says
    below = [i for i in range(first, len(roles)) if roles[i] in _MAY_BE_TITLE]
    # Beside the emblem stands the convention to which a committee belongs: the title is below the committee's name.
    organ = roles.index("organ", first) if "organ" in roles[first:] else -1
    found = [i for i in below if i > organ and not roles[i]] or [i for i in below if not roles[i]] or below
    # An instrument says below its title when and by what it was adopted.
    return found or [i for i, role in enumerate(roles) if not role]


def plain(text: Text) -> Text:
    """Without the emphasis that OCR gives a masthead's lines as a whole."""
    return replace(text, marks=tuple(m for m in text.marks if not (isinstance(m, Emphasis) and m.style != "sup")))
