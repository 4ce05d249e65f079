"""Adds to a tagged PDF what WeasyPrint leaves out (ISO 14289-1), on its objects before they are written.

Structure elements, annotations and marked content: ISO 32000-1, 12.5 and 14.6 to 14.8.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pydyf

from .article import direction

PRINT = 4
"""Flag of an annotation that is printed too (ISO 32000-1, table 165)."""

_WHOLE = ("/P", "/H1", "/H2", "/H3", "/H4", "/H5", "/H6")
"""Elements that are never inside one of their own kind; WeasyPrint makes them from pieces of a block."""

_INLINE = {"/Span", "/NonStruct", "/Link"}
"""Elements that stand in a line."""


@dataclass(frozen=True, slots=True)
class Links:
    """What is known about the links of a text, by their address (`#anchor` or URL)."""

    words: dict[str, str] = field(default_factory=dict)
    """Where a link leads."""
    notes: dict[str, str] = field(default_factory=dict)
    """A note's anchor, by the address of the link at its beginning."""


@contextmanager
def languages_kept(tags: Any) -> Iterator[None]:
    """Within the block, elements have the language that HTML gives them (`Lang`), for `finish`.

    `tags`: WeasyPrint's module that makes elements. It writes only the page's language, and nothing leads from a
    finished element back to what it was made from; so each gets its language where it is made.
    """
    build = tags._build_box_tree

    def with_language(box: Any, *arguments: Any) -> Iterator[Any]:
        for element in build(box, *arguments):
            element.setdefault("Lang", box.style["lang"])  # of `<body>`, its children, which have theirs
            yield element

    tags._build_box_tree = with_language
    try:
        yield
    finally:
        tags._build_box_tree = build


def finish(pdf: Any, links: Links) -> None:
    """Complete the objects of a PDF."""
    root = _at(pdf, pdf.catalog["StructTreeRoot"])
    _languages(pdf, root, pdf.catalog["Lang"].string)
    if direction(pdf.catalog["Lang"].string) == "rtl":
        pdf.catalog["ViewerPreferences"]["Direction"] = "/R2L"  # ISO 32000-1, table 150: how pages follow one another.
    parents = _at(pdf, root["ParentTree"])["Nums"]
    of_page = dict(zip(pdf.page_references, parents[1::2], strict=False))
    contents = {page: _at(pdf, _at(pdf, page)["Contents"]).stream for page in pdf.page_references}
    numbers = {element.number for element in _elements(pdf, root)}
    for page, content in contents.items():
        _furniture(of_page[page], content, numbers)
        _shorten(content)
    for element in list(_elements(pdf, root)):
        if element["S"] == "/Link":
            _link(pdf, element, links)
        else:
            _undouble(pdf, element, parents)
            _correct(element, _at(pdf, element["P"]))
    _merge(pdf, root, of_page)
    _list_names(pdf, root)


def _at(pdf: Any, reference: bytes) -> Any:
    """The object that a reference (`12 0 R`) points to."""
    return pdf.objects[int(reference.split()[0])]


def _kids(pdf: Any, element: Any) -> Iterator[tuple[Any, Any]]:
    """(entry, structure element or None for content) for each child."""
    for kid in element["K"]:
        child = None if isinstance(kid, int) else _at(pdf, kid)
        yield kid, None if child is None or child["Type"] != "/StructElem" else child


def _elements(pdf: Any, root: Any) -> Iterator[Any]:
    """Every structure element, in reading order."""
    for _, element in _kids(pdf, root):
        if element is not None:
            yield element
            yield from _elements(pdf, element)


def _languages(pdf: Any, element: Any, around: str) -> None:
    """Leave the language where it differs from that around an element (ISO 14289-1, 7.2), which then has a meaning."""
    for _, below in _kids(pdf, element):
        if below is None:
            continue
        language = below.pop("Lang", None) or around
        if language != around:
            below["Lang"] = pydyf.String(language)
            if below["S"] == "/NonStruct":
                inner = {kid["S"] for _, kid in _kids(pdf, below) if kid is not None}
                below["S"] = "/Span" if inner <= _INLINE else "/Div"
        _languages(pdf, below, language)


def _objects(pdf: Any, element: Any) -> list[tuple[Any, Any]]:
    """(entry, reference to an object) for each annotation of an element."""
    return [(kid, _at(pdf, kid)) for kid, below in _kids(pdf, element) if below is None and not isinstance(kid, int)]


