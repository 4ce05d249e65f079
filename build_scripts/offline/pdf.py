"""PDF of a report: tagged (PDF/UA-1, ISO 14289-1), bookmarks, a named destination for each block, notes.

The typeface is the archive's own (Source Serif: Latin, Greek and Cyrillic), so that pages are the same on every
machine; what it lacks is set in Noto if the system has it (pdf_fonts.py). A letter that neither has is shown as an
empty frame; the PDF says so at its end, and a diagnostic tells whoever makes it (L040). WeasyPrint takes some hundred
MiB for a long report, so each is made in a process of a pool.
"""

from __future__ import annotations

import hashlib
import io
import logging
import re
import time
import warnings
from collections.abc import Iterator, Mapping, Sequence, Set
from contextlib import contextmanager, redirect_stdout
from functools import partial
from pathlib import Path
from typing import Any

import lxml.html

from ..core.diagnostics import Diagnostic
from ..core.interface import interface
from ..core.parallel import each
from ..core.settings import archive
from . import pdf_fonts
from .article import Article, Heading, calls, last_change, link, normal, read_article
from .copy_settings import LackingError, OfflineError
from .selection import Facts
from .tagging import Links, finish, languages_kept
from .templating import template

SECONDS = 600
"""Seconds of CPU for one report."""

_SHORT = 80
"""Characters of a title that a running head has room for."""

# A narrow space with the sign beside it: `«\u202fasile`, `asile\u202f»`; not `«asile»`, `«\u00a0asile`.
_FINE = re.compile("«\N{NARROW NO-BREAK SPACE}|\N{NARROW NO-BREAK SPACE}[^\\s&]?")
# A tag of HTML: `<p class="note">`, `</p>`; not `a &lt; b`.
_TAG = re.compile(r"(<[^>]*>)")
# WeasyPrint's warning of a letter that no font has: `.notdef glyph rendered for Unicode string unsupported by fonts: \
# "א" (U+05D0)`.
_NO_GLYPH = re.compile(r"\.notdef glyph .*\(U\+([0-9A-F]+)\)", re.S)

_PLACES, _LETTERS = 10, 12
"""How many diagnostics name a place, and how many letters each lists: a text in Arabic would name all of its own."""

_PANGO = (
    "PDF needs Pango, a system library: on Debian and Ubuntu, apt install libpango-1.0-0 libpangoft2-1.0-0 "
    "libharfbuzz-subset0; on macOS, brew install pango; on Windows, MSYS2's mingw-w64-ucrt-x86_64-pango"
)


def make_pdfs(site: Path, folder: Path, selection: Sequence[Facts], *, jobs: int = 0) -> list[Diagnostic]:
    """Write one PDF for each document into a folder, named by its symbol path. Returns the letters they lack (L040).

    Raises OfflineError.
    """
    _weasyprint()
    diagnostics: list[Diagnostic] = []
    for outcome in each(partial(make_pdf, site, folder), selection, seconds=SECONDS, jobs=jobs, label="Typesetting"):
        if outcome.result is None:
            raise OfflineError(f"{outcome.item.path}: can't make its PDF: {outcome.error}")
        diagnostics += outcome.result
    return diagnostics


def make_pdf(site: Path, folder: Path, facts: Facts) -> list[Diagnostic]:
    """Write the PDF of one document. Returns the letters it lacks (L040). Raises OfflineError."""
    article = read_article(site, facts)
    places = _places(article)
    links = _prepare(article)
    file = folder / f"{facts.path}.pdf"
    file.parent.mkdir(parents=True, exist_ok=True)
    date = last_change(site, facts.path)
    with _letters_missing() as missing:
        _typeset(_document_html(article, date), links, file)
    if not missing:
        return []
    with _letters_missing():
        _typeset(_document_html(article, date, missing), links, file)
    return list(_lacking_letters(facts.path, places, missing))


