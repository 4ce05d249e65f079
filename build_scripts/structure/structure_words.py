"""The words by which each language shows a document's structure (data/languages/*/structure.toml)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from ..core.data_files import read_data
from ..core.language import FOLDER, filled, languages
from ..core.model import PartKind

# The number of a table or figure: `1`, `35.1`, `6.XVIII`, `IS1.2`, `29A.1`, `III`, `A`, `№ 2`; not `of`, `2024budget`.
_CAPTION_NUMBER = (
    r"(?:(?:№|[Nn][o°º]\.?)\s?)?(?:[A-Z]{0,2}\d{1,3}[A-Z]?|[IVXL]{1,8}|[A-Z])"
    r"(?:[.-](?:\d{1,3}|[IVXL]{1,8}|[A-Z]))*(?!\w|[.-]\w)"
)
_NUMBER = r"(?P<number>[IVXLC]+|\d{1,3}|[A-Z])"
# The number that a conference or session gives: `1/CMA.5`, `10/CP.21`, `10/1`, `2020/219`, `BC-15/2`; not `5`.
_OF_SESSION = r"(?P<number>(?:[A-Z]{1,6}-)?(?:\d{1,4}|[IVXLC]+)/(?:[A-Z]{1,6}\.)?\d{1,3}(?![A-Za-z\d/]))"


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Compiled patterns of one language. Either apostrophe matches either."""

    parts: tuple[tuple[PartKind, re.Pattern[str]], ...]
    """A part's kind and the pattern of its label, with group `number`; what follows the match is its title."""
    of_session: tuple[tuple[PartKind, re.Pattern[str]], ...]
    """The same for a decision or resolution that is adopted, with the number that a conference or session gave it."""
    appendix: re.Pattern[str]
    """The same for an appendix, which belongs to the annex that is open."""
    annex_of_part: re.Pattern[str]
    """Words by which a draft resolution says that it has an annex."""
    annex_of_document: re.Pattern[str]
    enacting: re.Pattern[str]
    """The whole enacting line, « L’Assemblée générale, »."""
    preamble: re.Pattern[str]
    """The opening words of a preambular paragraph."""
    numbered: re.Pattern[str]
    """A word after which a number isn't a footnote call."""
    called_behind: re.Pattern[str]
    """A sign that a call follows in this language's typography, « Protocol,2 »; in French it comes before."""
    unfinished: re.Pattern[str]
    """The end of a line that goes on."""
    introduction: re.Pattern[str]
    contents: re.Pattern[str]
    signature: re.Pattern[str]
    """Words before a name under a letter, « (Signé) »."""
    no_heading: re.Pattern[str]
    """How a line begins that looks like a heading but isn't, « La séance est ouverte »."""
    chapter: re.Pattern[str]
    """The label of a chapter, with group `number`."""
    table_caption: re.Pattern[str]
    """The label of a table, « Tableau 35.1 », at the start of a line."""
    figure_caption: re.Pattern[str]
    caption: re.Pattern[str]
    """The label of a table, a figure or a text in a frame."""
    continued: re.Pattern[str]
    """What says in a caption that a table goes on."""
    below_table: re.Pattern[str]
    """What begins the lines below a table, « Source : », « Note : »."""
    adopted: re.Pattern[str]
    """The line of a masthead that says what was adopted, and by whom; this and the next for words without accents."""
    draft: re.Pattern[str]
    """That of a draft, with groups `sponsors` and `author`."""
    author: re.Pattern[str]
    """That which names a type, with group `author`."""
    between: str
    """What stands between an agenda item and its title."""
    among: str
    """What stands between the titles of several agenda items."""
    masthead: tuple[tuple[str, re.Pattern[str]], ...]
    """(role, pattern), tried in order."""
    capitals: tuple[tuple[str, re.Pattern[str]], ...]
    """The same for lines in capitals, as older documents print them, mostly without accents."""


_PARTS = (
    (PartKind.RESOLUTION, "resolution"),
    (PartKind.DECISION, "decision"),
    (PartKind.ANNEX, "annex"),
    (PartKind.ANNEX, "appendix"),
    (PartKind.ENCLOSURE, "enclosure"),
    (PartKind.SUMMARY, "summary"),
)
"""What the words of `[parts]` begin, in the order in which they are tried."""


