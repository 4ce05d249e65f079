"""What is made of the whole archive once its sources are converted: its pages, and whether it is as it is on record.

A report's pages are made anew where the report changes, or what they show of other documents and of the record; all
others stay as they were, unread.
"""

from __future__ import annotations

import pickle
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from ..citations.citation_index import CitationIndex, Gathered, holders, index_of
from ..citations.knowledge import load
from ..core.diagnostics import Diagnostic
from ..core.model import Report
from ..core.stage_store import Store, key
from ..core.text import line_of, located, offset
from ..core.value import value
from ..core.versions import Versions, versions
from ..core.whole_files import is_regular
from ..export.authorship import authors_of
from ..export.others import Others
from ..published import history, registry, removed
from ..render.converter import keep, rendered
from ..sources import Entry, changes, held
from ..write import (
    Catalogue,
    aliases,
    catalogue,
    cotes,
    differences,
    front,
    lists,
    network,
    removed_pages,
    report_body,
    version_pages,
)
from ..write.citation_matter import citations, cited_at
from ..write.cote_lists import list_pages
from ..write.course import Courses, Facts, course, facts
from ..write.differences import Numbering
from ..write.files import Pages, at_address, by_hand
from ..write.holdings import overview
from ..write.holdings import pages as holdings_pages
from ..write.kept_pages import kept
from ..write.links import Links
from ..write.original import original
from ..write.page_proof import prove as prove_page
from ..write.published import corrections, published
from ..write.quality import Quality, quality
from ..write.quality_pages import archive_pages, document_page, own_pages, share
from ..write.shown import Shown
from .conversion import CONVERTING, STORE, Converted, PassageTexts, cited, converted, loaded, of_each, parallel
from .inventory import holdings

__all__ = ["CONVERTING", "STORE", "Converted", "citation_index", "converted", "others_of", "pages", "standing"]

WRITING = (*CONVERTING, "render", "published", "write", "export")
"""The rooms of the program that a report's pages need; of the last, who wrote a document."""
SITE = "site"
"""The folder of the built site."""
RECORDING = ("core", "render", "published")
"""The rooms that it takes to compare a report with the record."""


def standing(root: Path, conversion: Converted, *, jobs: int = 0) -> list[Diagnostic]:
    """Whether sources and anchors are as they are on record."""
    part = conversion.part
    gone = removed.gone(root, conversion.documents, conversion.removals, part)
    staying = [*conversion.withheld, *gone]
    diagnostics = [
        *changes(root, conversion.entries, conversion.extractions, conversion.hashes, part),
        *removed.missing(gone, conversion.removals, part),
        *held.compare(root, conversion.reports.documents, conversion.anchors, part, staying),
    ]
    reports = conversion.reports
    names = {
        file: key("standing", RECORDING, file.name, *_record(root, document.path))
        for file, document in zip(reports.files, reports.documents, strict=True)
    }
    compared = of_each(conversion, names, partial(_standing, root), jobs, "Comparing with the record")
    for source, outcome in zip(reports.sources, compared.values(), strict=True):
        if outcome.result is None:
            diagnostics.append(Diagnostic(source, 0, "S019", f"not compared with the record: {outcome.error}"))
        else:
            diagnostics += outcome.result
    return sorted(diagnostics)


def _record(root: Path, path: str) -> tuple[bytes, bytes]:
    """The files of the record of a document, empty where it has none."""
    return _content(root / registry.file_of(path)), _content(root / history.file_of(path))


def _content(file: Path) -> bytes:
    if is_regular(file):
        return file.read_bytes()
    return b"\0" if file.exists() else b""  # A folder or a pipe is a finding, and no record has that sign.


def _standing(root: Path, file: Path) -> list[Diagnostic]:
    """Whether the anchors of one report are as they are on record."""
    report = loaded(file)
    path = report.document.path
    record, unread = registry.load(root, path)
    now = registry.anchors(report)
    compared = registry.compare(record, now, report.source.path, _told(root, report, registry.changed(record, now)))
    return [*history.load(root, path)[1], *unread, *compared]


