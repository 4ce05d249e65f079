"""The blocks of a report in Markdown's HTML: one a line, or a table over several."""

from __future__ import annotations

import re

_BLOCK = re.compile(
    r"^<(?P<tag>p|h[1-6])(?P<attributes>(?: [a-z-]+=\"[^\"]*\")*)>(?P<inner>.*)</(?P=tag)>$"
    r"|^<table id=\"(?P<table>[^\"]*)\">\n(?P<rows>(?:.*\n)*?)</table>$",
    re.MULTILINE,
)
_ATTRIBUTE = re.compile(r' ([a-z-]+)="([^"]*)"')
_UNIT = re.compile(r"(?:^|\.)(?P<kind>par|pp|txt|sec|note|table|fig)(?=[-.])")
_DOUBLED = re.compile(r"_\d+$")
_TAG = re.compile(r"<[^>]*>")
_ASTERISKS = re.compile(r"[^\w\s<&]?(\*+)[^\w\s<&]?(?=\s|\w|$)")
_OPENING = re.compile(r"<(strong|em|sup)>")
_SIGN = re.compile(r"[^\w\s<&]?")
_BETWEEN = re.compile(r"[^\w<&]*")


class Element:
    """A block on its way from Markdown's HTML to the page's."""

    __slots__ = ("classes", "id", "inner", "kind", "number", "others", "scope", "table", "tag")

    def __init__(self, found: re.Match[str]) -> None:
        attributes: dict[str, str] = dict(_ATTRIBUTE.findall(found["attributes"] or ""))
        self.table = found["table"] is not None
        self.tag: str = found["tag"] or "table"
        self.inner: str = found["rows"] if self.table else found["inner"]
        self.id: str = found["table"] or attributes.pop("id", "")
        """Empty for a line of the masthead."""
        self.classes = attributes.pop("class", "").split()
        self.others = attributes
        self.scope, self.kind, unit = _parsed(self.id)
        if any(name.startswith("item-") for name in self.classes):
            self.kind = "item"
        self.number = _number(self.kind, unit, self.inner)
        """As a reader says it: `12`, `4 bis`, `a.i`, `*`."""

    def split_label(self) -> tuple[str, str]:
        """The printed number at the head of a numbered block and what follows; no number where it cannot be told."""
        if self.kind not in ("par", "item", "note"):
            return "", self.inner
        last = self.number.rsplit(".", 1)[-1] if self.kind == "item" else self.number
        end = _label_end(self.inner, last.split())
        return (self.inner[:end].rstrip(), self.inner[end:].lstrip()) if end else ("", self.inner)


def elements(html: str) -> list[Element]:
    """The blocks of a page, in order."""
    return [Element(found) for found in _BLOCK.finditer(html)]


def _label_end(inner: str, words: list[str]) -> int:
    """Where the label of these words (« 4 bis ») with its signs ends, in a tag of its own or in none; 0: nowhere."""
    tag = _OPENING.match(inner)
    at = tag.end() if tag else 0
    if words and not _says(inner, at, words[0]):
        at = _past(_SIGN, inner, at)
    for number, word in enumerate(words):
        at = _past(_BETWEEN, inner, at) if number else at
        if not _says(inner, at, word):
            return 0
        at += len(word)
    at = _past(_SIGN, inner, _past(_SIGN, inner, at))
    if tag:
        closing = f"</{tag[1]}>"
        if not inner.startswith(closing, at):
            return 0
        at += len(closing)
    return at if at < len(inner) and not inner[at].isdecimal() else 0


def _past(signs: re.Pattern[str], inner: str, at: int) -> int:
    found = signs.match(inner, at)
    return found.end() if found else at


def _says(inner: str, at: int, word: str) -> bool:
    return inner[at : at + len(word)].casefold() == word.casefold()


def _parsed(anchor: str) -> tuple[str, str, str]:
    """Scope, kind and unit of an anchor: `res-1.annex.par-12` → `res-1.annex`, `par`, `12`; a part's own → `part`."""
    unit = _UNIT.search(anchor)
    if unit:
        return anchor[: unit.start()], unit["kind"], anchor[unit.end() :].lstrip("-.")
    return _DOUBLED.sub("", anchor), "part" if anchor else "", ""


def _number(kind: str, unit: str, inner: str) -> str:
    if kind == "item":
        unit = unit.split(".", 1)[-1]
    elif kind == "note" and unit.startswith("x") and (asterisks := _ASTERISKS.match(_TAG.sub("", inner))):
        return asterisks[1]
    return _DOUBLED.sub("", unit).replace("-", " ")
