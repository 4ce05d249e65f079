"""Corrections of letters that a person has reviewed (document.toml, `[[corrections]]`)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from ..diagnostics import Diagnostic
from ..model import Correction, Document, RepairKind
from .view import CALL, Edit


def usable(document: Document) -> tuple[list[Correction], list[Diagnostic]]:
    """The corrections that change something, the longest first so that « ONUDDC » goes before « ONUDD »; and a finding for each other."""
    kept = [c for c in document.corrections if c.source.strip() and c.source != c.fixed]
    found = [
        Diagnostic(document.file, c.line, "W003", f"the correction “{c.source}” → “{c.fixed}” changes nothing: take it out")
        for c in document.corrections
        if c not in kept
    ]
    return sorted(kept, key=lambda c: -len(c.source)), found


def corrected(string: str, anchor: str, corrections: Sequence[Correction], done: Counter[Correction]) -> list[Edit]:
    """The places of a text where corrections stand as whole words; counts them in `done`.

    `string` has `CALL` for the characters of note calls: a digit glued to a word is no part of it.
    """
    edits: list[Edit] = []
    for correction in corrections:
        if correction.anchor and correction.anchor != anchor:
            continue
        at = string.find(correction.source)
        while at >= 0:
            end = at + len(correction.source)
            free = all(edit.end <= at or edit.start >= end for edit in edits)
            if free and _whole(string, at, end):
                edits.append(Edit(at, end, correction.fixed, RepairKind.CORRECTION, correction.reason))
                done[correction] += 1
                at = end
            at = string.find(correction.source, at + 1) if not (free and edits and edits[-1].end == at) else string.find(correction.source, at)
    return edits


def _whole(string: str, start: int, end: int) -> bool:
    """No word goes on across either end."""
    return not (
        (start and re.match(r"\w\w", string[start - 1 : start + 1])) or re.match(r"\w\w", string[end - 1 : end + 1])
    )


def miscounted(document: Document, corrections: Sequence[Correction], done: Counter[Correction]) -> list[Diagnostic]:
    """A finding for each correction that has not changed as many places as it says."""
    found: list[Diagnostic] = []
    for c in corrections:
        places, wanted = done[c], c.count
        if places == wanted or (wanted == 0 and places):
            continue
        where = f" in block “{c.anchor}”" if c.anchor else ""
        found.append(
            Diagnostic(
                document.file,
                c.line,
                "W002",
                f"the correction “{c.source}” → “{c.fixed}” changes {places} places{where}, not {wanted or 'one or more'}:"
                " correct `source`, `anchor` or `count`",
            )
        )
    return found


__all__ = ["CALL", "corrected", "miscounted", "usable"]
