"""The address of what a citation leads to, as seen from the page that it stands on."""

from __future__ import annotations

from dataclasses import dataclass

from ..citations.citation_index import CitationIndex
from ..citations.knowledge import load
from ..citations.lead import lead
from ..core.model import Citation, Document
from .cotes import key_path


@dataclass(frozen=True, slots=True)
class Links:
    """Addresses for the citations of one page."""

    document: Document
    index: CitationIndex

    def __call__(self, citation: Citation) -> str:
        """To the document in the archive, at the pinpoint; else to the official one; else to the key's own page."""
        to = lead(citation, self.document.language, self.index, load())
        if to.official:
            return to.official
        path = to.held or key_path(self.index.leading.get(citation.key, citation.key))
        fragment = f"#{to.fragment}" if to.fragment else ""
        if path == self.document.path:
            return fragment or "#"
        return f"{_way(path, self.document.path)}/{fragment}"


def _way(path: str, here: str) -> str:
    """A path as seen from another."""
    target, folders = path.split("/"), here.split("/")
    same = 0
    while same < min(len(folders), len(target)) and folders[same] == target[same]:
        same += 1
    return "/".join([*[".."] * (len(folders) - same), *target[same:]])
