"""Acronyms of the United Nations system, by language: `data/acronyms.toml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from ..core.data_files import DATA, read_data


@dataclass(frozen=True, slots=True)
class Glossary:
    """The acronyms that a document in one language may use."""

    names: dict[str, str]
    """Full name by acronym, in the language."""
    others: frozenset[str]
    """Acronyms of the other languages: not mistakes, but nothing to propose either."""


@cache
def load_glossary(language: str) -> Glossary:
    """The acronyms for documents in a language (ISO 639-1)."""
    table = read_data(DATA / "acronyms.toml").table
    names = dict(entry[language] for entry in table.values() if language in entry)
    acronyms = {acronym for entry in table.values() for acronym, _ in entry.values()}
    return Glossary(names, frozenset(acronyms - names.keys()))
