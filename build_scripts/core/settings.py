"""What is true of the archive as a whole: data/archive.toml, checked and typed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from .data_files import DATA, read_data


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds that keep one bad document from taking the machine."""

    source_bytes: int
    document_seconds: int
    """Of CPU time."""
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
    languages: tuple[str, ...]
    """ISO 639-1, in the order of lists."""
    limits: Limits


@cache
def archive() -> Archive:
    """The archive's settings. Raises DataError."""
    table = dict(read_data(DATA / "archive.toml").table)
    limits = Limits(**table.pop("limits"))
    return Archive(languages=tuple(table.pop("languages")), limits=limits, **table)


@cache
def types() -> dict[str, dict[str, dict[str, object]]]:
    """Types of documents by key, then by language: data/types.toml, data/languages/*/types.toml. Raises DataError."""
    known: dict[str, dict[str, dict[str, object]]] = {key: {} for key in read_data(DATA / "types.toml").table["types"]}
    for path in sorted((DATA / "languages").glob("*/types.toml")):
        file = read_data(path)
        for key, words in file.table.items():
            if key not in known:
                raise file.fault(key, "there is no such type in types.toml")
            known[key][path.parent.name] = words
    return known
