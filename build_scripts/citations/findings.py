"""What the finders give: citations and references as stretches of folded words."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ..core.value import value
from .folding import fold, unmirrored

# A lone number behind another, which a space may have cut in two: `70/1 5.`, `70/1 5`; not `70/1 5 of`, `70/1 500`.
CUT_OFF = re.compile(r" \d{1,2}(?=[).,;:]|$)")


@value(frozen=True, slots=True)
class CitationSpan:
    """Words that cite a document."""

    start: int
    end: int
    key: str
    after: int = 0
    """Where a pinpoint behind it would begin: behind the name of its organ, say."""
    before: int = 0
    """Where a pinpoint before it would end."""
    pin: str = ""
    fragment: str = ""
    dated: int = 0
    """Where a pinpoint behind its date and title would begin."""


@value(frozen=True, slots=True)
class Reference:
    """Words that lead to an address, or to another place in the document."""

    start: int
    end: int
    href: str


@dataclass(frozen=True, slots=True, order=True)
class Doubt:
    """Words that look like a citation and aren't linked, or are linked with a reservation: it becomes a diagnostic."""

    position: int
    code: str
    message: str


@dataclass(slots=True)
class Words:
    """A text as the finders read it, and which of its words one of them has taken.

    Lives for one text only: each finder takes words, so that no later one reads them as something else.
    """

    printed: str
    """The words as they are read."""
    string: str = field(init=False)
    """The same, folded."""
    taken: bytearray = field(init=False)

    def __post_init__(self) -> None:
        self.string = unmirrored(fold(self.printed))
        self.taken = bytearray(len(self.string))

    def take(self, start: int, end: int) -> None:
        """No other finder may take these words."""
        self.taken[start:end] = b"\1" * (end - start)

    def free(self, start: int, end: int) -> bool:
        """Whether no finder has taken any of these words."""
        return 1 not in self.taken[start:end]
