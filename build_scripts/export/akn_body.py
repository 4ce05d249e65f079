"""The text of a document in Akoma Ntoso: hierarchies of sections and paragraphs, and containers of blocks."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from ..core.anchor_names import scope
from ..core.model import Block, Emphasis, Kind, Part, PartKind, Text
from ..core.text import piece, unlabelled
from ..core.value import replace
from ..structure.chapters import division_named
from ..structure.structure_words import vocabulary
from .akn_nodes import ANCHOR, element, plain
from .akn_units import Content, Loose, Scope, Unit, units
from .akn_words import Words

ARTICLES = {PartKind.RULE: ("rule", "rule"), PartKind.ARTICLE: ("article", "art")}
"""Parts that are elements of the text around them: the element, and what its id begins with."""
DIVISIONS = {"part": "part", "chapter": "chp", "section": "sec"}
"""By the word of a heading's label, which is the element's name, what its id begins with."""
_ROMAN = frozenset("IVXLCDM")
_NOTHING = Text("", ())
_DEEPEST = 100
"""More than the level of any heading."""


class Body:
    """Writes the text of one document of a file."""

    def __init__(self, words: Words, scopes: Mapping[Part, Scope], names: Mapping[str, str]) -> None:
        """`names`: what the parts are called, by anchor."""
        self.words = words
        self.language = words.writing.record.language
        self.drafts: list[Part] = []
        """Documents of their own that the text contains, in their order."""
        self._ids = words.writing.ids
        self._scopes = scopes
        self._names = names

    # --- hierarchies

    def hierarchy(self, main: etree._Element, content: Content, above: str = "") -> None:
        """Sections inside one another, paragraphs with their points. `above`: id of what holds them."""
        numbering = above or self.words.owner
        sections: list[tuple[int, etree._Element, str]] = [(0, main, numbering)]
        for entry in content:
            if isinstance(entry, Part):
                self._part(sections[-1][1], entry)
            elif isinstance(entry, Unit) and entry.block.kind is Kind.HEADING:
                level = max(entry.block.level, 1)
                while sections[-1][0] >= level:
                    sections.pop()
                _, node, owner = sections[-1]
                tag, begins = self._level(entry.block)
                identity = self._ids.numbered(owner, begins, entry.block.number)
                section = self._headed(self._named(node, tag, identity, entry.block), entry.block)
                sections.append((level, section, identity))
            else:
                _, node, owner = sections[-1]
                self._unit(node, entry, owner, numbering)

    def _part(self, node: etree._Element, part: Part) -> None:
        """A rule or an article, in the section that is open; of a document of its own, its place."""
        if part.kind in ARTICLES:
            self._article(node, self._scopes[part])
        else:
            anchor = scope(part)
            self.drafts.append(part)
            place = element(node, "componentRef", showAs=self._names.get(anchor) or anchor)
            self.words.writing.waiting.append((place, {"src": f"component {anchor}"}))

    def _article(self, node: etree._Element, group: Scope) -> None:
        tag, level = ARTICLES[group.part.kind]
        printed = group.title.number if group.title is not None else ""
        number = printed or group.part.label or str(group.part.number)
        identity = self._ids.numbered(self.words.owner, level, number)
        article = element(node, tag, eId=identity)
        if group.title is not None:
            self.known(article, group.title.anchor)
            self._headed(article, group.title)
        self.hierarchy(article, units(group.content), identity)

    def _level(self, block: Block) -> tuple[str, str]:
        """Element of a heading and what its id begins with, by its word, else by the form of its number: III, B, 1,
        none."""
        if not block.number:
            return "division", "dvs"
        if named := division_named(block.text.string, vocabulary(self.language)):
            return named, DIVISIONS[named]
        if block.number[0].isdecimal():
            return "chapter", "chp"
        letter = block.ordinal.isalpha() if block.ordinal else len(block.number) == 1 and block.number not in _ROMAN
        return ("title", "title") if letter else ("section", "sec")

    def _unit(self, node: etree._Element, unit: Unit | Loose, owner: str, numbering: str) -> None:
        if isinstance(unit, Loose):
            self._list(node, unit, owner)
            return
        block = unit.block
        if block.kind is Kind.PREAMBULAR:
            self._preambular(node, unit, owner)
        elif block.kind is Kind.PARAGRAPH:
            identity = self._ids.numbered(numbering, "para", block.number)
            self._filled(self._named(node, "paragraph", identity, block), unit)
        elif block.kind is Kind.TABLE:
            holder = element(node, "alinea", eId=self._ids.counted(owner, "al"))
            self._table(element(holder, "content"), block)
        else:
            alinea = self._named(node, "alinea", self._ids.counted(owner, "al"), block)
            if block.kind is Kind.FIGURE:
                alinea.set("class", "figure")
            self._filled(alinea, unit)

    def _filled(self, node: etree._Element, unit: Unit) -> None:
        """The words of a paragraph, an alinea or a point, with its points."""
        self._labelled(node, unit.block)
        if unit.items:
            self._list(node, unit, node.get("eId", ""), _own(unit.block), _rest(unit.block))
        else:
            self.words.paragraph(element(node, "content"), unlabelled(unit.block))

    def _list(
        self, node: etree._Element, unit: Unit | Loose, owner: str, own: Text = _NOTHING, rest: Text = _NOTHING
    ) -> None:
        identity = self._ids.counted(owner, "list")
        holder = element(node, "list", eId=identity)
        if own.string.strip():
            self.words.paragraph(element(holder, "intro", eId=f"{identity}__intro"), own)
        for item in unit.items:
            point = self._ids.numbered(identity, "point", item.block.number)
            self._filled(self._named(holder, "point", point, item.block), item)
        if rest.string.strip():
            self.words.paragraph(element(holder, "wrapUp", eId=f"{identity}__wrapup"), rest)

    def _preambular(self, node: etree._Element, unit: Unit, owner: str) -> None:
        """A preambular paragraph amid the text: sections take it as a heading between, documents as a container."""
        if etree.QName(node).localname == "mainBody":
            self.container(node, unit, owner)
            return
        block = replace(unit.block, label_end=0)
        identity = self._ids.counted(owner, "crossHeading")
        crossing = self._named(node, "crossHeading", identity, block, refersTo=self._preamble)
        self.words.write(crossing, _own(block) if unit.items else block.text)
        if unit.items:
            self._list(node, unit, owner, rest=_rest(block))

    @property
    def _preamble(self) -> str:
        return f"#{self.words.identity('preamble')}"

    # --- containers

    def container(self, node: etree._Element, unit: Unit, owner: str, name: str = "container") -> None:
        """A preambular paragraph, called by its opening words where the document sets them apart; a formula."""
        block = replace(unit.block, label_end=0)
        called = "enactingFormula" if name == "formula" else _opening(block)
        holder = self._named(node, name, self._ids.counted(owner, name), block, name=called)
        if name != "formula" and block.kind is Kind.PREAMBULAR:
            holder.set("refersTo", self._preamble)
        self._flowed(holder, replace(unit, block=block))

    def flow(self, node: etree._Element, content: Content, owner: str) -> None:
        """Blocks one after the other, where no hierarchy can stand: in a preface, in a record of speeches."""
        for entry in content:
            if isinstance(entry, Loose):
                self._block_list(node, entry, owner)
            elif isinstance(entry, Part):
                self._flowed_part(node, entry, owner)
            elif entry.block.kind is Kind.TABLE:
                self._table(node, entry.block)
            elif entry.block.kind is Kind.HEADING:
                identity = self._ids.counted(owner, "heading")
                self.words.write(self._named(node, "block", identity, entry.block, name="heading"), entry.block.text)
            else:
                self._block(node, entry, owner)

    def _flowed_part(self, node: etree._Element, part: Part, owner: str) -> None:
        group = self._scopes[part]
        if part.kind not in ARTICLES:
            self._part(node, part)
            return
        if group.title is not None:
            self.flow(node, [Unit(replace(group.title, kind=Kind.HEADING))], owner)
        self.flow(node, units(group.content), owner)

    def debate(self, node: etree._Element, content: Content) -> None:
        """The sections of a record of speeches."""
        sections: list[tuple[int, etree._Element, str]] = [(0, node, self.words.owner)]
        for entry in content:
            if isinstance(entry, Unit) and entry.block.kind is Kind.HEADING:
                level = max(entry.block.level, 1)
                while sections[-1][0] >= level:
                    sections.pop()
                _, holder, owner = sections[-1]
                tag, begins = self._level(entry.block)
                identity = self._ids.numbered(owner, begins, entry.block.number)
                section = self._headed(
                    self._named(holder, "debateSection", identity, entry.block, name=tag), entry.block
                )
                sections.append((level, section, identity))
                continue
            if len(sections) == 1:
                identity = self._ids.counted(self.words.owner, "dbsect")
                sections.append((_DEEPEST, element(node, "debateSection", eId=identity, name="section"), identity))
            self.flow(sections[-1][1], [entry], sections[-1][2])

    def _block(self, node: etree._Element, unit: Unit, owner: str) -> None:
        """A text: a block with a number or with items, else a paragraph."""
        block = unit.block
        if not block.label_end and not unit.items:
            self.words.write(self._named(node, "p", self._ids.counted(owner, "p"), block), block.text)
            return
        level = "para" if block.kind is Kind.PARAGRAPH else "tblock"
        holder = self._named(node, "tblock", self._ids.numbered(owner, level, block.number), block)
        self._labelled(holder, block)
        self._flowed(holder, unit)

    def _flowed(self, node: etree._Element, unit: Unit) -> None:
        if unit.items:
            self._block_list(node, unit, node.get("eId", ""), _own(unit.block), _rest(unit.block))
        else:
            self.words.paragraph(node, unlabelled(unit.block))

    def _block_list(
        self, node: etree._Element, unit: Unit | Loose, owner: str, own: Text = _NOTHING, rest: Text = _NOTHING
    ) -> None:
        identity = self._ids.counted(owner, "list")
        holder = element(node, "blockList", eId=identity)
        if own.string.strip():
            self.words.write(element(holder, "listIntroduction", eId=f"{identity}__intro"), own)
        for item in unit.items:
            line = self._named(holder, "item", self._ids.numbered(identity, "item", item.block.number), item.block)
            self._labelled(line, item.block)
            self._flowed(line, item)
        if rest.string.strip():
            self.words.write(element(holder, "listWrapUp", eId=f"{identity}__wrapup"), rest)

    def _table(self, node: etree._Element, block: Block) -> None:
        table = self._named(node, "table", self._ids.counted(self.words.owner, "table"), block)
        if block.text.string:
            self.words.write(element(table, "caption"), block.text)
        for index, row in enumerate(block.rows or ((_NOTHING,),)):
            line = element(table, "tr")
            for cell in row or (_NOTHING,):
                self.words.paragraph(element(line, "th" if index == 0 and len(block.rows) > 1 else "td"), cell)

    # --- elements

    def known(self, node: etree._Element, anchor: str) -> None:
        """Give an element its anchor, so that references to the anchor lead to it."""
        node.set(ANCHOR, anchor)
        self.words.writing.targets[anchor] = f"#{node.get('eId')}"

    def _named(self, parent: etree._Element, tag: str, identity: str, block: Block, **more: str) -> etree._Element:
        node = element(parent, tag, eId=identity, **more)
        if block.anchor:
            self.known(node, block.anchor)
        return node

    def _labelled(self, node: etree._Element, block: Block) -> None:
        if block.label_end:
            self.words.write(element(node, "num"), piece(block.text, 0, block.label_end))

    def _headed(self, node: etree._Element, block: Block) -> etree._Element:
        """An element with the number and the words of a heading."""
        self._labelled(node, block)
        own = unlabelled(block)
        if own.string.strip():
            self.words.write(element(node, "heading"), own)
        return node


def _own(block: Block) -> Text:
    """The words of a block behind its label, up to where its items interrupt it."""
    return piece(block.text, block.label_end, block.resumes - 1 if block.resumes else len(block.text.string))


def _rest(block: Block) -> Text:
    """What goes on below its items."""
    return piece(block.text, block.resumes, len(block.text.string)) if block.resumes else _NOTHING


def _opening(block: Block) -> str:
    """The words with which a preambular paragraph opens, where it sets them apart; else what it is."""
    if block.kind is not Kind.PREAMBULAR:
        return "text"
    first = next((mark for mark in block.text.marks if isinstance(mark, Emphasis) and mark.start == 0), None)
    words = plain(block.text.string[: first.end]).strip(" ,:;").lower() if first else ""
    return words or "preambular"
