"""The pages of cited documents, `cotes/…`: what each key is, where it officially is, and every paragraph that cites it.

And the lists that lead to them, by organ and session. No page grows with the archive: what is long is cut.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TypeVar

from ..cite.data import CitingData
from ..cite.index import CitationIndex
from ..cite.keys import TREATY, Key, address, facts, parse, title
from ..citing import places, reference, units
from ..citing.places import words as place_words
from ..interface import NARROW, Interface, interface
from ..model import Call, Document, Report
from ..symbols import symbol_path
from ..text import piece, reading
from . import escape
from .catalogue import language_of_lists
from .lists import pager, relative
from .matter import Value, matter

FOLDER = "cotes"
LINES = 100
"""Keys or citing paragraphs on one page at most."""
ORIGIN = "à partir des renvois des documents."
_OTHER = "autres"


@dataclass(frozen=True, slots=True)
class Citing:
    """A block that cites."""

    label: str
    """« par. 12 »."""
    words: str
    """Its text as the page shows it, without label and note calls."""


Item = TypeVar("Item")
Parents = tuple[tuple[str, str], ...]
"""(path, title) of the lists that hold a page, outermost first."""
Blocks = Mapping[tuple[str, str], Citing]
"""Citing blocks by document and anchor."""


def key_path(key: str) -> str:
    """Path of a cited key's own page from docs/, without `.md`: `cotes/CND/RES/62/9`. Raises ValueError for none."""
    return f"{FOLDER}/{symbol_path(key)}"


def citing(reports: Iterable[Report], index: CitationIndex) -> dict[tuple[str, str], Citing]:
    """The blocks that the index names."""
    wanted = {(place.document, place.anchor) for found in index.by_key.values() for place in found}
    made: dict[tuple[str, str], Citing] = {}
    for report in reports:
        path, language = report.document.path, report.document.language
        labels = places(units(report), language)
        for block in report.blocks:
            if (path, block.anchor) in wanted:
                own = piece(block.text, block.label_end, len(block.text.string))
                calls = [mark for mark in own.marks if isinstance(mark, Call)]
                label = place_words(labels[block.anchor], language) if block.anchor else ""
                made[path, block.anchor] = Citing(label, reading(own, hide=calls).string)
    return made


def pages(index: CitationIndex, blocks: Blocks, data: CitingData) -> dict[str, str]:
    """Every page of cited documents by its path from docs/."""
    keys = [parse(key, data) for key in index.by_key]
    made: dict[str, str] = {}
    for key in keys:
        made |= _key_pages(key, index, blocks, data)
    return made | _lists(keys, index, data)


# --- one key ----------------------------------------------------------------------------------


def _key_pages(key: Key, index: CitationIndex, blocks: Blocks, data: CitingData) -> dict[str, str]:
    path, found = key_path(key.key), index.by_key[key.key]
    parents = ((FOLDER, _words().cited["title"]), (_group_path(key), _group_name(key, data)))
    citing_blocks = list(dict.fromkeys((place.document, place.anchor) for place in found))
    count = (
        _words()
        .cited["by"]
        .format(
            paragraphs=_count(len(citing_blocks), "paragraph"),
            documents=_words().documents(len({document for document, _ in citing_blocks})),
        )
    )
    name = _words().spaced(title(key, data, language_of_lists()))
    about = _about(key, index, data, path)

    def line(block: tuple[str, str], here: str) -> tuple[str, str]:
        return _citing_line(block, index.documents[block[0]], blocks, here)

    return _cut(path, name, count, parents, about, citing_blocks, line)


def _about(key: Key, index: CitationIndex, data: CitingData, path: str) -> list[str]:
    """What the key is, and where it is."""
    language = language_of_lists()
    symbol = "" if key.project or key.kind == TREATY else f'<span class="symbol">{_escaped(key.key)}</span>'
    said = f"{NARROW}· ".join(facts(key, data, language))
    lines = [line for line in (symbol, _escaped(said)) if line]
    if held := index.held(key.key, language):
        lines.append(f"{_words().cited['held']} [{_escaped(index.documents[held].title)}]({relative(held, path)})")
    if official := address(key.key, language, data):
        host = re.sub(r"^https?://", "", official)
        lines.append(f'{_words().cited["official"]} <a href="{escape.attribute(official)}">{_escaped(host)}</a>')
    return [f"{line}\n{{: .facts }}" for line in lines]


def _citing_line(place: tuple[str, str], document: Document, blocks: Blocks, here: str) -> tuple[str, str]:
    """(the document as a heading, a line for the paragraph)."""
    path, anchor = place
    block, target = blocks[place], relative(path, here)
    name = f"{document.symbol}, {document.title}" if document.symbol else reference(document)
    heading = f"[{_escaped(name)}]({target})"
    label = _escaped(block.label or _words().labels["masthead"])
    there = f"{target}#{anchor}" if anchor else target
    return heading, f"- [{label}]({there}) {_escaped(block.words)}"


