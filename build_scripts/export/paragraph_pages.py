"""The small page of each numbered paragraph, `…/par-12/`: for previews of links and for readers without JavaScript.

It names the document's page as its canonical address, is kept out of indexes, and leads on to the paragraph in its
document.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, Template
from markupsafe import Markup, escape

from ..core.html_sentences import sayer, tag
from ..core.interface import PAGES, interface
from ..core.language import language
from ..core.model import Kind, Text
from ..core.settings import archive
from ..write.catalogue import language_of_lists
from ..write.escape import plain
from ..write.synopsis import shortened
from .bibliography import issued
from .description import Record, Row
from .export_words import words
from .runs import Run, runs

_TAGS = {"strong": "strong", "em": "em", "sup": "sup"}


def pages(record: Record, *, picture: bool) -> Iterator[tuple[str, str]]:
    """(path in the site's folder, HTML) of each numbered paragraph."""
    notes = {row.anchor: row for row in record.rows if row.block.kind is Kind.NOTE}
    rows = list(record.rows)
    depth = record.path.count("/") + 2
    template = _template()
    for index, row in enumerate(rows):
        if row.block.kind is not Kind.PARAGRAPH:
            continue
        inside = [row, *_items(rows, index)]
        called = dict.fromkeys(anchor for passage in inside for anchor in passage.notes if anchor in notes)
        html = template.render(
            record=record,
            row=row,
            archive=archive(),
            said=words(record.language),
            record_direction=language(record.language).direction,
            locale=language(record.language).locale,
            picture=picture,
            address=f"{record.url}{row.anchor}/",
            cited=_cited(record),
            up="../",
            root="../" * depth,
            index="",
            spaced=interface(record.language).spaced,
            day=interface(language_of_lists()).day,
            facts=", ".join(filter(None, (record.organ, _day(record)))),
            blocks=[_html(passage.block.text, record.language) for passage in inside],
            notes=[_html(notes[anchor].block.text, record.language) for anchor in called],
        )
        yield f"{record.path}/{row.anchor}/index.html", html


def _cited(record: Record) -> Iterator[tuple[str, str]]:
    """What reference managers other than Zotero read of the page: the document, with Highwire's names."""
    yield "citation_title", record.title
    yield "citation_technical_report_institution", words(record.language).publisher
    yield "citation_technical_report_number", record.symbol
    yield "citation_publication_date", issued(record).rstrip("~").replace("-", "/")
    yield "citation_language", record.language
    yield "citation_public_url", record.url


def _items(rows: list[Row], index: int) -> Iterator[Row]:
    """The items of a paragraph."""
    for row in rows[index + 1 :]:
        if row.block.kind is Kind.NOTE:
            continue
        if row.block.kind is not Kind.ITEM or not row.anchor.startswith(f"{rows[index].anchor}."):
            return
        yield row


def _day(record: Record) -> str:
    return interface(record.language).day(record.date) if record.date else ""


def _html(text: Text, language: str) -> Markup:
    spaced = interface(language).spaced
    return Markup("").join(_run(run, spaced(plain(run.words))) for run in runs(text))


def _run(run: Run, shown: str) -> Markup:
    if run.call is not None:
        if run.call.target:
            return Markup('<sup><a href="../#{}">{}</a></sup>').format(run.call.target, run.call.number)
        return Markup("<sup>{}</sup>").format(run.call.number)
    html = escape(shown)
    for style, name in _TAGS.items():
        if style in run.styles:
            html = Markup(f"<{name}>{{}}</{name}>").format(html)
    return html


@cache
def _template() -> Template:
    folder = Path(__file__).parent / "templates"
    environment = Environment(loader=FileSystemLoader(folder), autoescape=True, trim_blocks=True, lstrip_blocks=True)
    environment.filters["cut"] = shortened
    own = language_of_lists()
    environment.globals |= {"say": sayer(PAGES), "tag": tag, "interface": own, "direction": language(own).direction}
    return environment.get_template("paragraph.html")
