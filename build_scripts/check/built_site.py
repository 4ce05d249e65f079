"""The built site: every internal link and anchor, ids, foreign requests, and the anchors of the registry."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urljoin, urlsplit

from ..core.diagnostics import Diagnostic
from ..core.parallel import each
from ..core.settings import archive
from ..published import registry
from .html_page import Page, read_page

_TOP = ("", "top")
"""Fragments that every page has."""


def check_site(root: Path, site: Path, name: str = "site") -> list[Diagnostic]:
    """Everything wrong with the site in the folder `site` of the archive at `root`, sorted; messages call it `name`."""
    files = set(_files(site))
    names = sorted(path for path in files if path.endswith(".html"))
    if not names:
        return [Diagnostic(_shown(name, ""), 0, "L008", "no pages here; run `cote site`")]
    pages: dict[str, Page] = {}
    diagnostics: list[Diagnostic] = []
    seconds = archive().limits.document_seconds
    for outcome in each(partial(read_page, site), names, seconds=seconds, label="Checking pages"):
        if outcome.result is None:
            diagnostics.append(Diagnostic(_shown(name, outcome.item), 0, "L001", f"not read: {outcome.error}"))
        else:
            pages[outcome.item] = outcome.result
    for path, page in pages.items():
        diagnostics += (Diagnostic(_shown(name, path), line, code, words) for line, code, words in _faults(page))
        diagnostics += (
            Diagnostic(_shown(name, path), line, code, words) for line, code, words in _broken(page, pages, files)
        )
    return sorted([*diagnostics, *_unpublished(root, name, pages)])


def _files(site: Path) -> Iterator[str]:
    for here, _, names in os.walk(site):
        for name in names:
            yield (Path(here) / name).relative_to(site).as_posix()


def _faults(page: Page) -> Iterator[tuple[int, str, str]]:
    for fault in page.repeated:
        yield fault.line, "L003", f'id="{fault.words}" is already the id of an earlier element'
    for fault in page.inline:
        yield fault.line, "L005", f"script or style in the page itself, not in a file: {fault.words}"
    for fault in page.loads:
        if _internal(fault.words) is None and not fault.words.startswith("data:"):
            yield fault.line, "L006", f"loads {fault.words} from another host"


def _broken(page: Page, pages: Mapping[str, Page], files: set[str]) -> Iterator[tuple[int, str, str]]:
    """Links of a page that lead nowhere."""
    for link in page.links:
        address = _internal(link.words)
        if address is None:
            continue
        target = _target(page.path, address)
        path = _file(target, files)
        fragment = unquote(urlsplit(address).fragment).partition(":~:")[0]
        if path is None:
            yield link.line, "L001", f"the link {link.words} leads to no file of the site"
        elif path in pages and fragment not in _TOP and fragment not in pages[path].ids and not pages[path].redirect:
            yield link.line, "L002", f"the link {link.words} leads to no element of {path}"


def _internal(address: str) -> str | None:
    """The address without the site's own host; None where it leads to another host or isn't the address of a page."""
    home = archive().site_url
    if address.startswith(home):
        return "/" + address.removeprefix(home)
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return None
    base = urlsplit(home).path
    return "/" + address.removeprefix(base) if address.startswith(base) else address


def _target(path: str, address: str) -> str:
    """The path in the site, without a leading slash, that an address on the page at `path` leads to."""
    if not urlsplit(address).path:
        return path
    return unquote(urlsplit(urljoin(f"/{path}", address)).path).removeprefix("/")


def _file(target: str, files: set[str]) -> str | None:
    for candidate in (target, str(PurePosixPath(target) / "index.html").removeprefix("/"), f"{target}.html"):
        if candidate in files:
            return candidate
    return None


def _unpublished(root: Path, name: str, pages: Mapping[str, Page]) -> Iterator[Diagnostic]:
    """Anchors on record that the built pages do not have."""
    for path in registry.paths(root):
        record, _ = registry.load(root, path)
        page = pages.get(f"{path}/index.html")
        if page is None:
            yield Diagnostic(record.file, 0, "L007", f"published, but no page {_shown(name, path)}/ was built")
        elif not page.redirect:
            for anchor in (*record.hashes, *record.aliases):
                if anchor not in page.ids:
                    message = f"the published anchor {anchor} is missing from {_shown(name, page.path)}"
                    yield Diagnostic(record.file, record.lines[anchor], "L007", message)


def _shown(name: str, path: str) -> str:
    return f"{name}/{path}".rstrip("/")
