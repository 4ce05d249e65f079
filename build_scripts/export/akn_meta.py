"""The metadata of an Akoma Ntoso document: identification (FRBR), publication and references."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from ..core.language import language as language_of
from ..core.settings import archive
from ..write.catalogue import organ_name
from .akn_addresses import Address, Authors, dated, named
from .akn_classes import organ_actor, table
from .akn_masthead import AGENDA_ITEM, Masthead
from .akn_nodes import KEY, element
from .akn_words import Words
from .authorship import Author
from .export_words import words as words_of

_ONTOLOGY = "/akn/ontology"


@dataclass(frozen=True, slots=True)
class Component:
    """What a document holds beside its own text: a draft, an annex."""

    identity: str
    """Id of the element in this file."""
    name: str
    """`annex_1`, as addresses have it."""
    title: str


@dataclass(frozen=True, slots=True)
class Described:
    """What the metadata of a document say."""

    words: Words
    """Its words, once they are written."""
    address: Address
    author: Author
    authors: Authors
    title: str
    link: str
    """Its permanent address on the archive's site."""
    components: tuple[Component, ...] = ()
    masthead: Masthead | None = None
    """What stands on its cover page, where it has one."""


def insert(node: etree._Element, described: Described) -> None:
    """Put the metadata at the head of a document."""
    meta = element(node, "meta")
    node.insert(0, meta)
    identification = element(meta, "identification", source=_ref(described, "cote"))
    _work(element(identification, "FRBRWork"), described)
    _expression(element(identification, "FRBRExpression"), described)
    _manifestation(element(identification, "FRBRManifestation"), described)
    name = described.address.printed or described.title
    day = dated(described.words.writing.record)[0]
    element(meta, "publication", date=day, name=name, showAs=name, number=described.address.printed)
    if described.words.elsewhere:
        analysis = element(meta, "analysis", source=_ref(described, "cote"))
        others = element(analysis, "otherReferences", source=_ref(described, "cote"))
        for identity, href in described.words.elsewhere.items():
            element(others, "alternativeReference", **{"for": f"#{identity}", "href": href})
    _references(element(meta, "references", source=_ref(described, "cote")), described)


def _ref(described: Described, name: str) -> str:
    return f"#{described.words.identity(name)}"


def _work(node: etree._Element, described: Described) -> None:
    address, record = described.address, described.words.writing.record
    element(node, "FRBRthis", value=f"{address.work}/!{address.component}")
    element(node, "FRBRuri", value=address.work)
    element(node, "FRBRalias", value=described.link, name="permalink")
    day, called = dated(record)
    element(node, "FRBRdate", date=day, name=called)
    for name in described.authors:
        element(node, "FRBRauthor", **{"href": _ref(described, name), "as": _ref(described, "authorRole")})
    _components(node, described, "work", "expression")
    element(node, "FRBRcountry", value="un")
    element(node, "FRBRsubtype", value=address.subtype)
    element(node, "FRBRnumber", value=address.number, showAs=address.printed)
    element(node, "FRBRname", value=described.title)
    element(node, "FRBRprescriptive", value="false")
    element(node, "FRBRauthoritative", value="false")


def _expression(node: etree._Element, described: Described) -> None:
    address, record = described.address, described.words.writing.record
    expression = address.expression(record.language)
    element(node, "FRBRthis", value=f"{expression}/!{address.component}")
    element(node, "FRBRuri", value=expression)
    day, called = dated(record)
    element(node, "FRBRdate", date=day, name=called)
    element(node, "FRBRauthor", href=_ref(described, "un"))
    _components(node, described, "expression", "manifestation")
    element(node, "FRBRlanguage", language=language_of(record.language).code3)
    if record.original not in ("", record.language):
        original = language_of(record.original).code3
        source = address.expression(record.original)
        element(node, "FRBRtranslation", href=source, fromLanguage=original, by=_ref(described, "un"))


def _manifestation(node: etree._Element, described: Described) -> None:
    """The file: its day is that of the last change on record, never that of a build."""
    address, record = described.address, described.words.writing.record
    expression = address.expression(record.language)
    element(node, "FRBRthis", value=f"{expression}/!{address.component}.xml")
    element(node, "FRBRuri", value=f"{expression}.xml")
    changed = record.changed
    element(node, "FRBRdate", date=changed or table().unknown_date, name="generation" if changed else "unknown")
    element(node, "FRBRauthor", **{"href": _ref(described, "cote"), "as": _ref(described, "editor")})
    _components(node, described, "manifestation", "")
    element(node, "FRBRformat", value="xml")


def _components(node: etree._Element, described: Described, level: str, below: str) -> None:
    """The components on one level: each leads to itself on the level below, that of the file to the element."""
    if described.components:
        info = element(node, "componentInfo")
        for part in described.components:
            href = f"#{below}__{part.identity}" if below else f"#{part.identity}"
            identity = f"{level}__{part.identity}"
            element(info, "componentData", eId=identity, href=href, name=part.name, showAs=part.title)


def _references(node: etree._Element, described: Described) -> None:
    record, author = described.words.writing.record, described.author
    sentences = words_of(record.language)

    def top(tag: str, called: str, href: str, shown: str, **more: str) -> etree._Element:
        return element(node, tag, eId=described.words.identity(called), href=href, showAs=shown, **more)

    organization = f"{_ONTOLOGY}/organization/un"
    top("TLCOrganization", "un", f"{organization}/un", sentences.publisher)
    known = author.office or author.organ
    tag, kind = ("TLCOrganization", "organization") if known else ("TLCConcept", "concept")
    for identity, name in named(record, author).items():
        top(tag, identity, f"{_ONTOLOGY}/{kind}/un/{described.authors[identity]}", name)
    if organ := record.report.document.organ:
        top("TLCOrganization", "organ", f"{organization}/{organ_actor(organ)}", record.organ or organ)
    top("TLCOrganization", "cote", f"{organization}/cote", archive().name)
    top("TLCRole", "authorRole", f"{_ONTOLOGY}/roles/un/author", sentences.author)
    top("TLCRole", "editor", f"{_ONTOLOGY}/roles/un/editor", sentences.editor)
    top("TLCConcept", "preamble", f"{_ONTOLOGY}/concept/un/preamble", sentences.preamble)
    for identity, key in (described.masthead.organs if described.masthead else {}).items():
        top("TLCOrganization", identity, f"{organization}/{organ_actor(key)}", organ_name(key, record.language))
    if item := described.masthead.agenda_item if described.masthead else "":
        top("TLCReference", AGENDA_ITEM, f"{_ONTOLOGY}/reference/un/agendaItem", item, name=AGENDA_ITEM)
    for key, identity in described.words.cited.items():
        href = f"{_ONTOLOGY}/reference/un/{key.replace('/', '-').replace(' ', '_')}"
        entry = element(node, "TLCReference", eId=identity, href=href, showAs=key, name="document")
        entry.set(KEY, key)
