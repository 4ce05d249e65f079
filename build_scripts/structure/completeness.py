"""Nothing lost: every character of a source that isn't white space is in the report once, or is furniture.

This half of the proof compares the report with the source; `write` proves the page against the report.
"""

from __future__ import annotations

import html
import re

from ..core.diagnostics import Diagnostic
from ..core.model import Report, Source
from ..core.text import line_of, stretches, texts


def prove(report: Report) -> list[Diagnostic]:
    """Findings for characters that are lost, doubled or altered; an empty list is the proof."""
    source = report.source.string
    count = bytearray(len(source))
    findings: list[Diagnostic] = []
    entities = {furniture.start: furniture.end for furniture in report.furniture if furniture.reason == "entity"}
    for text in texts(report):
        for position, place, length in stretches(text):
            words = text.string[position : position + length].rstrip()
            there = source[place : place + len(words)]
            if (
                words != there
                and not _same(words, there)
                and html.unescape(source[place : entities.get(place + 1, place + 1)]) != words
            ):
                findings.append(
                    _finding(
                        report.source, place, "P002", f"the text has “{words[:30]}” where the source has “{there[:30]}”"
                    )
                )
            _count(count, place, place + len(words))
    for furniture in report.furniture:
        _count(count, furniture.start, furniture.end)
    findings += _uneven(report.source, count)
    return findings


def _same(words: str, there: str) -> bool:
    """White space of one kind may stand for another."""
    return words.split() == there.split()


def _count(count: bytearray, start: int, end: int) -> None:
    if count[start:end] == bytes(end - start):
        count[start:end] = b"\1" * (end - start)
        return
    for i in range(start, end):
        count[i] = min(count[i] + 1, 255)


def _uneven(source: Source, count: bytearray) -> list[Diagnostic]:
    """Stretches that are nowhere, or in two places; white space doesn't count."""
    findings: list[Diagnostic] = []
    wrong = [("P001", "isn't on the page", rb"\x00\x00*")]
    if count.translate(None, b"\0\1"):
        wrong.append(("P003", "is on the page twice", rb"[\x02-\xff][\x02-\xff]*"))
    for code, what, pattern in wrong:
        for stretch in re.finditer(pattern, count):
            words = source.string[stretch.start() : stretch.end()]
            if words.strip():
                start = stretch.start() + len(words) - len(words.lstrip())
                findings.append(_finding(source, start, code, f"“{words.strip()[:60]}” {what}"))
    return findings


def _finding(source: Source, place: int, code: str, message: str) -> Diagnostic:
    return Diagnostic(source.path, line_of(source, place), code, " ".join(message.split()))
