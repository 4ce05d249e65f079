"""The table of contents: its lines look like headings, but aren't."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from ..core.language import language
from ..core.model import Chunk, Chunkform, Furniture, Source
from ..core.signs import COLONS, SEMICOLONS
from ..core.text import join, piece, stretches, trim
from ..read.endings import has_leaders, is_closed
from . import labels
from .chapters import division
from .numbered_acts import NUMBER
from .structure_words import Vocabulary, bare

# The pages at a line's end, `Introduction ..... 12-14`, `Introduction 12`; not `12–`. Looked for from its first sign
# only: a line of digits must not cost their square.
_PAGES = re.compile(r"(?<![\s.…_\d–−-])[\s.…_\d–−-]*+(?<![–−-])$")
# A page at a line's end: `Introduction 12`, `… 12 .`; not `Introduction`.
_PAGES_END = re.compile(r"\d[\s.…]*$")
# A label without its words: `III.`, `a)`; not `III`.
_LONE_LABEL = re.compile(r"\w{1,4}[.)]")
# A cell with the page of an entry: `12`, `xii`, `12-14`; not `Page`, `12.5`.
_PAGE_CELL = re.compile(r"^(?:\d{1,4}(?:\s?[-–]\s?\d{1,4})?|[ivxl]{1,6})$")
_FEW = 6
_ENTRIES = 3  # Of a table of contents that has no title.
_HEAD = 2  # Lines at most between the title of the contents and the first entry.
_SHORT, _LONG = 4, 40
_RUNNING, _RUNNING_DENSE = 40, 10  # Of a script that doesn't set words apart.


def mark_contents(chunks: Sequence[Chunk], words: Vocabulary) -> list[Chunk]:
    """The chunks, those of a table of contents marked so.

    A line with leaders (« ..... 12 ») is one. After the title of a table, all is contents up to the headings of the
    first running text, where these come in the table or where words of the table come again after them. Where the file
    sets it as a table, each row is an entry, and where lines that end in pages stand close below one another, each
    of them.
    """
    marked = _marked(chunks, words)
    ends = [marked[i + 1 : i + 2] for i in range(len(marked))]
    return [
        entry
        for chunk, after in zip(marked, ends, strict=True)
        for entry in _divided(chunk, last=not after or after[0].form is not Chunkform.CONTENTS)
    ]


def _divided(chunk: Chunk, *, last: bool) -> Iterator[Chunk]:
    """The entries of a chunk, each of which ends in a page; in the `last` one of a table with leaders, what stands
    below the last page is the text, at whose head a page begins."""
    if chunk.form is not Chunkform.CONTENTS or not chunk.breaks:
        yield chunk
        return
    edges = [0, *chunk.breaks, len(chunk.text.string)]
    ended = [at for at, line in zip(chunk.breaks, chunk.lines, strict=False) if _PAGES_END.search(line)]
    for start, end in pairwise([0, *ended, edges[-1]]):
        breaks = tuple(at - start for at in chunk.breaks if start < at < end)
        text = trim(piece(chunk.text, start, end))
        begun = last and start > 0 and has_leaders(chunk.text.string) and not _PAGES_END.search(text.string)
        yield replace(chunk, text=text, breaks=breaks, form=Chunkform.TEXT if begun else chunk.form)


def _marked(chunks: Sequence[Chunk], words: Vocabulary) -> list[Chunk]:
    """The chunks, as `mark_contents` has them, before entries are divided."""
    chunks = list(_entries(chunks, words))
    marked = [_as_contents(c) if has_leaders(c.text.string) else c for c in chunks]
    after = [c.form for c in chunks[1:]] + [Chunkform.TEXT]
    titles = [i for i, c in enumerate(chunks) if _is_title(c, words) and after[i] is not Chunkform.CONTENTS]
    keys = [_key(c, words) for c in chunks] if titles else []
    for title in titles[:_FEW]:
        end = _end(chunks, keys, title, words)
        marked[title + 1 : end] = [_as_contents(c) for c in chunks[title + 1 : end]]
    return marked


def _entries(chunks: Sequence[Chunk], words: Vocabulary) -> Iterator[Chunk]:
    """The chunks, the rows of a table under the title of the contents, or with it in the first, as entries, if most of
    them end in a page."""
    since_title = _HEAD + 1
    for chunk in chunks:
        rows = [[cell for cell in row if cell.string] for row in chunk.rows]
        entries = [join(row) for row in rows if row]
        paged = sum(1 for row in rows if row and _PAGE_CELL.search(row[-1].string))
        titled = since_title <= _HEAD or (len(entries) > 1 and words.contents.fullmatch(entries[0].string))
        if titled and 2 * paged > len(entries):
            yield from (Chunk(Chunkform.CONTENTS, entry) for entry in entries)
        else:
            since_title = 0 if _is_title(chunk, words) else since_title + 1 if _is_head(chunk) else _HEAD + 1
            yield chunk


def _is_head(chunk: Chunk) -> bool:
    """A short line that may stand between the title of the contents and their first entry: « Page », « Decisions »."""
    string = chunk.text.string
    return chunk.form in (Chunkform.TEXT, Chunkform.HEADING) and len(string) <= _LONG and not is_closed(string)


def set_contents_aside(
    chunks: Sequence[Chunk], words: Vocabulary, source: Source
) -> tuple[list[Chunk], list[Furniture]]:
    """The chunks without their tables of contents, and these as furniture: the page makes one of its own, from headings
    that the file shows. Leaders in other text (a form, a table) make no table of contents: it has a title, or some
    lines that end in pages."""
    chunks = list(_entries(chunks, words))
    marked = _marked(chunks, words)
    kept: list[Chunk] = []
    aside: list[Chunk] = []
    index = 0
    while index < len(chunks):
        end = _run_end(marked, index)
        title = _title_above(kept, words) if end > index else -1
        paged = _paged(chunks, index, end)
        said = [at for at in range(index, end) if chunks[at].form is Chunkform.CONTENTS]
        # Below the last line with a page, the headings of the text stand.
        end = max([*paged[-1:], *said[-1:]], default=end - 1) + 1
        if end == index:
            kept.append(chunks[index])
            index += 1
            continue
        # Leaders lead to other things than pages, too: « Algeria . . . . . Mr. Bendjama ».
        if title >= 0 or said or sum(bool(_PAGES_END.search(chunks[at].text.string)) for at in paged) >= _ENTRIES:
            aside += [*(kept[title:] if title >= 0 else []), *chunks[index:end]]
            kept = kept[:title] if title >= 0 else kept
        else:
            kept += chunks[index:end]
        index = end
    return kept, list(_furniture(aside, source))


def _title_above(kept: Sequence[Chunk], words: Vocabulary) -> int:
    """Index of the title of the contents that come next, what stands between them being short; -1 for none."""
    for at in range(len(kept) - 1, max(len(kept) - _HEAD - 2, -1), -1):
        if _is_title(kept[at], words):
            return at
        if not _is_head(kept[at]):
            break
    return -1


def _furniture(chunks: Sequence[Chunk], source: Source) -> Iterator[Furniture]:
    """The characters of chunks, those together between which only white space stands."""
    for chunk in chunks:
        start = end = -1
        for _, place, size in stretches(chunk.text):
            if end >= 0 and source.string[end:place].strip():
                yield Furniture(start, end, "contents")
                start = place
            start, end = (place if end < 0 else start), place + size
        if end > start >= 0:
            yield Furniture(start, end, "contents")


def _paged(chunks: Sequence[Chunk], start: int, end: int) -> list[int]:
    """Indexes of the lines that have leaders; where none has, of those that end in a page."""
    lines = range(start, end)
    led = [at for at in lines if has_leaders(chunks[at].text.string)]
    return led or [at for at in lines if _PAGES_END.search(chunks[at].text.string)]


def _run_end(marked: Sequence[Chunk], index: int) -> int:
    """Index after the lines of contents that begin at `index`; a wrapped line may stand between two of them."""
    end = index
    while end < len(marked):
        within = index < end < len(marked) - 1 and marked[end + 1].form is Chunkform.CONTENTS
        wrapped = within and marked[end].form is Chunkform.TEXT and not is_closed(marked[end].text.string)
        if not wrapped and marked[end].form is not Chunkform.CONTENTS:
            break
        end += 1
    return end


def _is_title(chunk: Chunk, words: Vocabulary) -> bool:
    return bool(words.contents.fullmatch(chunk.text.string.strip(" *:")))


def _end(chunks: Sequence[Chunk], keys: Sequence[str], title: int, words: Vocabulary) -> int:
    """Index of the chunk after a table of contents, whose title stands at `title`; that of the title, were there no
    table."""
    first = title + 1
    text = next((i for i in range(first, len(chunks)) if _is_running(chunks[i], words)), len(chunks))
    seen = {key for key in keys[first:text] if len(key) > _SHORT}
    first_seen = _first_seen(chunks[first:text], keys[first:text], words)
    # Below the last line with a page, the first that comes again begins the text, whatever headings follow on it.
    paged = (index for index in _paged(chunks, first, text) if not _is_label_alone(chunks[index].text.string, words))
    below = range(max(paged, default=text) + 1, text)
    if again := [index for index in below if first_seen.get(keys[index], index) < index - first]:
        labelled = again[0] - 1 in below and _is_label_alone(chunks[again[0] - 1].text.string, words)
        return again[0] - labelled
    end = text
    # The headings before the text, a label that stands alone before its words, and above « 1. Takes note » an enacting
    # line without its comma.
    while end > first and (
        first_seen.get(keys[end - 1], end) < end - 1 - first
        or _is_label_alone(chunks[end - 1].text.string, words)
        or (end == text and words.enacts(chunks[end - 1].text.string))
    ):
        end -= 1
    if end < text:
        return end
    lines = {_key_of(line, words) for chunk in chunks[first:text] if chunk.breaks for line in chunk.lines}
    if any(_returns(key, keys[text:]) for key in seen | {key for key in lines if len(key) > _SHORT}):
        # Where the table has pages, a line without one is the heading of the text.
        pages = [bool(_PAGES_END.search(chunk.text.string)) for chunk in chunks[first:text]]
        return text - (any(pages) and not pages[-1])
    return title


def _first_seen(chunks: Sequence[Chunk], keys: Sequence[str], words: Vocabulary) -> dict[str, int]:
    """The keys of chunks and of their lines, each with the index of the first chunk that has it."""
    first_seen: dict[str, int] = {}
    for index, (chunk, key) in enumerate(zip(chunks, keys, strict=True)):
        for seen in (key, *(_key_of(line, words) for line in chunk.lines if chunk.breaks)):
            if len(seen) > _SHORT:
                first_seen.setdefault(seen, index)
    return first_seen


def _is_label_alone(string: str, words: Vocabulary) -> bool:
    """A label without its words, « III. », « Chapter I », « Decision 1/CP.21 », « 2025/1 »."""
    chapter = division(string, words)
    numbered = _LONE_LABEL.fullmatch(string) or NUMBER.fullmatch(string) or (chapter and chapter.end() == len(string))
    return bool(numbered) or any(label.fullmatch(string) for _, label in words.of_session)


def _is_running(chunk: Chunk, words: Vocabulary) -> bool:
    """A paragraph, as no table of contents has one; the enacting line of an act, whose paragraphs end in commas and
    semicolons; or how a meeting begins, in however few words."""
    string = chunk.text.string
    if words.enacting.fullmatch(string):
        return True
    numbered = labels.PARAGRAPH.match(string) is not None  # « 1. Takes note of the report; »
    ended = is_closed(string) and (numbered or not string.endswith((*SEMICOLONS, *COLONS)))
    long = len(string) > (_RUNNING if language(words.language).words_apart else _RUNNING_DENSE)
    begun = bool(words.no_heading.match(string))
    return chunk.form is Chunkform.TEXT and (long or begun) and ended and not has_leaders(string)


def _returns(key: str, keys: Sequence[str]) -> bool:
    """True where the words of a line come again, alone or, if they are many, with more behind them."""
    return any(later == key or (len(key) > _LONG and later.startswith(key)) for later in keys)


def _as_contents(chunk: Chunk) -> Chunk:
    return chunk if chunk.form is Chunkform.TABLE else replace(chunk, form=Chunkform.CONTENTS)


def _key(chunk: Chunk, words: Vocabulary) -> str:
    return _key_of(chunk.text.string, words)


def _key_of(line: str, words: Vocabulary) -> str:
    """The words of a line without label, leaders, pages, and what stands in brackets (« (suite) »)."""
    string = re.sub(r"[(（][^()（）]*[)）]", "", _PAGES.sub("", line.replace("*", "")))
    label = words.act_number.match(string) or NUMBER.match(string)
    label = label or division(string, words) or labels.heading(string)
    return re.sub(r"\W+", "", bare(string[label.end() if label else 0 :])).casefold()
