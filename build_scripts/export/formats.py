"""The formats of a document, one row each. What shows, writes, serves or packs them reads this table: the page's links
(overrides/hooks.py hands it to the templates), the files (report_files.py), `cote serve` and the offline copies."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from ..core.interface import interface
from ..core.received import MEDIA_TYPES
from ..core.settings import archive
from ..core.symbol_path import file_name
from . import bibliography, json_report, linked, linkset, plain
from .description import Record


class Role(StrEnum):
    """What a file is to its document, as a relation of links has it (signposting.org/FAIR)."""

    ITEM = linkset.ITEM
    """The document itself."""
    METADATA = linkset.METADATA
    """What is known of it."""
    LINKS = "linkset"
    """All such links; for programs alone."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format that every document is offered in."""

    ending: str
    """Of its file's name, after the first dot: `csl.json`."""
    media_type: str
    name: str
    """Its own name; empty for plain text, which has none."""
    make: Callable[[Record], str | bytes]
    role: Role = Role.ITEM
    by_paragraph: bool = False
    """A second file of a format, with a note for each numbered paragraph; its link comes behind those of the others."""

    @property
    def label(self) -> str:
        """What a link to it is called on the document's page."""
        return self.name or interface(archive().language).labels["plain_text"]


def _links(record: Record) -> str:
    rows = (row for row in FORMATS if row.role is not Role.LINKS)
    return linkset.to_linkset(record, [linkset.File(row.role, row.ending, row.media_type) for row in rows])


# Half of the program is imported for these two, and the table is asked for where nothing is made, too.
def _akn(record: Record) -> bytes:
    from . import akn

    return akn.to_gzip(record)


def _rdf(record: Record) -> str:
    from . import zotero

    return zotero.rdf(record)


FORMATS: tuple[Format, ...] = (
    Format("txt", "text/plain", "", plain.text),
    Format("md", "text/markdown", "Markdown", plain.markdown),
    Format("json", "application/json", "JSON", json_report.to_json),
    Format("akn.xml.gz", "application/gzip", "Akoma Ntoso (XML, gzip)", _akn),
    Format("ris", "application/x-research-info-systems", "RIS", bibliography.ris, Role.METADATA),
    Format("bib", "application/x-bibtex", "BibTeX", bibliography.bibtex, Role.METADATA),
    Format("csl.json", "application/vnd.citationstyles.csl+json", "CSL-JSON", bibliography.csl, Role.METADATA),
    Format("jsonld", "application/ld+json", "JSON-LD", linked.to_json_ld, Role.METADATA),
    Format("rdf", "application/rdf+xml", "RDF (Zotero)", _rdf, Role.METADATA),
    Format("paragraphes.zip", "application/zip", "RIS (ZIP)", bibliography.zip_paragraphs, Role.METADATA, True),
    Format(linkset.ENDING, linkset.MEDIA_TYPE, "Linkset", _links, Role.LINKS),
)
"""In the order of the links on the page."""


def media_type(path: str) -> str:
    """The media type of a file, with the encoding of text, by the longest ending that fits; empty where none does."""
    name = path.rpartition("/")[2]
    offered = {row.ending: row.media_type for row in FORMATS} | {f"original{k}": v for k, v in MEDIA_TYPES.items()}
    endings = {ending: kind for ending, kind in offered.items() if name.endswith(f".{ending}")}
    kind = endings[max(endings, key=len)] if endings else ""
    return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind


def is_format(path: str) -> bool:
    """Whether a file of the site, by its path, is a format of a document, or its file as received:
    `fr/A/76/463/A-76-463.akn.xml.gz`, `fr/A/76/463/A-76-463.original.pdf`."""
    folder, _, name = path.rpartition("/")
    stem = file_name(folder)
    endings = {row.ending for row in FORMATS} | {f"original{suffix}" for suffix in MEDIA_TYPES}
    return bool(stem) and name.startswith(f"{stem}.") and name.removeprefix(f"{stem}.") in endings
