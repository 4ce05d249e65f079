"""Damaged words: blanks and hyphens of line ends that extraction has left in them, and letters that a person has
corrected.

    anchored report ─ corrections of document.toml ─ blanks, on the evidence of a word list ─ report with Repair marks

Two rules: the machine takes out blanks, and hyphens at a line's end, and nothing else; letters change by a reviewed
correction only. No string changes: what the page shows instead stands in `Repair` marks. A doubtful place is left as
it is and reported.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from ..core.diagnostics import Diagnostic
from ..core.model import Block, Correction, Repair, Report, Text
from ..core.text import line_of, offset, with_marks
from .corrections import corrected, miscounted, usable
from .evidence import Evidence
from .joints import elisions, hyphens, line_ends, spacings, superscripts
from .lexicon import WordList, load_words
from .split import split_words
from .view import Doubt, Edit, Taken, View, views

__all__ = ["WordList", "load_words", "mend"]


def mend(report: Report, words: WordList) -> tuple[Report, list[Diagnostic]]:
    """The report with a `Repair` mark on each damaged word of its texts; doubts and faults of corrections as findings.

    `words` is the word list of the document's language (`load_words`).
    """
    viewed = [(block, views(block)) for block in report.blocks]
    evidence = Evidence(words, [v for _, seen in viewed for v in seen])
    corrections, found = usable(report.document)
    done: Counter[Correction] = Counter()
    blocks: list[Block] = []
    for block, seen in viewed:
        texts: list[Text] = []
        for v in seen:
            taken = Taken(len(v.string))
            edits = corrected(v.string, block.anchor, corrections, done, taken)
            machine, doubts = _damage(v, evidence)
            found += [_finding(report, v, doubt) for doubt in doubts if taken.free(doubt.start, doubt.end)]
            edits += [edit for edit in machine if taken.take(edit.start, edit.end)]
            texts.append(_marked(v, edits))
        blocks.append(block.with_texts(texts))
    found += miscounted(report.document, corrections, done)
    if not words.listed:
        found.append(_unlisted(report))
    return replace(report, blocks=tuple(blocks)), sorted(found)


def _damage(v: View, evidence: Evidence) -> tuple[list[Edit], list[Doubt]]:
    """What the machine repairs in one text, the surest kinds first."""
    compounds, doubts = hyphens(v, evidence)
    broken, hyphened = line_ends(v, evidence)
    splits, more = split_words(v, evidence)
    words = [*superscripts(v, evidence), *elisions(v, evidence), *compounds, *broken, *splits]
    return [*words, *spacings(v, words)], [*doubts, *hyphened, *more]


def _marked(v: View, edits: Sequence[Edit]) -> Text:
    marks = [Repair(e.start, e.end, fixed=e.fixed, kind=e.kind, reason=e.reason) for e in edits]
    return with_marks(v.text, marks) if marks else v.text


def _finding(report: Report, v: View, doubt: Doubt) -> Diagnostic:
    source = report.source
    line = line_of(source, offset(v.text, doubt.start)) if v.text.places else 0
    words = v.text.string[doubt.start : doubt.end]
    remedy = f"if it is, say so in [[corrections]] of {report.document.file}"
    message = f"“{words}” may be “{doubt.fixed}”: {doubt.why}; {remedy}"
    return Diagnostic(source.path, line, "W004", message)


def _unlisted(report: Report) -> Diagnostic:
    document = report.document
    message = f"no word list for language “{document.language}”: words with blanks inside are not looked for"
    return Diagnostic(document.file, document.lines.get("language", 0), "W001", message)
