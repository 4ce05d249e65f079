"""The pages of the new site: those that nothing has changed are taken over, the others made by as many runs of MkDocs
as the machine has cores.

What a page's HTML is made of: its Markdown and its address, mkdocs.yml, the templates, the program and its data, and
the names of the sections that every page's head has. A page of the navigation may read all others there, so these pages
are made together, with what isn't a page: static files, 404.html, the sitemap. All of that is kept as the frame of the
site, made of the pages of the navigation, of static files, and of which other pages there are.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

from ..core.diagnostics import Diagnostic, counted
from ..core.parallel import cores
from ..core.paths_below import paths_below
from ..core.stage_store import Store, folder_hash, key
from ..core.whole_files import irregular_below
from . import mkdocs_run
from .converter import settings_of
from .mkdocs_run import BUILDER, Part

TEMPLATING = (
    *("core", "extract", "read", "mend", "structure", "references", "citations"),
    *("render", "published", "write", "search", "export", "hosting"),
)
"""The rooms of the program that templates ask, by way of overrides/hooks.py."""
_MOST, _FEW = 250, 40
"""Pages that one run makes at the most, which bounds its memory; and at the least, since each has to begin."""


class Site:
    """What is known of an archive's pages before any is made."""

    def __init__(
        self,
        root: Path,
        store: Store | None,
        known: Mapping[str, str] = MappingProxyType({}),
        left_out: Iterable[str] = (),
    ) -> None:
        """`known`: the SHA-256 of pages in docs/, by their paths from there, as far as it is known; `left_out`: pages
        there that the site is made without."""
        self._docs = root / "docs"
        self._left_out = frozenset(left_out)
        self._known = known
        self.taken: dict[str, str] = {}
        """SHA-256 of the files of the site that were taken over as they were, by their paths."""
        self._configuration = root / "mkdocs.yml"
        self._settings = settings_of(self._configuration)
        self._listed = frozenset(mkdocs_run.pages_of(self._settings.get("nav") or ()))
        theme = self._settings.get("theme")
        own = theme.get("custom_dir", "") if isinstance(theme, dict) else ""
        self._own = root / own if own else None
        """What the archive has of the theme."""
        # Without a list of its own, the navigation is every page; settings of another file aren't seen here.
        self._store = store if self._listed and "INHERIT" not in self._settings else None

    def render(self, folder: Path, jobs: int = 0, builder: str = BUILDER) -> tuple[list[Diagnostic], int, int]:
        """Put all pages, and all that MkDocs makes besides, into a new folder.

        Returns what MkDocs found, how many pages were made and how many taken over."""
        shown = _Shown()
        if self._store is None:
            alone = [Part(left_out=self._left_out)]
            return mkdocs_run.run(self._configuration, folder, builder, alone, seen=shown.page), shown.count, 0
        pages, others = self._files()
        names, frame = self._names(pages, others)
        taken = {path for path, name in names.items() if self._take(name, folder)}
        framed = self._take(frame, folder)
        missing = [path for path in pages if path not in taken and not (framed and path in self._listed)]
        shares = _parts(missing, taken, names, self._store, jobs, leads=not framed)
        parts = [replace(share, left_out=self._left_out) for share in shares]
        diagnostics = mkdocs_run.run(self._configuration, folder, builder, parts, jobs or cores(), shown.page)
        shown.end(len(missing))
        if not (framed or diagnostics):
            self._keep(frame, folder, names.values())
        return diagnostics, len(missing), len(pages) - len(missing)

    def _take(self, name: str, folder: Path) -> bool:
        """Take files over from the store, if it has them."""
        files = self._store.taken(name, folder) if self._store else None
        self.taken |= files or {}
        return files is not None

    def _files(self) -> tuple[list[str], list[str]]:
        """The pages of docs/, and its other files, by their paths from there."""
        pages: list[str] = []
        others: list[str] = []
        left_out = self._left_out.union(irregular_below(self._docs))
        for path in sorted(set(paths_below(self._docs, links=True)) - left_out):
            (pages if path.endswith(".md") else others).append(path)
        return pages, others

    def _names(self, pages: Sequence[str], others: Sequence[str]) -> tuple[dict[str, str], str]:
        """The name in the store of each page that may be there by itself, and that of the site's frame."""
        common = self._common()
        alone = ((path, self._digest(path)) for path in pages if path not in self._listed)
        names = {path: key("page of the site", TEMPLATING, path, digest, common) for path, digest in alone}
        shown = [path for path in pages if path in self._listed] + list(others)
        hashes = [(path, self._digest(path)) for path in shown]
        return names, key("frame of the site", TEMPLATING, common, self._assets(), repr(hashes), repr(pages))

    def _digest(self, path: str) -> str:
        return self._known.get(path) or sha256((self._docs / path).read_bytes()).hexdigest()

    def _keep(self, frame: str, folder: Path, names: Iterable[str]) -> None:
        """Keep what lies in the finished site besides the pages that are kept by themselves."""
        assert self._store
        alone: set[str] = set()
        for name in names:
            paths = self._store.paths(name)
            if paths is None:
                return
            alone.update(paths)
        self._store.adopt(frame, folder, sorted(set(paths_below(folder)) - alone))

    def _assets(self) -> bytes:
        """All that the archive gives to the theme: its templates, scripts, styles and pictures."""
        return folder_hash(self._own) if self._own else b""

    def _common(self) -> str:
        """What all pages are made of besides their own Markdown."""
        templates = folder_hash(self._own, _TEMPLATES).hex() if self._own else ""
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
    missing: Sequence[str], taken: set[str], names: Mapping[str, str], store: Store, jobs: int, *, leads: bool
) -> Iterator[Part]:
    """The runs, which have long pages and short ones alike; if it `leads`, the first makes the frame of the site."""
    number = max(-(-len(missing) // _MOST), min(jobs or cores(), len(missing) // _FEW), int(bool(missing) or leads))
    shares = [frozenset(missing[start::number]) for start in range(number)]
    for at, share in enumerate(shares):
        others = None if at or not leads else frozenset(taken.union(*shares[1:]))
        yield Part(share, others, {path: names[path] for path in share if path in names}, store)


class _Shown:
    """Pages that are made, counted on a terminal."""

    def __init__(self) -> None:
        self.count = 0

    def page(self) -> None:
        """One more."""
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
