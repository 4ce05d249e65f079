"""The pages, made in a new folder that takes the place of `site/` only when it is whole.

A build that is killed or fails leaves the last good site as it was; the next build clears what it leaves behind.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType

from ..core import empty_folders
from ..core.diagnostics import Diagnostic
from ..core.exchange import aside, change_places, recover
from ..core.stage_store import Store
from .site_pages import Site, show

SitePass = Callable[[Path, Mapping[str, str]], list[Diagnostic]]
"""Works on the finished HTML in a folder (the search index, say) and returns its diagnostics. It is given the SHA-256
of files there, by their paths, as far as it is known."""


def build(
    root: Path,
    passes: Sequence[tuple[str, SitePass]] = (),
    *,
    store: Store | None = None,
    known: Mapping[str, str] = MappingProxyType({}),
    jobs: int = 0,
    left_out: Iterable[str] = (),
    told: Callable[[int, int], None] = lambda made, taken: None,
) -> list[Diagnostic]:
    """Builds the site of the archive at `root` into `site/`.

    `passes` (label, function) work on the new folder after MkDocs, in order. `store`: where pages are kept, so that
    those which nothing has changed are taken over; `known`: the SHA-256 of pages in docs/, by their paths; `left_out`:
    pages there that the site is made without; `told` receives how many were made and how many taken. Returns what
    MkDocs and the passes found; after a finding of MkDocs (L020) `site/` is as it was. Raises what a pass raises, with
    `site/` as it was.
    """
    site = root / "site"
    recover(site)
    with _new_folder(site, store) as folder:
        pages = Site(root, store, known, left_out)
        diagnostics, made, taken = pages.render(folder, jobs)
        if diagnostics:
            return diagnostics
        told(made, taken)
        for label, site_pass in passes:
            show(label)
            diagnostics += site_pass(folder, pages.taken)
        empty_folders.remove(folder)
        change_places(folder, site)
    return sorted(diagnostics)


# --- the folder -------------------------------------------------------------------------------


@contextmanager
def _new_folder(site: Path, store: Store | None) -> Iterator[Path]:
    """A folder without files beside the site; at the end, its folders are put by with those of whatever it then
    holds."""
    folder = aside(site)
    if not (store and empty_folders.take(store, folder)):
        folder.mkdir()
    try:
        yield folder
    finally:
        if not (store and empty_folders.put_by(store, folder)):
            shutil.rmtree(folder, ignore_errors=True)
