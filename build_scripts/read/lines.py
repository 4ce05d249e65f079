"""The physical lines of a source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..core.model import Source

# Characters that no printed page shows: C0 and C1 controls, soft hyphen, zero-width space, byte order mark: `\x02`,
# `\u00ad`, `\u200b`, `\ufeff`; not `\t`, `\n`, `a`.
CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u200b\ufeff]+")
# What stands before the first visible character of a line: `  \u200b 12.`, and nothing of `12.`.
_INVISIBLE = re.compile(rf"(?:\s|{CONTROL.pattern})*")
# The end of a line or a page: `\n`, `\r\n`, `\f`.
_NEWLINE = re.compile(r"\r\n|[\n\r\f]")

# An address, at the start of a line or all of it: `https://un.org/a`, `mailto:a@un.org`; not `un.org`.
URL = re.compile(r"(?:https?://|mailto:)\S+")


@dataclass(frozen=True, slots=True)
class Line:
    """A physical line that isn't blank."""

    start: int
    """Offset in the source of its first visible character."""
    string: str
    """Without the white space at its ends."""
    indent: int
    """Leading spaces."""
    blanks: int
    """Blank lines directly before it."""
    loose: bool = False
    """Spaces trail its words, as they do where an extractor breaks a paragraph into lines."""
    form_feed: bool = False
    """A form feed stands between it and the line before."""

    @property
    def end(self) -> int:
        return self.start + len(self.string)


def lines_of(source: Source) -> Iterator[Line]:
    """The lines that aren't blank, in order."""
    blanks, form_feed, start = 0, False, 0
    string = source.string
    while start < len(string):
        newline = _NEWLINE.search(string, start)
        end = newline.start() if newline else len(string)
        raw = string[start:end]
        lead = _INVISIBLE.match(raw).end()  # type: ignore[union-attr]
        if lead < len(raw):
            words = raw[lead:].rstrip()
            indent = sum(c.isspace() for c in raw[:lead])
            yield Line(start + lead, words, indent, blanks, len(raw) > lead + len(words), form_feed)
            blanks, form_feed = 0, False
        feed = bool(newline and newline.group() == "\f")
        blanks += lead == len(raw) and not feed
        form_feed = form_feed or feed
        start = newline.end() if newline else len(string)
