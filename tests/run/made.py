"""A small document as a PDF of two pages, with a masthead, numbered paragraphs and page feet."""

from __future__ import annotations

from tests.extract.pdfs import line, pdf

SYMBOL = "A/79/900"


def document(symbol: str = SYMBOL, *, first_foot: str = "1/2", second_foot: str = "2/2") -> bytes:
    """Paragraph 2 goes on on the second page, and the file has no number 3."""
    one = [
        line(symbol, 740, 430),
        line("General Assembly", 715, 72, 14),
        line("Distr.: General", 690, 430),
        line("22 December 2024", 676, 430),
        line("Original: English", 662, 430),
        line("Seventy-ninth session", 630),
        line("Agenda item 107", 616),
        line("Crime prevention and criminal justice", 602),
        line("Implementation of the programme of work", 570, 72, 14),
        line("Report of the Secretary-General", 545),
        line("1. The present report has been prepared in the year that is under review and it is of", 500),
        line("use to all of those who wish to read what has been said about the programme of work.", 486),
        line("2. The Commission considered the matter at its meetings and it adopted all of the draft", 454),
        line("decisions that were before it, of which the first is about the reading of documents that", 440),
        line(first_foot, 40, 500),
    ]
    two = [
        line(symbol, 760),
        line("are received from the organizations and kept in the archive for all those to come.", 720),
        line("4. The Secretariat was requested to report on the matter to the Assembly at its next", 688),
        line("session, and to make the report available to all of the members in good time.", 674),
        line(second_foot, 40, 500),
    ]
    return pdf(b"\n".join(one), b"\n".join(two))
