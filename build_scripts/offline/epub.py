"""EPUB 3.3 of one report or of all: pop-up notes, every block a target, a table of contents.

Only one document is in memory at a time.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import lxml.html
from lxml import etree

from ..core.interface import interface
from ..core.parallel import each, shown
from ..core.settings import archive
from .article import Article, Heading, calls, last_change, link, read_article
from .copy_settings import OfflineError, settings
from .folder import HERE, Copy
from .packed import pack
from .selection import Facts
from .templating import template

XHTML = "http://www.w3.org/1999/xhtml"
XML = "http://www.w3.org/XML/1998/namespace"
OPS = "http://www.idpf.org/2007/ops"
MIME = "application/epub+zip"


def make_epub(site: Path, file: Path, selection: Sequence[Facts], copy: Copy) -> None:
    """Write one EPUB with the documents of `selection`, in that order. Raises OfflineError.

    A single document bears the date of its own last change, several bear the copy's date.
    """
    alone = last_change(site, selection[0].path) if len(selection) == 1 else None
    date = copy.date if alone is None else alone
    pack(file, _entries(site, selection, date), date, stored=["mimetype"])


def make_epubs(site: Path, folder: Path, selection: Sequence[Facts], copy: Copy, *, jobs: int = 0) -> None:
    """Write one EPUB for each document, by its symbol path, into a folder. Raises OfflineError."""
    work, seconds = partial(_alone, site, folder, copy), archive().limits.document_seconds
    for outcome in each(work, selection, seconds=seconds, jobs=jobs, label="Packing .epub of each"):
        if outcome.result is None:
            raise OfflineError(f"{outcome.item.path}: can't make its EPUB: {outcome.error}")


def _alone(site: Path, folder: Path, copy: Copy, facts: Facts) -> Path:
    file = folder / f"{facts.path}.epub"
    file.parent.mkdir(parents=True, exist_ok=True)
    make_epub(site, file, [facts], copy)
    return file


def _entries(site: Path, selection: Sequence[Facts], date: int) -> Iterator[tuple[str, bytes]]:
    """The files of an EPUB. The table of contents comes last, as only the documents' headings are kept for it."""
    names = {facts.path: f"{number}.xhtml" for number, facts in enumerate(selection, 1)}
    is_collection = len(selection) > settings().epub_headings
    contents: list[Heading] = []
    credits: dict[str, Any] = {
        "authors": (interface(archive().language).say("copies.book.publisher"),),
        "publisher": archive().name,
        "official": "",
        "day": "",
    }
    yield "mimetype", MIME.encode()
    yield "META-INF/container.xml", (HERE / "templates" / "container.xml").read_bytes()
    yield "EPUB/style.css", (HERE / "templates" / "epub.css").read_bytes()
    for facts in shown(selection, len(selection), "Packing .epub"):
        article, name = read_article(site, facts), names[facts.path]
        link(article, partial(_inside, names))
        if len(selection) == 1:
            credits = {name: getattr(article, name) for name in credits}
        headings = [] if is_collection else [_placed(name, heading) for heading in article.headings]
        contents.append(Heading(article.label, name, article.language, headings))
        yield (
            f"EPUB/{name}",
            _chapter(article, [_placed("", heading) for heading in article.headings] if is_collection else []),
        )
    values = _values(contents, selection, date) | credits
    for name in ("package.opf", "nav.xhtml"):
        yield f"EPUB/{name}", _filled(name, values)


def _values(contents: Sequence[Heading], selection: Sequence[Facts], date: int) -> dict[str, Any]:
    """Values for the templates of the package and of the table of contents."""
    [whole] = contents if len(contents) == 1 else [Heading(archive().name, "", archive().language)]
    directions = {entry.direction for entry in contents}
    return {
        "identifier": f"{archive().site_url}{selection[0].path + '/' if len(selection) == 1 else ''}",
        "title": whole,
        "languages": [language for language, _ in Counter(entry.language for entry in contents).most_common()],
        "progression": directions.pop() if len(directions) == 1 else whole.direction,
        "modified": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(date)),
        "contents": contents,
    }


def _inside(names: dict[str, str], path: str, anchor: str) -> str | None:
    if path not in names:
        return None
    return names[path] + (f"#{anchor}" if anchor else "")


def _placed(name: str, heading: Heading) -> Heading:
    children = [_placed(name, child) for child in heading.below]
    return Heading(heading.title, f"{name}#{heading.anchor}", heading.language, children)


def _chapter(article: Article, contents: Sequence[Heading]) -> bytes:
    """The document as XHTML, with a table of contents of its own if it has one."""
    root = etree.fromstring(_filled("chapter.xhtml", {"article": article, "contents": contents}))
    _mark_notes(article)
    lxml.html.html_to_xhtml(article.element)
    for element in article.element.iter():
        if value := element.attrib.pop("epub-type", None):
            element.set(f"{{{OPS}}}type", value)
        if language := element.get("lang"):
            element.set(f"{{{XML}}}lang", language)
    [place] = root.iter(f"{{{XHTML}}}article")
    place.getparent().replace(place, article.element)
    etree.cleanup_namespaces(root, keep_ns_prefixes=["epub"])
    xhtml: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True, doctype="<!DOCTYPE html>")
    return xhtml


def _mark_notes(article: Article) -> None:
    """Mark the elements that are notes and calls, so that a reader shows the note over the text.

    Some readers hide what is marked so until its call is touched. So a note that nothing in the text calls, or only
    another note, stays a paragraph.
    """
    calls_of_notes = calls(article)
    for call in (call for note_calls in calls_of_notes.values() for call in note_calls):
        call.set("epub-type", "noteref")
        call.set("role", "doc-noteref")
    for note in list(article.element.iterfind(".//p[@class='note']")):
        note_calls = calls_of_notes.get(note.get("id"), [])
        for number in note.iterfind("a[@class='num']") if note_calls else ():
            number.set("href", f"#{note_calls[0].get('id')}")
            number.set("role", "doc-backlink")
        if not all(map(_in_note, note_calls)):
            aside = lxml.html.Element("aside", {"epub-type": "footnote", "role": "doc-footnote"})
            aside.set("id", note.attrib.pop("id"))
            note.addprevious(aside)
            aside.tail, note.tail = note.tail, None
            aside.append(note)


def _in_note(call: Any) -> bool:
    return any(element.get("class") == "note" for element in call.iterancestors("p"))


def _filled(name: str, values: dict[str, Any]) -> bytes:
    return template(name).render(archive=archive(), **values).encode()
