"""Reads Word files with hyperlinks, as elements and as fields, in body and notes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

from lxml import etree

from .linked import LinkedDocument, Passage, Sign, passage

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_FIELD = re.compile(r'\s*HYPERLINK\s+"([^"]*)"')
_SYMBOL = re.compile(r"[A-Z]+/[A-Z0-9][\w./()-]*\d\)?(?: ?\([^)]*\d\))?")
_SIGNS = {"noBreakHyphen": "-", "tab": " ", "br": " ", "cr": " "}


def read_docx(path: Path, language: str) -> LinkedDocument:
    """Read a Word file with its links. Raises BadZipFile or XMLSyntaxError if it is damaged."""
    with ZipFile(path) as file:
        names = file.namelist()
        headers = [name for name in names if re.fullmatch(r"word/header\d+\.xml", name)]
        heads = ("".join(etree.fromstring(file.read(name)).itertext(f"{_W}t")) for name in sorted(headers))
        symbol = next((match[0] for head in heads if (match := _SYMBOL.search(head))), "")
        passages = [
            linked_passage
            for part in ("document", "footnotes", "endnotes")
            if f"word/{part}.xml" in names
            for linked_passage in _passages(file, part)
        ]
    return LinkedDocument(path.name, language, symbol, tuple(passages))


def _passages(file: ZipFile, part: str) -> Iterator[Passage]:
    targets: dict[str, str] = {}
    relations = f"word/_rels/{part}.xml.rels"
    if relations in file.namelist():
        targets = {
            relation.get("Id"): relation.get("Target", "") for relation in etree.fromstring(file.read(relations))
        }
    root = etree.fromstring(file.read(f"word/{part}.xml"))
    for fallback in list(root.iter(f"{_MC}Fallback")):
        fallback.getparent().remove(fallback)
    for paragraph in root.iter(f"{_W}p"):
        note = next((note.get(f"{_W}id") for note in paragraph.iterancestors(f"{_W}footnote", f"{_W}endnote")), "")
        linked_passage = passage(_Runs(targets).signs(paragraph), note)
        if linked_passage.text.string:
            yield linked_passage


class _Runs:
    """The signs of a paragraph's runs; a field's link applies from its instruction to its end."""

    def __init__(self, targets: dict[str, str]) -> None:
        self.targets = targets
        self.fields: list[str] = []
        self.instruction = ""

    def signs(self, element: etree._Element, href: str = "") -> Iterator[Sign]:
        """The signs below an element; a text box inside a paragraph has paragraphs of its own."""
        for child in element:
            name = etree.QName(child).localname if isinstance(child.tag, str) else ""
            if name == "hyperlink":
                yield from self.signs(child, self.targets.get(child.get(f"{_R}id"), ""))
            elif name == "fldChar":
                self._field(child.get(f"{_W}fldCharType"))
            elif name == "instrText":
                self.instruction += child.text or ""
            elif name in ("footnoteReference", "endnoteReference"):
                yield Sign(child.get(f"{_W}id"), call=True)
            elif name == "t":
                linked = href or next((target for target in reversed(self.fields) if target), "")
                yield from (Sign(letter, linked) for letter in child.text or "")
            elif name in _SIGNS:
                yield Sign(_SIGNS[name], href or next((target for target in reversed(self.fields) if target), ""))
            elif name not in ("del", "txbxContent", "pict", "drawing", "AlternateContent"):
                yield from self.signs(child, href)

    def _field(self, kind: str | None) -> None:
        if kind == "begin":
            self.fields.append("")
            self.instruction = ""
        elif kind == "separate" and self.fields:
            target = _FIELD.match(self.instruction)
            self.fields[-1] = target[1] if target else ""
        elif kind == "end" and self.fields:
            self.fields.pop()
