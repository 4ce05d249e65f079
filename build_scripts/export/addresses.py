"""The documents that the archive holds or cites, by their address: what the pages for wrong addresses and pasted
citations load (overrides/assets/javascripts/citing/).

The table is divided by the first folders of symbols, so that a reader loads a few kilobytes in an archive of any size:
`adresses/index.js` names the parts, `adresses/a__76.js` has those of A/76/…. Each is a script that hands its content
over, because a page opened by double click can load nothing else.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from ..core.symbol_path import halves, symbol_path
from ..core.value import value
from .export_settings import settings

FOLDER = "adresses"
_DEEPEST = 4


@value(frozen=True, slots=True)
class Held:
    """A document of the archive."""

    path: str
    """With its language."""
    symbol: str
    title: str
    date: str
    aliases: tuple[str, ...] = ()
    type: str = ""
    """Key of data/types.toml; empty where not known."""


def write(site: Path, documents: Iterable[Held], cited: Iterable[tuple[str, int, str]]) -> None:
    """Write the table. `cited` has, of each key that is cited but not held, the number of places and the path of its
    page (empty where it has none)."""
    folder = site / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    parts = _parts(_entries(documents, cited))
    for name, entries in parts.items():
        _script(folder / f"{_file(name)}.js", name, entries)
    _script(folder / "index.js", "", sorted(parts))


def _entries(documents: Iterable[Held], cited: Iterable[tuple[str, int, str]]) -> dict[str, list[Any]]:
    """By folded symbol path: [path, language, symbol, title, date] if held, else [key, places, page]."""
    entries: dict[str, list[Any]] = defaultdict(list)
    for document in documents:
        language, _, path = document.path.partition("/")
        half_paths = {_path(half) for half in (*halves(document.symbol), document.symbol) if document.symbol}
        for address in sorted({path, *document.aliases, *(half for half in half_paths if half)}):
            entries[address.lower()].append([path, language, document.symbol, document.title, document.date])
    for key, places, page in cited:
        path = _path(key)
        if path and path.lower() not in entries:
            entries[path.lower()].append([key, places, page])
    return entries


def _path(symbol: str) -> str:
    """The symbol path of one symbol, or of a joint one as a whole; empty where it has none."""
    try:
        return symbol_path(symbol) if len(halves(symbol)) < 2 else "/".join(map(symbol_path, halves(symbol)))
    except ValueError:
        return ""


def _parts(entries: dict[str, list[Any]], prefix: str = "", depth: int = 1) -> dict[str, dict[str, list[Any]]]:
    """The entries by their first folders. A part that is too large is divided by one folder more, largest groups first,
    until the rest is small enough. An entry is in the part with the longest name that begins its address."""
    groups: dict[str, dict[str, list[Any]]] = defaultdict(dict)
    for address in sorted(entries):
        groups["/".join(address.split("/")[:depth])][address] = entries[address]
    parts: dict[str, dict[str, list[Any]]] = {}
    remaining = len(entries)
    for name, group in sorted(groups.items(), key=lambda item: (-len(item[1]), item[0])):
        if depth > 1 and remaining <= settings().documents_per_shard:
            parts.setdefault(prefix, {}).update(group)
        elif len(group) > settings().documents_per_shard and depth < _DEEPEST:
            parts |= _parts(group, name, depth + 1)
            remaining -= len(group)
        else:
            parts[name] = group
            remaining -= len(group)
    return {name: dict(sorted(group.items())) for name, group in parts.items()}


def _file(name: str) -> str:
    return re.sub(r"[^a-z0-9._-]", "-", name.replace("/", "__"))


def _script(file: Path, name: str, value: Any) -> None:
    content = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    file.write_text(f"cote.received({json.dumps(name)},{content})\n", encoding="utf-8")
