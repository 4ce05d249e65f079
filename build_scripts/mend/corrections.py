"""Corrections of letters that a person has reviewed (document.toml, `[[corrections]]`)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from ..core.diagnostics import Diagnostic
from ..core.model import Correction, Document, RepairKind
from .view import Edit, Taken

_INSIDE = re.compile(r"\w\w")


def usable(document: Document) -> tuple[list[Correction], list[Diagnostic]]:
    """The corrections that change something, the longest first, and a finding for each that does not."""
    kept: list[Correction] = []
    found: list[Diagnostic] = []
    for c in document.corrections:
        if c.source.strip() and c.source != c.fixed:
            kept.append(c)
        else:
            message = f"the correction “{c.source}” → “{c.fixed}” changes nothing: take it out"
            found.append(Diagnostic(document.file, c.line, "W003", message))
    return sorted(kept, key=lambda c: -len(c.source)), found


def corrected(
    string: str, anchor: str, corrections: Sequence[Correction], done: Counter[Correction], taken: Taken
) -> list[Edit]:
    """The places of a text where corrections stand as whole words; counts them in `done`, marks them in `taken`.

    `string` has placeholders for note calls (view.py): a digit glued to a word is no part of it.
    """
    edits: list[Edit] = []
    for c in corrections:
        if c.anchor and c.anchor != anchor:
            continue
        for start, end in whole_words(string, c.source):
            if taken.take(start, end):
                edits.append(Edit(start, end, c.fixed, RepairKind.CORRECTION, c.reason))
                done[c] += 1
    return edits


def whole_words(string: str, words: str) -> Iterator[tuple[int, int]]:
    """Each place of `words` in a string where no word goes on across either end."""
    start = string.find(words)
    while start >= 0:
        end = start + len(words)
        if not (start and _INSIDE.match(string, start - 1)) and not _INSIDE.match(string, end - 1):
            yield start, end
        start = string.find(words, end)


def miscounted(document: Document, corrections: Sequence[Correction], done: Counter[Correction]) -> list[Diagnostic]:
    """A finding for each correction that has not changed as many places as it says."""
    found: list[Diagnostic] = []
    for c in corrections:
        places, wanted = done[c], c.count
        if places == wanted if wanted else places:
            continue
        where = f" in block “{c.anchor}”" if c.anchor else ""
        message = (
            f"the correction “{c.source}” → “{c.fixed}” changes {places} places{where}, not {wanted or 'one or more'}"
        )
        found.append(Diagnostic(document.file, c.line, "W002", f"{message}: correct `source`, `anchor` or `count`"))
    return found
