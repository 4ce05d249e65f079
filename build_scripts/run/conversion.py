"""Conversion of the archive: every source becomes a report, in as many processes as there are cores.

Each report is kept by what it was made from (core/stage_store.py), and so is, in small entries of their own, what
others need to know of it: where nothing has changed, no report is read. Reports wait on disk between the passes, so
that memory does not grow with the archive.
"""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path, PurePath
from typing import TypeVar, overload

from ..citations.citation_index import Gathered, gather, holders
from ..citations.citation_index import digest as digest_of_citations
from ..citations.citation_index import packed as packed_citations
from ..citations.citation_index import unpacked as unpacked_citations
from ..citations.knowledge import load
from ..citations.resolve import Question, answer, questions, resolved
from ..core.codes import withheld
from ..core.diagnostics import Diagnostic
from ..core.elsewhere import Remote
from ..core.model import Document, Report
from ..core.parallel import Outcome, each
from ..core.part import WHOLE, Part
from ..core.received import MEDIA_TYPES, NotReceived, fetch, source_file
from ..core.removals import NONE, Removals
from ..core.seen_files import SeenFiles
from ..core.settings import archive
from ..core.stage_store import Store, key
from ..core.text import located
from ..core.value import value
from ..core.workplace import workplace
from ..extract import format_of
from ..extract.record import extraction_hash
from ..sources import Entry, load_source, recorded, scan
from ..sources import held as held_list
from ..sources.held import Held

STORE = ".cache/store"
"""Where an archive keeps what was made before, from its root."""
CONVERTING = ("core", "extract", "read", "mend", "structure", "citations", "references", "sources", "run")
"""The rooms of the program that conversion needs; everything is made again where one of them changes."""
Item = TypeVar("Item")
Result = TypeVar("Result")


class Reports(Sequence[Report]):
    """Reports in the order of their paths, each read from disk when it is asked for."""

    def __init__(
        self, files: Sequence[Path], documents: Sequence[Document], sources: Sequence[str], cites: Sequence[str]
    ) -> None:
        self._files = files
        self.documents = documents
        """The document of each, with what its text says."""
        self.sources = sources
        """Path of the source of each."""
        self.cites = cites
        """Hash of what each cites, and of the words that do."""

    def __len__(self) -> int:
        return len(self._files)

    @property
    def files(self) -> Sequence[Path]:
        """Where they are, for a process that reads one by itself. The name of a file is the report's key: the hash of
        all that the report was made from."""
        return self._files

    @property
    def keys(self) -> Sequence[str]:
        """Of each, the hash of all that it was made from."""
        return [file.name for file in self._files]

    @overload
    def __getitem__(self, index: int) -> Report: ...
    @overload
    def __getitem__(self, index: slice) -> Reports: ...
    def __getitem__(self, index: int | slice) -> Report | Reports:
        if isinstance(index, slice):
            return Reports(self._files[index], self.documents[index], self.sources[index], self.cites[index])
        return loaded(self._files[index])


@dataclass(frozen=True, slots=True)
class Converted:
    """What the sources give."""

    entries: tuple[Entry, ...]
    reports: Reports
    """Of every source that could be converted without losing text."""
    extractions: Mapping[str, str]
    """Path of each source that isn't plain text → hash of what was read in it."""
    hashes: Mapping[str, str]
    """Path of each source → SHA-256 of its bytes."""
    diagnostics: tuple[Diagnostic, ...]
    """Of sources and conversion, sorted."""
    made: int
    """How many reports were made; the others were taken from the store."""
    store: Store
    part: Part = WHOLE
    outside: tuple[Held, ...] = ()
    """The documents of the archive that aren't of the part."""
    anchors: Mapping[str, str] = field(default_factory=dict)
    """Of each report, by path, as the list of what the archive holds has them; also of those left out, where known."""
    left_out: tuple[Document, ...] = ()
    """Documents of the archive that a copy is a part of: they are known as versions of the copy's own, and for nothing
    else."""
    removals: Removals = NONE
    """On record, of the whole archive."""

    @property
    def documents(self) -> tuple[Document, ...]:
        """Every document that has a source, converted or not."""
        return tuple(entry.document for entry in self.entries)

    @property
    def withheld(self) -> list[str]:
        """The paths of those that aren't published as they are now: nothing could be read of them, or a finding about
        them keeps them back."""
        published = {document.path for document in self.reports.documents}
        return [document.path for document in self.documents if document.path not in published]


