"""What a document's text says of itself, checked against document.toml.

The text speaks through its masthead, through what is repeated on its pages (running heads, job numbers), and in
committee reports through a first paragraph of set words.
What only one of the two says stands; where they disagree, both places are named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Any

from ..core.diagnostics import Diagnostic
from ..core.language import language
from ..core.model import Block, Kind, Report, Settled
from ..core.organs import organ_of, organs
from ..core.settings import types_in_symbols
from ..core.signs import COLONS
from ..core.symbol_path import halves
from ..core.text import line_of, offset, without_calls
from ..structure.masthead_line import laid_bare, unspaced, without_stars
from ..structure.named_types import is_titled_by_item, type_named
from ..structure.structure_words import Vocabulary, vocabulary
from ..structure.structure_words import bare as structure_bare
from .masthead_values import bare, organ_named, parse_date, parse_languages, parse_session

# A symbol: `A/76/463`, `A/79/6(Sect. 3)`, `S/RES/2370(2017)`, `EC-94/DEC.2`, `WHA76.1`;
# not `76/463`, `A`.
_SYMBOL = re.compile(
    r"""
    WHA\d{1,2}\.\d{1,3}                                                      # resolutions of the Health Assembly
    | [A-Z][A-Za-z0-9]* (?:[.-][A-Z0-9]+)* (?:\(\d+\))?                      # A, EC-94, GC(63)
      (?:/(?:[A-Za-z0-9._–-]|\([A-Za-z0-9. ]+\))+)+ (?:[ ]\([A-Za-z0-9. ]+\))?      # its parts, one in brackets
      (?:/(?:[A-Za-z0-9._–-]|\([A-Za-z0-9. ]+\))+)*
    """,
    re.VERBOSE,
)
# A space behind the full stop of a series, and at a stroke: `CAT/C/SR. 229`, `A /76/463`, `A/ 76`; not `CAT/C/SR.229`,
# `par. 3`.
_PARTED = re.compile(
    r"(?<=^[A-Z]) (?=[A-Z]{2,}/)|(?<=[A-Z]\.) (?=\d)|(?<=[A-Z0-9]) (?=/[A-Z0-9])|(?<=[A-Z0-9]/) (?=[A-Z0-9])"
)
# The number of a printing job: `21-16149`, `V.21-09876`; not `76/463`, `2021-22`.
_JOB_NUMBER = re.compile(r"\b(?:[A-Z]{1,3}\.)?\d{2}-\d{4,6}\b")
# The number of an agenda item: `108`, `74 a)`; not `a)`.
_ITEM_NUMBER = re.compile(r"\d{1,3}(?:\s?[a-z]\s?\))?")
# The number of an act before its title: `80/85. Titre`, `S-32/1. Titre`, `1970 (XVIII). Titre`, `55/… Titre`, in Arabic
# `79/180 - و`; not `80/85 Titre`.
_ACT_NUMBER = re.compile(
    r"""
    (?: (?:[A-Z]+-)? \d{1,4}/\d{1,4}                              # 80/85, S-32/1
      | \d{1,4}[ ]? \( (?: (?:[A-Z]+-)? [IVXLC]+ | \d{4} ) \) )   # 1970 (XVIII), 1445 (2002)
    (?: [ ]? [A-Z]{1,2} )?                                        # the letter of one of several: 80/85 A
    (?: \s? [.。] | \s [-–] \s ) \s*                             # what parts it from the title
    | (?:[A-Z]+-)? \d{1,4}/ (?: … | \.{3} ) \.? \s*              # 55/…, whose number isn't known yet
    """,
    re.VERBOSE,
)
# The asterisks of calls: `Zambie*`, `Zambie **`; not `a*b`.
_STARS = re.compile(r"\s?\*{1,4}(?!\w)")
_REPEATED = ("running-head", "page-number", "job-number")


@dataclass(frozen=True, slots=True)
class Stated:
    """One thing that the text says of its document."""

    key: str
    """Key of document.toml."""
    words: str
    """As the text has them."""
    value: str | date
    """As document.toml would have it."""
    line: int
    """In the source."""


def stated(report: Report) -> list[Stated]:
    """Everything that the text says of its document, each fact once for each way of saying it."""
    everything = [*_masthead(report), *_opening(report), *_repeated(report)]
    if not any(fact.key == "type" for fact in everything):
        everything += _types_in_symbols(everything)
    if written := _author(report):
        everything.append(Stated("author", _words(written[1]), written[0], _line(report, written[1])))
    if not any(fact.key == "organ" for fact in everything):
        everything += _organs_in_symbols(everything)
    first: dict[tuple[str, str | date], Stated] = {}
    for fact in everything:
        first.setdefault((fact.key, fact.value), fact)
    return list(first.values())


def _types_in_symbols(facts: Sequence[Stated]) -> Iterator[Stated]:
    """The type that a symbol shows: « S/RES/1445 (2002) »."""
    for fact in facts:
        for part in str(fact.value).split("/") if fact.key == "symbol" else ():
            if kind := types_in_symbols().get(part.partition(".")[0]):
                yield Stated("type", fact.words, kind, fact.line)


def _organs_in_symbols(facts: Sequence[Stated]) -> Iterator[Stated]:
    """The organ that a symbol begins with, « FCCC/CP/2005/INF.2 », where the masthead names none; conferences have
    symbols that begin with the letter of another organ, « A/CONF.216/16 »."""
    for fact in facts:
        key = organ_of(str(fact.value), organs()) if fact.key == "symbol" else ""
        if len(key) > 1:
            yield Stated("organ", fact.words, key, fact.line)


def contradictions(report: Report) -> list[Diagnostic]:
    """Facts that text and document.toml give differently, and a symbol that only the text gives, as far as no person
    has settled them; and settlements of nothing."""
    document = report.document
    everything = stated(report)
    diagnostics: list[Diagnostic] = []
    used: set[Settled] = set()
    for fact in everything:
        known = document.language if fact.key == "language" else getattr(document, fact.key)
        known = known or (document.supplied_date if fact.key == "date" else known)
        if (known and _agree(fact, known, document.language)) or _of_several(report, everything, fact, known):
            continue
        if fact.key == "title" and (_is_adopted(fact.words, document.language) or _same_title(report, str(known))):
            continue
        settled = [one for one in document.settled if one.key == fact.key and bare(one.text) == bare(fact.words)]
        used.update(settled)
        if settled or not (known or fact.key == "symbol"):
            continue
        code, given = ("S015", known) if known else ("S016", "none")
        message = f"{fact.key}: {given}, but the text says “{fact.words}” ({report.source.path}:{fact.line})"
        diagnostics.append(Diagnostic(document.file, document.lines.get(fact.key, 0), code, message))
    for one in document.settled:
        if one not in used:
            message = f"settled: no {one.key} in the text reads “{one.text}”"
            diagnostics.append(Diagnostic(document.file, one.line, "S045", message))
    return diagnostics


def _of_several(report: Report, everything: Sequence[Stated], fact: Stated, known: str | date) -> bool:
    """Whether the masthead says two of which document.toml has the other: a commission and the council it reports to;
    the Assembly's session and the Council's year, of a letter to both."""
    if fact.key == "organ":
        return any(one.value == known for one in everything if one.key == "organ")
    if fact.key != "session" or not known:
        return False
    lines = {_line(report, block) for block in report.blocks if block.role == "session"}
    printed = [one for one in everything if one.key == "session" and one.line in lines]
    return fact in printed and any(_agree(one, known, report.document.language) for one in printed)


def as_stated(report: Report) -> Report:
    """The report with all that only its text says filled into its document, the symbol too: for passes that read the
    text. Whoever writes an address takes `completed`."""
    filled = completed(report)
    symbol = next((str(fact.value) for fact in stated(report) if fact.key == "symbol"), "")
    return filled if filled.document.symbol else replace(filled, document=replace(filled.document, symbol=symbol))


def completed(report: Report) -> Report:
    """The report with what only its text says filled into its document.

    The symbol apart: the address hangs on it, so a person enters it.
    """
    document = report.document
    for fact in stated(report):
        if fact.key not in ("symbol", "language", "title") and not getattr(document, fact.key):
            filled: dict[str, Any] = {fact.key: fact.value}
            document = replace(document, **filled)
    return replace(report, document=document)


def _masthead(report: Report) -> Iterator[Stated]:
    code = report.document.language
    roles: dict[str, list[Block]] = {}
    for block in report.blocks:
        if block.kind is Kind.MASTHEAD:
            roles.setdefault(block.role, []).append(block)
            words = _words(block)
            for key, value in _facts(block.role, words, code):
                yield Stated(key, words, value, _line(report, block))
    if titles := _titles(roles, code):
        words = " ".join(map(_words, titles))
        # « Letter dated … », « National report submitted in accordance with … »: the title names the type.
        if "type" not in roles and (kind := type_named(words, code)):
            yield Stated("type", words, kind, _line(report, titles[0]))
        number = _ACT_NUMBER.match(words)
        title = _STARS.sub("", words[number.end() :] if number else words).rstrip(" ,")
        yield Stated("title", words, title, _line(report, titles[0]))
    if items := roles.get("agenda-item"):
        signs = vocabulary(code)
        untitled = titles != roles.get("title", titles)  # What is printed as a title is the item's.
        topics = [*map(_words, roles.get("title" if untitled else "agenda-title", []))]
        words = _agenda([without_stars(_words(item)) for item in items], topics, signs)
        yield Stated("agenda_item", words, words, _line(report, items[0]))
    named = [
        (organ_named(_words(block), code), block) for role in ("suborgan", "organ") for block in roles.get(role, [])
    ]
    series = _words(roles["symbol"][0]).partition("/")[0] if "symbol" in roles else ""
    if any(key == series for key, _ in named):
        # « General Assembly », « Security Council » over A/75/802-S/2021/209: the one of the first symbol comes first.
        named.sort(key=lambda pair: "/" not in pair[0] and pair[0] != series)
    for key, block in named:
        if key:
            yield Stated("organ", _words(block), key, _line(report, block))


def _agenda(items: Sequence[str], topics: Sequence[str], signs: Vocabulary) -> str:
    """Agenda items with their titles, « Items 33 and 125: Armed conflict; Diamonds »; where each organ of a joint
    document has its own, « Agenda item 16: Debt; Agenda item 12: Coordination »."""
    if len(items) == len(topics):
        return signs.among.join(map(signs.between.join, zip(items, topics, strict=True)))
    return signs.between.join(filter(None, (signs.among.join(items), signs.among.join(topics))))


def _titles(roles: dict[str, list[Block]], code: str) -> list[Block]:
    """The lines of a title; of a letter below an agenda item's, the one that says from whom it is to whom; « Decisions
    adopted by the Committee », where nothing else is printed."""
    named = [block for block in roles.get("type", []) if is_titled_by_item(type_named(_words(block), code), roles)]
    adopted = [block for block in roles.get("type", []) if _is_adopted(_words(block), code)]
    return named or roles.get("title", roles.get("agenda-title", adopted))


def _opening(report: Report) -> Iterator[Stated]:
    """What a committee's report says in set words in its first paragraph."""
    pattern = language(report.document.language).opening
    first = next((block for block in report.blocks if block.kind is Kind.PARAGRAPH), None)
    if pattern and first and (match := re.search(pattern.replace("’", "[’']"), _words(first))):
        for key, words in match.groupdict().items():
            yield Stated(key, words, words, _line(report, first))