def _told(root: Path, report: Report, before: Mapping[str, str]) -> Callable[[str], str]:
    """Says of an anchor in which line of the source its text has changed, and how. `before`: the hash on record of each
    that has."""
    was = history.old_words(root, report.document.path, before) if before else {}
    blocks = {block.anchor: block for block in report.blocks if block.anchor in before}

    def told(anchor: str) -> str:
        block = blocks.get(anchor)
        if block is None or not block.text.places:  # The call of a note; a table.
            return ""
        line = line_of(report.source, offset(block.text, 0))
        return f":{line}: {history.in_words(was.get(anchor, ''), registry.words(block))}"

    return told


def without_place(root: Path, entries: Sequence[Entry]) -> Iterator[Diagnostic]:
    """A finding (S047) for each document whose page has no place in docs/, since somebody's own has it, and that is on
    record, or for which MkDocs would make two pages at one address."""
    for document in (entry.document for entry in entries):
        there = by_hand(root / "docs", document.path)
        if there == at_address(document.path)[1] or (there and (root / registry.file_of(document.path)).is_file()):
            message = f"docs/{there} wasn't generated, and the page of this document belongs there: "
            message += "move it to a name that no document has"
            yield Diagnostic(document.file, document.lines.get("symbol", 0), "S047", message)


def pages(root: Path, conversion: Converted, *, jobs: int = 0) -> tuple[Pages, list[Diagnostic]]:
    """Every page of docs/ by its path from there, each report's proved against the report.

    A page that cannot be made or proved is left as it is on disk.
    """
    reports = conversion.reports
    others = [entry.document for entry in conversion.outside]
    contents = catalogue([*reports.documents, *others])
    index, diagnostics = citation_index(conversion, jobs=jobs)
    compared = _numbering(root, conversion)
    diagnostics += differences.diagnostics(compared, reports.documents)
    courses, unread = _courses(conversion, index, contents, jobs)
    diagnostics += unread
    texts, shown = Pages(), Shown(contents, index, load(), compared, courses)
    qualities: list[Quality] = []
    for written in _report_pages(root, conversion, contents, index, shown, compared, courses, diagnostics, jobs):
        written.add_to(texts, conversion.store)
        diagnostics += written.diagnostics
        qualities.append(written.quality)
    everything = cotes.cotes(index, load())
    _add_cotes(texts, everything, shown, conversion.store)
    texts.update(network.page(everything, index))
    absent = left_out(root, conversion)
    staying = (document.path for document in conversion.documents if document.path not in absent)
    texts.update(kept(root / "docs", (page for path in staying for page in own_pages(path)), texts, root / SITE))
    present = [document for document in conversion.documents if document.path not in absent]
    texts.update(_lists(root, conversion, everything, len(contents.entries), jobs))
    texts.update(archive_pages(qualities) | aliases.pages(present))

    def taken(path: str) -> bool:
        return path in texts or bool(by_hand(root / "docs", path.removesuffix(".md")))

    here = {document.path for document in present}
    texts.update(version_pages.pages(compared.versions, taken, own=lambda path: path in here))
    texts.update(removed_pages.pages(conversion.removals.documents, taken))
    return texts, sorted(diagnostics)


def _lists(
    root: Path, conversion: Converted, everything: Sequence[cotes.Cote], total: int, jobs: int
) -> dict[str, str]:
    """The lists of the archive, with what the home page shows of it. `everything`: all that it cites; `total`:
    documents of the whole, where these are a part."""
    own = catalogue(conversion.reports.documents)
    held_here = holdings(root, conversion, everything, partial(_record, root), jobs=jobs)
    made = overview(own, held_here, lambda path: not by_hand(root / "docs", path))
    return lists.pages(own, total, made) | holdings_pages(held_here)


def as_before(root: Path, conversion: Converted) -> list[str]:
    """The paths of documents that aren't published as they are now, and that the site shows as it did before: their
    pages of docs/ need the files that the last site has beside them. Where it has none, as in a new clone, the site is
    made without these documents."""
    return [path for path in conversion.withheld if _stays(root, path)]


def _stays(root: Path, path: str) -> bool:
    page = root / SITE / path / "index.html"
    if not ((root / "docs" / f"{path}.md").is_file() and page.is_file()):
        return False
    if not by_hand(root / "docs", path):
        return True
    # The last site may have that page, as it does where the document went on record later.
    html = page.read_text(encoding="utf-8")
    return all(f'id="{anchor}"' in html for anchor in registry.load(root, path)[0].hashes)