@value(frozen=True, slots=True)
class _Facts:
    """What others need to know of a converted document."""

    diagnostics: tuple[Diagnostic, ...]
    report: str = ""
    """Key of the report; empty if it doesn't hold all of its source."""
    path: str = ""
    anchors: str = ""
    """Those that a pinpoint can lead to, as the list of what the archive holds has them (sources/held.py)."""
    questions: tuple[Question, ...] = ()
    extraction: str = ""


@value(frozen=True, slots=True)
class _Resolved:
    """What others need to know of a report whose citations are resolved."""

    document: Document
    diagnostics: tuple[Diagnostic, ...]
    cites: str
    """Hash of what it cites."""


@dataclass(frozen=True, slots=True)
class _Work:
    """What the processes of a conversion work with."""

    root: Path
    store: Store
    folder: Path
    """Of this run; its reports, each under its key."""
    sources: Remote | None = None
    """Where sources are that aren't in their folders."""
    recorded: Mapping[str, str] = field(default_factory=dict)
    """SHA-256 on record of each source, where any are elsewhere."""

    def received(self, entry: Entry) -> Path:
        """The source, which is fetched if it isn't on this machine. Raises OSError where it can't be had."""
        fetch(self.root, entry.source, self.recorded.get(entry.source, ""), self.sources)
        return source_file(self.root, entry.source)

    @property
    def anywhere(self) -> bool:
        """Whether a machine that shares no disk with this one can do the work."""
        return self.sources is not None and self.store.shared


@contextmanager
def converted(
    root: Path,
    *,
    jobs: int = 0,
    store: Store | None = None,
    sources: Remote | None = None,
    part: Part = WHOLE,
    unplaced: Callable[[Path, Sequence[Entry]], Iterable[Diagnostic]] = lambda _root, _entries: (),
) -> Iterator[Converted]:
    """The archive at `root`, converted and its citations resolved; its reports can be read inside the `with` block.

    `jobs` 0: one a core. `store`: in place of the archive's own. `sources`: where those are that aren't in their
    folders. `unplaced`: a finding for each document whose page has no place. A document that can't be converted is
    reported (S019), and the others go on. Raises Elsewhere where an address doesn't answer.
    """
    store = store or Store(root / STORE, archive().store_bytes)
    on_record = recorded(root) if sources else {}
    everything, unread = ([], []) if part.whole else held_list.load(root)
    outside = tuple(held for held in everything if not part.has(held.document.path))
    entries, diagnostics = scan(root, store, on_record, part=part, outside=[held.document for held in outside])
    diagnostics += [*unread, *unplaced(root, entries)]
    with workplace(store.folder.with_name("reports")) as folder:
        run = _Run(_Work(root, store, folder, sources, on_record), jobs, diagnostics, outside)
        run.fetch(entries)
        yield run.convert_and_resolve(entries, part)
        store.trim()