def _typeset(html: str, links: Links, file: Path) -> None:
    """Typeset HTML into a PDF."""
    weasyprint = _weasyprint()
    fetcher = _fetcher(weasyprint)
    with pdf_fonts.only_named():
        fonts = weasyprint.text.fonts.FontConfiguration()
    style = weasyprint.CSS(string=pdf_fonts.style(), url_fetcher=fetcher, font_config=fonts)
    try:
        with languages_kept(weasyprint.pdf.tags):
            weasyprint.HTML(string=html, url_fetcher=fetcher).write_pdf(
                str(file),
                stylesheets=[style],
                font_config=fonts,
                pdf_variant="pdf/ua-1",
                pdf_identifier=hashlib.sha256(html.encode()).hexdigest()[:32].encode(),
                finisher=lambda _, pdf: finish(pdf, links),
            )
    except weasyprint.urls.FatalURLFetchingError as error:  # not a subclass of Exception
        raise OfflineError(str(error)) from error


class _Letters(logging.Handler):
    """Collects from WeasyPrint's warnings the letters that no font has, « … unsupported by fonts: "א" (U+05D0) »."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.found: set[str] = set()

    def emit(self, record: logging.LogRecord) -> None:
        if match := _NO_GLYPH.search(record.getMessage()):
            self.found.add(chr(int(match[1], 16)))


@contextmanager
def _letters_missing() -> Iterator[set[str]]:
    """The letters missing from what is typeset within the block; complete once the block ends."""
    logger, letters = logging.getLogger("weasyprint"), _Letters()
    logger.addHandler(letters)
    try:
        yield letters.found
    finally:
        logger.removeHandler(letters)


def _places(article: Article) -> dict[str, str]:
    """The words of each place with an anchor, apart from those of places inside it. Words before the first anchor
    belong to `title`."""
    masthead = article.masthead
    rows = (word for row in masthead.rows for word in (row.term, row.value))
    words = " ".join((article.symbol, article.title, masthead.type, *rows, masthead.rights))
    pieces: dict[str, list[str]] = {"title": [words]}
    place = "title"
    for text in article.element.xpath(".//text()"):
        holder = text.getparent() if text.is_text else text.getparent().getparent()
        place = next((element.get("id") for element in (holder, *holder.iterancestors()) if element.get("id")), place)
        pieces.setdefault(place, []).append(text)
    return {anchor: "".join(texts) for anchor, texts in pieces.items()}


def _lacking_letters(path: str, places: Mapping[str, str], missing: Set[str]) -> Iterator[Diagnostic]:
    """A diagnostic for each place up to a limit, and one for all others."""
    affected = [(anchor, sorted(missing & set(words))) for anchor, words in places.items() if missing & set(words)]
    for anchor, letters in affected[:_PLACES]:
        yield _diagnostic(
            path, f"{anchor}: the typeface of PDF lacks {_code_points(letters)}; each is shown as an empty frame"
        )
    if others := affected[_PLACES:]:
        letters = sorted({letter for _, missing_letters in others for letter in missing_letters})
        yield _diagnostic(path, f"{len(others):,} more places: the typeface of PDF lacks {_code_points(letters)}")
    for fonts in pdf_fonts.lacking(missing):
        install = f"install {fonts.families[0]} (on Debian and Ubuntu: apt install {fonts.package})"
        yield _diagnostic(path, f"{install}, and PDF shows such letters")


def _diagnostic(path: str, message: str) -> Diagnostic:
    return Diagnostic(f"docs/{path}.md", 0, "L040", message)


def _letters_in_words(letters: Sequence[str]) -> str:
    """Code points of letters, for readers."""
    named = ", ".join(f"U+{ord(letter):04X}" for letter in letters[:_LETTERS])
    rest = len(letters) - _LETTERS
    return interface(archive().language).offline["others"].format(named, rest) if rest > 0 else named


def _code_points(letters: Sequence[str]) -> str:
    """Code points of letters, as no terminal can show all of the letters themselves; not too many."""
    remainder = f" and {len(letters) - _LETTERS:,} more" if len(letters) > _LETTERS else ""
    return ", ".join(f"U+{ord(letter):04X}" for letter in letters[:_LETTERS]) + remainder


def _weasyprint() -> Any:
    """The library. Raises LackingError if system libraries that it needs are missing."""
    try:
        # It prints a page of advice, and complains about a machine without fonts, which aren't used anyway.
        with redirect_stdout(io.StringIO()), warnings.catch_warnings(action="ignore"):
            import weasyprint
            import weasyprint.text.fonts
    except OSError as error:
        raise LackingError(_PANGO) from error
    return weasyprint


def _fetcher(weasyprint: Any) -> Any:
    """A fetcher that lets WeasyPrint load the typeface and nothing else."""
    faces = pdf_fonts.files()

    class Fetcher(weasyprint.urls.URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: Any = None) -> Any:
            if url not in faces:
                raise weasyprint.urls.FatalURLFetchingError(f"the text tries to load {url}")
            return weasyprint.urls.URLFetcherResponse(url, faces[url])

    return Fetcher()


def _prepare(article: Article) -> Links:
    """Prepare the text for pages. Returns what is known about its links."""
    link(article, lambda path, anchor: None)
    links = Links()
    for number in article.element.iterfind(".//a[@class='num']"):
        _lead_to_permalink(number, article.url)
    for note in list(article.element.iterfind(".//section[@class='notes']/p[@class='note']")):
        _note(note, calls(article).get(note.get("id"), []), links)
    for element in article.element.iter("a"):
        address = element.get("href") or ""
        about = "Adresse permanente" if address.startswith(article.url) else normal(element.text_content())
        links.words.setdefault(address, f"{about}, {address}")
    titles = {heading.anchor: heading.title for heading in _all_headings(article.headings)}
    for element in article.element.iter("h2", "h3", "h4", "h5", "h6"):
        element.set("data-bookmark", titles.get(element.get("id"), ""))
    return links


def _lead_to_permalink(number: Any, url: str) -> None:
    """On paper a number that links to itself is useless: let it lead to the address of what it numbers."""
    address = number.get("href") or ""
    if address.startswith("#"):
        number.set("href", url + address)


def _note(note: Any, called: Sequence[Any], links: Links) -> None:
    """Put a note beside its first call, from where the style sheet moves it to the foot of the page."""
    anchor, number = note.get("id"), note.find("a[@class='num']")
    if number is None:
        return
    if called:
        call, said = called[0], interface(archive().language).offline
        words = normal(call.text_content())
        links.words[f"#{anchor}"] = said["note"].format(words)
        links.words[f"#{call.get('id')}"] = said["back"].format(words)
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


def _all_headings(headings: Sequence[Heading]) -> Iterator[Heading]:
    for heading in headings:
        yield heading
        yield from _all_headings(heading.below)


def _document_html(article: Article, date: int | None, lacking: Set[str] = frozenset()) -> str:
    """The document as HTML, with its date (seconds since 1970) and the letters that the typeface lacks."""
    html = template("pdf.html").render(
        article=article,
        text=lxml.html.tostring(article.element, encoding="unicode"),
        name=archive().name,
        short=_shortened(article.title),
        modified="" if date is None else time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(date)),
        lacking=_letters_in_words(sorted(lacking)),
    )
    head, body, content = html.partition("<body>")
    return head + body + _with_fine_spaces(content)


def _with_fine_spaces(html: str) -> str:
    """The HTML with its narrow spaces marked, each with a letter beside it (a space alone wouldn't be written).

    The typeface has no narrow space. Half a word space stands for it, so narrow that text copied from a PDF loses it.
    """
    pieces = _TAG.split(html)
    pieces[::2] = [_FINE.sub(r'<span class="fine">\g<0></span>', words) for words in pieces[::2]]
    return "".join(pieces)


def _shortened(title: str) -> str:
    """As many whole words of a title as fit into a running head."""
    if len(title) <= _SHORT:
        return title
    return f"{title[:_SHORT].rpartition(' ')[0]} …"
