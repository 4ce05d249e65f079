"""What exports say in words, in the language of the document (data/languages/*/exports.toml)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from ..core.data_files import read_data
from ..core.language import FOLDER


@dataclass(frozen=True, slots=True)
class Words:
    """Sentences of exports in one language."""

    permanent_address: str
    official_version: str
    unofficial: str
    publisher: str
    """The United Nations, as publisher of the document."""
    rights: str
    united_nations: str
    """The corporate author."""


@cache
def words(language: str) -> Words:
    """The sentences of a language. Raises DataError where exports.toml doesn't match its schema."""
    return Words(**read_data(FOLDER / language / "exports.toml").table)
