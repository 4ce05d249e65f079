"""What a document is about, in its own words: its summary, or how its text begins."""

from __future__ import annotations

from ..core.model import Block, Kind, PartKind, Report
from ..core.text import unlabelled, without_calls


def synopsis(report: Report, longest: int = 0) -> str:
    """The paragraphs of the summary, or without one the first paragraph, without label and note calls.

    `longest`: the most characters, cut between words; 0 for all.
    """
    first = [b for b in report.blocks if b.kind in (Kind.PARAGRAPH, Kind.OTHER)][:1]
    return shortened(summary(report) or " ".join(map(_words, first)), longest)


def summary(report: Report) -> str:
    """The paragraphs of the document's own summary; empty where it has none."""
    inside = [b for b in report.blocks if b.part.kind is PartKind.SUMMARY and b.kind in (Kind.OTHER, Kind.PARAGRAPH)]
    return " ".join(map(_words, inside))


def shortened(words: str, longest: int) -> str:
    """The text, or its beginning cut between words if it is longer than `longest` characters (0: any length)."""
    if not longest or len(words) <= longest:
        return words
    return f"{words[:longest].rsplit(' ', 1)[0]} …"


def _words(block: Block) -> str:
    text = unlabelled(block)
    return " ".join(without_calls(text).string.split())
