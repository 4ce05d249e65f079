"""Symbols of documents in running text: whole, joint, in lists, and with the blanks that extraction leaves.

A/C.3/76/L.10/Rev.1      A/78/80-E/2023/64      A/80/6 (Sect. 35)      A/RES/217 A (III)
A/64/440 et Corr.1  →  A/64/440, A/64/440/Corr.1
A/C.3/76/SR.7, 10 et 12  →  A/C.3/76/SR.7, A/C.3/76/SR.10, A/C.3/76/SR.12
A/RES/ 76/7 4  →  A/RES/76/74, with a diagnostic
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..tables import either
from .found import Doubt, Found, Words
from .series import Series
from .vocabulary import Vocabulary

_SLASH = r"(?:/ ?| /(?! )| / (?=\d))"
_EDGE = r"(?![A-Za-z0-9]|/[A-Za-z0-9])"
_LATIN = r"[A-Za-z0-9_\u00c0-\u024f]"
"""Not right before a symbol; words of other scripts may be."""
_ROUND = r"(?:(?:E?S-)?[IVXLC]+|(?:19|20)\d\d)"
_ACT = (
    rf"(?i:RES|DEC)(?:{_SLASH}|\.)(?>E?S-\d{{1,2}}|\d{{1,4}})(?:{_SLASH}(?>\d{{1,4}}))?"
    rf"(?: ?[A-Z](?:-[A-Z])?(?= ?\({_ROUND}\)))?(?: ?\({_ROUND}\))?(?: ?[A-Z](?:-[A-Z])?(?![\w'/]))?"
)
_DIGITS = re.compile(r" (\d{1,3})(?![\w/])")
_AFTER_NUMBER = re.compile(r" \d{1,2}(?=[).,;:]|$)")
_JOINT = re.compile(r"-(?: (?=\S))?| -(?! )")
_DIGITS_ALONE = re.compile(r"\d{1,4}(?![\w/%])")
_SUFFIXES = ("Add", "Corr", "Rev", "Amend")
_ENDS = re.compile(r"(?=[).,;:]|$)")


@dataclass(frozen=True, slots=True)
class SymbolPatterns:
    """Compiled from data/series.toml."""

    symbol: re.Pattern[str]
    unbound: re.Pattern[str]
    """The same, whatever stands before it."""
    suffix: re.Pattern[str]
    """A part that may follow without the rest of its symbol: `Corr.1`, `SR.10`; groups `part` and `number`."""
    part: re.Pattern[str]
    """A part with number at the end of a symbol."""
    lookalike: re.Pattern[str]
    """What is built like a symbol, of a series that the data do not know."""


def symbol_patterns(series: Series) -> SymbolPatterns:
    """The patterns for a set of series."""
    parenthesis = rf"(?: ?\((?:{series.parentheses})\))?"
    number = rf"(?>\d{{1,6}})(?:[A-Za-z](?![A-Za-z]))?{parenthesis}"
    joined = rf"(?>\d{{1,6}}-\d{{1,3}})(?![\w/])|{number}"
    word = (
        r"(?>[A-Z][A-Za-z]{0,15}(?:-[A-Z]{1,6})*|(?:add|corr|rev|amend)(?=\.))"
        rf"(?:\(\d{{1,2}}\)| ?\. ?(?:\d{{1,4}}[A-Za-z]?(?![A-Za-z])|[IVXLC]+\b)|\.[A-Z](?![A-Za-z]))*{parenthesis}"
    )
    special = r"E?S-\d{1,2}"
    folders = "|".join(_folder(folder) for folder in series.folders)
    hyphened = [head for head, entry in series.heads.items() if entry.hyphens]
    plain = [head for head, entry in series.heads.items() if not entry.hyphens]
    alone = [head for head, entry in series.heads.items() if entry.alone]
    letters = "".join(series.principal)
    alone_numbered = rf"(?:PV|SR|L) ?\. ?(?>\d{{1,5}}){parenthesis}"
    rest = rf"(?:{_SLASH}(?:{_ACT}|{special}|{number}|{word}))"
    body = "|".join(
        (
            rf"E{_SLASH}C\.12(?:{_SLASH}(?:{joined}|{word}))+",
            rf"[{letters}]{_SLASH}(?:{_ACT}|(?:{folders}){parenthesis}{rest}+|{alone_numbered}{rest}*)",
            rf"[{letters}]{_SLASH}(?>\d{{{series.least_digits},6}}){rest}*",
            rf"(?:{either(hyphened)})(?:{_SLASH}(?:{joined}|{word}))+",
            rf"(?:{either(plain)})(?:{_SLASH}(?:{_ACT}|{special}|{word})){rest}+",
            rf"(?:{either(plain)})(?:{_SLASH}(?!(?:19|20)\d\d{_EDGE})\d{{1,4}}){rest}+",
            rf"(?:{either(plain)})(?:{_SLASH}(?:19|20)\d\d){rest}+",
            rf"(?:{either(plain)}){_SLASH}[A-Z][A-Za-z]{{0,9}} ?\. ?\d{{1,4}}{parenthesis}",
            rf"(?:{either(alone)}){_SLASH}\d{{1,4}}{rest}*",
        )
    )
    numbered = either([*series.numbered, *(name.upper() for name in series.numbered)])
    return SymbolPatterns(
        re.compile(rf"(?<!{_LATIN})(?<![/.@])(?<!{_LATIN}-)(?:{body}){_EDGE}"),
        re.compile(rf"(?:{body}){_EDGE}"),
        re.compile(rf"(?P<part>{numbered})\.? ?(?P<number>\d{{1,4}}){_EDGE}"),
        re.compile(rf"/(?P<part>{either(series.numbered)})\.(?P<number>\d{{1,4}})$"),
        re.compile(rf"(?<!{_LATIN})(?<![/.@-])[A-Z]{{2,12}}(?:/[A-Z0-9][A-Za-z0-9.()-]*){{2,}}(?<=\d)(?![\w/])"),
    )


def _folder(folder: str) -> str:
    if folder == "{n}":
        return r"(?>\d{1,5})"
    return re.escape(folder).replace(r"\{n\}", r" ?(?>\d{1,4})").replace(r"\.", r" ?\.")


def normal(symbol: str, series: Series) -> str:
    """A symbol as its key: without blanks, each part spelled as the UN does (`/ADD.1` → `/Add.1`).

    The letter of a resolution numbered with a roman numeral goes: it is a part of its text (citations.md).
    """
    parts = re.sub(r"\s", "", symbol).split("/")
    for index, part in enumerate(parts[1:], 1):
        word = re.match(r"[A-Za-z]+", part)
        if word and word[0].lower() in series.spelling and part[word.end() :][:1] in ("", ".", "("):
            parts[index] = series.spelling[word[0].lower()] + part[word.end() :]
    key = re.sub(r"\(([A-Za-z]+)", lambda m: "(" + series.spelling.get(m[1].lower(), m[1]), "/".join(parts))
    key = re.sub(r"(/EA\.\d+|/HA\.\d+)/RES\.(\d)", r"\1/RES/\2", key)
    return re.sub(r"(/RES/\d+)(?:[A-Z](?:-[A-Z])?)?(\((?:E?S-)?[IVXLC]+\))[A-Z]?$", r"\1\2", key)


def find_symbols(
    words: Words, patterns: SymbolPatterns, series: Series, vocabulary: Vocabulary
) -> tuple[list[Found], list[Doubt]]:
    """All symbols, in order; the words are taken."""
    string = words.string
    found: list[Found] = []
    doubts: list[Doubt] = []
    position = 0
    while match := patterns.symbol.search(string, position):
        position = match.end()
        if not words.free(match.start(), match.end()) or not any(sign.isdigit() for sign in match[0]):
            continue
        start, end, slip = match.start(), match.end(), " /" in match[0] or "/ " in match[0]
        if slip and (digits := _DIGITS.match(string, end)) and string[end - 1].isdigit():
            end = digits.end()
        elif string[end - 1].isdigit() and _AFTER_NUMBER.match(string, end):
            doubts.append(
                Doubt(start, "C009", f"« {string[start : end + 3].strip()} » may be cut by a blank; not linked")
            )
            continue
        if slip:
            doubts.append(
                Doubt(start, "C010", f"« {string[start:end]} » is read as {normal(string[start:end], series)}")
            )
        for one in _joined(string, start, end, patterns, series):
            found.append(one)
            found += _continued(string, one, patterns, vocabulary)
        position = found[-1].end
    for one in found:
        words.take(one.start, one.end)
    doubts += _lookalikes(words, patterns)
    return found, doubts


def _lookalikes(words: Words, patterns: SymbolPatterns) -> Iterator[Doubt]:
    for match in patterns.lookalike.finditer(words.string):
        if words.free(match.start(), match.end()) and any(sign.isdigit() for sign in match[0]):
            yield Doubt(
                match.start(), "C011", f"« {match[0]} » looks like a symbol of a series that data/series.toml lacks"
            )


def _joined(string: str, start: int, end: int, patterns: SymbolPatterns, series: Series) -> Iterator[Found]:
    """The symbol, with those that a hyphen joins to it; two of one series are the ends of a range."""
    key = normal(string[start:end], series)
    first = start
    while dash := _JOINT.match(string, end):
        match = patterns.unbound.match(string, dash.end())
        if not match or not any(sign.isdigit() for sign in match[0]):
            break
        other = normal(match[0], series)
        if _stem(other) == _stem(key):
            yield Found(first, end, key, end, first)
            first, key = match.start(), other
        else:
            key = f"{key}-{other}"
        end = match.end()
    yield Found(first, end, key, end, first)


def _stem(key: str) -> str:
    return re.sub(r"\d+$", "", key.rsplit("-", 1)[-1])


def _continued(string: str, one: Found, patterns: SymbolPatterns, vocabulary: Vocabulary) -> Iterator[Found]:
    """Further symbols of which only the last part is printed: « et Corr.1 », « , 10 et 12 », « à 9 »."""
    last, position = one.key, one.end
    while (start := _gap(string, position, vocabulary)) is not None:
        ranged = vocabulary.ranges.fullmatch(string, position, start) is not None
        match = patterns.suffix.match(string, start) or _DIGITS_ALONE.match(string, start)
        if not match:
            break
        if match.re is patterns.suffix:
            last = _with_part(one.key, match["part"], match["number"], patterns)
        else:
            last = (
                _with_number(last, match[0], patterns, ranged=ranged)
                if _closes(string, match.end(), vocabulary)
                else ""
            )
        if not last:
            break
        yield Found(match.start(), match.end(), last, match.end(), match.start())
        position = match.end()


def _with_part(base: str, part: str, number: str, patterns: SymbolPatterns) -> str:
    """A symbol with another part at its end: in place of one of the same kind, else behind it; empty where only a
    suffix could stand."""
    suffix = part.title() in _SUFFIXES
    part = part.title() if suffix else part
    here = patterns.part.search(base)
    if here and here["part"] == part:
        return f"{base[: here.start()]}/{part}.{number}"
    return f"{base}/{part}.{number}" if suffix else ""


def _with_number(last: str, number: str, patterns: SymbolPatterns, *, ranged: bool) -> str:
    """A symbol with another number at its end; of a plain number only the end of a range: « A/C.5/75/1 à 4 »."""
    plain = re.search(r"/(\d+)$", last)
    if patterns.part.search(last) or (ranged and plain and int(number) > int(plain[1])):
        return re.sub(r"\d+$", number, last)
    return ""


def _gap(string: str, position: int, vocabulary: Vocabulary) -> int | None:
    """Where the next item of a list begins, if what stands here joins one to it."""
    for length in range(1, 12):
        gap = string[position : position + length]
        following = string[position + length : position + length + 1]
        if (following.isdigit() or following.isupper()) and (
            vocabulary.ranges.fullmatch(gap) or vocabulary.joins.fullmatch(gap)
        ):
            return position + length
    return None


def _closes(string: str, position: int, vocabulary: Vocabulary) -> bool:
    """Whether a bare number is one of a list of parts: a sign follows, or another number that one follows."""
    return bool(_ENDS.match(string, position)) or _gap(string, position, vocabulary) is not None
