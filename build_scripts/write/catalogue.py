"""What the archive holds, as pages and lists name it: one entry a document, made from document.toml alone."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from ..core.interface import interface
from ..core.model import Document
from ..core.organs import addressed, organs
from ..core.settings import archive, types


@dataclass(frozen=True, slots=True)
class Entry:
    """A document as a list shows it."""

    path: str
    """Of its page from docs/, without `.md`."""
    title: str
    symbol: str
    type: str
    organ: str
    date: datetime.date | None
    issued: tuple[int, ...] = ()
    """Year, month and day, as far as they are known or supplied."""

    @property
    def organs(self) -> tuple[str, ...]:
        """Keys of all organs that it is addressed to; one, empty, where none is established."""
        return addressed(self.organ, self.symbol) or ("",)

    @property
    def order(self) -> tuple[tuple[int, ...], str]:
        """Oldest first; documents without a date come first."""
        return self.issued, self.path


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Every document of the archive, oldest first."""

    entries: tuple[Entry, ...]
    neighbours: dict[str, tuple[Entry | None, Entry | None]]
    """By path: the documents before and after it in its series, which is the documents of one organ, type and
    language, by date."""


def catalogue(documents: Iterable[Document]) -> Catalogue:
    """The catalogue of these documents."""
    entries = sorted(map(_entry, documents), key=lambda entry: entry.order)
    series: dict[tuple[str, str, str], list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.organ and entry.type and entry.date:
            series[entry.organ, entry.type, entry.path.partition("/")[0]].append(entry)
    neighbours: dict[str, tuple[Entry | None, Entry | None]] = {}
    for members in series.values():
        for before, entry, after in zip([None, *members], members, [*members[1:], None], strict=False):
            neighbours[entry.path] = (before, after)
    return Catalogue(tuple(entries), neighbours)


def language_of_lists() -> str:
    """The language of the interface."""
    return archive().language


def organ_name(key: str, language: str = "") -> str:
    """The organ in words of a language, or else of the interface: its symbol where it has no name; for an empty key,
    that it is not established."""
    if not key:
        return interface(language_of_lists()).labels["no_organ"]
    names = organs()[key].name if key in organs() else {}
    return names.get(language) or names.get(language_of_lists(), key)


def type_name(key: str, language: str = "", *, many: bool = False) -> str:
    """The type in words of a language, or else of the interface, for one document or for many."""
    if not key:
        return interface(language_of_lists()).labels["no_type"]
    names = types().get(key, {})
    table = names.get(language) or names.get(language_of_lists(), {})
    return str(table.get("plural" if many else "label", key))


def _entry(document: Document) -> Entry:
    title = interface(document.language).spaced(document.title)
    return Entry(document.path, title, document.symbol, document.type, document.organ, document.date, document.issued)
