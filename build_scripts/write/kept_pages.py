"""Pages of documents that aren't made anew, since something about them is in doubt: they stay as they were, with the
pages that only they lead to (what they alone cite has one of its own, and so has an organ or a year that is theirs
alone)."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Container, Iterable, Iterator
from pathlib import Path

from ..core.whole_files import is_regular
from .files import at_address, by_hand

# Where a page leads: `path: "cotes/A/61/373"` in its front matter, from docs/; in its text, links to other files of
# Markdown, from itself.
_LEADS = re.compile(r'\bpath: "(?P<named>[^"]+)"|\]\((?P<linked>[^)#\s]+)\.md\b')

_LIST_PAGE = '\ntemplate: "liste.html"\n'
"""What the front matter of a list has."""
# The lists that a document is on, in its front matter: `lists: {organ: "organes/CAT", year: "annees/1995"}`.
_LISTS = re.compile(r"^lists: \{(.+)\}$", re.MULTILINE)
# Each of them: `"organes/CAT"`.
_LIST = re.compile(r'"([^"]+)"')
# A link of the built site to another page of it: `href="../../cotes/A/61/373/#par-1"`; not `href="#par-1"`.
_HREF = re.compile(r'\bhref="((?:\.\./)*[\w./-]+)/[#"]')


def kept(docs: Path, pages: Iterable[str], made: Container[str], site: Path) -> dict[str, str]:
    """The pages, by their paths from `docs` with their texts, and those that they lead to; neither what is `made` anew
    nor what isn't there. Where a page that wasn't generated has the place of one, what that led to is asked of the last
    `site`."""
    texts: dict[str, str] = {}
    listed: list[str] = []
    waiting: list[str] = []
    for page in pages:
        if not by_hand(docs, page.removesuffix(".md")):
            waiting.append(page)
            continue
        for linked in _linked(site, page.removesuffix(".md")):
            (listed if _LIST_PAGE in _read(docs, linked) else waiting).append(linked)
    while waiting:
        page = waiting.pop()
        if page in texts or page in made or not (text := _read(docs, page)):
            continue
        texts[page] = text
        waiting += _led_to(page, texts[page])
        listed += (f"{name}.md" for lists in _LISTS.findall(texts[page]) for name in _LIST.findall(lists))
    # What a list leads to is no reason to stay: it may have been removed.
    for page in listed:
        if page not in made and (text := _read(docs, page)):
            texts.setdefault(page, text)
    return texts


def _read(docs: Path, page: str) -> str:
    """A generated page; nothing where there is none."""
    there = is_regular(docs / page) and not by_hand(docs, page.removesuffix(".md"))
    return (docs / page).read_text(encoding="utf-8") if there else ""


def _led_to(page: str, text: str) -> Iterator[str]:
    folder = posixpath.dirname(page)
    for match in _LEADS.finditer(text):
        path = match["named"] or posixpath.normpath(posixpath.join(folder, match["linked"]))
        yield from at_address(path)


def _linked(site: Path, path: str) -> Iterator[str]:
    """Pages of docs/ that a page of the built site leads to."""
    page = site / path / "index.html"
    if is_regular(page):
        for match in _HREF.finditer(page.read_text(encoding="utf-8")):
            yield from at_address(posixpath.normpath(posixpath.join(path, match[1])))
