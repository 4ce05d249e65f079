"""The Python-Markdown extension of report pages: what the page needs but the committed Markdown should not carry.

A page that begins with `<!-- report lang="fr" -->` has each block on a line of its own once it is HTML. This
extension then

- puts the masthead into a folded element before the article, the text into `<article>`, each part (draft
  resolution, annex …) into a `<section>` and the notes of a part into one of their own;
- makes the printed number of a paragraph, item or note its permalink, and adds a sign that is one to each block
  without a number; either says how the block is cited;
- adds to each note the links back to its calls, and to each cited block a link to what cites it;
- sets the words that open the paragraphs of resolutions apart, and shows narrow no-break spaces where the
  document's language requires them. What the page adds is in the archive's language.

No character of the text changes except ordinary spaces. All other pages pass through untouched.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from html import escape, unescape
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor

from ..core.interface import Interface, interface
from ..core.settings import archive
from . import citation_forms as citing
from . import literal
from .element import CALLS, TAG, Element, elements

CHROME = "data-chrome data-pagefind-ignore"

# How the call of a note begins: `<sup><a id="call-1" href="#note-1">`; not `<sup>e</sup>`.
_CALL = re.compile(r'<sup><a id="([^"]*)" href="#([^"]*)">')
# The label before the title of a part: `<span class="part-label">Annexe </span> Déclaration`.
_PART_LABEL = re.compile(r'^<span class="part-label">(.*?)\s*</span>\s*(?=\S)')
# Where a page of the print begins: `<a data-page="7" href="A-1.original.pdf#page=7"></a>`; not `<a href="#p"></a>`.
_PAGE = re.compile(r'<a data-page="(\d+)" href="([^"]*)"></a>')
# Words or a tag: `des mots`, `<em>`.
_WORDS = re.compile(r"[^<]+|<[^>]*>")


class ReportPostprocessor(Postprocessor):
    """Turns the HTML of a report's blocks into its page."""

    def run(self, text: str) -> str:
        """The page; a text that does not begin with the marker is returned as it is."""
        marker = literal.MARKER.match(text)
        if not marker:
            return text
        language = unescape(marker[1])
        page = _Page(text[marker.end() :], language)
        self._title_contents(getattr(self.md, "toc_tokens", []), page)
        return page.html(language)

    def _title_contents(self, tokens: list[dict[str, Any]], page: _Page) -> None:
        """The names in the table of contents: without note calls, with the language's spaces."""
        for token in tokens:
            heading = page.headings.get(token["id"])
            if heading is not None:
                parted = _PART_LABEL.sub(r"\1 – ", CALLS.sub("", heading))
                token["name"] = page.typography.spaced(TAG.sub("", parted))
            self._title_contents(token["children"], page)


