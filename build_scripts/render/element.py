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
_ASTERISKS = re.compile(r"[^\w\s<&]?(\*+)[^\w\s<&]?(?=\s|\w|$)")


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
        printed = r"[^\w<&]*".join(map(re.escape, last.split()))
        label = rf"[^\w\s<&]?{printed}[^\w\s<&]{{0,2}}"
        found = re.match(rf"(<(strong|em)>)?{label}(?(1)</\2>)(?=[^\d])\s*", self.inner, re.IGNORECASE)
        return (found.group().rstrip(), self.inner[found.end() :]) if found else ("", self.inner)


def elements(html: str) -> list[Element]:
    """The blocks of a page, in order."""
    return [Element(found) for found in _BLOCK.finditer(html)]


def _parsed(anchor: str) -> tuple[str, str, str]:
    """Scope, kind and unit of an anchor: `res-1.annex.par-12` → `res-1.annex`, `par`, `12`; a part's own → `part`."""
    unit = _UNIT.search(anchor)
    if unit:
        return anchor[: unit.start()], unit["kind"], anchor[unit.end() :].lstrip("-.")
    return _DOUBLED.sub("", anchor), "part" if anchor else "", ""


def _number(kind: str, unit: str, inner: str) -> str:
    if kind == "item":
        unit = unit.split(".", 1)[-1]
    elif kind == "note" and unit.startswith("x") and (asterisks := _ASTERISKS.match(inner)):
        return asterisks[1]
    return _DOUBLED.sub("", unit).replace("-", " ")
