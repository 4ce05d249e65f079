"""A saved web page, or what a converter made of a document, with the spans that its elements stand for.

Nothing is fetched or run: neither pictures nor styles nor scripts are looked at.
"""

from __future__ import annotations

import hashlib
import re
import warnings
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from bs4 import BeautifulSoup, MarkupResemblesLocatorWarning, NavigableString, Tag
from bs4.element import PreformattedString

from ..core.diagnostics import Diagnostic, counted
from ..core.model import (
    Cell,
    Hyperlink,
    InLanguage,
    ListLabel,
    NoteBody,
    NoteReference,
    Paragraph,
    Region,
    RegionKind,
    Source,
    Span,
    Style,
)
from ..core.settings import Limits, archive
from ..core.signs import NOTE_SIGNS
from ..core.word_styles import heading_level
from .text_file import NO_TEXT, line_starts
from .word.numbering import written
from .word.package import PackageError
from .word.story import changes_settled, check_size

# What calls a note: `1`, `[1]`, `(*)`, `a`, to 1997 `1/`; not `12.5`, `voir`.
_CALL = re.compile(rf"^[\[(]?\s?(\d{{1,3}}|{NOTE_SIGNS}|[a-z])\s?[\])/]?$")
# A rule of a style sheet, its selectors and its properties: `p.Titre, .c1 { font-weight: bold }`; not `p.Titre`.
_RULE = re.compile(r"([^{};]+)\{([^{}]*)\}")
# What a style sheet says of printing and the like, and its comments: `@media print { p { color: red } }`, `/* a */`,
# `<!--`; not `p { color: red }`.
_ASIDE = re.compile(r"@[^{};]*(?:;|\{(?:[^{}]*\{[^{}]*\})*[^{}]*\})|/\*.*?\*/|<!--|-->", re.S)
# A selector of one class: `.c1`, `p.Titre`; not `p`, `ul.c1 li`.
_CLASS = re.compile(r"^[a-z0-9]*\.([\w-]+)$", re.I)
# Lines that are blank, in text that is set as it stands: `\n\n`, `\n \n`; not `\n`.
_BLANK_LINES = re.compile(r"\n[ \t\r]*\n\s*")
# Blanks that a browser shows as one: `a  b`, `a\nb`; not `ab`.
_BLANK = re.compile(r"[ \t\r\n\f]+")
_UNSEEN = frozenset(
    ("script", "style", "head", "noscript", "template", "nav", "button", "select", "svg", "object", "iframe", "title")
)
_INLINE = frozenset(
    ("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img",
     "ins", "kbd", "label", "mark", "o:p", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time",
     "tt", "u", "var", "wbr")
)  # fmt: skip
_BOLD, _ITALIC = frozenset(("b", "strong")), frozenset(("i", "em", "cite"))
_CHANGED = {"ins": True, "del": False}
"""Elements of recorded changes, and whether what is in them stays where those are accepted."""
_LIST_FORMS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_NOTE_BLOCKS = ("li", "p", "div", "aside", "dd", "td", "section")
_MOST_SPANNED = 60


def extract_html(path: str, data: bytes, limits: Limits) -> tuple[Source, list[Diagnostic]]:
    """The text of a page of HTML."""
    digest = hashlib.sha256(data).hexdigest()
    try:
        with warnings.catch_warnings():
            # It takes a page that is one line for an address that somebody meant to fetch.
            warnings.simplefilter("ignore", MarkupResemblesLocatorWarning)
            soup = BeautifulSoup(data, "lxml")
        _apply_sheets(soup)
        page = _Page(_notes(soup))
        page.walk(soup, _Look())
        page.end_block()
    except PackageError as error:
        return Source(path, "", (0,), digest, "html"), [Diagnostic(path, 0, error.code, error.message)]
    except RecursionError:
        message = "its elements stand too deep in one another: not read; add the document as PDF or Word"
        return Source(path, "", (0,), digest, "html"), [Diagnostic(path, 0, "S030", message)]
    string = "".join(page.pieces)
    spans = tuple(sorted(page.spans, key=lambda span: (span.start, -span.end)))
    diagnostics = [Diagnostic(path, 0, code, message) for code, message in _said(soup, page, string)]
    return Source(path, string, line_starts(string), digest, "html", spans), diagnostics


def _said(soup: BeautifulSoup, page: _Page, string: str) -> Iterator[tuple[str, str]]:
    balance: Counter[str] = Counter()
    for text in _strings(soup):
        balance.update("".join(text.split()))
    balance.subtract(page.left_out)
    reached = 0
    for start, end in [*page.made, (len(string), len(string))]:
        balance.subtract("".join(string[reached:start].split()))
        reached = end
    if wrong := {character: count for character, count in balance.items() if count}:
        yield "P004", f"characters of the file that weren't read exactly once: {wrong}"
    if not string.strip():
        yield "S002", NO_TEXT
    if page.left_out:
        characters = counted(page.left_out.total(), "character")
        yield "S033", f"left out: {characters} of scripts, menus, comments, hidden text and links back to note calls"
    if page.changes:
        yield "S034", changes_settled(page.changes, accepted=page.accepted)


