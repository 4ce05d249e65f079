"""Documents whose own links say what their words cite: an answer key that comes from their publishers.

They are read as the archive reads them; the links are the spans that extraction keeps beside the words.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from build_scripts.core.model import Hyperlink, Report, Text
from build_scripts.core.text import stretches
from build_scripts.run.reading import read_file
from build_scripts.sources.contradictions import as_stated

_HOSTS = ("undocs.org", "docs.un.org")
_AROUND = " \t.,;:،؛、，。；«»“”\"'’[]"


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
    """A paragraph, note or cell, with its citations and its links to official documents."""

    text: Text
    links: tuple[Linked, ...]


@dataclass(frozen=True, slots=True)
class LinkedDocument:
    """A document with its own links."""

    path: str
    language: str
    symbol: str
    passages: tuple[Passage, ...]


def read_linked(path: Path, language: str) -> LinkedDocument:
    """A file with its links. Raises OSError where it can't be read."""
    report, _ = read_file(path, code=language)
    return LinkedDocument(path.name, language, as_stated(report).document.symbol, tuple(passages(report)))


def passages(report: Report) -> Iterator[Passage]:
    """Every text of a report, in which links stand or not."""
    hyperlinks = [span for span in report.source.spans if isinstance(span, Hyperlink)]
    for block in report.blocks:
        for text in block.texts:
            yield Passage(text, tuple(_links(text.string, _in_text(text, hyperlinks))))


def _in_text(text: Text, hyperlinks: Sequence[Hyperlink]) -> Iterator[tuple[int, int, str]]:
    """(start, end, address) in a text of each piece of a link; `hyperlinks` are in the order of the source."""
    for position, place, length in stretches(text):
        first = bisect_right(hyperlinks, place, key=lambda link: link.start) - 1
        last = bisect_left(hyperlinks, place + length, key=lambda link: link.start)
        for link in hyperlinks[max(first, 0) : last]:
            start, end = max(link.start, place), min(link.end, place + length)
            if start < end:
                yield position + start - place, position + end - place, link.href


def _links(string: str, pieces: Iterator[tuple[int, int, str]]) -> Iterator[Linked]:
    """Links, joined where a line break divides them, and without the signs around their words."""
    joined: list[tuple[int, int, str]] = []
    for start, end, href in pieces:
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
