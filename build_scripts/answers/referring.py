"""References in a text: which documents and places they name, and whether the site has them.

Read as the documents' own citations are (citations/find.py), in every language that the data know; besides, addresses
of the archive and of official documents, and the very words in which the archive cites its places. What may be
several documents is told as such, and nothing is chosen.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from urllib.parse import unquote

from ..citations.citation_index import held_in
from ..citations.find import find
from ..citations.keys import address
from ..citations.knowledge import load
from ..core.language import languages
from ..core.model import Block, Citation, Document, Kind, Part, PartKind, Report, Source, Text
from ..core.settings import archive
from ..core.signs import plain_in_place
from ..references import Place, Unit, forms, places
from ..references.forms import fold
from ..references.places import between
from ..references.places import words as place_words
from .site_answering import NoAnswer, Site

LONGEST = 20_000
"""Characters of a text that is read, as in the browser."""
_AHEAD = 4
"""Characters by which it is told whether a number goes on."""
HELD, NO_PLACE, NOT_HELD, UNCLEAR = "held", "no such place", "not held", "unclear"
"""What a site knows of a reference."""

# A path of a document with its language, alone or in an address: `fr/A/76/463/#par-12`, `https://un.example/fr/A/76/463`.
# The name of a host has 253 signs at most (RFC 1035, 2.3.4); without an end to the folders, each of many addresses that
# follow without a space would be read to the end of all.
_ADDRESS = re.compile(
    r"""
    (?: https?://[^\s/<>«»“”"]{1,253}/ (?:[^\s<>«»“”"]{0,200}?/)?   # A host, and folders before the language
      | (?<![\w/.:]) /? )                                          # or neither
    (?P<path> [a-z]{2} / [^\s<>«»“”"#?]+ )
    (?: \? [^\s#]* )?
    (?: \# (?P<anchor> [\w.-]+ ) )?
    """,
    re.VERBOSE,
)
# What stands before a symbol in an address: `https://docs.un.org/fr/` of `https://docs.un.org/fr/A/76/463`.
_BEFORE_SYMBOL = re.compile(r"https?://[\w.-]+/(?:[a-z]{2}/)?(?=[A-Z]+[A-Z.\d]*/|$)")
# What joins the ends of a range in an address: `--` of `par-12--par-15`.
_RANGE = "--"
# What goes on with a number, behind it: `2` of `par. 12` behind `par. 1`, `.1`, ` a)` of `par. 12 a)`; not `, `, ` et`.
_GOES_ON = re.compile(r"^(?:\w|[.-]\w|\s?\w\))")
# What a symbol goes on from: the stroke before `A/76/463` in `X/A/76/463`; not ` `, `(`.
_INSIDE = re.compile(r"[\w/.-]$")
# The punctuation behind an address: `/).` of `fr/A/76/463/).`
_TAIL = re.compile(r"[/.,;:!?)\]]+$")


@dataclass(frozen=True, slots=True)
class Reference:
    """Words of a text that name a document, or a place in one."""

    start: int
    end: int
    key: str = ""
    """Of the document, `A/76/463`; empty where several are meant, or one without symbol."""
    pin: str = ""
    """The place as printed: « par. 12 »."""
    fragment: str = ""
    """The place as an anchor; empty where none is named, or none can be said."""
    last: str = ""
    """Anchor of the last place of a range."""
    path: str = ""
    """Of the document, where the words give it, or the site holds it."""
    candidates: tuple[str, ...] = ()
    """Keys of the documents that may be meant, where they are several."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a site knows of a reference."""

    reference: Reference
    status: str
    """`held`; `no such place`: the document is held and hasn't the place; `not held`; `unclear`: several may be
    meant."""
    anchor: str = ""
    """Of the place; of one that isn't there, of what would hold it, as far as the document has that."""
    last: str = ""
    official: str = ""
    """Address of the official document; empty where none is known."""
    page: str = ""
    """Address of the site's page on a document that it only cites."""


def refuse_long(text: str) -> None:
    """Raises NoAnswer for a text that is too long to be read."""
    if len(text) > LONGEST:
        raise NoAnswer(f"the text has {len(text):,} characters, and {LONGEST:,} at most are read; give it in parts")


def answers(site: Site, text: str, language: str = "") -> tuple[list[Answer], list[str]]:
    """What a site knows of every reference in a text, in order, and what looks like one and isn't read, in words.
    `language`: the preferred version of documents that are held in several."""
    found = list(_addresses(site, text))
    own = {one.start: one for one in _cited(site, text, found)}
    rest = _masked(text, [*found, *(one for one in own.values() if not one.key)])
    read, doubts = _read(_BEFORE_SYMBOL.sub(lambda match: " " * len(match[0]), rest))
    for one in read:
        # The archive's words may end where those of the text go on: « projet de résolution I, paragraphe 3 ».
        if one.start not in own or len(one.pin) > len(own[one.start].pin):
            own[one.start] = one
    found += own.values()
    return [_answer(site, one, language) for one in sorted(found, key=lambda one: one.start)], doubts


def _masked(text: str, found: Iterable[Reference]) -> str:
    """The text with blanks for what is read."""
    signs = list(text)
    for one in found:
        signs[one.start : one.end] = " " * (one.end - one.start)
    return "".join(signs)


# --- addresses, and words of the archive's own --------------------------------------------------


def _addresses(site: Site, text: str) -> Iterator[Reference]:
    """Addresses of documents that the site holds, on whatever host."""
    for match in _ADDRESS.finditer(text):
        written = _TAIL.sub("", match[0])
        path = unquote(_TAIL.sub("", match["path"]))
        own = next((part for part in (path, path.rpartition("/")[0]) if part in site.documents), "")
        if own:
            inner = path.removeprefix(own).strip("/")
            named = match["anchor"] or (inner if inner in site.numbers(own) else "")
            first, _, last = named.rstrip("._-").partition(_RANGE)
            yield Reference(match.start(), match.start() + len(written), fragment=first, last=last, path=own)


def _cited(site: Site, text: str, found: Sequence[Reference]) -> Iterator[Reference]:
    """Places in the very words in which the archive cites them: « Titre » (20 juillet 2023), par. 3. The finder of
    citations knows no titles, nor the words of headings and of what has no number."""
    plain = plain_in_place(_masked(text, found))
    for path, name in _names(site).items():
        start = plain.find(name)
        while start >= 0:
            own = None if _INSIDE.search(plain, 0, start) else _own_words(site, path, plain, start)
            if own:
                yield own
            elif not site.documents[path]["symbol"]:
                yield Reference(start, start + len(name), path=path)
            start = plain.find(name, start + len(name))


def _own_words(site: Site, path: str, plain: str, start: int) -> Reference | None:
    """The place, or the range, whose citation begins here; the longest where several do."""
    row = site.documents[path]
    citations = _citations(site, path)
    named = [anchor for anchor, words in citations.items() if _stands(words, plain, start)]
    if not named:
        return None
    first, last = max(named, key=lambda anchor: len(citations[anchor])), ""
    end = start + len(citations[first])
    anchors = list(site.numbers(path))
    for anchor in anchors[anchors.index(first) + 1 :] if plain[end : end + 1] in (" ", "-") else ():
        words_of_range = plain_in_place(range_citation(site, path, first, anchor))
        if _stands(words_of_range, plain, start):
            end, last = start + len(words_of_range), anchor
            break
    pin = plain[start + len(row["reference"]) : end].lstrip(" ,")
    return Reference(start, end, row["symbol"], pin, first, last, path)


@lru_cache(4)
def _names(site: Site) -> Mapping[str, str]:
    """How the archive cites each document, with plain signs, by its path: made once for all texts that are read."""
    return {path: plain_in_place(row["reference"]) for path, row in site.documents.items()}


@lru_cache(64)
def _citations(site: Site, path: str) -> Mapping[str, str]:
    """How the archive cites each passage of a document, with plain signs, by its anchor."""
    return {block["anchor"]: plain_in_place(block["citation"]) for block in site.report(path)}


def _stands(words: str, text: str, start: int) -> bool:
    """Whether these words stand here, and no number or item goes on behind them."""
    return text.startswith(words, start) and not _GOES_ON.match(text[start + len(words) :][:_AHEAD])


# --- citations as documents make them ----------------------------------------------------------


def _read(text: str) -> tuple[list[Reference], list[str]]:
    """The references that the finder of citations reads, in any language."""
    by_place: dict[tuple[int, int], list[Citation]] = defaultdict(list)
    doubts: dict[str, None] = {}
    for code in languages():
        report, diagnostics = find(_report(text, code), load())
        for mark in (mark for block in report.blocks for mark in block.text.marks if isinstance(mark, Citation)):
            by_place[mark.start, mark.end].append(mark)
        doubts |= dict.fromkeys(diagnostic.message for diagnostic in diagnostics)
    references: list[Reference] = []
    for (start, end), marks in sorted(by_place.items(), key=lambda item: (item[0][0], -item[0][1])):
        if not references or start >= references[-1].end:
            references.append(_agreed(start, end, marks))
    return references, [] if references else list(doubts)


def _report(text: str, language: str) -> Report:
    """The text as the only paragraph of a document that has no organ, so that only its own words tell who is meant."""
    document = Document("xx/sans-cote/x", "", language, "")
    block = Block(Kind.PARAGRAPH, Text(" ".join(text.split("\n")), ((0, 0),)), Part(PartKind.BODY), anchor="par-1")
    return Report(document, Source("", text, (0,), ""), "", (block,), ())


def _agreed(start: int, end: int, marks: Sequence[Citation]) -> Reference:
    """What all languages read, as far as they agree; the longest pinpoint has most of the words."""
    keys = list(dict.fromkeys(mark.key for mark in marks))
    if len(keys) > 1:
        return Reference(start, end, candidates=tuple(keys))
    pinned = max(marks, key=lambda mark: (len(mark.pin), bool(mark.fragment)))
    fragments = {mark.fragment for mark in marks if mark.pin == pinned.pin and mark.fragment}
    return Reference(start, end, keys[0], pinned.pin, fragments.pop() if len(fragments) == 1 else "")


# --- what the site has -------------------------------------------------------------------------


def _answer(site: Site, reference: Reference, language: str) -> Answer:
    if reference.candidates:
        return Answer(reference, UNCLEAR)
    path = reference.path or held_in(site.holders, reference.key, language or archive().language)
    if not path:
        known = site.cited.get(reference.key)
        official = address(reference.key, language or archive().language, load())
        return Answer(reference, NOT_HELD, official=official, page=known["url"] if known else "")
    row = site.documents[path]
    reference = replace(reference, path=path, key=reference.key or row["symbol"])
    numbers, anchor = site.numbers(path), reference.fragment
    while anchor and anchor not in numbers:
        anchor = anchor.rpartition(".")[0]
    named = bool(reference.fragment or reference.pin)
    last = reference.last if reference.last in numbers else _last(site, path, anchor, reference.pin)
    found = anchor == reference.fragment and (bool(anchor) or not named) and reference.last in ("", last)
    return Answer(reference, HELD if found else NO_PLACE, anchor, last, row["official_url"])


def _last(site: Site, path: str, first: str, pin: str) -> str:
    """The last place of a range, by the words in which the archive would cite it: « par. 12 à 15 »."""
    if not first or not pin:
        return ""
    asked = fold(pin)
    if any(fold(place_words(_places(site, path, code)[first], code)) == asked for code in languages()):
        return ""
    for code in languages():
        cited = _places(site, path, code)
        for anchor in list(cited)[list(cited).index(first) + 1 :]:
            # The number of the last place is among the words; to say the whole range takes longer.
            if cited[anchor].number.lower() in asked and fold(between(cited[first], cited[anchor], code)) == asked:
                return anchor
    return ""


def range_citation(site: Site, path: str, first: str, last: str) -> str:
    """How a range of places is cited, in the document's language: « A/76/463, par. 12 à 15 »."""
    row = site.documents[path]
    cited = _places(site, path, row["language"])
    return forms(row["language"]).join.join((row["reference"], between(cited[first], cited[last], row["language"])))


@lru_cache(64)
def _places(site: Site, path: str, language: str) -> Mapping[str, Place]:
    """What a citation in a language says of each passage of a document, by its anchor."""
    return places(
        (
            Unit(
                block["anchor"],
                block["number"],
                "" if block["number"] or block["kind"] != "heading" else block["text"],
                block["kind"] == "item",
            )
            for block in site.report(path)
        ),
        language,
    )
