"""Addresses of documents in Akoma Ntoso (AKN4UN, part 1, « AKN4UN Naming convention »).

    /akn/un/debateReport/report/un-ga/2021-01-01/A-76-463                      the work
    /akn/un/debateReport/report/un-ga/2021-01-01/A-76-463/!annex_1             a component of it
    /akn/un/debateReport/report/un-ga/2021-01-01/A-76-463/fra@/!main           the French text
    /akn/un/debateReport/report/un-ga/2021-01-01/A-76-463/fra@/!main.xml       the file

All but the language is the same in every version of a document.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from ..citations.keys import DECISION, RESOLUTION, Key, parse
from ..citations.knowledge import load
from ..core.language import language as language_of
from ..core.value import value
from .akn_classes import DocumentClass, office_actor, organ_actor, slug, table
from .authorship import Author
from .description import Record

# What the part of an address that is a number can't hold: `/`, `#`; not `(`.
_NOT_IN_NUMBERS = re.compile(r'[/–#?%<>"{}|\\^`\[\]]+')
UNITED_NATIONS = "un"
"""The actor of what nobody else is known to have written."""
Authors = Mapping[str, str]
"""What addresses call each author, by its id in `references`; the first is the one in addresses."""
_ACTS = (RESOLUTION, DECISION)


@value(frozen=True, slots=True)
class Address:
    """The parts of an address."""

    element: str
    """As addresses have it."""
    subtype: str
    actor: str
    date: str
    """ISO 8601, a full date."""
    number: str
    """`A-76-463`."""
    printed: str = ""
    """The number as it is printed; empty where the document has none."""
    component: str = "main"
    """`annex_1`, `resolutionDraft_1/annex_1`."""

    @property
    def work(self) -> str:
        """Of the whole document, in no language."""
        return f"/akn/un/{self.element}/{self.subtype}/{self.actor}/{self.date}/{self.number}"

    def expression(self, language: str) -> str:
        """Of the whole document in a language (ISO 639-1)."""
        return f"{self.work}/{language_of(language).code3}@"

    def of_class(self, kind: DocumentClass, component: str) -> Address:
        """That of a document of its own, of this class, in the same publication."""
        return replace(self, element=kind.in_addresses, subtype=kind.subtype, component=component)

    def attached(self, component: str) -> Address:
        """That of what is attached to it: the same document, another component."""
        outer = "" if self.component == "main" else f"{self.component}/"
        return replace(self, component=f"{outer}{component}")


def address_of(record: Record, kind: DocumentClass, authors: Authors) -> Address:
    """The address of a report."""
    number, printed = _number(record, kind)
    return Address(kind.in_addresses, kind.subtype, next(iter(authors.values())), dated(record)[0], number, printed)


def named(record: Record, author: Author) -> dict[str, str]:
    """The names of those whom a document names as authors, as printed, by their ids in `references`; the sponsors of a
    draft are several."""
    if author.office or author.organ or len(record.authors) < 2:
        return {"author": author.printed} if author.printed else {}
    return {f"author_{number}": name for number, name in enumerate(record.authors, 1)}


def authors_of(record: Record, author: Author, kind: DocumentClass) -> Authors:
    """Who wrote a report: the office or organ that the masthead names; where it names nobody, the organ that the
    document is of. A State or an institute has another name in each language, while the address is one: there the
    United Nations come first, and the organ before the sponsors of its draft (AKN4UN, part 2, « Deliberative
    Documents »)."""
    organ = record.report.document.organ
    issuing = {"organ": organ_actor(organ)} if organ else {"un": UNITED_NATIONS}
    if author.office or author.organ:
        return {"author": office_actor(author.office) if author.office else organ_actor(author.organ)}
    if author.printed:
        first = issuing if kind.element == "statement" else {"un": UNITED_NATIONS}
        return {**first, **{identity: slug(name) for identity, name in named(record, author).items()}}
    return issuing


def dated(record: Record) -> tuple[str, str]:
    """The day of the document, and what it is called: `publication`; `supplied` where an editor gave it, of a year or a
    month its first day; `unknown`."""
    document = record.report.document
    if record.date:
        return record.date.isoformat(), "publication"
    if document.supplied_date:
        return f"{document.supplied_date}-01-01"[:10], "supplied"
    return table().unknown_date, "unknown"


def act_address(key: str) -> str:
    """The address of a resolution or decision whose key says the year of its adoption, `S/RES/2370(2017)`, of which the
    first day stands for it; nothing of any other: no part of an address may lack."""
    act = parse(key, load())
    if act.kind not in _ACTS or not 0 < act.year <= table().last_years.get(act.organ, 0):
        return ""
    kind = next(row for row in table().rows if row.get("type") == act.kind)
    day = f"{act.year}-01-01"
    return Address(kind["element"], kind["subtype"], organ_actor(act.organ), day, in_address(_act_number(act))).work


def in_address(number: str) -> str:
    """A number as addresses have it: `CL 154/1` → `CL_154-1`."""
    return _NOT_IN_NUMBERS.sub("-", "_".join(number.split()))


def _number(record: Record, kind: DocumentClass) -> tuple[str, str]:
    """The number of a report, in addresses and as printed: its symbol, of a resolution or decision the number that its
    organ gave it; what the archive calls a document without a symbol."""
    if not record.symbol:
        return record.name, ""
    act = parse(record.symbol, load())
    printed = _act_number(act) if kind.element == "statement" and act.kind in _ACTS else record.symbol
    return in_address(printed), printed


def _act_number(act: Key) -> str:
    """`1445(2002)` → `1445 (2002)`, as it is printed."""
    return " (".join(part.strip() for part in act.number.split("("))
