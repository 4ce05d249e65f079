"""Which documents are versions of one: what one symbol names in several languages.

They have the same address but for its language, or one that leads there (docs/developers/anchors.md): the other half of
a joint symbol, a former address. Of two documents of one language at the same address, the first alone is a version.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import groupby

from .model import Document
from .symbol_path import WITHOUT_SYMBOL, halves, symbol_path
from .value import value


@value(frozen=True, slots=True)
class Version:
    """A document in one language."""

    language: str
    path: str
    """With the language: `fr/A/76/463`."""
    symbol: str = ""
    title: str = ""
    original: str = ""
    """The language in which it says that it was written; empty where it says nothing."""

    @property
    def address(self) -> str:
        """Its path without the language: `A/76/463`."""
        return without_language(self.path)


@value(frozen=True, slots=True)
class Versions:
    """All versions of an archive's documents; made once, by `versions`."""

    by_path: Mapping[str, tuple[Version, ...]]
    """Of each document, all its versions, itself among them, by the codes of their languages."""
    by_address: Mapping[str, tuple[Version, ...]]
    """What the addresses without language may open: `A/76/463`, and those of aliases."""

    def of(self, path: str) -> tuple[Version, ...]:
        """The versions of a document, itself among them; none where the archive hasn't the document."""
        return self.by_path.get(path, ())

    def original(self, path: str) -> str:
        """The language in which a document was written; empty where no version says so, or two say otherwise."""
        said = {version.original for version in self.of(path) if version.original}
        return said.pop() if len(said) == 1 else ""

    def others(self, path: str) -> tuple[Version, ...]:
        """The versions of a document in other languages."""
        return tuple(version for version in self.of(path) if version.path != path)


ALONE = Versions({}, {})
"""Of an archive of which nothing is known: each document is by itself."""


def without_language(path: str) -> str:
    """`fr/A/76/463` → `A/76/463`."""
    return path.partition("/")[2]


def address(versions: Iterable[Version]) -> str:
    """The address of versions without their language: that of a symbol, if any of them has one."""
    return min((version.address for version in versions), key=lambda path: (path.startswith(WITHOUT_SYMBOL), path))


def versions(documents: Iterable[Document]) -> Versions:
    """The versions of an archive's documents. Linear in their number."""
    ordered = sorted(documents, key=lambda document: document.path)
    same = _Same()
    for document in ordered:
        for path in (*_symbol_paths(document), *document.aliases):
            same.join(without_language(document.path), path)
    groups: dict[str, list[Version]] = defaultdict(list)
    for document in ordered:
        group = groups[same.first(without_language(document.path))]
        group.append(
            Version(document.language, document.path, document.symbol, document.title, document.original_language)
        )
    by_path: dict[str, tuple[Version, ...]] = {}
    for group in groups.values():
        # In the order of languages already: a path begins with one.
        together = tuple(next(members) for _, members in groupby(group, key=lambda version: version.language))
        by_path |= {version.path: (version,) for version in group}
        by_path |= {version.path: together for version in together}
    by_address = {without_language(path): by_path[path] for path in reversed(by_path)}
    for document in ordered:
        for alias in document.aliases:
            by_address.setdefault(alias, by_path[document.path])
    return Versions(by_path, by_address)


def _symbol_paths(document: Document) -> list[str]:
    paths: list[str] = []
    for symbol in halves(document.symbol) if document.symbol else ():
        try:
            paths.append(symbol_path(symbol))
        except ValueError:
            continue
    return paths


class _Same:
    """Addresses of the same document, as they are told one after the other."""

    def __init__(self) -> None:
        self._above: dict[str, str] = {}

    def first(self, path: str) -> str:
        """One that stands for all that are the same."""
        while (above := self._above.setdefault(path, path)) != path:
            self._above[path] = path = self._above[above]
        return path

    def join(self, one: str, other: str) -> None:
        """Say that two are the same."""
        self._above[self.first(other)] = self.first(one)
