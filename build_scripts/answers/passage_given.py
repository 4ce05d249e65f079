"""A passage as an answer gives it: its exact words, how it is cited, and where it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .site_answering import Site


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage of a document. All of it is data that was published, and none of it is meant for who reads it by
    program."""

    text: str
    """The document's words, its printed number included, without note calls."""
    citation: str
    """As the United Nations cites it, in the document's language: « A/76/463, par. 12 »."""
    permalink: str
    document: str
    """Path of the document in the archive: `fr/A/76/463`."""
    title: str
    """Of the document."""
    language: str
    """ISO 639-1."""
    kind: str
    """`paragraph`, `item`, `heading`, `note` …"""
    anchor: str
    notes: list[str]
    """Anchors of the notes that it calls."""
    sha256: str
    """Of the text in UTF-8, as the archive's registry has it."""


def passage(site: Site, path: str, block: Mapping[str, Any]) -> Passage:
    """What an answer says of a block of a document."""
    row = site.documents[path]
    return Passage(
        text=block["text"],
        citation=block["citation"],
        permalink=block["url"],
        document=path,
        title=row["title"],
        language=row["language"],
        kind=block["kind"],
        anchor=block["anchor"],
        notes=block["notes"],
        sha256=block["sha256"],
    )


def at(site: Site, path: str, anchor: str) -> Passage:
    """The passage with an anchor. Raises KeyError where the document hasn't it."""
    return passage(site, path, site.report(path)[site.numbers(path)[anchor]])
