"""Escapes, entities and tags of a report's lines, all in one pass.

Python-Markdown copies the whole text of a block at each of them, which is quadratic in a long paragraph. Here they
become the placeholders that it would make of them itself, and its own patterns find only emphasis. The result is the
same only for lines that `write/` makes (no code spans, no links, every bracket escaped), so other pages are left alone;
`tests/render/test_report.py` checks the HTML against Python-Markdown's own.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import ETX, STX

MARKER = re.compile(r'\s*<!-- report lang="([^"]*)" -->\n?')
"""How the body of a report's page begins: `<!-- report lang="fr" -->`."""

# An escape, a tag or an entity: `\*`, `<em>`, `&amp;`; not `a < b & c`.
_LITERAL = re.compile(r"\\([\\`*_{}\[\]()>#+\-.!])|<[A-Za-z/][^<>]*>|&(?:#[0-9]+|#x[0-9a-fA-F]+|[0-9a-zA-Z]+);")


class LiteralTreeprocessor(Treeprocessor):
    """Runs before the inline patterns."""

    def run(self, root: Element) -> None:
        """Puts placeholders into the text of every block of a report's page."""
        blocks = self.md.htmlStash.rawHtmlBlocks
        if not blocks or not MARKER.match(str(blocks[0])):
            return
        for element in root.iter():
            if element.text:
                element.text = _LITERAL.sub(self._placeholder, element.text)

    def _placeholder(self, match: re.Match[str]) -> str:
        escaped = match[1]
        return f"{STX}{ord(escaped)}{ETX}" if escaped else self.md.htmlStash.store(match[0])


def register(md: Markdown) -> None:
    """Adds the pass to a converter."""
    md.treeprocessors.register(LiteralTreeprocessor(md), "literal", 25)
