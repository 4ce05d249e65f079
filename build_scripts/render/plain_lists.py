"""Lists and pages of cited documents as HTML, without Python-Markdown: headings, paragraphs and lists of one line each.

Most pages of a site are such lists, and Python-Markdown looks for its every pattern in each of their lines. Here a line
is read from left to right, once. What isn't written as `write/` writes such pages is left to Python-Markdown; the HTML
is the same (tests/render/test_plain_lists.py).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

from markdown.extensions.toc import slugify, unique

Addressed = Callable[[str], str]
"""The address of a page, from the path of its file as a link has it."""

# A page of a list, by its templates: nothing in them asks for the table of contents.
TEMPLATES = ("cote.html", "liste.html")

# What a line may hold: `\\*`, `**66,7 %**`, `<mark>`, `&lt;`, `[A/76/463](../A/76/463.md#par-1){: .pager-next }`; not
# `*`, `_`, `<`.
_PIECE = re.compile(
    r"""
    (?P<words>[^\\`*_{}\[\]<&>]+)
    | \\(?P<escaped>[\\`*_{}\[\]()>#+\-.!])
    | \*\*(?P<strong>[^\s\\`*_{}\[\]<&>](?:[^\\`*_{}\[\]<&>]*[^\s\\`*_{}\[\]<&>])?)\*\*(?!\*)
    | (?P<tag></?mark>|<span[ ]class="[a-z-]+">|</span>)
    | (?P<entity>&(?:\#[0-9]+|\#x[0-9a-fA-F]+|[0-9a-zA-Z]+);)
    | (?P<sign>[&>])
    | \[(?P<label>(?:[^\\\[\]]|\\.)*)\]                  # a link: `[A/76/463](…)`
      \((?P<path>[A-Za-z0-9._~/-]+)(?P<fragment>\#[A-Za-z0-9._-]+)?\)
      (?:\{:[ ]\.(?P<class>[a-z-]+)[ ]\})?               # with a class
    """,
    re.VERBOSE,
)
# A heading with nothing that Python-Markdown would take for its end: `## 2023`; not `### 2023`, `## C#`.
_HEADING = re.compile(r"^## (?P<words>[^\s#][^\n]*[^\s#])$")
_ITEM = r"- (?![#>]|[-+][ ]|\d+\.[ ]|--)[^\s][^\n]*"
# Lines of a list, whose words begin nothing else: `- a\n- b`; not `-a`, `1. a`, `- - a`, `- 1. a`, `- # a`.
_LIST = re.compile(rf"^{_ITEM}(?:\n{_ITEM})*")
# A paragraph that can be nothing else: `20 juillet 2023\n{: .facts }`, `**a** b`; not `- a`, `* a`, `12. a`, `> a`.
_PARAGRAPH = re.compile(
    r"^(?![\s#+\->|=~:`&<]|\*(?!\*[^\s*])|\d+[.)])(?P<words>[^\n]*[^\s])(?:\n\{: \.(?P<class>[a-z-]+) \})?"
)
# A tag: `<mark>`; not `< b`.
_TAGS = re.compile(r"<[^<> ][^<>]*>")


class _Unknown(Exception):  # noqa: N818  (not an error: Python-Markdown makes the page)
    """Something that isn't written as lists are."""


def html(markdown: str, addressed: Addressed) -> str | None:
    """The HTML of a page; None where Python-Markdown must make it."""
    used: set[str] = set()
    known: dict[str, str] = {}

    def address(path: str) -> str:
        if path not in known:
            known[path] = addressed(path)
        return known[path]

    lines: list[str] = []
    before = ""
    try:
        for block in markdown.strip("\n").split("\n\n"):
            kind = block[:2]
            if kind == before == "- ":
                return None  # One list, with its lines apart.
            lines.append(_block(block, address, used))
            before = kind
    except _Unknown:
        return None
    return "\n".join(lines)


def _block(block: str, address: Addressed, used: set[str]) -> str:
    if _LIST.fullmatch(block):
        items = "\n".join(f"<li>{_line(line[2:], address)}</li>" for line in block.split("\n"))
        return f"<ul>\n{items}\n</ul>"
    if match := _HEADING.fullmatch(block):
        words = _line(match["words"], address)
        name = unique(slugify(unescape(_TAGS.sub("", words)), "-"), used)
        return f'<h2 id="{name}">{words}</h2>'
    if match := _PARAGRAPH.fullmatch(block):
        named = f' class="{match["class"]}"' if match["class"] else ""
        return f"<p{named}>{_line(match['words'], address)}</p>"
    raise _Unknown


def _line(line: str, address: Addressed) -> str:
    pieces: list[str] = []
    position = 0
    while position < len(line):
        match = _PIECE.match(line, position)
        if not match or "  " in line:
            raise _Unknown
        pieces.append(_piece(match, address))
        position = match.end()
    return "".join(pieces)


_SIGNS = {"&": "&amp;", ">": "&gt;", "<": "&lt;"}


def _piece(match: re.Match[str], address: Addressed) -> str:
    kind = match.lastgroup
    if kind in ("words", "tag", "entity"):
        return match.group()
    if kind == "strong":
        return f"<strong>{match['strong']}</strong>"
    if kind in ("escaped", "sign"):
        sign = match[kind]
        return _SIGNS.get(sign, sign)
    named = f'class="{match["class"]}" ' if match["class"] else ""
    label = _line(match["label"], _no_link)
    return f'<a {named}href="{address(match["path"])}{match["fragment"] or ""}">{label}</a>'


def _no_link(path: str) -> str:
    raise _Unknown
