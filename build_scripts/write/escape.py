"""Words as Markdown, HTML and YAML take them literally (docs/developers/markdown.md).

What comes out of these functions is text wherever it stands: nothing in it is markup, whatever it was.
"""

from __future__ import annotations

import json
import re
from html import escape as _html_escape

# What no page shows: controls (white space apart) and halves of surrogate pairs, which UTF-8 cannot hold.
_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]+")
# A run of white space that is more, or other, than one blank: "\n ", "  ".
_BLANKS = re.compile(r"[^\S ]\s*| \s+")
_BREAKS = re.compile("[^\\S \u00a0\u202f]+")
# At “&#” that begins no entity, Python-Markdown's HTML parser loses its place and garbles tags further down.
_MARKDOWN = re.compile(r"[\\`*_\[\]{}<]|&(?=#|[0-9A-Za-z]+;)")
_LEADING_NUMBER = re.compile(r"(\d+)([.)])(?=\s|$)")
_LEADING_SIGN = {sign: f"\\{sign}" for sign in "#+-!"} | {sign: f"&#{ord(sign)};" for sign in ">|=~:"}
_ATTRIBUTE = str.maketrans({sign: f"&#{ord(sign)};" for sign in "\\`[]"})
# YAML reads these as breaks or not at all, even between quotes.
_NOT_YAML = re.compile("[^\t\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")


def plain(string: str) -> str:
    """The words with white space collapsed and without the characters that no page shows."""
    return _BLANKS.sub(" ", _INVISIBLE.sub("", string))


def markdown(string: str) -> str:
    """Words inside a line of Markdown."""
    return _MARKDOWN.sub(_escaped, string)


def line_start(line: str) -> str:
    """A line of Markdown whose first characters cannot be taken for a list, a heading, a quotation or a table."""
    if line[:1] in _LEADING_SIGN:
        return _LEADING_SIGN[line[0]] + line[1:]
    return _LEADING_NUMBER.sub(r"\1\\\2", line, count=1) if _LEADING_NUMBER.match(line) else line


def attribute(string: str) -> str:
    """The value of an HTML attribute in a line of Markdown, without its quotes."""
    return _html_escape(plain(string)).translate(_ATTRIBUTE)


def html(string: str) -> str:
    """Words inside an HTML element."""
    return _html_escape(plain(string), quote=False)


def yaml(string: str) -> str:
    """A YAML string on one line, in double quotes; no-break spaces stay, for what is ready to be shown."""
    quoted = json.dumps(_BREAKS.sub(" ", _INVISIBLE.sub("", string)), ensure_ascii=False)
    return _NOT_YAML.sub(lambda m: f"\\u{ord(m.group()):04x}", quoted)


def _escaped(found: re.Match[str]) -> str:
    sign = found.group()
    return "&lt;" if sign == "<" else "&amp;" if sign == "&" else "\\" + sign