@cache
def vocabulary(language: str) -> Vocabulary:
    """The vocabulary of a language (ISO 639-1).

    Raises KeyError for a language that the data don't know, DataError.
    """
    if language not in languages():
        raise KeyError(f"no words for language {language!r}: add data/languages/{language}/")
    path = FOLDER / language / "structure.toml"
    table = {
        section: {key: filled(pattern, language) for key, pattern in patterns.items()}
        for section, patterns in read_data(path).table.items()
    }
    of_letter = table["parts"]["of_letter"]
    parts = tuple(
        (kind, _label(table["parts"][name], of_letter if kind in (PartKind.ANNEX, PartKind.ENCLOSURE) else ""))
        for kind, name in _PARTS
    )
    return Vocabulary(
        parts=parts,
        of_session=tuple(
            (kind, _session_label(table["parts"][f"{kind}_of_session"]))
            for kind in (PartKind.RESOLUTION, PartKind.DECISION)
        ),
        appendix=_label(table["parts"]["appendix"], of_letter),
        annex_of_part=_compile(table["annex"]["of_part"]),
        annex_of_document=_compile(table["annex"]["of_document"]),
        enacting=_compile(table["enacting"]["pattern"]),
        preamble=_compile(table["preamble"]["opening"]),
        numbered=_compile(table["call"]["numbered"]),
        called_behind=_compile(table["call"]["behind"]),
        unfinished=_compile(table["heading"]["unfinished"]),
        introduction=_compile(table["heading"]["introduction"]),
        contents=_compile(table["heading"]["contents"]),
        signature=_compile(table["heading"]["signature"]),
        no_heading=_compile(table["heading"]["no_heading"]),
        chapter=_compile(table["heading"]["chapter"] + r"(?![\w’'])\s*[.:–—]?\s*"),
        table_caption=_caption(table["heading"], "table"),
        figure_caption=_caption(table["heading"], "figure"),
        caption=_caption(table["heading"], "table", "figure", "box"),
        continued=_compile(table["heading"]["continued"]),
        below_table=_compile(table["heading"]["below_table"] + r"\s?[:：]"),
        adopted=_compile_bare(table["titles"]["adopted"]),
        draft=_compile_bare(table["titles"]["draft"]),
        author=_compile(table["titles"]["author"]),
        between=table["titles"]["between"],
        among=table["titles"]["among"],
        masthead=tuple((role, _compile(pattern)) for role, pattern in table["masthead"].items()),
        capitals=tuple((role, _compile_bare(pattern)) for role, pattern in table["masthead"].items()),
    )


def _caption(words: Mapping[str, str], *names: str) -> re.Pattern[str]:
    """What a caption begins with: one of the words, whose case may be free, and its number; without one, it is the
    line."""
    free = "i" if any("(?i)" in words[name] for name in names) else ""
    begun = "|".join(words[name].replace("(?i)", "") for name in names)
    return re.compile(rf"(?{free}:{begun})(?:\s?{_CAPTION_NUMBER}|(?=\s*[.:]?$|\s*\())")


def _label(words: str, tail: str = "") -> re.Pattern[str]:
    """The label of a part: its words, whose case may be free, its number, whose case isn't, and what may follow."""
    free = "i" if "(?i)" in words else ""
    label = rf"(?{free}:{_apostrophes(words.replace('(?i)', ''))})(?:\s+{_NUMBER})?(?![\w’'])"
    if tail:
        label += rf"(?{free}:{_apostrophes(tail.replace('(?i)', ''))}(?<![.;:]))?"
    return re.compile(rf"{label}\s*[.:–—]?\s*")


def _session_label(words: str) -> re.Pattern[str]:
    """The label of a decision or resolution numbered by a conference or session, `{number}` among its words."""
    free = "i" if "(?i)" in words else ""
    before, after = (
        f"(?{free}:{_apostrophes(piece)})" for piece in words.replace("(?i)", "").split("{number}", maxsplit=1)
    )
    return re.compile(rf"{before}{_OF_SESSION}{after}\s*[.:–—]?\s*")


def _compile(pattern: str) -> re.Pattern[str]:
    """`(?i)` may stand first inside a group; « ’ » stands for either apostrophe."""
    flags = re.I if "(?i)" in pattern else 0
    return re.compile(_apostrophes(pattern.replace("(?i)", "")), flags)


def _compile_bare(pattern: str) -> re.Pattern[str]:
    """The pattern for lines in capitals: without accents, of either case."""
    return re.compile(bare(_apostrophes(pattern.replace("(?i)", ""))), re.I)


def bare(string: str) -> str:
    """Without accents, of the same length."""
    return "".join(unicodedata.normalize("NFD", c)[0] for c in string)


def _apostrophes(pattern: str) -> str:
    """`’` as both apostrophes, and accented letters as one character or two; inside a class they are simply added."""
    parts: list[str] = []
    inside = False
    for i, c in enumerate(pattern):
        before = pattern[i - 1] if i else ""
        if c == "[" and before != "\\":
            inside = True
        elif c == "]" and before != "\\":
            inside = False
        two = unicodedata.normalize("NFD", c)
        if c == "’":
            c = "’'" if inside else "['’]"
        elif c == "w" and before == "\\":
            parts.pop()
            c = r"\w\u0300-\u036f" if inside else r"[\w\u0300-\u036f]"
        elif len(two) > 1 and unicodedata.combining(two[1]):
            c = c + two[1] if inside else f"(?:{c}|{two})"
        parts.append(c)
    return "".join(parts)
