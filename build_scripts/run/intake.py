"""What `cote add` does: files as received become folders of source_texts/, each with the file and a document.toml whose
every value says whether it was read in the file or assumed.

A folder is made aside and gets its name once it is whole; what is there already is never written over.
"""

from __future__ import annotations

import filecmp
import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from ..core.diagnostics import Diagnostic, counted
from ..core.disk_faults import told
from ..core.interface import interface
from ..core.model import Document, Kind, Report
from ..core.parallel import each
from ..core.received import FOLDER
from ..core.settings import archive
from ..core.symbol_path import WITHOUT_SYMBOL, symbol_path
from ..core.text import page_and_line
from ..core.whole_files import keep_name, write_whole
from ..core.workplace import workplace
from ..sources.contradictions import Stated, contradictions, stated
from ..sources.document_toml import NAME as DOCUMENT
from ..sources.masthead_values import organ_keys
from ..sources.scan import READABLE
from .new_document_toml import Value, as_toml, slug
from .reading import NotReadable, place, read_file, unreadable

_SUFFIXES = tuple(Path(name).suffix for name in READABLE)
_KEYS = ("symbol", "title", "type", "organ", "session", "agenda_item", "date", "original_language", "job_number")
_KNOWN = "the archive has this very file already"
_ASIDE = ".cache"
"""Folder of the archive in which a document's folder is made before it takes its place."""


@dataclass(frozen=True, slots=True)
class Received:
    """What was read of a file, and where it belongs."""

    file: Path
    sha256: str
    name: str
    """Of the source in its folder, `source.pdf`."""
    language: str
    symbol: str
    values: tuple[Value, ...]
    """Of document.toml."""
    counts: str
    """How much of what was recognised."""
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Added:
    """What became of a file."""

    file: Path
    path: str = ""
    """Its folder below source_texts, `fr/A/76/463`; empty where it wasn't added."""
    message: str = ""
    """Why it wasn't, or how much of what was recognised."""
    doubts: tuple[str, ...] = ()
    known: bool = False
    """The archive has the same file already, at `path`."""


def files_in(paths: Iterable[Path]) -> tuple[list[Path], int]:
    """The files that are named and, of folders, those that look like documents; and how many of others were passed
    over."""
    files: list[Path] = []
    others = 0
    for path in paths:
        if not path.is_dir():
            files.append(path)
            continue
        for here, folders, names in os.walk(path):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            documents = [name for name in sorted(names) if Path(name).suffix.lower() in _SUFFIXES and name[0] != "."]
            others += len(names) - len(documents)
            files += [Path(here) / name for name in documents]
    return list(dict.fromkeys(files)), others


def add(root: Path, files: Sequence[Path], *, code: str = "", symbol: str = "", jobs: int = 0) -> Iterator[Added]:
    """Add files to the archive at `root`, in order; what became of each as soon as it is known.

    `code`, `symbol`: language and symbol that a person gives, where the files don't say them or say them wrong.
    """
    held = _Held(root)
    work = _Work(code, symbol)
    unknown: list[Path] = []
    for file in files:
        if not unreadable(file) and (same := held.same(file)):
            yield Added(file, same, _KNOWN, known=True)
        else:
            unknown.append(file)
    for outcome in each(work, unknown, seconds=archive().limits.document_seconds, jobs=jobs, label="Reading"):
        received = outcome.result
        if received is None:
            yield Added(outcome.item, message=f"can't be read, the file may be damaged: {outcome.error}")
        elif isinstance(received, str):
            yield Added(outcome.item, message=received)
        else:
            yield held.add(received)


@dataclass(frozen=True, slots=True)
class _Work:
    """The reading of one file, in a process of its own."""

    code: str
    symbol: str

    def __call__(self, file: Path) -> Received | str:
        """What the file says, or why it can't be added."""
        if message := unreadable(file):
            return message
        try:
            report, diagnostics = read_file(file, code=self.code, symbol=self.symbol)
        except NotReadable as error:
            return str(error)
        if not report.blocks:
            faults = "; ".join(f"{diagnostic.code} {diagnostic.message}" for diagnostic in diagnostics)
            return f"nothing in it is text: {faults}" if faults else "nothing in it is text"
        values = tuple(_values(report, self))
        document = _document(report, values)
        wrong = [diagnostic.message for diagnostic in contradictions(replace(report, document=document))]
        lost = [_said(doubt) for doubt in diagnostics if doubt.code.startswith("P0") and doubt.code < "P02"]
        if len(lost) > 1:
            lost[1:] = [f"and {len(lost) - 1:,} more of these: its page can't be written before they are mended"]
        unsure = [_said(doubt) for doubt in diagnostics if doubt.code.startswith("P02")]
        return Received(
            file=file,
            sha256=report.source.sha256,
            name=_name(report),
            language=document.language,
            symbol=document.symbol,
            values=values,
            counts=_counts(report),
            doubts=(*_unread(values), *wrong, *lost, *unsure),
        )


