"""The words of one part of a Word file: the body, a header, a note; element by element, in the order of the page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from lxml import etree

from ...core.diagnostics import counted
from ...core.model import Cell, Hyperlink, InLanguage, ListLabel, NoteBody, NoteReference, Paragraph, Region, RegionKind
from .figures import chart_words, diagram_words
from .footnotes import Notes
from .maths import write_formula
from .numbering import Numbering
from .package import Package, PackageError, Relation
from .styles import Look, RunLook, Styles
from .symbol_fonts import as_unicode, has_pictures
from .writer import Writer
from .xml_names import CHART, DIAGRAM, RELATION, VAL, A, W, is_on, local, value, whole

# The address in a field of a link: `HYPERLINK "https://un.org"`, `HYPERLINK https://un.org`; not `PAGE`.
_LINK = re.compile(r'\s*HYPERLINK\s+(?:"([^"]+)"|([^\s\\"]+))', re.I)
AGAIN = "the same once more, for older programs"
"""Why words are left out that the file has twice."""
_MOST_COLUMNS = 63  # Of a table in Word.
_MOST_PLACES = 1_000_000  # Of a table, cells or not.
_POINTS = 20  # Twentieths of a point.
_GROUPS = frozenset(("wgp", "grpSp", "wpc", "group"))
_INSERTED = frozenset(("ins", "moveTo"))
_DELETED = frozenset(("del", "moveFrom"))
_AROUND = frozenset(("sdt", "sdtContent", "customXml", "smartTag", "dir", "bdo", "oMathPara", "rubyBase"))
"""Elements that only wrap others."""
_ALSO_AROUND = frozenset(("fldSimple", "hyperlink"))
_SIGNS = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}


@dataclass(slots=True)
class _Field:
    """A field whose end hasn't come."""

    code: str = ""
    result: int = -1
    """Where what it shows begins; -1 while it says what to show."""


@dataclass(slots=True)
class _Open:
    """The paragraph being written."""

    look: Look
    run: RunLook
    boxes: list[tuple[etree._Element, bool]] = field(default_factory=list)
    """Text boxes that hang on it, and whether each belongs to a drawing."""
    figures: list[str] = field(default_factory=list)
    """The words of its charts and diagrams."""
    size: float = 0
    """Of its first letters."""


@dataclass(slots=True)
class Knowledge:
    """What holds for all parts of a file."""

    package: Package
    styles: Styles
    numbering: Numbering
    notes: Notes
    accepted: bool
    """Tracked changes are accepted."""
    tables: int = 0
    """How many have been written."""
    changes: int = 0
    """How many tracked changes have been met."""
    unread: list[str] = field(default_factory=list)
    """Names of whole documents inside this one."""


