"""PDF of a report: tagged (PDF/UA-1, ISO 14289-1), bookmarks, a named destination for each block, notes.

The typeface is the archive's own (Source Serif), so that pages are the same on every machine; only scripts that it
lacks come from the fonts of the system. WeasyPrint takes some hundred MiB for a long report, so each is made in a
process of a pool.
"""

from __future__ import annotations

import hashlib
import io
import logging.handlers
import re
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stdout
from functools import cache, partial
from importlib import resources
from pathlib import Path
from typing import Any

import jinja2
import lxml.html

from ..parallel import each
from ..settings import archive
from .article import Article, Heading, calls, link, normal, read_article
from .folder import HERE, Copy
from .selection import Facts
from .settings import LackingError, OfflineError
from .tagging import Links, finish

SECONDS = 600
"""Of CPU for one report."""

FACES = ("Regular", "It", "Semibold", "SemiboldIt")
"""Of Source Serif (SIL Open Font License); pdf.css names them `face:It`."""

_SHORT = 80
"""Characters of a title that a running head has room for."""

_FINE = re.compile("«\N{NARROW NO-BREAK SPACE}|\N{NARROW NO-BREAK SPACE}[^\\s&]?")
_TAG = re.compile(r"(<[^>]*>)")

_PANGO = (
    "PDF needs Pango, a library of the system: on Debian and Ubuntu, apt install libpango-1.0-0 libpangoft2-1.0-0 "
    "libharfbuzz-subset0; on macOS, brew install pango; on Windows, MSYS2's mingw-w64-ucrt-x86_64-pango"
)


def make_pdfs(site: Path, folder: Path, wanted: Sequence[Facts], copy: Copy, *, jobs: int = 0) -> None:
    """Write one PDF for each document, by its symbol path, into a folder. Raises OfflineError."""
    _weasyprint()
    work = partial(make_pdf, site, folder, copy)
    for outcome in each(work, wanted, seconds=SECONDS, jobs=jobs, label="Typesetting"):
        if outcome.result is None:
            raise OfflineError(f"{outcome.item.path}: no PDF: {outcome.error}")


def make_pdf(site: Path, folder: Path, copy: Copy, facts: Facts) -> Path:
    """Write the PDF of one document; its place. Raises OfflineError."""
    article = read_article(site, facts)
    links = _prepare(article)
    file = folder / f"{facts.path}.pdf"
    file.parent.mkdir(parents=True, exist_ok=True)
    with _told(facts.path):
        _set(_framed(article, copy), links, file)
    return file


def _set(html: str, links: Links, file: Path) -> None:
    """Put HTML on pages."""
    weasyprint = _weasyprint()
    fonts, fetcher = weasyprint.text.fonts.FontConfiguration(), _fetcher(weasyprint)
    style = weasyprint.CSS(filename=str(HERE / "templates" / "pdf.css"), url_fetcher=fetcher, font_config=fonts)
    try:
        weasyprint.HTML(string=html, url_fetcher=fetcher).write_pdf(
            str(file),
            stylesheets=[style],
            font_config=fonts,
            pdf_variant="pdf/ua-1",
            pdf_identifier=hashlib.sha256(html.encode()).hexdigest()[:32].encode(),
            finisher=lambda _, pdf: finish(pdf, links),
        )
    except weasyprint.urls.FatalURLFetchingError as error:  # none of Exception's kind
        raise OfflineError(str(error)) from error


@contextmanager
def _told(path: str) -> Iterator[None]:
    """Say on the terminal what WeasyPrint warns of: letters that no font has, above all."""
    said = logging.handlers.BufferingHandler(capacity=10_000)
    logger = logging.getLogger("weasyprint")
    logger.addHandler(said)
    try:
        yield
    finally:
        logger.removeHandler(said)
        words = list(dict.fromkeys(record.getMessage() for record in said.buffer))
        if words:
            more = f" (and {len(words) - 1} more)" if len(words) > 1 else ""
            print(f"{path}: {words[0]}{more}", file=sys.stderr)


