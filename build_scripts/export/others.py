"""What exports ask the archive of other documents than the one that they describe: which of those that it cites are
held, and which places its versions lack. The answers are part of the key of its files, so that these are made anew
where one of them changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ..citations.citation_index import held_in
from ..core.model import Citation, Document, Report
from ..core.removals import Removed
from ..core.text import texts
from ..core.value import value
from ..core.versions import ALONE, Versions
from ..write.inner_works import InnerWork, inner_works


@value(frozen=True, slots=True)
class Questions:
    """What the description of a report asks."""

    path: str
    """Of the document, with its language."""
    keys: tuple[str, ...]
    """Of what it cites, each once."""
    works: tuple[str, ...]
    """Anchors of the works inside it."""
    former: tuple[str, ...] = ()
    """Paths, with language, that it may have been on record under before."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What the archive answers."""

    held: Mapping[str, str] = field(default_factory=dict)
    """By key, the path of what is held."""
    lacking: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By the path of a version, anchors of the works that it lacks."""


NO_ANSWERS = Answers()
"""Of an archive of which nothing is known."""


@dataclass(frozen=True, slots=True)
class Others:
    """The documents of the archive."""

    versions: Versions = ALONE
    holders: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """What is held, by symbol path and language (citations/citation_index.py)."""
    anchors: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Of each document, by its path: those that a pinpoint can lead to."""
    removals: tuple[Removed, ...] = ()
    """Documents that it had."""
    outside: tuple[Document, ...] = ()
    """Those of its documents that aren't of the part that is made."""

    def answers(self, asked: Questions) -> Answers:
        """To what a report asks."""
        language = asked.path.partition("/")[0]
        held = {key: path for key in asked.keys if (path := held_in(self.holders, key, language))}
        lacking = {
            version.path: tuple(work for work in asked.works if work not in self.anchors.get(version.path, ()))
            for version in (self.versions.others(asked.path) if asked.works else ())
        }
        return Answers(held, lacking)


NOBODY = Others()
"""Of an archive of which nothing is known."""


def questions(report: Report, works: Sequence[InnerWork] | None = None) -> Questions:
    """What the description of a report asks. `works`: those inside it, where they are known already."""
    keys = dict.fromkeys(mark.key for text in texts(report) for mark in text.marks if isinstance(mark, Citation))
    inside = inner_works(report) if works is None else works
    document = report.document
    former = tuple(f"{document.language}/{alias}" for alias in document.aliases)
    return Questions(document.path, tuple(keys), tuple(work.anchor for work in inside), former)