def _strings(element: Tag) -> Iterator[str]:
    """The texts of an element, without comments and the like."""
    return (str(s) for s in element.find_all(string=True) if not isinstance(s, PreformattedString))


_APPLIED = ("font-weight", "font-style", "vertical-align", "text-align", "list-style-type", "mso-style-name")


def _apply_sheets(soup: BeautifulSoup) -> None:
    """Gives elements what the page's own style sheets say of their classes, before what they say themselves."""
    sheets: dict[str, str] = {}
    for element in soup.find_all("style"):
        for rule in _RULE.finditer(_ASIDE.sub("", element.get_text())):
            properties = "".join(f"{name}:{value};" for name, value in _properties(rule[2]).items() if name in _APPLIED)
            for selector in rule[1].split(",") if properties else ():
                if named := _CLASS.match(selector.strip()):
                    sheets[named[1]] = sheets.get(named[1], "") + properties
    for element in soup.find_all(class_=True) if sheets else ():
        said = "".join(sheets.get(name, "") for name in element.get_attribute_list("class"))
        if said:
            element["style"] = f"{said}{element.get('style') or ''}"


@dataclass(frozen=True, slots=True)
class _Note:
    """A note and where it is called."""

    name: str
    number: str
    call: Tag
    body: Tag
    back: tuple[Tag, ...]
    """Links in it that lead back."""


def _notes(soup: BeautifulSoup) -> list[_Note]:
    """Links with a number whose target holds a link back: calls of notes, as all converters write them."""
    targets: dict[str, Tag] = {}
    for element in soup.find_all(True):
        for name in (element.get("id"), element.get("name") if element.name == "a" else None):
            if isinstance(name, str):
                targets.setdefault(name, element)
    order = {id(element): place for place, element in enumerate(soup.find_all(True))}
    notes: list[_Note] = []
    bodies: set[int] = set()
    for call in soup.find_all("a", href=re.compile("^#.")):
        target = targets.get(str(call["href"])[1:])
        label = _CALL.match(call.get_text().strip())
        if target is None or label is None or order[id(call)] > order[id(target)]:
            continue
        body = _note_block(target)
        names = {
            f"#{name}" for e in (call, call.parent, *call.find_all(True)) if e for name in (e.get("id"), e.get("name"))
        }
        back = tuple(a for a in body.find_all("a", href=True) if a["href"] in names)
        if (back or _has_its_mark(call, body)) and id(body) not in bodies:
            bodies.add(id(body))
            notes.append(_Note(f"note-{len(notes) + 1}", label[1], call, body, back))
    return notes


def _has_its_mark(call: Tag, body: Tag) -> bool:
    """A note that leads nowhere back begins with what calls it, « 1/ », raised or in brackets."""
    mark = call.get_text().strip()
    apart = not mark.isalnum() or call.find("sup") is not None or call.find_parent("sup") is not None
    return apart and body.get_text().lstrip().startswith(mark)


def _note_block(target: Tag) -> Tag:
    """The block of a note: the target itself or what it stands in, with its further paragraphs."""
    block = target if target.name in _NOTE_BLOCKS else target.find_parent(_NOTE_BLOCKS) or target
    parent = block.parent
    if block.name == "p" and parent and (parent.name == "li" or (parent.name in ("div", "aside") and parent.get("id"))):
        first = parent.find(True, recursive=False)
        return parent if first is block else block
    return block


@dataclass(frozen=True, slots=True)
class _Look:
    """What the elements around a text say of it."""

    bold: bool = False
    italic: bool = False
    raised: bool = False
    level: int = 0
    centred: bool = False
    plain: bool = False
    """Blanks and line ends are as they stand."""
    name: str = ""
    """Of the style that a word processor gave it."""
    language: str = ""
    """What an element inside the page says of its language."""

    def inside(self, element: Tag) -> _Look:
        style = _style(element)
        weight = style.get("font-weight", "")
        name = element.name
        named = "" if name in _INLINE else _style_name(element, style)
        heading = int(name[1]) if re.fullmatch("h[1-6]", name) else heading_level(named) or self.level
        return _Look(
            (self.bold or name in _BOLD or weight in ("bold", "bolder", "600", "700", "800", "900"))
            and weight != "normal",
            self.italic or name in _ITALIC or style.get("font-style") == "italic",
            self.raised or name == "sup" or style.get("vertical-align") == "super",
            heading,
            self.centred or name == "center" or "center" in (element.get("align"), style.get("text-align")),
            self.plain or name == "pre",
            named or self.name,
            self.language if name in ("html", "body") else _language(element) or self.language,
        )


