"""A Word file as one string: the first page's header, the body with its notes, then the other headers and footers."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lxml import etree

from ...core.diagnostics import Diagnostic, counted
from ...core.model import Region, RegionKind, Source
from ...core.settings import Limits, archive
from ..text_file import NO_TEXT, line_starts
from .footnotes import Notes
from .numbering import Numbering
from .package import Package, PackageError, Relation
from .proof import uneven
from .story import AGAIN, Knowledge, Story, changes_settled
from .styles import Styles
from .writer import Writer
from .xml_names import RELATION, W, is_on, local

_BODIES = ("word/document.xml", "word/document2.xml", "document.xml")
_COMMENT = f"{W}comment"


def extract_word(
    path: str, data: bytes, limits: Limits, *, accepted: bool | None = None
) -> tuple[Source, list[Diagnostic]]:
    """The text of a Word file (.docx, .docm, .dotx). `accepted`: tracked changes are; else as the archive says."""
    digest = hashlib.sha256(data).hexdigest()
    changes = archive().tracked_changes == "accepted" if accepted is None else accepted
    try:
        parts = _Parts.of(Package.opened(data, limits.unpacked_bytes))
        return _extracted(path, digest, parts, changes)
    except PackageError as error:
        return Source(path, "", (0,), digest, "word"), [Diagnostic(path, 0, error.code, error.message)]
    except RecursionError:
        message = "its elements stand too deep in one another: not read"
        return Source(path, "", (0,), digest, "word"), [Diagnostic(path, 0, "S030", message)]


@dataclass(slots=True)
class _Parts:
    """The parts of a document that have words, each with what it refers to."""

    package: Package
    body: etree._Element
    relations: dict[str, Relation]
    roots: list[etree._Element] = field(default_factory=list)
    """Those that the proof counts."""

    @classmethod
    def of(cls, package: Package) -> _Parts:
        main = next((r.target for r in package.relations("").values() if r.kind == "officeDocument"), "")
        main = main or next((name for name in _BODIES if name in package), "")
        root = package.xml(main)
        body = root.find(f"{W}body") if root is not None else None
        if body is None:
            raise PackageError("S030", f"this is a ZIP file without a Word document: {_kind(package)}")
        return cls(package, body, package.relations(main), [body])

    def part(self, kind: str) -> tuple[etree._Element | None, dict[str, Relation]]:
        """The part of that kind, and what it refers to."""
        target = next((r.target for r in self.relations.values() if r.kind == kind and not r.external), "")
        return self.package.xml(target), self.package.relations(target) if target else {}


def _kind(package: Package) -> str:
    """What a package holds instead of a Word document, in words."""
    for folder, what in (("xl/", "a spreadsheet"), ("ppt/", "slides")):
        if any(name.startswith(folder) for name in package.names):
            return f"it holds {what}"
    return "unpack it and add the files in it one by one"


def _extracted(path: str, digest: str, parts: _Parts, accepted: bool) -> tuple[Source, list[Diagnostic]]:
    writer = Writer()
    knowledge = _knowledge(parts, accepted)
    first, others = _headers(parts)
    for relation, kind in first:
        _write_edge(writer, knowledge, parts, relation, kind)
    story = Story(writer, knowledge, parts.relations)
    story.blocks(parts.body)
    story.close()
    knowledge.notes.take_endnotes()
    story.write_notes()
    for relation, kind in others:
        _write_edge(writer, knowledge, parts, relation, kind)
    for note in knowledge.notes.uncalled():
        writer.leave_out(note, "a note that nothing calls")
    string = writer.string()
    spans = tuple(sorted([*writer.spans, *writer.styles], key=lambda span: (span.start, -span.end)))
    source = Source(path, string, line_starts(string), digest, "word", spans)
    return source, [Diagnostic(path, 0, code, text) for code, text in _said(parts, knowledge, writer, string)]


def _knowledge(parts: _Parts, accepted: bool) -> Knowledge:
    styles = Styles(parts.part("styles")[0])
    numbering = Numbering.of(parts.part("numbering")[0])
    notes = Notes()
    for kind in ("footnote", "endnote"):
        root, relations = parts.part(f"{kind}s")
        notes.add(root, kind, relations)
        parts.roots += [element for name, (element, _) in notes.elements.items() if name.startswith(kind)]
    notes.read_sections(parts.part("settings")[0], parts.body.iter(f"{W}sectPr"))
    return Knowledge(parts.package, styles, numbering, notes, accepted)


def _headers(parts: _Parts) -> tuple[list[tuple[Relation, str]], list[tuple[Relation, str]]]:
    """The header of the first page, then all other headers and footers that a section names, each once."""
    first: list[tuple[Relation, str]] = []
    others: list[tuple[Relation, str]] = []
    seen: set[str] = set()
    for number, section in enumerate(parts.body.iter(f"{W}sectPr")):
        kind_of_first = "first" if is_on(section, "titlePg") else "default"
        for reference in section.iter(f"{W}headerReference", f"{W}footerReference"):
            relation = parts.relations.get(reference.get(f"{RELATION}id", ""))
            if relation is None or relation.external or relation.target in seen:
                continue
            seen.add(relation.target)
            kind = local(reference).removesuffix("Reference")
            on_first = not number and kind == "header" and reference.get(f"{W}type", "default") == kind_of_first
            (first if on_first else others).append((relation, kind))
    return first, others


def _write_edge(writer: Writer, knowledge: Knowledge, parts: _Parts, relation: Relation, kind: str) -> None:
    """A header or footer as a region of its own."""
    root = parts.package.xml(relation.target)
    if root is None:
        return
    parts.roots.append(root)
    start = writer.length
    story = Story(writer, knowledge, parts.package.relations(relation.target))
    story.depth = 1
    story.blocks(root)
    story.close()
    if writer.length > start:
        writer.spans.append(Region(start, writer.length, RegionKind(kind)))


def _said(parts: _Parts, knowledge: Knowledge, writer: Writer, string: str) -> Iterator[tuple[str, str]]:
    """What a person should know of the extraction, as code and message."""
    balance = uneven(parts.roots, writer, string)
    if balance:
        lost, doubled = _counted(balance, 1), _counted(balance, -1)
        yield "P004", f"characters of the file that weren't read exactly once: {lost} lost, {doubled} too many"
    if not string.strip():
        yield "S002", NO_TEXT
    for reason, count in writer.left_out.items():
        if reason != AGAIN:
            yield "S033", f"left out: {counted(count.total(), 'character')}, {reason}"
    if knowledge.changes:
        yield "S034", changes_settled(knowledge.changes, accepted=knowledge.accepted)
    if knowledge.notes.by_page:
        yield (
            "S033",
            "notes have numbers of their own on each page, which the file doesn't show: they are numbered through",
        )
    yield from _parts_left_out(parts, knowledge.unread)


def _parts_left_out(parts: _Parts, unread: Sequence[str]) -> Iterator[tuple[str, str]]:
    comments, _ = parts.part("comments")
    if comments is not None and (count := sum(1 for _ in comments.iter(_COMMENT))):
        yield "S033", f"left out: {counted(count, 'comment')} in the margin"
    if any(relation.kind == "vbaProject" for relation in parts.relations.values()):
        yield "S033", "left out: macros, which are never run"
    for name in unread:
        yield (
            "S035",
            f"{name} is a document inside this one and isn't read: open the file in Word, save it, and add that",
        )


def _counted(balance: dict[str, int], sign: int) -> str:
    counts = sorted((count * sign, character) for character, count in balance.items() if count * sign > 0)
    listed = ", ".join(f"{character!r} {count}" for count, character in counts[:-6:-1])
    return f"{sum(count for count, _ in counts)} ({listed})" if counts else "0"
