"""Inline Markdown traced back to the source: what is visible, where each character stands, what is markup."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..core.model import Emphasis, Furniture, Link, Mark, Source, Spoken, Text
from ..core.text import join, offset, piece, trim
from .gathering import gather

if TYPE_CHECKING:
    from markdown_it.token import Token

# What follows the words of a link: `](https://un.org "ONU")`, `](<a b>)`, `][1]`, `]`; not `(a)`.
_LINK_END = re.compile(
    r"\](?:\((?:<[^>\n]*>|(?:[^\s()\\]|\\.|\((?:[^\s()\\]|\\.)*\))*)(?:\s+(?:\"[^\"]*\"|'[^']*'))?\s*\)|\[[^\]]*\])?"
)
# A picture: `![Emblème](emblem.png)`, `![](a_(b).png)`; not `[a](b)`.
_IMAGE = re.compile(r"!\[[^\n]*?\]\((?:[^()\n]|\([^()\n]*\))*\)")
# The end of `<https://un.org>`; not of `https://un.org`.
_AUTOLINK_END = re.compile(">")
# What markdown-it may take off before a text: `1. 2. `, `* `, `  `; not `12.`, `*mot*`.
_LEAD = re.compile(r"(?:\d{1,9}[.)][ \t]+)+|\*[ \t]+|[ \t]+")
# What a tag says of its language: `lang="ar"`, `lang='pt-BR'`; not `hreflang="ar"`.
_LANGUAGE = re.compile(r"""(?<![\w-])lang=["']?([A-Za-z]{2,3})(?![A-Za-z])""")
# A tag of HTML: `<sup>`, `</p>`, `<br/>`, `<a href="x">`; not `<10>`, `<page_number>`.
_TAG = re.compile(
    r"""
    <(/?)
    ( sup|sub|b|strong|i|em|u|span|a|font|small|big|mark|ins|del|s|code                        # among words
    | br|p|div|center|pre|section|blockquote|ol|ul|li|dl|dt|dd|h[1-6]|hr|figure|figcaption     # about lines
    | table|thead|tbody|tfoot|tr|t[dh]|caption|colgroup|col )                                  # of tables
    (?:\s[^<>]*)?/?>
    """,
    re.I | re.VERBOSE,
)
# Tags at which a line ends, as the words on both sides of them aren't one: `br`, `td`, `h2`; not `em`, `a`.
_ENDS_LINE = re.compile(
    r"br|p|div|center|pre|section|blockquote|[ou]l|li|d[lt]|dd|h[1-6]|hr|figcaption|tr|t[dh]|caption"
)
# A comment: `<!-- page 3 -->`; not `<!-- page 3`.
_COMMENT = re.compile(r"<!--.*?-->", re.S)
_STYLES = {
    "b": "strong",
    "strong": "strong",
    "i": "em",
    "em": "em",
    "sup": "sup",
    "em_open": "em",
    "strong_open": "strong",
}
# Raised numbers as converters write them: `^{3}`, `${ }^{3}$`, `$^3$`, `$^{a}$`, `[^3]`, `[^3]:`, `[^0]: ${ }^{3}$`;
# not `^3`, `[3]`, `10^{1234}`.
_RAISED = re.compile(
    r"""
    \$\s*(?:\{\s*\}\s*)?\^\s*\{?\s*(?P<a>\d{1,3}|\*+|[a-z]{1,2})\s*\}?\s*\$
    | \^\{\s*(?P<b>\d{1,3}|\*+|[a-z]{1,2})\s*\}
    | \[\^(?P<c>\d{1,3}|\*+)\]:?
      (?P<own> (?<=:)\s*(?=\$\s*(?:\{\s*\}\s*)?\^|\^\{|<sup>) )?   # the converter's own number before the printed one
    """,
    re.VERBOSE,
)


@dataclass(slots=True)
class Inline:
    """The inline content of one block."""

    lines: list[tuple[Text, bool]] = field(default_factory=list)
    """Each line's text, and whether a hard break stands before it."""
    markup: list[Furniture] = field(default_factory=list)
    mismatch: bool = False
    """The tokens couldn't be traced; the lines hold the source as it stands."""


class _UntraceableError(Exception):
    """A token's characters aren't where the source should have them."""


@dataclass(slots=True)
class _Line:
    """A line of text being put together."""

    hard: bool
    string: str = ""
    places: list[tuple[int, int]] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)

    def add(self, text: Text) -> None:
        base = len(self.string)
        self.places += [(base + position, place) for position, place in text.places]
        self.string += text.string

    def text(self) -> Text:
        marks = tuple(sorted((m for m in self.marks if m.end > m.start), key=lambda m: (m.start, -m.end)))
        return trim(Text(self.string, tuple(self.places), marks))


