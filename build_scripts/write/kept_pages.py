"""Pages of documents that aren't made anew, since something about them is in doubt: they stay as they were, with the
pages that only they lead to (what they alone cite has one of its own, and so has an organ or a year that is theirs
alone)."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Container, Iterable, Iterator
from pathlib import Path

from ..core.whole_files import is_regular

# Where a page leads: `path: "cotes/A/61/373"` in its front matter, from docs/; in its text, links to other files of
# Markdown, from itself.
_LEADS = re.compile(r'\bpath: "(?P<named>[^"]+)"|\]\((?P<linked>[^)#\s]+)\.md\b')

# The lists that a document is on, in its front matter: `lists: {organ: "organes/CAT", year: "annees/1995"}`.
_LISTS = re.compile(r"^lists: \{(.+)\}$", re.MULTILINE)
# Each of them: `"organes/CAT"`.
_LIST = re.compile(r'"([^"]+)"')


def kept(docs: Path, pages: Iterable[str], made: Container[str]) -> dict[str, str]:
    """The pages, by their paths from `docs` with their texts, and those that they lead to; neither what is `made` anew
    nor what isn't there."""
    texts: dict[str, str] = {}
    listed: list[str] = []
    waiting = list(pages)
    while waiting:
        page = waiting.pop()
        if page in texts or page in made or not is_regular(docs / page):
            continue
        texts[page] = (docs / page).read_text(encoding="utf-8")
        waiting += _led_to(page, texts[page])
        listed += (f"{name}.md" for lists in _LISTS.findall(texts[page]) for name in _LIST.findall(lists))
    # What a list leads to is no reason to stay: it may have been removed.
    for page in listed:
        if page not in made and is_regular(docs / page):
            texts.setdefault(page, (docs / page).read_text(encoding="utf-8"))
    return texts


def _led_to(page: str, text: str) -> Iterator[str]:
    folder = posixpath.dirname(page)
    for match in _LEADS.finditer(text):
        path = match["named"] or posixpath.normpath(posixpath.join(folder, match["linked"]))
        # A list has the address of its folder.
        yield from (f"{path}.md", f"{path}/index.md")
