"""Footnote calls: which characters of the text call which note, and the part that each note belongs to.

A raised digit is a call. Where extraction lost the raising, the digits stand glued to a word (« drogues1 »), to
a year (« horizon 20304 »), or alone before a comma (« pandémie 3 , »). Such digits are a call only where a note of
that number stands at the foot of the same page and the calls of the page then come in order.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from ..core.diagnostics import Diagnostic
from ..core.language import language
from ..core.model import Block, Call, Emphasis, Kind, Part, Report, Text
from ..core.signs import NOT_BEHIND_CALL, NOTE_SIGNS, RAISED_DIGITS
from ..core.text import line_of, offset, with_marks
from ..core.value import value
from .exponents import is_exponent
from .labels import digits
from .structure_words import Vocabulary, vocabulary

# What calls a note where it is raised: `12`, `**`, `†`; not `a`.
_RAISED_NUMBERS = re.compile(rf"\d{{1,3}}|{NOTE_SIGNS}")
# The same in a table, whose own notes have letters, and where endnotes have Roman numerals: `a`, `iv`, `12`; not `A`.
_RAISED_IN_TABLES = re.compile(rf"[ivxl]{{2,6}}|[a-z]|\d{{1,3}}|{NOTE_SIGNS}")
# Digits that are signs of their own: `drogues¹²`; not `drogues12`.
_RAISED_SIGNS = re.compile(rf"[{RAISED_DIGITS}][{RAISED_DIGITS}]{{0,2}}")
# An asterisk behind a word: `Rapport*`, `Rapport **`, `fin.*`, `Zambie:*`, those of two notes, `Rapport* **`, and
# amid a text without spaces, `临时议程*项目`; not `* Voir`, `*Rapport`, `a *b`.
_STAR = re.compile(rf"(?:(?<=[\w»”)’.,:;：，。；》])|(?<=\S\*)(?=\s\*\*))\s?(\*{{1,4}})(?!\*|{NOT_BEHIND_CALL})")
# A run of digits: `12`; not `a`.
_DIGITS = re.compile(r"\d\d*")
# Digits glued to a word or a sign: `drogues1`, `(CTOC)2`, `fin.12 Le`; not `drogues 1`, `A1/2`, `12`.
_GLUED = re.compile(r"(?<=[^\W\d_]|[»”\"’).,;:!?%\]…،؛؟，。；：》])(\d{1,3})(?![\d/]|[.,:]\d|[^\W\d_])")
# Digits glued to a year, the number of an act, or a number of thousands: `horizon 20304`, `76/1812`, `10 0003`;
# not `2030`, `20304/1`.
_TO_NUMBER = re.compile(r"(?<![\d/.,])((?:19|20)\d\d|\d{1,3}/\d{1,3}|\d{1,3} \d{3})(\d{1,3})(?![\d/]|[.,:]\d|[^\W\d_])")
# The number of an act at the end: `76/181`, `A/RES/75/12`; not `25`, `A/76/L`.
_ACT = re.compile(r"\d/\d{1,3}$")
# A year at the end: `en 2030`; not `12030`, `2030 et`.
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d$")
# A number that stands apart: `pandémie 3 , et`, `drogues 12.`, `drogues 3`, `drogues 3 et`, `决议。 3`;
# not `3 , et`, `drogues 3,5`.
_APART = re.compile(r"(?<=[^\W_]|[»”),;:.\]…，。；：》）])\s(\d{1,3})(?=\s?(?![.,]\d)[.,;:)»]|\s[^\W\d_]|$)")
# A number with a slash, as notes were called to 1997: `drogues 1/`, `drogues1/,`, `drogues a/`; not `76/181`, ` 1/`.
_SLASHED = re.compile(r"(?<=[^\W_]|[»”),;:.\]…])(?:\s?(\d{1,3}/)|\s([a-z]/))(?=[\s.,;:)»]|$)")
# A number in brackets directly behind a word or a number of Arabic: `الاتفاقية(1)`, `2811(2)`,
# or behind a sign, `A/76/7)(2)`, `.(3)`; not `رقم (1)`.
_BRACKETED = re.compile(r"(?<=[\u0621-\u064a»”\"\d).،؛])\((\d{1,3})\)(?!\d)")
_ASIDE = ("contents", "figure")  # Furniture in which notes are called.
_BEHIND = ",;:.]…，。；："
_RAISED = 10.0  # The score of digits that the source itself raises.
_SURE = 1.0  # A score under this is doubtful.
_MOST_OPTIONS = 300  # Candidates looked at for one note; a page has a handful.
_LONGEST_WORD = 120


@value(frozen=True, slots=True)
class _Candidate:
    """Digits that may be a call."""

    place: int
    """Offset in the source."""
    block: int
    cell: int
    """Of a table, which of its cells, row by row; -1 for the block's own text."""
    start: int
    end: int
    number: str
    score: float
    """How surely they are one: 10 for raised digits."""


