"""Markdown made by OCR or by a converter: headings of unreliable level, paragraphs that may be list items,
notes amid the text, page feet between paragraphs.

markdown-it-py's tokens tell blocks and inline markup; each visible character is traced back to its place in
the source, and what is markup is recorded as furniture. Of Markdown only what such converters mean is read:
no indented code, no setext headings, no reference definitions, no HTML blocks, which would swallow text.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from ..core.diagnostics import Diagnostic
from ..core.model import Chunk, Chunkform, Emphasis, Furniture, Layout, Source, Text
from ..core.signs import NOT_BEHIND_CALL, NOTE_SIGNS
from ..core.text import join, line_of
from .furniture import page_marks, patterns
from .gathering import join_lines
from .inline_markdown import Inline, inline_of
from .layout import complete, controls, layout_of
from .lines import CONTROL, Line, lines_of
from .look import FRONT_MATTER, Look
from .markdown_tables import Table, bar_tables, html_tables

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

# Signs of quotation and bullets before a line: `> - - `.
_PREFIX = re.compile(r"[ \t>]*(?:[-*+][ \t]+)*")
# Signs of quotation: `> > `.
_QUOTE = re.compile(r"[ \t>]*")
# The signs of a heading: `## Titre`, `##`; not `##Titre`.
_HASHES = re.compile(r"#{1,6}(?=[ \t]|$)")
# The number of a list's item: `12. `, `1)`; not `12.a`, `a)`.
_LABEL = re.compile(r"\d{1,9}[.)](?=[ \t]|$)")
_MOST_BRACKETS = 1000  # In a line; with more, the time that looking for links takes grows with their square.
_FEW = 3
_ONE_IN = 100  # Lines, at least, with a sign that only Markdown has.
# A raised number as formulas are written: `\( ^{3} \)`, `\({}^{*}\)`; not `(3)`, `\( x \)`.
_BRACKETED = re.compile(r"\\\(([ \t]*(?:\{[ \t]*\}[ \t]*)?\^[ \t]*\{?[ \t]*(?:\d{1,3}|\*+|[a-z])[ \t]*\}?[ \t]*)\\\)")
# Control characters at the start of a line: `\x02Titre`; not `Titre\x02`.
_LEADING_CONTROL = re.compile(rf"^(?:{CONTROL.pattern})", re.M)
# The label of a note without a number: `* Voir`, `†Voir`; not `*`, `1 Voir`.
_NOTE_STAR = re.compile(rf"({NOTE_SIGNS})\s*(?=\w)")
# The call of such a note: `Rapport*`, `Rapport **`, `临时议程*项目`; not `*Rapport*s`, `2 * 3`.
_STAR_CALL = re.compile(rf"[\w»)](?:\*+|\s\*+(?=[.,;:)]|$))(?!{NOT_BEHIND_CALL})")


def likeness(look: Look) -> float:
    """How much of the text carries Markdown, or stands in long lines as converters write paragraphs."""
    if not look.lines or FRONT_MATTER.match(look.source.string) or look.surely * _ONE_IN > len(look.lines):
        return float(bool(look.lines))
    numbered = sum(1 for line in look.lines if len(line.string) > 130 and line.string[0].isdecimal())
    long = sum(1 for line in look.lines if len(line.string) > 160)
    return min(1.0, 0.2 + (3 * (look.marked + numbered) + long) / len(look.lines))


def _parser(string: str) -> MarkdownIt:
    from markdown_it import MarkdownIt  # Only here: it is a tenth of a start, and other sources don't need it.

    parser = MarkdownIt("commonmark")
    if any(line.count("[") > _MOST_BRACKETS for line in string.splitlines()):
        parser.disable(["link", "image"])
    return parser.disable(["code", "fence", "lheading", "reference", "html_block", "backticks", "text_join"])


@dataclass(slots=True)
class _Page:
    """What has been read so far; lives for one call of `read`."""

    source: Source
    """As the parser sees it: without its tables."""
    whole: Source
    """With them."""
    starts: Sequence[int]
    """Offset of each physical line, as markdown-it counts them."""
    ends: Sequence[int]
    parser: MarkdownIt
    skipped: dict[int, str]
    """Offset of the first character of each line of page furniture → reason."""
    wrapped: bool
    """Paragraphs are broken at the width of a page."""
    chunks: list[Chunk] = field(default_factory=list)
    furniture: list[Furniture] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    star_bullets: bool = False
    """Asterisks are the bullets of its lists."""
    star_called: bool = False
    """An asterisk calls a note that has not come yet."""


def read(look: Look) -> tuple[Layout, list[Diagnostic]]:
    """Chunks and furniture of a Markdown source."""
    source = look.source
    front = FRONT_MATTER.match(source.string)
    head = front.end() if front else 0
    prepared = replace(source, string=_prepared(source.string, head))
    tables = list(html_tables(prepared.string))
    running = replace(source, string=_without_tables(prepared.string, tables))
    visible = _lines(look, running)
    if bars := list(bar_tables(visible)):
        tables += bars
        running = replace(source, string=_without_tables(prepared.string, tables))
        visible = _lines(look, running)
    bounds = _line_bounds(running.string)
    page = _Page(
        running,
        prepared,
        [b[0] for b in bounds],
        [b[1] for b in bounds],
        _parser(running.string),
        _page_furniture(visible),
        _is_wrapped(visible),
    )
    page.star_bullets = sum(line.string.startswith("* ") for line in visible) > _FEW
    page.furniture = controls(source)
    if head:
        page.furniture.append(Furniture(*_visible_stretch(source.string, 0, head), "front-matter"))
    page.chunks += [_table(page, table) for table in tables]
    for token, bullet, form in _leaves(page.parser.parse(running.string)):
        if token.type == "hr":
            page.furniture.append(_whole_line(page, token, "page-rule"))
        else:
            _block(page, token, form, bullet)
    chunks, furniture = complete(
        prepared, _lines(look, prepared) if tables else visible, page.chunks, page.furniture, page.skipped
    )
    return layout_of("markdown", chunks, furniture), page.diagnostics


def _lines(look: Look, source: Source) -> Sequence[Line]:
    """The lines of a source, which may be as they were looked at."""
    return look.lines if source.string == look.source.string else tuple(lines_of(source))


def _prepared(string: str, head: int) -> str:
    """The source as the parser is to see it, of the same length: no front matter, a form feed ends a line, no control
    character begins one, no null, which the parser would replace, and raised numbers in one spelling."""
    rest = _BRACKETED.sub(r"$ \1 $", string[head:])
    rest = _LEADING_CONTROL.sub(lambda m: " " * len(m[0]), rest.replace("\f", "\n")).replace("\0", "\1")
    return re.sub(r"[^\n]", " ", string[:head]) + rest


def _without_tables(string: str, tables: Sequence[Table]) -> str:
    """The source without its tables, of the same length and lines."""
    parts: list[str] = []
    reached = 0
    for table in sorted(tables, key=lambda t: t.start):
        parts += [string[reached : table.start], re.sub(r"[^\n\r]", " ", string[table.start : table.end])]
        reached = table.end
    return "".join([*parts, string[reached:]])


def _line_bounds(string: str) -> list[tuple[int, int]]:
    bounds, start = [], 0
    for newline in re.finditer(r"\r\n?|\n", string):
        bounds.append((start, newline.start()))
        start = newline.end()
    return [*bounds, (start, len(string))]


def _visible_stretch(string: str, start: int, end: int) -> tuple[int, int]:
    stretch = string[start:end]
    return start + len(stretch) - len(stretch.lstrip()), start + len(stretch.rstrip())


def _page_furniture(lines: Sequence[Line]) -> dict[int, str]:
    rule = patterns()["page-rule"]
    marks = {lines[i].start: reason for i, reason in page_marks(lines).items()}
    return marks | {line.start: "page-rule" for line in lines if rule.fullmatch(line.string)}


def _is_wrapped(lines: Sequence[Line]) -> bool:
    """True where most lines that another follows at once are as long as a printed line."""
    inner = [
        len(a.string) for a, b in itertools.pairwise(lines) if b.blanks == 0 and not re.match(r"[-*+#|] ?", b.string)
    ]
    return len(inner) > 0.3 * len(lines) and sum(1 for n in inner if 50 <= n <= 110) > 0.7 * len(inner)


def _leaves(tokens: Sequence[Token]) -> Iterator[tuple[Token, str, Chunkform]]:
    """Inline tokens with the bullet they hang on and their form; rules."""
    bullets: list[str] = []
    form = Chunkform.TEXT
    for token in tokens:
        match token.type:
            case "bullet_list_open" | "ordered_list_open":
                bullets.append(token.markup)
            case "bullet_list_close" | "ordered_list_close":
                bullets.pop()
            case "heading_open":
                form = Chunkform.HEADING
            case "heading_close":
                form = Chunkform.TEXT
            case "hr":
                yield token, "", form
            case "inline" if token.map:
                yield token, bullets[-1] if bullets else "", form


def _whole_line(page: _Page, token: Token, reason: str) -> Furniture:
    first, last = token.map or [0, 1]
    return Furniture(*_visible_stretch(page.source.string, page.starts[first], page.ends[last - 1]), reason)


def _block(page: _Page, token: Token, form: Chunkform, bullet: str) -> None:
    """One inline token: its lines, less markup before them and furniture among them, become chunks."""
    inline = inline_of(page.source, token.children or [], _content_lines(page, token), token.content.split("\n", 1)[0])
    if inline.mismatch:
        _report_signs(page, line_of(page.source, page.starts[(token.map or [0])[0]]))
    page.furniture += inline.markup
    for text in _split(page, inline):
        chunk = _as_chunk(page, text, form, bullet)
        page.star_called = (
            page.star_called or ("*" in text.string and bool(_STAR_CALL.search(text.string)))
        ) and chunk.form is not Chunkform.NOTE
        page.chunks.append(chunk)


def _content_lines(page: _Page, token: Token) -> list[tuple[int, int]]:
    """The stretch of the source of each line of a token's content; a number before it belongs to it.

    What stands before (bullet, hashes, quotation sign) or after (closing hashes) is recorded as markup.
    """
    stretches: list[tuple[int, int]] = []
    for number, content in enumerate(token.content.split("\n"), (token.map or [0])[0]):
        start, end = page.starts[number], page.ends[number]
        string = page.source.string
        at = start
        if not stretches:
            # An asterisk at the start of a line isn't a bullet where it was called as a note.
            starred = page.star_called and not page.star_bullets
            prefix = _QUOTE if starred and string[start:end].lstrip().startswith("*") else _PREFIX
            at = prefix.match(string, start, end).end()  # type: ignore[union-attr]
            while (label := _LABEL.match(string, at, end)) and not string.startswith(content, at):
                rest = _PREFIX.match(string, label.end(), end)
                if string.startswith(content, rest.end() if rest else at):
                    break
                at = rest.end() if rest else label.end()
            if hashes := _HASHES.match(string, at, end):
                at = hashes.end()
        elif (quote := _QUOTE.match(string, start, end)) and string.startswith(content.lstrip(), quote.end()):
            at = quote.end()
        at, stop = _visible_stretch(string, at, end)
        if (
            content
            and string.startswith(content, at)
            and token.level
            and string[at + len(content) : stop].strip("# ") == ""
        ):
            stop = at + len(content)
        # Without the blanks that stand in place of a table beside it.
        sides = (_visible_stretch(string, s, e) for s, e in ((start, at), (stop, end)) if string[s:e].strip())
        page.furniture += [Furniture(s, e, "markup") for s, e in sides]
        stretches.append((at, stop))
    return stretches


def _split(page: _Page, inline: Inline) -> list[Text]:
    """The lines of a paragraph as texts of their own, unless the whole source is broken at a page's width."""
    texts: list[Text] = []
    for line, hard in inline.lines:
        place = line.places[0][1] if line.places else -1
        if page.skipped.get(_line_start(page, place)):
            continue
        if texts and page.wrapped and not hard:
            texts[-1] = join_lines([texts[-1], line])
        elif line.string:
            texts.append(line)
    return texts


