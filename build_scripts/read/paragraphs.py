"""Which lines of the body make a paragraph or a heading, by space, indent, full stops, labels, and line ends."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from ..core.data_files import read_data
from ..core.language import FOLDER, languages
from ..core.model import Chunkform
from ..core.signs import RAISED_DIGITS
from ..core.value import value
from .endings import has_leaders, is_closed
from .label_counts import LABEL, WITHIN_SECTION, Numbering
from .page_zones import Placed

# What begins a note and no line of a text: `¹ Voir`, `*    Voir`; not `1 Voir`, `a`.
_NOTE_SIGN = re.compile(rf"(?:[{RAISED_DIGITS}]{{1,3}}|\*{{1,4}}) *(?=[^\W\d_a-z])")
# A label on a line of its own: `IV.`, `12.`, `a)`; not `IV`, `12`.
_LONE_LABEL = re.compile(r"(?:[IVXLC]+|[A-Z]|\d{1,3}|[a-z])[.)]")
# How a line of a script without spaces begins: `大`, `2024年`, `《大`; not `A`, `ا`, `2024`, `1. 大`.
_IDEOGRAPH = re.compile(r"^[\d（(《“]*[\u3400-\u9fff]")
# A full stop that may end no sentence: `de M.`, `l’art.`; not `séance.`.
_ABBREVIATED = re.compile(r"(?<!\w)\w{1,4}\.$")
# Initials with full stops: `le Chargé d’affaires a.i.`, `p.i.`; not `fin.`, `J.`.
_INITIALS = re.compile(r"(?<!\w)\w\.\s?\w\.$")
_INITIALS_LENGTH = 6
_LONGEST_HEADING = 400
_MOST_HEADING_LINES = 4
# A sign that may fill two columns: `中`, `。`; not `é`, `ش`.
_EASTERN = re.compile("[\u2e81-\U0010ffff]")
_BULLET = "•"
"""Begins an item of a list wherever it begins a line; a dash may stand amid a sentence."""
_LEAST_ROOM = 0.6
_FULL = 0.85
_ENOUGH_BROKEN = 5
"""Lines that the width has surely broken, from which its room is told."""


def paragraphs(lines: Sequence[Placed]) -> Iterator[tuple[Chunkform, Sequence[Placed]]]:
    """The lines of the body by paragraph or heading, in order, each group with what its layout shows it to be."""
    measure = _Measure.of(lines)
    numbering = Numbering()
    group: list[Placed] = []
    for index, placed in enumerate(lines):
        after = lines[index + 1] if index + 1 < len(lines) else None
        label = LABEL.match(placed.line.string)
        printed = (label[1] or label[3] or label["set_out"] or "") if label else ""
        within = None if label else WITHIN_SECTION.match(placed.line.string)
        within = within if within and numbering.follows(within[1]) else None
        printed = within[1] if within else printed
        following = numbering.follows(printed)
        if group and _Break(group, placed, after, measure, label, following, within=within is not None).begins():
            yield _form(group, placed, measure), group
            group = []
        if printed and not group:
            numbering.add(printed)
        group.append(placed)
    if group:
        yield _form(group, None, measure), group


@value(frozen=True, slots=True)
class _Measure:
    """How long the lines of a text are."""

    width: int
    """Columns of all but the longest tenth of its lines; an ideograph fills two."""
    flat: bool
    """No space stands between paragraphs."""
    lines_are_blocks: bool
    """No space stands between paragraphs, and no width breaks them: each is a line."""
    room: float
    """How much of the width a line and the word after it fill at least, where the width broke it."""

    @classmethod
    def of(cls, lines: Sequence[Placed]) -> _Measure:
        lengths = sorted(_columns(placed.line.string) for placed in lines)
        width = lengths[len(lengths) * 9 // 10] if lengths else 0
        flat = sum(1 for placed in lines if placed.gap) * 50 < len(lines)
        if not flat:
            return cls(width, flat=False, lines_are_blocks=False, room=_LEAST_ROOM)
        tight = sum(1 for placed in lines if placed.line.blanks or placed.line.loose or placed.indent) * 50 < len(lines)
        blocks = tight and not _broken_by_width(lines, width)
        return cls(width, flat=True, lines_are_blocks=blocks, room=_room(lines, width))

    def short(self, before: str, string: str, share: float) -> bool:
        """True where the first word of a line would have had room on the line before it."""
        return _filled(before, string) < share * self.width


def _broken_by_width(lines: Sequence[Placed], width: int) -> bool:
    """Many of the longer lines end amid a sentence that the next goes on with, or some, and most are as long as any.

    Where letters have no case, titles and headings seem to go on, too: only full lines tell.
    """
    strings = [placed.line.string for placed in lines]
    longer = [(before, after) for before, after in pairwise(strings) if _columns(before) * 2 >= width]
    going_on = [_columns(before) for before, after in longer if _goes_on(before, after, caseless=True)]
    lengths = [_columns(before) for before, _ in longer]
    full = _FULL * max(lengths, default=0)
    lettered = [string for string in strings if string[0].isalpha()]
    if sum(map(_is_caseless, lettered)) * 2 > len(lettered):
        return sum(1 for length in going_on if length >= full) > len(longer) * 0.3
    alike = sum(1 for length in lengths if length >= full) * 2 > len(lengths)
    return len(going_on) > len(longer) * (0.0 if alike else 0.15)


def _room(lines: Sequence[Placed], width: int) -> float:
    """The share of the width that lines fill, with the word after them, of those that surely go on."""
    strings = [placed.line.string for placed in lines]
    filled = sorted(_filled(before, after) for before, after in pairwise(strings) if _goes_on(before, after))
    if len(filled) < _ENOUGH_BROKEN:
        return _LEAST_ROOM
    return min(max(filled[len(filled) // 20] / width, _LEAST_ROOM), 1.0)


def _goes_on(before: str, after: str, *, caseless: bool = False) -> bool:
    """A line that no full stop or comma ends goes on in lower case, or in a script without cases."""
    lower = after[0].islower() or (caseless and _is_caseless(after))
    return lower and not is_closed(before, comma=True) and not LABEL.match(after)


def _filled(before: str, string: str) -> int:
    """Columns of a line and the first word of the next."""
    ideograph = _IDEOGRAPH.match(string)
    return _columns(before) + 1 + _columns(ideograph[0] if ideograph else string.split(" ", 1)[0])


def _is_caseless(string: str) -> bool:
    """A letter of a script without capitals begins it, in Chinese also behind figures."""
    first = string[0]
    return bool(_IDEOGRAPH.match(string)) or (first.isalpha() and not first.isupper() and not first.islower())


def _columns(string: str) -> int:
    return len(string) + sum(unicodedata.east_asian_width(sign) in "WF" for sign in _EASTERN.findall(string))


@cache
def _last_but_one() -> re.Pattern[str]:
    """The end of the last item but one: `; and`, `; y`, `؛ أو`, `；以及`; not `, and`."""
    words = "|".join(read_data(FOLDER / code / "structure.toml").table["lists"]["and"] for code in languages())
    return re.compile(rf"[;；؛]\s?(?:{words})$")


@value(frozen=True, slots=True)
class _Break:
    """The question whether a line begins a new block rather than going on with the one before."""

    group: Sequence[Placed]
    """The lines of the block before it."""
    placed: Placed
    """The line in question."""
    after: Placed | None
    measure: _Measure
    label: re.Match[str] | None
    following: bool
    """The line's number is the next, or the first."""
    within: bool
    """It is so within its section, with no more than a space behind it: « 3.2 The »."""

    def begins(self) -> bool:
        before, string, placed = self._before, self._string, self.placed
        if (before[-1].isdecimal() or self.label) and has_leaders(before):
            return True
        if _LONE_LABEL.fullmatch(before) or (self._is_open_word(before) and not placed.gap):
            return False
        if _LONE_LABEL.fullmatch(string):
            # Where labels stand alone, a heading (its label, a line or two) isn't closed by a full stop.
            headed = len(self.group) <= 3 and bool(_LONE_LABEL.fullmatch(self.group[0].line.string))
            return is_closed(before) or placed.gap > 0 or headed
        if placed.resumed or placed.page_start:
            return self._begins_page()
        return not _goes_on(before, string) if self.measure.lines_are_blocks else self._begins_amid_page()

    def _is_open_word(self, before: str) -> bool:
        """A hyphen ends the line before, or « a.i. », behind which the sentence goes on."""
        if before.endswith(("-", "‐")):
            return True
        return (
            before.endswith(".")
            and self._string[0].islower()
            and _INITIALS.search(before[-_INITIALS_LENGTH:]) is not None
        )

    def _begins_amid_page(self) -> bool:
        placed = self.placed
        return placed.gap > 0 or self._is_broken() or self._is_numbered() or self._is_set_in() or self._is_note()

    @property
    def _before(self) -> str:
        return self.group[-1].line.string

    @property
    def _string(self) -> str:
        return self.placed.line.string

    @property
    def _ended(self) -> bool:
        return is_closed(self._before, comma=True)

    @property
    def _capital(self) -> bool:
        return bool(self.label) or self._string[0].isupper()

    @property
    def _caseless(self) -> bool:
        return _is_caseless(self._string)

    def _is_broken(self) -> bool:
        """Its first word would have had room on the line before: the break was meant."""
        before, string = self._before, self._string
        if self._caseless and is_closed(before) and self.measure.short(before, string, 0.75):
            return True
        # Chinese breaks between any two characters: only the last line of a paragraph has room.
        room = 0.85 if _IDEOGRAPH.match(string) else 0.6
        if self._caseless and self.measure.flat and self.measure.short(before, string, room):
            return True
        return self._capital and (
            (self.measure.short(before, string, 0.75) and (self._ended or self.following))
            or (self.measure.flat and self.measure.short(before, string, self.measure.room))
        )

    def _is_numbered(self) -> bool:
        """Its label begins a paragraph, an item or a heading, whatever room the line before it has."""
        if self.within or self.label is None:
            return self.within and self._ended
        number, item, rank, set_out = self.label.groups()
        words = self._string[self.label.end() :]
        if self._string[0] == _BULLET:
            return True
        if number or set_out:
            return self._ended or (self.following and self._is_heading_before())
        if item:
            return (
                is_closed(self._before)
                or self._is_last_item()
                or (self._ended and words[:1].isalpha() and not words[:1].islower())
            )
        return bool(rank) and self.following and self._is_heading_here(words)

    def _is_last_item(self) -> bool:
        """« (a) Respect; and⏎(b) Freedom. »: the block before is an item itself."""
        first = LABEL.match(self.group[0].line.string)
        return bool(first and first[2]) and _last_but_one().search(self._before) is not None

    def _is_note(self) -> bool:
        return bool(_NOTE_SIGN.match(self._string)) and is_closed(self._before)

    def _is_heading_before(self) -> bool:
        """The lines before are a heading: few, with no full stop, and a label or space before them."""
        first = self.group[0]
        headed = LABEL.match(first.line.string) or first.gap > 0
        return bool(headed) and len(self.group) <= _MOST_HEADING_LINES and not is_closed(self._before)

    def _is_heading_here(self, words: str) -> bool:
        """A short line, or one that another label follows, after a sentence that has ended."""
        before, string = self._before, self._string
        if not is_closed(before) or _ABBREVIATED.search(before) or words[:1].islower() or not words[:1].isalpha():
            return False
        following = self.after.line.string if self.after else ""
        return bool(LABEL.match(following)) or (bool(following) and self.measure.short(string, following, 0.9))

    def _is_set_in(self) -> bool:
        if not self.placed.indent:
            return False
        numbered = bool(self.label and self.label[1])
        hanging = bool(_NOTE_SIGN.match(self.group[0].line.string))  # The lines of a note below its first.
        deeper = self.placed.indent > self.group[-1].indent and not hanging
        ended = is_closed(self._before) if hanging else self._ended
        return ended or numbered or (deeper and not self.label)

    def _begins_page(self) -> bool:
        """The same for the first line of a page, or after furniture: the space above it may be lost, so that its
        indent, its label, or the space below it must tell."""
        placed = self.placed
        # Where nothing shows a beginning, the text before must have ended.
        begun = self._capital or (self._caseless and (is_closed(self._before) or self._has_room_before(_LEAST_ROOM)))
        if (placed.gap and begun) or (self.following and self._is_numbered()):
            return True
        set_apart = placed.indent > 0 or self.label or self._stands_alone()
        # A comma ends a preambular paragraph, but not a numbered one.
        numbered = LABEL.match(self.group[0].line.string)
        ended = is_closed(self._before, comma=not (numbered and numbered[1]))
        return bool(set_apart) and (ended or (placed.indent > 0 and self._capital))

    def _has_room_before(self, share: float) -> bool:
        return self.measure.short(self._before, self._string, share)

    def _stands_alone(self) -> bool:
        """A line that no full stop ends, above a space, or above a line whose first word it has room for."""
        if self.after is None or is_closed(self._string, comma=True):
            return False
        below = self.after.line.string
        headed = bool(LABEL.match(below)) or not (below[0].islower() or _is_caseless(below))
        return self.after.gap > 0 or (headed and self._capital and self.measure.short(self._string, below, _LEAST_ROOM))


def _form(group: Sequence[Placed], after: Placed | None, measure: _Measure) -> Chunkform:
    """A heading where space, or a page's end, stands before and after the lines, and no full stop ends them."""
    first, last = group[0], group[-1]
    size = sum(len(placed.line.string) for placed in group)
    apart_before = measure.lines_are_blocks or first.gap > 0 or first.page_start or first.resumed
    apart_after = measure.lines_are_blocks or after is None or after.gap > 0 or after.page_start or after.resumed
    heading = (
        apart_before
        and apart_after
        and size < _LONGEST_HEADING
        and not is_closed(last.line.string, comma=True)
        and not first.line.string[0].islower()
    )
    return Chunkform.HEADING if heading else Chunkform.TEXT
