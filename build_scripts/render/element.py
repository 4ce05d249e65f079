"""The blocks of a report in Markdown's HTML: one a line, or a table over several."""

from __future__ import annotations

import re

from ..core.anchor_names import UNIT
from ..core.list_letters import letters

# A block of the page: `<p id="par-1" class="note">Texte</p>`, `<table id="table-1">\n<tr>…</tr>\n</table>`.
_BLOCK = re.compile(
    r"""
    ^<(?P<tag>p|h[1-6])                         # a paragraph or a heading, on one line
      (?P<attributes>(?:[ ][a-z-]+="[^"]*")*)>
      (?P<inner>.*)
      </(?P=tag)>$
    |
    ^<table[ ]id="(?P<table>[^"]*)">\n          # a table, over several
      (?P<rows>(?:.*\n)*?)
      </table>$
    """,
    re.MULTILINE | re.VERBOSE,
)
# An attribute of a tag: ` id="par-1"`.
_ATTRIBUTE = re.compile(r' ([a-z-]+)="([^"]*)"')
# Where the block begins in an anchor: `par-12`, `res-1.sec-2.a`; not `res-1`, `annex`.
_UNIT = re.compile(rf"(?:^|\.)(?P<kind>{UNIT})(?=[-.])")
# What tells a repeated anchor apart: `par-12_2`; not `par-12`.
_DOUBLED = re.compile(r"_\d+$")
TAG = re.compile(r"<[^>]*>")
"""A tag: `<em>`, `</a>`."""
CALLS = re.compile(r'<sup><a id="[^"]*" href="#[^"]*">.*?</a></sup>')
"""A whole call of a note: `<sup><a id="call-1" href="#note-1">1</a></sup>`; not `<sup>e</sup>`."""
# The sign of a note without number: `* Note`, `(**) Note`.
_ASTERISKS = re.compile(r"[^\w\s<&]?(\*+)[^\w\s<&]?(?=\s|\w|$)")
# Emphasis that a label begins in: `<em>a)</em>`.
_OPENING = re.compile(r"<(strong|em|sup)>")
# The signs around a label: `(` and `)` of `(b)`.
_AROUND = re.compile(r"^[^\w<]+|[^\w<]+$")
# A sign beside a number, or none: `(a)`.
_SIGN = re.compile(r"[^\w\s<&]?")
# What may stand between two words of a label: ` – `.
_BETWEEN = re.compile(r"[^\w<&]*")


class Element:
    """A block on its way from Markdown's HTML to the page's."""

    __slots__ = ("classes", "continues", "id", "inner", "kind", "number", "others", "scope", "table", "tag")

    def __init__(self, match: re.Match[str]) -> None:
        attributes: dict[str, str] = dict(_ATTRIBUTE.findall(match["attributes"] or ""))
        self.table = match["table"] is not None
        self.tag: str = match["tag"] or "table"
        self.inner: str = match["rows"] if self.table else match["inner"]
        self.id: str = match["table"] or attributes.pop("id", "")
        """Empty for a line of the masthead."""
        self.continues = attributes.pop("data-continues", "")
        """Of words that stand below the items of a block, the id of that block."""
        self.classes = attributes.pop("class", "").split()
        self.others = attributes
        self.scope, self.kind, unit = _parsed(self.id or self.continues)
        if any(name.startswith("item-") for name in self.classes):
            self.kind = "item"
        self.number = _number(self.kind, unit, self.inner)
        """As anchors write it: `12`, `4 bis`, `a.i`, `*`."""

    @property
    def label(self) -> str:
        """The number of a paragraph, item or note, of an item the last one as it is printed: `i`, `ب`, `A`."""
        if self.kind != "item":
            return self.number
        printed = TAG.sub("", self.split_label()[0])
        return _AROUND.sub("", printed) or self.number.rsplit(".", 1)[-1]

    def split_label(self) -> tuple[str, str]:
        """The printed number at the head of a numbered block and what follows; no number where they can't be parted."""
        if self.kind not in ("par", "item", "note"):
            return "", self.inner
        last = self.number.rsplit(".", 1)[-1] if self.kind == "item" else self.number
        end = _label_end(self.inner, last.split())
        return (self.inner[:end].rstrip(), self.inner[end:].lstrip()) if end else ("", self.inner)


def elements(html: str) -> list[Element]:
    """The blocks of a page, in order."""
    return [Element(match) for match in _BLOCK.finditer(html)]


def _label_end(inner: str, words: list[str]) -> int:
    """Where the label of these words (« 4 bis ») ends, with its signs and any tag around it; 0 where there is none."""
    tag = _OPENING.match(inner)
    at = tag.end() if tag else 0
    if words and not _said(inner, at, words[0]):
        at = _past(_SIGN, inner, at)
    for number, word in enumerate(words):
        at = _past(_BETWEEN, inner, at) if number else at
        said = _said(inner, at, word)
        if not said:
            return 0
        at += said
    at = _past(_SIGN, inner, _past(_SIGN, inner, at))
    if tag:
        closing = f"</{tag[1]}>"
        if not inner.startswith(closing, at):
            return 0
        at += len(closing)
    return at if at < len(inner) and not inner[at].isdecimal() else 0


def _past(signs: re.Pattern[str], inner: str, at: int) -> int:
    match = signs.match(inner, at)
    return match.end() if match else at


def _said(inner: str, at: int, word: str) -> int:
    """How many signs at a place say a word of a label, in another alphabet or other digits too; 0 where they don't."""
    printed = inner[at : at + len(word)]
    same = printed.isdecimal() and word.isdecimal() and int(printed) == int(word)
    if same or printed.casefold() == word.casefold():
        return len(word)
    if not re.fullmatch(r"[a-z]", word):  # `b`; not `ii`
        return 0
    said = (letter for letter in letters(word) if inner[at : at + len(letter)].lower() == letter)
    return next((len(letter) for letter in said if not inner[at + len(letter) : at + len(letter) + 1].isalpha()), 0)


def _parsed(anchor: str) -> tuple[str, str, str]:
    """Scope, kind and unit of an anchor: `res-1.annex.par-12` → `res-1.annex`, `par`, `12`; a part's own → `part`."""
    unit = _UNIT.search(anchor)
    if unit:
        return anchor[: unit.start()], unit["kind"], anchor[unit.end() :].lstrip("-.")
    return _DOUBLED.sub("", anchor), "part" if anchor else "", ""


def _number(kind: str, unit: str, inner: str) -> str:
    if kind == "item":
        unit = unit.split(".", 1)[-1]
    elif kind == "note" and unit.startswith("x") and (asterisks := _ASTERISKS.match(TAG.sub("", inner))):
        return asterisks[1]
    return _DOUBLED.sub("", unit).replace("-", " ")
