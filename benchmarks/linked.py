"""Documents whose own links say what their words cite: an answer key that comes from their publishers.

A reader (linked_pdf.py, linked_docx.py) gives passages of signs, each with the address that the file links it to;
here they become texts with note calls, and stretches of words with the same target.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import unquote, urlsplit

from build_scripts.core.model import Block, Call, Document, Kind, Part, PartKind, Report, Source, Text

_HOSTS = ("undocs.org", "docs.un.org")
_AROUND = " \t.,;:،؛、，。；«»“”\"'’[]"
_LABEL = re.compile(r"(\d{1,3})\s?\.\s")


@dataclass(frozen=True, slots=True)
class Sign:
    """A character of a document, or several that a font shows as one."""

    text: str
    href: str = ""
    """Target of the file's own link on it."""
    call: bool = False
    """Whether it is the raised number of a note."""


@dataclass(frozen=True, slots=True)
class Linked:
    """Words with the same target."""

    start: int
    end: int
    """`start` and `end` are positions in the passage's text."""
    target: str
    """The address without host and language: `A/RES/79/1`."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph or note, with its links to official documents."""

    text: Text
    links: tuple[Linked, ...]
    note: str = ""
    """Number of the note, if the passage is one."""


@dataclass(frozen=True, slots=True)
class LinkedDocument:
    """A document with its own links."""

    path: str
    language: str
    symbol: str
    passages: tuple[Passage, ...]


def passage(signs: Iterable[Sign], note: str = "") -> Passage:
    """A passage made of signs; white space becomes single spaces."""
    collapsed = list(_collapsed(signs))
    string = "".join(sign.text for sign in collapsed)
    calls, hrefs, position = [], [], 0
    for (call, href), run in groupby(collapsed, key=lambda sign: (sign.call, sign.href)):
        end = position + sum(len(sign.text) for sign in run)
        if call:
            calls.append(Call(position, end, string[position:end]))
        elif href:
            hrefs.append((position, end, href))
        position = end
    return Passage(Text(string, ((0, 0),), tuple(calls)), tuple(_links(string, hrefs)), note)


def _collapsed(signs: Iterable[Sign]) -> Iterator[Sign]:
    """The signs without spaces at either end, and never two in a row."""
    space: Sign | None = None
    begun = False
    for sign in signs:
        if sign.text.isspace():
            space = space or (Sign(" ", sign.href) if begun else None)
            continue
        if space:
            yield space
        space, begun = None, True
        yield sign


def _links(string: str, hrefs: list[tuple[int, int, str]]) -> Iterator[Linked]:
    """Links, joined where a line break divides them, and without the signs around their words."""
    joined: list[tuple[int, int, str]] = []
    for start, end, href in hrefs:
        if joined and joined[-1][2] == href and not string[joined[-1][1] : start].strip():
            joined[-1] = (joined[-1][0], end, href)
        else:
            joined.append((start, end, href))
    for start, end, href in joined:
        start, end = _trimmed(string, start, end)
        if start < end and (target := target_of(href)):
            yield Linked(start, end, target)


def _trimmed(string: str, start: int, end: int) -> tuple[int, int]:
    """The range without a comma that the link includes; « (1999) » keeps its parentheses, « (A/79/1) » doesn't."""
    while start < end:
        words = string[start:end]
        if words[0] in _AROUND or (words[0] == "(" and words.count("(") > words.count(")")):
            start += 1
        elif words[-1] in _AROUND or (words[-1] == ")" and words.count(")") > words.count("(")):
            end -= 1
        elif words[0] == "(" and words[-1] == ")":
            start, end = start + 1, end - 1
        else:
            break
    return start, end


def target_of(href: str) -> str:
    """The document that an official address names, `A/RES/79/1`; empty for any other address."""
    address = urlsplit(href.strip())
    if (address.hostname or "").removeprefix("www.") not in _HOSTS:
        return ""
    path = re.sub(r"^/*(?:(?:ar|en|es|fr|ru|zh)/+)?", "", unquote(address.path), flags=re.I)
    return re.sub(r"\s", "", path).strip("/")


def report(document: LinkedDocument) -> Report:
    """The document as passes see it: numbered paragraphs and other text, then notes."""
    body = Part(PartKind.BODY)
    blocks = []
    for index, linked_passage in enumerate(document.passages):
        label = _LABEL.match(linked_passage.text.string)
        kind = Kind.NOTE if linked_passage.note else Kind.PARAGRAPH if label else Kind.OTHER
        number = linked_passage.note or (label[1] if label else "")
        anchor = {Kind.NOTE: f"note-{number}", Kind.PARAGRAPH: f"par-{number}"}.get(kind, f"txt-{index}")
        blocks.append(Block(kind, linked_passage.text, body, number, label.end() if label else 0, anchor=anchor))
    described = Document(document.path, "", document.language, "", document.symbol)
    return Report(described, Source(document.path, "", (0,), ""), "benchmark", tuple(blocks), ())
