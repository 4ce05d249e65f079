"""Symbols of documents in running text: whole, joint, in lists, and with the spaces that extraction leaves.

A/C.3/76/L.10/Rev.1      A/78/80-E/2023/64      A/80/6 (Sect. 35)      A/RES/217 A (III)
A/64/440 et Corr.1  →  A/64/440, A/64/440/Corr.1 (continued.py)
A/73/5 (Vol. I et II)  →  A/73/5(Vol.I), A/73/5(Vol.II) (within.py)
A/RES/ 76/7 4  →  A/RES/76/74, with a diagnostic
S/AC.44/2004/(02)/x  →  none, with a diagnostic: a symbol is linked whole or not at all
/76/181RES/A  →  none, with a diagnostic: PDFium turns the runs of a symbol about in text from right to left
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..core.compiled_patterns import compiled
from ..core.data_files import either
from .citing_words import Vocabulary
from .continued import ContinuedPatterns, Following, continued, continued_patterns
from .findings import CUT_OFF, CitationSpan, Doubt, Words
from .series import Series
from .within import WithinPatterns, read_parts, single, within_patterns

_SLASH = r"(?:/ (?=\d|\(|[A-Z]+(?![a-z])|[A-Z][a-z]{2,5} ?\. ?\d)|/(?! )| / (?=\d|[A-Z][a-z]{2,5} ?\. ?\d)| /(?! ))"
"""Between two parts; a line's end leaves a space, so that behind it « A/76/463/ Rapport » goes on with another word."""
_EDGE = r"(?![A-Za-z0-9])"
_LATIN = r"[A-Za-z0-9_\u00c0-\u024f]"
"""Not right before a symbol; words of other scripts may be."""
BEFORE = rf"(?<!{_LATIN})(?<![/.@])(?<!{_LATIN}-)"
"""Pattern of where a symbol may begin."""
_ROUND = r"(?:(?:E?S-)?[IVXLC]+|(?:19|20)\d\d)"
_ACT = (
    rf"(?i:RES|DEC)(?:{_SLASH}|\.)(?>E?S-\d{{1,2}}|\d{{1,4}})(?:{_SLASH}(?>\d{{1,4}}))?"
    rf"(?: ?[A-Z](?:-[A-Z])?(?= ?\({_ROUND}\)))?(?: ?\({_ROUND}\))?(?: ?[A-Z](?:-[A-Z])?(?![\w'/]))?"
    r"(?:/ ?(?i:Add|Corr)\.\d{1,2})*"
)
_YEAR = r"(?:19|20)\d\d"
# The end of a number that a space cuts off: `76/7 4`; not `76/7 4/1`, `76/7 4e`.
_DIGITS = re.compile(r" (\d{1,3})(?![\w/])")
# The hyphen of a joint symbol, also with the space that a line's end leaves: `80-E/2023`, `80- E/2023`, `80 -E/2023`;
# not `80 E/2023`.
_JOINT = re.compile(r"-(?: (?=\S))?| -(?! )")
_GOES_ON = re.compile(
    rf"/[A-Za-z0-9(]|/ (?:\d|\()| ?\([^()]{{1,40}}\)/[A-Za-z0-9(]|\((?!{_YEAR}\))[A-Z0-9][A-Za-z0-9.\-]{{0,15}}\)"
    r"|\.\d{1,3}(?= ?[,;:)\]،؛，；、]| [a-z])"
)
"""What belongs to the symbol before it: `/(02)`, ` (Resumption 1)/Corr.1`, `(1455)`, `.2, `; not a year in
parentheses, `(2004)`, which is the document's, nor the number of a note, unless the sentence goes on: `.2`."""
RULES = (
    (r"(/(?:EA|HA)\.\d+)/RES\.(\d)", r"\1/RES/\2"),
    (r"(/RES/\d+)(?: ?[A-Z](?:-[A-Z])?)?( ?\((?:E?S-)?[IVXLC]+\))(?: ?[A-Z])?$", r"\1\2"),
)
"""What keys have in place of what is printed: `UNEP/EA.2/Res.14` is UNEP/EA.2/RES/14, `A/RES/217 A (III)` is
A/RES/217(III)."""
# The beginning of another symbol: `E/2023/64`; not `et 64`.
_OTHER_HALF = re.compile(r"[A-Z]{1,8}/")
# What a symbol turned about may be: `/76/181RES/A`, `1.Rev/31.L/69/3.C/A`; not `A76`, `et/ou`.
_TURNED = re.compile(rf"(?<!{_LATIN})[/\dA-Z][A-Za-z0-9/.()-]*/[A-Za-z0-9/.()-]*[A-Za-z0-9)]")
# Its runs: a number with its strokes, letters, a sign; or each number by itself.
_RUNS = (re.compile(r"(?:/?\d+)+|[A-Za-z]+|."), re.compile(r"\d+|[A-Za-z]+|."))
# A letter that is written from right to left: `أ`; not `a`, `7`.
_LEFTWARD = re.compile("[\u0590-\u08ff]")
_WHOLE = re.compile(r"[^\s,;()]*(?: ?\([^()]{1,40}\)(?:/[^\s,;()]*)?)*[^\s,;()]*")
"""A symbol that can't be read, as far as it may go: `S/AC.44/2004/(02)/x`."""


