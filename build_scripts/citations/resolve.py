"""Resolve: checks what the reports cite against the documents that the archive has.

A pinpoint becomes the anchor to lead to only if the document held has it: « par. 5 a) » leads to `par-5` where item a)
has no line of its own, and to the top of the document, with a diagnostic, where it has no paragraph 5.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import replace
from itertools import chain

from ..core.diagnostics import Diagnostic
from ..core.model import Block, Citation, Mark, Report, Text
from ..core.text import line_of, offset
from .citation_index import held_in, holders


def resolve(reports: Sequence[Report]) -> tuple[tuple[Report, ...], list[Diagnostic]]:
    """The reports with the fragments of their citations checked against the archive. Linear in their citations."""
    held = holders(report.document for report in reports)
    anchors = {report.document.path: {block.anchor for block in report.blocks if block.anchor} for report in reports}
    results = [resolved(report, held, anchors) for report in reports]
    every_diagnostic = chain.from_iterable(diagnostics for _, diagnostics in results)
    return tuple(report for report, _ in results), sorted(every_diagnostic)


def resolved(
    report: Report, held: Mapping[str, Mapping[str, str]], anchors: Mapping[str, Set[str]]
) -> tuple[Report, list[Diagnostic]]:
    """One report of an archive whose documents are `held` (index.holders) and have these anchors, by path."""
    diagnostics: list[Diagnostic] = []
    return _Resolver(report, held, anchors, diagnostics).report_resolved(), sorted(set(diagnostics))


Question = tuple[str, str]
"""A cited key, and the anchor that its pinpoint asks for."""


def questions(report: Report) -> tuple[Question, ...]:
    """What `resolved` asks the archive for a report, each question once, in the report's order."""
    marks = (mark for block in report.blocks for text in block.texts for mark in text.marks)
    asked = ((mark.key, mark.fragment) for mark in marks if isinstance(mark, Citation) and mark.fragment)
    return tuple(dict.fromkeys(asked))


def answer(
    held: Mapping[str, Mapping[str, str]], anchors: Mapping[str, Set[str]], question: Question, language: str
) -> tuple[str, str]:
    """Path of the document held, empty where there is none, and the anchor there that is nearest to what is asked."""
    key, fragment = question
    target = held_in(held, key, language)
    return (target, _nearest(fragment, anchors[target])) if target else ("", "")


class _Resolver:
    """Goes through one report; leaves as they are all blocks in which nothing changes."""

    def __init__(
        self,
        report: Report,
        held: Mapping[str, Mapping[str, str]],
        anchors: Mapping[str, Set[str]],
        diagnostics: list[Diagnostic],
    ) -> None:
        self._report = report
        self._held = held
        self._anchors = anchors
        self._diagnostics = diagnostics

    def report_resolved(self) -> Report:
        blocks = tuple(self._block(block) for block in self._report.blocks)
        same = all(new is old for new, old in zip(blocks, self._report.blocks, strict=True))
        return self._report if same else replace(self._report, blocks=blocks)

    def _block(self, block: Block) -> Block:
        return block.with_texts(map(self._text, block.texts))

    def _text(self, text: Text) -> Text:
        if not text.marks:
            return text
        marks = tuple(self._mark(text, mark) for mark in text.marks)
        same = all(new is old for new, old in zip(marks, text.marks, strict=True))
        return text if same else replace(text, marks=marks)

    def _mark(self, text: Text, mark: Mark) -> Mark:
        if not isinstance(mark, Citation) or not mark.fragment:
            return mark
        target, fragment = answer(self._held, self._anchors, (mark.key, mark.fragment), self._report.document.language)
        if not target or fragment == mark.fragment:
            return mark
        if not fragment:
            self._doubt(text, mark, target)
        return replace(mark, fragment=fragment)

    def _doubt(self, text: Text, mark: Citation, target: str) -> None:
        source = self._report.source
        line = line_of(source, offset(text, mark.start)) if text.places else 0
        message = f"“{mark.key}, {mark.pin}”: {target} has no #{mark.fragment}; the link leads to the document"
        self._diagnostics.append(Diagnostic(source.path, line, "C008", message))


def _nearest(fragment: str, anchors: Set[str]) -> str:
    """The fragment, or what it is part of, as far as the document has it: `par-5.a` → `par-5`; empty where nothing."""
    while fragment and fragment not in anchors:
        fragment = fragment.rpartition(".")[0]
    return fragment
