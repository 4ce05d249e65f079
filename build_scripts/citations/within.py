"""Parts that stand in parentheses behind a symbol, one or several, each of them a document of its own.

« A/73/5 (Vol. I) »  →  A/73/5(Vol.I)
« A/80/6 (Sect. 3 et 4) », « A/80/6（第3和第4款） »  →  A/80/6(Sect.3), A/80/6(Sect.4)
« A/CONF.151/26 (Vol. I et Vol. I/Corr.1, Vol. II) »  →  …(Vol.I), …(Vol.I)/Corr.1, …(Vol.II)
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from ..core.data_files import either
from ..core.value import value
from .findings import CitationSpan
from .folding import as_roman
from .series import Series, Within

# Before the parts of a symbol: ` (Vol.I)`, `, vol.I`; not `Vol.I`.
_OPENS = re.compile(r" ?\( ?|, ")
# Behind the parts of a symbol: `Vol.I)`, `Vol.I )`; not `Vol.I`.
_CLOSES = re.compile(r" ?\)")
# What shows that a symbol goes on: `/Corr.1`, `-E`; not ` (`, `. `.
_GLUED = re.compile(r"[A-Za-z0-9/]|-[A-Za-z0-9]")
_SHARES = re.compile(r" ?[).,;\]、،，]|$")
"""Behind a number that shares the word of another, and behind a word that has no number: `)`, `, 4)`, ` ;`."""
_UNREAD_NUMBER = r"\.? ?[A-Z0-9][\w.]{0,8}\)"  # « (Part One) »


@value(frozen=True, slots=True)
class WithinPatterns:
    """Compiled from `within` of data/series.toml, and `within` and `numerals` of each language's citations.toml."""

    kinds: tuple[Within, ...]
    item: re.Pattern[str]
    """A part with its number, or a number that shares the word of another: group `number`; `b0`, `e0`, `a0` for the
    word of the first kind before its number, behind it, and without one."""
    together: Mapping[tuple[str, ...], str]
    numerals: Mapping[str, int]
    letters: Mapping[str, str]
    """Of the Latin alphabet, by what a language calls them behind a number."""
    unread: re.Pattern[str]
    """A word for a part with something other than a number behind it."""

    def kind(self, match: re.Match[str]) -> Within | None:
        """Which part the words name; None for a number alone."""
        named = (name for name in match.groupdict() if name != "number" and match[name])
        return next((self.kinds[int(name[1:])] for name in named), None)

    def key(self, kind: Within, match: re.Match[str]) -> str:
        """How the key writes the part."""
        number = match["number"] or ""
        value = self.numerals.get(number, 0)
        letter = number.lstrip("0123456789").strip()
        if letter in self.letters:
            number = number.removesuffix(letter).strip() + self.letters[letter]  # « 29 ألف » is 29A.
        translated = number.isdecimal() and not match[0].isascii()  # « 第1卷 », « том 1 »
        if value or (translated and kind.roman):
            number = as_roman(value or int(number)) if kind.roman else str(value)
        return f"({kind.key.format(number=number)})"

    def canonical(self, inside: str) -> str:
        """What stands in parentheses as the key writes it; empty where it isn't such a part."""
        match = self.item.fullmatch(inside)
        kind = self.kind(match) if match else None
        return self.key(kind, match) if match and kind else ""


def within_patterns(series: Series) -> WithinPatterns:
    """The patterns for a set of series."""
    kinds = series.within
    number = _number(series)
    before, behind, alone = (
        "|".join(f"(?P<{sign}{index}>{getattr(kind, field)})" for index, kind in enumerate(kinds))
        for sign, field in (("b", "before"), ("e", "behind"), ("a", "alone"))
    )
    return WithinPatterns(
        kinds,
        re.compile(rf"(?:(?:{before})\.? ?)?(?:第 ?)?(?P<number>{number})(?: ?(?:{behind}))?|(?:{alone})(?!\w)"),
        series.together,
        series.numerals,
        series.spelled.letters,
        re.compile(rf"(?:{'|'.join(kind.before for kind in kinds if not kind.only)}){_UNREAD_NUMBER}"),
    )


def single(series: Series) -> str:
    """Pattern of one part in parentheses, behind any symbol."""
    number = _number(series)
    kinds = [kind for kind in series.within if not kind.only]
    before, behind, alone = (
        "|".join(getattr(kind, field) for kind in kinds) for field in ("before", "behind", "alone")
    )
    return rf"(?:{before})\.? ?(?:第 ?)?(?:{number})|(?:第 ?)?(?:{number}) ?(?:{behind})|{alone}"


