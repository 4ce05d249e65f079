"""The documents that are held or cited, by symbol: what a reader finds who types one, whole, in part or with a slip."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..write.cotes import key_path

PIECE = 400
"""Symbols in one piece of the table, about. A larger table is divided by the numbers that symbols end in."""

# The numbers in a symbol: `A/76/463`; not `ST/SGB`.
_NUMBER = re.compile(r"\d+")


@dataclass(slots=True)
class _Known:
    count: int = 0
    shards: set[int] = field(default_factory=set)
    page: str = ""
    """Path of its page among those of cited documents."""
    held: tuple[str, str, int, int] | None = None
    """Path, title, shard and number in it."""
    own: bool = False
    """The document has the symbol now."""


class Symbols:
    """Collects the symbols of all documents."""

    def __init__(self) -> None:
        self._known: dict[str, _Known] = {}

    def hold(
        self, symbols: list[str], path: str, title: str, *, shard: int, number: int, former: Sequence[str] = ()
    ) -> None:
        """The archive has a document, under these symbols; `number` is its place in its shard.

        A `former` symbol leads to it too, and says what it is now, unless it is another document's own.
        """
        for symbol in symbols:
            known = self._known.setdefault(symbol, _Known())
            known.held = (path, title, shard, number)
            known.own = True
            known.shards.add(shard)
        now = ", ".join([*symbols[:1], title])
        for symbol in former:
            known = self._known.setdefault(symbol, _Known())
            if not known.own:
                known.held = (path, now, shard, number)
                known.shards.add(shard)

    def cite(self, key: str, blocks: int, shard: int) -> None:
        """So many blocks of a document of a shard cite a document."""
        known = self._known.setdefault(key, _Known())
        known.count += blocks
        known.shards.add(shard)

    def link(self, site: Path) -> None:
        """Note which symbols have a page of their own in the site."""
        for symbol, known in self._known.items():
            try:
                path = key_path(symbol)
            except ValueError:
                continue
            if (site / path / "index.html").is_file() or (site / f"{path}.html").is_file():
                known.page = f"{path}/"

    def pieces(self) -> list[list[list[Any]]]:
        """Entries in pieces: [symbol, blocks that cite it, shards of these and of its own document, path of its page
        among those of cited documents], and for documents that are held path, title, shard, number.

        A symbol stands in the piece of each of its last two numbers, modulo the number of pieces.
        """
        count = max(1, -(-len(self._known) // PIECE))
        pieces: list[list[list[Any]]] = [[] for _ in range(count)]
        for symbol, known in sorted(self._known.items()):
            entry = [symbol, known.count, sorted(known.shards), known.page, *(known.held or ())]
            for piece in sorted({int(number) % count for number in _NUMBER.findall(symbol)[-2:]} or {0}):
                pieces[piece].append(entry)
        return pieces
