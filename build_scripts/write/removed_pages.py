"""The page at the address of a document that was published and is gone for good (published/removed.py): it says so, and
where the official document is. No list has it, and no search finds it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ..core.interface import interface
from ..core.language import language
from ..core.removals import Removed
from ..published.removed import file_of
from .catalogue import language_of_lists
from .matter import Value, matter


def pages(removed: Iterable[Removed], taken: Callable[[str], bool]) -> dict[str, str]:
    """The page of every address that a removed document had, by its path from docs/, without language, too; none where
    another page has that path (`taken`)."""
    everything = list(removed)
    texts: dict[str, str] = {}
    for with_language in (True, False):  # A document's own address comes before one that several may share.
        for gone in everything:
            for path in gone.paths:
                name = f"{path if with_language else path.partition('/')[2]}.md"
                if name not in texts and not taken(name):
                    texts[name] = _page(gone)
    return texts


def _page(gone: Removed) -> str:
    code = gone.path.partition("/")[0]
    values: dict[str, Value | None] = {
        "template": "retrait.html",
        "title": interface(code).spaced(gone.title),
        "symbol": gone.symbol,
        "lang": code,
        "dir": language(code).direction,
        "removed": gone.day.isoformat(),
        "removed_text": interface(language_of_lists()).day(gone.day),
    }
    return matter(values, "from_file", file=file_of(gone.path))
