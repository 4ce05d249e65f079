"""A report as Akoma Ntoso 3.0 (OASIS LegalDocML), in the United Nations' profile AKN4UN (unsceb-hlcm.github.io).

The body is a `doc`; draft resolutions and decisions are `statement`s, annexes `doc`s, all of them attachments, with a
`componentRef` in their place in the text. A summary is a container of the preface. Preambles of resolutions are
`recitals`. Every element that has an anchor of the archive gives it in `cote:anchor`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from ..core.anchor_names import scope
from ..core.model import Block, Kind, Part, PartKind, Text
from ..core.text import piece, unlabelled
from ..write import escape
from . import akn_meta
from .akn_ids import STATEMENTS, eid
from .akn_meta import COTE, NAMESPACE, element, xml
from .compressed_pieces import gzipped
from .description import Record, official_address
from .runs import Run, runs

_SUBTYPES = {PartKind.RESOLUTION: "resolutionDraft", PartKind.DECISION: "decisionDraft", PartKind.ANNEX: "annex"}
_ARTICLES = {PartKind.RULE: "rule", PartKind.ARTICLE: "article"}
"""Parts that are elements of the text around them."""
_MASTHEAD = {
    "symbol": "docNumber",
    "title": "docTitle",
    "type": "docType",
    "session": "session",
    "suborgan": "docAuthority",
}


_UNNUMBERED = {
    Kind.TABLE: "table",
    Kind.FIGURE: "figure",
    Kind.PREAMBULAR: "preambular",
    Kind.ITEM: "item",
}
_WORDS = {f"{{{NAMESPACE}}}{name}" for name in ("p", "num", "heading", "caption")}
"""Elements that hold text."""
_ANCHOR = f"{{{COTE}}}anchor"


@dataclass(slots=True)
class _Scope:
    """The blocks of a part, and the parts among them."""

    part: Part
    title: Block | None = None
    content: list[Block | Part] = field(default_factory=list)
    notes: list[Block] = field(default_factory=list)


def to_xml(record: Record) -> bytes:
    """The report as XML, in UTF-8."""
    root = etree.Element(f"{{{NAMESPACE}}}akomaNtoso", nsmap={None: NAMESPACE, "cote": COTE})
    scopes = _scopes(record)
    body = next((part for part in scopes if part.parent is None), Part(PartKind.BODY))
    _document(root, record, scopes, body, akn_meta.subtype_of(record))
    _indent(root, "\n")
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8")) + b"\n"


def to_gzip(record: Record) -> bytes:
    """The same, packed to a quarter: half of it is the names of elements."""
    return gzipped(to_xml(record))


def _indent(node: etree._Element, line: str) -> None:
    """New lines and indents between elements, but not inside text."""
    if not len(node) or node.tag in _WORDS or node.text:
        return
    node.text = f"{line} "
    for child in node:
        _indent(child, f"{line} ")
        child.tail = f"{line} "
    node[-1].tail = line


def _scopes(record: Record) -> dict[Part, _Scope]:
    scopes: dict[Part, _Scope] = {}

    def enter(part: Part) -> _Scope:
        if part not in scopes:
            if part.parent is not None:
                enter(part.parent).content.append(part)
            scopes[part] = _Scope(part)
        return scopes[part]

    for block in record.report.blocks:
        if block.kind is Kind.MASTHEAD:
            continue
        group = enter(block.part)
        if block.kind is Kind.PART_TITLE and group.title is None:
            group.title = block
        elif block.kind is Kind.NOTE:
            group.notes.append(block)
        else:
            group.content.append(block)
    return scopes


def _document(parent: etree._Element, record: Record, scopes: dict[Part, _Scope], part: Part, subtype: str) -> None:
    """A `doc` or `statement` with everything inside it."""
    group = scopes.get(part, _Scope(part))
    node = element(parent, "statement" if subtype in STATEMENTS else "doc", name=subtype, contains="originalVersion")
    meta = akn_meta.meta(node, record, subtype, eid(scope(part)) if part.parent else "")
    if group.notes:
        notes = element(meta, "notes", source="#cote")
        for block in group.notes:
            note = _named(notes, "note", block.anchor, marker=block.number)
            _paragraph(note, unlabelled(block), record.language)
    summaries = [entry for entry in group.content if isinstance(entry, Part) and entry.kind is PartKind.SUMMARY]
    _preface(node, record, group, [scopes[entry] for entry in summaries])
    content = [entry for entry in group.content if entry not in summaries]
    preamble, content = _split_preamble(content)
    if preamble:
        _preamble(element(node, "preamble"), preamble, record.language)
    main = element(node, "mainBody")
    _Body(record, scopes).fill(main, content)
    if not len(main):
        element(main, "p")
    inner_parts = [entry for entry in content if isinstance(entry, Part) and entry.kind not in _ARTICLES]
    if inner_parts:
        attachments = element(node, "attachments")
        for entry in inner_parts:
            attachment = _part(attachments, "attachment", scopes[entry])
            _document(attachment, record, scopes, entry, _SUBTYPES.get(entry.kind, "annex"))


# --- preface and preamble ---------------------------------------------------------------------


def _preface(node: etree._Element, record: Record, group: _Scope, summaries: list[_Scope]) -> None:
    preface = element(node, "preface")
    if group.part.parent is not None:
        _title(element(element(preface, "longTitle"), "p"), group, record.language)
        return
    masthead = [block for block in record.report.blocks if block.kind is Kind.MASTHEAD]
    for block in masthead:
        line = element(preface, "p")
        if block.role == "date" and record.date:
            holder = element(line, "docDate", date=record.date.isoformat())
        else:
            holder = element(line, _MASTHEAD.get(block.role, "span"))
        _inline(holder, block.text, record.language)
    if not any(block.role == "title" for block in masthead):
        element(element(element(preface, "longTitle"), "p"), "docTitle").text = _plain(record.title)
    for summary in summaries:
        _summary(_part(preface, "container", summary, name="summary"), summary, record.language)


def _title(line: etree._Element, group: _Scope, language: str) -> None:
    """The label and the title of a part."""
    if group.title is None:
        line.text = scope(group.part)
        return
    text, label_end = group.title.text, group.title.label_end
    if label_end:
        _inline(element(line, "docNumber"), piece(text, 0, label_end), language)
        line[-1].tail = " "
    _inline(element(line, "docTitle"), piece(text, label_end, len(text.string)), language)


def _summary(node: etree._Element, group: _Scope, language: str) -> None:
    _paragraph(node, group.title.text if group.title else Text("", ()), language)
    for block in group.content:
        if isinstance(block, Block):
            _paragraph(node, block.text, language, block.anchor)


def _split_preamble(content: list[Block | Part]) -> tuple[list[Block], list[Block | Part]]:
    """The blocks up to the first numbered one, where preambular paragraphs are among them, and the rest."""
    preamble: list[Block] = []
    for entry in content:
        if isinstance(entry, Part) or entry.kind in (Kind.PARAGRAPH, Kind.HEADING, Kind.TABLE, Kind.FIGURE):
            break
        preamble.append(entry)
    if not any(block.kind is Kind.PREAMBULAR for block in preamble):
        return [], content
    return preamble, content[len(preamble) :]


def _preamble(node: etree._Element, blocks: list[Block], language: str) -> None:
    """The enacting line, the recitals with their items, and the blocks between and after them."""
    recitals: etree._Element | None = None
    count = 0
    for block, items in _with_items(blocks):
        if block.kind is Kind.PREAMBULAR:
            if recitals is None:
                count += 1
                recitals = element(node, "recitals", eId=f"{eid(block.anchor).rpartition('rec_')[0]}recs_{count}")
            recital = _named(recitals, "recital", block.anchor)
            _paragraph(recital, _own(block), language)
            if items:
                _list(recital, f"{eid(block.anchor)}__list_1", items, language)
            if block.resumes:
                _paragraph(recital, _rest(block), language)
        else:
            recitals = None
            name = "formula" if count == 0 else "container"
            holder = _named(node, name, block.anchor, name="enactingFormula" if count == 0 else "unnumbered")
            _paragraph(holder, _own(block), language)
            if items:
                _list(holder, f"{eid(block.anchor)}__list_1", items, language)
            if block.resumes:
                _paragraph(holder, _rest(block), language)


def _list(node: etree._Element, identity: str, items: list[Block], language: str) -> None:
    """Items as one list, nested by their level."""
    lists = [element(node, "blockList", eId=identity)]
    for block in items:
        while len(lists) > max(block.level, 1):
            lists.pop()
        while len(lists) < block.level and len(lists[-1]):
            holder = lists[-1][-1]
            lists.append(element(holder, "blockList", eId=f"{holder.get('eId')}__list_1"))
        item = _named(lists[-1], "item", block.anchor)
        _labelled(item, block, language)
        _paragraph(item, _own(block), language)


def _with_items(blocks: list[Block]) -> list[tuple[Block, list[Block]]]:
    grouped: list[tuple[Block, list[Block]]] = []
    for block in blocks:
        if block.kind is Kind.ITEM and grouped:
            grouped[-1][1].append(block)
        else:
            grouped.append((block, []))
    return grouped


# --- body -------------------------------------------------------------------------------------


class _Body:
    """Fills a main body: sections inside one another, paragraphs with their points."""

    def __init__(self, record: Record, scopes: dict[Part, _Scope]) -> None:
        self.scopes = scopes
        self.language = record.language
        self.names = {row.anchor: row.locator for row in record.rows}

    def fill(self, main: etree._Element, content: list[Block | Part]) -> None:
        """Blocks in their order."""
        sections: list[tuple[int, etree._Element]] = [(0, main)]
        holders: dict[str, etree._Element] = {}
        followed = _followed_by_items(content)
        resumed: list[tuple[etree._Element, Block]] = []
        for entry in content:
            if isinstance(entry, Part) and entry.kind in _ARTICLES:
                self._article(sections[-1][1], self.scopes[entry])
                holders = {}
                continue
            if isinstance(entry, Part):
                name = self.names.get(scope(entry)) or scope(entry)
                element(sections[-1][1], "componentRef", src=f"#{eid(scope(entry))}", showAs=name)
                continue
            outer = entry.anchor.rpartition(".")[0]
            if entry.kind is Kind.HEADING:
                while sections[-1][0] >= entry.level:
                    sections.pop()
                sections.append((entry.level, self._section(sections[-1][1], entry)))
                holders = {}
            elif entry.kind is Kind.ITEM and outer in holders:
                holders = {
                    anchor: node for anchor, node in holders.items() if f"{entry.anchor}.".startswith(f"{anchor}.")
                }
                holders[entry.anchor] = self._point(holders[outer], entry, entry.anchor in followed)
            else:
                holders = {entry.anchor: self._unit(sections[-1][1], entry, entry.anchor in followed)}
            if entry.resumes and entry.anchor in holders:
                resumed.append((holders[entry.anchor], entry))
        for node, block in resumed:
            _paragraph(element(node, "wrapUp"), _rest(block), self.language)

    def _article(self, parent: etree._Element, group: _Scope) -> None:
        """A rule or an article, in the section that is open."""
        node = _part(parent, _ARTICLES[group.part.kind], group)
        if group.title is not None:
            _labelled(node, group.title, self.language)
            _inline(element(node, "heading"), _own(group.title), self.language)
        self.fill(node, group.content)

    def _section(self, parent: etree._Element, block: Block) -> etree._Element:
        node = _named(parent, "section", block.anchor)
        _labelled(node, block, self.language)
        _inline(element(node, "heading"), _own(block), self.language)
        return node

    def _unit(self, parent: etree._Element, block: Block, followed: bool) -> etree._Element:
        if block.kind is Kind.PARAGRAPH:
            node = _named(parent, "paragraph", block.anchor)
        else:
            node = _named(parent, "hcontainer", block.anchor, name=_UNNUMBERED.get(block.kind, "unnumbered"))
        return self._filled(node, block, followed)

    def _point(self, parent: etree._Element, block: Block, followed: bool) -> etree._Element:
        return self._filled(_named(parent, "point", block.anchor), block, followed)

    def _filled(self, node: etree._Element, block: Block, followed: bool) -> etree._Element:
        _labelled(node, block, self.language)
        inside = element(node, "intro" if followed else "content")
        if block.kind is Kind.TABLE:
            _table(inside, block, self.language)
        else:
            _paragraph(inside, _own(block), self.language)
        return node


def _followed_by_items(content: list[Block | Part]) -> set[str]:
    """Anchors of blocks that points follow, with nothing between."""
    followed: set[str] = set()
    holders: set[str] = set()
    for entry in content:
        if not isinstance(entry, Block) or entry.kind is Kind.HEADING:
            holders = set()
            continue
        outer = entry.anchor.rpartition(".")[0]
        if entry.kind is Kind.ITEM and outer in holders:
            followed.add(outer)
            holders = {anchor for anchor in holders if f"{entry.anchor}.".startswith(f"{anchor}.")} | {entry.anchor}
        else:
            holders = {entry.anchor}
    return followed


def _table(node: etree._Element, block: Block, language: str) -> None:
    table = element(node, "table", eId=f"{eid(block.anchor)}__table_1")
    if block.text.string:
        _inline(element(table, "caption"), block.text, language)
    for index, row in enumerate(block.rows or ((Text("", ()),),)):
        line = element(table, "tr")
        for cell in row:
            _paragraph(element(line, "th" if index == 0 and len(block.rows) > 1 else "td"), cell, language)


# --- words ------------------------------------------------------------------------------------


def _own(block: Block) -> Text:
    """The words of a block behind its label, up to where its items interrupt it."""
    if not block.label_end and not block.resumes:
        return block.text
    return piece(block.text, block.label_end, block.resumes - 1 if block.resumes else len(block.text.string))


def _rest(block: Block) -> Text:
    """What goes on below its items."""
    return piece(block.text, block.resumes, len(block.text.string)) if block.resumes else Text("", ())


def _named(parent: etree._Element, tag: str, anchor: str, **attributes: str) -> etree._Element:
    node = element(parent, tag, eId=eid(anchor), **attributes)
    node.set(_ANCHOR, anchor)
    return node


def _part(parent: etree._Element, tag: str, group: _Scope, **attributes: str) -> etree._Element:
    """The element of a part; its anchor is that of the part's title, if it has one."""
    if group.title is not None:
        return _named(parent, tag, group.title.anchor, **attributes)
    return element(parent, tag, eId=eid(scope(group.part)), **attributes)


