"""The pages « qualité »: of each document, where its doubts are, and of the archive, which documents have most."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from ..core.interface import NARROW, interface
from ..core.model import Report
from ..references import places, units
from ..references.places import Place
from ..references.places import words as in_words
from . import escape
from .catalogue import language_of_lists
from .lists import PAGE, pager, relative
from .matter import matter
from .quality import Quality

FOLDER = "qualite"
_MOST = 60
"""Places of one kind that a page lists; the others are counted."""
_ORIGIN = "from_conversion"


def quality_path(path: str) -> str:
    """The page of a document's quality, from docs/, without `.md`."""
    return f"{FOLDER}/{path}"


def own_pages(path: str) -> tuple[str, str]:
    """The pages that a document alone has, by their paths from docs/: its own, and that of its quality."""
    return f"{path}.md", f"{quality_path(path)}.md"


def share(quality: Quality) -> str:
    """« 98,7 % » of the text; never rounded up to all of it."""
    tenths = int(quality.share * 1000)
    return interface(language_of_lists()).numbers.share(tenths // 10 if tenths % 10 == 0 else tenths / 10)


def document_page(report: Report, quality: Quality) -> str:
    """Where the doubts of one document are."""
    words, here = _words(), quality_path(quality.path)
    spaced = interface(language_of_lists()).spaced
    page = _Places(report, relative(quality.path, here))
    name = escape.markdown(escape.plain(quality.name))
    body = [
        f"[{name}]({relative(quality.path, here)})",
        words["placed"].format(f"**{share(quality)}**"),
        *_section(words["doubtful"], words["doubtful_none"], page.links(quality.doubtful)),
        *_section(
            words["gaps"],
            words["gaps_none"],
            [words["gap"].format(page.link(gap.anchor), gap.before) for gap in quality.gaps],
        ),
        *_section(words["calls"], words["calls_none"], page.links(quality.calls)),
        *_section(words["notes"], words["notes_none"], page.links(quality.notes)),
        *_section(words["damaged"], words["damaged_none"], page.links(quality.damaged)),
        words["repairs"].format(quality.repairs),
        *_section(words["citations"], words["citations_none"], page.links(quality.citations)),
    ]
    title = words["title_of"].format(quality.name)
    return _page(spaced(title), body, parents=True)


def archive_pages(qualities: Iterable[Quality]) -> dict[str, str]:
    """The page of the whole archive, the documents with most doubts first, a hundred a page."""
    words = _words()
    ordered = sorted(qualities, key=lambda quality: (quality.share, -quality.doubts, quality.path))
    names = _names(ordered)
    total = max(1, -(-len(ordered) // PAGE))
    paths = [f"{FOLDER}/index", *(f"{FOLDER}/{number}" for number in range(2, total + 1))]
    texts: dict[str, str] = {}
    for index, here in enumerate(paths):
        rows = ordered[index * PAGE : (index + 1) * PAGE]
        body = [words["introduction"], "\n".join(_line(quality, here, names[quality.path]) for quality in rows)]
        if total > 1:
            body.append(pager(paths, index))
        texts[f"{here}.md"] = _page(words["title"], body)
    return texts


def _names(qualities: Sequence[Quality]) -> dict[str, str]:
    """The name of each document by its path, with its language where another has the same name."""
    alike = Counter(quality.name for quality in qualities)
    languages = interface(language_of_lists()).languages
    names: dict[str, str] = {}
    for quality in qualities:
        code = quality.path.partition("/")[0]
        alone = alike[quality.name] == 1
        names[quality.path] = quality.name if alone else f"{quality.name} ({languages.get(code, code)})"
    return names


class _Places:
    """Names of a document's places, each a link."""

    def __init__(self, report: Report, page: str) -> None:
        self._report, self._page = report, page

    @cached_property
    def _places(self) -> dict[str, Place]:
        """Few documents have doubts in more than a few places; many have none."""
        return places(units(self._report), self._report.document.language)

    def link(self, anchor: str) -> str:
        """« par. 12 », a link to it."""
        place = self._places.get(anchor)
        name = in_words(place, self._report.document.language) if place else ""
        return f"[{escape.markdown(escape.plain(name or anchor))}]({self._page}#{anchor})"

    def links(self, anchors: Sequence[str]) -> list[str]:
        """A link for each place, with how often it is named if more than once."""
        counts: dict[str, int] = {}
        for anchor in anchors:
            counts[anchor] = counts.get(anchor, 0) + 1
        return [self.link(anchor) + (f" ({count})" if count > 1 else "") for anchor, count in counts.items()]


def _section(title: str, none: str, entries: Sequence[str]) -> Iterator[str]:
    yield f"## {title}"
    if not entries:
        yield none
        return
    listed = [f"- {entry}" for entry in entries[:_MOST]]
    if len(entries) > _MOST:
        listed.append(f"- {_words()['others'].format(len(entries) - _MOST)}")
    yield "\n".join(listed)


def _line(quality: Quality, here: str, named: str) -> str:
    """A document with its share and what is doubtful in it."""
    words = _words()
    counts = {
        "gaps": len(quality.gaps),
        "calls": len(quality.calls),
        "notes": len(quality.notes),
        "damaged": len(quality.damaged),
        "citations": len(quality.citations),
    }
    facts = [words["sure"].format(share(quality))]
    facts += [words[f"count_{name}"].format(count) for name, count in counts.items() if count]
    name = escape.markdown(escape.plain(named))
    shown = escape.markdown(f"{NARROW}· ".join(facts))
    return f'- [{name}]({relative(quality_path(quality.path), here)}) <span class="facts">{shown}</span>'


def _page(title: str, body: Sequence[str], *, parents: bool = False) -> str:
    above = [{"path": f"{FOLDER}/index", "title": _words()["title"]}] if parents else []
    text = interface(language_of_lists()).spaced("\n\n".join(body))
    return matter({"template": "liste.html", "title": title, "parents": above}, _ORIGIN) + text + "\n"


def _words() -> dict[str, str]:
    return interface(language_of_lists()).quality
