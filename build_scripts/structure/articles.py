"""Rules and articles: texts in which paragraphs begin again under each « Rule 5 », « Article 12 », « 第三条 ».

Each is a scope of its own where the text is one of rules or articles: several labels in order, and no paragraph below
them whose number goes on with that of another. A report that takes up « Article 5 » of a treaty under a heading, and
numbers its paragraphs through, has no such scopes; nor has running text that mentions an article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ..core import numbers
from ..core.model import Chunk, Chunkform, PartKind
from ..read.endings import is_closed
from . import labels
from .structure_words import Vocabulary

_LONGEST_TITLE = 400
_IN_ORDER = 0.7  # Of the labels of a text, at least, come next to the one before.


@dataclass(frozen=True, slots=True)
class Article:
    """The label of a rule or an article."""

    kind: PartKind
    number: int
    again: str
    """« bis », or the letter of « 12A »."""
    end: int
    """Position in the chunk where its title, or its text, begins."""
    runs_on: bool
    """Its text stands behind it, in the same block."""

    @property
    def label(self) -> str:
        """What anchors say instead of the number; empty where that is the number."""
        return f"{self.number}-{self.again.lower()}" if self.again else ""


def articles(chunks: Sequence[Chunk], words: Vocabulary, title: str) -> Mapping[int, Article]:
    """The chunks, by index, that begin a rule or an article; `title` is the document's."""
    found: dict[int, Article] = {}
    rules = bool(words.rules_of_procedure.search(title))
    run: dict[int, Article] = {}
    for index, chunk in enumerate(chunks):
        if _opens_part(chunk, words):
            found |= _kept(run, chunks, index)
            run = {}
            rules = bool(words.rules_of_procedure.search(chunk.text.string))
        elif chunk.form is Chunkform.HEADING and words.rules_of_procedure.search(chunk.text.string):
            rules = True
        if article := _article(chunk, words, rules=rules):
            run[index] = article
    return found | _kept(run, chunks, len(chunks))


def _opens_part(chunk: Chunk, words: Vocabulary) -> bool:
    """An annex or draft begins, in which articles are numbered again."""
    string = chunk.text.string
    if chunk.form not in (Chunkform.HEADING, Chunkform.TEXT):
        return False
    for _, pattern in words.parts:
        if label := pattern.match(string):
            return chunk.form is Chunkform.HEADING or not string[label.end() :].strip(" *:.")
    return False


def _article(chunk: Chunk, words: Vocabulary, *, rules: bool) -> Article | None:
    """The label that a chunk begins with; where it is called an article, in rules of procedure it is a rule."""
    string = chunk.text.string
    if chunk.form not in (Chunkform.HEADING, Chunkform.TEXT) or chunk.list_item:
        return None
    for kind, pattern in words.articles:
        label = pattern.match(string)
        value = _value(label["number"], words.language) if label else 0
        if label is None or not value:
            continue
        rest = string[label.end() :]
        begins = not rest[:1].islower() and (rest[:1].isalnum() or rest[:1] in tuple('«“"(《[…'))
        apart = bool(label["sign"]) or label.end() in chunk.breaks
        titled = chunk.form is Chunkform.HEADING and begins and len(string) < _LONGEST_TITLE
        runs_on = chunk.form is Chunkform.TEXT and begins and apart and is_closed(string)
        if not rest.strip(" *.:–—-") or titled or runs_on:
            taken = PartKind.RULE if rules else kind
            return Article(taken, value, (label["again"] or "").strip(), label.end(), runs_on)
    return None


def _value(printed: str, code: str) -> int:
    return labels.roman(printed) or numbers.value_of(printed, code)


def _kept(run: Mapping[int, Article], chunks: Sequence[Chunk], end: int) -> dict[int, Article]:
    """The labels of a stretch without another part, if they are those of a text of articles."""
    steps = [_follows(before, after) for before, after in pairwise(run.values())]
    if not steps or sum(steps) < _IN_ORDER * len(steps):
        return {}
    ends = [*run, end][1:]
    first_numbers = [_first_number(chunks, run, start, stop) for start, stop in zip(run, ends, strict=True)]
    # Behind the last one, the text around it may go on.
    if any(number not in (0, 1) for number in first_numbers[:-1]):
        return {}
    return dict(run)


def _follows(before: Article, after: Article) -> bool:
    again = bool(after.again) and after.number == before.number
    return before.kind is after.kind and (after.number == before.number + 1 or again)


def _first_number(chunks: Sequence[Chunk], run: Mapping[int, Article], start: int, stop: int) -> int:
    """The number of the first numbered paragraph of an article; 1 too where it begins with the article's own, « 5.1 »;
    0 where none is numbered."""
    article = run[start]
    for string in _strings(chunks, article, start, stop):
        if label := labels.PARAGRAPH.match(string):
            first, _, below = labels.paragraph_number(label).partition(".")
            digits = re.match(r"\d+", first)
            value = int(digits[0]) if digits else 0
            return 1 if below and value == article.number else value
    return 0


def _strings(chunks: Sequence[Chunk], article: Article, start: int, stop: int) -> Iterator[str]:
    if article.runs_on:
        yield chunks[start].text.string[article.end :]
    yield from (chunk.text.string for chunk in chunks[start + 1 : stop] if chunk.form is Chunkform.TEXT)