def left_out(root: Path, conversion: Converted) -> list[str]:
    """The paths of documents that the site is made without, though docs/ may have pages of them."""
    return sorted({*conversion.withheld}.difference(as_before(root, conversion)))


def versions_of(root: Path, conversion: Converted) -> Versions:
    """The versions of the archive's documents, as far as they have pages."""
    shown = {document.path for document in conversion.reports.documents}.union(as_before(root, conversion))
    present = (document for document in conversion.documents if document.path in shown)
    return versions([*present, *(entry.document for entry in conversion.outside), *conversion.left_out])


def others_of(root: Path, conversion: Converted) -> Others:
    """The archive's documents as exports ask of them. Those that a copy leaves out aren't held there."""
    outside = tuple(entry.document for entry in conversion.outside)
    documents = sorted([*conversion.reports.documents, *outside], key=lambda document: document.path)
    anchors, gone = held.Anchors(_packed(conversion)), conversion.removals.documents
    return Others(versions_of(root, conversion), holders(documents), anchors, gone, outside)


def _packed(conversion: Converted) -> dict[str, str]:
    """The anchors of all documents, by their paths (sources/held.py)."""
    return {**conversion.anchors, **{entry.document.path: entry.packed for entry in conversion.outside}}


def _numbering(root: Path, conversion: Converted) -> Numbering:
    """The versions of all documents, with the anchors of those that have several."""
    together = versions_of(root, conversion)
    packed = _packed(conversion)
    known = (path for path in differences.several(together) if path in packed)
    return Numbering(together, {path: frozenset(held.unpacked(packed[path])) for path in known})


def citation_index(conversion: Converted, *, jobs: int = 0) -> tuple[CitationIndex, list[Diagnostic]]:
    """Who cites what in the archive."""
    gathered: list[Gathered] = []
    diagnostics: list[Diagnostic] = []
    for file, document in zip(conversion.reports.files, conversion.reports.documents, strict=True):
        try:
            gathered.append(cited(conversion.store, file))
        except Exception as error:  # Nothing that one report holds may keep the others from being written.
            diagnostics.append(Diagnostic(document.file, 0, "S019", f"citations not read: {error}"))
    outside = ((entry.document, ()) for entry in conversion.outside)
    return index_of([*gathered, *outside], PassageTexts(conversion.store, conversion.reports)), diagnostics


def _courses(
    conversion: Converted, index: CitationIndex, contents: Catalogue, jobs: int
) -> tuple[Courses, list[Diagnostic]]:
    """What became of each document of the archive."""
    reports = conversion.reports
    names = {file: key("course", WRITING, file.name) for file in reports.files}
    outcomes = of_each(conversion, names, _facts, jobs, "Reading what became of texts")
    known: dict[str, Facts] = {}
    diagnostics: list[Diagnostic] = []
    for document, outcome in zip(reports.documents, outcomes.values(), strict=True):
        if outcome.result is None:
            message = f"what it says of other texts not read: {outcome.error}"
            diagnostics.append(Diagnostic(document.file, 0, "S019", message))
        else:
            known[document.path] = outcome.result
    return Courses(known, index.documents, index.holders, contents.neighbours), diagnostics


def _facts(file: Path) -> Facts:
    return facts(loaded(file))


@value(frozen=True, slots=True)
class _Written:
    """The pages of one report."""

    name: str
    """In the store."""
    hashes: Mapping[str, str]
    """SHA-256 of each page by its path from docs/; none where the proof failed."""
    diagnostics: list[Diagnostic]
    """Of the proof."""
    quality: Quality
    texts: Mapping[str, str]
    """The pages themselves; empty where the store has them."""

    def add_to(self, pages: Pages, store: Store) -> None:
        """Put the pages among the others."""
        if self.texts:
            pages.update(self.texts)
            return
        for path, digest in self.hashes.items():
            pages.keep(path, digest, partial(_kept_text, store, self.name, path))


def _add_cotes(texts: Pages, everything: Sequence[cotes.Cote], shown: Shown, store: Store) -> None:
    """Put the pages of cited documents, and the lists that lead to them, among the others."""
    listed, parents = list_pages(everything)
    texts.update(listed)
    for cote in everything:
        name = key("cote", WRITING, shown.of_cote(cote, parents[cote.key]))
        hashes = store.digests(name)
        if hashes is None:
            made = cotes.pages_of(cote, parents[cote.key])
            hashes = _put_pages(store, name, made)
            if not hashes:
                texts.update(made)
                continue
        for path, digest in hashes.items():
            texts.keep(path, digest, partial(_kept_text, store, name, path))


