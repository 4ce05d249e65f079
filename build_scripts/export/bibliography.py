"""A report for reference managers: RIS, BibTeX (biblatex) and CSL-JSON.

A document is one entry in each. biblatex and CSL have locators for its paragraphs; RIS has notes, of which a second
file has one for each numbered paragraph. It is packed: it holds most of the document's text.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from ..core.language import language
from ..core.model import Kind
from ..core.text import piece
from ..core.value import replace
from ..published import registry
from ..references.forms import forms
from ..references.places import of_parts
from ..structure.structure_words import vocabulary
from ..write.front import masthead_words
from ..write.report_body import placed
from .act_text import items_decided
from .citation_styles import label
from .description import Record, Row
from .export_words import words
from .json_report import compact

# LaTeX reads these as commands; the rest of Unicode stays as it is.
_LATEX = str.maketrans(
    {"\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
    | {sign: f"\\{sign}" for sign in "#$%&_"}
)


def numbered(record: Record) -> list[Row]:
    """The numbered paragraphs of a report, and the items that stand for them in an act."""
    items = items_decided(record)
    return [
        row for row in record.rows if row.block.kind is Kind.PARAGRAPH or (row.anchor in items and row.block.level == 1)
    ]


def _meeting(record: Record) -> str:
    """The organ that the document is made to, its session and where that is held: « Commission pour la prévention du
    crime et la justice pénale, Vingt-neuvième session, Vienne, 18-22 mai 2020 »; of two, each with its own,
    « Assemblée générale, Soixante-dix-septième session ; Conseil de sécurité, Soixante-dix-septième année »."""
    join, organs, session = forms(record.language).join, record.organs, record.report.document.session
    printed = [block.text.string for block in record.report.blocks if block.role == "session"]
    if len(organs) == len(printed) > 1 and session in printed:
        held = [vocabulary(record.language).among.join(map(join.join, zip(organs, printed, strict=True)))]
    else:
        held = [*organs, session]
    return join.join(filter(None, (*held, masthead_words(record.report, "place", "held"))))


def remarks(record: Record) -> list[str]:
    """What a record says besides: meeting, agenda item, original language, that it isn't the official document, and
    where that is."""
    sentences = words(record.language)
    official = record.official and f"{sentences.official_version}{record.official}"
    original = masthead_words(record.report, "original")
    document = record.report.document
    supplied = sentences.supplied_date if document.issued and not record.date else ""
    remarks = (_meeting(record), document.agenda_item, original, supplied, sentences.unofficial, official)
    return [remark.rstrip(".。") for remark in remarks if remark]


def issued(record: Record) -> str:
    """The date of the document as ISO 8601 has it, or the year or month that an editor supplies, which a tilde tells:
    « 2021~ » (EDTF, ISO 8601-2). biblatex and Zotero read that as they read `circa` of CSL."""
    supplied = record.report.document.supplied_date
    return record.date.isoformat() if record.date else supplied and f"{supplied}~"


# --- RIS --------------------------------------------------------------------------------------


def ris(record: Record) -> str:
    """The report (Zotero and EndNote read SN of a report as its number)."""
    return _ris(ris_fields(record))


def ris_paragraphs(record: Record) -> str:
    """The report with a note for each numbered paragraph: its place, its words with those of its items, its address."""
    said = _with_items(record)
    notes = (("N1", f"{row.locator} – {' '.join(said[row.anchor])} – {row.url}") for row in numbered(record))
    return _ris(chain(ris_fields(record), notes))


def _with_items(record: Record) -> dict[str, list[str]]:
    """The words of each numbered paragraph by its anchor: its own without its number, its items with theirs, and how it
    goes on below them, as the page has them one after the other."""
    said: dict[str, list[str]] = {row.anchor: [] for row in numbered(record)}
    for block, start, end in placed(record.report.blocks):
        holder = block.anchor
        while block.kind is Kind.ITEM and "." in holder and holder not in said:
            holder = holder.rpartition(".")[0]
        if holder in said:
            begin = max(start, block.label_end) if block.anchor == holder else start
            said[holder].append(registry.words(replace(block, text=piece(block.text, begin, end))))
    return said


def _ris(fields: Iterable[tuple[str, str]]) -> str:
    lines = [f"{tag}  - {' '.join(value.split())}" for tag, value in fields if value]
    return "\r\n".join([*lines, "ER  - ", ""])


def ris_fields(record: Record) -> Iterator[tuple[str, str]]:
    """Tags and values of the report, in order; some values are empty."""
    yield "TY", "RPRT"
    yield "ID", record.name
    for author in record.authors:
        yield "AU", author.replace(",", "‚")  # RIS parts surname and first name by a comma: this is U+201A.
    yield "TI", record.title
    yield "SN", record.symbol
    yield "PB", words(record.language).publisher
    yield "PY", issued(record)[:4]
    yield "DA", record.date.strftime("%Y/%m/%d") if record.date else issued(record)
    yield "LA", record.language
    yield "M3", record.genre
    yield "UR", record.url
    yield "L2", record.official
    yield "AB", record.abstract
    yield "N1", "; ".join(remarks(record))


# --- BibTeX -----------------------------------------------------------------------------------


def bibtex(record: Record) -> str:
    """The report, as biblatex and BibTeX read it; `pagination` makes `\\cite[12]{…}` a paragraph."""
    spoken = language(record.language)
    fields = {
        "author": " and ".join(f"{{{_latex(author)}}}" for author in record.authors),
        "title": f"{{{_latex(record.title)}}}",
        "type": _latex(record.genre),
        "number": _latex(record.symbol),
        "institution": _latex(words(record.language).publisher),
        "date": issued(record),
        "year": issued(record)[:4],
        "language": spoken.biblatex or spoken.babel,
        "langid": spoken.babel,
        "pagination": "paragraph",
        "url": record.url,
        "abstract": _latex(record.abstract),
        "note": _latex("; ".join(remarks(record))),
    }
    return _entry(record.name, fields)


def _entry(key: str, fields: dict[str, str]) -> str:
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@techreport{{{_key(key)},", *lines, "}", ""])


def _key(name: str) -> str:
    return re.sub(r"[^A-Za-z0-9:._-]", "-", name)


def _latex(string: str) -> str:
    return " ".join(string.split()).translate(_LATEX)


# --- by paragraph -----------------------------------------------------------------------------


def zip_paragraphs(record: Record) -> bytes:
    """RIS with a note for each paragraph, as a ZIP file that says nothing of the day."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        file = zipfile.ZipInfo(f"{record.name}.paragraphes.ris")
        file.compress_type, file.create_system, file.external_attr = zipfile.ZIP_DEFLATED, 3, 0o100644 << 16
        packed.writestr(file, ris_paragraphs(record))
    return stream.getvalue()