def _furniture(of_page: list[bytes], content: list[Any], numbers: set[int]) -> None:
    """Turn running heads and feet, whose elements aren't in the structure, into artifacts (ISO 14289-1, 7.8).

    `of_page`: the element of each piece of marked content; `numbers`: of the elements in the structure.
    """
    unlisted = {mark for mark, parent in enumerate(of_page) if int(parent.split()[0]) not in numbers}
    for mark in unlisted:
        of_page[mark] = b"null"
    for place, item in enumerate(content):
        if isinstance(item, pydyf.Dictionary) and item.get("MCID") in unlisted:
            content[place - 1 : place + 1] = ["/Artifact", pydyf.Dictionary({"Type": "/Pagination"})]


def _merge(pdf: Any, element: Any, of_page: Mapping[bytes, list[bytes]]) -> None:
    """Give an element the content of those below it that stand only for a line or a style; a report has thousands."""
    kids: list[Any] = []
    for kid, below in list(_kids(pdf, element)):
        if below is not None:
            _merge(pdf, below, of_page)
        if below is None or not _is_plain(below) or below["Pg"] != element.get("Pg"):
            kids.append(kid)
            continue
        kids.extend(below["K"])
        for mark in below["K"]:
            of_page[below["Pg"]][mark] = element.reference
        below.clear()
    element["K"][:] = kids


def _is_plain(element: Any) -> bool:
    return (
        element["S"] in ("/Span", "/NonStruct")
        and element.keys() == {"Type", "S", "K", "Pg", "P"}
        and all(isinstance(kid, int) for kid in element["K"])
    )


def _link(pdf: Any, element: Any, links: Links) -> None:
    """Say where a link leads (ISO 14289-1, 7.18.5), and mark calls and notes (7.9)."""
    parent = _at(pdf, element["P"])
    for annotation in (_at(pdf, reference["Obj"]) for _, reference in _objects(pdf, element)):
        address = f"#{annotation['Dest'].string}" if "Dest" in annotation else annotation["A"]["URI"].string
        annotation["F"] = PRINT
        annotation["Contents"] = pydyf.String(links.words.get(address, address))
        if anchor := links.notes.get(address):
            parent["S"], parent["ID"] = "/Note", pydyf.String(anchor)
            _label(pdf, element, parent)
        elif address[1:] in links.notes.values() and parent["S"] == "/NonStruct":
            parent["S"] = "/Reference"


def _correct(element: Any, parent: Any) -> None:
    """A part of a heading isn't a heading itself; a table header says what it is the header of (ISO 14289-1, 7.5)."""
    if element["S"] == parent.get("S") and element["S"] in _WHOLE:
        element["S"] = "/Span"
    elif element["S"] == "/TH":
        element["A"].setdefault("Scope", "/Column")


def _undouble(pdf: Any, element: Any, parents: list[Any]) -> None:
    """Remove the second links that WeasyPrint makes from what is inside a link: emphasis, superscript letters."""
    for kid, reference in _objects(pdf, element):
        element["K"].remove(kid)
        page, annotation = _at(pdf, reference["Pg"]), _at(pdf, reference["Obj"])
        page["Annots"].remove(reference["Obj"])
        place = 2 * parents[::2].index(annotation["StructParent"])
        del parents[place : place + 2]
        reference.clear()
        annotation.clear()


def _label(pdf: Any, element: Any, parent: Any) -> None:
    """Mark an element as the label of its parent."""
    label = pydyf.Dictionary({key: element[key] for key in ("Type", "Pg", "P")})
    label.update({"S": "/Lbl", "K": pydyf.Array([element.reference])})
    pdf.add_object(label)
    parent["K"][parent["K"].index(element.reference)] = label.reference
    element["P"] = label.reference


def _list_names(pdf: Any, root: Any) -> None:
    """List the elements that have names, as the standard requires (ISO 32000-1, table 322)."""
    identified = sorted(
        (element["ID"].string, element.reference) for element in _elements(pdf, root) if "ID" in element
    )
    if not identified:
        return
    names = pydyf.Array(part for name, reference in identified for part in (pydyf.String(name), reference))
    tree = pydyf.Dictionary({"Names": names})
    pdf.add_object(tree)
    root["IDTree"] = tree.reference


def _shorten(content: list[Any]) -> None:
    """Leave out distances of 0 between letters."""
    content[:] = [
        item.replace(b">0<", b"") if isinstance(item, bytes) and item.endswith(b" TJ") else item for item in content
    ]
