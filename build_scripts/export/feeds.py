"""Atom feeds of what the archive adds and corrects: of all documents, of each list and theme, of each series.

`flux/documents.xml`, `flux/organes/A-C.3.xml`, `flux/themes/corruption.xml`, `flux/series/fr/A-C.3/report.xml`;
a script beside them says which filter of the search has which. Feeds of cited documents are made in cited_feeds.py.
"""

from __future__ import annotations

import html
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from ..core.interface import interface
from ..core.organs import addressed
from ..core.settings import archive
from ..core.value import value
from ..search.facets import themes
from ..write.catalogue import language_of_lists, organ_name, type_name
from ..write.lists import Facet, list_path
from .atom import Entry, feed
from .description import permalink
from .events import Correction, Events
from .export_settings import settings

FOLDER = "flux"
WHOLE = f"{FOLDER}/documents.xml"
SEARCH = "recherche/"
THEMES, SERIES = "themes", "series"


@value(frozen=True, slots=True)
class News:
    """A document as a feed shows it."""

    path: str
    reference: str
    symbol: str
    title: str
    organ: str
    """Key."""
    type: str
    language: str
    summary: str
    dated: date | None
    """Of the document."""
    added: date | None
    """When the archive first published it."""
    changed: date | None = None
    """When the archive last changed it."""
    events: Events | None = None
    year: str = ""
    """Of the document, where known or supplied."""
    themes: tuple[str, ...] = ()
    """Keys of those that its blocks name."""

    @property
    def organs(self) -> tuple[str, ...]:
        """Keys of all organs that it is addressed to; one, empty, where none is established."""
        return addressed(self.organ, self.symbol) or ("",)

    @property
    def moment(self) -> date | None:
        """That of its addition or of its last correction, as it is on record."""
        return self.changed or self.added

    @property
    def order(self) -> tuple[date, date, date, str]:
        """What was added or corrected last comes last."""
        return self.moment or date.min, self.added or date.min, self.dated or date.min, self.path

    @property
    def identity(self) -> str:
        """The path under which it was first on record."""
        return self.events.identity if self.events else self.path


@value(frozen=True, slots=True)
class _List:
    """Documents that have a feed together."""

    path: str
    """Of the feed, below its folder and without its ending."""
    name: str
    page: str
    """Path of the page that shows them."""
    filters: tuple[str, str]
    """The facet of the search and its value that show them; empty where none does."""


def feeds(documents: Sequence[News]) -> dict[str, bytes]:
    """Every feed by its path in the site's folder.

    Atom requires the moment of each entry's last change. A document that isn't on record yet has none, and appears once
    it is; neither its own date nor the day of the build says anything about it.
    """
    newest = sorted(documents, key=lambda document: document.order, reverse=True)
    # A theme has its feed whichever block names it: the list of themes counts titles, too (write/holdings.py).
    listed: dict[_List, list[News]] = defaultdict(list, {_list_of_theme(theme.key): [] for theme in themes()})
    for document in newest:
        for of in _lists(document):
            listed[of].append(document)
    by_path = {WHOLE: _feed(WHOLE, said("all", archive=archive().name), "", newest, settings().entries_per_feed)}
    for of, members in sorted(listed.items(), key=lambda item: item[0].path):
        path = f"{FOLDER}/{of.path}.xml"
        most = settings().entries_per_feed if of.filters[0] == "organe" else settings().entries_per_list
        by_path[path] = _feed(path, said("of", archive=archive().name, what=of.name), of.page, members, most)
    return by_path | {f"{FOLDER}/index.js": _index(listed)}


def _lists(document: News) -> Iterator[_List]:
    """The lists that a document is in."""
    for organ in document.organs:
        path = list_path(Facet.ORGAN, organ)
        yield _List(path, organ_name(organ), f"{path}/", ("organe", organ))
    path = list_path(Facet.TYPE, document.type)
    yield _List(path, type_name(document.type, many=True), f"{path}/", ("type", document.type))
    if document.year:  # A document without one will hardly have it by being followed.
        path = list_path(Facet.YEAR, document.year)
        yield _List(path, document.year, f"{path}/", ("annee", document.year))
    name = interface(language_of_lists()).languages.get(document.language, document.language)
    found = f"{SEARCH}?langue={document.language}"
    yield _List(f"langues/{document.language}", name, found, ("langue", document.language))
    yield from map(_list_of_theme, document.themes)
    if series := series_path(document.organ, document.type, document.language):
        name = f"{type_name(document.type, many=True)}, {organ_name(document.organ)} ({document.language})"
        yield _List(series, name, f"{list_path(Facet.ORGAN, document.organ)}/", ("", ""))