def _put_pages(store: Store, name: str, texts: Mapping[str, str]) -> dict[str, str]:
    """Keep pages; SHA-256 of each by its path, nothing where the store can't have them."""
    store.put_files(name, {path: text.encode("utf-8") for path, text in texts.items()})
    return store.digests(name) or {}


def _kept_text(store: Store, name: str, path: str) -> str:
    files = store.files(name)
    if files is None:
        raise FileNotFoundError(f"docs/{path}: another program has emptied .cache/store meanwhile")
    return files[path].decode("utf-8")


def _report_pages(
    root: Path,
    conversion: Converted,
    contents: Catalogue,
    index: CitationIndex,
    shown: Shown,
    compared: Numbering,
    courses: Courses,
    diagnostics: list[Diagnostic],
    jobs: int,
) -> list[_Written]:
    """The pages of all reports; `diagnostics` receives what kept some from being made."""
    reports, store, configuration = conversion.reports, conversion.store, root / "mkdocs.yml"
    by_file: dict[str, list[Diagnostic]] = defaultdict(list)
    for diagnostic in conversion.diagnostics:
        by_file[diagnostic.file].append(diagnostic)
    settings = _content(configuration)
    known: dict[Path, _Written | None] = {}
    names: dict[Path, str] = {}
    for file, document, source in zip(reports.files, reports.documents, reports.sources, strict=True):
        said = repr([(each.line, each.code) for each in by_file[source]])
        record = _record(root, document.path)
        name = names[file] = key("page", WRITING, file.name, shown.of_others(document), said, settings, *record)
        known[file] = _known(store, name)
    missing = [file for file in reports.files if not known[file]]
    work = partial(_page, contents, index, compared, courses, configuration, dict(by_file), store, names)
    for outcome in parallel(work, missing, jobs, "Writing"):
        known[outcome.item] = outcome.result
        if outcome.result is None:
            document = loaded(outcome.item).document
            diagnostics.append(Diagnostic(document.file, 0, "S019", f"page not written: {outcome.error}"))
    return [written for written in known.values() if written]


def _page(
    contents: Catalogue,
    index: CitationIndex,
    compared: Numbering,
    courses: Courses,
    configuration: Path,
    diagnostics: Mapping[str, Sequence[Diagnostic]],
    store: Store,
    names: Mapping[Path, str],
    file: Path,
) -> _Written:
    """A report's page and that of its quality; `diagnostics` of the conversion, by file."""
    if done := _known(store, names[file]):
        return done
    report = loaded(file)
    root, path = configuration.parent, report.document.path
    past_changes, _ = history.load(root, path)
    standing = published(registry.load(root, path)[0], past_changes)
    body = report_body.body(report, Links(report.document, index), cited_at(report.document, index), standing)
    page = rendered(body, configuration)
    keep(store, body, configuration, page)
    unproved = located(report.source, prove_page(report, page.html))
    measured = quality(report, diagnostics.get(report.source.path, ()))
    values = {
        "authors": list(authors_of(report.document)),
        "original": original(report, root),
        "quality": share(measured),
        **citations(report, index, load()),
        **course(report, courses, index),
        **corrections(report, past_changes),
        **version_pages.version_matter(path, compared),
    }
    matter = front.report_matter(report, contents, values)
    texts = dict(zip(own_pages(path), (matter + body, document_page(report, measured)), strict=True))
    return _kept(store, _Written(names[file], {}, unproved, measured, {} if unproved else texts))


def _known(store: Store, name: str) -> _Written | None:
    """The pages that the store has under a name."""
    stored = store.get(name)
    if not stored or not store.holds(name):
        return None
    written: _Written = pickle.loads(stored)
    return written


def _kept(store: Store, written: _Written) -> _Written:
    """Pages that the store has, if it can have them."""
    hashes = _put_pages(store, written.name, written.texts)
    if len(hashes) < len(written.texts):
        return written
    kept = _Written(written.name, hashes, written.diagnostics, written.quality, {})
    store.put(written.name, pickle.dumps(kept, pickle.HIGHEST_PROTOCOL))
    return kept