def inline_of(
    source: Source, children: Sequence[Token], stretches: Sequence[tuple[int, int]], content: str = ""
) -> Inline:
    """The visible text of inline tokens; `stretches` are the lines of their content in the source, in order.

    `content`: the first line as the parser has it, less the number of the list's item before it, which is text.
    """
    try:
        tracer = _Tracer(source, stretches)
        tracer.label(content)
        return tracer.trace(children)
    except _UntraceableError:
        return Inline([(gather(source, start, end), True) for start, end in stretches], [], True)


class _Tracer:
    """Walks tokens and source side by side."""

    def __init__(self, source: Source, stretches: Sequence[tuple[int, int]]) -> None:
        self.source = source
        self.stretches = stretches
        self.row = 0
        self.at, self.stop = stretches[0]
        self.line = _Line(hard=True)
        self.lines: list[tuple[Text, bool]] = []
        self.markup: list[Furniture] = []
        self.open: list[tuple[str, int, str]] = []
        """Style or `link`, position where it began in the line, href."""
        self.spoken: list[tuple[str, int]] = []
        """Language that each open `<span>` says, empty where it says none, and where it began in the line."""

    def label(self, content: str) -> None:
        """Takes the numbers before the content as text."""
        lead = _LEAD.match(self.source.string, self.at, self.stop)
        string = self.source.string
        if lead and content and not string.startswith(content, self.at) and string.startswith(content, lead.end()):
            self._visible(lead.end())

    def trace(self, children: Sequence[Token]) -> Inline:
        for token in children:
            self._token(token)
        if self.source.string[self.at : self.stop].strip():
            raise _UntraceableError
        self._end_line()
        return Inline([(text, hard) for text, hard in self.lines if text.string], self.markup)

    def _token(self, token: Token) -> None:
        match token.type:
            case "text":
                self._text(token.content)
            case "text_special":
                self._special(token)
            case "softbreak" | "hardbreak":
                self._break(hard=token.type == "hardbreak")
            case "em_open" | "strong_open":
                self._skip(len(token.markup))
                self.open.append((_STYLES[token.type], len(self.line.string), ""))
            case "em_close" | "strong_close":
                self._close()
                self._skip(len(token.markup))
            case "html_inline":
                self._tag(token.content)
            case _:
                self._link_or_image(token)

    def _link_or_image(self, token: Token) -> None:
        match token.type:
            case "link_open":
                self._skip(1)
                self.open.append(("link", len(self.line.string), str(token.attrGet("href") or "")))
            case "link_close":
                self._close()
                self._skip(self._length(_AUTOLINK_END if token.markup == "autolink" else _LINK_END), "link-target")
            case "image":
                self._skip(self._length(_IMAGE), "image")
            case _:
                raise _UntraceableError

    def _length(self, pattern: re.Pattern[str]) -> int:
        """How much of the source a pattern takes from here; -1 where it doesn't stand here."""
        match = pattern.match(self.source.string, self.at, self.stop)
        return match.end() - match.start() if match else -1

    def _text(self, content: str) -> None:
        """Text as the source has it; a list's number that markdown-it took off before it is text too."""
        string = self.source.string
        if not string.startswith(content, self.at):
            if not content.strip():
                return
            lead = _LEAD.match(string, self.at, self.stop)
            if not (lead and string.startswith(content, lead.end())):
                raise _UntraceableError
            self._visible(lead.end())
        self._visible(self.at + len(content))

    def _visible(self, end: int) -> None:
        """Source characters that are text, raised numbers in converters' spellings apart."""
        if end > self.stop:
            raise _UntraceableError
        at = self.at
        for raised in _RAISED.finditer(self.source.string, at, end):
            self._plain(at, raised.start())
            if raised["own"] is not None:
                self.markup.append(Furniture(raised.start(), raised.end(), "markup"))
                at = raised.end()
                continue
            group = next(g for g in "abc" if raised.group(g))
            start, stop = raised.span(group)
            self.markup += [Furniture(raised.start(), start, "markup"), Furniture(stop, raised.end(), "markup")]
            here = len(self.line.string)
            self._plain(start, stop)
            self.line.marks.append(Emphasis(here, len(self.line.string), "sup"))
            at = raised.end()
        self._plain(at, end)
        self.at = end

    def _plain(self, start: int, end: int) -> None:
        stretch = self.source.string[start:end]
        if stretch.strip():
            if stretch[0].isspace():
                self._space()
            self.line.add(gather(self.source, start, end))
            if stretch[-1].isspace():
                self._space()
        elif stretch:
            self._space()

    def _space(self) -> None:
        if self.line.string and not self.line.string.endswith(" "):
            self.line.string += " "

    def _special(self, token: Token) -> None:
        """An escape (`\\*`) or an entity (`&amp;`): one visible character, the rest is markup."""
        if not self.source.string.startswith(token.markup, self.at):
            raise _UntraceableError
        end = self.at + len(token.markup)
        if token.content == token.markup:
            self._visible(end)
            return
        if not token.content.strip():
            self._space()
            self._skip(len(token.markup), "entity")
            return
        escape = token.info == "escape"
        place = end - len(token.content) if escape else self.at
        self.line.add(Text(token.content, ((0, place),)))
        rest = (self.at, place) if escape else (self.at + 1, end)
        self.markup.append(Furniture(*rest, "markup" if escape else "entity"))
        self.at = end

    def _skip(self, length: int, reason: str = "markup") -> None:
        if length < 0 or self.at + length > self.stop:
            raise _UntraceableError
        if length:
            self.markup.append(Furniture(self.at, self.at + length, reason))
        self.at += length

    def _close(self) -> None:
        if not self.open:
            raise _UntraceableError
        style, start, href = self.open.pop()
        if style == "link":
            self._double_escapes(start, href)
        self._mark(style, start, href)

    def _mark(self, style: str, start: int, href: str) -> None:
        """Marks the line from a position to its end; a link that leads nowhere gets no mark."""
        end = len(self.line.string)
        if style != "link":
            self.line.marks.append(Emphasis(start, end, style))
        elif href.strip("#"):
            self.line.marks.append(Link(start, end, href))

    def _double_escapes(self, start: int, href: str) -> None:
        """Of an address that a converter escaped twice (`a\\\\_b`), the link's own target shows that the backslashes
        are markup."""
        shown = self.line.string[start:]
        if "\\" in shown and shown != href and shown.replace("\\", "") == href:
            text = Text(self.line.string, tuple(self.line.places))
            slashes = [i for i in range(start, len(text.string)) if text.string[i] == "\\"]
            edges = [0, *(i + 1 for i in slashes)]
            kept = join((piece(text, a, b) for a, b in zip(edges, [*slashes, len(text.string)], strict=True)), "")
            self.markup += [Furniture(offset(text, i), offset(text, i) + 1, "markup") for i in slashes]
            self.line.string, self.line.places = kept.string, list(kept.places)

    def _tag(self, content: str) -> None:
        tag = _TAG.fullmatch(content)
        comment = _COMMENT.fullmatch(content)
        for number, line in enumerate(content.split("\n")):
            if number:
                self._next_row()
            if not self.source.string.startswith(line, self.at):
                raise _UntraceableError
            if tag is None and comment is None:
                self._visible(self.at + len(line))
            else:
                self._skip(len(line), "comment" if comment else "markup")
        if tag is None:
            return
        name = tag[2].lower()
        if _ENDS_LINE.fullmatch(name):
            self._end_line()
            self.line = _Line(hard=True)
        elif name in _STYLES and not tag[1]:
            self.open.append((_STYLES[name], len(self.line.string), ""))
        elif name in _STYLES and self.open and self.open[-1][0] == _STYLES[name]:
            self._close()
        elif name == "span":
            self._span(content, closes=bool(tag[1]))

    def _span(self, content: str, *, closes: bool) -> None:
        """A `<span>`, which may say the language of its words, or its end."""
        if not closes:
            said = _LANGUAGE.search(content)
            self.spoken.append((said[1].lower() if said else "", len(self.line.string)))
        elif self.spoken:
            self._spoken(*self.spoken.pop())

    def _spoken(self, language: str, start: int) -> None:
        if language:
            self.line.marks.append(Spoken(start, len(self.line.string), language))

    def _break(self, *, hard: bool) -> None:
        rest = self.source.string[self.at : self.stop].strip()
        if rest.strip("\\"):
            raise _UntraceableError
        if rest:
            self._skip(self.stop - self.at)
        self._end_line()
        self._next_row()
        self.line = _Line(hard=hard)

    def _next_row(self) -> None:
        if self.row + 1 >= len(self.stretches) or self.source.string[self.at : self.stop].strip():
            raise _UntraceableError
        self.row += 1
        self.at, self.stop = self.stretches[self.row]

    def _end_line(self) -> None:
        """Closes the line; what is open goes on in the next one."""
        for mark in self.open:
            self._mark(*mark)
        self.open = [(style, 0, href) for style, _, href in self.open]
        for passage in self.spoken:
            self._spoken(*passage)
        self.spoken = [(language, 0) for language, _ in self.spoken]
        self.lines.append((self.line.text(), self.line.hard))
