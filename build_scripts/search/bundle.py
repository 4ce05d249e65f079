"""Writes the files of the search, each a script that hands its content to the page.

A page opened by double click (file://) may not fetch, import or start a worker, but it may load scripts. So every file
that search needs is a script, whether the site is served or opened, and nothing is on the disk twice.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

FOLDER = "search"
"""The folder of the search in the site."""


def script(name: str, value: Any) -> bytes:
    """The content of `name`.js, with a value that JSON can represent."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return f"coteSearchData({json.dumps(name)},{text})\n".encode("utf-8", "surrogatepass")


class Bundle:
    """The folder of the search, and the hash of everything in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._hash = hashlib.sha256()

    @property
    def version(self) -> str:
        """Version that changes with any byte noted so far; the browser asks for files of this version."""
        return self._hash.hexdigest()[:12]

    def note(self, digest: str) -> None:
        """Note files that are in the folder already, by the hash of their content."""
        self._hash.update(f"{digest}\n".encode())

    def data(self, name: str, value: Any) -> None:
        """Write `name`.js."""
        content = script(name, value)
        file = self.folder / f"{name}.js"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
        self.note(hashlib.sha256(content).hexdigest())