@dataclass(frozen=True, slots=True)
class SymbolPatterns:
    """Compiled from data/series.toml."""

    symbol: re.Pattern[str]
    unbound: re.Pattern[str]
    """The same, whatever stands before it."""
    continued: ContinuedPatterns
    within: WithinPatterns
    foreign: re.Pattern[str]
    """Parts with letters of other scripts that look Latin, as Russian typists have them: « А/С.3/76/L.2 »."""
    lookalike: re.Pattern[str]
    """What is built like a symbol, of whatever series: groups `head` and `parts`."""


def part_source(series: Series) -> str:
    """Pattern of a part in parentheses that may stand behind any number or word of a symbol."""
    return rf"\((?:{single(series)}|{series.parentheses})\)"


def symbol_source(series: Series, part: str) -> str:
    """Pattern of a symbol, whatever stands before it; `part` is the one of a part in parentheses."""
    parenthesis = rf"(?: ?{part}|\((?!{_YEAR}\))\d{{1,4}}\))?"
    number = rf"(?>\d{{1,6}})(?:[A-Za-z](?![A-Za-z])|-[A-Z](?![\w/]))?{parenthesis}"
    joined = rf"(?>\d{{1,6}}-\d{{1,3}})(?![\w/])|{number}"
    # « OzL.Pro.20 », « WG2020 », « Corr.1 », « CONF.IX », « SER.A », « AC », « Sub »; a part has one number.
    word = (
        r"(?>[A-Z][A-Za-z]{0,15}(?:-[A-Z]{1,6})*|(?:add|corr|rev|amend)(?=\.))(?:\.[A-Z][A-Za-z]{1,7}(?=[./]))*"
        r"(?:(?>\d{1,4}[A-Z]?)|(?:\(\d{1,2}\))?"
        r"(?: ?\. ?(?:\d{1,4}[A-Za-z]?(?![A-Za-z])|[IVXLC]+\b)|\.[A-Z](?![A-Za-z]))?)" + parenthesis
    )
    special = r"E?S-\d{1,2}"
    folders = "|".join(map(_folder, series.folders))
    heads = {head: _folder(head) for head in series.heads}
    counted = [heads[head] for head in heads if "{n}" in head]
    hyphened = "|".join(heads[head] for head, entry in series.heads.items() if entry.hyphens)
    plain = "|".join(heads[head] for head, entry in series.heads.items() if not entry.hyphens and "{n}" not in head)
    plain = rf"(?:{plain})(?:\((?:[IVXLC]+|[A-Z]{{2,6}})\))?"  # « TD(XII)/PC/1 », « UNEP(DEPI)/MED IG.21/9 »
    alone = [head for head, entry in series.heads.items() if entry.alone]
    letters = "".join(series.principal)
    alone_numbered = rf"(?:PV|SR|L) ?\. ?(?>\d{{1,5}}){parenthesis}"
    phrase = rf"(?:{either(series.phrases)})(?:\.\d{{1,4}})?"
    rest = rf"(?:{_SLASH}(?:{_ACT}|{special}|{number}|{phrase}|{word}|\(\d{{1,4}}\)))"
    # Alternatives that go on alike are read together: `rest` is long, and a pattern is prepared again on every page.
    further = "|".join(
        (
            rf"[{letters}]{_SLASH}(?:{folders}){parenthesis}",
            *counted,
            rf"{plain}{_SLASH}(?:{_ACT}|{special}|{phrase}|{word}|(?!{_YEAR}{_EDGE})\d{{1,4}}|{_YEAR})",
        )
    )
    final = "|".join(
        (
            rf"[{letters}]{_SLASH}(?:{alone_numbered}|(?>\d{{{series.least_digits},6}}){parenthesis})",
            rf"(?:{either(alone)}){_SLASH}(?!\d{{5}}){number}",
        )
    )
    body = "|".join(
        (
            rf"[{letters}]{_SLASH}{_ACT}",
            rf"(?:E{_SLASH}C\.12|{hyphened})(?:{_SLASH}(?:{joined}|{word}))+",
            rf"(?:{further}){rest}+",
            rf"(?:{final}){rest}*",
            rf"{plain}{_SLASH}[A-Z][A-Za-z]{{0,9}} ?\. ?\d{{1,4}}{parenthesis}",
        )
    )
    return rf"(?:{body}){_EDGE}"


