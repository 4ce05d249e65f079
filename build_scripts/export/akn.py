"""A report as Akoma Ntoso 3.0 (OASIS LegalDocML), in the United Nations' profile AKN4UN (unsceb-hlcm.github.io).

A report is a document of the class that data/akn.toml says, its annexes are attached to it. Where it contains drafts,
which are documents of their own, the file is the publication: a `documentCollection` with the masthead, beside it as
components the report and the drafts, each of which has a `componentRef` in its place in the text. A summary is a
container of the preface. Every element that has an anchor of the archive gives it in `cote:anchor`.

With all tags off, what is left is the text of the report and nothing else: what only the archive says stands in
attributes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from lxml import etree

from ..core.anchor_names import scope
from ..core.model import Block, Kind, Part, PartKind
from ..core.text import piece
from ..structure.structure_words import vocabulary
from . import akn_meta
from .act_text import ACTS, divided
from .akn_addresses import Address, address_of, authors_of, in_address
from .akn_body import ARTICLES, Body
from .akn_classes import DocumentClass, class_of, class_of_part, publication_of
from .akn_masthead import Masthead, dated
from .akn_meta import Component, Described
from .akn_nodes import ANCHOR, COTE, NAMESPACE, element, indent, plain
from .akn_preamble import write_preamble
from .akn_units import Content, Scope, scopes_of, units
from .akn_words import Span, Words, Writing, loose_notes
from .authorship import Author, named_author
from .compressed_pieces import gzipped
from .description import Record


def to_xml(record: Record) -> bytes:
    """The report as XML, in UTF-8."""
    return _File(record).xml()


def to_gzip(record: Record) -> bytes:
    """The same, packed to a quarter: half of it is the names of elements."""
    return gzipped(to_xml(record))


@dataclass(slots=True)
class _Document:
    """A document of the file: the report, a draft, an annex."""

    group: Scope
    kind: DocumentClass
    address: Address
    words: Words
    title: str
    link: str


class _File:
    """Writes the file of a report."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.title = plain(record.title).strip() or record.name
        self.author: Author = named_author(record.report.document)
        self.scopes = scopes_of(record)
        self.kind = class_of(record.report, self.author)
        self.authors = authors_of(record, self.author, self.kind)
        self.writing = Writing(record, address_of(record, self.kind, self.authors))
        self.writing.notes = {block.anchor: block for block in record.report.blocks if block.kind is Kind.NOTE}
        self.loose = loose_notes(record.report)
        self.names = {row.anchor: row.locator for row in record.rows}
        self.numbers = {work.anchor: work.number for work in record.works}

    def xml(self) -> bytes:
        root = etree.Element(f"{{{NAMESPACE}}}akomaNtoso", nsmap={None: NAMESPACE, "cote": COTE})
        if any(part.kind in ACTS for part in self.scopes):
            self._publication(root)
        else:
            words = Words(self.writing, "")
            self._report(root, words, Masthead(words, self.author))
        self.writing.complete()
        indent(root)
        return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8")) + b"\n"

    # --- the publication and the report

    def _publication(self, root: etree._Element) -> None:
        """The issued document around the report and its drafts."""
        kind = publication_of(self.kind)
        node = element(root, kind.element, name=kind.name, contains="originalVersion")
        words = Words(self.writing, "")
        masthead = Masthead(words, self.author)
        masthead.cover(node)
        self._preface(node, masthead)
        body = element(node, "collectionBody")
        components = element(root, "components")
        main = self.writing.ids.counted("", self.kind.name)
        component = element(components, "component", eId=main)
        waiting = self._report(component, Words(self.writing, "", main), None)
        held = [Component(main, "main", self.title)]
        while waiting:
            part = waiting.pop(0)
            document, identity = self._draft(part)
            component = element(components, "component", eId=identity)
            waiting = [*self._document(component, document, identity, None), *waiting]
            held.append(Component(identity, document.address.component, document.title))
        for contained in held:
            entry = element(body, "component", eId=self.writing.ids.counted("", "cmp"))
            shown = {"href": f"#{contained.identity}", "showAs": contained.title}
            element(entry, "documentRef", eId=self.writing.ids.counted("", "dref"), **shown)
        address = address_of(self.record, kind, self.authors)
        title, link = self.title, self.record.url
        akn_meta.insert(node, Described(words, address, self.author, self.authors, title, link, tuple(held), masthead))

    def _report(self, parent: etree._Element, words: Words, masthead: Masthead | None) -> list[Part]:
        """The report itself; the masthead, where no publication has it. Returns the drafts in it."""
        group = next((group for part, group in self.scopes.items() if part.parent is None), Scope(Part(PartKind.BODY)))
        document = _Document(group, self.kind, self.writing.address, words, self.title, self.record.url)
        return self._document(parent, document, "", masthead)

    def _draft(self, part: Part) -> tuple[_Document, str]:
        """A draft with its id: with a name and an address of its own, and with a number where a conference or session
        gave it one."""
        group, kind = self.scopes[part], class_of_part(part)
        identity, name = self._identity(group, kind, "")
        self.writing.targets[f"component {scope(part)}"] = f"#{identity}"
        address = self.writing.address.of_class(kind, name)
        number = self.numbers.get(group.title.anchor, "") if group.title is not None else ""
        if number:
            address = replace(address, number=in_address(number), printed=number)
        else:
            address = replace(address, printed="")
        self.writing.targets[scope(part)] = f"!{name}"
        return self._part(group, kind, address, identity), identity

    def _identity(self, group: Scope, kind: DocumentClass, owner: str) -> tuple[str, str]:
        """Id of a part and its name in addresses, which may have no full stop."""
        number = (str(group.part.number) if group.part.number else group.part.label.upper()).replace(".", "-")
        identity = self.writing.ids.numbered(owner, kind.name, number)
        return identity, identity.removeprefix(f"{owner}__" if owner else "")

    def _part(self, group: Scope, kind: DocumentClass, address: Address, identity: str) -> _Document:
        anchor = scope(group.part)
        link = f"{self.record.url}#{group.title.anchor if group.title is not None else anchor}"
        title = plain(group.title.text.string[group.title.label_end :]).strip() if group.title is not None else ""
        return _Document(
            group, kind, address, Words(self.writing, identity), title or self.names.get(anchor) or anchor, link
        )

    # --- one document

    def _document(
        self, parent: etree._Element, document: _Document, identity: str, masthead: Masthead | None
    ) -> list[Part]:
        """A document with what is attached to it; returns the drafts that it holds."""
        group, words = document.group, document.words
        if identity and group.title is not None:
            parent.set(ANCHOR, group.title.anchor)
        node = element(parent, document.kind.element, name=document.kind.name, contains="originalVersion")
        body = Body(words, self.scopes, self.names)
        if masthead is not None:
            masthead.cover(node)
        self._preface(node, masthead, document, body)
        inner = [entry for entry in group.content if isinstance(entry, Part)]
        attached = [part for part in inner if part.kind in (PartKind.ANNEX, PartKind.ENCLOSURE)]
        content = [entry for entry in group.content if entry not in attached and not _is_summary(entry)]
        self._text(node, document, body, units(content))
        components, drafts = self._attachments(node, document, attached)
        address, title, link = document.address, document.title, document.link
        whole = tuple(components)
        akn_meta.insert(node, Described(words, address, self.author, self.authors, title, link, whole, masthead))
        return [*body.drafts, *drafts]

    def _preface(
        self,
        node: etree._Element,
        masthead: Masthead | None,
        document: _Document | None = None,
        body: Body | None = None,
    ) -> None:
        preface = element(node, "preface")
        if masthead is not None:
            masthead.preface(preface)
        if document is not None and body is not None:
            if document.group.part.parent is not None:
                _titled(preface, document)
            for entry in document.group.content:
                if isinstance(entry, Part) and entry.kind is PartKind.SUMMARY:
                    self._summary(preface, self.scopes[entry], document.words, body)
        if not len(preface):
            element(preface, "p")

    def _summary(self, preface: etree._Element, group: Scope, words: Words, body: Body) -> None:
        identity = self.writing.ids.counted(words.owner, "summary")
        node = element(preface, "container", name="summary", eId=identity)
        if group.title is not None:
            body.known(node, group.title.anchor)
            words.write(element(node, "block", name="heading"), group.title.text)
        body.flow(node, units(group.content), identity)
        self._loose(node, group, words)
        if not len(node):
            element(node, "p")

    def _text(self, node: etree._Element, document: _Document, body: Body, whole: Content) -> None:
        words = document.words
        if document.kind.element == "debate":
            main = element(node, "debateBody")
            body.debate(main, whole)
            holder = main[-1] if len(main) else element(main, "debateSection", name="section")
            self._loose(holder, document.group, words)
            return
        act = document.kind.element == "statement"
        text = divided(whole, self.record.language, act=act)
        if text.preamble:
            write_preamble(element(node, "preamble"), text.preamble, body)
        main = element(node, "mainBody")
        body.hierarchy(main, text.main)
        self._loose(main, document.group, words)
        if not len(main):
            element(main, "p")
        if text.conclusions:
            holder, above = element(node, "conclusions"), words.identity("conclusions")
            for unit in text.conclusions:
                string = unit.block.text.string
                line = words.enclosed(
                    holder, unit.block.text, dated(string, self.record.language) if act else (), above
                )
                body.known(line, unit.block.anchor)

    def _loose(self, node: etree._Element, group: Scope, words: Words) -> None:
        """The notes that no text calls, at the end of the part they are of."""
        inner = [entry for entry in group.content if isinstance(entry, Part) and entry.kind in ARTICLES]
        for note in [*group.notes, *(note for part in inner for note in self.scopes[part].notes)]:
            if note.anchor in self.loose:
                words.note(element(element(node, "p"), "sup"), note.anchor, note.number)

    def _attachments(
        self, node: etree._Element, document: _Document, attached: Sequence[Part]
    ) -> tuple[list[Component], list[Part]]:
        """The annexes of a document; returns also the drafts that they hold."""
        components: list[Component] = []
        drafts: list[Part] = []
        holder = element(node, "attachments") if attached else node
        for part in attached:
            group, kind = self.scopes[part], class_of_part(part)
            identity, name = self._identity(group, kind, document.words.owner)
            address = replace(document.address.attached(name), printed="")
            self.writing.targets[scope(part)] = f"!{address.component}"
            annex = self._part(group, kind, address, identity)
            attachment = element(holder, "attachment", eId=identity)
            if group.title is not None and group.title.label_end:
                annex.words.write(element(attachment, "heading"), piece(group.title.text, 0, group.title.label_end))
            drafts += self._document(attachment, annex, identity, None)
            components.append(Component(identity, name, annex.title))
        return components, drafts


