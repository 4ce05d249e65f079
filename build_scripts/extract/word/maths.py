"""Formulas (OMML, ECMA-376, part 1, 22.1) as one line, with signs for what stands above, below or around."""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from .writer import Writer
from .xml_names import MATH, TEXTS, local

_ROOT = "√"
_INTEGRAL = "∫"
"""The sign of an operator that names none."""


def write_formula(writer: Writer, element: etree._Element) -> None:
    """The words of a formula, each once, in the order of the page."""
    write = _ELEMENTS.get(local(element)) if isinstance(element.tag, str) else None
    if element.tag in TEXTS:
        writer.words(element.text or "")
    elif write:
        write(writer, element)
    else:
        _all(writer, element)


def _all(writer: Writer, element: etree._Element | None) -> None:
    for child in element if element is not None else ():
        write_formula(writer, child)


def _part(writer: Writer, element: etree._Element, name: str) -> None:
    _all(writer, element.find(f"{MATH}{name}"))


def _whole(writer: Writer, element: etree._Element, name: str) -> None:
    """A part in brackets, if it has more than one sign."""
    part = element.find(f"{MATH}{name}")
    signs = "" if part is None else "".join(text.text or "" for text in part.iter(f"{MATH}t"))
    several = len(signs.strip()) > 1 and not signs.strip().isalnum()
    writer.sign("(" if several else "")
    _all(writer, part)
    writer.sign(")" if several else "")


def _fraction(writer: Writer, element: etree._Element) -> None:
    _whole(writer, element, "num")
    writer.sign("/")
    _whole(writer, element, "den")


def _raised(writer: Writer, element: etree._Element) -> None:
    """« x^2 »: a raised digit would be a note's call."""
    if element.find(f"{MATH}sup//{MATH}t") is not None:
        writer.sign("^")
        _whole(writer, element, "sup")


def _script(writer: Writer, element: etree._Element) -> None:
    _part(writer, element, "e")
    _part(writer, element, "sub")
    _raised(writer, element)


def _radical(writer: Writer, element: etree._Element) -> None:
    _part(writer, element, "deg")
    writer.sign(_ROOT)
    _whole(writer, element, "e")


def _operator(writer: Writer, element: etree._Element) -> None:
    writer.sign(_sign(element, "naryPr", "chr", _INTEGRAL))
    _part(writer, element, "sub")
    _raised(writer, element)
    _part(writer, element, "e")


def _brackets(writer: Writer, element: etree._Element) -> None:
    writer.sign(_sign(element, "dPr", "begChr", "("))
    for index, part in enumerate(element.findall(f"{MATH}e")):
        writer.sign(_sign(element, "dPr", "sepChr", "|") if index else "")
        _all(writer, part)
    writer.sign(_sign(element, "dPr", "endChr", ")"))


def _rows(writer: Writer, element: etree._Element) -> None:
    """A matrix, or lines one below the other."""
    for index, row in enumerate(row for row in element if local(row) in ("mr", "e")):
        writer.sign("; " if index else "")
        cells = row.findall(f"{MATH}e") or [row]
        for at, cell in enumerate(cells):
            writer.sign(" " if at else "")
            _all(writer, cell)


def _sign(element: etree._Element, properties: str, name: str, default: str) -> str:
    """A sign that a property gives; nothing where it is given as empty."""
    child = element.find(f"{MATH}{properties}/{MATH}{name}")
    return default if child is None else child.get(f"{MATH}val", "")


_ELEMENTS: dict[str, Callable[[Writer, etree._Element], None]] = {
    "f": _fraction,
    "sSup": _script,
    "sSub": _script,
    "sSubSup": _script,
    "sPre": _script,
    "rad": _radical,
    "nary": _operator,
    "d": _brackets,
    "m": _rows,
    "eqArr": _rows,
}