_LANGUAGES = {"language": "language", "original": "original_language"}
"""What a line that names one language says; « Original: English and French » says of none that it is the one."""


def _facts(role: str, words: str, code: str) -> Iterator[tuple[str, str | date]]:
    """(key of document.toml, value) that a masthead block of a role gives."""
    compared = laid_bare(words).string
    # OCR parts « SR. 229 », and an extractor what is set in letters of another size.
    if role == "symbol" and (match := _SYMBOL.search(_PARTED.sub("", compared))):
        yield "symbol", match[0]
    elif role == "date" and (day := parse_date(compared, code)):
        yield "date", day
    elif role in _LANGUAGES and len(named := set(parse_languages(compared))) == 1:
        yield _LANGUAGES[role], named.pop()
    elif role == "session":
        yield "session", without_stars(words)
    elif role == "type" and (kind := type_named(compared, code)):
        yield "type", kind


_AUTHORED = ("type", "title", "subtitle")
"""Roles of the lines of a masthead that may name an author."""
_ORGANS = ("organ", "suborgan")


def author(report: Report) -> str:
    """Who wrote a document, or sponsors a draft, as its masthead says it; nothing where it doesn't."""
    written = _author(report)
    return written[0] if written else ""


def _author(report: Report) -> tuple[str, Block] | None:
    """The author, and the line that names it."""
    words = vocabulary(report.document.language)
    masthead = [block for block in report.blocks if block.kind is Kind.MASTHEAD]
    printed = [block for block in masthead if block.role in _AUTHORED]
    # The type comes first: of « Report of the Institute », « Note by the Secretary-General », the note is the document.
    for block in sorted(printed, key=lambda block: block.role != "type"):
        line = unspaced(_unstarred(block))
        folded_line = structure_bare(line)
        if words.adopted.fullmatch(folded_line):
            return None
        draft = words.draft.fullmatch(folded_line)
        said = draft or words.author.fullmatch(line)
        for group in ("sponsors", "author") if draft else ("author",):
            # « Communication submitted by: Ms. Doe » says who brought a case.
            if said and said[group] and (draft or not frozenset(COLONS).intersection(line[: said.start(group)])):
                return line[slice(*said.span(group))].strip(" ,"), block
    return None if report.document.author else _unsaid(masthead, words)


