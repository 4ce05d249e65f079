"""Where the addresses on a page of the site lead."""

from __future__ import annotations

from collections.abc import Container
from pathlib import PurePosixPath
from urllib.parse import unquote, urljoin, urlsplit

from ..core.settings import archive

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
    within = internal(address)
    if within is None:
        return None
    parts = urlsplit(within)
    fragment = _decoded(parts.fragment)
    if not parts.path:
        return path, fragment
    return unquote(urlsplit(urljoin(f"/{path}", within)).path).removeprefix("/"), fragment


def _decoded(fragment: str) -> str:
    """A fragment without the words that it asks the browser to find: `par-1:~:text=Texte`."""
    return unquote(fragment).partition(":~:")[0]


def file_at(place: str, files: Container[str]) -> str | None:
    """The file of the site that a server gives at a path; None where it has none."""
    for candidate in (place, str(PurePosixPath(place) / "index.html").removeprefix("/"), f"{place}.html"):
        if candidate in files:
            return candidate
    return None
