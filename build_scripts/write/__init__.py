"""Pages: a report's Markdown, and the lists that lead to it."""

from __future__ import annotations

from collections.abc import Sequence

from ..model import Report
from . import front, lists, markdown
from .catalogue import Catalogue, catalogue
from .inline import HrefOf

__all__ = ["Catalogue", "HrefOf", "catalogue", "page", "pages"]


def page(report: Report, known: Catalogue, href_of: HrefOf) -> str:
    """The page of a report, `docs/<document.path>.md`: front matter and text."""
    return front.report_matter(report, known) + markdown.body(report, href_of)


def pages(reports: Sequence[Report], href_of: HrefOf) -> dict[str, str]:
    """Every generated page of the archive by its path from docs/."""
    known = catalogue(report.document for report in reports)
    made = {f"{report.document.path}.md": page(report, known, href_of) for report in reports}
    return made | lists.pages(known)
