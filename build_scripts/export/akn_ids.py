"""Ids of Akoma Ntoso (Naming Convention 1.0, « eId ») for anchors, and the addresses of its documents.

    par-12               para_12
    par-12.a.ii          para_12__point_a__point_ii
    pp-3                 rec_3
    sec-3.a.h-1          sec_3__sec_a__sec_nn1
    res-1.annex.par-20   att_res-1__att_annex__para_20

The id follows from the anchor alone, and no two anchors have the same id; each element also gives its anchor.
"""

from __future__ import annotations

import re

from ..core.anchor_names import SCOPE, UNIT
from ..core.language import language as language_of
from ..core.symbol_path import halves
from .description import Record
from .export_settings import settings

_NAMES = {
    "par": "para",
    "pp": "rec",
    "txt": "hcontainer",
    "note": "note",
    "table": "table",
    "fig": "figure",
    "sec": "sec",
}
STATEMENTS = ("resolution", "resolutionDraft", "decision", "decisionDraft")
"""Subtypes that the profile writes as `statement`; others as `doc`."""
# A part at the head of an anchor: `res-1.par-3`, `annex-b.encl`, `dec-1-CMA.5.par-3`; not `par-12`.
_SCOPE = re.compile(rf"(?!summary|rule-|art-)({SCOPE})(?:\.|$)")
# A rule or an article at the head of an anchor: `rule-5.par-1`, `art-12-bis`; not `par-12`.
_ARTICLE = re.compile(r"(rule|art)-([^.]+)(?:\.|$)")
# The summary at the head of an anchor: `summary.txt-1`; not `par-1`.
_SUMMARY = re.compile(r"summary(?:\.|$)")
# A block in its part: `par-12.a`, `sec-3.a`, `note-7`; not `res-1`.
_UNIT = re.compile(rf"({UNIT})[-.](.+)")
# A number, which may contain full stops: `12` of `12.a`, `35.1` of `35.1.a`; not `..`.
_NUMBER = re.compile(r"[^.]+(?:\.\d+(?=\.|$|_))*")


def eid(anchor: str) -> str:
    """The id of an anchor's element."""
    parts: list[str] = []
    position = 0
    while not _UNIT.match(anchor, position):
        if match := _SCOPE.match(anchor, position):
            parts.append(f"att_{match[1]}")
        elif match := _ARTICLE.match(anchor, position):
            parts.append(f"{match[1]}_{match[2]}")
        elif match := _SUMMARY.match(anchor, position):
            parts.append("container_summary")
        else:
            break
        position = match.end()
    return "__".join([*parts, *_unit(anchor[position:])])


def _unit(unit: str) -> list[str]:
    match = _UNIT.fullmatch(unit)
    if not match:
        return []
    kind, rest = match.groups()
    if kind == "sec":
        return [f"sec_{step.replace('h-', 'nn')}" for step in rest.split(".")]
    first, *items = _steps(rest)
    return [f"{_NAMES[kind]}_{first}", *(_item(item) for item in items)]


def _steps(rest: str) -> list[str]:
    """A number, which may contain full stops (`35.1`), and the letters of items below it."""
    number = _NUMBER.match(rest)
    end = number.end() if number else len(rest)
    return [rest[:end], *(step for step in rest[end:].split(".") if step)]


def _item(step: str) -> str:
    return f"note_{step.removeprefix('note-')}" if step.startswith("note-") else f"point_{step}"


def work(record: Record, subtype: str) -> str:
    """The address of the work: `/akn/un/doc/report/un-ga/nn/A-76-463`. `nn` stands for an unknown date."""
    document = record.report.document
    organ = document.organ
    author = settings().authors.get(organ) or (f"un-{re.sub(r'[^a-z0-9]+', '-', organ.lower())}" if organ else "un")
    date = record.date.isoformat() if record.date else "nn"
    number = re.sub(r"[^A-Za-z0-9.-]+", "-", halves(record.symbol)[0]).strip("-") if record.symbol else record.name
    kind = "statement" if subtype in STATEMENTS else "doc"
    return f"/akn/un/{kind}/{subtype}/{author}/{date}/{number}"


def expression(record: Record, subtype: str, language: str = "") -> str:
    """The address of the work in a language, the document's own where none is named."""
    return f"{work(record, subtype)}/{language_of(language or record.language).code3}@"
