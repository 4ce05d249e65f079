"""The whole archive: every source converted, in as many processes as there are cores.

Reports wait on disk between the passes, so that memory does not grow with the archive.
"""

from __future__ import annotations

import pickle
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TypeVar, overload

from ..citations.citation_index import CitationIndex, Gathered, gather, holders, index_of
from ..citations.knowledge import load
from ..citations.resolve import resolved
from ..core.diagnostics import Diagnostic
from ..core.model import Document, Report
from ..core.parallel import Outcome, each
from ..core.settings import archive
from ..core.stage_store import Store, key
from ..core.text import located
from ..extract import format_of
from ..extract.record import extraction_hash
from ..published import history, registry
from ..sources import Entry, changes, completed, contradictions, load_source, scan
from ..write import Catalogue, aliases, catalogue, cotes, front, lists, network, report_body
from ..write.citation_matter import citations, cited_at
from ..write.cote_lists import all_pages
from ..write.links import Links
from ..write.original import original
from ..write.page_proof import prove as prove_page
from ..write.published import corrections, published
from ..write.quality import Quality, quality
from ..write.quality_pages import archive_pages, document_page, quality_path, share
from .pipeline import convert

STORE = ".cache/store"
"""Where an archive keeps what was made before, from its root."""
CONVERTING = ("core", "extract", "read", "mend", "structure", "citations", "references", "sources", "run")
"""The rooms of the program that conversion needs; everything is made again where one of them changes."""
Item = TypeVar("Item")
Result = TypeVar("Result")


class Reports(Sequence[Report]):
    """Reports in the order of their paths, each read from disk when it is asked for."""

    def __init__(self, files: Sequence[Path]) -> None:
        self._files = files

    def __len__(self) -> int:
        return len(self._files)

    @property
    def files(self) -> Sequence[Path]:
        """Where they are, for a process that reads one by itself."""
        return self._files

    @overload
    def __getitem__(self, index: int) -> Report: ...
    @overload
    def __getitem__(self, index: slice) -> Reports: ...
    def __getitem__(self, index: int | slice) -> Report | Reports:
        if isinstance(index, slice):
            return Reports(self._files[index])
        return _load(self._files[index])


@dataclass(frozen=True, slots=True)
class Converted:
    """What the sources give."""

    entries: tuple[Entry, ...]
    reports: Reports
    """Of every source that could be converted without losing text."""
    extractions: Mapping[str, str]
    """Path of each source that isn't plain text → hash of what was read in it."""
    diagnostics: tuple[Diagnostic, ...]
    """Of sources and conversion, sorted."""

    @property
    def documents(self) -> tuple[Document, ...]:
        """Every document that has a source, converted or not."""
        return tuple(entry.document for entry in self.entries)


@dataclass(frozen=True, slots=True)
class _Result:
    """What a process returns for one document."""

    diagnostics: list[Diagnostic]
    file: Path | None = None
    """The report, pickled; None if it doesn't hold all of its source."""
    path: str = ""
    anchors: frozenset[str] = frozenset()
    extraction: str = ""


@contextmanager
def converted(root: Path, *, jobs: int = 0) -> Iterator[Converted]:
    """The archive at `root`, converted and its citations resolved; its reports can be read inside the `with` block.

    `jobs` 0: one a core. A document that cannot be converted is reported (S019), and the others go on.
    """
    store = Store(root / STORE, archive().store_bytes)
    entries, diagnostics = scan(root)
    # Before processes begin: a fault in the data of any language is told once, and what is read here is theirs, too.
    dict(load().languages)
    with tempfile.TemporaryDirectory(prefix="cote-") as folder:
        numbered = list(enumerate(entries))
        results: list[_Result] = []
        extractions: dict[str, str] = {}
        for outcome in _each(partial(_convert, root, store, Path(folder)), numbered, jobs, "Converting"):
            if outcome.result is None:
                source = outcome.item[1].source
                diagnostics.append(Diagnostic(source, 0, "S019", f"not converted: {outcome.error}"))
            else:
                diagnostics += outcome.result.diagnostics
                results.append(outcome.result)
                if outcome.result.extraction:
                    extractions[outcome.item[1].source] = outcome.result.extraction
        files = [result.file for result in results if result.file]
        anchors = {result.path: result.anchors for result in results if result.file}
        held_paths = holders(entry.document for entry in entries if entry.document.path in anchors)
        for resolution in _each(partial(_resolve, held_paths, anchors), files, jobs, "Resolving citations"):
            if resolution.result is None:
                source = _load(resolution.item).source.path
                diagnostics.append(Diagnostic(source, 0, "S019", f"citations not resolved: {resolution.error}"))
            else:
                diagnostics += resolution.result
        store.trim()
        yield Converted(tuple(entries), Reports(files), extractions, tuple(sorted(diagnostics)))


def _each(
    work: Callable[[Item], Result], items: Sequence[Item], jobs: int, label: str
) -> Iterator[Outcome[Item, Result]]:
    return each(work, items, seconds=archive().limits.document_seconds, jobs=jobs, label=label)


def _convert(root: Path, store: Store, folder: Path, numbered: tuple[int, Entry]) -> _Result:
    """One document, from bytes to a report on disk; from the store, where nothing that it is made of has changed."""
    number, entry = numbered
    data = (root / entry.source).read_bytes()
    name = key("convert", CONVERTING, repr(entry), data)
    result: _Result
    report: Report | None
    if stored := store.get(name):
        result, report = pickle.loads(stored)
    else:
        result, report = _made(root, store, entry)
        # What a program of the machine has read, or what couldn't be read, may be read otherwise the next time.
        if report and report.source.string and not format_of(data).by_machine:
            store.put(name, pickle.dumps((result, report), protocol=pickle.HIGHEST_PROTOCOL))
    if report is None:
        return result
    file = folder / f"{number}.pickle"
    _save(report, file)
    return replace(result, file=file)


