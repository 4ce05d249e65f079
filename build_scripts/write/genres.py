"""What a document is, in words: its type, and what it is to the one whose title it has, « Report, corrigendum »."""

from __future__ import annotations

from ..core.model import Report
from ..core.value import value
from ..references.forms import forms
from ..structure.masthead_line import without_stars
from ..structure.structure_words import vocabulary
from .catalogue import type_name


@value(frozen=True, slots=True)
class Amending:
    """What a document says that it is to another one."""

    kind: str = ""
    """`addendum`, `corrigendum`, `amendment`, `revision` or `supplement`; empty where it says nothing."""
    printed: str = ""
    """The line that says it, without a note's call."""


def amending(report: Report) -> Amending:
    """What the masthead says below the title that the document is to another one."""
    amends = vocabulary(report.document.language).amends
    lines = (without_stars(block.text.string) for block in report.blocks if block.role == "subtitle")
    said = next(filter(None, map(amends.fullmatch, lines)), None)
    return Amending(str(said.lastgroup), said.string) if said else Amending()


def genre(report: Report) -> str:
    """What the document is, as its own language calls it, or, where it doesn't, as the archive's: « Report »; and what
    it is to another one: « Report, corrigendum »."""
    document = report.document
    called = type_name(document.type, document.language) if document.type else ""
    return forms(document.language).join.join(filter(None, (called, amending(report).printed.lower())))
