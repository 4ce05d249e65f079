"""What the check keeps of a page, by the hash of its bytes: enough to see that nothing is wrong with it.

Only a page with which something may be wrong is then read again, element by element (html_page.py), to say where.
"""

from __future__ import annotations

import hashlib
import pickle
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree

from ..core.stage_store import Store, key
from .html_page import addresses, holds_data, leads_on, parsed
from .link_targets import TOP, internal, target

CHECKING = ("core", "check")
"""The rooms of the program that it takes to read a page."""

_IDS = etree.XPath("//@id", smart_strings=False)
_NAMES = etree.XPath("//a/@name", smart_strings=False)
_LINKS = etree.XPath("//a/@href | //area/@href", smart_strings=False)
_OTHERS = etree.XPath("//*[not(self::a) and not(self::area)][@href or @src or @action or @content]")
_SCRIPTS = etree.XPath("//script[not(@src)]")
_INLINE = etree.XPath("boolean(//style or //*[@style] or //@*[starts-with(name(), 'on')])")


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a page."""

    path: str
    """From the site's folder, with `/`."""
    ids: str
    """Its ids, parted by NUL, which no id contains."""
    targets: tuple[tuple[str, tuple[str, ...]], ...]
    """The paths in the site that it leads to, each with the fragments that it names there."""
    suspect: bool
    """Whether something in the page itself may be wrong."""
    redirect: bool
    """Whether it only leads on to another page."""

    def id_set(self) -> frozenset[str]:
        """Its ids."""
        return frozenset(self.ids.split("\0"))


def known_facts(store: Store | None, site: Path, path: str) -> Facts | None:
    """What is kept of the page at `path` below `site`."""
    stored = store.get(_name(path, (site / path).read_bytes())) if store else None
    facts: Facts | None = pickle.loads(stored) if stored else None
    return facts


def read_facts(store: Store | None, site: Path, path: str) -> Facts:
    """What the page at `path` below `site` says. Raises OSError where it can't be read."""
    content = (site / path).read_bytes()
    facts = _facts(path, content)
    if store:
        store.put(_name(path, content), pickle.dumps(facts, pickle.HIGHEST_PROTOCOL))
    return facts


def _name(path: str, content: bytes) -> str:
    return key("checked", CHECKING, path, hashlib.sha256(content).digest())


def _facts(path: str, content: bytes) -> Facts:
    page = parsed(content)
    ids = _IDS(page)
    all_ids = {*ids, *_NAMES(page)}
    others = _OTHERS(page)
    linked = {*_LINKS(page), *(address for element in others for address, _ in addresses(element))}
    targets: dict[str, set[str]] = defaultdict(set)
    lost = False
    for address in linked:
        if (place := target(path, address)) is None:
            continue
        if place[0] == path:
            lost = lost or (place[1] not in TOP and place[1] not in all_ids)
        else:
            targets[place[0]].update({place[1]}.difference(TOP))
    suspect = lost or len(ids) != len(set(ids)) or _INLINE(page) or any(_foreign(others))
    suspect = suspect or any(not holds_data(script) for script in _SCRIPTS(page))
    return Facts(
        path=path,
        ids="\0".join(sorted(all_ids)),
        targets=tuple((place, tuple(sorted(fragments))) for place, fragments in sorted(targets.items())),
        suspect=suspect or any(address.strip().lower().startswith("javascript:") for address in linked),
        redirect=any(leads_on(element) for element in others),
    )


def _foreign(elements: list[Any]) -> Iterator[bool]:
    """Of what a browser fetches by itself, whether it comes from elsewhere."""
    for element in elements:
        for address, loaded in addresses(element):
            yield loaded and internal(address) is None and not address.startswith("data:")