def _is_summary(entry: Block | Part) -> bool:
    return isinstance(entry, Part) and entry.kind is PartKind.SUMMARY


def _titled(preface: etree._Element, document: _Document) -> None:
    """The label of a draft, « Projet de résolution I », and the title of any part."""
    title, words = document.group.title, document.words
    if title is None:
        return
    label, rest = piece(title.text, 0, title.label_end), piece(title.text, title.label_end, len(title.text.string))
    above = words.identity("preface")
    if title.part.kind in ACTS and label.string.strip():
        words.enclosed(preface, label, _labelled(title, label.string, words.writing.record.language), above)
    if rest.string.strip():
        words.enclosed(preface, rest, [(0, len(rest.string), "docTitle", {})], above)


def _labelled(title: Block, label: str, language: str) -> list[Span]:
    """The words and the number of a label, « Projet de résolution I », 决议草案一."""
    patterns = [pattern for kind, pattern in vocabulary(language).parts if kind is title.part.kind]
    for match in filter(None, (pattern.match(title.text.string) for pattern in patterns)):
        start, end = match.span("number")
        if 0 < start < end <= len(label):
            return [(0, start, "docType", {}), (start, end, "docNumber", {})]
    return [(0, len(label.rstrip(" .:：-–—")), "docType", {})]
