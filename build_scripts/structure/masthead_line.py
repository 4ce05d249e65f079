"""What one line of a masthead is, told by its words alone, or the lines that are packed into it.

Words are compared without what only sets them out on the page. Mastheads are set to fill a column: letters stand apart
(« 联 合 国 »), Arabic ones are stretched (« الأمــم المتحـدة »), spaces are doubled, and signs may be full-width.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from ..core import signs
from ..core.model import Text
from ..core.organs import organs
from ..core.text import piece, trim
from ..read.endings import has_leaders
from .structure_words import Vocabulary, bare

# The symbol of a document: `A/76/463`, `E/CN.15/2021/2`, `A/80/6 (Sect. 35)`, `A/C.3/76/L.2`, `EC-94/DEC.2`,
# `IDB.50/3`, `GC(63)/RES/5`, `WHA76.1`, and, its first letter being larger, from a converter: `A /76/463`,
# `C EDAW/C/1`; not `A`, `76/463`.
SYMBOL = re.compile(
    r"""
    WHA\d{1,2}\.\d{1,3}                                               # resolutions of the Health Assembly
    | (?:[A-Z][ ](?=[A-Z]{2,}/))? [A-Z][A-Z0-9]* (?:[.-][A-Z0-9]+)* (?:\(\d+\))?                  # A, EC-94, GC(63)
      (?:[ ]?(?=/[A-Z0-9]))?                                          # with a space that a converter leaves
      (?:/[ ]?[A-Z0-9][A-Za-z0-9.\-–]*                                # its parts,
         (?:\.[ ]\d+)? (?:[ ]?\([^()]{1,20}\))? )+                    # with a space that OCR leaves, or brackets
    """,
    re.VERBOSE,
)
# The asterisks of a note's call, or of several: `Rapport*`, `Rapport **`, `Rapport* **`, `Rapport*, **`; not
# `* Rapport`.
_STARS = re.compile(r"(?:\s?\*{1,4}(?:[,،，]?(?=\s?\*))?){1,3}$")
_LIKE = "-like"  # Of the name of a pattern that tells a role by the whole line only.
_LONGEST_LINE = 2000  # Characters of a line into which a whole masthead is packed.
_IDEOGRAPH = "[\u3400-\u4dbf\u4e00-\u9fff]"
# A space between two letters of a script that has none, or beside figures: those of `联 合 国`, `6 月 16 日`; not
# that of `大会 A/79/1`.
_BESIDE_IDEOGRAPHS = re.compile(rf"(?<={_IDEOGRAPH}) (?=\d|{_IDEOGRAPH})|(?<=\d) (?={_IDEOGRAPH})")
# Single letters that stand apart: `联 合 国`, `大 会`; not `大会 议程`.
_LETTERSPACED = re.compile(rf"(?<!\S){_IDEOGRAPH}(?: {_IDEOGRAPH})+(?!\S)")
# A line that says something of the case that a text is about: `State party: Italy`, `État partie : Italie`;
# `事由：驱逐出境`, `《公约》条款：第七条`; not `Italy`, `At: 10`, `At the meeting, 10:05`.
FIELD = re.compile(rf"(?:[^\W\d_][^:：]{{3,60}}|《?{_IDEOGRAPH}[^:：]{{1,60}})[:：](?!(?<=\d.)\d)\s?\S")
# What follows the emblem's words where a printed volume says where and when it came out: ` • New York, 2024`,
# ` • 2024年，纽约`; not ` • 2024`, ` and New York, 2024`.
_IMPRINT = re.compile(r"\s?[•·●∙]\s?(?=.{6})[^.:]{0,30}\d{4}[^.:\d]{0,14}")
# The number of an act, which no organ's name has: `5/1`, `S-30/1`; not `1267 (1999)`.
_NUMBERED_ACT = re.compile(r"\d/\d")
# Forms of letters that the page shows, and signs of full width: `ﺍ`, `：`, `ᵉ`; not `é`, `º`.
_SHOWN = re.compile("[\ufb1d-\ufdff\ufe70-\ufefc\uff01-\uff5e\u1d2c-\u1d6a\u02b0-\u02b8]")


@dataclass(frozen=True, slots=True)
class Line:
    """Words to compare, and where they stand in the line."""

    string: str
    places: Sequence[int]
    """Of each sign, and of the end."""


def laid_bare(line: str) -> Line:
    """The words of a line, with one space between them, and letters that stand apart joined."""
    unread = list(signs.unread(line))
    if not (unread or _SHOWN.search(line)):
        string = signs.plain_in_place(line)
        if "  " not in string and not _LETTERSPACED.search(string):
            return Line(string, range(len(line) + 1))
    shown: list[tuple[str, int]] = []
    ignored = {place for start, end in unread for place in range(start, end)}
    for place, sign in enumerate(line):
        if place in ignored:
            continue
        plain = signs.plain_in_place(unicodedata.normalize("NFKC", sign) if _SHOWN.match(sign) else sign)
        if not (plain == " " and shown and shown[-1][0] == " "):
            shown += [(each, place) for each in plain]
    string = "".join(sign for sign, _ in shown)
    apart = {space for run in _LETTERSPACED.finditer(string) for space in range(run.start() + 1, run.end(), 2)}
    kept = [pair for index, pair in enumerate(shown) if index not in apart]
    return Line("".join(sign for sign, _ in kept), (*(place for _, place in kept), len(line)))


def unspaced(string: str) -> str:
    """Without the spaces between letters of a script that has none, and between them and figures."""
    return _BESIDE_IDEOGRAPHS.sub("", string)


def line_roles(text: Text, words: Vocabulary) -> list[tuple[str, Text]]:
    """A line with its role, or the pieces of a packed line with theirs; some of its words may be in capitals."""
    if len(text.string) >= _LONGEST_LINE:
        return [(line_role(text.string, words), text)]
    shown = laid_bare(text.string)
    string, places = shown.string, shown.places
    before, _, last = string.rpartition(" ")
    if "/" in last and SYMBOL.fullmatch(without_stars(last)) and line_role(before, words) in ("organ", "emblem"):
        at = places[len(before) + 1]
        return [*line_roles(trim(piece(text, 0, at)), words), ("symbol", trim(piece(text, at, len(text.string))))]
    for line, patterns in (_patterns(string, words), (bare(string), words.capitals)):
        pieces: list[tuple[str, Text]] = []
        at = 0
        while at < len(string) and (first := _first_role(line, at, patterns)):
            role, end = first
            pieces.append((role, trim(piece(text, places[at], places[end]))))
            at = end + len(string[end:]) - len(string[end:].lstrip())
        if at < len(string) and len(pieces) > 1 and _may_begin(string[at]):
            # « Seventy-sixth session Agenda item 108 Crime prevention »: what no pattern knows is a title.
            pieces.append(("", trim(piece(text, places[at], len(text.string)))))
            at = len(string)
        if at >= len(string) and len(pieces) > 1:
            return pieces
    return [(line_role(text.string, words), text)]


def _may_begin(sign: str) -> bool:
    """A letter with which a title may begin: a capital, or one of a script that has none."""
    return sign.isalpha() and not sign.islower()


def _patterns(string: str, words: Vocabulary) -> tuple[str, tuple[tuple[str, re.Pattern[str]], ...]]:
    """The line as it is to be matched, of the same length, and the patterns for it."""
    if string.isupper() and not SYMBOL.fullmatch(string):
        return bare(string), words.capitals
    return string, words.masthead


def line_role(string: str, words: Vocabulary) -> str:
    """What a whole line is, as the data's `[masthead]` calls it; empty where nothing knows it, or only as a type."""
    plain_line = _STARS.sub("", unspaced(laid_bare(string).string))
    if SYMBOL.fullmatch(plain_line):
        return "symbol"
    if names_act(plain_line, words):
        return "type"
    if has_leaders(plain_line) and not plain_line[-1:].isdecimal():
        return "chair"  # « Members: Algeria . . . . . Mr. Bendjama »
    if is_imprint(plain_line, words):
        return "status"
    line, patterns = _patterns(plain_line, words)
    role = next((r for r, pattern in patterns if r != "type" and pattern.fullmatch(line)), "")
    if not role and names_organ(plain_line, words):
        return "organ"
    # « National report … Human Rights⏎Council resolutions 5/1 », « Report of the International Law Commission »
    act = role == f"organ{_LIKE}" and (_NUMBERED_ACT.search(plain_line) or dict(patterns)["type"].fullmatch(line))
    return "" if act else role.removesuffix(_LIKE)