def _language(element: Tag) -> str:
    """The first part of the tag of an element's language: `pt` of `pt-BR`."""
    return str(element.get("lang") or element.get("xml:lang") or "").split("-")[0].strip().lower()


def _style(element: Tag) -> dict[str, str]:
    """The properties that an element has in its `style`."""
    return _properties(str(element.get("style") or ""))


def _properties(string: str) -> dict[str, str]:
    pairs = (pair.partition(":") for pair in string.split(";"))
    return {name.strip().lower(): value.strip().lower() for name, _, value in pairs if value.strip()}


def _is_unseen(element: Tag) -> bool:
    """No page shows it: hidden text, and comments in the margin as Word saves them."""
    style = _style(element)
    comment = style.get("mso-element", "").startswith("comment") or "mso-comment-reference" in style
    return comment or style.get("display") == "none" or style.get("mso-hide") == "all"


def _style_name(element: Tag, style: dict[str, str]) -> str:
    """The name of a word processor's style, or the class that Word makes of it."""
    return style.get("mso-style-name", "").strip("\"'") or str(
        next(iter(element.get_attribute_list("class")), "") or ""
    )


@dataclass(slots=True)
class _Page:
    """The string as it grows."""

    notes: list[_Note]
    pieces: list[str] = field(default_factory=list)
    length: int = 0
    spans: list[Span] = field(default_factory=list)
    made: list[tuple[int, int]] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    start: int = 0
    """Of the paragraph that is open."""
    worded: bool = False
    """It has words."""
    look: _Look = field(default_factory=_Look)
    label: str = ""
    """Of a list's item, which its first paragraph begins with."""
    tables: int = 0
    in_table: bool = False
    accepted: bool = field(default_factory=lambda: archive().tracked_changes == "accepted")
    """Recorded changes are accepted."""
    changes: int = 0
    """How many have been met."""
    calls: dict[int, _Note] = field(init=False)
    bodies: dict[int, _Note] = field(init=False)
    backs: dict[int, _Note] = field(init=False)

    def __post_init__(self) -> None:
        self.calls = {id(note.call): note for note in self.notes}
        self.bodies = {id(note.body): note for note in self.notes}
        self.backs = {id(back): note for note in self.notes for back in note.back}

    def write(self, string: str, *, made: bool = False) -> None:
        if made and string:
            self.made.append((self.length, self.length + len(string)))
        self.pieces.append(string)
        self.length += len(string)

    def end_block(self) -> None:
        """Ends the paragraph that is open, if it has words."""
        if self.worded:
            end = self.length
            self.write("\n", made=True)
            self.spans.append(Paragraph(self.start, end, self.look.name, self.look.level, centred=self.look.centred))
        self.start, self.worded = self.length, False

    def walk(self, element: Tag, look: _Look) -> None:
        """The content of an element."""
        for child in element.children:
            if isinstance(child, Tag):
                self._element(child, look)
            elif isinstance(child, NavigableString) and not isinstance(child, PreformattedString):
                self._text(str(child), look)

    def _text(self, string: str, look: _Look) -> None:
        if look.plain and (blank := _BLANK_LINES.search(string)):
            self._text(string[: blank.start()], look)
            self.end_block()
            self._text(string[blank.end() :], look)
            return
        words = string if look.plain else _BLANK.sub(" ", string)
        if not self.worded:
            words = words.lstrip()
            if words:
                self._begin(look)
        if words:
            start = self.length
            self.write(words)
            if look.bold or look.italic or look.raised:
                self.spans.append(Style(start, self.length, look.bold, look.italic, look.raised))
            if look.language:
                self.spans.append(InLanguage(start, self.length, look.language))

    def _begin(self, look: _Look) -> None:
        """A paragraph begins: with the label of its item, if it has one."""
        self.start, self.look, self.worded = self.length, look, True
        if self.label:
            self.write(self.label, made=True)
            self.spans.append(ListLabel(self.start, self.length))
            self.write("\t", made=True)
            self.label = ""

    def _element(self, element: Tag, look: _Look) -> None:
        name = element.name
        if name in _UNSEEN or element.has_attr("hidden") or _is_unseen(element):
            self.leave_out(element)
        elif name in _CHANGED and element.has_attr("datetime"):
            self._change(element, look)
        elif id(element) in self.calls:
            self._call(self.calls[id(element)], look)
        elif id(element) in self.backs:
            self._back(element, self.backs[id(element)])
        elif name == "br":
            self.write("\n", made=True)
        elif name in _INLINE:
            self._inline(element, look.inside(element))
        else:
            self._block(element, look.inside(element))

    def _change(self, element: Tag, look: _Look) -> None:
        """A recorded change, which has its time; struck out or underlined text that has none is the document's own."""
        self.changes += 1
        if _CHANGED[element.name] == self.accepted:
            self.walk(element, look)
        else:
            self.leave_out(element)

    def leave_out(self, element: Tag) -> None:
        for string in _strings(element):
            self.left_out.update("".join(string.split()))

    def _inline(self, element: Tag, look: _Look) -> None:
        start = self.length
        self.walk(element, look)
        href = str(element.get("href") or "")
        if element.name == "a" and self.length > start and href.startswith(("http://", "https://", "mailto:")):
            self.spans.append(Hyperlink(start, self.length, href))

    def _block(self, element: Tag, look: _Look) -> None:
        self.end_block()
        start = self.length
        note = self.bodies.get(id(element))
        if note is not None:
            self.label = note.number if note.back else ""
        if element.name == "table":
            self._table(element, look)
        elif element.name in ("ol", "ul"):
            self._list(element, look)
        else:
            self.walk(element, look)
        self.end_block()
        if note is not None:
            self.spans.append(NoteBody(start, self.length, note.name))
            self.label = ""
        if (edge := _edge(element)) and self.length > start:
            self.spans.append(Region(start, self.length, edge))

    # --- notes

    def _call(self, note: _Note, look: _Look) -> None:
        if not self.worded:
            self._begin(look)
        start = self.length
        self.write(note.number, made=True)
        self.leave_out(note.call)
        self.spans.append(NoteReference(start, self.length, note.name))
        self.spans.append(Style(start, self.length, raised=True))

    def _back(self, element: Tag, note: _Note) -> None:
        """A link back to the call isn't text; where it is the note's number, the number is written already."""
        self.leave_out(element)

    # --- lists and tables

    def _list(self, element: Tag, look: _Look) -> None:
        form = _LIST_FORMS.get(str(element.get("type") or ""), "decimal")
        unmarked = _style(element).get("list-style-type", _style(element).get("list-style")) == "none"
        number = _whole(element.get("start"), 1)
        for child in element.children:
            if not isinstance(child, Tag) or child.name != "li":
                self._other(child, look)
                continue
            number = _whole(child.get("value"), number)
            label = f"{written(number, form)}." if element.name == "ol" else "•"
            self.end_block()
            if id(child) not in self.bodies:
                self.label = "" if unmarked else label
            self._block(child, look.inside(child))
            self.label = ""
            number += 1

    def _other(self, child: object, look: _Look) -> None:
        """What stands in a list or table outside its items."""
        if isinstance(child, Tag):
            self._element(child, look)
        elif isinstance(child, NavigableString) and not isinstance(child, PreformattedString) and child.strip():
            self._text(str(child), look)

    def _table(self, element: Tag, look: _Look) -> None:
        if self.in_table:
            for row in _rows(element):
                self.walk(row, look)
                self.end_block()
            return
        self.in_table = True
        spans = len(self.spans)
        covered: dict[int, int] = {}
        for caption in element.find_all("caption", recursive=False):
            self._block(caption, look.inside(caption))
        for number, row in enumerate(_rows(element)):
            column = 0
            for cell in row.find_all(["td", "th"], recursive=False):
                while covered.get(column, 0) > number:
                    column += 1
                columns = min(max(_whole(cell.get("colspan"), 1), 1), _MOST_SPANNED)
                rows = min(max(_whole(cell.get("rowspan"), 1), 1), _MOST_SPANNED)
                start = self.length
                self._block(cell, look.inside(cell))
                self.spans.append(Cell(start, self.length, self.tables, number, column, columns, rows))
                covered |= dict.fromkeys(range(column, column + columns), number + rows)
                column += columns
        cells = (span for span in self.spans[spans:] if isinstance(span, Cell))
        check_size([(cell.row, cell.column + cell.columns) for cell in cells])
        self.tables += 1
        self.in_table = False


def _edge(element: Tag) -> RegionKind | None:
    """The head or foot of the pages: LibreOffice writes it as a block with that title."""
    named = str(element.get("title") or "").lower() if element.name == "div" else element.name
    return {"header": RegionKind.HEADER if element.name == "div" else None, "footer": RegionKind.FOOTER}.get(named)


def _rows(table: Tag) -> Iterator[Tag]:
    for child in table.find_all(["tr", "thead", "tbody", "tfoot"], recursive=False):
        if child.name == "tr":
            yield child
        else:
            yield from child.find_all("tr", recursive=False)


def _whole(value: object, default: int) -> int:
    string = str(value or "")
    return int(string) if re.fullmatch(r"\d{1,6}", string) else default