class _Run:
    """The two passes of a conversion. What the store has, this process takes from there; the rest is shared out."""

    def __init__(self, work: _Work, jobs: int, diagnostics: list[Diagnostic], outside: Sequence[Held] = ()) -> None:
        self._work, self._jobs, self._outside = work, jobs, outside
        self.diagnostics = diagnostics
        self.hashes: dict[str, str] = {}
        self.made: set[str] = set()
        """Sources of the reports that were made."""

    def fetch(self, entries: Sequence[Entry]) -> None:
        """Fetch the sources that pages offer, and are elsewhere."""
        if self._work.sources:
            offered = [entry for entry in entries if PurePath(entry.source).suffix in MEDIA_TYPES]
            missing = [entry for entry in offered if not source_file(self._work.root, entry.source).exists()]
            for _ in parallel(partial(_fetch, self._work), missing, self._jobs, "Fetching sources"):
                pass  # Its conversion will say what is wrong.

    def convert_and_resolve(self, entries: Sequence[Entry], part: Part) -> Converted:
        """What the sources give."""
        facts = self.convert(entries)
        reports = self.resolve(entries, facts)
        extractions = {source: fact.extraction for source, fact in facts.items() if fact.extraction}
        anchors = {fact.path: fact.anchors for fact in facts.values() if fact.report}
        return Converted(
            *(tuple(entries), reports, extractions, self.hashes, tuple(sorted(self.diagnostics)), len(self.made)),
            *(self._work.store, part, tuple(self._outside), anchors),
        )

    def convert(self, entries: Sequence[Entry]) -> dict[str, _Facts]:
        """What is known of each document, by the path of its source."""
        seen = SeenFiles(self._work.store, "sources")
        known = {entry.source: self._known(entry, seen) for entry in entries}
        seen.keep()
        missing = [entry for entry in entries if not known[entry.source]]
        if len(missing) == len(entries):
            # As after a change of data: a fault in those of any language is told before processes begin, and once. What
            # is read here is theirs, too.
            load().compile()
        if missing:
            # Only then: the passes are half of the program. Imported here, they are there in all processes.
            from . import pipeline

            assert pipeline
        known |= self._shared(partial(_convert, self._work), missing, "Converting", "not converted")
        facts = {source: fact for source, fact in known.items() if fact}
        for fact in facts.values():
            self.diagnostics += fact.diagnostics
        return facts

    def _known(self, entry: Entry, seen: SeenFiles) -> _Facts | None:
        try:
            digest = self._hash(entry, seen)
        except OSError:  # Its conversion will say so.
            return None
        if not digest:
            return None
        self.hashes[entry.source] = digest
        stored = self._work.store.get(_name(entry, self.hashes[entry.source]))
        return pickle.loads(stored) if stored else None

    def _hash(self, entry: Entry, seen: SeenFiles) -> str:
        """Of a source's bytes; of those on record where they are elsewhere, since no others are ever fetched."""
        on_record = self._work.recorded.get(entry.source)
        if on_record and not (self._work.root / entry.source).exists():
            return on_record
        return seen.digest(source_file(self._work.root, entry.source))

    def resolve(self, entries: Sequence[Entry], facts: Mapping[str, _Facts]) -> Reports:
        """The reports with their citations resolved against the archive."""
        work = self._work
        doubtful = withheld(self.diagnostics)
        whole = [
            entry
            for entry in entries
            if entry.source in facts and facts[entry.source].report and entry.document.file not in doubtful
        ]
        packed = {facts[entry.source].path: facts[entry.source].anchors for entry in whole}
        anchors = held_list.Anchors(packed | {other.document.path: other.packed for other in self._outside})
        documents = [entry.document for entry in whole] + [other.document for other in self._outside]
        held = holders(sorted(documents, key=lambda document: document.path))
        names: dict[str, str] = {}
        known: dict[str, _Resolved | None] = {}
        for entry in whole:
            source, fact = entry.source, facts[entry.source]
            answers = [answer(held, anchors, asked, entry.document.language) for asked in fact.questions]
            names[source] = key("resolve", CONVERTING, fact.report, repr(answers))
            known[source] = _taken(work, names[source])
        missing = [entry for entry in whole if not known[entry.source]]
        one = partial(_resolve, work, held, anchors, {source: fact.report for source, fact in facts.items()}, names)
        known |= self._shared(one, missing, "Resolving citations", "citations not resolved")
        done = {source: result for source, result in known.items() if result}
        for result in done.values():
            self.diagnostics += result.diagnostics
        files = [work.folder / names[source] for source in done]
        for file in files:
            if not file.exists():  # Another machine has made it.
                work.store.take_files(file.name, work.folder)
        results = done.values()
        return Reports(files, [result.document for result in results], list(done), [result.cites for result in results])

    def _shared(
        self, work: Callable[[Entry], Result], missing: Sequence[Entry], label: str, failure: str
    ) -> dict[str, Result]:
        """What the work gives for each entry that the store lacks, by source; where it fails, S019 says so."""
        results: dict[str, Result] = {}
        anywhere = self._work.anywhere and not any((self._work.root / entry.source).exists() for entry in missing)
        for outcome in parallel(work, missing, self._jobs, label, anywhere=anywhere):
            if outcome.result is None:
                message = f"{failure}: {outcome.error}"
                self.diagnostics.append(Diagnostic(outcome.item.source, 0, "S019", message))
            else:
                results[outcome.item.source] = outcome.result
        self.made |= {entry.source for entry in missing}
        return results


