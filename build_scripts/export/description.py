"""A report as exports see it: what is known of the document, and one row a block with its citation, address and hash.

All formats are written from this view, so that they agree with one another and with the page.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from types import MappingProxyType

from ..citations.keys import address
from ..citations.knowledge import load as load_citing
from ..core.model import Block, Call, Citation, Report
from ..core.organs import addressed
from ..core.settings import archive
from ..core.symbol_path import file_name
from ..core.text import unlabelled
from ..core.value import value
from ..core.versions import ALONE, Version, Versions
from ..published import registry
from ..published.history import Change
from ..references import Place, places, reference, units
from ..references.places import cited
from ..references.places import words as place_words
from ..search.facets import Named, named
from ..write.catalogue import organ_name, type_name
from ..write.genres import genre
from ..write.inner_works import InnerWork, inner_works
from ..write.synopsis import summary, synopsis
from .authorship import authors_of
from .others import NO_ANSWERS, Answers

UNKNOWN = registry.Registry("")
"""The record of a document that isn't on record."""


@value(frozen=True, slots=True)
class Row:
    """One block of a report."""

    block: Block
    place: Place
    citation: str
    """« A/76/463, projet de résolution I, par. 3 »."""
    url: str
    """The permalink."""
    text: str
    """As the page shows it, with its printed number, without note calls; NFC, single spaces. `sha256` is its hash."""
    sha256: str
    """Of `text`, in UTF-8, as the registry has it."""
    cites: tuple[str, ...]
    """Canonical keys, in order, each once."""
    notes: tuple[str, ...]
    """Anchors of the notes that it calls."""
    countries: tuple[str, ...]
    """ISO 3166-1 alpha-2 codes, sorted, as data/countries.toml has them."""
    themes: tuple[str, ...]

    published: str
    """Day on which it was first on record, as ISO 8601 has it; empty where it is not."""
    changes: tuple[Change, ...]
    """Corrections since then, oldest first."""
    locator: str
    """The citation without the document: « projet de résolution I, par. 3 »."""

    @property
    def anchor(self) -> str:
        """The permanent anchor."""
        return self.block.anchor

    @property
    def words(self) -> str:
        """The text without its printed number."""
        unnumbered = self.block.label_end and replace(self.block, text=unlabelled(self.block))
        return registry.words(unnumbered) if unnumbered else self.text


@dataclass(frozen=True, slots=True, eq=False)
class Record:
    """One report. Two of them are never compared."""

    report: Report
    rows: tuple[Row, ...]
    """Every block that has an anchor, in the document's order."""
    reference: str
    """What it is cited by: its symbol, or its title and date."""
    url: str
    official: str
    """Address of the official document; empty without a symbol."""
    organ: str
    """Name of the organ that the document is made to, or that adopted it, in the document's language; empty where not
    established. Of several, the first."""
    type: str
    """In words of the document's language."""
    authors: tuple[str, ...]
    """Who wrote it, « Nations Unies. Secrétaire général », or sponsors it, each of several."""
    versions: tuple[Version, ...] = ()
    """In other languages."""
    original: str = ""
    """The language in which the document was written; empty where not established."""
    works: tuple[InnerWork, ...] = ()
    """Resolutions and decisions inside it."""
    others: Answers = NO_ANSWERS
    """What the archive has of what it cites, and of its works in other languages."""

    @property
    def organs(self) -> tuple[str, ...]:
        """Names of all organs that it is made to, which a joint symbol tells, in the document's language."""
        return tuple(organ_name(key, self.language) for key in addressed(self.report.document.organ, self.symbol))

    @property
    def genre(self) -> str:
        """What the document is, with what it is to another one, in its language: « Report, corrigendum »."""
        return genre(self.report)

    @property
    def author(self) -> str:
        """All authors, as a line."""
        return "; ".join(self.authors)

    @property
    def published(self) -> str:
        """Day on which the document was first on record; empty where it is not."""
        return min((row.published for row in self.rows if row.published), default="")

    @property
    def changed(self) -> str:
        """Day on which one of its places was last added or corrected; empty where it is not on record."""
        days = [row.published for row in self.rows]
        return max([*days, *(change.day.isoformat() for row in self.rows for change in row.changes)], default="")

    @property
    def languages(self) -> list[str]:
        """Of all versions, this one among them, sorted."""
        return sorted({self.language, *(version.language for version in self.versions)})

    @property
    def symbol(self) -> str:
        """The symbol; empty where it is not established."""
        return self.report.document.symbol

    @property
    def title(self) -> str:
        """The document's title."""
        return self.report.document.title

    @property
    def language(self) -> str:
        """ISO 639-1."""
        return self.report.document.language

    @property
    def date(self) -> date | None:
        """Of the document."""
        return self.report.document.date

    @property
    def path(self) -> str:
        """Symbol path with its language."""
        return self.report.document.path

    @property
    def name(self) -> str:
        """What its files are called: `A-76-463`."""
        return file_name(self.report.document.path)

    @property
    def abstract(self) -> str:
        """The document's own summary; empty where it has none."""
        return summary(self.report)

    @property
    def synopsis(self) -> str:
        """The summary, or the first paragraph."""
        return synopsis(self.report)


