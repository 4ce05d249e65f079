"""Damaged words: spaces and hyphens of line ends that extraction has left in them, and letters that a person has
corrected.

    anchored report ─ corrections of document.toml ─ spaces, on the evidence of a word list ─ report with Repair marks

Two rules: the machine takes out spaces, and hyphens at a line's end, and puts in order the letters that a PDF's text
has turned about (lam_alef.py), and nothing else; letters change only by a reviewed correction. No string changes: what
the page shows instead stands in `Repair` marks. A doubtful place is left as it is and reported.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from ..core.diagnostics import Diagnostic, counted
from ..core.model import Block, Correction, Repair, Report, Text
from ..core.text import line_of, offset, with_marks
from .corrections import corrected, miscounted, usable
from .damage import MEANINGS, Sign, signs
from .evidence import Evidence
from .joints import elisions, hyphens, line_ends, spacings, superscripts
from .lam_alef import Seen, lam_alef
from .lexicon import WordList, load_words
from .split import split_words
from .view import Doubt, Edit, Taken, View, views

__all__ = ["WordList", "load_words", "mend"]


def mend(report: Report, words: WordList) -> tuple[Report, list[Diagnostic]]:
    """The report with a `Repair` mark on each damaged word of its texts; doubts and faults of corrections as findings.

    `words` is the word list of the document's language (`load_words`).
    """
    by_block = [(block, views(block)) for block in report.blocks]
    every = [view for _, block_views in by_block for view in block_views]
    evidence = Evidence(words, every)
    turned = lam_alef(report.document.language)
    seen = turned.seen(every) if turned else Seen()
    corrections, diagnostics = usable(report.document)
    applied: Counter[Correction] = Counter()
    blocks: list[Block] = []
    for block, block_views in by_block:
        texts: list[Text] = []
        for view in block_views:
            taken = Taken(len(view.string))
            edits = corrected(view.printed, block.anchor, corrections, applied, taken) if corrections else []
            machine, doubts = turned.damage(view) if turned and seen.whole else ([], [])
            spaced, spaced_doubts = _damage(view, evidence)
            machine, doubts = [*machine, *spaced], [*doubts, *spaced_doubts]
            diagnostics += [_finding(report, view, doubt) for doubt in doubts if taken.free(doubt.start, doubt.end)]
            edits += [edit for edit in machine if taken.take(edit.start, edit.end)]
            diagnostics += [
                _damaged(report, view, sign) for sign in signs(view.printed) if taken.free(sign.start, sign.end)
            ]
            texts.append(_marked(view, edits))
        blocks.append(block.with_texts(texts))
    diagnostics += miscounted(report.document, corrections, applied)
    if seen.turned:
        diagnostics.append(_turned(report, seen))
    if not words.listed:
        diagnostics.append(_unlisted(report))
    return replace(report, blocks=tuple(blocks)), sorted(diagnostics)


def _damage(view: View, evidence: Evidence) -> tuple[list[Edit], list[Doubt]]:
    """What the machine repairs in one text, the surest kinds first."""
    compounds, doubts = hyphens(view, evidence)
    broken, line_end_doubts = line_ends(view, evidence)
    splits, split_doubts = split_words(view, evidence)
    words = [*superscripts(view, evidence), *elisions(view, evidence), *compounds, *broken, *splits]
    return [*words, *spacings(view, words)], [*doubts, *line_end_doubts, *split_doubts]


def _marked(view: View, edits: Sequence[Edit]) -> Text:
    marks = [Repair(e.start, e.end, fixed=e.fixed, kind=e.kind, reason=e.reason) for e in edits]
    return with_marks(view.text, marks) if marks else view.text


def _finding(report: Report, view: View, doubt: Doubt) -> Diagnostic:
    source = report.source
    line = line_of(source, offset(view.text, doubt.start)) if view.text.places else 0
    words = view.text.string[doubt.start : doubt.end]
    remedy = f"if it is, say so in [[corrections]] of {report.document.file}"
    message = f"“{words}” may be “{doubt.fixed}”: {doubt.why}; {remedy}"
    return Diagnostic(source.path, line, "W004", message)


def _damaged(report: Report, view: View, sign: Sign) -> Diagnostic:
    line = line_of(report.source, offset(view.text, sign.start)) if view.text.places else 0
    words = view.text.string[sign.start : sign.end]
    code = f" (U+{ord(words[sign.at]):04X})" if sign.kind in ("lost", "private") else ""
    message = (
        f"“{words}”{code}: {MEANINGS[sign.kind]}; say in [[corrections]] of {report.document.file} what stands there"
    )
    return Diagnostic(report.source.path, line, "W006", message)


def _turned(report: Report, seen: Seen) -> Diagnostic:
    words = ", ".join(f"“{word}”" for word in dict.fromkeys(seen.turned[:3]))
    done = "what the word list proves is put right" if seen.whole else "others are in order, so nothing is changed"
    message = f"lam and alef are turned about in {counted(len(seen.turned), 'word')}, as in {words}: {done}"
    return Diagnostic(report.source.path, 0, "W005", message)


def _unlisted(report: Report) -> Diagnostic:
    document = report.document
    message = f"no word list for language “{document.language}”: words with spaces inside aren't looked for"
    return Diagnostic(document.file, document.lines.get("language", 0), "W001", message)
