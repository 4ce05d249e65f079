"""Acronyms of the United Nations system, by language: `data/languages/*/acronyms.toml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ..core.data_files import read_data
from ..core.language import FOLDER, languages


@dataclass(frozen=True, slots=True)
class Glossary:
    """The acronyms that a document in one language may use."""

    names: dict[str, str]
    """Full name by acronym, in the language."""
    others: frozenset[str]
    """Acronyms of the other languages: not mistakes, but nothing to propose either."""


@cache
def load_glossary(language: str) -> Glossary:
    """The acronyms for documents in a language (ISO 639-1). Raises DataError."""
    known = {code: _acronyms(FOLDER / code / "acronyms.toml") for code in languages()}
    names = known.get(language, {})
    others = frozenset(acronym for acronyms in known.values() for acronym in acronyms)
    return Glossary(names, others - names.keys())


def _acronyms(path: Path) -> dict[str, str]:
    return dict(read_data(path).table.values()) if path.is_file() else {}
