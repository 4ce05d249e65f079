"""The indents of templates, which no reader sees, taken out of pages: some 5 KB of the pages that a report brings."""

from __future__ import annotations

import re

# A line's indent, with the empty lines before it: `\n\n    <p>`; not a plain end of line.
_INDENT = re.compile(r"\n\s+")
# What is shown as it is written: `<pre>a\n  b</pre>`; not `<p>a\n  b</p>`.
_AS_WRITTEN = re.compile(r"(<(pre|textarea)\b.*?</\2>)", re.DOTALL)


def unindented(html: str) -> str:
    """A page without them. White space is nowhere lost between words, nor changed where it shows."""
    if not _AS_WRITTEN.search(html):
        return _INDENT.sub("\n", html)
    pieces = _AS_WRITTEN.split(html)
    # Between, what is shown as it is written, and its tag's name.
    return "".join(
        piece if index % 3 == 1 else _INDENT.sub("\n", piece) for index, piece in enumerate(pieces) if index % 3 != 2
    )
