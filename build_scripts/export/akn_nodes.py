"""Elements of Akoma Ntoso."""

from __future__ import annotations

import re

from lxml import etree

from ..core.remembered import Remembered
from ..write import escape

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
COTE = "urn:cote:anchor"
"""Namespace of what the archive adds: `cote:anchor`, the permanent anchor, and `cote:key`, the key of a citation."""
ANCHOR = f"{{{COTE}}}anchor"
KEY = f"{{{COTE}}}key"

# What XML cannot hold: `\x0b`, `\ufffe`; not `\t`.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_HOLDING_WORDS = frozenset(
    f"{{{NAMESPACE}}}{name}"
    for name in ("p", "num", "heading", "caption", "block", "crossHeading", "listIntroduction", "listWrapUp")
)

_names = Remembered[str, str](lambda tag: f"{{{NAMESPACE}}}{tag}")
"""Names of elements with their namespace, by the names alone."""


def xml(string: str) -> str:
    """The string without the characters that XML cannot hold."""
    return string if string.isprintable() else _NOT_XML.sub("", string)


def plain(words: str) -> str:
    """Words as XML holds them."""
    return xml(escape.plain(words))


def element(parent: etree._Element, tag: str, **attributes: str) -> etree._Element:
    """A new last child. Attributes without a value are left out."""
    if not attributes:
        return etree.SubElement(parent, _names[tag])
    return etree.SubElement(parent, _names[tag], {key: xml(value) for key, value in attributes.items() if value})


def append(node: etree._Element, words: str) -> None:
    """Add text after what the element already holds."""
    if len(node):
        node[-1].tail = (node[-1].tail or "") + words
    else:
        node.text = (node.text or "") + words


def indent(node: etree._Element, line: str = "\n") -> None:
    """New lines and indents between elements, but not inside text."""
    if not len(node) or node.tag in _HOLDING_WORDS or node.text:
        return
    node.text = f"{line} "
    for child in node:
        indent(child, f"{line} ")
        child.tail = f"{line} "
    node[-1].tail = line
