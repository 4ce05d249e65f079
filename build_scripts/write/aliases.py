"""Pages at other addresses of a document: the second half of a joint symbol, a former address.

Each leads to the document's own page; the template keeps the fragment, so that a paragraph's old link still opens it.
"""

from __future__ import annotations

from collections.abc import Iterable

from ..core.interface import interface
from ..core.model import Document
from . import escape
from .catalogue import language_of_lists
from .lists import relative
from .matter import matter


def pages(documents: Iterable[Document]) -> dict[str, str]:
    """The page of every alias by its path from docs/. An alias that is also a document's own path has no page."""
    everything = list(documents)
    taken = {document.path for document in everything}
    texts: dict[str, str] = {}
    for document in everything:
        for alias in document.aliases:
            path = f"{document.path.partition('/')[0]}/{alias}"
            if path not in taken:
                taken.add(path)
                texts[f"{path}.md"] = _page(document, path)
    return texts


def _page(document: Document, path: str) -> str:
    spaced = interface(document.language).spaced
    values = {
        "template": "renvoi.html",
        "title": spaced(document.title),
        "symbol": document.symbol,
        "target": document.path,
    }
    name = " ".join(filter(None, (document.symbol, spaced(escape.plain(document.title)))))
    words = interface(language_of_lists()).labels["moved"]
    link = f"[{escape.markdown(name)}]({relative(document.path, path)})"
    return matter(values, "from_file", file=document.file) + f"{words} {link}\n"
