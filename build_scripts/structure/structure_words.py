"""The words by which each language shows a document's structure (data/languages/*/structure.toml)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from ..core import numbers
from ..core.compiled_patterns import compiled
from ..core.data_files import either, read_data
from ..core.language import FOLDER, filled, languages
from ..core.language import language as language_of
from ..core.model import PartKind
from ..core.organs import organs
from ..core.remembered import Remembered

# Before a number: `No. 1`, `№ 1`, `nº 1`; not `1`.
_SIGN = r"(?:(?:[Nn][o°º]\.?|№)\s?)?"
_OF_LETTERS = (PartKind.ANNEX, PartKind.ENCLOSURE)
# The number of a table or figure: `1`, `35.1`, `6.XVIII`, `IS1.2`, `29A.1`, `III`, `A`, `№ 2`, and that of
# `表1认捐情况`; not `of`, `2024budget`.
_CAPTION_NUMBER = (
    r"(?:(?:№|[Nn][o°º]\.?)\s?)?(?:[A-Z]{0,2}\d{1,3}[A-Z]?|[IVXL]{1,8}|[A-Z])"
    r"(?:[.-](?:\d{1,3}|[IVXL]{1,8}|[A-Z]))*(?![^\W\u3400-\u9fff]|[.-]\w)"
)
# The number that a conference or session gives: `1/CMA.5`, `10/CP.21`, `10/1`, `2020/219`, `BC-15/2`; not `5`.
_OF_SESSION = r"(?:[A-Z]{1,6}-)?(?:\d{1,4}|[IVXLC]+)/(?:[A-Z]{1,6}\.)?\d{1,3}(?![A-Za-z\d/])"


# Between the number of an act and its title: `. `, `: `, ` — `.
_BEHIND_NUMBER = r"\s*[.:–—]?\s*"
# What stands for more than words of language.toml: `{items}`, `{ordinal}`, `{languages_listed.en}`; not `{months}`.
_STANDS_FOR = re.compile(r"\{(numbers|ordinal|languages_listed|items)(?:\.([a-z]{2}))?\}")
_OF_OTHERS = ("en",)
"""Languages whose words mastheads of others have, « Original: English »."""
_COMMA = " ?[,،、] ?"
# The letter of a subitem of the agenda, or its number: `gg`, `ii`, `ب`, `ز ز`, `二`, `2`; not `abcdef`.
_SUBITEM_LETTER = r"(?:[a-z]{1,5}|[^\W\d_a-z]ـ?(?: ?[^\W\d_a-z])?|\d{1,2})"


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Compiled patterns of one language. Either apostrophe matches either."""

    language: str
    """ISO 639-1."""
    parts: tuple[tuple[PartKind, re.Pattern[str]], ...]
    """A part's kind and the pattern of its label, with groups `number` and `before` (a number before the word); what
    follows the match is its title."""
    of_session: tuple[tuple[PartKind, re.Pattern[str]], ...]
    """The same for a decision or resolution that is adopted, with the number that a conference or session gave it."""
    act_number: re.Pattern[str]
    """That number alone, `1/CMA.5`, with the sign that parts it from what follows."""
    conferences: Mapping[str, str]
    """The initials of a conference in the keys of its acts, `CMA`, by those in this language, without spaces."""
    articles: tuple[tuple[PartKind, re.Pattern[str]], ...]
    """The same for rules and articles, with groups `number`, `again` (« bis ») and `sign` (what parts it from what
    follows)."""
    rules_of_procedure: re.Pattern[str]
    """Words of a title that make its articles rules."""
    appendix: re.Pattern[str]
    """The same for an appendix, which belongs to the annex that is open."""
    enclosure: re.Pattern[str]
    """The same for an enclosure; in some languages the words are those of an appendix."""
    of_letter: re.Pattern[str]
    """What the label of a letter's annex says of the letter."""
    annex_of_part: re.Pattern[str]
    """Words by which a draft resolution says that it has an annex."""
    annex_of_document: re.Pattern[str]
    enacting: re.Pattern[str]
    """The whole enacting line, « L’Assemblée générale, », « L’Assemblée générale : »."""
    preamble: re.Pattern[str]
    """The opening words of a preambular paragraph."""
    agreed: re.Pattern[str]
    """The line below the preamble of a treaty, « Have agreed as follows: »."""
    numbered: re.Pattern[str]
    """A word after which a number isn't a footnote call."""
    called_behind: re.Pattern[str]
    """A sign that a call follows in this language's typography, « Protocol,2 »; in French it comes before."""
    unfinished: re.Pattern[str]
    """The end of a line that goes on."""
    introduction: re.Pattern[str]
    documentation: re.Pattern[str]
    contents: re.Pattern[str]
    signature: re.Pattern[str]
    """Words before a name under a letter, « (Signé) »."""
    no_heading: re.Pattern[str]
    """How a line begins that looks like a heading but isn't, « La séance est ouverte »."""
    instruction: re.Pattern[str]
    """How a line of a corrigendum begins that says what to change, « Replace … with … »."""
    commentary: re.Pattern[str]
    """The heading above the paragraphs, « (1) … », that comment on an article."""
    divisions: tuple[tuple[str, re.Pattern[str]], ...]
    """`part`, `chapter` or `section`, and the pattern of its label, with groups `number` and `before`."""
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
    national: re.Pattern[str]
    """The title of a report by the State that is named below it."""
    between: str
    """What stands between an agenda item and its title."""
    among: str
    """What stands between the titles of several agenda items."""
    amends: re.Pattern[str]
    """The whole line that says what the document is to another one, « Corrigendum »."""
    to: re.Pattern[str]
    """What stands between the first and the last of a range: « to », a hyphen."""
    combined: re.Pattern[str]
    """What a report that is several says before their ordinals, « Combined second and third periodic reports »."""
    also: re.Pattern[str]
    """What stands between the last two of a list: « and »."""
    masthead: tuple[tuple[str, re.Pattern[str]], ...]
    """(role, pattern), tried in order."""
    capitals: tuple[tuple[str, re.Pattern[str]], ...]
    """The same for lines in capitals, as older documents print them, mostly without accents."""

    def enacts(self, line: str) -> bool:
        """Whether a line enacts, also without its comma, « The Executive Board », which above acts is enough."""
        return bool(self.enacting.fullmatch(line) or self.enacting.fullmatch(f"{line},"))


