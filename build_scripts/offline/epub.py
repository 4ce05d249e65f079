"""EPUB 3.3 of one report or of all: notes as pop-up notes, every block a target, a table of contents.

One document is in memory at a time.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import jinja2
import lxml.html
from lxml import etree

from ..settings import archive
from .article import Article, Heading, link, read_article, rows
from .folder import HERE, Copy
from .packed import pack
from .selection import Facts

XHTML = "http://www.w3.org/1999/xhtml"
OPS = "http://www.idpf.org/2007/ops"
MIME = "application/epub+zip"


def make_epub(site: Path, file: Path, wanted: Sequence[Facts], copy: Copy) -> None:
    """Write one EPUB with the documents at `wanted`, in that order. Raises OfflineError."""
    names = {facts.path: f"{number}.xhtml" for number, facts in enumerate(wanted, 1)}
    with tempfile.TemporaryDirectory(prefix="cote-epub-") as folder:
        entries: dict[str, Path | bytes] = {"mimetype": MIME.encode()}
        contents: list[Heading] = []
        languages: list[str] = []
        for facts in wanted:
            article = read_article(site, facts)
            name = names[facts.path]
            link(article, lambda path, anchor: _inside(names, path, anchor))
            Path(folder, name).write_bytes(_chapter(article))
            entries[f"EPUB/{name}"] = Path(folder, name)
            contents.append(Heading(facts.title, "", [_placed(name, one) for one in article.headings]))
            languages.append(article.language)
        places = [Heading(one.title, name, one.below) for one, name in zip(contents, names.values(), strict=True)]
        values = {
            "identifier": f"{archive().site_url}{wanted[0].path + '/' if len(wanted) == 1 else ''}",
            "title": wanted[0].title if len(wanted) == 1 else archive().name,
            "languages": sorted(set(languages)),
            "modified": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(copy.date)),
            "chapters": list(names.values()),
            "contents": places,
        }
        entries["META-INF/container.xml"] = (HERE / "templates" / "container.xml").read_bytes()
        entries["EPUB/package.opf"] = _filled("package.opf", values)
        entries["EPUB/nav.xhtml"] = _filled("nav.xhtml", values)
        entries["EPUB/style.css"] = (HERE / "templates" / "epub.css").read_bytes()
        pack(file, entries, copy.date, stored=["mimetype"])


def make_epubs(site: Path, folder: Path, wanted: Sequence[Facts], copy: Copy) -> None:
    """Write one EPUB for each document, by its symbol path, into a folder."""
    for facts in wanted:
        file = folder / f"{facts.path}.epub"
        file.parent.mkdir(parents=True, exist_ok=True)
        make_epub(site, file, [facts], copy)


def _inside(names: dict[str, str], path: str, anchor: str) -> str | None:
    if path not in names:
        return None
    return names[path] + (f"#{anchor}" if anchor else "")


def _placed(name: str, heading: Heading) -> Heading:
    below = [_placed(name, one) for one in heading.below]
    return Heading(heading.title, f"{name}#{heading.anchor}", below)


def _chapter(article: Article) -> bytes:
    """The document as XHTML."""
    environment = jinja2.Environment(autoescape=True, loader=jinja2.FileSystemLoader(HERE / "templates"))
    frame = environment.get_template("chapter.xhtml").render(
        article=article, rows=rows(article), direction="rtl" if article.language == "ar" else "ltr"
    )
    root = etree.fromstring(frame.encode())
    _mark_notes(article.element)
    lxml.html.html_to_xhtml(article.element)
    for element in article.element.iter():
        for name in ("epub-type",):
            if value := element.attrib.pop(name, None):
                element.set(f"{{{OPS}}}type", value)
    [place] = root.iter(f"{{{XHTML}}}article")
    place.getparent().replace(place, article.element)
    etree.cleanup_namespaces(root, keep_ns_prefixes=["epub"])
    made: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True, doctype="<!DOCTYPE html>")
    return made


def _mark_notes(article: Any) -> None:
    """Say which elements are notes and calls, so that a reader shows the note over the text."""
    for call in _calls(article):
        call.set("epub-type", "noteref")
        call.set("role", "doc-noteref")
    for note in list(article.iterfind(".//p[@class='note']")):
        aside = lxml.html.Element("aside", {"epub-type": "footnote", "role": "doc-footnote"})
        aside.set("id", note.attrib.pop("id"))
        note.addprevious(aside)
        aside.tail, note.tail = note.tail, None
        aside.append(note)


def _calls(article: Any) -> Iterator[Any]:
    for link_ in article.iterfind(".//sup/a[@id]"):
        if (link_.get("href") or "").startswith("#"):
            yield link_


def _filled(name: str, values: dict[str, Any]) -> bytes:
    environment = jinja2.Environment(
        autoescape=True, loader=jinja2.FileSystemLoader(HERE / "templates"), undefined=jinja2.StrictUndefined
    )
    return environment.get_template(name).render(archive=archive(), **values).encode()
