"""The physical lines of a source."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..core.model import Source
from ..core.value import value

# Characters that no printed page shows: C0 and C1 controls, soft hyphen, zero-width space, byte order mark: `\x02`,
# `\u00ad`, `\u200b`, `\ufeff`; not `\t`, `\n`, `a`.
CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u200b\ufeff]+")
# What stands before the first visible character of a line: `  \u200b 12.`, and nothing of `12.`.
_INVISIBLE = re.compile(rf"(?:\s|{CONTROL.pattern})*")
# The end of a line or a page: `\n`, `\r\n`, `\f`.
_NEWLINE = re.compile(r"[\n\r\f](?:(?<=\r)\n)?")

# An address, at the start of a line or all of it: `https://un.org/a`, `mailto:a@un.org`; not `un.org`.
URL = re.compile(r"(?:https?://|mailto:)\S+")


@value(frozen=True, slots=True)
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
    ends = [newline.span() for newline in _NEWLINE.finditer(string)]
    if not ends or ends[-1][1] < len(string):
        ends.append((len(string), len(string)))
    for end, after in ends:
        lead = _INVISIBLE.match(string, start, end).end()  # type: ignore[union-attr]
        if lead < end:
            words = string[lead:end].rstrip()
            indent = sum(c.isspace() for c in string[start:lead]) if lead > start else 0
            yield Line(lead, words, indent, blanks, end > lead + len(words), form_feed)
            blanks, form_feed = 0, False
        feed = string.startswith("\f", end, after)
        blanks += lead == end and not feed
        form_feed = form_feed or feed
        start = after
