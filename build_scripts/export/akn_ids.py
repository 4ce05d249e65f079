"""Ids of elements (Akoma Ntoso Naming Convention 1.0 and AKN4UN, part 1, « Element Identifiers »).

    para_12                          paragraph 12
    para_12__list_1__point_a         its item a)
    sec_III__title_B__chp_1          section III, B, 1
    resolutionDraft_1__para_3        paragraph 3 of draft resolution I
    sec_I__al_2                      the second text without a number in section I

The number is the printed one, as it is written; what has none is counted.
"""

from __future__ import annotations

import re
from collections import Counter

# What ends a number, or stands around it: `12.`, `(a)`, `三、`; not `35.1`.
_AROUND = re.compile(r"^[\s(\[（‘’'’]+|[\s.,;:)\]）。、，．：؛‘’'–-]+$")


class Ids:
    """The ids of one file. No two elements get the same."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._counts: Counter[str] = Counter()

    def numbered(self, owner: str, level: str, number: str) -> str:
        """The id of an element with a printed number; of one without, see `counted`. A number that is printed twice
        gets `_2`."""
        clean = "".join(_AROUND.sub("", number).split())
        return self.named(f"{_below(owner)}{level}_{clean}") if clean else self.counted(owner, level)

    def counted(self, owner: str, level: str) -> str:
        """The id of the next element of its level."""
        name = f"{_below(owner)}{level}"
        while True:
            self._counts[name] += 1
            identity = f"{name}_{self._counts[name]}"
            if identity not in self._taken:
                self._taken.add(identity)
                return identity

    def named(self, name: str) -> str:
        """This id, or one like it that isn't taken."""
        identity, again = name, 1
        while identity in self._taken:
            again += 1
            identity = f"{name}_{again}"
        self._taken.add(identity)
        return identity


def _below(owner: str) -> str:
    return f"{owner}__" if owner else ""