def symbol_patterns(series: Series) -> SymbolPatterns:
    """The patterns for a set of series."""
    source = symbol_source(series, part_source(series))
    return SymbolPatterns(
        compiled(BEFORE + source),
        compiled(source),
        continued_patterns(series),
        within_patterns(series),
        foreign(series),
        # « SPLOS/276 », « E/FFDF/2024/3 », « UNEP(DEPI)/MED WG.1/2 », « CTBT-ART.XIV/2019/1 »
        re.compile(
            rf"(?<!{_LATIN})(?<![/.@-])(?P<head>[A-Z]{{1,12}}(?:-[A-Z0-9]{{1,8}}|\.[A-Z0-9]{{1,6}}|\([A-Z0-9]{{1,8}}\)){{0,3}})"
            r"(?P<parts>(?:/(?:[A-Za-z0-9]|\([^()\s]{1,12}\))[A-Za-z0-9.-]*(?:\([^()\s]{1,12}\)[A-Za-z0-9.-]*)?)+)"
        ),
    )


def foreign(series: Series) -> re.Pattern[str]:
    """Pattern of letters of other scripts that stand for Latin ones in symbols."""
    heads = "".join(letter for letter, latin in series.latin.items() if latin in series.principal)
    letters = "".join(series.latin)
    # The letter of a principal organ, and letters with a number or a stroke behind them.
    return re.compile(rf"(?<!\w)[{heads}](?=/[\dA-Z{letters}])|(?<=/)[A-Z{letters}]{{1,6}}(?=[./])")


def _folder(folder: str) -> str:
    if folder == "{n}":
        return r"(?>\d{1,5})"
    return re.escape(folder).replace(r"\{n\}", r" ?(?>\d{1,4})").replace(r"\.", r" ?\.")


def normal(symbol: str, series: Series, within: WithinPatterns) -> str:
    """A symbol as its key: without spaces, each part spelled as the UN does (`/ADD.1` → `/Add.1`).

    The letter of a resolution numbered with a roman numeral goes: it is a part of its text
    (docs/developers/citations.md, « Keys »).
    """
    parts = re.sub(r"\s", "", symbol).split("/")
    for index, part in enumerate(parts[1:], 1):
        word = re.match(r"[A-Za-z]+", part)
        if word and word[0].lower() in series.spelling and part[word.end() :][:1] in ("", ".", "("):
            parts[index] = series.spelling[word[0].lower()] + part[word.end() :]
    key = re.sub(r"\(([^()]*)\)", lambda m: within.canonical(m[1]) or f"({m[1]})", "/".join(parts))
    for pattern, replacement in RULES:
        key = re.sub(pattern, replacement, key)
    return key


