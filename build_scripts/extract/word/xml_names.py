"""Names of the elements and attributes of Word's XML (ECMA-376, part 1)."""

from __future__ import annotations

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
VAL = f"{W}val"
TEXTS = (f"{W}t", f"{W}delText", f"{MATH}t")
"""The elements that hold words."""
_OFF = ("0", "false", "off", "none")


def value(element: etree._Element | None, name: str) -> str:
    """The value of a property, `w:val` of the child of that name; empty where there is none."""
    child = element.find(f"{W}{name}") if element is not None else None
    return str(child.get(VAL, "")) if child is not None else ""


def is_on(element: etree._Element | None, name: str) -> bool | None:
    """A property that is on or off; None where nothing is said."""
    child = element.find(f"{W}{name}") if element is not None else None
    return None if child is None else child.get(VAL, "1") not in _OFF


def whole(string: str | None, default: int = 0) -> int:
    """A number of Word's XML, which may have a unit or be no number at all."""
    try:
        return int(float(string or default))
    except (ValueError, OverflowError):
        return default


def local(element: etree._Element) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]