def _line_start(page: _Page, place: int) -> int:
    """Offset of the first visible character of the line on which a place stands."""
    number = max(bisect_right(page.starts, place) - 1, 0)
    return _visible_stretch(page.source.string, page.starts[number], page.ends[number])[0]


def _as_chunk(page: _Page, text: Text, form: Chunkform, bullet: str) -> Chunk:
    """The form of a chunk: a note begins with a raised number or with the asterisk that was called."""
    raised = next((m.end for m in text.marks if isinstance(m, Emphasis) and m.style == "sup" and m.start == 0), 0)
    if 0 < raised < len(text.string) and not text.string[:raised].isalpha():
        return Chunk(Chunkform.NOTE, text)
    if _NOTE_STAR.match(text.string) and page.star_called:
        return Chunk(Chunkform.NOTE, text)
    if form is Chunkform.TEXT and not bullet and _all_emphasised(text):
        form = Chunkform.HEADING
    return Chunk(form, text, list_item=bool(bullet) and bullet not in ".)")


def _all_emphasised(text: Text) -> bool:
    """Bold or italics from end to end, as OCR marks headings (a note call may follow)."""
    covered = max(
        (m.end for m in text.marks if isinstance(m, Emphasis) and m.style != "sup" and m.start <= 3), default=0
    )
    return bool(text.string[:covered].strip()) and not text.string[covered:].strip(" *0123456789.")