def find_symbols(
    words: Words, patterns: SymbolPatterns, series: Series, vocabulary: Vocabulary
) -> tuple[list[CitationSpan], list[Doubt]]:
    """All symbols, in order; the words are taken."""
    finder = _Finder(words, patterns, series, Following(words.string, vocabulary))
    position = 0
    while match := finder.search(position):
        position = max(finder.read(match), match.end())
    finder.turned()
    finder.lookalikes()
    return finder.citations, finder.doubts


class _Finder:
    """Reads the symbols of one text."""

    def __init__(self, words: Words, patterns: SymbolPatterns, series: Series, following: Following) -> None:
        self.citations: list[CitationSpan] = []
        self.doubts: list[Doubt] = []
        self._patterns, self._series, self._following = patterns, series, following
        self._words, self._string = words, self._latin(words.string)

    def search(self, position: int) -> re.Match[str] | None:
        """The next symbol from a place on."""
        return self._patterns.symbol.search(self._string, position)

    def read(self, match: re.Match[str]) -> int:
        """Reads a symbol with what belongs to it; gives the place behind it."""
        string, start, end = self._string, match.start(), match.end()
        if not self._words.free(start, end) or not any(map(str.isdigit, match[0])):
            return end
        slip = " /" in match[0] or "/ " in match[0]
        if slip and (digits := _DIGITS.match(string, end)) and string[end - 1].isdigit():
            end = digits.end()
        elif string[end - 1].isdigit() and CUT_OFF.match(string, end):
            words = string[start : end + 3].strip()
            self.doubts.append(Doubt(start, "C009", f"“{words}” may be cut in two by a space; not linked"))
            self._words.take(start, end)
            return end
        cited = list(self._joined(start, end))
        parts, whole = read_parts(
            string, cited[-1], self._patterns.within, self._patterns.continued.tail, self._following
        )
        if not whole or _GOES_ON.match(string, (parts or cited)[-1].end) or self._half(cited[-1].end):
            return self._unread(start)
        if slip:
            key = self._normal(string[start:end])
            self.doubts.append(Doubt(start, "C010", f"“{string[start:end]}” is read as {key}"))
        if parts:
            cited[-1:] = parts
        if len(parts) < 2:
            cited += continued(cited[-1], self._following, self._patterns.continued, self._patterns.within)
        for citation in cited:
            self._words.take(citation.start, citation.end)
        if not cited[-1].key:
            unread = cited.pop()
            self.doubts.append(self._unknown(unread.start, unread.end, "continues in a way"))
        self.citations += cited
        return cited[-1].end

    def _half(self, position: int) -> bool:
        """Whether a hyphen joins something to a symbol that looks like another and can't be read."""
        dash = _JOINT.match(self._string, position)
        return bool(dash and _OTHER_HALF.match(self._string, dash.end()))

    def _unread(self, start: int) -> int:
        """A symbol of which only the beginning can be read isn't linked: the beginning is another document."""
        whole = _WHOLE.match(self._string, start)
        assert whole is not None
        end = start + len(whole[0].rstrip(".:-/"))
        self.doubts.append(self._unknown(start, end, "continues in a way"))
        self._words.take(start, end)
        return end

    def _unknown(self, start: int, end: int, what: str) -> Doubt:
        words = self._string[start:end]
        return Doubt(start, "C011", f"“{words}” {what} that is missing from data/series.toml; not linked")

    def turned(self) -> None:
        """Symbols whose runs stand in the other order, as programs take them from a line of Arabic."""
        if not _LEFTWARD.search(self._string):
            return
        for match in _TURNED.finditer(self._string):
            if not self._words.free(*match.span()):
                continue
            read = ("".join(reversed(runs.findall(match[0]))) for runs in _RUNS)
            if symbol := next((way for way in read if self._patterns.symbol.fullmatch(way)), ""):
                message = f"“{match[0]}” may be {symbol}, turned about by extraction from a PDF; not linked"
                self.doubts.append(Doubt(match.start(), "C015", message))
                self._words.take(*match.span())

    def lookalikes(self) -> None:
        """What looks like a symbol but is of no known series."""
        for match in self._patterns.lookalike.finditer(self._string):
            end = match.end() - len(match[0]) + len(match[0].rstrip(".-"))
            if self._words.free(match.start(), end) and _alike(
                match["head"], match["parts"].rstrip(".-"), self._series
            ):
                self.doubts.append(self._unknown(match.start(), end, "looks like a symbol of a series"))

    def _latin(self, string: str) -> str:
        """The text with Latin letters for those that look like them, in symbols."""
        latin = self._series.latin
        if not any(map(string.__contains__, latin)):
            return string
        return self._patterns.foreign.sub(lambda match: "".join(latin.get(sign, sign) for sign in match[0]), string)

    def _normal(self, symbol: str) -> str:
        return normal(symbol, self._series, self._patterns.within)

    def _joined(self, start: int, end: int) -> Iterator[CitationSpan]:
        """The symbol, with those that a hyphen joins to it; two of one series are the ends of a range."""
        string = self._string
        key = self._normal(string[start:end])
        first = start
        while dash := _JOINT.match(string, end):
            match = self._patterns.unbound.match(string, dash.end())
            if not match or not any(map(str.isdigit, match[0])):
                break
            other = self._normal(match[0])
            if _stem(other) == _stem(key):
                yield CitationSpan(first, end, key, end, first)
                first, key = match.start(), other
            else:
                key = f"{key}-{other}"
            end = match.end()
        yield CitationSpan(first, end, key, end, first)