def _unsaid(masthead: Sequence[Block], words: Vocabulary) -> tuple[str, Block] | None:
    """The author where no line says so, nor an editor: of a national report, the State below its title; of a draft that
    nobody sponsors or submits, the last organ that the masthead names."""
    for title, below in pairwise(masthead):
        if title.role == "title" and below.role == "subtitle" and words.national.fullmatch(_unstarred(title)):
            return None if words.amends.fullmatch(_unstarred(below)) else (_unstarred(below), below)
    if any(block.role == "type" and words.draft.fullmatch(structure_bare(_unstarred(block))) for block in masthead):
        return next(((_unstarred(block), block) for block in reversed(masthead) if block.role in _ORGANS), None)
    return None


def _unstarred(block: Block) -> str:
    """The words of a line without the stars of its notes."""
    return " ".join(_STARS.sub("", _words(block)).split())


def _repeated(report: Report) -> Iterator[Stated]:
    """Symbol and job number from the heads and feet of pages."""
    for furniture in report.furniture:
        if furniture.reason not in _REPEATED:
            continue
        words = " ".join(report.source.string[furniture.start : furniture.end].split())
        line = line_of(report.source, furniture.start)
        if furniture.reason == "running-head" and (match := _SYMBOL.fullmatch(words.replace("*", ""))):
            yield Stated("symbol", words, match[0], line)
        if match := _JOB_NUMBER.search(words):
            yield Stated("job_number", words, match[0], line)


