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
_UNITS = {"pt": 20, "pc": 240, "pi": 240, "in": 1440, "cm": 1440 / 2.54, "mm": 1440 / 25.4}
"""Twentieths of a point of each unit."""
_LARGEST = 1e12
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
    return int(_number(string or default, default))


def _number(string: str | int, default: int = 0) -> float:
    try:
        number = float(string)
    except (ValueError, OverflowError):
        return default
    return number if abs(number) <= _LARGEST else default  # Not where it is no number at all, `nan`.


def twentieths(string: str | None, default: int = 0) -> int:
    """A length in twentieths of a point, which « strict » files give with a unit, « 36pt » (ISO/IEC 29500-1,
    22.9.2.15)."""
    per_unit = _UNITS.get((string or "")[-2:])
    return round(_number(string[:-2]) * per_unit) if string and per_unit else whole(string, default)


def local(element: etree._Element) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]
