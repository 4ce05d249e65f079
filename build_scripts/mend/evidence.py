"""What the word list and the document itself say of words, asked once for each word and each pair of words."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain, compress, pairwise

from ..core.value import value
from .lexicon import RAREST, Raised, Rules, WordList
from .view import View

FRAGMENT = 7.0
"""Cost of what isn't a word: rarer than nearly every word of the list."""
LONE_LETTER = 6.0
"""The same for a single letter, which may be a label or a symbol."""
_SEEN = 3
"""How much oftener than its parts side by side the document must have a word that the list lacks."""
# How much likelier the whole must be, in powers of ten: where a part isn't a word, where both are, where the first
# is a word of one letter (« a mené »).
STRONG, WEAK, LETTER_WORD = 2.0, 2.6, 3.6
_LEAST = 0.5
_CONTENT = 3
"""Letters from which on a part may be a word that another makes a compound with."""
_CAPITALS = 6
"""Letters that a word in capitals must have: shorter ones may be two acronyms, or an acronym and a numeral."""


@value(frozen=True, slots=True)
class Join:
    """Words that may be one."""

    margin: float
    """By how many powers of ten the whole is likelier than its parts side by side."""
    strong: bool
    """At least one part isn't a word."""


class Evidence:
    """Word list and document together, for the time that one report is mended."""

    def __init__(self, words: WordList, views: Sequence[View]) -> None:
        self.list = words
        self.rules: Rules = words.rules
        self.counts = Counter(chain.from_iterable(view.words for view in views))
        self.pairs = Counter(chain.from_iterable(pairwise(view.words) for view in views))
        self.raised: dict[str, list[Raised]] = {}
        for raised in self.rules.superscripts:
            for letters in raised.letters:
                self.raised.setdefault(letters, []).append(raised)
        costs = zip(self.counts, map(words.prose.__getitem__, self.counts), strict=True)
        self.fragments = {word for word, cost in costs if cost is None} if words.listed else set()
        self.joins = dict(self._joins()) if words.listed else {}
        self.seconds = self.fragments.union([second for _, second in self.joins])
        """Words that may be one with the word before."""
        self._sorted = [] if words.listed else sorted({word.lower() for word in self.counts})

    def _joins(self) -> Iterator[tuple[tuple[str, str], Join]]:
        wholes = list(map("".join, self.pairs))
        known = self.list.among(wholes).union(self.counts)
        for pair in compress(self.pairs, map(known.__contains__, wholes)):  # Hardly any is.
            join = self._join(pair)
            if join and join.margin >= _LEAST:
                yield pair, join

    def begins(self, letters: str) -> bool:
        """A word of the document begins with these letters, in whatever case."""
        at = bisect_left(self._sorted, letters.lower())
        return at < len(self._sorted) and self._sorted[at].startswith(letters.lower())

    def cost(self, word: str) -> float | None:
        """The cost of a word of prose; None for a fragment."""
        return self.list.prose[word]

    def sure(self, parts: Sequence[str], join: Join) -> bool:
        """Enough by itself to take out the space."""
        if len(parts[0]) == 1 and self.cost(parts[0]) is not None:
            return join.margin >= LETTER_WORD
        if join.strong:
            return join.margin >= STRONG
        return join.margin >= WEAK and not self.makes_compound(parts)

    def makes_compound(self, parts: Sequence[str]) -> bool:
        """In this language the parts would be a compound, as well written in two words."""
        return self.rules.compounding and all(len(part) >= _CONTENT for part in parts)

    def join(self, parts: Sequence[str]) -> Join | None:
        """What speaks for making one word of several; None where the whole isn't a word."""
        return self.joins.get((parts[0], parts[1])) if len(parts) == 2 else self._join(parts)

    def _join(self, parts: Sequence[str]) -> Join | None:
        whole = "".join(parts)
        cost = self.list.cost(whole)
        if (cost is None and whole not in self.counts) or not _one_case(parts):
            return None
        costs = [self.cost(part) for part in parts]
        strong = None in costs
        if not strong and "-" in whole and self.list.number(whole) is None:
            return None
        if cost is None and strong and not whole.isupper():
            apart = max(self.pairs[parts[0], parts[1]], 1)
            cost = RAREST - 1 if self.counts[whole] >= _SEEN * apart else None
        if cost is None or (whole.isupper() and len(whole) < _CAPITALS):
            return None
        separate = sum(_fragment_cost(part) if c is None else c for part, c in zip(parts, costs, strict=True))
        return Join(separate - cost, strong)


def _fragment_cost(part: str) -> float:
    return LONE_LETTER if len(part) == 1 else FRAGMENT


def _one_case(parts: Sequence[str]) -> bool:
    """Capitals stand at the start of the whole only, or everywhere."""
    tail = "".join(parts[1:])
    if tail.islower():
        first = parts[0]
        return first[1:].islower() or len(first) == 1
    return tail.isupper() and parts[0].isupper()
