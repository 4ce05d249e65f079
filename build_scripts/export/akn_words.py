"""The words of a block in Akoma Ntoso: emphasis, references, and footnotes where they are called."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from lxml import etree

from ..core.model import Block, Call, Citation, Kind, Link, Repair, Report, Text
from ..core.symbol_path import halves
from ..core.text import passages, piece, unlabelled
from ..core.value import value
from ..structure.structure_words import vocabulary
from .akn_addresses import Address, act_address
from .akn_ids import Ids
from .akn_nodes import ANCHOR, KEY, NAMESPACE, append, element, plain
from .description import Record, official_address
from .runs import Run, runs, worded

# The paragraph that a citation points to: `par-24`, `par-24.a`; not `par-4-bis`, `annex`.
_PARAGRAPH = re.compile(r"par-(\d+)(?=\.|$)")
Span = tuple[int, int, str, dict[str, str]]
"""Start and end in a text, and the element around them with its attributes."""
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_STYLES = (("strong", "b"), ("em", "i"), ("sup", "sup"))


@dataclass(slots=True)
class Writing:
    """One file while it is written."""

    record: Record
    address: Address
    """Of the document that holds the report's main text."""
    ids: Ids = field(default_factory=Ids)
    targets: dict[str, str] = field(default_factory=dict)
    """What references to an anchor have for address: `#para_12`, `!annex_1`."""
    notes: dict[str, Block] = field(default_factory=dict)
    """By anchor."""
    noted: dict[str, str] = field(default_factory=dict)
    """Ids of the notes that are written, by anchor."""
    waiting: list[tuple[etree._Element, dict[str, str]]] = field(default_factory=list)
    """References to anchors that may come later: the anchor for each attribute."""

    def complete(self) -> None:
        """Set the addresses of references inside the file. One to a place that the file hasn't is no reference."""
        for node, anchors in self.waiting:
            if all(anchor in self.targets for anchor in anchors.values()):
                for name, anchor in anchors.items():
                    node.set(name, self.targets[anchor])
            else:
                node.tag = f"{{{NAMESPACE}}}span"


@value(frozen=True, slots=True)
class _Stretch:
    """Neighbouring runs under the same citation or link, or a call."""

    runs: tuple[Run, ...]

    @property
    def link(self) -> Link | None:
        return self.runs[0].link

    @property
    def citation(self) -> Citation | None:
        return self.runs[0].citation

    @property
    def words(self) -> str:
        return "".join(run.words for run in self.runs)


