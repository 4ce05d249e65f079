"""What Kiwix' own search finds, and by which words.

Kiwix asks for all words of a query, each reduced to its stem, in small letters and without accents. It knows neither
French elisions nor places in a page: so an elided word is also written without its article, and each numbered
paragraph, and each part of a document for what stands in no paragraph, is found by itself.
"""

from __future__ import annotations

import re
import textwrap
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from ..citing.places import Unit, places, split, words
from ..search.page import Page, symbols

# As Xapian takes words: an apostrophe between letters is part of the word.
_ELIDED = re.compile(r"\b((?:\w|qu|jusqu|lorsqu|puisqu|quoiqu)['’])(?=(\w+))", re.IGNORECASE)
_LIGATURE = re.compile(r"\b\w*[œæ]\w*")
_PARAGRAPH = re.compile(r"par-[^.]+")
_SHORT = 28
"""Letters that stand for the title of a document without a symbol."""
_OFTEN, _OFTENER = 10, 40
"""How often a passage is said to have its name, and a document its symbols. So `A/76/463 par. 12` is the paragraph of
this name before those that speak of it, and `A/76/463` the document before its paragraphs."""
_JOINER = "\u2060"
"""Word joiner: it cannot be seen, no line breaks there, and Xapian ends a word there."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Part of a page that is found by itself."""

    anchor: str
    """Where it begins; empty for what stands in no other passage."""
    name: str
    """« A/76/463, par. 12 »."""
    words: str
    keywords: str = ""
    """Words that count more than those in it."""


def passages(page: Page) -> list[Passage]:
    """The passages of a document in their order, first what stands neither in a paragraph nor in a part."""
    found: dict[str, list[tuple[str, str]]] = {"": []}
    for block in page.blocks:
        found.setdefault(_passage(block.anchor), []).append((block.anchor, block.text))
    named = places(map(Unit, filter(None, found)), page.language)
    short = short_name(page.data)
    made = []
    for key, blocks in found.items():
        text = " ".join(text for _, text in blocks)
        if key:
            name = f"{short}, {words(named[key], page.language)}"
            made.append(Passage(blocks[0][0], name, text, f"{name} " * _OFTEN if page.data.get("symbol") else ""))
        else:
            made.append(Passage("", short, text))
    return made


def _passage(anchor: str) -> str:
    """The numbered paragraph that a place stands in, else the part: `res-1.par-2.a` → `res-1.par-2`."""
    _, rest = split(anchor)
    part = anchor[: len(anchor) - len(rest)]
    numbered = _PARAGRAPH.match(rest)
    return part + numbered[0] if numbered else part.rstrip(".")


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


def numbered(title: str) -> str:
    """What a cited document is found by: « Résolution 74/170 de l’Assemblée générale » hides, for who looks for the
    Assembly, what the collection says of it.
    """
    found = re.match(r".*\d\S*", title)
    return found[0] if found else title


def indexed(string: str) -> str:
    """As Kiwix reads a query, accents gone and letters small; an elided word stands there without its article too, and
    a word with a ligature without it: « l'assemblee assemblee », « œuvre oeuvre ».
    """
    plain = unicodedata.normalize("NFKD", string.replace("’", "'"))
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter)).lower()
    plain = _ELIDED.sub(r"\1\2 ", plain)
    return _LIGATURE.sub(lambda found: f"{found[0]} {found[0].replace('œ', 'oe').replace('æ', 'ae')}", plain)


def opened(title: str) -> str:
    """A title that looks the same, but whose elided words Kiwix suggests without their articles."""
    return _ELIDED.sub(rf"\1{_JOINER}", title)
