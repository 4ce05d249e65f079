"""Documents whose own links say what their words cite: an answer key that nobody here wrote.

A reader (linked_pdf.py, linked_docx.py) gives passages of signs, each with the address that the file links it to;
here they become texts with note calls, and stretches of words with one target.
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
    """A character of a document, or a few that a font shows as one."""

    text: str
    href: str = ""
    """Where the file's own link on it leads."""
    call: bool = False
    """It is raised, and a note's number."""


@dataclass(frozen=True, slots=True)
class Linked:
    """Words with one target."""

    start: int
    end: int
    """In the passage's text."""
    target: str
    """What is behind the host and the language: `A/RES/79/1`."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph or note, with its links to official documents."""

    text: Text
    links: tuple[Linked, ...]
    note: str = ""
    """Number of the note that it is."""


@dataclass(frozen=True, slots=True)
class LinkedDocument:
    """A document with its own links."""

    path: str
    language: str
    symbol: str
    passages: tuple[Passage, ...]


def passage(signs: Iterable[Sign], note: str = "") -> Passage:
    """A passage out of its signs; white space becomes single blanks."""
    kept = list(_collapsed(signs))
    string = "".join(sign.text for sign in kept)
    calls, hrefs, position = [], [], 0
    for (call, href), run in groupby(kept, key=lambda sign: (sign.call, sign.href)):
        end = position + sum(len(sign.text) for sign in run)
        if call:
            calls.append(Call(position, end, string[position:end]))
        elif href:
            hrefs.append((position, end, href))
        position = end
    return Passage(Text(string, ((0, 0),), tuple(calls)), tuple(_links(string, hrefs)), note)


def _collapsed(signs: Iterable[Sign]) -> Iterator[Sign]:
    """No blank at the beginning or the end, and never two."""
    blank: Sign | None = None
    begun = False
    for sign in signs:
        if sign.text.isspace():
            blank = blank or (Sign(" ", sign.href) if begun else None)
            continue
        if blank:
            yield blank
        blank, begun = None, True
        yield sign


def _links(string: str, hrefs: list[tuple[int, int, str]]) -> Iterator[Linked]:
    """Pieces of one link that a line's end parts are joined, and signs around the words left out."""
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
    """Without the comma that a rectangle takes along; « (1999) » keeps its parentheses, « (A/79/1) » does not."""
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
    """The document as the passes see it: numbered paragraphs, other text, then the notes."""
    body = Part(PartKind.BODY)
    blocks = []
    for index, one in enumerate(document.passages):
        label = _LABEL.match(one.text.string)
        kind = Kind.NOTE if one.note else Kind.PARAGRAPH if label else Kind.OTHER
        number = one.note or (label[1] if label else "")
        anchor = {Kind.NOTE: f"note-{number}", Kind.PARAGRAPH: f"par-{number}"}.get(kind, f"txt-{index}")
        blocks.append(Block(kind, one.text, body, number, label.end() if label else 0, anchor=anchor))
    described = Document(document.path, "", document.language, "", document.symbol)
    return Report(described, Source(document.path, "", (0,), ""), "benchmark", tuple(blocks), ())
