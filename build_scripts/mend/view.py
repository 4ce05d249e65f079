"""A text as the search for damage sees it: its words, with calls, symbols, addresses and numbers out of sight."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from sys import intern

from ..core.interface import interface
from ..core.model import Block, Call, RepairKind, Text
from ..core.remembered import Remembered
from ..core.settings import archive
from ..core.value import value
from .lexicon import LETTER, WORD

CALL = "\x00"
"""Stands for each character of a note call."""
OPAQUE = "\x01"
"""Stands for each character of a symbol, an address, a number with letters."""
# What no word of prose has: `A/76`, `a@b`, `h1n1`, `www.un`; not `dir. publ`, `12`. Then all that stands between the
# two spaces around it is out of sight.
_OPAQUE = re.compile(
    rf"[/\\@_\d.](?:(?<=[/\\@_])|(?<=\d)(?=[{LETTER}])|(?<=[{LETTER}]\d)|(?<=[{LETTER}]{{2}}\.)(?=[{LETTER}]{{2}}))"
)


@value(frozen=True, slots=True)
class Edit:
    """A stretch of a text and what is to be read in its place."""

    start: int
    end: int
    fixed: str
    kind: RepairKind
    reason: str


def reason(damage: str) -> str:
    """What readers are told of a kind of damage (`elision`, `hyphen` …), in the language of the archive's pages."""
    return interface(archive().language).repairs[damage]


@value(frozen=True, slots=True)
class Doubt:
    """A stretch that may be damaged."""

    start: int
    end: int
    fixed: str
    why: str


class Taken:
    """Which characters of a text are taken already."""

    def __init__(self, length: int) -> None:
        self._taken = bytearray(length)

    def take(self, start: int, end: int) -> bool:
        """Take a stretch; False, and nothing is taken, where part of it is taken already."""
        if not self.free(start, end):
            return False
        self._taken[start:end] = b"\x01" * (end - start)
        return True

    def free(self, start: int, end: int) -> bool:
        """No character of the stretch is taken."""
        return not any(self._taken[start:end])


@dataclass(frozen=True)
class View:
    """One text."""

    text: Text
    string: str
    """Of the same length as the text's; `CALL` and `OPAQUE` where nothing is to be touched."""
    words: tuple[str, ...]
    first: int
    """Where the block's own words begin: its printed label isn't touched."""

    @cached_property
    def printed(self) -> str:
        """The whole text, symbols too; `CALL` in place of calls. For what a person says of it."""
        return _without_calls(self.text)

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """Where each word begins; in most texts, nobody asks."""
        starts: list[int] = []
        reached = self.first
        for word in self.words:
            # No letter stands before the next word, so that it can be found nowhere else.
            reached = self.string.index(word, reached)
            starts.append(reached)
            reached += len(word)
        return tuple(starts)

    @cached_property
    def ends(self) -> tuple[int, ...]:
        """Where each word ends."""
        return tuple([start + len(word) for start, word in zip(self.starts, self.words, strict=True)])

    def space_after(self, index: int) -> bool:
        """One space and nothing else parts the word from the next."""
        end = self.ends[index]
        return self.starts[index + 1] == end + 1 and self.string[end] == " "

    def before(self, index: int) -> str:
        """The character before a word; empty at the start."""
        start = self.starts[index]
        return self.string[start - 1] if start else ""

    def after(self, index: int) -> str:
        """The character after a word; empty at the end."""
        return self.string[self.ends[index] : self.ends[index] + 1]

    def opens_sentence(self, index: int) -> bool:
        """The word is the first of the text's own, or a full stop, colon or opening quotation mark stands before it."""
        start = self.starts[index]
        before = self.string[max(self.first, start - 3) : start].rstrip()
        return not before or before[-1] in '.:!?«“"'


def views(block: Block) -> list[View]:
    """What there is to see of each text of a block."""
    return [view(text, 0 if number else block.label_end) for number, text in enumerate(block.texts)]


def view(text: Text, first: int = 0) -> View:
    """What there is to see of a text; `first` is where its own words begin."""
    string = _without_opaque(_without_calls(text))
    words = chain.from_iterable(map(_between_spaces.__getitem__, string[first:].split()))
    return View(text, string, tuple(words), first)


def _words(printed: str) -> tuple[str, ...]:
    # Each word once in memory: texts are gone through again and again, and few words are many.
    return tuple(map(intern, WORD.findall(printed)))


_between_spaces = Remembered(_words)
"""The words of what stands between two spaces: none has a space inside."""


def _without_calls(text: Text) -> str:
    parts: list[str] = []
    reached = 0
    for mark in text.marks:
        if isinstance(mark, Call) and mark.start >= reached:
            parts += [text.string[reached : mark.start], CALL * (mark.end - mark.start)]
            reached = mark.end
    return "".join([*parts, text.string[reached:]]) if parts else text.string


def _without_opaque(string: str) -> str:
    parts: list[str] = []
    reached = 0
    for match in _OPAQUE.finditer(string):
        if match.start() < reached:
            continue
        start = max(string.rfind(" ", reached, match.start()) + 1, reached)
        end = string.find(" ", match.end())
        end = len(string) if end < 0 else end
        parts += [string[reached:start], OPAQUE * (end - start)]
        reached = end
    return "".join([*parts, string[reached:]]) if parts else string
