"""Where the addresses on a page of the site lead."""

from __future__ import annotations

import re
from collections.abc import Container
from pathlib import PurePosixPath
from urllib.parse import unquote, urljoin, urlsplit

from ..core.settings import archive

# A way from one page to another that says nothing else: `../77/237/`, `index.html`; not `/fr/`, `a//b`, `%20`, `data:`.
_WAY = re.compile(r"(?:[\w.-]+/)*[\w.-]*", re.ASCII)
TOP = ("", "top")
"""Fragments that every page has."""


def internal(address: str) -> str | None:
    """The address without the site's own host; None where it leads to another host or isn't the address of a page."""
    home = archive().site_url
    if address.startswith(home):
        return "/" + address.removeprefix(home)
    if address.startswith(("https://", "http://", "//")):
        return None
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return None
    base = urlsplit(home).path
    return "/" + address.removeprefix(base) if address.startswith(base) else address


def target(path: str, address: str) -> tuple[str, str] | None:
    """The path in the site, without a leading slash, that an address on the page at `path` leads to, and the fragment;
    None where it leads out of the site."""
    if address.startswith("#"):  # Most are: calls, notes, permalinks.
        return path, _decoded(address[1:])
    way, _, fragment = address.partition("#")
    if way and _WAY.fullmatch(way):  # And most of the others: links from page to page.
        return _joined(path, way), _decoded(fragment)
    within = internal(address)
    if within is None:
        return None
    parts = urlsplit(within)
    fragment = _decoded(parts.fragment)
    if not parts.path:
        return path, fragment
    return unquote(urlsplit(urljoin(f"/{path}", within)).path).removeprefix("/"), fragment


def _joined(path: str, way: str) -> str:
    """Where a way that begins on the page at `path` leads (RFC 3986, 5.2)."""
    parts = path.split("/")[:-1]
    *folders, last = way.split("/")
    for folder in folders:
        if folder == "..":
            del parts[-1:]
        elif folder != ".":
            parts.append(folder)
    if last == "..":
        del parts[-1:]
    return "/".join([*parts, "" if last in ("..", ".") else last])


def _decoded(fragment: str) -> str:
    """A fragment without the words that it asks the browser to find: `par-1:~:text=Texte`."""
    return unquote(fragment).partition(":~:")[0] if "%" in fragment or ":" in fragment else fragment


def file_at(place: str, files: Container[str]) -> str | None:
    """The file of the site that a server gives at a path; None where it has none."""
    if place in files:
        return place
    # A path as an object takes longer than all else, and nearly all lead to a folder's page as they are.
    within = f"{place}index.html" if not place or place[-1] == "/" else f"{place}/index.html"
    if within in files:
        return within
    for candidate in (str(PurePosixPath(place) / "index.html").removeprefix("/"), f"{place}.html"):
        if candidate in files:
            return candidate
    return None
