"""The pages of the new site: those that nothing has changed are taken over, the others made by as many runs of MkDocs
as the machine has cores.

What a page's HTML is made of: its Markdown and its address, mkdocs.yml, the templates, the program and its data, and
the names of the sections that every page's head has. A page of the navigation may read all others there, so it is made
each time.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import chain
from pathlib import Path
from threading import Lock
from typing import Any

import yaml

from ..core.diagnostics import Diagnostic, counted
from ..core.parallel import cores
from ..core.stage_store import Store, folder_hash, key
from . import mkdocs_run
from .converter import settings_of
from .mkdocs_run import BUILDER, Part

TEMPLATING = (
    *("core", "extract", "read", "mend", "structure", "references", "citations"),
    *("render", "published", "write", "search", "export"),
)
"""The rooms of the program that templates ask, by way of overrides/hooks.py."""
_MOST, _FEW = 250, 40
"""Pages that one run makes at the most, which bounds its memory; and at the least, since each has to begin."""


class Site:
    """What is known of an archive's pages before any is made."""

    def __init__(self, root: Path, store: Store | None) -> None:
        self._docs = root / "docs"
        self._configuration = root / "mkdocs.yml"
        self._settings = settings_of(self._configuration)
        self._listed = frozenset(mkdocs_run.pages_of(self._settings.get("nav") or ()))
        # Without a list of its own, the navigation is every page; settings of another file aren't seen here.
        self._store = store if self._listed and "INHERIT" not in self._settings else None

    def render(self, folder: Path, jobs: int = 0, builder: str = BUILDER) -> tuple[list[Diagnostic], int, int]:
        """Put all pages, and all that MkDocs makes besides, into a new folder.

        Returns what MkDocs found, how many pages were made and how many taken over."""
        if self._store is None:
            shown = _Shown()
            return mkdocs_run.run(self._configuration, folder, builder, seen=shown.page), shown.count, 0
        names = self._names()
        taken = {path for path, name in names.items() if self._store.take_files(name, folder)}
        missing = [path for path in self._paths() if path not in taken]
        parts = list(_parts(missing, taken, names, self._store, jobs))
        shown = _Shown()
        one = partial(mkdocs_run.run, self._configuration, folder, builder, seen=shown.page)
        with ThreadPoolExecutor(min(jobs or cores(), len(parts))) as runs:
            diagnostics = list(chain.from_iterable(runs.map(one, parts)))
        shown.end(len(missing))
        return sorted(set(diagnostics)), len(missing), len(taken)

    def _paths(self) -> list[str]:
        """The pages of docs/, by their paths from there."""
        paths = []
        for here, folders, names in os.walk(self._docs, followlinks=True):
            folders.sort()
            within = Path(here).relative_to(self._docs)
            paths += [(within / name).as_posix() for name in sorted(names) if name.endswith(".md")]
        return paths

    def _names(self) -> dict[str, str]:
        """The name in the store of each page that may be there."""
        common = self._common()
        paths = (path for path in self._paths() if path not in self._listed)
        return {
            path: key("page of the site", TEMPLATING, path, (self._docs / path).read_bytes(), common) for path in paths
        }

    def _common(self) -> str:
        """What all pages are made of besides their own Markdown."""
        theme = self._settings.get("theme")
        own = theme.get("custom_dir", "") if isinstance(theme, dict) else ""
        templates = folder_hash(self._configuration.parent / own, _TEMPLATES).hex() if own else ""
        heads = [
            _head((self._docs / path).read_bytes()) for path in sorted(self._listed) if (self._docs / path).is_file()
        ]
        return repr((self._configuration.read_bytes(), templates, heads))


_TEMPLATES = (".html", ".xml", ".py", ".svg", ".txt", ".md")
"""Endings of files that templates are made of; scripts and styles have names that do not depend on what is in them."""


def _head(page: bytes) -> object:
    """What the head of every page says of a page of the navigation: a hand-written one without a title may take it from
    anywhere in its text."""
    head = page.partition(b"\n---\n")[0] if page.startswith(b"---\n") else b""
    try:
        matter: Any = yaml.load(head, getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError:
        return page
    if not isinstance(matter, Mapping) or "title" not in matter:
        return page
    return [matter.get(name) for name in ("title", "nav_title", "in_header")]


def _parts(
    missing: Sequence[str], taken: set[str], names: Mapping[str, str], store: Store, jobs: int
) -> Iterator[Part]:
    """The runs, which have long pages and short ones alike; the first also makes what isn't a page."""
    number = max(-(-len(missing) // _MOST), min(jobs or cores(), len(missing) // _FEW), 1)
    shares = [frozenset(missing[start::number]) for start in range(number)]
    for at, share in enumerate(shares):
        others = None if at else frozenset(taken.union(*shares[1:]))
        yield Part(share, others, {path: names[path] for path in share if path in names}, store)


class _Shown:
    """Pages that are made, counted on a terminal."""

    def __init__(self) -> None:
        self.count = 0
        self._lock = Lock()

    def page(self) -> None:
        """One more."""
        with self._lock:
            self.count += 1
            show(f"Rendering page {self.count:,}", passing=True)

    def end(self, count: int) -> None:
        """All are made."""
        if count:
            show(f"Rendered {counted(count, 'page')}")


def show(message: str, *, passing: bool = False) -> None:
    """A line on the terminal; with `passing`, one that the next replaces."""
    if sys.stderr.isatty():
        print(f"\r\x1b[K{message}", end="" if passing else "\n", file=sys.stderr, flush=True)