# --- CSL-JSON ---------------------------------------------------------------------------------


def csl(record: Record) -> str:
    """The report as CSL-JSON 1.0.2."""
    return f"{compact([csl_item(record)])}\n"


def csl_item(record: Record) -> dict[str, Any]:
    """The report, with what a citation of each place that CSL has a name for needs under `custom`."""
    item: dict[str, Any] = {
        "id": record.name,
        "type": "report",
        "title": record.title,
        "author": [{"literal": author} for author in record.authors],
        "number": record.symbol,
        "genre": record.genre,
        "publisher": words(record.language).publisher,
        "language": record.language,
        "URL": record.url,
        "abstract": record.abstract,
        "event-title": _meeting(record),
        "note": "; ".join(remarks(record)),
    }
    if issued := record.report.document.issued:
        item["issued"] = {"date-parts": [list(issued)]} | ({} if record.date else {"circa": True})
    item["custom"] = {"locators": list(_locators(record))}
    return {name: value for name, value in item.items() if value}


def _locators(record: Record) -> Iterator[dict[str, str]]:
    """What a processor of citations takes beside the item, « par. 16 » and « du projet de résolution VII », and the
    anchor, which stands behind the item's address. CSL has no name for items: those that stand for paragraphs are
    cited as such, « par. a) »."""
    items, language = items_decided(record), record.language
    for row in record.rows:
        kind = "par" if row.anchor in items else row.place.kind
        if label(kind):
            suffix = of_parts(row.anchor, language)
            cited = {
                "label": label(kind),
                "locator": items.get(row.anchor) or row.place.number,
                "suffix": suffix and forms(language).of_parts["join"] + suffix,
                "anchor": row.anchor,
            }
            yield {name: value for name, value in cited.items() if value}
