"""The pages, made in a new folder that takes the place of `site/` only when it is whole.

A build that is killed or fails leaves the last good site as it was; the next build clears what it leaves behind.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType

from ..core import empty_folders
from ..core.diagnostics import Diagnostic
from ..core.exchange import exchanged
from ..core.stage_store import Store
from ..core.workplace import alive
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
    told: Callable[[int, int], None] = lambda made, taken: None,
) -> list[Diagnostic]:
    """Builds the site of the archive at `root` into `site/`.

    `passes` (label, function) work on the new folder after MkDocs, in order. `store`: where pages are kept, so that
    those which nothing has changed are taken over; `known`: the SHA-256 of pages in docs/, by their paths; `told`
    receives how many were made and how many taken. Returns what MkDocs and the passes found; after a finding of MkDocs
    (L020) `site/` is as it was. Raises what a pass raises, with `site/` as it was.
    """
    site = root / "site"
    _recover(site)
    with _new_folder(site, store) as folder:
        pages = Site(root, store, known)
        diagnostics, made, taken = pages.render(folder, jobs)
        if diagnostics:
            return diagnostics
        told(made, taken)
        for label, site_pass in passes:
            show(label)
            diagnostics += site_pass(folder, pages.taken)
        empty_folders.remove(folder)
        _exchange(folder, site)
    return sorted(diagnostics)


# --- the folder -------------------------------------------------------------------------------


@contextmanager
def _new_folder(site: Path, store: Store | None) -> Iterator[Path]:
    """A folder without files beside the site; at the end, its folders are put by with those of whatever it then
    holds."""
    folder = site.with_name(f"{site.name}.new.{os.getpid()}")
    if not (store and empty_folders.take(store, folder)):
        folder.mkdir()
    try:
        yield folder
    finally:
        if not (store and empty_folders.put_by(store, folder)):
            shutil.rmtree(folder, ignore_errors=True)


def _recover(site: Path) -> None:
    """Clears what killed builds left behind, and puts the old site back if one died between the two renames."""
    for folder in sorted(site.parent.glob(f"{site.name}.*.*")):
        kind, _, process = folder.name.removeprefix(f"{site.name}.").partition(".")
        if kind not in ("new", "old") or not process.isdigit() or _others(int(process)):
            continue
        if kind == "old" and not site.exists():
            folder.rename(site)
        else:
            shutil.rmtree(folder)


def _others(process: int) -> bool:
    """Whether another build may be at work under this number; what this process has left is its own to clear."""
    return process != os.getpid() and alive(process)


def _exchange(folder: Path, site: Path) -> None:
    """The new folder becomes the site, at once where the system can exchange two names; else in two steps."""
    if not site.exists():
        folder.rename(site)
    elif not exchanged(folder, site):
        old = site.with_name(f"{site.name}.old.{os.getpid()}")
        site.rename(old)
        folder.rename(site)
        shutil.rmtree(old)
