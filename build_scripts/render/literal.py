"""A report's lines without what Python-Markdown looks for in vain: they are paragraphs, and of inline markup they have
escapes, entities, tags and emphasis. Escapes, entities and tags are found in one pass.

Python-Markdown copies the whole text of a block at each of them, which is quadratic in a long paragraph. Here they
become the placeholders that it would make of them itself, and its own patterns find only emphasis. Most lines have
none: these are finished before its passes, each of which would look at them. The result is the same only for lines that
`write/` makes (no code spans, no links, every bracket escaped), so other pages are left alone;
`tests/render/test_report.py` checks the HTML against Python-Markdown's own.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import ETX, STX, AtomicString

MARKER = re.compile(r'\s*<!-- report lang="([^"]*)" -->\n?')
"""How the body of a report's page begins: `<!-- report lang="fr" -->`."""

# An escape, a tag or an entity: `\*`, `<em>`, `&amp;`; not `a < b & c`.
_LITERAL = re.compile(r"\\([\\`*_{}\[\]()>#+\-.!])|<[A-Za-z/][^<>]*>|&(?:#[0-9]+|#x[0-9a-fA-F]+|[0-9a-zA-Z]+);")
# A line that can be nothing else, with its attributes below: `Texte\n{: #par-1 }`; not `- Texte\n{: #par-1 }`.
_PARAGRAPH = re.compile(r"^(?![ \t#+\-*>|=~:_`\[]|\d+[.)]\s)[^\n]+\n\{: [^\n]* \}")
# What of that may be in a line: `\`, `<`; not `&`, which stays.
_SPECIAL = re.compile(r"[\\<>]")
# What becomes of words that have no emphasis: an escape loses its sign, `>` becomes an entity, tags and entities stay.
_FINISHED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!])|<[^<>]*>|\\?(>)")
# The attributes of a line, one of which begins where another ends: `#par-1`, `.note`, `data-cited="3"`; not `a="&lt;"`.
_ATTRIBUTES = re.compile(r'(?: ?#[\w.-]+| ?\.[\w-]+| ?[a-z-]+="[^"&<>{}]*")+ ?')
# One of them: `#par-1`, `.note`, `data-cited="3"`; not `par`.
_ATTRIBUTE = re.compile(r' ?(?:#([\w.-]+)|\.([\w-]+)|([a-z-]+)="([^"]*)")')
_SIGNS = "\\<>&*_`["
"""What a line has that isn't finished as it is: what `_INLINE`, `_LITERAL` and `_SPECIAL` begin with."""
# What some inline pattern of Python-Markdown may begin with: `*`, `_`; not `a`, `(`.
_INLINE = re.compile(r"[*_`\[<&\\\n](?:(?<!\n)|(?<=  \n))")


def _is_report(md: Markdown) -> bool:
    blocks = md.htmlStash.rawHtmlBlocks
    return bool(blocks) and MARKER.match(str(blocks[0])) is not None


class FinishedPreprocessor(Preprocessor):
    """Runs before the text is searched for HTML."""

    def run(self, lines: list[str]) -> list[str]:
        """Finishes the paragraphs of a report's page, as Python-Markdown would, and keeps those that follow one another
        as one piece of HTML."""
        text = "\n".join(lines)
        marker = MARKER.match(text)
        if not marker:
            return lines
        store = self.md.htmlStash.store
        pieces = [store(marker[0].strip())]
        finished: list[str] = []
        for block in text[marker.end() :].split("\n\n"):
            if paragraph := _finished(block):
                finished.append(paragraph)
                continue
            if finished:
                pieces.append(store("\n".join(finished)))
                finished = []
            pieces.append(block)
        if finished:
            pieces.append(store("\n".join(finished)))
        return "\n\n".join([*pieces, "", ""]).split("\n")


def _finished(block: str) -> str:
    """The HTML of a paragraph; nothing where Python-Markdown may have more to do."""
    if not _PARAGRAPH.fullmatch(block) or block[0] == "<":
        return ""
    words, _, last = block.partition("\n")
    attributes = last[3:-2]
    if words[-1] == " " or not _ATTRIBUTES.fullmatch(attributes):
        return ""
    # Most lines have none of the signs that the patterns look for.
    signs = any(map(words.__contains__, _SIGNS))
    if signs and _INLINE.search(_LITERAL.sub("", words)):
        return ""
    html = _FINISHED.sub(_plain, words) if signs and _SPECIAL.search(words) else words
    return f"<p{_tag(attributes)}>{html}</p>"


def _plain(match: re.Match[str]) -> str:
    return "&gt;" if match[2] else match[1] or match[0]


def _tag(attributes: str) -> str:
    """Attributes as Python-Markdown writes them: by name."""
    values: dict[str, str] = {}
    for anchor, name, other, value in _ATTRIBUTE.findall(attributes):
        if name:
            values["class"] = f"{values['class']} {name}" if "class" in values else name
        else:
            values[other or "id"] = value or anchor
    return "".join(f' {name}="{values[name]}"' for name in sorted(values))


class ParagraphProcessor(BlockProcessor):
    """Runs before the other block processors, each of which would search all of the block."""

    def test(self, parent: Element, block: str) -> bool:
        """True for a paragraph of a report's page; what is inside a list isn't one."""
        return parent is self.parser.root and _PARAGRAPH.fullmatch(block) is not None and _is_report(self.parser.md)

    def run(self, parent: Element, blocks: list[str]) -> None:
        """Makes a paragraph of the block, as Python-Markdown does."""
        SubElement(parent, "p").text = blocks.pop(0).lstrip()


class LiteralTreeprocessor(Treeprocessor):
    """Runs before the inline patterns."""

    def run(self, root: Element) -> None:
        """Puts placeholders into the text of every block of a report's page."""
        if not _is_report(self.md):
            return
        for element in root.iter():
            if element.text:
                text = _LITERAL.sub(self._placeholder, element.text)
                element.text = text if _INLINE.search(text) else AtomicString(text)

    def _placeholder(self, match: re.Match[str]) -> str:
        escaped = match[1]
        return f"{STX}{ord(escaped)}{ETX}" if escaped else self.md.htmlStash.store(match[0])


def register(md: Markdown) -> None:
    """Adds the passes to a converter."""
    md.preprocessors.register(FinishedPreprocessor(md), "finished", 22)
    md.parser.blockprocessors.register(ParagraphProcessor(md.parser), "report-paragraph", 1000)
    md.treeprocessors.register(LiteralTreeprocessor(md), "literal", 25)
