"""The whole archive: every source converted, in as many processes as there are cores.

Reports wait on disk between the passes, so that memory does not grow with the archive.
"""

from __future__ import annotations

import pickle
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar, overload

from ..citations.index import CitationIndex, Gathered, gather, holders, index_of
from ..citations.knowledge import load
from ..citations.resolve import resolved
from ..core.diagnostics import Diagnostic
from ..core.model import Document, Report
from ..core.parallel import Outcome, each
from ..core.settings import archive
from ..published import history, registry
from ..sources import Entry, changes, completed, contradictions, load_source, scan
from ..write import Catalogue, aliases, catalogue, cotes, front, lists, markdown, network
from ..write.citations import citations, cited_at
from ..write.cote_lists import all_pages
from ..write.links import Links
from ..write.page_proof import prove as prove_page
from ..write.published import corrections, published
from .pipeline import convert

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
    diagnostics: tuple[Diagnostic, ...]
    """Of sources and conversion, sorted."""

    @property
    def documents(self) -> tuple[Document, ...]:
        """Every document that has a source, converted or not."""
        return tuple(entry.document for entry in self.entries)


@dataclass(frozen=True, slots=True)
class _Done:
    """What a process gives back of one document."""

    diagnostics: list[Diagnostic]
    file: Path | None = None
    """The report, pickled; None where it does not hold all of its source."""
    path: str = ""
    anchors: frozenset[str] = frozenset()


@contextmanager
def converted(root: Path, *, jobs: int = 0) -> Iterator[Converted]:
    """The archive at `root`, converted and its citations resolved; its reports can be read until the block is left.

    `jobs` 0: every core. A document that cannot be converted is reported (S019), and the others go on.
    """
    entries, found = scan(root)
    with tempfile.TemporaryDirectory(prefix="cote-") as folder:
        numbered = list(enumerate(entries))
        done: list[_Done] = []
        for outcome in _each(partial(_convert, root, Path(folder)), numbered, jobs, "Converting"):
            if outcome.result is None:
                source = outcome.item[1].source
                found.append(Diagnostic(source, 0, "S019", f"not converted: {outcome.error}"))
            else:
                found += outcome.result.diagnostics
                done.append(outcome.result)
        files = [one.file for one in done if one.file]
        anchors = {one.path: one.anchors for one in done if one.file}
        held = holders(entry.document for entry in entries if entry.document.path in anchors)
        for resolution in _each(partial(_resolve, held, anchors), files, jobs, "Resolving citations"):
            if resolution.result is None:
                source = _load(resolution.item).source.path
                found.append(Diagnostic(source, 0, "S019", f"citations not resolved: {resolution.error}"))
            else:
                found += resolution.result
        yield Converted(tuple(entries), Reports(files), tuple(sorted(found)))


def _each(
    work: Callable[[Item], Result], items: Sequence[Item], jobs: int, label: str
) -> Iterator[Outcome[Item, Result]]:
    return each(work, items, seconds=archive().limits.document_seconds, jobs=jobs, label=label)


def _convert(root: Path, folder: Path, numbered: tuple[int, Entry]) -> _Done:
    """One document, from bytes to a report on disk."""
    number, entry = numbered
    source, found = load_source(root, entry.source, archive().limits)
    report, more = convert(source, entry.document)
    found += [*more, *contradictions(report)]
    if any(one.code.startswith("P") for one in more):
        return _Done(found)
    file = folder / f"{number}.pickle"
    _save(completed(report), file)
    anchors = frozenset(block.anchor for block in report.blocks if block.anchor)
    return _Done(found, file, entry.document.path, anchors)


def _resolve(
    held: Mapping[str, Mapping[str, str]], anchors: Mapping[str, frozenset[str]], file: Path
) -> list[Diagnostic]:
    """The citations of one report held against the archive; the report on disk is then the resolved one."""
    report, found = resolved(_load(file), held, anchors)
    _save(report, file)
    return found


def standing(root: Path, made: Converted) -> list[Diagnostic]:
    """Whether sources and anchors are as they are on record."""
    found = [*changes(root, made.entries), *registry.missing(root, made.documents)]
    for report in made.reports:
        record, bad = registry.load(root, report.document.path)
        found += history.load(root, report.document.path)[1]
        found += [*bad, *registry.compare(record, registry.anchors(report), report.source.path)]
    return sorted(found)


def pages(root: Path, made: Converted, *, jobs: int = 0) -> tuple[dict[str, str], list[Diagnostic]]:
    """Every page of docs/ by its path from there, each report's proved against the report.

    A page that cannot be made or proved is left as it is on disk.
    """
    known = catalogue(report.document for report in made.reports)
    index, found = citation_index(made, jobs=jobs)
    work = partial(_page, known, index, root / "mkdocs.yml")
    texts: dict[str, str] = {}
    for outcome in _each(work, made.reports.files, jobs, "Writing"):
        if outcome.result is None:
            document = _load(outcome.item).document
            found.append(Diagnostic(document.file, 0, "S019", f"page not written: {outcome.error}"))
        else:
            path, text, more = outcome.result
            found += more
            if not more:
                texts[path] = text
    for document in made.documents:
        file = root / "docs" / f"{document.path}.md"
        if f"{document.path}.md" not in texts and file.is_file():
            texts[f"{document.path}.md"] = file.read_text(encoding="utf-8")
    everything = cotes.cotes(index, load())
    texts |= all_pages(everything) | network.page(everything, index)
    written = [document for document in made.documents if f"{document.path}.md" in texts]
    return texts | aliases.pages(written) | lists.pages(known), sorted(found)


def citation_index(made: Converted, *, jobs: int = 0) -> tuple[CitationIndex, list[Diagnostic]]:
    """Who cites what in the archive."""
    gathered: list[Gathered] = []
    found: list[Diagnostic] = []
    for outcome in _each(_gather, made.reports.files, jobs, "Reading citations"):
        if outcome.result is None:
            document = _load(outcome.item).document
            found.append(Diagnostic(document.file, 0, "S019", f"citations not read: {outcome.error}"))
        else:
            gathered.append(outcome.result)
    return index_of(gathered), found


def _gather(file: Path) -> Gathered:
    return gather(_load(file))


def _page(known: Catalogue, index: CitationIndex, configuration: Path, file: Path) -> tuple[str, str, list[Diagnostic]]:
    """Path and text of a report's page, and what its proof found."""
    report = _load(file)
    root, path = configuration.parent, report.document.path
    changed, _ = history.load(root, path)
    standing = published(registry.load(root, path)[0], changed)
    body = markdown.body(report, Links(report.document, index), cited_at(report.document, index), standing)
    found = prove_page(report, body, configuration)
    more = {**citations(report, index, load()), **corrections(report, changed)}
    matter = front.report_matter(report, known, more)
    return f"{report.document.path}.md", matter + body, found


def _save(report: Report, file: Path) -> None:
    file.write_bytes(pickle.dumps(report, pickle.HIGHEST_PROTOCOL))


def _load(file: Path) -> Report:
    """A report that this run has put down. Nothing else writes into the folder, which only this user can enter."""
    report = pickle.loads(file.read_bytes())
    assert isinstance(report, Report)
    return report
