"""Signs that a text is damaged, which no word list is needed to see: what an extractor puts in place of a letter that
it doesn't know, an accent that stands apart from its letter, a digit in place of the letter that a symbol begins with.

Nothing is repaired: a person corrects the words, and until then each place is a finding (W006).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .lexicon import WordList

_ACCENTS = {"´": "\u0301", "`": "\u0300", "¨": "\u0308", "ˆ": "\u0302", "˜": "\u0303", "¸": "\u0327", "˚": "\u030a"}
"""Accents that stand by themselves, and those that combine with a letter."""
_LOST = "\ufffd\ufffe\uffff\x01-\x08\x0e-\x1f\x7f"
_PRIVATE = "\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd"
"""Signs that Unicode leaves to everybody (The Unicode Standard, 23.5): each font shows others."""
# `(cid:3)`, `re´solution`, `r´esolution`, `R\ufffdsolution`, `co\ufffeoperation`, `co\x02operation`, `5/2002/1005`,
# `5/RES/1373`, `\uf0b7 Texte`; not `15/2002/10`, `A/5/2002/10`. The sign itself comes first: all others are passed over
# at once.
_SIGN = re.compile(
    rf"""
    [(5${"".join(_ACCENTS)}{_LOST}{_PRIVATE}] (?:
      (?P<glyph> (?<=\() cid:\d{{1,6}}\) )                                     # the number of a glyph
    | (?P<accent> (?<=[^\W\d_][{"".join(_ACCENTS)}]) (?=[^\W\d_]) )            # an accent between two letters
    | (?P<lost> (?<=[{_LOST}]) )                                              # what stands for what is lost
    | (?P<private> (?<=[{_PRIVATE}]) )                                        # a picture of some font
    | (?P<symbol> (?<=[5$]) (?<![\w/.-].) (?=/(?: \d{{4}}/\d{{1,4}}(?![\d/]) | RES/ | PRST/ | PV\.\d )) )   # S, misread
    )""",
    re.VERBOSE,
)
_SHORTEST = 4
"""Letters of a word of which one is lost, if the others are to tell which."""
_EDGES = "«»“”\"'’()[],;:.!?…"
"""What isn't of a word, at its ends."""


@dataclass(frozen=True, slots=True)
class Sign:
    """A place where a text is damaged."""

    start: int
    end: int
    """Of the whole word."""
    kind: str
    """`glyph`, `accent`, `lost`, `private` or `symbol`."""
    at: int
    """Of the sign itself, in the word."""


MEANINGS = {
    "glyph": "an extractor has put a number for a letter",
    "accent": "an accent stands apart from its letter",
    "lost": "a sign stands for a letter or a hyphen that extraction has lost",
    "private": "a sign of a font's own, such as Symbol or Wingdings, that other fonts show as a box",
    "symbol": "a digit stands for the letter that the symbol begins with",
}


def signs(string: str) -> Iterator[Sign]:
    """The damaged places of a text, one for each word."""
    reached = 0
    for match in _SIGN.finditer(string):
        if match.start() < reached:
            continue
        start, end = string.rfind(" ", 0, match.start()) + 1, string.find(" ", match.end())
        end = len(string) if end < 0 else end
        while start < match.start() and string[start] in _EDGES:
            start += 1
        while end > match.end() and string[end - 1] in _EDGES:
            end -= 1
        reached = end
        yield Sign(start, end, match.lastgroup or "", match.start() - start)


def likeliest(word: str, sign: Sign, words: WordList, letters: Sequence[str]) -> str:
    """What a damaged word most likely was: the only word of the list that it can be; empty where there is none, or
    several."""
    before, after = word[: sign.at], word[sign.at + 1 :]
    if sign.kind == "symbol":
        return f"S{after}"
    if sign.kind == "accent":
        mark = _ACCENTS[word[sign.at]]
        candidates = [f"{before}{mark}{after}", f"{before}{after[:1]}{mark}{after[1:]}"]
    elif sign.kind == "lost" and len(word) >= _SHORTEST:
        candidates = [f"{before}{after}"] if word[sign.at] != "\ufffd" else [f"{before}{c}{after}" for c in letters]
    else:
        return ""
    composed = dict.fromkeys(unicodedata.normalize("NFC", candidate) for candidate in candidates)
    known = [candidate for candidate in composed if words.cost(candidate.lower()) is not None]
    return known[0] if len(known) == 1 else ""
