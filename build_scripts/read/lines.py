"""What all readers of plain text share: physical lines, and texts gathered from stretches of the source."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from ..core.data_files import either
from ..core.language import language, languages
from ..core.model import Chunk, Furniture, Layout, Source, Text
from ..core.text import join

# Characters that no printed page shows: C0 and C1 controls, soft hyphen, zero-width space, byte order mark.
CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u200b\ufeff]+")
_INVISIBLE = re.compile(rf"(?:\s|{CONTROL.pattern})*")
_IRREGULAR = re.compile(rf"\s{{2,}}|[^\S ]|{CONTROL.pattern}")
# Signs of Markdown in a line: headings, lists, tables, emphasis, links, raised numbers.
MARKED = re.compile(
    r"^(?:#{1,6} |[-*+] |\|)|\*{1,3}[^\W\d][^*]{0,200}\*|<sup>|\]\(\S{0,300}\)|\[\^\w{1,9}\]"
    r"|\$\s?(?:\{ ?\})?\^|\^\{|&[a-z]{2,6};|\\[*_\[\]#.(]|<!--"
)
# Signs that no text out of a PDF has.
_SURELY_MARKED = re.compile(
    r"^#{1,6} \S|\*\*[^\s*](?:[^*\n]{0,200}[^\s*])?\*\*|!\[[^\]\n]{0,200}\]\(|\]\((?:https?:|#)"
    r"|</?(?:su[pb]|[ubip]|em|strong|span|table|t[rdh]|br|div|[ou]l|li|h[1-6])\b[^<>]{0,200}>"
    r"|^\|(?: ?:?-{3,}:? ?\|)+$|\^\{\d|\[\^\d{1,3}\]"
)
FRONT_MATTER = re.compile(r"[\s\ufeff]*---[ \t]*\r?\n(?=(?:[^\n]*\n){0,40}?\w+:)(?:[^\n]*\n)*?---[ \t]*(?:\r?\n|\Z)")
SOFT_HYPHEN = "\u00ad"
RAISED_DIGITS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
LEADERS = re.compile(r"(?:\. ?){5,}|…{2,}|(?<!_)_{5,}+\s*+\d++$")
"""The dots between an entry of a table of contents and its page."""
_NEWLINE = re.compile(r"\r\n|[\n\r\f]")


@dataclass(frozen=True, slots=True)
class Line:
    """A physical line that is not blank."""

    start: int
    """Offset in the source of its first visible character."""
    string: str
    """Without the blanks at its ends."""
    indent: int
    """Leading blanks."""
    blanks: int
    """Blank lines directly before it."""
    loose: bool = False
    """Blanks trail its words, as they do where an extractor breaks a paragraph into lines."""
    form_feed: bool = False
    """A form feed stands between it and the line before."""

    @property
    def end(self) -> int:
        return self.start + len(self.string)


def lines_of(source: Source) -> Iterator[Line]:
    """The lines that are not blank, in order."""
    blanks, form_feed, start = 0, False, 0
    string = source.string
    while start < len(string):
        found = _NEWLINE.search(string, start)
        end = found.start() if found else len(string)
        raw = string[start:end]
        lead = _INVISIBLE.match(raw).end()  # type: ignore[union-attr]
        if lead < len(raw):
            words = raw[lead:].rstrip()
            indent = sum(c.isspace() for c in raw[:lead])
            yield Line(start + lead, words, indent, blanks, len(raw) > lead + len(words), form_feed)
            blanks, form_feed = 0, False
        feed = bool(found and found.group() == "\f")
        blanks += lead == len(raw) and not feed
        form_feed = form_feed or feed
        start = found.end() if found else len(string)


@dataclass(frozen=True, slots=True)
class Look:
    """What a source looks like, for readers to tell how like their layout it is."""

    source: Source
    lines: tuple[Line, ...]
    marked: int
    """Lines with signs of Markdown."""
    surely: int
    """Lines with signs that nothing else has."""

    @classmethod
    def at(cls, source: Source) -> Look:
        lines = tuple(lines_of(source))
        surely = [bool(_SURELY_MARKED.search(line.string)) for line in lines]
        marked = sum(1 for line, sure in zip(lines, surely, strict=True) if sure or MARKED.search(line.string))
        return cls(source, lines, marked, sum(surely))


def gather(source: Source, start: int, end: int) -> Text:
    """The text of a stretch of the source: white space collapsed, control characters left out (see `controls`)."""
    string = source.string
    while start < end and string[start].isspace():
        start += 1
    while end > start and string[end - 1].isspace():
        end -= 1
    pieces: list[str] = []
    places: list[tuple[int, int]] = []
    length, at = 0, start
    for found in [*_IRREGULAR.finditer(string, start, end), None]:
        stop = found.start() if found else end
        if stop > at:
            places.append((length, at))
            pieces.append(string[at:stop])
            length += stop - at
        if found:
            if found.group().isspace() and (not pieces or pieces[-1][-1] != " "):
                pieces.append(" ")
                length += 1
            at = found.end()
    return Text("".join(pieces), tuple(places)) if places else Text("", ())


def controls(source: Source) -> list[Furniture]:
    """The control characters of a source, which no text shows."""
    return [Furniture(m.start(), m.end(), "control") for m in CONTROL.finditer(source.string)]


def disjoint(furniture: Iterable[Furniture]) -> tuple[Furniture, ...]:
    """Furniture in order, each character in one stretch only: a control character inside a running head, say."""
    result: list[Furniture] = []
    done = 0
    for f in sorted(furniture, key=lambda f: (f.start, -f.end)):
        if f.end > max(f.start, done):
            result.append(f if f.start >= done else replace(f, start=done))
            done = f.end
    return tuple(result)


def settled(reader: str, chunks: Iterable[Chunk], furniture: Iterable[Furniture]) -> Layout:
    """What a reader returns: chunks that hold something, and furniture, in the order of the source."""
    full = [c for c in chunks if c.text.places]
    return Layout(reader, tuple(sorted(full, key=lambda c: c.text.places[0][1])), disjoint(furniture))


@cache
def _suspended() -> re.Pattern[str]:
    """A hyphen ends a line where a compound was broken; « inter- et intrarégionale » keeps its blank, in any language:
    names and titles stand in all."""
    return re.compile(rf"{either(word for code in languages() for word in language(code).suspended)}\b")


def join_lines(texts: list[Text], soft: Collection[int] = ()) -> Text:
    """The lines of a paragraph as one text; a compound broken at its hyphen (« Pays-/Bas ») is closed up, and so is a
    word after whose lines (`soft`, by index) a soft hyphen stands."""
    groups: list[list[Text]] = []
    for index, text in enumerate(texts):
        before = groups[-1][-1].string if groups else ""
        closed = (
            len(before) > 1
            and before[-1] in "-‐\u2011"
            and before[-2].isalpha()
            and text.string[:1].isalpha()
            and not _suspended().match(text.string)
        )
        if closed or (groups and index - 1 in soft):
            groups[-1].append(text)
        else:
            groups.append([text])
    return join(join(group, "") for group in groups)


_CLOSED = re.compile(r"[.;:!?…。；：؛؟](?:\s?[»”\"'’])?(?:\s?[)\]])?[.;,]?\s?$")
_TAIL = 100
_CALL_AT_END = re.compile(r"(?<=[.;:!?…»”)\],\w])\s?(?:\d{1,3}|\*{1,4})$")


def closed(string: str, *, comma: bool = False) -> bool:
    """True where a full stop or its like ends a text, a note's call after it or not; with `comma`, a comma too,
    as preambular paragraphs and enacting lines end."""
    string = string[-_TAIL:]
    if _CLOSED.search(string) or (comma and string.endswith((",", "،", "，"))):
        return True
    # « L.2 » at the end of a symbol is no full stop with a call.
    if "/" in string[string.rfind(" ") + 1 :]:
        return False
    call = _CALL_AT_END.search(string)
    before = string[: call.start()] if call else ""
    return bool(call) and (bool(_CLOSED.search(before)) or (comma and before.endswith(",")))