def _agree(fact: Stated, known: str | date, code: str) -> bool:
    """Whether the text and document.toml mean the same."""
    if isinstance(fact.value, date) and isinstance(known, str):
        return fact.value.isoformat().startswith(known)  # A date that was supplied: « 2021 », « 2021-03 ».
    if isinstance(known, date) or isinstance(fact.value, date):
        return known == fact.value
    if fact.key == "symbol":
        return {bare(half) for half in halves(fact.value)} <= {bare(half) for half in (*halves(known), known)}
    if fact.key == "session" and (parsed := parse_session(known, code)):
        return parse_session(fact.value, code) in (parsed, None)
    if fact.key == "agenda_item":
        return _same_item(fact.value, known)
    return bare(fact.value) == bare(known)


def _same_item(first: str, second: str) -> bool:
    """By number where both have one; else by words, of which one may have more."""
    numbers = [_ITEM_NUMBER.search(words) for words in (first, second)]
    printed = ["".join(match[0].split()) for match in numbers if match]
    if len(printed) == 2:
        return printed[0] == printed[1]
    return bare(first) in bare(second) or bare(second) in bare(first)


def _is_adopted(words: str, code: str) -> bool:
    """Whether a line says what was adopted and by whom, « Resolution adopted by the General Assembly on … »."""
    return bool(vocabulary(code).adopted.fullmatch(structure_bare(words)))


def _same_title(report: Report, known: str) -> bool:
    """Whether a title is what whole blocks of the masthead say that follow one another, of which one is its title or
    its type: the layout splits titles, and catalogues have « Letter dated … », which stands under the agenda item's."""
    masthead = [block for block in report.blocks if block.kind is Kind.MASTHEAD]
    words = [bare(_STARS.sub("", _words(block))) for block in masthead]
    wanted = bare(known)
    for start in range(len(masthead)):
        joined = ""
        for end in range(start, len(masthead)):
            joined += words[end]
            if not wanted.startswith(joined):
                break
            if joined == wanted:
                return any(block.role in ("title", "type") for block in masthead[start : end + 1])
    return False


def _words(block: Block) -> str:
    return " ".join(without_calls(block.text).string.split())


def _line(report: Report, block: Block) -> int:
    return line_of(report.source, offset(block.text, 0)) if block.text.places else 0
