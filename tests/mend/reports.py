"""Reports made of lines, for the tests of the mend pass."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from build_scripts.core.model import (
    Block,
    Correction,
    Document,
    Kind,
    Mark,
    Part,
    PartKind,
    Repair,
    RepairKind,
    Report,
    Source,
    Text,
)
from build_scripts.core.text import reading

CASES = Path(__file__).parent / "cases"


def report_of(
    lines: Iterable[str],
    language: str = "fr",
    *,
    corrections: Iterable[Correction] = (),
    marks: Mapping[int, tuple[Mark, ...]] | None = None,
) -> Report:
    """A report with one block for each line: `txt-1`, `txt-2` …; `marks` by the number of the line, from 0."""
    blocks: list[Block] = []
    source = ""
    for number, line in enumerate(lines):
        string = " ".join(line.split())
        text = Text(string, ((0, len(source)),), (marks or {}).get(number, ()))
        blocks.append(Block(Kind.OTHER, text, Part(PartKind.BODY), anchor=f"txt-{number + 1}"))
        source += string + "\n"
    starts = (0, *(newline.end() for newline in re.finditer("\n", source)))
    document = Document(
        f"{language}/A/1/1",
        f"source_texts/{language}/A/1/1/document.toml",
        language,
        "Titre",
        corrections=tuple(corrections),
    )
    path = f"source_texts/{language}/A/1/1/source.txt"
    return Report(document, Source(path, source, starts, "0" * 64), "pdf-text", tuple(blocks), ())


def repairs(report: Report) -> list[tuple[str, str, RepairKind]]:
    """(the source's reading, the repaired one, kind) of each repair, in order."""
    return [
        (block.text.string[mark.start : mark.end], mark.fixed, mark.kind)
        for block in report.blocks
        for mark in block.text.marks
        if isinstance(mark, Repair)
    ]


def as_shown(report: Report) -> list[str]:
    """What the page shows of each block."""
    return [reading(block.text).string for block in report.blocks]


def cases(name: str) -> Iterator[tuple[str, str]]:
    """(damaged, repaired) of each case of a file; one line alone must stay as it is."""
    text = (CASES / name).read_text(encoding="utf-8").strip("\n")
    for case in re.split(r"\n\n+", text):
        lines = case.split("\n")
        if len(lines) == 2 and not name.endswith("traps.txt"):
            yield lines[0], lines[1]
        else:
            yield from ((line, line) for line in lines)