def _weasyprint() -> Any:
    """The library. Raises LackingError where the libraries of the system that it needs are missing."""
    try:
        with redirect_stdout(io.StringIO()):  # it prints a page of advice
            import weasyprint
            import weasyprint.text.fonts
    except OSError as error:
        raise LackingError(_PANGO) from error
    return weasyprint


def _fetcher(weasyprint: Any) -> Any:
    """What WeasyPrint may load: the faces, nothing else from anywhere."""
    faces = {f"face:{name}": _face(name) for name in FACES}

    class Fetcher(weasyprint.urls.URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: Any = None) -> Any:
            if url not in faces:
                raise weasyprint.urls.FatalURLFetchingError(f"a text loads {url}")
            return weasyprint.urls.URLFetcherResponse(url, faces[url])

    return Fetcher()


@cache
def _face(name: str) -> bytes:
    return resources.files("font_source_serif_pro").joinpath("files", f"SourceSerifPro-{name}.otf").read_bytes()


def _prepare(article: Article) -> Links:
    """Make the text ready for pages; what is known of its links."""
    link(article, lambda path, anchor: None)
    links = Links()
    for number in article.element.iterfind(".//a[@class='num']"):
        _lead_to_permalink(number, article.url)
    for note in list(article.element.iterfind(".//section[@class='notes']/p[@class='note']")):
        _note(note, calls(article).get(note.get("id"), []), links)
    for one in article.element.iter("a"):
        address = one.get("href") or ""
        about = "Adresse permanente" if address.startswith(article.url) else normal(one.text_content())
        links.words.setdefault(address, f"{about}, {address}")
    titles = {heading.anchor: heading.title for heading in _all(article.headings)}
    for one in article.element.iter("h2", "h3", "h4", "h5", "h6"):
        one.set("data-bookmark", titles.get(one.get("id"), ""))
    return links


def _lead_to_permalink(number: Any, url: str) -> None:
    """On paper a number that leads to itself is of no use: it leads to the address of what it numbers."""
    address = number.get("href") or ""
    if address.startswith("#"):
        number.set("href", url + address)


def _note(note: Any, called: Sequence[Any], links: Links) -> None:
    """Put a note beside its first call, whence the style takes it to the foot of the page."""
    anchor, number = note.get("id"), note.find("a[@class='num']")
    if number is None:
        return
    if called:
        call = called[0]
        words = normal(call.text_content())
        links.words[f"#{anchor}"] = f"Note {words}"
        links.words[f"#{call.get('id')}"] = f"Retour à l’appel de la note {words}"
        number.set("href", f"#{call.get('id')}")
        _move(note, call.getparent())
    links.notes[number.get("href")] = anchor


def _move(note: Any, call: Any) -> None:
    section = note.getparent()
    section.remove(note)
    note.tag, note.tail, call.tail = "span", call.tail, None
    call.addnext(note)
    if not len(section):
        section.drop_tree()


def _all(headings: Sequence[Heading]) -> Iterator[Heading]:
    for one in headings:
        yield one
        yield from _all(one.below)


def _framed(article: Article, copy: Copy) -> str:
    """The document as HTML."""
    environment = jinja2.Environment(
        autoescape=True, loader=jinja2.FileSystemLoader(HERE / "templates"), undefined=jinja2.StrictUndefined
    )
    html = environment.get_template("pdf.html").render(
        article=article,
        text=lxml.html.tostring(article.element, encoding="unicode"),
        name=archive().name,
        short=_shortened(article.title),
        modified=time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(copy.date)),
    )
    head, body, rest = html.partition("<body>")
    return head + body + _with_fine_spaces(rest)


def _with_fine_spaces(html: str) -> str:
    """The HTML with its narrow spaces marked, each with a letter beside it (a space alone would not be written).

    The typeface has none: half a word space stands for them, so little that words copied from a PDF lose it.
    """
    pieces = _TAG.split(html)
    pieces[::2] = [_FINE.sub(r'<span class="fine">\g<0></span>', words) for words in pieces[::2]]
    return "".join(pieces)


def _shortened(title: str) -> str:
    """As much of a title as a running head has room for, in whole words."""
    if len(title) <= _SHORT:
        return title
    return f"{title[:_SHORT].rpartition(' ')[0]} …"
