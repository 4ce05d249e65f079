"""Lines that stand apart as headings do, and are none: about a meeting or a vote, who signed, what is listed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from ..core.model import Chunk, Chunkform, Kind, PartKind
from ..core.signs import COLONS, COMMAS
from ..read.endings import is_closed
from . import labels
from .masthead_line import FIELD, is_type, laid_bare
from .named_types import type_named
from .state import State
from .structure_words import Vocabulary

# The number of a publication: `ISSN 0252-5534`, `ISBN: 978-92-1-130461-9`, `e-ISSN 2518`; not `ISBN numbers`.
OF_PUBLICATION = re.compile(r"(?:e-?|print |online )?IS[SB]N\b[^\d]{0,12}\d", re.I)
_LONGEST_QUESTION = 40  # `Against:`, `Vice-Chairs:`; not `The Conference adopted the following decision:`.
# Between a place and a date: `, `, `، `, `，`.
_BESIDE = re.compile("[,،，]")
# The article before a day: `le 14 septembre`, `el 14 de septiembre`, `في 14 أيلول`; not `14 September`.
_BEFORE_DAY = re.compile(r"^[^\W\d_]{1,3} (?=\d)")
# An office and who holds it, in few words: `Rapporteur: Ms. Tapia (Chile)`, `主席：沙拉夫先生`; not `Chair:`,
# `The Committee elected: Ms. Tapia.`.
_NAMED = re.compile(r"[^\W\d_][^:：\d.;]{1,60}[:：]\s?[^\W\d_][^:：]{1,100}(?<![.。;；])$")
# A note's call behind a bracket: `]3`, `)**`; not `3`.
_CALL = re.compile(r"(?<=[)\]])\s?(?:\d{1,3}|\*{1,4})$")
# The last two cells of a row of figures: ` 60 30`, ` 1,204 25%`, ` 300.0 (50.0)`, ` 12 –`; not ` 2024`, ` 2024–2025`.
_FIGURES = re.compile(r"(?:\s(?:\(?[\d.,]*\d\)?%?|[-–—]|\.{2,3})(?=\s|$)){2}$")
# Cells of a script without spaces: `托管理事会 待定 纽约`; not `联 合 国`, `第一章 导言`.
_CELLS = re.compile("[\u3400-\u9fff]{2,}(?: [\u3400-\u9fff]{2,}){2,}")
_VOTE_LINES = 8
_SIGNED = 3  # Chunks below the name of who signs: title, organization, place or date.
_LONGEST_SIGNED = 200
_MOST_LISTED = 200  # Documents below « Documentation », at most.
_CAPTION_LINES = 3  # Of a table's title, between its number and its cells.
# A symbol in brackets ends a line: `… (E/CN.5/2024/L.1)`, `…（E/CN.5/2024/L.1）`; not `… (see annex)`.
_CITED_AT_END = re.compile(r"[(（][^()（）]*/[^()（）]*[)）]\.?$")
# A symbol begins a row of a list of documents: `A/AC.182/L.158 Provisional agenda`, `S/2023/171 تقرير`; not
# `A/AC.182/L.158`, `HIV/AIDS and health`, `A/78/6 (Sect. 1)`.
_ROW = re.compile(r"[A-Z]+(?:/[A-Z\d][A-Za-z\d.-]*)*/(?:[A-Z.]+\.)?\d[\d.]*(?:/[A-Z][A-Za-z]*\.\d+)*\*? +[^\W\d]")


def is_no_heading(state: State, chunk: Chunk, following: Sequence[Chunk]) -> bool:
    """Whether a line that may be a heading is none. `following`: the chunks below it, one at least if there is any."""
    return (
        _is_met(state, chunk)
        or (state.corrects and state.words.instruction.match(chunk.text.string) is not None)
        or OF_PUBLICATION.match(chunk.text.string) is not None
        or _signs(state, chunk, following)
        or _is_in_brackets(state, chunk.text.string)
        or _is_caption(state, chunk)
        or _is_listed(state, chunk.text.string)
        or _is_answer(state, chunk)
        or _is_entry(state, chunk)
        or _is_field(state, chunk, following)
        or _are_rows(state, chunk)
    )


def _is_met(state: State, chunk: Chunk) -> bool:
    """Lines about a meeting, and dates: « 82nd plenary meeting⏎14 June 2023 », « Annual session⏎6 June 2025 »."""
    date, session = (dict(state.words.masthead)[role] for role in ("date", "session"))
    lines = chunk.lines if not session.fullmatch(chunk.lines[0]) else chunk.lines[1:]
    met = bool(lines) and all(is_meeting(line, state.words) or _is_dated(line, date) for line in lines)
    return bool(met or state.words.no_heading.match(chunk.text.string))


def is_meeting(line: str, words: Vocabulary) -> bool:
    """Whether a line is about a meeting, or is a date, or one behind the other: « 54th meeting, 14 December 1974. »."""
    line = line.rstrip(" .。" + "".join(COMMAS))
    if words.no_heading.match(line):
        return True
    days = dict(words.masthead)["date"].finditer(line)
    ends = (line[: day.start()].rstrip(" ,，،") for day in days if day.end() == len(line))
    return any(not meeting or words.no_heading.match(meeting) for meeting in ends)


def _is_dated(line: str, date: re.Pattern[str]) -> bool:
    """A date, alone or with its place: « New York, 14 September 2023 », « New York, le 14 septembre 2023 »."""
    parts = [part.strip() for part in _BESIDE.split(line)]
    return bool(date.fullmatch(line)) or (
        len(parts) == 2 and any(date.fullmatch(_BEFORE_DAY.sub("", part)) for part in parts)
    )


def _signs(state: State, chunk: Chunk, following: Sequence[Chunk]) -> bool:
    """Who signed, in one of its lines, or below it; or above it by name, and their title here."""
    signature = state.words.signature
    before = state.blocks[-1] if state.blocks else None
    # Below who signed one letter of transmittal stands the next: « Letter dated 24 July 2024 from … ».
    signed = before is not None and before.kind is Kind.OTHER and signature.match(before.text.string)
    titled = bool(following) and _titles_report(chunk.text.string, following[0].text.string, state.words)
    above = signed and not titled and not is_type(chunk.text.string, state.words)
    below = takewhile(lambda line: not is_closed(line), (after.text.string for after in following[:2]))
    lines = (*chunk.lines, *below)
    if above or any(map(signature.match, lines)):
        return True
    return state.letter and not titled and _ends_letter(state, chunk, following)


def _titles_report(string: str, below: str, words: Vocabulary) -> bool:
    """« Final report of the Panel of Experts » above « Summary » or « Contents »: what a letter transmits."""
    summary = next(pattern for kind, pattern in words.parts if kind is PartKind.SUMMARY)
    begins = summary.fullmatch(below) or words.contents.fullmatch(below.strip(" *:"))
    return bool(begins and type_named(laid_bare(string).string, words.language))


def _ends_letter(state: State, chunk: Chunk, following: Sequence[Chunk]) -> bool:
    """Who signs a letter without « (Signed) »: below its text nothing but a few lines without a full stop stands, up to
    the end, or to the annex."""
    before = state.blocks[-1] if state.blocks else None
    if before is None or before.kind in (Kind.HEADING, Kind.PART_TITLE):
        return False
    for count, after in enumerate(following):
        string = after.text.string
        if any(pattern.match(string) for _, pattern in state.words.parts):
            return True
        lines = after.form in (Chunkform.TEXT, Chunkform.HEADING) and len(string) < _LONGEST_SIGNED
        if count == _SIGNED or not lines or is_closed(string) or labels.PARAGRAPH.match(string):
            return False
    return len(chunk.text.string) < _LONGEST_SIGNED


def _is_in_brackets(state: State, string: str) -> bool:
    """A line in brackets, « (In thousands) »; or one behind a square bracket that isn't closed yet: a recorded vote."""
    if string[0] + _CALL.sub("", string)[-1:] in ("()", "[]"):
        return True
    for block in reversed(state.blocks[-_VOTE_LINES:]):
        if block.kind is not Kind.OTHER or block.text.string.endswith("]"):
            return False
        if block.text.string.startswith("["):
            return True
    return False


