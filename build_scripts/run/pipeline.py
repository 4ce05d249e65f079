"""The table of passes: the program, read from top to bottom.

    source ─ read ─ structure ─ calls ─ anchor ─ mend ─ find ─┐            one document, in any process
                                                              │
                                   resolve ─ write ─ render ─ index ─ export ─ check   the whole archive

Every pass takes what the one before it returns, and returns the next thing with diagnostics beside it. Nothing
flows back, and no pass keeps anything between two documents. `run/conversion.py` and `run/archive.py` run the table
over the archive.

| pass      | from          | to      | what it adds                                                        |
|-----------|---------------|---------|---------------------------------------------------------------------|
| read      | Source        | Layout  | chunks of text with their places; page furniture set aside          |
| structure | Layout        | Report  | blocks: masthead, parts, headings, paragraphs, items, notes         |
| calls     | Report        | Report  | `Call` marks; each note in the part that calls it                   |
| anchor    | Report        | Report  | the permanent address of every block                                |
| mend      | Report        | Report  | `Repair` marks on words that extraction damaged                     |
| find      | Report        | Report  | `Citation` and `Link` marks on what the words cite                  |
| prove     | Report        | —       | findings where a character of the source is lost, doubled, altered  |
| resolve   | all Reports   | Reports | what a citation leads to, known only with the whole archive         |
| write     | all Reports   | pages   | the Markdown of docs/, proved against the reports                   |
| render    | pages         | site    | MkDocs                                                              |
| index     | site          | site    | Pagefind and what it needs beside it                                |
| export    | Reports, site | site    | formats, tables, feeds, pages of paragraphs, addresses              |
| check     | everything    | —       | findings                                                            |
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from ..citations.find import find
from ..citations.knowledge import load as load_citing
from ..core.diagnostics import Diagnostic
from ..core.model import Document, Report, Source
from ..mend import load_words, mend
from ..read import read
from ..sources.contradictions import as_stated
from ..structure import structure
from ..structure.anchor import anchor
from ..structure.calls import find_calls
from ..structure.completeness import prove

ReportPass = Callable[[Report], tuple[Report, list[Diagnostic]]]


def _mend(report: Report) -> tuple[Report, list[Diagnostic]]:
    return mend(report, load_words(report.document.language))


def _find(report: Report) -> tuple[Report, list[Diagnostic]]:
    # « Its resolution 5/1 » is the organ's that the masthead names, where document.toml doesn't.
    marked, diagnostics = find(as_stated(report), load_citing())
    return replace(marked, document=report.document), diagnostics


REPORT_PASSES: tuple[tuple[str, ReportPass], ...] = (
    ("calls", find_calls),
    ("anchor", anchor),
    ("mend", _mend),
    ("find", _find),
)


def convert(source: Source, document: Document) -> tuple[Report, list[Diagnostic]]:
    """One document through every pass that needs no other document.

    A diagnostic whose code begins with P says that the report doesn't hold all of the source: its page must not
    be written.
    """
    layout, diagnostics = read(source)
    report, further = structure(source, layout, document)
    diagnostics += further
    for _, report_pass in REPORT_PASSES:
        report, further = report_pass(report)
        diagnostics += further
    return report, [*diagnostics, *prove(report)]
