"""Repeated citations: what the note before cites, or the citation before them in the same note.

« Ibid. » may stand for a series instead (« Ibid., 2014, Supplément no 10 (E/2014/30) », « Ibid., vol. 993 »). It then
repeats no document, and the symbol behind it is the citation.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..core.model import Block, Kind, Part
from .citing_words import Vocabulary
from .findings import CitationSpan, Doubt, Words

# Behind an « Ibid. » that stands alone: ` ;`, `).`, `,`.
_ENDS = re.compile(r"[,;]? ?(?:[.;:)]|$)")
# Between « Ibid. » and its pinpoint: `, par. 3`, ` par. 3`.
_LEAD = re.compile(r",? ?")


@dataclass(frozen=True, slots=True)
class Source:
    """What a note cites, as far as « Ibid. » in the next one may repeat it."""

    number: str = ""
    """Of the note."""
    part: Part | None = None
    keys: tuple[str, ...] = ()
    series: str = ""
    """Key of the treaty series, where it cites one."""

    def then(self, block: Block, citations: list[CitationSpan], series: str) -> Source:
        """After another block: a numbered note takes the place of the one before; other blocks change nothing."""
        if block.kind is not Kind.NOTE or not block.number.isdecimal():
            return self
        return Source(block.number, block.part, tuple(dict.fromkeys(citation.key for citation in citations)), series)


def find_ibid(
    words: Words, vocabulary: Vocabulary, citations: list[CitationSpan], block: Block, source: Source
) -> tuple[list[CitationSpan], list[Doubt]]:
    """What each « Ibid. » of a text repeats; `citations` are the text's own, `source` is the note before."""
    repeats: list[CitationSpan] = []
    doubts: list[Doubt] = []
    for match in vocabulary.ibid.finditer(words.string):
        if not words.free(match.start(), match.end()):
            continue
        if not _repeats(words, match.end(), vocabulary):
            if not _series(words, match.end(), vocabulary) and not any(
                citation.start > match.start() for citation in citations
            ):
                doubts.append(Doubt(match.start(), "C004", f"“{match[0]}” is followed by no pinpoint; not linked"))
            continue
        earlier = [citation for citation in (*citations, *repeats) if citation.end <= match.start()]
        keys = (max(earlier, key=lambda citation: citation.end).key,) if earlier else source.keys
        code, why = ("", "") if earlier else _doubt(block, source)
        if len(keys) > 1 and not code:
            code, why = "C004", f"may repeat any of {', '.join(keys)}; not linked"
        if code:
            doubts.append(Doubt(match.start(), code, f"“{match[0]}” {why}"))
        if len(keys) == 1 and code != "C004":
            repeats.append(CitationSpan(match.start(), match.end(), keys[0], match.end(), match.start()))
            words.take(match.start(), match.end())
    return repeats, doubts


def _repeats(words: Words, position: int, vocabulary: Vocabulary) -> bool:
    """Whether it stands for a document: its sentence ends, or a pinpoint follows."""
    lead = _LEAD.match(words.string, position)
    assert lead is not None
    return bool(_ENDS.match(words.string, position) or vocabulary.pin.match(words.string, lead.end()))


def _series(words: Words, position: int, vocabulary: Vocabulary) -> bool:
    """Whether it stands for a series, whose year, session or volume follows."""
    lead = _LEAD.match(words.string, position)
    assert lead is not None
    return bool(vocabulary.ibid_series.match(words.string, lead.end()))


def _doubt(block: Block, source: Source) -> tuple[str, str]:
    """Code and reason of what is wrong with an « Ibid. » that begins a note; both empty where nothing is."""
    missing = "C004", "has no note before it to repeat; not linked"
    if not source.number or not block.number.isdecimal():
        return missing
    if int(block.number) == int(source.number) + 1:
        return "", ""
    if block.number == "1":
        return (
            "C005",
            f"is in the first note of its part; the note before cites {', '.join(source.keys) or 'nothing'}",
        )
    return missing
