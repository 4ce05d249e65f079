"""The countries and themes that the blocks of a page name. Search finds them while it reads the page; what is kept of
that serves the exports, which say the same of each block."""

from __future__ import annotations

import json
from collections.abc import Mapping
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from ..core.stage_store import Store
from ..core.stage_store import key as key_of
from .facets import Named
from .page_blocks import essence, page_of

if TYPE_CHECKING:
    from .stored_document import Document

ROOMS = ("core", "mend", "search")
"""Packages whose program decides what is stored of a document."""


def document_key(file: str, content: bytes) -> str:
    """The name in the store of the document at the path `file`. `content`: the page's essence."""
    return key_of("search document", ROOMS, file, content)


def keep_facets(store: Store, key: str, document: Document) -> dict[str, Named]:
    """Keep what the blocks of a document name, by its name in the store. Returns it by anchors."""
    anchors = [shown[0] for shown in chain.from_iterable(document.pieces)]
    named = {anchor: Named([], []) for anchor in anchors}
    for facet, numbers in sorted(document.countries.items()):
        for number in numbers:
            named[anchors[number]].countries.append(facet)
    for facet, numbers in sorted(document.themes.items()):
        for number in numbers:
            named[anchors[number]].themes.append(facet)
    packed = {anchor: (names.countries, names.themes) for anchor, names in named.items()}
    store.put(_facets_key(key), json.dumps(packed).encode())
    return named


def facets_of(store: Store, site: Path, file: str) -> Mapping[str, Named]:
    """What each block of the page at the path `file` names, by its anchor; empty where there is no such page."""
    try:
        content = essence((site / file).read_bytes())
    except FileNotFoundError:
        return {}
    key = document_key(file, content)
    if found := store.get(_facets_key(key)):
        return {anchor: Named(*named) for anchor, named in json.loads(found).items()}
    from .stored_document import document_of

    page = page_of(content, file) if content else None
    return keep_facets(store, key, document_of(page)) if page else {}


def _facets_key(key: str) -> str:
    return key_of("search facets", (), key)
