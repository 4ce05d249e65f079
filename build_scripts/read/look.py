"""What a source looks like, for readers to tell how like their layout it is."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from ..core.model import Source
from .endings import is_closed
from .label_counts import LABEL
from .lines import URL, Line, lines_of

# Signs of Markdown in a line: `## Titre`, `- a`, `| a | b |`, `**Titre**`, `<sup>`, `[^3]`, `$^{3}$`, `^{3}`,
# `](https://un.org)`, `&amp;`, `1\.`, `<!--`; not `2 * 3`, `-1`, `[3]`.
MARKED = re.compile(
    r"""
    ^(?: \#{1,6}[ ] | [-*+][ ] | \| )                           # headings, lists, tables
    | \*{1,3}[^\W\d][^*]{0,200}\*                               # emphasis
    | <sup> | \]\(\S{0,300}\)                                   # raised numbers, links
    | \[\^\w{1,9}\] | \$\s?(?:\{[ ]?\})?\^ | \^\{               # other spellings of raised numbers
    | &[a-z]{2,6}; | \\[*_\[\]\#.(] | <!--                      # entities, escapes, comments
    """,
    re.VERBOSE,
)
# Signs that no text out of a PDF has: `# Titre`, `**Titre**`, `![](page.png)`, `](#note)`, `<br/>`, `| --- |`, `^{3}`,
# `[^3]`; not `** a **`, `# `, `| a |`, `<10>`.
_SURELY_MARKED = re.compile(
    r"""
    ^\#{1,6}[ ]\S                                               # a heading
    | \*\*[^\s*](?:[^*\n]{0,200}[^\s*])?\*\*                    # bold
    | !\[[^\]\n]{0,200}\]\( | \]\((?:https?:|\#)                # a picture, a link
    | </?(?:su[pb]|[ubip]|em|strong|span|table|t[rdh]|br|div|[ou]l|li|h[1-6])\b[^<>]{0,200}>
    | ^\|(?:[ ]?:?-{3,}:?[ ]?\|)+$                              # the rule of a table
    | \^\{\d | \[\^\d{1,3}\]                                    # a raised number
    """,
    re.VERBOSE,
)
# Without one of these, only the hyphen or plus of a list at its start can mark a line: `a*b`, `[3]`; not `a-b`.
_SIGN = re.compile(r"[#*|<\[\]$^&\\]")
# The block of keys that some converters set before a text: `---\ntitle: Rapport\n---\n`; not `---\nRapport\n---\n`.
FRONT_MATTER = re.compile(r"[\s\ufeff]*---[ \t]*\r?\n(?=(?:[^\n]*\n){0,40}?\w+:)(?:[^\n]*\n)*?---[ \t]*(?:\r?\n|\Z)")


@dataclass(frozen=True)
class Look:
    """What can be seen of a source before it is read."""

    source: Source
    lines: tuple[Line, ...]
    marked: int
    """Lines with signs of Markdown."""
    surely: int
    """Lines with signs that nothing else has."""

    @classmethod
    def at(cls, source: Source) -> Look:
        lines = tuple(lines_of(source))
        signed = [line.string for line in lines if line.string[0] in "-+" or _SIGN.search(line.string)]
        surely = sum(1 for string in signed if _SURELY_MARKED.search(string))
        # One line with an asterisk is the note of a title; a list has several.
        lone = sum(line.string.startswith("* ") for line in lines) == 1
        listed = [string for string in signed if not (lone and string.startswith("* "))]
        marked = sum(1 for string in listed if MARKED.search(string) or _SURELY_MARKED.search(string))
        return cls(source, lines, marked, surely)

    @cached_property
    def usual_blanks(self) -> int:
        """How many blank lines the layout puts between two lines of a paragraph: 1 or 0."""
        return _usual_blanks(self.lines)


def _usual_blanks(lines: Sequence[Line]) -> int:
    """Lines that the page's width broke end in no full stop and go on in lower case; where a blank line follows every
    line, such pairs are many. Where there are none, spaces at the lines' ends tell.
    """
    counts: Counter[int] = Counter()
    for before, line in itertools.pairwise(lines):
        if line.indent or not line.string[0].islower() or URL.match(line.string) or LABEL.match(line.string):
            continue
        if not is_closed(before.string, comma=True):
            counts[min(line.blanks, 2)] += 1
    if not counts:
        return int(sum(line.loose and line.blanks == 1 for line in lines) > len(lines) / 2)
    return int(counts[1] > counts[0] and counts[1] > 0.1 * len(lines))
