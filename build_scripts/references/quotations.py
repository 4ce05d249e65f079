"""Whether the words of a quotation are those of a passage (data/quotations.toml).

A quotation is aligned with the stretch of the passage from which it differs least: words, signs and Chinese characters
are put in, taken out or exchanged, each at the cost of one (Sellers, « The theory and computation of evolutionary
distances », 1980). What was left out of it costs nothing. The browser does the same
(overrides/assets/javascripts/desk/comparing.js): tests/references/quotations.json has the cases of both.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import groupby, pairwise

from ..core import signs
from ..core.value import value
from .quotation_rules import rules

# A word, a Chinese character or a sign: each of `l`, `'`, `Assemblée`; not ` `.
_TOKEN = re.compile(r"[\u3400-\u9fff]|[^\W_\u3400-\u9fff]+|[^\w\s]|_")


@value(frozen=True, slots=True)
class Token:
    """A word or sign of a text."""

    plain: str
    """As it is compared."""
    start: int
    end: int


GAP = Token("", 0, 0)
"""Stands for any words of the passage, or none."""


@value(frozen=True, slots=True)
class Piece:
    """A stretch that is the same in quotation and passage, or differs."""

    quoted: str
    document: str
    same: bool


@value(frozen=True, slots=True)
class Comparison:
    """A quotation beside a passage."""

    distance: int
    """Words and signs that differ; 0: the quotation has the passage's words."""
    share: float
    """Of the quotation's words and signs, those that the passage has."""
    start: int
    """Of the passage's stretch that it is compared with."""
    end: int
    pieces: tuple[Piece, ...]
    inserted: bool = False
    """Whether words in brackets were taken for the quotation's own."""


def tokens(text: str) -> list[Token]:
    """The words and signs of a text as they are compared; places are those of the text."""
    nothing, plain = rules().nothing, signs.table()
    inner = {place for match in rules().inner.finditer(text) for place in (match.start(), match.end() - 1)}
    letters: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text):
        read = "" if sign in nothing or place in inner else plain.get(sign, _spelled_out(sign))
        letters.append(read)
        places += [place] * len(read)
    places.append(len(text))
    return [
        Token(match[0], places[match.start()], places[match.end() - 1] + 1)
        for match in _TOKEN.finditer("".join(letters))
    ]


def _spelled_out(sign: str) -> str:
    """A ligature of typesetters as its letters: « ﬁ » → `fi`; any other sign as it is."""
    return signs.ligatures().get(sign, sign) if unicodedata.normalize("NFKC", sign) != sign else sign


def read(quotation: str) -> list[list[Token]]:
    """The readings of a quotation: as it stands and, where it has brackets, with the words in them as its own."""
    pieces: list[Token] = []
    start = 0
    for match in rules().omissions.finditer(quotation):
        pieces += (*_ended(_part(quotation, start, match.start())), GAP)
        start = match.end()
    pieces += _ended(_part(quotation, start, len(quotation)))
    literal = [token for token, _ in groupby(pieces) if token is not GAP or len(pieces) > 1]
    while literal and literal[0] is GAP:
        del literal[0]
    while literal and literal[-1] is GAP:
        del literal[-1]
    own = list(_without_brackets(literal))
    return [literal] if own == literal else [literal, own]


def _part(text: str, start: int, end: int) -> list[Token]:
    return [Token(token.plain, token.start + start, token.end + start) for token in tokens(text[start:end])]


def _ended(part: list[Token]) -> list[Token]:
    """A part of a quotation without the signs that may end it."""
    while part and part[-1].plain in rules().endings:
        part = part[:-1]
    return part


def _without_brackets(tokens_read: Sequence[Token]) -> Iterator[Token]:
    """The words of a quotation with a gap for what stands in brackets; around one letter, without these."""
    opening, closing = rules().brackets
    place = 0
    while place < len(tokens_read):
        rest = [token.plain for token in tokens_read[place:]] if tokens_read[place].plain == opening else []
        end = rest.index(closing) if closing in rest else 0
        if end == 2 and len(rest[1]) == 1 and end + 1 < len(rest):
            yield from _joined(tokens_read[place + 1], tokens_read[place + 3])
            place += 4
        elif end:
            yield GAP
            place += end + 1
        else:
            yield tokens_read[place]
            place += 1


def _joined(letter: Token, following: Token) -> tuple[Token, ...]:
    """`l` and `e` of « [l]e », which are one word; what follows at once is a sign in « [l]’Assemblée »."""
    if following.plain.isalnum() and following.start == letter.end + 1:
        return (Token(letter.plain + following.plain, letter.start, following.end),)
    return letter, following


def compare(quotation: str, passage: str) -> Comparison:
    """A quotation beside the stretch of a passage that is nearest to it. Both in Unicode's normal form C."""
    own = tokens(passage)
    best: Comparison | None = None
    known = {token.plain.lower() for token in own}
    readings = [_mended(reading, quotation, known) for reading in read(quotation)]
    for reading in readings:
        found = _compared(quotation, reading, passage, own, inserted=_gaps(reading) > _gaps(readings[0]))
        if best is None or found.distance < best.distance:
            best = found
    assert best
    return best


