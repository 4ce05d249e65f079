"""A source's bytes as text. Nothing is dropped: a byte that isn't UTF-8 becomes U+FFFD in its place. A file that is in
another encoding as a whole isn't read: the message has the command that mends it."""

from __future__ import annotations

import codecs
import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import PurePath
from typing import TypeVar

from ..core.diagnostics import Diagnostic
from ..core.encodings import CONTROL, mending, other_encoding
from ..core.language import language, languages
from ..core.model import Source
from ..core.settings import Limits
from .right_to_left_text import in_reading_order

Line = TypeVar("Line", bytes, str)
# Line ends of Windows and of old Macs: `\r\n`, `\r`; not `\n`.
_NEWLINE = re.compile(rb"\r\n?")
NO_TEXT = "the source has no text: put the file as received in its place"


def extract_text(path: str, received: bytes, limits: Limits) -> tuple[Source, list[Diagnostic]]:
    """A file of plain text or Markdown. Line ends become `\\n`; a byte order mark is left out. Lines of Arabic that
    Poppler took out of a PDF are put in reading order."""
    if encoding := other_encoding(received, _legacy(path)):
        return unread(path, received), [Diagnostic(path, 0, "S046", mending(path, encoding))]
    data = _NEWLINE.sub(b"\n", received.removeprefix(codecs.BOM_UTF8))
    string = data.decode("utf-8", errors="replace")
    diagnostics = []
    if not string.strip():
        diagnostics.append(Diagnostic(path, 0, "S002", NO_TEXT))
    if "\N{REPLACEMENT CHARACTER}" in string:
        diagnostics += _per_line(path, "S001", data.split(b"\n"), _undecodable, limits)
    if CONTROL.search(string):
        diagnostics += _per_line(path, "S003", string.split("\n"), _controls, limits)
    if (ordered := in_reading_order(string)) is not None:
        diagnostics.append(Diagnostic(path, 0, "S044", "lines of Arabic from pdftotext are put in reading order"))
        string = ordered
    return Source(path, string, line_starts(string), hashlib.sha256(received).hexdigest()), diagnostics


def unread(path: str, received: bytes) -> Source:
    """A source of which nothing is read."""
    return Source(path, "", (0,), hashlib.sha256(received).hexdigest())


def _legacy(path: str) -> str:
    """What texts in the language of a source had for an encoding before Unicode."""
    code = next((part for part in PurePath(path).parts if part in languages()), "")
    return (language(code).legacy if code else "") or "WINDOWS-1252"


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
    controls = CONTROL.findall(line)
    return f"control characters, not shown: {_listed(f'U+{ord(c):04X}' for c in controls)}" if controls else ""


def _listed(items: Iterable[str], most: int = 8) -> str:
    words = list(items)
    return ", ".join(words[:most]) + (f" and {len(words) - most} more" if len(words) > most else "")
