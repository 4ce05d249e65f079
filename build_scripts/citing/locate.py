"""The places of a document that a citation names: by anchor, or by the words of a heading without number."""

from __future__ import annotations

from collections.abc import Mapping

from .data import fold
from .parse import Read, quotations
from .places import WHOLE, Place, split


def locate(read: Read, found: Mapping[str, Place]) -> tuple[str, str]:
    """(anchor, anchor of the range's last place, or empty) among the document's places; two empty strings where the
    citation names none of them."""
    if not read.headings:
        anchor = read.anchor if read.anchor in found else ""
        return anchor, read.last if anchor and read.last in found else ""
    wanted = [fold(words) for words in read.headings]
    scope = split(read.anchor)[0]
    for anchor, place in found.items():
        if (
            place.kind == WHOLE
            and split(anchor)[0] == scope
            and [fold(words) for words in quotations(place.number)] == wanted
        ):
            return anchor, ""
    return "", ""