# --- lists ------------------------------------------------------------------------------------


def _lists(keys: Sequence[Key], index: CitationIndex, data: CitingData) -> dict[str, str]:
    words = _words()
    ordered = sorted(keys, key=lambda key: (_group_name(key, data).casefold(), _order(key)))
    made: dict[str, str] = {}
    links = []
    for path, members in groupby(ordered, _group_path):
        group = list(members)
        name = _group_name(group[0], data)
        count = _count(len(group), "key")
        links.append(f'- [{_escaped(name)}]({relative(path, f"{FOLDER}/index")}) <span class="count">{count}</span>')
        parents = ((FOLDER, words.cited["title"]),)
        made |= _cut(path, name, count, parents, [], group, lambda key, here: _key_line(key, index, data, here))
    total = _count(len(keys), "key")
    return made | {f"{FOLDER}/index.md": _page(words.cited["title"], total, (), ["\n".join(links)] if links else [])}


def _key_line(key: Key, index: CitationIndex, data: CitingData, path: str) -> tuple[str, str]:
    """(the session or year as a heading, a line for the key)."""
    words, language = _words(), language_of_lists()
    count = _count(len(index.by_key[key.key]), "citation")
    name = f'<span class="title">{_escaped(title(key, data, language))}</span>'
    heading = words.cited["session"].format(key.session) if key.session else str(key.year or "")
    return heading, f'- [{name}]({relative(key_path(key.key), path)}) <span class="count">{count}</span>'


def _group_path(key: Key) -> str:
    """The list that a key stands in: its organ's; treaties and unknown organs, that of its first letters."""
    name = key.organ or key.key.partition("/")[0]
    return f"{FOLDER}/{re.sub(r'[^A-Za-z0-9.]+', '-', name).strip('-.') or _OTHER}"


def _group_name(key: Key, data: CitingData) -> str:
    language = language_of_lists()
    if key.organ:
        return data.organs[key.organ].name[language]
    head = key.key.partition("/")[0]
    return next((series.name[language] for series in data.series.treaties if series.key == head), head)


def _order(key: Key) -> tuple[tuple[int, str], ...]:
    """Newest session or year first, then by the numbers in the key as numbers."""
    age = int("".join(filter(str.isdecimal, key.session)) or key.year or 0)
    parts = re.findall(r"\d+|\D+", key.key)
    return ((-age, key.session), *((int(part), "") if part.isdecimal() else (0, part) for part in parts))


# --- pages ------------------------------------------------------------------------------------


def _cut(
    path: str,
    name: str,
    count: str,
    parents: Parents,
    about: Sequence[str],
    items: Sequence[Item],
    line: Callable[[Item, str], tuple[str, str]],
) -> dict[str, str]:
    """Items cut into pages, `path`, `path/page-2` …; `line` gives heading and line of an item on the page at a path."""
    total = max(-(-len(items) // LINES), 1)
    paths = [path, *(f"{path}/page-{number}" for number in range(2, total + 1))]
    made: dict[str, str] = {}
    for number, here in enumerate(paths):
        lines = [line(item, here) for item in items[number * LINES : (number + 1) * LINES]]
        body = [*([] if number else about), *_under_headings(lines), *([pager(paths, number)] if total > 1 else [])]
        made[f"{here}.md"] = _page(name, count, parents, body)
    return made


def _under_headings(lines: Iterable[tuple[str, str]]) -> Iterator[str]:
    for heading, part in groupby(lines, lambda line: line[0]):
        listed = "\n".join(line for _, line in part)
        yield f"## {heading}\n\n{listed}" if heading else listed


def _page(name: str, count: str, parents: Parents, body: Sequence[str]) -> str:
    values: dict[str, Value | None] = {
        "template": "liste.html",
        "title": name,
        "documents": 1,
        "documents_text": count,
        "parents": [{"path": path, "title": title} for path, title in parents],
    }
    return matter(values, ORIGIN) + "\n\n".join(body) + "\n"


def _words() -> Interface:
    return interface(language_of_lists())


def _count(number: int, what: str) -> str:
    """« 1 citation », « 1 200 citations »."""
    words = _words().cited
    counted = f"{number:,}".replace(",", NARROW)
    return words[f"{what}_one"] if number == 1 else words[f"{what}_many"].format(counted)


def _escaped(words: str) -> str:
    return escape.markdown(_words().spaced(escape.plain(words)).strip())
