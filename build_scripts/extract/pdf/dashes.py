"""Dashes that a file draws as lines, as those of the 1990s do: no font has them, and no extractor reports them.

A short line at the height of a dash, with white space on either side of it, is one (« développement — et »); what fills
the whole of a gap may be a deletion as well, and is only reported (proof.py).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from ...core.model import Rule
from .rows import Row, Sign

DASH = "\N{EM DASH}"
_LENGTH = (0.25, 2.5)
"""Of the size: how long a line is that may be a dash,"""
_HEIGHT = (0.1, 0.5)
"""and how high above the baseline it stands."""
_APART = 0.25
"""Of the size: white space on either side of a dash."""
_WIDEST = 4.0
"""Of the size: the gap that it stands in."""
_WORDS = 20
"""Signs of a row of text, at least."""
_NEAR = 1.5
"""Of the size: how far from a row's last sign it stands."""


def may_be_dashes(rules: Sequence[Rule], row: Row) -> Iterator[Rule]:
    """The lines drawn at the height of a row's dashes."""
    if row.turned:
        return
    low, high = (row.baseline + share * row.size for share in _HEIGHT)
    for rule in rules:
        length = (rule.right - rule.left) / row.size
        if low <= (rule.bottom + rule.top) / 2 <= high and _LENGTH[0] <= length <= _LENGTH[1]:
            yield rule


def add_dashes(rules: Sequence[Rule], row: Row) -> None:
    """Adds the dashes of a row to its signs, with a space on either side."""
    if sum(not sign.blank for sign in row.signs) < _WORDS:
        return  # The label of a scale in a drawing, or the key of a chart.
    for rule in may_be_dashes(rules, row):
        inked = [sign for sign in row.signs if not sign.blank]
        slack = _APART * row.size
        gap = next(
            (
                (before, after)
                for before, after in pairwise(inked)
                if before.right + slack < rule.left
                and rule.right + slack < after.left < before.right + _WIDEST * row.size
            ),
            None,
        )
        last = inked[-1]
        if gap is not None:
            _insert(row, gap[0], rule, after=gap[1])
        elif last.right + slack < rule.left < last.right + _NEAR * row.size:
            _insert(row, last, rule)


def _insert(row: Row, before: Sign, rule: Rule, after: Sign | None = None) -> None:
    at = next(index for index, sign in enumerate(row.signs) if sign is before) + 1
    end = next((index for index, sign in enumerate(row.signs) if sign is after), len(row.signs))
    signs = [
        Sign(before.right, rule.left, " ", before.stroke, True),
        Sign(rule.left, rule.right, DASH, before.stroke, False),
        *([Sign(rule.right, after.left, " ", before.stroke, True)] if after else []),
    ]
    row.signs[at:end] = signs
