"""Symbols of which only the last part is printed, behind a whole one.

A/64/440 et Corr.1; A/64/442 et Add.1 et Add.1/Corr.1; A/64/443 [et Corr.1]; A/64/7 and Add.1–3
A/C.3/76/SR.7, 10 et 12; A/C.3/76/L.2 et L.3/Rev.1; A/73/5 (Vol. I) et (Vol. II)
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..core.symbol_path import halves
from ..core.value import value
from .citing_words import Vocabulary
from .findings import CitationSpan
from .series import Series
from .within import WithinPatterns, read_parts

# A number that may be another of its kind: `10 et 12`; not `10%`, `2.5%`, `10th`.
_DIGITS_ALONE = re.compile(r"\d{1,4}(?![A-Za-z0-9À-ɏ/%]|[.,]\d)")
# Behind the last number of a list: `, voir`, ` ; voir`, `»`.
_ENDS = re.compile(r"(?=[).,\]、，。；،؛]| ?[;:»”]|$)")
# Before a part in brackets: ` [et Corr.1]`, `(et Add.1)`; not `et Corr.1`.
_OPENS = re.compile(r" ?[\[(] ?")
# Where the next part of a list begins, in parentheses or without: `(Vol.II)`, `Vol.II`; not `[ ]`.
_OPENED = re.compile(r"\(?(?=\w)")
# Behind a part in brackets: `Corr.1]`, `Corr.1 )`; not `Corr.1`.
_CLOSES = re.compile(r" ?[\])]")
# Between a symbol and its pinpoint: `, par. 5`, `) (par. 5)`.
_PIN_LEAD = re.compile(r"\)?,? ?\(?")
# Where the next item of a list begins: `12`, `Add.1`; not `et `.
_NEXT_ITEM = re.compile(r"[\dA-Z]")
_LONGEST_GAP = 11
_CORRIGENDUM = "Corr"


@value(frozen=True, slots=True)
class ContinuedPatterns:
    """Compiled from `parts` of data/series.toml."""

    chain: re.Pattern[str]
    """Parts that may follow without the rest of their symbol: `Corr.1`, `Add.1/Corr.1`, `SR.10`."""
    part: re.Pattern[str]
    """One of them: groups `part` and `number`."""
    tail: re.Pattern[str]
    """Suffixes at the end of a symbol, with the strokes before them."""
    suffixes: frozenset[str]


def continued_patterns(series: Series) -> ContinuedPatterns:
    """The patterns for a set of series."""
    written = "|".join(re.escape(name) for part in series.numbered for name in dict.fromkeys((part, part.upper())))
    suffixes = [part for part in series.numbered if part in series.suffixes]
    suffix = "|".join(re.escape(name) for part in suffixes for name in (part, part.upper()))
    number = r"\.? ?\d{1,4}(?![A-Za-z0-9])"
    return ContinuedPatterns(
        re.compile(rf"(?:{written}){number}(?:/ ?(?:{suffix}){number})*(?!/)"),
        re.compile(rf"(?P<part>{written})\.? ?(?P<number>\d{{1,4}})"),
        re.compile(rf"(?:/ ?(?:{suffix}){number})+"),
        frozenset(suffixes),
    )


@value(frozen=True, slots=True)
class Following:
    """Finds the next item of a list in the words of a language."""

    string: str
    vocabulary: Vocabulary

    def __call__(self, position: int, item: re.Pattern[str], *, opened: bool = False) -> re.Match[str] | None:
        """An item behind words that join it to what ends here, or make the two a range. `opened`: a parenthesis
        stands between, so that the space before the words is missing."""
        for length in range(0 if opened else 1, _LONGEST_GAP + 1):
            gap = " " * opened + self.string[position : position + length]
            joined = self.vocabulary.ranges.fullmatch(gap) or self.vocabulary.joins.fullmatch(gap)
            if (joined or (opened and not length)) and (match := item.match(self.string, position + length)):
                return match
        return None

    def ranged(self, start: int, end: int) -> bool:
        """Whether the words between two items make them a range."""
        return self.vocabulary.ranges.fullmatch(self.string, start, end) is not None


def continued(
    cited: CitationSpan, following: Following, patterns: ContinuedPatterns, within: WithinPatterns
) -> Iterator[CitationSpan]:
    """The symbols that follow a whole one, in order; a last one without a key stands for words that may continue
    any of several: « A/64/442/Add.1, Add.2 and Corr.1 »."""
    base = last = cited.key
    position = cited.end
    replaced = ""
    while item := _next(position, following, patterns, within):
        if item.re is within.item:
            last = base = _with_part(base, item, within)
        elif item.re is patterns.chain:
            parts = [(_spelled(part, patterns), number) for part, number in patterns.part.findall(item[0])]
            kind = parts[0][0]
            if replaced and kind in patterns.suffixes and kind != replaced:
                yield CitationSpan(item.start(), item.end(), "")
                break
            last = _with_chain(base, parts, patterns)
            base = base if kind in patterns.suffixes else last
            replaced = kind if kind in patterns.suffixes and f"/{kind}." in base else ""
            divided, whole = _divided(item, last, following, patterns, within)
            if divided:
                yield from divided
                closing = _CLOSES.match(following.string, divided[-1].end) if len(divided) > 1 else None
                position = closing.end() if closing else divided[-1].end
                continue
            last = last if whole else ""
        else:
            last = _with_number(last, item[0], patterns, ranged=following.ranged(position, item.start()))
        if not last:
            break
        yield CitationSpan(item.start(), item.end(), last, item.end(), item.start())
        position = item.end()
        if closing := _closing(following.string, item, position):
            position = closing.end()


def _divided(
    item: re.Match[str], key: str, following: Following, patterns: ContinuedPatterns, within: WithinPatterns
) -> tuple[list[CitationSpan], bool]:
    """The parts in parentheses behind it: « and Add.1 (Part I) » (see `read_parts`)."""
    return read_parts(following.string, CitationSpan(item.start(), item.end(), key), within, patterns.tail, following)


def _closing(string: str, item: re.Match[str], position: int) -> re.Match[str] | None:
    """The parenthesis that ends what one before the item opened."""
    opened = _OPENS.search(string, max(0, item.start() - _LONGEST_GAP - 2), item.start())
    return _CLOSES.match(string, position) if opened else None


def _next(
    position: int, following: Following, patterns: ContinuedPatterns, within: WithinPatterns
) -> re.Match[str] | None:
    string = following.string
    opening = _OPENS.match(string, position)
    if opening:
        return following(opening.end(), patterns.chain, opened=True) or _apart(
            following(opening.end(), within.item, opened=True), within
        )
    if match := following(position, patterns.chain):
        return match
    match = following(position, _DIGITS_ALONE) if string[position - 1] != ")" else None
    if match and (string[position : match.start()] == "-" or _closes(match.end(), following)):
        return match
    return _next_within(position, following, within) or _behind_pin(position, following, patterns)


def _behind_pin(position: int, following: Following, patterns: ContinuedPatterns) -> re.Match[str] | None:
    """« A/64/442, par. 5, et Add.1 »."""
    lead = _PIN_LEAD.match(following.string, position)
    pin = following.vocabulary.pin.match(following.string, lead.end()) if lead and lead[0] else None
    return following(pin.end(), patterns.chain) if pin else None


def _apart(item: re.Match[str] | None, within: WithinPatterns) -> re.Match[str] | None:
    """« S/PV.4833 and Resumption 1 »: the symbol is another meeting's record."""
    kind = within.kind(item) if item else None
    return item if item and item["number"] and kind and kind.apart else None


