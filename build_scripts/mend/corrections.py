"""Corrections of letters that a person has reviewed (document.toml, `[[corrections]]`)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from ..core.diagnostics import Diagnostic
from ..core.model import Correction, Document, RepairKind
from .view import Edit, Taken

# Two characters of a word, side by side: `ab`, `a1`; not `a `, `é,`.
_INSIDE = re.compile(r"\w\w")


def usable(document: Document) -> tuple[list[Correction], list[Diagnostic]]:
    """The corrections that change something, the longest first, and a finding for each that doesn't."""
    kept: list[Correction] = []
    diagnostics: list[Diagnostic] = []
    for correction in document.corrections:
        if correction.source.strip() and correction.source != correction.fixed:
            kept.append(correction)
        else:
            message = f"the correction “{correction.source}” → “{correction.fixed}” changes nothing: remove it"
            diagnostics.append(Diagnostic(document.file, correction.line, "W003", message))
    return sorted(kept, key=lambda correction: -len(correction.source)), diagnostics


def corrected(
    string: str, anchor: str, corrections: Sequence[Correction], applied: Counter[Correction], taken: Taken
) -> list[Edit]:
    """The places of a text where corrections stand as whole words; counts them in `done`, marks them in `taken`.

    `string` has placeholders for note calls (view.py): a digit glued to a word isn't part of it.
    """
    edits: list[Edit] = []
    for correction in corrections:
        if correction.anchor and correction.anchor != anchor:
            continue
        for start, end in whole_words(string, correction.source):
            if taken.take(start, end):
                edits.append(Edit(start, end, correction.fixed, RepairKind.CORRECTION, correction.reason))
                applied[correction] += 1
    return edits


def whole_words(string: str, words: str) -> Iterator[tuple[int, int]]:
    """Each place of `words` in a string where neither end lies inside a word."""
    start = string.find(words)
    while start >= 0:
        end = start + len(words)
        if not (start and _INSIDE.match(string, start - 1)) and not _INSIDE.match(string, end - 1):
            yield start, end
        start = string.find(words, end)


def miscounted(document: Document, corrections: Sequence[Correction], applied: Counter[Correction]) -> list[Diagnostic]:
    """A finding for each correction that has not changed as many places as it says."""
    diagnostics: list[Diagnostic] = []
    for correction in corrections:
        places, expected = applied[correction], correction.count
        if places == expected if expected else places:
            continue
        where = f" in block “{correction.anchor}”" if correction.anchor else ""
        changed = f"changes {places} places{where}, not {expected or 'one or more'}"
        message = f"the correction “{correction.source}” → “{correction.fixed}” {changed}"
        diagnostics.append(
            Diagnostic(document.file, correction.line, "W002", f"{message}: fix `source`, `anchor` or `count`")
        )
    return diagnostics
