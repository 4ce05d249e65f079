"""Links gained, lost and changed between two states of the archive, for reviews.

A link is known by its document, block and words, and by which one of such words it is; what it leads to may change.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass

from ..core.model import Citation, Link, Report


@dataclass(frozen=True, slots=True, order=True)
class Linked:
    """One link of the archive."""

    document: str
    anchor: str
    words: str
    nth: int
    """Which one of the same words in the block, from 1."""
    target: str
    """Key, or address."""
    pin: str = ""
    fragment: str = ""

    @property
    def place(self) -> tuple[str, str, str, int]:
        """What a link is known by."""
        return self.document, self.anchor, self.words, self.nth

    def __str__(self) -> str:
        where = f"#{self.fragment}" if self.fragment else ""
        pin = f", {self.pin}" if self.pin else ""
        return f"{self.document}#{self.anchor} “{self.words}{pin}” → {self.target}{where}"


@dataclass(frozen=True, slots=True)
class Changes:
    """What differs between two states."""

    gained: tuple[Linked, ...]
    lost: tuple[Linked, ...]
    changed: tuple[tuple[Linked, Linked], ...]
    """Before and after."""

    def __str__(self) -> str:
        lines = [f"links: {len(self.gained)} gained, {len(self.lost)} lost, {len(self.changed)} changed"]
        lines += [f"  + {link}" for link in self.gained]
        lines += [f"  - {link}" for link in self.lost]
        lines += [
            f"  ~ {before}  now  {after.target}{'#' + after.fragment if after.fragment else ''}"
            f"{', ' + after.pin if after.pin != before.pin else ''}"
            for before, after in self.changed
        ]
        return "\n".join(lines)


def links(reports: Iterable[Report]) -> Iterator[Linked]:
    """All links of reports, in order."""
    for report in reports:
        for block in report.blocks:
            seen: Counter[str] = Counter()
            for text in block.texts:
                for mark in text.marks:
                    if isinstance(mark, (Citation, Link)):
                        words = text.string[mark.start : mark.end]
                        seen[words] += 1
                        yield _linked(report.document.path, block.anchor, words, seen[words], mark)


def _linked(path: str, anchor: str, words: str, nth: int, mark: Citation | Link) -> Linked:
    if isinstance(mark, Link):
        return Linked(path, anchor, words, nth, mark.href)
    return Linked(path, anchor, words, nth, mark.key, mark.pin, mark.fragment)


def dump(reports: Iterable[Report]) -> str:
    """All links of reports as JSON, one on a line."""
    lines = (json.dumps(asdict(link), ensure_ascii=False, sort_keys=True) for link in links(reports))
    return "[\n" + ",\n".join(lines) + "\n]\n"


def loaded(dumped: str) -> tuple[Linked, ...]:
    """The links of a dump. Raises ValueError for any other text."""
    try:
        return tuple(Linked(**entry) for entry in json.loads(dumped))
    except TypeError as error:
        raise ValueError(f"isn't a dump of links, as `cote links` writes it: {error}") from error


def compare(before: Iterable[Linked], after: Iterable[Linked]) -> Changes:
    """What differs between two states."""
    old = {link.place: link for link in before}
    new = {link.place: link for link in after}
    return Changes(
        tuple(link for place, link in new.items() if place not in old),
        tuple(link for place, link in old.items() if place not in new),
        tuple((old[place], link) for place, link in new.items() if place in old and old[place] != link),
    )
