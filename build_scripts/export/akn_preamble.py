"""The preamble of a document in Akoma Ntoso: the enacting formula, and a container for each paragraph."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from ..core.model import Kind
from ..structure.structure_words import vocabulary
from .akn_body import Body
from .akn_units import Content, Unit

_NONE_HAS = (Kind.PARAGRAPH, Kind.HEADING, Kind.TABLE, Kind.FIGURE)
"""Blocks that no preamble has."""


def preamble_of(whole: Content, language: str, *, act: bool) -> list[Unit]:
    """What stands before the first numbered paragraph, where there are preambular paragraphs, or where an act of an
    organ has its enacting line alone; nothing else is a preamble."""
    before: list[Unit] = []
    for entry in whole:
        if not isinstance(entry, Unit) or entry.block.kind in _NONE_HAS:
            break
        before.append(entry)
    preambular = any(unit.block.kind is Kind.PREAMBULAR for unit in before)
    return before if preambular or (act and _formula(before, language) >= 0) else []


def write_preamble(node: etree._Element, preamble: Sequence[Unit], body: Body) -> None:
    """The formula and the containers, in their order."""
    formula = _formula(preamble, body.language)
    for index, unit in enumerate(preamble):
        body.container(node, unit, body.words.owner, "formula" if index == formula else "container")


def _formula(preamble: Sequence[Unit], language: str) -> int:
    """Which of them is the enacting line: the words that the data know, else the last before the first preambular
    paragraph; -1 where none is."""
    enacting = vocabulary(language).enacting
    known = next((index for index, unit in enumerate(preamble) if enacting.fullmatch(unit.block.text.string)), -1)
    kinds = [unit.block.kind for unit in preamble]
    first = kinds.index(Kind.PREAMBULAR) if Kind.PREAMBULAR in kinds else 0
    return known if known >= 0 else first - 1