def parallel(
    work: Callable[[Item], Result], items: Sequence[Item], jobs: int, label: str, *, anywhere: bool = False
) -> Iterator[Outcome[Item, Result]]:
    """`each`, within the archive's limit of time for a document."""
    seconds = archive().limits.document_seconds
    return each(work, items, seconds=seconds, jobs=jobs, label=label, anywhere=anywhere)


def of_each(
    conversion: Converted, names: Mapping[Path, str], work: Callable[[Path], Result], jobs: int, label: str
) -> dict[Path, Outcome[Path, Result]]:
    """What the work gives for the file of each report, in their order: from the store, where that has it under the name
    of the file here, else it is done and kept. `label` names the work on a terminal."""
    store = conversion.store
    known: dict[Path, Outcome[Path, Result] | None] = {}
    for file, name in names.items():
        stored = store.get(name)
        known[file] = Outcome(file, pickle.loads(stored)) if stored else None
    for outcome in parallel(work, [file for file, done in known.items() if done is None], jobs, label):
        known[outcome.item] = outcome
        if outcome.result is not None:
            store.put(names[outcome.item], pickle.dumps(outcome.result, pickle.HIGHEST_PROTOCOL))
    return {file: outcome for file, outcome in known.items() if outcome}


def _fetch(work: _Work, entry: Entry) -> None:
    work.received(entry)


def _name(entry: Entry, digest: str) -> str:
    return key("convert", CONVERTING, repr(entry), digest)


def _convert(work: _Work, entry: Entry) -> _Facts:
    """One document, from bytes to a report on disk."""
    try:
        file = work.received(entry)
    except NotReceived as error:
        return _Facts((Diagnostic(entry.source, 0, "S043", str(error)),))
    data = file.read_bytes()
    name = _name(entry, hashlib.sha256(data).hexdigest())
    stored = work.store.get(name)
    if stored and work.store.take_files(name, work.folder):  # A worker was lost after it had made it.
        done: _Facts = pickle.loads(stored)
        return done
    facts, report = _made(work, file, entry)
    if report is None:
        return facts
    content = pickle.dumps(report, pickle.HIGHEST_PROTOCOL)
    # What a program of the machine has read, or what couldn't be read, may be read otherwise the next time.
    if not report.source.string or format_of(data).by_machine:
        facts = replace(facts, report=key("read", (), content))
        work.folder.mkdir(parents=True, exist_ok=True)  # On another machine, it's the first.
        (work.folder / facts.report).write_bytes(content)
        return facts
    facts = replace(facts, report=name)
    work.store.deliver(name, {name: content}, work.folder)
    work.store.put(name, pickle.dumps(facts, pickle.HIGHEST_PROTOCOL))
    return facts