def _labelled(node: etree._Element, block: Block, language: str) -> None:
    if block.label_end:
        _inline(element(node, "num"), piece(block.text, 0, block.label_end), language)


def _paragraph(parent: etree._Element, text: Text, language: str, anchor: str = "") -> None:
    _inline(_named(parent, "p", anchor) if anchor else element(parent, "p"), text, language)


def _inline(node: etree._Element, text: Text, language: str) -> None:
    stretches = list(runs(text))
    for index, run in enumerate(stretches):
        _add(node, run, language, first=index == 0, last=index == len(stretches) - 1)


def _add(node: etree._Element, run: Run, language: str, *, first: bool, last: bool) -> None:
    if run.call is not None:
        if run.call.target:
            reference = element(node, "noteRef", href=f"#{eid(run.call.target)}", marker=run.call.number)
            reference.set(_ANCHOR, run.call.anchor)
        else:
            element(node, "sup").text = _plain(run.call.number)
        return
    words = _plain(run.words)
    words = words.lstrip() if first else words
    words = words.rstrip() if last else words
    holder = node
    href = run.link.href if run.link else official_address(run.citation.key, language) if run.citation else ""
    if run.citation and not href:
        href = f"#{run.citation.key}"
    if href.startswith("#") and not run.citation:
        href = f"#{eid(href[1:])}"
    if href:
        holder = element(holder, "ref", href=href)
        if run.citation:
            holder.set(f"{{{COTE}}}key", run.citation.key)
    for style, tag in (("strong", "b"), ("em", "i"), ("sup", "sup")):
        if style in run.styles:
            holder = element(holder, tag)
    _append(holder, words)


def _plain(words: str) -> str:
    return xml(escape.plain(words))


def _append(node: etree._Element, words: str) -> None:
    """Add text after what the element already holds."""
    if len(node):
        node[-1].tail = (node[-1].tail or "") + words
    else:
        node.text = (node.text or "") + words
