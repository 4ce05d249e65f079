"""What was found out about each page of the site, by the hash of its bytes: all of it in one entry of the store. An
archive has thousands of pages, and to look up each by itself takes longer than to find out most of what is asked."""

from __future__ import annotations

import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from .stage_store import Store


class PageNotes:
    """Notes on the pages of a site, for one run of the program."""

    def __init__(self, store: Store | None, name: str, site: Path) -> None:
        """`name`: in the store, of notes that are found out in one way: a key, of the program that does."""
        self._store, self._name, self._site = store, name, site
        stored = store.get(name) if store else None
        before: dict[str, list[str]] = json.loads(stored) if stored else {}
        self._before = before
        self._now: dict[str, list[str]] = {}

    def of(self, path: str, digest: str, found: Callable[[bytes], str]) -> str:
        """What `found` says of the bytes of the page at a path. `digest`: their SHA-256; empty where that isn't known.
        Raises OSError where there is no such page."""
        content = b"" if digest else (self._site / path).read_bytes()
        digest = digest or sha256(content).hexdigest()
        known = self._before.get(path)
        if known is None or known[0] != digest:
            known = [digest, found(content or (self._site / path).read_bytes())]
        self._now[path] = known
        return known[1]

    def keep(self) -> None:
        """Keep the notes on the pages that were asked for."""
        if self._store and self._now != self._before:
            self._store.put(self._name, json.dumps(self._now).encode())
