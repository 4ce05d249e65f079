"""The pages of cited documents, `cotes/…`: what each is, where it officially is, and every passage that cites it.

No page grows with the archive: long ones are cut. The lists that lead here are made in cote_lists.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from types import MappingProxyType
from typing import TypeVar

from ..citations.citation_index import CitationIndex, Place
from ..citations.keys import DOCUMENT, TREATY, Key, address, facts, parse, title
from ..citations.knowledge import CitingData
from ..core.interface import Interface, interface
from ..core.model import Document
from ..core.symbol_path import symbol_path
from . import escape
from .catalogue import language_of_lists
from .excerpt import excerpt
from .lists import pager, relative
from .matter import Value, matter

FOLDER = "cotes"
LINES = 100
"""The most citing passages on one page."""
FACTS = " · "
ORIGIN = "from_citations"

Item = TypeVar("Item")
Parents = tuple[tuple[str, str], ...]
"""(path, title) of the lists that hold a page, outermost first."""
Line = Callable[[Item, str], tuple[str, str]]
"""(what stands above it, a line of Markdown) for an item on the page at a path."""


def key_path(key: str) -> str:
    """Path of a cited key's page from docs/, without `.md`: `cotes/CND/RES/62/9`. Raises ValueError."""
    return f"{FOLDER}/{symbol_path(key)}"


@dataclass(frozen=True)
class Cote:
    """A document that the archive cites, in words."""

    key: str
    """The one that leads (CitationIndex.leading)."""
    index: CitationIndex
    data: CitingData

    @cached_property
    def parsed(self) -> Key:
        """The key taken apart."""
        return parse(self.key, self.data)

    @cached_property
    def path(self) -> str:
        """Of its page from docs/, without `.md`."""
        return key_path(self.key)

    @cached_property
    def title(self) -> str:
        """« Résolution 77/237 de l’Assemblée générale »."""
        return words().spaced(title(self.parsed, self.data, language_of_lists()))

    @property
    def symbol(self) -> str:
        """Its symbol; empty for treaties and for keys that are this project's own."""
        return "" if self.parsed.project or self.parsed.kind == TREATY else self.key

    @property
    def nature(self) -> str:
        """What a document's title does not say: « Troisième Commission · 76e session · distribution limitée 5 »."""
        return FACTS.join(self.facts) if self.parsed.kind == DOCUMENT else ""

    @property
    def facts(self) -> tuple[str, ...]:
        """« Assemblée générale », « 77e session »."""
        return tuple(words().spaced(fact) for fact in facts(self.parsed, self.data, language_of_lists()))

    @property
    def held(self) -> str:
        """Path of the document where the archive has it."""
        return self.index.held(self.key, language_of_lists())

    def official_in(self, language: str) -> str:
        """Address of the official document; empty where none is known."""
        return address(self.key, language, self.data)

    @property
    def places(self) -> tuple[Place, ...]:
        """All places that cite it, under any of its keys."""
        return self.index.by_leading[self.key]

    @property
    def cited(self) -> str:
        """« Cité 12 fois dans 3 documents »."""
        return cited(self.places)


def cited(places: Sequence[Place]) -> str:
    """« Cité 12 fois dans 3 documents »."""
    documents = words().documents(len({place.document for place in places}))
    return words().say("cited.by", times=count(len(places), "time"), documents=documents)


def cotes(index: CitationIndex, data: CitingData) -> list[Cote]:
    """Every document that is cited, once, in order of keys."""
    return [Cote(key, index, data) for key in index.by_leading]


def pages(everything: Iterable[Cote], parents_of: Callable[[Cote], Parents]) -> dict[str, str]:
    """The pages of cited documents by their paths from docs/. `parents_of`: the lists that hold one."""
    texts: dict[str, str] = {}
    for cote in everything:
        texts |= pages_of(cote, parents_of(cote))
    return texts


