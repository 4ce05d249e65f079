"""The text of an act in three, as exports have it: the preamble, what the organ decides, and the lines at the end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from ..core.model import Kind, PartKind
from ..core.signs import COMMAS
from ..read.endings import is_closed
from ..references.forms import forms
from ..structure.no_headings import is_meeting
from ..structure.structure_words import Vocabulary, vocabulary
from .akn_units import Content, Loose, Unit, scopes_of, units
from .description import Record

ACTS = {PartKind.RESOLUTION: "resolution", PartKind.DECISION: "decision"}
"""Parts that are documents of their own: types of such documents."""
_NONE_HAS = (Kind.PARAGRAPH, Kind.HEADING, Kind.TABLE, Kind.FIGURE)
"""Blocks that no preamble has."""
_TYPES = (*ACTS.values(), *(f"draft-{kind}" for kind in ACTS.values()))
_SIGNERS = 8
"""Lines about those who signed a letter, at most."""
_LONGEST_OFFICE = 120
"""Characters of the name of an office, at most."""


class Divided(NamedTuple):
    """The text of a document, in three."""

    preamble: Sequence[Unit]
    main: Content
    conclusions: Sequence[Unit]


def divided(whole: Content, language: str, *, act: bool) -> Divided:
    """The preamble is what stands before the first numbered paragraph, where there are preambular paragraphs, or where
    an act of an organ has its enacting line; nothing else is. Where no paragraph is numbered, it ends above the first
    that isn't preambular; and items that nothing else follows are what the organ decides."""
    end = _closing(whole, vocabulary(language), act=act)
    conclusions = [entry for entry in whole[end:] if isinstance(entry, Unit)]
    before: list[Unit] = []
    for entry in whole[:end]:
        if not isinstance(entry, Unit) or entry.block.kind in _NONE_HAS:
            break
        before.append(entry)
    formula = formula_of(before, language)
    preambular = any(unit.block.kind is Kind.PREAMBULAR for unit in before)
    if not (preambular or (act and formula >= 0)):
        return Divided((), whole[:end], conclusions)
    if not any(isinstance(entry, Unit) and entry.block.kind is Kind.PARAGRAPH for entry in whole):
        before = before[: _operative(before, formula)]
    main = [*whole[len(before) : end]]
    if not any(isinstance(entry, Unit) for entry in main) and _decides(before[-1], enacting=len(before) == formula + 1):
        main.insert(0, Loose(before[-1].items))
        before[-1] = replace(before[-1], items=[])
    return Divided(before, main, conclusions)


def items_decided(record: Record) -> dict[str, str]:
    """The items that stand for paragraphs in acts that number none: their letters, « a) », « a) i) », by their
    anchors."""
    found: dict[str, str] = {}
    for part, scope in scopes_of(record).items():
        if part.kind in ACTS or (part.parent is None and record.report.document.type in _TYPES):
            main = divided(units(scope.content), record.language, act=True).main
            numbered = any(isinstance(entry, Unit) and entry.block.kind is Kind.PARAGRAPH for entry in main)
            lists = [entry.items for entry in main if isinstance(entry, (Unit, Loose)) and entry.items]
            if len(lists) == 1 and not numbered:
                found.update(_lettered(lists[0], forms(record.language).item))
    return found


def _lettered(items: Sequence[Unit], form: str, above: str = "") -> Iterator[tuple[str, str]]:
    for item in items:
        letters = above + form.format(item.block.number)
        yield item.block.anchor, letters.strip()
        yield from _lettered(item.items, form, letters)


def formula_of(preamble: Sequence[Unit], language: str) -> int:
    """Which of them is the enacting line: the words that the data know, else the last before the first preambular
    paragraph; -1 where none is."""
    enacting = vocabulary(language).enacting
    known = next((index for index, unit in enumerate(preamble) if enacting.fullmatch(unit.block.text.string)), -1)
    kinds = [unit.block.kind for unit in preamble]
    first = kinds.index(Kind.PREAMBULAR) if Kind.PREAMBULAR in kinds else 0
    return known if known >= 0 else first - 1


def _operative(before: Sequence[Unit], formula: int) -> int:
    """Where, below the enacting line, the preambular paragraphs end."""
    below = range(formula + 1, len(before))
    return next((index for index in below if before[index].block.kind is not Kind.PREAMBULAR), len(before))


def _decides(last: Unit, *, enacting: bool) -> bool:
    """Whether items are what the organ decides: those of the `enacting` line, or of a preambular paragraph that doesn't
    name them, as a colon does. Text that goes on below them belongs to them."""
    whole = last.block.resumes or not last.items
    return not whole and (enacting or last.block.text.string.rstrip().endswith(COMMAS))


def _closing(whole: Content, words: Vocabulary, *, act: bool) -> int:
    """Where the lines at the end begin: of an act from its meeting or its day on, with the vote below; of a letter from
    « (Signé) » on."""
    start, signs = len(whole), False
    for index, entry in reversed([*enumerate(whole)]):
        if not isinstance(entry, Unit) or entry.block.kind is not Kind.OTHER or entry.items:
            break
        string = entry.block.text.string
        signed = len(whole) - index <= _SIGNERS and _is_signature(string, words)
        # « Le Représentant permanent » stands above « (Signé) », in the same lines or above them.
        office = start == index + 1 and signs and len(string) <= _LONGEST_OFFICE and not is_closed(string)
        if signed or office or (act and is_meeting(string, words)):
            start = index
        signs = signed
    return start


def _is_signature(string: str, words: Vocabulary) -> bool:
    """« (Signé) », with the office of who signed above it in the same lines, « Le Représentant permanent »; not a
    sentence that mentions a signature."""
    if words.signature.match(string):
        return True
    signed = words.signature.search(string)
    return bool(signed and signed.start() <= _LONGEST_OFFICE) and not is_closed(string)