def _is_caption(state: State, chunk: Chunk) -> bool:
    """The label of a table that isn't read as one, or of a text in a frame, or the title under it."""
    caption = state.words.caption
    above: list[str] = []
    for block in reversed(state.blocks[-_CAPTION_LINES:]):
        if block.kind is not Kind.OTHER:
            break
        above.insert(0, block.text.string)
    return bool(caption.match(chunk.text.string) or (above and caption.fullmatch(above[-1].rstrip(" .:"))))


def _is_listed(state: State, string: str) -> bool:
    """A row of a list of documents; or a document below « Documentation » in an annotated agenda, whose kind begins the
    line, or whose symbol ends it."""
    if _ROW.match(string):
        return True
    above = next((b for b in reversed(state.blocks[-_MOST_LISTED:]) if b.kind is not Kind.OTHER), None)
    if above is None or above.kind is not Kind.HEADING or not state.words.documentation.fullmatch(above.text.string):
        return False
    return bool(_CITED_AT_END.search(string)) or is_type(string, state.words)


def _is_entry(state: State, chunk: Chunk) -> bool:
    """What stands below « Contents » without a space between: « Agenda item 134: Programme budget »."""
    above = state.blocks[-1].text.string if state.blocks else ""
    return (
        not state.shaped and chunk.form is Chunkform.TEXT and bool(state.words.contents.fullmatch(above.strip(" *:")))
    )