def pages_of(cote: Cote, parents: Parents) -> dict[str, str]:
    """The pages of one cited document by their paths from docs/, all but the first with a number."""
    values: dict[str, Value | None] = {
        "template": "cote.html",
        "title": cote.title,
        "symbol": cote.symbol,
        "key": cote.key,
        "facts": cote.facts,
        "held": _held(cote),
        "official": cote.official_in(language_of_lists()),
        "project": cote.parsed.project,
        "cited": cote.cited,
        "parents": _parents(parents),
    }

    heads: dict[tuple[str, str], tuple[str, str]] = {}

    def line(passage: tuple[Place, ...], here: str) -> tuple[str, str]:
        path = passage[0].document
        if (path, here) not in heads:
            heads[path, here] = _citing_head(cote.index.documents[path], here)
        head, target = heads[path, here]
        return head, _citing_line(passage, cote.index.words(passage[0]), target)

    return cut(cote.path, values, list(_by_passage(cote.places)), line)


def _held(cote: Cote) -> Value | None:
    if not cote.held:
        return None
    document = cote.index.documents[cote.held]
    return {"path": document.path, "title": name_of(document)}


def _by_passage(places: Iterable[Place]) -> Iterator[tuple[Place, ...]]:
    """Places that share a passage, together."""
    for _, same in groupby(places, lambda place: (place.document, id(place.passage))):
        yield tuple(same)


def _citing_head(document: Document, here: str) -> tuple[str, str]:
    """(what stands above the passages of a document, the way to it)."""
    target = relative(document.path, here)
    day = f"\n\n{words().day(document.date)}\n{{: .facts }}" if document.date else ""
    return f"## [{escaped(name_of(document))}]({target}){day}", target


def _citing_line(passage: tuple[Place, ...], said: str, target: str) -> str:
    first = passage[0]
    label = escaped(first.passage.label or words().labels["masthead"])
    there = f"{target}#{first.anchor}" if first.anchor else target
    shown = excerpt(said, [(place.start, place.end) for place in passage])
    quoted = "".join(f"<mark>{escaped(part)}</mark>" if matters else escaped(part) for part, matters in shown)
    return f"- [{label}]({there}) {quoted}"


def name_of(document: Document) -> str:
    """How lists name a document: « A/76/463, Prévention du crime »."""
    title = interface(document.language).spaced(document.title)
    return f"{document.symbol}, {title}" if document.symbol else title


# --- pages ------------------------------------------------------------------------------------


def cut(
    path: str, values: Mapping[str, Value | None], items: Sequence[Item], line: Line[Item], most: int = LINES
) -> dict[str, str]:
    """Items cut into pages of `most` at the most: `path`, `path/page-2` …, which share the front matter `values`."""
    total = max(-(-len(items) // most), 1)
    paths = [path, *(f"{path}/page-{number}" for number in range(2, total + 1))]
    texts: dict[str, str] = {}
    for number, here in enumerate(paths):
        lines = [line(item, here) for item in items[number * most : (number + 1) * most]]
        body = [*_under_headings(lines), *([pager(paths, number)] if total > 1 else [])]
        page = words().counts["page"].format(number + 1, total).lower()
        named = {"title": f"{values['title']} ({page})"} if number else {}
        texts[f"{here}.md"] = markdown_page({**values, **named}, body)
    return texts


def markdown_page(values: Mapping[str, Value | None], body: Iterable[str]) -> str:
    """A page of Markdown."""
    return matter(values, ORIGIN) + "\n\n".join(filter(None, body)) + "\n"


def list_matter(
    name: str, holding: str, parents: Parents, more: Mapping[str, Value] = MappingProxyType({})
) -> dict[str, Value | None]:
    """The front matter of a list. `holding`: what it holds, « 12 documents cités »."""
    return {
        "template": "liste.html",
        "title": name,
        "documents": 1,
        "documents_text": holding,
        "parents": _parents(parents),
        **more,
    }


def _parents(parents: Parents) -> Value:
    return [{"path": path, "title": title} for path, title in parents]


def _under_headings(lines: Iterable[tuple[str, str]]) -> Iterator[str]:
    for heading, part in groupby(lines, lambda line: line[0]):
        yield from filter(None, (heading, "\n".join(line for _, line in part)))


def words() -> Interface:
    """The words of the interface."""
    return interface(language_of_lists())


def count(number: int, what: str) -> str:
    """« 1 renvoi », « 1 200 renvois »."""
    return words().say(f"cited.{what}", count=number)


def escaped(string: str) -> str:
    """Words in a line of Markdown."""
    return escape.markdown(words().spaced(escape.plain(string)))
