"""Reading: the source's lines become chunks, page furniture set aside with its reason.

The reader is chosen by looking at the text, never by its name. A new layout is one more module and one more
row of `READERS`; only readers know formats.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ..core.diagnostics import Diagnostic
from ..core.model import Layout, Source
from . import markdown, pdf_text, printed, word
from .look import Look


@dataclass(frozen=True, slots=True)
class Reader:
    """A layout that can be read."""

    name: str
    likeness: Callable[[Look], float]
    """From 0 (not this layout) to 1 (surely this one)."""
    read: Callable[[Look], tuple[Layout, list[Diagnostic]]]


READERS = (
    Reader("pdf-text", pdf_text.likeness, pdf_text.read),
    Reader("markdown", markdown.likeness, markdown.read),
)
"""Of plain text: the one whose layout it is most like reads it."""

OF_FORMATS = {"pdf": printed.read, "word": word.read, "html": word.read}
"""By the format of the file (`Source.format`), where it says itself how its characters are laid out."""


def read(source: Source) -> tuple[Layout, list[Diagnostic]]:
    """The chunks of a source, found by the reader of its format, or by the one whose layout it is most like."""
    if source.format in OF_FORMATS:
        return OF_FORMATS[source.format](source)
    look = Look.at(source)
    best = max(READERS, key=lambda reader: reader.likeness(look))
    return best.read(look)
