"""Works inside a document: the draft resolutions and decisions that a report recommends, and those that a body has
adopted and reports. Each has an address, the anchor of its part."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Set

from ..citations.keys import parse
from ..citations.knowledge import load
from ..core.model import Citation, Kind, Link, PartKind, Report
from ..core.text import texts, unlabelled, without_calls
from ..core.value import value
from ..published.registry import normal
from ..references import Unit, places
from ..references.places import adopted, cited, split, words

_TYPES = {
    (PartKind.RESOLUTION, False): "draft-resolution",
    (PartKind.RESOLUTION, True): "resolution",
    (PartKind.DECISION, False): "draft-decision",
    (PartKind.DECISION, True): "decision",
}
"""Keys of data/types.toml, by the kind of part and whether it was adopted."""
DRAFTS = ("draft-resolution", "draft-decision")
_LIMITED = "L"
"""The part of symbols of limited distribution, that of drafts: `A/C.3/76/L.2`."""
# What stands between a symbol and what its bracket leads to: ` (voir par. 26, `, `（见第26段，`; not ` et `.
_BRACKET = re.compile(r"\s*[(（][^()（）]*")


@value(frozen=True, slots=True)
class InnerWork:
    """A resolution or decision inside a document."""

    anchor: str
    title: str
    """Without its label; empty where it has none but that."""
    citation: str
    """« A/76/463, projet de résolution I »."""
    type: str
    """Key of data/types.toml."""
    number: str
    """That which the body gave it, `1/CMA.5`; empty for drafts."""
    tabled: str = ""
    """Symbol of the document in which it was tabled, where the report says so; empty where it doesn't."""


def inner_works(report: Report) -> tuple[InnerWork, ...]:
    """The works inside a document, in its order."""
    document = report.document
    titles = [
        block
        for block in report.blocks
        if block.kind is Kind.PART_TITLE
        and block.anchor
        and block.part.kind in (PartKind.RESOLUTION, PartKind.DECISION)
    ]
    if not titles:
        return ()
    tabled = _tabled(report, {block.anchor for block in titles})
    place_of = places((Unit(block.anchor, block.number) for block in titles), document.language)
    works: list[InnerWork] = []
    for block in titles:
        number = adopted(split(block.anchor)[0][-1][1])
        title = normal(without_calls(unlabelled(block)).string)
        citation = cited(document, words(place_of[block.anchor], document.language))
        kind = _TYPES[block.part.kind, bool(number)]
        works.append(InnerWork(block.anchor, title, citation, kind, number, tabled.get(block.anchor, "")))
    return tuple(works)


def _tabled(report: Report, anchors: Set[str]) -> dict[str, str]:
    """The symbol under which each work was tabled, by its anchor: that which the report says right before the bracket
    that leads to the work, « adopted draft resolution A/C.3/76/L.2 (see para. 26, draft resolution I) ». None where it
    says two."""
    said: dict[str, set[str]] = defaultdict(set)
    for text in texts(report):
        links = [mark for mark in text.marks if isinstance(mark, Link) and mark.href[1:] in anchors]
        if not links:
            continue
        starts = [link.start for link in links]
        symbols = {mark.end: mark.key for mark in text.marks if isinstance(mark, Citation) and is_draft(mark.key)}
        for bracket in _BRACKET.finditer(text.string):
            if key := symbols.get(bracket.start()):
                for link in links[bisect_left(starts, bracket.start()) : bisect_left(starts, bracket.end())]:
                    said[link.href[1:]].add(key)
    return {anchor: next(iter(keys)) for anchor, keys in said.items() if len(keys) == 1}


def is_draft(key: str) -> bool:
    """Whether a key is a symbol of limited distribution."""
    return any(part == _LIMITED for part, _ in parse(key, load()).parts)
