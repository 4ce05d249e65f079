"""The masthead: symbol, organ, distribution, date, language, session, agenda item, title and type.

It may come as lines, or packed into one (« Distr. générale 11 mars 2020 Français Original: anglais »).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ..core.model import Block, Chunk, Chunkform, Emphasis, Kind, Part, Text
from ..core.text import join, piece, trim
from ..read.lines import closed
from . import labels
from .structure_words import Vocabulary, bare

SYMBOL = re.compile(r"[A-Z][A-Z0-9]*(?:/ ?[A-Z0-9][A-Za-z0-9.\-–]*(?:\. \d+)?(?: ?\([^()]{1,12}\))?)+")
_SENTENCE = re.compile(r"[.;:](?: ?[»”\"])?(?:\s?\*|\s?\d{1,2})?$")
_STARS = re.compile(r"\s?\*{1,4}$")
_MOST_CHUNKS = 40
_LONGEST_LINE = 2000  # Characters of a line into which a whole masthead is packed.


def length(chunks: Sequence[Chunk], words: Vocabulary) -> int:
    """How many chunks the masthead takes: those before the first that can only be body; 0 where nothing shows one."""
    shown = 0
    for index, chunk in enumerate(chunks[:_MOST_CHUNKS]):
        if _is_body(chunk, words):
            return index if shown else 0
        shown += any(role for role, _ in _lines(chunk, words))
    return 0


def _is_body(chunk: Chunk, words: Vocabulary) -> bool:
    string = chunk.text.string
    if any((m := pattern.match(string)) and m.end() == len(string) for _, pattern in words.parts):
        return True
    if words.enacting.fullmatch(string) or words.introduction.fullmatch(string) or words.contents.fullmatch(string):
        return True
    # « Chapitre 35 » of the budget is a title; a report's chapters begin with the first.
    chapter = words.chapter.match(string)
    begun = words.no_heading.match(string) and closed(string)  # « La séance est ouverte à 10 heures. »
    if begun or (chapter and labels.heading_readings(f"- {chapter['number']}")[0].value == 1):
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
    found = [pair for chunk in chunks for pair in _lines(chunk, words)]
    roles = _titles([role for role, _ in found], [text.string for _, text in found], words)
    return [Block(Kind.MASTHEAD, text, body, role=role) for role, (_, text) in zip(roles, found, strict=True)]


def _lines(chunk: Chunk, words: Vocabulary) -> list[tuple[str, Text]]:
    """The lines of a chunk with their roles; lines that no pattern knows go on with the one before."""
    edges = [0, *chunk.breaks, len(chunk.text.string)]
    lines = [trim(piece(chunk.text, a, b)) for a, b in pairwise(edges)]
    if len(lines) == 1 or not any(role for line in lines[1:] for role, _ in _roles(line, words)):
        return _roles(chunk.text, words)
    found: list[tuple[str, Text]] = []
    for line in lines:
        roles = _roles(line, words)
        open_line = found and words.unfinished.search(found[-1][1].string)
        if found and (open_line or (not roles[0][0] and (not found[-1][0] or line.string[:1].islower()))):
            found[-1] = (found[-1][0], join((found[-1][1], line)))
        else:
            found += roles
    return found


def _roles(text: Text, words: Vocabulary) -> list[tuple[str, Text]]:
    """A line with its role, or the pieces of a packed line with theirs."""
    string = text.string
    pieces: list[tuple[str, Text]] = []
    line, patterns = _patterns(string, words)
    at = 0
    while at < len(string) < _LONGEST_LINE and (found := _first_role(line, at, patterns)):
        role, end = found
        pieces.append((role, trim(piece(text, at, end))))
        at = end + len(string[end:]) - len(string[end:].lstrip())
    packed = at >= len(string) and len(pieces) > 1
    return pieces if packed else [(_role(string, words), text)]


def _patterns(string: str, words: Vocabulary) -> tuple[str, tuple[tuple[str, re.Pattern[str]], ...]]:
    """The line as it is to be matched, of the same length, and the patterns for it."""
    if string.isupper() and not SYMBOL.fullmatch(string):
        return bare(string), words.capitals
    return string, words.masthead


def _role(string: str, words: Vocabulary) -> str:
    plain_line = _STARS.sub("", string)
    if SYMBOL.fullmatch(plain_line):
        return "symbol"
    line, patterns = _patterns(plain_line, words)
    role = next((r for r, pattern in patterns if r != "type" and pattern.fullmatch(line)), "")
    return "organ" if role == "organ-like" else role


def _first_role(line: str, at: int, patterns: Sequence[tuple[str, re.Pattern[str]]]) -> tuple[str, int] | None:
    """The role that the words from `at` on begin with, and where it ends; the longest that leaves whole words."""
    ends: list[tuple[int, str]] = []
    for role, pattern in (("symbol", SYMBOL), *patterns):
        found = pattern.match(line, at) if role not in ("organ-like", "type") else None
        if found and found.end() > at and (found.end() == len(line) or line[found.end()] in " *"):
            ends.append((found.end(), role))
    end, role = max(ends, key=lambda pair: pair[0], default=(0, ""))
    return (role, end) if role else None


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
    is_type = [_is_type(string, words) for string in strings]
    # A summary record says before its place what it is.
    start = min(
        (i - 1 for i, r in enumerate(roles) if not r and is_type[i] and i < start and agenda < 0), default=start
    )
    open_lines = [i for i, r in enumerate(roles) if i > start and r in ("", "organ", "suborgan")]
    if agenda < 0 and any(not roles[i] for i in open_lines):
        open_lines = [i for i in open_lines if not roles[i]]
    last = open_lines[-1] if open_lines else -1
    if last >= 0 and len(open_lines) > 1 and is_type[last]:
        roles[last] = "type"
        open_lines.pop()
    if agenda >= 0 and len(open_lines) > 1:
        roles[open_lines.pop(0)] = "agenda-title"
    for i in open_lines[:1]:
        roles[i] = "title"
    for i in open_lines[1:]:
        roles[i] = "subtitle"
    return [r or "other" for r in roles]


def _is_type(string: str, words: Vocabulary) -> bool:
    line, patterns = _patterns(_STARS.sub("", string), words)
    return bool(dict(patterns)["type"].fullmatch(line))


def plain(text: Text) -> Text:
    """Without the emphasis that OCR gives a masthead's lines as a whole."""
    return replace(text, marks=tuple(m for m in text.marks if not (isinstance(m, Emphasis) and m.style != "sup")))
