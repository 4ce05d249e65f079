"""Reports for tests, written in a notation of their own.

A block is a line `kind anchor setting=value …` and the line of its text; blocks are parted by an empty line. In the
text `{name …}` begins a mark and `{/name}` ends it; marks may cross:

    {em} {strong} {sup}              emphasis
    {call 3 note-3 ref-3}            number, target, anchor (`-` for none)
    {repair terrorisme}              what the page shows (`_` for a space, `-` for nothing)
    {cite A/RES/77/237 par._24}      key, pinpoint
    {link https://example.org/}      address

A table has the line of its caption (`-` for none), then one line a row, cells between ` | `.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from build_scripts.citations.citation_index import index
from build_scripts.citations.knowledge import load
from build_scripts.core.model import (
    Block,
    Call,
    Citation,
    Document,
    Emphasis,
    Kind,
    Link,
    Mark,
    Part,
    PartKind,
    Repair,
    RepairKind,
    Report,
    Source,
    Text,
)
from build_scripts.write import network
from build_scripts.write.cote_lists import all_pages
from build_scripts.write.cotes import cotes
from build_scripts.write.quality_pages import archive_pages

ROOT = Path(__file__).parents[2]
CONFIGURATION = ROOT / "mkdocs.yml"
BODY = Part(PartKind.BODY)

_MARK = re.compile(r"\{(/?)(em|strong|sup|call|repair|cite|link)((?: [^{} ]+)*)\}")
_SCOPE = re.compile(r"(summary|res|dec|annex|encl|rule|art)(?:-(?:(\d+)|([a-z])))?(?:\.|$)")
_PARTS = {
    "summary": PartKind.SUMMARY,
    "res": PartKind.RESOLUTION,
    "dec": PartKind.DECISION,
    "annex": PartKind.ANNEX,
    "encl": PartKind.ENCLOSURE,
    "rule": PartKind.RULE,
    "art": PartKind.ARTICLE,
}


def nowhere(_: Citation) -> str:
    """What a citation leads to in tests."""
    return "../cible/"


def text(written: str) -> Text:
    """A text with the marks that are written in it."""
    string, position = "", 0
    marks: list[Mark] = []
    begun: dict[str, tuple[int, list[str]]] = {}
    for match in _MARK.finditer(written):
        string += written[position : match.start()]
        position = match.end()
        if match[1]:
            start, values = begun.pop(match[2])
            marks.append(mark(match[2], start, len(string), values))
        else:
            begun[match[2]] = (len(string), match[3].split())
    string += written[position:]
    assert not begun, f"never ended: {begun}"
    return Text(string, ((0, 0),), tuple(sorted(marks, key=lambda m: (m.start, -m.end))))


def mark(name: str, start: int, end: int, values: list[str]) -> Mark:
    """A mark by its name in the notation."""
    match name:
        case "call":
            number, target, anchor = ("" if value == "-" else value for value in values)
            return Call(start, end, number, target, anchor)
        case "repair":
            fixed = "" if values[0] == "-" else values[0].replace("_", " ")
            return Repair(start, end, fixed, RepairKind.SPLIT_WORD, "Mot coupé à l’extraction.")
        case "cite":
            return Citation(start, end, values[0], " ".join(values[1:]).replace("_", " "))
        case "link":
            return Link(start, end, values[0])
        case _:
            return Emphasis(start, end, name)


def part(anchor: str) -> Part:
    """The part that an anchor lies in."""
    result, position = BODY, 0
    while scope := _SCOPE.match(anchor, position):
        result, position = Part(_PARTS[scope[1]], int(scope[2] or 0), result, scope[3] or ""), scope.end()
    return result


def block(written: str) -> Block:
    """A block as written down."""
    head, *lines = written.split("\n")
    kind, anchor, *settings = head.split()
    values = dict(setting.split("=", 1) for setting in settings)
    rows = tuple(tuple(text(cell) for cell in line.split(" | ")) for line in lines[1:]) if kind == "table" else ()
    return Block(
        Kind(kind),
        text(lines[0] if lines and lines[0] != "-" else ""),
        part(anchor),
        number=values.get("number", ""),
        label_end=int(values.get("label", 0)),
        level=int(values.get("level", 0)),
        role=values.get("role", ""),
        rows=rows,
        anchor="" if kind == "masthead" else anchor,
    )


def report(written: str, **document: object) -> Report:
    """A report as written down. `document`: fields of its Document."""
    return of_blocks([block(paragraph) for paragraph in written.strip("\n").split("\n\n")], **document)


def of_blocks(blocks: list[Block], **document: object) -> Report:
    """A report of these blocks."""
    values: dict[str, object] = {
        "path": "fr/A/99/1",
        "file": "source_texts/fr/A/99/1/document.toml",
        "language": "fr",
        "title": "Rapport d’essai",
        "symbol": "A/99/1",
        "type": "report",
        "organ": "A",
        "date": date(2024, 2, 1),
    }
    described = Document(**(values | document))  # type: ignore[arg-type]
    source = Source(f"source_texts/{described.path}/source.txt", "", (0,), "0" * 64)
    return Report(described, source, "test", tuple(blocks), ())


def cited(reports: list[Report]) -> dict[str, str]:
    """The pages of what these reports cite, which the navigation names, and the list of qualities."""
    cited_index = index(reports)
    everything = cotes(cited_index, load())
    return all_pages(everything) | network.page(everything, cited_index) | archive_pages([])
