"""What the check keeps of a page, by the hash of its bytes: enough to see that nothing is wrong with it.

Only a page with which something may be wrong is then read again, element by element (html_page.py), to say where.
"""

from __future__ import annotations

import hashlib
import pickle
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lxml import etree

from ..core.stage_store import Store, key
from ..core.value import value
from .html_page import ADDRESSED, addresses, holds_code, leads_on, parsed
from .link_targets import TOP, internal, target

CHECKING = ("core", "check")
"""The rooms of the program that it takes to read a page."""


@value(frozen=True, slots=True)
class Has:
    """What links may ask of a page."""

    ids: str
    """Its ids, parted by NUL, which no id contains."""
    redirect: bool
    """Whether it only leads on to another page."""

    def id_set(self) -> frozenset[str]:
        """Its ids."""
        return frozenset(self.ids.split("\0"))


@value(frozen=True, slots=True)
class Facts:
    """What is known of a page."""

    path: str
    """From the site's folder, with `/`."""
    has: Has
    targets: tuple[tuple[str, tuple[str, ...]], ...]
    """The paths in the site that it leads to, each with the fragments that it names there."""
    suspect: bool
    """Whether something in the page itself may be wrong."""


def known_facts(store: Store | None, site: Path, path: str, digest: str = "") -> Facts | None:
    """What is kept of the page at `path` below `site`. `digest`: the SHA-256 of its bytes, where it is known."""
    if store is None:
        return None
    digest = digest or hashlib.sha256((site / path).read_bytes()).hexdigest()
    stored = store.get(_name(path, digest))
    facts: Facts | None = pickle.loads(stored) if stored else None
    return facts


def read_facts(store: Store | None, site: Path, path: str) -> Facts:
    """What the page at `path` below `site` says. Raises OSError where it can't be read."""
    content = (site / path).read_bytes()
    facts = _facts(path, content)
    if store:
        store.put(_name(path, hashlib.sha256(content).hexdigest()), pickle.dumps(facts, pickle.HIGHEST_PROTOCOL))
    return facts


def _name(path: str, digest: str) -> str:
    return key("checked", CHECKING, path, digest)


@dataclass(slots=True)
class _Seen:
    """What the elements of a page have."""

    ids: list[str] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    """Of `<a name>`, an id in all but name."""
    linked: set[str] = field(default_factory=set)
    """Addresses that it leads to or loads."""
    foreign: bool = False
    """Whether a browser fetches something from elsewhere by itself."""
    inline: bool = False
    """Whether script or style is in the page itself."""
    redirect: bool = False


def _seen(page: Any) -> _Seen:
    """What a page has, in one walk."""
    seen = _Seen()
    for element in page.iter(etree.Element):
        tag = element.tag
        for name, words in element.items():
            if name == "id":
                seen.ids.append(words)
            elif name == "href" and tag in ("a", "area"):
                seen.linked.add(words)
            elif name == "name" and tag == "a":
                seen.names.add(words)
            elif name == "style" or name.startswith("on"):
                seen.inline = True
        if tag in ADDRESSED:
            _add_addresses(seen, element)
    return seen


def _add_addresses(seen: _Seen, element: Any) -> None:
    """What an element says that is neither text nor a link in it."""
    seen.inline = seen.inline or holds_code(element)
    seen.redirect = seen.redirect or leads_on(element)
    for address, loaded in addresses(element):
        seen.linked.add(address)
        if loaded and internal(address) is None and not address.startswith("data:"):
            seen.foreign = True


def _facts(path: str, content: bytes) -> Facts:
    seen = _seen(parsed(content))
    all_ids = {*seen.ids, *seen.names}
    targets: dict[str, set[str]] = defaultdict(set)
    lost = False
    for address in seen.linked:
        if (place := target(path, address)) is None:
            continue
        if place[0] == path:
            lost = lost or (place[1] not in TOP and place[1] not in all_ids)
        else:
            targets[place[0]].update({place[1]}.difference(TOP))
    suspect = lost or len(seen.ids) != len(set(seen.ids)) or seen.inline or seen.foreign
    return Facts(
        path=path,
        has=Has("\0".join(sorted(all_ids)), seen.redirect),
        targets=tuple((place, tuple(sorted(fragments))) for place, fragments in sorted(targets.items())),
        suspect=suspect or any(address.strip().lower().startswith("javascript:") for address in seen.linked),
    )
