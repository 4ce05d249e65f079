"""Passages in another language than the document's: where the file says so, and the words bear it out.

Word says a language of nearly every stretch, and so do pages made from it, often a wrong one: « Space Applications
Section » is French in a real budget. So what is said holds only where the letters are that language's, or its common
words are more than those of the document's language. Where the file says nothing, nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from ..core.language import languages
from ..core.likely_language import common_words, is_likelier
from ..core.model import Chunk, Spoken, Text
from ..core.text import with_marks
from ..core.value import replace

# What may be the label of a block, of no language: `2. ` of `2. 大会`, `12 - ` of `12 - إن`; nothing of `(a) The`.
_LABEL = re.compile(r"(?:\d{1,3}(?:\.\d{1,3})*\s?[-–.]\s*)?")
_SENTENCE = 3  # Words at least in a language that the data don't know.


def with_passages(chunks: Iterable[Chunk], language: str) -> list[Chunk]:
    """The chunks, only true passages in other languages than `language` marked, each as one."""
    return [
        replace(
            chunk,
            text=_checked(chunk.text, language),
            rows=tuple(tuple(_checked(cell, language) for cell in row) for row in chunk.rows),
        )
        for chunk in chunks
    ]


def _checked(text: Text, language: str) -> Text:
    said = [mark for mark in text.marks if isinstance(mark, Spoken)]
    if not said:
        return text
    others = tuple(mark for mark in text.marks if not isinstance(mark, Spoken))
    true = [
        replace(mark, start=mark.start + _LABEL.match(words).end())  # type: ignore[union-attr]
        for mark in _joined(text.string, said)
        if _is_true(words := text.string[mark.start : mark.end], mark, language)
    ]
    return with_marks(replace(text, marks=others), true)


def _joined(string: str, marks: Sequence[Spoken]) -> Iterator[Spoken]:
    """The marks, those of one language between which no letter stands as one."""
    open_mark: Spoken | None = None
    for mark in marks:
        between = string[open_mark.end : mark.start] if open_mark else ""
        if open_mark and open_mark.language == mark.language and not any(map(str.isalpha, between)):
            open_mark = replace(open_mark, end=max(open_mark.end, mark.end))
            continue
        if open_mark:
            yield open_mark
        open_mark = mark
    if open_mark:
        yield open_mark


def _is_true(words: str, mark: Spoken, language: str) -> bool:
    if mark.language == language:
        return False
    if mark.language not in languages():
        return len(words.split()) >= _SENTENCE and not common_words(words, language)
    return is_likelier(words, mark.language, language)
