"""What was removed after it was published: for each such document, since when, and what it was.

`registry/fr/A/76/463.removed.json` says so, beside the anchors, which stay on record:

    {"removed": "2026-11-20", "symbol": "A/76/463", "title": "Prévention du crime …", "aliases": ["sans-cote/crime"]}

Its address has a page that tells readers (write/removed_pages.py). A document that is back is no longer removed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from ..core.diagnostics import Diagnostic
from ..core.model import Document
from ..core.part import WHOLE, Part
from ..core.removals import Removals, Removed
from ..core.whole_files import whole_text, write_whole
from . import registry

ENDING = ".removed.json"


def file_of(path: str) -> str:
    """The record of the removal of the document at a symbol path with its language."""
    return f"{registry.FOLDER}/{path}{ENDING}"


def load(root: Path) -> Removals:
    """Every removal on record."""
    removed: list[Removed] = []
    diagnostics: list[Diagnostic] = []
    for path in registry.paths(root, ENDING):
        try:
            removed.append(_removed(path, json.loads(whole_text(root / file_of(path)))))
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            message = f"not the record of a removal ({error}); bring it back with `git checkout -- FILE`"
            diagnostics.append(Diagnostic(file_of(path), 1, "A105", message))
    return Removals(tuple(removed), tuple(diagnostics))


def _removed(path: str, table: Any) -> Removed:
    symbol, title, aliases = table["symbol"], table["title"], table["aliases"]
    if not all(isinstance(words, str) for words in (symbol, title, *aliases)):
        raise TypeError("symbol, title and aliases are strings")
    return Removed(path, date.fromisoformat(table["removed"]), title, symbol, tuple(aliases))


def save(
    root: Path, documents: Iterable[Document], known: Iterable[Document], forget: Sequence[str], today: date, part: Part
) -> list[str]:
    """Record as removed what is on record, no longer among the archive's `documents`, and at or below a path of
    `forget`; no longer what is back. `known`: what was known of documents before. Returns the files that have changed.
    """
    here = registry.addresses(documents)
    before = {document.path: document for document in known}
    changed: list[str] = []
    for path in registry.paths(root):
        file = root / file_of(path)
        if path in here:
            if part.has(path) and file.exists():
                file.unlink()
                changed.append(file_of(path))
        elif part.has(path) and not file.exists() and any(_names(asked, path) for asked in forget):
            was = before.get(path) or Document(path, "", path.partition("/")[0], path.partition("/")[2])
            table = {
                "removed": today.isoformat(),
                "symbol": was.symbol,
                "title": was.title,
                "aliases": list(was.aliases),
            }
            write_whole(file, json.dumps(table, ensure_ascii=False) + "\n")
            changed.append(file_of(path))
    return changed


def _names(asked: str, path: str) -> bool:
    """Whether a path of source_texts/, of a folder or of a source in it, is that of a document, or has it below."""
    wanted = asked.strip("/")
    return f"{path}/".startswith(f"{wanted}/") or wanted.rpartition("/")[0] == path


def gone(root: Path, documents: Iterable[Document], removals: Removals, part: Part = WHOLE) -> list[str]:
    """The paths of documents on record that are no longer in the archive, whose address leads nowhere, and of which
    nobody has said that they are removed."""
    known = registry.addresses(documents)
    told = {path for removal in removals.documents for path in removal.paths}
    return [path for path in registry.paths(root) if part.has(path) and path not in known and path not in told]


def missing(paths: Iterable[str], removals: Removals, part: Part = WHOLE) -> list[Diagnostic]:
    """A finding (A104) for each of the documents that are `gone`, by path, and those about the record of removals."""
    message = (
        "a published document is gone; restore it, make its address an alias of the one that replaces it, or, if it is "
        "gone for good, `cote record --forget {}`"
    )
    return [
        *(fault for fault in removals.diagnostics if part.has(fault.file.removeprefix(f"{registry.FOLDER}/"))),
        *(Diagnostic(registry.file_of(path), 0, "A104", f"{path}: {message.format(path)}") for path in paths),
    ]
