"""Chunks that hold more than one block, because the layout puts no space between paragraphs, are divided by words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from ..core.model import Chunk, Chunkform, PartKind
from ..core.signs import COMMAS
from ..core.text import piece, trim
from ..read.endings import is_closed
from ..read.gathering import join_lines
from . import labels
from .masthead_line import FIELD, is_imprint, line_role
from .no_headings import OF_PUBLICATION
from .structure_words import Vocabulary

_FIELDS = 3  # Lines that say something of a case, at least.
_VALUES = 16  # Characters before what they say, at least, where it is a column of its own.


def divide(chunks: Sequence[Chunk], words: Vocabulary) -> list[Chunk]:
    """The chunks, an enacting line on a line of its own standing alone, and in the preamble after it each line that
    opens a paragraph, the one before ending in a comma, beginning a chunk; elsewhere what `_known_lines` says."""
    result: list[Chunk] = []
    preamble = False
    for chunk in chunks:
        if chunk.form is Chunkform.NOTE:
            result.append(chunk)
            continue
        if result and (taken := _goes_on_in_field(result[-1], chunk)):
            result[-1], chunk = taken
            if not chunk.text.string:
                continue
        string = chunk.text.string
        preamble = preamble and not labels.PARAGRAPH.match(string)
        edges = [0, *chunk.breaks, len(string)]
        lines = chunk.lines
        enacting = next((i for i, line in enumerate(lines) if words.enacting.fullmatch(line)), None)
        preamble = preamble or enacting is not None
        among = bool(result and FIELD.match(result[-1].text.string))
        known = _starts(lines, enacting, words) if preamble else _known_lines(lines, words, among=among)
        result += _divided(chunk, edges, known)
    return result


def _goes_on_in_field(field: Chunk, chunk: Chunk) -> tuple[Chunk, Chunk] | None:
    """A field with the lines of the next chunk that go on with it, « State party: …⏎      of Italy », set in to the
    column of what fields say, and what is left of that chunk; None where none goes on."""
    lines = chunk.lines
    if chunk.gap or chunk.indent < _VALUES or not FIELD.match(field.text.string) or FIELD.match(lines[0]):
        return None
    end = next((i for i, line in enumerate(lines) if FIELD.match(line)), len(lines))
    edges = [0, *chunk.breaks, len(chunk.text.string)]
    whole = join_lines([field.text, *(trim(piece(chunk.text, a, b)) for a, b in pairwise(edges[: end + 1]))])
    breaks = tuple(at - edges[end] for at in edges[end + 1 : -1])
    return replace(field, text=whole), replace(chunk, text=piece(chunk.text, edges[end], edges[-1]), breaks=breaks)


def _known_lines(lines: Sequence[str], words: Vocabulary, *, among: bool) -> list[int]:
    """The lines that begin a chunk because of what they say, behind a sentence that has ended: who signed, the annex of
    a letter, the beginning or end of a meeting, which stands alone; what stands below « Contents »; the text below
    the title of a summary; and the number and the imprint of a publication, each alone."""
    if fields := _fields(lines, words, 2 if among else _FIELDS):
        return fields
    titled = _begins_with_contents(lines, words) or _begins_with_summary(lines, words)
    starts = [0, 1] if titled else [0]
    signed = False
    for index, line in enumerate(lines):
        if OF_PUBLICATION.match(line) or is_imprint(line, words):
            starts += [index, index + 1][: len(lines) - index]
        ended = index > 0 and (signed or is_closed(lines[index - 1]))
        signature = bool(words.signature.match(line))
        meeting = is_closed(line) and bool(words.no_heading.match(line))
        if ended and (signature or meeting or _is_annex_of_letter(line, words)):
            starts.append(index)
        if meeting and (index == 0 or starts[-1] == index) and index + 1 < len(lines):
            starts.append(index + 1)
        signed = (signed and starts[-1] != index) or signature
    return list(dict.fromkeys(starts))


def _fields(lines: Sequence[str], words: Vocabulary, least: int) -> list[int]:
    """The lines that each say something of the case that the text is about, « State party: Italy⏎Subject matter: … »,
    where the first does, and `least` in all; none where it is otherwise, or where they are a masthead's."""
    if len(lines) < least or not FIELD.match(lines[0]):
        return []
    found = [i for i, line in enumerate(lines) if FIELD.match(line) and not line[0].islower()]
    if len(found) < least or any(line_role(lines[i], words) or labels.heading(lines[i]) for i in found):
        return []
    return found


def _begins_with_contents(lines: Sequence[str], words: Vocabulary) -> bool:
    return len(lines) > 1 and words.contents.fullmatch(lines[0].strip(" *:")) is not None


def _begins_with_summary(lines: Sequence[str], words: Vocabulary) -> bool:
    """« Summary » is alone on the first line, and whole sentences stand below it."""
    if len(lines) == 1 or lines[1][:1].islower() or not is_closed(lines[-1]):
        return False
    titles = (pattern.match(lines[0]) for kind, pattern in words.parts if kind is PartKind.SUMMARY)
    return any(title and title.end() == len(lines[0]) for title in titles)


def _is_annex_of_letter(line: str, words: Vocabulary) -> bool:
    return any((label := pattern.match(line)) and words.of_letter.search(label[0]) for _, pattern in words.parts)


def _starts(lines: Sequence[str], enacting: int | None, words: Vocabulary) -> list[int]:
    """The lines that begin a chunk: paragraphs of the preamble, and what the parties have done, « Have agreed … »."""
    after = enacting + 1 if enacting is not None else 0
    starts = [0, *((enacting, after) if enacting is not None else ())]
    starts += [
        i
        for i in range(after + 1, len(lines))
        if lines[i - 1].endswith(COMMAS) and (words.preamble.match(lines[i]) or words.agreed.fullmatch(lines[i]))
    ]
    return [i for i in dict.fromkeys(starts) if i < len(lines)]


def _divided(chunk: Chunk, edges: Sequence[int], starts: Sequence[int]) -> Iterator[Chunk]:
    if len(starts) == 1:
        yield chunk
        return
    for first, end in pairwise([*starts, len(edges) - 1]):
        text = trim(piece(chunk.text, edges[first], edges[end]))
        breaks = tuple(at - edges[first] for at in edges[first + 1 : end])
        yield replace(chunk, text=text, form=chunk.form if first == 0 else Chunkform.TEXT, breaks=breaks)