def _is_field(state: State, chunk: Chunk, following: Sequence[Chunk]) -> bool:
    """One of several lines that say something of a case: « State party: Italy⏎⏎Subject matter: Asylum »."""
    if state.shaped or not FIELD.match(chunk.text.string):
        return False
    above = state.blocks[-1] if state.blocks else None
    beside = [above.text.string] if above and above.kind is Kind.OTHER else []
    beside += [after.text.string for after in following[:1]]
    return any(FIELD.match(string) and not labels.heading(string) for string in beside)


def _are_rows(state: State, chunk: Chunk) -> bool:
    """Lines that each say something, « Chair: Mr. Spelliscy⏎Rapporteur: Ms. Morris-Sharma »; or rows of a table, whose
    figures stand below the names of its columns."""
    lines = chunk.lines
    if state.shaped:
        return False
    rows = all(map(_FIGURES.search, lines[1:] if len(lines) > 2 else lines))
    if rows or len(lines) < 2:
        return rows
    fields = all((FIELD.match(line) or _NAMED.match(line)) and not labels.heading(line) for line in lines)
    return fields or all(map(_CELLS.fullmatch, lines))


def _is_answer(state: State, chunk: Chunk) -> bool:
    """What only stands in the middle, below a colon: « Against:⏎Israel, United States of America »; where no letters
    tell, below a line that is a few words. Or who was elected, below a colon or the like: « Chair: Mr. Sharaf »."""
    before = state.blocks[-1] if state.blocks else None
    if before is None or before.kind not in (Kind.OTHER, Kind.PARAGRAPH, Kind.ITEM):
        return False
    asked = before.text.string.rstrip().endswith(COLONS)
    if not state.shaped and _NAMED.match(chunk.text.string) and (asked or _NAMED.match(before.text.string)):
        return True
    if not asked or before.kind is not Kind.OTHER:
        return False
    if chunk.prominence is None:
        return not state.shaped and len(before.text.string) < _LONGEST_QUESTION
    return not chunk.prominence.bold and not chunk.prominence.italic
