"""Lists for an editor: repairs and furniture, one line each with its place in the source; the keys that document.toml
may have."""

from __future__ import annotations

from collections.abc import Iterator

from ..core.interface import interface
from ..core.language import languages
from ..core.model import Repair, Report
from ..core.organs import organs
from ..core.settings import types
from ..core.text import line_of, offset, texts
from ..read.furniture import meanings
from ..write.catalogue import language_of_lists, organ_name, type_name

LISTS = ("organs", "types", "languages")
"""What `keys` knows."""


def keys(name: str) -> dict[str, str]:
    """The keys of organs, types or languages, each with its name in the archive's language; nothing for others."""
    if name == "organs":
        return {key: organ_name(key) for key in sorted(organs())}
    if name == "types":
        return {key: type_name(key) for key in types()}
    names = interface(language_of_lists()).languages
    return {code: names.get(code, code) for code in languages()} if name == "languages" else {}


def repairs(report: Report) -> Iterator[str]:
    """Every repair: `file:line: kind “as in the source” → “as on the page”`."""
    for text in texts(report):
        for mark in text.marks:
            if isinstance(mark, Repair):
                line = line_of(report.source, offset(text, mark.start))
                before = text.string[mark.start : mark.end]
                yield f"{report.source.path}:{line}: {mark.kind} “{before}” → “{mark.fixed}”"


def furniture(report: Report) -> Iterator[str]:
    """Everything in the source that no page shows: `file:line: why: “words”`."""
    for piece in report.furniture:
        line = line_of(report.source, piece.start)
        words = " ".join(report.source.string[piece.start : piece.end].split())
        yield f"{report.source.path}:{line}: {meanings()[piece.reason]}: “{words}”"