class _Page:
    """A report's blocks and what is known of the page as a whole."""

    def __init__(self, text: str, language: str) -> None:
        self.words: Interface = interface(archive().language)
        self.typography: Interface = interface(language)
        self.elements = elements(text)
        self.places = citing.cited([element for element in self.elements if element.id], language)
        self.calls: dict[str, list[str]] = defaultdict(list)
        for call, note in _CALL.findall(text):
            self.calls[note].append(call)
        self.headings = {
            element.id: element.inner for element in self.elements if element.id and element.tag.startswith("h")
        }
        # Only resolutions have a preamble: numbered paragraphs in the same part are operative ones.
        self.resolutions = {element.scope for element in self.elements if element.kind == "pp"}
        self.parts = {element.id: element for element in self.elements if "part-title" in element.classes}

    def html(self, language: str) -> str:
        """The page's HTML."""
        masthead = [element for element in self.elements if not (element.id or element.continues)]
        text = [element for element in self.elements if element.id or element.continues]
        named = f'class="report" lang="{escape(language)}"'
        lines = [*self._masthead(masthead), f"<article {named} {citing.article(language)} data-pagefind-body>"]
        lines += self._nested(text)
        lines.append("</article>")
        return "\n".join(lines)

    def _masthead(self, lines: list[Element]) -> Iterator[str]:
        if lines:
            summary = escape(self.words.labels["masthead"])
            yield f'<details class="printed-masthead" {CHROME}><summary>{summary}</summary>'
            for line in lines:
                yield f'<{line.tag} class="{" ".join(line.classes)}">{self._spaced(line.inner)}</{line.tag}>'
            yield "</details>"

    def _nested(self, elements: list[Element]) -> Iterator[str]:
        """The blocks inside the sections of their parts, and runs of notes inside sections of their own."""
        within: list[str] = []
        notes = False
        for element in elements:
            path = element.scope.split(".") if element.scope else []
            is_note = element.kind == "note"
            if notes and not (is_note and path == within):
                notes = False
                yield "</section>"
            while within != path[: len(within)]:
                within.pop()
                yield "</section>"
            while len(within) < len(path):
                within.append(path[len(within)])
                yield self._part(".".join(within))
            if is_note and not notes:
                notes = True
                yield f'<section class="notes" aria-label="{self._notes_label(element.scope)}">'
            yield self._block(element)
        yield from ["</section>"] * (len(within) + notes)

    def _part(self, scope: str) -> str:
        title = self.parts.get(scope)
        place = citing.part(self.elements, self.places, scope)
        if title is None:
            return f'<section class="part"{place}>'
        kind = " ".join(name for name in title.classes if name != "part-title")
        return f'<section class="part {kind}" aria-labelledby="{scope}"{place}>'

    def _notes_label(self, scope: str) -> str:
        label = self.words.labels["notes"]
        title = self.parts.get(scope)
        if title is None:
            return escape(label)
        named = re.match(r'<span class="part-label">(.*?)</span>', title.inner)
        part = TAG.sub("", CALLS.sub("", named[1] if named else title.inner)).strip()
        return f"{escape(label)} – {part}".replace('"', "&quot;")

    def _block(self, element: Element) -> str:
        if element.table:
            return self._table(element)
        if element.continues:
            words = self._paged(self._spaced(element.inner))
            return f'<p class="{element.kind}" data-continues="{element.continues}">{words}</p>'
        classes = [*self._classes(element), *element.classes]
        cited = self._figure(element) + self._cited(element)
        attributes = "".join(f' {name}="{value}"' for name, value in element.others.items())
        kind = f' class="{" ".join(classes)}"' if classes else ""
        return f'<{element.tag} id="{element.id}"{kind}{attributes}>{self._inner(element)}{cited}</{element.tag}>'

    def _classes(self, element: Element) -> list[str]:
        return [element.kind] if element.kind in ("par", "pp", "txt", "item", "fig") else []

    def _inner(self, element: Element) -> str:
        return self._paged(self._unpaged(element))

    def _paged(self, html: str) -> str:
        """The HTML with the pages of the print named where they begin, each a link to that page of the file."""
        if "data-page" not in html:
            return html
        labels = self.words.labels

        def page(match: re.Match[str]) -> str:
            name = escape(labels["page_in_file"].format(match[1]))
            words = escape(labels["page"].format(match[1]))
            return f'<a class="page" id="page-{match[1]}" href="{match[2]}" aria-label="{name}" {CHROME}>{words}</a>'

        return _PAGE.sub(page, html)

    def _unpaged(self, element: Element) -> str:
        if element.tag != "p":
            return f"{self._spaced(element.inner)} {self._beside(element, self._sign(element))}"
        label, rest = element.split_label()
        words = self._spaced(self._opening(element, rest))
        permalink = self._number(element, label) if label else self._sign(element)
        if element.kind == "note":  # beside the text a note has no margin: what is not its number comes last
            last = self._beside(element, "" if label else permalink)
            return f"{permalink + ' ' if label else ''}{words}{self._back(element)}{' ' + last if last else ''}"
        return f"{self._beside(element, permalink)} {words}"

    def _opening(self, element: Element, inner: str) -> str:
        """The words with those that open a paragraph of a resolution set apart."""
        pattern = self.typography.preambular if element.kind == "pp" else self.typography.operative
        if element.kind not in ("pp", "par") or not pattern or element.scope not in self.resolutions:
            return inner
        page = _PAGE.match(inner)
        begins = page.end() if page else 0
        match = pattern.match(inner, begins)
        if not match:
            return inner
        return f'{inner[:begins]}<em class="opening">{match.group()}</em>{inner[match.end() :]}'

    def _number(self, element: Element, label: str) -> str:
        """The printed number, which is the permalink. What it says is its name: a control is called as it looks."""
        return f'<a class="num" href="#{element.id}"{citing.sign(self.places, element.id)}>{label}</a>'

    def _sign(self, element: Element) -> str:
        """The permalink of a block without a number. The styles draw it (¶): it is no part of the text."""
        label = escape(f"{self.words.labels['permalink']} {self._named(element)}")
        place = citing.sign(self.places, element.id)
        return f'<a class="permalink" href="#{element.id}" aria-label="{label}"{place} {CHROME}></a>'

    def _beside(self, element: Element, permalink: str) -> str:
        """A permalink with the former addresses of its block before it, and the sign of a correction behind it."""
        return f"{self._also(element)}{permalink}{self._corrected(element)}".lstrip()

    def _corrected(self, element: Element) -> str:
        """The sign of a text that was corrected after it was published; it leads to the old words."""
        if "data-corrected" not in element.others:
            return ""
        words = escape(self.words.labels["corrected"])
        return f' <a class="corrected" href="#avant-{element.id}" {CHROME}>{words}</a>'

    def _also(self, element: Element) -> str:
        """Former addresses that the block answers to."""
        if "data-also" not in element.others:
            return ""
        others = element.others["data-also"].split()
        return "".join(f'<span id="{other}" {CHROME}></span>' for other in others)

    def _named(self, element: Element) -> str:
        """What a permalink leads to, in words."""
        number = element.number
        if element.kind == "item":
            number = ".".join([*number.split(".")[:-1], element.label])
        if element.kind == "pp" and number.isdigit():
            number = self.words.ordinal(int(number))
        return self.words.units[element.kind].format(number)

    def _cited(self, element: Element) -> str:
        """The link to what cites the block, at the foot of the page (overrides/partials/citations.html)."""
        number = element.others.pop("data-cited", "")
        if not number:
            return ""
        words = self.words.cited["place"].format(number)
        return f' <a class="cited-by" href="#cite-{element.id}" {CHROME}>{escape(words)}</a>'

    def _figure(self, element: Element) -> str:
        """The link to a figure, which is only in the file as received."""
        href, page = element.others.pop("data-figure", ""), element.others.pop("data-figure-page", "")
        if not href:
            return ""
        words = self.words.labels["figure_on_page"].format(page) if page else self.words.labels["figure_in_file"]
        return f' <a class="in-file" href="{href}" {CHROME}>{escape(words)}</a>'

    def _back(self, element: Element) -> str:
        label = f"{self.words.labels['back']} {element.number}"
        links: list[str] = []
        for count, call in enumerate(self.calls[element.id], 1):
            which = escape(label if count == 1 else f"{label} ({self.words.ordinal(count)})")
            links.append(f' <a class="back" href="#{call}" aria-label="{which}" {CHROME}>↩</a>')
        return "".join(links)

    def _table(self, element: Element) -> str:
        label = escape(self.words.labels["table"].format(element.number))
        rows = self._paged(self._spaced(element.inner))
        return (
            f'<div class="table" id="{element.id}" role="region" tabindex="0" aria-label="{label}">'
            f"{self._beside(element, self._sign(element))}\n<table>\n{rows}</table></div>"
        )

    def _spaced(self, html: str) -> str:
        """The HTML with the language's spaces in its words, not in its tags."""
        if "<" not in html:
            return self.typography.spaced(html)
        return "".join(piece if piece[0] == "<" else self.typography.spaced(piece) for piece in _WORDS.findall(html))


class ReportExtension(Extension):
    """Registers what makes a report's page."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Called by Python-Markdown."""
        literal.register(md)
        md.postprocessors.register(ReportPostprocessor(md), "report", -10)


def makeExtension(**settings: Any) -> ReportExtension:  # noqa: N802
    """Called by Python-Markdown: `build_scripts.render.report` in mkdocs.yml."""
    return ReportExtension(**settings)