def _made(root: Path, store: Store, entry: Entry) -> tuple[_Result, Report | None]:
    """A document's report, with what is said of it; no report where it doesn't hold all of the source."""
    source, diagnostics = load_source(root, entry.source, archive().limits, store)
    report, further = convert(source, entry.document)
    diagnostics = located(source, [*diagnostics, *further, *contradictions(report)])
    if any(diagnostic.code.startswith("P") for diagnostic in further):
        return _Result(diagnostics), None
    anchors = frozenset(block.anchor for block in report.blocks if block.anchor)
    extraction = extraction_hash(source) if source.spans else ""
    return _Result(diagnostics, None, entry.document.path, anchors, extraction), completed(report)


def _resolve(
    held: Mapping[str, Mapping[str, str]], anchors: Mapping[str, frozenset[str]], file: Path
) -> list[Diagnostic]:
    """Resolve the citations of one report against the archive, on disk."""
    report, diagnostics = resolved(_load(file), held, anchors)
    _save(report, file)
    return located(report.source, diagnostics)


def standing(root: Path, conversion: Converted) -> list[Diagnostic]:
    """Whether sources and anchors are as they are on record."""
    diagnostics = [
        *changes(root, conversion.entries, conversion.extractions),
        *registry.missing(root, conversion.documents),
    ]
    for report in conversion.reports:
        record, unread = registry.load(root, report.document.path)
        diagnostics += history.load(root, report.document.path)[1]
        diagnostics += [*unread, *registry.compare(record, registry.anchors(report), report.source.path)]
    return sorted(diagnostics)


def pages(root: Path, conversion: Converted, *, jobs: int = 0) -> tuple[dict[str, str], list[Diagnostic]]:
    """Every page of docs/ by its path from there, each report's proved against the report.

    A page that cannot be made or proved is left as it is on disk.
    """
    contents = catalogue(report.document for report in conversion.reports)
    index, diagnostics = citation_index(conversion, jobs=jobs)
    by_file: dict[str, list[Diagnostic]] = defaultdict(list)
    for diagnostic in conversion.diagnostics:
        by_file[diagnostic.file].append(diagnostic)
    work = partial(_page, contents, index, root / "mkdocs.yml", dict(by_file))
    qualities: list[Quality] = []
    texts: dict[str, str] = {}
    for outcome in _each(work, conversion.reports.files, jobs, "Writing"):
        if outcome.result is None:
            document = _load(outcome.item).document
            diagnostics.append(Diagnostic(document.file, 0, "S019", f"page not written: {outcome.error}"))
        else:
            texts |= outcome.result.texts
            diagnostics += outcome.result.diagnostics
            qualities.append(outcome.result.quality)
    for document in conversion.documents:
        file = root / "docs" / f"{document.path}.md"
        if f"{document.path}.md" not in texts and file.is_file():
            texts[f"{document.path}.md"] = file.read_text(encoding="utf-8")
    everything = cotes.cotes(index, load())
    texts |= all_pages(everything) | network.page(everything, index)
    written = [document for document in conversion.documents if f"{document.path}.md" in texts]
    texts |= archive_pages(qualities)
    return texts | aliases.pages(written) | lists.pages(contents), sorted(diagnostics)


def citation_index(conversion: Converted, *, jobs: int = 0) -> tuple[CitationIndex, list[Diagnostic]]:
    """Who cites what in the archive."""
    gathered: list[Gathered] = []
    diagnostics: list[Diagnostic] = []
    for outcome in _each(_gather, conversion.reports.files, jobs, "Reading citations"):
        if outcome.result is None:
            document = _load(outcome.item).document
            diagnostics.append(Diagnostic(document.file, 0, "S019", f"citations not read: {outcome.error}"))
        else:
            gathered.append(outcome.result)
    return index_of(gathered), diagnostics


def _gather(file: Path) -> Gathered:
    return gather(_load(file))


@dataclass(frozen=True, slots=True)
class _Written:
    """What a process returns for one report."""

    texts: dict[str, str]
    """Its pages by their paths from docs/; none where the proof failed."""
    diagnostics: list[Diagnostic]
    """Of the proof."""
    quality: Quality


def _page(
    contents: Catalogue,
    index: CitationIndex,
    configuration: Path,
    diagnostics: Mapping[str, list[Diagnostic]],
    file: Path,
) -> _Written:
    """A report's page and that of its quality; `diagnostics` of the conversion, by file."""
    report = _load(file)
    root, path = configuration.parent, report.document.path
    past_changes, _ = history.load(root, path)
    standing = published(registry.load(root, path)[0], past_changes)
    body = report_body.body(report, Links(report.document, index), cited_at(report.document, index), standing)
    unproved = located(report.source, prove_page(report, body, configuration))
    measured = quality(report, diagnostics.get(report.source.path, ()))
    values = {
        "original": original(report, root),
        "quality": share(measured),
        **citations(report, index, load()),
        **corrections(report, past_changes),
    }
    matter = front.report_matter(report, contents, values)
    texts = {f"{path}.md": matter + body, f"{quality_path(path)}.md": document_page(report, measured)}
    return _Written({} if unproved else texts, unproved, measured)


def _save(report: Report, file: Path) -> None:
    file.write_bytes(pickle.dumps(report, pickle.HIGHEST_PROTOCOL))


def _load(file: Path) -> Report:
    """A report that this run has saved. Nothing else writes into the folder, which only this user can enter."""
    report = pickle.loads(file.read_bytes())
    assert isinstance(report, Report)
    return report
