"""A feed for each document that the archive holds or cites, `flux/cotes/A/RES/77/237.xml`: who cites it since when,
what was corrected in it, which corrigenda and revisions of it have come, whether it was removed.

One feed for all languages of a document: it stays where it is when a document that was only cited is held, or held in
one language more. What happened on one day is one entry; its id is made of the feed's and of that day, which is on
record, so that it never comes twice. What was so on the feed's first day is told in a line: nobody could follow it
before.
"""

from __future__ import annotations

import html
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from ..citations.citation_index import CitationIndex, Place, paths, versions_at
from ..citations.keys import parse, title
from ..citations.knowledge import CitingData
from ..citations.series import amended
from ..core.interface import interface
from ..core.model import Document
from ..core.removals import Removed
from ..core.symbol_path import symbol_path
from ..core.value import value
from ..core.versions import without_language
from ..references import reference
from ..write.catalogue import language_of_lists
from ..write.cotes import FOLDER, name_of
from ..write.excerpt import excerpt
from ..write.synopsis import shortened
from .atom import Entry, feed
from .description import permalink
from .events import Events
from .export_settings import settings
from .feeds import FOLDER as FEEDS
from .feeds import corrected, said

EXCERPT = 200
"""About how many characters of a passage an entry shows."""
TITLE = 150
"""The most characters of a document's title."""


def of_document(path: str) -> str:
    """Path of the feed of the document at a path with its language."""
    return f"{FEEDS}/{FOLDER}/{without_language(path)}.xml"


def of_page(page: str) -> str:
    """Path of the feed of a cited document by one of its pages in docs/: those of a long list share it."""
    return f"{FEEDS}/{page.removesuffix('.md').partition('/page-')[0]}.xml"


@value(frozen=True, slots=True)
class Citing:
    """A place of the archive that cites a document."""

    day: str
    """Since when; empty where it isn't on record."""
    places: tuple[Place, ...]
    """Of one block, in one of the citing document's languages."""

    @property
    def path(self) -> str:
        """Of the citing document."""
        return self.places[0].document


@dataclass(slots=True)
class Subject:
    """A document that is held or cited, in all languages."""

    key: str = ""
    """The one that leads; empty where nothing cites it."""
    held: set[str] = field(default_factory=set)
    """Paths of its versions."""
    addresses: set[str] = field(default_factory=set)
    """Symbol paths that lead to it."""
    removed: list[Removed] = field(default_factory=list)
    revised: list[str] = field(default_factory=list)
    """Paths of its corrigenda, revisions and addenda."""


