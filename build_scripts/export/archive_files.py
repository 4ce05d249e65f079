"""The export of a whole archive into its built site."""

from __future__ import annotations

import pickle
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain
from pathlib import Path
from types import MappingProxyType

from ..citations.citation_index import CitationIndex, index
from ..citations.knowledge import load
from ..core.diagnostics import Diagnostic
from ..core.model import Report
from ..core.parallel import each
from ..core.settings import archive
from ..core.stage_store import Store
from ..core.stage_store import key as store_key
from ..core.symbol_path import symbol_path
from ..core.versions import Versions, address
from ..core.workplace import workplace
from ..references.quotation_rules import table as quotation_rules
from ..write.catalogue import catalogue
from ..write.course import Courses
from . import (
    addresses,
    archive_lists,
    citation_styles,
    cited_feeds,
    course_table,
    feeds,
    interface_index,
    redirects,
    sitemap,
    watch_tables,
)
from . import archive_tables as tables
from . import browser_tables as browser
from .description import permalink
from .others import NOBODY, Others
from .report_files import EXPORTING, Place, SiteEntry, taken, write
from .script_knowledge import script

WORDS = "assets/javascripts/citing/words.js"
"""The words of places, for the browser (export/browser_tables.py)."""
BODIES = "assets/javascripts/citing/bodies.js"
"""Bodies, their acts and symbols, for the browser."""
QUOTING = "assets/javascripts/desk/rules.js"
"""When words are quoted and are those of a passage (data/quotations.toml), for the browser."""
SIGNS = "assets/javascripts/signs.js"
"""Signs that are the same (core/signs.py), and words that elide, for the browser."""
KEYS = "cotes"
"""Folder of the pages of cited documents."""


def export(
    root: Path,
    reports: Sequence[Path],
    site: Path,
    *,
    jobs: int = 0,
    store: Store | None = None,
    others: Others = NOBODY,
    citing: Callable[[], CitationIndex] | None = None,
    cites: Mapping[str, str] = MappingProxyType({}),
    known: Mapping[str, str] = MappingProxyType({}),
) -> list[Diagnostic]:
    """Write everything that the archive at `root` offers besides its pages into the built site.

    `reports` are files that each hold a pickled Report, in the order of the tables; their names are the reports' keys
    (run/conversion.py). What `store` has of one is taken over from there. A report that cannot be exported is a finding
    (L030), and the others go on. `jobs` 0: one a core. `others`: all documents of the archive. `citing` gives who
    cites what; else it is read from the reports. `cites`: hash of what each report cites, by its key, as far as it is
    known; `known`: the same of files of the site, by their paths (SHA-256).
    """
    diagnostics: list[Diagnostic] = []
    # On the store's disk, so that what is taken over is linked.
    beside = store.folder if store else Path(tempfile.gettempdir(), "store")
    with workplace(beside.with_name("cote-exports")) as folder:
        rows = folder / "rows"
        rows.mkdir()
        place = Place(root, site, rows, store or Store(folder / "store", archive().store_bytes), others)
        cited: Counter[str] = Counter()
        entries = {report: _counted(taken(place, report.name), cited) for report in reports}
        missing = [report for report, entry in entries.items() if entry is None]
        seconds = archive().limits.document_seconds
        for outcome in each(partial(write, place), missing, seconds=seconds, jobs=jobs, label="Exporting"):
            entries[outcome.item] = _counted(outcome.result, cited)
            if outcome.result is None:
                diagnostics.append(Diagnostic(_name(outcome.item), 0, "L030", f"formats not written: {outcome.error}"))
        exported = [entry for entry in entries.values() if entry]
        _whole(place, exported, cited, known)
        citations = [cites.get(report.name, report.name) for report in reports]
        _follow(place, exported, citations, citing or (lambda: index(map(_loaded, reports))))
    return diagnostics


def _counted(entry: SiteEntry | None, cited: Counter[str]) -> SiteEntry | None:
    """An entry without what a report cites, which is added to what all cite."""
    if entry is None:
        return None
    cited.update(entry.cites)
    return replace(entry, cites=Counter())