def find_calls(report: Report) -> tuple[Report, list[Diagnostic]]:
    """The report with a `Call` mark on every call, and every note in the part where it is first called."""
    words = vocabulary(report.document.language)
    blocks = list(report.blocks)
    raised = list(_raised(blocks))
    marked = [*raised, *_slashed(blocks)]
    chosen = _choose(blocks, raised, words)
    chosen |= _called_before(blocks, marked, chosen)
    diagnostics: list[Diagnostic] = []
    for index, block in enumerate(blocks):
        if block.kind is Kind.NOTE and index not in chosen and not _called_aside(report, block.number):
            message = f"note {block.number or '?'} has no call: “{block.text.string[:50]}”"
            diagnostics.append(
                Diagnostic(report.source.path, line_of(report.source, offset(block.text, 0)), "N001", message)
            )
    second_calls, uncalled = _second_calls(blocks, marked, chosen)
    for call in uncalled:
        message = f"note {call.number} is called but has no text"
        diagnostics.append(Diagnostic(report.source.path, line_of(report.source, call.place), "N002", message))
    blocks = _notes_in_parts(blocks, chosen)
    blocks = _marked(blocks, [*chosen.values(), *second_calls, *uncalled])
    return replace(report, blocks=tuple(blocks)), diagnostics


def _called_aside(report: Report, number: str) -> bool:
    """The call stands where the page shows no text: in the table of contents, or in a figure."""
    if not number or number.isdecimal():
        return False
    call = re.compile(rf"(?<=[^\W_]|[)»”]){re.escape(number)}(?![\w*])")
    string = report.source.string
    aside = (piece for piece in report.furniture if piece.reason in _ASIDE)
    return any(call.search(string, piece.start, piece.end) for piece in aside)


def _raised(blocks: Sequence[Block]) -> Iterator[_Candidate]:
    """The calls that the source itself raises, and asterisks after a word; letters too in tables, and where notes have
    them."""
    lettered = any(block.kind is Kind.NOTE and block.number.isalpha() for block in blocks)
    for index, block in enumerate(blocks):
        if block.kind is Kind.NOTE:
            continue
        for cell, text in enumerate(block.texts, -1):
            taken: list[tuple[int, int]] = []
            for start, end in _raised_spans(text, _RAISED_NUMBERS if cell < 0 and not lettered else _RAISED_IN_TABLES):
                if not _meets(taken, start, end):
                    taken.append((start, end))
                    yield _candidate(text, index, cell, (start, end), _RAISED)