def _table(page: _Page, table: Table) -> Chunk:
    """A table's cells by row; its tags, bars and rules are markup."""
    page.furniture += [Furniture(start, end, "markup") for start, end in table.markup]
    if not table.closed:
        line = line_of(page.whole, table.start)
        page.diagnostics.append(
            Diagnostic(page.whole.path, line, "R005", "this table is never closed; it ends where its tags do")
        )
    rows = tuple(tuple(_cell(page, table, cell) for cell in row) for row in table.rows if row)
    return Chunk(Chunkform.TABLE, _cell(page, table, table.caption), rows=rows)


def _cell(page: _Page, table: Table, lines: Sequence[tuple[int, int]]) -> Text:
    """The text of a cell's lines."""
    lines = [(start, end) for start, end in lines if end > start]
    if not lines:
        return Text("", ((0, table.start),))
    content = "\n".join(page.whole.string[start:end] for start, end in lines)
    inline = inline_of(page.whole, page.parser.parseInline(content)[0].children or [], lines)
    if inline.mismatch:
        _report_signs(page, line_of(page.whole, lines[0][0]))
    page.furniture += inline.markup
    return join([text for text, _ in inline.lines]) if inline.lines else Text("", ((0, lines[0][0]),))


def _report_signs(page: _Page, line: int) -> None:
    message = "markup couldn't be traced; the text is kept with its signs"
    page.diagnostics.append(Diagnostic(page.whole.path, line, "R004", message))
