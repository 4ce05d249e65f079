"""Which documents the archive holds: every folder of source_texts/ with a source or a document.toml."""

from __future__ import annotations

import os
import pickle
import shlex
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path, PurePath

from ..core.diagnostics import Diagnostic
from ..core.language import languages
from ..core.model import Document
from ..core.part import WHOLE, Part
from ..core.received import FOLDER
from ..core.stage_store import Store, key
from ..core.symbol_path import WITHOUT_SYMBOL, checked_path, halves
from ..core.value import value
from ..core.whole_files import is_regular
from .document_toml import NAME, load_document, without_file

RECORD = "SHA256SUMS"
EXTRACTED = "EXTRACTED"
READABLE = (
    *("source.txt", "source.md", "source.pdf", "source.docx", "source.docm"),
    *("source.html", "source.htm", "source.doc", "source.rtf", "source.odt"),
)
"""Names of sources that a reader exists for; the first that is there is read."""
SCANNING = ("core", "extract", "read", "structure", "sources")
"""The rooms of the program that it takes to read a document.toml."""


@value(frozen=True, slots=True)
class Entry:
    """A document to convert."""

    document: Document
    source: str
    """Path of the source from the repository's root, with `/`."""


def scan(
    root: Path,
    store: Store | None = None,
    elsewhere: Iterable[str] = (),
    *,
    part: Part = WHOLE,
    outside: Sequence[Document] = (),
) -> tuple[list[Entry], list[Diagnostic]]:
    """Every document below `root`/source_texts that has a source, sorted by path; what a document.toml says, from the
    store where its bytes are the same as before. `elsewhere`: paths of sources that needn't be in their folders.
    `outside`: documents of the archive that aren't of the part."""
    away: dict[str, list[str]] = defaultdict(list)
    for source in elsewhere:
        folder, _, name = source.removeprefix(f"{FOLDER}/").rpartition("/")
        away[folder].append(name)
    diagnostics: list[Diagnostic] = []
    entries: list[Entry] = []
    for path, files in sorted(_folders(root / FOLDER, diagnostics)):
        if not part.has(path):
            continue
        if source := _source(path, sorted({*files, *away[path]}), diagnostics):
            if NAME in files:
                document, document_diagnostics = _document(root, path, store)
            else:
                document, document_diagnostics = without_file(path, source, _on_record(root / FOLDER, path, "source."))
            diagnostics += document_diagnostics
            entries.append(Entry(document, source))
    return _undisputed(entries, outside, diagnostics), sorted(diagnostics)


def _document(root: Path, path: str, store: Store | None) -> tuple[Document, list[Diagnostic]]:
    try:
        content = (root / FOLDER / path / NAME).read_bytes()
    except OSError:
        store = None
    if store is None:
        return load_document(root, path)
    name = key("document", SCANNING, path, content)
    if stored := store.get(name):
        document, diagnostics = pickle.loads(stored)
        return document, diagnostics
    loaded = load_document(root, path)
    store.put(name, pickle.dumps(loaded, pickle.HIGHEST_PROTOCOL))
    return loaded


def _folders(top: Path, diagnostics: list[Diagnostic]) -> Iterator[tuple[str, list[str]]]:
    """(path below source_texts, names of its files) of each folder that holds files and may be an address."""
    inside = top.resolve()
    for here, folders, names in os.walk(top):
        path = Path(here).relative_to(top).as_posix()
        refused = [*_links(here, folders), *_same_but_for_case(top, path, folders)]
        diagnostics += [Diagnostic(_shown(path, name), 0, code, message) for name, code, message in refused]
        folders[:] = [name for name in folders if name not in {name for name, _, _ in refused}]
        files = []
        for name in sorted(names):
            if refusal := _refused(Path(here) / name, inside):
                diagnostics.append(Diagnostic(_shown(path, name), 0, "S011", refusal))
            else:
                files.append(name)
        if path == ".":
            stray = [name for name in files if name not in (RECORD, EXTRACTED, ".gitattributes", "README.md")]
            diagnostics += [_astray(_shown(path, name)) for name in stray]
        elif path in languages():
            diagnostics += [_astray(_shown(path, name)) for name in files]
        elif files and (message := _no_address(path)):
            diagnostics.append(Diagnostic(f"{FOLDER}/{path}", 0, "S012", message))
        elif files:
            yield path, files


def _astray(file: str) -> Diagnostic:
    """What is said of a file that lies beside the folders of documents."""
    message = "not read: it isn't in a document's folder"
    name = PurePath(file).name
    if name.casefold() == NAME or not _cure(file):
        return Diagnostic(file, 0, "S014", message)
    cure = f"move it out of {FOLDER}/, then `cote add` it: that makes its folder"
    return Diagnostic(file, 0, "S013", f"{message}; {cure}")