def _number(series: Series) -> str:
    letters = either(name for name in series.spelled.letters if len(name) > 1)
    alike = "".join(name for name in series.spelled.letters if len(name) == 1)
    figures = rf"\d{{1,3}} {letters}(?!\w)|\d{{1,3}}[A-Z{alike}]?"
    return rf"(?:{figures}|[IVXLC]+|[A-Z])(?![A-Za-z0-9А-Яа-я])|{either(series.numerals)}"


Gap = Callable[[int, re.Pattern[str]], "re.Match[str] | None"]
"""Finds the next item of a list behind a position, if words that join two items stand between."""


@value(frozen=True, slots=True)
class _Part:
    match: re.Match[str]
    kind: Within | None
    tail: str
    """Suffixes behind it, inside the parentheses: `/Corr.1`."""
    end: int


def read_parts(
    string: str, cited: CitationSpan, patterns: WithinPatterns, tail: re.Pattern[str], following: Gap
) -> tuple[list[CitationSpan], bool]:
    """The parts in parentheses that stand behind a symbol, each a citation in its place.
    The second value is False where parts stand there and can't be read, so that nothing may be linked.

    The first citation begins with the symbol. A single part takes its closing parenthesis, and suffixes behind it.
    """
    opening = _OPENS.match(string, cited.end)
    if not opening:
        return [], True
    listed = _named(_listed(string, opening.end(), patterns, tail, following), cited.key)
    bracket = "(" in opening[0]
    if not listed or not (bracket or _behind_comma(listed[0])):
        return [], not (bracket and patterns.unread.match(string, opening.end()))
    citations = [
        CitationSpan(part.match.start(), part.end, f"{cited.key}{patterns.key(part.kind, part.match)}{part.tail}")
        for part in listed
        if part.kind
    ]
    end = citations[-1].end
    closing = _CLOSES.match(string, end) if bracket else None
    if whole := patterns.together.get(tuple(citation.key for citation in citations)):
        end = closing.end() if closing else end
        citations, closing = [CitationSpan(cited.start, end, whole)], None
    elif closing and len(citations) == 1 and not listed[0].tail:
        outside = tail.match(string, closing.end())
        end = outside.end() if outside else closing.end()
        suffixes = outside[0].replace(" ", "") if outside else ""
        citations = [replace(citations[0], end=end, key=citations[0].key + suffixes)]
        closing = None
    if _GLUED.match(string, closing.end() if closing else end):
        return [], False
    citations[0] = replace(citations[0], start=cited.start)
    return [replace(citation, after=citation.end, before=citation.start) for citation in citations], True


def _behind_comma(part: _Part) -> bool:
    """« A/73/5, vol. I »; « A/76/463, vol. 12 de la collection » isn't part of it."""
    return bool(part.kind and part.kind.comma and not str(part.match["number"]).isdecimal())


def _listed(string: str, position: int, patterns: WithinPatterns, tail: re.Pattern[str], following: Gap) -> list[_Part]:
    listed: list[_Part] = []
    match = patterns.item.match(string, position)
    kind: Within | None = None
    while match:
        named = patterns.kind(match)
        if named and not match.groupdict().get(f"e{patterns.kinds.index(named)}"):
            kind = named
        suffixes = tail.match(string, match.end())
        end = suffixes.end() if suffixes else match.end()
        further = following(end, patterns.item)
        whole = named and match["number"]
        if not whole and not further and not _SHARES.match(string, end):
            break  # « (Vol. I, 25 juin 2014) », « (Introduction du rapport) »
        listed.append(_Part(match, named or kind, suffixes[0].replace(" ", "") if suffixes else "", end))
        match = further
    return listed


def _named(listed: list[_Part], base: str) -> list[_Part]:
    """The parts with the word that stands behind a later number of the list (« première et deuxième parties »); of
    those without any word, and of words that aren't part of this symbol, none."""
    named: list[_Part] = []
    word: Within | None = None
    for part in reversed(listed):
        word = part.kind or word
        if word is None:
            continue
        if word.only and not word.only.fullmatch(base):
            return []
        named.append(replace(part, kind=word))
    return named[::-1] if named and named[-1].match is listed[0].match else []
