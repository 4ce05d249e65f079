"""What Kiwix's own search finds, and by which words.

Kiwix looks for all words of a query, each in small letters and reduced to its stem; up to kiwix-serve 3.3 with accents
as typed, since then without. It knows neither French elisions nor places within a page. So words are indexed with and
without their accents and elided articles, and passages separately: each numbered paragraph, and for text outside
paragraphs, each part of a document.
"""

from __future__ import annotations

import re
import textwrap
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from ..core.interface import interface
from ..core.language import elisions
from ..core.signs import letters_of_two
from ..references.places import Place, Unit, places, split, words
from ..search.page_blocks import Page, PageBlock, symbols

# A word as Xapian takes it; an apostrophe between letters is part of it: `l'assemblée`; not ` – `.
_WORD = re.compile(r"[\w']+")
# Signs that may be accents: `é`, `\u0301`; not `e`.
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
# The anchor of a numbered paragraph, without places inside it: `par-12`, `par-2.a`; not `sec-3`.
_PARAGRAPH = re.compile(r"par-[^.]+")
_SHORT = 28
"""Characters of its title that name a document without a symbol."""
_OFTEN, _OFTENER = 10, 40
"""How often a passage's name, and a document's symbols, are repeated in the index. So `A/76/463 par. 12` finds the
paragraph of this name before those that mention it, and `A/76/463` the document before its paragraphs."""
_JOINER = "\u2060"
"""Word joiner: invisible, allows no line break, and ends a word for Xapian."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A part of a page that the search finds separately."""

    anchor: str
    """Where it begins; empty for the text outside all other passages."""
    name: str
    """« A/76/463, par. 12 »."""
    words: str
    cites: str = ""
    """Symbols of the documents that it cites: `A/RES/77/237` for the words « résolution 77/237 »."""
    keywords: str = ""
    """Words that count more than the others."""


def passages(page: Page) -> list[Passage]:
    """The passages of a document in order, beginning with the text outside all paragraphs and parts."""
    blocks_of: dict[str, list[PageBlock]] = {"": []}
    for block in page.blocks:
        blocks_of.setdefault(_passage(block.anchor), []).append(block)
    place_of = places(map(Unit, filter(None, blocks_of)), page.language)
    short = short_name(page.data)
    return [
        Passage(
            anchor=blocks[0].anchor if key else "",
            name=f"{short}, {words(place_of[key], page.language)}" if key else short,
            words=" ".join(block.text for block in blocks),
            cites=" ".join(dict.fromkeys(cited.value for block in blocks for cited in block.citations)),
            keywords=_keywords(short, place_of[key], page.language) if key and page.data.get("symbol") else "",
        )
        for key, blocks in blocks_of.items()
    ]


def _keywords(symbol: str, place: Place, language: str) -> str:
    """The passage's name, and its number after the full word: « par. 12 », « paragraphe 12 »."""
    unit = interface(language).units.get(place.kind, "")
    return f"{symbol} {words(place, language)} " * _OFTEN + unit.format(place.number)


def _passage(anchor: str) -> str:
    """The numbered paragraph that an anchor belongs to, else the part: `res-1.par-2.a` → `res-1.par-2`."""
    _, inner = split(anchor)
    part = anchor[: len(anchor) - len(inner)]
    paragraph = _PARAGRAPH.match(inner)
    return part + paragraph[0] if paragraph else part.rstrip(".")


def short_name(data: Mapping[str, str]) -> str:
    """The symbol of a document, else the beginning of its title."""
    return data.get("symbol") or textwrap.shorten(data.get("title", ""), _SHORT, placeholder="…")


def symbol_forms(data: Mapping[str, str]) -> list[str]:
    """The usual forms of a document's symbols in an address: `A/76/463`, `76/463`, `A-76-463`, `76-463`."""
    keys = [form for key in symbols(data) for form in (key, key.partition("/")[2]) if form]
    return sorted({form for key in keys for form in (key, key.replace("/", "-"))})


def keywords(data: Mapping[str, str]) -> str:
    """The words that find a document itself: its title, and most of all its symbols."""
    return data.get("title", "") + f" {' '.join(symbols(data))}" * _OFTENER


def index_words(string: str) -> str:
    """The words in every form that Kiwix may look for: « l'assemblée assemblée l'assemblee assemblee »; a word with a
    ligature also without it: « œuvre oeuvre ».
    """
    apart = str.maketrans(dict(letters_of_two()))
    typed = unicodedata.normalize("NFKC", string.replace("’", "'")).lower()
    typed = _ligature().sub(lambda match: f"{match[0]} {match[0].translate(apart)}", typed)
    typed = _elided().sub(r"\1\2 ", typed)
    accented = (word for word in _WORD.findall(typed) if _plain(word) != word)
    return f"{_plain(typed)} {' '.join(accented)}"


@cache
def _ligature() -> re.Pattern[str]:
    """A word with a ligature: `œuvre`, `l'œuvre`; not `oeuvre`."""
    return re.compile(rf"\b[\w']*[{''.join(letters_of_two())}][\w']*")


@cache
def _elided() -> re.Pattern[str]:
    """An elided article or the like with its apostrophe, before a word: `l'assemblée`, `qu’il`; not `l' assemblée`. A
    single letter is one whatever the language."""
    longer = "".join(rf"|{word}" for spoken in elisions() for word in spoken.elided if len(word) > 1)
    return re.compile(rf"\b((?:\w{longer})['’])(?=(\w+))", re.IGNORECASE)


def _plain(string: str) -> str:
    """The words without accents."""
    letters = unicodedata.normalize("NFD", string)
    letters = _NOT_ASCII.sub(lambda match: "" if unicodedata.combining(match[0]) else match[0], letters)
    return unicodedata.normalize("NFC", letters)


def suggestion_title(title: str) -> str:
    """A title that looks the same, but lets Kiwix suggest elided words without their articles."""
    return _elided().sub(rf"\1{_JOINER}", title)
