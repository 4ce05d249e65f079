"""Cases as files: title, a line with a dot, input, a line with a dot, expected, a line with a dot.

In an input, `␣` stands for a space at the end of a line and `␌` for a form feed; they would not survive an editor.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet

from build_scripts.core.diagnostics import Diagnostic
from build_scripts.core.model import Call, Document, Emphasis, Link, Report, Source, Text
from build_scripts.core.text import reading
from build_scripts.read import read
from build_scripts.structure import structure
from build_scripts.structure.anchor import anchor
from build_scripts.structure.calls import find_calls
from build_scripts.structure.completeness import prove


def cases(folder: Path) -> list[ParameterSet]:
    """Parameters (language, input, expected) of every case in the folder's files, `name.language.txt`."""
    return list(_cases(folder))


def _cases(folder: Path) -> Iterator[ParameterSet]:
    for path in sorted(folder.glob("*.txt")):
        parts = ("\n" + path.read_text(encoding="utf-8")).split("\n.\n")
        for index in range(0, len(parts) - 2, 3):
            title, given, expected = parts[index : index + 3]
            given = given.replace("␣", " ").replace("␌", "\f")
            yield pytest.param(path.suffixes[0][1:], given, expected, id=f"{path.stem}: {title.strip()}")


def source(string: str) -> Source:
    """A source of these characters."""
    starts = [0, *(i + 1 for i, c in enumerate(string) if c == "\n")]
    return Source("source.txt", string, tuple(starts), "")


def converted(string: str, language: str = "fr") -> tuple[Report, list[Diagnostic]]:
    """The report of a source after the passes of this area, with what they found, the proof included."""
    given = source(string)
    layout, diagnostics = read(given)
    report, structure_diagnostics = structure(given, layout, Document("fr/made", "document.toml", language, "Made"))
    diagnostics += structure_diagnostics
    for apply in (find_calls, anchor):
        report, structure_diagnostics = apply(report)
        diagnostics += structure_diagnostics
    return report, [*diagnostics, *prove(report)]


def without_calls(report: Report, index: int) -> str:
    """The words of a block, its calls left out."""
    text = report.blocks[index].text
    return reading(text, hide=[m for m in text.marks if isinstance(m, Call)]).string


def lines(report: Report, diagnostics: list[Diagnostic]) -> str:
    """A report as cases expect it: a line a block, `anchor kind: words [calls]`, then the messages."""
    out = []
    for block in report.blocks:
        cells = "".join(" | ".join(_called(cell) for cell in row) + " / " for row in block.rows)
        caption = " / " if cells and block.text.string else ""
        out.append(f"{block.anchor or block.role} {block.kind}: {_called(block.text)}{caption}{cells}".rstrip())
    return "\n".join([*out, *(f"{diagnostic.line}: {diagnostic.code}" for diagnostic in sorted(diagnostics))])


def _called(text: Text) -> str:
    """The words, with the note's anchor in place of each call."""
    shown, reached = "", 0
    for mark in text.marks:
        if isinstance(mark, Call):
            shown += f"{text.string[reached : mark.start]}[{mark.target or '?'}]"
            reached = mark.end
    return shown + text.string[reached:]


def chunks(string: str) -> str:
    """What the reader finds, as cases expect it: reader, chunks `form: words` (+ for emphasis), furniture by reason."""
    layout, diagnostics = read(source(string))
    out = [layout.reader]
    for chunk in layout.chunks:
        cells = "".join(" | ".join(cell.string for cell in row) + " / " for row in chunk.rows)
        out.append(f"{chunk.form}: {_emphasised(chunk.text)}{cells}".rstrip())
    out += [f"- {f.reason}: {string[f.start : f.end]!r}" for f in layout.furniture if f.reason != "markup"]
    return "\n".join([*out, *(f"{diagnostic.line}: {diagnostic.code}" for diagnostic in sorted(diagnostics))])


def _emphasised(text: Text) -> str:
    """Emphasis as `‹em:words›`."""
    string = text.string
    for mark in sorted(text.marks, key=lambda m: m.start, reverse=True):
        if isinstance(mark, Emphasis | Link):
            name = mark.style if isinstance(mark, Emphasis) else "link"
            string = f"{string[: mark.start]}‹{name}:{string[mark.start : mark.end]}›{string[mark.end :]}"
    return string
