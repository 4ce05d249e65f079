"""A report's lines without what Python-Markdown looks for in vain: they are paragraphs, and of inline markup they have
escapes, entities, tags and emphasis. Escapes, entities and tags are found in one pass.

Python-Markdown copies the whole text of a block at each of them, which is quadratic in a long paragraph. Here they
become the placeholders that it would make of them itself, and its own patterns find only emphasis. The result is the
same only for lines that `write/` makes (no code spans, no links, every bracket escaped), so other pages are left alone;
`tests/render/test_report.py` checks the HTML against Python-Markdown's own.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import ETX, STX, AtomicString

MARKER = re.compile(r'\s*<!-- report lang="([^"]*)" -->\n?')
"""How the body of a report's page begins: `<!-- report lang="fr" -->`."""

# An escape, a tag or an entity: `\*`, `<em>`, `&amp;`; not `a < b & c`.
_LITERAL = re.compile(r"\\([\\`*_{}\[\]()>#+\-.!])|<[A-Za-z/][^<>]*>|&(?:#[0-9]+|#x[0-9a-fA-F]+|[0-9a-zA-Z]+);")
# A line that can be nothing else, with its attributes below: `Texte\n{: #par-1 }`; not `- Texte\n{: #par-1 }`.
_PARAGRAPH = re.compile(r"^(?![ \t#+\-*>|=~:_`\[]|\d+[.)]\s)[^\n]+\n\{: [^\n]* \}")
# What some inline pattern of Python-Markdown may begin with: `*`, `_`; not `a`, `(`.
_INLINE = re.compile(r"[*_`\[<&\\\n](?:(?<!\n)|(?<=  \n))")


def _is_report(md: Markdown) -> bool:
    blocks = md.htmlStash.rawHtmlBlocks
    return bool(blocks) and MARKER.match(str(blocks[0])) is not None


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
    md.parser.blockprocessors.register(ParagraphProcessor(md.parser), "report-paragraph", 1000)
    md.treeprocessors.register(LiteralTreeprocessor(md), "literal", 25)