class CitedFeeds:
    """The feeds of all documents that an archive holds or cites."""

    def __init__(self, index: CitationIndex, events: Mapping[str, Events], data: CitingData) -> None:
        self._index, self._events, self._data = index, events, data
        self._own = language_of_lists()
        self._revised = self._by_original()

    def feeds(self, removals: Iterable[Removed]) -> Iterator[tuple[str, bytes]]:
        """Every feed by its path in the site; `removals` are those on record."""
        for subject in self._subjects(removals):
            if subject.addresses:
                yield from self._feeds_of(subject)

    def citing(self, places: Iterable[Place], held: set[str]) -> list[Citing]:
        """Places by the block that cites, once for all languages of the citing document, in the version that was first;
        the newest last. `held`: versions of the cited document, which doesn't cite itself."""
        by_block: dict[tuple[str, str], dict[str, list[Place]]] = defaultdict(lambda: defaultdict(list))
        for place in places:
            if place.document not in held and place.document in self._events:
                by_block[without_language(place.document), place.anchor][place.document].append(place)
        found: list[Citing] = []
        for versions in by_block.values():
            days = {path: self._since(path, of_path) for path, of_path in versions.items()}
            first = min(days, key=lambda path: (days[path], not path.startswith(f"{self._own}/"), path))
            found.append(Citing(days[first], tuple(versions[first])))
        return sorted(found, key=lambda citing: citing.day)

    def revisions(self, address: str) -> Iterator[tuple[str, str]]:
        """The paths of the corrigenda, revisions and addenda of the document at a symbol path, with the days since when
        the archive has them."""
        for path in self._revised.get(address, ()):
            yield path, self._events[path].first

    def _since(self, path: str, places: Iterable[Place]) -> str:
        return min(self._events[path].cites_since(place.anchor, place.key) for place in places)

    # --- which documents

    def _subjects(self, removals: Iterable[Removed]) -> Iterator[Subject]:
        """Every document that is cited, held or was removed, once."""
        keys: dict[str, list[str]] = defaultdict(list)
        for key, leading in self._index.leading.items():
            keys[leading].append(key)
        gone: dict[str, list[Removed]] = defaultdict(list)
        for removed in removals:
            gone[without_language(removed.path)].append(removed)
        told: set[str] = set()
        by_itself = [subject for path in self._events if (subject := self._held(path))]
        for subject in (*(self._cited(leading, of) for leading, of in keys.items()), *by_itself):
            if subject.addresses & told:
                continue
            told |= subject.addresses
            for address in sorted(subject.addresses):
                subject.revised += self._revised.get(address, ())
                subject.removed += gone.pop(address, ())
            yield subject
        for address, alone in gone.items():
            yield Subject(addresses={address}, removed=alone)

    def _cited(self, leading: str, keys: Iterable[str]) -> Subject:
        subject = Subject(leading)
        for address in sorted({address for key in keys for address in paths(key)}):
            subject.addresses.add(address)
            self._hold(subject, address)
        return subject

    def _held(self, path: str) -> Subject:
        subject = Subject()
        self._hold(subject, without_language(path))
        return subject

    def _hold(self, subject: Subject, address: str) -> None:
        for path in versions_at(self._index.holders, address).values():
            if path in self._events:
                subject.held.add(path)
                subject.addresses |= {without_language(path), *self._index.documents[path].aliases}

    def _by_original(self) -> dict[str, list[str]]:
        """By the symbol path of a document, the paths of its corrigenda, revisions and addenda: `A/76/463/Corr.1` of
        `A/76/463`."""
        found: dict[str, list[str]] = defaultdict(list)
        for path in sorted(self._events):
            symbols = [self._index.documents[path].symbol]
            while symbols:
                for original, _ in amended(symbols.pop(), self._data.series.suffixes):
                    found[original].append(path)
                    symbols.append(original)
        return {symbol_path(symbol): of_symbol for symbol, of_symbol in found.items()}

    # --- a feed

    def _feeds_of(self, subject: Subject) -> Iterator[tuple[str, bytes]]:
        citing = self.citing(self._index.by_leading.get(subject.key, ()), subject.held)
        feed_paths = {address: f"{FEEDS}/{FOLDER}/{address}.xml" for address in subject.addresses}
        identity = feed_paths[self._oldest(subject, citing)]
        entries = sorted(self._entries(subject, citing, identity), key=lambda entry: entry.updated, reverse=True)
        shown = entries[: settings().entries_per_cited]
        title = said("document", document=self._name(subject))
        for _, path in sorted(feed_paths.items()):
            yield path, feed(path, title, f"{self._page(subject)}/", shown, identity)

    def _oldest(self, subject: Subject, citing: Sequence[Citing]) -> str:
        """The address under which it was first known, which stays that of its entries whatever comes to lead to it."""
        days = dict.fromkeys(sorted(subject.addresses), "9999")
        named = [(address, each.day) for each in citing for address in paths(each.places[0].key)]
        named += [(without_language(self._events[path].identity), self._events[path].first) for path in subject.held]
        for address, day in named:
            if day and address in days:
                days[address] = min(days[address], day)
        return min(days, key=lambda address: days[address])

    def _entries(self, subject: Subject, citing: Sequence[Citing], identity: str) -> Iterator[Entry]:
        known = [*(each.day for each in citing if each.day), *(self._events[path].first for path in subject.held)]
        begins = min(filter(None, known), default="")
        entry = _Entries(identity, self._name(subject), permalink(self._page(subject)))
        for day, of_day in groupby((each for each in citing if each.day), lambda each: each.day):
            yield self._citing_entry(entry, subject, day, list(of_day), whole=day != begins)
        for path in sorted(subject.held):
            yield from self._held_entries(entry, path, alone=len(subject.held) == 1)
        for path in sorted(set(subject.revised)):
            if first := self._events[path].first:
                title = said("revised", by=reference(self._index.documents[path]))
                yield entry(f"revised-{self._events[path].identity}", title, date.fromisoformat(first), permalink(path))
        for removed in subject.removed:
            yield entry(f"removed-{removed.path}", said("removed"), removed.day, permalink(removed.path))

    def _held_entries(self, entry: _Entries, path: str, *, alone: bool) -> Iterator[Entry]:
        events, document = self._events[path], self._index.documents[path]
        language = interface(self._own).languages.get(document.language, document.language)
        suffix = "" if alone else f" ({language})"
        if events.first:
            title = said("added", language=language)
            yield entry(f"added-{events.identity}", title, date.fromisoformat(events.first), permalink(path))
        for day, of_day in groupby(events.corrections, lambda correction: correction.day):
            corrections = list(of_day)
            title = said("corrected", count=len(corrections)) + suffix
            content = corrected(path, corrections, document.language)
            yield entry(f"corrected-{events.identity}-{day}", title, day, permalink(path), content)

    def _citing_entry(
        self, entry: _Entries, subject: Subject, day: str, citing: Sequence[Citing], *, whole: bool
    ) -> Entry:
        documents = list(dict.fromkeys(each.path for each in citing))
        by = said("cited_by", by=reference(self._index.documents[documents[0]]))
        title = by if len(documents) == 1 else said("cited_by_many", count=len(documents))
        content = self._passages(subject, citing) if whole else self._documents(documents)
        return entry(f"cited-{day}", title, date.fromisoformat(day), entry.page, content)

    def _documents(self, citing: Sequence[str]) -> str:
        most = settings().passages_per_entry
        names = (f"<li>{self._linked(path)}</li>" for path in citing[:most])
        return f"<ul>{''.join(names)}</ul>{_more('more_documents', len(citing) - most)}"

    def _linked(self, path: str) -> str:
        name = shortened(name_of(self._index.documents[path]), TITLE)
        return f'<a href="{permalink(path)}">{html.escape(name)}</a>'

    def _passages(self, subject: Subject, citing: Sequence[Citing]) -> str:
        """Which passages cite which places, as HTML."""
        most = settings().passages_per_entry
        lines: list[str] = []
        for path, of_document in groupby(citing[:most], lambda each: each.path):
            document = self._index.documents[path]
            quoted = "".join(self._passage(subject, each, document) for each in of_document)
            lines.append(f"<p>{self._linked(path)}</p><ul>{quoted}</ul>")
        return f"{''.join(lines)}{_more('more_places', len(citing) - most)}"

    def _passage(self, subject: Subject, citing: Citing, document: Document) -> str:
        first = citing.places[0]
        label = html.escape(first.passage.label or interface(self._own).labels["masthead"])
        spans = [(place.start, place.end) for place in citing.places]
        shown = "".join(
            f"<b>{html.escape(part)}</b>" if matters else html.escape(part)
            for part, matters in excerpt(self._index.words(first), spans, EXCERPT)
        )
        pins = dict.fromkeys((place.pin, place.fragment) for place in citing.places if place.pin)
        cites = ", ".join(self._pin(subject, document.language, *pin) for pin in pins)
        return (
            f'<li><a href="{permalink(citing.path, first.anchor)}">{label}</a>{" → " if cites else ""}{cites}'
            f'<blockquote lang="{document.language}">{shown}</blockquote></li>'
        )

    def _pin(self, subject: Subject, language: str, pin: str, fragment: str) -> str:
        words = html.escape(pin)
        held = self._index.held(subject.key, language) if fragment and subject.held else ""
        return f'<a href="{permalink(held, fragment)}">{words}</a>' if held else words

    # --- what it is called, and where it is

    def _main(self, subject: Subject) -> str:
        """The version that stands for all: that in the archive's language, else the first."""
        return min(subject.held, key=lambda path: (not path.startswith(f"{self._own}/"), path))

    def _name(self, subject: Subject) -> str:
        if subject.held:
            return shortened(name_of(self._index.documents[self._main(subject)]), TITLE)
        if subject.key:
            return title(parse(subject.key, self._data), self._data, self._own)
        removed = subject.removed[0]
        return shortened(f"{removed.symbol}, {removed.title}" if removed.symbol else removed.title, TITLE)

    def _page(self, subject: Subject) -> str:
        """Path of the page on it."""
        if subject.held:
            return self._main(subject)
        return f"{FOLDER}/{symbol_path(subject.key)}" if subject.key else subject.removed[0].path


@value(frozen=True, slots=True)
class _Entries:
    """Makes the entries of one feed."""

    identity: str
    """Path of the feed."""
    name: str
    """Of the document."""
    page: str

    def __call__(self, what: str, told: str, day: date, page: str, content: str = "") -> Entry:
        """An entry on what happened: `what` is its own name among those of the feed."""
        return Entry(
            f"{permalink(self.identity).rstrip('/')}#{what}",
            said("about", document=self.name, what=told),
            day,
            page,
            content=content or f"<p>{html.escape(told)}</p>",
        )


def _more(key: str, count: int) -> str:
    return f"<p>{html.escape(said(key, count=count))}</p>" if count > 0 else ""
