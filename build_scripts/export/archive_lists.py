"""What the archive holds and what it cites, as lists for programs: `donnees/documents.json`, `donnees/cotes.json`.

A line has one document, so that a list can be read, compared and searched line by line. Pages have the same from
addresses.py, as scripts, divided by symbol.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from ..citations.citation_index import held_in
from ..core.settings import archive
from .description import Record, official_address, permalink
from .interface_index import version
from .json_report import SCHEMAS, compact, document

DOCUMENTS, CITED = "documents", "cotes"


def row(record: Record) -> str:
    """A document's line: what its own file says of it, and where that file is."""
    return compact({**document(record), "json_url": f"{record.url}{record.name}.json"})


def write(site: Path, documents: Iterable[str], cited: Iterable[str]) -> None:
    """Write both lists, of lines that `row` and `cited_rows` have made."""
    for name, lines in ((DOCUMENTS, documents), (CITED, cited)):
        schema = compact(f"{archive().site_url}{SCHEMAS}/{name}.schema.json")
        content = ",\n".join(lines)
        (site / SCHEMAS / f"{name}.json").write_text(
            f'{{"$schema":{schema},\n"version":{version(name)},\n"{name}":[\n{content}\n]}}\n', encoding="utf-8"
        )


def cited_rows(cited: Iterable[tuple[str, int, str]], holders: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    """The lines of cited documents; `cited` as addresses.py takes them, `holders` of the whole archive."""
    language = archive().language
    for key, places, page in cited:
        described: dict[str, Any] = {
            "key": key,
            "places": places,
            "url": permalink(page) if page else "",
            "official_url": official_address(key, language),
            "document": held_in(holders, key, language),
        }
        yield compact(described)