def _stem(key: str) -> str:
    return re.sub(r"(?:\d+|[\dIVXLC]+\))$", "", key.rsplit("-", 1)[-1])


_FOLDER = re.compile(r"[A-Z]{2,10}(?:\.[0-9IVX]{1,5})?|[A-Z]{1,4}\.\d{1,4}|\d{1,5}")
"""What may stand behind the one letter of a principal organ: `FFDF`, `C.3`, `76`; not
`Brisbane`, since « A/Brisbane/59/2007 » is a virus."""
_ONLY = re.compile(rf"(?!{_YEAR}$)\d{{1,6}}|[A-Z][A-Za-z]{{0,8}}(?:\.\d{{1,4}}|\((?!{_YEAR}\)$)\d{{1,4}}\)\d*)")
"""What may stand alone behind an organ's initials: `276`, `L.12`, `COP(14)`; as a whole, neither a year (« PNUE/2019 »)
nor an organ with one (« OMS/FAO(2010) »)."""
# A roman number, « IV/12 »: `IV`; not `COP`.
_ROMAN = re.compile(r"[IVX]+")
_NUMBERED = re.compile(r"[A-Z]+-\d+")
"""A grade, « GS-7/6 », or a case, « ICTR-98/1 »: `GS-7`, `ICTR-98`; not `CTBT-ART`."""


def _alike(head: str, parts: str, series: Series) -> bool:
    """Whether words that are built like a symbol are likely to be one."""
    first, *others = parts[1:].split("/")
    if series.none.fullmatch(head + parts) or _ROMAN.fullmatch(head) or not any(map(str.isdigit, parts)):
        return False
    if not others and _NUMBERED.fullmatch(head) and first.isdecimal():
        return False
    if not head[1:2].isalpha():  # « E/FFDF/2024/3 »; neither « C-311/18 » nor « L.212/3 »
        return bool(others and _FOLDER.fullmatch(first)) and head in series.principal
    return bool(others or _ONLY.fullmatch(first))