@dataclass(slots=True)
class Words:
    """Writes the words of one document of a file."""

    writing: Writing
    owner: str
    """What ids of the document begin with; empty for the main one."""
    metadata: str = ""
    """What ids of its metadata begin with, where that is something else."""
    cited: dict[str, str] = field(default_factory=dict)
    """Ids in `references` of cited documents that have no address, by key."""
    elsewhere: dict[str, str] = field(default_factory=dict)
    """Where what a reference leads to can be read, by the reference's id."""

    def paragraph(self, parent: etree._Element, text: Text) -> None:
        """A `p` with these words."""
        self.write(element(parent, "p"), text)

    def write(self, node: etree._Element, text: Text, *, strip: bool = True) -> None:
        """The words of a text at the end of an element, without the spaces at their ends."""
        pieces = passages(text)
        whole = len(pieces) == 1 and not (node.text or len(node))
        for index, (part, language) in enumerate(pieces):
            inner = element(node, "span") if language and not whole else node
            if language:
                inner.set(_LANG, language)
            self._written(inner, part, first=strip and index == 0, last=strip and index == len(pieces) - 1)

    def _written(self, node: etree._Element, text: Text, *, first: bool, last: bool) -> None:
        """The words of a text in one language, without the spaces before its `first` and behind its `last` word."""
        run_list = list(runs(text))
        if run_list and first:
            run_list[0] = worded(run_list[0], run_list[0].words.lstrip())
        if run_list and last:
            run_list[-1] = worded(run_list[-1], run_list[-1].words.rstrip())
        stretches = list(_stretches(run_list))
        index = 0
        while index < len(stretches):
            three = stretches[index : index + 3]
            if anchors := self._range(three):
                self._ranged(node, three, anchors)
                index += 3
            else:
                self._stretch(node, stretches[index])
                index += 1

    def enclosed(self, parent: etree._Element, text: Text, spans: Sequence[Span], above: str) -> etree._Element:
        """A new `p` with elements around exactly their words; its id begins with `above`."""
        node = element(parent, "p", eId=self.writing.ids.counted(above, "p"))
        last = len(text.string.rstrip())
        reached = last - len(text.string.strip())
        for start, end, name, attributes in spans:
            start, end = trimmed(text, start, end)
            if end <= start or start < reached:
                continue
            self.write(node, piece(text, reached, start), strip=False)
            self.write(element(node, name, **attributes), piece(text, start, end))
            reached = end
        self.write(node, piece(text, reached, last), strip=False)
        return node

    def identity(self, name: str) -> str:
        """The id of what the document's metadata call so."""
        owner = self.metadata or self.owner
        return f"{owner}__{name}" if owner else name

    def note(self, node: etree._Element, anchor: str, marker: str) -> None:
        """A footnote where it is called by this number; where it is called again, a reference to it."""
        writing = self.writing
        if anchor in writing.noted:
            element(node, "ref", href=f"#{writing.noted[anchor]}").text = plain(marker)
            return
        block = writing.notes[anchor]
        identity = writing.ids.numbered(self.owner, "ftn", marker)
        writing.noted[anchor] = identity
        writing.targets[anchor] = f"#{identity}"
        body = element(node, "authorialNote", eId=identity, marker=plain(marker), placement="bottom")
        body.set(ANCHOR, anchor)
        self.paragraph(body, unlabelled(block))

    def _stretch(self, node: etree._Element, stretch: _Stretch) -> None:
        call = stretch.runs[0].call
        if call is not None:
            self._call(element(node, "sup"), call)
            return
        holder = node
        if stretch.citation:
            holder = self._cited(node, stretch.citation)
        elif stretch.link:
            holder = self._linked(node, stretch.link.href)
        for run in stretch.runs:
            inner = holder
            for tag in [tag for style, tag in _STYLES if style in run.styles] if run.styles else ():
                inner = element(inner, tag)
            append(inner, plain(run.words))

    def _call(self, node: etree._Element, call: Call) -> None:
        if call.target in self.writing.notes:
            if call.anchor:
                node.set(ANCHOR, call.anchor)
            self.note(node, call.target, call.number)
        else:
            node.text = plain(call.number)

    def _linked(self, node: etree._Element, href: str) -> etree._Element:
        if not href.startswith("#"):
            return element(node, "a", href=href)
        return self._inside(node, "ref", {"href": href[1:]})

    def _inside(self, node: etree._Element, tag: str, anchors: dict[str, str]) -> etree._Element:
        holder = element(node, tag, eId=self.writing.ids.counted(self.owner, tag))
        self.writing.waiting.append((holder, anchors))
        return holder

    def _cited(self, node: etree._Element, citation: Citation) -> etree._Element:
        """The reference to a document: in this file; by its address; by that of the official document; else by its key
        alone."""
        record, key = self.writing.record, citation.key
        own = key in {"".join(symbol.split()) for symbol in (record.symbol, *halves(record.symbol)) if symbol}
        if own and any(row.anchor == citation.fragment for row in record.rows):
            holder = self._inside(node, "ref", {"href": citation.fragment})
        elif address := self.writing.address.work if own else act_address(key):
            holder = self._addressed(node, address, citation)
        elif official := official_address(key, record.language):
            holder = element(node, "a", href=official)
        else:
            identity = self.writing.ids.counted(self.owner, "ref")
            holder = element(node, "ref", eId=identity, href=f"#{self._unaddressed(key)}")
        holder.set(KEY, key)
        return holder

    def _addressed(self, node: etree._Element, work: str, citation: Citation) -> etree._Element:
        """A reference by an address, to a paragraph or a range of them where the citation names it."""
        first = _PARAGRAPH.match(citation.fragment)
        last = self._last(citation.pin) if first and citation.fragment == first[0] else ""
        paragraph = f"{work}/!main#para_"
        if first and last:
            holder = element(node, "rref", **{"from": f"{paragraph}{first[1]}", "upTo": f"{paragraph}{last}"})
        else:
            holder = element(node, "ref", href=f"{paragraph}{first[1]}" if first else work)
        identity = self.writing.ids.counted(self.owner, "rref" if last else "ref")
        holder.set("eId", identity)
        if official := official_address(citation.key, self.writing.record.language):
            self.elsewhere[identity] = official
        return holder

    def _last(self, pin: str) -> str:
        """The last paragraph of a range, « par. 5 à 7 » → `7`."""
        to = vocabulary(self.writing.record.language).to
        numbers = list(re.finditer(r"\d+", pin))
        if len(numbers) != 2:
            return ""
        between = pin[numbers[0].end() : numbers[1].start()]
        return numbers[1][0] if to.fullmatch(between) and numbers[1].end() == len(pin.rstrip()) else ""

    def _unaddressed(self, key: str) -> str:
        """The id in `references` of a document that has no address."""
        if key not in self.cited:
            self.cited[key] = self.writing.ids.counted(self.owner, "cited")
        return self.cited[key]

    def _range(self, three: Sequence[_Stretch]) -> dict[str, str]:
        """The ends of « par. 12 à 15 », two places of this document with « to » between them."""
        if len(three) < 3 or any(run.call for stretch in three for run in stretch.runs):
            return {}
        first, between, last = three
        if not (first.link and last.link and not between.link and not between.citation):
            return {}
        ends = [stretch.link.href for stretch in (first, last) if stretch.link]
        inside = all(href.startswith("#") for href in ends)
        alike = len({href.rpartition("-")[0] for href in ends}) == 1
        to = vocabulary(self.writing.record.language).to
        return {"from": ends[0][1:], "upTo": ends[1][1:]} if inside and alike and to.fullmatch(between.words) else {}

    def _ranged(self, node: etree._Element, three: Sequence[_Stretch], anchors: dict[str, str]) -> None:
        holder = self._inside(node, "rref", anchors)
        for stretch in three:
            bare = tuple(run._replace(link=None) for run in stretch.runs)
            self._stretch(holder, _Stretch(bare))


