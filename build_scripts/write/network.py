"""The page « réseau »: the documents that the archive cites most, and which documents cite them.

What to draw is chosen here, where to draw it in overrides/partials/network.html. The page is as small for a hundred
thousand documents as for five: what isn't drawn is counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..citations.citation_index import CitationIndex, versions_at
from .cotes import Cote, count, list_matter, markdown_page, name_of, words
from .matter import Value

PATH = "reseau"
CITED = 40
"""The most cited documents that are drawn."""
_CUT = 40
"""The most characters of a label that is cut, its dots included."""
_LONGEST = 45
"""The most characters of a label that is shown whole."""
CITING = 20
"""The most citing documents that are drawn: those that cite the most of the cited ones."""


@dataclass(frozen=True, slots=True)
class Node:
    """A cited document with the documents that cite it, itself excepted."""

    cote: Cote
    by: Mapping[str, int]
    """How often each document cites it, by path."""

    @property
    def rank(self) -> tuple[int, int, str]:
        """Cited by most documents first, then most often."""
        return -len(self.by), -sum(self.by.values()), self.cote.key


def page(everything: Sequence[Cote], index: CitationIndex) -> dict[str, str]:
    """The page by its path from docs/."""
    nodes = sorted((node for node in map(_node, everything) if node.by), key=lambda node: node.rank)
    shown = nodes[:CITED]
    weights = Counter(path for node in shown for path in node.by)
    citing = sorted(weights, key=lambda path: (-weights[path], path))
    values: dict[str, Value | None] = {
        **list_matter(words().cited["network"], count(len(nodes), "key"), ()),
        "template": "reseau.html",
        "nav_title": words().cited["network_nav"],
        "in_header": False,
        "cited": [_cited(node, citing[:CITING]) for node in shown],
        "cited_more": _more(len(nodes) - len(shown), "key"),
        "citing": [_citing(path, index) for path in citing[:CITING]],
        "citing_more": _more(len(citing) - CITING, "document"),
    }
    return {f"{PATH}.md": markdown_page(values, ())}


def _node(cote: Cote) -> Node:
    versions = set(versions_at(cote.index.holders, cote.held.partition("/")[2]).values())
    return Node(cote, Counter(place.document for place in cote.places if place.document not in versions))


def _cited(node: Node, citing: Sequence[str]) -> Value:
    number = {path: at for at, path in enumerate(citing)}
    cote = node.cote
    return {
        "key": cote.key,
        "title": cote.title,
        "path": cote.path,
        "documents": words().documents(len(node.by)),
        "times": sum(node.by.values()),
        "by": [[number[path], times] for path, times in sorted(node.by.items()) if path in number],
        "more": max(len(node.by) - sum(path in number for path in node.by), 0),
    }


def _citing(path: str, index: CitationIndex) -> Value:
    document = index.documents[path]
    label = document.symbol or name_of(document)
    return {"path": path, "label": label, "title": name_of(document), "short": _shortened(label)}


def _shortened(label: str) -> str:
    """What a cell of the table shows of a long label, cut between words; empty where it shows the whole."""
    if len(label) <= _LONGEST:
        return ""
    return label[: _CUT - len("...")].rsplit(" ", 1)[0] + "..."


def _more(number: int, what: str) -> str:
    counted = words().documents(number) if what == "document" else count(number, what)
    return words().cited["network_more"].format(counted) if number > 0 else ""
