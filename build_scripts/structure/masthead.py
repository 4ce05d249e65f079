"""The masthead: symbol, organ, distribution, date, language, session, agenda item, title and type.

It may come as lines, or packed into one (« Distr. générale 11 mars 2020 Français Original: anglais »).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ..model import Block, Chunk, Chunkform, Emphasis, Kind, Part, Text
from ..text import piece, trim
from . import labels
from .vocabulary import Vocabulary

SYMBOL = re.compile(r"[A-Z][A-Z0-9]*(?:/ ?[A-Z0-9][A-Za-z0-9.\-–]*(?: ?\([^()]{1,12}\))?)+")
_SENTENCE = re.compile(r"[.;:](?: ?[»”\"])?(?:\s?\*|\s?\d{1,2})?$")
_STARS = re.compile(r"\s?\*{1,4}$")
_MOST_CHUNKS = 40


def length(chunks: Sequence[Chunk], words: Vocabulary) -> int:
    """How many chunks the masthead takes: those before the first that can only be body; 0 where nothing shows one."""
    shown = 0
    for index, chunk in enumerate(chunks[:_MOST_CHUNKS]):
        if _is_body(chunk, words):
            return index if shown else 0
        shown += any(role for role, _ in _roles(chunk.text, words))
    return 0


def _is_body(chunk: Chunk, words: Vocabulary) -> bool:
    string = chunk.text.string
    if any((m := pattern.match(string)) and m.end() == len(string) for _, pattern in words.parts):
        return True
    if words.enacting.fullmatch(string) or words.introduction.fullmatch(string) or words.contents.fullmatch(string):
        return True
    if _role(string, words):
        return False
    label = labels.HEADING.match(string)
    if label or labels.PARAGRAPH.match(string):
        return True
    return (
        chunk.form is not Chunkform.HEADING
        and len(string) >= 40
        and bool(_SENTENCE.search(string))
        and " " in string.strip()
    )


def blocks(chunks: Sequence[Chunk], words: Vocabulary, body: Part) -> list[Block]:
    """The masthead's blocks with their roles."""
    found: list[tuple[str, Text]] = []
    for chunk in chunks:
        found += _roles(chunk.text, words)
    roles = _titles([role for role, _ in found], [text.string for _, text in found], words)
    return [Block(Kind.MASTHEAD, text, body, role=role) for role, (_, text) in zip(roles, found, strict=True)]


def _roles(text: Text, words: Vocabulary) -> list[tuple[str, Text]]:
    """A line with its role, or the pieces of a packed line with theirs."""
    if role := _role(text.string, words):
        return [(role, text)]
    pieces: list[tuple[str, Text]] = []
    at = 0
    while at < len(text.string):
        found = _first_role(text.string, at, words)
        if found is None:
            return [("", text)]
        role, end = found
        pieces.append((role, trim(piece(text, at, end))))
        at = end + len(text.string[end:]) - len(text.string[end:].lstrip())
    return pieces


def _role(string: str, words: Vocabulary) -> str:
    bare = _STARS.sub("", string)
    if SYMBOL.fullmatch(bare):
        return "symbol"
    return next((role for role, pattern in words.masthead if role != "type" and pattern.fullmatch(bare)), "")


def _first_role(string: str, at: int, words: Vocabulary) -> tuple[str, int] | None:
    """The role that the words from `at` on begin with, and where it ends; the longest that leaves whole words."""
    best: tuple[str, int] | None = None
    for role, pattern in (("symbol", SYMBOL), *words.masthead):
        if role in ("organ", "type"):
            continue
        found = pattern.match(string, at)
        if (
            found
            and (found.end() == len(string) or string[found.end()] in " *")
            and found.end() > at
            and (best is None or found.end() > best[1])
        ):
            best = (role, found.end())
    return best


def _titles(roles: list[str], strings: list[str], words: Vocabulary) -> list[str]:
    """Roles for the lines that no pattern knows: of these the last that names a kind of document is its type,
    the one before it the title, and what comes first after the agenda item is that item's title."""
    roles = ["suborgan" if r == "organ" and "organ" in roles[:i] else r for i, r in enumerate(roles)]
    agenda = max((i for i, r in enumerate(roles) if r == "agenda-item"), default=-1)
    start = (
        agenda
        if agenda >= 0
        else max((i for i, r in enumerate(roles) if r not in ("", "organ", "suborgan")), default=-1)
    )
    open_lines = [i for i, r in enumerate(roles) if i > start and r in ("", "organ", "suborgan")]
    kinds = dict(words.masthead)["type"]
    last = open_lines[-1] if open_lines else -1
    if last >= 0 and len(open_lines) > 1 and kinds.fullmatch(_STARS.sub("", strings[last])):
        roles[last] = "type"
        open_lines.pop()
    if agenda >= 0 and len(open_lines) > 1:
        roles[open_lines.pop(0)] = "agenda-title"
    for i in open_lines[:1]:
        roles[i] = "title"
    for i in open_lines[1:]:
        roles[i] = "subtitle"
    return [r or "other" for r in roles]


def plain(text: Text) -> Text:
    """Without the emphasis that OCR gives a masthead's lines as a whole."""
    return replace(text, marks=tuple(m for m in text.marks if not (isinstance(m, Emphasis) and m.style != "sup")))
