"""The documents that are held or cited, by symbol: found when a reader types one, whole, in part or with a slip."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any

from ..write.cotes import key_path

PIECE = 400
"""Approximate number of symbols in one piece of the table, which is divided by the numbers that symbols end in."""

# The numbers in a symbol: `A/76/463`; not `ST/SGB`.
_NUMBER = re.compile(r"\d+")


@dataclass(slots=True)
class _Symbol:
    count: int = 0
    shards: set[int] = field(default_factory=set)
    page: str = ""
    """Path of its page among those of the cited documents."""
    held: dict[str, tuple[str, str, int, int]] = field(default_factory=dict)
    """Of a document that is held, path, title, shard, and number in the shard of each version, by language."""
    is_current: bool = False
    """Whether the document has this symbol now."""

    def hold(self, place: tuple[str, str, int, int]) -> None:
        """Add a version of the document."""
        self.held[place[0].partition("/")[0]] = place
        self.shards.add(place[2])


class Symbols:
    """Collects the symbols of all documents."""

    def __init__(self) -> None:
        self._symbols: dict[str, _Symbol] = {}

    def hold(
        self, symbols: list[str], path: str, title: str, *, shard: int, number: int, former: Sequence[str] = ()
    ) -> None:
        """Add a document that is held under these symbols; `number` is its place in its shard.

        A `former` symbol leads to it too and names the current one, unless another document has that symbol now.
        """
        for symbol in symbols:
            record = self._symbols.setdefault(symbol, _Symbol())
            if not record.is_current:
                record.held.clear()
            record.is_current = True
            record.hold((path, title, shard, number))
        current = ", ".join([*symbols[:1], title])
        for symbol in former:
            record = self._symbols.setdefault(symbol, _Symbol())
            if not record.is_current:
                record.hold((path, current, shard, number))

    def cite(self, key: str, blocks: int, shard: int) -> None:
        """Add the number of blocks, in a document of a shard, that cite the symbol `key`."""
        record = self._symbols.setdefault(key, _Symbol())
        record.count += blocks
        record.shards.add(shard)

    def link(self, site: Path) -> None:
        """Note which symbols have a page of their own in the site."""
        for symbol, record in self._symbols.items():
            try:
                path = key_path(symbol)
            except ValueError:
                continue
            if (site / path / "index.html").is_file() or (site / f"{path}.html").is_file():
                record.page = f"{path}/"

    def pieces(self) -> list[list[list[Any]]]:
        """Entries in pieces: [symbol, number of blocks that cite it, shards of these and of its own document, path of
        its page among those of the cited documents], then of each version of a document that is held path, title,
        shard, number.

        A symbol is in the piece of each of its last two numbers, modulo the number of pieces.
        """
        count = max(1, -(-len(self._symbols) // PIECE))
        pieces: list[list[list[Any]]] = [[] for _ in range(count)]
        for symbol, record in sorted(self._symbols.items()):
            entry = [
                symbol,
                record.count,
                sorted(record.shards),
                record.page,
                *chain.from_iterable(record.held.values()),
            ]
            for piece in sorted({int(number) % count for number in _NUMBER.findall(symbol)[-2:]} or {0}):
                pieces[piece].append(entry)
        return pieces
