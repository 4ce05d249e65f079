"""The registry: every anchor ever published, with the SHA-256 of its normalised text (docs/developers/anchors.md).

One file a document, `registry/fr/A/76/463.txt`, in the document's order, one line an anchor:

    par-12 4f1c… 2026-11-20   the anchor, its text, and the day on which it was first on record
    par-12_2 -> par-13        an address that was published by mistake, and the anchor that answers for it now

The files stand apart from the sources, so that the loss of a document is noticed.
"""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from ..core.diagnostics import Diagnostic, counted
from ..core.model import Block, Call, Document, Report
from ..core.text import without_calls
from ..core.whole_files import DamagedError, whole_text, write_whole

FOLDER = "registry"
UNREAD = "{fault}: nothing of it is read; bring it back with `git checkout -- FILE`"
"""What is said of a file of the record that is damaged."""
# An anchor, the hash of its text, and its day:
# `par-12 4f1c0d6a5b1e7c8d9e0f1a2b3c4d5e6f4f1c0d6a5b1e7c8d9e0f1a2b3c4d5e6f 2026-11-20`.
_ENTRY = re.compile(r"([A-Za-z0-9._-]+) ([0-9a-f]{64})(?: (\d{4}-\d\d-\d\d))?")
# An address that was published by mistake, and what answers for it: `par-12_2 -> par-13`.
_ALIAS = re.compile(r"([A-Za-z0-9._-]+) -> ([A-Za-z0-9._-]+)")


@dataclass(frozen=True, slots=True)
class Registry:
    """What is on record for one document."""

    file: str
    hashes: Mapping[str, str] = field(default_factory=dict)
    """SHA-256 by anchor, in order."""
    aliases: Mapping[str, str] = field(default_factory=dict)
    """Anchor that answers now, by the one that was published."""
    lines: Mapping[str, int] = field(default_factory=dict)
    """Line of each anchor."""
    dates: Mapping[str, str] = field(default_factory=dict)
    """Day, as ISO 8601 has it, on which each anchor was first on record, where that is known."""


def file_of(path: str) -> str:
    """The registry of the document at a symbol path with its language, `fr/A/76/463`."""
    return f"{FOLDER}/{path}.txt"


def changed(registry: Registry, now: Mapping[str, str]) -> dict[str, str]:
    """The hash on record of each anchor whose text has changed."""
    return {anchor: old for anchor, old in registry.hashes.items() if now.get(anchor, old) != old}


def anchors(report: Report) -> dict[str, str]:
    """SHA-256 of the normalised text by anchor, of every block and note call, in the document's order."""
    hashes: dict[str, str] = {}
    for block in report.blocks:
        if block.anchor:
            hashes.setdefault(block.anchor, hash_of_normal(words(block)))
        for text in block.texts:
            for mark in text.marks:
                if isinstance(mark, Call) and mark.anchor:
                    hashes.setdefault(mark.anchor, hash_of(mark.number))
    return hashes


def load(root: Path, path: str) -> tuple[Registry, list[Diagnostic]]:
    """The registry of a document; an empty one where it has none yet."""
    file = file_of(path)
    try:
        text = whole_text(root / file)
    except FileNotFoundError:
        return Registry(file), []
    except DamagedError as error:
        return Registry(file), [Diagnostic(file, 0, "A105", UNREAD.format(fault=error))]
    hashes: dict[str, str] = {}
    aliases: dict[str, str] = {}
    lines: dict[str, int] = {}
    dates: dict[str, str] = {}
    diagnostics = []
    for number, line in enumerate(text.splitlines(), 1):
        if match := _ENTRY.fullmatch(line):
            hashes[match[1]] = match[2]
            if match[3]:
                dates[match[1]] = match[3]
        elif match := _ALIAS.fullmatch(line):
            aliases[match[1]] = match[2]
        else:
            diagnostics.append(
                Diagnostic(file, number, "A105", f"expected `anchor SHA-256 day` or `old -> new`, not {line[:80]!r}")
            )
            continue
        lines[match[1]] = number
    return Registry(file, hashes, aliases, lines, dates), diagnostics


