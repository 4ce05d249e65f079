"""Works inside a document: the draft resolutions and decisions that a report recommends, and those that a body has
adopted and reports. Each has an address, the anchor of its part."""

from __future__ import annotations

from ..core.model import Kind, PartKind, Report
from ..core.text import unlabelled, without_calls
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
    place_of = places((Unit(block.anchor, block.number) for block in titles), document.language)
    works: list[InnerWork] = []
    for block in titles:
        number = adopted(split(block.anchor)[0][-1][1])
        title = normal(without_calls(unlabelled(block)).string)
        citation = cited(document, words(place_of[block.anchor], document.language))
        works.append(InnerWork(block.anchor, title, citation, _TYPES[block.part.kind, bool(number)], number))
    return tuple(works)