def _said(doubt: Diagnostic) -> str:
    return f"{place(doubt)}: {doubt.code} {doubt.message}"


def _name(report: Report) -> str:
    """What the file is called in its folder: by its format, as several have one ending each; else by its own ending."""
    form, named = report.source.format, f"source{Path(report.source.path).suffix.lower()}"
    if form == "text":
        return "source.md" if report.reader == "markdown" else "source.txt"
    usual = {"pdf": "source.pdf", "word": "source.docx", "office": "source.doc", "html": "source.html"}[form]
    several = (
        form in ("office", "html", "word")
        and named in READABLE
        and named not in ("source.txt", "source.md", "source.pdf")
    )
    return named if several else usual


def _counts(report: Report) -> str:
    paragraphs = sum(block.kind in (Kind.PARAGRAPH, Kind.PREAMBULAR) for block in report.blocks)
    notes = sum(block.kind is Kind.NOTE for block in report.blocks)
    pages = f"{counted(len(report.source.pages), 'page')}, " if report.source.pages else ""
    return f"{pages}{counted(paragraphs, 'paragraph')}, {counted(notes, 'note')}"


def _values(report: Report, given: _Work) -> Iterator[Value]:
    """What is known of the document, each value with how."""
    document = report.document
    facts = {fact.key: fact for fact in reversed(stated(report))}
    for key in _KEYS:
        known: str | date | None = getattr(document, key)
        fact: Stated | None = facts.get(key)
        if key == "symbol" and given.symbol:
            yield Value(key, document.symbol, "given: --symbol")
            yield Value("symbol_evidence", interface(archive().language).labels["evidence_given"], "given: --symbol")
        elif fact and key == "symbol":
            yield Value(key, fact.value, f"read: {_where(report, fact)}")
            yield Value("symbol_evidence", _evidence(report, fact), f"read: {_where(report, fact)}")
        elif fact and (not known or key == "title" or fact.value == known):
            yield Value(key, fact.value, f"read: {_where(report, fact)}")
        elif known:
            yield Value(key, known, "assumed: no line of the masthead says so by itself")
        elif key == "title":
            yield Value(key, " ".join(_unescaped(given_name(report)).split()), "assumed: the name of the file")
        elif key == "organ" and (organ := _organ(str(facts["symbol"].value) if "symbol" in facts else document.symbol)):
            yield Value(key, organ, "assumed: its symbol begins so")


def given_name(report: Report) -> str:
    """The name of the file without its ending, as words."""
    return Path(report.source.path).stem.replace("_", " ")


def _unescaped(words: str) -> str:
    """Words with « ? » for the bytes of a file's name that aren't UTF-8."""
    return words.encode("utf-8", "replace").decode("utf-8")


def _where(report: Report, fact: Stated) -> str:
    if not report.source.pages:
        return f"line {fact.line}, “{fact.words}”"
    page, line = page_and_line(report.source, fact.line)
    return f"p. {page}, line {line}, “{fact.words}”"


def _evidence(report: Report, fact: Stated) -> str:
    labels = interface(archive().language).labels
    if not report.source.pages:
        return labels["evidence_line"].format(fact.line, fact.words)
    return labels["evidence_page"].format(page_and_line(report.source, fact.line)[0], fact.words)


def _organ(symbol: str) -> str:
    """The organ whose symbols begin as this one does; the longest beginning counts."""
    fitting = [key for key in organ_keys() if f"{symbol}/".startswith(f"{key}/")]
    return max(fitting, key=len, default="") if symbol else ""


def _document(report: Report, values: Sequence[Value]) -> Document:
    """The document as its document.toml will have it."""
    known: dict[str, Any] = {value.key: value.value for value in values}
    return replace(report.document, **known)


def _unread(values: Sequence[Value]) -> Iterator[str]:
    known = {value.key for value in values}
    if "symbol" not in known:
        yield f"no symbol was found: the document goes to {WITHOUT_SYMBOL}/; --symbol gives it one"
    yield from (f"{value.key}: {value.evidence}" for value in values if value.evidence.startswith("assumed"))
    missing = [key for key in ("organ", "date") if key not in known]
    if missing:
        yield f"not found: {', '.join(missing)}"


