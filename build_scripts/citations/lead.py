"""Where a citation leads: the document held, else the official one, else the key's own page
(docs/developers/citations.md, « Where a link leads »)."""

from __future__ import annotations

from dataclasses import dataclass

from ..core.model import Citation
from .citation_index import CitationIndex
from .keys import address
from .knowledge import CitingData


@dataclass(frozen=True, slots=True)
class Lead:
    """Where a citation leads; with neither document nor address, to the page of the key itself."""

    held: str = ""
    """Path of the document in the archive, `fr/A/76/463`."""
    fragment: str = ""
    """Anchor in the document held; empty for its top."""
    official: str = ""
    """Address outside the archive."""


def lead(citation: Citation, language: str, index: CitationIndex, data: CitingData) -> Lead:
    """Where a citation on a page in some language leads."""
    if held := index.held(citation.key, language):
        return Lead(held, citation.fragment)
    return Lead(official=address(citation.key, language, data))