def _next_within(position: int, following: Following, within: WithinPatterns) -> re.Match[str] | None:
    """« (Vol. I) et (Vol. II) », « (Vol. I) et Vol. II », « (Resumption 1) and 2 »."""
    if following.string[position - 1 : position] != ")":
        return _apart(following(position, within.item), within)
    opening = following(position, _OPENED)
    item = within.item.match(following.string, opening.end()) if opening else None
    if not opening or not item:
        return None
    if opening[0]:
        return item if _CLOSES.match(following.string, item.end()) else None
    return item if within.kind(item) or _closes(item.end(), following) else None


def _with_part(base: str, item: re.Match[str], within: WithinPatterns) -> str:
    """A symbol with another part in its parentheses, of the same kind; empty where it has none of that kind."""
    apart = within.kind(item)
    if apart and apart.apart and not base.endswith(")"):
        return base + within.key(apart, item)
    symbol, opening, inside = base.rpartition("(")
    before = within.item.fullmatch(inside.removesuffix(")")) if opening and inside.endswith(")") else None
    kind = within.kind(before) if before else None
    named = within.kind(item) or kind
    if not before or not kind or not named or kind.key != named.key:
        return ""
    alike = str(before["number"]).isdecimal() == str(item["number"]).isdecimal()
    return symbol + within.key(kind, item) if within.kind(item) or alike else ""


def _spelled(part: str, patterns: ContinuedPatterns) -> str:
    return part.title() if part.title() in patterns.suffixes else part


def _with_chain(base: str, parts: list[tuple[str, str]], patterns: ContinuedPatterns) -> str:
    """A symbol with other parts at its end, of a joint one each half; empty where they can't stand there.

    They take the place of a part of the same kind, with all behind it; a suffix may also stand behind all others, but
    not behind a corrigendum: of A/64/440/Corr.1 the addendum is A/64/440/Add.1.
    """
    kind = parts[0][0]
    written = "".join(f"/{part}.{number}" for part, number in parts)
    symbols: list[str] = []
    for half in halves(base):
        cut = re.search(rf"/{kind}\.\d+(?:/(?:{'|'.join(sorted(patterns.suffixes))})\.\d+)*$", half)
        if not cut and kind not in patterns.suffixes:
            return ""
        beginning = half[: cut.start()] if cut else re.sub(rf"/{_CORRIGENDUM}\.\d+$", "", half)
        symbols.append(beginning + written)
    return "-".join(symbols)


def _with_number(last: str, number: str, patterns: ContinuedPatterns, *, ranged: bool) -> str:
    """A symbol with another number at its end; of a plain number only the end of a range: « A/C.5/75/1 à 4 »."""
    if re.search(r"\d\)$", last):  # « Resumptions 1 and 2 »
        return re.sub(r"\d+\)$", f"{number})", last)
    plain = re.search(r"/(\d+)$", last)
    part = re.search(r"/([A-Za-z]+)\.\d+$", last)
    numbered = part and patterns.part.fullmatch(part[0][1:])
    if len(halves(last)) == 1 and (numbered or (ranged and plain and int(number) > int(plain[1]))):
        return re.sub(r"\d+$", number, last)
    return ""


def _closes(position: int, following: Following) -> bool:
    """Whether a bare number is one of a list of parts: a sign follows, or another number that one follows."""
    return bool(_ENDS.match(following.string, position)) or following(position, _NEXT_ITEM) is not None