@dataclass(slots=True)
class _Held:
    """The archive's folders and files, as they grow."""

    root: Path
    _by_size: dict[int, list[Path]] = field(default_factory=dict)
    _folders: dict[str, str] = field(default_factory=dict)
    """Every folder by its path without regard to letter case."""

    def __post_init__(self) -> None:
        top = self.root / FOLDER
        for here, _, names in os.walk(top):
            path = Path(here).relative_to(top).as_posix()
            self._folders[path.casefold()] = path
            for name in names:
                if name in READABLE:
                    self._note(Path(here) / name)

    def add(self, received: Received) -> Added:
        """Give a file its folder."""
        if same := self.same(received.file):
            return Added(received.file, same, _KNOWN, known=True)
        content = received.file.read_bytes()
        if hashlib.sha256(content).hexdigest() != received.sha256:
            return Added(received.file, message="the file has changed while it was read; add it again")
        path, doubts = self._path(received)
        if alone := self._alone(received.file):
            path, doubts = alone, ()
        elif message := self._refused(path):
            return Added(received.file, message=message)
        try:
            self._write(path, received, content)
        except OSError as error:
            return Added(received.file, message=f"{FOLDER}/{path} can't be made: {told(error)}")
        return Added(received.file, path, received.counts, (*doubts, *received.doubts))

    def _refused(self, path: str) -> str:
        """Why nothing can be put into a folder, or nothing."""
        for folder in (path, *map(str, Path(path).parents)):
            earlier = self._folders.get(folder.casefold(), folder)
            if earlier != folder:
                return (
                    f"{FOLDER}/{earlier} is there, and systems that don't tell letter case apart take {folder} for it"
                )
        if any((self.root / FOLDER / path / name).exists() for name in (*READABLE, DOCUMENT)):
            return (
                f"{FOLDER}/{path} holds another file, and nothing is written over: compare the two, or give this one "
                "its own symbol with --symbol"
            )
        return ""

    def _path(self, received: Received) -> tuple[str, tuple[str, ...]]:
        """Where a file belongs, and what is doubtful about that."""
        doubts: tuple[str, ...] = ()
        if received.symbol:
            try:
                return f"{received.language}/{symbol_path(received.symbol)}", doubts
            except ValueError as error:
                doubts = (f"{error}: the document goes to {WITHOUT_SYMBOL}/",)
        title = next(str(value.value) for value in received.values if value.key == "title")
        name = f"{received.language}/{WITHOUT_SYMBOL}/{slug(title) or slug(received.file.stem) or received.sha256[:12]}"
        path, number = name, 1
        while path.casefold() in self._folders:
            number += 1
            path = f"{name}-{number}"
        return path, doubts

    def _write(self, path: str, received: Received, content: bytes) -> None:
        """Give a folder what it lacks of a source and its document.toml; where there is none, whole or not at all."""
        values = received.values
        if f"/{WITHOUT_SYMBOL}/" in path:
            values = tuple(value for value in values if not value.key.startswith("symbol"))
        head = f"Made by `cote add` from {_unescaped(received.file.name)}; language: {received.language}."
        folder = self.root / FOLDER / path
        with workplace(self.root / _ASIDE / "add", only=True) as aside:
            made = aside / "document"
            write_whole(made / received.name, content)
            write_whole(made / DOCUMENT, as_toml(values, head))
            folder.parent.mkdir(parents=True, exist_ok=True)
            if folder.is_dir():
                # Of other documents, A/76/463, where A/76/463/Add.1 is. Ended in between, the next `cote add` goes on.
                for name in (received.name, DOCUMENT):
                    if not (folder / name).exists():
                        (made / name).rename(folder / name)
                keep_name(folder)
            else:
                made.rename(folder)
                keep_name(folder.parent)
        for parent in (path, *map(str, Path(path).parents)):
            self._folders[parent.casefold()] = parent
        self._note(folder / received.name)

    def _note(self, file: Path) -> None:
        self._by_size.setdefault(file.stat().st_size, []).append(file)

    def same(self, file: Path) -> str:
        """The folder of a document whose source has the same bytes, or nothing."""
        return next((folder for folder, whole in self._like(file) if whole), "")

    def _alone(self, file: Path) -> str:
        """The folder of such a source that has no document.toml yet, or nothing."""
        return next((folder for folder, whole in self._like(file) if not whole), "")

    def _like(self, file: Path) -> Iterator[tuple[str, bool]]:
        """Folders of sources of the same bytes; whether each has its document.toml."""
        for source in self._by_size.get(file.stat().st_size, []):
            if filecmp.cmp(source, file, shallow=False):
                here = source.parent
                yield here.relative_to(self.root / FOLDER).as_posix(), (here / DOCUMENT).exists()
