"""The string of a Word file as it grows, with its spans and what stands in no part of the file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml import etree

from ...core.model import Span, Style
from .xml_names import TEXTS

_NEAR = 50  # Styles of a note's characters, the last ones.


@dataclass(slots=True)
class Writer:
    """What has been written so far."""

    pieces: list[str] = field(default_factory=list)
    length: int = 0
    spans: list[Span] = field(default_factory=list)
    made: list[tuple[int, int]] = field(default_factory=list)
    """Stretches that no text element of the file has: numbers, tabs, ends of lines."""
    left_out: dict[str, Counter[str]] = field(default_factory=dict)
    """Reason → the visible characters of the file that it keeps out of the string."""
    styles: list[Style] = field(default_factory=list)

    def words(self, string: str) -> None:
        """Characters of the file."""
        self.pieces.append(string)
        self.length += len(string)

    def sign(self, string: str) -> None:
        """Characters that stand for something else than text."""
        if string:
            self.made.append((self.length, self.length + len(string)))
            self.words(string)

    def leave_out(self, element: etree._Element, reason: str) -> None:
        """The words of an element, which aren't the document's text."""
        count: Counter[str] = Counter()
        for text in element.iter(*TEXTS):
            count.update("".join((text.text or "").split()))
        if count:
            self.left_out.setdefault(reason, Counter()).update(count)

    def style(self, start: int, *, bold: bool, italic: bool, raised: bool) -> None:
        """How the characters written since `start` look; those that stand beside one another, or were told
        before, and look alike are one span."""
        if self.length == start or not (bold or italic or raised):
            return
        last = self.styles[-1] if self.styles else None
        if last and last.start <= start <= last.end and (last.bold, last.italic, last.raised) == (bold, italic, raised):
            self.styles[-1] = replace(last, end=self.length)
        else:
            self.styles.append(Style(start, self.length, bold, italic, raised))

    def since(self, start: int) -> str:
        """What has been written from a place on."""
        pieces: list[str] = []
        length = self.length
        for piece in reversed(self.pieces):
            if length <= start:
                break
            pieces.append(piece)
            length -= len(piece)
        return "".join(reversed(pieces))[start - length :]

    def raise_span(self, start: int, end: int) -> None:
        """Characters already written are raised."""
        if not any(style.raised and style.start <= start < style.end for style in self.styles[-_NEAR:]):
            self.styles.append(Style(start, end, raised=True))

    def string(self) -> str:
        return "".join(self.pieces)

    def of_file(self, string: str) -> Iterator[str]:
        """The stretches of the string that the file has as text."""
        reached = 0
        for start, end in self.made:
            yield string[reached:start]
            reached = end
        yield string[reached:]