def _list_of_theme(key: str) -> _List:
    return _List(f"{THEMES}/{key}", theme_name(key), f"{SEARCH}?theme={key}", ("theme", key))


def of_list(page: str) -> str:
    """Path of the feed of a list by one of its pages in docs/, which share it; empty where it has none."""
    folder, name = (*page.removesuffix(".md").split("/"), "index")[:2]
    folders = {words["folder"] for words in interface(language_of_lists()).lists.values()}
    without = list_path(Facet.YEAR, "")
    is_list = folder in folders and name != "index" and f"{folder}/{name}" != without
    return f"{FOLDER}/{folder}/{name}.xml" if is_list else ""


def of_theme(key: str) -> str:
    """Path of the feed of a theme that a document names."""
    return f"{FOLDER}/{THEMES}/{key}.xml"


def series_path(organ: str, kind: str, language: str) -> str:
    """Path of the feed of a series, which is the documents of one organ, type and language (write/catalogue.py), below
    the folder and without its ending; empty where the document is in none."""
    if not (organ and kind):
        return ""
    names = (list_path(facet, key).rpartition("/")[2] for facet, key in ((Facet.ORGAN, organ), (Facet.TYPE, kind)))
    return "/".join((SERIES, language, *names))


def theme_name(key: str) -> str:
    """A theme in words of the interface."""
    names = next((theme.label for theme in themes() if theme.key == key), {})
    return str(names.get(language_of_lists(), key))


def _index(listed: Mapping[_List, Sequence[News]]) -> bytes:
    """For the results page: by facet and value, the feed's path from the site's root. A script, since a page that is
    opened by double click can load nothing else."""
    by_facet: dict[str, dict[str, str]] = defaultdict(dict)
    for of in sorted(listed, key=lambda of: of.path):
        facet, key = of.filters
        if key:
            by_facet[facet][key] = f"{FOLDER}/{of.path}.xml"
    content = json.dumps(by_facet, ensure_ascii=False, separators=(",", ":"))
    return f"cote.feeds={content}\n".encode()


def write(site: Path, made: Iterable[tuple[str, bytes]]) -> list[str]:
    """Write files into the built site, one at a time, since there are more than memory holds. Returns their paths."""
    paths: list[str] = []
    for path, content in made:
        file = site / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
        paths.append(path)
    return paths


def _feed(path: str, title: str, page: str, documents: Sequence[News], most: int) -> bytes:
    dated = [(document, moment) for document in documents if (moment := document.moment)]
    return feed(path, title, page, [_entry(*each) for each in dated[:most]])


def _entry(document: News, moment: date) -> Entry:
    organs = (("organ", organ, organ_name(organ)) for organ in document.organs)
    kinds = (*organs, ("type", document.type, type_name(document.type)))
    return Entry(
        permalink(document.identity),
        f"{document.symbol} – {document.title}" if document.symbol else document.title,
        moment,
        permalink(document.path),
        document.added,
        _last_corrections(document, moment),
        document.summary,
        document.language,
        tuple(each for each in kinds if each[1]),
    )


def _last_corrections(document: News, moment: date) -> str:
    """What was corrected on the day of the last change, as HTML; empty where nothing was."""
    if document.events is None:
        return ""
    last = [correction for correction in document.events.corrections if correction.day == moment]
    return corrected(document.path, last, document.language) if last else ""


def corrected(path: str, corrections: Sequence[Correction], language: str) -> str:
    """Corrections of a document at a path as HTML, no more than an entry may have."""
    most = settings().passages_per_entry
    lines = [
        f'<li><a href="{permalink(path, each.anchor)}">{html.escape(each.label)}</a>'
        f'<blockquote lang="{language}">{each.changed}</blockquote></li>'
        for each in corrections[:most]
    ]
    more = said("more_places", count=len(corrections) - most) if len(corrections) > most else ""
    heading = html.escape(said("corrected", count=len(corrections)))
    return f"<p>{heading}</p><ul>{''.join(lines)}</ul>" + (f"<p>{html.escape(more)}</p>" if more else "")


def said(key: str, **values: str | int) -> str:
    """A sentence of feeds."""
    return interface(language_of_lists()).say(f"feeds.{key}", **values)
