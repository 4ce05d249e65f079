"""Lam and alef in the wrong order, « األمم » for « الأمم ».

Fonts have the two in one glyph, and PDFium and Poppler name its letters in the order of the page, from left to right.

A text that a program took out of such a PDF has no lam before an alef at all, so that it is known as a whole, by words
that are none as they stand. In it, each alef before a lam may be one of the two, or not: « خالل » is « خلال », « خالد »
is a name. A word is put right where one reading of it is in the list (`lam-alef.trie` of a language, made by
`make_lam_alef.py`, which leaves out a reading that another outweighs by far); where several are, or none, it is
reported. The list has no word of which nothing can be doubtful, « الحكومة ».
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import combinations

import marisa_trie  # type: ignore[import-not-found, unused-ignore]

from ..core.language import FOLDER
from ..core.language import language as language_words
from ..core.model import RepairKind
from .view import CALL, Doubt, Edit, View, reason

FILE = "lam-alef.trie"
LETTERS = "\u0621-\u063a\u0641-\u064a"
"""Of Arabic, as a class of a pattern has them."""
_MARKS = "\u0640\u064b-\u0652\u0670\u200c-\u200f\u061c"
# A word with its vowels, stretches and marks of direction: `األمم`, `اﻟـ`; not `12`, `A/76`.
_WORD = re.compile(f"[{LETTERS}][{LETTERS}{_MARKS}]*")
# A vowel, a stretch, a mark of direction: the stretch of `هـ`; not `ه`.
_MARK = re.compile(f"[{_MARKS}]")
# Lam and alef as they should be: `خلال`; not `خالد`.
_RIGHT = re.compile("ل[اأإآ]")
# The other way round, which is no fault in itself: `خالد`; not `لا`.
_TURNED = re.compile("(?=[اأإآ]ل)")
_ARTICLE = "ال"
_MOST_PAIRS = 4
"""Pairs of letters of a word whose readings are tried."""
_LEAST_PROVEN = 3
"""Words that only a turned reading makes words, so that a text is known as one of these."""
_LEAST_SHARE = 4
"""So many times as many of them as of words that have lam and alef as they should be."""
_SHORTEST = 3
"""Letters that a word must have behind what is written to its beginning."""


@dataclass(frozen=True, slots=True)
class Seen:
    """How a document has lam and alef."""

    turned: tuple[str, ...] = ()
    """Words that are words only if these are turned back."""
    right: int = 0
    """How many words have them as they should be."""

    @property
    def whole(self) -> bool:
        """They are turned throughout."""
        return len(self.turned) >= max(_LEAST_PROVEN, _LEAST_SHARE * self.right)


@dataclass(frozen=True, slots=True)
class LamAlef:
    """Reads the words of a language."""

    trie: marisa_trie.Trie = field(repr=False)
    beginnings: tuple[tuple[str, str], ...]

    def begun(self, word: str) -> bool:
        """The list has a word without what is written to its beginning."""
        return any(
            plain + rest in self.trie
            for plain, written in self.beginnings
            if word.startswith(written)
            and len(rest := word[len(written) :]) >= _SHORTEST
            # « To » and the article are « لل », and no word begins with « لال ».
            and not (written.endswith("ل") and rest.startswith(_ARTICLE))
        )

    def readings(self, word: str) -> list[str]:
        """How a word may be meant that has alef before lam, as it stands or turned: the ways that the list has; else,
        those that it has without what is written to their beginning."""
        pairs = [match.start() for match in _TURNED.finditer(word)][:_MOST_PAIRS]
        ways = [_turned(word, chosen) for count in range(len(pairs) + 1) for chosen in combinations(pairs, count)]
        return [way for way in ways if way in self.trie] or [way for way in ways if self.begun(way)]

    def seen(self, views: Sequence[View]) -> Seen:
        """How a document has lam and alef."""
        turned: list[str] = []
        right = 0
        for view in views:
            for _, _, word in _words(view):
                right += bool(_RIGHT.search(word)) and (word in self.trie or self.begun(word))
                if _TURNED.search(word):
                    readings = self.readings(word)
                    turned += [word] if len(readings) == 1 and readings[0] != word else []
        return Seen(tuple(turned), right)

    def damage(self, view: View) -> tuple[list[Edit], list[Doubt]]:
        """The words of such a document's text that are put right, and those that may be meant otherwise."""
        edits: list[Edit] = []
        doubts: list[Doubt] = []
        for start, end, word in _words(view):
            if not _TURNED.search(word):
                continue
            readings = self.readings(word)
            others = [written for written in readings if written != word]
            if len(readings) == 1 and others:
                fixed = _in_place(view.text.string[start:end], others[0])
                edits.append(Edit(start, end, fixed, RepairKind.LETTER_ORDER, reason("letter_order")))
            elif others:
                doubts.append(
                    Doubt(start, end, others[0], "either is a word, and lam and alef are turned in this text")
                )
            elif not readings and (fixed := self._within(word)):
                why = "lam and alef are turned in this text, and the word list has neither"
                doubts.append(Doubt(start, end, fixed, why))
        return edits, doubts

    def _within(self, word: str) -> str:
        """A word that has alef before lam elsewhere than in its article, with all of these turned; else empty."""
        pairs = [match.start() for match in _TURNED.finditer(word)]
        article = next(
            (len(written) for plain, written in (("", ""), *self.beginnings) if word.startswith(written + _ARTICLE)), 0
        )
        inner = [place for place in pairs if place > article or word[place] != "ا"]
        return _turned(word, inner) if inner else ""


def _turned(word: str, places: Sequence[int]) -> str:
    """A word with the letters at these places and behind them changed about."""
    letters = list(word)
    for place in places:
        letters[place], letters[place + 1] = letters[place + 1], letters[place]
    return "".join(letters)


def _words(view: View) -> Iterator[tuple[int, int, str]]:
    """Where each Arabic word of a text stands, and its letters; « الأول/ديسمبر », too, which the view hides."""
    for match in _WORD.finditer(view.text.string, view.first):
        if view.string[match.start()] != CALL:
            yield match.start(), match.end(), _MARK.sub("", match[0])


def _in_place(printed: str, word: str) -> str:
    """The word with the vowels and other marks of what is printed."""
    letters = iter(word)
    return "".join(sign if _MARK.match(sign) else next(letters) for sign in printed)


@cache
def lam_alef(language: str) -> LamAlef | None:
    """What reads the words of a language; None of one that has no list."""
    file = FOLDER / language / FILE
    if not file.is_file():
        return None
    trie = marisa_trie.Trie()
    trie.mmap(str(file))
    return LamAlef(trie, language_words(language).beginnings)