def _raised_spans(text: Text, numbers: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """Where raised numbers and asterisks stand, in the order of the text; « m² » is a square, « drogues² » a call."""
    string = text.string
    spans = [m.span() for m in _RAISED_SIGNS.finditer(string)]
    for first, last in _raised_stretches(text):
        whole = (m for m in numbers.finditer(string, first, last))
        lettered = (string[first:last].strip("()"), "")
        spans += [
            _with_brackets(string, *m.span(), first, last) for m in whole if not m[0].isalpha() or m[0] in lettered
        ]
    if "*" in string:
        spans += [m.span(1) for m in _STAR.finditer(string)]
    for start, end in sorted(spans):
        if not is_exponent(string, start, end, raised=True):
            yield start, end


def _raised_stretches(text: Text) -> Iterator[tuple[int, int]]:
    """Where raised signs begin and end; those that touch are one stretch, as in « (1) » of two fonts."""
    first = last = -1
    if not text.marks:
        return
    for mark in sorted((m for m in text.marks if isinstance(m, Emphasis) and m.style == "sup"), key=lambda m: m.start):
        if mark.start != last:
            if last > first:
                yield first, last
            first = mark.start
        last = mark.end
    if last > first:
        yield first, last


def _with_brackets(string: str, start: int, end: int, first: int, last: int) -> tuple[int, int]:
    """A number with the brackets that Arabic sets around it, raised as it is, or directly behind a word."""
    bracketed = first < start and end < last and string[start - 1 : start] + string[end : end + 1] == "()"
    return (start - 1, end + 1) if bracketed else (start, end)


def _meets(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """True where one of the spans, in order and apart from one another, shares a character with this one."""
    index = bisect_left(spans, (end, -1)) - 1
    return index >= 0 and spans[index][1] > start


def _candidate(text: Text, block: int, cell: int, span: tuple[int, int], score: float) -> _Candidate:
    start, end = span
    number = digits(text.string[start:end].strip("()")).removesuffix("/")
    return _Candidate(offset(text, start), block, cell, start, end, number, score)


def _choose(blocks: Sequence[Block], raised: Sequence[_Candidate], words: Vocabulary) -> dict[int, _Candidate]:
    """Index of each note → its call. Notes are taken by groups that stand together (a page's foot)."""
    by_number: dict[str, list[_Candidate]] = defaultdict(list)
    for call in sorted(raised, key=lambda call: call.place):
        by_number[call.number].append(call)
    chosen: dict[int, _Candidate] = {}
    used: set[int] = set()
    floor = -1
    starts = [offset(b.text, 0) for b in blocks]
    parts = _parts_before(blocks)
    # The text between two pages' notes is looked at for both.
    runs_of = cache(lambda index: tuple(_digits(blocks[index].text.string, words)))
    for group in _groups(blocks):
        first = offset(blocks[group[0]].text, 0)
        numbers = {f"{blocks[note].number}{'/' * _is_slashed(blocks[note])}" for note in group}
        glued = _glued(blocks, starts, (floor, first), numbers, runs_of)
        options = [
            _likeliest(
                call
                for call in (*by_number[blocks[note].number], *glued[blocks[note].number])
                # A letter calls within its part: each table begins again with « a ».
                if call.place not in used and (not call.number.isalpha() or blocks[call.block].part == parts[note])
            )
            for note in group
        ]
        calls = _in_order(options, floor, first)
        for note, best, sure in zip(group, calls, _bracketed(options, calls, floor, first), strict=True):
            if best is not None and sure:
                chosen[note] = best
                used.add(best.place)
        floor = offset(blocks[group[-1]].text, 0)
    return chosen


def _parts_before(blocks: Sequence[Block]) -> list[Part]:
    """For each block its part; for a note that of the text before it."""
    parts: list[Part] = []
    for block in blocks:
        parts.append(block.part if block.kind is not Kind.NOTE or not parts else parts[-1])
    return parts


def _likeliest(options: Iterable[_Candidate]) -> list[_Candidate]:
    return sorted(options, key=lambda c: (-c.score, c.place))[:_MOST_OPTIONS]


def _groups(blocks: Sequence[Block]) -> Iterator[list[int]]:
    """Runs of notes with no other block between them. A paragraph that begins before a page's end and goes on
    after it is one block, so runs are told apart where such a block's text stands between two notes."""
    group: list[int] = []
    breaks = sorted(place for b in blocks if b.kind is not Kind.NOTE for _, place in b.text.places)
    for index, block in enumerate(blocks):
        if block.kind is not Kind.NOTE:
            continue
        start = offset(block.text, 0)
        if group:
            last = blocks[group[-1]].text.places[-1][1]
            if bisect_left(breaks, last) != bisect_left(breaks, start):
                yield group
                group = []
        group.append(index)
    if group:
        yield group


def _glued(
    blocks: Sequence[Block],
    starts: Sequence[int],
    window: tuple[int, int],
    numbers: set[str],
    runs_of: Callable[[int], Iterable[_Run]],
) -> dict[str, list[_Candidate]]:
    """Digits glued to words, or alone before punctuation, in the text between two places of the source; `runs_of` gives
    those of a block."""
    by_number: dict[str, list[_Candidate]] = defaultdict(list)
    floor, ceiling = window
    for index in _between(blocks, starts, window):
        block = blocks[index]
        string = block.text.string
        for start, end, score, whole in runs_of(index):
            if start < block.label_end:
                continue
            number = string[start:end]
            for length in range(1, len(number) + 1):
                # « L.212 »: any ending of a doubtful run of digits can be the call.
                tail = number[-length:]
                if (
                    tail in numbers
                    and (length == len(number) or not whole)
                    and not is_exponent(string, end - length, end)
                ):
                    span = _with_brackets(string, end - length, end, max(end - length - 1, 0), end + 1)
                    candidate = _candidate(block.text, index, -1, span, score)
                    if floor < candidate.place < ceiling:
                        by_number[candidate.number].append(candidate)
    return by_number


def _is_slashed(note: Block) -> bool:
    """« 1/ Voir A/50/1 »: it is called in the same way."""
    return note.text.string.startswith(f"{note.number}/")


def _between(blocks: Sequence[Block], starts: Sequence[int], window: tuple[int, int]) -> Iterator[int]:
    """Blocks of text, some of which stands between two places; `starts` are the blocks' first places, ascending."""
    floor, ceiling = window
    for index in range(min(bisect_left(starts, ceiling), len(blocks)) - 1, -1, -1):
        block = blocks[index]
        if block.kind is Kind.NOTE:
            continue
        if block.text.places[-1][1] + len(block.text.string) - block.text.places[-1][0] < floor:
            break
        yield index


_Run = tuple[int, int, float, bool]
"""(start, end, score, whole) of digits that may be a call, or, where not `whole`, end in one."""


def _digits(string: str, words: Vocabulary) -> Iterator[_Run]:
    """The digits of a text that may be, or end in, a call."""
    starts = [run.start() for run in _DIGITS.finditer(string)]
    for m in _matches(_GLUED, string, starts):
        token = _word_before(string, m.start())
        if token[-1:] in ".,:" and token[-2:-1].isdecimal() and not is_exponent(string, m.start() - 2, m.start() - 1):
            # « 25,2 »: a decimal, except behind a year or an act's number, where calls follow the sign.
            number = token[:-1]
            if words.called_behind.fullmatch(token[-1]) and (_YEAR.search(number) or _ACT.search(number)):
                yield m.start(), m.end(), 1.0, True
        elif "/" in token or "@" in token or "www." in token:
            yield m.start(), m.end(), 0.6, False
        elif re.fullmatch(r"\W*[A-Z0-9\-]{1,4}", token):
            yield m.start(), m.end(), 1.0, False
        else:
            yield m.start(), m.end(), 4.0, True
    for m in _matches(_TO_NUMBER, string, starts):
        # An act has three digits at most behind its session: « 75/1964 » has a call, « 70/301 » may have none.
        whole = string[m.start(1) : m.end(2)].partition("/")[2]
        beyond = " " in m[1] or (len(whole) > 3 and not _YEAR.match(whole[:4]))
        yield m.start(2), m.end(2), 2.0 if _YEAR.match(m[1]) or beyond else 0.3, False
    for m in _matches(_APART, string, (start - 1 for start in starts if start)):
        yield *m.span(1), _apart(string, m, words), True
    yield from _signed(string, words)


def _signed(string: str, words: Vocabulary) -> Iterator[_Run]:
    """Digits that a slash or brackets show to be a call."""
    if "(" in string and language(words.language).right_to_left:
        for m in _BRACKETED.finditer(string):
            # « 44(6) » may be a paragraph of an article.
            yield *m.span(1), 1.0 if string[m.start() - 1].isdecimal() else 4.0, True
    if "/" in string:
        for m in _SLASHED.finditer(string):
            yield *m.span(m.lastindex or 0), 4.0, True


def _matches(pattern: re.Pattern[str], string: str, starts: Iterable[int]) -> Iterator[re.Match[str]]:
    """What `finditer` gives for a pattern that can match at some places only, in order."""
    reached = 0
    for start in starts:
        if start >= reached and (match := pattern.match(string, start)):
            reached = match.end()
            yield match


def _apart(string: str, match: re.Match[str], words: Vocabulary) -> float:
    """How surely a number that stands apart is a call, by the words on both sides."""
    before = _word_before(string, match.start()).lstrip("(«“[’'")
    after = string[match.end() : match.end() + 2]
    if re.match(r"\s[.,)]", after):
        # A space before a comma is left where the raised number stood.
        return 2.5
    if _YEAR.search(before):
        return 1.5
    if before[-1:] in _BEHIND:
        lone = not before[-2:-1].isdecimal() or _YEAR.search(before[:-1])
        return 1.2 if lone and words.called_behind.fullmatch(before[-1]) else 0.3
    if words.numbered.match(before) or before[-1:].isdecimal():
        return 0.3
    return 2.0 if re.match(r"\s?[.,;:)]", after) else 0.9


def _word_before(string: str, end: int) -> str:
    """What stands before a position, back to a space."""
    return string[max(end - _LONGEST_WORD, 0) : end].rsplit(" ", 1)[-1]


def _in_order(options: Sequence[Sequence[_Candidate]], floor: int, ceiling: int) -> list[_Candidate | None]:
    """For each note of a group one call, in ascending order of place, with the greatest sum of scores."""
    states = [_State(-1, 0.0, None, None)]
    for choices in options:
        places = [state.place for state in states]
        taken = []
        for candidate in choices:
            inside = floor < candidate.place < ceiling
            if not inside and candidate.score < _RAISED:
                continue
            before = bisect_left(places, candidate.place) - 1
            if before >= 0:
                # The later a state's last call, the greater its sum (see `_best`).
                score = candidate.score - (0 if inside or candidate.place < ceiling else 5)
                taken.append(_State(candidate.place, states[before].total + score, candidate, states[before]))
        states = _best([*(_State(state.place, state.total, None, state) for state in states), *taken])
    state: _State | None = states[-1]
    result: list[_Candidate | None] = []
    while state is not None and state.before is not None:
        result.append(state.call)
        state = state.before
    return result[::-1]


def _bracketed(
    options: Sequence[Sequence[_Candidate]], calls: Sequence[_Candidate | None], floor: int, ceiling: int
) -> Iterator[bool]:
    """For each note of a group, whether its call can be taken: a doubtful one only where every neighbour that the note
    has is surely called, and no other place between those two calls can be its own."""
    for index, call in enumerate(calls):
        if call is None or call.score >= _SURE:
            yield call is not None
            continue
        before, after = (calls[i] if 0 <= i < len(calls) else call for i in (index - 1, index + 1))
        neighbours = [c for c in (before, after) if c is not call]
        low = before.place if before and before is not call else floor
        high = after.place if after and after is not call else ceiling
        rivals = [c for c in options[index] if low < c.place < high]
        yield bool(neighbours) and all(c and c.score >= _SURE for c in neighbours) and len(rivals) == 1


@value(frozen=True, slots=True)
class _State:
    """Calls chosen for the notes so far."""

    place: int
    """Of the last call."""
    total: float
    """Of their scores."""
    call: _Candidate | None
    """Of the last note."""
    before: _State | None


def _best(states: Iterable[_State]) -> list[_State]:
    """The states that no other beats in both place and sum, by place, and so by sum; at most 60, so that a page of
    digits stays cheap."""
    kept: list[_State] = []
    for state in sorted(states, key=lambda s: (s.place, -s.total)):
        if not kept or state.total > kept[-1].total:
            kept.append(state)
    return kept[-60:]


def _called_before(
    blocks: Sequence[Block], marked: Sequence[_Candidate], chosen: dict[int, _Candidate]
) -> dict[int, _Candidate]:
    """Notes that have no call on their page, printed on a later one: the call is the only one of their number that is
    raised or has a slash, before the note and taken by no other; and no other note is waiting for it."""
    waiting: dict[str, list[int]] = defaultdict(list)
    for index, block in enumerate(blocks):
        if block.kind is Kind.NOTE and index not in chosen:
            waiting[block.number].append(index)
    taken = {call.place for call in chosen.values()}
    free: dict[str, list[_Candidate]] = defaultdict(list)
    for call in marked:
        if call.place not in taken and call.number in waiting:
            free[call.number].append(call)
    pairs = ((notes[0], free[number][0]) for number, notes in waiting.items() if len(notes) == len(free[number]) == 1)
    return {note: call for note, call in pairs if call.place < offset(blocks[note].text, 0)}


def _second_calls(
    blocks: Sequence[Block], raised: Sequence[_Candidate], chosen: dict[int, _Candidate]
) -> tuple[list[_Candidate], list[_Candidate]]:
    """Raised numbers, and those with a slash, that no note took: second calls of a note of the same part, and calls
    without a note, which must be raised. « 2/ » calls again only a note that is called « 2/ » at its foot."""
    used = {c.place for c in chosen.values()}
    known = {(blocks[c.block].part.holder, c.number): _is_slashed(blocks[index]) for index, c in chosen.items()}
    rest = [c for c in raised if c.place not in used]
    second = [c for c in rest if known.get(_key(blocks, c)) or (c.score >= _RAISED and _key(blocks, c) in known)]
    uncalled = [c for c in rest if c.score >= _RAISED and _key(blocks, c) not in known and c.number.isdecimal()]
    return second, uncalled


def _key(blocks: Sequence[Block], call: _Candidate) -> tuple[Part, str]:
    return blocks[call.block].part.holder, call.number


def _slashed(blocks: Sequence[Block]) -> Iterator[_Candidate]:
    """Numbers called as they were to 1997, « 2/ », where the document has such notes."""
    if not any(block.kind is Kind.NOTE and _is_slashed(block) for block in blocks):
        return
    for index, block in enumerate(blocks):
        if block.kind is not Kind.NOTE:
            for match in _SLASHED.finditer(block.text.string, block.label_end):
                yield _candidate(block.text, index, -1, match.span(match.lastindex or 0), _RAISED - 1)


def _notes_in_parts(blocks: list[Block], chosen: dict[int, _Candidate]) -> list[Block]:
    """Each note in the part of its call; one that isn't called, in the part of the text before it."""
    part = next((b.part for b in blocks if b.kind is not Kind.NOTE), None)
    for index, block in enumerate(blocks):
        if block.kind is not Kind.NOTE:
            part = block.part.holder
        elif index in chosen:
            blocks[index] = replace(block, part=blocks[chosen[index].block].part.holder)
        elif part is not None:
            blocks[index] = replace(block, part=part)
    return blocks


def _marked(blocks: list[Block], calls: Sequence[_Candidate]) -> list[Block]:
    by_text: dict[int, dict[int, list[_Candidate]]] = defaultdict(lambda: defaultdict(list))
    for c in calls:
        by_text[c.block][c.cell].append(c)
    for index, group in by_text.items():
        block = blocks[index]
        blocks[index] = block.with_texts(
            _with_calls(text, group[cell]) if cell in group else text for cell, text in enumerate(block.texts, -1)
        )
    return blocks


def _with_calls(text: Text, calls: Sequence[_Candidate]) -> Text:
    """The text with a mark for each call, in place of the emphasis that raised it."""
    spans = sorted((c.start, c.end) for c in calls)
    kept = tuple(
        m for m in text.marks if not (isinstance(m, Emphasis) and m.style == "sup" and _meets(spans, m.start, m.end))
    )
    return with_marks(replace(text, marks=kept), [Call(c.start, c.end, c.number) for c in calls])
