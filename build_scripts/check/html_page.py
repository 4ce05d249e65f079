"""One HTML page of the built site, element by element: where its links are, and what it must not contain."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree

_LOADS = {
    "script": "src",
    "img": "src",
    "iframe": "src",
    "source": "src",
    "video": "src",
    "audio": "src",
    "embed": "src",
}
ADDRESSED = {"form", "link", "meta", "style", *_LOADS}
"""Elements beside links that may lead elsewhere, load something or hold script and style."""
_LOADED_RELS = {"stylesheet", "icon", "preload", "modulepreload", "manifest", "apple-touch-icon", "preconnect"}
_IDENTITY_RELS = {"canonical", "cite-as", "license", "type"}
"""Relations that name an address without leading to it."""
# Types of scripts that hold data and run nothing: `application/ld+json`, `speculationrules`; not `text/javascript`.
_DATA_TYPES = re.compile(r"application/(?:[\w.-]+\+)?json|speculationrules|importmap", re.IGNORECASE)
# Where a refresh leads: `0; url=../A/76/463/`; not `30`, which shows the same page again.
_REFRESH = re.compile(r"^[\d.\s]*;\s*url\s*=\s*['\"]?([^'\"]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Spot:
    """An address or a fault, with its line in the page."""

    line: int
    words: str


@dataclass(frozen=True, slots=True)
class Page:
    """Where on a page is what may be wrong."""

    path: str
    """From the site's folder, with `/`."""
    repeated: tuple[Spot, ...]
    """Ids that an earlier element of the page has already."""
    links: tuple[Spot, ...]
    """Addresses that it leads to or loads, each once."""
    loads: tuple[Spot, ...]
    """Addresses that a browser fetches by itself, each once."""
    inline: tuple[Spot, ...]
    """Script and style in the page itself."""


def read_page(site: Path, path: str) -> Page:
    """The page at `path` below `site`. Raises OSError where it cannot be read."""
    ids: set[str] = set()
    repeated: list[Spot] = []
    links: dict[str, int] = {}
    loads: dict[str, int] = {}
    inline: list[Spot] = []
    for element in parsed((site / path).read_bytes()).iter(etree.Element):
        line = element.sourceline or 0
        identity = element.get("id")
        if identity is not None:
            if identity in ids:
                repeated.append(Spot(line, identity))
            ids.add(identity)
        for address, loaded in addresses(element):
            links.setdefault(address, line)
            if loaded:
                loads.setdefault(address, line)
        inline += [Spot(line, words) for words in _inline(element)]
    return Page(path, tuple(repeated), _once(links), _once(loads), tuple(inline))


def parsed(content: bytes) -> Any:
    """A page as a tree."""
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, no_network=True, collect_ids=False)
    return etree.fromstring(content or b"<html></html>", parser)


def _once(addresses: dict[str, int]) -> tuple[Spot, ...]:
    return tuple(Spot(line, address) for address, line in addresses.items())


def addresses(element: Any) -> Iterator[tuple[str, bool]]:
    """(address, whether the browser fetches it by itself) of an element."""
    tag = str(element.tag)
    if tag in ("a", "area") and element.get("href") is not None:
        yield element.get("href", ""), False
    elif tag == "form" and element.get("action"):
        yield element.get("action", ""), False
    elif tag == "link" and element.get("href"):
        rels = set((element.get("rel") or "").lower().split())
        if not rels & _IDENTITY_RELS:
            yield element.get("href", ""), bool(rels & _LOADED_RELS)
    elif tag == "meta" and (match := _REFRESH.match(element.get("content") or "")):
        yield match[1].strip(), False
    elif tag in _LOADS and element.get(_LOADS[tag]):
        yield element.get(_LOADS[tag], ""), True


def holds_data(script: Any) -> bool:
    """Whether a script holds data and runs nothing."""
    return _DATA_TYPES.fullmatch(script.get("type") or "") is not None


def holds_code(element: Any) -> bool:
    """Whether an element holds script or style itself, instead of naming a file."""
    return element.tag == "style" or (element.tag == "script" and not element.get("src") and not holds_data(element))


def leads_on(element: Any) -> bool:
    """Whether an element makes the browser go to another page, or load this one again."""
    named = element.tag == "meta" and (element.get("http-equiv") or "").lower() == "refresh"
    return named and element.get("content") is not None


def _inline(element: Any) -> Iterator[str]:
    """Script and style that an element holds itself, instead of naming a file."""
    tag = str(element.tag)
    if holds_code(element):
        yield "<style>" if tag == "style" else "<script> without src"
    for name, value in element.attrib.items():
        script = name in ("href", "src", "action") and value.strip().lower().startswith("javascript:")
        if script or name == "style" or name.startswith("on"):
            yield f'{name}="{value[:60]}"'
