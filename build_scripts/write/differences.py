"""Where versions of a document are numbered differently: places that one has and another lacks.

Only what a pinpoint can lead to is compared (sources/held.py): numbered paragraphs and headings, items, notes, tables,
parts. What stands in a place that is missing itself isn't told again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate

from ..core.diagnostics import Diagnostic
from ..core.model import Document
from ..core.value import value
from ..core.versions import Version, Versions
from ..references import Place, Unit, places
from ..references.places import between, split

Run = tuple[str, str]
"""The first and the last of anchors whose numbers follow each other."""

# A number in an anchor, to sort by: `par-12`; not `par-a`.
_NUMBERS = re.compile(r"([0-9]+)")
# An anchor that ends in a number: `par-12`, `res-1.note-3`; not `par-12.a`, `par-12_2`.
_COUNTED = re.compile(r"^(.*-)([1-9][0-9]*)$")
# An item of a paragraph or of a passage without number, inside its part: `par-12.a.i`, `pp-3.b`; not `par-35.1`.
_ITEM = re.compile(r"(?:par|pp|txt)-[^.]+\.(?:\d+\.)?[a-z].*")
# A note that is called with asterisks: `note-x2`.
_ASTERISKS = re.compile(r"note-x([1-9])")


@value(frozen=True, slots=True)
class Difference:
    """How a version is numbered, compared with another."""

    other: Version
    here: tuple[Run, ...]
    """What the other lacks."""
    there: tuple[Run, ...]
    """What it has besides."""


class Numbering:
    """What is compared: the anchors of documents that have several versions, by their paths."""

    def __init__(self, versions: Versions, anchors: Mapping[str, frozenset[str]]) -> None:
        self.versions = versions
        self._anchors = anchors

    def differences(self, path: str) -> tuple[Difference, ...]:
        """How a document is numbered differently from each of its other versions; nothing for those that aren't."""
        own = self._anchors.get(path)
        if own is None:
            return ()
        found: list[Difference] = []
        for other in self.versions.others(path):
            anchors = self._anchors.get(other.path, own)
            if own != anchors:
                found.append(Difference(other, runs(own - anchors), runs(anchors - own)))
        return tuple(found)

    def missing(self, path: str) -> dict[str, tuple[str, ...]]:
        """The anchors of a document that each of its other versions lacks, by the path of that."""
        own = self._anchors.get(path, frozenset())
        return {
            other.path: tuple(sorted(own - self._anchors.get(other.path, own), key=_order))
            for other in self.versions.others(path)
        }


def several(versions: Versions) -> Iterator[str]:
    """The paths of documents that have other versions."""
    return (path for path, together in versions.by_path.items() if len(together) > 1)


def runs(anchors: frozenset[str]) -> tuple[Run, ...]:
    """Anchors in order, those that follow each other as one; not those inside of others: `par-12`, not `par-12.a`."""
    found: list[Run] = []
    for anchor in sorted((anchor for anchor in anchors if anchors.isdisjoint(_above(anchor))), key=_order):
        if found and _follows(found[-1][1], anchor):
            found[-1] = found[-1][0], anchor
        else:
            found.append((anchor, anchor))
    return tuple(found)


def in_words(listed: Iterable[Run], language: str) -> list[str]:
    """Places in words: « par. 12 à 14 »."""
    listed = list(listed)
    known: dict[str, Unit] = {}
    for end in (end for run in listed for end in run):
        for anchor in (*_above(end), end):
            known.setdefault(anchor, _unit(anchor))
    place_of: dict[str, Place] = places(known.values(), language)
    return [between(place_of[first], place_of[last], language) for first, last in listed]


def diagnostics(numbering: Numbering, documents: Iterable[Document]) -> Iterator[Diagnostic]:
    """For each version that is numbered differently from the original, or where that isn't held from the first one."""
    for document in documents:
        path = document.path
        together = numbering.versions.of(path)
        original = numbering.versions.original(path)
        standard = next((version for version in together if version.language == original), (*together, None)[0])
        for difference in numbering.differences(path):
            if difference.other == standard:
                yield Diagnostic(document.file, 0, "A002", _said(difference, document.language))


def _said(difference: Difference, language: str) -> str:
    lists = (("only here", difference.here), ("only there", difference.there))
    told = [f"{where} {', '.join(map(_written, listed))}" for where, listed in lists if listed]
    return f"numbered differently from {difference.other.path}: {'; '.join(told)}"


def _written(run: Run) -> str:
    first, last = run
    return first if first == last else f"{first} to {last}"


def _unit(anchor: str) -> Unit:
    rest = split(anchor)[1]
    asterisks = _ASTERISKS.fullmatch(rest)
    return Unit(anchor, "*" * int(asterisks[1]) if asterisks else "", item=bool(_ITEM.fullmatch(rest)))


def _above(anchor: str) -> list[str]:
    """`res-1.par-12.a` → `res-1`, `res-1.par-12`."""
    return list(accumulate(anchor.split("."), "{}.{}".format))[:-1]


def _follows(before: str, after: str) -> bool:
    first, second = _COUNTED.search(before), _COUNTED.search(after)
    return bool(first and second and first[1] == second[1] and int(first[2]) + 1 == int(second[2]))


def _order(anchor: str) -> tuple[bool, list[str | int]]:
    """Notes come last, the rest by their numbers."""
    pieces = [int(piece) if at % 2 else piece for at, piece in enumerate(_NUMBERS.split(anchor))]
    return anchor.rpartition(".")[2].startswith("note-"), pieces