def compare(
    registry: Registry, now: Mapping[str, str], source: str, told: Callable[[str], str] = lambda anchor: ""
) -> list[Diagnostic]:
    """What has become of a document's published anchors. `source` is the file that has the text now; `told` says of an
    anchor where there, and what has changed."""
    diagnostics = []
    for anchor, recorded in registry.hashes.items():
        at = registry.lines[anchor]
        if anchor not in now:
            message = f"published anchor {anchor} is no longer in {source}; restore it, or add an alias `{anchor} -> …`"
            diagnostics.append(Diagnostic(registry.file, at, "A101", message))
        elif now[anchor] != recorded:
            message = (
                f"the text of {anchor} has changed in {source}{told(anchor)}; if that is intended, run `cote record`"
            )
            diagnostics.append(Diagnostic(registry.file, at, "A102", message))
    for old, new in registry.aliases.items():
        if new not in now or old in now:
            wrong = f"{old} is an anchor of {source} itself" if old in now else f"{source} has no anchor {new}"
            diagnostics.append(Diagnostic(registry.file, registry.lines[old], "A105", f"alias {old} -> {new}: {wrong}"))
    unrecorded = [anchor for anchor in now if anchor not in registry.hashes]
    if unrecorded:
        listed = ", ".join(unrecorded[:5]) + (" …" if len(unrecorded) > 5 else "")
        message = f"{counted(len(unrecorded), 'anchor')} not on record ({listed}); `cote record` publishes them"
        diagnostics.append(Diagnostic(registry.file, 0, "A103", message))
    return diagnostics


def updated(registry: Registry, now: Mapping[str, str], today: date | None = None, keep: Container[str] = ()) -> str:
    """The registry's text with the document's anchors as they are now, except those in `keep`, which stay as they are.

    `today` is the day of anchors that have none yet; None leaves them without one.
    An anchor that is gone stays on record at the end, so that `compare` keeps reporting it until an alias replaces it.
    """
    gone = {
        anchor: digest
        for anchor, digest in registry.hashes.items()
        if anchor not in now and anchor not in registry.aliases
    }
    days = dict.fromkeys(now, today.isoformat()) if today else {}
    days |= registry.dates
    kept = {anchor: digest for anchor, digest in registry.hashes.items() if anchor in keep}
    entries = (dict(now) | gone | kept).items()
    lines = [" ".join(filter(None, (anchor, digest, days.get(anchor)))) for anchor, digest in entries]
    lines += [f"{old} -> {new}" for old, new in registry.aliases.items()]
    return "".join(f"{line}\n" for line in lines)


def save(root: Path, path: str, now: Mapping[str, str], today: date | None = None, keep: Container[str] = ()) -> bool:
    """Bring the registry of a document up to date, as `updated` says; whether it changed. Only where `load` finds no
    fault: what it can't read would be lost."""
    registry, _ = load(root, path)
    text = updated(registry, now, today, keep).encode("utf-8")
    file = root / registry.file
    if file.is_file() and file.read_bytes() == text:
        return False
    write_whole(file, text)
    return True


def paths(root: Path, ending: str = ".txt") -> Iterator[str]:
    """Symbol path, with language, of every document on record; of those that have a file with another ending there."""
    for here, folders, files in os.walk(root / FOLDER):
        folders.sort()
        for name in sorted(files):
            if name.endswith(ending):
                yield (Path(here) / name).relative_to(root / FOLDER).as_posix().removesuffix(ending)


def addresses(documents: Iterable[Document]) -> set[str]:
    """The paths, with language, at which documents answer."""
    known: set[str] = set()
    for document in documents:
        known.add(document.path)
        known |= {f"{document.language}/{alias}" for alias in document.aliases}
    return known


def words(block: Block) -> str:
    """The normalised text of a block: as the page shows it, with its printed number and without note calls, in Unicode
    normalisation form C, white space single; the cells of a table one after the other."""
    readings = (without_calls(text).string if text.marks else text.string for text in block.texts)
    return normal(" ".join(reading for reading in readings if reading))


def normal(string: str) -> str:
    """In Unicode normalisation form C, white space single and none at either end."""
    composed = unicodedata.normalize("NFC", string)
    # Of white space, only the plain space is printable: most texts need not be taken apart.
    if composed.isprintable() and "  " not in composed and composed == composed.strip(" "):
        return composed
    return " ".join(composed.split())


def hash_of(words: str) -> str:
    """SHA-256 of words, as the registry has it."""
    return hash_of_normal(normal(words))


def hash_of_normal(words: str) -> str:
    """The same, of words that are normalised."""
    return hashlib.sha256(words.encode("utf-8")).hexdigest()
