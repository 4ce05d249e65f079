"""A source's bytes as text. Nothing is dropped: what isn't UTF-8 becomes U+FFFD in its place."""

from __future__ import annotations

import codecs
import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from ..core.diagnostics import Diagnostic
from ..core.model import Source
from ..core.settings import Limits
from .right_to_left_text import in_reading_order

Line = TypeVar("Line", bytes, str)
# Line ends of Windows and of old Macs: `\r\n`, `\r`; not `\n`.
_NEWLINE = re.compile(rb"\r\n?")
# C0 and C1 except those that Python counts as white space, and DEL: `\x00`, `\x1b`, `\x7f`; not `\t`, `a`.
_CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]")


def extract_text(path: str, received: bytes, limits: Limits) -> tuple[Source, list[Diagnostic]]:
    """A file of plain text or Markdown. Line ends become `\\n`; a byte order mark is left out. Lines of Arabic that
    Poppler took out of a PDF are put in reading order."""
    data = _NEWLINE.sub(b"\n", received.removeprefix(codecs.BOM_UTF8))
    string = data.decode("utf-8", errors="replace")
    diagnostics = []
    if not string.strip():
        diagnostics.append(Diagnostic(path, 0, "S002", "the source has no text"))
    if "\N{REPLACEMENT CHARACTER}" in string:
        diagnostics += _per_line(path, "S001", data.split(b"\n"), _undecodable, limits)
    if _CONTROL.search(string):
        diagnostics += _per_line(path, "S003", string.split("\n"), _controls, limits)
    if (ordered := in_reading_order(string)) is not None:
        diagnostics.append(Diagnostic(path, 0, "S044", "lines of Arabic from pdftotext are put in reading order"))
        string = ordered
    return Source(path, string, line_starts(string), hashlib.sha256(received).hexdigest()), diagnostics


def line_starts(string: str, *, paged: bool = False) -> tuple[int, ...]:
    """Offset of the first character of each line; where the file has pages, one begins with each of them."""
    return (0, *(match.end() for match in re.finditer("[\n\f]" if paged else "\n", string)))


def _per_line(
    path: str, code: str, lines: Iterable[Line], fault: Callable[[Line], str], limits: Limits
) -> Iterator[Diagnostic]:
    """A message for each line that has a fault, up to the limit; then one that counts the rest."""
    count = 0
    for number, line in enumerate(lines, 1):
        if message := fault(line):
            count += 1
            if count <= limits.lines_per_finding:
                yield Diagnostic(path, number, code, message)
    if count > limits.lines_per_finding:
        yield Diagnostic(path, 0, code, f"and {count - limits.lines_per_finding} more lines of the same")


def _undecodable(line: bytes) -> str:
    """The bytes of a line that aren't UTF-8, in words."""
    wrong = [ord(c) - 0xDC00 for c in line.decode("utf-8", errors="surrogateescape") if "\udc80" <= c <= "\udcff"]
    return f"not UTF-8, shown as U+FFFD: bytes {_listed(f'0x{byte:02X}' for byte in wrong)}" if wrong else ""


def _controls(line: str) -> str:
    controls = _CONTROL.findall(line)
    return f"control characters, not shown: {_listed(f'U+{ord(c):04X}' for c in controls)}" if controls else ""


def _listed(items: Iterable[str], most: int = 8) -> str:
    words = list(items)
    return ", ".join(words[:most]) + (f" and {len(words) - most} more" if len(words) > most else "")