class Story:
    """Writes one part."""

    def __init__(self, writer: Writer, knowledge: Knowledge, relations: dict[str, Relation]) -> None:
        self.writer = writer
        self.known = knowledge
        self.relations = relations
        self.fields: list[_Field] = []
        self.pending: list[tuple[int, _Open]] = []
        """The start and look of a paragraph that goes on in the next one."""
        self.depth = 0
        """In how many tables and boxes the words stand."""
        self.in_table = False
        self.drawn: list[etree._Element] = []
        """Text boxes of drawings that are still to be written."""
        self.figures: list[str] = []
        """The words of charts and diagrams that are still to be written."""
        self.font = ""
        """That of the run being written."""
        self.framed: tuple[Region | None, dict[object, object]] = (None, {})
        """The last frame, and how it is placed."""
        self.mark = (-1, "")
        """Where the mark of a note's call begins, if it isn't a number, and the note."""

    # --- blocks

    def blocks(self, container: etree._Element) -> None:
        """Paragraphs and tables, and after each at the outermost level the notes that it calls."""
        for child in _elements(container):
            self._block(child)

    def _block(self, element: etree._Element) -> None:
        name = local(element)
        if name == "p":
            self._paragraph(element)
        elif name == "tbl":
            self._table(element)
        elif name in ("altChunk", "subDoc"):
            self._document_inside(element)
        elif name == "AlternateContent":
            self.blocks(self._chosen(element))
        elif name == "sectPr":
            self._end_section()
        elif name in _INSERTED | _DELETED:
            self._change(element, self.blocks)
        elif name in _AROUND:
            self.blocks(element)
        if not self.depth:
            self._write_figures()
            self.write_notes()

    def _document_inside(self, element: etree._Element) -> None:
        relation = self.relations.get(element.get(f"{RELATION}id", ""))
        self.known.unread.append(relation.target if relation else "?")

    def close(self) -> None:
        """Ends a paragraph that was to go on in one that never came."""
        if self.pending:
            self._end_paragraph(*self.pending.pop(), None)
        self._write_figures()

    def _end_section(self) -> None:
        if self.known.notes.next_section():
            self.writer.sign("\f")

    def write_notes(self) -> None:
        """The notes called since the last block."""
        for note in self.known.notes.take_called():
            start = self.writer.length
            story = Story(self.writer, self.known, note.relations)
            story.depth = 1
            story.blocks(note.element)
            story.close()
            self._mark_of_note(note.name, start)
            self.writer.spans.append(NoteBody(start, self.writer.length, note.name))

    def _mark_of_note(self, name: str, start: int) -> None:
        """A note that begins with the mark of its call has it as its number, however it is set."""
        mark = self.known.notes.marks.get(name, "")
        words = self.writer.since(start)
        first = start + len(words) - len(words.lstrip())
        if mark and words.lstrip().startswith(mark):
            self.writer.raise_span(first, first + len(mark))

    def _change(self, element: etree._Element, walk: Callable[[etree._Element], None]) -> None:
        """A tracked insertion or deletion: read, or left out."""
        self.known.changes += 1
        if (local(element) in _INSERTED) == self.known.accepted:
            walk(element)
        else:
            self.writer.leave_out(element, "a tracked change")

    def _chosen(self, element: etree._Element) -> etree._Element:
        """The first of several forms of the same content; the others are left out."""
        forms = [child for child in element if local(child) in ("Choice", "Fallback")]
        for other in forms[1:]:
            self.writer.leave_out(other, AGAIN)
        return forms[0] if forms else element

    # --- tables

    def _table(self, element: etree._Element) -> None:
        outer, table = not self.in_table, self.known.tables
        self.known.tables += outer
        self.in_table = True
        self.depth += 1
        open_cells: dict[int, list[int]] = {}
        cells: list[list[int]] = []
        for row, line in enumerate(self._rows(element)):
            self._row(line, row, open_cells, cells)
        self.depth -= 1
        self.in_table = not outer
        check_size([(row, column + columns) for _, _, row, column, columns, _ in cells])
        if outer:
            self.writer.spans += [
                Cell(start, end, table, row, column, columns, rows) for start, end, row, column, columns, rows in cells
            ]

    def _rows(self, element: etree._Element) -> Iterator[etree._Element]:
        for child in _elements(element):
            name = local(child)
            if name == "tr":
                properties = child.find(f"{W}trPr")
                marks = [] if properties is None else [m for m in properties if local(m) in ("ins", "del")]
                self.known.changes += len(marks)
                if any((local(m) == "ins") != self.known.accepted for m in marks):
                    self.writer.leave_out(child, "a tracked change")
                else:
                    yield child
            elif name in _AROUND or name in _INSERTED | _DELETED:
                yield from self._rows(child)

    def _row(self, line: etree._Element, row: int, open_cells: dict[int, list[int]], cells: list[list[int]]) -> None:
        column = min(whole(value(line.find(f"{W}trPr"), "gridBefore")), _MOST_COLUMNS)
        for element in _cells(line):
            properties = element.find(f"{W}tcPr")
            columns = min(max(whole(value(properties, "gridSpan"), 1), 1), _MOST_COLUMNS)
            if cells and cells[-1][2] == row and _goes_on_beside(properties):
                cells[-1][4] += columns
                self.writer.leave_out(element, "a cell that another covers")
                column += columns
                continue
            merge = properties.find(f"{W}vMerge") if properties is not None else None
            goes_on = merge is not None and merge.get(VAL, "continue") == "continue"
            if goes_on and column in open_cells:
                open_cells[column][5] += 1
                self.writer.leave_out(element, "a cell that another covers")
            else:
                start = self.writer.length
                self.blocks(element)
                cell = [start, self.writer.length, row, column, columns, 1]
                cells.append(cell)
                open_cells.pop(column, None)
                if merge is not None:
                    open_cells[column] = cell
            column += columns

    # --- paragraphs

    def _paragraph(self, element: etree._Element) -> None:
        properties = element.find(f"{W}pPr")
        look = self.known.styles.paragraph(properties)
        if self._is_gone(element, properties):
            self._goes_on(properties)
            self._inline(element, _Open(look, look.run))
            return
        if is_on(properties, "pageBreakBefore") and not self.depth:
            self.writer.sign("\f")
        start, opened = self.pending.pop() if self.pending else (self.writer.length, _Open(look, look.run))
        if opened.look is look and start == self.writer.length and not self._is_unseen(look, properties):
            self._label(look)
        self._inline(element, opened)
        if self._goes_on(properties):
            self.pending.append((start, opened))
            return
        self._end_paragraph(start, opened, properties)

    def _label(self, look: Look) -> None:
        label, between = self.known.numbering.label(look.number, look.identifier)
        if label:
            start = self.writer.length
            self.writer.sign(label)
            self.writer.spans.append(ListLabel(start, self.writer.length))
            self.writer.sign(between)

    def _is_unseen(self, look: Look, properties: etree._Element | None) -> bool:
        """The paragraph's end is hidden, and with it its number, which isn't counted then."""
        mark = properties.find(f"{W}rPr") if properties is not None else None
        return bool(self.known.styles.run(look, mark).hidden) and not is_on(mark, "specVanish")

    def _is_gone(self, element: etree._Element, properties: etree._Element | None) -> bool:
        """A tracked change takes out all of a paragraph, its end too: the next one keeps its own look and number."""
        mark = properties.find(f"{W}rPr") if properties is not None else None
        taken = _DELETED if self.known.accepted else _INSERTED
        if properties is None or mark is None or not any(local(change) in taken for change in mark):
            return False
        inside = [child for child in _elements(element) if child is not properties]
        return properties.find(f"{W}sectPr") is None and all(
            local(child) in taken or (local(child) != "r" and child.find(f".//{W}r") is None) for child in inside
        )

    def _goes_on(self, properties: etree._Element | None) -> bool:
        """The paragraph's end isn't one: a large first letter, a style separator (ECMA-376, part 1, 17.3.2.36), or a
        tracked change that put it in or takes it out."""
        if properties is None:
            return False
        frame = properties.find(f"{W}framePr")
        if frame is not None and frame.get(f"{W}dropCap", "none") != "none":
            return True
        mark = properties.find(f"{W}rPr")
        if is_on(mark, "specVanish"):
            return True
        changes = [] if mark is None else [c for c in mark if local(c) in _INSERTED | _DELETED]
        self.known.changes += len(changes)
        return any((local(c) in _INSERTED) != self.known.accepted for c in changes)

    def _end_paragraph(self, start: int, opened: _Open, properties: etree._Element | None) -> None:
        look = opened.look
        end = self.writer.length
        self.writer.sign("\n")
        self.writer.spans.append(
            Paragraph(
                start,
                end,
                look.style,
                look.level,
                look.left / _POINTS,
                (look.left + look.first) / _POINTS,
                opened.size or look.run.size,
                look.centred,
                look.number is not None,
            )
        )
        if properties is not None:
            self._frame(start, end, properties.find(f"{W}framePr"))
            if properties.find(f"{W}sectPr") is not None:
                self._end_section()
        self._boxes(opened)

    def _frame(self, start: int, end: int, frame: etree._Element | None) -> None:
        """A frame holds the paragraphs that follow one another and place it alike (ECMA-376, part 1, 17.3.1.11)."""
        if frame is None:
            return
        placed = dict(frame.attrib)
        last, placed_before = self.framed
        if placed == placed_before and last is not None and last.end + 1 == start and self.writer.spans:
            self.writer.spans.remove(last)
            start = last.start
        region = Region(start, end, RegionKind.BOX)
        self.framed = (region, placed)
        self.writer.spans.append(region)

    def _boxes(self, opened: _Open) -> None:
        """The text boxes of a paragraph, after it; those of a drawing wait until its table has ended."""
        self.drawn += [box for box, drawn in opened.boxes if drawn]
        self.figures += opened.figures
        for box in (box for box, drawn in opened.boxes if not drawn):
            self._box(box, RegionKind.BOX)

    def _box(self, box: etree._Element, kind: RegionKind) -> None:
        start = self.writer.length
        self.depth += 1
        fields, self.fields = self.fields, []
        self.blocks(box)
        self.fields = fields
        self.depth -= 1
        self.writer.spans.append(Region(start, self.writer.length, kind))

    def _write_figures(self) -> None:
        """The words of drawings and charts."""
        while self.drawn:
            self._box(self.drawn.pop(0), RegionKind.FIGURE)
        for words in self.figures:
            start = self.writer.length
            self.writer.sign(words)
            self.writer.spans.append(Region(start, self.writer.length, RegionKind.FIGURE))
            self.writer.sign("\n")
        self.figures = []

    # --- inside a paragraph

    def _inline(self, container: etree._Element, opened: _Open) -> None:
        for child in _elements(container):
            name = local(child)
            if name == "r":
                self._run(child, opened)
            elif name in _ALSO_AROUND:
                start = self.writer.length
                self._inline(child, opened)
                if href := self._href(child):
                    self._link(start, href)
            elif name in _INSERTED | _DELETED:
                self._change(child, lambda element: self._inline(element, opened))
            elif name == "AlternateContent":
                self._inline(self._chosen(child), opened)
            elif name == "oMath":
                write_formula(self.writer, child)
            elif name == "subDoc":
                self._document_inside(child)
            elif name in _AROUND:
                self._inline(child, opened)

    def _href(self, element: etree._Element) -> str:
        if local(element) == "fldSimple":
            return _address(element.get(f"{W}instr", ""))
        relation = self.relations.get(element.get(f"{RELATION}id", ""))
        return relation.target if relation and relation.external else ""

    def _link(self, start: int, href: str) -> None:
        if self.writer.length > start:
            self.writer.spans.append(Hyperlink(start, self.writer.length, href))

    def _run(self, run: etree._Element, opened: _Open) -> None:
        look = self.known.styles.run(opened.look, run.find(f"{W}rPr"))
        if look.hidden:
            self.writer.leave_out(run, "hidden text")
            return
        start = self.writer.length
        self.font = look.font
        for child in _elements(run):
            self._in_run(child, opened)
        self._custom_mark()
        if not opened.size and self.writer.since(start).strip():
            opened.size = look.size
        self.writer.style(start, bold=bool(look.bold), italic=bool(look.italic), raised=bool(look.raised))
        if language := look.language(self.writer.since(start)):
            self.writer.spans.append(InLanguage(start, self.writer.length, language))

    def _in_run(self, element: etree._Element, opened: _Open) -> None:
        name = local(element)
        if name in _SIGNS:
            self.writer.sign(_SIGNS[name])
        elif write := _IN_RUN.get(name):
            write(self, element, opened)

    def _break(self, element: etree._Element, opened: _Open) -> None:
        self.writer.sign("\f" if element.get(f"{W}type") == "page" and not self.depth else "\n")

    def _symbol(self, element: etree._Element, opened: _Open) -> None:
        """A letter of a font that shows pictures."""
        try:
            letter = chr(int(element.get(f"{W}char", ""), 16))
        except (ValueError, OverflowError):
            return
        self.writer.sign(as_unicode(letter, element.get(f"{W}font", "")))

    def _code(self, element: etree._Element, opened: _Open) -> None:
        if self.fields:
            self.fields[-1].code += element.text or ""

    def _forms(self, element: etree._Element, opened: _Open) -> None:
        for child in _elements(self._chosen(element)):
            self._in_run(child, opened)

    def _ruby(self, element: etree._Element, opened: _Open) -> None:
        for base in element.iter(f"{W}rubyBase"):
            self._inline(base, opened)
        for text in element.iter(f"{W}rt"):
            self.writer.leave_out(text, "how a word is pronounced")

    def _text(self, element: etree._Element, opened: _Open) -> None:
        string = element.text or ""
        if any(field.result < 0 for field in self.fields):
            self.writer.leave_out(element, "the code of a field")
        elif has_pictures(self.font) and (shown := as_unicode(string, self.font)) != string:
            self.writer.leave_out(element, "letters of a font that shows others, which stand in their place")
            self.writer.sign(shown)
        elif element.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve":
            self.writer.words(string)
        else:
            self.writer.words(string.strip(" \t\r\n"))

    def _field(self, element: etree._Element, opened: _Open) -> None:
        kind = element.get(f"{W}fldCharType", "")
        if kind == "begin":
            self._chosen_entry(element)
            self.fields.append(_Field())
        elif self.fields and kind == "separate":
            self.fields[-1].result = self.writer.length
        elif self.fields and kind == "end":
            ended = self.fields.pop()
            href = _address(ended.code)
            if href and ended.result >= 0:
                self._link(ended.result, href)

    def _chosen_entry(self, element: etree._Element) -> None:
        """What a list to choose from shows, which its field has no result for."""
        entries = element.find(f"{W}ffData/{W}ddList")
        if entries is not None and not any(field.result < 0 for field in self.fields):
            at = whole(value(entries, "result") or value(entries, "default"))
            self.writer.sign("".join(entry.get(VAL, "") for entry in entries.findall(f"{W}listEntry")[at : at + 1]))

    # --- notes

    def _call(self, element: etree._Element, opened: _Open) -> None:
        kind, own_mark = local(element).removesuffix("Reference"), element.get(f"{W}customMarkFollows", "0")
        note = self.known.notes.called(kind, element.get(f"{W}id", ""), own_mark=own_mark in ("1", "true", "on"))
        if note is None:
            return
        if not note.label:
            self.mark = (self.writer.length, note.name)
            return
        start = self.writer.length
        self.writer.sign(note.label)
        self.writer.spans += [
            ListLabel(start, self.writer.length),
            NoteReference(start, self.writer.length, note.name),
        ]
        self.writer.style(start, bold=False, italic=False, raised=True)

    def _custom_mark(self) -> None:
        """What a run shows as the call of a note in place of a number."""
        start, name = self.mark
        if name and self.writer.length > start:
            self.writer.spans.append(NoteReference(start, self.writer.length, name))
            self.known.notes.marks[name] = self.writer.since(start).strip()
            self.writer.style(start, bold=False, italic=False, raised=True)
            self.mark = (-1, "")

    def _note_label(self, element: etree._Element, opened: _Open) -> None:
        start = self.writer.length
        self.writer.sign(self.known.notes.label)
        self.writer.spans.append(ListLabel(start, self.writer.length))
        self.writer.style(start, bold=False, italic=False, raised=True)

    # --- drawings

    def _drawing(self, element: etree._Element, opened: _Open, *, drawn: bool = False) -> None:
        """The text boxes, charts and diagrams in a drawing, each once."""
        for child in _elements(element):
            name = local(child)
            if name == "txbxContent":
                opened.boxes.append((child, drawn))
            elif child.tag == f"{CHART}chart":
                self._figure(child.get(f"{RELATION}id", ""), chart_words, opened)
            elif child.tag == f"{DIAGRAM}relIds":
                self._figure(child.get(f"{RELATION}dm", ""), diagram_words, opened)
            elif name == "AlternateContent":
                self._drawing(self._chosen(child), opened, drawn=drawn)
            elif child.tag != f"{A}blip":
                self._drawing(child, opened, drawn=drawn or name in _GROUPS)

    def _figure(self, identifier: str, words_of: Callable[[etree._Element], str], opened: _Open) -> None:
        relation = self.relations.get(identifier)
        root = self.known.package.xml(relation.target) if relation and not relation.external else None
        if root is not None and (words := words_of(root)):
            opened.figures.append(words)


