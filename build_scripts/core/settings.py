"""What is true of the archive as a whole: data/archive.toml, checked and typed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from .data_files import DATA, read_data
from .language import FOLDER, languages
from .symbol_path import halves

_OF_PAGES = ("interface", "types", "series")
"""Files of data/languages/ that the language of the archive's own pages has beside those of every language."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds that keep one bad document from taking the machine."""

    source_bytes: int
    """Of text."""
    file_bytes: int
    """Of a PDF or a Word file."""
    unpacked_bytes: int
    """Of the XML that a Word file unpacks to."""
    document_seconds: int
    """Of CPU time."""
    document_bytes: int
    """Of memory, for the process that reads a file."""
    pages: int
    """Of a PDF."""
    lines_per_finding: int


@dataclass(frozen=True, slots=True)
class Archive:
    """Who the archive is."""

    name: str
    description: str
    site_url: str
    """With a slash at the end."""
    mistakes_to: str
    """Mail address for « signaler une erreur »; empty: there is none."""
    language: str
    """Of its own pages, menus and lists (ISO 639-1); documents are in any language that the data know."""
    tracked_changes: str
    """What is made of changes that a Word file tracks: `refused`, the text before them, or `accepted`."""
    store_bytes: int
    """What the store of things made before may take on disk."""
    limits: Limits
    store: str = ""
    """Address of a store that machines share (docs/developers/scale.md); empty: there is none."""
    sources: str = ""
    """Address of the sources that aren't in their folders; empty: all are."""


@cache
def archive() -> Archive:
    """The archive's settings. Raises DataError, also where its language lacks the words of its pages."""
    file = read_data(DATA / "archive.toml")
    code = file.table["language"]
    if code not in languages():
        raise file.fault("language", f"there is no folder data/languages/{code}")
    for name in _OF_PAGES:
        if not (FOLDER / code / f"{name}.toml").is_file():
            raise file.fault("language", f"data/languages/{code}/{name}.toml is missing; the archive's pages need it")
    table = dict(file.table)
    limits = Limits(**table.pop("limits"))
    return Archive(limits=limits, **table)


@cache
def types_in_symbols() -> dict[str, str]:
    """What stands in a symbol → type: `RES` → `resolution` (data/types.toml). Raises DataError."""
    in_symbol = read_data(DATA / "types.toml").table.get("in_symbol", {})
    return {part: key for key, parts in in_symbol.items() for part in parts}


@cache
def summarised_types() -> frozenset[str]:
    """Types whose documents may begin with a summary. Raises DataError."""
    return frozenset(read_data(DATA / "types.toml").table["summarised"])


@cache
def untitled_types() -> frozenset[str]:
    """Types of documents that have no title but the line that names them. Raises DataError."""
    return frozenset(read_data(DATA / "types.toml").table["untitled"])


@cache
def issued_types() -> frozenset[str]:
    """Types of documents that their organ issues (data/types.toml). Raises DataError."""
    return frozenset(read_data(DATA / "types.toml").table["issued"])


@cache
def linked_type(kind: str, symbol: str = "") -> str:
    """What schema.org calls a document of a type (data/types.toml); a text, where its symbol is that of a corrigendum;
    a work, where the type isn't known. Raises DataError."""
    named: dict[str, str] = read_data(DATA / "types.toml").table["schema_org"]
    return "TextDigitalDocument" if corrected(symbol) else named.get(kind, "CreativeWork")


def corrected(symbol: str) -> str:
    """The symbol of the document that a corrigendum corrects, `A/78/345` of `A/78/345/Corr.1`; empty where it is none,
    and of a joint symbol that of the first half. Raises DataError."""
    before, _, last = halves(symbol)[0].rpartition("/")
    return before if last.startswith(read_data(DATA / "types.toml").table["correcting"]) else ""


@cache
def types() -> dict[str, dict[str, dict[str, object]]]:
    """Types of documents by key, then by language: data/types.toml, data/languages/*/types.toml. Raises DataError."""
    known: dict[str, dict[str, dict[str, object]]] = {key: {} for key in read_data(DATA / "types.toml").table["types"]}
    for path in sorted(FOLDER.glob("*/types.toml")):
        file = read_data(path)
        for key, words in file.table.items():
            if key not in known:
                raise file.fault(key, "types.toml has no such type")
            known[key][path.parent.name] = words
    return known
