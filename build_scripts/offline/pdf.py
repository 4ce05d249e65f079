"""PDF of a report: tagged (PDF/UA-1, ISO 14289-1), bookmarks, a named destination for each block, notes.

WeasyPrint takes some hundred MiB for a long report, so each is made in a process of a pool.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import jinja2
import lxml.html
from weasyprint import CSS, HTML

from ..parallel import each
from ..settings import archive
from .article import link, read_article, rows
from .folder import HERE, Copy
from .selection import Facts
from .settings import OfflineError

SECONDS = 600
"""Of CPU for one report."""


def make_pdfs(site: Path, folder: Path, wanted: Sequence[Facts], copy: Copy, *, jobs: int = 0) -> None:
    """Write one PDF for each document, by its symbol path, into a folder. Raises OfflineError."""
    work = partial(make_pdf, site, folder, copy)
    for outcome in each(work, wanted, seconds=SECONDS, jobs=jobs, label="Typesetting"):
        if outcome.result is None:
            raise OfflineError(f"{outcome.item.path}: no PDF: {outcome.error}")


def make_pdf(site: Path, folder: Path, copy: Copy, facts: Facts) -> Path:
    """Write the PDF of one document; its place."""
    article = read_article(site, facts)
    link(article, lambda path, anchor: None)
    environment = jinja2.Environment(
        autoescape=True, loader=jinja2.FileSystemLoader(HERE / "templates"), undefined=jinja2.StrictUndefined
    )
    html = environment.get_template("pdf.html").render(
        article=article,
        rows=rows(article),
        text=lxml.html.tostring(article.element, encoding="unicode"),
        direction="rtl" if article.language == "ar" else "ltr",
        name=archive().name,
        modified=time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(copy.date)),
    )
    file = folder / f"{facts.path}.pdf"
    file.parent.mkdir(parents=True, exist_ok=True)
    style = CSS(filename=str(HERE / "templates" / "pdf.css"))
    identifier = hashlib.sha256(html.encode()).hexdigest()[:32].encode()
    HTML(string=html, url_fetcher=_refused).write_pdf(
        str(file), stylesheets=[style], pdf_variant="pdf/ua-1", pdf_identifier=identifier
    )
    return file


def _refused(url: str, *_: Any, **__: Any) -> Mapping[str, Any]:
    """Nothing is loaded from anywhere."""
    raise OfflineError(f"a text loads {url}")
