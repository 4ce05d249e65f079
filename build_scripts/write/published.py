"""What became of a document's places since they were published: corrected texts, and old addresses they answer to.

The record is the registry's (published/registry.py, published/history.py).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ..core.interface import interface
from ..core.model import Report
from ..published import history, registry
from ..references import places, units
from ..references.places import words
from .catalogue import language_of_lists
from .matter import Value


@dataclass(frozen=True, slots=True)
class Published:
    """What became of one block."""

    corrected: str = ""
    """Day of the last correction, as ISO 8601 has it."""
    also: tuple[str, ...] = ()
    """Anchors that were published by mistake and that it answers to."""

    @property
    def attributes(self) -> str:
        """As attributes in Markdown, each after a space."""
        corrected = f' data-corrected="{self.corrected}"' if self.corrected else ""
        return corrected + (f' data-also="{" ".join(self.also)}"' if self.also else "")


def published(record: registry.Registry, changes: Sequence[history.Change]) -> dict[str, Published]:
    """By anchor, what the record says of a document's places."""
    by_anchor: dict[str, Published] = {}
    for change in changes:
        by_anchor[change.anchor] = replace(by_anchor.get(change.anchor, Published()), corrected=change.day.isoformat())
    for old, new in record.aliases.items():
        before = by_anchor.get(new, Published())
        by_anchor[new] = replace(before, also=(*before.also, old))
    return by_anchor


def corrections(report: Report, changes: Sequence[history.Change]) -> Mapping[str, Value | None]:
    """For the front matter: each correction of a place that the document has, the newest first, with the old words."""
    if not changes:
        return {"corrections": []}
    language = report.document.language
    place_of = places(units(report), language)
    shown = interface(language_of_lists())
    listed: list[Value] = [
        {
            "anchor": change.anchor,
            "label": words(place_of[change.anchor], language),
            "day": change.day.isoformat(),
            "day_text": shown.day(change.day),
            "was": interface(language).spaced(change.was),
        }
        for change in reversed(changes)
        if change.anchor in place_of
    ]
    return {"corrections": listed}
