"""What pages say of a document's versions in other languages, and the pages at addresses without a language.

`A/76/463/` opens the version in the reader's language; where the archive has one version alone, that one. The template
keeps the fragment.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ..core.interface import interface
from ..core.language import language
from ..core.versions import Version, Versions, address
from .catalogue import language_of_lists
from .differences import Difference, Numbering, in_words
from .matter import Value, matter

SHOWN = 6
"""Places of a difference that a page tells at the most."""


def version_matter(path: str, numbering: Numbering) -> dict[str, Value | None]:
    """For the front matter of a document that has other versions."""
    together = numbering.versions.of(path)
    if len(together) < 2:
        return {}
    missing = numbering.missing(path)
    return {
        "address": address(together),
        "written_in": numbering.versions.original(path),
        "versions": [_version(version) | _lacking(missing.get(version.path, ())) for version in together],
        "numbering": [_difference(difference, path) for difference in numbering.differences(path)],
    }


def pages(versions: Versions, taken: Callable[[str], bool], own: Callable[[str], bool]) -> dict[str, str]:
    """The page of every address without language, by its path from docs/; none where another page has that path
    (`taken`), or where no document that may be opened is of the part of the archive (`own`, by path)."""
    return {
        f"{place}.md": _page(together)
        for place, together in versions.by_address.items()
        if any(own(version.path) for version in together) and not taken(f"{place}.md")
    }


def own_name(code: str) -> str:
    """What a language is called in itself: « español »."""
    return language(code).names.get(code, code)


def _page(together: Sequence[Version]) -> str:
    shown = next((version for version in together if version.language == language_of_lists()), together[0])
    values: dict[str, Value | None] = {
        "template": "langues.html",
        "title": _title(shown),
        "symbol": shown.symbol,
        "address": address(together),
        "target": together[0].path if len(together) == 1 else "",
        "versions": [_version(version) | {"title": _title(version)} for version in together],
    }
    return matter(values, "from_documents")


def _title(version: Version) -> str:
    return interface(version.language).spaced(version.title)


def _version(version: Version) -> dict[str, Value]:
    return {
        "lang": version.language,
        "dir": language(version.language).direction,
        "name": own_name(version.language),
        "path": version.path,
    }


def _lacking(anchors: Sequence[str]) -> dict[str, Value]:
    return {"lacks": " ".join(anchors)} if anchors else {}


def _difference(difference: Difference, path: str) -> Value:
    words = interface(language_of_lists())
    other = difference.other
    told: dict[str, Value] = {"language": words.languages.get(other.language, other.language)}
    for name, listed, place in (("here", difference.here, path), ("there", difference.there, other.path)):
        shown = listed[:SHOWN]
        told[name] = [
            {"words": said, "path": place, "anchor": first}
            for (first, _), said in zip(shown, in_words(shown, language_of_lists()), strict=True)
        ]
        told[f"{name}_more"] = len(listed) - len(shown)
    return told
