"""Classes of documents in the United Nations' profile of Akoma Ntoso, and its authors: data/akn.toml."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import MAXYEAR
from functools import cache
from typing import Any

from ..core.data_files import DATA, read_data
from ..core.model import Part, PartKind, Report
from ..core.organs import organs
from ..core.value import value
from ..write.genres import amending
from .act_text import ACTS
from .authorship import Author
from .export_words import words

# What an address has a hyphen for: `CTOC/COP`, `CN.4/Sub.2`; not `cn4`.
_APART = re.compile(r"[^\w.]+")
_PART_TYPES = {PartKind.ANNEX: "annex", PartKind.ENCLOSURE: "enclosure"}


@value(frozen=True, slots=True)
class DocumentClass:
    """A class of documents."""

    element: str
    """Root element of such a document."""
    name: str
    """`meetingReport`: its `name`."""
    subtype: str = ""
    """Empty for what has that of the document it belongs to."""

    @property
    def in_addresses(self) -> str:
        """What addresses call the element."""
        publication = table().publication
        return publication["in_addresses"] if self.element == publication["element"] else self.element


@value(frozen=True, slots=True)
class Table:
    """What data/akn.toml says."""

    rows: Sequence[Mapping[str, Any]]
    amending: Mapping[str, Mapping[str, str]]
    """What of a class is otherwise, by what the document is to another one."""
    publication: Mapping[str, str]
    actors: Mapping[str, str]
    cover: Mapping[str, str]
    """Element, or name of an `inline`, by the role of a masthead's line; this and the next."""
    preface: Mapping[str, str]
    last_years: Mapping[str, int]
    """Of organs whose acts' numbers have the year of adoption: the last year of which that is true."""
    unknown_date: str


@cache
def table() -> Table:
    """The table. Raises DataError where data/akn.toml doesn't match its schema."""
    read = read_data(DATA / "akn.toml").table
    masthead = read["masthead"]
    return Table(
        read["classes"],
        read["amending"],
        read["publication"],
        read["actors"],
        masthead["cover"],
        masthead["preface"],
        {row["organ"]: row.get("until", MAXYEAR) for row in read["years"]},
        read["dates"]["unknown"],
    )


def class_of(report: Report, author: Author) -> DocumentClass:
    """The class of a document: that of the first row that fits, as an addendum or a corrigendum has it."""
    row = next(row for row in table().rows if _fits(row, report, author))
    return _class({**row, **table().amending.get(amending(report).kind, {})})


def class_of_part(part: Part) -> DocumentClass:
    """The class of an annex, of a draft, or of an act that a conference or session has numbered."""
    kind = _PART_TYPES.get(part.kind, "")
    if part.kind in ACTS:
        numbered = any(sign.isdecimal() for sign in part.label)
        kind = ACTS[part.kind] if numbered else f"draft-{ACTS[part.kind]}"
    return _class(next(row for row in table().rows if row.get("type") == kind))


def publication_of(held: DocumentClass) -> DocumentClass:
    """The class of the issued document that contains one of this class: `publicationMeetingReport`."""
    publication = table().publication
    name = f"{publication['name']}{held.name[0].upper()}{held.name[1:]}"
    return DocumentClass(publication["element"], name, publication["subtype"])


def organ_actor(organ: str) -> str:
    """What addresses call an organ: `un-ga-c3`."""
    if organ in table().actors:
        return table().actors[organ]
    within = organs()[organ].within if organ in organs() else ""
    rest = _APART.sub("-", organ.removeprefix(f"{within}/" if within else "")).replace(".", "").lower().strip("-")
    return f"{organ_actor(within) if within else 'un'}-{rest}"


def office_actor(office: str) -> str:
    """What addresses call an office: `un-secretary-general`."""
    return table().actors.get(office, f"un-{office}")


def slug(name: str) -> str:
    """A name as the last part of an address."""
    return _APART.sub("-", name.casefold()).strip("-.")


def _class(row: Mapping[str, Any]) -> DocumentClass:
    return DocumentClass(row["element"], row["name"], row.get("subtype", ""))


def _fits(row: Mapping[str, Any], report: Report, author: Author) -> bool:
    """Whether all that a row asks for is true of the document."""
    document = report.document
    in_symbol = {part for piece in document.symbol.split("/") for part in piece.split(".")}
    title = document.title.lower()
    asked: dict[str, Callable[[Any], bool]] = {
        "type": lambda kind: kind == document.type,
        "in_symbol": lambda parts: not in_symbol.isdisjoint(parts),
        "author": lambda kind: bool(author.office if kind == "office" else author.organ),
        "organs": lambda keys: author.organ in keys,
        "titled": lambda _: any(word in title for word in words(document.language).annotated),
        "drafts": lambda _: any(block.part.kind in ACTS for block in report.blocks),
    }
    return all(fits(row[key]) for key, fits in asked.items() if key in row)