def _stretches(run_list: Sequence[Run]) -> Iterator[_Stretch]:
    def of(run: Run) -> tuple[object, ...]:
        return (id(run),) if run.call else (id(run.citation), id(run.link))

    return (_Stretch(tuple(group)) for _, group in groupby(run_list, of))


def trimmed(text: Text, start: int, end: int) -> tuple[int, int]:
    """A span without the calls and spaces at its ends; a repair is never cut."""
    for mark in text.marks:
        if isinstance(mark, Repair):
            start = mark.start if mark.start < start < mark.end else start
            end = mark.end if mark.start < end < mark.end else end
    ends = {mark.end: mark.start for mark in text.marks if isinstance(mark, Call)}
    while end > start and (end in ends or text.string[end - 1].isspace()):
        end = max(ends.get(end, end - 1), start)
    while start < end and text.string[start].isspace():
        start += 1
    return start, end


def loose_notes(report: Report) -> frozenset[str]:
    """Anchors of the notes that no text calls, directly or from another note; of a circle of notes, the first."""
    called = {block.anchor: _called(block) for block in report.blocks if block.kind is Kind.NOTE}
    reached: set[str] = set()

    def reach(anchors: Iterator[str] | Sequence[str]) -> None:
        waiting = list(anchors)
        while waiting:
            anchor = waiting.pop()
            if anchor in called and anchor not in reached:
                reached.add(anchor)
                waiting += called[anchor]

    reach([anchor for block in report.blocks if block.kind is not Kind.NOTE for anchor in _called(block)])
    by_notes = {anchor for caller, anchors in called.items() for anchor in anchors if anchor != caller}
    loose: set[str] = set()
    for wanted in ([anchor for anchor in called if anchor not in by_notes], list(called)):
        for anchor in wanted:
            if anchor not in reached:
                loose.add(anchor)
                reach([anchor])
    return frozenset(loose)


def _called(block: Block) -> tuple[str, ...]:
    return tuple(mark.target for text in block.texts for mark in text.marks if isinstance(mark, Call) and mark.target)
