"""What became of a document: from the drafts to the text adopted and to those that recall it, as the site tells it
(export/course_table.py)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .place_reading import only
from .site_answering import Site

KINDS = {
    "draft": "the draft that was submitted",
    "report": "the report that recommends it",
    "adopted": "the text adopted on it",
    "recalled": "a text that recalls it",
    "earlier": "an earlier text of the same title, which the next one recalls",
    "later": "a later text of the same title, which recalls the one before",
    "base": "the document that this one revises, corrects or adds to",
    "revision": "its revision",
    "corrigendum": "its corrigendum",
    "addendum": "its addendum",
    "previous": "the one before it in its series",
    "next": "the one after it in its series",
}
"""What another text is to a document."""


@dataclass(frozen=True, slots=True)
class Step:
    """Another text of a document's course."""

    kind: str
    """One of `KINDS`."""
    citation: str
    permalink: str
    """Its address in the archive; of one that the archive doesn't hold, the official document's, where it is known."""
    held: bool
    """Whether the archive holds it."""
    part: str
    """Permalink of the part of the document that it is about; empty for the whole."""
    said_by: str
    """How the passage that says so is cited; empty where the symbol says it, or the place in the series."""
    said_at: str
    """Permalink of that passage."""


@dataclass(frozen=True)  # Without slots: mcp takes those for values of the fields.
class Course:
    """What became of a document."""

    citation: str
    permalink: str
    steps: list[Step]
    """The other texts, the oldest first; none where no text of the archive says anything of it."""


def course(site: Site, place: str, language: str) -> Course:
    """The course of the document that a reference or an address names; of a place in a part of it, what is about that
    part or the whole. Raises NoAnswer where it names none that the site has, or several."""
    answer = only(site, place, language)
    path, anchor = answer.reference.path, answer.anchor
    row = site.documents[path]
    told = (step for step in site.courses.get(path, ()) if _about(step["part"], anchor))
    return Course(row["reference"], row["url"], [_step(row["url"], step) for step in told])


def _about(part: str, anchor: str) -> bool:
    """Whether what is said of a part is said of a place."""
    return not part or not anchor or f"{anchor}.".startswith(f"{part}.")


def _step(url: str, step: Mapping[str, Any]) -> Step:
    says = step["says"] or {"citation": "", "url": ""}
    part = f"{url}#{step['part']}" if step["part"] else ""
    return Step(
        step["kind"], step["reference"], step["url"], bool(step["document"]), part, says["citation"], says["url"]
    )
