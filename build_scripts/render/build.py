"""The run of MkDocs into a new folder that takes the place of `site/` only when it is whole.

A build that is killed or fails leaves the last good site as it was; the next build clears what it leaves behind.
"""

from __future__ import annotations

import importlib
import logging
import multiprocessing
import os
import re
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path

from ..core.diagnostics import Diagnostic, counted
from ..core.exchange import exchanged

BUILDER = "mkdocs"
"""The package that makes the site: MkDocs 1.x, or its continuation `properdocs`, which makes the same files. The tests
build with both."""

SitePass = Callable[[Path], list[Diagnostic]]
"""Works on the finished HTML in a folder (the search index, say) and returns its diagnostics."""

# The page that a message of MkDocs is about: `Doc file 'docs/aide.md' contains a link`; not `Config value: 'nav'`.
_PAGE_OF_MESSAGE = re.compile(r"(?:Doc file|page|reference to) '([^']+)'")


def build(root: Path, passes: Sequence[tuple[str, SitePass]] = ()) -> list[Diagnostic]:
    """Builds the site of the archive at `root` into `site/`.

    `passes` (label, function) work on the new folder after MkDocs, in order. Returns what MkDocs and the passes
    found; after a finding of MkDocs (L020) `site/` is as it was. Raises what a pass raises, with `site/` as it was.
    """
    site = root / "site"
    _recover(site)
    with _new_folder(site) as folder:
        diagnostics = run_mkdocs(root / "mkdocs.yml", folder)
        if diagnostics:
            return diagnostics
        for label, site_pass in passes:
            _show(label)
            diagnostics += site_pass(folder)
        _exchange(folder, site)
    return sorted(diagnostics)


def run_mkdocs(configuration: Path, folder: Path, builder: str = BUILDER) -> list[Diagnostic]:
    """Runs MkDocs in a process of its own, which frees its memory at the end, and returns its warnings (L020)."""
    context = multiprocessing.get_context("spawn")
    receiving, sending = context.Pipe(duplex=False)
    process = context.Process(target=_mkdocs, args=(configuration, folder, builder, sending))
    process.start()
    sending.close()
    diagnostics: list[Diagnostic] = []
    pages = 0
    try:
        while True:
            kind, message = receiving.recv()
            if kind == "page":
                pages += 1
                _show(f"Rendering page {pages:,}", passing=True)
            else:
                diagnostics.append(_diagnostic(message))
    except EOFError:
        process.join()
    finally:
        if process.is_alive():
            process.terminate()
    if pages:
        _show(f"Rendered {counted(pages, 'page')}")
    if process.exitcode and not diagnostics:
        diagnostics.append(Diagnostic("mkdocs.yml", 0, "L020", f"MkDocs ended with code {process.exitcode}"))
    return sorted(set(diagnostics))


class _Messages(logging.Handler):
    """Sends what MkDocs says to the process that started it: pages as they are made, warnings and errors."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(logging.DEBUG)
        self.connection = connection

    def emit(self, record: logging.LogRecord) -> None:
        message = record.getMessage()
        if record.levelno >= logging.WARNING:
            self.connection.send(("warning", message))
        elif message.startswith("Building page "):
            self.connection.send(("page", message))


def _mkdocs(configuration: Path, folder: Path, builder: str, connection: Connection) -> None:
    """The process of MkDocs."""
    # No page bears the day on which it was built. MkDocs dates the sitemap by it: here always by the same day, and the
    # export puts in the real dates.
    os.environ |= {"SOURCE_DATE_EPOCH": "0", "NO_MKDOCS_2_WARNING": "1"}
    build_site = importlib.import_module(f"{builder}.commands.build").build
    load_config = importlib.import_module(f"{builder}.config").load_config
    abort: type[BaseException] = importlib.import_module(f"{builder}.exceptions").Abort

    log = logging.getLogger(builder)
    log.setLevel(logging.DEBUG)
    log.propagate = False
    log.addHandler(_Messages(connection))
    try:
        build_site(load_config(config_file=str(configuration), site_dir=str(folder.absolute()), strict=True))
    except abort:  # it has already sent the warnings that made it give up
        sys.exit(1)
    except Exception as error:
        connection.send(("error", f"{type(error).__name__}: {error}"))
        sys.exit(1)


def _diagnostic(message: str) -> Diagnostic:
    named = _PAGE_OF_MESSAGE.search(message)
    file = f"docs/{named[1]}" if named else "mkdocs.yml"
    return Diagnostic(file, 0, "L020", " ".join(message.split()))


def _show(message: str, *, passing: bool = False) -> None:
    """A line on the terminal; with `passing`, one that the next replaces."""
    if sys.stderr.isatty():
        print(f"\r\x1b[K{message}", end="" if passing else "\n", file=sys.stderr, flush=True)


# --- the folder -------------------------------------------------------------------------------


@contextmanager
def _new_folder(site: Path) -> Iterator[Path]:
    """An empty folder beside the site, removed at the end with whatever it then holds."""
    folder = site.with_name(f"{site.name}.new.{os.getpid()}")
    folder.mkdir()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _recover(site: Path) -> None:
    """Clears what killed builds left behind, and puts the old site back if one died between the two renames."""
    for folder in sorted(site.parent.glob(f"{site.name}.*.*")):
        kind, _, process = folder.name.removeprefix(f"{site.name}.").partition(".")
        if kind not in ("new", "old") or not process.isdigit() or _alive(int(process)):
            continue
        if kind == "old" and not site.exists():
            folder.rename(site)
        else:
            shutil.rmtree(folder)


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return process != os.getpid()


def _exchange(folder: Path, site: Path) -> None:
    """The new folder becomes the site, at once where the system can exchange two names; else in two steps."""
    if not site.exists():
        folder.rename(site)
    elif not exchanged(folder, site):
        old = site.with_name(f"{site.name}.old.{os.getpid()}")
        site.rename(old)
        folder.rename(site)
        shutil.rmtree(old)