_IN_RUN: dict[str, Callable[[Story, etree._Element, _Open], None]] = {
    "t": Story._text,
    "delText": Story._text,
    "br": Story._break,
    "sym": Story._symbol,
    "footnoteReference": Story._call,
    "endnoteReference": Story._call,
    "footnoteRef": Story._note_label,
    "endnoteRef": Story._note_label,
    "fldChar": Story._field,
    "instrText": Story._code,
    "AlternateContent": Story._forms,
    "drawing": Story._drawing,
    "pict": Story._drawing,
    "object": Story._drawing,
    "ruby": Story._ruby,
}
"""What writes each element of a run."""


def _address(code: str) -> str:
    match = _LINK.match(code)
    return (match[1] or match[2]) if match else ""


def changes_settled(changes: int, *, accepted: bool) -> str:
    """What is said of a file's tracked changes."""
    done = "accepted" if accepted else "refused"
    return f"{counted(changes, 'tracked change')} {done} (tracked_changes in data/archive.toml)"


def check_size(cells: Sequence[tuple[int, int]]) -> None:
    """Raises PackageError for a table that has more places than any document's; its cells as row and last column."""
    rows = max((row for row, _ in cells), default=0) + 1
    columns = max((column for _, column in cells), default=0)
    if rows * columns > _MOST_PLACES:
        raise PackageError("S032", f"a table of {rows:,} rows and {columns:,} columns: not read; ask for a PDF")


def _elements(element: etree._Element) -> Iterator[etree._Element]:
    """The children that are elements."""
    return (child for child in element if isinstance(child.tag, str))


def _goes_on_beside(properties: etree._Element | None) -> bool:
    """The cell is the one before it, by the older way to say so (ECMA-376, part 4, 14.4.4)."""
    merge = properties.find(f"{W}hMerge") if properties is not None else None
    return merge is not None and merge.get(VAL, "continue") == "continue"


def _cells(line: etree._Element) -> Sequence[etree._Element]:
    cells: list[etree._Element] = []
    for child in _elements(line):
        if local(child) == "tc":
            cells.append(child)
        elif local(child) in _AROUND:
            cells += _cells(child)
    return cells
