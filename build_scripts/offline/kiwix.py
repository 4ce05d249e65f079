"""What Kiwix' own search finds, and by which words.

Kiwix asks for all words of a query, each in small letters and reduced to its stem; up to kiwix-serve 3.3 with accents
as typed, since then without. It knows neither French elisions nor places in a page. So a word is written with and
without its accents and its elided article, and each numbered paragraph, and each part of a document for what stands
in no paragraph, is found by itself.
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
from ..references.places import Place, Unit, places, split, words
from ..search.page_blocks import Page, PageBlock, symbols

# A word with a ligature: `œuvre`, `l'œuvre`; not `oeuvre`.
_LIGATURE = re.compile(r"\b[\w']*[œæ][\w']*")
# As Xapian takes words, an apostrophe between letters is part of the word: `l'assemblée`; not ` – `.
_WORD = re.compile(r"[\w']+")
# Signs that may be accents: `é`, `\u0301`; not `e`.
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
# The anchor of a numbered paragraph, without places inside it: `par-12`, `par-2.a`; not `sec-3`.
_PARAGRAPH = re.compile(r"par-[^.]+")
_SHORT = 28
"""Letters that stand for the title of a document without a symbol."""
_OFTEN, _OFTENER = 10, 40
"""How often a passage is said to have its name, and a document its symbols. So `A/76/463 par. 12` is the paragraph of
this name before those that speak of it, and `A/76/463` the document before its paragraphs."""
_JOINER = "\u2060"
"""Word joiner: it is invisible, no line breaks there, and Xapian ends a word there."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Part of a page that is found by itself."""

    anchor: str
    """Where it begins; empty for what stands in no other passage."""
    name: str
    """« A/76/463, par. 12 »."""
    words: str
    cites: str = ""
    """Symbols of the documents that it cites: `A/RES/77/237` where the words are « résolution 77/237 »."""
    keywords: str = ""
    """Words that count more than others."""


def passages(page: Page) -> list[Passage]:
    """The passages of a document in their order, first what stands neither in a paragraph nor in a part."""
    found: dict[str, list[PageBlock]] = {"": []}
    for block in page.blocks:
        found.setdefault(_passage(block.anchor), []).append(block)
    named = places(map(Unit, filter(None, found)), page.language)
    short = short_name(page.data)
    return [
        Passage(
            anchor=blocks[0].anchor if key else "",
            name=f"{short}, {words(named[key], page.language)}" if key else short,
            words=" ".join(block.text for block in blocks),
            cites=" ".join(dict.fromkeys(cited.value for block in blocks for cited in block.citations)),
            keywords=_keywords(short, named[key], page.language) if key and page.data.get("symbol") else "",
        )
        for key, blocks in found.items()
    ]


def _keywords(symbol: str, place: Place, language: str) -> str:
    """The name, and its number after the whole word: « par. 12 », « paragraphe 12 »."""
    unit = interface(language).units.get(place.kind, "")
    return f"{symbol} {words(place, language)} " * _OFTEN + unit.format(place.number)


def _passage(anchor: str) -> str:
    """The numbered paragraph that a place stands in, else the part: `res-1.par-2.a` → `res-1.par-2`."""
    _, rest = split(anchor)
    part = anchor[: len(anchor) - len(rest)]
    found = _PARAGRAPH.match(rest)
    return part + found[0] if found else part.rstrip(".")


def short_name(data: Mapping[str, str]) -> str:
    """The symbol of a document, else the beginning of its title."""
    return data.get("symbol") or textwrap.shorten(data.get("title", ""), _SHORT, placeholder="…")


def ways(data: Mapping[str, str]) -> list[str]:
    """The usual ways to write a document's symbols in an address: `A/76/463`, `76/463`, `A-76-463`, `76-463`."""
    keys = [way for key in symbols(data) for way in (key, key.partition("/")[2]) if way]
    return sorted({way for key in keys for way in (key, key.replace("/", "-"))})


def keywords(data: Mapping[str, str]) -> str:
    """What a document is found by itself: its title, its symbols most."""
    return data.get("title", "") + f" {' '.join(symbols(data))}" * _OFTENER


def indexed(string: str) -> str:
    """The words in every form that Kiwix may look for: « l'assemblée assemblée l'assemblee assemblee »; one with a
    ligature also as it is typed without: « œuvre oeuvre ».
    """
    typed = unicodedata.normalize("NFKC", string.replace("’", "'")).lower()
    typed = _LIGATURE.sub(lambda found: f"{found[0]} {found[0].replace('œ', 'oe').replace('æ', 'ae')}", typed)
    typed = _elided().sub(r"\1\2 ", typed)
    accented = (word for word in _WORD.findall(typed) if _plain(word) != word)
    return f"{_plain(typed)} {' '.join(accented)}"


@cache
def _elided() -> re.Pattern[str]:
    """An elided article or the like with its apostrophe, before a word: `l'assemblée`, `qu’il`; not `l' assemblée`. A
    single letter is one whatever the language."""
    longer = "".join(rf"|{word}" for spoken in elisions() for word in spoken.elided if len(word) > 1)
    return re.compile(rf"\b((?:\w{longer})['’])(?=(\w+))", re.IGNORECASE)


def _plain(string: str) -> str:
    """Without accents."""
    letters = unicodedata.normalize("NFD", string)
    letters = _NOT_ASCII.sub(lambda found: "" if unicodedata.combining(found[0]) else found[0], letters)
    return unicodedata.normalize("NFC", letters)


def opened(title: str) -> str:
    """A title that looks the same, but whose elided words Kiwix suggests without their articles."""
    return _elided().sub(rf"\1{_JOINER}", title)