_PARTS = (
    (PartKind.RESOLUTION, "resolution"),
    (PartKind.DECISION, "decision"),
    (PartKind.ANNEX, "annex"),
    (PartKind.ANNEX, "appendix"),
    (PartKind.ENCLOSURE, "enclosure"),
    (PartKind.SUMMARY, "summary"),
)
"""What the words of `[parts]` begin, in the order in which they are tried."""
_DIVISIONS = ("part", "chapter", "section")
_AS_WRITTEN = {
    "parts": ("rules_of_procedure", "of_letter"),
    "call": ("numbered",),
    "heading": (
        "unfinished",
        "introduction",
        "documentation",
        "contents",
        "signature",
        "no_heading",
        "instruction",
        "commentary",
        "continued",
    ),
    "titles": ("author", "national", "amends", "combined"),
}
"""Patterns that are used as the data have them, by section: each has its name in the vocabulary too."""


@cache
def vocabulary(language: str) -> Vocabulary:
    """The vocabulary of a language (ISO 639-1).

    Raises KeyError for a language that the data don't know, DataError.
    """
    if language not in languages():
        raise KeyError(f"no words for language {language!r}: add data/languages/{language}/")
    lists = {code: read_data(FOLDER / code / "structure.toml").table["lists"] for code in (language, *_OF_OTHERS)}
    table = _words(language, lists)
    of_letter = table["parts"]["of_letter"]
    conferences = read_data(FOLDER / language / "citations.toml").table.get("numbers", {}).get("conferences", {})
    return Vocabulary(
        language=language,
        parts=tuple(
            (kind, _label(table["parts"][name], language, of_letter if kind in _OF_LETTERS else ""))
            for kind, name in _PARTS
        ),
        of_session=tuple(
            (kind, _session_label(table["parts"][f"{kind}_of_session"], conferences))
            for kind in (PartKind.RESOLUTION, PartKind.DECISION)
        ),
        act_number=compiled(_session_number(conferences) + _BEHIND_NUMBER),
        conferences={initials.replace(" ", ""): meant for initials, meant in conferences.items()},
        articles=tuple((kind, _article(table["parts"][kind], language)) for kind in (PartKind.RULE, PartKind.ARTICLE)),
        appendix=_label(table["parts"]["appendix"], language, of_letter),
        enclosure=_label(table["parts"]["enclosure"], language, of_letter),
        annex_of_part=_compile(table["annex"]["of_part"]),
        annex_of_document=_compile(table["annex"]["of_document"]),
        enacting=_compile(_enacting(table["enacting"], language)),
        preamble=_compile(table["preamble"]["opening"]),
        agreed=_compile(table["preamble"]["agreed"]),
        called_behind=_compile(table["call"]["behind"]),
        divisions=tuple((name, _division(table["heading"][name], language)) for name in _DIVISIONS),
        table_caption=_caption(table["heading"], "table"),
        figure_caption=_caption(table["heading"], "figure"),
        caption=_caption(table["heading"], "table", "figure", "box"),
        below_table=_compile(table["heading"]["below_table"] + r"\s?[:：]"),
        adopted=_compile_bare(table["titles"]["adopted"]),
        draft=_compile_bare(table["titles"]["draft"]),
        between=table["titles"]["between"],
        among=table["titles"]["among"],
        to=_compile(_range_sign(lists[language]["to"], language)),
        also=_compile(_list_sign(lists[language]["and"], language)),
        masthead=tuple((role, _compile(pattern)) for role, pattern in table["masthead"].items()),
        capitals=tuple((role, _compile_bare(pattern)) for role, pattern in table["masthead"].items()),
        **{name: _compile(table[section][name]) for section, names in _AS_WRITTEN.items() for name in names},
    )