def _mended(reading: list[Token], quotation: str, known: AbstractSet[str] | None) -> list[Token]:
    """A reading in which each word that a line breaks is whole, where that is known, else has its hyphen; without
    `known`, a gap stands for it."""
    breaks = {match.start(): match.end() for match in rules().broken.finditer(quotation)}
    mended: list[Token] = []
    for token in reading if breaks else ():
        if token is not GAP and any(start <= token.start < end for start, end in breaks.items()):
            continue
        before = mended[-1] if mended else GAP
        if before is GAP or token is GAP or breaks.get(before.end) != token.start:
            mended.append(token)
        elif known is None:
            mended[-1] = GAP
        elif (before.plain + token.plain).lower() in known:
            mended[-1] = Token(before.plain + token.plain, before.start, token.end)
        else:
            mended += (Token("-", before.end, token.start), token)
    return mended if breaks else reading


def _gaps(reading: Sequence[Token]) -> int:
    return sum(token is GAP for token in reading)


def _compared(
    quotation: str, quoted: Sequence[Token], passage: str, own: Sequence[Token], *, inserted: bool
) -> Comparison:
    steps, distance = _aligned(quoted, own)
    counted = sum(token is not GAP for token in quoted)
    used = [own[place] for _, place in steps if place >= 0]
    pieces: list[Piece] = []
    for same, group in groupby(steps, lambda step: _is_same(step, quoted, own)):
        rows = list(group)
        left = _words(quotation, [quoted[place] for place, _ in rows if place >= 0])
        right = _words(passage, [own[place] for _, place in rows if place >= 0])
        pieces.append(Piece(left, right, same))
    return Comparison(
        distance,
        max(0.0, 1 - distance / counted) if counted else 0.0,
        used[0].start if used else 0,
        used[-1].end if used else 0,
        tuple(pieces),
        inserted,
    )


Step = tuple[int, int]
"""Places of a quotation's token and of the passage's that is put beside it; -1 where the other has none."""


def _is_same(step: Step, quoted: Sequence[Token], own: Sequence[Token]) -> bool:
    left, right = step
    return left >= 0 and (quoted[left] is GAP or (right >= 0 and _equal(quoted, left, own[right])))


def _equal(quoted: Sequence[Token], place: int, own: Token) -> bool:
    left, right = quoted[place].plain, own.plain
    if left == right:
        return True
    begins = rules().first_letter and (place % len(quoted) == 0 or quoted[place - 1] is GAP)
    return begins and left[1:] == right[1:] and left[:1].casefold() == right[:1].casefold()


def _aligned(quoted: Sequence[Token], own: Sequence[Token]) -> tuple[list[Step], int]:
    """The steps that lead from a quotation to the nearest stretch of a passage, and what they cost. Of several that
    cost the same, those with most words in common."""
    rows = [[0] * (len(own) + 1)]
    for place, token in enumerate(quoted):
        above, row = rows[-1], [rows[-1][0] + (0 if token is GAP else _DIFFERS)]
        if token is GAP:
            for column in range(1, len(own) + 1):
                row.append(min(above[column], row[column - 1]))
        else:
            for column, other in enumerate(own, 1):
                beside = above[column - 1] + _cost(quoted, place, other)
                row.append(min(beside, above[column] + _DIFFERS, row[column - 1] + _DIFFERS))
        rows.append(row)
    least = min(rows[-1])
    end = rows[-1].index(least)
    if quoted and end < len(own) and rows[-1][end + 1] == least == rows[-2][end] + _cost(quoted, -1, own[end]):
        end += 1  # The last word stands beside another rather than beside none.
    return list(_traced(rows, quoted, own, end))[::-1], -(-least // _DIFFERS)


_DIFFERS, _SAME = 1 << 20, -1
"""What a word or sign costs that differs, and one that is the same: of these there are fewer than make up for one."""


def _cost(quoted: Sequence[Token], place: int, other: Token) -> int:
    token = quoted[place]
    return _SAME if token.plain == other.plain or _equal(quoted, place, other) else _DIFFERS


def _traced(
    rows: Sequence[Sequence[int]], quoted: Sequence[Token], own: Sequence[Token], column: int
) -> Iterator[Step]:
    """The steps, from the last."""
    line = len(quoted)
    while line:
        token, cost = quoted[line - 1], rows[line][column]
        if token is GAP:
            if cost == rows[line - 1][column]:
                yield line - 1, -1
                line -= 1
            else:
                column -= 1
        elif column and cost == rows[line - 1][column - 1] + _cost(quoted, line - 1, own[column - 1]):
            line, column = line - 1, column - 1
            yield line, column
        elif cost == rows[line - 1][column] + _DIFFERS:
            line -= 1
            yield line, -1
        else:
            column -= 1
            yield -1, column


def _words(text: str, used: Sequence[Token]) -> str:
    """The words of a text from the first token to the last, with « […] » for what lies between two that gaps part."""
    if not used:
        return ""
    if any(token is GAP for token in used):
        return " […] ".join(
            filter(None, (_words(text, list(group)) for gap, group in groupby(used, lambda t: t is GAP) if not gap))
        )
    return text[used[0].start : used[-1].end]


def looked_for(quotation: str) -> bool:
    """Whether a quotation is long enough to be looked for."""
    return max(map(_counted, read(quotation))) >= rules().shortest


def _counted(reading: Sequence[Token]) -> int:
    return sum(any(sign.isalnum() for sign in token.plain) for token in reading)


def runs(quotation: str) -> list[str]:
    """The stretches of a quotation that its passage must have as they are, the longest first: between omissions,
    brackets and words that a line breaks."""
    reading = _mended(read(quotation)[-1], quotation, None)
    ends = [-1, *(place for place, token in enumerate(reading) if token is GAP), len(reading)]
    parts = [_words(quotation, reading[start + 1 : end]) for start, end in pairwise(ends)]
    return sorted(filter(None, parts), key=len, reverse=True)
