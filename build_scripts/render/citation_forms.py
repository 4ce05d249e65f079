"""What a page's script needs to cite its places: the same words that exports use (references/places.py)."""

from __future__ import annotations

import re
from html import escape, unescape

from ..references.places import Place, Unit, page_data, places
from .element import CALLS, TAG, Element

# The number that a heading begins with: `III – Recommandations`, `A) Rappel`, `2.1 Suivi`.
_HEADING = re.compile(r"\W*([IVXLCDM]+|[A-Za-z]|\d+(?:\.\d+)*)\b")


def cited(elements: list[Element], language: str) -> dict[str, Place]:
    """The place of every block by its anchor."""
    return places(map(_unit, elements), language)


def article(language: str) -> str:
    """The attribute of the article that holds the forms of the language."""
    return f'data-citing="{escape(page_data(language))}"'


def sign(places_of: dict[str, Place], anchor: str) -> str:
    """The attribute of a block's permalink that says its place."""
    return f' data-ref="{escape(places_of[anchor].data)}"' if anchor in places_of else ""


def part(elements: list[Element], places_of: dict[str, Place], scope: str) -> str:
    """The attribute of a part that says its place, from any block in it."""
    inside = next((element.id for element in elements if element.scope == scope and element.id in places_of), "")
    return f' data-scope="{escape(places_of[inside].scope)}"' if inside else ""


def _unit(element: Element) -> Unit:
    if element.tag.startswith("h") and element.kind == "sec":
        words = unescape(TAG.sub("", CALLS.sub("", element.inner))).strip()
        numbered = not re.search(r"(?:^|\.)h-\d+(?:_\d+)?$", element.id)
        match = _HEADING.match(words) if numbered else None
        return Unit(element.id, match[1] if match else "", "" if numbered else words)
    return Unit(
        element.id, element.label if element.kind in ("par", "item", "note") else "", item=element.kind == "item"
    )
