"""Parts: the summary, draft resolutions and decisions, annexes, and where each of them begins and ends."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from ..core import numbers
from ..core.model import Chunk, Chunkform, Kind, Part, PartKind
from ..core.text import join, piece, trim
from ..read.endings import is_closed
from . import labels
from .articles import Article
from .labels import Ordinal, Rank
from .numbered_acts import goes_on, numbered_acts
from .state import State
from .structure_words import Vocabulary, act_letters, number_in

LONGEST_TITLE = 600
# The year that a title begins with: `2030 Agenda`, `2025年拟议方案`; not `2025.`, `2030`, `12 Agenda`.
_YEAR = re.compile(r"(?:19|20)\d\d(?:年| (?=[^\W\d_]))")
# A letter of a script without spaces: `大`; not `A`, `。`.
_IDEOGRAPH = re.compile("[\u3400-\u9fff]")
_LONGEST_LABEL = 40  # Of a part, with a full stop behind it.


def of_session(
    chunks: Sequence[Chunk], words: Vocabulary, kind: PartKind | None = None
) -> Mapping[int, tuple[PartKind, re.Match[str]]]:
    """The chunks, by index, that begin a decision or resolution with the number of its conference or session, or with
    its bare number, where the masthead (`kind`) or a line above says what it is.

    The label stands alone, or in a heading with its title behind it, and text follows: a list of labels (a table of
    contents) begins none. A document that is such a decision has its label for a title.
    """
    numbered = numbered_acts(chunks, words, kind)
    found = ((i, _session_label(chunks, i, words) or numbered.get(i)) for i in range(len(chunks)))
    labelled = {i: label for i, label in found if label}
    ends = [*labelled, len(chunks)][1:]
    opened = {
        index: label
        for (index, label), end in zip(labelled.items(), ends, strict=True)
        if any(map(_is_running, chunks[index + 1 : end]))
    }
    alone = len(opened) == 1 and not any(map(_is_running, chunks[: next(iter(opened))]))
    return {} if alone else opened


def _session_label(chunks: Sequence[Chunk], index: int, words: Vocabulary) -> tuple[PartKind, re.Match[str]] | None:
    chunk = chunks[index]
    string = chunk.text.string
    if chunk.form not in (Chunkform.HEADING, Chunkform.TEXT):
        return None
    for kind, pattern in words.of_session:
        if label := pattern.match(string):
            rest = string[label.end() :]
            titled = chunk.form is Chunkform.HEADING and _begins_title(rest) and len(string) < LONGEST_TITLE
            alone = not rest.strip(" *:.") and not goes_on(chunks, index, words)
            return (kind, label) if titled or alone else None
    return None


def may_begin(words: str) -> bool:
    """A title may begin so: with a capital, a letter of a script that has none, or a year."""
    return bool(_YEAR.match(words)) or (words[:1].isalpha() and not words[:1].islower())


def _begins_title(rest: str) -> bool:
    return may_begin(rest) or rest[:1] in tuple('«“"《')


def _width(string: str) -> int:
    """Signs of a string; an ideograph says as much as two letters."""
    return len(string) + len(_IDEOGRAPH.findall(string))


def _is_running(chunk: Chunk) -> bool:
    string = chunk.text.string
    return chunk.form is Chunkform.TEXT and (
        bool(labels.PARAGRAPH.match(string)) or (_width(string) > _LONGEST_LABEL and is_closed(string, comma=True))
    )


def opening(state: State, chunks: Sequence[Chunk], index: int) -> tuple[PartKind, re.Match[str]] | None:
    """Whether a chunk begins a part: its label alone, or in a heading with its title behind it."""
    if index in state.of_session:
        return state.of_session[index]
    chunk = chunks[index]
    string = chunk.text.string
    for kind, pattern in state.words.parts:
        label = pattern.match(string)
        if not label:
            continue
        rest = string[label.end() :]
        alone = not rest.strip(" *:.")
        set_apart = chunk.form is Chunkform.HEADING or _is_first_line(chunk, label)
        titled = set_apart and _begins_title(rest) and len(string) < LONGEST_TITLE and not is_closed(string)
        if kind is PartKind.SUMMARY and (not alone or state.last or state.sections):
            continue
        if len(string) > _LONGEST_LABEL and is_closed(string):
            continue
        if alone or (titled and (number_in(label) or kind is PartKind.ANNEX)):
            return kind, label
    return None


# The number of an act with the initials of its conference in another script: `1/م أت-5`; not `1/CMA.5`.
_OWN_CONFERENCE = re.compile(r"(\d+)/([^\W\d_A-Za-z][^\d-]*?) ?- ?(\d+)")


def _is_first_line(chunk: Chunk, label: re.Match[str]) -> bool:
    """A label stands alone on the first line, its title on the next: « Annex I⏎List of reports »."""
    return chunk.form is Chunkform.TEXT and bool(chunk.breaks) and label.end() >= chunk.breaks[0]


def _numbered(state: State, kind: PartKind, printed: str) -> tuple[int, str]:
    """The number of a part, and what anchors say for it, empty where that is the number (see `Part`): of the readings
    of « C » or « I » the one that comes next after the last part of the kind, else as of headings."""
    if own := _OWN_CONFERENCE.fullmatch(printed):
        conference = state.words.conferences[own[2].replace(" ", "")]
        return 0, f"{own[1]}-{conference}.{own[3]}"
    if "/" in printed:
        number, _, body = printed.rpartition("/")
        prefix, hyphen, session = number.rpartition("-")
        own_number, _, letter = body.partition(" ")
        return 0, f"{prefix}{hyphen}{labels.roman(session) or session}-{own_number}{act_letters().get(letter, letter)}"
    if not printed or printed.isdecimal():
        return int(printed or 0), ""
    readings = labels.heading_readings(printed) if len(printed) == 1 or not printed.islower() else ()
    if value := numbers.value_of(printed, state.words.language):
        return value, ""
    last = state.series.get(kind, Ordinal(Rank.CAPITAL, 0))
    following = (r for r in readings if last.value and r == Ordinal(last.rank, last.value + 1))
    reading = next(following, next(iter(readings), None))
    if reading is None:
        return 0, ""
    state.series[kind] = reading
    return reading.value, labels.latin("letter", reading.value) if reading.rank is Rank.CAPITAL else ""


# The letter or number of one of several resolutions, alone on its line: `A`, `II`; not `a`, `12`.
LONE = re.compile(r"[A-Z]|[IVX]+")


def one_of_several(state: State, chunk: Chunk, following: Sequence[Chunk]) -> tuple[PartKind, int] | None:
    """Kind and number of a resolution that is one of several under one symbol, « A » or « II » alone on the first line,
    its title and its enacting line below; or of a resolution or decision that a report recommends after its own
    paragraphs, with only a title above the enacting line. None where the chunk begins none."""
    line = _first_line(chunk)
    recommended = _may_be_recommended(state, chunk)
    if not LONE.fullmatch(line) and not recommended:
        return None
    kind = _recommended_kind(state) if recommended else PartKind.RESOLUTION
    siblings = [part for part in state.opened if (part.kind, part.parent) == (kind, state.body)]
    expected = max((part.number for part in siblings), default=0) + 1
    if not recommended and expected not in (labels.letter(line), labels.roman(line)):
        return None
    for after in following:
        if state.words.enacting.fullmatch(after.text.string):
            return kind, expected
        if labels.PARAGRAPH.match(after.text.string) or (recommended and after.form is not Chunkform.HEADING):
            return None
    return None


def _recommended_kind(state: State) -> PartKind:
    """What the report's paragraph above recommends, by the words that stand last in it: « … the adoption of the
    following draft decision: »."""
    above = (block for block in reversed(state.blocks) if block.part == state.body and block.kind is Kind.PARAGRAPH)
    string = next((block.text.string for block in above), "")
    ends = {
        kind: max((match.end() for match in pattern.finditer(string)), default=-1)
        for kind, pattern in state.words.parts
        if kind in (PartKind.RESOLUTION, PartKind.DECISION)
    }
    return max(ends, key=lambda kind: ends[kind])


def lone_sections(chunks: Sequence[Chunk]) -> set[int]:
    """The chunks, by index, on whose first line the number of a section stands alone, « A » or « II », in the middle:
    those that make a series from the first on, of two at least."""
    labels_alone = [
        (index, labels.heading_readings(line))
        for index, chunk in enumerate(chunks)
        if chunk.form in (Chunkform.HEADING, Chunkform.TEXT) and LONE.fullmatch(line := _first_line(chunk))
    ]
    sections: set[int] = set()
    for rank in (Rank.ROMAN, Rank.CAPITAL):
        run: list[int] = []
        for index, readings in labels_alone:
            if Ordinal(rank, len(run) + 1) in readings:
                run.append(index)
        sections |= set(run) if len(run) > 1 else set()
    return sections


def _first_line(chunk: Chunk) -> str:
    return chunk.text.string[: chunk.breaks[0]].strip() if chunk.breaks else chunk.text.string


def _may_be_recommended(state: State, chunk: Chunk) -> bool:
    """A heading without a number, after paragraphs of the report or after another resolution."""
    after_report = state.part == state.body and state.last.get(state.body, 0) > 0
    another = state.part.kind in (PartKind.RESOLUTION, PartKind.DECISION) and state.part in state.enacted
    return chunk.form is Chunkform.HEADING and (after_report or another) and not labels.heading(chunk.text.string)


def open_one_of_several(state: State, chunks: Sequence[Chunk], index: int, kind: PartKind, number: int) -> int:
    """Opens it; the lines between its letter and its enacting line are its title."""
    taken = 1
    while not state.words.enacting.fullmatch(chunks[index + taken].text.string):
        taken += 1
    text = join([chunk.text for chunk in chunks[index : index + taken]])
    lone = LONE.fullmatch(_first_line(chunks[index]))
    lettered = lone[0].lower() if lone and labels.letter(lone[0]) == number else ""
    state.part = Part(kind, number, state.body, lettered)
    state.opened.add(state.part)
    titled = lone is not None and lone.end() < len(text.string)
    state.add(Kind.PART_TITLE, text, label_end=lone.end() + 1 if lone and titled else 0)
    return taken


def open_part(state: State, chunks: Sequence[Chunk], index: int, kind: PartKind, label: re.Match[str]) -> int:
    """Opens a part; headings that follow its label directly, without a number of their own, are its title."""
    chunk = chunks[index]
    texts, taken = [chunk.text], 1
    has_title = bool(chunk.text.string[label.end() :].strip(" *:."))
    while kind is not PartKind.SUMMARY and not has_title and index + taken < len(chunks):
        after = chunks[index + taken]
        if index + taken in {*state.of_session, *state.articles} or not can_be_title(state, after):
            break
        texts.append(after.text)
        taken += 1
        has_title = True
    state.part = state.part.holder
    annex = _open_annex(state)
    if annex in state.of_letters and state.words.enclosure.match(chunk.text.string):
        kind = PartKind.ENCLOSURE
    kind = PartKind.ANNEX if kind is PartKind.ENCLOSURE and annex is None else kind
    number, lettered = _numbered(state, kind, number_in(label) if kind is not PartKind.SUMMARY else "")
    if annex and (kind is PartKind.ENCLOSURE or state.words.appendix.match(chunk.text.string)):
        parent = annex
    else:
        parent = _parent(state, chunk, kind, number, lettered, followed=index < state.last_draft)
    state.part = Part(kind, number, parent, lettered)
    if state.part in state.opened:
        state.doubt(
            chunk.text, "T003", f"a second part “{chunk.text.string[:40]}” has the same number as one before it"
        )
    state.opened.add(state.part)
    if state.words.of_letter.search(label[0]):
        state.of_letters.add(state.part)
    state.add(Kind.PART_TITLE, join(texts), label_end=label.end() if has_title else 0)
    return taken


def open_article(state: State, chunks: Sequence[Chunk], index: int, article: Article) -> int:
    """Opens a rule or an article in the part that is open; a heading that follows its label directly is its title."""
    chunk = chunks[index]
    texts = [chunk.text]
    if article.runs_on:
        texts = [trim(piece(chunk.text, 0, article.end))]
    elif article.end >= len(chunk.text.string.rstrip(" *.:–—-")) and index + 1 < len(chunks):
        after = chunks[index + 1]
        title = index + 1 not in state.articles and can_be_title(state, after)
        if title and (after.form is Chunkform.HEADING or not state.shaped):
            texts.append(after.text)
    state.part = Part(article.kind, article.number, state.part.holder, article.label)
    state.last.pop(state.part, None)
    state.opened.add(state.part)
    titled = len(texts) > 1 or article.end < len(texts[0].string)
    state.add(Kind.PART_TITLE, join(texts), label_end=article.end if titled and not article.runs_on else 0)
    return len(texts) if not article.runs_on else 1


def can_be_title(state: State, chunk: Chunk) -> bool:
    """A line that can be the title of the part, chapter or section whose label stands before it."""
    string = chunk.text.string
    return (
        chunk.form in (Chunkform.HEADING, Chunkform.TEXT)
        and not is_closed(string)
        and not (string.startswith("[") and string.endswith("]"))  # « [Original: French] »
        and not string.endswith(",")
        and not labels.PARAGRAPH.match(string)
        and not labels.ITEM.match(string)
        and not labels.heading(string)
        and (chunk.form is Chunkform.HEADING or len(string) < 300)
        and not any((match := pattern.match(string)) and match.end() == len(string) for _, pattern in state.words.parts)
    )


def _open_annex(state: State) -> Part | None:
    """The annex that an appendix or enclosure belongs to: the outermost that is open."""
    annex: Part | None = None
    part: Part | None = state.part
    while part is not None and part.kind in (PartKind.ANNEX, PartKind.ENCLOSURE):
        annex, part = part, part.parent
    return annex


def _parent(state: State, chunk: Chunk, kind: PartKind, number: int, lettered: str, *, followed: bool) -> Part:
    """The part that a new one belongs to.

    An annex after a draft resolution is the resolution's where its text speaks of an annex of its own or another
    draft follows, and the document's where the body speaks of one; else it is the document's, and that is reported.
    After a decision that is adopted it is the decision's.
    """
    if kind is not PartKind.ANNEX:
        return state.body
    holder: Part | None = state.part
    while holder is not None and holder.kind not in (PartKind.RESOLUTION, PartKind.DECISION):
        holder = holder.parent
    if holder is None or Part(PartKind.ANNEX, 0, holder) in state.opened:
        return state.body
    before = chr(ord(lettered) - 1) if lettered else ""
    if number > 1 and Part(PartKind.ANNEX, number - 1, holder, before) in state.opened:
        return holder
    adopted = bool(holder.label) and not holder.number
    if number < 2 and (followed or adopted or state.is_annexed(holder)):
        return holder
    if not state.is_annexed(state.body):
        whose = "nothing shows whether this annex is the draft resolution's or the document's"
        state.doubt(chunk.text, "T004", f"{whose}; it is taken for the document's")
    return state.body


def back_to_body(state: State, *, number: int = 0, section: Ordinal | None = None) -> None:
    """A number that goes on with the body's and not with the part's shows that the part has ended; so with the part
    around an article."""
    if state.part == state.body:
        return
    around = state.part.holder
    goes_on = number > 1 and number == state.last.get(around, 0) + 1 != state.last.get(state.part, 0) + 1
    if around not in (state.part, state.body) and goes_on:
        state.part = around
        return
    if section is None:
        inner, outer, value = state.last.get(state.part, 0), state.last.get(state.body, 0), number
    else:
        inner, outer = (state.sections.get((part, section.rank), 0) for part in (state.part, state.body))
        value = section.value
    if value and value == outer + 1 and value != inner + 1 and (inner or value > 1):
        state.part = state.body
