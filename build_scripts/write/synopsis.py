"""What a document is about, in its own words: its summary, or how its text begins."""

from __future__ import annotations

from ..core.model import Block, Kind, PartKind, Report
from ..core.signs import COLONS, COMMAS
from ..core.text import unlabelled, without_calls

_TEXTS = (Kind.PARAGRAPH, Kind.OTHER)
_GOES_ON = (*COMMAS, *COLONS)
"""How a text ends that goes on below."""


def synopsis(report: Report, longest: int = 0) -> str:
    """The paragraphs of the summary, or without one the first paragraph, without label and note calls. Of an act, its
    enacting line and what it decides first: « L’Assemblée générale, … Décide de … ».

    `longest`: the most characters, cut between words; 0 for all.
    """
    return shortened(summary(report) or _beginning(report), longest)


def _beginning(report: Report) -> str:
    """The first text; as long as it goes on below, in what an organ decides or in items, the first of that, too."""
    texts = [block for block in report.blocks if block.kind in (*_TEXTS, Kind.PREAMBULAR, Kind.ITEM)]
    index = next((index for index, block in enumerate(texts) if block.kind in _TEXTS), len(texts))
    said = [_words(block) for block in texts[index : index + 1]]
    while said and said[-1].endswith(_GOES_ON) and (below := texts[index + 1 :]):
        preambular = below[0].kind is Kind.PREAMBULAR
        skipped = next((place for place, block in enumerate(below) if block.kind in _TEXTS), 0) if preambular else 0
        index += 1 + skipped
        said += [*(["…"] if skipped else []), _words(texts[index])]
    return " ".join(said)


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