def _refused(file: Path, inside: Path) -> str:
    """Why a file isn't read, or nothing."""
    if not is_regular(file):
        what = "a pipe, a socket or a device"
        if file.is_symlink():
            what = f"a link to {what}" if file.exists() else "a link that leads nowhere"
        return f"{what}: it isn't read; put the file itself there"
    within = file.resolve().is_relative_to(inside)
    return "" if within else "a link that leads out of source_texts: it isn't read"


def _links(here: str, folders: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    for name in folders:
        if (Path(here) / name).is_symlink():
            yield name, "S011", "a link to a folder: it isn't followed"


def _same_but_for_case(top: Path, path: str, folders: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    """The folders that others may take for one beside them. That one has documents on record, or else may be an
    address: one that comes later takes nobody's place."""
    alike: dict[str, list[str]] = defaultdict(list)
    for name in folders:
        alike[name.casefold()].append(name)

    def rank(name: str) -> tuple[bool, bool, bool, str]:
        below = f"{path}/{name}".removeprefix("./")
        return not _on_record(top, below), bool(_no_address(f"{below}/1")), name != WITHOUT_SYMBOL, name

    for names in alike.values():
        first, *others = sorted(names, key=rank) if len(names) > 1 else names
        for name in others:
            yield name, "S012", f"not read: systems that don't tell letter case apart take it for {first}; rename it"


def _on_record(top: Path, path: str, name: str = "") -> bool:
    """Whether a source in a folder or below it is on record; one whose name begins so, in the folder itself."""
    record = top / RECORD
    return is_regular(record) and f"  {path}/{name}".encode() in record.read_bytes()


def _no_address(path: str) -> str:
    """Why a folder can't be an address, or nothing."""
    language, _, name = path.partition("/")
    if language not in languages():
        return f"data/languages/ has no folder for {language}, only for {', '.join(languages())}"
    try:
        checked_path(name)
    except ValueError as error:
        return f"nothing in this folder is read: {error}"
    return ""


def _source(path: str, files: list[str], diagnostics: list[Diagnostic]) -> str:
    """The path of the folder's source, or nothing."""
    present = [name for name in READABLE if name in files]
    unread = [name for name in files if name not in (*READABLE, NAME)]
    cures = [cure for name in unread if (cure := _cure(f"{FOLDER}/{path}/{name}"))]
    if not present and (NAME in files or cures or any(name.startswith("source.") for name in unread)):
        message = f"no {' or '.join(READABLE)} here" + (f", only {', '.join(unread)}" if unread else "")
        cures = cures or ["put the file as received here, under one of these names"]
        diagnostics.append(Diagnostic(f"{FOLDER}/{path}", 0, "S013", "; ".join([message, *cures])))
    else:
        diagnostics += [Diagnostic(_shown(path, name), 0, "S014", "not read") for name in unread]
    if len(present) > 1:
        message = f"{' and '.join(present)}: {present[0]} is read, the other isn't"
        diagnostics.append(Diagnostic(f"{FOLDER}/{path}", 0, "S013", message))
    return f"{FOLDER}/{path}/{present[0]}" if present else ""


def _cure(file: str) -> str:
    """How to rename a file that looks like a document, or like its document.toml; nothing for other files."""
    name = PurePath(file).name
    wanted = f"source{PurePath(name).suffix.lower()}"
    if name.casefold() == NAME:
        wanted = NAME
    elif wanted not in READABLE or name[0] == "." or PurePath(name).stem.casefold() == "readme":
        return ""
    return f"rename it: {shlex.join(['mv', file, str(PurePath(file).with_name(wanted))])}"


def _undisputed(entries: Sequence[Entry], outside: Sequence[Document], diagnostics: list[Diagnostic]) -> list[Entry]:
    """The entries, each without the aliases that another document of its language has first."""
    everything = [*entries, *(Entry(document, "") for document in outside)]
    everything.sort(key=lambda entry: entry.document.path)
    claims = {(entry.document.language, _name(entry.document)): entry.document for entry in everything}
    kept: list[Entry] = []
    for entry in everything:
        document = entry.document
        if not entry.source:
            for claim in (*filter(None, halves(document.symbol)), *document.aliases):
                claims.setdefault((document.language, claim), document)
            continue
        lost = set()
        keys = [("symbol", half) for half in halves(document.symbol) if half]
        for field, claim in [*keys, *(("aliases", alias) for alias in document.aliases)]:
            first = claims.setdefault((document.language, claim), document)
            if first is not document:
                lost.add(claim)
                message = (
                    f"{claim} is claimed by {first.file}:{first.lines.get(field, 0)} too: remove it from one of them"
                )
                diagnostics.append(Diagnostic(document.file, document.lines.get(field, 0), "S008", message))
        aliases = tuple(alias for alias in document.aliases if alias not in lost)
        kept.append(Entry(replace(document, aliases=aliases), entry.source))
    return kept


def _name(document: Document) -> str:
    return document.path.partition("/")[2]


def _shown(path: str, name: str) -> str:
    return f"{FOLDER}/{name}" if path == "." else f"{FOLDER}/{path}/{name}"