def _words(code: str, lists: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
    """The patterns of a language by section and name, with the words that they stand for."""
    return {
        section: {key: _filled(pattern, code, lists) for key, pattern in patterns.items()}
        for section, patterns in read_data(FOLDER / code / "structure.toml").table.items()
    }


def _enacting(words: Mapping[str, str], code: str) -> str:
    """The pattern of the data, which a comma ends; or the full name of an organ and a colon, above the items of a
    decision. Of other words with a colon, « The Committee concluded: », letters don't tell that they aren't a name."""
    names = either(name for organ in organs().values() for name in organ.called(code))
    return rf"{words['pattern']}|{words['article']}{names}\s?[:：]"


def _filled(pattern: str, code: str, lists: Mapping[str, Mapping[str, str]]) -> str:
    """A pattern of the data with all that stands for words in it: see `core.language.filled`, and `{numbers}`, a number
    in words; `{ordinal}`; `{languages_listed}`, names of languages, and `{items}`, numbers of an agenda."""

    def words(match: re.Match[str]) -> str:
        spoken = match[2] or code
        if match[1] == "numbers":
            return numbers.pattern(spoken)
        if match[1] == "ordinal":
            return numbers.ordinal_pattern(spoken)
        between = lists[spoken]
        if match[1] == "items":
            sign = f"(?:[,،]?{_list_sign(between['and'], spoken)}|{_range_sign(between['to'], spoken)}|{_COMMA})"
            subitem = _subitem(spoken)
            item = rf"\d{{1,3}}(?:\.\d{{1,3}})*(?!\d){subitem}*"  # `99 (gg)`, `14.1.1`; not `2024`.
            return f"{item}(?:{sign}(?:{item}|{subitem}+))*"
        name = filled("{languages}", spoken)
        return f"{name}(?:(?:,?{_list_sign(between['and'], spoken)}|{_COMMA}| ?/ ?){name})*"

    return filled(_STANDS_FOR.sub(words, pattern), code)


def _subitem(code: str) -> str:
    """What stands behind the number of an agenda item: ` (gg)`, ` b)`, `(ii)`, ` '2'`, in words ` (ألف)`, ` ألف`; not
    ` b`, ` bis`."""
    names = either(language_of(code).letter_names)
    letter = rf"(?:{names}|{_SUBITEM_LETTER})"
    return rf"(?: ?\({letter}\)| {letter}\)|(?<=[ -]){letter}\)| ?'\d{{1,2}}'| {names}(?!\w))"


def _list_sign(words: str, code: str) -> str:
    """A word between two numbers, with its spaces; where words aren't apart, or are prefixed, it needs none."""
    spoken = language_of(code)
    return rf" ?(?:{words}) ?" if spoken.prefixed or not spoken.words_apart else rf" (?:{words}) "


def _range_sign(words: str, code: str) -> str:
    """The same between the ends of a range, or a hyphen."""
    return rf"(?:{_list_sign(words, code)}| ?[-–] ?)"


def _caption(words: Mapping[str, str], *names: str) -> re.Pattern[str]:
    """What a caption begins with: one of the words, whose case may be free, and its number; without one, it is the
    line."""
    free = "i" if any("(?i)" in words[name] for name in names) else ""
    begun = "|".join(words[name].replace("(?i)", "") for name in names)
    return compiled(rf"(?{free}:{begun})(?:\s?{_CAPTION_NUMBER}|(?=\s*[.:]?$|\s*\())")


def _label(words: str, code: str, tail: str = "") -> re.Pattern[str]:
    """The label of a part: its words, whose case may be free, its number behind or before them, whose case isn't, and
    what may follow."""
    spoken = language_of(code)
    in_words = numbers.pattern(code)
    number = _number(code)
    free = "i" if "(?i)" in words else ""
    named = rf"(?{free}:{_apostrophes(words.replace('(?i)', ''))})"
    if spoken.words_apart:
        label = rf"(?:(?P<before>{in_words})\s+)?{named}(?:\s+{_SIGN}{number})?(?![\w’'])"
    else:
        label = rf"(?P<before>第{in_words})?{named}(?:\s*{number}|(?!\w))"
    if tail:
        label += rf"(?{free}:{_apostrophes(tail.replace('(?i)', ''))}(?<![.;:]))?"
    return compiled(rf"{label}\s*[.:–—]?\s*")


def _division(words: str, code: str) -> re.Pattern[str]:
    """The label of a part, chapter or section of a report: its word, whose case may be free, with its number before or
    behind it, and what may follow."""
    free = "i" if "(?i)" in words else ""
    named = rf"(?{free}:{_apostrophes(words.replace('(?i)', ''))})"
    if language_of(code).words_apart:
        before = rf"(?P<before>{numbers.ordinal_pattern(code)})\s+{named}"
        label = rf"(?:{named}\s+{_SIGN}{_number(code)}|{before})(?![\w’'])"
    else:
        label = rf"第\s?{_number(code)}\s?{named}"
    return compiled(rf"{label}\s*(?:[.:–—]|-(?=\s))?\s*")


def _number(code: str) -> str:
    """The number of a part, in group `number`: `IV`, `12`, `A`, `three`, `ألف`."""
    names = either(language_of(code).letter_names)
    whole = r"(?![^\W\u4e00-\u9fff])"  # Chinese stands right behind it.
    return rf"(?P<number>[IVXLC]+|\d{{1,3}}(?!\d)|[A-ZА-ЯІ]{whole}|{numbers.pattern(code)}|{names})"


def number_in(label: re.Match[str]) -> str:
    """The number of a part as its label prints it; empty where it has none."""
    groups = label.groupdict()
    return groups.get("number") or groups.get("before") or groups.get("own") or ""


def _session_label(words: str, conferences: Iterable[str]) -> re.Pattern[str]:
    """The label of a decision or resolution numbered by a conference or session, `{number}` among its words; the
    initials of a conference may be those of the language, « 1/م أت-5 »."""
    number = _session_number(conferences)
    free = "i" if "(?i)" in words else ""
    before, after = (
        f"(?{free}:{_apostrophes(piece)})" for piece in words.replace("(?i)", "").split("{number}", maxsplit=1)
    )
    return compiled(rf"{before}{number}{after}{_BEHIND_NUMBER}")


def _session_number(conferences: Iterable[str]) -> str:
    """`1/CMA.5`, with the initials of any conference or those that the language gives it, « 1/م أت-5 »."""
    initials = sorted((name.replace(" ", " ?") for name in conferences), key=len, reverse=True)
    own = rf"\d{{1,3}}/(?:{'|'.join(initials) or '(?!)'}) ?- ?\d{{1,3}}(?!\d)"
    return rf"(?:(?P<number>{_OF_SESSION}{act_letter()})|(?P<own>{own}))"


@cache
def act_letters() -> Mapping[str, str]:
    """What is written for the letter of an act's number, « 2024/201 باء », and the Latin letter that it means."""
    tables = [read_data(FOLDER / code / "citations.toml").table.get("numbers", {}) for code in languages()]
    return {written: meant for table in tables for written, meant in table.get("letters", {}).items()}


@cache
def act_letter() -> str:
    """The letter that may stand behind the number of an act: ` B`, ` باء`; not that with which a title begins, ` A
    framework`."""
    apart = r"(?=\s*(?:[.:–—*]|$)|\s+[^\W\da-zа-я]|[\u3400-\u9fff])"
    return rf"(?: (?:[A-Z]|{either(act_letters())}){apart})?"


def _article(words: str, code: str) -> re.Pattern[str]:
    """The label of a rule or an article, `{number}` among its words: « Article 12 bis. », « 第三条 »."""
    free = "i" if "(?i)" in words else ""
    number = rf"(?P<number>[IVXLC]+|\d{{1,3}}|{numbers.pattern(code)})"
    again = r"(?P<again>(?i: bis| ter| quater| quinquies)| ?[A-Z](?!\w))?"
    before, after = (
        f"(?{free}:{_apostrophes(piece)})" for piece in words.replace("(?i)", "").split("{number}", maxsplit=1)
    )
    apart = r"(?!\w)" if language_of(code).words_apart else ""
    return compiled(rf"{before}{number}{again}{after}{apart}\s*(?P<sign>[.:–—-])?\s*")


def _compile(pattern: str) -> re.Pattern[str]:
    """`(?i)` may stand first inside a group; « ’ » stands for either apostrophe."""
    flags = re.I if "(?i)" in pattern else 0
    return compiled(_apostrophes(pattern.replace("(?i)", "")), flags)


def _compile_bare(pattern: str) -> re.Pattern[str]:
    """The pattern for lines in capitals: without accents, of either case."""
    return compiled(bare(_apostrophes(pattern.replace("(?i)", ""))), re.I)


def bare(string: str) -> str:
    """Without accents, of the same length."""
    return string if string.isascii() else "".join(map(_BARE.__getitem__, string))


_BARE: Remembered[str, str] = Remembered(lambda sign: unicodedata.normalize("NFD", sign)[0])
"""Of each sign, the one without accents."""


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
