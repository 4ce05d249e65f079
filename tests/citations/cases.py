"""Tables of cases: a text, and what it cites in its own words.

    == title of the case
    context: fr organ=A/C.3 symbol=A/76/463
    {res-1.txt-1} L’Assemblée générale,
    {res-1.pp-1} Rappelant sa résolution 70/1, par. 5,
    -> 70/1 = A/RES/70/1 @ par. 5 = par-5
    ! C001

`context` gives the language, and what document.toml says. Each line of text is a block with its anchor (`par-1` where
it says none); `->` one citation, with its pinpoint and fragment, or a link; `!` the code of a diagnostic. All of them,
in order, are all that the text gives: a case without `->` cites nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from build_scripts.core.model import Block, Citation, Document, Kind, Link, Mark, Part, PartKind, Report, Source, Text

HERE = Path(__file__).parent / "cases"
_KINDS = {"par": Kind.PARAGRAPH, "pp": Kind.PREAMBULAR, "note": Kind.NOTE, "txt": Kind.OTHER, "sec": Kind.HEADING}
_SCOPES = {"res": PartKind.RESOLUTION, "dec": PartKind.DECISION, "annex": PartKind.ANNEX, "summary": PartKind.SUMMARY}
_SCOPE = re.compile(r"(res|dec|annex|summary)(?:-(?:(\d+)|([a-z])))?")
_CONTEXT = "fr"


@dataclass
class Case:
    """One case of a table."""

    title: str
    place: str
    context: str = _CONTEXT
    lines: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)


def cases(path: Path) -> list[Case]:
    """All cases of a table; a `context:` before the first case holds for all that give none."""
    table: list[Case] = []
    context = _CONTEXT
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("== "):
            table.append(Case(line[3:], f"{path.name}:{number}", context))
        elif line.startswith("context: ") and not table:
            context = line[9:]
        elif not line or line.startswith("#"):
            continue
        elif line.startswith("context: "):
            table[-1].context = line[9:]
        elif line.startswith("-> "):
            table[-1].links.append(line[3:])
        elif line.startswith("! "):
            table[-1].codes.append(line[2:])
        else:
            table[-1].lines.append(line)
    return table


def part_of(anchor: str) -> Part:
    """The part that an anchor's scopes say: `res-1.annex.par-3` → the annex of draft resolution 1."""
    part = Part(PartKind.BODY)
    for step in anchor.split("."):
        scope = _SCOPE.fullmatch(step)
        if not scope:
            break
        part = Part(_SCOPES[scope[1]], int(scope[2] or 0), part, scope[3] or "")
    return part


def report(lines: list[str], context: str = _CONTEXT, path: str = "fr/A/76/463") -> Report:
    """A report with one block for each line, `{anchor} words`."""
    language, *rest = context.split()
    facts = dict(fact.split("=", 1) for fact in rest)
    document = Document(path, f"source_texts/{path}/document.toml", language, "Titre", **facts)  # type: ignore[arg-type]
    string = "\n".join(line.partition("} ")[2] or line for line in lines)
    blocks = list(_blocks(lines))
    starts = (0, *(match.end() for match in re.finditer("\n", string)))
    return Report(document, Source(f"source_texts/{path}/source.txt", string, starts, ""), "test", tuple(blocks), ())


def _blocks(lines: list[str]) -> Iterator[Block]:
    titled: set[Part] = set()
    place = 0
    for line in lines:
        anchor, _, words = line[1:].partition("} ") if line.startswith("{") else ("par-1", "", line)
        part = part_of(anchor)
        scopes = [step for step in anchor.split(".") if _SCOPE.fullmatch(step)]
        unit = anchor.split(".")[len(scopes)] if len(anchor.split(".")) > len(scopes) else ""
        for depth in range(1, len(scopes) + 1):
            scope = ".".join(scopes[:depth])
            if unit and part_of(scope) not in titled:
                titled.add(part_of(scope))
                yield Block(Kind.PART_TITLE, Text("Titre", ((0, 0),)), part_of(scope), anchor=scope)
        kind = _KINDS.get(unit.split("-")[0], Kind.PART_TITLE)
        titled |= {part} if kind is Kind.PART_TITLE else set()
        number = unit.partition("-")[2] if kind in (Kind.NOTE, Kind.PARAGRAPH) else ""
        yield Block(kind, Text(words, ((0, place),)), part, number=number, anchor=anchor)
        place += len(words) + 1


def links(cited: Report) -> list[str]:
    """All citations and links of a report, as a case writes them."""
    return [
        _written(block.text.string, mark)
        for block in cited.blocks
        for mark in block.text.marks
        if isinstance(mark, (Citation, Link))
    ]


def _written(string: str, mark: Mark) -> str:
    words = string[mark.start : mark.end]
    if isinstance(mark, Link):
        return f"{words} = {mark.href}"
    assert isinstance(mark, Citation)
    pin = f" @ {mark.pin} = {mark.fragment}".rstrip(" =") if mark.pin else ""
    return f"{words} = {mark.key}{pin}"
