"""A source's bytes as text. Nothing is dropped: a byte that isn't UTF-8 becomes U+FFFD in its place. A file that is in
another encoding as a whole isn't read: the message has the command that mends it."""

from __future__ import annotations

import codecs
import hashlib
import re
import shlex
from collections.abc import Callable, Iterable, Iterator
from pathlib import PurePath
from typing import TypeVar

from ..core.diagnostics import Diagnostic
from ..core.language import language, languages
from ..core.model import Source
from ..core.settings import Limits
from .right_to_left_text import in_reading_order

# A letter as UTF-8 has it: `\xc3\xa9`, `\xe2\x80\x99`; not `\xff`.
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_MARKS = {
    codecs.BOM_UTF32_LE: "UTF-32",
    codecs.BOM_UTF32_BE: "UTF-32",
    codecs.BOM_UTF16_LE: "UTF-16",
    codecs.BOM_UTF16_BE: "UTF-16",
}
"""What a file of an encoding may begin with, the longest first."""
Line = TypeVar("Line", bytes, str)
# Line ends of Windows and of old Macs: `\r\n`, `\r`; not `\n`.
_NEWLINE = re.compile(rb"\r\n?")
# C0 and C1 except those that Python counts as white space, and DEL: `\x00`, `\x1b`, `\x7f`; not `\t`, `a`.
_CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]")


def extract_text(path: str, received: bytes, limits: Limits) -> tuple[Source, list[Diagnostic]]:
    """A file of plain text or Markdown. Line ends become `\\n`; a byte order mark is left out. Lines of Arabic that
    Poppler took out of a PDF are put in reading order."""
    if encoding := _other_encoding(path, received):
        name = shlex.quote(path)
        message = (
            f"its letters are {encoding}, not UTF-8, so nothing of it is read; `iconv -f {encoding} -t UTF-8 {name} > "
        )
        message += f"new && mv new {name}` makes it UTF-8"
        return unread(path, received), [Diagnostic(path, 0, "S046", message)]
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


def unread(path: str, received: bytes) -> Source:
    """A source of which nothing is read."""
    return Source(path, "", (0,), hashlib.sha256(received).hexdigest())


def _other_encoding(path: str, received: bytes) -> str:
    """The encoding of a file that isn't UTF-8 as a whole, as iconv calls it; nothing where it is, where only some of
    its letters are damaged, or where it would be no text in that encoding either."""
    name = next((name for mark, name in _MARKS.items() if received.startswith(mark)), "")
    for start, wide in ((1, "UTF-16LE"), (0, "UTF-16BE")):
        if not name and len(received) > 1 and received[start::2].count(0) > len(received) // 4:
            name = wide
    if not name:
        try:
            received.decode("utf-8")
        except UnicodeDecodeError:
            name = "" if _MULTIBYTE.search(received) else _legacy(path)
    return name if name and not _CONTROL.search(received.decode(name, errors="ignore")) else ""


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
    controls = _CONTROL.findall(line)
    return f"control characters, not shown: {_listed(f'U+{ord(c):04X}' for c in controls)}" if controls else ""


def _listed(items: Iterable[str], most: int = 8) -> str:
    words = list(items)
    return ", ".join(words[:most]) + (f" and {len(words) - most} more" if len(words) > most else "")