def _made(work: _Work, file: Path, entry: Entry) -> tuple[_Facts, Report | None]:
    """A document's report, with what is said of it; none where it doesn't hold all of the source, or is empty: a page
    without a word would take the place of what was published."""
    from ..sources.contradictions import completed, contradictions
    from .pipeline import convert

    source, diagnostics = load_source(work.root, entry.source, archive().limits, work.store, file=file)
    report, further = convert(source, entry.document)
    diagnostics = located(source, [*diagnostics, *further, *contradictions(report)])
    if any(diagnostic.code.startswith("P") for diagnostic in further) or not report.blocks:
        return _Facts(tuple(diagnostics)), None
    extraction = extraction_hash(source) if source.spans else ""
    anchors = held_list.packed({block.anchor for block in report.blocks if block.anchor})
    facts = _Facts(tuple(diagnostics), "", entry.document.path, anchors, questions(report), extraction)
    return facts, completed(report)


def _resolve(
    work: _Work,
    held: Mapping[str, Mapping[str, str]],
    anchors: Mapping[str, Set[str]],
    reports: Mapping[str, str],
    names: Mapping[str, str],
    entry: Entry,
) -> _Resolved:
    """Resolve the citations of one report against the archive, on disk. `reports` and `names`: its keys before and
    after, by source."""
    before, after = reports[entry.source], names[entry.source]
    if done := _taken(work, after):
        return done
    if not (work.folder / before).is_file() and not work.store.take_files(before, work.folder):
        _convert(work, entry)
    report, diagnostics = resolved(loaded(work.folder / before), held, anchors)
    work.store.deliver(after, {after: pickle.dumps(report, pickle.HIGHEST_PROTOCOL)}, work.folder)
    gathered, _ = _keep_cited(work.store, after, report)
    result = _Resolved(report.document, tuple(located(report.source, diagnostics)), digest_of_citations(gathered))
    work.store.put(after, pickle.dumps(result, pickle.HIGHEST_PROTOCOL))
    return result


def _taken(work: _Work, name: str) -> _Resolved | None:
    """What is known of a resolved report that the store has; the report is in the run's folder then."""
    stored = work.store.get(name)
    if not stored or not work.store.take_files(name, work.folder):
        return None
    known: _Resolved = pickle.loads(stored)
    return known


def _cited_names(report: str) -> tuple[str, str]:
    """The names in the store of what a report cites, and of the words of its passages."""
    return key("cited", CONVERTING, report), key("passages", CONVERTING, report)


def _keep_cited(store: Store, name: str, report: Report) -> tuple[Gathered, bytes]:
    """What a report cites, with the words of its passages, which are kept. `name`: the report's own."""
    gathered, words = gather(report)
    cites, passages = _cited_names(name)
    store.put(passages, words)
    store.put(cites, packed_citations(gathered))
    return gathered, words


def cited(store: Store, file: Path) -> Gathered:
    """What a report cites."""
    if stored := store.get(_cited_names(file.name)[0]):
        return unpacked_citations(stored)
    return _keep_cited(store, file.name, loaded(file))[0]


class PassageTexts:
    """The words of the passages of reports, by the reports' paths; those of one report are at hand at a time."""

    def __init__(self, store: Store, reports: Reports) -> None:
        self._store = store
        self._files = {document.path: file for document, file in zip(reports.documents, reports.files, strict=True)}
        self._last = "", b""

    def __call__(self, path: str) -> bytes:
        if self._last[0] != path:
            file = self._files[path]
            words = self._store.get(_cited_names(file.name)[1])
            self._last = path, _keep_cited(self._store, file.name, loaded(file))[1] if words is None else words
        return self._last[1]


def loaded(file: Path) -> Report:
    """A report that this run has saved. Nothing else writes into the folder, which only this user can enter."""
    report = pickle.loads(file.read_bytes())
    assert isinstance(report, Report)
    return report
