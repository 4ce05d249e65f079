"""A report for reference managers: RIS, BibTeX (biblatex) and CSL-JSON.

Of the three, only biblatex and CSL have locators; so RIS, and BibTeX too, have a second file with an entry for each
numbered paragraph. The two are packed: they say the same of the document a hundred times.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from typing import Any

from ..core.language import language
from ..core.model import Kind
from .description import Record, Row
from .export_words import words
from .json_report import compact

# LaTeX reads these as commands; the rest of Unicode stays as it is.
_LATEX = str.maketrans(
    {"\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
    | {sign: f"\\{sign}" for sign in "#$%&_"}
)


def numbered(record: Record) -> list[Row]:
    """The numbered paragraphs of a report."""
    return [row for row in record.rows if row.block.kind is Kind.PARAGRAPH]


# --- RIS --------------------------------------------------------------------------------------


def ris(record: Record) -> str:
    """The report (Zotero and EndNote read SN of a report as its number)."""
    return _ris(_ris_report(record))


def ris_paragraphs(record: Record) -> str:
    """A record for each numbered paragraph."""
    return "\r\n".join(_ris(_ris_paragraph(record, row)) for row in numbered(record))


def _ris(fields: Iterable[tuple[str, str]]) -> str:
    lines = [f"{tag}  - {' '.join(value.split())}" for tag, value in fields if value]
    return "\r\n".join([*lines, "ER  - ", ""])


def _ris_report(record: Record) -> Iterator[tuple[str, str]]:
    document = record.report.document
    yield from _ris_common(record, record.name)
    yield "M3", record.type
    yield "UR", record.url
    yield "L2", record.official
    yield "AB", record.summary
    yield "N1", "; ".join(filter(None, (document.session, document.agenda_item, words(record.language).unofficial)))


def _ris_common(record: Record, name: str) -> Iterator[tuple[str, str]]:
    yield "TY", "RPRT"
    yield "ID", name
    yield "AU", record.author
    yield "TI", record.title
    yield "SN", record.symbol
    yield "PB", words(record.language).publisher
    yield "PY", str(record.date.year) if record.date else ""
    yield "DA", record.date.strftime("%Y/%m/%d") if record.date else ""
    yield "LA", record.language


def _ris_paragraph(record: Record, row: Row) -> Iterator[tuple[str, str]]:
    yield from _ris_common(record, f"{record.name}:{row.anchor}")
    yield "ST", row.citation
    yield "SP", row.locator
    yield "UR", row.url
    yield "AB", row.text


# --- BibTeX -----------------------------------------------------------------------------------


def bibtex(record: Record) -> str:
    """The report, as biblatex and BibTeX read it; `pagination` makes `\\cite[12]{…}` a paragraph."""
    return _entry(record.name, _bibtex_fields(record))


def bibtex_paragraphs(record: Record) -> str:
    """An entry for each numbered paragraph."""
    common = _bibtex_fields(record)
    return "\n".join(
        _entry(
            f"{record.name}:{row.anchor}",
            common | {"pages": _latex(row.locator), "url": row.url, "shorttitle": _latex(row.citation)},
        )
        for row in numbered(record)
    )


def _bibtex_fields(record: Record) -> dict[str, str]:
    return {
        "author": f"{{{_latex(record.author)}}}",
        "title": f"{{{_latex(record.title)}}}",
        "type": _latex(record.type),
        "number": _latex(record.symbol),
        "institution": _latex(words(record.language).publisher),
        "date": record.date.isoformat() if record.date else "",
        "year": str(record.date.year) if record.date else "",
        "langid": language(record.language).babel,
        "pagination": "paragraph",
        "url": record.url,
        "note": _latex(words(record.language).unofficial),
    }


def _entry(key: str, fields: dict[str, str]) -> str:
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@techreport{{{_key(key)},", *lines, "}", ""])


def _key(name: str) -> str:
    return re.sub(r"[^A-Za-z0-9:._-]", "-", name)


def _latex(string: str) -> str:
    return " ".join(string.split()).translate(_LATEX)


# --- both, by paragraph -----------------------------------------------------------------------


def zip_paragraphs(record: Record) -> bytes:
    """RIS and BibTeX by paragraph, as a ZIP file that says nothing of the day."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for ending, content in (("ris", ris_paragraphs(record)), ("bib", bibtex_paragraphs(record))):
            file = zipfile.ZipInfo(f"{record.name}.paragraphes.{ending}")
            file.compress_type, file.create_system, file.external_attr = zipfile.ZIP_DEFLATED, 3, 0o100644 << 16
            packed.writestr(file, content)
    return stream.getvalue()


# --- CSL-JSON ---------------------------------------------------------------------------------


def csl(record: Record) -> str:
    """The report, with what a citation of each numbered paragraph needs under `custom` (CSL-JSON 1.0.2)."""
    document = record.report.document
    item: dict[str, Any] = {
        "id": record.name,
        "type": "report",
        "title": record.title,
        "author": [{"literal": record.author}],
        "number": record.symbol,
        "genre": record.type,
        "publisher": words(record.language).publisher,
        "language": record.language,
        "URL": record.url,
        "abstract": record.summary,
        "event-title": document.session,
        "note": words(record.language).unofficial,
    }
    if record.date:
        item["issued"] = {"date-parts": [[record.date.year, record.date.month, record.date.day]]}
    item["custom"] = {
        "locators": [
            {
                "label": "paragraph",
                "locator": row.number,
                "citation": row.citation,
                "anchor": row.anchor,
                "URL": row.url,
            }
            for row in numbered(record)
        ]
    }
    return f"{compact([{k: v for k, v in item.items() if v}])}\n"
