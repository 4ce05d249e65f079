"""Which encoding a text is in that isn't UTF-8, and the command that makes it UTF-8."""

from __future__ import annotations

import codecs
import re
import shlex

# A letter as UTF-8 has it: `\xc3\xa9`, `\xe2\x80\x99`; not `\xff`.
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_MARKS = {
    codecs.BOM_UTF32_LE: "UTF-32",
    codecs.BOM_UTF32_BE: "UTF-32",
    codecs.BOM_UTF16_LE: "UTF-16",
    codecs.BOM_UTF16_BE: "UTF-16",
}
"""What a file of an encoding may begin with, the longest first."""
# C0 and C1 except those that Python counts as white space, and DEL: `\x00`, `\x1b`, `\x7f`; not `\t`, `a`.
CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]")


def other_encoding(content: bytes, legacy: str) -> str:
    """The encoding of a text that isn't UTF-8 as a whole, as iconv calls it; nothing where it is, where only some of
    its letters are damaged, or where it would be no text in that encoding either. `legacy`: what it would have had for
    an encoding before Unicode."""
    name = next((name for mark, name in _MARKS.items() if content.startswith(mark)), "")
    for start, wide in ((1, "UTF-16LE"), (0, "UTF-16BE")):
        if not name and len(content) > 1 and content[start::2].count(0) > len(content) // 4:
            name = wide
    if not name:
        try:
            content.decode("utf-8")
        except UnicodeDecodeError:
            name = "" if _MULTIBYTE.search(content) else legacy
    return name if name and not CONTROL.search(content.decode(name, errors="ignore")) else ""


def mending(file: str, encoding: str) -> str:
    """What is wrong with a file in another encoding, and the command that mends it."""
    name, aside = shlex.quote(file), shlex.quote(f"{file}.new")
    command = f"iconv -f {encoding} -t UTF-8 {name} > {aside} && mv {aside} {name}"
    return f"it is encoded as {encoding}, not as UTF-8, so nothing of it is read; `{command}` mends that"