def _whole(place: Place, exported: Sequence[SiteEntry], cited: Counter[str], known: Mapping[str, str]) -> None:
    site = place.site
    tables.write(site, place.rows, (report.pieces for report in exported))
    changed = {permalink(report.news.path): report.news.changed for report in exported if report.news.changed}
    sitemap.write(site, changed, _alternates(place.others.versions), store=place.store, known=known)
    keys = list(_cited(site, cited))
    addresses.write(site, (report.held for report in exported), keys)
    archive_lists.write(site, (report.row for report in exported), archive_lists.cited_rows(keys, place.others.holders))
    rows = sum(report.pieces["jsonl"].rows for report in exported)
    interface_index.write(site, (report.news.language for report in exported), rows)
    redirects.write(site, (report.held for report in exported), place.others.removals)
    citation_styles.write(site)
    # Of the program and its data alone; the patterns of all languages take a second to make.
    words = store_key("words", EXPORTING)
    if not place.store.take_files(words, site):
        place.store.deliver(words, _words(), site)


def _follow(
    place: Place, exported: Sequence[SiteEntry], cites: Sequence[str], citing: Callable[[], CitationIndex]
) -> None:
    """Write what tells what is new, and what became of documents. Where nothing has changed that is told of a report,
    what it says of others, a record or a removal, it is as it was, and nobody asks who cites what. `cites`: hashes of
    what the reports cite."""
    told = repr([(entry.news, entry.said) for entry in exported])
    others = repr((place.others.holders, place.others.removals, place.others.outside))
    name = store_key("followed", EXPORTING, *cites, told, others)
    if not place.store.take_files(name, place.site):
        known = citing()
        made = chain(_followed(place, exported, known), [_courses(exported, known)])
        place.store.adopt(name, place.site, feeds.write(place.site, made))


def _courses(exported: Sequence[SiteEntry], known: CitationIndex) -> tuple[str, bytes]:
    """The table of what became of each document, and its path."""
    said = {entry.news.path: entry.said for entry in exported}
    neighbours = catalogue(known.documents.values()).neighbours
    return course_table.table(said, Courses(said, known.documents, known.holders, neighbours))


def _followed(place: Place, exported: Iterable[SiteEntry], citing: CitationIndex) -> Iterator[tuple[str, bytes]]:
    """The feeds of lists and of cited documents, and the tables that the dossier asks, by their paths."""
    yield from feeds.feeds([entry.news for entry in exported]).items()
    happened = {entry.news.path: entry.news.events for entry in exported if entry.news.events}
    cited = cited_feeds.CitedFeeds(citing, happened, load())
    yield from cited.feeds(place.others.removals)
    yield from (watch_tables.table(path, happened[path], citing, cited) for path in happened)


def _alternates(versions: Versions) -> dict[str, dict[str, str]]:
    """By the address of each document that has several versions, and without language, the addresses of all."""
    by_address: dict[str, dict[str, str]] = {}
    for together in versions.by_path.values():
        if len(together) > 1:
            listed = {version.language: permalink(version.path) for version in together}
            listed["x-default"] = permalink(address(together))
            by_address |= dict.fromkeys(listed.values(), listed)
    return by_address


def write_words(site: Path) -> None:
    """Write what the browser needs to read references."""
    for path, content in _words().items():
        file = site / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)


def _words() -> dict[str, bytes]:
    return {
        SIGNS: script(**browser.spelling()),
        WORDS: script(words=browser.words()),
        BODIES: script(bodies=browser.bodies()),
        QUOTING: script(quoting=quotation_rules()),
    }


def _cited(site: Path, counts: Counter[str]) -> Iterator[tuple[str, int, str]]:
    """Each cited key, how many blocks cite it, and its own page where the site has one."""
    for key, number in sorted(counts.items()):
        try:
            page = f"{KEYS}/{symbol_path(key)}"
        except ValueError:
            continue
        yield key, number, page if (site / page / "index.html").is_file() else ""


def _name(file: Path) -> str:
    """The source of the report in a file."""
    return _loaded(file).source.path


def _loaded(file: Path) -> Report:
    report = pickle.loads(file.read_bytes())
    assert isinstance(report, Report)
    return report
