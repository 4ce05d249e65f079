"""Words as Markdown, HTML and YAML take them literally (docs/developers/markdown.md).

What these functions return is read as text everywhere: nothing in it is markup, whatever it was before.
"""

from __future__ import annotations

import json
import re
from html import escape as _html_escape

# What no page shows: controls (white space apart) and halves of surrogate pairs, which UTF-8 cannot hold: `\x00`,
# `\x7f`; not `\n`.
_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")
# White space other than a single space: `\n `, `a  b`; not `a b`.
_BLANKS = re.compile(r"[^\S ]\s*| \s+")
# White space except spaces, no-break ones included: `\t`, `\n`; not `a b`, `\u00a0`.
_BREAKS = re.compile("[^\\S \u00a0\u202f]+")
# What Markdown would read: `*`, `&amp;`, `&#`; not `a & b`. At “&#” that doesn't begin an entity, Python-Markdown's
# HTML parser loses its place and garbles tags further down.
_MARKDOWN = re.compile(r"[\\`*_\[\]{}<]|&(?=#|[0-9A-Za-z]+;)")
# A number that would begin a list: `12. texte`, `3)`; not `12.5`.
_LEADING_NUMBER = re.compile(r"(\d+)([.)])(?=\s|$)")
_LEADING_SIGN = {sign: f"\\{sign}" for sign in "#+-!"} | {sign: f"&#{ord(sign)};" for sign in ">|=~:"}
# What an attribute has no literal place for: `"`, `[`; not `A/76/463`.
_NOT_ATTRIBUTE = re.compile(r"[&<>\"'\\`\[\]]")
_ATTRIBUTE = str.maketrans({sign: f"&#{ord(sign)};" for sign in "\\`[]"})
# YAML reads these as breaks, or skips them, even between quotes: `\x85`, `\u2028`; not `\u00a0`.
_NOT_YAML = re.compile("[^\t\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")


def plain(string: str) -> str:
    """The words with white space collapsed and without the characters that no page shows."""
    if string.isprintable() and "  " not in string:
        return string
    return _BLANKS.sub(" ", _INVISIBLE.sub("", string))


def squashed(string: str) -> str:
    """The words without white space, and without the characters that no page shows."""
    words = "".join(string.split())
    return words if words.isprintable() else _INVISIBLE.sub("", words)


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
    words = plain(string)
    return _html_escape(words).translate(_ATTRIBUTE) if _NOT_ATTRIBUTE.search(words) else words


def html(string: str) -> str:
    """Words inside an HTML element."""
    return _html_escape(plain(string), quote=False)


def yaml(string: str) -> str:
    """A YAML string on one line, in double quotes; no-break spaces stay, for what is ready to be shown."""
    quoted = json.dumps(_BREAKS.sub(" ", _INVISIBLE.sub("", string)), ensure_ascii=False)
    return _NOT_YAML.sub(lambda match: f"\\u{ord(match.group()):04x}", quoted)


def _escaped(match: re.Match[str]) -> str:
    sign = match.group()
    return "&lt;" if sign == "<" else "&amp;" if sign == "&" else "\\" + sign