@lru_cache(maxsize=4096)
def official_address(key: str, language: str) -> str:
    """Where a cited document officially is; empty where nothing official is known. A report cites some documents often,
    and several formats ask."""
    return address(key, language, load_citing())


def permalink(path: str, anchor: str = "") -> str:
    """The published address of a document or of a place in it."""
    return f"{archive().site_url}{path}/" + (f"#{anchor}" if anchor else "")


def record(
    report: Report,
    standing: registry.Registry = UNKNOWN,
    changes: Sequence[Change] = (),
    versions: Versions = ALONE,
    facets: Mapping[str, Named] = MappingProxyType({}),
    others: Answers = NO_ANSWERS,
    works: Sequence[InnerWork] | None = None,
) -> Record:
    """The view of a report; `standing` and `changes` are what is on record of its places, `versions` those that the
    archive has, `facets` what is known already of what its blocks name, by their anchors, `others` what the archive
    knows of other documents, `works` those inside it, where they are known already.

    It doesn't hold the day of the build, so that no file changes with that day alone.
    """
    document = report.document
    language = document.language
    organ = organ_name(document.organ, language) if document.organ else ""
    return Record(
        report=report,
        rows=tuple(_rows(report, standing, changes, facets)),
        reference=reference(document),
        url=permalink(document.path),
        official=address(document.symbol, document.language, load_citing()) if document.symbol else "",
        organ=organ,
        type=type_name(document.type, language) if document.type else "",
        authors=authors_of(document),
        versions=versions.others(document.path),
        original=versions.original(document.path) if versions.of(document.path) else document.original_language,
        works=inner_works(report) if works is None else tuple(works),
        others=others,
    )


def _rows(
    report: Report, standing: registry.Registry, changes: Sequence[Change], facets: Mapping[str, Named]
) -> Iterator[Row]:
    place_of = places(units(report), report.document.language)
    by_anchor: dict[str, list[Change]] = {}
    for change in changes:
        by_anchor.setdefault(change.anchor, []).append(change)
    for block in report.blocks:
        if anchor := block.anchor:
            published, own = standing.dates.get(anchor, ""), tuple(by_anchor.get(anchor, ()))
            yield _row(block, report, place_of, published, own, facets.get(anchor))


def _row(
    block: Block,
    report: Report,
    place_of: dict[str, Place],
    published: str,
    changes: tuple[Change, ...],
    facets: Named | None,
) -> Row:
    document = report.document
    shown = registry.words(block)
    facets = facets or named(shown, document.language)
    locator = place_words(place_of[block.anchor], document.language)
    marks = [mark for text in block.texts for mark in text.marks]
    return Row(
        block=block,
        place=place_of[block.anchor],
        citation=cited(document, locator),
        url=permalink(document.path, block.anchor),
        text=shown,
        sha256=registry.hash_of_normal(shown),
        cites=tuple(dict.fromkeys(mark.key for mark in marks if isinstance(mark, Citation))),
        notes=tuple(dict.fromkeys(mark.target for mark in marks if isinstance(mark, Call) and mark.target)),
        countries=tuple(facets.countries),
        themes=tuple(facets.themes),
        published=published,
        changes=changes,
        locator=locator,
    )