def is_imprint(string: str, words: Vocabulary) -> bool:
    """The last line on the cover of a printed volume, « United Nations • New York, 2024 »."""
    emblem = dict(words.masthead)["emblem"].match(string)
    return emblem is not None and _IMPRINT.fullmatch(string, emblem.end()) is not None


def names_organ(string: str, words: Vocabulary) -> bool:
    """Whether a line is the full name of an organ."""
    return _folded(string) in _organ_names(words.language)


@cache
def _organ_names(language: str) -> frozenset[str]:
    """The names of all organs in a language, without accents and in one case."""
    return frozenset(
        _folded(name) for organ in organs().values() if language in organ.name for name in organ.called(language)
    )


def without_stars(string: str) -> str:
    """A line without the asterisks of a note's call at its end."""
    return _STARS.sub("", string)


def _folded(words: str) -> str:
    return " ".join(bare(signs.plain_in_place(words)).casefold().split())


def names_act(string: str, words: Vocabulary) -> bool:
    """What was adopted, « Resolution adopted by … », or what a draft is, « Iraq: draft resolution »."""
    line = bare(unspaced(laid_bare(string).string))
    return bool(words.adopted.fullmatch(line) or words.draft.fullmatch(line))


def _first_role(line: str, at: int, patterns: Sequence[tuple[str, re.Pattern[str]]]) -> tuple[str, int] | None:
    """The role that the words from `at` on begin with, and where it ends; the longest that leaves whole words."""
    ends: list[tuple[int, str]] = []
    for role, pattern in (("symbol", SYMBOL), *patterns):
        match = pattern.match(line, at) if not role.endswith(_LIKE) and role != "type" else None
        end = _behind_stars(line, match.end()) if match else at
        if end > at and (end == len(line) or line[end] == " "):
            ends.append((end, role))
    end, role = max(ends, key=lambda pair: pair[0], default=(0, ""))
    return (role, end) if role else None


def _behind_stars(line: str, at: int) -> int:
    """A place, or that behind the asterisks that stand there: « A/80/6* »."""
    while line[at : at + 1] == "*":
        at += 1
    return at


def is_type(string: str, words: Vocabulary) -> bool:
    """Whether a line names a kind of document, « Report of the Secretary-General »."""
    return _is_role("type", string, words)


def _is_role(role: str, string: str, words: Vocabulary) -> bool:
    line, patterns = _patterns(_STARS.sub("", unspaced(laid_bare(string).string)), words)
    return bool(dict(patterns)[role].fullmatch(line))
