"""What a report cites, as things with addresses: documents, and paragraphs of those that the archive holds.

A document held is named by its address in the archive, another by the official one. A treaty has none of its own, since
a volume of treaties is one file, and neither have acts whose keys are this project's; they are named by the archive's
page about them (write/cotes.py).
"""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from ..citations.keys import TREATY, parse, title
from ..citations.knowledge import load
from ..core.model import Citation
from ..write.cotes import key_path
from .description import Record, Row, official_address, permalink

Node = dict[str, Any]


class Cited:
    """What one report cites."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._addresses: dict[str, str] = {}

    def documents(self) -> list[Node]:
        """Every document that it cites, itself apart, once, in order of keys: address, name and symbol."""
        keys = sorted({key for row in self._record.rows for key in row.cites})
        nodes = {address: self._document(key) for key in reversed(keys) if (address := self._address(key))}
        nodes.pop(self._record.url, None)
        return list(reversed(nodes.values()))

    def places(self, row: Row) -> list[Node]:
        """What a block cites, by address alone, each once; of a paragraph that the archive has, also what holds it."""
        marks = (mark for text in row.block.texts for mark in text.marks if isinstance(mark, Citation))
        asked = dict.fromkeys((mark.key, mark.fragment) for mark in marks)
        return list({node["@id"]: node for key, fragment in asked if (node := self._place(key, fragment))}.values())

    def _place(self, key: str, fragment: str) -> Node:
        address = self._address(key)
        if not address:
            return {}
        if not fragment or key not in self._record.others.held:
            return {"@id": address}
        return {"@id": f"{address}#{fragment}", "isPartOf": {"@id": address}}

    def _document(self, key: str) -> Node:
        data, language = load(), self._record.language
        parsed = parse(key, data)
        official = official_address(key, language)
        node: Node = {"@type": "CreativeWork", "@id": self._address(key), "name": title(parsed, data, language)}
        if official and official != node["@id"]:
            node["sameAs" if parsed.kind != TREATY else "url"] = official
        return node | ({} if parsed.project or parsed.kind == TREATY else {"identifier": key})

    def _address(self, key: str) -> str:
        if key not in self._addresses:
            self._addresses[key] = self._found(key)
        return self._addresses[key]

    def _found(self, key: str) -> str:
        """The address that names a document; empty where it has none."""
        if held := self._record.others.held.get(key):
            return permalink(held)
        data = load()
        if parse(key, data).kind != TREATY and (official := official_address(key, self._record.language)):
            return official
        with suppress(ValueError):
            return permalink(key_path(key))
        return ""
